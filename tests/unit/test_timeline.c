/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/timeline.h"

#include <stdlib.h>

#include "base/sort.h"
#include "unit/timeline_events.h"

/* The eight conferences, as dates of the real table. */
static void add_conferences(struct timeline *t)
{
	static const char *const dates[] = { "2002-02-26/2002-02-28",
		"2003-04-28/2003-04-30", "2009-04-14/2009-04-15", "2011-03-29/2011-03-30",
		"2013-04-02", "2016-03-23", "2018-08-06/2018-08-07", "2023-02-10" };

	timeline_init(t);
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		add(t, 0, dates[i], 28);
	t->cadence = 730;
}

static void test_the_event_keeps_its_column_on_zoom_and_fold(void **state)
{
	uint64_t seed = 4;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		int width = 1 + (int)random_below(&seed, 220);
		struct timeline t;
		size_t event;
		int64_t column;

		random_timeline(&t, &seed, 30, 3);
		random_window(&t, &seed, width);
		event = random_below(&seed, (unsigned)t.count);
		column = anchor_column(&t, event);
		timeline_zoom(&t, random_below(&seed, 2) ? 1 : -1, event, width);
		assert_true(anchor_column(&t, event) == column);
		timeline_fold(&t, event);
		assert_true(anchor_column(&t, event) == column);
		timeline_zoom(&t, random_below(&seed, 2) ? 1 : -1, event, width);
		assert_true(anchor_column(&t, event) == column);
		timeline_unfold(&t, event);
		assert_true(anchor_column(&t, event) == column);
		timeline_release(&t);
	}
}

static void test_all_is_on_the_screen_when_fitted(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		int width = 20 + (int)random_below(&seed, 200);
		struct timeline t;

		random_timeline(&t, &seed, 30, 2);
		random_window(&t, &seed, width);
		timeline_fit(&t, width);
		assert_true(timeline_axis_column(&t.axis, t.first) == 0);
		assert_true(timeline_axis_column(&t.axis, t.last) < width);
		for (size_t e = 0; e < t.count; e++)
			assert_in_range(anchor_column(&t, e), 0, width - 1);
		timeline_release(&t);
	}
}

static void test_steps_visit_every_event_of_a_row(void **state)
{
	uint64_t seed = 8;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		int rows = 1 + (int)random_below(&seed, 5);
		struct timeline t;
		size_t seen = 0;

		random_timeline(&t, &seed, 40, 5);
		for (int row = 0; row < timeline_row_count(&t, rows); row++) {
			size_t last = TIMELINE_NONE;

			for (size_t e = timeline_end(&t, rows, row, 1);
				e != TIMELINE_NONE; e = timeline_next(&t, rows, e, 1)) {
				assert_int_equal(
					timeline_row_of(&t, rows, t.events[e].lane), row);
				if (last != TIMELINE_NONE)
					assert_int_equal(
						timeline_next(&t, rows, e, -1), last);
				last = e;
				seen++;
			}
			assert_int_equal(timeline_end(&t, rows, row, -1), last);
		}
		assert_int_equal(seen, t.count);
		timeline_release(&t);
	}
}

static void check_gap(const struct timeline_gap *gap, size_t from, size_t to,
	int64_t years, int months, bool late)
{
	assert_int_equal(gap->from, from);
	assert_int_equal(gap->to, to);
	assert_int_equal(gap->length.years, years);
	assert_int_equal(gap->length.months, months);
	assert_int_equal(gap->late, late);
}

static void test_gaps_of_the_conferences(void **state)
{
	struct timeline t;
	struct timeline_gap gap;

	(void)state;
	add_conferences(&t);
	sort_events(&t, day_of(2026, 11, 23));
	assert_false(timeline_gap_before(&t, 0, &gap));
	assert_true(timeline_gap_before(&t, 1, &gap));
	check_gap(&gap, 0, 1, 1, 2, false);
	/* 30 April 2003 to 14 April 2009: a fortnight short of six years */
	assert_true(timeline_gap_before(&t, 2, &gap));
	check_gap(&gap, 1, 2, 5, 11, true);
	assert_true(timeline_gap_before(&t, 5, &gap));
	check_gap(&gap, 4, 5, 2, 11, false);
	assert_int_equal(timeline_gap_after(&t, 6, &gap), 7);
	check_gap(&gap, 6, 7, 4, 6, true);
	assert_int_equal(timeline_gap_after(&t, 7, &gap), TIMELINE_NONE);
	assert_true(timeline_gap_today(&t, &gap));
	check_gap(&gap, 7, TIMELINE_NONE, 3, 9, true);
	t.cadence = 0;
	assert_true(timeline_gap_today(&t, &gap));
	assert_false(gap.late);
	timeline_release(&t);
}

