/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Bad data on the screen: reported, never fatal, and never a blank box. */

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "unit/folder.h"
#include "unit/test.h"
#include "view/stage.h"

/* Opens NAME of the folder of faulty data. */
static void open_bad(struct stage *s, const char *name)
{
	const char *srcdir = getenv("srcdir");
	char path[1024];

	snprintf(path, sizeof path, "%s/tests/bad-csv/%s", srcdir ? srcdir : ".", name);
	stage_open(s, path, 80, 16);
}

static void test_missing_file_keeps_its_tab_with_the_reason(void **state)
{
	struct stage s;

	(void)state;
	open_bad(&s, "missing-file");
	stage_expect(&s, "1 t 0");
	stage_expect(&s, "! 1 problem");
	stage_keys(&s, "1");
	stage_expect(&s, "t: no rows.");
	stage_expect(&s, "t.csv: The file cannot be read");
	stage_expect(&s, "! lists all problems.");
	stage_keys(&s, "Enter");
	stage_expect(&s, "Nothing selected.");
	stage_close(&s);
}

static void test_problems_lead_to_their_rows(void **state)
{
	struct stage s;

	(void)state;
	open_bad(&s, "references");
	stage_expect(&s, "! 3 problems");
	stage_keys(&s, "!");
	stage_expect(&s, " 1/3  ");
	stage_expect(&s, "places.csv:4:6: error: No row of Places is called “it”.");
	stage_keys(&s, "Down Enter");
	/* trips.csv:2 is the first row of the second table. */
	stage_expect(&s, "1/3");
	stage_expect(&s, " ▌ bali, paris");
	stage_keys(&s, "Backspace");
	stage_expect(&s, " 2/3  ");
	stage_close(&s);
}

static void test_short_and_long_rows_are_shown(void **state)
{
	struct stage s;

	(void)state;
	open_bad(&s, "few-and-many.csv");
	assert_string_equal(stage_line(&s, 2), "   id  name  place  column 4");
	assert_string_equal(stage_line(&s, 3), " ▌ 1   x");
	assert_string_equal(stage_line(&s, 5), "   3   z     Bali   Indonesia");
	stage_keys(&s, "!");
	stage_expect(&s, "This row has 2 fields where the header has 3");
	stage_close(&s);
}

static void test_empty_file_says_what_to_do(void **state)
{
	struct stage s;

	(void)state;
	open_bad(&s, "empty.csv");
	stage_expect(&s, "The file is empty. Put a row of names in its first line.");
	stage_close(&s);
}

static void test_open_quote_does_not_swallow_the_rest(void **state)
{
	struct stage s;

	(void)state;
	open_bad(&s, "open-quote.csv");
	stage_expect(&s, "never closed");
	stage_expect(&s, "   2   x");
	stage_expect(&s, "   3   y");
	stage_close(&s);
}

/* Every faulty package can be walked through by every key. */
static void test_no_key_breaks_on_bad_data(void **state)
{
	static const char *const names[] = { "constraints", "control.csv",
		"descriptor-broken", "descriptor-odd", "empty.csv", "few-and-many.csv",
		"header-twice.csv", "keys", "latin-1.csv", "mark.csv", "missing-file",
		"mixed-ends.csv", "no-header", "open-quote.csv", "references",
		"schema-unlike-file", "stray-quote.csv", "types", "../faulty" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct stage s;

		open_bad(&s, names[i]);
		for (int tab = 0; tab < 3; tab++) {
			stage_keys(&s,
				"Down Right s S Enter Tab Enter a G g J K Backspace Esc "
				"Esc n N = C v f Esc t ! Enter Esc ] / x Enter Enter Esc "
				"Esc Esc PgDn PgUp D Right Down Left Down Right Down 2 "
				"Down Down Right Right Right Enter 1 D Ctrl-R Enter");
			assert_false(s.app.done);
		}
		stage_resize(&s, 120, 40);
		stage_resize(&s, 40, 10);
		stage_close(&s);
	}
}

/* Where the chart was never drawn there is no crowded mark to look for. */
static void test_enter_opens_from_the_list_of_events(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_keys(&s, "5 End Enter");
	stage_expect(&s, "Enter follow");
	stage_keys(&s, "q g Down Enter");
	stage_expect(&s, "Enter follow");
	stage_close(&s);
}

/* A pipe that nobody writes into leaves nothing to do, a search or not. */
static void test_silent_pipe_is_waited_for(void **state)
{
	struct folder folder;
	struct app a;
	struct str picture;
	FILE *pipe;

	(void)state;
	folder_make(&folder);
	assert_int_equal(mkfifo(folder_file(&folder, "t.csv"), 0600), 0);
	assert_true(app_init(
		&a, &app_commands, folder_file(&folder, "t.csv"), NULL, 0, NULL));
	app_work(&a, 0);
	app_draw(&a, 80, 12);
	assert_true(app_wait_fd(&a) >= 0);
	app_search(&a, "two");
	assert_int_equal(app_wait_fd(&a), -1);
	app_work(&a, 0);
	app_work(&a, 0);
	assert_true(app_wait_fd(&a) >= 0);
	pipe = fopen(folder_file(&folder, "t.csv"), "w");
	assert_non_null(pipe);
	fputs("id,name\n1,one\n2,two\n", pipe);
	fclose(pipe);
	app_finish(&a);
	assert_int_equal(app_wait_fd(&a), -1);
	assert_int_equal(search_count(&a.search, 0), 1);
	/* Its columns have come after the list was made. */
	app_draw(&a, 80, 12);
	str_init(&picture);
	canvas_add_text(&a.canvas, false, &picture);
	if (!strstr(picture.buf, "\n ▌ 2   two\n"))
		fail_msg("%s", picture.buf);
	str_release(&picture);
	app_release(&a);
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_missing_file_keeps_its_tab_with_the_reason),
		cmocka_unit_test(test_problems_lead_to_their_rows),
		cmocka_unit_test(test_short_and_long_rows_are_shown),
		cmocka_unit_test(test_empty_file_says_what_to_do),
		cmocka_unit_test(test_open_quote_does_not_swallow_the_rest),
		cmocka_unit_test(test_enter_opens_from_the_list_of_events),
		cmocka_unit_test(test_no_key_breaks_on_bad_data),
		cmocka_unit_test(test_silent_pipe_is_waited_for),
	};

	return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
