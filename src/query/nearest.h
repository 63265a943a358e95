/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_NEAREST_H
#define QUERY_NEAREST_H

/*
 * What may have been meant where nothing was found: the name nearest to what was typed, the
 * longest run of its words that is a name, the values of a field.
 */

#include <stdbool.h>

#include "base/str.h"
#include "data/package.h"
#include "query/match.h"
#include "query/query.h"

/*
 * Appends to OUT the name nearest to what was typed, "Burma (Myanmar)", and returns its
 * row; ROW_NOWHERE when none is near. Compared are the labels of the rows of TABLE (-1:
 * of any), their other names, those of other scripts in Latin letters too, and the single
 * words of their labels: fewest edits win (query/edit_distance.h), then the better of
 * RANK_NAME, RANK_ALIAS and RANK_WORD_PREFIX. Large tables are left out: there it would
 * take too long for an answer to a key, and something is near to everything. Where only
 * the other reading of a date ("10/9/2012") has hits, that is near: "9 October 2012
 * (TITLE OF A ROW)". Q is the query of M.
 */
struct row_ref nearest_name(struct match *m, struct query *q, int table, struct str *out);

/* Makes RUN, folded, the longest run of words of what was typed that is what a row is
 * called, and not all of it: "cambodge" of "royaume du cambodge", or "canadian" of
 * "canadians". Returns false when there is none. */
bool nearest_run(struct match *m, struct str *run);

/* Appends to OUT the values of the fields of the first term, in a table that is the first in
 * ORDER to have such fields, when no row there has the value asked for: "region has: Asia 32
 * · Oceania 11", most frequent first. Looks at COMPLETE_ROWS rows at most. */
void nearest_values(struct match *m, const int *order, struct str *out);

#endif
