/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/events.h"

#include "base/calendar.h"
#include "unit/packed.h"
#include "unit/test.h"

static void open_forum(struct packed *x)
{
	packed_copy(x, "timeline_events");
}

static void finish(struct events *c)
{
	while (!events_step(c, clock_now() + TASK_MS))
		;
}

static void expect_title(const struct events *c, size_t event, const char *title)
{
	struct str text = STR_INIT;

	events_add_title(c, event, &text);
	assert_string_equal(text.buf, title);
	str_release(&text);
}

static void test_the_table_with_a_cadence_comes_first(void **state)
{
	struct packed x;
	struct events c;

	(void)state;
	open_forum(&x);
	packed_load(&x, NULL);
	assert_true(events_any(&x.p));
	events_init(&c, &x.p, calendar_day(2026, 1, 1));
	finish(&c);
	assert_int_equal(c.timeline.count, 6);
	assert_int_equal(c.timeline.cadence, 730);
	assert_int_equal(c.timeline.lane_count, 4);
	/* Then the lanes as the field lists its values, and last a value it does not
	 * list. */
	assert_string_equal(events_lane_name(&c, 0), "Meetings");
	assert_string_equal(events_lane_name(&c, 1), "Decisions");
	assert_string_equal(events_lane_name(&c, 2), "Workshops");
	assert_string_equal(events_lane_name(&c, 3), "x");
	assert_int_equal(c.timeline.lanes[2].count, 2);
	assert_int_equal(c.undated, 2);
	events_release(&c);
	packed_end(&x);
}

static void test_events_are_in_time_order_and_know_their_rows(void **state)
{
	static const char *const titles[] = { "Group set up", "First", "Second",
		"Seminar", "Walk", "Opening" };
	struct packed x;
	struct events c;

	(void)state;
	open_forum(&x);
	packed_load(&x, NULL);
	events_init(&c, &x.p, calendar_day(2026, 1, 1));
	finish(&c);
	for (size_t i = 0; i < c.timeline.count; i++) {
		struct row_ref row = events_row(&c, i);

		expect_title(&c, i, titles[i]);
		assert_int_equal(events_event(&c, row), i);
	}
	assert_int_equal(events_row(&c, 5).table, 0);
	assert_int_equal(events_row(&c, 5).row, 5);
	/* A row without a date is no event. */
	assert_int_equal(events_event(&c, (struct row_ref){ 0, 3 }), TIMELINE_NONE);
	assert_true(events_date_field(&c, 1) >= 0);
	assert_int_equal(events_date_field(&c, 2), -1);
	/* Labels are measured in all lanes. */
	assert_int_equal(c.timeline.events[1].label, 5);
	assert_int_equal(c.timeline.events[0].label, 12);
	events_release(&c);
	packed_end(&x);
}

static void test_without_a_timeline_any_date_will_do(void **state)
{
	struct packed x;
	struct events c;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'name':'p','resources':["
		"{'name':'towns','path':'towns.csv','title':'Towns','schema':{'fields':["
		"{'name':'name','type':'string'},{'name':'founded','type':'year'}]}},"
		"{'name':'visits','path':'visits.csv','title':'Visits','schema':{'fields'"
		":["
		"{'name':'at','type':'datetime'},{'name':'who','type':'string'}]}},"
		"{'name':'words','path':'words.csv','title':'Words','schema':{'fields':["
		"{'name':'word','type':'string'}]}}]}");
	packed_write(&x, "towns.csv", "name,founded\nVisby,1100\nElba,1500\nOslo,1049\n");
	packed_write(&x, "visits.csv", "at,who\n2020-05-01T10:15:00.5Z,Ann\n");
	packed_write(&x, "words.csv", "word\nhello\n");
	packed_load(&x, NULL);
	assert_true(events_any(&x.p));
	events_init(&c, &x.p, calendar_day(2026, 1, 1));
	finish(&c);
	assert_int_equal(c.timeline.count, 4);
	assert_int_equal(c.timeline.lane_count, 2);
	assert_string_equal(events_lane_name(&c, 0), "Towns");
	assert_string_equal(events_lane_name(&c, 1), "Visits");
	expect_title(&c, 0, "Oslo");
	assert_int_equal(c.timeline.cadence, 0);
	assert_int_equal(c.timeline.events[3].date.first, calendar_day(2020, 5, 1));
	events_release(&c);
	packed_end(&x);
}

