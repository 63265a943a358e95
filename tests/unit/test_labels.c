/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Rows by the beginning of their label. */

#include "query/resolve.h"

#include "unit/searched.h"
#include "unit/test.h"

static void test_same_then_start_then_words(void **state)
{
	static const struct {
		const char *text;
		size_t max;
		const char *keys;
	} rows[] = {
		{ "cambodia", 5, "kh" },
		{ "CÔTE D", 5, "ci" },
		{ "turkiye", 5, "tr" },
		{ "n", 5, "nz nl" },
		{ "n", 1, "nz" },
		{ "zealand", 5, "nz" },
		{ "bodia", 5, "" },
		{ "", 5, "" },
		{ "!", 5, "" },
	};
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t found[5];

		searched_add_keys(&s, COUNTRIES, found,
			resolve_labels(&s.x.p, COUNTRIES, slice_of(rows[i].text), found,
				rows[i].max));
		assert_string_equal(s.text.buf, rows[i].keys);
	}
	searched_end(&s);
}

/* What begins so comes before what only has the word, in the order of the table. */
static void test_order(void **state)
{
	struct packed x;
	uint32_t found[4];

	(void)state;
	packed_begin(&x);
	packed_write(&x, "t.csv", "name\nnew bay\nbay two\nbay\nold bay\nbay one\n");
	packed_load(&x, NULL);
	assert_int_equal(resolve_labels(&x.p, 0, slice_of("bay"), found, 4), 4);
	assert_int_equal(found[0], 2);
	assert_int_equal(found[1], 1);
	assert_int_equal(found[2], 4);
	assert_int_equal(found[3], 0);
	assert_int_equal(resolve_labels(&x.p, 0, slice_of("bay"), found, 2), 2);
	assert_int_equal(found[0], 2);
	assert_int_equal(found[1], 1);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_then_start_then_words),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
