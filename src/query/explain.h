/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_EXPLAIN_H
#define QUERY_EXPLAIN_H

/*
 * Says in words why a row was found, where that is not on the screen: "former name:
 * Kampuchea", "Spanish: Camboya", "Alpha-2 KH", "capital: Phnom Penh", "host: Indonesia",
 * "participants: Myanmar ← former name: Burma".
 * What matches, and where, is found by query/match.h; here it becomes text.
 *
 * What kind of name a row of a names table is ("former name", "Spanish") is in the table's
 * first field with choices. A choice with a label of its own is named by that label; one
 * without by itself and the title of the names ("former name"). A choice with which the
 * name of another field begins ("language", "languages") is named by the value of that
 * field: of a list by its shortest item, of several the one that is first among the
 * choices of that field, or in the table that it references.
 */

#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "query/rank.h"

/*
 * Appends to OUT why row REF, which matches the query of R, does so; at most two reasons
 * with a semicolon between. VISIBLE are the COUNT texts on the screen: what is found in
 * one of them needs no reason.
 */
void explain_add(struct rank *r, struct row_ref ref, const struct slice *visible,
	size_t count, struct str *out);

/*
 * Returns how much NAME, a row of a names table, says compared with other names of the
 * same row, the least first: kinds in the order of their choices, names of a kind by the
 * item that names it.
 */
size_t explain_name_order(const struct package *p, struct row_ref name);

#endif
