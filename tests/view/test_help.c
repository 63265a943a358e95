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
	expect_first(s, "Sort by the column the cursor is in");
	stage_expect_not(s, "Follow the link the cursor is on");
	stage_keys(s, "q Enter ?");
	assert_string_equal(stage_line(s, 2), "  In this pane");
	expect_first(s, "Follow the link the cursor is on");
	stage_expect_not(s, "Sort by the column the cursor is in");
}

static void test_then_all_of_them(void **state)
{
	static const char *const lines[] = { "  Up k Ctrl-P             Go up a row\n",
		"  Enter                   Follow the link the cursor is on\n",
		"  J                       Go to the next record of the list\n",
		"  +                       Zoom in around the cursor\n",
		"  r                       Read the data again\n",
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
	stage_type(s, "\"other way round\"");
	stage_keys(s, "Enter Enter");
	stage_expect(s, "Sorted by Island, last first.");
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
	stage_expect(s, "1 command;");
	stage_keys(s, "Enter");
	stage_expect(s, "There is no tab 3.");
	stage_keys(s, ":");
	stage_type(s, "tab 2");
	stage_keys(s, "Enter");
	stage_expect(s, "Harbour       Island");
}

static void test_finds_words_and_goes_round(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 ? n");
	stage_expect(s, "Nothing is being looked for; / looks in the help.");
	stage_keys(s, "/");
	stage_type(s, "nowhere");
	stage_keys(s, "Enter");
	stage_expect(s, "“nowhere” does not stand in the help.");
	stage_keys(s, "/ Ctrl-U");
	stage_type(s, "shell");
	stage_keys(s, "Enter");
	stage_expect(s, "Go to the shell; fg comes back");
	/* There is but one: the next is the same. */
	stage_keys(s, "n N");
	stage_expect(s, "Go to the shell; fg comes back");
	stage_keys(s, "Enter");
	assert_true(s->app.suspend);
}

static void test_palette_narrows_with_every_word(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 :");
	stage_type(s, "PREVIOUS");
	stage_expect(s, "Go to the link before");
	stage_expect(s, "Go to the record before");
	stage_type(s, " record");
	stage_expect_not(s, "Go to the link before");
	stage_expect(s, "K                       Go to the record before");
	stage_expect(s, " 1 command;");
	stage_type(s, " nonsense");
	stage_expect(s, "No command is called so. Esc goes back.");
	stage_keys(s, "Enter");
	stage_expect(s, " ▌ Gotland");
}

static void test_palette_runs_the_chosen_line(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 :");
	stage_type(s, "sort");
	/* "Sort by the column" comes before "Sort ... the other way round". */
	stage_keys(s, "Down Enter");
	stage_expect(s, "Sorted by Island, last first.");
	stage_keys(s, ":");
	stage_type(s, "sort");
	stage_keys(s, "Down Up Enter");
	stage_expect(s, "Sorted by Island.");
}

/* A command that has no meaning here says so instead of doing nothing. */
static void test_palette_says_what_is_not_for_this_pane(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 :");
	stage_type(s, "zoom-in");
	stage_keys(s, "Enter");
	stage_expect(s, "+ does nothing here. ? lists the keys.");
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
			test_finds_words_and_goes_round, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_narrows_with_every_word, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_runs_the_chosen_line, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_says_what_is_not_for_this_pane, open_small,
			close_stage),
		cmocka_unit_test_setup_teardown(
			test_palette_is_no_place_to_go_back_to, open_small, close_stage),
	};

	return cmocka_run_group_tests_name("help", tests, NULL, NULL);
}
