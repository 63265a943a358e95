/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_TERM_H
#define UI_TERM_H

/*
 * The terminal: shows a canvas, waits for keys and signals, and restores everything on
 * every way out. stderr is held back while it is open, and shown after it is closed.
 *
 *	struct str fault = STR_INIT;
 *	uint32_t key;
 *
 *	if (term_open(THEME_DEFAULT, false, &fault)) {
 *		while (term_wait(-1, -1, &key) != TERM_LEAVE)
 *			continue;
 *		term_close();
 *	}
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/text.h"
#include "output/style.h"
#include "ui/canvas.h"
#include "ui/command.h"

enum term_event {
	TERM_NOTHING, /* the time is up, or the other descriptor can be read */
	TERM_KEY,
	TERM_MOUSE,  /* only while the mouse is on; term_mouse returns the event */
	TERM_RESIZE, /* also after a suspend: size may be new, all must be drawn */
	TERM_LEAVE,  /* SIGTERM, SIGHUP, SIGINT or SIGQUIT, or the terminal is gone */
};

/*
 * Takes the terminal. THEME is the caller's choice (mono for NO_COLOR, for example);
 * ASCII: only ASCII may be sent; else what the locale and the terminal have. Keys are
 * read from standard input, or from /dev/tty when standard input is no terminal, since it
 * may be a table. Returns false with a sentence in ERR, with nothing changed, when there
 * is no terminal or TERM is unknown or has too few capabilities.
 */
bool term_open(enum theme theme, bool ascii, struct str *err);

/* Restores the terminal; may be called at any time, any number of times. */
void term_close(void);

/* Returns the size in columns and rows, each at least 1; without a last column in which the
 * cursor may be somewhere else than the terminal's description says. */
void term_size(int *cols, int *rows);

/* Shows C: writes what differs from what is shown, at once. */
void term_draw(const struct canvas *c);

/* Changes the theme of the open terminal: the next term_draw writes all in it. A terminal
 * without colours gets THEME_MONO for THEME_DEFAULT. */
void term_set_theme(enum theme theme);

/* Forgets what the screen shows: the next term_draw writes all of it. */
void term_touch(void);

/* Sends LEN bytes between two screens: sequences that draw nothing, such as one for the
 * clipboard. They must not contain text from a file unencoded. */
void term_send(const char *bytes, size_t len);

/*
 * Waits up to TIMEOUT nanoseconds (-1: without limit, 0: not at all) for a key or a
 * signal, or until the descriptor ALSO (-1: none) can be read, which gives TERM_NOTHING.
 * For TERM_KEY, *KEY gets the key (ui/command.h); KEY_NONE is a key without meaning. Keys
 * stay unread when KEY is NULL, for which TIMEOUT is to be 0.
 */
enum term_event term_wait(int64_t timeout, int also, uint32_t *key);

/* Returns the event of the last TERM_MOUSE. */
struct mouse term_mouse(void);

/*
 * Turns the mouse ON or off; it is off after term_open. While it is on, the terminal
 * reports clicks and the wheel to the program, and selects text only with Shift held down.
 * Returns false with a sentence in ERR when the terminal has no known mouse; it is off
 * then.
 */
bool term_set_mouse(bool on, struct str *err);

/* Stops the process as Ctrl-Z does, with the terminal restored, and takes the terminal
 * again when the process continues. The next term_wait returns TERM_RESIZE. */
void term_suspend(void);

/*
 * Fills STYLES with the sequences by which the terminal that TERM names shows the looks of
 * THEME, for lines printed without a screen. What it cannot do stays empty: everything
 * when TERM is not known. The terminal need not be open.
 */
void term_read_looks(enum theme theme, struct style_codes *styles);

/* Returns the signal that caused TERM_LEAVE, 0 for none. */
int term_signal(void);

#endif
