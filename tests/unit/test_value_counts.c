/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* How often the values of a column are there, by the type of the column, and what a filter
 * by each of them keeps: as many rows as were counted. */

#include "query/value_counts.h"

#include "unit/packed.h"
#include "unit/searched.h"
#include "unit/test.h"

/* Makes a package of one table whose column "kind" is of TYPE, with more of its
 * descriptor in it, and has these ROWS. */
static void begin(struct packed *x, const char *type, const char *rows)
{
	struct str text = STR_INIT;

	packed_begin(x);
	str_addf(&text,
		"{'name':'p','resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'kind','type':'%s},{'name':'id','type':'string'}]}}]}",
		type);
	packed_write(x, "datapackage.json", text.buf);
	str_clear(&text);
	str_addf(&text, "kind,id\n%s", rows);
	packed_write(x, "t.csv", text.buf);
	str_release(&text);
	packed_load(x, NULL);
}

static void add_counts(const struct value_counts *c, struct str *out)
{
	for (size_t i = 0; i < c->count; i++) {
		struct value_count v = value_counts_at(c, i);

		str_add(out, i ? "; " : "");
		value_range_add(&c->column, c->exponent, &v.value, out);
		str_addf(out, " %zu", v.count);
	}
}

/* Counts a column of table TABLE in the rows of SEARCH. */
static void count(struct value_counts *c, const struct package *p,
	const struct search *search, int table, size_t column)
{
	value_counts_init(c, p, search, table, &p->tables[table].schema->columns[column]);
	task_finish(&c->task);
}

/* Checks that a filter by each value keeps the rows that were counted of it. */
static void check_filters(const struct value_counts *c, struct search *s)
{
	for (size_t i = 0; i < c->count; i++) {
		struct value_count v = value_counts_at(c, i);
		struct filter *filter = filter_new(&c->column, c->exponent);
		struct filters filters = { 0 };

		filter_add(filter, &v.value);
		filters_put(&filters, filter);
		search_filter(s, &filters);
		task_finish(&s->task);
		assert_int_equal(search_count(s, c->column.table), v.count);
		filters_release(&filters);
	}
}

#define EDTF "string','rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'"

