#ifndef VIEW_CELL_CACHE_H
#define VIEW_CELL_CACHE_H

/*
 * The texts of the rows on the screen, read once for each update and drawn from here: a
 * list is drawn far more often than its rows change.
 *
 *	struct cell_text cells = { .package = package, .table = table };
 *	struct table_layout layout;
 *	struct cell_cache cache = { .cells = &cells, .texts = STR_INIT };
 *
 *	table_layout_init(&layout, config, &cells);
 *	table_layout_fit(&layout, 76, 0);
 *	cell_cache_read(&cache, &layout, (uint32_t[]){ 4, 1 }, 2, search, false);
 *	printf("%zu bytes\n", cell_cache_text(&cache, 0, 0).len);
 *	cell_cache_release(&cache);
 *	table_layout_release(&layout);
 */

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "output/cell_text.h"
#include "query/search.h"
#include "view/table_layout.h"

/* A text in the texts of a cache. */
struct cell_span {
	size_t start, len;
};

/* Empty but for cells: nothing was read. */
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

/* Return the text of the place PLACE of the layout, why the row was found, and its summary,
 * in row ROW of those read; they live until the next cell_cache_read. */
struct slice cell_cache_text(const struct cell_cache *c, size_t row, size_t place);
struct slice cell_cache_reason(const struct cell_cache *c, size_t row);
struct slice cell_cache_summary(const struct cell_cache *c, size_t row);

#endif
