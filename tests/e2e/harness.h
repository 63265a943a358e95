/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_E2E_HARNESS_H
#define TESTS_E2E_HARNESS_H

/*
 * A program on a pseudo terminal, as the user has it: keys go in, and the screen is read
 * from an emulator (libvterm), cell by cell. Between the test and the program there is a
 * small shell with job control, so that Ctrl-Z and fg are real.
 *
 * Nothing sleeps: a test waits for what it wants to see, and fails with the screen printed
 * when that does not come in time. What a frame changes need not arrive at once, so look
 * at the screen only by waiting, or after having waited for what is written last.
 *
 *	static const char *const argv[] = { "./bali", NULL };
 *	struct harness *h = harness_start(24, 80, argv, NULL);
 *
 *	harness_wait_text(h, "Members 45");
 *	harness_key(h, "Down");
 *	harness_wait_cursor(h, 4, 1);
 *	harness_key(h, "q");
 *	assert_int_equal(harness_wait_exit(h), 0);
 *	harness_check_restored(h);
 *	harness_free(h);
 *
 * Rows and columns count from 0. Every failure is one of cmocka's.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "e2e/emulator.h"

struct harness;

enum { HARNESS_SIGNALLED = 1000 }; /* see harness_wait_exit */

/*
 * Starts ARGV (argv[0] is a path) on a terminal of ROWS by COLS. Its environment is
 * LC_ALL, TZ, TERM=xterm-256color, HOME, PATH and what ENV, "NAME=value" up to NULL, adds
 * or replaces; "NAME" alone takes one out. ENV NULL: nothing. To be freed by
 * harness_free.
 */
struct harness *harness_start(
	int rows, int cols, const char *const argv[], const char *const env[]);

/* Ends the program, whatever state it is in, and frees H. */
void harness_free(struct harness *h);

/* Types the key called NAME in the program's own words (ui/command.h): "Down", "Ctrl-Z",
 * "Shift-Tab", "x". Special keys are sent as the emulator's modes ask for. */
void harness_key(struct harness *h, const char *name);

/* Types TEXT (UTF-8), as a paste would arrive: at once. */
void harness_type(struct harness *h, const char *text);

/* Sends LEN raw bytes as input. */
void harness_send(struct harness *h, const char *bytes, size_t len);

/* Waits until TEXT is somewhere on the screen, within one row. */
void harness_wait_text(struct harness *h, const char *text);

/* Waits until TEXT is nowhere on the screen. */
void harness_wait_gone(struct harness *h, const char *text);

/* Waits until row ROW, blanks at its end left out, is exactly TEXT. */
void harness_wait_row(struct harness *h, int row, const char *text);

/* Waits until the cursor is at ROW and COL; COL -1 means any. */
void harness_wait_cursor(struct harness *h, int row, int col);

/* Waits until the bytes BYTES came from the program, on the screen or not. */
void harness_wait_output(struct harness *h, const char *bytes);

/* Appends row ROW, or all rows with '\n' behind each, blanks at line ends left out. */
void harness_add_row(struct harness *h, int row, struct str *out);
void harness_add_screen(struct harness *h, struct str *out);

/* Appends all bytes that came from the program so far. */
void harness_add_output(const struct harness *h, struct str *out);

/* Returns the look of the cell at ROW and COL. */
struct emulator_look harness_look(struct harness *h, int row, int col);

/* Tells whether the cursor is visible. */
bool harness_cursor_visible(struct harness *h);

/* Tells whether the terminal sends what the mouse does to the program. */
bool harness_mouse(struct harness *h);

/* Returns the bytes that came from the program so far. */
size_t harness_bytes(const struct harness *h);

/* Gives the terminal ROWS by COLS; the program gets SIGWINCH. */
void harness_resize(struct harness *h, int rows, int cols);

/* Sends signal NUMBER to the program. */
void harness_signal(struct harness *h, int number);

/* Takes the terminal away, as a closed window or a lost line does. */
void harness_hang_up(struct harness *h);

/* Waits until the program has stopped; the terminal is the shell's then. */
void harness_wait_stopped(struct harness *h);

/* Lets the stopped program go on in the foreground, as fg does. */
void harness_continue(struct harness *h);

/* Waits up to MS milliseconds for the end of the program; returns whether it has ended. */
bool harness_ended(struct harness *h, int ms);

/* Waits until the program has ended and all its output has been read. Returns its exit
 * status, or HARNESS_SIGNALLED plus the signal that ended it. */
int harness_wait_exit(struct harness *h);

/* Asserts that the terminal is as it was before the start: first screen, cursor visible,
 * no attribute left on, no key mode, no mouse, and the tty's modes equal. After
 * harness_wait_exit or harness_wait_stopped. */
void harness_check_restored(struct harness *h);

#endif
