/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/outfile.h"

#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/folder.h"

static struct folder folder;
static struct outfile outfile;
static struct str err;

static int make(void **state)
{
	(void)state;
	folder_make(&folder);
	str_init(&err);
	return 0;
}

static int end(void **state)
{
	(void)state;
	str_release(&err);
	folder_remove(&folder);
	return 0;
}

/* Opens file NAME of the folder, which has to go well. */
static void open_file(const char *name, bool replace)
{
	bool exists = true;

	assert_true(outfile_open_file(
		&outfile, folder_file(&folder, name), replace, &exists, &err));
	assert_false(exists);
	assert_string_equal(err.buf, "");
}

/* Tells whether file NAME holds just TEXT. */
static bool holds(const char *name, const char *text)
{
	char got[100];
	FILE *file = fopen(folder_file(&folder, name), "rb");
	size_t len;

	if (!file)
		return false;
	len = fread(got, 1, sizeof got, file);
	fclose(file);
	return len == strlen(text) && !memcmp(got, text, len);
}

static mode_t mode_of(const char *name)
{
	struct stat there;

	assert_int_equal(stat(folder_file(&folder, name), &there), 0);
	return there.st_mode & 0777;
}

static void test_a_file_is_there_when_it_is_whole(void **state)
{
	(void)state;
	open_file("a", false);
	str_add(&outfile.text, "one\n");
	assert_true(outfile_spill(&outfile));
	assert_int_not_equal(access(folder_file(&folder, "a"), F_OK), 0);
	str_add(&outfile.text, "\33two\n");
	assert_true(outfile_close(&outfile, &err));
	assert_true(holds("a", "one\n\33two\n"));
	assert_int_equal(folder_count(&folder), 1);
}

static void test_a_new_file_has_the_mode_of_any_other(void **state)
{
	mode_t mask = umask(027);

	(void)state;
	open_file("a", false);
	assert_true(outfile_close(&outfile, &err));
	assert_int_equal(mode_of("a"), 0640);
	assert_int_equal(umask(mask), 027);
}

static void test_a_file_that_gives_way_leaves_its_mode(void **state)
{
	(void)state;
	folder_write(&folder, "a", "old");
	assert_int_equal(chmod(folder_file(&folder, "a"), 0604), 0);
	open_file("a", true);
	str_add(&outfile.text, "new");
	assert_true(holds("a", "old"));
	assert_true(outfile_close(&outfile, &err));
	assert_true(holds("a", "new"));
	assert_int_equal(mode_of("a"), 0604);
	assert_int_equal(folder_count(&folder), 1);
}

static void test_a_link_stays_one(void **state)
{
	struct stat there;

	(void)state;
	folder_write(&folder, "a", "old");
	assert_int_equal(symlink("a", folder_file(&folder, "link")), 0);
	open_file("link", true);
	str_add(&outfile.text, "new");
	assert_true(outfile_close(&outfile, &err));
	assert_true(holds("a", "new"));
	assert_int_equal(lstat(folder_file(&folder, "link"), &there), 0);
	assert_true(S_ISLNK(there.st_mode));
	assert_int_equal(folder_count(&folder), 2);
}

static void test_a_file_does_not_give_way_unasked(void **state)
{
	bool exists = false;

	(void)state;
	folder_write(&folder, "a", "old");
	assert_false(outfile_open_file(
		&outfile, folder_file(&folder, "a"), false, &exists, &err));
	assert_true(exists);
	assert_non_null(strstr(err.buf, folder.file));
	assert_int_equal(err.buf[err.len - 1], '.');
	assert_true(holds("a", "old"));
	assert_int_equal(folder_count(&folder), 1);
}

static void test_nor_one_that_came_meanwhile(void **state)
{
	(void)state;
	open_file("a", false);
	str_add(&outfile.text, "new");
	folder_write(&folder, "a", "someone else's");
	assert_false(outfile_close(&outfile, &err));
	assert_non_null(strstr(err.buf, folder.file));
	assert_true(holds("a", "someone else's"));
	assert_int_equal(folder_count(&folder), 1);
}

static void test_a_folder_is_no_file(void **state)
{
	bool exists = true;

	(void)state;
	for (int replace = 0; replace < 2; replace++) {
		str_clear(&err);
		assert_false(
			outfile_open_file(&outfile, folder.path, replace, &exists, &err));
		assert_false(exists);
		assert_non_null(strstr(err.buf, folder.path));
	}
	assert_int_equal(folder_count(&folder), 0);
}

