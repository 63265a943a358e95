#include "config.h"

#include "output/clipboard.h"

#include <string.h>

/* GNU screen keeps so many bytes of a string and then prints the rest. Versions differ in
 * how many; this is below all of them, with ESC P and ESC \ around it. */
enum { SCREEN_PIECE = 508 };

static bool is_set(const char *value)
{
	return value && *value;
}

static bool begins(const char *text, const char *start)
{
	return text && strncmp(text, start, strlen(start)) == 0;
}

/* TMUX comes first: in an old tmux, or within screen, TERM begins with "screen" too. When
 * tmux is at the near end of a connection only TERM shows it. */
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
	static const char *const programs[][4] = {
		{ "pbcopy" },
		{ "wl-copy" },
		{ "xclip", "-selection", "clipboard" },
		{ "xsel", "-ib" },
	};
	bool usable[] = { false, is_set(env->wayland_display), is_set(env->display),
		is_set(env->display) };

#ifdef __APPLE__
	usable[0] = true;
#endif
	/* Over ssh a display is forwarded at best, and the helper ends with the line. */
	for (size_t i = 0; i < sizeof usable / sizeof *usable && !is_set(env->ssh); i++)
		if (usable[i] && number-- == 0)
			return programs[i];
	return NULL;
}

bool clipboard_is_program(const char *name)
{
	return is_set(name) && *name != '-' &&
		!name[strspn(name,
			"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			"0123456789/._+-")];
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

bool clipboard_add_sequence(struct str *out, enum clipboard_wrap wrap, struct slice text)
{
	struct str plain = STR_INIT;

	if (text.len > CLIPBOARD_MOST)
		return false;
	/* Ended by BEL: ESC \ would also end the string of a multiplexer around it. */
	str_add(&plain, "\033]52;c;");
	clipboard_add_base64(&plain, text);
	str_add_char(&plain, '\a');
	switch (wrap) {
	case CLIPBOARD_PLAIN:
		str_add(out, plain.buf);
		break;
	case CLIPBOARD_TMUX:
		/* Whether tmux takes the plain sequence (set-clipboard) or passes the
		 * other one on (allow-passthrough) is a setting that cannot be asked for;
		 * both put in the same text. In the other, each ESC is doubled: there is
		 * one. */
		str_addf(out, "%s\033Ptmux;\033%s\033\\", plain.buf, plain.buf);
		break;
	case CLIPBOARD_SCREEN:
		/* screen would print the plain sequence. It passes on what is in strings,
		 * one after the other. */
		for (size_t i = 0; i < plain.len; i += SCREEN_PIECE)
			str_addf(out, "\033P%.*s\033\\", SCREEN_PIECE, plain.buf + i);
		break;
	}
	str_release(&plain);
	return true;
}
