/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_TABLE_STATE_H
#define VIEW_TABLE_STATE_H

/*
 * The state of a table's list, for the files that share it: table.c keeps it, table_draw.c
 * draws it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "output/table_list.h"
#include "query/search.h"
#include "ui/list.h"
#include "view/column_config.h"
#include "view/table_layout.h"
#include "view/view.h"

enum {
	TABLE_MARGIN = 3,   /* columns left of the first: the mark of the cursor's row */
	TABLE_SHOWN = 4096, /* bytes of a text; a screen shows less */
};

/* A text in the texts of a cache. */
struct cell_span {
	size_t start, len;
	size_t plain; /* bytes before what is dimmed (pane_draw_name) */
};

/* The texts of the rows on the screen, read once for each update, since a list is drawn far
 * more often than its rows change. Empty but for cells: nothing was read. */
struct cell_cache {
	const struct cell_text *cells; /* how cells are written */
	struct str texts;              /* of all rows on the screen */
	struct cell_span *spans;       /* rows * columns; owned */
	size_t alloc;
	size_t rows;
	size_t columns; /* the places of the layout, the reason, the summary */
};

/* Frees what C owns. */
void cell_cache_release(struct cell_cache *c);

/*
 * Reads the COUNT rows ROWS (at most a screenful) in the places of LAYOUT. SEARCH, when it
 * is active, adds why each was found, as far as those do not show it; SUMMARY adds what the
 * table's summary says.
 */
void cell_cache_read(struct cell_cache *c, const struct table_layout *layout,
	const uint32_t *rows, size_t count, const struct search *search, bool summary);

/* Returns the text of the place PLACE of the layout in row ROW of those read; it lives until
 * the next cell_cache_read, as do those below. */
struct slice cell_cache_text(const struct cell_cache *c, size_t row, size_t place);

/* Returns why the row was found, "" without a search. */
struct slice cell_cache_reason(const struct cell_cache *c, size_t row);

/* Returns what the summary of the table says of the row. */
struct slice cell_cache_summary(const struct cell_cache *c, size_t row);

/* What the texts on the screen depend on. */
struct table_seen {
	bool valid;
	bool linked; /* references have names */
	size_t top, count;
};

struct table_state {
	const struct table *table;
	struct list list;
	struct column_config columns;
	struct cell_text text;
	struct table_layout layout;
	struct cell_cache cells;
	bool gaps;              /* a column of gaps is shown */
	bool gaps_known;        /* and they are worked out */
	uint32_t row;           /* under the cursor: it leads, not its position */
	bool moved;             /* by the user, since the search was last set */
	bool back;              /* returned to, and not moved since: top is kept */
	size_t top;             /* row at the top on leaving */
	struct table_seen seen; /* what the cells were read for */
	size_t column;          /* of the cursor: index in the columns shown */
	uint64_t query_change;  /* of the search that the rows were taken for */
	size_t known;           /* rows there were to take from */
	struct list_sort sort;
	bool slow; /* the user sorted, it takes long, and no command has come since */
	bool at_first; /* sorted with the cursor on the first row, where it stays */
};

/* Returns the rows of PANE as they are shown now. */
const struct rowset *table_rowset(const struct pane *pane);

/* Returns the row under the cursor, or ROW_NOWHERE. Until the next update the list may
 * still be that of an earlier search. */
struct row_ref table_focus(const struct pane *pane);

/* Draws the list, which has rows: headings, rows, and the cell under the cursor. */
void table_draw_list(const struct pane *pane, struct canvas *canvas);

/* Appends the position, "9/45", the column of the cursor with the value as it is written,
 * where the list shows it in another form, and how many columns are hidden at each side. */
void table_add_position(const struct pane *pane, struct str *out);

#endif
