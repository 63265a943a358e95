/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The keys as the program lists them, and the commands by name. */

#include "unit/test.h"
#include "view/stage.h"

static int open_small(void **state)
{
	static struct stage stage;

	stage_open(&stage, stage_small(), 80, 24);
	*state = &stage;
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

/* What lies between the heading of the pane's keys and that of all keys. */
static void expect_first(struct stage *s, const char *text)
{
	const char *moving = strstr(s->screen.buf, "  Moving\n");
	const char *found = strstr(s->screen.buf, text);

	if (!found || (moving && found > moving))
		fail_msg("not among the first: %s", text);
}

static void test_first_the_keys_of_the_pane_one_came_from(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 ?");
	assert_string_equal(stage_line(s, 2), "  In this pane");
	expect_first(s, "Sort by the current column");
	stage_expect_not(s, "Follow the selected link");
	stage_keys(s, "q Enter ?");
	assert_string_equal(stage_line(s, 2), "  In this pane");
	expect_first(s, "Follow the selected link");
	stage_expect_not(s, "Sort by the current column");
}

static void test_then_all_of_them(void **state)
{
	static const char *const lines[] = { "  Up k Ctrl-P             Go up a row\n",
		"  Enter                   Follow the selected link\n",
		"  J                       Go to the next record of the list\n",
		"  +                       Zoom in around the cursor\n",
		"  r                       Reload the data\n",
		"  Ctrl-W                  Delete the word before the cursor\n" };
	struct stage *s = *state;

	stage_resize(s, 80, 200);
	stage_keys(s, "1 ?");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		stage_expect(s, lines[i]);
}

static void test_enter_does_what_the_line_says(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 ? /");
	stage_type(s, "\"in reverse\"");
	stage_keys(s, "Enter Enter");
	stage_expect(s, "Sorted by Island, Z to A.");
	stage_keys(s, "? /");
	stage_type(s, "\"this number\"");
	stage_keys(s, "Enter Enter");
	stage_expect(s, "Which tab? 0 to 9 go to the one of this number.");
}

static void test_palette_gives_a_command_its_number(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 :");
	stage_type(s, "tab 3");
	stage_expect(s, " 1 command\n");
	stage_keys(s, "Enter");
	stage_expect(s, "There is no tab 3.");
	stage_keys(s, ":");
	stage_type(s, "tab 2");
	stage_keys(s, "Enter");
	stage_expect(s, "Harbour   ");
}

/* The first hit is gone to with each letter; Enter stays there, n goes on. */
static void test_finds_words_as_they_are_typed(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 ? n");
	stage_expect(s, "No search yet. / starts one.");
	stage_keys(s, "/");
	stage_type(s, "nowhere");
	stage_expect(s, " 0/0  “nowhere”");
	stage_keys(s, "Enter");
	stage_expect(s, "No match for “nowhere” in the help.");
	stage_keys(s, "/ Ctrl-U");
	stage_type(s, "the shell");
	stage_expect(s, " 1/1  “the shell”");
	stage_expect(s, "Go to the shell; fg comes back");
	stage_keys(s, "Esc");
	assert_string_equal(stage_line(s, 2), "  In this pane");
	stage_keys(s, "/");
	stage_type(s, "record");
	stage_expect(s, " 1/");
	stage_keys(s, "Enter");
	stage_expect(s, " 1/");
	stage_keys(s, "n");
	stage_expect(s, " 2/");
	stage_keys(s, "N N");
	stage_expect(s, "Search wrapped to the last hit.");
	stage_keys(s, "n");
	stage_expect(s, "Search wrapped to the first hit.");
	stage_keys(s, "/");
	stage_type(s, "fg comes");
	stage_keys(s, "Enter Enter");
	assert_true(s->app.suspend);
}

/* The examples are taken from the data, and each finds something. */
static void test_examples_of_the_search_run(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2");
	app_go_help_searching(&s->app);
	stage_resize(s, 80, 24);
	assert_string_equal(stage_line(s, 2), "  Searching");
	stage_expect(s, "  Visby                   rows with this word");
	stage_expect(s, "  \"Visby\"                 these words together");
	stage_keys(s, "Down Enter");
	stage_expect(s, "[Visby|Slite ×]");
	stage_expect(s, " ▌ Visby");
	stage_expect(s, " 1/2  ");
	/* Where there is no list below, in all tables. */
	stage_keys(s, "C 0 ?");
	stage_type(s, "/either");
	stage_keys(s, "Enter Enter");
	stage_expect(s, "Overview › Results  [Gotland|Öland ×]");
	stage_keys(s, "q");
	stage_expect(s, "Islands and their harbours.");
}

static void test_palette_narrows_with_every_word(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Enter :");
	stage_type(s, "PREVIOUS");
	stage_expect(s, "  Shift-Tab               ");
	stage_expect(s, "  K                       ");
	stage_type(s, " record");
	stage_expect_not(s, "  Shift-Tab               ");
	stage_expect(s, "  K                       ");
	stage_expect(s, " 1 command\n");
	stage_type(s, " nonsense");
	stage_expect(s, "No command matches “PREVIOUS record nonsense”. Esc closes.");
	stage_expect(s, "No matching command. Type a row number or a date.");
	stage_keys(s, "Enter");
	stage_expect(s, " matches “PREVIOUS record nonsense”.");
	stage_expect(s, "Gotland");
}

/* What was looked for in the help or in a record is not typed into the palette. */
static void test_palette_starts_with_all_commands(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 ? /");
	stage_type(s, "sort");
	stage_keys(s, "Enter Esc :");
	stage_expect(s, "  Up k Ctrl-P");
	stage_keys(s, "Esc ?");
	stage_expect(s, "Help. Enter runs the selected command, Esc closes");
}

static void test_palette_runs_the_chosen_line(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 :");
	stage_type(s, "sort");
	/* "Sort by the column" comes before "Sort in reverse". */
	stage_keys(s, "Down Enter");
	stage_expect(s, "Sorted by Island, Z to A.");
	stage_keys(s, ":");
	stage_type(s, "sort");
	stage_keys(s, "Down Up Enter");
	stage_expect(s, "Original order restored.");
}

static void test_palette_has_what_applies_here(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 :");
	stage_type(s, "zoom-in");
	stage_expect(s, "No command matches “zoom-in”. Esc closes.");
	/* Words are found by how they begin: "so" is not in "cursor". */
	stage_keys(s, "Esc :");
	stage_type(s, "so");
	assert_string_equal(
		stage_line(s, 2), "  s                       Sort by the current column");
	stage_expect_not(s, "Open what the cursor is on");
}

static void test_palette_is_no_place_to_go_back_to(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 : Esc 2 : 3 Enter");
	stage_expect(s, " ▌ Borgholm");
	stage_keys(s, "<");
	stage_expect(s, " ▌ Gotland");
	stage_keys(s, "<");
	stage_expect(s, "Islands and their harbours.");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_first_the_keys_of_the_pane_one_came_from, open_small,
			close_stage),
		cmocka_unit_test_setup_teardown(
			test_then_all_of_them, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_enter_does_what_the_line_says, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_gives_a_command_its_number, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_finds_words_as_they_are_typed, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_examples_of_the_search_run, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_starts_with_all_commands, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_narrows_with_every_word, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_runs_the_chosen_line, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_has_what_applies_here, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_is_no_place_to_go_back_to, open_small, close_stage),
	};

	return cmocka_run_group_tests_name("help", tests, NULL, NULL);
}
