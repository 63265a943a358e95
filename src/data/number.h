#ifndef DATA_NUMBER_H
#define DATA_NUMBER_H

/* Numbers as tables write them; the same in every locale. */

#include <stdbool.h>

#include "base/slice.h"
#include "data/descriptor.h"

/*
 * Reads TEXT as a value of the integer or number field F: its decimal and group
 * characters, text round the digits where it allows that, and for numbers INF, -INF and
 * NaN. Returns false, with *OUT untouched, when it is none.
 */
bool number_read(const struct field *f, struct slice text, double *out);

/* Reads TEXT as a plain decimal number with optional sign, fraction and exponent. */
bool number_read_plain(struct slice text, double *out);

#endif
