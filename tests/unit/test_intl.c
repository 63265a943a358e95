/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The language of the screen, and what is English in each. */

#include "base/intl.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "unit/test.h"
#include "unit/translated.h"

static void test_a_context_is_not_shown(void **state)
{
	(void)state;
	assert_string_equal(C_("abbreviated", "May"), "May");
	assert_string_equal(intl_context(NC_("no such context", "May")), "May");
	for (int month = 1; month <= CALENDAR_MONTHS; month++)
		assert_memory_equal(calendar_month_abbreviation(month),
			calendar_month_names[month - 1], 3);
}

static void test_a_context_tells_texts_apart(void **state)
{
	(void)state;
	if (!translated_begin())
		skip();
	assert_string_equal(_("August"), "Agustus");
	assert_string_equal(C_("abbreviated", "Aug"), "Agu");
	assert_string_equal(calendar_month_abbreviation(8), "Agu");
	assert_string_equal(intl_context(NC_("no such context", "Aug")), "Aug");
	translated_end();
}

/* Each restores what it found, so that one may be in another. */
static void test_english_is_restored(void **state)
{
	bool outer, inner;

	(void)state;
	assert_true(intl_english(true)); /* no language was taken */
	if (!translated_begin())
		skip();
	outer = intl_english(true);
	assert_string_equal(_("August"), "August");
	inner = intl_english(true);
	intl_english(inner);
	assert_string_equal(_("August"), "August");
	intl_english(outer);
	assert_string_equal(_("August"), "Agustus");
	translated_end();
	assert_true(intl_english(true));
}

static void test_the_environment_names_the_locale(void **state)
{
	static const struct {
		const char *all, *time, *lang, *locale;
	} cases[] = { { "a", "b", "c", "a" }, { "", "b", "c", "b" }, { "", "", "c", "c" },
		{ "", "", "", "" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		setenv("LC_ALL", cases[i].all, 1);
		setenv("LC_TIME", cases[i].time, 1);
		setenv("LANG", cases[i].lang, 1);
		assert_string_equal(intl_locale("LC_TIME"), cases[i].locale);
	}
}

/* What LANGUAGE becomes. */
static void test_languages_end_at_english(void **state)
{
	static const struct {
		const char *locale, *language, *becomes;
	} cases[] = { { "C", "id:qq", "id:qq" }, { "C", "id:en:qq", "id:" },
		{ "C", "id:eng", "id:eng" }, { "C", "en_GB:id", "en_GB:id" },
		{ "C", "en", "en" }, { "C", "", "" }, { "", "", "" },
		{ "qq_QQ.UTF-8@q", "", "qq_QQ" }, { "qq_QQ.UTF-8", "id", "id" } };

	(void)state;
	if (!TRANSLATED)
		skip();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		setenv("LC_ALL", cases[i].locale, 1);
		setenv("LANG", "", 1);
		setenv("LANGUAGE", cases[i].language, 1);
		intl_start("po");
		assert_string_equal(getenv("LANGUAGE"), cases[i].becomes);
		intl_english(true);
	}
}

/* Where texts are English anyway, nothing is looked for. */
static void test_english_takes_no_language(void **state)
{
	static const struct {
		const char *locale;
		bool english;
	} cases[] = { { "en_AU.UTF-8", true }, { "en", true }, { "C", true },
		{ "C.UTF-8", true }, { "POSIX", true }, { "qq_QQ.UTF-8", false },
		{ "cs_CZ.UTF-8", false }, { "POSIXER", false } };

	(void)state;
	if (!TRANSLATED)
		skip();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		setenv("LC_ALL", cases[i].locale, 1);
		setenv("LANGUAGE", "", 1);
		intl_start("po");
		assert_int_equal(intl_english(true), cases[i].english);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_context_is_not_shown),
		cmocka_unit_test(test_a_context_tells_texts_apart),
		cmocka_unit_test(test_english_is_restored),
		cmocka_unit_test(test_the_environment_names_the_locale),
		cmocka_unit_test(test_languages_end_at_english),
		cmocka_unit_test(test_english_takes_no_language),
	};

	return cmocka_run_group_tests_name("intl", tests, NULL, NULL);
}
