#ifndef QUERY_MATCH_H
#define QUERY_MATCH_H

/*
 * Whether a row matches a query. A word is looked for in the texts of the row itself, in
 * those of the rows it references (by a list: in what they are called) and in its other
 * names; a term with a scope in the fields that the scope means in the row's table.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/regex.h"
#include "base/str.h"
#include "query/query.h"
#include "query/search_text.h"
#include "query/scan.h"
#include "query/scope.h"

/* A term, made ready for all tables. */
struct match_term {
	const struct term *term;
	struct scope *scopes; /* by table; NULL when the term has no scope */
	struct slice line;    /* the folded text between newlines: a whole code */
	struct slice token;   /* the longest run of ASCII letters and digits of the folded
			       * text: plain text that matches holds it; may be empty */
	struct scan scan;     /* for the token */
	bool plain;           /* the token is all, anywhere in any text */
};

struct match {
	struct search_text *index;
	const struct query *query;
	struct arena arena;
	struct match_term *terms; /* of the clauses, one after the other */
	size_t count;
	struct str folded;          /* scratch */
	struct regex_budget budget; /* of the expression of a term in a row */
	size_t too_slow;            /* cells on which one was given up; counts up */
};

/* Makes M the query of G over IX, which both must outlive it. Scopes are understood as
 * for scope_find with FIRST. */
void match_init(struct match *m, struct search_text *ix, const struct query *g);

/* Frees what M holds. */
void match_release(struct match *m);

/* Tells whether row REF matches. */
bool match_row(struct match *m, struct row_ref ref);

/*
 * Returns a word that the bytes of every row of TABLE that matches hold, unless they have
 * odd ones (query/scan.h); NULL when there is none. *ALL tells that it is all that is
 * asked of a row.
 */
const struct scan *match_scan(const struct match *m, int table, bool *all);

/* Tells whether TERM, which is not of kind TERM_RANGE, matches in TEXT, whole lines. */
bool match_lines(struct match *m, const struct match_term *term, struct slice text);

/* The same for codes or keys, whole lines: each is matched as a whole. */
bool match_codes(struct match *m, const struct match_term *term, struct slice codes);

/* Tells whether TERM matches REF, whatever it says of not. */
bool match_term(struct match *m, const struct match_term *term, struct row_ref ref);

/*
 * Tells whether TERM, no expression, matches NAME, a row of a names table: a word at the
 * start of a word, for with names in a hundred languages every syllable is inside of
 * some; one or two Latin letters as the whole name only. In scripts that do not part
 * words it may stand anywhere.
 */
bool match_name(struct match *m, const struct match_term *term, struct row_ref name);

/* Tells whether TERM matches among the other names of REF. Expressions never do: nearly
 * every one fits some name in some language. */
bool match_names(struct match *m, const struct match_term *term, struct row_ref ref);

/* Tells whether TERM matches in the values that PATH reaches from REF. */
bool match_path(struct match *m, const struct match_term *term, struct row_ref ref,
	const struct scope_path *path);

/* Tells whether a word of TEXT begins with the folded PIECE. */
bool match_starts(struct slice text, struct slice piece);

/* Finds the folded WORD at or behind FROM in TEXT, a whole word if WHOLE; SIZE_MAX for
 * none. Words end at blanks and lines. */
size_t match_word(struct slice text, struct slice word, bool whole, size_t from);

#endif
