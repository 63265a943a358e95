/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_MEMBERS_AS_OF_H
#define VIEW_MEMBERS_AS_OF_H

/*
 * How many rows of a table were valid on a day: members, participants. The "period" of a
 * table's "bali" object names the fields with the first and the last day of a row; a row
 * without an end is still valid.
 *
 *	struct str text = STR_INIT;
 *
 *	members_as_of_add(package, calendar_day(2013, 4, 2), &text);
 *	puts(text.buf);
 *	str_release(&text);
 */

#include <stdint.h>

#include "base/str.h"
#include "data/package.h"

/* A day from which on more rows are valid, or fewer. */
struct members_step {
	int64_t day;
	int change;
};

/* How the number of valid rows changes; all zeros: not at all. */
struct members_over_time {
	struct members_step *steps; /* in no order; owned */
	size_t count;
	size_t unknown; /* further rows that may be valid by now */
};

enum { MEMBERS_MOST = 5000 }; /* rows of a table that are counted */

enum members_validity { MEMBERS_NOT, MEMBERS_PERHAPS, MEMBERS_VALID };

/* Returns whether row NUMBER of T, a table with a period, is valid on DAY; the row is read
 * into ROW. Without a start it perhaps is, without an end it still is. */
enum members_validity members_valid_on(
	const struct table *t, size_t number, int64_t day, struct csvrow *row);

/* Returns table NUMBER, from 0, of those of P whose rows are counted: of a tab, with a
 * period, and not very many rows, because they are counted for every key. NULL: none. */
const struct table *members_table(const struct package *p, size_t number);

/* Replaces OUT by how the rows of T, which members_table has returned, changed up to
 * TODAY. */
void members_over_time_read(
	struct members_over_time *out, const struct table *t, int64_t today);

/* Frees what M owns and leaves it empty. */
void members_over_time_release(struct members_over_time *m);

/*
 * Appends for each table that is counted how many rows were valid on DAY, and how many
 * more may have been: "On 2 April 2013: 38 members, and 7 whose start date is unknown; 16
 * participants". Appends nothing when there is no such table.
 */
void members_as_of_add(const struct package *p, int64_t day, struct str *out);

#endif
