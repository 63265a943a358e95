/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_CRASH_H
#define UI_CRASH_H

/*
 * The last way out: whatever signal ends the program, temporary files are removed, the
 * terminal is as it was, and messages that were held back are shown. While the program has
 * the terminal, what is written to stderr is held back, so that it does not appear on the
 * screen.
 *
 *	crash_guard();
 *	crash_hold();
 *	crash_arm("\033[?1049l", 8);
 *	crash_release();
 */

#include <stddef.h>

/*
 * Catches every signal whose default action ends the process (signal(7)), but for those
 * that are ignored already; to be called once, at the start. The process still ends by
 * the signal. What means a bug, such as SIGSEGV, also leaves a line with the version and
 * what to report. Where a library ends it by exit(3) while stderr is held back, as curses
 * does for want of memory, that is status 3. SIGPIPE and SIGXFSZ are ignored from then
 * on: a write that fails is an error.
 */
void crash_guard(void);

/* Saves the modes of the terminal on standard output and holds back what is written to
 * stderr, if that is a terminal. */
void crash_hold(void);

/* From now on a signal that ends the process writes the LEN bytes of RESTORE (copied and
 * cut to 256 bytes) to the terminal and restores its modes. */
void crash_arm(const char *restore, size_t len);

/* Undoes both and shows what was held back. Harmless when nothing is held. */
void crash_release(void);

/* Ends the process by signal NUMBER, as above; within a second even where the terminal
 * takes no more bytes. Safe in a signal handler. */
_Noreturn void crash_end(int number);

#endif
