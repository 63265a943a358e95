/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/rowset.h"

#include <stdlib.h>

#include "unit/test.h"

static void test_whole_table_needs_no_rows(void **state)
{
	struct rowset s;

	(void)state;
	rowset_init(&s);
	assert_true(s.all);
	assert_null(s.rows);
	assert_int_equal(rowset_count(&s, 7), 7);
	assert_int_equal(rowset_at(&s, 6), 6);
	assert_int_equal(rowset_find(&s, 3, true), 3);
	assert_int_equal(rowset_find(&s, 3, false), 3);
	rowset_release(&s);
}

static void test_empty_is_not_the_whole_table(void **state)
{
	struct rowset s;

	(void)state;
	rowset_init(&s);
	rowset_clear(&s);
	assert_int_equal(rowset_count(&s, 7), 0);
	assert_true(rowset_find(&s, 0, true) == SIZE_MAX);
	assert_true(rowset_find(&s, 0, false) == SIZE_MAX);
	rowset_release(&s);
	assert_int_equal(rowset_count(&s, 7), 7);
}

static void test_finds_places_in_any_order(void **state)
{
	static const uint32_t rows[] = { 9, 2, 5, 40 };
	struct rowset s;

	(void)state;
	rowset_init(&s);
	rowset_clear(&s);
	for (size_t i = 0; i < 4; i++)
		rowset_add(&s, rows[i]);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(rowset_at(&s, i), rows[i]);
		assert_int_equal(rowset_find(&s, rows[i], false), i);
	}
	assert_true(rowset_find(&s, 3, false) == SIZE_MAX);
	rowset_clear(&s);
	rowset_add(&s, 1);
	assert_int_equal(rowset_count(&s, 50), 1);
	rowset_release(&s);
}

static void test_finds_every_place_of_ascending_rows(void **state)
{
	enum { COUNT = 1000 };
	struct rowset s;

	(void)state;
	rowset_init(&s);
	rowset_clear(&s);
	for (uint32_t i = 0; i < COUNT; i++)
		rowset_add(&s, i * 3 + 1);
	for (uint32_t row = 0; row < COUNT * 3 + 3; row++) {
		size_t place = rowset_find(&s, row, true);

		if (row % 3 == 1 && row < COUNT * 3)
			assert_int_equal(place, row / 3);
		else
			assert_true(place == SIZE_MAX);
		assert_true(place == rowset_find(&s, row, false));
	}
	rowset_release(&s);
}

static void test_copies_are_apart(void **state)
{
	struct rowset a;
	struct rowset b;

	(void)state;
	rowset_init(&a);
	rowset_init(&b);
	rowset_clear(&a);
	rowset_add(&a, 4);
	rowset_add(&a, 8);
	rowset_copy(&b, &a);
	rowset_add(&a, 15);
	rowset_add(&b, 16);
	assert_int_equal(rowset_count(&b, 0), 3);
	assert_int_equal(rowset_at(&b, 2), 16);
	assert_int_equal(rowset_at(&a, 2), 15);
	rowset_clear(&a);
	rowset_copy(&b, &a);
	assert_false(b.all);
	assert_int_equal(rowset_count(&b, 9), 0);
	rowset_release(&a);
	rowset_copy(&b, &a);
	assert_true(b.all);
	rowset_copy(&b, &b);
	assert_true(b.all);
	rowset_release(&b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_table_needs_no_rows),
		cmocka_unit_test(test_empty_is_not_the_whole_table),
		cmocka_unit_test(test_finds_places_in_any_order),
		cmocka_unit_test(test_finds_every_place_of_ascending_rows),
		cmocka_unit_test(test_copies_are_apart),
	};

	return cmocka_run_group_tests_name("rowset", tests, NULL, NULL);
}
