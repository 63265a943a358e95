#ifndef OUTPUT_SOURCES_H
#define OUTPUT_SOURCES_H

/* The rows that a row cites as to where it comes from. */

#include <stdbool.h>
#include <stddef.h>

#include "data/package.h"

/*
 * Tells whether rows of TABLE are sources: the search holds them for what all rows cite
 * (scope_is_cited); or, in a package of so few tables that this cannot be seen, the rows
 * have an address and most of the other tables reference them by a list.
 */
bool sources_are_in(const struct package *p, int table);

/*
 * Writes into OUT (room for MAX) the sources of REF in the order in which they stand: its
 * own, then those of the rows it is one with, each once; a source is its own. Returns how
 * many. None are found before P is linked.
 */
size_t sources_of_row(
	const struct package *p, struct row_ref ref, struct row_ref *out, size_t max);

#endif
