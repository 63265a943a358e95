/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What is guessed of a file, in the words that the user reads; nothing where it is plain.
 */

#include "data/csvguess.h"

#include <string.h>

#include "data/dialect.h"
#include "unit/test.h"

struct example {
	const char *text;
	const char *words;
};

#define GUESSES(examples) guesses(examples, sizeof(examples) / sizeof *(examples))

/* Compares what is guessed of each text with its words. */
static void guesses(const struct example *examples, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct csvfile_dialect d = csvfile_rfc4180;
		struct str words = STR_INIT;

		d.guess = CSVFILE_ANY;
		csvguess_dialect(examples[i].text, strlen(examples[i].text), true, &d);
		dialect_add_words(&words, &d, d.guess);
		if (strcmp(words.buf, examples[i].words) != 0) {
			print_error("%s\nis read as: %s\nexpected:   %s\n\n",
				examples[i].text, words.buf, examples[i].words);
			wrong++;
		}
		str_release(&words);
	}
	assert_int_equal(wrong, 0);
}

static void test_delimiters(void **state)
{
	static const struct example examples[] = {
		{ "", "" },
		{ "\n\n", "" },
		{ "a", "" },
		{ "a,b\n1,2\n", "" },
		{ "ciudad;habitantes;precio\nSoria;39695;12,50\nLugo;97211;9,75\n",
			"; between fields" },
		{ "id\tx\n1\t4\n", "tab between fields" },
		{ "id|x\n1|4\n2|5", "| between fields" },
		{ "id^x\n1^4\n2^5\n", "^ between fields" },
		{ "id\1x\n1\0014\n2\0015\n", "U+0001 between fields" },
		{ "id;x\r\n1;4\r\n", "; between fields" },
		{ "id;x\r1;4\r", "; between fields" },
		/* One comma in each row, but not in the header. */
		{ "name;amount\nAda;1,5\nEve;2,5\n", "; between fields" },
		/* Commas in prose, which other delimiters explain. */
		{ "name;note\nAda;one, two\nEve;none\nBob;a, b, c\n",
			"; between fields" },
		{ "name\tnote\nAda\tone, two\nEve\tnone; or one\n",
			"tab between fields" },
		{ "a|b|c\n1, 2|x|y\n3|x, y, z|w\n", "| between fields" },
		/* Quotes, with delimiters and line ends in them. */
		{ "\"name\";\"note\"\n\"Ada\";\"one; two\"\n\"Eve\";\"a\nb;c\"\n",
			"; between fields" },
		{ "name;note\nAda;\"5\"\" pipe; long\"\nEve;x\n", "; between fields" },
		{ "name\tnote\nAda\t\"a\tb\"\nEve\t\"\"\n", "tab between fields" },
		/* A colon is never one. */
		{ "id:x\n1:4\n2:5\n", "" },
		{ "id x\n1 4\n2 5\n", "" },
		/* Blank lines are no rows. */
		{ "a;b\n\n1;2\n\n\n3;4\n", "; between fields" },
		/* More columns rather than few. */
		{ "a|b;c;d\n1|2;3;4\n5|6;7;8\n", "; between fields" },
		/* A byte order mark is no text. */
		{ "\xEF\xBB\xBF\"a\";b\n1;2\n", "; between fields" },
	};

	(void)state;
	GUESSES(examples);
}

static void test_consistent_tables_stay(void **state)
{
	static const struct example examples[] = {
		{ "a;b,c;d\n1;2,3;4\n5;6,7;8\n", "" },
		{ "Soria;39695;12,50 a\nLugo;97211;9,75 b\n", "" },
		{ "name,notes\nAda,x;y\nEve,z;w\n", "" },
		{ "key|name,note|b\nx|y,z|w\n", "" },
		{ "a,b\n", "" },
		{ "sep=,x\na,b\n1,2\n", "" },
		/* One column. */
		{ "title\nHello; world\nFoo\nBar; baz; qux\n", "" },
		{ "title\nHello; world\nFoo; bar\n", "" },
		{ "url\nhttp://a.example/x;y\nhttps://b.example/?a=1|2\n", "" },
		{ "time\n12:30\n14:45:10\n", "" },
		{ "tag\n#red\n#green\n", "" },
		{ "#red\n#green\n#blue\n", "" },
		{ "{\"a\": 1; \"b\": 2}\n", "" },
		{ "name\nAda\nEve\n", "" },
		{ "int main(void);\n\nreturn 0;\n}\n", "" },
		/* Rows that do not fit: nothing better is known. */
		{ "a,b,c\n1,2\n3,4,5\n6,7,8,9\n", "" },
		{ "plot,may,june\nA,41,52\nB,63\nC,74,85,96,107\n", "" },
		{ "a;b;c\n1;2;3\n4;5\n6;7;8\n", "" },
		{ "Hello, world\nFoo; bar\nx, y, z\n", "" },
		/* The names of the rows of R have no name themselves. */
		{ "\"x\",\"y\"\n\"1\",2,3\n\"2\",4,5\n", "" },
		{ "\"mpg\"\n\"Mazda\",21\n\"Datsun\",22.8\n", "" },
		{ "name\nBob,Smith,Berlin\nAl,Jones,Rome\n", "" },
	};

	(void)state;
	GUESSES(examples);
}

