/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/style.h"

#include <locale.h>

#include "base/text.h"
#include "unit/cellsmade.h"
#include "unit/test.h"

static struct style_codes styles;
static struct str out;

static int make(void **state)
{
	(void)state;
	style_codes_init(&styles);
	str_init(&out);
	return 0;
}

static int end(void **state)
{
	(void)state;
	style_codes_release(&styles);
	str_release(&out);
	return 0;
}

static const char *field(const char *text, int width, bool right)
{
	str_clear(&out);
	style_field(&out, &styles, STYLE_STRONG, slice_of(text), width, right);
	return out.buf;
}

static const char *plain(const char *text)
{
	str_clear(&out);
	style_add(&out, &styles, STYLE_STRONG, slice_of(text));
	return out.buf;
}

static void test_blank_ink_is_plain_text(void **state)
{
	(void)state;
	assert_string_equal(plain("Côte"), "Côte");
	assert_string_equal(plain(""), "");
	assert_string_equal(plain("a\33[1m\n"), "a␛[1m␊");
}

static void test_a_field_fills_its_columns(void **state)
{
	(void)state;
	assert_string_equal(field("ab", 4, false), "ab  ");
	assert_string_equal(field("ab", 4, true), "  ab");
	assert_string_equal(field("ab", 2, true), "ab");
	assert_string_equal(field("abc", 2, false), "a…");
	assert_string_equal(field("abc", 1, true), "…");
	assert_string_equal(field("abc", 0, true), "");
	assert_string_equal(field("", 2, false), "  ");
	assert_string_equal(field("漢字", 3, false), "漢…");
	assert_string_equal(field("漢字", 2, false), "… ");
	assert_string_equal(field("漢字", 2, true), " …");
}

static void test_a_look_is_round_the_text(void **state)
{
	(void)state;
	str_add(&styles.on[STYLE_STRONG], "<b>");
	str_add(&styles.off, "</>");
	assert_string_equal(plain("ab"), "<b>ab</>");
	assert_string_equal(plain(""), "");
	assert_string_equal(field("ab", 4, false), "<b>ab</>  ");
	assert_string_equal(field("ab", 4, true), "  <b>ab</>");
	assert_string_equal(field("", 2, false), "  ");
	str_clear(&out);
	style_add(&out, &styles, STYLE_TEXT, slice_of("ab"));
	assert_string_equal(out.buf, "ab");
}

static void test_ascii_is_where_the_text_would_be(void **state)
{
	(void)state;
	styles.ascii = true;
	assert_string_equal(plain("Café – “x”"), "Cafe - \"x\"");
	assert_string_equal(plain("e\xcc\x81"), "e");
	assert_string_equal(plain("漢a"), "? a");
	assert_string_equal(field("abcd", 3, false), "a..");
}

/* Whatever the cell: the field is as wide as asked for, holds no control, and in ASCII
 * nothing else. */
static void test_a_field_is_as_wide_as_asked_for(void **state)
{
	uint64_t seed = 6;
	struct str cell;

	(void)state;
	str_init(&cell);
	for (int round = 0; round < 20000; round++) {
		int width = 1 + (int)random_below(&seed, 12);

		str_clear(&cell);
		str_clear(&out);
		cellsmade_add(&seed, &cell);
		styles.ascii = round % 2;
		style_field(&out, &styles, STYLE_TEXT,
			(struct slice){ cell.buf, cell.len }, width, round % 3);
		assert_int_equal(text_width((struct slice){ out.buf, out.len }), width);
		for (size_t i = 0; i < out.len; i++)
			assert_in_range((unsigned char)out.buf[i], 0x20,
				styles.ascii ? 0x7e : 0xff);
	}
	str_release(&cell);
}

#define style_test(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		style_test(test_blank_ink_is_plain_text),
		style_test(test_a_field_fills_its_columns),
		style_test(test_a_look_is_round_the_text),
		style_test(test_ascii_is_where_the_text_would_be),
		style_test(test_a_field_is_as_wide_as_asked_for),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("style_codes", tests, NULL, NULL);
}
