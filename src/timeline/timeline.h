#ifndef TIMELINE_TIMELINE_H
#define TIMELINE_TIMELINE_H

/*
 * The timeline without its screen: dated events in lanes, the window one looks through,
 * and how one moves. Events go in once and are sorted; timeline/layout.h lays out
 * what the window shows. An event is named by its place in time order, which stays the
 * same until the events change.
 *
 *	timeline_init(&t);
 *	timeline_add(&t, &event);
 *	...
 *	timeline_sort(&t, today);
 *	timeline_fit(&t, width);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "timeline/axis.h"

#define TIMELINE_NONE SIZE_MAX /* no event */

struct timeline_event {
	struct edtf date;
	uint32_t id; /* the caller's */
	int lane;    /* 0 is the one with labels and gaps, and the first */
	int label;   /* columns that the event's label needs; 0: it has none */
	bool dimmed; /* not what was searched for; may be changed at any time */
};

struct timeline_lane {
	size_t count; /* events in it */
	bool folded;  /* shown as a count; the caller's to change */
};

struct timeline {
	struct timeline_event *events; /* in time order; owned */
	size_t count, alloc;
	size_t *before; /* for events of lane 0: the one of that lane that ended last
			 * before it began, or TIMELINE_NONE */
	struct timeline_lane *lanes; /* owned */
	int lane_count;
	int64_t first,
		last; /* days that the fitted window shows; 0 while there are none */
	int64_t today;
	int64_t cadence; /* days stated between events of lane 0; 0: none. The caller's */
	struct timeline_axis axis;
};

/* The time between two events of lane 0. */
struct timeline_gap {
	size_t from, to; /* to is TIMELINE_NONE when it runs to today */
	struct calendar_gap length;
	bool late; /* over one and a half times the cadence */
};

/* Makes T empty. */
void timeline_init(struct timeline *t);

/* Frees what T owns. */
void timeline_release(struct timeline *t);

/* Takes all events out; the axis stays where it is. */
void timeline_clear(struct timeline *t);

/* Puts a copy of EVENT in. Nothing else may be asked before timeline_sort. */
void timeline_add(struct timeline *t, const struct timeline_event *event);

/* Brings the events in order: by anchor, then by the end, then by the id. */
void timeline_sort(struct timeline *t, int64_t today);

/* Puts COUNT EVENTS in place of all, which are in order by now and belong to T from here
 * on; the array must come from malloc. */
void timeline_replace(struct timeline *t, struct timeline_event *events, size_t count,
	int lane_count, int64_t today);

/* Returns the day at which EVENT stands: its earliest, or its latest when it has no
 * start. */
int64_t timeline_anchor(const struct timeline_event *event);

/* Shows all events, and today when it is not far behind them, in WIDTH columns. */
void timeline_fit(struct timeline *t, int width);

/* Goes to the next finer (STEP 1) or coarser (-1) named scale round EVENT, which keeps
 * its column. Returns false when there is none, or when all is on the screen already. */
bool timeline_zoom(struct timeline *t, int step, size_t event, int width);

/* Scrolls by COLUMNS to the right (left when negative), never past all events. */
void timeline_pan(struct timeline *t, int columns, int width);

/* Scrolls as little as needed for EVENT to stand well inside a window of WIDTH columns.
 */
void timeline_show(struct timeline *t, size_t event, int width);

/*
 * Folds every span in which no event begins or ends and that needs many columns at the
 * present scale, in place of those folded by now; EVENT keeps its column. Returns how
 * many were folded.
 */
size_t timeline_fold(struct timeline *t, size_t event);

/* Takes all folds back; EVENT keeps its column. */
void timeline_unfold(struct timeline *t, size_t event);

/* Returns the row on which LANE stands when there are ROWS (at least 1) for all lanes:
 * each has its own, but the last row is shared by those for which there is none left. */
int timeline_row_of(const struct timeline *t, int rows, int lane);

/* Returns the number of rows in use when there is room for ROWS. */
int timeline_rows(const struct timeline *t, int rows);

/* Returns the next (STEP 1) or previous (-1) event on the row of EVENT, or TIMELINE_NONE.
 */
size_t timeline_next(const struct timeline *t, int rows, size_t event, int step);

/* Returns the first (STEP 1) or last (-1) event of ROW, or TIMELINE_NONE. */
size_t timeline_end(const struct timeline *t, int rows, int row, int step);

/* Returns the event of ROW (-1: any) whose anchor lies nearest to DAY, the earlier one
 * when two do, or TIMELINE_NONE. */
size_t timeline_nearest(const struct timeline *t, int rows, int row, int64_t day);

/* Returns the next (STEP 1) or previous (-1) event behind EVENT, in time and of any lane,
 * that is not faint; goes round at the ends. TIMELINE_NONE when all are faint. */
size_t timeline_next_hit(const struct timeline *t, size_t event, int step);

/* Returns the event that the caller calls ID, or TIMELINE_NONE. */
size_t timeline_find(const struct timeline *t, uint32_t id);

/* Tells the gap in front of EVENT, one of lane 0. Returns false when there is none: for
 * the first, and where dates overlap or are open. */
bool timeline_gap_before(
	const struct timeline *t, size_t event, struct timeline_gap *out);

/* Returns the event of lane 0 whose gap begins at EVENT of that lane, or TIMELINE_NONE.
 */
size_t timeline_gap_after(
	const struct timeline *t, size_t event, struct timeline_gap *out);

/* Tells the gap from the latest event of lane 0 to today. Returns false when there is no
 * event, or it is not over. */
bool timeline_gap_today(const struct timeline *t, struct timeline_gap *out);

#endif
