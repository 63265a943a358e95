/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Walking through a small package: tabs, lists, records, links, and the way back. */

#include "ui/command.h"
#include "unit/test.h"
#include "view/stage.h"

static int open_small(void **state)
{
	static struct stage stage;

	stage_open(&stage, stage_small(), 80, 16);
	*state = &stage;
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

static void test_overview_lists_what_there_is(void **state)
{
	stage_expect_screen(*state,
		" Islands    0 Overview  1 Islands 4  2 Harbours 5\n"
		"            ━━━━━━━━━━\n"
		"  Islands\n"
		"  Islands and their harbours.\n"
		"  Version 2\n"
		"\n"
		"  Islands   4    Harbours  5\n"
		"\n"
		"  /   search: a name in any language or spelling, a code, a year\n"
		"  ?   help: all keys\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" Enter open   / search   Tab next tab   t timeline   f find in all   ? "
		"help\n");
}

static void test_overview_leads_to_the_tables(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "Down Enter");
	assert_string_equal(stage_line(s, 2),
		"   Harbour                                                       Island "
		"  Depth");
	stage_keys(s, "Backspace");
	stage_expect(s, "Islands and their harbours.");
}

static void test_list_aligns_its_columns(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1");
	assert_string_equal(stage_line(s, 2),
		"   Island                                               Sea             "
		" People");
	assert_string_equal(stage_line(s, 3),
		" ▌ Gotland                                              Baltic Sea      "
		"  61000");
	assert_string_equal(stage_line(s, 4),
		"   Öland                                                Baltic Sea      "
		"  26000");
	assert_string_equal(stage_line(s, 5),
		"   Elba                                                 Tyrrhenian Sea  "
		"  32000");
	assert_string_equal(stage_line(s, 6),
		"   Bali                                                 Bali Sea        "
		"4300000");
	assert_string_equal(stage_line(s, 14), " 1/4  Island");
}

static void test_references_show_the_name_not_the_key(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2");
	stage_expect(s, "Öland      3.5");
	stage_expect_not(s, "OLA");
}

static void test_record_with_links_both_ways(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Enter");
	stage_expect_screen(s,
		" Islands    0 Overview  1 Islands 4  2 Harbours 5\n"
		"                        ━━━━━━━━━━━\n"
		"  Gotland                                                            "
		"      GOT\n"
		"\n"
		"  Sea     Baltic Sea\n"
		"  People  61000\n"
		"\n"
		"  Mentioned in\n"
		"  Harbours 2 as Island\n"
		"    Visby\n"
		"    Slite\n"
		"\n"
		"\n"
		"\n"
		" 1/4  Islands › Gotland\n"
		" Enter follow   / search   Backspace back   Tab next link   ? help\n");
	stage_keys(s, "Tab Tab Enter");
	assert_string_equal(stage_line(s, 2), "  Slite");
	stage_expect(s, "Island  Gotland");
	stage_keys(s, "Tab Enter");
	stage_expect(s, "GOT");
	stage_expect(s, "Visby");
}

static void test_back_brings_all_back(void **state)
{
	struct stage *s = *state;
	char list[4096];

	stage_keys(s, "2 l l s Down Down");
	assert_true(s->screen.len < sizeof list);
	memcpy(list, s->screen.buf, s->screen.len + 1);
	stage_keys(s, "Enter Tab Enter Tab Enter 1 Down");
	stage_keys(s, "Backspace Backspace Backspace Backspace");
	stage_expect_screen(s, list);
	stage_keys(s, ">");
	stage_expect(s, "Harbours ");
	stage_expect_not(s, "Sorted");
}

static void test_sort_keeps_the_cursor_on_its_row(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Down Down l l s");
	assert_string_equal(stage_line(s, 2),
		"   Island                                               Sea             "
		"People ▴");
	assert_string_equal(stage_line(s, 3),
		"   Öland                                                Baltic Sea      "
		"  26000");
	assert_string_equal(stage_line(s, 4),
		" ▌ Elba                                                 Tyrrhenian Sea  "
		"  32000");
	assert_string_equal(stage_line(s, 6),
		"   Bali                                                 Bali Sea        "
		"4300000");
	stage_keys(s, "S");
	assert_string_equal(stage_line(s, 3),
		"   Bali                                                 Bali Sea        "
		"4300000");
	stage_expect(s, " ▌ Elba");
	stage_keys(s, "s");
	stage_expect(s, "Original order restored.");
	assert_string_equal(stage_line(s, 3),
		"   Gotland                                              Baltic Sea      "
		"  61000");
}

static void test_next_and_previous_record(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Enter J J");
	assert_non_null(strstr(stage_line(s, 2), "Elba"));
	stage_keys(s, "K");
	assert_non_null(strstr(stage_line(s, 2), "Öland"));
	stage_keys(s, "K K");
	stage_expect(s, "This is the first record.");
	stage_keys(s, "J q");
	stage_expect(s, " ▌ Öland");
}

static void test_escape_never_quits_and_q_quits_at_the_root(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "Esc Esc 1 Enter Esc");
	assert_false(s->app.done);
	stage_expect(s, " ▌ Gotland");
	stage_keys(s, "Enter q");
	assert_false(s->app.done);
	stage_keys(s, "q");
	assert_true(s->app.done);
}

