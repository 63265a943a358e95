/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/configfile.h"

#include <stdlib.h>
#include <unistd.h>

#include "browser/app.h"
#include "unit/folder.h"
#include "unit/test.h"

struct read {
	struct folder folder;
	struct options options;
	struct configfile config;
	struct str faults;
};

static void read_bytes(struct read *r, const char *bytes, size_t size)
{
	folder_make(&r->folder);
	folder_write_bytes(&r->folder, "config", bytes, size);
	options_init(&r->options);
	configfile_read(&r->config, folder_file(&r->folder, "config"), "f", &app_commands,
		&r->options);
	str_init(&r->faults);
	configfile_add_faults(&r->config, &r->faults);
}

static void read_text(struct read *r, const char *text)
{
	read_bytes(r, text, strlen(text));
}

static void finish(struct read *r)
{
	configfile_release(&r->config);
	str_release(&r->faults);
	folder_remove(&r->folder);
}

static enum command_id list_key(const struct read *r, uint32_t key)
{
	return command_for_key(&r->config.keys.table, key, IN_LIST, NULL);
}

static void test_takes_options_and_keys(void **state)
{
	struct read r;

	(void)state;
	read_text(&r,
		"# mine\n\n  theme = contrast # so\nmouse=yes\r\n\tcolor\t=\tnever\n"
		"ascii = no\nkey list x sort\nkey list # filter-cell # and so on\n"
		"key list = none\nkey  record\tCtrl-G  back");
	assert_string_equal(r.faults.buf, "");
	assert_int_equal(r.options.theme, THEME_CONTRAST);
	assert_true(r.options.mouse);
	assert_false(r.options.ascii);
	assert_int_equal(r.options.color, COLOR_NEVER);
	assert_int_equal(list_key(&r, 'x'), COMMAND_SORT);
	assert_int_equal(list_key(&r, '#'), COMMAND_FILTER_CELL);
	assert_int_equal(list_key(&r, '='), COMMAND_NONE);
	assert_int_equal(
		command_for_key(&r.config.keys.table, 'G' ^ 0x40, IN_RECORD, NULL),
		COMMAND_BACK);
	finish(&r);
}

static void test_reports_each_bad_line_and_uses_the_others(void **state)
{
	struct read r;

	(void)state;
	read_text(&r,
		"colour = never\ntheme = neon\ntheme\n= mono\nkey list x\nkey list x "
		"sort up\n"
		"mouse = maybe\ndump = 80x24\nkey list x # sort\ncolor = never\n"
		"color = always\nkey = x\n");
	assert_string_equal(r.faults.buf,
		"f:1: warning: Unknown option “colour”. Did you mean “color”?\n"
		"f:2: warning: --theme takes default, mono or contrast, not “neon”.\n"
		"f:3: warning: This is neither NAME = VALUE nor key CONTEXT KEY "
		"COMMAND.\n"
		"f:4: warning: Unknown option “”.\n"
		"f:5: warning: A key is set by: key CONTEXT KEY COMMAND.\n"
		"f:6: warning: A key is set by: key CONTEXT KEY COMMAND.\n"
		"f:7: warning: --mouse takes yes or no, not “maybe”.\n"
		"f:8: warning: --dump is for the command line only.\n"
		"f:9: warning: A key is set by: key CONTEXT KEY COMMAND.\n"
		"f:11: warning: color is set by line 10 already.\n"
		"f: 1 more line cannot be used.");
	assert_int_equal(r.options.color, COLOR_NEVER);
	assert_int_equal(r.options.theme, THEME_DEFAULT);
	assert_int_equal(r.config.keys.key_count, 0);
	finish(&r);
}

static void test_what_is_no_text_is_one_fault(void **state)
{
	static const char *const bad[] = { "theme = mono\n\xff\xfe\n",
		"mouse = yes\n\xc3" };
	static const char nul[] = "theme = mono\n\0\n";
	char *large = malloc(CONFIGFILE_MOST + 1);
	struct read r;

	(void)state;
	assert_non_null(large);
	for (size_t i = 0; i < 3; i++) {
		read_bytes(&r, i < 2 ? bad[i] : nul,
			i < 2 ? strlen(bad[i]) : sizeof nul - 1);
		assert_string_equal(r.faults.buf,
			"f: warning: The configuration is not used. It is not a text in "
			"UTF-8.");
		assert_int_equal(r.options.theme, THEME_DEFAULT);
		assert_false(r.options.mouse);
		finish(&r);
	}
	/* A file that is just small enough. */
	memset(large, '#', CONFIGFILE_MOST + 1);
	read_bytes(&r, large, CONFIGFILE_MOST);
	assert_string_equal(r.faults.buf, "");
	finish(&r);
	read_bytes(&r, large, CONFIGFILE_MOST + 1);
	assert_string_equal(r.faults.buf,
		"f: warning: The configuration is not used. It has more than 65536 "
		"bytes.");
	finish(&r);
	free(large);
}

