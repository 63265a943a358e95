/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_NUMBER_H
#define DATA_NUMBER_H

/*
 * Numbers as texts: read by what a field says of its numbers, or, where the values of a
 * column alone show how they are written (data/reading.h), as people write them; and
 * compared by all of their digits, of which a double holds only the first 15 to 17.
 *
 * A number is first copied in its plain form, which is that of C: "-1234.5e6".
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/descriptor.h"

enum {
	NUMBER_SIZE =
		416,      /* bytes of a plain form: more digits than the longest double */
	NUMBER_UNIT = 16, /* bytes of a unit */
};

/* Doubles below it hold every integer. */
#define NUMBER_EXACT 9007199254740992.0

/*
 * Copies the number that TEXT, without blanks around it, is by F into PLAIN, and sets *VALUE
 * to it. Returns false, with PLAIN overwritten, when it is none, or NaN or infinite by name.
 */
bool number_copy(
	const struct field *f, struct slice text, char plain[NUMBER_SIZE], double *value);

/*
 * Copies the number that TEXT is into PLAIN as people write it, with DECIMAL, a comma or
 * a point, before its fraction: groups of three digits with the other one of these, a
 * blank or an apostrophe between; any minus sign, or parentheses; a unit before it, which
 * is a currency ("US$", "CHF"), or after it ("%", "kg"); or a fraction ("1 1/2"). UNIT
 * becomes the unit without its blanks, "" for none. Returns false, with both overwritten,
 * when it is none.
 */
bool number_copy_written(
	struct slice text, char decimal, char plain[NUMBER_SIZE], char unit[NUMBER_UNIT]);

/* Reads PLAIN, all of it. Returns false, with OUT untouched, when it is not plain. */
bool number_read(const char *plain, double *out);

/*
 * Appends to OUT bytes by which plain forms whose doubles are equal and not 0 compare
 * (strcmp(3)) as the numbers do. They are equal only for equal numbers.
 */
void number_add_order(struct str *out, const char *plain);

/* Makes PLAIN the one form of its number: integers as digits, others by their significant
 * digits and an exponent. Returns it; it is in PLAIN, which has NUMBER_SIZE bytes. */
struct slice number_shorten(char plain[NUMBER_SIZE]);

#endif
