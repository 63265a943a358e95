/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/value.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "query/rowset.h"
#include "unit/values.h"

static void check_plain(const char *text, double want)
{
	double got = 12345;

	if (!value_plain_number(slice_of(text), &got))
		fail_msg("%s is not read", text);
	if (got != want)
		fail_msg("%s is read as %.17g", text, got);
}

static void test_reads_plain_numbers(void **state)
{
	(void)state;
	check_plain("0", 0);
	check_plain("-12", -12);
	check_plain("+7", 7);
	check_plain("007", 7);
	check_plain("0.1", 0.1);
	check_plain("-.5", -0.5);
	check_plain("5.", 5);
	check_plain("2.50", 2.5);
	check_plain("1e3", 1000);
	check_plain("1E-3", 0.001);
	check_plain("123456789012345678901234567890", 123456789012345678901234567890.0);
	check_plain("0.30000000000000004", 0.30000000000000004);
	check_plain("1e300", 1e300);
	check_plain("-1e-300", -1e-300);
	check_plain("9007199254740993", 9007199254740992.0);
}

static void test_refuses_what_is_no_number(void **state)
{
	static const char *const refused[] = { "", "-", "+", ".", "e3", "1e", "1e+",
		"1.2.3", "1,5", " 1", "1 ", "0x10", "inf", "nan", "INF", "1a", "--1",
		"\xd9\xa1" };
	double got = 12345;

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (value_plain_number(slice_of(refused[i]), &got))
			fail_msg("%s is read", refused[i]);
	assert_false(value_plain_number((struct slice){ "1\0", 2 }, &got));
	assert_false(value_plain_number((struct slice){ NULL, 0 }, &got));
	assert_true(got == 12345);
}

/* Which decimal character the locale has makes no difference; few have one installed. */
static void test_locales(void **state)
{
	static const char *const locales[] = { "C", "", "de_DE.UTF-8", "fr_FR.UTF-8",
		"ps_AF.UTF-8" };

	(void)state;
	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
		double got;

		setlocale(LC_ALL, locales[i]);
		check_plain("1.5", 1.5);
		check_plain("-0.30000000000000004e2", -0.30000000000000004e2);
		assert_false(value_plain_number(slice_of("1,5"), &got));
	}
	setlocale(LC_ALL, "C");
}

static bool reads(const struct field *f, const char *text, double want)
{
	double got = 12345;

	return value_number(f, slice_of(text), &got) && got == want;
}

static void test_integers_have_no_fraction(void **state)
{
	struct field f = plain_field(FIELD_INTEGER);
	double got;

	(void)state;
	assert_true(reads(&f, "-42", -42));
	assert_false(value_number(&f, slice_of("4.0"), &got));
	assert_false(value_number(&f, slice_of("4e2"), &got));
	assert_false(value_number(&f, slice_of("INF"), &got));
	f.group_char = ",";
	assert_true(reads(&f, "1,234,567", 1234567));
	f.group_char = "\xc2\xa0";
	assert_true(reads(&f,
		"1\xc2\xa0"
		"234",
		1234));
	assert_false(value_number(&f, slice_of("\xc2\xa0"), &got));
}

static void test_numbers_have_the_fields_own_characters(void **state)
{
	struct field f = plain_field(FIELD_NUMBER);
	double got = 0;

	(void)state;
	assert_true(reads(&f, "INF", INFINITY));
	assert_true(reads(&f, "-INF", -INFINITY));
	assert_true(value_number(&f, slice_of("NaN"), &got) && isnan(got));
	assert_false(value_number(&f, slice_of("$1.50"), &got));
	f.bare_number = false;
	assert_true(reads(&f, "$1.50", 1.5));
	assert_true(reads(&f, "USD -3", -3));
	assert_true(reads(&f, "95%", 95));
	assert_false(value_number(&f, slice_of("none"), &got));
	f.bare_number = true;
	f.decimal_char = ',';
	f.group_char = ".";
	assert_true(reads(&f, "1.234,5", 1234.5));
	f.group_char = "";
	assert_false(value_number(&f, slice_of("1.5"), &got));
	assert_true(reads(&f, "1,5", 1.5));
}

