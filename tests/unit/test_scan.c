/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/scan.h"

#include <ctype.h>

#include "unit/test.h"

static uint32_t seed = 5;

static uint32_t roll(uint32_t sides)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % sides;
}

static size_t find(const char *word, const char *text, size_t from)
{
	struct scan s;

	scan_init(&s, slice_of(word));
	return scan_find(&s, slice_of(text), from);
}

static void test_takes_plain_words_only(void **state)
{
	(void)state;
	assert_true(scan_takes(slice_of("a")));
	assert_true(scan_takes(slice_of("az09")));
	assert_false(scan_takes(slice_of("")));
	assert_false(scan_takes(slice_of("new zealand")));
	assert_false(scan_takes(slice_of("ä")));
	assert_false(scan_takes(slice_of("A")));
}

static void test_finds_capitals_too(void **state)
{
	(void)state;
	assert_int_equal(find("bali", "in Bali, BALI; bali", 0), 3);
	assert_int_equal(find("bali", "in Bali, BALI; bali", 4), 9);
	assert_int_equal(find("bali", "in Bali, BALI; bali", 10), 15);
	assert_int_equal(find("bali", "in Bali, BALI; bali", 16), 19);
	assert_int_equal(find("x", "", 0), 0);
	assert_int_equal(find("long", "lon", 0), 3);
	/* Signs that differ from a letter or digit by the bit that makes small letters.
	 */
	assert_int_equal(find("a", "\001A", 0), 1);
	assert_int_equal(find("10", "\021\020 10", 0), 3);
}

/* Against the plain loop, on texts in which near misses are common. */
static void test_equals_the_plain_loop(void **state)
{
	static const char letters[] = "aAbB1\021,\303\"";

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char text[64];
		char word[5];
		struct slice s = { text, roll(sizeof text) };
		size_t len = 1 + roll(4);
		size_t from = roll((uint32_t)s.len + 1);
		size_t want = from;
		struct scan scan;

		for (size_t i = 0; i < s.len; i++)
			text[i] = letters[roll(sizeof letters - 1)];
		for (size_t i = 0; i < len; i++)
			word[i] = "ab1"[roll(3)];
		for (; want < s.len; want++) {
			size_t k = 0;

			while (k < len && want + k < s.len &&
				tolower((unsigned char)text[want + k]) == word[k])
				k++;
			if (k == len)
				break;
		}
		scan_init(&scan, (struct slice){ word, len });
		assert_int_equal(scan_find(&scan, s, from), want);
	}
}

static void test_finds_odd_bytes(void **state)
{
	(void)state;
	assert_int_equal(scan_odd(slice_of("plain, \"text\" 42~"), 0), 17);
	assert_int_equal(scan_odd(slice_of("d'ivoire"), 0), 1);
	for (int round = 0; round < 5000; round++) {
		char text[40];
		struct slice s = { text, roll(sizeof text) };
		size_t from = roll((uint32_t)s.len + 1);
		size_t want = from;

		for (size_t i = 0; i < s.len; i++)
			text[i] = (char)(roll(20) ? '\x26' + roll(3) % 2 * 2
						  : 0x80 + roll(128));
		if (s.len)
			text[roll((uint32_t)s.len)] = '\'';
		while (want < s.len && (unsigned char)text[want] < 0x80 &&
			text[want] != '\'')
			want++;
		assert_int_equal(scan_odd(s, from), want);
	}
}

static void test_hits_that_begin_a_word(void **state)
{
	struct scan s;

	(void)state;
	scan_init(&s, slice_of("rso"));
	assert_true(scan_starts(&s, slice_of("rso"), 0));
	assert_true(scan_starts(&s, slice_of("persons,RSO"), 0));
	assert_true(scan_starts(&s, slice_of("x rso"), 2));
	assert_false(scan_starts(&s, slice_of("persons"), 0));
	assert_false(scan_starts(&s, slice_of("rso persons"), 1));
	/* folding may drop the sign, or make a letter of it */
	assert_false(scan_starts(&s, slice_of("pe'rso"), 0));
	assert_false(scan_starts(&s, slice_of("\xc3\xa9rso"), 0));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_takes_plain_words_only),
		cmocka_unit_test(test_finds_capitals_too),
		cmocka_unit_test(test_equals_the_plain_loop),
		cmocka_unit_test(test_finds_odd_bytes),
		cmocka_unit_test(test_hits_that_begin_a_word),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
