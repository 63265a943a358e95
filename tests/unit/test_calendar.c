/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/calendar.h"

#include "unit/test.h"
#include "unit/random.h"

static void test_days_that_are_well_known(void **state)
{
	(void)state;
	assert_int_equal(calendar_day(1970, 1, 1), 0);
	assert_int_equal(calendar_day(1969, 12, 31), -1);
	assert_int_equal(calendar_day(2000, 1, 1), 10957);
	assert_int_equal(calendar_day(2038, 1, 19), 24855);
	assert_int_equal(calendar_day(1900, 1, 1), -25567);
	assert_int_equal(calendar_day(1, 1, 1), -719162);
	assert_int_equal(calendar_day(0, 3, 1), -719468);
	assert_int_equal(calendar_day(2000, 3, 1) - calendar_day(2000, 2, 28), 2);
	assert_int_equal(calendar_day(1900, 3, 1) - calendar_day(1900, 2, 28), 1);
	assert_int_equal(calendar_day(-400, 3, 1) - calendar_day(-400, 2, 28), 2);
	assert_int_equal(calendar_month_days(2100, 2), 28);
	assert_int_equal(calendar_month_days(-4, 2), 29);
	assert_int_equal(calendar_month_days(2026, 11), 30);
}

static void test_every_day_of_800_years_follows_the_one_before(void **state)
{
	int64_t day = calendar_day(1599, 12, 31);

	(void)state;
	for (int64_t year = 1600; year < 2400; year++)
		for (int month = 1; month <= 12; month++)
			for (int mday = 1; mday <= calendar_month_days(year, month);
				mday++) {
				struct calendar_date d;

				assert_int_equal(calendar_day(year, month, mday), ++day);
				d = calendar_civil(day);
				assert_true(d.year == year && d.month == month &&
					d.day == mday);
			}
}

static void test_random_days_come_back(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		int64_t year = (int64_t)random_below(&seed, 2000001) - 1000000;
		int month = (int)random_below(&seed, 12) + 1;
		int day = (int)random_below(
				  &seed, (unsigned)calendar_month_days(year, month)) +
			1;
		struct calendar_date d = calendar_civil(calendar_day(year, month, day));

		assert_true(d.year == year && d.month == month && d.day == day);
	}
}

/* Checks the distance between two dates in its long and its brief form. */
static void check_gap(
	const char *from, const char *to, const char *words, const char *brief)
{
	struct edtf a, b;
	struct calendar_gap gap;
	struct str text = STR_INIT;

	assert_true(edtf_parse(slice_of(from), &a, NULL, NULL));
	assert_true(edtf_parse(slice_of(to), &b, NULL, NULL));
	assert_true(calendar_distance(&a, &b, &gap));
	calendar_add_gap(&text, &gap, false);
	assert_string_equal(text.buf, words);
	str_clear(&text);
	calendar_add_gap(&text, &gap, true);
	assert_string_equal(text.buf, brief);
	str_release(&text);
}

static void test_distances_in_words(void **state)
{
	(void)state;
	check_gap("2002-02-26/2002-02-28", "2003-04-28/2003-04-30", "1 year 2 months",
		"1y2m");
	check_gap("2016-03-23", "2018-08-06/2018-08-07", "2 years 4 months", "2y4m");
	check_gap("2011-03-30", "2013-04-02", "2 years", "2y");
	check_gap("2011-03-01", "2011-03-18", "17 days", "17d");
	check_gap("2011-03-01", "2011-03-02", "1 day", "1d");
	check_gap("2011-01-31", "2011-02-28", "28 days", "28d");
	check_gap("2011-01-28", "2011-02-28", "1 month", "1m");
	check_gap("2012-02-29", "2013-02-28", "11 months", "11m");
	check_gap("2011-03-01", "2011-03-01", "0 days", "0d");
	check_gap("2011-03-01/2011-03-10", "2011-03-05", "0 days", "0d");
	/* vaguer ends: to the month where that is known, else to the year */
	check_gap("2009-04", "2011-03", "~1 year 11 months", "~1y11m");
	check_gap("2009-04-15", "2011-03", "~1 year 11 months", "~1y11m");
	check_gap("2009", "2011-03-29", "~2 years", "~2y");
	check_gap("2002", "2011", "~9 years", "~9y");
	check_gap("2009-21", "2012-21", "~3 years", "~3y");
	check_gap("2009-04-14~", "2011-04-14", "~2 years", "~2y");
	check_gap("2009-04", "2009-04-20", "less than a month", "<1m");
	check_gap("2009", "2009-04-20", "less than a year", "<1y");
	check_gap("2009-12", "2010", "~1 year", "~1y");
	/* times of day count where both ends have one, in the zone of each */
	check_gap("2024-05-06T09:00:00", "2024-05-06T10:15:00", "1 hour 15 minutes",
		"1h15min");
	check_gap("2024-05-06T09:00:00Z", "2024-05-06T10:00:00+01:00", "0 days", "0d");
	check_gap("2024-05-06T23:50:00-02:00", "2024-05-07T02:20:30Z",
		"30 minutes 30 seconds", "30min30s");
	check_gap("2024-05-06T09:00:00", "2024-05-06T10:00:20", "1 hour", "1h");
	check_gap("2024-05-06T09:00:00", "2024-05-07T11:00:00", "1 day 2 hours", "1d2h");
	check_gap("2024-05-06T09:00:00", "2024-06-06T08:00:00", "30 days 23 hours",
		"30d23h");
	check_gap("2024-05-06T09:00:00", "2024-06-06T10:00:00", "1 month", "1m");
	check_gap("2024-05-06T09:00:00", "2024-05-06", "0 days", "0d");
	check_gap("2024-05-06T23:00:00", "2024-05-07", "1 day", "1d");
	check_gap("2024-05-06", "2024-05-07T01:00:00", "1 day", "1d");
	check_gap("2024-05-06T09:00:00", "2024-05-20~", "less than a month", "<1m");
	check_gap("2024-05-06T09:00:00", "2024-06", "~1 month", "~1m");
}

