/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The folder tests/bad-csv: each NAME.expected holds the faults, as diag_add_line writes
 * them, of the table NAME.csv or the package NAME next to it. The bundled data must have
 * none.
 */

#include "data/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "data/load.h"
#include "unit/test.h"

static const char *source_folder(void)
{
	const char *folder = getenv("srcdir");

	return folder ? folder : ".";
}

/* Appends the faults of the package at PATH, loaded in steps that end at UNTIL. */
static void add_faults(struct str *out, const char *path, int64_t until)
{
	struct package p;
	struct load load;
	struct str err;

	str_init(&err);
	if (!package_open(&p, path, NULL, &err))
		fail_msg("%s: %s", path, err.buf);
	str_release(&err);
	load_init(&load, &p);
	while (!load.task.step(&load.task, until))
		;
	diag_sort(&p.diag);
	for (size_t i = 0; i < p.diag.count; i++) {
		diag_add_line(out, &p.diag.entries[i]);
		str_add_char(out, '\n');
	}
	load_release(&load);
	package_release(&p);
}

static void read_text(struct str *out, const char *path)
{
	FILE *file = fopen(path, "rb");
	char bytes[4096];
	size_t got;

	if (!file)
		fail_msg("%s cannot be opened", path);
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
		str_add_bytes(out, bytes, got);
	fclose(file);
}

/* Compares the faults of the case NAME in FOLDER with those expected. */
static bool check_case(const char *folder, const char *name)
{
	struct str path, faults, expected, small;
	struct stat info;
	bool same;

	str_init(&path);
	str_init(&faults);
	str_init(&expected);
	str_init(&small);
	str_addf(&path, "%s/%s.expected", folder, name);
	read_text(&expected, path.buf);
	str_truncate(&path, path.len - strlen(".expected"));
	if (stat(path.buf, &info) != 0)
		str_add(&path, ".csv");
	add_faults(&faults, path.buf, INT64_MAX);
	add_faults(&small, path.buf, 0);
	same = strcmp(faults.buf, expected.buf) == 0 &&
		strcmp(faults.buf, small.buf) == 0;
	if (!same)
		print_message("%s: expected\n%sgot\n%sin small steps\n%s", name,
			expected.buf, faults.buf, small.buf);
	str_release(&path);
	str_release(&faults);
	str_release(&expected);
	str_release(&small);
	return same;
}

static void test_faults_are_those_expected(void **state)
{
	struct str folder;
	struct dirent **entries;
	int count, cases = 0, wrong = 0;

	(void)state;
	str_init(&folder);
	str_addf(&folder, "%s/tests/bad-csv", source_folder());
	count = scandir(folder.buf, &entries, NULL, alphasort);
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		char *dot = strstr(entries[i]->d_name, ".expected");

		if (dot) {
			*dot = '\0';
			cases++;
			wrong += !check_case(folder.buf, entries[i]->d_name);
		}
		free(entries[i]);
	}
	free(entries);
	str_release(&folder);
	assert_true(cases > 10);
	assert_int_equal(wrong, 0);
}

static void test_the_bundled_data_have_no_fault(void **state)
{
	struct str path, faults;
	struct stat info;

	(void)state;
	str_init(&path);
	str_init(&faults);
	str_addf(&path, "%s/data/datapackage.json", source_folder());
	/* A tree without the data has nothing to check here. */
	if (stat(path.buf, &info) == 0)
		add_faults(&faults, path.buf, INT64_MAX);
	assert_string_equal(faults.buf, "");
	str_release(&path);
	str_release(&faults);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults_are_those_expected),
		cmocka_unit_test(test_the_bundled_data_have_no_fault),
	};

	return cmocka_run_group_tests_name("badcsv", tests, NULL, NULL);
}
