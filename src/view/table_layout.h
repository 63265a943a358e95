/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_TABLE_LAYOUT_H
#define VIEW_TABLE_LAYOUT_H

/*
 * Which columns of a table's list are shown, where, and how wide. They are laid out for
 * the table and not for the rows on the screen: measured once over its first rows, and
 * kept, whatever is scrolled, sorted or filtered, until the user changes the columns, the
 * room becomes another, or labels of other tables and gaps are known at last. A longer
 * cell further down is cut.
 *
 *	struct cell_text cells = { .package = package, .table = table };
 *	struct table_layout layout;
 *	size_t column = 0;
 *
 *	table_layout_init(&layout, config, &cells);
 *	table_layout_fit(&layout, 76, column);
 *	for (size_t i = 0; i < layout.placed; i++)
 *		printf("%d\n", layout.places[i].x);
 *	table_layout_release(&layout);
 */

#include <stdbool.h>
#include <stddef.h>

#include "output/table_list.h"
#include "output/columns.h"
#include "view/column_config.h"

enum {
	TABLE_LAYOUT_ROWS = 1000, /* of the table, that are measured at most */
	TABLE_LAYOUT_LABEL = 100, /* columns that the label can claim before the others */
	TABLE_LAYOUT_MOST = 48,   /* a column is not wider unless the user makes it so */
	TABLE_LAYOUT_LEAST =
		12, /* a wider column of text may be cut to so much, or ... */
	TABLE_LAYOUT_TEXT =
		16, /* ... to so much, when a quarter of its values is longer */
	TABLE_LAYOUT_SHORT = 24, /* a label that is no longer is never cut for others */
};

struct table_layout {
	const struct column_config *set;
	const struct cell_text *cells;
	struct column_want *want;    /* by column; width 0: not measured yet */
	struct column_place *places; /* what is shown, from left to right */
	size_t placed;
	size_t placed_left; /* the scroll with which they were placed */
	size_t count;       /* of the columns, and ... */
	size_t label; /* ... which of them is the label; the first, when it is not shown */
	size_t left;  /* the scroll, as columns_place takes it */
	size_t rows;  /* that are measured */
	int room;     /* for which the columns are placed */
	bool fill;    /* the label takes what is left over */
	bool linked;  /* labels of other tables were known when it was measured */
	unsigned changes; /* of the set then ... */
	unsigned gaps;    /* ... and the edition of the gaps */
};

/* Makes L ready for the columns of SET, whose cells are written by CELLS; both outlive L. */
void table_layout_init(struct table_layout *l, const struct column_config *set,
	const struct cell_text *cells);

/* Frees what L owns. */
void table_layout_release(struct table_layout *l);

/* Places the columns in ROOM columns of the screen, with COLUMN among them. Returns whether
 * anything changed. */
bool table_layout_fit(struct table_layout *l, int room, size_t column);

/* Returns the room that all columns need to be whole, or MOST when that is less. */
int table_layout_need(struct table_layout *l, int most);

/* Returns the column to the right (STEP 1) or left (-1) of COLUMN, which is on the screen;
 * scrolls to it. At the last one it is COLUMN itself. */
size_t table_layout_step(struct table_layout *l, size_t column, int step);

/* Returns the place of COLUMN, or NULL when it is not shown. */
const struct column_place *table_layout_place(
	const struct table_layout *l, size_t column);

/* Returns how wide COLUMN is: as it is placed, but a label that fills the room, and what is
 * not placed, as it needs to be. */
int table_layout_width(const struct table_layout *l, size_t column);

/* Returns how wide COLUMN can be in the present room together with the label or, when it is
 * that, with another. */
int table_layout_most(const struct table_layout *l, size_t column);

#endif
