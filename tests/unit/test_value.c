/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/value.h"

#include <math.h>
#include <stdlib.h>

#include "query/rowset.h"
#include "unit/values.h"

/* Every text of GOOD is a value of F, none of BAD is; both end in NULL. */
static void check(const struct field *f, const char *const *good, const char *const *bad)
{
	struct str why;

	str_init(&why);
	for (; *good; good++)
		if (!value_check(f, slice_of(*good), &why))
			fail_msg("%s is refused: %s", *good, why.buf);
	assert_int_equal(why.len, 0);
	for (; *bad; bad++) {
		str_clear(&why);
		if (value_check(f, slice_of(*bad), &why))
			fail_msg("%s is taken", *bad);
		assert_true(why.len > 10);
		assert_int_equal(why.buf[why.len - 1], '.');
		assert_false(value_check(f, slice_of(*bad), NULL));
	}
	str_release(&why);
}

#define TEXTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void test_each_type_has_its_values(void **state)
{
	struct field f;

	(void)state;
	f = plain_field(FIELD_ANY);
	check(&f, TEXTS("x", "\x01", "1"), TEXTS(NULL));
	f = plain_field(FIELD_INTEGER);
	check(&f, TEXTS("0", "-1", " 1"), TEXTS("1.5", "x", "1 2"));
	f = plain_field(FIELD_NUMBER);
	check(&f, TEXTS("1.5", "NaN"), TEXTS("1,5", "x"));
	f = plain_field(FIELD_BOOLEAN);
	check(&f, TEXTS("true", "0"), TEXTS("True", "yes", "2"));
	f = plain_field(FIELD_YEAR);
	check(&f, TEXTS("2011"), TEXTS("11", "x"));
	f = plain_field(FIELD_YEARMONTH);
	check(&f, TEXTS("2011-03"), TEXTS("2011", "2011-13"));
	f = plain_field(FIELD_DURATION);
	check(&f, TEXTS("P2Y"), TEXTS("2 years"));
	f = plain_field(FIELD_OBJECT);
	check(&f, TEXTS("{}", "{\"a\": [1]}"), TEXTS("[]", "{"));
	f = plain_field(FIELD_GEOJSON);
	check(&f, TEXTS("{\"type\": \"Point\", \"coordinates\": [1, 2]}"),
		TEXTS("point"));
	f = plain_field(FIELD_ARRAY);
	check(&f, TEXTS("[]", "[1, {}]"), TEXTS("{}", "1,2"));
}

static void test_dates_by_format(void **state)
{
	struct field f = plain_field(FIELD_DATE);

	(void)state;
	check(&f, TEXTS("2011-03-29"), TEXTS("2011-02-30", "29/03/2011"));
	f.format = "%d/%m/%Y";
	check(&f, TEXTS("29/03/2011"), TEXTS("2011-03-29", "31/04/2011"));
	f.format = "fmt:%d/%m/%Y";
	check(&f, TEXTS("29/03/2011"), TEXTS("2011-03-29"));
	f.format = "any";
	check(&f, TEXTS("29 March", "soon"), TEXTS(NULL));
	f.format = "%Q";
	check(&f, TEXTS("anything"), TEXTS(NULL));
	f = plain_field(FIELD_TIME);
	check(&f, TEXTS("09:30:00"), TEXTS("9:30"));
	f = plain_field(FIELD_DATETIME);
	check(&f, TEXTS("2011-03-29T09:30:00Z"), TEXTS("2011-03-29"));
	f = plain_field(FIELD_STRING);
	f.edtf = true;
	check(&f, TEXTS("2011", "2011-03", "2002-02-26/2002-02-28", "2014?", "2002/.."),
		TEXTS("2011-02-30", "March 2011", "2011-3"));
}

static void test_strings_by_format(void **state)
{
	struct field f = plain_field(FIELD_STRING);

	(void)state;
	check(&f, TEXTS("x", "@"), TEXTS(NULL));
	f.format = "email";
	check(&f, TEXTS("a@b.org", "a.b+c@d"), TEXTS("a", "@b", "a@", "a b@c", "a@b@c"));
	f.format = "uri";
	check(&f, TEXTS("https://example.org/", "mailto:a@b", "x-y+z.1:w"),
		TEXTS("example.org", "://x", "1a:b", "http:", "https://a b", "a:<b>"));
	f.format = "uuid";
	check(&f, TEXTS("123e4567-e89b-12d3-a456-426614174000"),
		TEXTS("123e4567e89b12d3a456426614174000",
			"123e4567-e89b-12d3-a456-42661417400g"));
	f.format = "binary";
	check(&f, TEXTS("aGVsbG8=", "aGVsbA==", "aGVs"),
		TEXTS("aGVsbG8", "a=Vs", "a b="));
}

