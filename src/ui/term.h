#ifndef UI_TERM_H
#define UI_TERM_H

/*
 * The terminal: the only file that sees curses. Shows a canvas, waits for keys and
 * signals, and puts everything back on every way out. Nothing else writes to the terminal
 * while it is open; stderr is held back and shown after it is closed.
 *
 * Signals are blocked but while term_wait waits; handlers only set flags.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "output/style.h"
#include "ui/canvas.h"
#include "ui/mouse.h"

enum term_event {
	TERM_NOTHING, /* the time is up, or what was waited for besides is there */
	TERM_KEY,
	TERM_MOUSE,  /* only while the mouse is on; term_mouse tells what it did */
	TERM_RESIZE, /* also after a suspend: size may be new, all must be drawn */
	TERM_LEAVE,  /* SIGTERM, SIGHUP, SIGINT, SIGQUIT from outside, or the terminal is
			gone */
};

/*
 * Takes the terminal: THEME as chosen (mono when the terminal or NO_COLOR wants it so is
 * the caller's choice), ASCII when only ASCII may be sent. Keys come from standard input,
 * or from /dev/tty when that is no terminal: a table may come through it. Returns false
 * with a sentence in ERR, with nothing changed, when there is no terminal or TERM is
 * unknown or too dumb.
 */
bool term_open(enum theme theme, bool ascii, struct str *err);

/* Puts the terminal back; may be called at any time, any number of times. */
void term_close(void);

/* Returns the size in columns and rows, each at least 1. */
void term_size(int *cols, int *rows);

/* Shows C: what differs from what stands there is written, in one go. */
void term_draw(const struct canvas *c);

/* Forgets what stands on the screen: the next term_draw writes all of it. */
void term_touch(void);

/* Sends LEN bytes between two pictures: sequences that draw nothing, such as one for the
 * clipboard. What comes from a file must not be among them as it is. */
void term_send(const char *bytes, size_t len);

/*
 * Waits up to TIMEOUT nanoseconds (-1: for ever, 0: just look) for a key or a signal, and
 * no longer than until the descriptor ALSO (-1: none) can be read, which gives
 * TERM_NOTHING. For TERM_KEY, *KEY gets the key (ui/key.h); KEY_NONE is one that was
 * pressed but has no meaning and no name.
 */
enum term_event term_wait(int64_t timeout, int also, uint32_t *key);

/* Returns what the mouse did at the last TERM_MOUSE. */
struct mouse term_mouse(void);

/*
 * Turns the mouse ON or off; it is off after term_open. While it is on the terminal
 * leaves clicks and wheel to the program, and selects no text but with Shift held down.
 * Returns false with a sentence in ERR when the terminal has none that is known of; it is
 * off then.
 */
bool term_set_mouse(bool on, struct str *err);

/* Stops the process as Ctrl-Z does, with the terminal put back, and takes it again when
 * it goes on. The next term_wait returns TERM_RESIZE. */
void term_suspend(void);

/* Returns the signal that made TERM_LEAVE, 0 for none. */
int term_signal(void);

#endif
