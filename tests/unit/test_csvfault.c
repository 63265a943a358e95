/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/csvfault.h"

#include "unit/test.h"

static void test_texts_have_none(void **state)
{
	static const char *const texts[] = { "", "plain", "tab\there", "two\r\nlines",
		"\xC3\xA9t\xC3\xA9", "\xE2\x82\xAC", " ~" };
	struct csvfault_byte bad[CSVFAULT_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_false(csvfault_any_bytes(slice_of(texts[i])));
		assert_int_equal(csvfault_find_bytes(slice_of(texts[i]), bad), 0);
	}
}

static void assert_one(
	const char *text, size_t len, enum fault fault, size_t at, unsigned char byte)
{
	struct csvfault_byte bad[CSVFAULT_BYTES];
	struct slice s = { text, len };
	struct str why;

	assert_true(csvfault_any_bytes(s));
	assert_int_equal(csvfault_find_bytes(s, bad), 1);
	assert_int_equal(bad[0].fault, fault);
	assert_int_equal(bad[0].at, at);
	assert_int_equal(bad[0].byte, byte);
	str_init(&why);
	csvfault_add_byte(&bad[0], &why);
	assert_int_equal(why.buf[why.len - 1], '.');
	str_release(&why);
}

static void test_the_first_is_reported(void **state)
{
	(void)state;
	assert_one("a\0b\0", 4, FAULT_NUL, 1, 0);
	assert_one("\x1b[m\x07", 4, FAULT_CONTROL, 0, 0x1b);
	assert_one("ab\x7f", 3, FAULT_CONTROL, 2, 0x7f);
	assert_one("\xC3\xA9\xE9x\xFF", 5, FAULT_ENCODING, 2, 0xE9);
	/* A character that the end cuts. */
	assert_one("x\xE2\x82", 3, FAULT_ENCODING, 1, 0xE2);
}

static void test_one_of_each_kind(void **state)
{
	struct csvfault_byte bad[CSVFAULT_BYTES];
	struct str why;

	(void)state;
	assert_int_equal(csvfault_find_bytes(slice_of("\x01\x02\xFE\xFF"), bad), 2);
	assert_int_equal(bad[0].fault, FAULT_ENCODING);
	assert_int_equal(bad[0].at, 2);
	assert_int_equal(bad[1].fault, FAULT_CONTROL);
	assert_int_equal(bad[1].at, 0);
	str_init(&why);
	csvfault_add_byte(&bad[0], &why);
	assert_non_null(strstr(why.buf, "The byte 0xFE is not UTF-8"));
	str_clear(&why);
	csvfault_add_byte(&bad[1], &why);
	assert_non_null(strstr(why.buf, "U+0001"));
	str_release(&why);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_have_none),
		cmocka_unit_test(test_the_first_is_reported),
		cmocka_unit_test(test_one_of_each_kind),
	};

	return cmocka_run_group_tests_name("csvfault", tests, NULL, NULL);
}
