#include "config.h"

#include "timeline/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "timeline/order.h"

/*
 * Events are sorted once and then only walked: every question below is a pass in time
 * order at worst, for 100,000 of them a fraction of a millisecond.
 */

void timeline_init(struct timeline *t)
{
	*t = (struct timeline){ .count = 0 };
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

void timeline_clear(struct timeline *t)
{
	t->count = 0;
	t->lane_count = 0;
}

void timeline_add(struct timeline *t, const struct timeline_event *event)
{
	t->events = array_reserve(t->events, &t->alloc, t->count + 1, sizeof *t->events);
	t->events[t->count++] = *event;
	if (event->lane >= t->lane_count)
		t->lane_count = event->lane + 1;
}

static bool has_start(const struct edtf *date)
{
	return !date->start.open && !date->start.unknown;
}

static bool has_end(const struct edtf *date)
{
	return !date->end.open && !date->end.unknown;
}

int64_t timeline_anchor(const struct timeline_event *event)
{
	return has_start(&event->date) ? event->date.start.first : event->date.end.last;
}

static struct timeline_key key_of(const struct timeline_event *e)
{
	return (struct timeline_key){ timeline_anchor(e), e->date.last, e->id, 0 };
}

static int compare_events(const void *left, const void *right)
{
	struct timeline_key a = key_of(left);
	struct timeline_key b = key_of(right);

	return timeline_key_compare(&a, &b);
}

static void count_lanes(struct timeline *t)
{
	free(t->lanes);
	t->lanes = xcalloc((size_t)t->lane_count, sizeof *t->lanes);
	for (size_t i = 0; i < t->count; i++)
		t->lanes[t->events[i].lane].count++;
}

/* Finds for each event of lane 0 which one it follows. One that is never over, or that
 * overlaps, is followed by nothing. */
static void link_lane(struct timeline *t)
{
	size_t latest = TIMELINE_NONE;

	free(t->before);
	t->before = xcalloc(t->count, sizeof *t->before);
	for (size_t i = 0; i < t->count; i++) {
		if (t->events[i].lane != 0)
			continue;
		t->before[i] = latest;
		if (latest == TIMELINE_NONE ||
			t->events[i].date.last > t->events[latest].date.last)
			latest = i;
	}
}

/* Today belongs to the picture unless that would push the events into a corner. */
static void include_today(struct timeline *t)
{
	int64_t room = (t->last - t->first) / 3;

	if (t->today > t->last && t->today - t->last <= room)
		t->last = t->today;
	else if (t->today < t->first && t->first - t->today <= room)
		t->first = t->today;
}

/* A picture that starts with a year is read more easily, where that costs little. */
static void begin_year(struct timeline *t)
{
	enum { SHARE = 20 };
	int64_t year, start;
	int month, day;

	calendar_civil(t->first, &year, &month, &day);
	start = calendar_day(year, 1, 1);
	if (t->first - start <= (t->last - t->first) / SHARE)
		t->first = start;
}

static void measure(struct timeline *t)
{
	t->first = t->last = 0;
	for (size_t i = 0; i < t->count; i++) {
		const struct edtf *date = &t->events[i].date;
		int64_t from = has_start(date) ? date->start.first : date->end.first;
		int64_t to = has_end(date) ? date->end.last : date->start.last;

		if (i == 0 || from < t->first)
			t->first = from;
		if (i == 0 || to > t->last)
			t->last = to;
	}
	if (t->count) {
		include_today(t);
		begin_year(t);
	}
}

/* The events are in order: finds what follows from that. */
static void settle(struct timeline *t, int64_t today)
{
	t->today = today;
	count_lanes(t);
	link_lane(t);
	measure(t);
}

void timeline_sort(struct timeline *t, int64_t today)
{
	if (t->count)
		qsort(t->events, t->count, sizeof *t->events, compare_events);
	settle(t, today);
}

void timeline_replace(struct timeline *t, struct timeline_event *events, size_t count,
	int lane_count, int64_t today)
{
	free(t->events);
	t->events = events;
	t->count = t->alloc = count;
	t->lane_count = lane_count;
	settle(t, today);
}

int timeline_rows(const struct timeline *t, int rows)
{
	return rows < t->lane_count ? rows : t->lane_count;
}

int timeline_row_of(const struct timeline *t, int rows, int lane)
{
	int last = timeline_rows(t, rows) - 1;

	return lane < last ? lane : last;
}

size_t timeline_next(const struct timeline *t, int rows, size_t event, int step)
{
	int row = timeline_row_of(t, rows, t->events[event].lane);

	/* Stepping below 0 wraps to above the count: both ends are one comparison. */
	for (size_t i = event + (size_t)step; i < t->count; i += (size_t)step)
		if (timeline_row_of(t, rows, t->events[i].lane) == row)
			return i;
	return TIMELINE_NONE;
}

size_t timeline_end(const struct timeline *t, int rows, int row, int step)
{
	size_t i = step > 0 ? 0 : t->count - 1;

	for (; i < t->count; i += (size_t)step)
		if (timeline_row_of(t, rows, t->events[i].lane) == row)
			return i;
	return TIMELINE_NONE;
}

size_t timeline_nearest(const struct timeline *t, int rows, int row, int64_t day)
{
	size_t best = TIMELINE_NONE;
	int64_t best_distance = INT64_MAX;

	for (size_t i = 0; i < t->count; i++) {
		int64_t distance = timeline_anchor(&t->events[i]) - day;

		if (row >= 0 && timeline_row_of(t, rows, t->events[i].lane) != row)
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

size_t timeline_find(const struct timeline *t, uint32_t id)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->events[i].id == id)
			return i;
	return TIMELINE_NONE;
}

static bool is_late(const struct timeline *t, const struct calendar_gap *length)
{
	return t->cadence > 0 && length->days * 2 > t->cadence * 3;
}

bool timeline_gap_before(const struct timeline *t, size_t event, struct timeline_gap *out)
{
	struct timeline_gap gap = { .from = t->before[event], .to = event };
	const struct edtf *from, *to = &t->events[event].date;

	if (t->events[event].lane != 0 || gap.from == TIMELINE_NONE)
		return false;
	from = &t->events[gap.from].date;
	if (!calendar_distance(from, to, &gap.length) ||
		to->start.first <= from->end.last)
		return false;
	gap.late = is_late(t, &gap.length);
	*out = gap;
	return true;
}

size_t timeline_gap_after(
	const struct timeline *t, size_t event, struct timeline_gap *out)
{
	for (size_t i = event + 1; i < t->count; i++)
		if (t->events[i].lane == 0)
			return t->before[i] == event && timeline_gap_before(t, i, out)
				? i
				: TIMELINE_NONE;
	return TIMELINE_NONE;
}

bool timeline_gap_today(const struct timeline *t, struct timeline_gap *out)
{
	struct timeline_gap gap = { .from = TIMELINE_NONE, .to = TIMELINE_NONE };
	struct edtf today = { .start = { .first = t->today, .last = t->today } };

	for (size_t i = 0; i < t->count; i++)
		if (t->events[i].lane == 0 &&
			(gap.from == TIMELINE_NONE ||
				t->events[i].date.last > t->events[gap.from].date.last))
			gap.from = i;
	if (gap.from == TIMELINE_NONE || t->events[gap.from].date.last >= t->today ||
		!calendar_distance(&t->events[gap.from].date, &today, &gap.length))
		return false;
	gap.late = is_late(t, &gap.length);
	*out = gap;
	return true;
}
