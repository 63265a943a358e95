#ifndef QUERY_GROUP_H
#define QUERY_GROUP_H

/* What a search found in all tables together: a group a table, best first. */

#include <stdbool.h>
#include <stddef.h>

#include "query/search.h"

/*
 * Writes into OUT (room for MAX) the tables in which S found something to be told, those
 * with the best best row first, ties in the package's order; returns how many. A table of
 * names has no group: its rows find those that they name.
 */
size_t group_order(const struct search *s, int *out, size_t max);

/* Tells whether REF, found by S, is told by itself: what is only looked up from other
 * rows and is one with one of them, as the country of a member, is found as that. */
bool group_tells(const struct search *s, struct row_ref ref);

#endif
