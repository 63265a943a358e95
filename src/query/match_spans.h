#ifndef QUERY_MATCH_SPANS_H
#define QUERY_MATCH_SPANS_H

/* Where in a text that is shown the words of a query stand. */

#include <stddef.h>

#include "base/casefold.h"
#include "base/slice.h"
#include "query/match.h"
#include "query/search.h"

/*
 * Appends the pieces of TEXT that TERM hits to the COUNT ones in OUT (room for MAX) and
 * returns how many there are then; F is scratch. CODE: only the whole text is a hit.
 */
size_t match_spans_find(const struct match_term *term, struct slice text, bool code,
	struct casefold *f, struct search_hit *out, size_t count, size_t max);

/* Puts COUNT hits in order and joins those that touch; returns how many are left. */
size_t match_spans_join(struct search_hit *hits, size_t count);

#endif