static void test_by_the_type_of_the_column(void **state)
{
	static const struct {
		const char *type, *rows, *counts;
	} rows[] = {
		/* Most frequent first, ties by value, what is empty last. */
		{ "string'", "reef,1\nbay,2\nreef,3\n,4\n,5\n,6\ncape,7\nbay,8\nreef,9\n",
			"reef 3; bay 2; cape 1; (empty) 3" },
		{ "string'", "", "" },
		{ "list','delimiter':';'", "a;b,1\nb;c;b,2\n;,3\n",
			"b 3; a 1; c 1; (empty) 1" },
		{ "boolean','trueValues':['yes'],'falseValues':['no']",
			"yes,1\nno,2\nyes,3\n", "yes 2; no 1" },
		{ "string','categories':[{'value':'h','label':'high'},"
		  "{'value':'l','label':'low'}]",
			"l,1\nh,2\nl,3\n", "low 2; high 1" },
		{ "date'", "2011-03-29,1\n2002-02-26,2\n2011-12-31,3\nno date,4\n",
			"2011 2; 2002 1; no date 1" },
		{ "datetime'", "1969-12-31T23:00:00Z,1\n1970-01-01T00:00:00Z,2\n",
			"1969 1; 1970 1" },
		{ "year'", "2002,1\n2003,2\n2002,3\n", "2002 2; 2003 1" },
		{ "yearmonth'", "2002-12,1\n2003-01,2\n2002-01,3\n", "2002 2; 2003 1" },
		/* By the year in which a date begins; one that has no beginning as it is. */
		{ EDTF, "2002-02,1\n2002-12-30/2003-01-02,2\n2011?,3\n../2015,4\n,5\n",
			"2002 2; 2011 1; until 2015 1; (empty) 1" },
		/* Few numbers by themselves, others in ranges with round ends. */
		{ "integer'", "3,1\n1,2\n3,3\n1000000,4\n", "3 2; 1 1; 1,000,000 1" },
		{ "integer'",
			"1,1\n2,2\n3,3\n4,4\n5,5\n6,6\n7,7\n8,8\n9,9\n10,a\n11,b\n12,c\n"
			"13,d\n",
			"0–1 1; 2–3 2; 4–5 2; 6–7 2; 8–9 2; 10–11 2; 12–13 2" },
		{ "integer'",
			"-5,1\n-4,2\n-3,3\n-2,4\n-1,5\n0,6\n1,7\n2,8\n3,9\n4,a\n5,b\n6,"
			"c\n"
			"7,d\nx,e\n,f\n",
			"-6–-5 1; -4–-3 2; -2–-1 2; 0–1 2; 2–3 2; 4–5 2; 6–7 2; x 1; "
			"(empty) 1" },
		{ "integer'",
			"0,1\n1,2\n2,3\n3,4\n4,5\n5,6\n6,7\n7,8\n8,9\n9,a\n10,b\n11,c\n"
			"99999,d\n",
			"0–9,999 12; 90,000–99,999 1" },
		{ "number'", "0.5,1\n0.25,2\n0.50,3\n", "0.5 2; 0.25 1" },
		/* Without a type, what the values look like decides. */
		{ "any'",
			"10,1\n25,2\n31,3\n42,4\n55,5\n67,6\n71,7\n88,8\n93,9\n102,a\n"
			"115,b\n128,c\n133,d\n",
			"0 to under 20 1; 20 to under 40 2; 40 to under 60 2; "
			"60 to under 80 2; 80 to under 100 2; 100 to under 120 2; "
			"120 to under 140 2" },
		{ "any'", "10,1\nten,2\n", "10 1; ten 1" },
		{ "number'",
			"0.1,1\n0.2,2\n0.3,3\n0.4,4\n0.5,5\n0.6,6\n0.7,7\n0.8,8\n0.9,9\n"
			"1.0,a\n1.1,b\n1.2,c\n1.3,d\n",
			"0 to under 0.2 1; 0.2 to under 0.4 2; 0.4 to under 0.6 2; "
			"0.6 to under 0.8 2; 0.8 to under 1 2; 1 to under 1.2 2; "
			"1.2 to under 1.4 2" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct packed x;
		struct search search;
		struct value_counts c;
		struct str text = STR_INIT;

		begin(&x, rows[i].type, rows[i].rows);
		count(&c, &x.p, NULL, 0, 0);
		add_counts(&c, &text);
		assert_string_equal(text.buf, rows[i].counts);
		search_init(&search, &x.p);
		if (c.column.last->type != FIELD_LIST)
			check_filters(&c, &search);
		search_release(&search);
		value_counts_release(&c);
		str_release(&text);
		packed_end(&x);
	}
}

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

/* Returns the counts of column COLUMN of TABLE in what the search leaves. */
static const char *counted(struct searched *s, int table, size_t column)
{
	struct value_counts c;

	count(&c, &s->x.p, &s->s, table, column);
	str_clear(&s->text);
	add_counts(&c, &s->text);
	value_counts_release(&c);
	return s->text.buf;
}

enum { COUNTRY, SINCE };

/* By the row that is named, however it is called. */
static void test_references(void **state)
{
	struct searched *s = *state;

	/* Columns of meetings: number, title, host, chairs, summary, sources. */
	assert_string_equal(counted(s, MEETINGS, 2), "Indonesia 2; New Zealand 1");
	assert_string_equal(counted(s, MEETINGS, 3), "Indonesia 3; New Zealand 3");
	assert_string_equal(counted(s, MEMBERS, COUNTRY),
		"Cambodia 1; Indonesia 1; The Netherlands 1; New Zealand 1; Türkiye 1");
}

/* What the search and the other filters leave; the column's own filter is for choosing
 * again. */
static void test_under_a_search(void **state)
{
	struct searched *s = *state;
	struct filters filters = { 0 };
	struct value_counts c;
	struct filter *filter;

	count(&c, &s->x.p, NULL, MEMBERS, SINCE);
	filter = filter_new(&c.column, 0);
	filter_add(filter, &(struct value_range){ .low = 2002, .high = 2002 });
	filters_put(&filters, filter);
	search_filter(&s->s, &filters);
	task_finish(&s->s.task);
	assert_string_equal(
		counted(s, MEMBERS, SINCE), "2002 2; 2003 1; 2011 1; (empty) 1");
	assert_string_equal(counted(s, MEMBERS, COUNTRY), "Cambodia 1; Indonesia 1");
	searched_for(s, "asia", MEMBERS);
	assert_string_equal(counted(s, MEMBERS, SINCE), "2002 2; (empty) 1");
	assert_string_equal(counted(s, MEMBERS, COUNTRY), "Cambodia 1; Indonesia 1");
	searched_for(s, "netherlands", MEMBERS);
	assert_string_equal(counted(s, MEMBERS, SINCE), "2011 1");
	assert_string_equal(counted(s, MEMBERS, COUNTRY), "");
	value_counts_release(&c);
	filters_release(&filters);
}

static void test_the_order(void **state)
{
	struct packed x;
	struct value_counts c;
	struct str text = STR_INIT;

	(void)state;
	begin(&x, "string'", "b,1\na,2\nb,3\n,4\nc,5\n");
	count(&c, &x.p, NULL, 0, 0);
	value_counts_order(&c, true);
	task_finish(&c.task);
	add_counts(&c, &text);
	assert_string_equal(text.buf, "a 1; b 2; c 1; (empty) 1");
	value_counts_release(&c);
	str_release(&text);
	packed_end(&x);
}

/* Counts N rows whose values are I times FACTOR, a step at a time. */
static void count_many(
	struct packed *x, struct value_counts *c, const char *type, size_t n, int factor)
{
	struct str rows = STR_INIT;

	for (size_t i = 0; i < n; i++)
		str_addf(&rows, "%zu,x\n", i * (size_t)factor);
	begin(x, type, rows.buf);
	str_release(&rows);
	value_counts_init(c, &x->p, NULL, 0, &x->p.tables[0].schema->columns[0]);
	while (!c->task.step(&c->task, 0))
		for (size_t i = 0; i < c->count; i += 1000)
			assert_true(value_counts_at(c, i).count > 0);
}

static void test_more_values_than_are_kept(void **state)
{
	struct packed x;
	struct value_counts c;

	(void)state;
	count_many(&x, &c, "string'", VALUE_COUNTS_MOST, 1);
	assert_int_equal(c.count, VALUE_COUNTS_MOST);
	assert_false(c.more);
	value_counts_release(&c);
	packed_end(&x);
	count_many(&x, &c, "string'", VALUE_COUNTS_MOST + 5, 1);
	assert_int_equal(c.count, VALUE_COUNTS_MOST);
	assert_int_equal(c.rows, VALUE_COUNTS_MOST + 5);
	assert_true(c.more);
	value_counts_release(&c);
	packed_end(&x);
}

/* Of numbers none is lost: their unit becomes larger. */
static void test_more_numbers_than_are_kept(void **state)
{
	struct packed x;
	struct value_counts c;
	struct search search;
	struct str text = STR_INIT;

	(void)state;
	count_many(&x, &c, "integer'", 120000, 7);
	add_counts(&c, &text);
	assert_string_equal(text.buf,
		"0–99,999 14286; 100,000–199,999 14286; 200,000–299,999 14286; "
		"300,000–399,999 14285; 400,000–499,999 14286; 500,000–599,999 14286; "
		"600,000–699,999 14285; 700,000–799,999 14286; 800,000–899,999 5714");
	assert_false(c.more);
	search_init(&search, &x.p);
	check_filters(&c, &search);
	search_release(&search);
	value_counts_release(&c);
	str_release(&text);
	packed_end(&x);
}

/* Where most values are no numbers, a larger unit makes no room. */
static void test_more_texts_among_numbers_than_are_kept(void **state)
{
	struct packed x;
	struct value_counts c;
	struct str text = STR_INIT;

	(void)state;
	for (int i = 0; i < VALUE_COUNTS_MOST - 1; i++)
		str_addf(&text, "no number %d,1\n", i);
	str_add(&text, "-1.5,2\n2.5,3\n1,4\n-1.5,5\n");
	begin(&x, "number'", text.buf);
	count(&c, &x.p, NULL, 0, 0);
	assert_int_equal(c.count, VALUE_COUNTS_MOST);
	assert_int_equal(c.rows, VALUE_COUNTS_MOST + 3);
	assert_true(c.more);
	value_counts_release(&c);
	str_release(&text);
	packed_end(&x);
}

/* Counts VALUE_COUNTS_MOST texts and then as many values that begin with KIND, none of
 * which is kept; returns the processor time it takes. */
static int64_t time_of_more(const char *kind)
{
	struct packed x;
	struct value_counts c;
	struct str text = STR_INIT;
	int64_t time;

	for (int i = 0; i < VALUE_COUNTS_MOST; i++)
		str_addf(&text, "no number %d,1\n", i);
	for (int i = 0; i < VALUE_COUNTS_MOST; i++)
		str_addf(&text, "%s%d,1\n", kind, i);
	begin(&x, "number'", text.buf);
	time = clock_used();
	count(&c, &x.p, NULL, 0, 0);
	time = clock_used() - time;
	assert_int_equal(c.count, VALUE_COUNTS_MOST);
	assert_int_equal(c.rows, 2 * VALUE_COUNTS_MOST);
	assert_true(c.more);
	value_counts_release(&c);
	str_release(&text);
	packed_end(&x);
	return time;
}

/* A number that is not kept must not be compared with all values that are: that took two
 * hundred times as long as a text. */
static void test_numbers_that_are_not_kept_take_little_time(void **state)
{
	(void)state;
	assert_true(time_of_more("1") < 20 * time_of_more("text "));
}

/* Checks whether a table of ROWS divides into kinds. */
static void check_divides(const char *type, const char *rows, bool divides)
{
	struct packed x;
	struct value_counts c;

	begin(&x, type, rows);
	count(&c, &x.p, NULL, 0, 0);
	assert_int_equal(value_counts_divide(&c), divides);
	value_counts_release(&c);
	packed_end(&x);
}

static void test_what_divides_rows_into_kinds(void **state)
{
	struct str rows = STR_INIT;

	(void)state;
	check_divides("string'", "reef,1\nbay,2\nreef,3\n,4\nbay,5\n", true);
	/* One value says nothing. */
	check_divides("string'", "reef,1\nreef,2\nreef,3\nreef,4\n", false);
	check_divides("string'", "", false);
	/* A value for nearly each row is a name. */
	check_divides("string'", "a,1\nb,2\nc,3\na,4\n", false);
	/* Most rows have none. */
	check_divides("string'", "a,1\na,2\nb,3\nb,4\n,5\n,6\n,7\n,8\n,9\n", false);
	check_divides("list'", "a,1\na,2\nb,3\nb,4\n", false);
	for (int i = 0; i < 24; i++)
		str_addf(&rows, "k%02d,%d\n", i % VALUE_COUNTS_RANGES, i);
	check_divides("string'", rows.buf, true);
	str_add(&rows, "more,24\nmore,25\n");
	check_divides("string'", rows.buf, false);
	str_release(&rows);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_the_type_of_the_column),
		cmocka_unit_test_setup_teardown(
			test_references, open_searched, close_searched),
		cmocka_unit_test_setup_teardown(
			test_under_a_search, open_searched, close_searched),
		cmocka_unit_test(test_the_order),
		cmocka_unit_test(test_more_values_than_are_kept),
		cmocka_unit_test(test_more_numbers_than_are_kept),
		cmocka_unit_test(test_more_texts_among_numbers_than_are_kept),
		cmocka_unit_test(test_numbers_that_are_not_kept_take_little_time),
		cmocka_unit_test(test_what_divides_rows_into_kinds),
	};

	return cmocka_run_group_tests_name("value_counts", tests, NULL, NULL);
}
