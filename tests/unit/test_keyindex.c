/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/table.h"

#include <stdio.h>

#include "unit/packed.h"

/* Loads the table "a" with TEXT; its fields are those of the header. */
static const struct table *load_table(struct packed *x, const char *text)
{
	packed_begin(x);
	packed_write(x, "a.csv", text);
	packed_load(x, "a.csv");
	return x->p.tables;
}

static void test_finds_the_first_of_equal_keys(void **state)
{
	static const size_t fields[] = { 2, 0 };
	struct packed x;
	const struct table *t = load_table(&x, "p,q,r\na,1,b\na,2,c\na,3,b\n,4,ab\n");
	struct keyindex *index = keyindex_new(t, fields, 2, 4);
	static const uint32_t found[] = { ROW_NONE, ROW_NONE, 0, ROW_NONE };
	struct slice parts[2];
	struct csvrow row;

	(void)state;
	csvrow_init(&row);
	for (uint32_t i = 0; i < 4; i++) {
		table_row(t, i, &row);
		assert_true(keyindex_add(index, i, row.cells) == found[i]);
	}
	parts[0] = slice_of("c");
	parts[1] = slice_of("a");
	assert_int_equal(keyindex_find(index, parts), 1);
	parts[0] = slice_of("b");
	assert_int_equal(keyindex_find(index, parts), 0);
	/* The parts are kept apart. */
	parts[0] = slice_of("ab");
	parts[1] = slice_of("");
	assert_int_equal(keyindex_find(index, parts), 3);
	parts[0] = slice_of("");
	parts[1] = slice_of("ab");
	assert_true(keyindex_find(index, parts) == ROW_NONE);
	csvrow_release(&row);
	keyindex_free(index);
	packed_end(&x);
}

static void test_an_empty_index_finds_nothing(void **state)
{
	static const size_t fields[] = { 0 };
	struct packed x;
	const struct table *t = load_table(&x, "p\n");
	struct keyindex *index = keyindex_new(t, fields, 1, 0);
	struct slice part = slice_of("x");

	(void)state;
	assert_true(keyindex_find(index, &part) == ROW_NONE);
	keyindex_free(index);
	keyindex_free(NULL);
	packed_end(&x);
}

static void test_holds_as_many_rows_as_were_asked_for(void **state)
{
	static const size_t fields[] = { 0 };

	(void)state;
	for (size_t rows = 1; rows < 2000; rows = rows * 3 / 2 + 1) {
		struct packed x;
		struct str text;
		const struct table *t;
		struct keyindex *index;
		struct csvrow row;

		str_init(&text);
		str_add(&text, "key\n");
		for (size_t i = 0; i < rows; i++)
			str_addf(&text, "some longer key %zu\n", i);
		t = load_table(&x, text.buf);
		index = keyindex_new(t, fields, 1, rows);
		csvrow_init(&row);
		for (uint32_t i = 0; i < rows; i++) {
			table_row(t, i, &row);
			assert_true(keyindex_add(index, i, row.cells) == ROW_NONE);
		}
		for (uint32_t i = 0; i < rows; i++) {
			table_row(t, i, &row);
			assert_int_equal(keyindex_find(index, row.cells), i);
		}
		csvrow_release(&row);
		keyindex_free(index);
		str_release(&text);
		packed_end(&x);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_the_first_of_equal_keys),
		cmocka_unit_test(test_an_empty_index_finds_nothing),
		cmocka_unit_test(test_holds_as_many_rows_as_were_asked_for),
	};

	return cmocka_run_group_tests_name("keyindex", tests, NULL, NULL);
}