static void test_unknown_keys_are_answered(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 X");
	stage_expect(s, "X does nothing here. ? lists the keys.");
	stage_keys(s, "9");
	stage_expect(s, "There is no tab 9.");
}

static void test_goes_to_a_row_by_number(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2 : 4");
	stage_expect(s, "Enter goes to this row");
	stage_keys(s, "Enter");
	stage_expect(s, " ▌ Portoferraio");
	assert_string_equal(stage_line(s, 14), " 4/5  Harbour");
}

static void test_palette_finds_a_command_by_its_words(void **state)
{
	struct stage *s = *state;

	stage_keys(s, ":");
	stage_type(s, "problems");
	stage_keys(s, "Enter");
	stage_expect(s, "No problems: every file was read");
	stage_keys(s, "Backspace");
	stage_expect(s, "Islands and their harbours.");
}

static void test_help_starts_with_this_pane(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 ?");
	assert_string_equal(stage_line(s, 2), "  In this pane");
	stage_expect(s, "Enter");
	stage_keys(s, "q");
	stage_expect(s, " ▌ Gotland");
}

static void test_too_small_a_screen_says_so(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Down");
	stage_resize(s, 39, 16);
	assert_string_equal(stage_line(s, 0), "Needs 40x10, this is 39x16. q quits.");
	stage_keys(s, "Down Enter / : t");
	assert_int_equal(s->app.prompting, APP_PROMPT_NONE);
	stage_keys(s, "?");
	assert_string_equal(stage_line(s, 0), "Enlarge the window; q quits.");
	for (int size = 1; size < 40; size++)
		stage_resize(s, size, 40 - size);
	stage_resize(s, 80, 16);
	stage_expect(s, " ▌ Öland");
	stage_keys(s, "Enter");
	stage_resize(s, 21, 9);
	assert_string_equal(stage_line(s, 0), "Needs 40x10. q quits.");
	stage_keys(s, "q");
	assert_true(s->app.done);
}

static void test_wide_screens_show_the_record_too(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1");
	stage_resize(s, 120, 16);
	stage_expect(s, " ▌ Gotland");
	stage_expect(s, "◂  Gotland");
	stage_keys(s, "Down");
	stage_expect(s, "◂  Öland");
	stage_keys(s, "Enter Tab Enter");
	stage_expect(s, "▸  Borgholm");
	stage_expect(s, " ▌ Öland");
	stage_keys(s, "q q v");
	stage_expect_not(s, "│");
	stage_expect_not(s, "◂");
}

/* The palette lies over a place that reading again does away with. */
static void test_reading_again_waits_for_the_prompt(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Down");
	app_command(&s->app, COMMAND_RELOAD, -1);
	app_key(&s->app, ':');
	stage_type(s, "fold");
	stage_expect(s, ":fold");
	assert_non_null(s->app.reload);
	stage_keys(s, "Esc");
	assert_null(s->app.reload);
	stage_expect(s, "Reloaded: nothing changed.");
	stage_expect(s, " ▌ Öland");
}

/* What a key does is done before the panes become others. */
static void test_reading_again_never_ends_within_a_key(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Down Enter");
	app_command(&s->app, COMMAND_RELOAD, -1);
	app_key(&s->app, KEY_BACK);
	assert_non_null(s->app.reload);
	app_key(&s->app, '0');
	app_finish(&s->app);
	assert_null(s->app.reload);
	stage_keys(s, "Ctrl-L");
	stage_expect(s, "Islands and their harbours.");
}

/* Reading again ends before the list has taken note of the search. */
static void test_reading_again_right_behind_a_search(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 G");
	app_search(&s->app, "nowhere");
	app_command(&s->app, COMMAND_RELOAD, -1);
	app_search(&s->app, "nothing");
	app_finish(&s->app);
	stage_keys(s, "Ctrl-L");
	stage_expect(s, "1 Islands 0");
	stage_keys(s, "C");
	stage_expect(s, "1/4");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_overview_lists_what_there_is, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_overview_leads_to_the_tables, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_list_aligns_its_columns, open_small, close_stage),
		cmocka_unit_test_setup_teardown(test_references_show_the_name_not_the_key,
			open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_record_with_links_both_ways, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_back_brings_all_back, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_sort_keeps_the_cursor_on_its_row, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_next_and_previous_record, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_escape_never_quits_and_q_quits_at_the_root, open_small,
			close_stage),
		cmocka_unit_test_setup_teardown(
			test_unknown_keys_are_answered, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_goes_to_a_row_by_number, open_small, close_stage),
		cmocka_unit_test_setup_teardown(test_palette_finds_a_command_by_its_words,
			open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_help_starts_with_this_pane, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_too_small_a_screen_says_so, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_wide_screens_show_the_record_too, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_reading_again_waits_for_the_prompt, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_reading_again_never_ends_within_a_key, open_small,
			close_stage),
		cmocka_unit_test_setup_teardown(test_reading_again_right_behind_a_search,
			open_small, close_stage),
	};

	return cmocka_run_group_tests_name("browse", tests, NULL, NULL);
}
