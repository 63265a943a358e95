#ifndef QUERY_EXPLAIN_H
#define QUERY_EXPLAIN_H

/*
 * Why a row was found, when that is not on the screen: "former name: Kampuchea",
 * "Spanish: Camboya", "Alpha-2 KH", "capital: Phnom Penh", "host: Indonesia". Another
 * name that is all that was typed says more than a word in some field, a field of the row
 * more than one of a row it references.
 */

#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "query/rank.h"

/*
 * Appends why row REF, which matches the query of R, does so. VISIBLE are COUNT texts on
 * the screen: what is found in one of them needs no reason.
 */
void explain_add(struct rank *r, struct row_ref ref, const struct slice *visible,
	size_t count, struct str *out);

#endif
