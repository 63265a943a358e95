/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/date_phrase.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "unit/folder.h"
#include "unit/test.h"
#include "unit/translated.h"

/* What is typed, and its first and last day; none: it is no date. */
static const struct {
	const char *text, *first, *last;
} phrases[] = {
	/* clang-format off */
	{ "26–28 February 2002", "2002-02-26", "2002-02-28" },
	{ "26-28th February 2002", "2002-02-26", "2002-02-28" },
	{ "March 29-30, 2011", "2011-03-29", "2011-03-30" },
	{ "14 to 15 April 2009", "2009-04-14", "2009-04-15" },
	{ "from 7 - 8 Jun. 2004", "2004-06-07", "2004-06-08" },
	{ "between 28 September and 28 October 2015", "2015-09-28", "2015-10-28" },
	{ "30 December 2015 — 2 January 2016", "2015-12-30", "2016-01-02" },
	{ "June to August 2010", "2010-06-01", "2010-08-31" },
	{ "2011–2016", "2011-01-01", "2016-12-31" },
	{ "on Monday the 10th of September, 2012", "2012-09-10", "2012-09-10" },
	{ "September the 10th 2012", "2012-09-10", "2012-09-10" },
	{ "6 août 2018", "2018-08-06", "2018-08-06" },
	{ "1er juin 2012", "2012-06-01", "2012-06-01" },
	{ "10 de septiembre de 2012", "2012-09-10", "2012-09-10" },
	{ "2 апреля 2013", "2013-04-02", "2013-04-02" },
	{ "5. März 2013", "2013-03-05", "2013-03-05" },
	{ "14 a 15 de abril de 2009", "2009-04-14", "2009-04-15" },
	{ "23 maret 2016", "2016-03-23", "2016-03-23" },
	{ "since March 2011", "2011-03-01", ".." },
	{ "after March 2011", "2011-04-01", ".." },
	{ "before 2003", "..", "2002-12-31" },
	{ "until 2 April 2013", "..", "2013-04-02" },
	{ "28–26 February 2002", NULL, NULL },
	{ "30 February 2011", NULL, NULL },
	{ "26–28 February", NULL, NULL },
	{ "26–28 2002", NULL, NULL },
	{ "1 to 2 to 3 May 2011", NULL, NULL },
	{ "\"10 September 2012\"", NULL, NULL },
	{ "march 2011 bali", NULL, NULL },
	{ "since 2 to 3 May 2011", NULL, NULL },
	{ "may", NULL, NULL },
	{ "on", NULL, NULL },
	{ "-", NULL, NULL },
	{ "", NULL, NULL },
	/* clang-format on */
};

/* Returns the first day of ISO, or if not FIRST the last one; ".." is for none. */
static int64_t day(const char *iso, bool first)
{
	struct edtf date;

	if (strcmp(iso, "..") == 0)
		return first ? EDTF_MIN : EDTF_MAX;
	assert_true(edtf_parse(slice_of(iso), &date, NULL, NULL));
	return date.first;
}

static void test_phrases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		struct edtf date = { .first = 1 };
		bool read = date_phrase_read(slice_of(phrases[i].text), &date);

		if (read != (phrases[i].first != NULL))
			fail_msg("\"%s\" is %sread", phrases[i].text, read ? "" : "not ");
		if (read &&
			(date.first != day(phrases[i].first, true) ||
				date.last != day(phrases[i].last, false)))
			fail_msg("\"%s\" has other days", phrases[i].text);
	}
	assert_false(date_phrase_read((struct slice){ NULL, 0 }, &(struct edtf){ 0 }));
}

/* A language of the screen that is not among those of the list. */
static void test_months_of_the_screen(void **state)
{
	struct folder folder;
	struct str command = STR_INIT;
	struct edtf date;
	bool made;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "po",
		"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		"msgid \"August\"\nmsgstr \"Ağustos\"\n"
		"msgctxt \"abbreviated\"\nmsgid \"Oct\"\nmsgstr \"Ekim\"\n");
	str_addf(&command,
		"cd '%s' && mkdir -p xx/LC_MESSAGES && "
		"msgfmt -o xx/LC_MESSAGES/bali.mo po 2>&1",
		folder.path);
	made = system(command.buf) == 0 && translated_in("xx", folder.path, "August");
	if (made) {
		setenv("TEXTDOMAINDIR", folder.path, 1);
		intl_start("");
		assert_true(date_phrase_read(slice_of("6 ağustos 2018"), &date));
		assert_int_equal(date.first, day("2018-08-06", true));
		assert_true(date_phrase_read(slice_of("AGUS 2018"), &date));
		assert_int_equal(date.first, day("2018-08-01", true));
		assert_true(date_phrase_read(slice_of("2 Ekim 2018"), &date));
		assert_int_equal(date.last, day("2018-10-02", false));
		assert_true(date_phrase_read(slice_of("6 august 2018"), &date));
		assert_false(date_phrase_read(slice_of("6 Eki. Ağustos 2018"), &date));
		translated_end();
		assert_false(date_phrase_read(slice_of("2 Ekim 2018"), &date));
	}
	unlink(folder_file(&folder, "xx/LC_MESSAGES/bali.mo"));
	rmdir(folder_file(&folder, "xx/LC_MESSAGES"));
	rmdir(folder_file(&folder, "xx"));
	folder_remove(&folder);
	str_release(&command);
	if (!made)
		skip();
}

int main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(test_phrases),
		cmocka_unit_test(test_months_of_the_screen) };

	return cmocka_run_group_tests_name("date_phrase", tests, NULL, NULL);
}
