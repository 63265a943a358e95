/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_SEARCH_H
#define QUERY_SEARCH_H

/*
 * The search over all tables of a package, as one task. A text is set; each step finds
 * more rows; what was found can be read at any time. A new text abandons the old search;
 * one that only adds letters narrows what was found. The language of the text is
 * documented in query/query.h, where words are looked for in query/match.h, and how well
 * a row matches in query/rank.h.
 *
 * The step may be called again after it returned true, whenever there may be more to
 * search: rows, while the package loads, or its links, after which tables with references
 * are searched again. Without a text a step folds the other names of rows, so that the
 * first letter finds them ready; else the first search does it. A table of names without
 * a tab is searched only when it is the first: its rows are found as what they name.
 *
 *	struct search s;
 *
 *	search_init(&s, package);
 *	search_set(&s, "kampuchea", 0, NULL, NULL);
 *	task_finish(&s.task);
 *	printf("%zu rows\n", search_count(&s, 0));
 *	search_release(&s);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "base/task.h"
#include "data/package.h"
#include "query/filter.h"
#include "query/rank.h"
#include "query/rowset.h"

struct query;
struct search_state;

struct search {
	struct task task; /* done and total in rows of all tables */
	const struct package *package;
	uint64_t changes;      /* increases with every change of the query, of the rows
				* found, of their ranks, or of what is complete */
	uint64_t query_change; /* changes when the query was last replaced */
	struct search_state *state;
};

/* Makes S a search for nothing over P, which must outlive it. */
void search_init(struct search *s, const struct package *p);

/* Frees what S owns. */
void search_release(struct search *s);

/*
 * Starts the search for TEXT, table FIRST before the others (-1: in order). A text
 * without a word matches every row. Returns false, appends a sentence to ERR and sets
 * *COLUMN to the byte it is about (both may be NULL), when the text has a fault: a scope
 * that is near to a known one or may mean several, an unfinished comparison or
 * expression. What can be understood is searched all the same.
 */
bool search_set(
	struct search *s, const char *text, int first, struct str *err, size_t *column);

/* Returns the text last set; "" for none. Lives until the next search_set. */
const char *search_text(const struct search *s);

/* Returns what the text last set was parsed to. Lives until the next search_set. */
const struct query *search_query(const struct search *s);

/* Replaces the filters of S (query/filter.h) by a copy of FILTERS, which hold with every
 * text until they are replaced, and searches again. */
void search_filter(struct search *s, const struct filters *filters);

/* Returns the filters in force. They live until the next search_filter. */
const struct filters *search_filters(const struct search *s);

/* Returns whether rows of TABLE (-1: of any table) may be left out: by a text with a word
 * or by a filter that holds there. */
bool search_limits(const struct search *s, int table);

/* Returns whether the text and the filters but EXCEPT (may be NULL) keep the row REF, in
 * time that does not depend on what was found. */
bool search_keeps(
	const struct search *s, struct row_ref ref, const struct filter *except);

/* Returns whether there is something to search for: a text with a word. */
bool search_active(const struct search *s);

/* Returns whether all rows of TABLE known by now have been searched. */
bool search_complete(const struct search *s, int table);

/* Returns the rows of TABLE found by now, in the table's order. While the search goes on
 * it only grows at its end; search_set and new links replace it. */
const struct rowset *search_rows(const struct search *s, int table);

/* Returns how many rows of TABLE were found by now. */
size_t search_count(const struct search *s, int table);

/* Returns how well row ROW of TABLE matches the text. */
enum search_rank search_rank(const struct search *s, int table, uint32_t row);

/*
 * Writes into OUT the found rows of TABLE, best first (ties in the table's order), at
 * most MAX; returns how many. Takes time linear in what was found. Rows are ranked by the
 * task when all tables are searched; those without a rank yet come last.
 */
size_t search_best(const struct search *s, int table, uint32_t *out, size_t max);

/* Makes OUT all found rows of TABLE in that order. */
void search_best_rows(const struct search *s, int table, struct rowset *out);

/*
 * Writes into OUT (room for MAX) the tables in which S found rows to be listed: those
 * with a tab in the package's order, those of the overview, lookups, then sources; of
 * each first those with a row whose code or name is what was typed, unless thousands of
 * rows were found. Returns how many. Tables of names are never among them: their rows
 * find those that they name.
 */
size_t search_tables(const struct search *s, int *out, size_t max);

/* Returns whether TABLE is a lookup: its rows are reached by links, or cited by the rows of
 * most other tables, so that they are seldom what is searched for. */
bool search_is_lookup(const struct search *s, int table);

/* Returns whether REF, found by S, is listed by itself: a row that is only looked up and
 * is one to one with another, as the country of a member, is found as that. */
bool search_lists(const struct search *s, struct row_ref ref);

/*
 * Appends to OUT why row ROW was found when that is not in the VISIBLE_COUNT texts
 * VISIBLE, which are on the screen: "former name: Kampuchea" (query/explain.h). Nothing
 * when the hits are visible.
 */
void search_explain(const struct search *s, int table, uint32_t row,
	const struct slice *visible, size_t visible_count, struct str *out);

/* A piece of a text that the search found. */
struct search_hit {
	size_t start, len; /* bytes */
};

/* Writes into OUT (room for MAX) the pieces of TEXT, shown for field FIELD (-1: some
 * other text) of TABLE, that the words of the search hit; ascending, not touching. Returns
 * how many. */
size_t search_hits(const struct search *s, int table, int field, struct slice text,
	struct search_hit *out, size_t max);

/* Returns whether the value of FIELD of REF is a hit as a whole: a date or a number in a
 * range that was typed, which no word of it is. */
bool search_hits_value(const struct search *s, struct row_ref ref, size_t field);

/* Returns whether TEXT by itself matches: it has a word of each clause, and none that is
 * negated. False without a search. */
bool search_fits(const struct search *s, struct slice text);

/*
 * When nothing was found in any table, or only inside of words: appends the name nearest
 * to what was typed, "Burma (Myanmar)" (query/nearest.h), and sets *REF to its row. Returns
 * false when none is near.
 */
bool search_nearest(const struct search *s, struct str *out, struct row_ref *ref);

/* The same among the names of rows of TABLE (-1: of any table), whatever was found. */
bool search_nearest_in(
	const struct search *s, int table, struct str *out, struct row_ref *ref);

/*
 * Appends what the user should know of how the text is understood, the first of these that
 * holds, or nothing:
 *
 *    Pattern too slow: 2 cells not searched.
 *    No match for all words. Showing “cambodge”.
 *    10/9/2012 read as 10 September 2012
 *    rows with 2002 left out
 *    Unknown field “foo”: searched as text.
 *    still indexing links
 *    region has: Asia 32 · Oceania 11            (no row has the value asked for)
 *    Only parts of words match. Nearest: Burma (Myanmar).
 */
void search_add_note(const struct search *s, struct str *out);

/* Returns whether the text found nothing, and the rows are those of its longest run of words
 * that is a name. */
bool search_took_run(const struct search *s);

/* Appends the fault of the text as a sentence, or nothing. */
void search_add_error(const struct search *s, struct str *out);

#endif
