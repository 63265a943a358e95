/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Clicks and the wheel on whatever is drawn: tabs, lists, links, key bar, timeline. */

#include "ui/command.h"
#include "unit/test.h"
#include "view/stage.h"
#include "view/views.h"

static int open_small(void **state)
{
	static struct stage stage;

	stage_open(&stage, stage_small(), 80, 16);
	*state = &stage;
	return 0;
}

static int open_wide(void **state)
{
	static struct stage stage;

	stage_open(&stage, stage_data(), 120, 30);
	*state = &stage;
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

static const struct view *shown(struct stage *s)
{
	return app_focus_pane(&s->app)->view;
}

static void test_f2_turns_it_on_and_says_so(void **state)
{
	struct stage *s = *state;

	assert_false(s->app.mouse);
	stage_expect_not(s, "mouse");
	stage_keys(s, "F2");
	assert_true(s->app.mouse);
	stage_expect(s, "Mouse on. Shift-drag still selects text, p turns it off.");
	stage_keys(s, "1");
	assert_string_equal(stage_line(s, 14) + 74, "mouse");
	stage_keys(s, "p");
	assert_false(s->app.mouse);
	stage_expect(s, "Mouse off");
}

static void test_a_tab_is_gone_to(void **state)
{
	struct stage *s = *state;

	stage_click(s, "Harbours 5", 3);
	stage_expect(s, "Portoferraio");
	stage_click(s, "1 Islands", 0);
	stage_expect(s, "Tyrrhenian Sea");
	/* The title is no tab. */
	stage_click(s, " Islands    0", 2);
	stage_expect(s, "Tyrrhenian Sea");
}

static void test_a_row_is_gone_to_then_opened(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2");
	stage_click(s, "Borgholm", 2);
	stage_expect(s, " ▌ Borgholm ");
	stage_expect(s, " 3/5");
	assert_ptr_equal(shown(s), &view_table);
	stage_click(s, "Borgholm", 60);
	assert_ptr_equal(shown(s), &view_record);
	stage_expect(s, "Depth   3.5");
	stage_keys(s, "Backspace");
	stage_expect(s, " ▌ Borgholm ");
}

static void test_outside_of_everything_nothing_happens(void **state)
{
	struct stage *s = *state;
	struct str before;

	stage_keys(s, "2 Down");
	str_init(&before);
	str_add(&before, s->screen.buf);
	for (int y = 0; y < s->rows; y++)
		app_mouse(&s->app, (struct mouse){ MOUSE_CLICK, s->cols, y });
	app_mouse(&s->app, (struct mouse){ MOUSE_CLICK, -1, -1 });
	app_mouse(&s->app, (struct mouse){ MOUSE_CLICK, 5, 10 }); /* below the rows */
	stage_click(s, " 2/5", 2);
	stage_expect_screen(s, before.buf);
	str_release(&before);
}

static void test_a_head_sorts_then_reverses(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2");
	stage_click(s, "Depth", 0);
	stage_expect(s, "Sorted by Depth, smallest first.");
	assert_string_equal(stage_line(s, 3),
		" ▌ Borgholm                                                      Öland  "
		"    3.5");
	stage_click(s, "Depth", 0);
	stage_expect(s, "Sorted by Depth, largest first.");
	assert_string_equal(stage_line(s, 3),
		" ▌ Portoferraio                                                  Elba   "
		"     11");
	stage_click(s, "Depth", 0);
	stage_expect(s, "Sorted by Depth, smallest first.");
}

static void test_a_link_is_chosen_then_followed(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2 Enter");
	stage_expect(s, "Visby");
	stage_click(s, "Depth   9.5", 9); /* no link */
	stage_click(s, "Gotland", 0);
	stage_expect(s, "Depth   9.5");
	stage_click(s, "Gotland", 3);
	stage_expect(s, "Baltic Sea");
	assert_ptr_equal(shown(s), &view_record);
}

static void test_the_overview_leads_on(void **state)
{
	struct stage *s = *state;

	stage_click(s, "Harbours  5", 2);
	assert_ptr_equal(shown(s), &view_overview);
	stage_click(s, "Harbours  5", 2);
	stage_expect(s, "Portoferraio");
}

static void test_the_key_bar_does_what_it_says(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2");
	stage_click(s, "s sort", 3);
	stage_expect(s, "Sorted by Harbour, A to Z.");
	stage_click(s, "? help", 0);
	assert_ptr_equal(shown(s), &view_help);
	stage_expect(s, "In this pane");
}

static void test_the_help_names_shift(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "?");
	stage_type(s, "/shift-drag");
	stage_keys(s, "Enter");
	stage_expect(s, "Mouse on or off (Shift-drag still selects text)");
	stage_click(s, "Mouse on or off", 0);
	assert_true(s->app.mouse);
}

static void test_the_wheel_scrolls_three_rows(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1");
	assert_string_equal(stage_line(s, 2),
		"   Country               Since       AHG  In the document  "
		"Capital      ◂  Afghanistan                  "
		"AF · AFG · 004");
	stage_wheel(s, "Bangladesh", 1);
	stage_expect(s, " ▌ Bhutan");
	stage_expect(s, " 4/45");
	stage_keys(s, "Down Down Down");
	stage_wheel(s, "Bhutan", -1);
	stage_expect(s, " 7/45"); /* it stays on its row while that is seen */
	stage_expect(s, "   Afghanistan ");
	/* Over the record the record scrolls, and keeps that when one goes there. */
	stage_wheel(s, "Taking part since February", 1);
	stage_expect_not(s, "Taking part since February");
	stage_expect(s, "CN · CHN · 156"); /* the title stays */
	stage_expect(s, " 7/45");
	stage_click(s, "Listed in       source", 30);
	assert_ptr_equal(shown(s), &view_record);
	stage_expect_not(s, "Taking part since February");
}

