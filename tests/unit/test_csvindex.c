/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/csvrows.h"

#include "unit/test.h"

static void test_a_row_goes_up_to_the_next(void **state)
{
	struct csvindex x;

	(void)state;
	csvindex_init(&x);
	csvindex_add(&x, 3, 1);
	assert_int_equal(csvindex_limit(&x, 0, 9), 9);
	csvindex_add(&x, 10, 2);
	csvindex_add(&x, 20, 4);
	assert_int_equal(x.count, 3);
	assert_int_equal(csvindex_limit(&x, 0, 30), 10);
	assert_int_equal(csvindex_limit(&x, 1, 30), 20);
	assert_int_equal(csvindex_limit(&x, 2, 30), 30);
	csvindex_release(&x);
	assert_int_equal(x.count, 0);
}

static void test_comments_end_a_row(void **state)
{
	struct csvindex x;

	(void)state;
	csvindex_init(&x);
	/* In front of all rows there is none to end. */
	csvindex_add_comment(&x, 0);
	csvindex_add(&x, 5, 2);
	csvindex_add(&x, 10, 3);
	csvindex_add_comment(&x, 14);
	csvindex_add_comment(&x, 17);
	csvindex_add(&x, 20, 6);
	csvindex_add(&x, 30, 7);
	csvindex_add_comment(&x, 33);
	assert_int_equal(csvindex_limit(&x, 0, 40), 10);
	assert_int_equal(csvindex_limit(&x, 1, 40), 14);
	assert_int_equal(csvindex_limit(&x, 2, 40), 30);
	assert_int_equal(csvindex_limit(&x, 3, 40), 33);
	csvindex_release(&x);
}

static void test_comments_behind_many_rows(void **state)
{
	enum { ROWS = 1000 };
	struct csvindex x;

	(void)state;
	csvindex_init(&x);
	for (size_t i = 0; i < ROWS; i++) {
		csvindex_add(&x, i * 10, i + 1);
		if (i % 7 == 3)
			csvindex_add_comment(&x, i * 10 + 4);
	}
	for (size_t i = 0; i < ROWS; i++)
		assert_int_equal(csvindex_limit(&x, i, ROWS * 10),
			i % 7 == 3 ? i * 10 + 4 : i * 10 + 10);
	csvindex_release(&x);
}

static void test_keeps_the_line_of_some_rows(void **state)
{
	enum { ROWS = 3 * CSVINDEX_STRIDE + 5 };
	struct csvindex x;

	(void)state;
	csvindex_init(&x);
	for (size_t i = 0; i < ROWS; i++)
		csvindex_add(&x, i * 2, 1 + i * 3);
	assert_int_equal(x.count, ROWS);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(x.lines[i], 1 + 3 * i * CSVINDEX_STRIDE);
	assert_int_equal(csvindex_start(&x, ROWS - 1), 2 * (ROWS - 1));
	csvindex_release(&x);
}

/* Offsets are kept in four bytes each. */
static void test_rows_beyond_four_gibibytes(void **state)
{
	static const uint64_t starts[] = { 0, 0xfffffffe, 0xffffffff, 0x100000000,
		0x100000005, 0x1ffffffff, 0x500000001, 0x500000002 };
	enum { ROWS = sizeof starts / sizeof *starts };
	struct csvindex x;

	(void)state;
	if (SIZE_MAX == UINT32_MAX)
		skip();
	csvindex_init(&x);
	for (size_t i = 0; i < ROWS; i++)
		csvindex_add(&x, (size_t)starts[i], i + 1);
	for (size_t i = 0; i < ROWS; i++)
		assert_int_equal(csvindex_start(&x, i), starts[i]);
	assert_int_equal(csvindex_limit(&x, 5, 0), 0x500000001);
	csvindex_release(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row_goes_up_to_the_next),
		cmocka_unit_test(test_comments_end_a_row),
		cmocka_unit_test(test_comments_behind_many_rows),
		cmocka_unit_test(test_keeps_the_line_of_some_rows),
		cmocka_unit_test(test_rows_beyond_four_gibibytes),
	};

	return cmocka_run_group_tests_name("csvindex", tests, NULL, NULL);
}
