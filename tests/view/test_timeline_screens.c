/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include "view/screen_file.h"
#include "view/stage.h"

/*
 * The timeline of the Bali Process data as the user sees it: whole screens, which are
 * files in tests/view/screens, and questions answered by keys alone. The gaps were
 * counted by hand from data/meetings.csv, from the last day of a conference to the first
 * of the next.
 */

static void stage_with(struct stage *s, int cols, int rows, const char *keys)
{
	stage_open(s, stage_data(), cols, rows);
	stage_keys(s, "5");
	stage_keys(s, keys);
}

/* Goes to a date, or whatever else the command line takes. */
static void go(struct stage *s, const char *where)
{
	stage_keys(s, ":");
	stage_type(s, where);
	stage_keys(s, "Enter");
}

static void find(struct stage *s, const char *text)
{
	stage_keys(s, "/");
	stage_type(s, text);
	stage_keys(s, "Enter");
}

/* Compares the body of the screen; the tabs above and the two lines below are not the
 * timeline's. */
static void expect_file(const char *name, const struct str *screen)
{
	struct str body = STR_INIT;
	const char *from = screen->buf;
	size_t end = screen->len;

	for (int lines = 0; lines < 2; lines++)
		from += strcspn(from, "\n") + 1;
	for (int lines = 0; lines < 3; end--)
		lines += screen->buf[end - 1] == '\n';
	str_add_bytes(&body, from, (size_t)(screen->buf + end + 1 - from));
	screen_file_expect(name, body.buf);
	str_release(&body);
}

static void test_whole_screens(void **state)
{
	static const struct {
		int cols, rows;
		const char *go, *find, *keys, *screen;
	} cases[] = {
		{ 120, 40, NULL, NULL, "", "fitted-120x40" },
		{ 200, 60, NULL, NULL, "", "fitted-200x60" },
		{ 80, 24, NULL, NULL, "v", "strip-80x24" },
		{ 80, 24, NULL, NULL, "", "list-80x24" },
		{ 120, 40, "2011", NULL, "+ + + + + +", "year-120x40" },
		{ 120, 36, "2009-04", NULL, "+ + + + + + +", "april-2009" },
		{ 120, 36, NULL, NULL, "x", "folded" },
		{ 120, 36, NULL, "australia", "", "australia" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage s;

		stage_with(&s, cases[i].cols, cases[i].rows, "");
		if (cases[i].go)
			go(&s, cases[i].go);
		if (cases[i].find)
			find(&s, cases[i].find);
		stage_keys(&s, cases[i].keys);
		expect_file(cases[i].screen, &s.screen);
		stage_close(&s);
	}
}

static void test_ascii(void **state)
{
	struct stage s;
	struct str text = STR_INIT;

	(void)state;
	stage_with(&s, 120, 40, "");
	canvas_add_text(&s.app.canvas, true, &text);
	for (size_t i = 0; i < text.len; i++)
		assert_true((unsigned char)text.buf[i] < 0x80);
	expect_file("ascii-120x40", &text);
	str_release(&text);
	stage_close(&s);
}

/* 28 February 2002 to 28 April 2003, 30 April 2003 to 14 April 2009 and so on. */
static void test_every_gap_between_conferences(void **state)
{
	static const char *const gaps[] = {
		"1 year 2 months before the second",
		"5 years 11 months before the third",
		"1 year 11 months before the fourth",
		"2 years before the fifth",
		"2 years 11 months before the sixth",
		"2 years 4 months before the seventh",
		"4 years 6 months before the eighth",
		"none for 3 years 9 months (overdue)",
	};
	struct stage s;

	(void)state;
	stage_with(&s, 120, 36, "g");
	for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
		stage_expect(&s, gaps[i]);
		stage_keys(&s, "Right");
	}
	stage_expect(&s, "This is the last event of its lane.");
	stage_close(&s);
}

/* Late is marked as long as there is room for anything: 5 years 11 months, 4 years 6 months
 * and 3 years 9 months up to today. */
