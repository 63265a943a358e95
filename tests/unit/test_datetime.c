/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/datetime.h"

#include "unit/test.h"

typedef bool reader(struct slice text, struct datetime *out);

static bool read_date(struct slice text, struct datetime *out)
{
	return datetime_read_default(text, true, false, out);
}

static bool read_time(struct slice text, struct datetime *out)
{
	return datetime_read_default(text, false, true, out);
}

static bool read_datetime(struct slice text, struct datetime *out)
{
	return datetime_read_default(text, true, true, out);
}

/* READ reads TEXT as day DAY and SECONDS of it. */
static void check(reader *read, const char *text, int64_t day, double seconds)
{
	struct datetime got = { .day = -1, .seconds = -1 };

	if (!read(slice_of(text), &got))
		fail_msg("%s is not read", text);
	if (got.day != day || got.seconds - seconds > 1e-6 ||
		seconds - got.seconds > 1e-6)
		fail_msg("%s is day %ld, second %g", text, (long)got.day, got.seconds);
}

static void check_refused(reader *read, const char *const *texts, size_t count)
{
	struct datetime got = { .day = -1, .seconds = -1 };

	for (size_t i = 0; i < count; i++)
		if (read(slice_of(texts[i]), &got))
			fail_msg("%s is read", texts[i]);
	assert_true(got.day == -1 && got.seconds == -1);
}

static void test_dates(void **state)
{
	static const char *const refused[] = { "", "2011-02-29", "2011-13-01",
		"2011-00-10", "2011-1-1", "11-01-01", "2011-01-01 ", "2011/01/01",
		"2011-01", "2011-04-31", "2011-01-01T00:00:00" };

	(void)state;
	check(read_date, "1970-01-01", 0, 0);
	check(read_date, "1969-12-31", -1, 0);
	check(read_date, "2000-02-29", 11016, 0);
	check(read_date, "-0001-12-31", -719529, 0);
	check_refused(read_date, refused, sizeof refused / sizeof *refused);
}

static void test_times(void **state)
{
	static const char *const refused[] = { "", "9:30:00", "09:30", "24:00:00",
		"09:60:00", "09:30:61", "09:30:00.", "09:30:00+7", "09:30:00 " };

	(void)state;
	check(read_time, "00:00:00", 0, 0);
	check(read_time, "09:30:05", 0, 34205);
	check(read_time, "09:30:05.25", 0, 34205.25);
	check(read_time, "09:30:00Z", 0, 34200);
	check(read_time, "09:30:00+07:00", 0, 9000);
	check(read_time, "00:30:00+0100", 0, -1800);
	check_refused(read_time, refused, sizeof refused / sizeof *refused);
}

static void test_dates_with_times(void **state)
{
	static const char *const refused[] = { "", "1970-01-01", "1970-01-01 00:00:00",
		"1970-02-30T00:00:00", "1970-01-01T00:00", "1970-01-01T00:00:00Zulu" };

	(void)state;
	check(read_datetime, "1970-01-02T00:00:01", 1, 1);
	check(read_datetime, "1970-01-02T12:00:00.5-02:30", 1, 52200.5);
	check_refused(read_datetime, refused, sizeof refused / sizeof *refused);
}

static void check_format(
	const char *format, const char *text, int64_t day, double seconds)
{
	struct datetime got = { .day = -1, .seconds = -1 };

	if (!datetime_read(slice_of(text), format, &got))
		fail_msg("%s is not read by %s", text, format);
	if (got.day != day || got.seconds != seconds)
		fail_msg("%s is day %ld, second %g", text, (long)got.day, got.seconds);
}

static void test_days_and_times_as_people_write_them(void **state)
{
	static const char *const refused[] = { "", "2024-05-06", "2024-05-06T", "09:30",
		"2024-05-06 9:30", "2024-05-06  09:30", "2024-05-06T09",
		"06.05.2024 09:30", "2024-05-06T24:00", "2024-02-30 10:00",
		"2024-05-06 09:30 PM" };
	struct datetime got = { .day = 0 };
	struct edtf date;

	(void)state;
	check(datetime_read_lenient, "2024-05-06T09:30:00", 19849, 34200);
	check(datetime_read_lenient, "2024-05-06 09:30", 19849, 34200);
	check(datetime_read_lenient, "2024-05-06T09:30Z", 19849, 34200);
	check(datetime_read_lenient, "2024-05-06 09:30:00.25 +02:00", 19849, 27000.25);
	check(datetime_read_lenient, "2024-05-06 00:30+0200", 19849, -5400);
	check_refused(datetime_read_lenient, refused, sizeof refused / sizeof *refused);
	/* The day stays as written, the zone counts in the time. */
	assert_true(datetime_read_lenient(slice_of("2024-05-06 00:30+0200"), &got));
	date = datetime_to_edtf(&got);
	assert_true(date.first == 19849 && date.last == 19849);
	assert_true(date.start.has_time && date.start.has_zone);
	assert_int_equal(date.start.zone, 120);
	assert_true(date.start.time == INT64_C(-5400000000));
	/* Midnight is a time. A day is none. */
	assert_true(datetime_read(slice_of("6.5.2024 0:00"), "%d.%m.%Y %H:%M", &got));
	assert_true(datetime_to_edtf(&got).start.has_time);
	assert_true(datetime_read(slice_of("6.5.2024"), "%d.%m.%Y", &got));
	assert_false(datetime_to_edtf(&got).start.has_time);
}