/* Many faults are not a screenful of messages before every answer. */
static void test_many_faults_are_counted(void **state)
{
	struct str text = STR_INIT;
	struct read r;
	size_t lines = 0;

	(void)state;
	for (int i = 0; i < 500; i++)
		str_add(&text, "x\n");
	read_text(&r, text.buf);
	for (const char *c = r.faults.buf; *c; c++)
		lines += *c == '\n';
	assert_int_equal(lines, 10);
	assert_non_null(strstr(r.faults.buf, "\nf: 490 more lines cannot be used."));
	finish(&r);
	str_release(&text);
}

static void test_the_command_line_is_above_the_file(void **state)
{
	char program[] = "bali", theme[] = "--theme=mono", mouse[] = "--mouse=no";
	char *argv[] = { program, theme, mouse, NULL };
	struct str err = STR_INIT;
	struct read r;

	(void)state;
	read_text(&r, "theme = contrast\nmouse = yes\ncrlf = yes\n");
	assert_true(options_read(&r.options, 3, argv, &err));
	assert_int_equal(r.options.theme, THEME_MONO);
	assert_false(r.options.mouse);
	/* An option of commands in the file is no mistake when none is run. */
	assert_true(r.options.csv.crlf);
	str_release(&err);
	finish(&r);
}

/* What is printed says where it comes from, and is read as what it says. */
static void test_prints_what_is_in_force(void **state)
{
	char program[] = "bali", ascii[] = "--ascii";
	char *argv[] = { program, ascii, NULL };
	struct str first = STR_INIT, second = STR_INIT, err = STR_INIT;
	struct read r;

	(void)state;
	assert_int_equal(unsetenv("NO_COLOR"), 0);
	read_text(&r, "\nmouse = yes\nkey list Ctrl-X sort\nkey prompt Tab none\n");
	assert_true(options_read(&r.options, 2, argv, &err));
	configfile_add_all(&r.config, &r.options, &first);
	assert_non_null(strstr(first.buf, "theme = default           # default\n"));
	assert_non_null(strstr(first.buf, "mouse = yes               # f:2\n"));
	assert_non_null(strstr(first.buf, "ascii = yes               # option\n"));
	assert_non_null(strstr(first.buf, "key list Ctrl-X sort      # f:3\n"));
	assert_non_null(strstr(first.buf, "key prompt Tab none       # f:4\n"));
	assert_null(strstr(first.buf, "dump"));
	finish(&r);
	assert_int_equal(setenv("NO_COLOR", "1", 1), 0);
	read_text(&r, first.buf);
	assert_string_equal(r.faults.buf, "");
	assert_true(r.options.ascii);
	assert_true(r.options.mouse);
	assert_int_equal(list_key(&r, 'X' ^ 0x40), COMMAND_SORT);
	finish(&r);
	/* Nothing said: the environment decides. */
	read_text(&r, "");
	configfile_add_all(&r.config, &r.options, &second);
	assert_non_null(strstr(
		second.buf, "color = never             # environment: NO_COLOR\n"));
	finish(&r);
	assert_int_equal(unsetenv("NO_COLOR"), 0);
	str_release(&first);
	str_release(&second);
	str_release(&err);
}

static void test_finds_its_file(void **state)
{
	struct str path = STR_INIT;

	(void)state;
	assert_true(configfile_add_path("/c", "/h", &path));
	assert_true(configfile_add_path("c", "/h", &path));
	assert_true(configfile_add_path(NULL, "/h", &path));
	assert_false(configfile_add_path("c", "h", &path));
	assert_false(configfile_add_path(NULL, NULL, &path));
	assert_string_equal(
		path.buf, "/c/bali/config/h/.config/bali/config/h/.config/bali/config");
	str_release(&path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_takes_options_and_keys),
		cmocka_unit_test(test_reports_each_bad_line_and_uses_the_others),
		cmocka_unit_test(test_what_is_no_text_is_one_fault),
		cmocka_unit_test(test_many_faults_are_counted),
		cmocka_unit_test(test_the_command_line_is_above_the_file),
		cmocka_unit_test(test_prints_what_is_in_force),
		cmocka_unit_test(test_finds_its_file),
	};

	return cmocka_run_group_tests_name("configfile", tests, NULL, NULL);
}
