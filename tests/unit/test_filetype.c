/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/filetype.h"

#include "unit/test.h"

static void check(const char *bytes, size_t size, const char *path, const char *expected)
{
	struct str why = STR_INIT;
	bool refused = filetype_refuses((struct slice){ bytes, size }, path, &why);

	assert_string_equal(why.buf, expected);
	assert_int_equal(refused, why.len > 0);
	str_release(&why);
}

#define CHECK(bytes, path, expected) check(bytes, sizeof bytes - 1, path, expected)

static void test_archives(void **state)
{
	char tar[512] = "towns.csv";

	(void)state;
	CHECK("PK\3\4\x14\0\0\0towns.csv", "a/towns.zip",
		"This is a zip archive; “unzip -p a/towns.zip | bali -” opens what is in "
		"it.");
	CHECK("\xFD"
	      "7zXZ\0\0",
		"-",
		"This is compressed by xz; “xz -dc FILE | bali -” opens what is in it.");
	CHECK("BZh91AY&SY\0", "t.bz2",
		"This is compressed by bzip2; “bzip2 -dc t.bz2 | bali -” opens what is "
		"in "
		"it.");
	memcpy(tar + 257, "ustar", 5);
	check(tar, sizeof tar, "t.tgz",
		"This is a tar archive; “tar -xOf t.tgz | bali -” opens what is in it.");
}

static void test_a_path_as_the_shell_takes_it(void **state)
{
	(void)state;
	CHECK("LZIP\1", "my towns.lz",
		"This is compressed by lzip; “lzip -dc 'my towns.lz' | bali -” opens "
		"what "
		"is in it.");
	CHECK("LZIP\1", "it's",
		"This is compressed by lzip; “lzip -dc 'it'\\''s' | bali -” opens what "
		"is "
		"in it.");
	CHECK("LZIP\1", "./-f",
		"This is compressed by lzip; “lzip -dc ./-f | bali -” opens what is in "
		"it.");
	CHECK("LZIP\1", "./f",
		"This is compressed by lzip; “lzip -dc f | bali -” opens what is in it.");
}

static void test_workbooks_and_databases(void **state)
{
	(void)state;
	CHECK("PK\3\4....docProps/app.xml....xl/worksheets/sheet1.xml", "t.xlsx",
		"This is an Excel workbook; save its sheet as CSV in UTF-8.");
	CHECK("PK\3\4..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "t.ods",
		"This is an OpenDocument spreadsheet; save its sheet as CSV in UTF-8.");
	CHECK("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "t.xls",
		"This is an old Office document (xls, doc); save its sheet as CSV in "
		"UTF-8.");
	CHECK("SQLite format 3\0\x10", "t.db",
		"This is an SQLite database; “sqlite3 -csv -header t.db 'select * from "
		"TABLE' | bali -” opens what is in it.");
	CHECK("PAR1\x15\0", "t.parquet",
		"This is a Parquet file; save it as CSV with a program that reads it.");
	CHECK("%PDF-1.7", "t.pdf",
		"This is a PDF document; copy the table into a text file.");
	CHECK("\x89PNG\r\n\x1A\n", "t.png",
		"This is a picture (PNG); copy the table into a text file.");
}

static const char other[] =
	"This is a binary file, or text in an encoding that is not known; save it as CSV "
	"in UTF-8.";

static void test_any_other_binary_file(void **state)
{
	char bytes[4096];
	unsigned state_of_dice = 1;

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++) {
		state_of_dice = state_of_dice * 1103515245 + 12345;
		bytes[i] = (char)(state_of_dice >> 16);
	}
	check(bytes, sizeof bytes, "x", other);
	memset(bytes, 0, sizeof bytes);
	check(bytes, 700, "x", other);
	/* The header of a dBase file. */
	CHECK("\3_\7\32\2\0\0\0a\0\32\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0NAME\0\0\0"
	      "\0\0\0\0C\0\0\0\0\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r",
		"x", other);
}

/* Also text with faults, and in encodings that are read or reported. */
static void test_text(void **state)
{
	static const char *const plain[] = { "id,town\n1,Lund\n", "PK,name\n1,a\n",
		"PAR1,PAR2\n1,2\n", "%,PDF\n1,2\n", "BZh,x\n", "K\xF6ln,\xE5\n",
		"\x1B[1mid\x1B[0m,\1\2\n1,2\n", "" };
	char wide[256];

	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		check(plain[i], strlen(plain[i]), "x", "");
	CHECK("id,n\0me\n1,\0\0\0\n", "x", "");
	CHECK("name,town\nAnna\0\0\0\0\0\0\0\0,Lund\0\0\0\0\0\0\0\0\n", "x", "");
	CHECK("\xFF\xFEi\0d\0\n\0", "x", "");
	CHECK("\xFE\xFF\0i\0d\0\n", "x", "");
	for (size_t unit = 2; unit <= 4; unit += 2) {
		for (size_t at = 0; at < unit; at += unit - 1) {
			for (size_t i = 0; i < sizeof wide; i++)
				wide[i] = i % unit == at ? "id,\n1,2\n"[i / unit % 8]
							 : '\0';
			check(wide, sizeof wide, "x", "");
		}
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_archives),
		cmocka_unit_test(test_a_path_as_the_shell_takes_it),
		cmocka_unit_test(test_workbooks_and_databases),
		cmocka_unit_test(test_any_other_binary_file),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests_name("filetype", tests, NULL, NULL);
}
