/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "browser/helper.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/text.h"
#include "ui/term.h"

enum {
	/* A helper that works is done long before; one that hangs on a display that does
	 * not answer is given up for the terminal. */
	HELPER_COPY_PATIENCE = 2000, /* ms */
	HELPER_OPEN_PATIENCE = 5000, /* ms; after this a failure is the browser's own */
	HELPER_SHOWN = 40,           /* columns of a text in a report */
	/* GNU screen keeps so many bytes of a string and then prints the rest. Versions
	 * differ in how many; this is below all of them, with ESC P and ESC \ around it. */
	SCREEN_PIECE = 508,
};

/* --- the clipboard --- */

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

/* --- helpers --- */

static void helper_process_init(struct helper_process *e)
{
	*e = (struct helper_process){ .text = STR_INIT, .note = STR_INIT };
	spawn_init(&e->spawn);
}

static void helper_process_release(struct helper_process *e)
{
	spawn_release(&e->spawn);
	str_release(&e->text);
	str_release(&e->note);
}

void helper_init(struct helper *h, const struct clipboard_env *env, const char *browser)
{
	*h = (struct helper){ .env = *env, .browser = browser };
	helper_process_init(&h->copy);
	helper_process_init(&h->open);
}

void helper_init_here(struct helper *h)
{
	const char *connection = getenv("SSH_CONNECTION");
	struct clipboard_env env = { .term = getenv("TERM"),
		.tmux = getenv("TMUX"),
		.sty = getenv("STY"),
		.ssh = connection ? connection : getenv("SSH_TTY"),
		.display = getenv("DISPLAY"),
		.wayland_display = getenv("WAYLAND_DISPLAY") };

	helper_init(h, &env, getenv("BROWSER"));
}

void helper_release(struct helper *h)
{
	helper_process_release(&h->copy);
	helper_process_release(&h->open);
}

/* Appends the text of E in quotes, and what it is of. Of a long text the beginning of its
 * first line is enough. */
static void helper_add_text(const struct helper_process *e, struct str *out)
{
	size_t line = strcspn(e->text.buf, "\n");
	size_t len = text_clip((struct slice){ e->text.buf, line }, HELPER_SHOWN, NULL);

	str_addf(out, "“%.*s%s”", (int)len, e->text.buf, len < e->text.len ? "…" : "");
	if (e->note.len)
		str_addf(out, " (%s)", e->note.buf);
}

/* Starts the next program for E that can be started; false when none is left. */
static bool helper_start(struct helper *h, struct helper_process *e)
{
	/* Of an address: what opens it, where there is a display; "" is left out. */
	const char *openers[] = {
		clipboard_is_program(h->browser) ? h->browser : "", "xdg-open",
#ifdef __APPLE__
		"open", /* elsewhere that is another program */
#endif
	};
	const struct clipboard_env *env = &h->env;
	bool display = is_set(env->display) || is_set(env->wayland_display);
	bool copies = e == &h->copy;
	struct slice text = { e->text.buf, copies ? e->text.len : 0 };
	int patience = copies ? HELPER_COPY_PATIENCE : HELPER_OPEN_PATIENCE;

#ifdef __APPLE__
	display = !env->ssh;
#endif
	for (;;) {
		const char *opener[] = { NULL, e->text.buf, NULL };
		const char *const *words = opener;
		size_t next = e->next++;

		if (copies)
			words = clipboard_helper(env, next);
		else if (display && next < sizeof openers / sizeof *openers)
			opener[0] = openers[next];
		if (!words || !words[0])
			return false;
		if (!*words[0] || !spawn_start(&e->spawn, words, text))
			continue;
		e->name = words[0];
		e->watched = true;
		e->until = clock_now() + patience * (int64_t)TASK_MS;
		return true;
	}
}

/* Gives the text of E to the next program, else to the terminal or to the user, or says
 * what takes more than that; FAILED, "" or "wl-copy failed. ", comes first in the report. */
static void helper_next(
	struct helper *h, struct helper_process *e, struct app *a, const char *failed)
{
	bool started = helper_start(h, e);
	unsigned context = app_focus_pane(a)->context;
	const struct command *export =
		command_find(a->ctx.commands, COMMAND_EXPORT, context);
	enum style style = STYLE_STATUS;
	struct str copied = STR_INIT, say = STR_INIT, sequence = STR_INIT;

	helper_add_text(e, &copied);
	if (e == &h->open && started) {
		str_addf(&say, _("Opening with %s: %s"), e->name, e->text.buf);
		if (e->note.len)
			str_addf(&say, " (%s)", e->note.buf);
	} else if (e == &h->open) {
		str_addf(&say, _("No browser on this machine. Open: %s"), e->text.buf);
	} else if (started) {
		failed = "";
		str_addf(&say, _("Copying %s with %s."), copied.buf, e->name);
	} else if (clipboard_add_sequence(
			   &sequence, clipboard_wrap(&h->env), str_slice(&e->text))) {
		term_send(sequence.buf, sequence.len);
		str_addf(&say, _("Sent %s to the terminal's clipboard (OSC 52)."),
			copied.buf);
	} else {
		size_t size = (e->text.len + 500) / 1000;

		style = STYLE_WARNING;
		if (export && export->where & context)
			str_addf(&say,
				_("Too long for the terminal (%zu kB): %.*s exports."),
				size, (int)strcspn(export->keys, " "), export->keys);
		else
			str_addf(&say, _("Too long for the terminal (%zu kB)."), size);
	}
	app_say(a, style, "%s%s", failed, say.buf);
	str_release(&sequence);
	str_release(&say);
	str_release(&copied);
}

void helper_take(struct helper *h, struct app *a)
{
	enum app_outgoing kind = a->outgoing;
	struct helper_process *e = kind == APP_OUTGOING_COPY ? &h->copy : &h->open;

	a->outgoing = APP_OUTGOING_NONE;
	if (kind == APP_OUTGOING_NONE)
		return;
	/* Else an earlier copy might come second and win. */
	if (kind == APP_OUTGOING_COPY)
		spawn_stop(&e->spawn);
	helper_process_release(e);
	helper_process_init(e);
	str_add_bytes(&e->text, a->outgoing_text.buf, a->outgoing_text.len);
	str_add(&e->note, a->outgoing_note.buf);
	helper_next(h, e, a, "");
}

/* Looks after E. A browser may run for hours: its end is of interest only at the start. */
static bool helper_look_after(struct helper *h, struct helper_process *e, struct app *a)
{
	bool copies = e == &h->copy;
	enum spawn_state state = spawn_poll(&e->spawn);
	struct str text = STR_INIT;

	if (state == SPAWN_RUNNING && clock_now() >= e->until) {
		e->watched = copies;
		if (copies) {
			spawn_stop(&e->spawn);
			state = SPAWN_FAILED;
		}
	}
	if (state == SPAWN_DONE && copies) {
		helper_add_text(e, &text);
		app_say(a, STYLE_STATUS, _("Copied %s with %s."), text.buf, e->name);
	} else if (state == SPAWN_FAILED && e->watched) {
		str_addf(&text, _("%s failed."), e->name);
		str_add_char(&text, ' ');
		helper_next(h, e, a, text.buf);
	}
	str_release(&text);
	return e->spawn.pid && e->watched;
}

bool helper_look(struct helper *h, struct app *a)
{
	bool copying = helper_look_after(h, &h->copy, a);
	bool opening = helper_look_after(h, &h->open, a);

	return copying || opening;
}
