#ifndef UI_LIST_H
#define UI_LIST_H

/*
 * The logic of a list, apart from its drawing: how many rows, which one the cursor is on,
 * which one stands at the top. Invariant after every call: cursor < count (0 when empty),
 * and the cursor is among the HEIGHT rows from top.
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

/* Tells how many rows there are and how many fit; the cursor stays where it can. */
void list_resize(struct list *l, size_t count, int height);

/* Puts the cursor on PLACE or, beyond the end, on the last row. */
void list_to(struct list *l, size_t place);

/* The same, scrolled so that PLACE stands in the middle if it was not on the screen. */
void list_show(struct list *l, size_t place);

/* Scrolls by ROWS, up when negative, as far as there are rows; the cursor stays on its
 * row as long as that is seen. */
void list_scroll(struct list *l, int rows);

/* Puts the cursor on the row that stands on line LINE of the screen, from 0. Returns
 * false when none stands there. */
bool list_to_line(struct list *l, int line);

/* Carries out the moving commands, from one row to first and last; false for others. */
bool list_command(struct list *l, enum command_id command);

#endif
