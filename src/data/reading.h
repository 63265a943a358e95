/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_READING_H
#define DATA_READING_H

/*
 * As what the values of a column are sorted, counted and searched by range. A field with a
 * type says it. Of one of type any, as all fields of a table without a schema are, and of
 * one to which no type is given, the first values show it: numbers as people write them
 * (data/number.h) with one decimal character and one unit, or days before or after months.
 * Then it is read as a field of that type would be; values that do not fit are texts, as in
 * any other field.
 *
 * At most READING_SAMPLE rows are looked at, fewer if they are so long that they have
 * megabytes. What was found stays with the table, until it has more rows where it had fewer.
 */

#include <stddef.h>

#include "data/package.h"

enum { READING_SAMPLE = 1000 };

/* Returns as which field the values of FIELD of T are read: that one, or one of type number,
 * date or datetime. It lives as long as T. */
const struct field *reading_of(const struct table *t, size_t field);

/* The same for the values of PATH, which starts at TABLE of P. */
const struct field *reading_of_path(
	const struct package *p, int table, const struct path *path);

/* What was found in the columns of a table. */
struct readings;

/* Returns that of a table of which nothing was looked at; the caller frees it. */
struct readings *readings_new(void);

/* Frees R and the fields that were returned for its table. */
void readings_free(struct readings *r);

#endif
