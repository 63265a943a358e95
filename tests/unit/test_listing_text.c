/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/listing.h"

#include <locale.h>

#include "unit/listed.h"

static const struct listing_column two[] = {
	{ .name = "name", .title = "Name", .style = STYLE_STRONG },
	{ .name = "size", .title = "Size", .type = LISTING_NUMBER }
};

static void test_columns_are_as_wide_as_their_cells(void **state)
{
	struct listed l;

	(void)state;
	listed_make(&l, two, 2);
	listed_add(&l, "Bali");
	listed_add(&l, "5780");
	listed_add(&l, "Nusa Penida");
	listed_add(&l, "202.84");
	listed_add(&l, "Java");
	listed_add(&l, "");
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"Name           Size\n"
		"Bali           5780\n"
		"Nusa Penida  202.84\n"
		"Java\n");
	listed_release(&l);
}

static void test_wide_characters_and_marks_keep_the_columns(void **state)
{
	struct listed l;

	(void)state;
	listed_make(&l, two, 2);
	listed_add(&l, "漢字");
	listed_add(&l, "1");
	listed_add(&l, "Cafe\xcc\x81");
	listed_add(&l, "2");
	listed_add(&l, "abcde");
	listed_add(&l, "漢");
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"Name   Size\n"
		"漢字      1\n"
		"Cafe\xcc\x81      2\n"
		"abcde    漢\n");
	/* a wide character that does not fit is not halved: a blank is there instead */
	l.page.width = 10;
	l.list.columns = (const struct listing_column[]){ { .name = "n", .title = "N" },
		{ .name = "s", .title = "S" } };
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"N      S\n"
		"漢字   1\n"
		"Cafe\xcc\x81   2\n"
		"abcde  漢\n");
	l.page.width = 4;
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"N\n漢字\nCafe\xcc\x81\nabc…\n+1 column\n");
	l.page.width = 3;
	assert_string_equal(
		listed_write(&l, FORMAT_TEXT), "N\n漢…\nCa…\nab…\n+1 column\n");
	l.page.width = 2;
	assert_string_equal(listed_write(&l, FORMAT_TEXT), "N\n…\nC…\na…\n+1 column\n");
	listed_release(&l);
}

static void test_a_long_cell_is_cut_only_at_an_edge(void **state)
{
	static const char *const seventy = "1234567890123456789012345678901234567890"
					   "123456789012345678901234567890";
	struct listed l;

	(void)state;
	listed_make(&l, two, 1);
	listed_add(&l, seventy);
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"Name\n1234567890123456789012345678901234567890"
		"123456789012345678901234567890\n");
	l.page.width = 80;
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"Name\n1234567890123456789012345678901234567890"
		"1234567890123456789…\n");
	l.page.width = 30;
	assert_string_equal(
		listed_write(&l, FORMAT_TEXT), "Name\n12345678901234567890123456789…\n");
	l.page.width = 1;
	assert_string_equal(listed_write(&l, FORMAT_TEXT), "…\n…\n");
	listed_release(&l);
}

static void test_what_has_no_room_is_counted(void **state)
{
	static const struct listing_column columns[] = { { .name = "a",
								 .title = "First" },
		{ .name = "b", .title = "Second" }, { .name = "c", .title = "Third" } };
	struct listed l;

	(void)state;
	listed_make(&l, columns, 3);
	for (int i = 0; i < 3; i++)
		listed_add(&l, "x");
	l.page.width = 20;
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"First  Second  Third\nx      x       x\n");
	l.page.width = 19;
	assert_string_equal(
		listed_write(&l, FORMAT_TEXT), "First  Second\nx      x\n+1 column\n");
	l.page.width = 8;
	assert_string_equal(listed_write(&l, FORMAT_TEXT), "First\nx\n+2 columns\n");
	listed_release(&l);
}

static const struct listing_column pinned[] = { { .name = "a", .title = "Name" },
	{ .name = "b", .title = "Second" }, { .name = "c", .title = "Third" },
	{ .name = "r", .title = "Why", .use = LISTING_REMARK } };

