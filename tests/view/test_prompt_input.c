/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The last line while one types into it: what its keys do to it and to the list. */

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

/* The last line from its margin to the note at its right. */
static const char *typed(struct stage *s)
{
	static char line[256];
	char *note;

	snprintf(line, sizeof line, "%s", stage_line(s, s->rows - 1) + 1);
	note = strstr(line, "  Enter apply");
	if (note)
		*note = '\0';
	for (size_t len = strlen(line); len && line[len - 1] == ' '; len--)
		line[len - 1] = '\0';
	return line;
}

static void test_history_brings_back_what_was_typed(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 / e l b a Enter C / b a l i Enter C /");
	assert_string_equal(typed(s), "/");
	stage_keys(s, "x Up");
	assert_string_equal(typed(s), "/bali");
	assert_string_equal(stage_line(s, 3),
		" ▌ Bali                                                 Bali Sea        "
		"4300000");
	stage_keys(s, "Up");
	assert_string_equal(typed(s), "/elba");
	stage_expect(s, " ▌ Elba");
	stage_keys(s, "Up");
	assert_string_equal(typed(s), "/elba");
	stage_keys(s, "Down Down");
	assert_string_equal(typed(s), "/x");
	/* The cursor has stayed on what was found last. */
	stage_keys(s, "Esc");
	stage_expect(s, " 4/4");
}

static void test_down_goes_into_the_list(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 / b a l t i c Down");
	stage_expect(s, " ▌ Öland");
	assert_string_equal(typed(s), "/baltic");
	stage_keys(s, "Up");
	stage_expect(s, " ▌ Gotland");
	stage_keys(s, "Down Enter");
	stage_expect(s, " 2/2  Island  [baltic ×]");
	stage_keys(s, "Enter");
	stage_expect(s, "OLA");
}

/* Once in the list, a letter is still a letter and Up is the history again. */
static void test_typing_goes_on_after_the_list(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 / e l b a Enter C / s e a Down Down");
	stage_expect(s, " ▌ Elba");
	stage_keys(s, "Space b a l t");
	assert_string_equal(typed(s), "/sea balt");
	stage_expect(s, "1 Islands 2 ");
	stage_keys(s, "Up");
	assert_string_equal(typed(s), "/elba");
}

static void test_escape_restores_search_cursor_and_counts(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 / s e a Enter G / x y z");
	stage_expect(s, "1 Islands 0 ");
	stage_keys(s, "Esc");
	stage_expect(s, "1 Islands 4 ");
	stage_expect(s, " ▌ Bali");
	stage_expect(s, " 4/4  Island  [sea ×]");
}

static void test_backspace_on_nothing_leaves(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Down / Backspace");
	assert_int_equal(s->app.prompting, APP_PROMPT_NONE);
	stage_expect(s, " ▌ Öland");
	/* The key that empties a text is held too long: it stops there. */
	stage_keys(s, "/ a Backspace Backspace Backspace");
	assert_int_equal(s->app.prompting, APP_PROMPT_SEARCH);
	stage_keys(s, "Esc");
	stage_keys(s, ": Backspace");
	assert_int_equal(s->app.prompting, APP_PROMPT_NONE);
	stage_expect(s, " ▌ Öland");
}

static void test_interrupt_is_escape_while_typing(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 / e l Ctrl-C");
	assert_false(s->app.done);
	assert_int_equal(s->app.prompting, APP_PROMPT_NONE);
	stage_expect(s, " 1/4");
}

/* Two commands of the program hold in the prompt too, and leave it open. */
static void test_redraws_and_suspends_while_typing(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 / a");
	assert_false(s->app.touch || s->app.suspend);
	stage_keys(s, "Ctrl-L");
	assert_true(s->app.touch);
	stage_keys(s, "Ctrl-Z");
	assert_true(s->app.suspend);
	stage_expect(s, "/a");
}

static void test_edits_as_a_shell_does(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "öland elba");
	stage_keys(s, "Ctrl-W");
	assert_string_equal(typed(s), "/öland");
	stage_keys(s, "Backspace Ctrl-A Del");
	assert_string_equal(typed(s), "/land");
	stage_expect(s, "1 Islands 2 ");
	stage_keys(s, "Ctrl-E Left Left Ctrl-K");
	assert_string_equal(typed(s), "/la");
	stage_keys(s, "Ctrl-U");
	assert_string_equal(typed(s), "/");
	stage_expect(s, "1 Islands 4 ");
}

/* Keys that mean something elsewhere are letters here, and no key is lost. */
static void test_every_letter_is_typed(void **state)
{
	static const char text[] = "qQ0129[]<>/:?!fnNC=sSvtjkJKahlgGbr+-zxHLM";
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, text);
	assert_string_equal(s->app.prompt.text.buf, text);
	assert_false(s->app.done);
	stage_keys(s, "Esc");
	stage_expect(s, " 1/4");
}

/* A paste comes as keys without pictures between them. */
static void test_ten_thousand_letters_pasted(void **state)
{
	enum { PASTED = 10000 };
	struct stage *s = *state;

	stage_keys(s, "1 /");
	for (int i = 0; i < PASTED; i++)
		app_key(&s->app, (uint32_t)("gotland "[i % 8]));
	assert_int_equal(s->app.prompt.text.len, PASTED);
	stage_keys(s, "!");
	assert_int_equal(s->app.prompt.text.len, PASTED + 1);
	stage_expect(s, "Gotland");
	stage_keys(s, "Ctrl-U");
	assert_int_equal(s->app.prompt.text.len, 0);
	stage_expect(s, "1 Islands 4 ");
}

static void test_enter_waits_for_the_first_hit(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "/ o l a n d Enter Enter");
	stage_expect(s, "OLA");
	stage_keys(s, "q q");
	stage_expect(s, "Islands and their harbours.");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_history_brings_back_what_was_typed, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_down_goes_into_the_list, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_typing_goes_on_after_the_list, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_escape_restores_search_cursor_and_counts, open_small,
			close_stage),
		cmocka_unit_test_setup_teardown(
			test_redraws_and_suspends_while_typing, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_backspace_on_nothing_leaves, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_interrupt_is_escape_while_typing, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_edits_as_a_shell_does, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_every_letter_is_typed, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_ten_thousand_letters_pasted, open_small, close_stage),
		cmocka_unit_test_setup_teardown(
			test_enter_waits_for_the_first_hit, open_small, close_stage),
	};

	return cmocka_run_group_tests_name("prompt_input", tests, NULL, NULL);
}
