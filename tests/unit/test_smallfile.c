/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/smallfile.h"

#include <sys/stat.h>
#include <unistd.h>

#include "unit/folder.h"
#include "unit/test.h"

enum { MOST = 10 };

/* Reads NAME of FOLDER behind "a" and checks what comes of it; WHY NULL: it is read. */
static void check(
	struct folder *folder, const char *name, const char *text, const char *why)
{
	struct str out = STR_INIT, err = STR_INIT;

	str_add(&out, "a");
	assert_int_equal(
		smallfile_read(folder_file(folder, name), MOST, &out, &err), why == NULL);
	assert_string_equal(out.buf, text);
	assert_string_equal(err.buf, why ? why : "");
	str_release(&out);
	str_release(&err);
}

static void test_reads_a_whole_file(void **state)
{
	struct folder folder;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "short", "bcd");
	folder_write(&folder, "full", "1234567890");
	folder_write(&folder, "empty", "");
	check(&folder, "short", "abcd", NULL);
	check(&folder, "full", "a1234567890", NULL);
	check(&folder, "empty", "a", NULL);
	check(&folder, "missing", "a", NULL);
	check(&folder, "short/below", "a", NULL);
	folder_remove(&folder);
}

static void test_refuses_what_is_no_small_file(void **state)
{
	struct folder folder;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "long", "12345678901");
	folder_write(&folder, "short", "bcd");
	assert_int_equal(mkfifo(folder_file(&folder, "pipe"), 0600), 0);
	assert_int_equal(symlink("nothing", folder_file(&folder, "to-nothing")), 0);
	assert_int_equal(symlink("ring", folder_file(&folder, "ring")), 0);
	assert_int_equal(symlink("/dev/zero", folder_file(&folder, "endless")), 0);
	assert_int_equal(symlink("short", folder_file(&folder, "to-short")), 0);
	check(&folder, "long", "a", "It has more than 10 bytes.");
	check(&folder, ".", "a", "It is not a regular file.");
	check(&folder, "pipe", "a", "It is not a regular file.");
	check(&folder, "endless", "a", "It is not a regular file.");
	check(&folder, "to-nothing", "a", "It is a link to nothing.");
	check(&folder, "ring", "a",
		"It cannot be read: Too many levels of symbolic links.");
	check(&folder, "to-short", "abcd", NULL);
	if (geteuid() != 0) {
		assert_int_equal(chmod(folder_file(&folder, "short"), 0), 0);
		check(&folder, "short", "a", "It cannot be read: Permission denied.");
	}
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_a_whole_file),
		cmocka_unit_test(test_refuses_what_is_no_small_file),
	};

	return cmocka_run_group_tests_name("smallfile", tests, NULL, NULL);
}