static void test_no_dates_no_events(void **state)
{
	struct packed x;
	struct events c;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "words.csv", "word\nhello\n");
	packed_load(&x, NULL);
	assert_false(events_any(&x.p));
	events_init(&c, &x.p, 0);
	finish(&c);
	assert_int_equal(c.timeline.count, 0);
	assert_int_equal(c.edition, 0);
	assert_string_equal(events_lane_name(&c, 0), "");
	events_release(&c);
	packed_end(&x);
}

static void test_rows_that_come_later_are_taken_in(void **state)
{
	struct packed x;
	struct events c;
	struct str rows = STR_INIT;
	bool done = false;

	(void)state;
	packed_begin(&x);
	str_add(&rows, "title,date\n");
	for (int i = 0; i < 20000; i++)
		str_addf(
			&rows, "Event %d,%04d-%02d-01\n", i, 1000 + i % 1000, 1 + i % 12);
	packed_write(&x, "datapackage.json",
		"{'name':'p','resources':[{'name':'e','path':'e.csv','schema':{'fields':["
		"{'name':'title','type':'string'},{'name':'date','type':'date'}]},"
		"'bali':{'label':'title'}}]}");
	packed_write(&x, "e.csv", rows.buf);
	packed_open(&x, NULL);
	events_init(&c, &x.p, 0);
	/* The events are in order at any time, and none is lost. */
	while (!done) {
		done = x.load.task.step(&x.load.task, clock_now());
		events_step(&c, clock_now());
		for (size_t i = 1; i < c.timeline.count; i += 997)
			assert_true(timeline_anchor(&c.timeline.events[i - 1]) <=
				timeline_anchor(&c.timeline.events[i]));
		assert_true(c.timeline.count + c.fresh_count == c.entry_count);
	}
	finish(&c);
	assert_int_equal(c.timeline.count, 20000);
	/* Not once per portion: sorting again is worth it when as much has come again. */
	assert_in_range(c.edition, 1, 10);
	str_release(&rows);
	events_release(&c);
	packed_end(&x);
}

static void test_many_values_share_a_lane(void **state)
{
	struct packed x;
	struct events c;
	struct str rows = STR_INIT;

	(void)state;
	packed_begin(&x);
	str_add(&rows, "kind,date\n");
	for (int i = 0; i < 100; i++)
		str_addf(&rows, "kind %d,%04d\n", i, 1000 + i);
	packed_write(&x, "datapackage.json",
		"{'name':'p','resources':[{'name':'e','path':'e.csv','title':'Things',"
		"'schema':{'fields':["
		"{'name':'kind','type':'string'},{'name':'date','type':'year'}]},"
		"'bali':{'timeline':{'date':'date','lane':'kind'}}}]}");
	packed_write(&x, "e.csv", rows.buf);
	packed_load(&x, NULL);
	events_init(&c, &x.p, 0);
	finish(&c);
	assert_int_equal(c.timeline.count, 100);
	assert_in_range(c.timeline.lane_count, 2, 50);
	assert_string_equal(events_lane_name(&c, c.timeline.lane_count - 1), "Things");
	str_release(&rows);
	events_release(&c);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table_with_a_cadence_comes_first),
		cmocka_unit_test(test_events_are_in_time_order_and_know_their_rows),
		cmocka_unit_test(test_without_a_timeline_any_date_will_do),
		cmocka_unit_test(test_no_dates_no_events),
		cmocka_unit_test(test_rows_that_come_later_are_taken_in),
		cmocka_unit_test(test_many_values_share_a_lane),
	};

	return cmocka_run_group_tests_name("timeline_events", tests, NULL, NULL);
}
