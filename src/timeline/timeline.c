/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/timeline.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/sort.h"

/*
 * Events are sorted once and then only walked: every query below is at worst one pass in
 * time order, for 100,000 of them a fraction of a millisecond.
 */

enum {
	FOLD_FROM = TIMELINE_FOLD_COLUMNS + 3, /* columns of an empty span to be folded */
	SHOWN_INSIDE = 8,                      /* columns from the edge after scrolling */
	EMPTY_DAYS = 365,                      /* shown of a timeline without events */
	TODAY_SHARE = 3, /* of the fitted days, at most, for today */
	YEAR_SHARE = 20, /* and to begin with a year */
	ZONE_DAYS = 2,   /* by which days as written can differ from their order by UTC */
};

void timeline_init(struct timeline *t)
{
	*t = (struct timeline){ .latest = TIMELINE_NONE };
	timeline_axis_init(&t->axis);
}

void timeline_release(struct timeline *t)
{
	free(t->events);
	free(t->before);
	free(t->lanes);
	timeline_axis_release(&t->axis);
	timeline_init(t);
}

int64_t timeline_anchor(const struct timeline_event *event)
{
	return edtf_is_known(&event->date.start) ? event->date.start.first
						 : event->date.end.last;
}

struct timeline_key timeline_key_of(const struct timeline_event *event, uint32_t from)
{
	const struct edtf *date = &event->date;

	return (struct timeline_key){ edtf_instant(&date->start, timeline_anchor(event)),
		edtf_instant(&date->end, date->last).day, event->id, from };
}

int timeline_key_compare(const void *a, const void *b, const void *context)
{
	const struct timeline_key *x = a;
	const struct timeline_key *y = b;
	int order = edtf_compare_instants(x->anchor, y->anchor);

	(void)context;
	if (!order)
		order = (x->last > y->last) - (x->last < y->last);
	return order ? order : (x->id > y->id) - (x->id < y->id);
}

void timeline_replace(struct timeline *t, struct timeline_event *events, size_t count,
	int lane_count, int64_t today)
{
	int64_t share, start;

	free(t->events);
	free(t->lanes);
	free(t->before);
	t->events = events;
	t->count = count;
	t->lane_count = lane_count;
	t->today = today;
	t->lanes = xcalloc((size_t)lane_count, sizeof *t->lanes);
	t->before = xcalloc(count, sizeof *t->before);
	t->first = t->last = 0;
	for (size_t i = 0; i < count; i++) {
		const struct edtf *date = &events[i].date;
		int64_t from =
			edtf_is_known(&date->start) ? date->start.first : date->end.first;
		int64_t to =
			edtf_is_known(&date->end) ? date->end.last : date->start.last;

		if (i == 0 || from < t->first)
			t->first = from;
		if (i == 0 || to > t->last)
			t->last = to;
		t->lanes[events[i].lane].count++;
	}
	timeline_relink(t);
	if (!count)
		return;
	/* The window also shows today, and begins with a year, where that costs little. */
	share = (t->last - t->first) / TODAY_SHARE;
	if (today > t->last && today - t->last <= share)
		t->last = today;
	else if (today < t->first && t->first - today <= share)
		t->first = today;
	start = calendar_day(calendar_civil(t->first).year, 1, 1);
	if (t->first - start <= (t->last - t->first) / YEAR_SHARE)
		t->first = start;
}

/* Returns whether there are gaps at EVENT. */
static bool has_gaps(const struct timeline *t, size_t event)
{
	return t->hits_only ? !t->events[event].dimmed : t->events[event].lane == 0;
}

/* Returns whether a year is not enough to say when DATE begins or ends. */
static bool is_vague(const struct edtf *date)
{
	return date->start.precision > EDTF_YEAR || date->end.precision > EDTF_YEAR;
}

static bool is_over_later(const struct timeline *t, size_t event, size_t other)
{
	const struct edtf_point *a = timeline_over(&t->events[event]);
	const struct edtf_point *b = timeline_over(&t->events[other]);

	return edtf_compare_instants(edtf_instant(a, a->last), edtf_instant(b, b->last)) >
		0;
}

void timeline_relink(struct timeline *t)
{
	size_t firm =
		TIMELINE_NONE;    /* of those that are not vague, what latest is of all */
	int64_t next = INT64_MAX; /* where the next begins that is not vague */

	/* A vague date within which another falls says nothing of the time between them. */
	for (size_t i = t->count; i-- > 0;) {
		bool vague = is_vague(&t->events[i].date);

		t->before[i] =
			vague && next <= t->events[i].date.last ? i : TIMELINE_NONE;
		if (!vague && has_gaps(t, i))
			next = timeline_anchor(&t->events[i]);
	}
	t->latest = TIMELINE_NONE;
	t->lanes_shown = 0;
	for (int lane = 0; lane < t->lane_count; lane++)
		t->lanes[lane].shown = 0;
	for (size_t i = 0; i < t->count; i++) {
		t->lanes[t->events[i].lane].shown += timeline_is_shown(t, i);
		if (t->before[i] == i || !has_gaps(t, i) ||
			(firm != TIMELINE_NONE && is_vague(&t->events[i].date) &&
				timeline_over(&t->events[firm])->last >=
					timeline_anchor(&t->events[i]))) {
			t->before[i] = TIMELINE_NONE;
			continue;
		}
		t->before[i] = t->latest;
		if (t->latest == TIMELINE_NONE || is_over_later(t, i, t->latest))
			t->latest = i;
		if (!is_vague(&t->events[i].date) &&
			(firm == TIMELINE_NONE || is_over_later(t, i, firm)))
			firm = i;
	}
	for (int lane = 0; lane < t->lane_count; lane++)
		t->lanes[lane].pos = t->lanes[lane].shown ? t->lanes_shown++ : -1;
}

