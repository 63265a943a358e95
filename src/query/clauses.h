#ifndef QUERY_CLAUSES_H
#define QUERY_CLAUSES_H

/*
 * A query as a person sees it: the pieces of its text, one for each clause, which stand
 * as chips in the status line, are taken away one by one, and are added to.
 */

#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

enum { CLAUSES_SHOWN = 64 }; /* as many as a query has terms */

/*
 * Writes into OUT (room for MAX, at least 1) the clauses of the query TEXT, in order,
 * without the blanks between them; they point into TEXT. What belongs to none (a lone
 * sign, a filler) goes with the clause before. Returns how many; 0 only for blanks. FIRST
 * as in query/search.h.
 */
size_t clauses_split(const struct package *p, int first, struct slice text,
	struct slice *out, size_t max);

/* Appends the query KEPT to OUT, with an open quote or expression closed, so that words
 * put behind it and a blank are clauses of their own. */
void clauses_close(
	const struct package *p, int first, struct slice kept, struct str *out);

/* Sets OUT to the query of both KEPT, which clauses_close has closed, and TYPED. */
void clauses_join(struct slice kept, struct slice typed, struct str *out);

/* Takes the last clause off the query TEXT. */
void clauses_drop_last(const struct package *p, int first, struct str *text);

#endif
