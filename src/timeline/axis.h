/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TIMELINE_AXIS_H
#define TIMELINE_AXIS_H

/*
 * The time axis: converts days to columns and back, to scale, leaves out folded spans of
 * days, and makes the ticks with their labels. It knows no events. A later day is never
 * left of an earlier one. Columns are those of the window: column 0 is its left edge;
 * days outside of the window have columns below 0 or beyond its width.
 *
 *	struct timeline_axis axis;
 *
 *	timeline_axis_init(&axis);
 *	timeline_axis_fit(&axis, calendar_day(2000, 1, 1), calendar_day(2026, 1, 1), 80);
 *	printf("%lld\n", (long long)timeline_axis_column(&axis, calendar_day(2013, 1, 1)));
 *	timeline_axis_release(&axis);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TIMELINE_DAY_SCALE = 1000, /* a day in each column, the finest scale */
	TIMELINE_FOLD_COLUMNS = 5, /* of a fold; its text fills all but the first */
};

/* Days left out of the axis, both ends included. */
struct timeline_fold {
	int64_t first, last;
	int64_t before; /* days left out by the folds before this one; set by the axis */
};

struct timeline_axis {
	int64_t base;  /* the day in column -left */
	int64_t scale; /* thousandths of a day in a column, at least TIMELINE_DAY_SCALE */
	int64_t left;  /* columns scrolled out at the left; may be negative */
	struct timeline_fold *folds; /* ascending, owned */
	size_t fold_count, fold_alloc;
};

enum timeline_unit { TIMELINE_DAYS, TIMELINE_WEEKS, TIMELINE_MONTHS, TIMELINE_YEARS };

/* A scale that has a name: a column is AMOUNT of UNIT. */
struct timeline_step {
	int64_t scale;
	int64_t amount;
	enum timeline_unit unit;
};

/* Makes A an axis from day 0 on, a day in each column. */
void timeline_axis_init(struct timeline_axis *a);

/* Frees what A owns. */
void timeline_axis_release(struct timeline_axis *a);

/*
 * Returns the column of DAY, any day of base/edtf.h. The columns of EDTF_MIN and EDTF_MAX
 * are left and right of those of all other days.
 */
int64_t timeline_axis_column(const struct timeline_axis *a, int64_t day);

/* Returns the earliest day in COLUMN or, if no day is in it (a fold), right of it. COLUMN
 * must be that of some day of base/edtf.h, or within a screen of one. */
int64_t timeline_axis_day(const struct timeline_axis *a, int64_t column);

/* Sets scale and scroll position so that FIRST to LAST fill WIDTH columns except for a
 * small margin at the right. */
void timeline_axis_fit(struct timeline_axis *a, int64_t first, int64_t last, int width);

/* Takes the next named scale, finer for STEP 1, coarser for -1; DAY keeps its column.
 * Returns false, and changes nothing, when there is none. */
bool timeline_axis_zoom(struct timeline_axis *a, int step, int64_t day);

/* Sets *OUT to the named scale that A has. Returns false when A's scale has no name. */
bool timeline_axis_step(const struct timeline_axis *a, struct timeline_step *out);

/*
 * Replaces the folds of A by copies of the COUNT spans FOLDS, which are ascending and do
 * not touch. DAY, which must be in none of them, keeps its column.
 */
void timeline_axis_fold(struct timeline_axis *a, const struct timeline_fold *folds,
	size_t count, int64_t day);

/* What the label of a tick names; of two that collide the greater one stays. */
enum timeline_tick_label {
	TIMELINE_TICK_PLAIN,          /* no label */
	TIMELINE_TICK_DAY,            /* 14 */
	TIMELINE_TICK_MONTH,          /* Apr */
	TIMELINE_TICK_YEAR,           /* 2009, or 44 BC */
	TIMELINE_TICK_MONTH_YEAR,     /* Apr 2009 */
	TIMELINE_TICK_DAY_MONTH_YEAR, /* 14 Apr 2009 */
};

/* A tick of the axis. Its label begins in its column. */
struct timeline_tick {
	int64_t day; /* the year, month or day that begins here */
	int column;
	enum timeline_tick_label label;
	char text[40]; /* of the label, "" without one */
	int width;     /* columns of the text */
	bool major;    /* of the labelled unit, although its label may lack room */
	bool context;  /* only a label that dates the left edge of the window, no tick */
};

/*
 * Writes the ticks of a window of WIDTH columns into TICKS (room for WIDTH + 1),
 * ascending, and returns how many. Labels are inside the window with a blank between
 * them; one of them names a year if WIDTH has room for that.
 */
size_t timeline_axis_ticks(
	const struct timeline_axis *a, int width, struct timeline_tick *ticks);

#endif
