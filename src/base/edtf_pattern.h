#ifndef BASE_EDTF_PATTERN_H
#define BASE_EDTF_PATTERN_H

/*
 * The digits of a date, some of them not known, and the days that fit them: the part of
 * base/edtf that knows the calendar. A whole date is a pattern without X, so that there
 * is one way to bound all dates.
 */

#include <stdbool.h>

#include "base/edtf.h"

/* The digits as written, each '0' to '9' or 'X'; X where a part is absent. */
struct edtf_pattern {
	char year[4], month[2], day[2]; /* not terminated */
	bool negative;                  /* the year */
	bool has_month, has_day;
};

/*
 * Sets first, last and precision of *OUT by P. Returns false when no day fits: an
 * impossible date, a season with a day, the year -0000.
 */
bool edtf_pattern_bound(const struct edtf_pattern *p, struct edtf_point *out);

/* Tells whether P's month is a season, 21 to 24. */
bool edtf_pattern_season(const struct edtf_pattern *p);

/* Tells whether the two DIGITS fit a number from LOW to HIGH. */
bool edtf_pattern_within(const char *digits, int low, int high);

#endif
