/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_CHANGE_LIST_H
#define OUTPUT_CHANGE_LIST_H

/*
 * What changed between two packages as a listing. In text, and on the screen, a row that
 * was added, removed or moved is one line, and one that was changed a line for each of
 * its fields; lines of one table follow its name and counts. For programs every value
 * that was added, removed or changed is a row, so that the new table can be made from the
 * old.
 */

#include "diff/diff.h"
#include "output/listing.h"

enum change_column {
	CHANGE_LIST_MARK,   /* "+", "-", "~", ">" */
	CHANGE_LIST_CHANGE, /* "added", "removed", "changed", "moved", "type changed" ... */
	CHANGE_LIST_TABLE,
	CHANGE_LIST_ROW,   /* its key; its number from 1 where it has none */
	CHANGE_LIST_LABEL, /* what it is called, on its first line */
	CHANGE_LIST_FIELD,
	CHANGE_LIST_TITLE, /* of the field */
	CHANGE_LIST_OLD,
	CHANGE_LIST_NEW,
	CHANGE_LIST_TEXT, /* for the user: all values of a row, or the old and the new value,
			   * of long ones with what differs marked */
	CHANGE_LIST_VALUE, /* on the screen, as what is before and ... */
	CHANGE_LIST_IS,    /* ... behind the arrow of CHANGE_LIST_TEXT */
};

/* Returns the changes of D, which is done and outlives the listing: lines for the user to
 * read where SHOWN, else one for each value. Its rows are those of the new package. */
struct listing *change_list_new(const struct diff *d, bool shown);

/* Returns the table of D that ROW of L is of. */
const struct diff_table *change_list_table(const struct listing *l, size_t row);

/* Appends the counts of T that are not 0: "+3 -1 ~7 >2". */
void change_list_add_counts(const struct diff_table *t, struct str *out);

/* Appends D, which is done, in a sentence without a full stop: "1 meeting added, 2 members
 * changed (Since)"; "nothing changed". */
void change_list_add_news(const struct diff *d, struct str *out);

/* Appends A as far as the user has to see it when B is shown too: of a long one what
 * differs between OPEN and CLOSE, with some words before and behind it. */
void change_list_add_marked(struct str *out, struct slice a, struct slice b,
	const char *open, const char *close);

#endif