static void check_duration(const char *from, const char *to, const char *duration)
{
	struct edtf a, b;
	struct calendar_gap gap;
	struct str text = STR_INIT;

	assert_true(edtf_parse(slice_of(from), &a, NULL, NULL));
	assert_true(edtf_parse(slice_of(to), &b, NULL, NULL));
	assert_true(calendar_distance(&a, &b, &gap));
	calendar_add_duration(&text, &gap);
	assert_string_equal(text.buf, duration);
	str_release(&text);
}

static void test_writes_durations(void **state)
{
	(void)state;
	check_duration("2002-02-26/2002-02-28", "2003-04-28/2003-04-30", "P1Y2M");
	check_duration("2011-03-30", "2013-04-02", "P2Y");
	check_duration("2011-03-01", "2011-03-18", "P17D");
	check_duration("2012-02-29", "2013-02-28", "P11M");
	check_duration("2011-03-01", "2011-03-01", "P0D");
	check_duration("2024-05-06T09:00:00", "2024-05-06T10:15:00", "PT1H15M");
	check_duration("2024-05-06T09:00:00", "2024-05-07T09:00:05", "P1DT5S");
	check_duration("2024-05-06T09:00:00", "2024-05-06T10:00:20", "PT1H20S");
	check_duration("2024-05-06T09:00:00Z", "2024-05-06T09:00:00-00:30", "PT30M");
	check_duration("2024-05-06T09:00:00", "2025-06-06T10:00:00", "P1Y1M");
	check_duration("2009-04", "2011-03", "~P1Y11M");
	check_duration("2009", "2011-03-29", "~P2Y");
	check_duration("2011-03", "2011-03", "<P1M");
	check_duration("2011", "2011-12", "<P1Y");
}

static void test_measures_days(void **state)
{
	struct edtf a, b;
	struct calendar_gap gap;

	(void)state;
	assert_true(edtf_parse(slice_of("2011-03-30"), &a, NULL, NULL));
	assert_true(edtf_parse(slice_of("2012-09-10"), &b, NULL, NULL));
	assert_true(calendar_distance(&a, &b, &gap));
	/* 277 days to the end of the year counting 31 March, then 31 + 29 + 31 + 30 + 31
	 * + 30 + 31 + 31 + 10 = 254 less the day itself */
	assert_int_equal(gap.days, 530);
	assert_int_equal(gap.years, 1);
	assert_int_equal(gap.months, 5);
	assert_false(gap.about);
	assert_true(calendar_distance(&b, &a, &gap));
	assert_int_equal(gap.days, 0);
}

static void test_open_ends_have_no_distance(void **state)
{
	static const char *const pairs[][2] = { { "2002/..", "2004" },
		{ "2002/", "2004" }, { "2002", "../2004" }, { "2002", "/2004" },
		{ "[2002..]", "2004" } };
	struct edtf a, b;
	struct calendar_gap gap = { .days = 42 };

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_true(edtf_parse(slice_of(pairs[i][0]), &a, NULL, NULL));
		assert_true(edtf_parse(slice_of(pairs[i][1]), &b, NULL, NULL));
		assert_false(calendar_distance(&a, &b, &gap));
		assert_int_equal(gap.days, 42);
	}
	assert_true(edtf_parse(slice_of("../2002"), &a, NULL, NULL));
	assert_true(edtf_parse(slice_of("2004/.."), &b, NULL, NULL));
	assert_true(calendar_distance(&a, &b, &gap));
	assert_int_equal(gap.years, 2);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_that_are_well_known),
		cmocka_unit_test(test_every_day_of_800_years_follows_the_one_before),
		cmocka_unit_test(test_random_days_come_back),
		cmocka_unit_test(test_distances_in_words),
		cmocka_unit_test(test_writes_durations),
		cmocka_unit_test(test_measures_days),
		cmocka_unit_test(test_open_ends_have_no_distance),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
