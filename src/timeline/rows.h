#ifndef TIMELINE_ROWS_H
#define TIMELINE_ROWS_H

/*
 * The timeline as a list, on the screen and printed: an event a line in time order, and
 * between those of the first lane a line with the gap.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "timeline/timeline.h"

/* Columns, on the screen as in print. */
enum {
	TIMELINE_ROWS_DATE = 32, /* a date at most: "28 September – 28 October 2015" */
	TIMELINE_ROWS_BRIEF_BELOW = 60, /* narrow: months have three letters */
	TIMELINE_ROWS_LANE = 16,        /* the name of a lane */
	TIMELINE_ROWS_LANE_FROM = 70,   /* wide enough for lanes to be told */
};

struct timeline_line {
	size_t event; /* or TIMELINE_NONE: the gap to today */
	bool gap;     /* the gap in front of the event */
};

struct timeline_rows {
	struct timeline_line *lines; /* owned */
	size_t count, alloc;
};

/* Makes LINES empty. */
void timeline_rows_init(struct timeline_rows *lines);

/* Frees what LINES owns. */
void timeline_rows_release(struct timeline_rows *lines);

/*
 * Makes LINES those of T. BRIGHT: only of the events that are not faint. Their numbers
 * hold until the events of T change.
 */
void timeline_rows_fill(
	struct timeline_rows *lines, const struct timeline *t, bool bright);

/*
 * Tells the gap in front of EVENT of T, or for TIMELINE_NONE the one to today. Returns
 * false when there is none; with BRIGHT also when an event at its ends is faint, for
 * between two that only seem to follow each other a gap would tell what is not so.
 */
bool timeline_rows_gap(
	const struct timeline *t, size_t event, bool bright, struct timeline_gap *out);

/*
 * Appends DATE for lines of WIDTH columns (0: as wide as they are). In narrow ones the
 * months are short: a year that is cut off is worse, and so is a title of which nothing
 * is left.
 */
void timeline_rows_add_date(const struct edtf *date, int width, struct str *out);

/* Returns the columns that such dates get when WIDEST is what they need. */
int timeline_rows_dates(int widest, int width);

/* Appends GAP as such a line tells it: "4 years 6 months, late", "3 years to today". */
void timeline_rows_add_gap(const struct timeline_gap *gap, struct str *out);

#endif