static void test_no_gap_where_dates_overlap_or_stay_open(void **state)
{
	struct timeline t;
	struct timeline_gap gap;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2000/2010", 0);
	add(&t, 0, "2005", 0);
	add(&t, 1, "2012", 0);
	add(&t, 0, "2014/..", 0);
	add(&t, 0, "2016", 0);
	sort_events(&t, day_of(2020, 1, 1));
	assert_false(timeline_gap_before(&t, 1, &gap));
	assert_false(timeline_gap_before(&t, 2, &gap));
	/* From the one that ended last, not from the one before, across the other lane.
	 */
	assert_true(timeline_gap_before(&t, 3, &gap));
	check_gap(&gap, 0, 3, 4, 0, false);
	/* What is open hides no later gap: it counts as what began then. */
	assert_true(timeline_gap_before(&t, 4, &gap));
	check_gap(&gap, 3, 4, 2, 0, false);
	assert_true(timeline_gap_today(&t, &gap));
	check_gap(&gap, 4, TIMELINE_NONE, 4, 0, false);
	timeline_release(&t);
}

/* The lengths of the gaps before the events, in brief and in time order; "-" for none. */
static void test_an_open_or_vague_event_does_not_hide_the_gaps_of_others(void **state)
{
	static const struct {
		const char *dates[6], *gaps[6], *today;
	} cases[] = {
		{ { "2002-02", "2005-03/..", "2010-04-01", "2016-03-23" },
			{ "-", "~3y1m", "~5y1m", "5y11m" }, "3y9m" },
		{ { "2002-01-01", "20XX", "2010-01-01", "2016-01-01" },
			{ "-", "-", "8y", "6y" }, "4y" },
		{ { "1999-01-01", "20XX", "2005-01-01" }, { "-", "-", "6y" }, "15y" },
		{ { "1990/", "2000-01-01", "2010-01-01" }, { "-", "~10y", "10y" },
			"10y" },
		{ { "1990-01-01", "199X", "19XX", "1998-01-01", "2010-01-01" },
			{ "-", "-", "-", "8y", "12y" }, "10y" },
		{ { "../2004", "2010-01-01", "2016-01-01" }, { "-", "~6y", "6y" }, "4y" },
		{ { "2002-01-01", "[2003-01-01..]", "2010-01-01" }, { "-", "1y", "7y" },
			"10y" },
		/* Alone, vague dates have gaps, and one that lasts is not over today. */
		{ { "17XX", "19XX" }, { "-", "~200y" }, "~70y" },
		{ { "2002-01-01", "2005-01-01/.." }, { "-", "3y" }, NULL },
		{ { "2001-01-01", "2004-01-01/2014-01-01", "2010-01-01", "2016-01-01" },
			{ "-", "3y", "-", "2y" }, "4y" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct timeline t;
		struct timeline_gap gap;
		struct str text = STR_INIT;

		timeline_init(&t);
		for (size_t k = 0; k < 6 && cases[i].dates[k]; k++)
			add(&t, 0, cases[i].dates[k], 0);
		sort_events(&t, day_of(2020, 1, 1));
		for (size_t k = 0; k <= t.count; k++) {
			const char *right = k < t.count ? cases[i].gaps[k]
				: cases[i].today        ? cases[i].today
							: "-";
			bool any = k < t.count ? timeline_gap_before(&t, k, &gap)
					       : timeline_gap_today(&t, &gap);

			str_clear(&text);
			if (any)
				calendar_add_gap(&text, &gap.length, true);
			if (strcmp(any ? text.buf : "-", right) != 0)
				fail_msg("%zu, %zu: %s, not %s", i, k, text.buf, right);
		}
		str_release(&text);
		timeline_release(&t);
	}
}

/* The order of times of day, and the gaps between them for programs. */
static void test_times_of_a_day_are_in_order_with_gaps(void **state)
{
	static const struct {
		const char *dates[4], *order, *gaps[4];
	} cases[] = {
		{ { "2023-11-08T23:45:00Z", "2023-11-08T20:00:00Z",
			  "2023-11-09T00:30:00+02:00" },
			"120", { "-", "PT2H30M", "PT1H15M" } },
		{ { "2024-05-06T17:30:00", "2024-05-06T09:00:00", "2024-05-06T12:15:00" },
			"120", { "-", "PT3H15M", "PT5H15M" } },
		/* Across midnight; one moment in two zones. */
		{ { "2024-05-07T00:10:00", "2024-05-06T23:50:00" }, "10",
			{ "-", "PT20M" } },
		{ { "2024-05-06T12:00:00+09:00", "2024-05-05T21:00:00-06:00",
			  "2024-05-06T03:00:01Z" },
			"012", { "-", "-", "PT1S" } },
		{ { "2024-05-06T23:00:00", "2024-05-08T01:15:00", "2024-05-10T01:15:00" },
			"012", { "-", "P1DT2H15M", "P2D" } },
		/* A day without a time is before the times of it, and its gaps are days. */
		{ { "2024-05-06T09:00:00", "2024-05-06", "2024-05-07T08:00:00",
			  "2024-05-09" },
			"1023", { "-", "-", "PT23H", "P2D" } },
		{ { "2024-01-31T10:00:00", "2024-03-31T09:59:59", "2024-04-30T09:59:59" },
			"012", { "-", "P1M", "P30D" } },
		{ { "Y-13800000000", "2018-05-05T10:00:00Z", "2018-05-05T10:00:30Z" },
			"012", { "-", "~P13800002018Y", "PT30S" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct timeline t;
		struct timeline_gap gap;
		struct str text = STR_INIT;

		timeline_init(&t);
		for (size_t k = 0; k < 4 && cases[i].dates[k]; k++)
			add(&t, 0, cases[i].dates[k], 0);
		sort_events(&t, day_of(2025, 1, 1));
		for (size_t k = 0; k < t.count; k++) {
			assert_int_equal(t.events[k].id, cases[i].order[k] - '0');
			str_clear(&text);
			if (timeline_gap_before(&t, k, &gap))
				calendar_add_duration(&text, &gap.length);
			assert_string_equal(text.len ? text.buf : "-", cases[i].gaps[k]);
		}
		str_release(&text);
		timeline_release(&t);
	}
}

/* A zone can bring an event before one of an earlier day: both are still found. */
static void test_days_are_found_as_they_are_written(void **state)
{
	struct timeline t;
	struct edtf date;
	size_t event = TIMELINE_NONE, count = 0;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2023-11-08T23:45:00Z", 0);
	add(&t, 0, "2023-11-09T00:30:00+02:00", 0);
	sort_events(&t, day_of(2025, 1, 1));
	assert_int_equal(t.events[0].id, 1);
	assert_true(edtf_parse(slice_of("2023-11-08"), &date, NULL, NULL));
	assert_int_equal(timeline_find(&t, &date, &event, &count), TIMELINE_BEGINS);
	assert_int_equal(event, 1);
	assert_true(edtf_parse(slice_of("2023-11-09"), &date, NULL, NULL));
	assert_int_equal(timeline_find(&t, &date, &event, &count), TIMELINE_BEGINS);
	assert_int_equal(event, 0);
	/* A moment is after those of its day that have begun, and is found in any zone. */
	assert_true(edtf_parse(slice_of("2023-11-08T23:00:00Z"), &date, NULL, NULL));
	assert_int_equal(timeline_find(&t, &date, &event, &count), TIMELINE_AFTER);
	assert_int_equal(event, 1);
	assert_true(edtf_parse(slice_of("2023-11-08T17:45:00-06:00"), &date, NULL, NULL));
	assert_int_equal(timeline_find(&t, &date, &event, &count), TIMELINE_BEGINS);
	assert_int_equal(event, 1);
	assert_true(edtf_parse(slice_of("2023-11-09T09:00:00Z"), &date, NULL, NULL));
	assert_int_equal(timeline_find(&t, &date, &event, &count), TIMELINE_LAST);
	timeline_release(&t);
}

/* With the hits only, gaps are between them in whatever lane, none is late, and lanes
 * without hits have no row. */
static void test_gaps_between_hits(void **state)
{
	struct timeline t;
	struct timeline_gap gap;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2002-01-01", 0);
	add(&t, 1, "2003-01-01", 0);
	add(&t, 2, "2005-01-01", 0);
	add(&t, 0, "2015-01-01", 0);
	sort_events(&t, day_of(2016, 1, 1));
	t.cadence = 730;
	t.events[1].dimmed = t.events[3].dimmed = true;
	t.hits_only = true;
	timeline_relink(&t);
	assert_int_equal(t.lanes_shown, 2);
	assert_int_equal(timeline_row_count(&t, 9), 2);
	assert_int_equal(timeline_row_of(&t, 9, 2), 1);
	assert_int_equal(timeline_end(&t, 9, 0, -1), 0);
	assert_int_equal(timeline_next(&t, 9, 0, 1), TIMELINE_NONE);
	assert_int_equal(timeline_nearest(&t, 9, -1, day_of(2014, 1, 1)), 2);
	assert_false(timeline_gap_before(&t, 1, &gap));
	assert_true(timeline_gap_before(&t, 2, &gap));
	check_gap(&gap, 0, 2, 3, 0, false);
	assert_int_equal(timeline_gap_after(&t, 0, &gap), 2);
	assert_true(timeline_gap_today(&t, &gap));
	check_gap(&gap, 2, TIMELINE_NONE, 11, 0, false);
	t.hits_only = false;
	timeline_relink(&t);
	assert_int_equal(t.lanes_shown, 3);
	assert_true(timeline_gap_before(&t, 3, &gap));
	check_gap(&gap, 0, 3, 13, 0, true);
	timeline_release(&t);
}

static void test_events_of_a_time(void **state)
{
	static const struct {
		const char *date;
		enum timeline_found found;
		size_t event, count;
	} cases[] = {
		{ "2003", TIMELINE_BEGINS, 1, 2 },
		{ "2003-03", TIMELINE_BEGINS, 2, 1 },
		{ "2002-02-27", TIMELINE_UNDER_WAY, 0, 0 },
		{ "2002-03-01", TIMELINE_AFTER, 1, 0 },
		/* Only a day can be one of those of an event, and only if both ends of
		 * the event are known. */
		{ "2002-02-28/2002-03-01", TIMELINE_AFTER, 1, 0 },
		{ "2004-05-05", TIMELINE_LAST, 2, 0 },
	};
	struct timeline t;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2002-02-26/2002-02-28", 0);
	add(&t, 1, "2003-01", 0);
	add(&t, 0, "2003-03-03/..", 0);
	sort_events(&t, day_of(2016, 1, 1));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edtf date;
		size_t event = TIMELINE_NONE, count = 99;

		assert_true(edtf_parse(slice_of(cases[i].date), &date, NULL, NULL));
		assert_int_equal(
			timeline_find(&t, &date, &event, &count), cases[i].found);
		assert_int_equal(event, cases[i].event);
		assert_int_equal(count, cases[i].count);
	}
	timeline_release(&t);
}

static void test_long_empty_spans_are_folded(void **state)
{
	struct timeline t;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2002-01-01", 0);
	add(&t, 0, "2002-06-01", 0);
	add(&t, 1, "2000/..", 0);
	add(&t, 0, "2020-01-01", 0);
	sort_events(&t, day_of(2020, 1, 31));
	timeline_fit(&t, 103);
	/* 20 years and a month: 7336 days, 73.4 a column. The year 2000 is when the open
	 * event may have begun; 2001 needs 5 columns and the five months of 2002 two;
	 * from June 2002 to 2020 there are far over 12. */
	assert_int_equal(timeline_fold(&t, 0), 1);
	assert_true(t.axis.folds[0].first == day_of(2002, 6, 2));
	assert_true(t.axis.folds[0].last == day_of(2019, 12, 31));
	/* At a scale at which nothing is long what was folded is not any more. */
	t.axis.scale = 3652425;
	assert_int_equal(timeline_fold(&t, 0), 0);
	t.axis.scale = 73400;
	assert_int_equal(timeline_fold(&t, 0), 1);
	timeline_unfold(&t, 0);
	assert_int_equal(t.axis.fold_count, 0);
	timeline_release(&t);
}

static void test_hits_go_round(void **state)
{
	struct timeline t;

	(void)state;
	timeline_init(&t);
	for (int i = 0; i < 5; i++)
		add(&t, i % 2, "2000", 0);
	sort_events(&t, 0);
	t.events[0].dimmed = t.events[2].dimmed = t.events[4].dimmed = true;
	assert_int_equal(timeline_next_hit(&t, 0, 1), 1);
	assert_int_equal(timeline_next_hit(&t, 1, 1), 3);
	assert_int_equal(timeline_next_hit(&t, 3, 1), 1);
	assert_int_equal(timeline_next_hit(&t, 1, -1), 3);
	t.events[3].dimmed = true;
	assert_int_equal(timeline_next_hit(&t, 1, 1), 1);
	t.events[1].dimmed = true;
	assert_int_equal(timeline_next_hit(&t, 1, 1), TIMELINE_NONE);
	timeline_release(&t);
}

static void test_nearest_event(void **state)
{
	struct timeline t;

	(void)state;
	add_conferences(&t);
	add(&t, 1, "2012-09-10", 0);
	sort_events(&t, day_of(2026, 1, 1));
	assert_int_equal(timeline_nearest(&t, 2, 0, day_of(2016, 3, 1)), 6);
	assert_int_equal(timeline_nearest(&t, 2, 0, day_of(2012, 9, 1)), 5);
	assert_int_equal(timeline_nearest(&t, 2, 1, day_of(2016, 3, 1)), 4);
	assert_int_equal(timeline_nearest(&t, 2, -1, day_of(2012, 9, 1)), 4);
	assert_int_equal(timeline_nearest(&t, 2, 0, day_of(1900, 1, 1)), 0);
	assert_int_equal(timeline_nearest(&t, 2, 0, day_of(2100, 1, 1)), 8);
	timeline_release(&t);
}

static void test_panning_keeps_events_in_reach(void **state)
{
	struct timeline t;

	(void)state;
	add_conferences(&t);
	sort_events(&t, day_of(2026, 1, 1));
	timeline_fit(&t, 100);
	timeline_pan(&t, 10, 100);
	assert_int_equal(anchor_column(&t, 0), -10);
	timeline_pan(&t, 1000, 100);
	assert_int_equal(timeline_axis_column(&t.axis, t.last), 0);
	timeline_pan(&t, -5000, 100);
	assert_int_equal(timeline_axis_column(&t.axis, t.first), 99);
	timeline_show(&t, 7, 100);
	assert_int_equal(anchor_column(&t, 7), 91);
	timeline_show(&t, 7, 100);
	assert_int_equal(anchor_column(&t, 7), 91);
	timeline_release(&t);
}

static struct timeline_event event(int64_t first, int64_t last, uint32_t id)
{
	return (struct timeline_event){
		.date = { .start = { .first = first, .last = first },
			.end = { .first = last, .last = last },
			.first = first,
			.last = last },
		.id = id
	};
}

static void test_sorted_by_start_then_end_then_id(void **state)
{
	static const uint32_t expected[] = { 4, 1, 3, 2, 0 };
	const struct timeline_event events[] = { event(9, 9, 0), event(5, 5, 1),
		event(5, 8, 2), event(5, 5, 3), event(-7, 2, 4) };
	struct timeline t;

	(void)state;
	timeline_init(&t);
	sort_events(&t, 0);
	assert_int_equal(t.count, 0);
	for (size_t i = 0; i < 5; i++)
		add_event(&t, &events[i]);
	sort_events(&t, 0);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(t.events[i].id, expected[i]);
	timeline_release(&t);
}

/* With no time at all each step does a little, and the result is in order and holds every
 * event once. */
static void test_keys_are_sorted_in_many_steps(void **state)
{
	enum { COUNT = 50114 };
	struct timeline_key *keys = calloc(COUNT, sizeof *keys);
	unsigned char *seen = calloc(COUNT, 1);
	struct sort sort;
	uint32_t seed = 7;
	int steps = 1;

	(void)state;
	for (uint32_t i = 0; i < COUNT; i++) {
		struct timeline_event e;

		seed = seed * 1664525u + 1013904223u;
		e = event(seed >> 22, (seed >> 22) + (seed >> 10) % 3, i);
		keys[i] = timeline_key_of(&e, i);
	}
	sort_begin(&sort, keys, COUNT, sizeof *keys, timeline_key_compare, NULL);
	while (!sort_step(&sort, 0))
		steps++;
	sort_release(&sort);
	assert_true(steps > 50);
	for (size_t i = 0; i < COUNT; i++) {
		assert_int_equal(keys[i].from, keys[i].id);
		assert_false(seen[keys[i].id]++);
		if (i)
			assert_true(
				timeline_key_compare(&keys[i - 1], &keys[i], NULL) < 0);
	}
	free(keys);
	free(seen);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_event_keeps_its_column_on_zoom_and_fold),
		cmocka_unit_test(test_all_is_on_the_screen_when_fitted),
		cmocka_unit_test(test_steps_visit_every_event_of_a_row),
		cmocka_unit_test(test_gaps_of_the_conferences),
		cmocka_unit_test(test_gaps_between_hits),
		cmocka_unit_test(test_events_of_a_time),
		cmocka_unit_test(test_no_gap_where_dates_overlap_or_stay_open),
		cmocka_unit_test(
			test_an_open_or_vague_event_does_not_hide_the_gaps_of_others),
		cmocka_unit_test(test_times_of_a_day_are_in_order_with_gaps),
		cmocka_unit_test(test_days_are_found_as_they_are_written),
		cmocka_unit_test(test_long_empty_spans_are_folded),
		cmocka_unit_test(test_hits_go_round),
		cmocka_unit_test(test_nearest_event),
		cmocka_unit_test(test_panning_keeps_events_in_reach),
		cmocka_unit_test(test_sorted_by_start_then_end_then_id),
		cmocka_unit_test(test_keys_are_sorted_in_many_steps),
	};

	return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
