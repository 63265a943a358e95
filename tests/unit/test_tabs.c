/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/frame.h"

#include <locale.h>
#include <stdlib.h>

#include "base/str.h"
#include "unit/looks.h"
#include "unit/test.h"

static const struct tab_label tabs[] = {
	{ .key = '0', .title = "Overview" },
	{ .key = '1', .title = "Members", .count = 45, .counted = true },
	{ .key = '2', .title = "Participants", .count = 18, .counted = true },
	{ .key = '3', .title = "Organizations", .count = 13, .counted = true },
	{ .key = '4', .title = "Meetings", .count = 8, .counted = true },
	{ .key = '5', .title = "Timeline" },
	{ .key = '6', .title = "Map" },
	{ .key = '7', .title = "Bodies", .count = 9, .counted = true },
	{ .key = '8', .title = "Sources", .count = 12, .counted = true },
};

enum { TABS = sizeof tabs / sizeof *tabs };

/* Checks both rows of the tabs in COLS columns. */
static void check_rows(int cols, const struct tab_label *labels, size_t count,
	size_t current, const char *expected)
{
	struct canvas canvas;
	struct str text = STR_INIT;

	canvas_init(&canvas);
	canvas_resize(&canvas, cols, 2);
	tabs_draw(&canvas, canvas_rect(&canvas), "Bali Process", labels, count, current);
	canvas_add_text(&canvas, false, &text);
	assert_string_equal(text.buf, expected);
	str_release(&text);
	canvas_release(&canvas);
}

static void test_title_and_tabs_with_the_mark(void **state)
{
	(void)state;
	check_rows(118, tabs, TABS, 1,
		" Bali Process    0 Overview  1 Members 45  2 Participants 18"
		"  3 Organizations 13  4 Meetings 8  5 Timeline  6 Map  ›\n"
		"                             ━━━━━━━━━━━━\n");
}

/* All tabs need 122 columns, the title 16, the margins 2. */
static void test_title_gives_way_to_tabs(void **state)
{
	static const char all[] =
		"0 Overview  1 Members 45  2 Participants 18  3 Organizations 13"
		"  4 Meetings 8  5 Timeline  6 Map  7 Bodies 9  8 Sources 12\n";
	struct str expected = STR_INIT;

	(void)state;
	str_addf(&expected, " Bali Process    %s                 ━━━━━━━━━━\n", all);
	check_rows(140, tabs, TABS, 0, expected.buf);
	str_clear(&expected);
	str_addf(&expected, " %s ━━━━━━━━━━\n", all);
	check_rows(139, tabs, TABS, 0, expected.buf);
	check_rows(124, tabs, TABS, 0, expected.buf);
	str_release(&expected);
}

static void test_hidden_tabs_are_told(void **state)
{
	(void)state;
	check_rows(80, tabs, TABS, 0,
		" 0 Overview  1 Members 45  2 Participants 18  3 Organizations 13  ›\n"
		" ━━━━━━━━━━\n");
	check_rows(80, tabs, TABS, 5,
		" ‹  2 Participants 18  3 Organizations 13  4 Meetings 8  5 Timeline"
		"  6 Map  ›\n"
		"                                                         "
		"━━━━━━━━━━\n");
	check_rows(80, tabs, TABS, 8,
		" ‹  4 Meetings 8  5 Timeline  6 Map  7 Bodies 9  8 Sources 12\n"
		"                                                 ━━━━━━━━━━━━\n");
}

/* On any screen wide enough for it the current tab is whole, and nothing is outside
 * the margins. */
static void test_current_tab_is_always_whole(void **state)
{
	(void)state;
	for (int cols = 28; cols < 150; cols++) {
		for (size_t current = 0; current < TABS; current++) {
			struct canvas canvas;
			struct str text = STR_INIT, label = STR_INIT;

			canvas_init(&canvas);
			canvas_resize(&canvas, cols, 2);
			tabs_draw(&canvas, canvas_rect(&canvas), "Bali Process", tabs,
				TABS, current);
			canvas_add_text(&canvas, false, &text);
			str_addf(&label, " %zu %s", current, tabs[current].title);
			if (tabs[current].counted)
				str_addf(&label, " %zu", tabs[current].count);
			assert_non_null(strstr(text.buf, label.buf));
			assert_int_equal(canvas.cells[0].chars[0], 0);
			assert_int_equal(canvas.cells[cols - 1].chars[0], 0);
			str_release(&label);
			str_release(&text);
			canvas_release(&canvas);
		}
	}
}