static void test_points(void **state)
{
	struct field f = plain_field(FIELD_GEOPOINT);
	double lon = 7, lat = 8;

	(void)state;
	check(&f, TEXTS("115.22, -8.65", "0,0", "180,90", "-180 ,-90"),
		TEXTS("115.22", "181,0", "0,91", "a,b", "1,2,3", "115.22; -8.65",
			"NaN,0"));
	assert_true(value_point(&f, slice_of("115.22, -8.65"), &lon, &lat));
	assert_true(lon == 115.22 && lat == -8.65);
	assert_false(value_point(&f, slice_of("1000, 1"), &lon, &lat));
	assert_false(value_point(&f, slice_of(""), &lon, &lat));
	assert_true(lon == 115.22 && lat == -8.65);
	f.format = "array";
	check(&f, TEXTS("[1, 2]", "[1.5, -2, 30]"), TEXTS("1, 2", "[1]", "[181, 0]"));
	f.format = "object";
	check(&f, TEXTS("{\"lon\": 1, \"lat\": 2}"), TEXTS("{\"lon\": 1}", "x"));
}

static void test_lists_by_their_items(void **state)
{
	struct field f = plain_field(FIELD_LIST);

	(void)state;
	check(&f, TEXTS("a,b", ",", "a"), TEXTS(NULL));
	f.item_type = FIELD_INTEGER;
	check(&f, TEXTS("1, 2,3", "1,,2"), TEXTS("1,x", "1;2"));
	f.list_delimiter = ';';
	check(&f, TEXTS("1;2"), TEXTS("1,2"));
}

static void test_a_long_value_is_cut_between_characters(void **state)
{
	struct field f = plain_field(FIELD_INTEGER);
	struct str text, why;

	(void)state;
	str_init(&text);
	str_init(&why);
	str_add(&text, "x");
	for (int i = 0; i < 100; i++)
		str_add(&text, "é");
	assert_false(value_check(&f, (struct slice){ text.buf, text.len }, &why));
	/* 60 bytes end inside the thirtieth é: 1 + 29 * 2 are left. */
	assert_int_equal(why.len, strlen("“") + 59 + strlen("…” is not a whole number."));
	str_release(&text);
	str_release(&why);
}

/* TEXTS are in rising order by F. */
static void check_order(const struct field *f, const char *const *texts)
{
	struct arena arena = { NULL };
	struct str scratch = STR_INIT;

	for (size_t i = 0; texts[i]; i++)
		for (size_t j = 0; texts[j]; j++) {
			struct sortkey a =
				sortkey_make(f, slice_of(texts[i]), 0, &arena, &scratch);
			struct sortkey b =
				sortkey_make(f, slice_of(texts[j]), 0, &arena, &scratch);
			int order = sortkey_compare(&a, &b);

			if ((order < 0) != (i < j) || (order > 0) != (i > j))
				fail_msg("%s and %s compare as %d", texts[i], texts[j],
					order);
		}
	arena_release(&arena);
	str_release(&scratch);
}

static void test_sorts_by_what_values_mean(void **state)
{
	static const struct field_choice choices[] = { { "high", "high" },
		{ "low", "low" } };
	struct arena arena = { 0 };
	struct field f = plain_field(FIELD_NUMBER);

	(void)state;
	check_order(&f, TEXTS("-INF", "-2", "1e0", "9", "10", "INF", "NaN", "x", ""));
	f = plain_field(FIELD_ANY);
	check_order(&f, TEXTS("2", "10", "b", "C", "d", ""));
	f = plain_field(FIELD_STRING);
	check_order(&f,
		TEXTS("2", "10", "Åland", "Albania", "Côte d’Ivoire", "Croatia", "zebra",
			""));
	f.edtf = true;
	check_order(&f, TEXTS("../2001", "2002-02/2003", "2002-03-01", "2011~", "x", ""));
	f = plain_field(FIELD_DATE);
	f.format = "%d/%m/%Y";
	check_order(&f, TEXTS("03/01/1970", "02/02/1970", "01/01/1971"));
	f = plain_field(FIELD_DATETIME);
	check_order(&f,
		TEXTS("2000-01-01T23:30:00+02:00", "2000-01-01T22:00:00Z",
			"2000-01-01T22:00:00.5Z"));
	f = plain_field(FIELD_BOOLEAN);
	check_order(&f, TEXTS("false", "true", ""));
	f = plain_field(FIELD_YEAR);
	check_order(&f, TEXTS("-0044", "0999", "2000", "10000"));
	f = plain_field(FIELD_DURATION);
	check_order(&f, TEXTS("P7D", "P1M", "P1Y", "P13M"));
	f = plain_field(FIELD_STRING);
	set_choices(&f, choices, 2, &arena);
	check_order(&f, TEXTS("high", "low"));
	f.choices_ordered = true;
	check_order(&f, TEXTS("high", "low", "a", ""));
	arena_release(&arena);
}

