/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_RESULT_LIST_H
#define OUTPUT_RESULT_LIST_H

/*
 * What a search has found in all tables as one listing: tables in the order of
 * search_tables, in each the best row first, with table, key, name, what the row answers
 * and why it was found; in text a heading for each table, and the answer with a reason
 * for what it does not show. There may be many rows, so they are gathered in portions.
 * All belong to one search: when another is set, the listing cannot be resumed.
 *
 *	struct listing *list = result_list_new(search, width);
 *
 *	listing_write(list, FORMAT_CSV, page, outfile);
 *	listing_free(list);
 */

#include "base/str.h"
#include "output/listing.h"
#include "query/search.h"

enum { RESULT_READ_ALOUD = -1 }; /* the width of lines that are read, not seen */

/* Returns what S has found by now, not gathered yet. WIDTH: columns of a line of text, 0 for
 * any number, or RESULT_READ_ALOUD. S must outlive it. */
struct listing *result_list_new(const struct search *s, int width);

enum {
	RESULT_GAP = 3,   /* blanks between answer and reason */
	RESULT_ARROW = 2, /* columns in front of a reason */
};

/* What a line says of a row behind its name. */
struct result_text {
	struct str answer, reason;
	int width; /* of the answer, which may have to be cut; 0: there is none */
};

/*
 * Replaces TEXT by what is said in ROOM columns of REF, found by S, whose name is shown as
 * NAME. The reason is for what neither name nor answer shows; the answer gets the room that
 * it leaves.
 */
void result_compose(const struct search *s, struct row_ref ref, struct slice name,
	int room, struct result_text *text);

/* Appends REASON, why S found a row of TABLE, without its first words if it is so wide that
 * ROOM columns would not show the first hit. */
void result_add_excerpt(const struct search *s, int table, struct slice reason, int room,
	struct str *out);

/* Returns the part of TEXT that is shown in WIDTH columns, if it is cut with an ellipsis. */
struct slice result_visible(struct slice text, int width);

#endif
