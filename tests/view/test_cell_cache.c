#include "config.h"

/* The texts and columns of the rows on the screen. */

#include "view/cell_cache.h"

#include "unit/packed.h"
#include "unit/test.h"

enum { ROOM = 76 };

struct page {
	struct packed x;
	struct column_config columns;
	struct cell_cache cells;
	struct search search;
};

/* Opens a table of ROWS with the columns a to d and, not shown, Note. */
static void begin(struct page *page, const char *rows)
{
	struct str text;

	packed_begin(&page->x);
	packed_write(&page->x, "datapackage.json",
		"{'name':'p','resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'a','title':'A','type':'string'},"
		"{'name':'b','title':'B','type':'string'},"
		"{'name':'c','title':'C','type':'string'},"
		"{'name':'d','title':'D','type':'string'},"
		"{'name':'note','title':'Note','type':'string'}]},"
		"'bali':{'label':'a','columns':['a','b','c','d']}}]}");
	str_init(&text);
	str_addf(&text, "a,b,c,d,note\n%s", rows);
	packed_write(&page->x, "t.csv", text.buf);
	str_release(&text);
	packed_load(&page->x, NULL);
	search_init(&page->search, &page->x.p);
	column_config_init(&page->columns, &page->x.p, &page->x.p.tables[0]);
	cell_cache_init(&page->cells, &page->columns);
}

static void end(struct page *page)
{
	cell_cache_release(&page->cells);
	column_config_release(&page->columns);
	search_release(&page->search);
	packed_end(&page->x);
}

/* Reads COUNT rows from FIRST on into ROOM columns, the cursor in COLUMN. */
static void read_rows(
	struct page *page, uint32_t first, size_t count, int room, size_t column)
{
	uint32_t rows[8];

	for (size_t i = 0; i < count; i++)
		rows[i] = first + (uint32_t)i;
	cell_cache_read(&page->cells, rows, count, room, column, &page->search);
}

static void expect_text(struct page *page, size_t row, size_t column, const char *text)
{
	struct slice cell = cell_cache_text(&page->cells, row, column);

	if (!slice_equal(cell, slice_of(text)))
		fail_msg("%.*s is not %s", (int)cell.len, cell.text, text);
}

static void test_texts_of_the_rows_asked_for(void **state)
{
	struct page page;

	(void)state;
	begin(&page, "a1,b1,c1,d1,\na2,,c2,d2,\n");
	read_rows(&page, 0, 2, ROOM, 0);
	expect_text(&page, 0, 0, "a1");
	expect_text(&page, 1, 1, "");
	expect_text(&page, 1, 3, "d2");
	read_rows(&page, 1, 1, ROOM, 0);
	expect_text(&page, 0, 0, "a2");
	end(&page);
}

/* A column of one letter is three wide: the arrow of a sorted one has room. */
static void test_widths_grow_and_do_not_shrink(void **state)
{
	struct page page;

	(void)state;
	begin(&page, "ab,b,c,d,\ntwelve chars,b,c,d,\n");
	read_rows(&page, 0, 1, ROOM, 0);
	assert_int_equal(page.cells.places[0].width, 3);
	assert_int_equal(page.cells.places[1].x, 5);
	read_rows(&page, 1, 1, ROOM, 0);
	assert_int_equal(page.cells.places[1].x, 14);
	read_rows(&page, 0, 1, ROOM, 0);
	assert_int_equal(page.cells.places[1].x, 14);
	cell_cache_forget(&page.cells);
	read_rows(&page, 0, 1, ROOM, 0);
	assert_int_equal(page.cells.places[1].x, 5);
	end(&page);
}

