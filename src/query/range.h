/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_RANGE_H
#define QUERY_RANGE_H

/*
 * Ranges of numbers and dates, and the values of fields that are compared with them. A
 * field whose type says nothing (string, list, any in a column of mixed values) has the
 * values that its cells look like, so that they can be searched by range too.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/date_text.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"
#include "query/query.h"

/* Reads TEXT as the user types a date, in English or the language of the screen, by the
 * order of day and month that is usual in the user's locale. Returns false, OUT
 * untouched, when it is none. Dates of the data are read by value_date: they mean the
 * same in every language. */
bool range_read_date(struct slice text, struct date_text *out);

/* Reads TEXT, a number or a date in a form that any field may have, into B, which keeps
 * it. Returns false, B having nothing but the text, when it is neither. A year of fewer
 * than four digits, as it is while it is being typed, is a date. */
bool range_parse(struct range *b, struct slice text);

/*
 * Reads B, as range_parse left it, as a value of F is written (data/reading.h), where its
 * text is one: "1,5" where the comma is decimal, "15/01/2020" by the format of a date.
 * Returns whether values of F can be in a range with this bound.
 */
bool range_bind(struct range *b, const struct field *f);

/* Returns whether B, as range_parse left it, bounds values of field FIELD of T; it is not
 * ambiguous any more where the field has a format. Where the values are numbers or dates
 * that B does not bound, EXAMPLE becomes one of them: "1,5". */
bool range_fits(
	struct range *b, const struct table *t, size_t field, struct str *example);

/* Returns whether the values of F are numbers by its type. */
bool range_of_numbers(const struct field *f);

/* Returns whether the values of F are dates, or parts of dates, by its type. */
bool range_of_dates(const struct field *f);

/* Returns whether VALUE of F is a number, a time or a duration between LOW and HIGH,
 * which are bound to F; all digits of numbers count. */
bool range_has_number(const struct range *low, const struct range *high,
	const struct field *f, struct slice value);

/*
 * Returns whether VALUE of F is a date whose days are between LOW and HIGH: in part when
 * the bound itself is in the range, wholly when it is out ("after 2015" has no day of
 * 2015). Where the bound has a time of day, moments are compared, by UTC where they have
 * a zone.
 */
bool range_has_days(const struct range *low, const struct range *high,
	const struct field *f, struct slice value);

#endif
