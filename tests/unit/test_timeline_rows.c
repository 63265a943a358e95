/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/events.h"

#include "unit/timeline_events.h"

/* Appends the lines of T: an event by its number, a gap in words. */
static void write_lines(const struct timeline *t, bool hits_only, struct str *out)
{
	struct timeline_rows rows = { 0 };
	struct timeline_gap gap;

	timeline_rows_fill(&rows, t, hits_only);
	for (size_t i = 0; i < rows.count; i++) {
		const struct timeline_row *row = &rows.rows[i];

		if (row->gap) {
			assert_true(timeline_rows_gap(t, row->event, hits_only, &gap));
			timeline_rows_add_gap(&gap, out);
		} else {
			str_addf(out, "%zu", row->event);
		}
		str_add_char(out, '\n');
	}
	timeline_rows_release(&rows);
}

static void expect_lines(const struct timeline *t, bool hits_only, const char *expected)
{
	struct str text = STR_INIT;

	write_lines(t, hits_only, &text);
	assert_string_equal(text.buf, expected);
	str_release(&text);
}

/* Three conferences every two years, the second late, and a workshop between. */
static void make_three(struct timeline *t)
{
	timeline_init(t);
	add(t, 0, "2002-02-26/2002-02-28", 10);
	add(t, 1, "2003", 0);
	add(t, 0, "2008-02-28", 10);
	add(t, 0, "2010-02-28", 10);
	t->cadence = 730;
	sort_events(t, day_of(2010, 3, 5));
}

static void test_gaps_come_before_the_event_that_ends_them(void **state)
{
	struct timeline t;

	(void)state;
	make_three(&t);
	expect_lines(&t, false,
		"0\n1\n6 years later (late)\n2\n2 years later\n3\nnone for 5 days\n");
	expect_lines(&t, true,
		"0\n1\n6 years later (late)\n2\n2 years later\n3\nnone for 5 days\n");
	timeline_release(&t);
}

static void test_no_gaps_to_events_that_are_left_out(void **state)
{
	struct timeline t;

	(void)state;
	make_three(&t);
	t.events[1].dimmed = true;
	expect_lines(&t, true,
		"0\n6 years later (late)\n2\n2 years later\n3\nnone for 5 days\n");
	t.events[2].dimmed = true;
	expect_lines(&t, true, "0\n3\nnone for 5 days\n");
	t.events[3].dimmed = true;
	expect_lines(&t, true, "0\n");
	expect_lines(&t, false,
		"0\n1\n6 years later (late)\n2\n2 years later\n3\nnone for 5 days\n");
	t.events[0].dimmed = true;
	expect_lines(&t, true, "");
	timeline_release(&t);
}

static void test_every_event_has_a_line(void **state)
{
	uint64_t seed = 11;

	(void)state;
	for (int i = 0; i < CASES / 10; i++) {
		bool hits_only = random_below(&seed, 2);
		struct timeline_rows rows = { 0 };
		struct timeline t;
		size_t next = 0;

		random_timeline(&t, &seed, 30, 3);
		timeline_rows_fill(&rows, &t, hits_only);
		for (size_t k = 0; k < rows.count; k++) {
			const struct timeline_row *row = &rows.rows[k];

			while (hits_only && next < t.count && t.events[next].dimmed)
				next++;
			assert_true(row->event ==
				(row->gap && k + 1 == rows.count ? TIMELINE_NONE : next));
			next += !row->gap;
		}
		while (hits_only && next < t.count && t.events[next].dimmed)
			next++;
		assert_int_equal(next, t.count);
		timeline_rows_release(&rows);
		timeline_release(&t);
	}
}

/* Checks the width that a date of DATE columns gets in lines of WIDTH. */
static void expect_date(int date, int width, int expected)
{
	struct timeline_columns columns = { .date = date };

	timeline_columns_fit(&columns, width, 5);
	assert_int_equal(columns.date, expected);
	assert_int_equal(columns.title, width - 5 - expected);
}

static void test_dates_leave_room_for_titles(void **state)
{
	(void)state;
	expect_date(20, 80, 20);
	expect_date(40, 80, 32);
	expect_date(40, 60, 32);
	expect_date(40, 59, 29);
	expect_date(8, 30, 8);
}

static void test_lanes_are_shown_in_wide_lines(void **state)
{
	struct timeline_columns wide = { .date = 20, .title = 70, .lane = 24 };
	struct timeline_columns narrow = wide, endless = wide;

	(void)state;
	timeline_columns_fit(&wide, 70, 5);
	assert_int_equal(wide.lane, TIMELINE_LANE_MAX);
	assert_int_equal(wide.title, 70 - 5 - 20 - TIMELINE_LANE_MAX - 2);
	timeline_columns_fit(&narrow, 69, 5);
	assert_int_equal(narrow.lane, 0);
	assert_int_equal(narrow.title, 69 - 5 - 20);
	timeline_columns_fit(&endless, 0, 5);
	assert_int_equal(endless.lane, 24);
	assert_int_equal(endless.title, 60);
}

static void test_months_are_short_where_it_is_narrow(void **state)
{
	static const int widths[] = { 0, 60, 59 };
	struct edtf date;
	struct str text = STR_INIT;

	(void)state;
	assert_true(edtf_parse(slice_of("2015-09-28/2015-10-04"), &date, NULL, NULL));
	for (size_t i = 0; i < 3; i++) {
		timeline_rows_add_date(&date, widths[i], &text);
		str_add_char(&text, '\n');
	}
	assert_string_equal(text.buf,
		"28 September – 4 October 2015\n"
		"28 September – 4 October 2015\n"
		"28 Sep – 4 Oct 2015\n");
	str_release(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gaps_come_before_the_event_that_ends_them),
		cmocka_unit_test(test_no_gaps_to_events_that_are_left_out),
		cmocka_unit_test(test_every_event_has_a_line),
		cmocka_unit_test(test_dates_leave_room_for_titles),
		cmocka_unit_test(test_lanes_are_shown_in_wide_lines),
		cmocka_unit_test(test_months_are_short_where_it_is_narrow),
	};

	return cmocka_run_group_tests_name("timeline_rows", tests, NULL, NULL);
}
