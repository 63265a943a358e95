#ifndef OUTPUT_MEMORY_LIST_H
#define OUTPUT_MEMORY_LIST_H

/*
 * Records that are made up rather than read: cells are added one after the other, then
 * all is written as a listing.
 *
 *	static const struct listing_column columns[] = { { "name", "Name" }, ... };
 *
 *	memory_list_init(&g, columns, 2);
 *	memory_list_add(&g, slice_of("members"));
 *	memory_list_add_number(&g, 45);
 *	memory_list_write(&g, FORMAT_TSV, &page, &sink);
 *	memory_list_release(&g);
 */

#include <stddef.h>

#include "output/listing.h"

struct memory_list_cell;

struct memory_list {
	const struct listing_column *columns; /* borrowed */
	size_t count;
	struct str text;                /* of all cells */
	struct memory_list_cell *cells; /* a row after the other */
	size_t used, alloc;
	struct listing list; /* of memory_list_list */
};

/* Makes G empty, with the COUNT columns COLUMNS, which must outlive it. */
void memory_list_init(
	struct memory_list *g, const struct listing_column *columns, size_t count);

/* Frees what G owns. */
void memory_list_release(struct memory_list *g);

/* Adds a cell that is TEXT: in JSON a string, or null when it is empty. */
void memory_list_add(struct memory_list *g, struct slice text);

/* Adds a cell that is a number; in JSON a number. */
void memory_list_add_number(struct memory_list *g, size_t number);

/* Returns G as a listing, which lives until the next call. The last row must be whole; G
 * must stay where it is and as it is meanwhile. */
const struct listing *memory_list_list(struct memory_list *g);

/* Writes G as listing_write does. Its last row must be whole. */
void memory_list_write(struct memory_list *g, enum format format,
	const struct listing_page *page, struct outfile *outfile);

#endif