/* Rows that do not fit are no reason to read all others wrongly, where commas do. */
static void test_most_rows_are_enough_where_commas_fit_fewer(void **state)
{
	static const struct example examples[] = {
		{ "ciudad;precio\nSoria;12,50\nLugo;9,75\nVigo;3;5\n",
			"; between fields" },
		{ "name;note\nAda;one, two\nEve;none\nBob\nJoe;x\n", "; between fields" },
		{ "a\tb\tc\n1,2\t3\t4\n5\t6\n7,8\t9\t1,2\n2\t3\t4\n",
			"tab between fields" },
		/* Half of them are not. */
		{ "ciudad;precio\nSoria;12,50\nLugo\nVigo;3;5\n", "" },
		/* All but one of ten rows, or one alone, have the same. */
		{ "Ort;Zahl\nA;1\nB;2\nC;3\nD;4\nG;7;x\n", "; between fields" },
		{ "a\tb\n1\t2\n3\t4\n5\t6\n7\t8\n9\n", "tab between fields" },
		{ "a;b\n1;2\n3;4\n5;6\n7;8\n9;0\nx\ny\nz\n", "" },
		/* A last line below the table. */
		{ "Ort;Zahl\nA;1\nB;2\nC;3\n\nQuelle: Amt\n", "; between fields" },
		{ "Bericht\n\nOrt;Zahl;Wert\nA;1;2,5\nB;2;3,5\nC;3;4,5\n\nQuelle: Amt\n",
			"; between fields, header in line 3" },
		{ "a|b\n1|2\n3|4\n(2 rows)\n", "" },
		/* Commas fit most rows. */
		{ "a,b;c\n1,2;3\n4,5\n6,7;8\n9,1,1\n", "" },
		/* One column. */
		{ "ciudad;precio\nSoria;12\nLugo;9\nVigo;3;5\n", "" },
		{ "title\nHello, world\nFoo; bar\nx; y\nz; w\n", "" },
	};

	(void)state;
	GUESSES(examples);
}

