#ifndef DATA_VALUE_H
#define DATA_VALUE_H

/*
 * What the text of a cell means by the type of its field: whether it is a value at all,
 * and which of two comes first. Cells are never converted and kept; this is asked when
 * they are checked or sorted.
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/descriptor.h"

/*
 * Tells whether TEXT (not empty) is a value of F's type and format; otherwise appends a
 * sentence that says why, and how to write one, to WHY (may be NULL).
 */
bool value_check(const struct field *f, struct slice text, struct str *why);

/* Tells whether values of F's format can be told from others; "any" is such a format. */
bool value_knows_format(const struct field *f);

/* Appends TEXT in quotes as a sentence names it: cut after some 60 bytes, and visible, so
 * that no NUL or line end cuts the sentence. */
void value_add_quoted(struct str *out, struct slice text);

/*
 * Gives the number by which TEXT sorts: a number's value, false and true as 0 and 1, the
 * days (with fractions) of dates, times and durations, the place of an ordered choice; of
 * a field of type any what reads as a plain number. An open date sorts before or after
 * all others. Returns false, with *RANK untouched, for what sorts as text, and for empty
 * text and what is no value of the type.
 */
bool value_rank(const struct field *f, struct slice text, double *rank);

/*
 * Returns below, above or 0 as A sorts before, after or beside B by F: by rank, then what
 * has none by folded text, then by bytes; empty text last. A total order.
 */
int value_compare(const struct field *f, struct slice a, struct slice b);

/*
 * Reads TEXT as a point of F's format, in degrees: -180 to 180 east, -90 to 90 north.
 * Returns false, with the output untouched, when it is none.
 */
bool value_point(const struct field *f, struct slice text, double *lon, double *lat);

#endif
