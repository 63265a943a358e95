#ifndef OUTPUT_GRID_H
#define OUTPUT_GRID_H

/*
 * Records that are made up rather than read: cells are added one after the other, then
 * all is written as a listing.
 *
 *	static const struct listing_column columns[] = { { "name", "Name" }, ... };
 *
 *	grid_init(&g, columns, 2);
 *	grid_add(&g, slice_of("members"));
 *	grid_add_number(&g, 45);
 *	grid_write(&g, FORMAT_TSV, &page, &sink);
 *	grid_release(&g);
 */

#include <stddef.h>

#include "output/listing.h"

struct grid_cell;

struct grid {
	const struct listing_column *columns; /* borrowed */
	size_t count;
	struct str text;         /* of all cells */
	struct grid_cell *cells; /* a row after the other */
	size_t used, alloc;
	struct listing list; /* of grid_list */
};

/* Makes G empty, with the COUNT columns COLUMNS, which must outlive it. */
void grid_init(struct grid *g, const struct listing_column *columns, size_t count);

/* Frees what G owns. */
void grid_release(struct grid *g);

/* Adds a cell that is TEXT: in JSON a string, or null when it is empty. */
void grid_add(struct grid *g, struct slice text);

/* Adds a cell that is a number; in JSON a number. */
void grid_add_number(struct grid *g, size_t number);

/* Returns G as a listing, which lives until the next call. The last row must be whole; G
 * must stay where it is and as it is meanwhile. */
const struct listing *grid_list(struct grid *g);

/* Writes G as listing_write does. Its last row must be whole. */
void grid_write(struct grid *g, enum format format, const struct listing_page *page,
	struct sink *sink);

#endif
