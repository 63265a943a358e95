/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "unit/test.h"

/* What str.h promises about every string at every time. */
static void check(const struct str *s)
{
	assert_non_null(s->buf);
	assert_int_equal(s->buf[s->len], '\0');
	if (s->alloc)
		assert_true(s->alloc > s->len);
	else
		assert_int_equal(s->len, 0);
}

static void test_empty_string_is_terminated(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	check(&s);
	str_clear(&s);
	check(&s);
	str_truncate(&s, 5);
	check(&s);
	str_trim_end(&s);
	check(&s);
	str_release(&s);
	check(&s);
}

static void test_adding_byte_by_byte_keeps_all(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		str_add_char(&s, (char)('a' + i % 26));
		check(&s);
	}
	assert_int_equal(s.len, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(s.buf[i], 'a' + i % 26);
	str_release(&s);
}

static void test_formats_longer_than_the_room(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add(&s, "x");
	str_addf(&s, "%0200d|%s", 7, "end");
	check(&s);
	assert_int_equal(s.len, 1 + 200 + 4);
	assert_string_equal(s.buf + 201, "|end");
	str_addf(&s, "%s", "");
	assert_int_equal(s.len, 205);
	str_release(&s);
}

static void test_keeps_nul_bytes(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add_bytes(&s, "a\0b", 3);
	check(&s);
	assert_int_equal(s.len, 3);
	assert_memory_equal(s.buf, "a\0b", 4);
	str_release(&s);
}

static void test_take_leaves_an_empty_string(void **state)
{
	struct str s = STR_INIT;
	char *text;

	(void)state;
	text = str_take(&s);
	assert_string_equal(text, "");
	free(text);
	str_add(&s, "mine");
	text = str_take(&s);
	check(&s);
	assert_string_equal(text, "mine");
	free(text);
}

static void test_truncate_and_trim(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add(&s, " one two \t\r\n");
	str_trim_end(&s);
	assert_string_equal(s.buf, " one two");
	str_truncate(&s, 100);
	assert_string_equal(s.buf, " one two");
	str_truncate(&s, 4);
	assert_string_equal(s.buf, " one");
	str_clear(&s);
	str_add_repeat(&s, '-', 3);
	str_add_repeat(&s, '-', 0);
	assert_string_equal(s.buf, "---");
	str_release(&s);
}

static void test_parses_whole_numbers_only(void **state)
{
	static const char *const refused[] = { "", " 1", "1 ", "1x", "x", "-", "+", "1.0",
		"0x1", "99999999999999999999" };
	int64_t value = 42;
	char text[32];

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_false(str_parse_int64(refused[i], &value));
		assert_int_equal(value, 42);
	}
	assert_true(str_parse_int64("-12", &value));
	assert_int_equal(value, -12);
	assert_true(str_parse_int64("+7", &value));
	assert_int_equal(value, 7);
	snprintf(text, sizeof text, "%" PRId64, INT64_MAX);
	assert_true(str_parse_int64(text, &value));
	assert_true(value == INT64_MAX);
}

static void test_counts_in_the_right_number(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add_count(&s, 0, "row", NULL);
	str_add(&s, ", ");
	str_add_count(&s, 1, "entry", "entries");
	str_add(&s, ", ");
	str_add_count(&s, 2, "entry", "entries");
	assert_string_equal(s.buf, "0 rows, 1 entry, 2 entries");
	assert_string_equal(number_text(0).text, "0");
	assert_string_equal(number_text(1234567).text, "1,234,567");
	assert_string_equal(number_text(SIZE_MAX).text,
		SIZE_MAX == UINT32_MAX ? "4,294,967,295" : "18,446,744,073,709,551,615");
	str_release(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_string_is_terminated),
		cmocka_unit_test(test_adding_byte_by_byte_keeps_all),
		cmocka_unit_test(test_formats_longer_than_the_room),
		cmocka_unit_test(test_keeps_nul_bytes),
		cmocka_unit_test(test_take_leaves_an_empty_string),
		cmocka_unit_test(test_truncate_and_trim),
		cmocka_unit_test(test_parses_whole_numbers_only),
		cmocka_unit_test(test_counts_in_the_right_number),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
