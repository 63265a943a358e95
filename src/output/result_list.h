#ifndef OUTPUT_RESULT_LIST_H
#define OUTPUT_RESULT_LIST_H

/*
 * What a search has found in all tables as one listing: a record a row, the best table
 * and in each the best row first, with table, key, name and the reason. They are gathered
 * in portions, for there may be many, and all belong to one search: when that becomes
 * another they are worth nothing.
 *
 *	result_list_init(&f, &search);
 *	while (!result_list_step(&f, 64))
 *		...
 *	listing_write(result_list_list(&f), FORMAT_CSV, &page, &sink);
 *	result_list_release(&f);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "output/listing.h"
#include "query/search.h"

struct result_list {
	const struct search *search; /* borrowed */
	int *tables;                 /* in which there is something, owned */
	size_t table_count;
	size_t table;   /* of those, the one being gathered */
	uint32_t *best; /* its rows, or NULL; owned */
	size_t best_count, best_next;
	struct row_ref *rows; /* gathered, owned */
	size_t count, alloc;
	struct str label; /* scratch */
	struct listing list;
};

/* Makes F what S has found by now, not gathered yet. S must outlive it. */
void result_list_init(struct result_list *f, const struct search *s);

/* Frees what F owns. */
void result_list_release(struct result_list *f);

/* Gathers up to ROWS rows; returns true when there are no more. */
bool result_list_step(struct result_list *f, size_t rows);

/* Returns F, gathered, as a listing, which lives as long as F stays where it is and its
 * search the same. */
const struct listing *result_list_list(struct result_list *f);

#endif
