/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_VALUE_H
#define DATA_VALUE_H

/*
 * What the text of a cell means by the type of its field: whether it is a value at all,
 * and the number by which it sorts. Cells are never converted and kept; this is asked when
 * they are checked or sorted. The answers are the same in every locale.
 */

#include <stdbool.h>

#include "base/edtf.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/descriptor.h"
#include "data/number.h"

/* Finds the type of Table Schema called NAME, such as "integer"; returns false, with *OUT
 * untouched, when there is none. */
bool value_find_type(const char *name, enum field_type *out);

/* Returns the name of TYPE. */
const char *value_type_name(enum field_type type);

/*
 * Returns whether TEXT (not empty) is a value of F's type and format; otherwise appends a
 * sentence that says why, and how to write one, to WHY (may be NULL).
 */
bool value_check(const struct field *f, struct slice text, struct str *why);

/* Returns whether it is known what values of F's format look like; "any" is known. */
bool value_knows_format(const struct field *f);

/* Appends TEXT in quotes as a sentence names it: cut after some 60 bytes, and visible, so
 * that no NUL or line end cuts the sentence. */
void value_add_quoted(struct str *out, struct slice text);

/*
 * Sets *RANK to the number by which TEXT sorts: a number's value, false and true as 0 and
 * 1, the days (with fractions) of dates, times and durations, the position of an ordered
 * choice; of a field of type any what reads as a plain number. An open date sorts before
 * or after all others. Returns false, with *RANK untouched, for what sorts as text, and
 * for empty text and what is no value of the type.
 */
bool value_rank(const struct field *f, struct slice text, double *rank);

/*
 * Reads TEXT, a cell of F, as a date into *OUT: by the type and format of F; of a field of
 * another type what reads as EDTF or as a day and a time ("2011-03-29 09:30"). A date or
 * datetime of the format "any" may also be written as people do ("1 Feb 2020"), unless day
 * and month could change places; one that does not fit its format counts where it is EDTF.
 * Returns false, with *OUT untouched, when it is none.
 */
bool value_date(const struct field *f, struct slice text, struct edtf *out);

/*
 * Reads TEXT as a value of the integer or number field F: its decimal character, its group
 * character where groups have three digits (or two before the last, as in India), text
 * around the digits where it allows that, and for numbers INF, -INF and NaN in any case.
 * Blanks around the number are skipped. Returns false, with *OUT untouched, when it is
 * none.
 */
bool value_number(const struct field *f, struct slice text, double *out);

/* Copies the plain form of TEXT, a number of F, or of a field of type any what reads as a
 * plain number, into PLAIN; returns false for all else. */
bool value_copy_number(const struct field *f, struct slice text, char plain[NUMBER_SIZE]);

/* Compares A and B, values of F with the ranks RANK_A and RANK_B, as strcmp(3) does; integers
 * by all of their digits, which no double holds. */
int value_compare(const struct field *f, struct slice a, double rank_a, struct slice b,
	double rank_b);

enum { VALUE_KEY_SIZE = NUMBER_SIZE };

/*
 * Returns the form of TEXT, a cell of F, by which values are compared: two cells have the
 * same value exactly when these are equal as bytes. "01" is 1, "1.50" is 1.5, "TRUE" is
 * true, a date in the field's format is its day; TEXT itself where the type has one way of
 * writing, for EDTF, lists, and what is no value. It is TEXT, or in BUF, of VALUE_KEY_SIZE
 * bytes.
 */
struct slice value_key(const struct field *f, struct slice text, char *buf);

/* Returns whether A and B, cells of F, have the same value: lists item by item, objects and
 * arrays as JSON, all else by value_key. */
bool value_same(const struct field *f, struct slice a, struct slice b);

/* Returns whether value_key gives another form than the text for some values of F. */
bool value_has_key(const struct field *f);

/* Returns the number of the choice of F whose value is TEXT, or F's choice_count when
 * there is none. */
size_t value_choice(const struct field *f, struct slice text);

/* Reads TEXT as a plain decimal number with optional sign, fraction and exponent; as
 * value_number otherwise. */
bool value_plain_number(struct slice text, double *out);

/*
 * Reads TEXT as a point of F's format, in degrees: -180 to 180 east, -90 to 90 north.
 * Returns false, with the output untouched, when it is none.
 */
bool value_point(const struct field *f, struct slice text, double *lon, double *lat);

#endif
