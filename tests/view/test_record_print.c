/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The page of a record as it is printed. */

#include "base/text.h"
#include "unit/recorded.h"
#include "unit/test.h"
#include "view/record_page.h"

static int make_packed(void **state)
{
	static struct packed packed;

	recorded_make(&packed);
	*state = &packed;
	return 0;
}

static int end_packed(void **state)
{
	packed_end(*state);
	return 0;
}

static const char *page_of(struct packed *x, int table, uint32_t row, int width,
	const struct style_codes *styles)
{
	struct style_codes blank;

	style_codes_init(&blank);
	str_clear(&x->text);
	record_page_print(&x->text, styles ? styles : &blank, &x->p,
		recorded_row(table, row), width, RECORD_PRINTED);
	style_codes_release(&blank);
	return x->text.buf;
}

static void test_the_page_in_its_order(void **state)
{
	assert_string_equal(page_of(*state, R_MEMBERS, 0, 60, NULL),
		"Arland                                              AA · AAA\n"
		"\n"
		"Since          February 2002\n"
		"Note           a | b, *c*\n"
		"               second line\n"
		"Place          20° S, 1.5° E\n"
		"Area           12.50\n"
		"Island         true\n"
		"Languages      Arish, Old Arish\n"
		"Also known as  Arlande (fr, wa, br …), Arlandia (former),\n"
		"               Arl\n"
		"\n"
		"Mentioned in\n"
		"Host of 2 meetings\n"
		"  26–28 Feb 2002  First Meeting\n"
		"  Apr 2004        Second Meeting\n"
		"\n"
		"Disputes 1\n"
		"Date of joining\n"
		"Another\n"
		"2002\n"
		"\n"
		"Sources        A long title of the first source document\n"
		"               Another\n");
}

static void test_no_line_is_wider_than_asked_for(void **state)
{
	static const int widths[] = { 24, 40, 79 };

	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		const char *at = page_of(*state, R_MEMBERS, 0, widths[i], NULL);

		for (const char *end; (end = strchr(at, '\n')); at = end + 1)
			assert_in_range(
				text_width((struct slice){ at, (size_t)(end - at) }), 0,
				widths[i]);
	}
}

static void test_wide_terminals_get_lines_that_can_be_read(void **state)
{
	struct packed *x = *state;
	const char *page = page_of(x, R_MEMBERS, 0, 300, NULL);

	assert_int_equal(text_width((struct slice){ page, strcspn(page, "\n") }), 100);
}

static void test_every_link_back_and_no_word_of_keys(void **state)
{
	struct packed x;
	struct str text;

	(void)state;
	packed_copy(&x, "recorded");
	str_init(&text);
	str_add(&text, "country,name,kind,tongues\n");
	for (int i = 0; i < 30; i++)
		str_addf(&text, "CC,Name %d,,\n", i);
	packed_write(&x, "names.csv", text.buf);
	str_clear(&text);
	str_add(&text, "country,who\n");
	for (int i = 0; i < 30; i++)
		str_addf(&text, "CC,Guest %d\n", i);
	packed_write(&x, "visits.csv", text.buf);
	packed_write(&x, "countries.csv",
		"id,alpha3,name,place,area,island,languages\n"
		"CC,CCC,Celia,,,,\n");
	packed_load(&x, NULL);
	page_of(&x, R_COUNTRIES, 0, 80, NULL);
	assert_non_null(strstr(x.text.buf, "21 more (-f csv)\n"));
	assert_non_null(strstr(x.text.buf, "Name 8"));
	assert_null(strstr(x.text.buf, "Name 9"));
	assert_non_null(strstr(x.text.buf, "Guest 29"));
	assert_null(strstr(x.text.buf, "shows all"));
	assert_null(strstr(x.text.buf, "not known"));
	str_release(&text);
	packed_end(&x);
}

static void test_looks_are_those_of_the_ink(void **state)
{
	struct style_codes styles;

	style_codes_init(&styles);
	str_add(&styles.on[STYLE_STRONG], "<b>");
	str_add(&styles.on[STYLE_LINK], "<u>");
	str_add(&styles.off, "</>");
	page_of(*state, R_VISITS, 0, 40, &styles);
	assert_string_equal(((struct packed *)*state)->text.buf,
		"<b>Ada</>\n"
		"\n"
		"country  <u>Celia</>\n");
	style_codes_release(&styles);
}

static void test_what_drives_a_terminal_is_made_visible(void **state)
{
	const char *page = page_of(*state, R_VISITS, 1, 40, NULL);

	assert_null(strchr(page, 0x1b));
	assert_non_null(strstr(page, "Bo \"the␛[31m\" <b>\n"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_page_in_its_order),
		cmocka_unit_test(test_no_line_is_wider_than_asked_for),
		cmocka_unit_test(test_wide_terminals_get_lines_that_can_be_read),
		cmocka_unit_test(test_every_link_back_and_no_word_of_keys),
		cmocka_unit_test(test_looks_are_those_of_the_ink),
		cmocka_unit_test(test_what_drives_a_terminal_is_made_visible),
	};

	return cmocka_run_group_tests_name(
		"record_print", tests, make_packed, end_packed);
}
