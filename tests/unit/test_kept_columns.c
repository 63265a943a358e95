/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Columns chosen in one run are those of the next, whatever the file holds. */

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "browser/app.h"
#include "unit/folder.h"
#include "unit/test.h"
#include "view/column_config.h"

/* Opens the package in FOLDER with the columns that FILE has. */
static void open_app(struct app *a, const char *folder, const char *file)
{
	struct str err = STR_INIT;

	if (!app_init(a, &app_commands, folder, NULL, 0, &err))
		fail_msg("%s", err.buf);
	app_finish(a);
	app_columns_read(file, a);
	str_release(&err);
}

/* Returns the titles of the columns of the first list. */
static const char *titles(struct app *a)
{
	static char text[200];
	const struct column_config *columns = app_tab_pane(a, a->tab_count - 1)->columns;

	text[0] = '\0';
	for (size_t i = 0; i < columns->shown; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
			i ? " " : "", columns->paths[i].title);
	return text;
}

static void make(struct folder *folder, const char *name)
{
	struct str text = STR_INIT;

	folder_make(folder);
	str_addf(&text,
		"{%s'resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'a','type':'string'},{'name':'b','type':'string'},"
		"{'name':'c','type':'string'}]}}]}",
		name);
	folder_write_quoted(folder, "datapackage.json", text.buf);
	folder_write(folder, "t.csv", "a,b,c\n1,2,3\n");
	str_release(&text);
}

static void test_the_choice_of_one_run_is_that_of_the_next(void **state)
{
	static const char *const names[] = { "'name':'p',", "" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct folder folder, kept;
		struct column_config *columns;
		struct app a;

		make(&folder, names[i]);
		folder_make(&kept);
		open_app(&a, folder.path, folder_file(&kept, "columns"));
		assert_string_equal(titles(&a), "a b c");
		/* Nothing chosen, nothing written. */
		app_columns_write(folder_file(&kept, "columns"), &a);
		assert_int_not_equal(access(folder_file(&kept, "columns"), F_OK), 0);
		columns = app_tab_pane(&a, a.tab_count - 1)->columns;
		column_config_toggle(columns, 0);
		column_config_move(columns, 2, -1);
		column_config_set_width(columns, 1, 12);
		app_columns_write(folder_file(&kept, "columns"), &a);
		app_release(&a);
		open_app(&a, folder.path, folder_file(&kept, "columns"));
		assert_string_equal(titles(&a), "c b");
		columns = app_tab_pane(&a, a.tab_count - 1)->columns;
		assert_int_equal(column_config_at(columns, 1)->user_width, 12);
		app_release(&a);
		folder_remove(&folder);
		folder_remove(&kept);
	}
}

static void test_other_packages_keep_theirs(void **state)
{
	struct folder folder;
	struct app a;
	char bytes[100] = "";
	FILE *file;

	(void)state;
	make(&folder, "'name':'p',");
	folder_write(&folder, "columns", "q\tt\t+0 b\np\tt\t-0 a\t+0 b\t-0 c\n");
	open_app(&a, folder.path, folder_file(&folder, "columns"));
	assert_string_equal(titles(&a), "b");
	app_columns_write(folder_file(&folder, "columns"), &a);
	app_release(&a);
	file = fopen(folder_file(&folder, "columns"), "r");
	assert_non_null(file);
	assert_int_not_equal(fread(bytes, 1, sizeof bytes - 1, file), 0);
	fclose(file);
	assert_string_equal(bytes, "p\tt\t-0 a\t+0 b\t-0 c\nq\tt\t+0 b\n");
	folder_remove(&folder);
}

static void test_rubbish_changes_nothing(void **state)
{
	static const char *const texts[] = { "", "\n\n", "p", "p\t", "p\tt\n", "p\tt\t\n",
		"p\tt\tb\n", "p\tt\t+0 nothing\n", "p\tt\t*0 a\n", "p\tt\t+\n",
		/* Nothing shown would be no list. */
		"p\tt\t-0 a\t-0 b\t-0 c\n", "\xff\xfe\t\t\t+ \n",
		"p\tt\t+99999999999999999999 a\n", "p\tt\t+-5 a\n" };
	struct folder folder;

	(void)state;
	make(&folder, "'name':'p',");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct app a;

		folder_write(&folder, "columns", texts[i]);
		open_app(&a, folder.path, folder_file(&folder, "columns"));
		assert_string_equal(titles(&a), "a b c");
		app_release(&a);
	}
	folder_remove(&folder);
}

static void test_a_file_that_cannot_be_read_is_not_replaced(void **state)
{
	struct folder folder, kept;
	struct stat info;
	struct app a;

	(void)state;
	make(&folder, "'name':'p',");
	folder_make(&kept);
	assert_int_equal(mkfifo(folder_file(&kept, "columns"), 0600), 0);
	open_app(&a, folder.path, folder_file(&kept, "columns"));
	column_config_toggle(app_tab_pane(&a, a.tab_count - 1)->columns, 0);
	app_columns_write(folder_file(&kept, "columns"), &a);
	app_release(&a);
	assert_int_equal(stat(folder_file(&kept, "columns"), &info), 0);
	assert_true(S_ISFIFO(info.st_mode));
	folder_remove(&folder);
	folder_remove(&kept);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_choice_of_one_run_is_that_of_the_next),
		cmocka_unit_test(test_other_packages_keep_theirs),
		cmocka_unit_test(test_rubbish_changes_nothing),
		cmocka_unit_test(test_a_file_that_cannot_be_read_is_not_replaced),
	};

	return cmocka_run_group_tests_name("kept_columns", tests, NULL, NULL);
}
