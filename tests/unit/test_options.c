/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "unit/test.h"

enum { WORDS = 16 };

/* Reads LINE, words parted by blanks, as the command line behind the program's name. */
static bool read_line(struct options *out, const char *line, struct str *err)
{
	/* The options borrow their texts and words. */
	static char copy[512], name[] = "bali";
	static char *argv[WORDS + 1];
	int argc = 1;

	memset(argv, 0, sizeof argv);
	argv[0] = name;
	snprintf(copy, sizeof copy, "%s", line);
	for (char *p = copy; *p && argc < WORDS;) {
		argv[argc++] = p;
		while (*p && *p != ' ')
			p++;
		while (*p == ' ')
			*p++ = '\0';
	}
	options_init(out);
	return options_read(out, argc, argv, err);
}

static void test_nothing_means_browse(void **state)
{
	struct options options;
	struct str err;

	(void)state;
	str_init(&err);
	assert_true(read_line(&options, "", &err));
	assert_int_equal(options.act, OPTIONS_BROWSE);
	assert_null(options.data);
	assert_int_equal(options.color, COLOR_AUTO);
	assert_int_equal(err.len, 0);
	str_release(&err);
}

/* A user types "bali table.csv"; a word that is a command is one all the same. */
static void test_a_file_is_opened(void **state)
{
	struct options options;
	struct str err = STR_INIT;

	(void)state;
	assert_true(read_line(&options, "/dev/null", &err));
	assert_string_equal(options.data, "/dev/null");
	assert_int_equal(options.act, OPTIONS_BROWSE);
	assert_int_equal(options.word_count, 0);
	assert_true(read_line(&options, "-", &err));
	assert_string_equal(options.data, "-");
	assert_false(read_line(&options, "/dev/no-such-file", &err));
	assert_string_equal(err.buf,
		"Unknown command “/dev/no-such-file”, and there is no such file.");
	str_clear(&err);
	assert_false(read_line(&options, "-d /dev /dev/null", &err));
	assert_true(read_line(&options, "tables", &err));
	assert_int_equal(options.act, OPTIONS_RUN);
	str_release(&err);
}

static void test_takes_every_option(void **state)
{
	struct options options;
	struct str err;

	(void)state;
	str_init(&err);
	assert_true(read_line(&options,
		"-d here --tab=meetings --query holland --select members/NL --dump "
		"120x36 --ascii --mouse "
		"--color=never --theme contrast",
		&err));
	assert_string_equal(options.data, "here");
	assert_string_equal(options.tab, "meetings");
	assert_string_equal(options.query, "holland");
	assert_string_equal(options.select, "members/NL");
	assert_int_equal(options.act, OPTIONS_DUMP);
	assert_int_equal(options.dump_cols, 120);
	assert_int_equal(options.dump_rows, 36);
	assert_true(options.ascii);
	assert_true(options.mouse);
	assert_int_equal(options.color, COLOR_NEVER);
	assert_int_equal(options_theme(&options), THEME_CONTRAST);
	assert_true(read_line(&options, "--keys", &err));
	assert_false(options.mouse);
	assert_int_equal(options.act, OPTIONS_KEYS);
	assert_true(read_line(&options, "-V", &err));
	assert_int_equal(options.act, OPTIONS_VERSION);
	assert_true(read_line(&options, "-h", &err));
	assert_int_equal(options.act, OPTIONS_HELP);
	str_release(&err);
}

static void test_takes_a_command_among_options(void **state)
{
	struct options options;
	struct str err;

	(void)state;
	str_init(&err);
	assert_true(read_line(&options, "list members asia -f csv -o x.csv", &err));
	assert_int_equal(options.act, OPTIONS_RUN);
	assert_int_equal(options.command, OPTIONS_LIST);
	assert_int_equal(options.word_count, 2);
	assert_string_equal(options.words[1], "asia");
	assert_true(options.format_given);
	assert_int_equal(options.format, FORMAT_CSV);
	assert_string_equal(options.output, "x.csv");
	assert_true(read_line(&options, "--color=always find -- -japan", &err));
	assert_int_equal(options.command, OPTIONS_FIND);
	assert_int_equal(options.word_count, 1);
	assert_string_equal(options.words[0], "-japan");
	assert_true(read_line(&options, "tables --help", &err));
	assert_int_equal(options.act, OPTIONS_HELP);
	str_release(&err);
}

