/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BROWSER_HELPER_H
#define BROWSER_HELPER_H

/*
 * What leaves the program: text for the clipboard, an address for a browser. The browser
 * leaves it in struct app (outgoing); here another program gets it, which is looked after
 * in passing, or the terminal itself, by the sequence OSC 52, also at the far end of a
 * connection. The status line reports the result, in words that promise no more than is
 * known.
 *
 *	struct helper h;
 *
 *	helper_init_here(&h);
 *	helper_take(&h, app);
 *	helper_look(&h, app);
 *	helper_release(&h);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/spawn.h"
#include "base/str.h"
#include "browser/app.h"

/* Bytes of text that a terminal is sent at most. Many silently drop a sequence of more
 * than 100,000 bytes: without "ESC ] 52 ; c ;" and BEL that leaves 99,992 of base64, and
 * so many of text. */
enum { CLIPBOARD_MOST = 74994 };

/* What is between the program and the terminal and has to pass the sequence on. */
enum clipboard_wrap { CLIPBOARD_PLAIN, CLIPBOARD_TMUX, CLIPBOARD_SCREEN };

/* The environment, as far as it matters; NULL for what is not set. */
struct clipboard_env {
	const char *term;            /* TERM */
	const char *tmux;            /* TMUX */
	const char *sty;             /* STY */
	const char *ssh;             /* SSH_CONNECTION, or SSH_TTY */
	const char *display;         /* DISPLAY */
	const char *wayland_display; /* WAYLAND_DISPLAY */
};

/* Returns what has to pass a sequence on to the terminal. */
enum clipboard_wrap clipboard_wrap(const struct clipboard_env *env);

/*
 * Returns the words, with NULL behind the last, of program NUMBER (0, 1, ...) that may
 * take the text at its standard input, the most promising first. Returns NULL behind the
 * last program, or when the display is not the user's own. Constant.
 */
const char *const *clipboard_helper(const struct clipboard_env *env, size_t number);

/* Returns whether NAME, as the variable BROWSER holds it, is a program and nothing more:
 * no list, no arguments, nothing that a shell would have to read. NAME may be NULL. */
bool clipboard_is_program(const char *name);

/* Appends BYTES in base64 (RFC 4648, section 4), padded, in one line. */
void clipboard_add_base64(struct str *out, struct slice bytes);

/*
 * Appends the sequence that puts TEXT into the terminal's clipboard, so that WRAP passes
 * it on. Returns false, with nothing appended, when TEXT is longer than CLIPBOARD_MOST.
 */
bool clipboard_add_sequence(struct str *out, enum clipboard_wrap wrap, struct slice text);

/* An attempt, by one program after the other. */
struct helper_process {
	struct spawn spawn;
	size_t next;      /* number of the program to try when this one fails */
	const char *name; /* of the one that runs */
	int64_t until;    /* clock at which it should have ended */
	bool watched;     /* its end is reported */
	struct str text;
	struct str note;
};

struct helper {
	struct clipboard_env env;
	const char *browser; /* BROWSER, or NULL */
	struct helper_process copy, open;
};

/* Makes H ready in the environment ENV; BROWSER is that variable. All must outlive H. */
void helper_init(struct helper *h, const struct clipboard_env *env, const char *browser);

/* The same in the environment of the process. */
void helper_init_here(struct helper *h);

/* Frees what H owns; programs that still run are left to themselves. */
void helper_release(struct helper *h);

/* Takes what A has outgoing and begins to carry it out. */
void helper_take(struct helper *h, struct app *a);

/* Looks after what was begun. Returns whether it is to be looked after again soon. */
bool helper_look(struct helper *h, struct app *a);

#endif
