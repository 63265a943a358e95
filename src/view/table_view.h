#ifndef VIEW_TABLE_VIEW_H
#define VIEW_TABLE_VIEW_H

/*
 * The state of a table's list, between what moves in it (table.c) and what draws it
 * (tabledraw.c). Invariant after an update: the cells are the texts of the list's rows on
 * the screen, and row is the one under the cursor.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "query/row_sort.h"
#include "ui/list.h"
#include "view/cell_cache.h"
#include "view/column_config.h"
#include "view/view.h"

enum {
	TABLE_MARGIN = 3, /* columns left of the first: the mark of the cursor's row */
	TABLE_AIRY = 24,  /* from this many rows on a blank line stands under the heads */
};

/* What the texts on the screen depend on: while it stays, they do. */
struct table_seen {
	bool valid;
	bool linked; /* references have names */
	size_t top, count, column;
	unsigned changes; /* of the columns */
};

struct table_state {
	const struct table *table;
	struct list list;
	struct column_config columns;
	struct cell_cache cells;
	uint32_t *screen; /* rows on the screen, list.height of them at most */
	size_t screen_alloc;
	uint32_t row;           /* the one under the cursor: it leads, not its place */
	bool moved;             /* by a person, since the search was last set */
	bool back;              /* come back to, and not moved since: top is to be kept */
	size_t top;             /* row at the top when one left */
	struct table_seen seen; /* what the cells were read for */
	size_t column;          /* the one the cursor is in: its place in columns */
	uint64_t query_change;  /* of the search that the rows were taken for */
	size_t known;           /* rows there were to take from */
	int sort;               /* id of the column sorted by, shown or not; or -1 */
	bool reverse;
	bool sorting; /* sorter is in use */
	bool sorted;  /* and done: its rows are shown */
	struct row_sort sorter;
};

/* The slot draw of the view (view/view.h). */
void table_view_draw(const struct pane *pane, struct canvas *canvas);

/* The slot position of the view: "9/45", and the columns that are not seen. */
void table_view_position(const struct pane *pane, struct str *out);

#endif