static void test_a_pinned_column_keeps_its_room(void **state)
{
	struct listed l;

	(void)state;
	listed_make(&l, pinned, 4);
	listed_add(&l, "Bali");
	listed_add(&l, "x");
	listed_add(&l, "y");
	listed_add(&l, "former");
	l.page.width = 80;
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"Name  Second  Third  Why\nBali  x       y      former\n");
	l.page.width = 20;
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"Name  Second  Why\nBali  x       former\n+1 column\n");
	l.page.width = 12;
	assert_string_equal(
		listed_write(&l, FORMAT_TEXT), "Name  Why\nBali  former\n+2 columns\n");
	/* but not before the first column */
	l.page.width = 11;
	assert_string_equal(listed_write(&l, FORMAT_TEXT), "Name\nBali\n+3 columns\n");
	listed_release(&l);
}

static void test_a_pinned_column_of_nothing_is_none(void **state)
{
	struct listed l;

	(void)state;
	listed_make(&l, pinned, 4);
	for (int i = 0; i < 4; i++)
		listed_add(&l, i < 3 ? "x" : "");
	assert_string_equal(
		listed_write(&l, FORMAT_TEXT), "Name  Second  Third\nx     x       x\n");
	l.page.width = 19;
	assert_string_equal(
		listed_write(&l, FORMAT_TEXT), "Name  Second  Third\nx     x       x\n");
	listed_release(&l);
}

static void test_controls_are_made_visible(void **state)
{
	struct listed l;

	(void)state;
	listed_make(&l, two, 2);
	listed_add(&l, "a\33[31m\n\x7f");
	listed_add(&l, "\xc2\x9b\xe2\x80\xae\xff");
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"Name      Size\na␛[31m␊␡   \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n");
	listed_release(&l);
}

static void test_ascii_keeps_the_columns(void **state)
{
	struct listed l;

	(void)state;
	listed_make(&l, two, 2);
	l.styles.ascii = true;
	listed_add(&l, "漢字");
	listed_add(&l, "1");
	listed_add(&l, "Cafe\xcc\x81");
	listed_add(&l, "–2");
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"Name  Size\n"
		"? ?      1\n"
		"Cafe    -2\n");
	l.page.width = 3;
	assert_string_equal(listed_write(&l, FORMAT_TEXT), "N..\n..\nC..\n+1 column\n");
	listed_release(&l);
}

static void test_looks_are_round_texts_only(void **state)
{
	struct listed l;

	(void)state;
	listed_make(&l, two, 2);
	str_add(&l.styles.on[STYLE_HEAD], "<h>");
	str_add(&l.styles.on[STYLE_STRONG], "<b>");
	str_add(&l.styles.on[STYLE_DIM], "<d>");
	str_add(&l.styles.off, "</>");
	listed_add(&l, "Bali");
	listed_add(&l, "1");
	listed_add(&l, "");
	listed_add(&l, "23456");
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"<h>Name</>   <h>Size</>\n"
		"<b>Bali</>      1\n"
		"      23456\n");
	l.page.width = 5;
	assert_string_equal(listed_write(&l, FORMAT_TEXT),
		"<h>Name</>\n<b>Bali</>\n\n<d>+1 column</>\n");
	listed_release(&l);
}

static void test_the_first_rows_say_how_wide(void **state)
{
	struct listed l;
	const char *end;

	(void)state;
	listed_make(&l, two, 1);
	for (int i = 0; i < 1000; i++)
		listed_add(&l, "short");
	listed_add(&l, "longer than those");
	l.page.width = 40;
	listed_write(&l, FORMAT_TEXT);
	end = l.outfile.text.buf + l.outfile.text.len;
	assert_string_equal(end - strlen("short\nlong…\n"), "short\nlong…\n");
	/* without an edge nothing is cut */
	l.page.width = 0;
	listed_write(&l, FORMAT_TEXT);
	end = l.outfile.text.buf + l.outfile.text.len;
	assert_string_equal(
		end - strlen("short\nlonger than those\n"), "short\nlonger than those\n");
	listed_release(&l);
}

