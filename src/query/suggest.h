#ifndef QUERY_SUGGEST_H
#define QUERY_SUGGEST_H

/*
 * Finds the name nearest to what was typed, for a search that found nothing: among the
 * labels of rows, their other names, and the single words of their labels. Fewest edits
 * win (query/edit_distance.h), then the better of RANK_NAME, RANK_ALIAS and
 * RANK_WORD_PREFIX (query/rank.h). Found when it is asked for and kept until the query
 * changes. Tables of more than SUGGEST_ROWS rows are left out: there it would take too
 * long for an answer to a key, and something is near to everything.
 */

#include <stdbool.h>

#include "base/str.h"
#include "query/rank.h"

enum { SUGGEST_ROWS = 20000 };

struct suggest {
	bool known;         /* the rest is set */
	int table;          /* asked for; -1: all */
	struct row_ref ref; /* .table is -1 when nothing is near */
	struct str text;    /* "Burma (Myanmar)" */
};

/*
 * Finds what is nearest to the name of R in TABLE (-1: in all tables), unless S knows it:
 * appends it to OUT and sets *REF to its row. Returns false when nothing is near. S is to
 * start zeroed but for an initialised text, and its text to be released by the owner.
 */
bool suggest_find(struct suggest *s, struct rank *r, int table, struct str *out,
	struct row_ref *ref);

#endif
