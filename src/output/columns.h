/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_COLUMNS_H
#define OUTPUT_COLUMNS_H

/*
 * How the columns of a list share a line. One of them is the label, by which a row is
 * called: it is always there, and it is the last to be cut. At home, with nothing scrolled
 * sideways, it has its position among the others, as many of which are shown as have room,
 * most important first. Scrolled, it is at the left edge, and the others follow from any of
 * them on. A column that does not fit whole is not shown: the user scrolls to it.
 *
 * The scroll is a number: 0 at home, else K for the label and the others from the K-th on.
 */

#include <stdbool.h>
#include <stddef.h>

/* What a column wants, in columns of the screen. */
struct column_want {
	int width; /* what its title and its values need, at least 1 */
	int least; /* below this it is left out; at most width */
};

/* A column that is shown. */
struct column_place {
	size_t column; /* number in the list of wants */
	int x;         /* from the left edge of the room */
	int width;
};

/* The columns of a list and the line that they share. */
struct column_line {
	const struct column_want *want;
	size_t count;
	size_t label; /* below count */
	int room;     /* columns of the screen */
	bool fill;    /* the label takes the room that is left over */
};

enum {
	COLUMN_GAP = 2, /* blanks between columns */
	COLUMN_LABEL =
		22, /* of a scrolled line, the label gives all but this to others */
};

/*
 * Places the columns of LINE, scrolled by LEFT, from the left to the right. Writes at most
 * LINE->count places to OUT and returns how many. Before its least width is all the label
 * has, columns behind it are left out; columns before it leave it half of the room. What is
 * left over then goes to the label and the others, in this order, until they have what they
 * want. The label is always placed, cut to the room if need be; nothing is when there is no
 * room or no column.
 */
size_t columns_place(
	const struct column_line *line, size_t left, struct column_place *out);

/* Returns the scroll that brings COLUMN on the screen, the nearest to LEFT. */
size_t columns_show(const struct column_line *line, size_t left, size_t column);

/* Moves *COLUMN, which is on the screen, to its neighbour at the right (STEP 1) or left
 * (-1), at an edge to the next one that is hidden there, and scrolls *LEFT to it. */
void columns_step(const struct column_line *line, size_t *left, size_t *column, int step);

/* Returns how many columns are hidden at the left of a line scrolled by LEFT. */
static inline size_t columns_before(size_t left)
{
	return left ? left - 1 : 0;
}

#endif