void timeline_fit(struct timeline *t, int width)
{
	/* Folds that fill the screen themselves are of no use any more. */
	if ((int64_t)t->axis.fold_count * TIMELINE_FOLD_COLUMNS > width / 2)
		timeline_axis_fold(&t->axis, NULL, 0, t->first);
	if (t->count)
		timeline_axis_fit(&t->axis, t->first, t->last, width);
	else
		timeline_axis_fit(&t->axis, t->today - EMPTY_DAYS, t->today, width);
}

bool timeline_zoom(struct timeline *t, int step, size_t event, int width)
{
	int64_t columns = timeline_axis_column(&t->axis, t->last) -
		timeline_axis_column(&t->axis, t->first);

	if (step < 0 && columns < width)
		return false;
	return timeline_axis_zoom(&t->axis, step, timeline_anchor(&t->events[event]));
}

void timeline_pan(struct timeline *t, int columns, int width)
{
	int64_t first = timeline_axis_column(&t->axis, t->first) - columns;
	int64_t last = timeline_axis_column(&t->axis, t->last) - columns;

	t->axis.left += columns;
	if (first > width - 1)
		t->axis.left += first - (width - 1);
	else if (last < 0)
		t->axis.left += last;
}

void timeline_show(struct timeline *t, size_t event, int width)
{
	int64_t column =
		timeline_axis_column(&t->axis, timeline_anchor(&t->events[event]));
	int inside = width / 4 < SHOWN_INSIDE ? width / 4 : SHOWN_INSIDE;

	if (column < 0)
		t->axis.left += column - inside;
	else if (column >= width)
		t->axis.left += column - (width - 1 - inside);
}

/* Days on which an end of an event can fall. */
struct busy {
	int64_t first, last;
};

static int compare_busy(const void *left, const void *right, const void *context)
{
	const struct busy *a = left;
	const struct busy *b = right;

	(void)context;
	return (a->first > b->first) - (a->first < b->first);
}

size_t timeline_fold(struct timeline *t, size_t event)
{
	size_t room = 2 * t->count + 1;
	struct busy *busy = xcalloc(room, sizeof *busy);
	struct timeline_fold *folds = xcalloc(room, sizeof *folds);
	size_t count = 0;
	size_t fold_count = 0;
	int64_t end;

	if (t->first <= t->today && t->today <= t->last)
		busy[count++] = (struct busy){ t->today, t->today };
	for (size_t i = 0; i < t->count; i++) {
		const struct edtf_point *from = &t->events[i].date.start;
		const struct edtf_point *to = &t->events[i].date.end;

		if (!timeline_is_shown(t, i))
			continue;
		if (edtf_is_known(from))
			busy[count++] = (struct busy){ from->first, from->last };
		if (edtf_is_known(to) && t->events[i].date.kind != EDTF_DATE)
			busy[count++] = (struct busy){ to->first, to->last };
	}
	sort_all(busy, count, sizeof *busy, compare_busy, NULL);
	end = busy[0].last;
	for (size_t i = 1; i < count; i++) {
		int64_t days = busy[i].first - end - 1;

		if (days > 0 && days * TIMELINE_DAY_SCALE / t->axis.scale >= FOLD_FROM)
			folds[fold_count++] = (struct timeline_fold){ .first = end + 1,
				.last = busy[i].first - 1 };
		if (busy[i].last > end)
			end = busy[i].last;
	}
	timeline_axis_fold(
		&t->axis, folds, fold_count, timeline_anchor(&t->events[event]));
	free(busy);
	free(folds);
	return fold_count;
}

void timeline_unfold(struct timeline *t, size_t event)
{
	timeline_axis_fold(&t->axis, NULL, 0, timeline_anchor(&t->events[event]));
}

int timeline_row_count(const struct timeline *t, int rows)
{
	return rows < t->lanes_shown ? rows : t->lanes_shown;
}

int timeline_row_of(const struct timeline *t, int rows, int lane)
{
	int last = timeline_row_count(t, rows) - 1;
	int pos = t->lanes[lane].pos;

	return pos < last ? pos : last;
}

/* Returns the first event of ROW from I on in steps of STEP, or TIMELINE_NONE. */
static size_t first_on_row(
	const struct timeline *t, int rows, int row, size_t i, int step)
{
	/* Stepping below 0 wraps to above the count: both ends are one comparison. */
	for (; i < t->count; i += (size_t)step)
		if (timeline_is_shown(t, i) &&
			timeline_row_of(t, rows, t->events[i].lane) == row)
			return i;
	return TIMELINE_NONE;
}