static void test_titles(void **state)
{
	static const struct example examples[] = {
		/* As a spreadsheet writes them. */
		{ "Visitors,,\n,,\nmuseum,visitors,free\nNorth,1200,yes\n",
			"header in line 3" },
		{ "Visitors\t\t\nmuseum\tvisitors\tfree\nNorth\t1200\tyes\n",
			"tab between fields, header in line 2" },
		{ "Visitors,,\nmuseum,,free\nNorth,1200,yes\n", "" },
		{ "Visitors,,\nNorth,1200,yes\n", "" },
		{ "Visitors,\nNorth,1200\nSouth,340\n", "" },
		/* Of two columns of texts. */
		{ "Report of the port\nname\ttown\nAda\tBonn\nBob\tKiel\n",
			"tab between fields, header in line 2" },
		{ "Report of the port\n\nname,town\nAda,Bonn\nBob,Kiel\n",
			"header in line 3" },
		{ "Report of the port\nname;town\nAda;Bonn\nBob;Kiel\n", "" },
		{ "Visitors per museum 2024\n\nmuseum,visitors,free\nNorth,1200,yes\n"
		  "South,340,no\n",
			"header in line 3" },
		{ "Visitors per museum 2024\nmuseum,visitors,free\nNorth,1200,yes\n"
		  "South,340,no\n",
			"header in line 2" },
		{ "Besucher je Museum\r\n\r\nMuseum;Besucher;Preis\r\nNord;1200;5,50\r\n"
		  "S\xc3\xbc"
		  "d;340;4,00\r\n",
			"; between fields, header in line 3" },
		{ "\n\n\nReport\n\n\na,b,c\nx,1,y\nz,2,w\n", "header in line 7" },
		{ "Station: Moor\nHeight: 31 m\n\ndate,mm,remark,by\n2024-01-01,3,,me\n"
		  "2024-01-02,4,,me\n",
			"header in line 4" },
		{ "Station,Moor\nHeight,31\n\ndate,mm,remark,by\n2024-01-01,3,,me\n"
		  "2024-01-02,4,,me\n2024-01-03,5,,me\n",
			"header in line 4" },
		{ "Visitors per museum, 2024\n\nmuseum,visitors,free\nNorth,1200,yes\n",
			"header in line 3" },
		{ "Visitors, free ones too, 2024\n\nmuseum,visitors\nNorth,1200\n",
			"header in line 3" },
		{ "people\nname,age\nAda,36\nEve,41\n", "header in line 2" },
		{ "My list of people\nfirst,last,city\nAda,Smith,Bath\nAl,Jones,Rome\n"
		  "Eve,Ray,York\n",
			"header in line 2" },
		{ "Population\n\ncountry,2019,2020\nA,10,12\nB,20,21\n",
			"header in line 3" },
		{ "\"Sales, 2024\"\n\nregion\tsum\nNorth\t12,5\nSouth\t3\n",
			"tab between fields, header in line 3" },
		/* Two tables, rows that lack a name in the header. */
		{ "a,b\n1,2\n\nname,age,size\nAda,36,1\nEve,41,2\n", "" },
		{ "name,note\n\nAda,x,red\nEve,y,blue\nBob,z,green\n", "" },
		{ "mpg,cyl\nmodel,x,y\nMazda,21,6\nDatsun,22,4\n", "" },
		/* A list with notes in its last lines is no table below titles. */
		{ "name\nAda\nEve\nBob\nJoe;5\nAnn;6\n", "" },
		{ "title\nprose\nmore prose\nHello, my, friend\nYes, it, is\n", "" },
		{ "Notes\n\nred; green\nblue; yellow\n", "" },
	};

	(void)state;
	GUESSES(examples);
}

static void test_sep_lines(void **state)
{
	static const struct example examples[] = {
		{ "sep=;\na;b\n1;2\n", "; between fields, header in line 2" },
		{ "sep=,\na,b\n1,2\n", "header in line 2" },
		{ "SEP=|\r\na|b\r\n1|2\r\n", "| between fields, header in line 2" },
		{ "\"sep=;\"\na;b\n1;2\n", "; between fields, header in line 2" },
		{ "\xEF\xBB\xBFsep=\t\na\tb\n1\t2\n",
			"tab between fields, header in line 2" },
		/* It says so, whatever it is and however few rows there are. */
		{ "sep=:\na:b\n1:2\n", ": between fields, header in line 2" },
		{ "sep=;\na\n1\n", "; between fields, header in line 2" },
		{ "sep=;\na;b\n1;2;3\n4\n", "; between fields, header in line 2" },
		{ "sep=\na\n", "" },
		{ "sep=ab\nx\n", "" },
		{ "sep=x\nx\n", "" },
	};

	(void)state;
	GUESSES(examples);
}

static void test_comments(void **state)
{
	static const struct example examples[] = {
		{ "# rain gauges of spring\n# read by "
		  "hand\nplace,mm,remark\nMoor,31,windy\n"
		  "# gauge cleaned\nHill,44,calm\n",
			"# begins comments" },
		{ "# made by a program, in May\nplace;mm\nMoor;31\n# more\nHill;44\n",
			"; between fields, # begins comments" },
		{ "#a\n#b, c, d, e\nx,y\nu,v\n", "# begins comments" },
		{ "# don't \"do this\nx,y\nu,v\nw,z\n", "# begins comments" },
		/* The header may begin with one, and so may rows. */
		{ "#id,name\n1,Ada\n2,Eve\n", "" },
		{ "##fileformat=1\n##source=x,y,z\n#chrom\tpos\tid\n1\t10\ta\n1\t20\tb\n",
			"tab between fields, header in line 3" },
		{ "id,name\n#1,Ada\n#2,Eve\n", "" },
		{ "id,name\n#1,Ada\n# none\n2,Eve\n", "" },
		{ "name,tags\nAda,#red\nEve,#green #blue\n", "" },
		{ "colour,name\n#ff0000,red\n#00ff00,green\n", "" },
		{ "id,note\n#1,\"one\ntwo\"\n2,x\n", "" },
		/* Above a single column they may have commas. */
		{ "# spring, by hand\nmm\n31\n44\n", "# begins comments" },
		{ "mm\n31\n# spring, by hand\n44\n", "" },
		/* Under a title. */
		{ "Rain\n# by hand\n\nplace,mm\nMoor,31\n# windy\nHill,44\n",
			"header in line 4, # begins comments" },
	};

	(void)state;
	GUESSES(examples);
}