static void test_a_missing_folder_is_reported(void **state)
{
	(void)state;
	assert_false(outfile_open_file(
		&outfile, folder_file(&folder, "none/a"), true, NULL, &err));
	assert_string_equal(err.buf, "Cannot write: folder does not exist.");
}

static void test_what_is_abandoned_leaves_nothing(void **state)
{
	(void)state;
	open_file("a", false);
	str_add_repeat(&outfile.text, 'x', 100000);
	assert_true(outfile_spill(&outfile));
	assert_int_equal(outfile.text.len, 0);
	assert_int_equal(folder_count(&folder), 1);
	outfile_abandon(&outfile);
	assert_int_equal(folder_count(&folder), 0);
	folder_write(&folder, "a", "old");
	open_file("a", true);
	str_add(&outfile.text, "new");
	outfile_abandon(&outfile);
	assert_true(holds("a", "old"));
	assert_int_equal(folder_count(&folder), 1);
}

/* A name may be as long as names can be: that of the temporary file is not longer. */
static void test_a_long_name_is_one(void **state)
{
	char name[NAME_MAX + 1];

	(void)state;
	memset(name, 'x', NAME_MAX);
	name[NAME_MAX] = '\0';
	open_file(name, false);
	str_add(&outfile.text, "text");
	assert_true(outfile_close(&outfile, &err));
	assert_true(holds(name, "text"));
	assert_int_equal(folder_count(&folder), 1);
}

/* The link would give way to the file else. */
static void test_a_link_to_nothing_is_refused(void **state)
{
	static const char *const targets[] = { "nothing", "link" };
	bool exists = true;

	(void)state;
	for (int i = 0; i < 4; i++) {
		assert_int_equal(
			symlink(targets[i / 2], folder_file(&folder, "link")), 0);
		str_clear(&err);
		assert_false(outfile_open_file(
			&outfile, folder_file(&folder, "link"), i % 2, &exists, &err));
		assert_false(exists);
		assert_non_null(strstr(err.buf, "link: it is a broken symbolic link."));
		assert_int_equal(folder_count(&folder), 1);
		assert_int_equal(unlink(folder_file(&folder, "link")), 0);
	}
}

/* Its other name would keep the old contents. */
static void test_a_file_with_two_names_is_refused(void **state)
{
	char *other = strdup(folder_file(&folder, "b"));
	bool exists = true;

	(void)state;
	assert_non_null(other);
	folder_write(&folder, "a", "old");
	assert_int_equal(link(folder_file(&folder, "a"), other), 0);
	for (int replace = 0; replace < 2; replace++) {
		str_clear(&err);
		assert_false(outfile_open_file(
			&outfile, folder_file(&folder, "a"), replace, &exists, &err));
		assert_false(exists);
		assert_non_null(strstr(err.buf, "/a: it has other names (hard links), "));
		assert_true(holds("a", "old"));
		assert_int_equal(folder_count(&folder), 2);
	}
	/* The one that is left can be overwritten. */
	assert_int_equal(unlink(other), 0);
	str_clear(&err);
	open_file("a", true);
	str_add(&outfile.text, "new");
	assert_true(outfile_close(&outfile, &err));
	assert_true(holds("a", "new"));
	free(other);
}