static void test_ranks(void **state)
{
	struct field f = plain_field(FIELD_STRING);
	double rank = 7;

	(void)state;
	assert_false(value_rank(&f, slice_of("1"), &rank));
	f = plain_field(FIELD_NUMBER);
	assert_false(value_rank(&f, slice_of("NaN"), &rank));
	assert_false(value_rank(&f, slice_of(""), &rank));
	assert_true(rank == 7);
	assert_true(value_rank(&f, slice_of("1.5"), &rank) && rank == 1.5);
	f = plain_field(FIELD_DATETIME);
	assert_true(
		value_rank(&f, slice_of("1970-01-02T12:00:00"), &rank) && rank == 1.5);
	f = plain_field(FIELD_YEARMONTH);
	assert_true(value_rank(&f, slice_of("0001-02"), &rank) && rank == 13);
	f = plain_field(FIELD_DATE);
	f.format = "any";
	assert_true(value_rank(&f, slice_of("2 Jan 1970"), &rank) && rank == 1);
	f = plain_field(FIELD_STRING);
	f.edtf = true;
	assert_true(value_rank(&f, slice_of("1970-01-03T01:00:00+01:00"), &rank) &&
		rank == 2);
	assert_true(
		value_rank(&f, slice_of("1970-01-02T12:00:00"), &rank) && rank == 1.5);
}

/* Cells that are equal by Table Schema have one form, others do not. */
static void test_forms_by_which_values_are_compared(void **state)
{
	struct field euro = plain_field(FIELD_NUMBER), day = plain_field(FIELD_DATE);
	struct field integer = plain_field(FIELD_INTEGER);
	struct field number = plain_field(FIELD_NUMBER);
	struct field boolean = plain_field(FIELD_BOOLEAN);
	struct field moment = plain_field(FIELD_DATETIME);
	struct field text = plain_field(FIELD_STRING);
	struct field list = plain_field(FIELD_LIST);
	const struct {
		const struct field *field;
		const char *a, *b;
		bool same;
	} samples[] = {
		{ &integer, "1", "01", true },
		{ &integer, "+7", "007", true },
		{ &integer, "-0", "0", true },
		{ &integer, "-12", "-0012", true },
		{ &integer, "-12", "12", false },
		{ &integer, "9007199254740992", "9007199254740993", false },
		{ &integer, "9007199254740993", "09007199254740993", true },
		{ &integer, "x", "X", false },
		{ &number, "1", "1.0", true },
		{ &number, "0.5", "5e-1", true },
		{ &number, "-0.0", "0", true },
		{ &number, "1e20", "100000000000000000000", true },
		{ &number, "0.1", "0.10000000000000002", false },
		{ &number, "9007199254740992", "9007199254740993", false },
		{ &number, "9007199254740993", "9.007199254740993e15", true },
		{ &number, "1e400", "2e400", false },
		{ &number, "INF", "inf", true },
		{ &number, "1.5", "1,5", false },
		{ &euro, "1.234,50", "1234,5", true },
		{ &boolean, "TRUE", "1", true },
		{ &boolean, "false", "true", false },
		{ &day, "1/2/2020", "01/02/2020", true },
		{ &day, "1/2/2020", "2/1/2020", false },
		{ &moment, "2020-02-01T12:00:00+02:00", "2020-02-01T10:00:00Z", true },
		{ &moment, "2020-02-01T12:00:00", "2020-02-01T12:00:01", false },
		{ &text, "01", "1", false },
		{ &text, "", "", true },
		{ &integer, "", "0", false },
		{ &list, "1,02", "01,2", true },
		{ &list, "1,2", "1,2,3", false },
		{ &list, "1,2,3", "1,2", false },
	};

	(void)state;
	euro.decimal_char = ',';
	euro.group_char = ".";
	day.format = "%d/%m/%Y";
	boolean.true_values = TEXTS("true", "TRUE", "1");
	boolean.true_count = 3;
	boolean.false_values = TEXTS("false");
	boolean.false_count = 1;
	list.item_type = FIELD_INTEGER;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct field *f = samples[i].field;
		struct slice a = slice_of(samples[i].a), b = slice_of(samples[i].b);

		if (value_same(f, a, b) != samples[i].same)
			fail_msg("%s and %s", samples[i].a, samples[i].b);
	}
}

