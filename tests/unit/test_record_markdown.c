/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/record_form.h"
#include "unit/recorded.h"
#include "unit/test.h"

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

static const char *mark_of(struct packed *x, int table, uint32_t row)
{
	struct record r;

	record_init(&r, &x->p, recorded_row(table, row));
	str_clear(&x->text);
	record_markdown_add(&x->text, &r);
	record_release(&r);
	return x->text.buf;
}

static void test_a_record_in_its_order(void **state)
{
	assert_string_equal(mark_of(*state, R_MEMBERS, 0),
		"# Arland\n"
		"\n"
		"| Field | Value |\n"
		"| --- | --- |\n"
		"| Country | Arland `AA` |\n"
		"| Since | February 2002 |\n"
		"| Note | a \\| b, \\*c\\*<br>second line |\n"
		"| Code | AA |\n"
		"| Alpha-3 | AAA |\n"
		"| Name | Arland |\n"
		"| Place | 20° S, 1.5° E |\n"
		"| Area | 12.50 |\n"
		"| Island | true |\n"
		"| Languages | Arish, Old Arish |\n"
		"\n"
		"## Also known as\n"
		"\n"
		"- Arlande (fr, wa, br …)\n"
		"- Arlandia (former)\n"
		"- Arl\n"
		"\n"
		"## Mentioned in\n"
		"\n"
		"### Host of 2 meetings\n"
		"\n"
		"- 26–28 Feb 2002: First Meeting `1`\n"
		"- Apr 2004: Second Meeting `2`\n"
		"\n"
		"## Disputes\n"
		"\n"
		"| Field | Value |\n"
		"| --- | --- |\n"
		"| What | Date of joining |\n"
		"| [Another](https://example.org/a_%28b%29) `s2` | 2002 |\n"
		"\n"
		"## Sources\n"
		"\n"
		"- A long title of the first source document `s1`\n"
		"- [Another](https://example.org/a_%28b%29) `s2`\n");
}

static void test_long_items_in_a_table_have_lines(void **state)
{
	assert_non_null(strstr(mark_of(*state, R_COUNTRIES, 1),
		"| Languages | Berian as it is spoken in the north<br>Arish |\n"));
}

static void test_addresses_are_links(void **state)
{
	assert_non_null(strstr(mark_of(*state, R_SOURCES, 1),
		"| Address | <https://example.org/a_%28b%29> |\n"));
}

static void test_signs_of_markdown_are_text(void **state)
{
	const char *text = mark_of(*state, R_VISITS, 1);

	assert_non_null(strstr(text, "\\<b\\>"));
	assert_null(strstr(text, "<b>"));
}

/* A key may hold what ends a code span or a cell, an address what is none to follow, a
 * label what begins a list. */
static void test_odd_keys_addresses_and_labels(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources':[{'name':'t','path':'t.csv','schema':{'primaryKey':'id',"
		"'fields':[{'name':'id','type':'string'},"
		"{'name':'name','type':'string'},"
		"{'name':'site','type':'string','format':'uri'},"
		"{'name':'next','type':'list','delimiter':';'}],"
		"'foreignKeys':[{'fields':'next','reference':{'resource':'t',"
		"'fields':'id'}}]}}]}");
	packed_write(&x, "t.csv",
		"id,name,site,next\n"
		"a`|b,1. first,javascript:alert(1),c;d;e;zz\n"
		"c,- second,HTTP://example.org/<x y>|z,\n"
		"d,23) third,,\n"
		"e,A very long name in which there are \\ signs,,\n");
	packed_load(&x, NULL);
	assert_string_equal(mark_of(&x, 0, 0),
		"# 1. first\n"
		"\n"
		"| Field | Value |\n"
		"| --- | --- |\n"
		"| id | a\\`\\|b |\n"
		"| name | 1. first |\n"
		"| site | javascript:alert(1) |\n"
		"\n"
		"## next\n"
		"\n"
		"- [- second](HTTP://example.org/%3Cx%20y%3E%7Cz) `c`\n"
		"- 23\\) third `d`\n"
		"- A very long name in which there are \\\\ signs `e`\n"
		"- zz\n");
	assert_non_null(strstr(mark_of(&x, 0, 1), "- 1\\. first `` a`\\|b ``\n"));
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_record_in_its_order),
		cmocka_unit_test(test_long_items_in_a_table_have_lines),
		cmocka_unit_test(test_addresses_are_links),
		cmocka_unit_test(test_signs_of_markdown_are_text),
		cmocka_unit_test(test_odd_keys_addresses_and_labels),
	};

	return cmocka_run_group_tests_name(
		"record_markdown", tests, make_packed, end_packed);
}