static void test_late_gaps_are_marked_where_it_is_narrow(void **state)
{
	struct stage s;

	(void)state;
	stage_with(&s, 40, 24, "v");
	stage_expect(&s, "●●2   ● ● ●5 ● ●7  ▲8 ┊");
	stage_expect(&s, "   ~6y!           !  !  ┊");
	stage_close(&s);
}

static void test_which_conference_followed_the_longest_gap(void **state)
{
	struct stage s;

	(void)state;
	stage_with(&s, 120, 36, "");
	stage_expect(&s, " 5y11m late ");
	stage_keys(&s, "g Right Right");
	stage_expect(&s, "  Third Ministerial Conference                  ");
	stage_expect(&s, "14–15 April 2009 · Bali");
	stage_expect(&s, "Meetings, 3 of 8");
	stage_expect(&s, "5 years 11 months after the second (late)");
	stage_close(&s);
}

/* Of 45 members 36 take part since February 2002, two since 1 April 2013, and of seven no
 * source says since when. */
static void test_members_known_on_a_day(void **state)
{
	struct stage s;

	(void)state;
	stage_with(&s, 120, 36, "");
	go(&s, "2013-04-02");
	stage_expect(
		&s, "On 2 April 2013: 38 members, and 7 whose start date is unknown");
	go(&s, "2011-03-30");
	stage_expect(
		&s, "On 30 March 2011: 36 members, and 7 whose start date is unknown");
	stage_close(&s);
}

/* 30 March 2011 to 30 March 2012 are 366 days, to 10 September 164 more. */
static void test_distance_from_a_mark(void **state)
{
	struct stage s;

	(void)state;
	stage_with(&s, 120, 36, "Down");
	go(&s, "2011-03-30");
	stage_expect(&s, "Regional Cooperation Framework agreed");
	stage_keys(&s, "M");
	stage_keys(&s, "Right");
	stage_expect(&s, "Regional Support Office opened");
	stage_expect(&s, "10 September 2012 · Bangkok");
	stage_expect(&s,
		"1 year 5 months (530 days) after the mark, Regional "
		"Cooperation Framework agreed");
	stage_close(&s);
}

/* No event has Iraq among its countries, and it stays in the list. */
static void test_a_row_that_no_event_names(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_keys(&s, "1 /");
	stage_type(&s, "iraq");
	stage_keys(&s, "Enter t");
	stage_expect(&s, "No event names Iraq.");
	stage_expect(&s, " ▌ Iraq");
	stage_close(&s);
}

/* A lane folds to its count and comes back whole. */
static void test_a_lane_folds_to_its_count(void **state)
{
	struct stage s;
	char before[256];

	(void)state;
	stage_open(&s, stage_data(), 120, 36);
	stage_keys(&s, "5 X");
	stage_expect(&s, "The first lane cannot be folded. Down selects another.");
	stage_keys(&s, "Down");
	snprintf(before, sizeof before, "%s", stage_line(&s, 10));
	assert_non_null(strstr(before, "  Decisions         13 •"));
	stage_keys(&s, "X");
	stage_expect(&s, "Lane folded. X unfolds it.");
	assert_null(strstr(stage_line(&s, 10), "•"));
	assert_non_null(strstr(stage_line(&s, 10), "  Decisions         13"));
	stage_keys(&s, "Enter");
	stage_expect(&s, "Enter follow");
	stage_keys(&s, "Backspace X");
	assert_string_equal(stage_line(&s, 10), before);
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_lane_folds_to_its_count),
		cmocka_unit_test(test_a_row_that_no_event_names),
		cmocka_unit_test(test_whole_screens),
		cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_every_gap_between_conferences),
		cmocka_unit_test(test_late_gaps_are_marked_where_it_is_narrow),
		cmocka_unit_test(test_which_conference_followed_the_longest_gap),
		cmocka_unit_test(test_members_known_on_a_day),
		cmocka_unit_test(test_distance_from_a_mark),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("timeline_screens", tests, NULL, NULL);
}
