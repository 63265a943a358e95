/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/diag.h"

#include <stdio.h>

#include "unit/test.h"

static struct diag_place at(const char *file, size_t line, size_t column)
{
	return (struct diag_place){ .file = file,
		.line = line,
		.column = column,
		.table = DIAG_NO_TABLE,
		.field = -1 };
}

static void assert_line(const struct diag *d, size_t number, const char *expected)
{
	struct str line;

	assert_true(number < d->count);
	str_init(&line);
	diag_add_line(&line, &d->entries[number]);
	assert_string_equal(line.buf, expected);
	str_release(&line);
}

static void test_every_fault_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < FAULT_MAX; i++) {
		const char *name = fault_name((enum fault)i);

		assert_non_null(name);
		assert_int_equal(
			strspn(name, "abcdefghijklmnopqrstuvwxyz-"), strlen(name));
		assert_in_range(fault_severity((enum fault)i), DIAG_ERROR, DIAG_NOTE);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(name, fault_name((enum fault)k));
	}
	assert_string_equal(fault_name(FAULT_OPEN_QUOTE), "open-quote");
	assert_int_equal(fault_severity(FAULT_NO_FILE), DIAG_ERROR);
	assert_int_equal(fault_severity(FAULT_MIXED_ENDS), DIAG_WARNING);
	assert_int_equal(fault_severity(FAULT_BYTE_ORDER_MARK), DIAG_NOTE);
}

static void test_keeps_copies_of_what_it_is_given(void **state)
{
	char file[] = "a.csv";
	char word[] = "seven";
	struct diag d;

	(void)state;
	diag_init(&d);
	diag_add(&d, FAULT_TYPE,
		(struct diag_place){ .file = file,
			.line = 4,
			.column = 2,
			.table = 3,
			.row = 2,
			.field = 1 },
		"\"%s\" is no number.", word);
	memset(file, 'x', sizeof file - 1);
	memset(word, 'x', sizeof word - 1);
	assert_int_equal(d.count, 1);
	assert_int_equal(d.entries[0].fault, FAULT_TYPE);
	assert_string_equal(d.entries[0].place.file, "a.csv");
	assert_string_equal(d.entries[0].text, "\"seven\" is no number.");
	assert_int_equal(d.entries[0].place.table, 3);
	assert_int_equal(d.entries[0].place.row, 2);
	assert_int_equal(d.entries[0].place.field, 1);
	diag_release(&d);
	assert_int_equal(d.count, 0);
}

static void test_lines_read_like_a_compilers(void **state)
{
	struct diag d;

	(void)state;
	diag_init(&d);
	diag_add(&d, FAULT_DATE, at("m.csv", 41, 7), "There is no 30 February.");
	diag_add(&d, FAULT_FEW_FIELDS, at("m.csv", 41, 0), "Two fields are missing.");
	diag_add(&d, FAULT_BYTE_ORDER_MARK, at("m.csv", 0, 0), "It was dropped.");
	diag_add(&d, FAULT_STRAY_QUOTE, at(NULL, 3, 4), "A quote is 100 %% odd.");
	assert_line(&d, 0, "m.csv:41:7: error: There is no 30 February.");
	assert_line(&d, 1, "m.csv:41: error: Two fields are missing.");
	assert_line(&d, 2, "m.csv: note: It was dropped.");
	assert_line(&d, 3, "bali: warning: A quote is 100 % odd.");
	assert_int_equal(d.found[DIAG_ERROR], 2);
	assert_int_equal(d.found[DIAG_WARNING], 1);
	assert_int_equal(d.found[DIAG_NOTE], 1);
	diag_release(&d);
}

static void test_keeps_the_first_of_each_kind_in_each_file(void **state)
{
	char text[40];
	struct diag d;

	(void)state;
	diag_init(&d);
	for (size_t i = 1; i <= DIAG_KEEP + 7; i++)
		diag_add(&d, FAULT_NUL, at("a.csv", i, 1), "NUL number %zu.", i);
	for (size_t i = 1; i <= DIAG_KEEP; i++)
		diag_add(&d, FAULT_NUL, at("b.csv", i, 1), "NUL number %zu.", i);
	diag_add(&d, FAULT_CONTROL, at("a.csv", 1, 1), "A bell.");
	diag_add(&d, FAULT_NUL, at(NULL, 0, 0), "A NUL in no file.");
	assert_int_equal(d.count, 2 * DIAG_KEEP + 2);
	assert_int_equal(d.found[DIAG_ERROR], 2 * DIAG_KEEP + 7 + 1);
	for (size_t i = 0; i < DIAG_KEEP; i++) {
		snprintf(text, sizeof text, "NUL number %zu.", i + 1);
		assert_string_equal(d.entries[i].text, text);
		assert_string_equal(d.entries[i].place.file, "a.csv");
	}
	diag_release(&d);
}

