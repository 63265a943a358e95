/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_RESOLVE_H
#define QUERY_RESOLVE_H

/*
 * Finds the record that a name means: TABLE/KEY, a key, a code, what it is called, or
 * another name of it. Case, accents and punctuation do not count, but in keys. Records
 * with the best rank are meant, of RANK_KEY to RANK_ALIAS (query/rank.h): a key before a
 * name, a name before a code, a code before another name. Records of tables that are only
 * looked up, or that most other tables cite, come after all others, so that the code of a
 * country is not taken for that of a language, nor a conference for the page about it.
 * Rows that are one to one are one record.
 *
 *	struct resolve found;
 *	struct search search;
 *
 *	search_init(&search, package);
 *	resolve_init(&found, &search);
 *	resolve_find(&found, slice_of("kampuchea"));
 *	if (found.count == 1)
 *		printf("row %u\n", (unsigned)found.rows[0].row);
 *	resolve_release(&found);
 *	search_release(&search);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"
#include "query/search.h"

enum { RESOLVE_MOST = 100 }; /* records; a name of more means none of them */

struct resolve {
	struct search *search;
	struct row_ref *rows; /* one for each record that is meant: its row in the first
			       * table with a tab, or in the table that was named */
	size_t count, alloc;
	bool more; /* there are more than RESOLVE_MOST */
	int level; /* rank of the records, plus RANK_NONE for those that come after */
	int table; /* number of the one named by TABLE/, or -1 */
};

/* Makes R empty. SEARCH is over a linked package; its text is set by resolve_find, and it
 * must outlive R. */
void resolve_init(struct resolve *r, struct search *search);

/* Frees what R owns. */
void resolve_release(struct resolve *r);

/* Makes R what TEXT means: nothing, one record or several. */
void resolve_find(struct resolve *r, struct slice text);

/* Appends why TEXT is not the name of one record: the records that it may mean, or that
 * there is none and which name is near; a sentence, then a line for each record, as
 * TABLE/KEY and what it is called. */
void resolve_add_fault(const struct resolve *r, const char *text, struct str *out);

/* When nothing was meant: appends the name nearest to the text and sets *REF to its row.
 * Returns false when nothing is near. */
bool resolve_nearest(const struct resolve *r, struct str *out, struct row_ref *ref);

enum { RESOLVE_LABELS = 20000 }; /* rows looked at: more would keep the user waiting */

/*
 * Writes into ROWS (room for MAX) the rows of TABLE, among the first RESOLVE_LABELS, whose
 * label is TEXT, then those whose label begins with it, then those with a word that does;
 * ties in the order of the table. Case, accents and punctuation do not count. Returns how
 * many.
 */
size_t resolve_labels(const struct package *p, int table, struct slice text,
	uint32_t *rows, size_t max);

#endif
