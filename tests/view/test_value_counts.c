#include "config.h"

/* How the rows of a table divide by a column, and when that says nothing. */

#include "view/value_counts.h"

#include "unit/packed.h"
#include "unit/test.h"

/* Makes a package of one table whose column is of TYPE with these ROWS. */
static void begin(struct packed *x, const char *type, const char *rows)
{
	struct str text;

	packed_begin(x);
	str_init(&text);
	str_addf(&text,
		"{'name':'p','resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'kind','type':'%s'},{'name':'id','type':'string'}]}}]}",
		type);
	packed_write(x, "datapackage.json", text.buf);
	str_clear(&text);
	str_addf(&text, "kind,id\n%s", rows);
	packed_write(x, "t.csv", text.buf);
	str_release(&text);
	packed_load(x, NULL);
}

static bool make(struct packed *x, struct value_counts *counts)
{
	return value_counts_make(
		counts, &x->p, &x->p.tables[0], &x->p.tables[0].schema->columns[0]);
}

/* Fails unless a table of ROWS has nothing to report. */
static void expect_none(const char *type, const char *rows)
{
	struct packed x;
	struct value_counts counts;

	begin(&x, type, rows);
	assert_false(make(&x, &counts));
	packed_end(&x);
}

static void test_most_frequent_first_ties_by_value(void **state)
{
	struct packed x;
	struct value_counts counts;

	(void)state;
	begin(&x, "string", "reef,1\nbay,2\nreef,3\n,4\ncape,5\nbay,6\nreef,7\ncape,8\n");
	assert_true(make(&x, &counts));
	assert_int_equal(counts.count, 3);
	assert_string_equal(counts.items[0].value, "reef");
	assert_int_equal(counts.items[0].count, 3);
	assert_string_equal(counts.items[1].value, "bay");
	assert_int_equal(counts.items[1].count, 2);
	assert_string_equal(counts.items[2].value, "cape");
	assert_int_equal(counts.items[2].count, 2);
	value_counts_release(&counts);
	packed_end(&x);
}

static void test_one_value_says_nothing(void **state)
{
	(void)state;
	expect_none("string", "reef,1\nreef,2\nreef,3\nreef,4\n");
	expect_none("string", "");
}

static void test_a_value_for_nearly_each_row_is_a_name(void **state)
{
	(void)state;
	expect_none("string", "a,1\nb,2\nc,3\na,4\n");
}

static void test_a_column_mostly_empty_says_nothing(void **state)
{
	(void)state;
	expect_none("string", "a,1\na,2\nb,3\nb,4\n,5\n,6\n,7\n,8\n,9\n");
}

static void test_a_list_is_no_kind(void **state)
{
	(void)state;
	expect_none("list", "a,1\na,2\nb,3\nb,4\n");
}

/* Twelve values are shown, thirteen are too many. */
static void test_the_most_there_can_be(void **state)
{
	struct packed x;
	struct value_counts counts;
	struct str rows;

	(void)state;
	str_init(&rows);
	for (int i = 0; i < 24; i++)
		str_addf(&rows, "k%02d,%d\n", i % VALUE_COUNTS_MOST, i);
	begin(&x, "string", rows.buf);
	assert_true(make(&x, &counts));
	assert_int_equal(counts.count, VALUE_COUNTS_MOST);
	assert_string_equal(counts.items[0].value, "k00");
	assert_string_equal(counts.items[VALUE_COUNTS_MOST - 1].value, "k11");
	value_counts_release(&counts);
	packed_end(&x);
	str_add(&rows, "more,24\nmore,25\n");
	expect_none("string", rows.buf);
	str_release(&rows);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_most_frequent_first_ties_by_value),
		cmocka_unit_test(test_one_value_says_nothing),
		cmocka_unit_test(test_a_value_for_nearly_each_row_is_a_name),
		cmocka_unit_test(test_a_column_mostly_empty_says_nothing),
		cmocka_unit_test(test_a_list_is_no_kind),
		cmocka_unit_test(test_the_most_there_can_be),
	};

	return cmocka_run_group_tests_name("value_counts", tests, NULL, NULL);
}
