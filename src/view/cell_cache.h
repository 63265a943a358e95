#ifndef VIEW_CELL_CACHE_H
#define VIEW_CELL_CACHE_H

/*
 * The texts of the rows on the screen, read once for each update and drawn from here: a
 * list is drawn far more often than its rows change. Also how wide each column has been so
 * far: widths only grow while the pane is seen, so that scrolling does not make the columns
 * jump, except those that the user has given a width.
 *
 *	struct cell_cache cells;
 *
 *	cell_cache_init(&cells, config);
 *	cell_cache_read(&cells, (uint32_t[]){ 4, 1 }, 2, 78, 0, search);
 *	printf("%zu bytes\n", cell_cache_text(&cells, 0, 0).len);
 *	cell_cache_release(&cells);
 */

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"
#include "output/columns.h"
#include "query/search.h"
#include "view/column_config.h"

enum {
	CELL_CACHE_WIDEST = 48,    /* a column is not wider unless room is left over */
	CELL_CACHE_LEAST = 22,     /* nor narrower, when its values need as much */
	CELL_CACHE_MEASURED = 256, /* bytes of a value that are measured */
};

struct cell_cache {
	const struct column_config *set;
	struct column_want *want;    /* of each column in force, then of the reason */
	struct column_place *places; /* what is shown; the reason's column is the last */
	size_t columns;              /* in force, as far as they were known */
	unsigned changes;            /* of the set, when all this was made for it */
	size_t placed;
	size_t left;             /* first column after the frozen one */
	struct str texts;        /* all texts of the rows on the screen */
	struct cell_text *items; /* rows * (columns + 1) */
	size_t alloc;
	size_t rows;
};

/* A text in cells.texts. */
struct cell_text {
	size_t start, len;
};

/* Makes C ready for the columns of SET, which outlives it. */
void cell_cache_init(struct cell_cache *c, const struct column_config *set);

/* Frees what C owns. */
void cell_cache_release(struct cell_cache *c);

/* Forgets the widths seen so far: another width of the screen, other rows. */
void cell_cache_forget(struct cell_cache *c);

/*
 * Reads the COUNT rows ROWS (at most a screenful) and places their columns in ROOM screen
 * columns so that COLUMN is among them. SEARCH, when it is active, adds the column of
 * reasons.
 */
void cell_cache_read(struct cell_cache *c, const uint32_t *rows, size_t count, int room,
	size_t column, const struct search *search);

/* Returns how wide column COLUMN is: as it is placed, else as it would like to be. */
int cell_cache_width(const struct cell_cache *c, size_t column);

/* Returns how wide column COLUMN can be in ROOM screen columns together with the first
 * one or, when it is that, with another. */
int cell_cache_most(const struct cell_cache *c, size_t column, int room);

/* Returns the text of column COLUMN (the number of columns: the reason) in row ROW of
 * those read; it lives until the next cell_cache_read. */
struct slice cell_cache_text(const struct cell_cache *c, size_t row, size_t column);

#endif
