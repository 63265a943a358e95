/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/date_text.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/str.h"
#include "unit/test.h"
#include "unit/translated.h"

/* Reads TEXT and checks its first and last day, written YYYY-MM-DD; a FIRST of NULL: it is
 * no date. */
static void expect(
	const char *text, bool month_first, const char *first, const char *last)
{
	struct date_text date;
	struct edtf a, b;

	if (!first) {
		if (date_text_read(slice_of(text), month_first, &date))
			fail_msg("\"%s\" is read as a date", text);
		return;
	}
	if (!date_text_read(slice_of(text), month_first, &date))
		fail_msg("\"%s\" is not read", text);
	assert_true(edtf_parse(slice_of(first), &a, NULL, NULL));
	assert_true(edtf_parse(slice_of(last), &b, NULL, NULL));
	if (date.date.first != a.first || date.date.last != b.last)
		fail_msg("\"%s\" is another date than %s to %s", text, first, last);
}

static void test_years_and_months(void **state)
{
	(void)state;
	expect("2011", false, "2011-01-01", "2011-12-31");
	expect(" 2011 ", false, "2011-01-01", "2011-12-31");
	expect("2012-09", false, "2012-09-01", "2012-09-30");
	expect("2012/2", false, "2012-02-01", "2012-02-29");
	expect("March 2011", false, "2011-03-01", "2011-03-31");
	expect("mar 2011", false, "2011-03-01", "2011-03-31");
	expect("SEPT. 2015", false, "2015-09-01", "2015-09-30");
	expect("february, 2004", false, "2004-02-01", "2004-02-29");
}

static void test_days(void **state)
{
	(void)state;
	expect("10 September 2012", false, "2012-09-10", "2012-09-10");
	expect("10th of september 2012", false, "2012-09-10", "2012-09-10");
	expect("September 10, 2012", false, "2012-09-10", "2012-09-10");
	expect("2nd April 2013", true, "2013-04-02", "2013-04-02");
	expect("10. September 2012", false, "2012-09-10", "2012-09-10");
	expect("10-Sep-2012", false, "2012-09-10", "2012-09-10");
	expect("2012-09-10", true, "2012-09-10", "2012-09-10");
	expect("2012/9/10", false, "2012-09-10", "2012-09-10");
	expect("2012.9.10", false, "2012-09-10", "2012-09-10");
}

static void test_day_and_month_in_numbers(void **state)
{
	struct date_text date;

	(void)state;
	expect("10/9/2012", false, "2012-09-10", "2012-09-10");
	expect("10/9/2012", true, "2012-10-09", "2012-10-09");
	expect("10.9.2012", false, "2012-09-10", "2012-09-10");
	expect("25/12/2012", true, "2012-12-25", "2012-12-25");
	expect("12/25/2012", false, "2012-12-25", "2012-12-25");
	assert_true(date_text_read(slice_of("10/9/2012"), false, &date));
	assert_true(date.ambiguous);
	assert_int_equal(date.other.first, calendar_day(2012, 10, 9));
	assert_true(date_text_read(slice_of("25/12/2012"), false, &date));
	assert_false(date.ambiguous);
	assert_true(date_text_read(slice_of("9/9/2012"), false, &date));
	assert_false(date.ambiguous);
	assert_true(date_text_read(slice_of("10 September 2012"), false, &date));
	assert_false(date.ambiguous);
}

static void test_what_is_no_date(void **state)
{
	static const char *const texts[] = { "", " ", "20", "20111", "may",
		"10 september", "31/02/2012", "2012-13", "13/13/2012", "30 february 2012",
		"0/1/2012", "10/9/12", "10/9-2012", "1 2 2012", "marc2011h", "ma 2011",
		"marchs 2011", "2011 march", "10 september 2012 x",
		"10thx september 2012", "9 10 september 2012", "10 september september",
		"2012-09-10-11", "/2012", "of 2012", "10xx march 2012", "2012/", "2012-",
		"2012.5", "10//9/2012", "10/9 2012", "2012-00", "10 - 9 - 2012",
		"-10/9/2012", "march-2011", "010/9/2012", "10/-9/2012", "10/9/2012/",
		"10-9-", "march 2011-", "10 -9-2012" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect(texts[i], false, NULL, NULL);
}

static void test_the_locale_decides_which_number_is_the_month(void **state)
{
	(void)state;
	setenv("LC_ALL", "C", 1); /* its D_FMT is %m/%d/%y, but nobody has chosen it */
	assert_false(date_text_month_first());
	setenv("LC_ALL", "no-such-locale", 1);
	assert_false(date_text_month_first());
}

/* The data mean the same in every language. */
static void test_months_are_english_in_every_language(void **state)
{
	(void)state;
	if (!translated_begin())
		skip();
	expect("10 August 2012", false, "2012-08-10", "2012-08-10");
	expect("10 Agustus 2012", false, NULL, NULL);
	expect("Agu 2012", false, NULL, NULL);
	translated_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months_are_english_in_every_language),
		cmocka_unit_test(test_years_and_months),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_day_and_month_in_numbers),
		cmocka_unit_test(test_what_is_no_date),
		cmocka_unit_test(test_the_locale_decides_which_number_is_the_month),
	};

	return cmocka_run_group_tests_name("date_text", tests, NULL, NULL);
}
