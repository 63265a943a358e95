/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/table.h"

#include "unit/packed.h"

static bool reads(const struct slice *cells, size_t field, const char *want)
{
	return slice_equal(cells[field], slice_of(want));
}

static void test_rows_stay_while_others_are_pushed(void **state)
{
	struct packed x;
	struct row_cache *cache = row_cache_new();
	const struct slice *first, *second;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "a,b\n1,'x ''y'\n2,z\n");
	packed_load(&x, "a.csv");
	first = row_cache_push(cache, x.p.tables, 0);
	second = row_cache_push(cache, x.p.tables, 1);
	assert_true(reads(first, 0, "1"));
	assert_true(reads(first, 1, "x \"y"));
	assert_true(reads(second, 1, "z"));
	row_cache_pop(cache);
	second = row_cache_push(cache, x.p.tables, 0);
	assert_true(reads(first, 1, "x \"y"));
	assert_true(reads(second, 1, "x \"y"));
	row_cache_pop(cache);
	row_cache_pop(cache);
	row_cache_free(cache);
	row_cache_free(NULL);
	packed_end(&x);
}

static void test_all_of_its_height_can_be_used(void **state)
{
	struct packed x;
	struct row_cache *cache = row_cache_new();
	const struct slice *cells[ROW_CACHE_DEPTH];
	struct str text;

	(void)state;
	str_init(&text);
	str_add(&text, "n\n");
	for (int i = 0; i < ROW_CACHE_DEPTH; i++)
		str_addf(&text, "%d\n", i);
	packed_begin(&x);
	packed_write(&x, "a.csv", text.buf);
	packed_load(&x, "a.csv");
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < ROW_CACHE_DEPTH; i++)
			cells[i] = row_cache_push(cache, x.p.tables, i);
		for (size_t i = 0; i < ROW_CACHE_DEPTH; i++)
			assert_int_equal(cells[i][0].text[0], '0' + i);
		for (size_t i = 0; i < ROW_CACHE_DEPTH; i++)
			row_cache_pop(cache);
		if (round == 1)
			row_cache_forget(cache);
	}
	str_release(&text);
	row_cache_free(cache);
	packed_end(&x);
}

static void test_what_is_forgotten_is_read_anew(void **state)
{
	struct packed x, y;
	struct row_cache *cache = row_cache_new();

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "a\n1\n");
	packed_load(&x, "a.csv");
	assert_true(reads(row_cache_push(cache, x.p.tables, 0), 0, "1"));
	row_cache_pop(cache);
	row_cache_forget(cache);
	packed_end(&x);
	/* Another table, maybe at the same place in memory. */
	packed_begin(&y);
	packed_write(&y, "a.csv", "a\n2\n");
	packed_load(&y, "a.csv");
	assert_true(reads(row_cache_push(cache, y.p.tables, 0), 0, "2"));
	row_cache_pop(cache);
	row_cache_free(cache);
	packed_end(&y);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_stay_while_others_are_pushed),
		cmocka_unit_test(test_all_of_its_height_can_be_used),
		cmocka_unit_test(test_what_is_forgotten_is_read_anew),
	};

	return cmocka_run_group_tests_name("row_cache", tests, NULL, NULL);
}
