/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

/*
 * Days of the proleptic Gregorian calendar, counted from 1970-01-01, and the time between
 * two dates: computed, read and written. There is no time zone anywhere.
 *
 *	int64_t day = calendar_day(2002, 2, 26);
 *	struct calendar_date next = calendar_civil(day + 7);
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/edtf.h"
#include "base/slice.h"
#include "base/str.h"

/* A day taken apart. */
struct calendar_date {
	int64_t year;
	int month, day; /* from 1 */
};

/* The time between two dates; about when it is not known precisely. */
struct calendar_gap {
	int64_t days; /* between the nearer ends, day precision only; else the middle */
	int64_t time; /* microseconds beyond the days, where both ends have a time of day */
	int64_t years; /* whole years of the distance */
	int months;    /* whole months above them, 0 to 11 */
	bool about;    /* one end is vaguer than a day, uncertain or approximate */
	bool by_years; /* one end is vaguer than a month: months mean nothing */
};

enum { CALENDAR_MONTHS = 12 };

/* The English names of the months, "January" first. */
extern const char *const calendar_month_names[CALENDAR_MONTHS];

/* Returns the name of MONTH (1 to 12) in the user's language; constant. */
const char *calendar_month_name(int month);

/* Returns what MONTH (1 to 12) is called in lists, in the user's language: "Jan";
 * constant. */
const char *calendar_month_abbreviation(int month);

/* Returns A / B, B above 0, rounded down also when A is negative. */
static inline int64_t calendar_floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Returns the number of a day; MONTH 1 to 12, DAY 1 to 31. */
int64_t calendar_day(int64_t year, int month, int day);

/* Splits DAY, the inverse of calendar_day for years -999999999 to 999999999. */
struct calendar_date calendar_civil(int64_t day);

/* Returns the days of MONTH (1 to 12), 28 to 31. */
int calendar_month_days(int64_t year, int month);

/*
 * Computes in *OUT the time from the end of FROM to the start of TO (0 when they touch or
 * overlap). Where one has no time of day, that of the other does not count. Returns false,
 * with *OUT untouched, when either is open or unknown there.
 */
bool calendar_distance(
	const struct edtf *from, const struct edtf *to, struct calendar_gap *out);

/*
 * Appends GAP in its two largest units, in the user's language: "1 year 2 months",
 * "~2 years", "17 days", "1 day 2 hours", "1 hour 15 minutes"; BRIEF: "1y2m", "~2y", "17d",
 * "1d2h", "1h15min". A vague gap that is shorter than its unit becomes "less than a month" or
 * "less than a year", one below a second "less than a second"; BRIEF: "<1m", "<1y", "<1s".
 */
void calendar_add_gap(struct str *out, const struct calendar_gap *gap, bool brief);

/* Appends GAP for programs: an ISO 8601 duration, "P1Y2M", "P17D", "PT1H15M", exact where it
 * is shorter than a month; before what is not precise "~" or "<": "~P2Y", "<P1M". */
void calendar_add_duration(struct str *out, const struct calendar_gap *gap);

#endif