static void test_counts_that_grow_and_empty_tabs(void **state)
{
	static const struct tab_label labels[] = {
		{ .key = '0',
			.title = "A",
			.count = 7,
			.counted = true,
			.growing = true },
		{ .key = '1', .title = "B", .counted = true, .empty = true },
		{ .key = '2', .title = "C" },
	};
	struct canvas canvas;
	struct str looks = STR_INIT;

	(void)state;
	check_rows(40, labels, 3, 2,
		" Bali Process    0 A 7…  1 B 0  2 C\n"
		"                                ━━━\n");
	canvas_init(&canvas);
	canvas_resize(&canvas, 22, 2);
	tabs_draw(&canvas, canvas_rect(&canvas), "Bali Process", labels, 3, 2);
	add_styles(&canvas, 0, &looks);
	/* b: dim digits; i, j, k: a tab, the one one is in, an empty one. */
	assert_string_equal(looks.buf, " bbiiii  bbkkk  jjj   ");
	str_release(&looks);
	canvas_release(&canvas);
}

static void test_tabs_beyond_the_digits_have_none(void **state)
{
	struct tab_label labels[12];

	(void)state;
	for (size_t i = 0; i < 12; i++)
		labels[i] = (struct tab_label){ .key = i < 10 ? (char)('0' + i) : '\0',
			.title = "T" };
	check_rows(80, labels, 12, 11,
		" Bali Process    0 T  1 T  2 T  3 T  4 T  5 T  6 T  7 T  8 T  9 T  T  "
		"T\n"
		"                                                                      "
		"━\n");
}

static void test_any_size_and_no_tabs(void **state)
{
	(void)state;
	check_rows(30, tabs, 0, 0, " Bali Process\n\n");
	for (int cols = 0; cols < 28; cols++) {
		struct canvas canvas;

		canvas_init(&canvas);
		canvas_resize(&canvas, cols, 1);
		tabs_draw(&canvas, canvas_rect(&canvas), "Bali Process", tabs, TABS, 3);
		canvas_release(&canvas);
	}
	check_rows(12, tabs, TABS, 3, " ‹  3 Organi\n    ━━━━━━━━\n");
}

/* Returns the tab at column X of COLS with tab CURRENT. */
static size_t tab_at(int cols, size_t current, int x)
{
	struct rect rect = { 0, 0, cols, 2 };

	return tabs_at(rect, "Bali Process", tabs, TABS, current, x);
}

/* The rows of the tests above: " Bali Process    0 Overview  1 Members 45  …  ›" */
static void test_tells_the_tab_at_a_column(void **state)
{
	(void)state;
	assert_int_equal(tab_at(118, 1, 5), TABS);
	assert_int_equal(tab_at(118, 1, 17), 0);
	assert_int_equal(tab_at(118, 1, 26), 0);
	assert_int_equal(tab_at(118, 1, 27), TABS);
	assert_int_equal(tab_at(118, 1, 29), 1);
	assert_int_equal(tab_at(118, 1, 40), 1);
	assert_int_equal(tab_at(118, 1, 41), TABS);
	/* Each mark hides tabs: " ‹  3 Organi" */
	assert_int_equal(tab_at(12, 3, 0), TABS);
	assert_int_equal(tab_at(12, 3, 1), 2);
	assert_int_equal(tab_at(12, 3, 2), TABS);
	assert_int_equal(tab_at(12, 3, 4), 3);
	assert_int_equal(tabs_at((struct rect){ 0, 0, 30, 2 }, "T", tabs, 0, 0, 6), 0);
}

/* The mark of more is in the last column but one, and leads to what it hides. */
static void test_the_mark_of_more_leads_on(void **state)
{
	struct canvas canvas;
	size_t last = 0;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 80, 2);
	tabs_draw(&canvas, canvas_rect(&canvas), "Bali Process", tabs, TABS, 1);
	for (int x = 0; x < 80; x++) {
		size_t tab = tab_at(80, 1, x);

		if (canvas.cells[x].chars[0] == 0x203a)
			assert_int_equal(tab, last + 1);
		else if (tab != TABS)
			last = tab;
	}
	assert_true(last > 1 && last < TABS);
	canvas_release(&canvas);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_title_and_tabs_with_the_mark),
		cmocka_unit_test(test_title_gives_way_to_tabs),
		cmocka_unit_test(test_hidden_tabs_are_told),
		cmocka_unit_test(test_current_tab_is_always_whole),
		cmocka_unit_test(test_counts_that_grow_and_empty_tabs),
		cmocka_unit_test(test_tabs_beyond_the_digits_have_none),
		cmocka_unit_test(test_any_size_and_no_tabs),
		cmocka_unit_test(test_tells_the_tab_at_a_column),
		cmocka_unit_test(test_the_mark_of_more_leads_on),
	};

	/* Widths are the locale's. */
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("tabs", tests, NULL, NULL);
}
