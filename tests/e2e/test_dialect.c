/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A file that no guess may touch, for commas make a table of it, is read as the user says
 * on the screen: at once, in the next run, and not by commands, nor where an option says
 * something else.
 */

#include "e2e/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit/folder.h"
#include "unit/test.h"

static void finish(struct harness *h)
{
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

static void test_what_is_set_is_kept(void **state)
{
	struct folder folder;
	char variable[500], path[500], line[600], expected[600];
	const char *const env[] = { variable, NULL };
	const char *const browse[] = { "./bali", path, NULL };
	const char *const with_option[] = { "./bali", "--header=2", path, NULL };
	const char *const command[] = { "./bali", "list", "-d", path, "prices", "-f",
		"csv", NULL };
	struct harness *h;
	FILE *file;
	char *real;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "prices.csv",
		"Prices, 2020\nciudad;precio,EUR\nSoria;12,5\nÁvila;9,5\n");
	snprintf(variable, sizeof variable, "XDG_STATE_HOME=%s", folder.path);
	snprintf(path, sizeof path, "%s", folder_file(&folder, "prices.csv"));
	h = harness_start(24, 80, browse, env);
	harness_wait_text(h, "Prices          2020");
	harness_key(h, "D");
	harness_wait_text(h, "How prices.csv is read");
	harness_type(h, ";");
	harness_wait_text(h, "Delimiter         ;                  set");
	harness_type(h, "\t\t\t2");
	harness_wait_text(h, "Soria   12,5");
	harness_key(h, "Enter");
	harness_wait_gone(h, "How prices.csv is read");
	harness_wait_text(h, "1 prices 2");
	harness_wait_text(h, "   ciudad  precio,EUR");
	finish(h);
	/* By the path in the state folder. */
	file = fopen(folder_file(&folder, "bali/dialects"), "r");
	real = realpath(path, NULL);
	assert_non_null(file);
	assert_non_null(real);
	assert_non_null(fgets(line, sizeof line, file));
	snprintf(expected, sizeof expected, "%s\tdelimiter=;\theader=2\n", real);
	assert_string_equal(line, expected);
	fclose(file);
	h = harness_start(24, 80, browse, env);
	harness_wait_text(h, "1 prices 2");
	harness_wait_text(h, "   ciudad  precio,EUR");
	finish(h);
	h = harness_start(24, 80, with_option, env);
	harness_wait_text(h, "   ciudad;precio  EUR");
	finish(h);
	h = harness_start(24, 80, command, env);
	harness_wait_text(h, "ciudad;precio,EUR");
	harness_wait_text(h, "Soria;12,5");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_free(h);
	/* Back to what it was. */
	h = harness_start(24, 80, browse, env);
	harness_wait_text(h, "1 prices 2");
	harness_key(h, "D");
	harness_wait_text(h, "How prices.csv is read");
	harness_key(h, "Ctrl-R");
	harness_wait_text(h, "Delimiter         ,                  default");
	harness_key(h, "Enter");
	harness_wait_text(h, "1 prices 3");
	finish(h);
	assert_int_equal(unlink(folder_file(&folder, "bali/dialects")), 0);
	assert_int_equal(unlink(folder_file(&folder, "bali/places")), 0);
	assert_int_equal(rmdir(folder_file(&folder, "bali")), 0);
	free(real);
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_set_is_kept),
	};

	return cmocka_run_group_tests_name("dialect", tests, NULL, NULL);
}
