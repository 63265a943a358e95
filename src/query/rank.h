#ifndef QUERY_RANK_H
#define QUERY_RANK_H

/*
 * How well a row that matches does so (the document of the screen, section 3): by its
 * name, a code, another name, the beginning of these or of a word, the inside of its
 * name, or by something else. What was typed is taken as a name, words in their order;
 * without fillers.
 */

#include "query/match.h"
#include "query/search.h"

struct rank {
	struct match *match;
	struct str name;    /* the plain words of the query, folded; "" for none */
	struct str written; /* the same as it was typed */
	bool words;         /* there are words at all */
	struct str line;    /* of name, as a code is looked for */
	struct str text;    /* scratch */
};

/* Prepares R for the query of M, which must outlive it. */
void rank_init(struct rank *r, struct match *m);

/* Frees what R holds. */
void rank_release(struct rank *r);

/* Returns how well row REF, which matches, does so. */
enum search_rank rank_row(struct rank *r, struct row_ref ref);

/* How what was typed stands to a name. */
enum rank_closeness {
	RANK_APART,
	RANK_HOLDS, /* it is a piece of the name */
	RANK_BEGINS,
	RANK_EQUALS,
};

/* Returns how what was typed stands to NAME, folded, with its fillers or without; never
 * RANK_HOLDS. R must have a name. */
enum rank_closeness rank_closeness(struct rank *r, struct slice name);

/* Returns NAME, folded, without its fillers unless it has nothing else; lives until the
 * next call with R. */
struct slice rank_bare(struct rank *r, struct slice name);

/* Finds the field that is a code and reads as what was typed, in REF or in what it is one
 * with; false when there is none. */
bool rank_find_code(
	struct rank *r, struct row_ref ref, struct row_ref *where, size_t *field);

/* Tells whether TERM is one of the words that rank a row. */
bool rank_counts(const struct term *term);

#endif
