/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_RANK_H
#define QUERY_RANK_H

/*
 * How well a row matches what was typed. This is the one table of ranks: search results,
 * the cursor in a filtered list, the meaning of a name (query/resolve.h) and the nearest
 * name (search_nearest) are all decided by it.
 *
 * What was typed is the name: the plain words of the query, folded, in their order. It is
 * compared with the label of the row, with its codes and values, and with its other names,
 * with their fillers (the, of, and) or without. Ranks that are about words count in any
 * order, and one of each clause has to be there; a clause without plain words does not
 * count.
 *
 *    RANK_KEY           the key of the row is the name, as written
 *    RANK_CODE          a code of the row, or of one above it, is the name
 *    RANK_NAME          the label of the row is the name
 *    RANK_ALIAS         another name of the row is the name
 *    RANK_VALUE         a value in a column is the name (a capital, a place, a status), or an
 *                       item of a list; or the name is a date on which the event was
 *                       (a date that is not as exact, such as its year, is none)
 *    RANK_NAME_PREFIX   the label starts with the name
 *    RANK_WORD_PREFIX   words of the label start with the words
 *    RANK_TARGET        what the row references is called the name: "eu" its members
 *    RANK_ALIAS_PREFIX  another name starts with the name
 *    RANK_REFERENCE     the words are in what rows are called that the row references
 *    RANK_IN_NAME       the words are somewhere in the label
 *    RANK_OTHER         the row matches by something else
 *    RANK_NONE          the row does not match
 *
 * A word that is only inside of words of other texts counts when no row of any table has
 * one of these ranks otherwise: the search then begins again with `inside` of
 * query/match.h.
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

struct match;

/* Best first. A search gives no row RANK_KEY: keys are no texts. */
enum search_rank {
	RANK_KEY,
	RANK_CODE,
	RANK_NAME,
	RANK_ALIAS,
	RANK_VALUE,
	RANK_NAME_PREFIX,
	RANK_WORD_PREFIX,
	RANK_TARGET,
	RANK_ALIAS_PREFIX,
	RANK_REFERENCE,
	RANK_IN_NAME,
	RANK_OTHER,
	RANK_NONE
};

struct rank {
	struct match *match;
	struct str raw;  /* the plain words as they were typed */
	bool words;      /* there are plain words, if not a name: "bali | java" */
	bool codes;      /* the name may be a code: it has no accents */
	struct str line; /* the name between newlines, as a code is looked for */
	struct str text; /* scratch */
};

/* Prepares R for the query of M, which must outlive it. */
void rank_init(struct rank *r, struct match *m);

/* Frees what R owns. */
void rank_release(struct rank *r);

/* Returns how well row REF, which matches, does so. */
enum search_rank rank_row(struct rank *r, struct row_ref ref);

/* Finds the code that is what was typed: field *FIELD of *WHERE, which is REF or a row
 * above it. Returns false when there is none. */
bool rank_find_code(
	struct rank *r, struct row_ref ref, struct row_ref *where, size_t *field);

#endif
