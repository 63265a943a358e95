/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_MATCH_H
#define QUERY_MATCH_H

/*
 * Matches rows with a query, and texts that are shown with its terms.
 *
 * A word is looked for in the texts of the row itself and of a row that it is one with, in
 * its other names, in what the rows that it references are called, in any language, and in
 * what its columns show of those; a term with a scope in the fields that the scope means
 * in the table of the row (query/scope.h). All that was typed, as the beginning of another
 * name of the row or of a name of a row that it references, counts too ("corée d").
 *
 * A piece of a word counts at the start of a word; in what the row is called anywhere, and
 * so in tables that no descriptor describes, where nothing says what a row is called. With
 * `inside` it counts anywhere in the texts of the row.
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

enum {
	MATCH_PIECE = 3
}; /* letters of the shortest start of a word that counts in names */

/* Returns whether the folded WORD has fewer letters, in a script that separates words. */
bool match_is_short(struct slice word);

/* The bounds of a term as one field writes them. */
struct match_bounds {
	const struct field *as; /* the field; NULL at first */
	struct range low, high;
};

/* A term, prepared for all tables. */
struct match_term {
	const struct term *term;
	struct scope *scopes; /* by table; NULL when the term has no scope */
	struct match_bounds
		*bounds;    /* for the field matched last; NULL with the scopes */
	struct slice line;  /* the folded text between newlines: a whole code */
	struct slice token; /* the longest run of ASCII letters and digits of the folded
			       * text: plain text that matches has it; may be empty */
	struct scan scan;   /* for the token */
	bool plain;         /* the token is all of the term, anywhere in any text */
	bool complete;      /* a word of one or two letters before another one: in the
			       * texts of fields it is no beginning */
	bool is_short;      /* match_is_short of the folded text */
	uint8_t **called;   /* by table, by row: what is known of what it is called */
};

/* How close a name is to what was typed, the closest last. */
enum closeness {
	CLOSENESS_UNKNOWN, /* not compared yet */
	CLOSENESS_APART,
	CLOSENESS_BEGINS,
	CLOSENESS_EQUALS,
};

struct match {
	struct search_text *texts;
	const struct query *query;
	const struct filters *filters; /* which have to keep a row too, or NULL */
	struct arena arena;
	struct match_term *terms; /* of the clauses, one after the other */
	size_t count;
	bool inside;     /* pieces of words count anywhere in a word */
	struct str name; /* what was typed: the plain words, folded; "" for none */
	bool whole;      /* it ends with a whole word, so that it begins no name */
	uint8_t **close; /* by table, by row: closeness of the closest other name */
	struct str line, shown, signs, bare; /* scratch */
	struct regex_budget budget;          /* of the expression of a term in a row */
	size_t too_slow; /* cells on which one was given up; only grows */
};

/* Where a term matches. */
enum match_where {
	MATCH_ELSEWHERE, /* in the keys of what the row references, in its table's name */
	MATCH_FIELD,     /* in the value of a field */
	MATCH_TARGET,    /* in what a row is called that the row references ... */
	MATCH_TARGET_NAME, /* ... or in its other names */
	MATCH_NAME,        /* in its other names */
};

struct match_hit {
	enum match_where where;
	struct row_ref ref;          /* the row of the field, or the row referenced */
	size_t field;                /* of MATCH_FIELD */
	const struct reference *via; /* leads to ref; NULL: ref is the row itself ... */
	struct row_ref from; /* ... from this row: the row, or one it is one with */
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
 * surely matches, if match_only_starts at the start of a word.
 */
const struct scan *match_scan(const struct match *m, int table, bool *all);

/* Returns whether a piece of a word counts in rows of TABLE only where the word starts, but
 * in what they are called. */
bool match_only_starts(const struct match *m, int table);

/* Returns whether TERM, without its negation, matches REF, and sets *HIT (may be NULL) to
 * where it does. */
bool match_term(struct match *m, const struct match_term *term, struct row_ref ref,
	struct match_hit *hit);

/* Returns whether TERM, without its negation, matches the value of FIELD of REF. */
bool match_value(
	struct match *m, const struct match_term *term, struct row_ref ref, size_t field);

/* Finds the first text field of REF in whose value TERM matches, as it is shown. Returns
 * false when there is none. */
bool match_field(struct match *m, const struct match_term *term, struct row_ref ref,
	size_t *field);

/*
 * How TERM matches NAME, a row of a names table: a word at the start of a word, since
 * with names in a hundred languages every syllable is inside of some; in scripts that do
 * not separate words anywhere; with a scope as a whole word. One or two letters only
 * begin the name, or are a word of it among other words ("republica de corea"), and are
 * the whole name of a row that is referenced, as each of several words is: "royaume" is
 * no name of the United Kingdom. Expressions match no other name: nearly every one fits
 * some name in some language.
 */
enum { NAME_MATCHES = 1, NAME_MATCHES_REFERENCED = 2 };

/* Returns which of these hold. */
unsigned match_name(struct match *m, const struct match_term *term, struct row_ref name);

/* Returns whether TERM matches one of the other names of REF, as NAME_MATCHES or
 * NAME_MATCHES_REFERENCED. */
bool match_names(
	struct match *m, const struct match_term *term, struct row_ref ref, unsigned how);

/* Returns whether TERM matches in what REF, a row that another one references, is called: in
 * its label at the start of a word, with at least three letters or as a whole word; in its
 * codes; in its other names. */
bool match_called(struct match *m, const struct match_term *term, struct row_ref ref);

/* Returns whether TERM matches in what a row is called that REF, or a row that it is one
 * with, references, and sets *HIT (may be NULL) to where. Without a TERM: whether all that
 * was typed begins such a name. Never in a source. */
bool match_reference(struct match *m, const struct match_term *term, struct row_ref ref,
	struct match_hit *hit);

/* Returns whether a row that REF, or a row that it is one with, references is called just
 * what was typed, in any language. Never a source. */
bool match_reference_named(struct match *m, struct row_ref ref);

/* Returns how close the folded NAME is to what was typed, with its fillers or without. */
enum closeness match_closeness(struct match *m, struct slice name);

/* Returns how close the closest of the other names of REF is. */
enum closeness match_names_closeness(struct match *m, struct row_ref ref);

/* Returns the folded NAME without its fillers, or all of it when it has nothing else;
 * lives until the next call with M. */
struct slice match_bare(struct match *m, struct slice name);

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
