/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_E2E_EMULATOR_H
#define TESTS_E2E_EMULATOR_H

/* The screen that the harness looks at: bytes go in, cells come out, and keys become the
 * bytes that a terminal in these modes would send. Rows and columns count from 0. */

#include <stdbool.h>
#include <stddef.h>
#include <vterm.h>

#include "base/str.h"

struct emulator {
	int rows, cols;
	VTerm *vt;
	VTermScreen *screen;
	bool alternate, cursor_visible, mouse;
	VTermPos cursor;
	struct str input; /* what was typed or answered; the sender takes it out */
};

/* How a cell looks. */
struct emulator_look {
	bool bold, underline, reverse, italic;
	int color; /* of the letters, 0 to 15; -1: the terminal's own */
};

/* Makes E a blank screen of ROWS by COLS; it must not move in memory. */
void emulator_init(struct emulator *e, int rows, int cols);

/* Frees what E owns. */
void emulator_release(struct emulator *e);

/* Gives E ROWS by COLS. */
void emulator_resize(struct emulator *e, int rows, int cols);

/* Takes LEN bytes that a program wrote. */
void emulator_write(struct emulator *e, const char *bytes, size_t len);

/* Presses the key called NAME (ui/command.h). */
void emulator_key(struct emulator *e, const char *name);

/* Appends row ROW, or all rows with '\n' behind each, blanks at line ends left out. */
void emulator_add_row(const struct emulator *e, int row, struct str *out);
void emulator_add_screen(const struct emulator *e, struct str *out);

/* Returns the look of the cell at ROW and COL. */
struct emulator_look emulator_look(const struct emulator *e, int row, int col);

/* Asserts what harness_check_restored promises of the emulator: first screen, cursor
 * seen, arrows in the shell's mode, no mouse, and what is written next is plain ("x" is).
 */
void emulator_check_restored(struct emulator *e);

#endif
