/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/json.h"

#include <math.h>

#include "unit/cellsmade.h"
#include "unit/jsonback.h"

/* Appends TEXT with U+FFFD for each byte that belongs to no character. */
static void add_well_formed(struct str *out, const struct str *text)
{
	const uint8_t *at = (const uint8_t *)text->buf;
	size_t left = text->len;

	while (left) {
		ucs4_t character;
		int len = u8_mbtoucr(&character, at, left);

		if (len < 0)
			str_add(out, "\xef\xbf\xbd");
		else
			str_add_bytes(out, (const char *)at, (size_t)len);
		at += len < 0 ? 1 : len;
		left -= len < 0 ? 1 : (size_t)len;
	}
}

static void check_string(const struct str *text)
{
	struct str json, want;
	json_t *node;

	str_init(&json);
	str_init(&want);
	json_add_string(&json, (struct slice){ text->buf, text->len });
	check_is_harmless(&json);
	add_well_formed(&want, text);
	node = read_back(&json);
	assert_true(json_is_string(node));
	assert_int_equal(json_string_length(node), want.len);
	assert_memory_equal(json_string_value(node), want.buf, want.len);
	json_decref(node);
	str_release(&json);
	str_release(&want);
}

static void test_strings_read_back_the_same(void **state)
{
	uint64_t seed = 4;
	struct str text;

	(void)state;
	str_init(&text);
	for (int round = 0; round < 20000; round++) {
		str_clear(&text);
		cellsmade_add(&seed, &text);
		for (unsigned i = random_below(&seed, 8); i && round % 2; i--)
			str_add_char(&text, (char)random_below(&seed, 256));
		cellsmade_add(&seed, &text);
		check_string(&text);
	}
	str_release(&text);
}

static const char *as_string(struct str *out, const char *text)
{
	str_clear(out);
	json_add_string(out, slice_of(text));
	return out->buf;
}

static void test_strings_are_escaped_where_they_must(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_string(&out, ""), "\"\"");
	assert_string_equal(as_string(&out, "Côte d’Ivoire 漢"), "\"Côte d’Ivoire 漢\"");
	assert_string_equal(as_string(&out, "\"\\/\n"), "\"\\\"\\\\/\\n\"");
	assert_string_equal(as_string(&out, "\xc2\x9b"), "\"\\u009B\"");
	assert_string_equal(as_string(&out, "\xe2\x80\xae"), "\"\\u202E\"");
	assert_string_equal(as_string(&out, "\xf3\xa0\x80\x81"), "\"\\uDB40\\uDC01\"");
	assert_string_equal(as_string(&out, "\xff\xe2\x80"),
		"\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
	str_clear(&out);
	json_add_string(&out, (struct slice){ NULL, 0 });
	assert_string_equal(out.buf, "\"\"");
	str_release(&out);
}

static const char *as_number(struct str *out, double number)
{
	str_clear(out);
	json_add_number(out, number);
	return out->buf;
}

static void check_number(struct str *out, double number)
{
	json_t *node;

	as_number(out, number);
	node = read_back(out);
	assert_true(json_is_number(node));
	if (json_number_value(node) != number)
		fail_msg("%.17g is written %s", number, out->buf);
	json_decref(node);
}

static void test_numbers_read_back_the_same(void **state)
{
	uint64_t seed = 5;
	struct str out;

	(void)state;
	str_init(&out);
	for (int round = 0; round < 50000; round++) {
		uint64_t bits = 0;
		double number;

		for (int i = 0; i < 4; i++)
			bits = bits << 16 | random_below(&seed, 1 << 16);
		memcpy(&number, &bits, sizeof number);
		if (isfinite(number))
			check_number(&out, number);
		/* and those with few digits */
		check_number(&out, (double)random_below(&seed, 1000000) / 1000);
		check_number(&out, ldexp(1, (int)random_below(&seed, 70)) - 1);
	}
	str_release(&out);
}

static void test_numbers_have_few_digits(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_number(&out, 0), "0");
	assert_string_equal(as_number(&out, -3), "-3");
	assert_string_equal(as_number(&out, 4.89), "4.89");
	assert_string_equal(as_number(&out, 0.1), "0.1");
	assert_string_equal(as_number(&out, 0.1 + 0.2), "0.30000000000000004");
	assert_string_equal(as_number(&out, 9007199254740991.0), "9007199254740991");
	assert_string_equal(as_number(&out, (double)INFINITY), "null");
	assert_string_equal(as_number(&out, -(double)INFINITY), "null");
	assert_string_equal(as_number(&out, (double)NAN), "null");
	str_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strings_read_back_the_same),
		cmocka_unit_test(test_strings_are_escaped_where_they_must),
		cmocka_unit_test(test_numbers_read_back_the_same),
		cmocka_unit_test(test_numbers_have_few_digits),
	};

	return cmocka_run_group_tests_name("output_json", tests, NULL, NULL);
}
