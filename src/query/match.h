#ifndef QUERY_MATCH_H
#define QUERY_MATCH_H

/*
 * Matches rows with a query, and texts that are shown with its terms.
 *
 * A word is looked for in the texts of the row itself, in those of the rows it references
 * (by a list: in what they are called) and in its other names; a term with a scope in the
 * fields that the scope means in the table of the row (query/scope.h).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/casefold.h"
#include "base/regex.h"
#include "base/str.h"
#include "query/filter.h"
#include "query/query.h"
#include "query/scan.h"
#include "query/scope.h"
#include "query/search.h"
#include "query/search_text.h"

/* A term, prepared for all tables. */
struct match_term {
	const struct term *term;
	struct scope *scopes; /* by table; NULL when the term has no scope */
	struct slice line;    /* the folded text between newlines: a whole code */
	struct slice token;   /* the longest run of ASCII letters and digits of the folded
			       * text: plain text that matches has it; may be empty */
	struct scan scan;     /* for the token */
	bool plain;           /* the token is all of the term, anywhere in any text */
};

struct match {
	struct search_text *texts;
	const struct query *query;
	const struct filters *filters; /* which have to keep a row too, or NULL */
	struct arena arena;
	struct match_term *terms; /* of the clauses, one after the other */
	size_t count;
	struct str line, shown, signs; /* scratch */
	struct regex_budget budget;    /* of the expression of a term in a row */
	size_t too_slow;               /* cells on which one was given up; only grows */
};

/* Where a term matches. */
enum match_where {
	MATCH_ELSEWHERE, /* in the keys of what the row references, in its table's name */
	MATCH_FIELD,     /* in the value of a field */
	MATCH_TARGET,    /* in what a row is called that the row references */
	MATCH_NAME,      /* in its other names */
};

struct match_hit {
	enum match_where where;
	struct row_ref ref;          /* the row of the field, or the row referenced */
	size_t field;                /* of MATCH_FIELD */
	const struct reference *via; /* leads to ref; NULL: ref is the row itself */
};

/* Prepares M for matching rows of X with Q, both of which must outlive it. */
void match_init(struct match *m, struct search_text *x, const struct query *q);

/* Frees what M owns. */
void match_release(struct match *m);

/* Returns whether row REF matches the query and is kept by the filters but EXCEPT (may be
 * NULL). */
bool match_row(struct match *m, const struct filter *except, struct row_ref ref);

/*
 * Returns a word that is in the bytes of every row of TABLE that matches, unless they have
 * odd bytes (query/scan.h); NULL when there is none. Sets *ALL when a row that has it
 * surely matches.
 */
const struct scan *match_scan(const struct match *m, int table, bool *all);

/* Returns whether TERM, without its negation, matches REF, and sets *HIT (may be NULL) to
 * where it does. */
bool match_term(struct match *m, const struct match_term *term, struct row_ref ref,
	struct match_hit *hit);

/* Finds the first text field of REF in whose value TERM matches, as it is shown. Returns
 * false when there is none. */
bool match_field(struct match *m, const struct match_term *term, struct row_ref ref,
	size_t *field);

/*
 * Returns whether TERM matches NAME, a row of a names table: a word at the start of a
 * word, since with names in a hundred languages every syllable is inside of some; one or
 * two Latin letters only as the whole name; in scripts that do not separate words
 * anywhere. Expressions match no other name: nearly every one fits some name in some
 * language.
 */
bool match_name(struct match *m, const struct match_term *term, struct row_ref name);

/* Returns whether a word of the folded TEXT starts with the folded PIECE. */
bool match_starts(struct slice text, struct slice piece);

/* Returns where the folded WORD is in TEXT at or after byte FROM, only as a whole word if
 * WHOLE; SIZE_MAX for nowhere. Words end at blanks and lines. */
size_t match_word(struct slice text, struct slice word, bool whole, size_t from);

/*
 * Appends the pieces of TEXT that TERM hits to the COUNT ones in OUT (room for MAX) and
 * returns their new number; F is scratch. CODE: only the whole text is a hit.
 */
size_t match_spans(const struct match_term *term, struct slice text, bool code,
	struct casefold *f, struct search_hit *out, size_t count, size_t max);

/* Sorts COUNT hits and joins those that touch or overlap; returns how many remain. */
size_t match_join_spans(struct search_hit *hits, size_t count);

#endif
