#ifndef OUTPUT_RESULT_LIST_H
#define OUTPUT_RESULT_LIST_H

/*
 * What a search has found in all tables as one listing: the best table first, in each the
 * best row first, with table, key, name and the reason; in text a heading for each table.
 * There may be many rows, so they are gathered in portions. All belong to one search: when
 * another is set, the listing cannot be resumed.
 *
 *	struct listing *list = result_list_new(search);
 *
 *	listing_write(list, FORMAT_CSV, page, outfile);
 *	listing_free(list);
 */

#include "output/listing.h"
#include "query/search.h"

/* Returns what S has found by now, not gathered yet. S must outlive it. */
struct listing *result_list_new(const struct search *s);

#endif
