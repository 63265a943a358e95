/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Where the columns of a list are, and the texts of the rows on the screen. */

#include "view/table_layout.h"

#include "unit/packed.h"
#include "unit/test.h"
#include "view/table_state.h"

enum { ROOM = 76 };

struct page {
	struct packed x;
	struct column_config columns;
	struct cell_text text;
	struct table_layout layout;
	struct cell_cache cells;
	struct search search;
};

/* Opens a table of ROWS with the columns a to d, the label A, and, not shown, Note. */
static void begin(struct page *page, const char *rows)
{
	struct str text = STR_INIT;

	packed_begin(&page->x);
	packed_write(&page->x, "datapackage.json",
		"{'name':'p','resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'a','title':'A','type':'string'},"
		"{'name':'b','title':'B','type':'string'},"
		"{'name':'c','title':'C','type':'string'},"
		"{'name':'d','title':'D','type':'string'},"
		"{'name':'note','title':'Note','type':'string'}]},"
		"'bali':{'label':'a','summary':'note','columns':['a','b','c','d']}}]}");
	str_addf(&text, "a,b,c,d,note\n%s", rows);
	packed_write(&page->x, "t.csv", text.buf);
	str_release(&text);
	packed_load(&page->x, NULL);
	search_init(&page->search, &page->x.p);
	column_config_init(&page->columns, &page->x.p, &page->x.p.tables[0]);
	page->text = (struct cell_text){ .package = &page->x.p,
		.table = &page->x.p.tables[0] };
	table_layout_init(&page->layout, &page->columns, &page->text);
	page->cells = (struct cell_cache){ .cells = &page->text, .texts = STR_INIT };
}

static void end(struct page *page)
{
	cell_cache_release(&page->cells);
	table_layout_release(&page->layout);
	cell_text_release(&page->text);
	column_config_release(&page->columns);
	search_release(&page->search);
	packed_end(&page->x);
}

/* The columns in ROOM, the cursor in COLUMN, as "0@0+10 ...": number, place and width. */
static const char *fit(struct page *page, int room, size_t column)
{
	static char text[200];
	size_t len = 0;

	table_layout_fit(&page->layout, room, column);
	text[0] = '\0';
	for (size_t i = 0; i < page->layout.placed; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%s%zu@%d+%d",
			i ? " " : "", page->layout.places[i].column,
			page->layout.places[i].x, page->layout.places[i].width);
	return text;
}

static void expect(struct slice cell, const char *text)
{
	if (!slice_equal(cell, slice_of(text)))
		fail_msg("%.*s is not %s", (int)cell.len, cell.text, text);
}

static void test_the_label_takes_what_is_left(void **state)
{
	struct page page;

	(void)state;
	begin(&page, "a1,b1,c1,d1,\na two,,c2,d two,\n");
	assert_string_equal(fit(&page, 30, 0), "0@0+15 1@17+2 2@21+2 3@25+5");
	assert_int_equal(table_layout_need(&page.layout, 100), 5 + 2 + 2 + 2 + 2 + 2 + 5);
	assert_int_equal(table_layout_need(&page.layout, 12), 12);
	end(&page);
}

static void test_stays_until_the_user_changes_it(void **state)
{
	struct page page;

	(void)state;
	begin(&page, "a1,b1,c1,d1,\na two,,c2,d two,\n");
	assert_true(table_layout_fit(&page.layout, 30, 0));
	assert_false(table_layout_fit(&page.layout, 30, 3));
	assert_true(table_layout_fit(&page.layout, 31, 3));
	column_config_set_width(&page.columns, 1, 9);
	assert_true(table_layout_fit(&page.layout, 31, 3));
	assert_int_equal(table_layout_width(&page.layout, 1), 9);
	/* A label with a width of the user's does not fill the room. */
	column_config_set_width(&page.columns, 0, 7);
	assert_string_equal(fit(&page, 80, 0), "0@0+7 1@9+9 2@20+2 3@24+5");
	end(&page);
}

static void test_measures_the_first_rows_of_the_table(void **state)
{
	struct str rows = STR_INIT;
	struct page page;

	(void)state;
	for (int i = 0; i < TABLE_LAYOUT_ROWS; i++)
		str_add(&rows, "a,b,c,d,\n");
	str_add(&rows, "a,a long value,c,d,\n");
	begin(&page, rows.buf);
	str_release(&rows);
	fit(&page, ROOM, 0);
	assert_int_equal(table_layout_width(&page.layout, 1), 1);
	end(&page);
}

