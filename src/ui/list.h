/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_LIST_H
#define UI_LIST_H

/*
 * The logic of a list without its drawing: how many rows there are, the row of the cursor
 * and the first row on the screen. After every call cursor < count (0 when the list is
 * empty), and the cursor is among the HEIGHT rows from top.
 *
 *	struct list l = { .height = 1 };
 *
 *	list_resize(&l, 45, 20);
 *	list_command(&l, COMMAND_DOWN);
 */

#include <stdbool.h>
#include <stddef.h>

#include "ui/command.h"

struct list {
	size_t count;
	size_t cursor;
	size_t top;
	int height; /* rows on the screen, at least 1 */
};

/* Sets the number of rows and how many fit; the cursor stays on its row if possible. */
void list_resize(struct list *l, size_t count, int height);

/* Puts the cursor on ROW or, beyond the end, on the last row. */
void list_to(struct list *l, size_t row);

/* The same; a row that was not on the screen is scrolled to the middle. */
void list_show(struct list *l, size_t row);

/* Scrolls by ROWS, up when negative, as far as there are rows; the cursor stays on its row
 * while that is on the screen. */
void list_scroll(struct list *l, int rows);

/* Puts the cursor on the row in line LINE of the screen, from 0. Returns false when the
 * line has none. */
bool list_to_line(struct list *l, int line);

/* Executes the moving commands, from one row to first and last; false for others. */
bool list_command(struct list *l, enum command_id command);

#endif