static void test_formats(void **state)
{
	static const char *const refused[][2] = { { "%d/%m/%Y", "32/1/1970" },
		{ "%d/%m/%Y", "1/1/70" }, { "%d/%m/%Y", "1/1/1970 " },
		{ "%d %B %Y", "1 Foo 1970" }, { "%d/%m/%Y", "30/2/1970" },
		{ "%j %Y", "366 1970" }, { "%I %p", "13 PM" }, { "%Y", "" }, { "", "x" },
		{ "x%", "x" } };
	struct datetime got;

	(void)state;
	check_format("%d/%m/%Y", "2/1/1970", 1, 0);
	check_format("%d/%m/%Y", "02/01/1970", 1, 0);
	check_format("%e %B %Y", "2 january 1970", 1, 0);
	check_format("%a, %d %b %Y", "Fri, 02 Jan 1970", 1, 0);
	check_format("%A %d %b %y", "Friday 02 Jan 70", 1, 0);
	check_format("%m/%d/%y", "01/01/00", 10957, 0);
	check_format("%j/%Y", "366/1972", 1095, 0);
	check_format("%Y-%m-%d %H:%M:%S", "1970-01-02 01:02:03", 1, 3723);
	check_format("%F %T", "1970-01-02 01:02:03", 1, 3723);
	check_format("%D %R", "01/02/70 01:02", 1, 3720);
	check_format("%I:%M %p", "12:05 am", 0, 300);
	check_format("%I:%M %p", "12:05 PM", 0, 43500);
	check_format("%H.%M.%S.%f", "0.0.1.5", 0, 1.5);
	check_format("%H%M%z", "0100+0100", 0, 0);
	check_format("%H:%M %Z", "01:00 CET", 0, 3600);
	check_format("100%%%Y", "100%1970", 0, 0);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (datetime_read(slice_of(refused[i][1]), refused[i][0], &got))
			fail_msg("%s is read by %s", refused[i][1], refused[i][0]);
}

static void test_knows_its_directives(void **state)
{
	(void)state;
	assert_true(datetime_knows("%Y-%m-%dT%H:%M:%S.%f%z %Z %%"));
	assert_true(datetime_knows("plain"));
	assert_false(datetime_knows("%Y-%Q"));
	assert_false(datetime_knows("%"));
}

static void test_years_and_months(void **state)
{
	int64_t got = 7;

	(void)state;
	assert_true(datetime_read_year(slice_of("2011"), &got) && got == 2011);
	assert_true(datetime_read_year(slice_of("-0044"), &got) && got == -44);
	assert_true(datetime_read_year(slice_of("12345"), &got) && got == 12345);
	assert_false(datetime_read_year(slice_of("44"), &got));
	assert_false(datetime_read_year(slice_of("2011 "), &got));
	assert_true(datetime_read_yearmonth(slice_of("2011-03"), &got));
	assert_true(got == 2011 * 12 + 2);
	assert_false(datetime_read_yearmonth(slice_of("2011-13"), &got));
	assert_false(datetime_read_yearmonth(slice_of("2011-3"), &got));
	assert_false(datetime_read_yearmonth(slice_of("2011"), &got));
}

static void test_durations(void **state)
{
	static const char *const refused[] = { "", "P", "PT", "P1", "1Y", "P1YT", "P1D1Y",
		"P1.5Y", "PT1D", "P1H", "P-1Y", "PT1.H", "P1Y ", "PT1.5H" };
	double got = 7;

	(void)state;
	assert_true(datetime_read_duration(slice_of("P2W"), &got) && got == 14);
	assert_true(datetime_read_duration(slice_of("P400Y"), &got) && got == 146097);
	assert_true(datetime_read_duration(slice_of("-P1DT12H"), &got) && got == -1.5);
	assert_true(datetime_read_duration(slice_of("PT0.5S"), &got));
	assert_true(got > 5.78e-6 && got < 5.79e-6);
	assert_true(datetime_read_duration(slice_of("P1MT1M"), &got));
	assert_true(got > 30.4 && got < 30.5);
	got = 7;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (datetime_read_duration(slice_of(refused[i]), &got))
			fail_msg("%s is read", refused[i]);
	assert_true(got == 7);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_dates_with_times),
		cmocka_unit_test(test_days_and_times_as_people_write_them),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_knows_its_directives),
		cmocka_unit_test(test_years_and_months),
		cmocka_unit_test(test_durations),
	};

	return cmocka_run_group_tests_name("datetime", tests, NULL, NULL);
}
