/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_TIMELINE_EVENTS_H
#define TESTS_UNIT_TIMELINE_EVENTS_H

/* Timelines for tests: by hand, and random ones in any state that keys lead to. */

#include "timeline/timeline.h"

#include "base/calendar.h"
#include "base/memory.h"
#include "base/sort.h"
#include "base/str.h"
#include "unit/random.h"
#include "unit/test.h"

enum { CASES = 12000 }; /* of a property test */

static inline int64_t day_of(int64_t year, int month, int day)
{
	return calendar_day(year, month, day);
}

/* Adds EVENT to T, which sort_events makes usable. */
static inline void add_event(struct timeline *t, const struct timeline_event *event)
{
	t->events = xreallocarray(t->events, t->count + 1, sizeof *t->events);
	t->events[t->count++] = *event;
}

static inline int compare_events(const void *a, const void *b, const void *context)
{
	struct timeline_key x = timeline_key_of(a, 0);
	struct timeline_key y = timeline_key_of(b, 0);

	return timeline_key_compare(&x, &y, context);
}

/* Sorts the events that were added to T. */
static inline void sort_events(struct timeline *t, int64_t today)
{
	struct timeline_event *events = t->events;
	int lanes = 0;

	sort_all(events, t->count, sizeof *events, compare_events, NULL);
	for (size_t i = 0; i < t->count; i++)
		if (events[i].lane >= lanes)
			lanes = events[i].lane + 1;
	t->events = NULL;
	timeline_replace(t, events, t->count, lanes, today);
}

static inline void add(struct timeline *t, int lane, const char *date, int label)
{
	struct timeline_event event = {
		.lane = lane, .label = label, .id = (uint32_t)t->count
	};
	struct str err = STR_INIT;

	if (!edtf_parse(slice_of(date), &event.date, &err, NULL))
		fail_msg("%s: %s", date, err.buf);
	str_release(&err);
	add_event(t, &event);
}

/* Appends a random date within YEARS years of the year FIRST in one of its many forms. */
static inline void random_date(struct str *out, uint64_t *seed, int first, int years)
{
	int year = first + (int)random_below(seed, (unsigned)years);
	int month = 1 + (int)random_below(seed, 12);
	int day = 1 + (int)random_below(seed, 28);

	switch (random_below(seed, 12)) {
	case 0:
		str_addf(out, "%04d", year);
		break;
	case 1:
		str_addf(out, "%04d-%02d", year, month);
		break;
	case 2:
		str_addf(out, "%04d-%02d-%02d/%04d-%02d", year, month, day,
			year + (int)random_below(seed, 3) + 1, month);
		break;
	case 3:
		str_addf(out, "%04d-%02d/..", year, month);
		break;
	case 4:
		str_addf(out, "../%04d-%02d-%02d", year, month, day);
		break;
	case 5:
		str_addf(out, "%04d/", year);
		break;
	case 6:
		str_addf(out, "/%04d-%02d~", year, month);
		break;
	default:
		str_addf(out, "%04d-%02d-%02d", year, month, day);
	}
}

/* Makes T of up to MOST random events in up to LANES lanes; at least one. */
static inline void random_timeline(
	struct timeline *t, uint64_t *seed, unsigned most, unsigned lanes)
{
	unsigned count = 1 + random_below(seed, most);
	int years = 1 + (int)random_below(seed, random_below(seed, 2) ? 3 : 60);
	struct str date = STR_INIT;

	timeline_init(t);
	for (unsigned i = 0; i < count; i++) {
		str_clear(&date);
		random_date(&date, seed, 1990, years);
		add(t, (int)random_below(seed, lanes), date.buf,
			(int)random_below(seed, 40));
	}
	str_release(&date);
	for (size_t i = 0; i < t->count; i++)
		t->events[i].dimmed = random_below(seed, 4) == 0;
	t->cadence = random_below(seed, 2) ? 730 : 0;
	sort_events(t, day_of(1990 + (int)random_below(seed, 80), 6, 15));
}

/* Brings T's window into any state that keys can bring it into. */
static inline void random_window(struct timeline *t, uint64_t *seed, int width)
{
	timeline_fit(t, width);
	for (unsigned n = random_below(seed, 6); n > 0; n--) {
		size_t event = random_below(seed, (unsigned)t->count);

		switch (random_below(seed, 6)) {
		case 0:
		case 1:
			timeline_zoom(t, 1, event, width);
			break;
		case 2:
			timeline_zoom(t, -1, event, width);
			break;
		case 3:
			timeline_fold(t, event);
			break;
		case 4:
			timeline_pan(t, (int)random_below(seed, 100) - 50, width);
			break;
		default:
			timeline_show(t, event, width);
		}
	}
}

static inline int64_t anchor_column(const struct timeline *t, size_t event)
{
	return timeline_axis_column(&t->axis, timeline_anchor(&t->events[event]));
}

#endif