static void test_the_record_next_to_the_list_is_gone_to_and_left(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1");
	stage_click(s, "Taking part     February", 2);
	assert_ptr_equal(shown(s), &view_record);
	assert_int_equal(app_focus_pane(&s->app)->row.row, 0);
	stage_click(s, "Bangladesh", 2);
	assert_ptr_equal(shown(s), &view_table);
	stage_expect(s, " ▌ Bangladesh");
	stage_expect(s, "BD · BGD · 050");
	stage_click(s, " ▌ Bangladesh", 4);
	assert_ptr_equal(shown(s), &view_record);
	/* The row one is on already: back in the list first, nothing opened. */
	stage_click(s, " ▌ Bangladesh", 4);
	assert_ptr_equal(shown(s), &view_table);
}

static void test_an_event_of_the_strip_is_chosen(void **state)
{
	struct stage *s = *state;

	stage_click(s, "5 Timeline", 0);
	stage_expect(
		s, "Eighth Ministerial Conference                                   ");
	stage_click(s, "Fifth Ministerial Confe", 4);
	stage_expect(s, "  Fifth Ministerial Conference  ");
	stage_expect_not(s, "\n  Eighth Ministerial Conference");
	/* The first decision, of February 2002, at its mark. */
	stage_click(s, "Decisions         13 •", 21);
	stage_expect(s, "Decisions, 1 of 13");
	stage_click(s, "Decisions         13 ▲", 21);
	assert_ptr_equal(shown(s), &view_record);
	stage_keys(s, "Backspace");
	/* Names and years are no events. */
	stage_click(s, "Steering Group", 2);
	stage_click(s, "2010", 1);
	stage_expect(s, "Decisions, 1 of 13");
}

static void test_a_mark_of_several_lists_them(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "5");
	stage_click(s, "Working groups     9", 71);
	stage_expect(s, "Working groups, 1 of 9");
	stage_click(s, "Working groups     9", 70);
	stage_expect(s, "2 events. Enter opens one, Esc goes back.");
	assert_ptr_equal(shown(s), &view_timeline);
	stage_keys(s, "Esc");
}

static void test_the_list_of_the_timeline(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "5 v");
	stage_click(s, "4 years 6 months later", 0);
	stage_expect(s, " ▌ 10 February 2023");
	stage_click(s, "6 December 2022", 0);
	stage_expect(s, " ▌ 6 December 2022");
	stage_wheel(s, "6 December 2022", 1);
	stage_expect(s, " ▌ 6 December 2022");
	stage_click(s, "6 December 2022", 0);
	assert_ptr_equal(shown(s), &view_record);
}

static void test_in_a_prompt_the_list_is_walked(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2 /");
	stage_type(s, "o");
	stage_click(s, "Portoferraio", 0);
	stage_expect(s, " ▌ Portoferraio");
	stage_click(s, "Portoferraio", 0);
	stage_click(s, "Depth", 0);
	stage_click(s, "1 Islands", 3);
	assert_ptr_equal(shown(s), &view_table);
	assert_int_equal(s->app.prompting, APP_PROMPT_SEARCH);
	stage_expect_not(s, "Sorted");
	stage_keys(s, "Enter");
	stage_expect(s, " ▌ Portoferraio");
	stage_keys(s, "y");
	stage_click(s, "1 Islands", 3); /* the answer is a letter */
	stage_expect(s, "Portoferraio");
}

static void test_results_and_columns(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "f");
	stage_type(s, "o");
	stage_keys(s, "Enter");
	stage_click(s, " Harbours 3\n   Borgholm", 2); /* a heading is no row */
	stage_expect(s, " ▌ Öland");
	stage_click(s, "Borgholm", 0);
	stage_expect(s, " ▌ Borgholm");
	stage_click(s, "Borgholm", 0);
	stage_expect(s, "Depth   3.5");
	stage_keys(s, "q 2 C c");
	stage_click(s, "[x] Depth", 1);
	stage_expect(s, "3 shown");
	stage_click(s, "[x] Depth", 1);
	stage_expect(s, "[ ] Depth");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define SMALL(test) cmocka_unit_test_setup_teardown(test, open_small, close_stage)
#define WIDE(test) cmocka_unit_test_setup_teardown(test, open_wide, close_stage)
		SMALL(test_f2_turns_it_on_and_says_so),
		SMALL(test_a_tab_is_gone_to),
		SMALL(test_a_row_is_gone_to_then_opened),
		SMALL(test_outside_of_everything_nothing_happens),
		SMALL(test_a_head_sorts_then_reverses),
		SMALL(test_a_link_is_chosen_then_followed),
		SMALL(test_the_overview_leads_on),
		SMALL(test_the_key_bar_does_what_it_says),
		SMALL(test_the_help_names_shift),
		WIDE(test_the_wheel_scrolls_three_rows),
		WIDE(test_the_record_next_to_the_list_is_gone_to_and_left),
		WIDE(test_an_event_of_the_strip_is_chosen),
		WIDE(test_a_mark_of_several_lists_them),
		WIDE(test_the_list_of_the_timeline),
		SMALL(test_in_a_prompt_the_list_is_walked),
		SMALL(test_results_and_columns),
	};

	return cmocka_run_group_tests_name("mouse", tests, NULL, NULL);
}
