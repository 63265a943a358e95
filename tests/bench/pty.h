/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_PTY_H
#define BENCH_PTY_H

/*
 * A program on a pseudo terminal of its own, with an emulator (libvterm) that reads what
 * it writes. Times are of clock_now; a read is stamped as it returns, before the emulator
 * looks at it. Only the time of waiting is bounded, nothing sleeps for a fixed time.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <vterm.h>

struct pty {
	int fd;
	pid_t pid;
	int cols, rows;
	VTerm *vterm;
	VTermScreen *screen;
	int64_t begin; /* just before exec */
	int64_t last;  /* the last read that brought bytes */
	size_t bytes;  /* read since the start */
	size_t bursts; /* groups of reads with a pause of PTY_PAUSE before each */
	bool ended;    /* the program has closed the terminal */
	char *text;    /* room for the text of the whole screen */
	size_t text_size;
};

enum { PTY_PAUSE = 200000 }; /* nanoseconds */

/* Starts ARGV (ends in NULL; looked up in PATH) on a terminal of COLS by ROWS. Returns
 * false when the system gives no terminal; a program that cannot be run ends at once. */
bool pty_start(struct pty *p, int cols, int rows, const char *const *argv);

/* Ends the program and gives everything back. */
void pty_stop(struct pty *p);

/* A key of libvterm as the terminal would send it now; 0 for none. */
struct pty_key {
	VTermKey key;
	uint32_t letter; /* when KEY is VTERM_KEY_NONE */
};

/* Sends KEY TIMES times, in one write. */
void pty_send(struct pty *p, struct pty_key key, int times);

/* Tells whether row ROW (from the bottom when below 0; PTY_ANY for any) holds TEXT.
 * Commas between digits of the screen are passed over. */
enum { PTY_ANY = 10000 };
bool pty_shows(struct pty *p, int row, const char *text);

/* Reads until row ROW shows TEXT. Returns false when it does not within NS nanoseconds;
 * the time of the bytes that brought it is p->last. */
bool pty_wait(struct pty *p, int row, const char *text, int64_t ns);

/* Reads until nothing came for QUIET nanoseconds; waits up to FIRST for the first bytes.
 * Returns the bytes read: 0 when none came. */
size_t pty_settle(struct pty *p, int64_t first, int64_t quiet);

/* Returns the number that row ROW (as in pty_shows, not PTY_ANY) begins with, blanks
 * passed over; -1 when it begins with none. */
long pty_number(struct pty *p, int row);

/* Returns the processor time of the program so far, in nanoseconds; -1 if not known. */
int64_t pty_cpu(const struct pty *p);

/* Returns the most memory that the program had so far, in bytes; -1 if not known. */
int64_t pty_peak(const struct pty *p);

#endif
