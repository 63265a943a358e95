/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "browser/app.h"

#include <sys/stat.h>

#include "unit/folder.h"

/* Checks the path for STATE and HOME; EXPECTED is NULL for none. */
static void check_path(const char *state, const char *home, const char *expected)
{
	struct str out;

	str_init(&out);
	assert_int_equal(app_kept_path(state, home, "history", &out), expected != NULL);
	assert_string_equal(out.buf, expected ? expected : "");
	str_release(&out);
}

static void test_path(void **state)
{
	(void)state;
	check_path("/s", "/home/a", "/s/bali/history");
	check_path(NULL, "/home/a", "/home/a/.local/state/bali/history");
	check_path("", "/home/a", "/home/a/.local/state/bali/history");
	check_path("relative", "/home/a", "/home/a/.local/state/bali/history");
	check_path("relative", NULL, NULL);
	check_path(NULL, "", NULL);
	check_path(NULL, NULL, NULL);
}

/* Checks that the history read from PATH is the lines of EXPECTED. */
static void check_read(const char *path, const char *expected)
{
	struct prompt p;
	struct str lines;

	prompt_init(&p);
	str_init(&lines);
	app_searches_read(path, &p);
	for (size_t i = 0; i < p.history_count; i++)
		str_addf(&lines, "%s\n", p.history[i].buf);
	assert_string_equal(lines.buf, expected);
	assert_string_equal(p.text.buf, "");
	assert_int_equal(p.history_at, p.history_count);
	str_release(&lines);
	prompt_release(&p);
}

static void remember(struct prompt *p, const char *text)
{
	prompt_set(p, text);
	prompt_remember(p);
}

static void test_comes_back(void **state)
{
	struct folder folder;
	struct prompt p;

	(void)state;
	folder_make(&folder);
	prompt_init(&p);
	remember(&p, "kampuchea");
	remember(&p, "region:\"South Asia\" türk");
	remember(&p, "ประเทศ %s");
	app_searches_write(folder_file(&folder, "history"), &p, 0);
	check_read(folder_file(&folder, "history"),
		"kampuchea\nregion:\"South Asia\" türk\nประเทศ %s\n");
	/* What is new is added, and nothing else is left. */
	remember(&p, "x");
	app_searches_write(folder_file(&folder, "history"), &p, 3);
	check_read(folder_file(&folder, "history"),
		"kampuchea\nregion:\"South Asia\" türk\nประเทศ %s\nx\n");
	prompt_release(&p);
	assert_int_equal(unlink(folder_file(&folder, "history")), 0);
	assert_int_equal(rmdir(folder.path), 0);
}

static void test_keeps_the_newest(void **state)
{
	struct folder folder;
	struct prompt p;
	struct str expected;

	(void)state;
	folder_make(&folder);
	prompt_init(&p);
	str_init(&expected);
	for (int i = 0; i < APP_SEARCHES_MOST + 7; i++) {
		char text[20];

		snprintf(text, sizeof text, "word %d", i);
		remember(&p, text);
		if (i >= 7)
			str_addf(&expected, "%s\n", text);
	}
	app_searches_write(folder_file(&folder, "history"), &p, 0);
	check_read(folder_file(&folder, "history"), expected.buf);
	str_release(&expected);
	prompt_release(&p);
	folder_remove(&folder);
}

static void test_two_runs_keep_the_searches_of_both(void **state)
{
	struct prompt first, second;
	struct folder folder;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "history", "old\n");
	prompt_init(&first);
	prompt_init(&second);
	assert_true(app_searches_read(folder_file(&folder, "history"), &first));
	assert_true(app_searches_read(folder_file(&folder, "history"), &second));
	remember(&first, "of the first");
	remember(&second, "of the second");
	app_searches_write(folder_file(&folder, "history"), &first, 1);
	app_searches_write(folder_file(&folder, "history"), &second, 1);
	check_read(folder_file(&folder, "history"), "old\nof the first\nof the second\n");
	prompt_release(&first);
	prompt_release(&second);
	folder_remove(&folder);
}

/* A pipe cannot be read, as a file without the permission to: root may read that. */
static void test_what_cannot_be_read_is_not_replaced(void **state)
{
	struct folder folder;
	struct prompt p;
	struct stat info;

	(void)state;
	folder_make(&folder);
	assert_int_equal(mkfifo(folder_file(&folder, "history"), 0600), 0);
	prompt_init(&p);
	assert_false(app_searches_read(folder_file(&folder, "history"), &p));
	remember(&p, "new");
	app_searches_write(folder_file(&folder, "history"), &p, 0);
	assert_int_equal(stat(folder_file(&folder, "history"), &info), 0);
	assert_true(S_ISFIFO(info.st_mode));
	prompt_release(&p);
	folder_remove(&folder);
}

static void test_keeps_no_long_text(void **state)
{
	struct folder folder;
	struct prompt p;
	char text[APP_SEARCHES_LINE + 2];

	(void)state;
	folder_make(&folder);
	prompt_init(&p);
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	remember(&p, text);
	remember(&p, "short");
	app_searches_write(folder_file(&folder, "history"), &p, 0);
	check_read(folder_file(&folder, "history"), "short\n");
	prompt_release(&p);
	folder_remove(&folder);
}

static void test_reads_any_file(void **state)
{
	static const char bytes[] = "good\n\n\033[2Jbad\nnul\0bad\n\xff bad\nt\tab\n"
				    "c1 \xc2\x9b bad\nlast";
	struct folder folder;

	(void)state;
	folder_make(&folder);
	check_read(folder_file(&folder, "nothing"), "");
	check_read(folder.path, "");
	folder_write_bytes(&folder, "history", bytes, sizeof bytes - 1);
	check_read(folder_file(&folder, "history"), "good\nlast\n");
	assert_int_equal(mkfifo(folder_file(&folder, "pipe"), 0600), 0);
	check_read(folder_file(&folder, "pipe"), "");
	folder_remove(&folder);
}

static void test_makes_its_folders_for_nobody_else(void **state)
{
	static const char *const made[] = { ".local/state/bali/history",
		".local/state/bali", ".local/state", ".local" };
	struct folder folder;
	struct prompt p;
	struct stat info;

	(void)state;
	folder_make(&folder);
	prompt_init(&p);
	remember(&p, "secret");
	app_searches_write(folder_file(&folder, made[0]), &p, 0);
	check_read(folder_file(&folder, made[0]), "secret\n");
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		assert_int_equal(stat(folder_file(&folder, made[i]), &info), 0);
		assert_int_equal(info.st_mode & 077, 0);
		assert_int_equal(remove(folder_file(&folder, made[i])), 0);
	}
	/* A home that is not there is not made. */
	app_searches_write(folder_file(&folder, "home/.local/state/bali/history"), &p, 0);
	assert_int_not_equal(stat(folder_file(&folder, "home"), &info), 0);
	/* A file where a folder should be. */
	folder_write(&folder, "file", "x");
	app_searches_write(folder_file(&folder, "file/bali/history"), &p, 0);
	prompt_release(&p);
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_path),
		cmocka_unit_test(test_comes_back),
		cmocka_unit_test(test_keeps_the_newest),
		cmocka_unit_test(test_two_runs_keep_the_searches_of_both),
		cmocka_unit_test(test_what_cannot_be_read_is_not_replaced),
		cmocka_unit_test(test_keeps_no_long_text),
		cmocka_unit_test(test_reads_any_file),
		cmocka_unit_test(test_makes_its_folders_for_nobody_else),
	};

	return cmocka_run_group_tests_name("kept_searches", tests, NULL, NULL);
}
