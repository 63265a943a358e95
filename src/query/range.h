#ifndef QUERY_RANGE_H
#define QUERY_RANGE_H

/* The ends of ranges: what was typed, and whether a value lies beyond it. */

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "query/query.h"

/* Reads TEXT, a number or a date, into B; false, B untouched, when it is neither. */
bool range_parse(struct range *b, struct slice text);

/* Tells whether VALUE, a number as written, lies between LOW and HIGH. */
bool range_holds_number(const struct range *low, const struct range *high, double value);

/* Tells whether the days FIRST to LAST lie between LOW and HIGH: in part for bounds that
 * are in, wholly for bounds that are out ("after 2015" has nothing of 2015). */
bool range_holds_days(
	const struct range *low, const struct range *high, int64_t first, int64_t last);

/* Reads the whole of TEXT as a decimal number; false for anything else. */
bool range_parse_number(struct slice text, double *out);

#endif
