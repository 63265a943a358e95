/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The screen in Indonesian, as a user walks through it; and who gets which language. */

#include "e2e/harness.h"

#include <stdio.h>
#include <string.h>

#include "unit/folder.h"
#include "unit/test.h"
#include "unit/translated.h"

/* The setting of a locale in which there are translations; "" where there is none. */
static char translating[40];

static int find_locale(void **state)
{
	const char *locale = translated_in("id", "po", "February");

	(void)state;
	if (locale)
		snprintf(translating, sizeof translating, "LC_ALL=%s", locale);
	return 0;
}

static struct harness *start(const char *locale, const char *language)
{
	static const char *const argv[] = { "./bali", NULL };
	const char *env[] = { locale, language, "BALI_TODAY=2026-11-23", NULL };

	return harness_start(24, 80, argv, env);
}

static void test_a_walk_in_indonesian(void **state)
{
	struct harness *h;

	(void)state;
	if (!*translating)
		skip();
	h = start(translating, "LANGUAGE=id");
	harness_wait_text(h, "Ikhtisar");
	harness_wait_text(h, "per 23 November 2026");
	harness_wait_text(h,
		"Terbaru  Eighth Ministerial Conference  10 Feb 2023, 3 tahun 9 bulan");
	harness_wait_row(h, 23,
		" Enter buka   / cari   Tab tab lain   t lini masa   f cari di semua   ? "
		"bantuan");
	harness_key(h, "1");
	harness_wait_text(h, "1/45  Country  +1 kolom ›");
	harness_key(h, "Enter");
	harness_wait_text(h, "Februari 2002");
	harness_wait_text(h, "baris 1–20 dari");
	harness_key(h, "Backspace");
	harness_type(h, "/xzq");
	harness_wait_text(
		h, "Tidak ada member yang cocok dengan “xzq”. Esc membatalkan.");
	harness_key(h, "Esc");
	harness_key(h, "?");
	harness_wait_text(h, "Di panel ini");
	harness_wait_text(h, "Cari; daftar disaring selagi Anda mengetik");
	harness_key(h, "Esc");
	/* A date as the screen writes it goes there. */
	harness_key(h, "5");
	harness_wait_text(h, "Lini masa");
	harness_type(h, ":6 Agustus 2018\r");
	harness_wait_text(h, "6–7 Agustus 2018");
	harness_type(h, ":2002 - 2004\r");
	harness_wait_text(h, "2002–2004: yang pertama dari");
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

/* Has what H shows written into the file called NAME in FOLDER; checks that it has TEXT. */
static void check_export(
	struct harness *h, struct folder *folder, const char *name, const char *text)
{
	static char bytes[200000];
	FILE *file;

	harness_key(h, "e");
	harness_wait_text(h, "ekspor ke: ");
	harness_wait_gone(h, " ditulis ke "); /* of the one before */
	harness_key(h, "Ctrl-U");
	harness_type(h, folder_file(folder, name));
	harness_key(h, "Enter");
	harness_wait_text(h, " ditulis ke ");
	file = fopen(folder_file(folder, name), "r");
	if (!file)
		fail_msg("%s was not written", name);
	bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
	fclose(file);
	if (!strstr(bytes, text))
		fail_msg("%s has no \"%s\": %.300s", name, text, bytes);
}

/* The screen says in its language what is done; files are the same whoever writes them. */
static void test_files_are_english(void **state)
{
	struct folder folder;
	struct harness *h;

	(void)state;
	if (!*translating)
		skip();
	folder_make(&folder);
	h = start(translating, "LANGUAGE=id");
	harness_wait_text(h, "Ikhtisar");
	harness_type(h, "1/xzq\re");
	harness_wait_text(h, "Tidak ada baris Members untuk diekspor.");
	harness_key(h, "Esc");
	harness_wait_text(h, "1/45");
	harness_key(h, "Enter");
	harness_wait_text(h, "Februari 2002");
	check_export(
		h, &folder, "record.txt", "Taking part since          February 2002");
	check_export(h, &folder, "record.md", "February 2002");
	harness_key(h, "m");
	harness_wait_text(h, "perbesar");
	harness_wait_text(h, " 1/62 "); /* all places are read */
	check_export(h, &folder, "map.txt", " km east ");
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_free(h);
	folder_remove(&folder);
}

/* A locale that is not installed is a language all the same; C is English, whatever LANGUAGE
 * says. */
static void test_the_locale_says_which_language(void **state)
{
	static const struct {
		const char *locale, *language, *text;
	} cases[] = { { "LC_ALL=id_ID.UTF-8", "LANGUAGE=", "? bantuan" },
		{ "LC_ALL=", "LANGUAGE=id", "? bantuan" },
		{ "LC_ALL=C", "LANGUAGE=id", "? help" },
		{ translating, "LANGUAGE=en:id", "? help" },
		{ translating, "LANGUAGE=qq:en_GB:id", "? help" },
		{ translating, "LANGUAGE=qq:id:en", "? bantuan" },
		{ translating, "LANGUAGE=qq", "? help" } };

	(void)state;
	if (!*translating)
		skip();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct harness *h = start(cases[i].locale, cases[i].language);

		harness_wait_text(h, cases[i].text);
		harness_key(h, "Q");
		assert_int_equal(harness_wait_exit(h), 0);
		harness_free(h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_walk_in_indonesian),
		cmocka_unit_test(test_files_are_english),
		cmocka_unit_test(test_the_locale_says_which_language) };

	return cmocka_run_group_tests_name("language", tests, find_locale, NULL);
}