static void test_no_rows_are_a_head(void **state)
{
	struct listed l;

	(void)state;
	listed_make(&l, two, 2);
	assert_string_equal(listed_write(&l, FORMAT_TEXT), "Name  Size\n");
	l.page.width = 80;
	assert_string_equal(listed_write(&l, FORMAT_TEXT), "Name  Size\n");
	listed_release(&l);
}

static void test_a_reason_far_down_is_not_lost(void **state)
{
	static const struct listing_column columns[] = { { .name = "a", .title = "Name" },
		{ .name = "r", .title = "Why", .use = LISTING_REMARK } };
	struct listed l;

	(void)state;
	listed_make(&l, columns, 2);
	for (int i = 0; i < 1000; i++) {
		listed_add(&l, "Bali");
		listed_add(&l, "");
	}
	listed_write(&l, FORMAT_TEXT);
	assert_memory_equal(l.outfile.text.buf, "Name\n", 5);
	listed_add(&l, "Burma");
	listed_add(&l, "why");
	listed_write(&l, FORMAT_TEXT);
	assert_string_equal(
		l.outfile.text.buf + l.outfile.text.len - strlen("\nBurma  why\n"),
		"\nBurma  why\n");
	listed_release(&l);
}

/* Marks take bytes but no columns: however many there are, what follows is not lost. */
static void test_a_cell_of_many_marks_is_whole(void **state)
{
	struct listed l;
	struct str cell;

	(void)state;
	str_init(&cell);
	str_add(&cell, "abc");
	for (int i = 0; i < 2000; i++)
		str_add(&cell, "\xcc\x81");
	str_add(&cell, "end");
	listed_make(&l, two, 1);
	listed_add(&l, cell.buf);
	l.page.width = 80;
	listed_write(&l, FORMAT_TEXT);
	assert_int_equal(l.outfile.text.len, strlen("Name\n") + cell.len + 1);
	assert_memory_equal(l.outfile.text.buf + strlen("Name\n"), cell.buf, cell.len);
	listed_release(&l);
	str_release(&cell);
}

static void test_no_columns_are_nothing(void **state)
{
	struct listed l;

	static const char *const written[FORMAT_MAX] = { [FORMAT_JSON] = "[]\n",
		[FORMAT_GEOJSON] = "{\"type\":\"FeatureCollection\",\"features\":[]}\n" };

	(void)state;
	listed_make(&l, NULL, 0);
	for (int format = 0; format < FORMAT_MAX; format++)
		assert_string_equal(listed_write(&l, (enum format)format),
			written[format] ? written[format] : "");
	listed_release(&l);
	/* a lone column stays, though it is pinned and empty */
	listed_make(&l, &pinned[3], 1);
	listed_add(&l, "");
	for (l.page.width = 0; l.page.width < 5; l.page.width++)
		assert_string_equal(listed_write(&l, FORMAT_TEXT),
			l.page.width == 1           ? "…\n\n"
				: l.page.width == 2 ? "W…\n\n"
						    : "Why\n\n");
	listed_release(&l);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_are_as_wide_as_their_cells),
		cmocka_unit_test(test_wide_characters_and_marks_keep_the_columns),
		cmocka_unit_test(test_a_long_cell_is_cut_only_at_an_edge),
		cmocka_unit_test(test_what_has_no_room_is_counted),
		cmocka_unit_test(test_a_pinned_column_keeps_its_room),
		cmocka_unit_test(test_a_pinned_column_of_nothing_is_none),
		cmocka_unit_test(test_controls_are_made_visible),
		cmocka_unit_test(test_ascii_keeps_the_columns),
		cmocka_unit_test(test_looks_are_round_texts_only),
		cmocka_unit_test(test_the_first_rows_say_how_wide),
		cmocka_unit_test(test_no_rows_are_a_head),
		cmocka_unit_test(test_a_reason_far_down_is_not_lost),
		cmocka_unit_test(test_a_cell_of_many_marks_is_whole),
		cmocka_unit_test(test_no_columns_are_nothing),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("listing_text", tests, NULL, NULL);
}