/* Root may write everything, so that another user tries it there. */
static void test_a_file_that_must_not_be_written_stays(void **state)
{
	const uid_t nobody = 65534;
	int status;
	pid_t child;

	(void)state;
	folder_write(&folder, "a", "old");
	assert_int_equal(chmod(folder_file(&folder, "a"), 0444), 0);
	if (geteuid() == 0)
		assert_int_equal(chown(folder.path, nobody, (gid_t)-1), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit((geteuid() == 0 && setuid(nobody) != 0) ||
			outfile_open_file(
				&outfile, folder_file(&folder, "a"), true, NULL, &err));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_true(holds("a", "old"));
	assert_int_equal(folder_count(&folder), 1);
}

/* Writes to a device are reported to have failed when there is no room, at once or at the
 * end; the device stays what it is. */
static void test_a_full_device_is_an_error(void **state)
{
	struct stat there;

	(void)state;
	if (access("/dev/full", W_OK) != 0)
		skip();
	assert_true(outfile_open_file(&outfile, "/dev/full", true, NULL, &err));
	str_add(&outfile.text, "x");
	assert_true(outfile_spill(&outfile));
	assert_false(outfile_close(&outfile, &err));
	assert_non_null(strstr(err.buf, "Cannot write /dev/full: "));
	assert_true(outfile_open_file(&outfile, "/dev/full", false, NULL, &err));
	str_add_repeat(&outfile.text, 'x', 100000);
	assert_false(outfile_spill(&outfile));
	str_add_repeat(&outfile.text, 'x', 100000);
	assert_false(outfile_spill(&outfile));
	assert_int_equal(outfile.text.len, 0);
	outfile_abandon(&outfile);
	assert_int_equal(stat("/dev/full", &there), 0);
	assert_true(S_ISCHR(there.st_mode));
}

/* Makes standard output the writing end of a pipe. Returns what it was; *READING is the
 * other end. */
static int into_a_pipe(int *reading)
{
	int ends[2], before = dup(STDOUT_FILENO);

	fflush(stdout);
	assert_true(before >= 0);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
	close(ends[1]);
	*reading = ends[0];
	return before;
}

static void back_from_the_pipe(int before)
{
	assert_int_equal(dup2(before, STDOUT_FILENO), STDOUT_FILENO);
	close(before);
}

static void test_a_reader_that_went_away_is_no_news(void **state)
{
	void (*handler)(int) = signal(SIGPIPE, SIG_IGN);
	int reading, before = into_a_pipe(&reading);
	bool well;

	(void)state;
	close(reading);
	outfile_open_output(&outfile, false);
	str_add(&outfile.text, "x");
	well = outfile_close(&outfile, &err);
	back_from_the_pipe(before);
	signal(SIGPIPE, handler);
	assert_false(well);
	assert_string_equal(err.buf, "");
}

/* Returns what standard output gets of TEXT; it lives until the next call. */
static const char *through_output(const char *text, bool gate)
{
	static char got[200];
	int reading, before = into_a_pipe(&reading);
	bool well;
	ssize_t len;

	outfile_open_output(&outfile, gate);
	str_add(&outfile.text, text);
	well = outfile_close(&outfile, &err);
	back_from_the_pipe(before);
	len = read(reading, got, sizeof got - 1);
	close(reading);
	assert_true(well);
	assert_true(len >= 0);
	got[len] = '\0';
	return got;
}

static void test_the_gate_lets_lines_and_columns_through(void **state)
{
	static const char text[] = "a\tb\r\n\33[31m\xc2\x9b\xe2\x80\xae\xff漢\n\n\x7f";

	(void)state;
	assert_string_equal(through_output(text, false), text);
	assert_string_equal(through_output(text, true),
		"a\tb␍\n␛[31m\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd漢\n\n␡");
	assert_string_equal(through_output("", true), "");
}

static void test_output_that_is_closed_is_an_error(void **state)
{
	int before = dup(STDOUT_FILENO);
	bool well;

	(void)state;
	fflush(stdout);
	close(STDOUT_FILENO);
	outfile_open_output(&outfile, false);
	str_add(&outfile.text, "x");
	well = outfile_close(&outfile, &err);
	back_from_the_pipe(before);
	assert_false(well);
	assert_non_null(strstr(err.buf, "Cannot write standard output: "));
}

#define outfile_test(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		outfile_test(test_a_file_is_there_when_it_is_whole),
		outfile_test(test_a_new_file_has_the_mode_of_any_other),
		outfile_test(test_a_file_that_gives_way_leaves_its_mode),
		outfile_test(test_a_link_stays_one),
		outfile_test(test_a_file_does_not_give_way_unasked),
		outfile_test(test_nor_one_that_came_meanwhile),
		outfile_test(test_a_folder_is_no_file),
		outfile_test(test_a_missing_folder_is_reported),
		outfile_test(test_a_long_name_is_one),
		outfile_test(test_a_link_to_nothing_is_refused),
		outfile_test(test_a_file_with_two_names_is_refused),
		outfile_test(test_a_file_that_must_not_be_written_stays),
		outfile_test(test_what_is_abandoned_leaves_nothing),
		outfile_test(test_a_full_device_is_an_error),
		outfile_test(test_a_reader_that_went_away_is_no_news),
		outfile_test(test_the_gate_lets_lines_and_columns_through),
		outfile_test(test_output_that_is_closed_is_an_error),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("outfile", tests, NULL, NULL);
}
