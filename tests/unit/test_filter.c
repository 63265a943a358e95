/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The rows that filters keep, of their own table and of others. */

#include "query/filter.h"

#include "data/bali_ext.h"
#include "unit/searched.h"
#include "unit/test.h"

static int open_searched(void **state)
{
	static struct searched s;

	searched_make(&s);
	*state = &s;
	return 0;
}

static int close_searched(void **state)
{
	searched_end(*state);
	return 0;
}

/* Returns a filter by the column called NAME of TABLE, without values yet. */
static struct filter *make(struct searched *s, int table, const char *name, bool exact)
{
	const struct resource *r = s->x.p.tables[table].schema;
	struct value_column column;
	struct arena arena = { 0 };
	struct path path;
	struct str err = STR_INIT;

	if (!path_find(&path, &s->x.p.descriptor, r, name, &arena, &err))
		fail_msg("%s", err.buf);
	value_column_init(&column, &s->x.p, table, &path, exact);
	arena_release(&arena);
	return filter_new(&column, 0);
}

/* Filters by the value that ROW has in column NAME. */
static void put(struct searched *s, int table, const char *name, uint32_t row)
{
	struct filters filters = { 0 };
	struct filter *filter = make(s, table, name, true);

	filter_add_cell(filter, row);
	filters_copy(&filters, search_filters(&s->s));
	filters_put(&filters, filter);
	search_filter(&s->s, &filters);
	task_finish(&s->s.task);
	filters_release(&filters);
}

/* Returns the keys of the rows of TABLE that are left. */
static const char *left(struct searched *s, int table)
{
	const struct rowset *rows = search_rows(&s->s, table);

	if (rows->all)
		return "every row";
	searched_add_keys(s, table, rows->rows, rows->count);
	return s->text.buf;
}

static const char *words(struct searched *s, size_t i)
{
	str_clear(&s->text);
	filter_add_words(search_filters(&s->s)->items[i], &s->text);
	return s->text.buf;
}

static void test_by_the_value_of_a_cell(void **state)
{
	static const struct {
		int table;
		const char *column;
		uint32_t row;
		const char *words, *keys;
	} rows[] = {
		{ MEMBERS, "listed_as", 0, "Listed as: Kampuchea", "kh" },
		{ MEMBERS, "listed_as", 1, "Listed as: (empty)", "id nz" },
		{ MEMBERS, "since", 1, "Since: 26 Feb 2002", "id" },
		{ MEMBERS, "status", 0, "Status: member", "kh id nz tr" },
		{ MEMBERS, "country.region", 0, "Region: Asia", "kh id tr" },
		{ MEMBERS, "country.name", 0, "Country: Cambodia", "kh" },
		{ MEMBERS, "sources", 2, "sources: Policy Papers", "kh id nz nl tr" },
		{ MEETINGS, "number", 2, "No.: 17", "17" },
		{ MEETINGS, "chairs", 0, "Chairs: Indonesia", "1 2 17" },
		{ COUNTRIES, "island", 0, "island: false", "kh nl tr ci" },
		{ NAMES, "languages", 2, "languages: Asturian", "kh/Camboya" },
	};
	struct searched *s = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		search_filter(&s->s, &(struct filters){ 0 });
		put(s, rows[i].table, rows[i].column, rows[i].row);
		assert_string_equal(words(s, 0), rows[i].words);
		if (rows[i].table != NAMES)
			assert_string_equal(left(s, rows[i].table), rows[i].keys);
	}
}

static void test_all_have_to_keep_a_row_with_the_search(void **state)
{
	struct searched *s = *state;

	put(s, MEMBERS, "country.region", 0);
	put(s, MEMBERS, "listed_as", 1);
	assert_string_equal(left(s, MEMBERS), "id");
	/* They stay when the search is another. */
	searched_for(s, "kampuchea", MEMBERS);
	assert_int_equal(search_count(&s->s, MEMBERS), 0);
	searched_for(s, "jakarta", MEMBERS);
	assert_string_equal(left(s, MEMBERS), "id");
	searched_for(s, "", MEMBERS);
	assert_string_equal(left(s, MEMBERS), "id");
	/* Another one for the same column takes its place. */
	put(s, MEMBERS, "listed_as", 0);
	assert_int_equal(search_filters(&s->s)->count, 2);
	assert_string_equal(left(s, MEMBERS), "kh");
}

