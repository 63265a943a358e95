#ifndef QUERY_SUGGEST_H
#define QUERY_SUGGEST_H

/*
 * The name nearest to what was typed, when that found nothing: among the names of the
 * rows, their other names, and the single words of their names. Found when it is asked
 * for and kept until the text changes. Tables of more than SUGGEST_ROWS rows are left out:
 * there it would take too long for an answer to a key, and something is near to
 * everything.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "query/rank.h"

enum { SUGGEST_ROWS = 20000 };

struct suggest {
	bool known;         /* the rest is set */
	int table;          /* asked for; -1: all */
	struct row_ref ref; /* .table is -1 when nothing is near */
	struct str text;    /* "Burma (Myanmar)" */
};

/* Makes O unknown. */
void suggest_init(struct suggest *o);

/* Frees what O holds. */
void suggest_release(struct suggest *o);

/* Forgets what O knows. */
void suggest_clear(struct suggest *o);

/*
 * Finds what is nearest to the words of R in TABLE (-1: in all tables), appends it to OUT
 * and sets *REF to its row; false when nothing is near.
 */
bool suggest_find(struct suggest *o, struct rank *r, int table, struct str *out,
	struct row_ref *ref);

#endif
