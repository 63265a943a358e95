/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_EDTF_H
#define BASE_EDTF_H

/*
 * Dates in the Extended Date/Time Format (ISO 8601-2:2019, as the Library of Congress
 * specifies it), levels 0 to 2. A date is a span of whole days, since that is what is
 * known: "2011" is 365 of them. Days are integers counted from 1970-01-01 in the proleptic
 * Gregorian calendar (base/calendar.h), as they are written: no zone ever shifts one. A
 * time of day is kept as an offset from its day; its zone counts only where two times are
 * compared (edtf_instant).
 *
 *	struct edtf date;
 *	struct str words = STR_INIT, fault = STR_INIT;
 *	size_t column;
 *
 *	if (edtf_parse(slice_of("2011-03-29/2011-03-30"), &date, &fault, &column))
 *		edtf_add_words(&words, &date);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"

/* How exactly a date is known, from fine to coarse: 2004-XX is known to the year. */
enum edtf_precision {
	EDTF_DAY,
	EDTF_MONTH,
	EDTF_SEASON, /* 21 to 41: a season, quarter, third or half of a year */
	EDTF_YEAR,
	EDTF_DECADE,
	EDTF_CENTURY,
	EDTF_MILLENNIUM,
	EDTF_COARSE, /* an X with a digit behind it: 156X-12-25, or four of them */
};

enum edtf_kind {
	EDTF_DATE,     /* one date */
	EDTF_INTERVAL, /* from one to another; either may be open or unknown */
	EDTF_ONE_OF,   /* [ ]: one of several */
	EDTF_ALL_OF,   /* { }: all of several */
};

/* One end of an interval, or a date by itself. */
struct edtf_point {
	int64_t first; /* earliest day it can mean */
	int64_t last;  /* latest day it can mean; >= first */
	enum edtf_precision precision;
	bool uncertain;   /* ? or % on the whole or a part */
	bool approximate; /* ~ or % */
	bool unspecified; /* holds an X */
	int grouping;     /* 21 to 41: written as the month; 0: a month, or none */
	bool estimated;   /* only the first digits of the year count: 1950S2 ... */
	int64_t estimate; /* ... and this is the year as written */
	bool open;     /* "..": goes on without end; in a set from first, or until last;
			   * in an interval both are unset */
	bool unknown;  /* empty side of an interval: not known */
	bool has_time; /* has a time of day ... */
	bool has_zone; /* ... with a zone ("Z", "+02:00"), else that of some place */
	int zone;      /* minutes east of UTC */
	int64_t time;  /* microseconds from the start of the day; less the zone, so it may
			* leave the day */
};

struct edtf {
	enum edtf_kind kind;
	struct edtf_point start; /* the date, the interval's start, the set's earliest */
	struct edtf_point end;   /* equals start for EDTF_DATE; the set's latest */
	int64_t first; /* earliest day of the whole; EDTF_MIN when open or unknown */
	int64_t last;  /* latest day of the whole; EDTF_MAX when open or unknown */
	bool pair;     /* a set of two dates, without ranges: start and end */
};

/* Returns whether POINT is a date: neither open nor unknown. */
static inline bool edtf_is_known(const struct edtf_point *point)
{
	return !point->open && !point->unknown;
}

/* Returns whether DATE has a place in time: one of its ends is a date. */
static inline bool edtf_has_place(const struct edtf *date)
{
	return edtf_is_known(&date->start) || edtf_is_known(&date->end);
}

/* A moment: a day, and the microseconds of it that have passed. */
struct edtf_instant {
	int64_t day, time;
};

/* Returns the moment of DAY of POINT, by UTC if POINT has a zone; without a time of day, the
 * start of DAY. */
struct edtf_instant edtf_instant(const struct edtf_point *point, int64_t day);

/* Returns a number below, equal to or above 0, as A is before, at or after B. */
int edtf_compare_instants(struct edtf_instant a, struct edtf_instant b);

/* Bounds of a day number: years of up to twelve digits stay inside. */
#define EDTF_MIN INT64_MIN
#define EDTF_MAX INT64_MAX

/*
 * Reads the whole of TEXT into *OUT. On an error returns false with *OUT untouched, one
 * sentence appended to ERR (may be NULL) and the offset of the error in bytes in *COLUMN
 * (may be NULL). Errors are also impossible dates, an interval or range that ends before it
 * begins, an interval whose ends are both unknown, and a year of more than twelve digits,
 * which the format allows.
 */
bool edtf_parse(struct slice text, struct edtf *out, struct str *err, size_t *column);

/*
 * Appends DATE in words of the user's language, in English with the day first:
 * "26–28 February 2002", "March 2011", "about 2011", "some time in 2014", "since 2002",
 * "until 2015", "2002 or 2003", "spring 2009", "the 1990s", "44 BC", "perhaps May 2010",
 * "first quarter of 2001", "about 1950, between 1900 and 1999", "6 May 2024, 10:30",
 * "6 May 2024, 10:30:05 UTC", "6 May 2024, 10:30 +02:00".
 * Of a set of more than two dates only the earliest and the latest are named.
 */
void edtf_add_words(struct str *out, const struct edtf *date);

/*
 * The same in as few columns as can be read at once, for lists: months in three letters, a
 * sign for what is doubtful. "28 Sep – 4 Oct 2015", "Mar 2011", "~2014", "2009?", "1990s",
 * "2014" for some time in 2014, "2009 – ?" and "? – 2009" where one end is not known.
 */
void edtf_add_brief(struct str *out, const struct edtf *date);

#endif