static void test_headers(void **state)
{
	static const struct example examples[] = {
		{ "Ada,36,1.70\nEve,41,1.65\nBob,7,1.20\n", "no header" },
		{ "1,2,3\n4,5,6\n7,8,9\n", "no header" },
		{ "2024-01-01,3.5\n2024-01-02,4\n", "no header" },
		{ "2024-01-01T10:00:00Z,warm\n2024-01-02T11:30:00Z,cold\n", "no header" },
		{ "31.12.2023;12,5\n01.01.2024;3\n", "; between fields, no header" },
		{ "Mary\tF\t7065\nAnna\tF\t2604\n", "tab between fields, no header" },
		{ "5\n7\n9\n", "no header" },
		{ "-1.5e3,x\n2.5E-3,y\n", "no header" },
		{ "1.234.567;a\n12.345;b\n", "; between fields, no header" },
		{ "# made, by, hand\nAda,36\nEve,41\n", "no header, # begins comments" },
		/* All texts: a header. */
		{ "Ada,Bath\nEve,York\n", "" },
		{ "name,age\nAda,36\n", "" },
		{ "1,name\n2,x\n", "no header" },
		/* Years and other headings that count up. */
		{ "country,2019,2020\nA,10,12\nB,20,21\n", "" },
		{ "2019,2020\n10,12\n20,21\n", "" },
		{ "country,1,2,3\nA,5,6,7\nB,8,9,10\n", "" },
		{ "place,5,10,15\nMoor,3,1,4\nHill,1,5,9\n", "" },
		{ "0,1,2\n0.5,0.25,1\n", "" },
		{ "day,1,2,3,4\n1,0,0,5,6\n", "" },
		{ "Ada,36,170\nEve,41,165\n", "no header" },
		{ "Ada,3,12,170\nEve,4,11,165\n", "no header" },
		/* Days as headings over numbers. */
		{ "country,2020-01-22,2020-01-23\nA,0,1\nB,2,3\n", "" },
		/* A cell that is empty has no type. */
		{ ",36\nAda,41\n", "" },
		{ "Ada,\nEve,41\n", "" },
		/* No numbers: addresses, versions, times, phones. */
		{ "192.168.1.1,a\n10.0.0.1,b\n", "" },
		{ "1.2.3,a\n1.10.0,b\n", "" },
		{ "12:30,a\n14:15,b\n", "" },
	};

	(void)state;
	GUESSES(examples);
}

