#ifndef TIMELINE_AXIS_H
#define TIMELINE_AXIS_H

/*
 * The axis of the timeline: days to columns and back, to scale, with spans left out where
 * nothing happens. A later day never stands left of an earlier one. Columns are those of
 * the window: 0 is its left edge, and what lies outside has columns below 0 or beyond
 * its width.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TIMELINE_DAY_SCALE = 1000, /* a day a column, the finest scale */
	TIMELINE_FOLD_COLUMNS =
		5, /* taken by a fold; its text stands in all but the first */
};

/* Days left out of the axis, both ends included. */
struct timeline_fold {
	int64_t first, last;
	int64_t before; /* days left out by the folds in front; the axis' own to set */
};

struct timeline_axis {
	int64_t base;  /* the day that stands in column -left */
	int64_t scale; /* thousandths of a day in a column, from TIMELINE_DAY_SCALE on */
	int64_t left;  /* columns scrolled out at the left, below 0 too */
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

/* Makes A an axis from day 0 on, a day a column. */
void timeline_axis_init(struct timeline_axis *a);

/* Frees what A owns. */
void timeline_axis_release(struct timeline_axis *a);

/*
 * Returns the column of DAY: any day of base/edtf.h. EDTF_MIN and EDTF_MAX give columns
 * left and right of every other day's.
 */
int64_t timeline_axis_column(const struct timeline_axis *a, int64_t day);

/* Returns the earliest day that stands in COLUMN or, where none does (a fold), right of
 * it. COLUMN must be that of some day of base/edtf.h, or within a screen of one. */
int64_t timeline_axis_day(const struct timeline_axis *a, int64_t column);

/* Chooses scale and place so that FIRST to LAST fill WIDTH columns, but for a small
 * margin at the right. */
void timeline_axis_fit(struct timeline_axis *a, int64_t first, int64_t last, int width);

/* Takes the next named scale, finer for STEP 1, coarser for -1; DAY keeps its column.
 * Returns false, and changes nothing, when there is none. */
bool timeline_axis_zoom(struct timeline_axis *a, int step, int64_t day);

/* Tells whether A's scale is a named one, and which in *OUT. */
bool timeline_axis_step(const struct timeline_axis *a, struct timeline_step *out);

/*
 * Leaves out the COUNT spans FOLDS, ascending and apart, in place of those left out by
 * now; they are copied. DAY, which lies in none of them, keeps its column.
 */
void timeline_axis_fold(struct timeline_axis *a, const struct timeline_fold *folds,
	size_t count, int64_t day);

enum timeline_tick_label {
	TIMELINE_TICK_PLAIN,          /* without a label */
	TIMELINE_TICK_DAY,            /* 14 */
	TIMELINE_TICK_MONTH,          /* Apr */
	TIMELINE_TICK_YEAR,           /* 2009, or 44 BC */
	TIMELINE_TICK_MONTH_YEAR,     /* Apr 2009 */
	TIMELINE_TICK_DAY_MONTH_YEAR, /* 14 Apr 2009 */
};

/* A place on the axis. Its label starts in its column. */
struct timeline_tick {
	int64_t day; /* the year, month or day that begins here */
	int column;
	int width; /* columns of the label, 0 without one */
	enum timeline_tick_label label;
	bool major; /* of the unit that is labelled, though this one's label may lack room
		     */
	bool context; /* no tick, only the label that tells where the window's left edge
			 is */
};

/*
 * Writes into TICKS (room for WIDTH + 1) the ticks of a window of WIDTH columns,
 * ascending, and returns how many. Labels lie inside the window with a blank between
 * them, and one of them tells a year wherever WIDTH has room for it.
 */
size_t timeline_axis_ticks(
	const struct timeline_axis *a, int width, struct timeline_tick *ticks);

#endif
