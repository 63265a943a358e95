#ifndef QUERY_FIELD_VALUE_H
#define QUERY_FIELD_VALUE_H

/*
 * Values by the type of their field: what a number is worth, which days a date spans. Of
 * a field whose type says nothing (any, string) each value is what it looks like, so that
 * tables that are described by nobody can be compared and sorted too.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "data/descriptor.h"

/* Reads VALUE of F as a number; false when it is none. */
bool field_value_number(const struct field *f, struct slice value, double *out);

/* Reads VALUE of F as a date; false when it is none. FIRST and LAST as in base/edtf.h. */
bool field_value_days(
	const struct field *f, struct slice value, int64_t *first, int64_t *last);

/* Tells whether the values of F are numbers by its type. */
bool field_value_is_number(const struct field *f);

/* Tells whether the values of F are dates, or parts of them, by its type. */
bool field_value_is_date(const struct field *f);

#endif
