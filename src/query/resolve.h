#ifndef QUERY_RESOLVE_H
#define QUERY_RESOLVE_H

/*
 * Which record a person means who names one: by TABLE/KEY, a key, a code or a name, also
 * another name of it. Upper and lower case, accents and punctuation do not count, but in
 * keys. The best there is decides: a key before a name, a name before a code, a code
 * before another name, and after everything else what is only looked up from other rows
 * or cited by most of them, so that the code of a country is not taken for that of a
 * language, nor a conference for the page that tells of it. Rows that are one are one
 * record.
 *
 *	resolve_init(&m, &search);
 *	resolve_find(&m, slice_of("kampuchea"));
 *	if (m.count == 1)
 *		... m.rows[0]
 *	resolve_release(&m);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"
#include "query/search.h"

enum { RESOLVE_MOST = 100 }; /* records; who means so many has named none */

struct resolve {
	struct search *search;
	struct row_ref *rows; /* a row of each record that is meant: that of its first
			       * table with a tab, or of the one that is named */
	size_t count, alloc;
	bool more; /* there are more than RESOLVE_MOST */
	int level; /* how well what is in rows is meant; less is better */
	int table; /* the one that TABLE/ names, or -1 */
};

/* Makes M empty. SEARCH is over a package that is linked; it is used for a text of M's,
 * and must outlive M. */
void resolve_init(struct resolve *m, struct search *search);

/* Frees what M owns. */
void resolve_release(struct resolve *m);

/* Makes M what TEXT means: nothing, one record or several. */
void resolve_find(struct resolve *m, struct slice text);

/* When nothing was meant: appends what is nearest to it in writing, and tells its row in
 * *REF. Returns false when nothing is near. */
bool resolve_nearest(const struct resolve *m, struct str *out, struct row_ref *ref);

#endif
