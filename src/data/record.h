/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_RECORD_H
#define DATA_RECORD_H

/*
 * What belongs to the record of a row: the rows joined to it by one-to-one keys, where a
 * page shows each of their fields, and the rows that refer to any of them. What there is
 * to show, and in which order, is decided here; output/record_walk.h goes through it,
 * and how it looks is left to its visitors.
 *
 *	struct record r;
 *
 *	record_init(&r, package, *ref);
 *	record_add_codes(&r, ", ", out);
 *	for (size_t i = r.start[RECORD_NAMES]; i < r.start[RECORD_NAMES + 1]; i++)
 *		record_add_link_field(package, &r.back[i], out);
 *	record_release(&r);
 */

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

enum { RECORD_JOINED = 16 }; /* more than the rows that are joined to one */

/* The kinds of rows that refer to a record, in the order of a page. */
enum record_part {
	RECORD_NAMES,    /* other names of it */
	RECORD_NAMED_BY, /* rows of their own, to be linked to */
	RECORD_INLINE,   /* rows that are shown in full on the page of the record */
	RECORD_PARTS
};

/* Where a page shows a field. */
enum record_place {
	RECORD_HEAD, /* nowhere: the title shows it already, or it is no use to readers */
	RECORD_LEAD, /* below the title: what happened, or came out */
	RECORD_BODY,
	RECORD_LISTS, /* behind the others: a list of rows, which may be many */
	RECORD_END,   /* at the end: sources, which output/citation.h knows */
};

struct record {
	const struct package *package;
	/* The row asked for, then the rows joined to it: the root, and then by table. */
	struct row_ref joined[RECORD_JOINED];
	size_t joined_count; /* at least 1 */
	/* What refers to a joined row: by part, and in each in the order of JOINED. */
	struct back_link *back;
	size_t back_alloc;
	size_t start[RECORD_PARTS + 1]; /* where each part begins in BACK, and the end */
};

/* Makes R the record of REF, a row of P, which must outlive it. Nothing refers to it
 * until P is linked. */
void record_init(struct record *r, const struct package *p, struct row_ref ref);

/* Frees what R owns. */
void record_release(struct record *r);

/* Returns the table of REF, which is not ROW_NOWHERE. */
const struct table *record_table(const struct package *p, struct row_ref ref);

/*
 * Returns where a page shows field FIELD of REF, whose cell is VALUE, below TITLE, what the
 * record is called. A text that is the title again, or the one value that the field may
 * have, is shown nowhere.
 */
enum record_place record_field_place(const struct package *p, struct row_ref ref,
	size_t field, struct slice value, struct slice title);

/* Returns whether CELL, of field FIELD of R, is for the curator only. */
bool record_is_note(const struct resource *r, size_t field, struct slice cell);

/*
 * Replaces OUT by what ITEM, number NUMBER of the list in FIELD of REF, is called: the
 * label of the row it refers to, or itself. Returns that row, or ROW_NOWHERE.
 */
struct row_ref record_item(const struct package *p, struct row_ref ref, size_t field,
	size_t number, struct slice item, struct str *out);

/* Appends the items of the list in FIELD of REF as record_item has them, with BETWEEN
 * between two of them; those after the first MOST as an ellipsis. */
void record_add_items(const struct package *p, struct row_ref ref, size_t field,
	const char *between, size_t most, struct str *out);

/* Returns whether LIST, the cell of FIELD in REF, has an item of more than 24 columns,
 * so that each is better read on a line of its own. */
bool record_items_long(
	const struct package *p, struct row_ref ref, size_t field, struct slice list);

/* Appends the codes of all joined rows of R, with BETWEEN between two of them. */
void record_add_codes(const struct record *r, const char *between, struct str *out);

/*
 * Appends the name that row NAME of a table of names is, followed by the last of its
 * other columns that is not empty, in brackets: "Kampuchea (former)", "Camboya (Spanish,
 * Asturian)".
 */
void record_add_name(const struct package *p, struct row_ref name, struct str *out);

/*
 * Writes into OUT, with room for MOST, the rows of LINK, which are names of what is called
 * TITLE, as a page shows them: first those that the table names first, in that order, and,
 * unless ALL, none that are the title again or for the curator. Of a great many names with
 * a small MOST only the first thousand are looked at. Returns how many.
 */
size_t record_names(const struct package *p, const struct back_link *link,
	struct slice title, bool all, uint32_t *out, size_t most);

/* Appends what a page says of the rows of LINK, as the table words it with their number
 * ("Host of 2 conferences"), or by their table and the field. */
void record_add_mention(
	const struct package *p, const struct back_link *link, struct str *out);

/* Where the rows of LINK are only those that are known: appends for how many it is known,
 * in brackets. */
void record_add_known(
	const struct package *p, const struct back_link *link, struct str *out);

/* Returns whether a page leaves out the rows of LINK, since other rows say the same. */
bool record_is_hidden(const struct package *p, const struct back_link *link);

/* Returns the row that REF, a row of a table that joins two, joins to the row that its
 * foreign key KEY names; ROW_NOWHERE when there is none. */
struct row_ref record_join_other(const struct package *p, struct row_ref ref, int key);

/* Appends what REF says of that row, in one line: "ASEAN since 1999". What is for the
 * curator only (record_is_note) is left out. */
void record_add_join(
	const struct package *p, struct row_ref ref, int key, struct str *out);

/* Returns the row that joins A and B, and sets *KEY to its foreign key that names A;
 * ROW_NOWHERE when no row does, or P is not linked. */
struct row_ref record_find_join(
	const struct package *p, struct row_ref a, struct row_ref b, int *key);

/* Appends the raw date of REF if it is an event. */
void record_add_date(const struct package *p, struct row_ref ref, struct str *out);

/* Appends the names of the fields by which the rows of LINK refer to the record, joined
 * by "/". */
void record_add_link_field(
	const struct package *p, const struct back_link *link, struct str *out);

enum { ANSWER_WHOLE = INT_MAX }; /* room for every phrase */

/*
 * Appends to OUT what REF, a row of P, says of itself in one line, so that a question is
 * answered before its record is opened: "taking part since February 2002 · “Kampuchea” in
 * the document". The phrases are those of the table's "answer" (bali-data(5)), the most
 * important first, joined by " · ", in at most ROOM columns of the screen, but at least the
 * first. A phrase with an empty value is dropped. Dates are in words, in short ones where
 * that makes room; then the last phrases are left out.
 */
void answer_add(const struct package *p, struct row_ref ref, int room, struct str *out);

#endif
