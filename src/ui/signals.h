/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_SIGNALS_H
#define UI_SIGNALS_H

/*
 * The signals that the browser answers. Their handlers only set flags, which the loop looks
 * at when it waits. So that there is a way out whatever the program does meanwhile, a
 * signal that asks it to leave and is not answered within two seconds ends it
 * (ui/crash.h), and Ctrl-C becomes a signal once a piece of work has run for half a second.
 */

#include <stdbool.h>
#include <stdint.h>

/*
 * Catches SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH and SIGALRM from now
 * on; their handlers are saved. KEYS is the descriptor of the terminal on which Ctrl-C is
 * typed, in raw mode. To be called before curses starts: it handles some of them where
 * nobody else does, and then ignores SIGTSTP while it draws, which is lost.
 */
void signals_catch(int keys);

/* Restores the saved handlers, which get the signals that come from now on. */
void signals_release(void);

/*
 * Waits up to NANOSECONDS (-1: without limit) until the terminal or ALSO (-1: none) can be
 * read or a signal arrives; not at all when one has arrived that was not taken. Returns
 * whether the terminal can be read, and in *OTHER whether ALSO can. What is done until the
 * next call is a piece of work.
 */
bool signals_wait(int also, int64_t nanoseconds, bool *other);

/* Says that no piece of work is being done until the next wait: what follows changes the
 * modes of the terminal, as leaving it does. */
void signals_rest(void);

/* Returns the first signal that asked to leave, or 0. */
int signals_leave(void);

/*
 * Returns whether signal NUMBER has arrived since the last call with this number: SIGTSTP,
 * SIGWINCH, SIGCONT other than in signals_stop, or a SIGINT that is Ctrl-C typed while a
 * piece of work was long (the third of those ends the process).
 */
bool signals_take(int number);

/* Stops the whole job, as the terminal does on Ctrl-Z; returns when it continues. */
void signals_stop(void);

#endif