/* A wrongly grouped number is most likely one whose point is a decimal point. */
static void test_groups_have_three_digits(void **state)
{
	static const struct {
		const char *text;
		double want; /* NAN: refused */
	} samples[] = { { "1.234", 1234 }, { "12.345.678,9", 12345678.9 },
		{ "-1.234", -1234 }, { "999", 999 }, { "1234567", 1234567 },
		{ "1.234e2", 123400 }, { "12.34.567", 1234567 },
		{ "1.23.45.678", 12345678 }, { "1.5", NAN }, { "12.34", NAN },
		{ "1.2.3", NAN }, { "1..500", NAN }, { ".500", NAN }, { "1.234.", NAN },
		{ "1234.567", NAN }, { "1.23456", NAN }, { "1,234.567", NAN },
		{ "123.45.678", NAN }, { "1.2345.678", NAN } };
	struct field f = plain_field(FIELD_NUMBER);
	double got;

	(void)state;
	f.decimal_char = ',';
	f.group_char = ".";
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		bool read = value_number(&f, slice_of(samples[i].text), &got);

		if (read == isnan(samples[i].want) || (read && got != samples[i].want))
			fail_msg("%s: %d, %g", samples[i].text, read, got);
	}
	f.group_char = "'";
	assert_true(reads(&f, "1'234'567,25", 1234567.25));
	assert_false(value_number(&f, slice_of("1'23,4"), &got));
}

static void test_blanks_and_special_numbers(void **state)
{
	struct field f = plain_field(FIELD_NUMBER);
	double got = 0;

	(void)state;
	assert_true(reads(&f, " 5 ", 5));
	assert_true(reads(&f, "\t-1.5", -1.5));
	assert_true(reads(&f, "inf", INFINITY));
	assert_true(reads(&f, "-Inf", -INFINITY));
	assert_true(value_number(&f, slice_of("nan"), &got) && isnan(got));
	assert_false(value_number(&f, slice_of("+INF"), &got));
	assert_false(value_number(&f, slice_of("infinity"), &got));
	assert_false(value_number(&f, slice_of("5 6"), &got));
	assert_false(value_number(&f, slice_of("  "), &got));
}

/* What printf writes is read back, whatever the digits. */
static void test_reads_back_what_printf_writes(void **state)
{
	unsigned seed = 7;
	char text[64];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		double value, got;

		seed = seed * 1103515245 + 12345;
		value = ((double)(int)seed) / (1 + (double)(seed % 997));
		if (i % 3 == 0)
			value *= 1e40;
		snprintf(text, sizeof text, "%.17g", value);
		assert_true(value_plain_number(slice_of(text), &got));
		assert_true(got == value);
	}
}