static void test_long_values_leave_room_for_others(void **state)
{
	struct page page;

	(void)state;
	begin(&page,
		"a,a value of far more than forty-eight columns that nobody wants to "
		"read in a list,c,d,\n");
	assert_string_equal(fit(&page, ROOM, 0), "0@0+20 1@22+48 2@72+1 3@75+1");
	assert_string_equal(fit(&page, 24, 0), "0@0+1 1@3+18 2@23+1");
	end(&page);
	/* A label is whole before others have room. */
	begin(&page, "a label of quite thirty columns,b,c,d,\n");
	assert_string_equal(fit(&page, 37, 0), "0@0+31 1@33+1 2@36+1");
	assert_string_equal(fit(&page, 33, 0), "0@0+33");
	assert_string_equal(fit(&page, 10, 0), "0@0+10");
	end(&page);
}

static void test_wide_characters_count_twice(void **state)
{
	struct page page;

	(void)state;
	/* Four of two columns each; three letters, one with a mark of its own. */
	begin(&page, "a,東京都庁,e\xcc\x81te,d,\n");
	fit(&page, ROOM, 0);
	assert_int_equal(table_layout_width(&page.layout, 1), 8);
	assert_int_equal(table_layout_width(&page.layout, 2), 3);
	end(&page);
}

static void test_steps_bring_the_next_column(void **state)
{
	struct page page;
	size_t column = 0;

	(void)state;
	begin(&page, "aaaaaaaaaa,bbbbbbbbbb,cccccccccc,dddddddddd,\n");
	assert_string_equal(fit(&page, 36, 0), "0@0+12 1@14+10 2@26+10");
	for (int i = 0; i < 3; i++)
		column = table_layout_step(&page.layout, column, 1);
	assert_int_equal(column, 3);
	assert_string_equal(fit(&page, 36, column), "0@0+12 2@14+10 3@26+10");
	for (int i = 0; i < 3; i++)
		column = table_layout_step(&page.layout, column, -1);
	assert_int_equal(column, 0);
	assert_string_equal(fit(&page, 36, column), "0@0+12 1@14+10 2@26+10");
	end(&page);
}

static void test_texts_of_the_rows_asked_for(void **state)
{
	struct page page;

	(void)state;
	begin(&page, "a1,b1,c1,d1,first\na2,,c2,d2,\n");
	fit(&page, ROOM, 0);
	cell_cache_read(
		&page.cells, &page.layout, (uint32_t[]){ 0, 1 }, 2, &page.search, true);
	expect(cell_cache_text(&page.cells, 0, 0), "a1");
	expect(cell_cache_text(&page.cells, 1, 1), "");
	expect(cell_cache_text(&page.cells, 1, 3), "d2");
	expect(cell_cache_summary(&page.cells, 0), "first");
	expect(cell_cache_summary(&page.cells, 1), "");
	cell_cache_read(
		&page.cells, &page.layout, (uint32_t[]){ 1 }, 1, &page.search, false);
	expect(cell_cache_text(&page.cells, 0, 0), "a2");
	expect(cell_cache_reason(&page.cells, 0), "");
	end(&page);
}

static void test_reasons_say_what_is_not_seen(void **state)
{
	struct page page;

	(void)state;
	begin(&page, "aaaaaaaaaa,b,c,d,once called Burma\nBurma,b,c,d,\n");
	search_set(&page.search, "burma", -1, NULL, NULL);
	task_finish(&page.search.task);
	fit(&page, ROOM, 0);
	cell_cache_read(
		&page.cells, &page.layout, (uint32_t[]){ 0, 1 }, 2, &page.search, false);
	expect(cell_cache_reason(&page.cells, 0), "note: once called Burma");
	expect(cell_cache_reason(&page.cells, 1), "");
	end(&page);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_label_takes_what_is_left),
		cmocka_unit_test(test_stays_until_the_user_changes_it),
		cmocka_unit_test(test_measures_the_first_rows_of_the_table),
		cmocka_unit_test(test_long_values_leave_room_for_others),
		cmocka_unit_test(test_wide_characters_count_twice),
		cmocka_unit_test(test_steps_bring_the_next_column),
		cmocka_unit_test(test_texts_of_the_rows_asked_for),
		cmocka_unit_test(test_reasons_say_what_is_not_seen),
	};

	return cmocka_run_group_tests_name("table_layout", tests, NULL, NULL);
}
