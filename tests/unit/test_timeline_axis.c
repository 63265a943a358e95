/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/axis.h"

#include "base/calendar.h"
#include "unit/timeline_events.h"

static void test_later_days_are_never_further_left(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct timeline t;
		int64_t day = day_of(1985 + (int)random_below(&seed, 20), 1, 1);
		int64_t column;

		random_timeline(&t, &seed, 30, 2);
		random_window(&t, &seed, 100);
		column = timeline_axis_column(&t.axis, day);
		assert_true(column > timeline_axis_column(&t.axis, EDTF_MIN));
		for (int n = 0; n < 50; n++) {
			int64_t next = day + random_below(&seed, 400);
			int64_t next_column = timeline_axis_column(&t.axis, next);

			assert_true(next_column >= column);
			day = next;
			column = next_column;
		}
		assert_true(column < timeline_axis_column(&t.axis, EDTF_MAX));
		timeline_release(&t);
	}
}

static void test_columns_lead_back_to_days(void **state)
{
	uint64_t seed = 6;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct timeline t;
		int column = (int)random_below(&seed, 300) - 100;
		int64_t day;

		random_timeline(&t, &seed, 30, 2);
		random_window(&t, &seed, 100);
		day = timeline_axis_day(&t.axis, column);
		assert_true(timeline_axis_column(&t.axis, day) >= column);
		assert_true(timeline_axis_column(&t.axis, day - 1) < column);
		timeline_release(&t);
	}
}

static void test_named_scales_from_days_to_decades(void **state)
{
	static const struct timeline_step expected[] = { { 1000, 1, TIMELINE_DAYS },
		{ 3000, 3, TIMELINE_DAYS }, { 7000, 1, TIMELINE_WEEKS },
		{ 14000, 2, TIMELINE_WEEKS }, { 30437, 1, TIMELINE_MONTHS },
		{ 60874, 2, TIMELINE_MONTHS }, { 91311, 3, TIMELINE_MONTHS },
		{ 182621, 6, TIMELINE_MONTHS }, { 365242, 1, TIMELINE_YEARS },
		{ 730485, 2, TIMELINE_YEARS }, { 1826212, 5, TIMELINE_YEARS },
		{ 3652425, 10, TIMELINE_YEARS } };
	struct timeline_axis axis;
	struct timeline_step step;

	(void)state;
	timeline_axis_init(&axis);
	assert_false(timeline_axis_zoom(&axis, 1, 0));
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		assert_true(timeline_axis_step(&axis, &step));
		assert_int_equal(step.scale, expected[i].scale);
		assert_int_equal(step.amount, expected[i].amount);
		assert_int_equal(step.unit, expected[i].unit);
		assert_true(timeline_axis_zoom(&axis, -1, 0));
	}
	axis.scale = 80000;
	assert_false(timeline_axis_step(&axis, &step));
	assert_true(timeline_axis_zoom(&axis, 1, 0));
	assert_int_equal(axis.scale, 60874);
	timeline_axis_release(&axis);
}

static void test_a_fold_takes_days_out(void **state)
{
	const struct timeline_fold folds[] = { { .first = 10, .last = 99 },
		{ .first = 120, .last = 169 } };
	struct timeline_axis axis;

	(void)state;
	timeline_axis_init(&axis);
	timeline_axis_fold(&axis, folds, 2, 0);
	assert_int_equal(timeline_axis_column(&axis, 9), 9);
	/* A fold needs five columns; its days are in the second. */
	assert_int_equal(timeline_axis_column(&axis, 10), 11);
	assert_int_equal(timeline_axis_column(&axis, 99), 11);
	assert_int_equal(timeline_axis_column(&axis, 100), 15);
	assert_int_equal(timeline_axis_column(&axis, 119), 34);
	assert_int_equal(timeline_axis_column(&axis, 170), 40);
	assert_int_equal(timeline_axis_day(&axis, 9), 9);
	assert_int_equal(timeline_axis_day(&axis, 11), 10);
	assert_int_equal(timeline_axis_day(&axis, 12), 100);
	assert_int_equal(timeline_axis_day(&axis, 40), 170);
	timeline_axis_release(&axis);
}

/* Checks the labelled ticks of a window of WIDTH columns that starts at FIRST. */
static void check_labelled(int64_t first, int64_t scale, int width, const char *expected)
{
	struct timeline_axis axis;
	struct timeline_tick ticks[300];
	struct str text = STR_INIT;
	size_t count;

	timeline_axis_init(&axis);
	axis.base = first;
	axis.scale = scale;
	count = timeline_axis_ticks(&axis, width, ticks);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(ticks[i].width, strlen(ticks[i].text));
		if (ticks[i].label != TIMELINE_TICK_PLAIN)
			str_addf(&text, "%s%d:%s", text.len ? " " : "", ticks[i].column,
				ticks[i].text);
	}
	assert_string_equal(text.buf, expected);
	str_release(&text);
	timeline_axis_release(&axis);
}

static void test_ticks_are_chosen_by_room(void **state)
{
	(void)state;
	/* 91.3 days a column: a year every 4 columns, labels every 2 years; the column of
	 * a year is its day divided: 731 / 91.311 = 8.0, 1461 / 91.311 = 16.0 */
	check_labelled(day_of(2000, 1, 1), 91311, 30, "0:2000 8:2002 16:2004 24:2006");
	/* a month a column: each year; a label that would be cut is left out */
	check_labelled(day_of(2000, 1, 1), 30437, 38, "0:2000 12:2001 24:2002");
	/* three days a column, 28 days need 9: months, the year where it begins */
	check_labelled(day_of(2008, 11, 1), 3000, 60,
		"0:Nov 10:Dec 20:2009 30:Feb 40:Mar 50:Apr");
	/* no year begins here: the left edge is dated, and April has no room after it */
	check_labelled(
		day_of(2009, 3, 25), 3000, 50, "0:Mar 2009 12:May 22:Jun 32:Jul 43:Aug");
	/* a day a column: by weeks */
	check_labelled(
		day_of(2009, 4, 14), 1000, 40, "0:14 Apr 2009 17:May 24:8 31:15 38:22");
	/* years of more digits need more room */
	check_labelled(day_of(-44, 1, 1), 365242, 30, "4:41 BC 14:31 BC 24:21 BC");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_later_days_are_never_further_left),
		cmocka_unit_test(test_columns_lead_back_to_days),
		cmocka_unit_test(test_named_scales_from_days_to_decades),
		cmocka_unit_test(test_a_fold_takes_days_out),
		cmocka_unit_test(test_ticks_are_chosen_by_room),
	};

	return cmocka_run_group_tests_name("timeline_axis", tests, NULL, NULL);
}