/* A filter is for its own table; one by rows is for all that name rows of that table. */
static void test_in_other_tables(void **state)
{
	struct searched *s = *state;

	put(s, MEMBERS, "country.region", 0);
	assert_string_equal(left(s, MEETINGS), "every row");
	assert_string_equal(left(s, COUNTRIES), "every row");
	assert_true(search_limits(&s->s, MEMBERS));
	assert_false(search_limits(&s->s, MEETINGS));
	search_filter(&s->s, &(struct filters){ 0 });
	assert_false(search_limits(&s->s, -1));
	/* New Zealand: host of one meeting, chair of two. No field has the title of the
	 * column, so any reference counts. */
	put(s, MEMBERS, "country.name", 2);
	assert_string_equal(left(s, MEETINGS), "1 2 17");
	search_filter(&s->s, &(struct filters){ 0 });
	/* Sources are called so in both. */
	put(s, MEETINGS, "sources", 2);
	assert_string_equal(left(s, MEMBERS), "nz");
	assert_string_equal(left(s, COUNTRIES), "kh id nl nz tr ci");
}

static void test_what_a_row_would_be_without_one(void **state)
{
	struct searched *s = *state;
	const struct filter *region;

	put(s, MEMBERS, "country.region", 0);
	region = search_filters(&s->s)->items[0];
	searched_for(s, "holland", MEMBERS);
	assert_int_equal(search_count(&s->s, MEMBERS), 0);
	assert_true(search_keeps(&s->s, (struct row_ref){ MEMBERS, 3 }, region));
	assert_false(search_keeps(&s->s, (struct row_ref){ MEMBERS, 3 }, NULL));
	assert_false(search_keeps(&s->s, (struct row_ref){ MEMBERS, 0 }, region));
}

static void test_years_and_ranges(void **state)
{
	struct searched *s = *state;
	struct filter *filter = make(s, MEMBERS, "since", false);
	struct filters filters = { 0 };

	filter_add(filter, &(struct value_range){ .low = 2002, .high = 2002 });
	filter_add(filter, &(struct value_range){ .low = 2011, .high = 2011 });
	filters_put(&filters, filter);
	search_filter(&s->s, &filters);
	task_finish(&s->s.task);
	assert_string_equal(words(s, 0), "Since: 2002 or 2011");
	assert_string_equal(left(s, MEMBERS), "kh id nl");
	filters_release(&filters);
}

static void test_ranges_in_words(void **state)
{
	static const struct {
		enum field_type type;
		int exponent;
		int64_t low, high;
		const char *words;
	} rows[] = {
		{ FIELD_INTEGER, 0, 7, 7, "7" },
		{ FIELD_INTEGER, 0, 0, 9, "0–9" },
		{ FIELD_INTEGER, 0, -20, -11, "-20–-11" },
		{ FIELD_INTEGER, 2, 0, 9, "0–999" },
		{ FIELD_INTEGER, 0, 1000, 1999999, "1,000–1,999,999" },
		{ FIELD_NUMBER, 0, 10, 19, "10 to under 20" },
		{ FIELD_NUMBER, -1, 5, 9, "0.5 to under 1" },
		{ FIELD_NUMBER, -2, 25, 25, "0.25" },
		{ FIELD_NUMBER, 6, -1, -1, "-1,000,000 to under 0" },
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct field field = { .type = rows[i].type };
		struct value_column column = { .last = &field, .kind = VALUE_NUMBER };
		struct value_range v = { .low = rows[i].low, .high = rows[i].high };

		str_clear(&out);
		value_range_add(&column, rows[i].exponent, &v, &out);
		assert_string_equal(out.buf, rows[i].words);
	}
	str_release(&out);
}

static void test_indexes_are_exact(void **state)
{
	(void)state;
	assert_int_equal(value_index(0.3, -1), 3);
	assert_int_equal(value_index(0.7, -1), 7);
	assert_int_equal(value_index(-0.1, -1), -1);
	assert_int_equal(value_index(-1, 1), -1);
	assert_int_equal(value_index(1999, 3), 1);
	assert_int_equal(value_index(1e300, 0), 1000000000000000);
}

#define WITH_SEARCHED(test)                                                              \
	cmocka_unit_test_setup_teardown(test, open_searched, close_searched)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_SEARCHED(test_by_the_value_of_a_cell),
		WITH_SEARCHED(test_all_have_to_keep_a_row_with_the_search),
		WITH_SEARCHED(test_in_other_tables),
		WITH_SEARCHED(test_what_a_row_would_be_without_one),
		WITH_SEARCHED(test_years_and_ranges),
		cmocka_unit_test(test_ranges_in_words),
		cmocka_unit_test(test_indexes_are_exact),
	};

	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
