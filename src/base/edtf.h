#ifndef BASE_EDTF_H
#define BASE_EDTF_H

/*
 * Dates as the Extended Date/Time Format writes them (ISO 8601-2:2019, as the Library of
 * Congress specifies it), levels 0 and 1 whole, of level 2 the qualified parts, X
 * anywhere and sets. A date is a span of whole days, for that is what is known: "2011"
 * is 365 of them. Days are integers counted from 1970-01-01 in the proleptic Gregorian
 * calendar; there is no time zone anywhere, so no date ever shifts by one.
 *
 *	struct edtf date;
 *
 *	if (edtf_parse(slice_of("2011-03-29/2011-03-30"), &date, err, &column))
 *		edtf_add_words(out, &date);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"

/* How exactly a date is known, from the finest on: 2004-XX is known to the year. */
enum edtf_precision {
	EDTF_DAY,
	EDTF_MONTH,
	EDTF_SEASON, /* 21 to 24: March to May and so on, winter from December on */
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
	bool open;        /* ".." : goes on without end; first and last are unset */
	bool unknown;     /* empty side of an interval: not known */
	bool has_time;    /* a time of day stood there; it is kept in the text only */
};

struct edtf {
	enum edtf_kind kind;
	struct edtf_point start; /* the date, the interval's start, the set's earliest */
	struct edtf_point end;   /* equals start for EDTF_DATE; the set's latest */
	int64_t first; /* earliest day of the whole; EDTF_MIN when open or unknown */
	int64_t last;  /* latest day of the whole; EDTF_MAX when open or unknown */
	bool pair;     /* a set of two dates, without ranges: start and end */
};

/* Bounds of a day number: years -999999999 to 999999999 stay inside. */
#define EDTF_MIN INT64_MIN
#define EDTF_MAX INT64_MAX

/*
 * Reads the whole of TEXT into *OUT. Otherwise returns false with *OUT untouched, one
 * sentence appended to ERR (may be NULL) and the byte at which it went wrong, counted
 * from 0, in *COLUMN (may be NULL). Impossible dates, an interval or range that ends
 * before it begins, and one without any date are refused.
 */
bool edtf_parse(struct slice text, struct edtf *out, struct str *err, size_t *column);

/*
 * Appends DATE in words as a person would say it, in English with the day first:
 * "26–28 February 2002", "March 2011", "about 2011", "some time in 2014", "since 2002",
 * "until 2015", "2002 or 2003", "spring 2009", "the 1990s", "44 BC", "perhaps May 2010".
 * Of a set of more than two dates only the earliest and the latest are named.
 */
void edtf_add_words(struct str *out, const struct edtf *date);

/* The same with the months in three letters: "28 Sep – 4 Oct 2015". */
void edtf_add_brief(struct str *out, const struct edtf *date);

/* Returns the day number of a date of the proleptic Gregorian calendar; MONTH 1 to 12. */
int64_t calendar_day(int64_t year, int month, int day);

/* The way back from calendar_day; DAY as calendar_day gives for years -999999999 to 999999999. */
void calendar_civil(int64_t day, int64_t *year, int *month, int *mday);

/* Returns 28 to 31. */
int calendar_month_days(int64_t year, int month);

/* A distance between dates; what cannot be said precisely is said to be about. */
struct edtf_gap {
	int64_t days;  /* between the nearer ends, day precision only; else the middle */
	int64_t years; /* whole years of the distance */
	int months;    /* whole months above them, 0 to 11 */
	bool about;    /* one end is vaguer than a day, uncertain or approximate */
	bool by_years; /* one end is vaguer than a month: months say nothing */
};

/*
 * Tells in *OUT the distance from the end of FROM to the start of TO (0 when they touch
 * or overlap). Returns false, with *OUT untouched, when either is open or unknown there.
 */
bool calendar_distance(
	const struct edtf *from, const struct edtf *to, struct edtf_gap *out);

/* Appends GAP: "1 year 2 months", "~2 years", "17 days"; BRIEF: "1y2m", "~2y", "17d".
 * One too vague to be told: "less than a month", "less than a year"; "<1m", "<1y". */
void edtf_add_gap(struct str *out, const struct edtf_gap *gap, bool brief);

/* Appends GAP for programs: an ISO 8601 duration, "P1Y2M", "P17D", with the sign of what
 * is not precise before it: "~P2Y", "<P1M". */
void edtf_add_duration(struct str *out, const struct edtf_gap *gap);

/*
 * Reads an ISO 8601 duration of years, months, weeks and days ("P2Y", "P18M") into
 * *DAYS (a year 365.2425 days, a month a twelfth of that, rounded). Returns false for
 * anything else, with *DAYS untouched.
 */
bool edtf_parse_duration(struct slice text, int64_t *days);

#endif
