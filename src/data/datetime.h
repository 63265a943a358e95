/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_DATETIME_H
#define DATA_DATETIME_H

/*
 * Dates and times of Table Schema: the default forms (those of XML Schema) and patterns
 * of strptime's kind. Names of months and days are English in every locale.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/edtf.h"
#include "base/slice.h"

struct datetime {
	int64_t day;    /* as base/edtf.h counts; 0 for a time by itself */
	double seconds; /* of the day; less an offset from UTC, so it may leave the day */
	bool has_time;  /* a time of day was read, even if it is midnight ... */
	bool has_zone;  /* ... and an offset */
	int zone;       /* minutes east of UTC */
};

/*
 * Reads the whole of TEXT in the default form: as a DATE ("2011-03-29"), a TIME of day
 * ("09:30:00", with fractions of seconds and an offset, "Z" or "+07:00", if need be), or
 * both with a T between them. Returns false, with *OUT untouched, when it is none, or
 * there is no such day.
 */
bool datetime_read_default(struct slice text, bool date, bool time, struct datetime *out);

/*
 * Reads the whole of TEXT as people and programs write a day and a time: as the default form,
 * but with a blank for the T ("2011-03-29 09:30"), without the seconds, or a blank before the
 * offset, if need be. Returns false, with *OUT untouched, when it is none.
 */
bool datetime_read_lenient(struct slice text, struct datetime *out);

/* Returns T, which has a day, as a date. */
struct edtf datetime_to_edtf(const struct datetime *t);

/* Reads the whole of TEXT by FORMAT, such as "%d/%m/%Y %H:%M". */
bool datetime_read(struct slice text, const char *format, struct datetime *out);

/* Returns whether all directives of FORMAT are known here. */
bool datetime_knows(const char *format);

/* Reads a year and month ("2011-03") into *MONTHS, counted from year 0. */
bool datetime_read_yearmonth(struct slice text, int64_t *months);

/* Reads a year of at least four digits, with a sign if need be. */
bool datetime_read_year(struct slice text, int64_t *year);

/* Reads a duration of XML Schema ("P1Y2M3DT4H5M6.7S", and weeks) into *DAYS, a year
 * 365.2425 days. */
bool datetime_read_duration(struct slice text, double *days);

#endif
