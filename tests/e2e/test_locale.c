/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Terminals of other encodings than UTF-8, of the console and of old types. */

#include "e2e/harness.h"

#include <stdlib.h>

#include "unit/folder.h"
#include "unit/test.h"

static const char towns[] = "town,here\nTürkiye,Île\nİstanbul,Şile\n北京,‘中’…\n";

struct place {
	struct folder folder;
	struct harness *h;
};

static void remove_folder(struct folder *folder)
{
	char command[100];

	snprintf(command, sizeof command, "rm -rf '%s'", folder->path);
	assert_int_equal(system(command), 0);
}

/* Opens towns.csv with LC_ALL a locale made of LANGUAGE and CHARMAP. Returns false, with
 * nothing to do, where none can be made. */
static bool begin(struct place *p, const char *language, const char *charmap)
{
	char command[300], lc_all[40], locpath[100], path[100];
	const char *const argv[] = { "./bali", path, NULL };
	const char *const env[] = { lc_all, locpath, NULL };
	const char *home;

	folder_make(&p->folder);
	home = p->folder.path;
	folder_write(&p->folder, "towns.csv", towns);
	snprintf(command, sizeof command, "localedef -i %s -f %s %s/%s.%s >%s/log 2>&1",
		language, charmap, home, language, charmap, home);
	if (system(command) != 0) {
		remove_folder(&p->folder);
		print_message("# no locale of %s can be made here\n", charmap);
		return false;
	}
	snprintf(lc_all, sizeof lc_all, "LC_ALL=%s.%s", language, charmap);
	snprintf(locpath, sizeof locpath, "LOCPATH=%s", home);
	snprintf(path, sizeof path, "%s/towns.csv", home);
	p->h = harness_start(24, 80, argv, env);
	return true;
}

static void end(struct place *p)
{
	harness_key(p->h, "Q");
	assert_int_equal(harness_wait_exit(p->h), 0);
	harness_check_restored(p->h);
	harness_free(p->h);
	remove_folder(&p->folder);
}

/* What Latin-1 has is drawn and can be typed; the rest are letters without their marks. */
static void test_latin_1(void **state)
{
	struct place p;

	(void)state;
	if (!begin(&p, "en_US", "ISO-8859-1"))
		return;
	harness_wait_output(p.h, "T\xfcrkiye");
	harness_wait_output(p.h, "\xcele");
	harness_wait_output(p.h, "Istanbul");
	harness_wait_output(p.h, "Sile");
	harness_type(p.h, "/");
	harness_wait_text(p.h, "Enter apply");
	harness_send(p.h, "T\xdcrk", 4);
	harness_wait_text(p.h, "1/1");
	harness_key(p.h, "Enter");
	end(&p);
}

/* Latin-5, of Turkish: the same byte is another letter. */
static void test_latin_5(void **state)
{
	struct place p;

	(void)state;
	if (!begin(&p, "tr_TR", "ISO-8859-9"))
		return;
	harness_wait_output(p.h, "\xddstanbul");
	harness_wait_output(p.h, "\xdeile");
	harness_type(p.h, "/");
	harness_wait_text(p.h, "Enter apply");
	harness_send(p.h, "\xdeile", 4);
	harness_wait_text(p.h, "1/1");
	harness_key(p.h, "Enter");
	end(&p);
}

/* Where lines, dots and quotes are as wide as ideographs, they are of ASCII, and columns are
 * where they are elsewhere. */
static void test_encodings_of_east_asia(void **state)
{
	static const struct {
		const char *language, *charmap, *beijing;
	} cases[] = { { "ja_JP", "EUC-JP", "\xcb\xcc\xb5\xfe" },
		{ "zh_CN", "GB2312", "\xb1\xb1\xbe\xa9" },
		{ "zh_CN", "GB18030", "\xb1\xb1\xbe\xa9" } };
	struct place p;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (!begin(&p, cases[i].language, cases[i].charmap))
			continue;
		harness_wait_output(p.h, cases[i].beijing);
		harness_wait_text(p.h, "Turkiye");
		harness_type(p.h, "/");
		harness_wait_text(p.h, "Enter apply");
		harness_send(p.h, cases[i].beijing, 4);
		harness_wait_text(p.h, "1/1");
		harness_key(p.h, "Enter");
		end(&p);
	}
}

/* Starts the browser on a terminal of TYPE and waits for the rows below, in WORDS. */
static void check_type(const char *type, const char *const rows[4])
{
	struct place p;
	char term[40], path[100];
	const char *const argv[] = { "./bali", path, NULL };
	const char *const env[] = { term, NULL };

	folder_make(&p.folder);
	folder_write(&p.folder, "towns.csv", towns);
	snprintf(term, sizeof term, "TERM=%s", type);
	snprintf(path, sizeof path, "%s/towns.csv", p.folder.path);
	p.h = harness_start(24, 80, argv, env);
	for (int i = 0; i < 4; i++)
		harness_wait_row(p.h, i + 1, rows[i]);
	end(&p);
}

static void test_types_of_terminals(void **state)
{
	static const char *const console[] = { "          ━━━━━━━━━", "   town      here",
		" █ Türkiye   Île", "   İstanbul  Şile" };
	static const char *const ansi[] = { "          ---------", "   town      here",
		" # Turkiye   Ile", "   Istanbul  Sile" };
	static const char *const cygwin[] = { "          ━━━━━━━━━", "   town      here",
		" ▌ Türkiye   Île", "   İstanbul  Şile" };

	(void)state;
	check_type("linux", console);
	check_type("ansi", ansi);
	check_type("cygwin", cygwin);
}

/* libvterm does not read what is sent to a VT52: lines of ASCII, no attributes. */
static void test_vt52(void **state)
{
	static const char *const argv[] = { "./bali", "--tab=members", NULL };
	static const char *const env[] = { "TERM=vt52", NULL };
	struct harness *h = harness_start(24, 80, argv, env);
	struct str output = STR_INIT;

	(void)state;
	harness_wait_output(h, "[Country]");
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_add_output(h, &output);
	for (size_t i = 0; i < output.len; i++)
		assert_true((unsigned char)output.buf[i] < 0x7f);
	assert_null(strstr(output.buf, "\033["));
	str_release(&output);
	harness_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_latin_1),
		cmocka_unit_test(test_latin_5),
		cmocka_unit_test(test_encodings_of_east_asia),
		cmocka_unit_test(test_types_of_terminals),
		cmocka_unit_test(test_vt52),
	};

	return cmocka_run_group_tests_name("locale", tests, NULL, NULL);
}
