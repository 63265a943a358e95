/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

/*
 * The language of the search: parses a text into terms. Knows no tables: which scopes
 * there are is asked of the caller, and whether a row matches is decided elsewhere
 * (query/match.h).
 *
 *    asia japan            both, anywhere in the row, in any order
 *    "new zealand"         one after the other
 *    -word                 not this
 *    bali | jakarta        one of them; | binds closer than the blank, so that two such
 *                          queries with a blank between them are both of them together
 *    'word                 the whole word
 *    re:/^i.*ia$/          regular expression (Perl's syntax)
 *    region:asia           in one field (query/scope.h)
 *    region:asia|oceania   in one field one of them
 *    date:>2015            comparison, for numbers and dates: < <= > >=
 *    year:2011..2016       range, for numbers and dates; either end may be missing
 *    date:10/9/2012        a date in any form of base/date_text.h, here and in ranges
 *    at:>2024-05-06T09:30  a moment, by UTC where there are zones
 *    subregion:="Western Asia"   the whole value; :="" for none
 *
 * A query that is such a date as a whole ("march 2011") is also found by any date of a row:
 * each clause has that range as its last term, one that is implied.
 *
 * All other signs are taken literally. Words are kept folded (base/casefold.h); one that
 * folds to several ("viet-nam") is a phrase. Signs that distinguish values ("C#", ".NET",
 * "3%") have to be there too; all of them after :=. A hyphen in front is the minus of a
 * number that is the whole query, in quotes or after a colon. An abbreviation with dots
 * ("U.A.E.") is found without them, too: with them it is an implied term. Initials before a
 * word ("S.Korea") are a word by themselves.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/edtf.h"
#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"

enum {
	QUERY_TERMS = 64,   /* more are not searched */
	QUERY_REGEX = 1000, /* bytes of one expression */
};

enum term_kind {
	TERM_TEXT,  /* folded is a piece of a text */
	TERM_EQUAL, /* folded is the whole of it; "" is the empty value */
	TERM_RANGE, /* a number or a date between low and high */
	TERM_REGEX, /* the expression matches */
};

struct regex;

/* A regular expression. It is matched with folded text unless folding would make a
 * difference: with a capital in it, with the raw text; with a sign ("viet-nam", "\.net"),
 * with the raw text without regard to case. */
struct term_regex {
	struct regex *compiled; /* owned by the query */
	bool folded;
};

/* One end of a range; what was typed may be a number, a date, or both ("2015"). */
struct range {
	bool none;   /* no bound on this side */
	bool beyond; /* the bound itself is not in the range */
	bool is_number, is_date;
	double number;
	int64_t first, last; /* days of the date, as in base/edtf.h */
	bool has_time;       /* the date is the moment that follows */
	struct edtf_instant moment;
	struct slice text;      /* as typed */
	struct slice ambiguous; /* its text, when day and month could change places */
};

struct term {
	enum term_kind kind;
	bool negated;
	bool quoted;
	bool implied;        /* not typed; without a scope it is for all dates of a row */
	bool whole;          /* of TERM_TEXT: only as a whole word */
	struct slice scope;  /* as typed, without the colon; len 0 for none */
	struct slice value;  /* as typed, without signs and quotes */
	struct slice folded; /* of the value; lives with the query */
	struct slice signs;  /* folded with its signs; len 0 when they do not count */
	struct range low, high;   /* of TERM_RANGE; of other kinds low is the value in a
				   * scope, when that is a number or a date */
	struct term_regex *regex; /* of TERM_REGEX */
	size_t column;            /* byte of the text at which the term starts */
};

/* Returns whether T is a plain word, one of those that rank a row. */
static inline bool term_is_plain(const struct term *t)
{
	return t->kind == TERM_TEXT && !t->negated && !t->scope.len;
}

/* Terms, one of which has to match. */
struct clause {
	struct term *terms;
	size_t count; /* at least 1 */
	size_t alloc;
};

struct query {
	struct arena arena;
	struct slice text;      /* as typed; lives with the query, terminated */
	struct clause *clauses; /* all of them have to match */
	size_t count;
	size_t alloc;
	/* The first word before a colon that is text for want of such a field, or empty. */
	struct slice unknown;
	struct str fault;    /* "" or a sentence */
	size_t fault_column; /* byte of the text that it is about */
};

/* What the caller knows of the fields that words before a colon mean. */
struct query_fields {
	/* Returns whether SCOPE, which is at byte COLUMN of the text, means anything. */
	bool (*known)(void *data, struct slice scope, size_t column);
	/* Returns whether B, as range_parse left it, bounds values of a field that SCOPE
	 * means. Otherwise, where those are numbers or dates, EXAMPLE becomes a value:
	 * "1,5". NULL: what range_parse can read does. */
	bool (*reads)(
		void *data, struct slice scope, struct range *b, struct str *example);
	void *data;
};

/* Makes Q a query for nothing. */
void query_init(struct query *q);

/* Frees what Q owns and makes it a query for nothing. */
void query_release(struct query *q);

/*
 * Replaces Q by TEXT, which is copied. A word with a colon whose first part is not among
 * FIELDS (NULL: none is) is plain text. What cannot be understood is left out and
 * the first fault is kept in Q; an expression that is not closed yet is cut where it can
 * be understood. Fillers (the, of, and) are left out when there are other terms.
 */
void query_parse(struct query *q, struct slice text, const struct query_fields *fields);

/*
 * Compiles the value of TERM, an expression of Q. TERM->regex remains NULL, with a phrase
 * appended to WHY, when it is not valid. It is matched with folded text where that cannot
 * make a difference: when all its letters are small and it has no sign that folding drops,
 * nor a class that distinguishes signs from blanks ("\s", "\S", "\W").
 * The letters and signs of the syntax itself ("\D", "(?<=", "[[:alpha:]]") do not count.
 */
void query_compile(struct query *q, struct term *term, struct str *why);

/* Keeps a sentence, as printf(3) would print it, as the fault of Q at byte COLUMN, unless
 * it has one. */
void query_fault(struct query *q, size_t column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Writes into OUT (room for MAX, at least 1) the pieces of Q's text as the user sees them:
 * one for each clause, in order, without the blanks between them. What belongs to no
 * clause (a single sign, a filler) is part of the piece before it, or of the first one.
 * Returns the number of pieces, 0 only for a text of blanks; they live as long as Q's
 * text. Parses nothing.
 */
size_t query_pieces(const struct query *q, struct slice *out, size_t max);

/*
 * Returns whether NEXT surely matches no row that LAST does not match, words being
 * searched as starts of words: then only the rows found need to be searched.
 */
bool query_narrows(const struct query *next, const struct query *last);

/*
 * Appends the folded plain words of Q with a blank between them: the name that was typed.
 * Nothing when there are none, or when there is a clause of several terms.
 */
void query_add_name(const struct query *q, struct str *out);

#endif