static void test_says_what_is_wrong(void **state)
{
	static const struct {
		const char *line, *word;
	} wrong[] = {
		{ "--dump 80", "80" },
		{ "--dump 80x", "80x" },
		{ "--dump 0x24", "0x24" },
		{ "--dump 80x24x3", "80x24x3" },
		{ "--dump 2000x24", "2000x24" },
		{ "--color=perhaps", "perhaps" },
		{ "--colour", "--colour" },
		{ "--theme=dark", "dark" },
		{ "-d", "-d" },
		{ "--tab", "--tab" },
		{ "table.csv", "table.csv" },
		{ "-x", "-x" },
		{ "find", "QUERY" },
		{ "tables members", "Too many" },
		{ "list members --tab x", "--tab" },
		{ "list members -f xml", "xml" },
		{ "--crlf", "--crlf" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct options options;
		struct str err;

		str_init(&err);
		assert_false(read_line(&options, wrong[i].line, &err));
		assert_non_null(strstr(err.buf, wrong[i].word));
		assert_int_equal(err.buf[err.len - 1], '.');
		str_release(&err);
	}
}

static void test_guards_formulas_of_exports_too(void **state)
{
	struct options options;
	struct str err;

	(void)state;
	str_init(&err);
	assert_true(read_line(&options, "--safe-csv --tab members", &err));
	assert_int_equal(options.act, OPTIONS_BROWSE);
	assert_true(options.csv.safe);
	assert_true(read_line(&options, "list members", &err));
	assert_false(options.csv.safe);
	str_release(&err);
}

/* --help fits 80 columns and has a line for every option. */
static void test_help_has_a_line_for_each_option(void **state)
{
	struct str help;
	size_t lines = 0, width = 0;

	(void)state;
	str_init(&help);
	options_add_help(&help);
	for (size_t i = 0; i < help.len; i++) {
		width = help.buf[i] == '\n' ? 0 : width + 1;
		lines += help.buf[i] == '\n';
		assert_true(width < 80);
	}
	assert_true(lines <= 60);
	assert_non_null(strstr(help.buf, "\n  -d, --data=PATH "));
	assert_non_null(strstr(help.buf, "\n      --theme=NAME "));
	assert_non_null(strstr(help.buf, "\n      --crlf "));
	str_release(&help);
}

/* --- where the data are and what day it is, unless the options say so --- */

static int forget(void **state)
{
	(void)state;
	unsetenv("BALI_DATA");
	unsetenv("BALI_TODAY");
	return 0;
}

static void expect_data(const char *given, const char *path)
{
	struct str out;

	str_init(&out);
	options_add_data_path(&(struct options){ .data = given }, "bali", &out);
	assert_string_equal(out.buf, path);
	str_release(&out);
}

static void test_what_is_given_comes_first(void **state)
{
	(void)state;
	setenv("BALI_DATA", "/from/the/variable", 1);
	expect_data("given", "given");
	expect_data("-", "-");
}

static void test_then_the_variable(void **state)
{
	(void)state;
	setenv("BALI_DATA", "/from/the/variable", 1);
	expect_data(NULL, "/from/the/variable");
}

/* The folder of this program holds neither a build tree nor an installed one. */
static void test_then_where_it_is_installed(void **state)
{
	(void)state;
	expect_data(NULL, PKGDATADIR);
	setenv("BALI_DATA", "", 1);
	expect_data(NULL, PKGDATADIR);
}

static void test_what_is_there_already_stays(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	str_add(&out, "data=");
	options_add_data_path(&(struct options){ .data = "x" }, "bali", &out);
	assert_string_equal(out.buf, "data=x");
	str_release(&out);
}

static void test_the_day_may_be_said(void **state)
{
	(void)state;
	setenv("BALI_TODAY", "2026-11-23", 1);
	assert_int_equal(options_today(), calendar_day(2026, 11, 23));
	/* A month counts as its first day. */
	setenv("BALI_TODAY", "2024-02", 1);
	assert_int_equal(options_today(), calendar_day(2024, 2, 1));
}

/* What is no date is passed over: the program was not there before 2026. */
static void test_else_it_is_today(void **state)
{
	static const char *const texts[] = { "", "tomorrow", "2026-13-01", "2001/2002" };

	(void)state;
	assert_true(options_today() >= calendar_day(2026, 1, 1));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		setenv("BALI_TODAY", texts[i], 1);
		assert_true(options_today() >= calendar_day(2026, 1, 1));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_means_browse),
		cmocka_unit_test(test_a_file_is_opened),
		cmocka_unit_test(test_takes_every_option),
		cmocka_unit_test(test_takes_a_command_among_options),
		cmocka_unit_test(test_says_what_is_wrong),
		cmocka_unit_test(test_guards_formulas_of_exports_too),
		cmocka_unit_test(test_help_has_a_line_for_each_option),
		cmocka_unit_test_setup(test_what_is_given_comes_first, forget),
		cmocka_unit_test_setup(test_then_the_variable, forget),
		cmocka_unit_test_setup(test_then_where_it_is_installed, forget),
		cmocka_unit_test_setup(test_what_is_there_already_stays, forget),
		cmocka_unit_test_setup(test_the_day_may_be_said, forget),
		cmocka_unit_test_setup(test_else_it_is_today, forget),
	};

	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