/* Numbers as people write them, with their plain form and unit; NULL: no number. */
static void test_numbers_as_people_write_them(void **state)
{
	static const struct {
		const char *text;
		char decimal;
		const char *plain, *unit;
	} samples[] = {
		{ "1,000,000", '.', "1000000", "" },
		{ "1,234.50", '.', "1234.50", "" },
		{ "1.234,50", ',', "1234.50", "" },
		{ "1 000 000", '.', "1000000", "" },
		{ "1\u00a0000,5", ',', "1000.5", "" },
		{ "1\u202f000\u202f000", '.', "1000000", "" },
		{ "1'000.5", '.', "1000.5", "" },
		{ "1’000", ',', "1000", "" },
		{ "12,34,567", '.', "1234567", "" },
		{ "1.000.000", ',', "1000000", "" },
		{ "0,5", ',', "0.5", "" },
		{ ",5", ',', ".5", "" },
		{ "5.", '.', "5.", "" },
		{ "1e3", '.', "1e3", "" },
		{ "1,5E-3", ',', "1.5E-3", "" },
		{ "+7", '.', "7", "" },
		{ "\u22127", '.', "-7", "" },
		{ "– 7", '.', "-7", "" },
		{ "(7)", '.', "-7", "" },
		{ "($1,000.00)", '.', "-1000.00", "$" },
		{ "$(7)", '.', "-7", "$" },
		{ "-$20", '.', "-20", "$" },
		{ "$-20", '.', "-20", "$" },
		{ "US$ 5", '.', "5", "US$" },
		{ "5 €", ',', "5", "€" },
		{ "€5", ',', "5", "€" },
		{ "CHF 1'000.-", '.', NULL, NULL },
		{ "CHF 1’000", '.', "1000", "CHF" },
		{ "CHF -5", '.', "-5", "CHF" },
		{ "CHF 0.50", '.', "0.50", "CHF" },
		{ "kr 0", '.', "0", "kr" },
		{ "Fr. 5", '.', "5", "Fr." },
		{ "Rp1.000.000", ',', "1000000", "Rp" },
		{ "100 kr", '.', "100", "kr" },
		{ "5%", '.', "5", "%" },
		{ "-5 %", '.', "-5", "%" },
		{ "(5%)", '.', "-5", "%" },
		{ "0.5 kg", '.', "0.5", "kg" },
		{ "60 km / h", '.', "60", "km/h" },
		{ "21 °C", '.', "21", "°C" },
		{ "3 e", '.', "3", "e" },
		{ "1/2", '.', "500000000000e-12", "" },
		{ "-1 3/4", ',', "-1750000000000e-12", "" },
		/* no numbers */
		{ "", '.', NULL, NULL },
		{ "-", '.', NULL, NULL },
		{ "kg", '.', NULL, NULL },
		{ "1,00", '.', NULL, NULL },
		{ "0,500", '.', NULL, NULL },
		{ "1,0000", '.', NULL, NULL },
		{ "1234,567", '.', NULL, NULL },
		{ "1,234 567", '.', NULL, NULL },
		{ "12 34", '.', NULL, NULL },
		{ "1.5.2", '.', NULL, NULL },
		{ "1.9.0", ',', NULL, NULL },
		{ "v1.10", '.', NULL, NULL },
		{ "item 2", '.', NULL, NULL },
		{ "row 2", '.', NULL, NULL },
		{ "Day 2", '.', NULL, NULL },
		{ "ID 0012", '.', NULL, NULL },
		{ "CHF 007", '.', NULL, NULL },
		{ "#2", '.', NULL, NULL },
		{ "AB-12", '.', NULL, NULL },
		{ "2011-03-29", '.', NULL, NULL },
		{ "10-20", '.', NULL, NULL },
		{ "09:30", '.', NULL, NULL },
		{ "1/0", '.', NULL, NULL },
		{ "1/", '.', NULL, NULL },
		{ "/2", '.', NULL, NULL },
		{ "1 2/3/4", '.', NULL, NULL },
		{ "1 2 1/2", '.', NULL, NULL },
		{ "5 of 10", '.', NULL, NULL },
		{ "(5", '.', NULL, NULL },
		{ "5)", '.', NULL, NULL },
		{ "--5", '.', NULL, NULL },
		{ "-(5)", '.', NULL, NULL },
		{ "5 of the largest of them", '.', NULL, NULL },
		{ "5\xff", '.', NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		char plain[NUMBER_SIZE] = "", unit[NUMBER_UNIT] = "";
		bool read = number_copy_written(
			slice_of(samples[i].text), samples[i].decimal, plain, unit);

		if (read != !!samples[i].plain ||
			(read &&
				(strcmp(plain, samples[i].plain) != 0 ||
					strcmp(unit, samples[i].unit) != 0)))
			fail_msg("%s: %d, %s, %s", samples[i].text, read, plain, unit);
	}
}

/* In rising order, though most neighbours are one double. */
static void test_all_digits_are_compared(void **state)
{
	static const char *const texts[] = { "-100000000000000000001", "-1e20",
		"-99999999999999999999.9", "-9007199254740993", "-9007199254740992",
		"9007199254740992", "9007199254740992.5", "9007199254740993",
		"880000000000000128", "880000000000000129", "18446744073709551615",
		"18446744073709551616", "99999999999999999999.9", "1e20",
		"100000000000000000001", "1e400", "2e400" };
	struct field f = plain_field(FIELD_NUMBER);
	struct arena arena = { NULL };
	struct str scratch = STR_INIT;
	size_t count = sizeof texts / sizeof *texts;

	(void)state;
	for (size_t i = 0; i < count * count; i++) {
		size_t a = i / count, b = i % count;
		struct sortkey x =
			sortkey_make(&f, slice_of(texts[a]), 0, &arena, &scratch);
		struct sortkey y =
			sortkey_make(&f, slice_of(texts[b]), 0, &arena, &scratch);
		int order = sortkey_compare(&x, &y);

		if ((order > 0) != (a > b) || (order < 0) != (a < b))
			fail_msg("%s and %s compare as %d", texts[a], texts[b], order);
	}
	arena_release(&arena);
	str_release(&scratch);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_plain_numbers),
		cmocka_unit_test(test_refuses_what_is_no_number),
		cmocka_unit_test(test_locales),
		cmocka_unit_test(test_integers_have_no_fraction),
		cmocka_unit_test(test_numbers_have_the_fields_own_characters),
		cmocka_unit_test(test_groups_have_three_digits),
		cmocka_unit_test(test_blanks_and_special_numbers),
		cmocka_unit_test(test_reads_back_what_printf_writes),
		cmocka_unit_test(test_numbers_as_people_write_them),
		cmocka_unit_test(test_all_digits_are_compared),
	};

	return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
