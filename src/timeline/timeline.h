/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TIMELINE_TIMELINE_H
#define TIMELINE_TIMELINE_H

/*
 * The model of a timeline: dated events in lanes, the window through which they are seen,
 * and moving among them. It knows neither texts nor the screen; timeline/layout.h lays
 * out what the window shows. Events are kept in time order: by the moment of the anchor,
 * then by the end, then by the id. Moments are by UTC where times have a zone, the axis
 * has days as they are written; so an anchor can be a day before that of an earlier
 * event. An event is named by its index in that order, which is valid until the events
 * change.
 *
 *	struct timeline_event *event = calloc(1, sizeof *event);
 *	struct timeline t;
 *
 *	timeline_init(&t);
 *	timeline_replace(&t, event, 1, 1, today);
 *	timeline_fit(&t, 80);
 *	timeline_release(&t);
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
	int lane;    /* 0 is the first, and the one with gaps */
	int label;   /* columns that the event's label needs; 0: it has none */
	bool dimmed; /* not a hit of the search; timeline_relink follows a change */
};

/* What orders events: the anchor, then the end, then the id. */
struct timeline_key {
	struct edtf_instant anchor;
	int64_t last;
	uint32_t id;
	uint32_t from; /* number of the event among the unsorted ones */
};

struct timeline_lane {
	size_t count; /* of its events */
	size_t shown; /* of them, all or the hits */
	int pos;      /* among the lanes that have events shown, or -1 */
	bool folded;  /* shown as a count; the caller's to change */
};

struct timeline {
	struct timeline_event *events; /* in time order; owned */
	size_t count;
	bool hits_only; /* the dimmed are left out, and gaps are between all others; the
			 * caller's to change, timeline_relink follows */
	size_t *before; /* for events with gaps, those of lane 0 or all hits: of those before
			 * it the one that was over last, or TIMELINE_NONE; owned */
	size_t latest; /* the event with gaps that is over last, or TIMELINE_NONE */
	struct timeline_lane *lanes; /* owned */
	int lane_count;
	int lanes_shown;     /* that have events shown */
	int64_t first, last; /* days that the fitted window shows; 0 without events */
	int64_t today;
	int64_t cadence; /* days stated between events of lane 0; 0: none. The caller's */
	struct timeline_axis axis;
};

/* The time between two events of lane 0 or, when there are only hits, between two hits. */
struct timeline_gap {
	size_t from, to; /* to is TIMELINE_NONE when the gap is that to today */
	struct calendar_gap length;
	bool late; /* over one and a half times the cadence */
};

/* Makes T empty. */
void timeline_init(struct timeline *t);

/* Frees what T owns. */
void timeline_release(struct timeline *t);

/* Replaces all events by the COUNT EVENTS, which must be in time order; T takes the array,
 * which must come from malloc and may be NULL without events. */
void timeline_replace(struct timeline *t, struct timeline_event *events, size_t count,
	int lane_count, int64_t today);

/* Brings lanes and gaps in line with what is dimmed and with hits_only. */
void timeline_relink(struct timeline *t);

/* Returns whether EVENT is shown, perhaps dimmed. */
static inline bool timeline_is_shown(const struct timeline *t, size_t event)
{
	return !t->hits_only || !t->events[event].dimmed;
}

/* Returns the point of EVENT from which on the next event is awaited: its end, or the start
 * of one that has none, which would hide every gap behind it. */
static inline const struct edtf_point *timeline_over(const struct timeline_event *event)
{
	return edtf_is_known(&event->date.end) ? &event->date.end : &event->date.start;
}

/* Returns the day of EVENT on the axis: its earliest, or its latest if it has no start. */
int64_t timeline_anchor(const struct timeline_event *event);

/* Returns the key of EVENT, which is number FROM. */
struct timeline_key timeline_key_of(const struct timeline_event *event, uint32_t from);

/* Compares two struct timeline_key; for base/sort.h, without a context. */
int timeline_key_compare(const void *a, const void *b, const void *context);

/* Shows all events in WIDTH columns, and today if that is not far from them. */
void timeline_fit(struct timeline *t, int width);

/* Takes the next finer (STEP 1) or coarser (-1) named scale; EVENT keeps its column.
 * Returns false when there is none, or when all is on the screen already. */
bool timeline_zoom(struct timeline *t, int step, size_t event, int width);

/* Scrolls by COLUMNS to the right (left when negative), never past all events. */
void timeline_pan(struct timeline *t, int columns, int width);

/* Scrolls as little as needed for EVENT to be well inside a window of WIDTH columns. */
void timeline_show(struct timeline *t, size_t event, int width);

/*
 * Replaces the folds: folds every span in which no event begins or ends and that takes
 * many columns at the present scale; EVENT keeps its column. Returns how many there are.
 */
size_t timeline_fold(struct timeline *t, size_t event);

/* Removes all folds; EVENT keeps its column. */
void timeline_unfold(struct timeline *t, size_t event);

/* Returns the row of LANE when there are ROWS (at least 1) for all lanes: each lane has
 * its own row, but the lanes for which none is left share the last. A lane without events
 * shown has none: -1. */
int timeline_row_of(const struct timeline *t, int rows, int lane);

/* Returns the number of rows in use when there is room for ROWS. */
int timeline_row_count(const struct timeline *t, int rows);

/* Returns the next (STEP 1) or previous (-1) event on the row of EVENT, or
 * TIMELINE_NONE. */
size_t timeline_next(const struct timeline *t, int rows, size_t event, int step);

/* Returns the first (STEP 1) or last (-1) event of ROW, or TIMELINE_NONE. */
size_t timeline_end(const struct timeline *t, int rows, int row, int step);

/* Returns the event of ROW (-1: any) whose anchor is nearest to DAY, the earlier one of
 * two as near, or TIMELINE_NONE. */
size_t timeline_nearest(const struct timeline *t, int rows, int row, int64_t day);

/* How an event answers to a date. */
enum timeline_found {
	TIMELINE_BEGINS,    /* it begins then */
	TIMELINE_UNDER_WAY, /* it is not over on that day */
	TIMELINE_AFTER,     /* it is the next one */
	TIMELINE_LAST,      /* nothing comes later */
};

/*
 * Sets *EVENT to the first event of T, which must show some, that begins in DATE, and
 * *COUNT to how many do; at its moment, where both have a time of day. When none does (0),
 * *EVENT is the latest that goes on on that day, if DATE and both its ends are days; else the
 * next one, else the last.
 */
enum timeline_found timeline_find(
	const struct timeline *t, const struct edtf *date, size_t *event, size_t *count);

/* Returns the next (STEP 1) or previous (-1) event of any lane that is not dimmed,
 * starting again at the ends. Returns TIMELINE_NONE when all are dimmed. */
size_t timeline_next_hit(const struct timeline *t, size_t event, int step);

/* Sets *OUT to the gap before EVENT. Returns false when there is none: for events without
 * gaps and the first of those that have them, where dates overlap, and for a date vaguer than
 * a year within which another falls ("some time in 2000 to 2099"). */
bool timeline_gap_before(
	const struct timeline *t, size_t event, struct timeline_gap *out);

/* Sets *OUT to the gap that begins at EVENT and returns the event that ends it, or
 * TIMELINE_NONE, with *OUT untouched, when there is none. */
size_t timeline_gap_after(
	const struct timeline *t, size_t event, struct timeline_gap *out);

/* Sets *OUT to the gap from the latest event to today. Returns false when there is no
 * event, or that one is not over. */
bool timeline_gap_today(const struct timeline *t, struct timeline_gap *out);

#endif
