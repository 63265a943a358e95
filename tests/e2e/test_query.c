/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The search as the user has it at 80 by 24: whole screens over the Bali
 * Process data, and what is typed that is no query at all. The screens are in files
 * (tests/e2e/screens/), so that they can be read as they look.
 */

#include "e2e/harness.h"

#include <stdio.h>
#include <stdlib.h>

#include "unit/folder.h"
#include "unit/test.h"

enum { LINES = 24, LETTERS = 10000, MANY_ROWS = 1000000, SOME_ROWS = 100000 };

static const char *const bali[] = { "./bali", NULL };
static const char *const today[] = { "BALI_TODAY=2026-11-23", NULL };

/* The overview, everything loaded. */
static struct harness *start(void)
{
	struct harness *h = harness_start(LINES, 80, bali, today);

	harness_wait_text(h, "? help");
	harness_key(h, "!");
	harness_wait_text(h, "No problems: every file was read");
	harness_key(h, "q");
	harness_wait_text(h, "Version 1.0.0");
	return h;
}

static struct harness *start_with_members(void)
{
	struct harness *h = start();

	harness_key(h, "1");
	harness_wait_text(h, "1/45");
	return h;
}

static void finish(struct harness *h)
{
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

/* Types TEXT behind KEYS and waits for the screen in the file NAME. */
static void check_screen(const char *keys, const char *text, const char *name)
{
	const char *srcdir = getenv("srcdir");
	struct harness *h = start();
	char path[500], line[500];
	FILE *file;
	int row = 0;

	snprintf(path, sizeof path, "%s/tests/e2e/screens/%s", srcdir ? srcdir : ".",
		name);
	file = fopen(path, "r");
	assert_non_null(file);
	harness_type(h, keys);
	harness_type(h, text);
	for (; fgets(line, sizeof line, file); row++) {
		line[strcspn(line, "\n")] = '\0';
		harness_wait_row(h, row, line);
	}
	assert_int_equal(row, LINES);
	fclose(file);
	harness_key(h, "Enter");
	finish(h);
}

/* Cambodia is listed under its former name: the hit is on the screen, no reason. */
static void test_former_name(void **state)
{
	(void)state;
	check_screen("1/", "kampuchea", "former-name");
}

static void test_name_of_today(void **state)
{
	(void)state;
	check_screen("1/", "türk", "name-of-today");
}

static void test_all_tables(void **state)
{
	(void)state;
	check_screen("f", "migration", "all-tables");
}

/* Whole texts from i to ia; of a meeting it is the country it was held in. */
static void test_expression(void **state)
{
	(void)state;
	check_screen("1/", "re:/^i.*ia$/", "expression");
}

/* The region is a field of countries, so each row says why it is there. */
static void test_field_of_reference(void **state)
{
	(void)state;
	check_screen("1/", "region:oceania", "field-of-reference");
}

static void test_known_misspelling(void **state)
{
	(void)state;
	check_screen("1/", "phillipines", "known-misspelling");
}

static void test_unknown_misspelling(void **state)
{
	(void)state;
	check_screen("1/", "mongalia", "unknown-misspelling");
}

/* On a narrow terminal names and reasons are cut, neither pushes the other out. */
static void test_find_on_a_narrow_terminal(void **state)
{
	static const char *const argv[] = { "./bali", "find", "migration",
		"table:sources", NULL };
	struct harness *h = harness_start(LINES, 40, argv, today);

	(void)state;
	assert_int_equal(harness_wait_exit(h), 0);
	harness_wait_row(h, 0, "Sources 13");
	harness_wait_row(h, 1, "  Migration 5               Wikipedia");
	/* The name is cut, so its hit is shown as a reason. */
	harness_wait_row(h, 2, "  Article on the Internat…  ← …Migration");
	harness_wait_row(h, 4, "  The Bali Process (sourc…  ← …migratio…");
	harness_free(h);
}

/* At each letter the expression is one, or is taken as far as it is. */
static void test_half_an_expression(void **state)
{
	static const char text[] = "re:/(^[[:alpha:]]{2,}\\(|x)";
	struct harness *h = start_with_members();

	(void)state;
	harness_key(h, "/");
	for (size_t i = 0; text[i]; i++) {
		char typed[sizeof text + 1];
		char letter[] = { text[i], '\0' };

		harness_type(h, letter);
		snprintf(typed, sizeof typed, "/%.*s", (int)i + 1, text);
		harness_wait_text(h, typed);
	}
	harness_key(h, "Esc");
	harness_wait_text(h, "1/45");
	finish(h);
}

/* A whole page pasted by mistake: it is searched for, found nowhere, and taken back. */
static void test_many_letters(void **state)
{
	struct harness *h = start_with_members();
	struct str text;

	(void)state;
	str_init(&text);
	str_add_repeat(&text, 'x', LETTERS);
	harness_key(h, "/");
	harness_type(h, text.buf);
	harness_wait_text(h, "0/0");
	harness_wait_text(h, "No member matches");
	harness_key(h, "Esc");
	harness_wait_text(h, "1/45");
	str_release(&text);
	finish(h);
}

/* Bytes that are no character cannot be typed; what is between them is not lost. */
static void test_bytes_that_are_no_letter(void **state)
{
	static const char bytes[] = "a\xc3(\xff\xe0\x80z";
	struct harness *h = start_with_members();

	(void)state;
	harness_key(h, "/");
	harness_send(h, bytes, sizeof bytes - 1);
	harness_wait_text(h, "/a(z ");
	harness_wait_text(h, "0/0");
	harness_key(h, "Esc");
	harness_wait_text(h, "1/45");
	finish(h);
}

/* Opens a file in FOLDER, which is made, of ROWS rows and the LAST one, a line or ""; waits
 * until the status line has COUNT. */
static struct harness *start_rows(
	struct folder *folder, int rows, const char *last, const char *count)
{
	char path[500];
	const char *const argv[] = { "./bali", "-d", path, NULL };
	struct harness *h;
	FILE *file;

	folder_make(folder);
	snprintf(path, sizeof path, "%s/many.csv", folder->path);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("name,note\n", file);
	for (int i = 0; i < rows; i++)
		fprintf(file, "n%d,aaaaaaaaaaaaaaaaaaaa\n", i);
	fputs(last, file);
	assert_int_equal(fclose(file), 0);
	h = harness_start(LINES, 80, argv, today);
	harness_wait_text(h, count);
	return h;
}

/* An expression that goes back and forth in each of a million rows takes seconds: Ctrl-C
 * ends it, says what is missing, and everything else goes on. */
static void test_interrupt_over_many_rows(void **state)
{
	struct folder folder;
	struct harness *h = start_rows(&folder, MANY_ROWS, "", "1/1,000,000");

	(void)state;
	harness_key(h, "/");
	harness_type(h, "re:/(a*)*(a*)*b/");
	harness_wait_text(h, "searching");
	harness_key(h, "Ctrl-C");
	harness_wait_text(h, "Stopped the search.");
	harness_wait_text(h, "1/1,000,000");
	harness_key(h, "End");
	harness_wait_text(h, "1,000,000/1,000,000");
	finish(h);
	folder_remove(&folder);
}

/* A search with both its Enters in one write: the second opens the best row, which is found
 * last, and none of those that are found before. */
static void test_enter_typed_ahead_opens_the_best_row(void **state)
{
	struct folder folder;
	struct harness *h =
		start_rows(&folder, SOME_ROWS, "aaaaaaaaaa,the last row\n", "1/100,001");

	(void)state;
	harness_type(h, "faaaaaaaaaa\r\r");
	harness_wait_text(h, "Results › aaaaaaaaaa ");
	harness_wait_text(h, "note  the last row");
	finish(h);
	folder_remove(&folder);
}

/* Since when does Türkiye take part? The answer is in the line of the hit, whatever it was
 * called. */
static void test_one_key_and_a_name_answer_since_when(void **state)
{
	static const char *const names[] = { "turkey", "türkiye", "TR" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct harness *h = start();

		harness_key(h, "/");
		harness_type(h, names[i]);
		harness_wait_text(h, " ▌ Türkiye ");
		harness_wait_text(h, "   taking part since February 2002 ");
		harness_key(h, "Esc");
		finish(h);
	}
}

/* What does the document call Cambodia? */
static void test_one_key_and_a_name_answer_what_it_is_called(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_key(h, "/");
	harness_type(h, "cambodia");
	harness_wait_row(h, 3,
		" ▌ Cambodia   taking part since February 2002 · “Kampuchea” in the "
		"document");
	harness_key(h, "Esc");
	finish(h);
}

/* The first example of README. */
static void test_a_query_leads_to_its_results(void **state)
{
	static const char *const argv[] = { "./bali", "--query", "holland", NULL };
	struct harness *h = harness_start(LINES, 80, argv, today);

	(void)state;
	harness_wait_row(h, 3,
		" ▌ Netherlands   taking part since February 2002 · “Holland” in the "
		"document");
	finish(h);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_former_name),
		cmocka_unit_test(test_name_of_today),
		cmocka_unit_test(test_all_tables),
		cmocka_unit_test(test_expression),
		cmocka_unit_test(test_field_of_reference),
		cmocka_unit_test(test_known_misspelling),
		cmocka_unit_test(test_unknown_misspelling),
		cmocka_unit_test(test_find_on_a_narrow_terminal),
		cmocka_unit_test(test_half_an_expression),
		cmocka_unit_test(test_one_key_and_a_name_answer_since_when),
		cmocka_unit_test(test_one_key_and_a_name_answer_what_it_is_called),
		cmocka_unit_test(test_a_query_leads_to_its_results),
		cmocka_unit_test(test_many_letters),
		cmocka_unit_test(test_bytes_that_are_no_letter),
		cmocka_unit_test(test_interrupt_over_many_rows),
		cmocka_unit_test(test_enter_typed_ahead_opens_the_best_row),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
