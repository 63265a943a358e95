/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_MATCH_TEXT_H
#define QUERY_MATCH_TEXT_H

/*
 * Matches a term with a text. For the files that decide which rows match; they alone
 * include this.
 */

#include "query/match.h"

/* Returns whether TERM is matched with texts as they are written, not folded. */
bool match_is_raw(const struct match_term *term);

/* Returns whether TERM, which is no range, matches in the lines TEXT; if STARTS, a piece of
 * a word only at the start of one. */
bool match_lines(
	struct match *m, const struct match_term *term, struct slice text, bool starts);

/* The same for TEXT, the value of a field as it is shown. */
bool match_text(
	struct match *m, const struct match_term *term, struct slice text, bool starts);

/* Returns whether TERM matches one of CODES, which are codes or keys in lines, as a
 * whole. */
bool match_codes(struct match *m, const struct match_term *term, struct slice codes);

/* Begins the lines in M's scratch. */
void match_start_lines(struct match *m);

/* Appends TEXT to them as one line: folded, or raw with blanks for its line feeds. */
void match_add_line(struct match *m, const struct match_term *term, struct slice text);

/* Returns whether TEXT, in which T matches folded, has its signs. A hyphen in front is no
 * minus behind a letter or digit. */
bool match_has_signs(struct match *m, const struct term *t, struct slice text);

/* The same for what REF is called; in ALL for any text of its own. */
bool match_row_has_signs(
	struct match *m, const struct term *t, struct row_ref ref, bool all);

#endif