static void test_given_properties_stay(void **state)
{
	static const char text[] = "Report\n\n#a;b\nx;1\ny;2\n";
	static const struct {
		struct csvfile_dialect given;
		unsigned guess;
		const char *words;
	} examples[] = {
		{ { ';', '"', .double_quote = true, .header = 1 },
			CSVFILE_ANY & ~CSVFILE_DELIMITER, "header in line 3" },
		{ { ',', '"', .double_quote = true, .header = 1 },
			CSVFILE_ANY & ~CSVFILE_DELIMITER, "" },
		{ { ',', '"', .double_quote = true, .header = 1, .skip = 2 },
			CSVFILE_ANY & ~CSVFILE_SKIP, "; between fields" },
		{ { ',', '"', .double_quote = true, .header = 1, .skip = 3 },
			CSVFILE_ANY & ~CSVFILE_SKIP, "; between fields, no header" },
		{ { ',', '"', .double_quote = true, .header = 1, .skip = 3 },
			CSVFILE_DELIMITER, "; between fields" },
		{ { ',', '"', .comment = '#', .double_quote = true, .header = 1,
			  .skip = 2 },
			CSVFILE_DELIMITER | CSVFILE_HEADER,
			"; between fields, no header" },
		{ { ',', '"', .double_quote = true, .header = 1 }, 0, "" },
		{ { ',', '"', .double_quote = true, .header = 1, .skip = 9 },
			CSVFILE_ANY & ~CSVFILE_SKIP, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct csvfile_dialect d = examples[i].given;
		struct str words = STR_INIT;

		d.guess = examples[i].guess;
		csvguess_dialect(text, sizeof text - 1, true, &d);
		dialect_add_words(&words, &d, d.guess);
		assert_string_equal(words.buf, examples[i].words);
		str_release(&words);
	}
}

/* The prefix of a longer file: its last row is cut off, and does not count. */
static void test_a_cut_row_does_not_count(void **state)
{
	static const char text[] = "a;b\n1;2\n3;4\n5;\"6";

	(void)state;
	for (size_t len = 8; len < sizeof text; len++) {
		struct csvfile_dialect d = csvfile_rfc4180;

		d.guess = CSVFILE_ANY;
		csvguess_dialect(text, len, false, &d);
		assert_int_equal(d.delimiter, ';');
		assert_int_equal(d.guess, CSVFILE_DELIMITER);
	}
}

static void test_encodings(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		const char *encoding;
	} examples[] = {
		{ "\xFF\xFE"
		  "a\0\n\0",
			6, "UTF-16" },
		{ "\xFE\xFF\0a\0\n", 6, "UTF-16" },
		{ "\xFF\xFE\0\0a\0\0\0", 8, "UTF-32" },
		{ "\0\0\xFE\xFF\0\0\0a", 8, "UTF-32" },
		{ "a\0,\0b\0\n\0", 8, "UTF-16LE" },
		{ "\0a\0,\0b\0\n", 8, "UTF-16BE" },
		{ "a\0,\0\x83^\xf6\\\n\0"
		  "1\0,\0\x03^\n\0",
			18, "UTF-16LE" },
		{ "a\0b,c,d\n1,2,3\n", 14, NULL },
		{ "a,b\n\0\0\0\0\0\0\0\0", 12, NULL },
		{ "a,b\n1,2\n", 8, NULL },
		{ "\xEF\xBB\xBF"
		  "a",
			4, NULL },
		{ "", 0, NULL },
	};
	static const struct example bytes[] = {
		{ "\xEB,B\xE7n", "windows-1252" },
		{ "\x93x\x94 \x96 \x80", "windows-1252" },
		{ "\xE9", "windows-1252" },
		{ "\xC3\xA9", NULL },
		{ "\xEB,\xC3\xA9", NULL },
		{ "\xE5\xBA\x83 \xEB", NULL },
		{ "\xF0\x9F\x98\x80", NULL },
		/* No characters of it: Mac Roman, Shift_JIS. */
		{ "\x8E \x8F", NULL },
		{ "\x83\x81\x81\x5B\x83\x8B", NULL },
	};

	char chinese[22 * 20], damaged[22 * 20];

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const char *encoding =
			csvguess_unicode(examples[i].text, examples[i].len);

		assert_string_equal(encoding ? encoding : "none",
			examples[i].encoding ? examples[i].encoding : "none");
	}
	for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
		const char *encoding =
			csvguess_encoding(bytes[i].text, strlen(bytes[i].text));

		assert_string_equal(encoding ? encoding : "UTF-8",
			bytes[i].words ? bytes[i].words : "UTF-8");
	}
	/* In Chinese, with one of which the low byte is NUL; and NULs anywhere. */
	for (size_t i = 0; i < sizeof chinese; i += 22) {
		memcpy(chinese + i, "1\0,\0\x09N\xDBV\x94N\0N\x03N\x6BQ\x5DN\r\0\n\0",
			22);
		memcpy(damaged + i, "1,name\0 and a\0 place\n\n", 22);
	}
	assert_string_equal(csvguess_unicode(chinese, sizeof chinese), "UTF-16LE");
	assert_null(csvguess_unicode(damaged, sizeof damaged));
	assert_null(csvguess_unicode(chinese, 20));
	for (size_t len = 0; len < 40; len++) {
		char text[41];

		memset(text, 'a', sizeof text);
		assert_int_equal(csvguess_ascii(text, len), len);
		text[len] = '\x80';
		assert_int_equal(csvguess_ascii(text, 41), len);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_delimiters),
		cmocka_unit_test(test_consistent_tables_stay),
		cmocka_unit_test(test_most_rows_are_enough_where_commas_fit_fewer),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_sep_lines),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_given_properties_stay),
		cmocka_unit_test(test_a_cut_row_does_not_count),
		cmocka_unit_test(test_encodings),
	};

	return cmocka_run_group_tests_name("csvguess", tests, NULL, NULL);
}