static void test_long_values_leave_room_for_others(void **state)
{
	struct page page;

	(void)state;
	begin(&page,
		"a value of far more than forty-eight columns that nobody wants to "
		"read in a list,b,c,d,\n");
	read_rows(&page, 0, 1, ROOM, 0);
	assert_int_equal(page.cells.placed, 4);
	assert_int_equal(page.cells.places[0].width, CELL_CACHE_WIDEST);
	/* 22 for it and three times 5 for the others: 3 are left, and it gets them. */
	read_rows(&page, 0, 1, 40, 0);
	assert_int_equal(page.cells.placed, 4);
	assert_int_equal(page.cells.places[0].width, 25);
	assert_int_equal(page.cells.places[1].x, 27);
	/* Nothing but the first fits: it is cut to the room. */
	read_rows(&page, 0, 1, 10, 0);
	assert_int_equal(page.cells.placed, 1);
	assert_int_equal(page.cells.places[0].width, 10);
	end(&page);
}

static void test_wide_characters_count_twice(void **state)
{
	struct page page;

	(void)state;
	/* Four of two columns each; three letters, one with a mark of its own. */
	begin(&page, "東京都庁,e\xcc\x81te,c,d,\n");
	read_rows(&page, 0, 1, ROOM, 0);
	assert_int_equal(page.cells.places[0].width, 8);
	assert_int_equal(page.cells.places[1].x, 10);
	assert_int_equal(page.cells.places[1].width, 3);
	end(&page);
}

static void test_panning_brings_the_column_of_the_cursor(void **state)
{
	struct page page;

	(void)state;
	begin(&page, "aaaaaaaaaa,bbbbbbbbbb,cccccccccc,dddddddddd,\n");
	read_rows(&page, 0, 1, 36, 0);
	assert_int_equal(page.cells.placed, 3);
	read_rows(&page, 0, 1, 36, 3);
	assert_int_equal(page.cells.left, 2);
	assert_int_equal(page.cells.placed, 3);
	assert_int_equal(page.cells.places[0].column, 0);
	assert_int_equal(page.cells.places[1].column, 2);
	assert_int_equal(page.cells.places[2].column, 3);
	expect_text(&page, 0, 3, "dddddddddd");
	/* The frozen one is seen anyhow: nothing has to move for it. */
	read_rows(&page, 0, 1, 36, 0);
	assert_int_equal(page.cells.left, 2);
	read_rows(&page, 0, 1, 36, 1);
	assert_int_equal(page.cells.left, 1);
	end(&page);
}

static void test_reasons_come_last_and_get_their_room(void **state)
{
	struct page page;
	const struct column_place *last;

	(void)state;
	begin(&page,
		"aaaaaaaaaa,bbbbbbbbbb,cccccccccc,dddddddddd,once called Burma\n"
		"Burma,b,c,d,\n");
	search_set(&page.search, "burma", -1, NULL, NULL);
	task_finish(&page.search.task);
	read_rows(&page, 0, 2, 60, 0);
	last = &page.cells.places[page.cells.placed - 1];
	assert_int_equal(last->column, 4);
	assert_true(last->x + last->width <= 60);
	expect_text(&page, 0, 4, "note: once called Burma");
	/* What one sees needs no reason. */
	expect_text(&page, 1, 4, "");
	/* 23 for the text, two for the arrow, a gap: 33 are left, and three columns of
	 * ten with their gaps would need 34. */
	assert_int_equal(last->width, 25);
	assert_int_equal(page.cells.placed, 3);
	/* Where no row needs one, no room is kept for it. */
	read_rows(&page, 1, 1, 60, 0);
	assert_int_equal(page.cells.places[page.cells.placed - 1].column, 3);
	end(&page);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_of_the_rows_asked_for),
		cmocka_unit_test(test_widths_grow_and_do_not_shrink),
		cmocka_unit_test(test_long_values_leave_room_for_others),
		cmocka_unit_test(test_wide_characters_count_twice),
		cmocka_unit_test(test_panning_brings_the_column_of_the_cursor),
		cmocka_unit_test(test_reasons_come_last_and_get_their_room),
	};

	return cmocka_run_group_tests_name("cell_cache", tests, NULL, NULL);
}