size_t timeline_next(const struct timeline *t, int rows, size_t event, int step)
{
	int row = timeline_row_of(t, rows, t->events[event].lane);

	return first_on_row(t, rows, row, event + (size_t)step, step);
}

size_t timeline_end(const struct timeline *t, int rows, int row, int step)
{
	return first_on_row(t, rows, row, step > 0 ? 0 : t->count - 1, step);
}

size_t timeline_nearest(const struct timeline *t, int rows, int row, int64_t day)
{
	size_t best = TIMELINE_NONE;
	int64_t best_distance = INT64_MAX;

	for (size_t i = 0; i < t->count; i++) {
		int64_t distance = timeline_anchor(&t->events[i]) - day;

		if (!timeline_is_shown(t, i) ||
			(row >= 0 && timeline_row_of(t, rows, t->events[i].lane) != row))
			continue;
		if (distance < 0)
			distance = -distance;
		if (distance < best_distance) {
			best = i;
			best_distance = distance;
		}
	}
	return best;
}

/* Returns whether EVENT begins before (-1), in (0) or after (1) DATE: moments are compared
 * where both have a time of day. */
static int compare_begin(const struct timeline_event *event, const struct edtf *date)
{
	const struct edtf_point *start = &event->date.start;
	int64_t anchor = timeline_anchor(event);

	if (start->has_time && date->start.has_time)
		return edtf_compare_instants(edtf_instant(start, anchor),
			edtf_instant(&date->start, date->first));
	return anchor < date->first ? -1 : anchor > date->last;
}

enum timeline_found timeline_find(
	const struct timeline *t, const struct edtf *date, size_t *event, size_t *count)
{
	bool day = date->first == date->last;
	size_t going_on = TIMELINE_NONE;
	size_t last = TIMELINE_NONE;
	size_t after = TIMELINE_NONE;

	*count = 0;
	for (size_t i = 0; i < t->count; i++) {
		const struct edtf *other = &t->events[i].date;
		int order = compare_begin(&t->events[i], date);

		if (!timeline_is_shown(t, i))
			continue;
		if (order > 0) {
			after = after == TIMELINE_NONE ? i : after;
			if (timeline_anchor(&t->events[i]) - ZONE_DAYS > date->last)
				break;
			continue;
		}
		last = i;
		if (order == 0)
			*event = (*count)++ ? *event : i;
		else if (day && other->last >= date->last &&
			other->start.precision == EDTF_DAY &&
			edtf_is_known(&other->end) && other->end.precision == EDTF_DAY &&
			!other->end.has_time)
			going_on = i;
	}
	if (*count)
		return TIMELINE_BEGINS;
	*event = going_on != TIMELINE_NONE ? going_on
		: after != TIMELINE_NONE   ? after
					   : last;
	if (going_on != TIMELINE_NONE)
		return TIMELINE_UNDER_WAY;
	return after != TIMELINE_NONE ? TIMELINE_AFTER : TIMELINE_LAST;
}

size_t timeline_next_hit(const struct timeline *t, size_t event, int step)
{
	size_t i = event;

	for (size_t seen = 0; seen < t->count; seen++) {
		i += (size_t)step;
		if (i >= t->count)
			i = step > 0 ? 0 : t->count - 1;
		if (!t->events[i].dimmed)
			return i;
	}
	return TIMELINE_NONE;
}

/* Sets *OUT to the gap from event FROM (may be TIMELINE_NONE) to event TO, which has DATE.
 * Returns false when there is none. */
static bool set_gap(const struct timeline *t, size_t from, size_t to,
	const struct edtf *date, struct timeline_gap *out)
{
	struct timeline_gap gap = { .from = from, .to = to };
	struct edtf before;

	if (from == TIMELINE_NONE)
		return false;
	before = t->events[from].date;
	before.end = *timeline_over(&t->events[from]);
	if (!calendar_distance(&before, date, &gap.length) ||
		(!gap.length.days && !gap.length.time))
		return false;
	gap.late =
		!t->hits_only && t->cadence > 0 && gap.length.days * 2 > t->cadence * 3;
	*out = gap;
	return true;
}

bool timeline_gap_before(const struct timeline *t, size_t event, struct timeline_gap *out)
{
	const struct timeline_event *e = &t->events[event];

	return set_gap(t, t->before[event], event, &e->date, out);
}

size_t timeline_gap_after(
	const struct timeline *t, size_t event, struct timeline_gap *out)
{
	for (size_t i = event + 1; i < t->count; i++)
		if (has_gaps(t, i))
			return t->before[i] == event && timeline_gap_before(t, i, out)
				? i
				: TIMELINE_NONE;
	return TIMELINE_NONE;
}

bool timeline_gap_today(const struct timeline *t, struct timeline_gap *out)
{
	struct edtf today = { .start = { .first = t->today, .last = t->today } };

	return t->latest != TIMELINE_NONE &&
		edtf_is_known(&t->events[t->latest].date.end) &&
		set_gap(t, t->latest, TIMELINE_NONE, &today, out);
}
