/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/table_list.h"

#include "unit/packed.h"
#include "unit/test.h"

struct cells {
	struct packed x;
	struct cell_text text;
	struct str out;
};

static void begin(struct cells *c)
{
	packed_begin(&c->x);
	packed_write(&c->x, "datapackage.json",
		"{'name':'p','resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'date','type':'string',"
		"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'},"
		"{'name':'name','type':'string'},{'name':'other','type':'string'},"
		"{'name':'open','type':'boolean'},{'name':'day','type':'date'}]},"
		"'bali':{'timeline':{'date':'date','cadence':'P1Y'},'columns':['date',"
		"{'field':'other','unless':'name'},'open','day',{'gap':true}]}}]}");
	packed_write(&c->x, "t.csv",
		"date,name,other,open,day\n"
		"2004-03-01,A,A,true,2011-03-29\n"
		"2001-02-26/2001-02-28,B,b,false,29/3/2011\n"
		"not a date,C,,perhaps,\n"
		"2002-02,D,,,\n"
		"2001-02-27,E,E,,\n");
	packed_load(&c->x, NULL);
	c->text = (struct cell_text){
		.package = &c->x.p, .table = &c->x.p.tables[0], .signs = true
	};
	str_init(&c->out);
	while (!cell_text_step_gaps(&c->text, clock_now() + TASK_MS))
		continue;
}

static void end(struct cells *c)
{
	str_release(&c->out);
	cell_text_release(&c->text);
	packed_end(&c->x);
}

/* The cells of column NUMBER, parted by "|". */
static const char *column(struct cells *c, size_t number,
	void (*add)(const struct cell_text *, size_t, const struct path *, struct str *))
{
	str_clear(&c->out);
	for (size_t row = 0; row < 5; row++) {
		str_add(&c->out, row ? "|" : "");
		add(&c->text, row, &c->text.table->schema->columns[number], &c->out);
	}
	return c->out.buf;
}

static void test_dates_are_short_words(void **state)
{
	struct cells c;

	(void)state;
	begin(&c);
	assert_string_equal(column(&c, 0, cell_text_add),
		"1 Mar 2004|26–28 Feb 2001|not a date|Feb 2002|27 Feb 2001");
	assert_string_equal(column(&c, 0, cell_text_add_written),
		"2004-03-01|2001-02-26/2001-02-28|not a date|2002-02|2001-02-27");
	assert_string_equal(column(&c, 3, cell_text_add), "29 Mar 2011|29/3/2011|||");
	end(&c);
}

static void test_what_repeats_another_column_is_blank(void **state)
{
	struct cells c;

	(void)state;
	begin(&c);
	assert_string_equal(column(&c, 1, cell_text_add), "|b|||");
	assert_string_equal(column(&c, 1, cell_text_add_data), "A|b|||E");
	end(&c);
}

static void test_booleans_are_signs_where_they_are_looked_at(void **state)
{
	struct cells c;

	(void)state;
	begin(&c);
	assert_string_equal(column(&c, 2, cell_text_add), "●|·|perhaps||");
	c.text.signs = false;
	assert_string_equal(column(&c, 2, cell_text_add), "true|false|perhaps||");
	end(&c);
}

/* From row to row by date, whatever their order in the file; one within another has none. */
static void test_gaps_go_by_the_dates(void **state)
{
	const struct path *columns;
	struct cells c;

	(void)state;
	begin(&c);
	assert_string_equal(column(&c, 4, cell_text_add), "~2y1m late|||~1y|");
	assert_string_equal(column(&c, 4, cell_text_add_data), "~P2Y1M|||~P1Y|");
	columns = c.text.table->schema->columns;
	assert_true(cell_text_is_late(&c.text, 0, &columns[4]));
	assert_false(cell_text_is_late(&c.text, 3, &columns[4]));
	assert_false(cell_text_is_late(&c.text, 1, &columns[4]));
	assert_false(cell_text_is_late(&c.text, 0, &columns[0]));
	end(&c);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates_are_short_words),
		cmocka_unit_test(test_what_repeats_another_column_is_blank),
		cmocka_unit_test(test_booleans_are_signs_where_they_are_looked_at),
		cmocka_unit_test(test_gaps_go_by_the_dates),
	};

	return cmocka_run_group_tests_name("cell_text", tests, NULL, NULL);
}
