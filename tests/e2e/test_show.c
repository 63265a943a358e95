/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* A record shown on a terminal: its width, its looks, and that no cell drives it. */

#include "e2e/harness.h"
#include "unit/folder.h"
#include "unit/test.h"

/* Starts bali show with what WORDS adds, up to NULL, on a terminal of COLS columns. */
static struct harness *show(int cols, const char *const *words)
{
	const char *argv[12] = { "./bali", "show" };
	size_t count = 2;

	while (*words)
		argv[count++] = *words++;
	return harness_start(60, cols, argv, NULL);
}

static void finish(struct harness *h, int status)
{
	assert_int_equal(harness_wait_exit(h), status);
	harness_check_restored(h);
	harness_free(h);
}

static void test_the_page_has_the_width_of_the_terminal(void **state)
{
	static const char *const words[] = { "objectives/2", NULL };
	struct harness *h = show(50, words);

	(void)state;
	harness_wait_row(h, 0, "Law enforcement");
	harness_wait_row(h, 2, "Objective        Let the police and other law");
	harness_wait_row(h, 3, "                 enforcement agencies of the");
	finish(h, 0);
	h = show(120, words);
	harness_wait_row(h, 2,
		"Objective        Let the police and other law enforcement agencies of "
		"the region work together");
	finish(h, 0);
}

static void test_looks_tell_names_and_links(void **state)
{
	static const char *const words[] = { "objectives/2", NULL };
	static const char *const plain[] = { "objectives/2", "--color=never", NULL };
	struct harness *h = show(80, words);

	(void)state;
	harness_wait_row(h, 8, "Sources          The Bali Process (source document)");
	assert_true(harness_look(h, 0, 0).bold);
	assert_false(harness_look(h, 2, 17).bold);
	assert_false(harness_look(h, 8, 16).underline);
	assert_true(harness_look(h, 8, 17).underline);
	finish(h, 0);
	h = show(80, plain);
	harness_wait_row(h, 8, "Sources          The Bali Process (source document)");
	assert_false(harness_look(h, 0, 0).bold);
	finish(h, 0);
}

/* A cell that turns the screen red and renames the window, in every form and in what is
 * reported about it. */
static void test_no_cell_drives_the_terminal(void **state)
{
	static const struct {
		const char *format, *shown;
	} forms[] = {
		{ "text", "A␛[31m␛]0;x␇da" },
		{ "csv", "t,1,name,A␛[31m␛]0;x␇da" },
		{ "tsv", "A␛[31m␛]0;x␇da" },
		{ "markdown", "# A␛\\[31m␛\\]0;x␇da" },
		{ "json", "A\\u001B[31m\\u001B]0;x\\u0007da" },
	};
	struct folder folder;
	const char *words[] = { "1", "-d", NULL, "-f", NULL, NULL };
	struct harness *h;

	(void)state;
	folder_make(&folder);
	folder_write_quoted(&folder, "datapackage.json",
		"{'resources':[{'name':'t','path':'t.csv','schema':{'primaryKey':'id',"
		"'fields':[{'name':'id','type':'string'},"
		"{'name':'name','type':'string'}]}}]}");
	folder_write(&folder, "t.csv",
		"id,name\n1,A\x1b[31m\x1b]0;x\x07"
		"da\n2,Bo\x1b[31mb\n3,bo\x1b[31mb\n");
	words[2] = folder.path;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		words[4] = forms[i].format;
		h = show(80, words);
		harness_wait_text(h, forms[i].shown);
		finish(h, 0);
	}
	words[0] = "bo[31mb";
	h = show(80, words);
	harness_wait_text(h, "t/2  Bo␛[31mb");
	finish(h, 2);
	words[0] = "bo";
	h = show(80, words);
	harness_wait_text(h, "Nearest: Bo␛[31mb, t/2.");
	finish(h, 1);
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_page_has_the_width_of_the_terminal),
		cmocka_unit_test(test_looks_tell_names_and_links),
		cmocka_unit_test(test_no_cell_drives_the_terminal),
	};

	return cmocka_run_group_tests_name("show", tests, NULL, NULL);
}
