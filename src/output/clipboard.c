#include "config.h"

#include "output/clipboard.h"

#include <string.h>

enum {
	/* GNU screen keeps so many bytes of a string and then prints the rest; versions
	 * differ in how many, and this is below all of them. */
	PIECE_MOST = 512,
	PIECE_FRAME = 4, /* ESC P and ESC \ round a piece */
};

static bool is_set(const char *value)
{
	return value && *value;
}

static bool begins(const char *text, const char *start)
{
	return text && strncmp(text, start, strlen(start)) == 0;
}

/* TMUX comes first: in a tmux of old, or within screen, TERM begins with "screen" too. Of
 * a tmux at this end of a line only TERM tells. */
enum clipboard_wrap clipboard_wrap(const struct clipboard_env *env)
{
	if (is_set(env->tmux) || begins(env->term, "tmux"))
		return CLIPBOARD_TMUX;
	if (is_set(env->sty) || begins(env->term, "screen"))
		return CLIPBOARD_SCREEN;
	return CLIPBOARD_PLAIN;
}

const char *const *clipboard_helper(const struct clipboard_env *env, size_t number)
{
	static const char *const wayland[] = { "wl-copy", NULL };
	static const char *const xclip[] = { "xclip", "-selection", "clipboard", NULL };
	static const char *const xsel[] = { "xsel", "-ib", NULL };
	const char *const *found[3];
	size_t count = 0;

	/* Over ssh a display is forwarded at best, and the helper ends with the line. */
	if (is_set(env->ssh))
		return NULL;
#ifdef __APPLE__
	static const char *const mac[] = { "pbcopy", NULL };

	if (number == 0)
		return mac;
	number--;
#endif
	if (is_set(env->wayland_display))
		found[count++] = wayland;
	if (is_set(env->display)) {
		found[count++] = xclip;
		found[count++] = xsel;
	}
	return number < count ? found[number] : NULL;
}

void clipboard_add_base64(struct str *out, struct slice bytes)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t count = bytes.len - i < 3 ? bytes.len - i : 3;
		unsigned long bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 |
				(k < count ? (unsigned char)bytes.text[i + k] : 0u);
		for (size_t k = 0; k < 4; k++)
			str_add_char(out,
				k <= count ? digits[bits >> (18 - 6 * k) & 63] : '=');
	}
}

/* Ended by BEL: ESC \ would also end the string of a multiplexer round it. */
static void add_plain(struct str *out, struct slice text)
{
	str_add(out, "\033]52;c;");
	clipboard_add_base64(out, text);
	str_add_char(out, '\a');
}

/* For tmux to hand on: each ESC doubled. */
static void add_through_tmux(struct str *out, const struct str *sequence)
{
	str_add(out, "\033Ptmux;");
	for (size_t i = 0; i < sequence->len; i++) {
		if (sequence->buf[i] == '\033')
			str_add_char(out, '\033');
		str_add_char(out, sequence->buf[i]);
	}
	str_add(out, "\033\\");
}

/* screen hands on what stands in a string, one after the other. */
static void add_through_screen(struct str *out, const struct str *sequence)
{
	size_t most = PIECE_MOST - PIECE_FRAME;

	for (size_t i = 0; i < sequence->len; i += most) {
		size_t len = sequence->len - i < most ? sequence->len - i : most;

		str_add(out, "\033P");
		str_add_bytes(out, sequence->buf + i, len);
		str_add(out, "\033\\");
	}
}

bool clipboard_add_sequence(struct str *out, enum clipboard_wrap wrap, struct slice text)
{
	struct str sequence;

	if (text.len > CLIPBOARD_MOST)
		return false;
	str_init(&sequence);
	add_plain(&sequence, text);
	/* Whether tmux takes the plain one (set-clipboard) or hands on the other
	 * (allow-passthrough) is its owner's choice, which cannot be asked for; both put
	 * in the same text. screen would print the plain one. */
	if (wrap != CLIPBOARD_SCREEN)
		str_add_bytes(out, sequence.buf, sequence.len);
	if (wrap == CLIPBOARD_TMUX)
		add_through_tmux(out, &sequence);
	else if (wrap == CLIPBOARD_SCREEN)
		add_through_screen(out, &sequence);
	str_release(&sequence);
	return true;
}