/* One sentence after another is the same: it is stored once. */
static void test_keeps_every_one_when_asked_to(void **state)
{
	enum { MANY = 3 * DIAG_KEEP };
	struct diag d;

	(void)state;
	diag_init_keep(&d, DIAG_ALL);
	for (size_t i = 1; i <= MANY; i++)
		diag_add(&d, FAULT_FEW_FIELDS, at("a.csv", i, 0),
			i <= 2 ? "It has %d fields." : "It has only %d field.",
			i <= 2 ? 2 : 1);
	assert_int_equal(d.count, MANY);
	assert_false(diag_full(&d, FAULT_FEW_FIELDS, "a.csv"));
	assert_line(&d, 1, "a.csv:2: error: It has 2 fields.");
	assert_line(&d, 2, "a.csv:3: error: It has only 1 field.");
	assert_line(&d, MANY - 1, "a.csv:300: error: It has only 1 field.");
	assert_ptr_equal(d.entries[0].text, d.entries[1].text);
	assert_ptr_equal(d.entries[2].text, d.entries[MANY - 1].text);
	diag_release(&d);
	diag_init_keep(&d, 2);
	assert_false(diag_full(&d, FAULT_NUL, NULL));
	diag_add(&d, FAULT_NUL, at(NULL, 0, 0), "One.");
	assert_false(diag_full(&d, FAULT_NUL, NULL));
	diag_add(&d, FAULT_NUL, at(NULL, 0, 0), "Two.");
	assert_true(diag_full(&d, FAULT_NUL, NULL));
	diag_add(&d, FAULT_NUL, at(NULL, 0, 0), "Three.");
	assert_int_equal(d.count, 2);
	diag_release(&d);
}

static void test_a_line_is_one_line(void **state)
{
	struct diag d;

	(void)state;
	diag_init(&d);
	diag_add(&d, FAULT_ENUM, at("a\n.csv", 1, 1), "\"x\ny\033[m\" is none.");
	assert_line(&d, 0, "a\u240a.csv:1:1: error: \"x\u240ay\u241b[m\" is none.");
	diag_release(&d);
}

static void test_sorts_by_place_then_severity(void **state)
{
	struct diag d;

	(void)state;
	diag_init(&d);
	diag_sort(&d);
	diag_add(&d, FAULT_TYPE, at("b.csv", 1, 1), "Last.");
	diag_add(&d, FAULT_TYPE, at("a.csv", 10, 2), "Ten, two.");
	diag_add(&d, FAULT_CONTROL, at("a.csv", 10, 1), "Warned of.");
	diag_add(&d, FAULT_TYPE, at("a.csv", 10, 1), "Wrong, second.");
	diag_add(&d, FAULT_TYPE, at("a.csv", 10, 1), "Wrong, first.");
	diag_add(&d, FAULT_TYPE, at("a.csv", 9, 5), "Nine.");
	diag_add(&d, FAULT_DESCRIPTOR, at(NULL, 0, 0), "No file.");
	diag_sort(&d);
	assert_line(&d, 0, "bali: error: No file.");
	assert_line(&d, 1, "a.csv:9:5: error: Nine.");
	assert_line(&d, 2, "a.csv:10:1: error: Wrong, first.");
	assert_line(&d, 3, "a.csv:10:1: error: Wrong, second.");
	assert_line(&d, 4, "a.csv:10:1: warning: Warned of.");
	assert_line(&d, 5, "a.csv:10:2: error: Ten, two.");
	assert_line(&d, 6, "b.csv:1:1: error: Last.");
	diag_release(&d);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_fault_has_a_name_of_its_own),
		cmocka_unit_test(test_keeps_copies_of_what_it_is_given),
		cmocka_unit_test(test_lines_read_like_a_compilers),
		cmocka_unit_test(test_keeps_the_first_of_each_kind_in_each_file),
		cmocka_unit_test(test_keeps_every_one_when_asked_to),
		cmocka_unit_test(test_a_line_is_one_line),
		cmocka_unit_test(test_sorts_by_place_then_severity),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