/* A cell is the same date wherever one is asked for; "-" is none. */
static void test_dates_of_fields(void **state)
{
	static const struct {
		enum field_type type;
		const char *format, *text, *words;
	} samples[] = {
		{ FIELD_DATE, "default", "2019-12-31", "31 December 2019" },
		{ FIELD_DATE, "default", "-0043-03-15", "15 March 44 BC" },
		{ FIELD_DATE, "%d/%m/%Y", "31/12/2019", "31 December 2019" },
		{ FIELD_DATE, "%d/%m/%Y", "12/31/2019", "-" },
		{ FIELD_DATE, "%d.%m.%Y", "1.2.2020", "1 February 2020" },
		{ FIELD_DATE, "fmt:%d.%m.%Y", "01.02.2020", "1 February 2020" },
		{ FIELD_DATE, "%Y%m%d", "20220131", "31 January 2022" },
		{ FIELD_DATE, "%Y%m%d", "20220132", "-" },
		{ FIELD_DATE, "%B %d, %Y", "January 31, 2023", "31 January 2023" },
		{ FIELD_DATE, "%d %b %y", "01 Feb 99", "1 February 1999" },
		{ FIELD_DATE, "any", "1 Feb 2020", "1 February 2020" },
		{ FIELD_DATE, "any", "2020-02-01", "1 February 2020" },
		{ FIELD_DATE, "any", "February 1, 2020", "1 February 2020" },
		{ FIELD_DATE, "any", "31/1/2020", "31 January 2020" },
		{ FIELD_DATE, "any", "1/31/2020", "31 January 2020" },
		{ FIELD_DATE, "any", "1/2/2020", "-" },
		{ FIELD_DATE, "any", "soon", "-" },
		{ FIELD_DATE, "default", "2019-12", "December 2019" },
		{ FIELD_DATETIME, "default", "2020-01-31T10:30:00Z",
			"31 January 2020, 10:30 UTC" },
		{ FIELD_DATETIME, "default", "2020-01-31T10:30:00.250",
			"31 January 2020, 10:30:00.25" },
		{ FIELD_DATETIME, "default", "2020-01-31 10:30",
			"31 January 2020, 10:30" },
		{ FIELD_DATETIME, "%Y/%m/%d %H:%M", "2020/01/31 10:30",
			"31 January 2020, 10:30" },
		{ FIELD_DATETIME, "%d.%m.%Y %H:%M", "31.01.2020 00:00",
			"31 January 2020, 00:00" },
		{ FIELD_DATETIME, "%d/%m/%Y %I:%M %p", "31/01/2020 01:05 PM",
			"31 January 2020, 13:05" },
		{ FIELD_DATETIME, "%d/%m/%Y %H:%M %z", "31/01/2020 23:30 -0500",
			"31 January 2020, 23:30 -05:00" },
		{ FIELD_DATETIME, "any", "1 Feb 2020 10:30", "1 February 2020, 10:30" },
		{ FIELD_DATETIME, "any", "1 Feb 2020", "1 February 2020" },
		{ FIELD_DATETIME, "any", "1 Feb 2020 25:30", "-" },
		{ FIELD_YEAR, "default", "2019", "2019" },
		{ FIELD_YEAR, "default", "12019", "12019" },
		{ FIELD_YEARMONTH, "default", "2019-12", "December 2019" },
		{ FIELD_STRING, "default", "2019-12-31", "31 December 2019" },
		{ FIELD_STRING, "default", "2019-12-31 10:30",
			"31 December 2019, 10:30" },
		{ FIELD_STRING, "default", "31/12/2019", "-" },
		{ FIELD_ANY, "default", "2019", "2019" },
		{ FIELD_INTEGER, "default", "2019", "2019" },
		{ FIELD_DATE, "default", "", "-" },
	};
	struct field f;
	struct edtf date;

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct str words = STR_INIT;
		bool any;

		f = plain_field(samples[i].type);
		f.format = samples[i].format;
		any = value_date(&f, slice_of(samples[i].text), &date);
		if (any)
			edtf_add_words(&words, &date);
		assert_string_equal(any ? words.buf : "-", samples[i].words);
		str_release(&words);
	}
	/* EDTF has no other form. */
	f = plain_field(FIELD_STRING);
	f.edtf = true;
	assert_true(value_date(&f, slice_of("2019~"), &date));
	assert_false(value_date(&f, slice_of("2019-12-31 10:30"), &date));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_type_has_its_values),
		cmocka_unit_test(test_dates_by_format),
		cmocka_unit_test(test_dates_of_fields),
		cmocka_unit_test(test_strings_by_format),
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_lists_by_their_items),
		cmocka_unit_test(test_a_long_value_is_cut_between_characters),
		cmocka_unit_test(test_sorts_by_what_values_mean),
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_forms_by_which_values_are_compared),
	};

	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
