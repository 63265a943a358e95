#ifndef QUERY_RANGE_H
#define QUERY_RANGE_H

/*
 * Ranges of numbers and dates, and the values of fields that are compared with them. A
 * field whose type says nothing (any, string, list) has the values that its cells look
 * like, so that tables without a schema can be searched by range too.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/date_text.h"
#include "base/slice.h"
#include "data/descriptor.h"
#include "query/query.h"

/* Reads TEXT as the user types a date, by the order of day and month that is usual in the
 * user's locale. Returns false, OUT untouched, when it is none. */
bool range_read_date(struct slice text, struct date_text *out);

/* Reads TEXT, a number or a date, into B. Returns false, B untouched, when it is neither.
 * A year of fewer than four digits, as it is while it is being typed, is a date. */
bool range_parse(struct range *b, struct slice text);

/* Returns whether the values of F are numbers by its type. */
bool range_of_numbers(const struct field *f);

/* Returns whether the values of F are dates, or parts of dates, by its type. */
bool range_of_dates(const struct field *f);

/* Returns whether VALUE of F is a number between LOW and HIGH. */
bool range_has_number(const struct range *low, const struct range *high,
	const struct field *f, struct slice value);

/*
 * Returns whether VALUE of F is a date whose days are between LOW and HIGH: in part when
 * the bound itself is in the range, wholly when it is out ("after 2015" has no day of
 * 2015). Where the bound has a time of day, moments are compared, by UTC where they have a
 * zone.
 */
bool range_has_days(const struct range *low, const struct range *high,
	const struct field *f, struct slice value);

#endif
