/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "view/members_as_of.h"

#include "base/calendar.h"
#include "base/edtf.h"
#include "unit/packed.h"

/* Opens a table of rows, as CSV without the heads, each from a date until another; these
 * have the property KEY of value VALUE. */
static void open_dated(
	struct packed *x, const char *key, const char *value, const char *rows)
{
	struct str text = STR_INIT;

	packed_begin(x);
	str_addf(&text,
		"{'name':'p','resources':[{'name':'m','path':'m.csv','title':'Members',"
		"'schema':{'fields':[{'name':'name','type':'string'},"
		"{'name':'from',%s:'%s'},{'name':'to',%s:'%s'}]},"
		"'bali':{'period':{'from':'from','to':'to'}}},"
		"{'name':'t','path':'t.csv','title':'Towns','schema':{'fields':["
		"{'name':'name','type':'string'},{'name':'from','type':'string'}]}}]}",
		key, value, key, value);
	packed_write(x, "datapackage.json", text.buf);
	str_clear(&text);
	str_addf(&text, "name,from,to\n%s", rows);
	packed_write(x, "m.csv", text.buf);
	packed_write(x, "t.csv", "name,from\nVisby,here\n");
	packed_load(x, NULL);
	str_release(&text);
}

static void open_rows(struct packed *x, const char *rows)
{
	open_dated(x, "'type':'string','rdfType'",
		"http://id.loc.gov/datatypes/edtf/EDTF", rows);
}

static void expect(struct packed *x, int64_t day, const char *words)
{
	struct str text = STR_INIT;

	members_as_of_add(&x->p, day, &text);
	assert_string_equal(text.buf, words);
	str_release(&text);
}

static void test_counts_who_held_on_a_day(void **state)
{
	struct packed x;

	(void)state;
	open_rows(&x, "A,2002-02-26,\nB,2002-02-26,2009-04-14\nC,2013-04-01,\n");
	expect(&x, calendar_day(2002, 2, 25), "On 25 February 2002: 0 members");
	expect(&x, calendar_day(2002, 2, 26), "On 26 February 2002: 2 members");
	expect(&x, calendar_day(2009, 4, 14), "On 14 April 2009: 2 members");
	expect(&x, calendar_day(2009, 4, 15), "On 15 April 2009: 1 member");
	expect(&x, calendar_day(2013, 4, 2), "On 2 April 2013: 2 members");
	packed_end(&x);
}

static void test_counts_by_dates_in_a_format(void **state)
{
	static const struct {
		const char *key, *format, *rows;
	} cases[] = {
		{ "'type':'date','format'", "%d/%m/%Y",
			"A,26/02/2002,\nB,26/02/2002,14/04/2009\nC,01/04/2013,\n" },
		{ "'type':'date','format'", "%Y%m%d",
			"A,20020226,\nB,20020226,20090414\nC,20130401,\n" },
		{ "'type':'date','format'", "any",
			"A,26 Feb 2002,\nB,2002-02-26,14 April 2009\nC,1 Apr 2013,\n" },
		{ "'type':'datetime','format'", "%Y/%m/%d %H:%M",
			"A,2002/02/26 09:00,\nB,2002/02/26 09:00,2009/04/14 00:00\n"
			"C,2013/04/01 23:59,\n" },
		{ "'type'", "date",
			"A,2002-02-26,\nB,2002-02-26,2009-04-14\nC,2013-04-01,\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct members_over_time m = { 0 };
		struct packed x;

		open_dated(&x, cases[i].key, cases[i].format, cases[i].rows);
		expect(&x, calendar_day(2002, 2, 25), "On 25 February 2002: 0 members");
		expect(&x, calendar_day(2009, 4, 14), "On 14 April 2009: 2 members");
		expect(&x, calendar_day(2009, 4, 15), "On 15 April 2009: 1 member");
		expect(&x, calendar_day(2013, 4, 1), "On 1 April 2013: 2 members");
		members_over_time_read(&m, &x.p.tables[0], calendar_day(2016, 6, 1));
		assert_int_equal(m.count, 4);
		assert_int_equal(m.steps[2].day, calendar_day(2009, 4, 15));
		members_over_time_release(&m);
		packed_end(&x);
	}
}

static void test_says_what_is_not_known(void **state)
{
	struct packed x;

	(void)state;
	/* Begun some time in 2002; never known; ended some time in 2005; not a date. */
	open_rows(&x, "A,2002,\nB,,\nC,2001,2005\nD,2001,soon\n");
	expect(&x, calendar_day(2001, 6, 1),
		"On 1 June 2001: 0 members, and 3 whose start date is unknown");
	expect(&x, calendar_day(2002, 6, 1),
		"On 1 June 2002: 1 member, and 3 whose start date is unknown");
	expect(&x, calendar_day(2005, 6, 1),
		"On 1 June 2005: 1 member, and 3 whose start date is unknown");
	expect(&x, calendar_day(2006, 1, 1),
		"On 1 January 2006: 1 member, and 2 whose start date is unknown");
	packed_end(&x);
}

static void test_open_ends(void **state)
{
	struct packed x;

	(void)state;
	open_rows(&x, "A,../2003,\nB,2002,2004/..\nC,2002/,\n");
	expect(&x, calendar_day(1990, 1, 1), "On 1 January 1990: 1 member");
	expect(&x, calendar_day(2030, 1, 1), "On 1 January 2030: 3 members");
	packed_end(&x);
}

static void test_says_nothing_without_such_a_table(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "words.csv", "from,to\na,b\n");
	packed_load(&x, NULL);
	expect(&x, 0, "");
	packed_end(&x);
}

/* Begun in 2002, ended some time in 2005; from the beginning on; never known. */
static void test_steps_over_time(void **state)
{
	struct packed x;
	struct members_over_time m = { 0 };

	(void)state;
	open_rows(&x, "A,2002-02,2005\nB,../2030,\nC,,\n");
	assert_ptr_equal(members_table(&x.p, 0), &x.p.tables[0]);
	assert_null(members_table(&x.p, 1));
	members_over_time_read(&m, &x.p.tables[0], calendar_day(2016, 6, 1));
	assert_int_equal(m.count, 3);
	assert_int_equal(m.steps[0].day, calendar_day(2002, 2, 28));
	assert_int_equal(m.steps[0].change, 1);
	assert_int_equal(m.steps[1].day, calendar_day(2005, 1, 2));
	assert_int_equal(m.steps[1].change, -1);
	assert_int_equal(m.steps[2].day, EDTF_MIN);
	assert_int_equal(m.unknown, 1);
	members_over_time_read(&m, &x.p.tables[0], calendar_day(2005, 6, 1));
	assert_int_equal(m.unknown, 2);
	members_over_time_release(&m);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps_over_time),
		cmocka_unit_test(test_counts_who_held_on_a_day),
		cmocka_unit_test(test_counts_by_dates_in_a_format),
		cmocka_unit_test(test_says_what_is_not_known),
		cmocka_unit_test(test_open_ends),
		cmocka_unit_test(test_says_nothing_without_such_a_table),
	};

	return cmocka_run_group_tests_name("members_as_of", tests, NULL, NULL);
}
