/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/listing.h"

#include "unit/test.h"

static void test_every_format_is_found_by_its_name(void **state)
{
	enum format format;

	(void)state;
	for (int i = 0; i < FORMAT_MAX; i++) {
		format = FORMAT_MAX;
		assert_true(format_find(formats[i].name, &format));
		assert_int_equal(format, i);
	}
	format = FORMAT_MAX;
	assert_false(format_find("", &format));
	assert_false(format_find("cs", &format));
	assert_false(format_find("csvx", &format));
	assert_int_equal(format, FORMAT_MAX);
}

static void test_a_file_has_its_format_by_its_ending(void **state)
{
	static const struct {
		const char *path;
		enum format format;
	} files[] = { { "a.csv", FORMAT_CSV }, { "/tmp/a.b/c.tsv", FORMAT_TSV },
		{ "A.JSON", FORMAT_JSON }, { "a.geojson", FORMAT_GEOJSON }, { "a.csv.md", FORMAT_MARKDOWN },
		{ "a.txt", FORMAT_TEXT } };
	static const char *const others[] = { "", "a", "csv", "a.csv.gz", "acsv",
		"a.csv/", "a.markdown", "." };
	enum format format;

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		format = FORMAT_MAX;
		assert_true(format_of_file(files[i].path, &format));
		assert_int_equal(format, files[i].format);
	}
	format = FORMAT_MAX;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(format_of_file(others[i], &format));
	assert_int_equal(format, FORMAT_MAX);
}

static void test_the_names_are_a_sentence(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	format_add_names(&out);
	assert_string_equal(out.buf, "text, csv, tsv, json, markdown or geojson");
	str_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_format_is_found_by_its_name),
		cmocka_unit_test(test_a_file_has_its_format_by_its_ending),
		cmocka_unit_test(test_the_names_are_a_sentence),
	};

	return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
