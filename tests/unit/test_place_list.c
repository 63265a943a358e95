/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/place_list.h"

#include "unit/packed.h"
#include "unit/test.h"

struct atlas {
	struct packed x;
	struct search search;
	struct place_list_options options;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile;
};

static void atlas_open(struct atlas *a, const char *table)
{
	*a = (struct atlas){ .options = { .from = ROW_NOWHERE, .grouped = true } };
	packed_copy(&a->x, "mapped");
	packed_load(&a->x, NULL);
	search_init(&a->search, &a->x.p);
	a->options.tables[a->options.count++] = package_table(&a->x.p, table)->number;
	style_codes_init(&a->styles);
	a->page.styles = &a->styles;
	outfile_open_output(&a->outfile, false);
}

/* Returns the places as they are written; lives until the next call. */
static const char *atlas_write(struct atlas *a, enum format format)
{
	struct listing *list = place_list_new(&a->x.p, &a->options);

	str_clear(&a->outfile.text);
	listing_write(list, format, &a->page, &a->outfile);
	listing_free(list);
	return a->outfile.text.buf;
}

static void atlas_search(struct atlas *a, const char *text)
{
	assert_true(search_set(&a->search, text, -1, NULL, NULL));
	task_finish(&a->search.task);
	a->options.search = &a->search;
}

static void atlas_close(struct atlas *a)
{
	outfile_abandon(&a->outfile);
	style_codes_release(&a->styles);
	search_release(&a->search);
	packed_end(&a->x);
}

/* Lhotse is 2.9 km to the south and 0.8 km to the east. */
static void test_text_has_groups_with_distances(void **state)
{
	struct atlas a;

	(void)state;
	atlas_open(&a, "peaks");
	assert_string_equal(atlas_write(&a, FORMAT_TEXT),
		"Himalaya 2\n"
		"  Mount Everest\n"
		"  Lhotse         3.0 km south\n"
		"Southern Alps 1\n"
		"  Mount Cook  11605 km south-east\n");
	/* From there, that is the nearest group. */
	a.options.from = (struct row_ref){ a.options.tables[0], 1 };
	assert_string_equal(atlas_write(&a, FORMAT_TEXT),
		"Southern Alps 1\n"
		"  Mount Cook\n"
		"Himalaya 2\n"
		"  Lhotse         11602 km north-west\n"
		"  Mount Everest  11605 km north-west\n");
	atlas_close(&a);
}

static void test_two_tables_are_told_apart(void **state)
{
	struct atlas a;

	(void)state;
	atlas_open(&a, "peaks");
	a.options.tables[a.options.count++] = package_table(&a.x.p, "walks")->number;
	/* From a port, which is not listed. */
	a.options.from = (struct row_ref){ package_table(&a.x.p, "ports")->number, 0 };
	assert_string_equal(atlas_write(&a, FORMAT_TEXT),
		"Others 2\n"
		"  down                  walks\n"
		"  home  16220 km north  walks\n"
		"Himalaya 3\n"
		"  Mount Everest  7098 km east  Peaks\n"
		"  up             7098 km east  walks\n"
		"  Lhotse         7100 km east  Peaks\n"
		"Southern Alps 1\n"
		"  Mount Cook  18603 km north-east  Peaks\n");
	/* What is of one table needs no name of it. */
	atlas_search(&a, "table:walks");
	assert_string_equal(atlas_write(&a, FORMAT_TEXT),
		"Others 2\n"
		"  down\n"
		"  home  16220 km north\n"
		"Himalaya 1\n"
		"  up  7098 km east\n");
	atlas_close(&a);
}

static void test_without_groups_there_are_no_headings(void **state)
{
	struct atlas a;

	(void)state;
	atlas_open(&a, "lights");
	assert_string_equal(atlas_write(&a, FORMAT_TEXT), "  Eddystone\n");
	atlas_close(&a);
}

static void test_data_are_in_the_order_of_the_table(void **state)
{
	struct atlas a;

	(void)state;
	atlas_open(&a, "peaks");
	a.options.grouped = false;
	assert_string_equal(atlas_write(&a, FORMAT_CSV),
		"table,key,name,longitude,latitude,group,distance,direction\n"
		"peaks,Mount Everest,Mount Everest,86.925,27.988,Himalaya,0.0,\n"
		"peaks,Mount Cook,Mount Cook,170.142,-43.595,Southern Alps,11604.7,"
		"south-east\n"
		"peaks,Lhotse,Lhotse,86.933,27.962,Himalaya,3.0,south\n");
	atlas_search(&a, "cook");
	assert_string_equal(atlas_write(&a, FORMAT_JSON),
		"[\n{\"table\":\"peaks\",\"key\":\"Mount Cook\",\"name\":\"Mount Cook\","
		"\"longitude\":170.142,\"latitude\":-43.595,\"group\":\"Southern "
		"Alps\","
		"\"distance\":0.0,\"direction\":null}\n]\n");
	atlas_close(&a);
}

static void test_only_some_rows(void **state)
{
	struct atlas a;
	struct row_ref rows[2];

	(void)state;
	atlas_open(&a, "peaks");
	rows[0] = (struct row_ref){ a.options.tables[0], 1 };
	rows[1] = (struct row_ref){ a.options.tables[0], 2 };
	a.options.rows = rows;
	a.options.row_count = 2;
	/* Also those that a search finds, of these. */
	assert_string_equal(atlas_write(&a, FORMAT_TEXT),
		"Himalaya 1\n"
		"  Lhotse  3.0 km south\n"
		"Southern Alps 1\n"
		"  Mount Cook  11605 km south-east\n");
	atlas_search(&a, "lhotse");
	assert_string_equal(atlas_write(&a, FORMAT_TEXT), "Himalaya 1\n  Lhotse\n");
	atlas_close(&a);
}

/* What is exported is what the search found when it began. */
static void test_another_search_ends_an_export(void **state)
{
	struct atlas a;
	struct listing *list;

	(void)state;
	atlas_open(&a, "peaks");
	atlas_search(&a, "cook");
	list = place_list_new(&a.x.p, &a.options);
	assert_null(list->kind->resume(list));
	atlas_search(&a, "lhotse");
	assert_non_null(list->kind->resume(list));
	listing_free(list);
	list = place_list_new(&a.x.p, &a.options);
	listing_gather(list);
	assert_int_equal(list->rows, 1);
	assert_int_equal(listing_ref(list, 0).row, 2);
	assert_int_equal(place_list_nowhere(list), 1);
	atlas_search(&a, "");
	assert_null(list->kind->resume(list));
	listing_free(list);
	atlas_close(&a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_has_groups_with_distances),
		cmocka_unit_test(test_two_tables_are_told_apart),
		cmocka_unit_test(test_without_groups_there_are_no_headings),
		cmocka_unit_test(test_data_are_in_the_order_of_the_table),
		cmocka_unit_test(test_only_some_rows),
		cmocka_unit_test(test_another_search_ends_an_export),
	};

	return cmocka_run_group_tests_name("place_list", tests, NULL, NULL);
}
