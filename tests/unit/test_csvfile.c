/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/csvfile.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/task.h"
#include "unit/compressed.h"
#include "unit/csvreference.h"
#include "unit/folder.h"
#include "unit/test.h"

/* A file under test with its faults. */
struct fixture {
	struct diag diag;
	struct csvfile *file;
	struct csvrow row;
};

static void start(struct fixture *x)
{
	diag_init(&x->diag);
	csvrow_init(&x->row);
}

static void read_all(struct csvfile *file)
{
	while (!csvfile_step(file, 0))
		assert_int_equal(csvfile_wait_fd(file), -1);
	assert_true(csvfile_complete(file));
}

static void open_bytes(struct fixture *x, const char *bytes, size_t len,
	const struct csvfile_dialect *dialect, size_t portion, size_t longest)
{
	char *copy = xmalloc(len + 1);

	/* Exactly that large, so that the sanitizers see every read beyond. */
	copy = xreallocarray(copy, len ? len : 1, 1);
	memcpy(copy, bytes, len);
	start(x);
	x->file = csvfile_open_memory(copy, len, "t.csv", 0, dialect, &x->diag);
	csvfile_tune(x->file, portion, longest);
	read_all(x->file);
}

static void open_text(struct fixture *x, const char *text)
{
	open_bytes(x, text, strlen(text), &csvfile_rfc4180, 65536, 1 << 20);
}

static void stop(struct fixture *x)
{
	csvfile_free(x->file);
	csvrow_release(&x->row);
	diag_release(&x->diag);
}

/* All rows as text: cells in brackets, a row a line. */
static void assert_rows(struct fixture *x, const char *expected)
{
	struct str all;

	str_init(&all);
	for (size_t i = 0; i < csvfile_rows(x->file); i++) {
		csvfile_row(x->file, i, &x->row);
		for (size_t k = 0; k < x->row.count; k++) {
			str_add_char(&all, '[');
			str_add_bytes(&all, x->row.cells[k].text, x->row.cells[k].len);
			str_add_char(&all, ']');
		}
		str_add_char(&all, '\n');
	}
	assert_string_equal(all.buf, expected);
	str_release(&all);
}

/* All faults as "kind line:column row", a fault a line; "-" for no row. */
static void assert_faults(struct fixture *x, const char *expected)
{
	struct str all;

	str_init(&all);
	for (size_t i = 0; i < x->diag.count; i++) {
		const struct diag_entry *e = &x->diag.entries[i];

		assert_string_equal(e->place.file, "t.csv");
		assert_int_equal(e->text[strlen(e->text) - 1], '.');
		str_addf(&all, "%s %zu:%zu ", fault_name(e->fault), e->place.line,
			e->place.column);
		if (e->place.row == DIAG_NO_ROW)
			str_add(&all, "-\n");
		else
			str_addf(&all, "%zu\n", e->place.row);
	}
	assert_string_equal(all.buf, expected);
	str_release(&all);
}

/* ---- examples ---- */

struct example {
	const char *text;
	const char *rows;
	const char *faults;
};

static void check_examples(const struct example *examples, size_t count,
	const struct csvfile_dialect *dialect, size_t longest)
{
	static const size_t portions[] = { 65536, 1, 2, 3, 7 };
	struct fixture x;

	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < sizeof portions / sizeof *portions; k++) {
			open_bytes(&x, examples[i].text, strlen(examples[i].text),
				dialect, portions[k], longest);
			assert_rows(&x, examples[i].rows);
			assert_faults(&x, examples[i].faults);
			stop(&x);
		}
	}
}

#define CHECK(examples, dialect, longest)                                                \
	check_examples(examples, sizeof examples / sizeof *examples, dialect, longest)

static void test_lines_without_quotes(void **state)
{
	static const struct example examples[] = {
		{ "", "", "empty-file 0:0 -\n" },
		{ "a", "[a]\n", "" },
		{ "a,b\nc,d\n", "[a][b]\n[c][d]\n", "" },
		{ "a,b\nc,d", "[a][b]\n[c][d]\n", "" },
		{ ",\n,", "[][]\n[][]\n", "" },
		{ "a\r\nb\r\n", "[a]\n[b]\n", "" },
		{ "a\rb\r", "[a]\n[b]\n", "" },
		{ "a\n\n\nb\n\n", "[a]\n[b]\n", "" },
		{ "\n\na\n", "[a]\n", "" },
		{ "\n\n", "", "empty-file 0:0 -\n" },
		/* Spaces are kept, and a line of nothing else is a row. */
		{ " a , b \n  \n\t\n", "[ a ][ b ]\n[  ]\n[\t]\n", "" },
		{ "K\xC3\xB6ln,\xE6\x97\xA5\n", "[K\xC3\xB6ln][\xE6\x97\xA5]\n", "" },
	};

	(void)state;
	CHECK(examples, &csvfile_rfc4180, 1 << 20);
}

static void test_lines_with_quotes(void **state)
{
	static const struct example examples[] = {
		{ "\"\"\n", "[]\n", "" },
		{ "\"\"", "[]\n", "" },
		{ "a,\"b,c\",d\n", "[a][b,c][d]\n", "" },
		{ "\"a \"\"b\"\" c\"\n", "[a \"b\" c]\n", "" },
		{ "a,\"b\nc\",d\ne\n", "[a][b\nc][d]\n[e]\n", "" },
		{ "\"a\r\n\r\nb\"\r\nc\r\n", "[a\r\n\r\nb]\n[c]\n", "" },
		{ "\"a\n\",\"\nb\"\nc", "[a\n][\nb]\n[c]\n", "" },
		{ "\"a\"", "[a]\n", "" },
		{ "\"a\",", "[a][]\n", "" },
		/* Blanks after a closing quote are dropped, a delimiter is none. */
		{ "\" a \" \n\"b\"", "[ a ]\n[b]\n", "blanks 1:6 -\n" },
		{ "a,b\n\"x\" \t,\"y\"  \n\"z\"\t,\"\"\" \"",
			"[a][b]\n[x][y]\n[z][\" ]\n", "blanks 2:4 0\nblanks 3:4 1\n" },
		{ "a\r\n\"x\ny\" \r\nz", "[a]\n[x\ny]\n[z]\n", "blanks 3:3 0\n" },
	};

	(void)state;
	CHECK(examples, &csvfile_rfc4180, 1 << 20);
}

static void test_stray_quotes(void **state)
{
	static const struct example examples[] = {
		{ "a\"b,c\n", "[a\"b][c]\n", "stray-quote 1:2 -\n" },
		{ "h\nx,a \"b\" c\n", "[h]\n[x][a \"b\" c]\n", "stray-quote 2:5 0\n" },
		{ "h\ni\nx,5\"\n", "[h]\n[i]\n[x][5\"]\n", "stray-quote 3:4 1\n" },
		/* libcsv lets the field go on, up to a quote followed by an end. */
		{ "\"a\"b\",c\n", "[a\"b][c]\n", "stray-quote 1:3 -\n" },
		{ "\"a\"b,c\nd\",e\n", "[a\"b,c\nd][e]\n", "open-quote 1:1 -\n" },
		/* Only the first of a row is reported. */
		{ "a\"\"b,c\"\nd\"\n", "[a\"\"b][c\"]\n[d\"]\n",
			"stray-quote 1:2 -\nstray-quote 2:2 0\n" },
	};

	(void)state;
	CHECK(examples, &csvfile_rfc4180, 1 << 20);
}

static void test_open_quotes(void **state)
{
	static const struct example examples[] = {
		{ "h\na,\"b,c\nd,e\n", "[h]\n[a][b,c]\n[d][e]\n", "open-quote 2:3 0\n" },
		{ "\"", "[]\n", "open-quote 1:1 -\n" },
		{ "\"a", "[a]\n", "open-quote 1:1 -\n" },
		{ "\"a\n\n\n", "[a]\n", "open-quote 1:1 -\n" },
		{ "\"a\r\nb\r\n", "[a]\n[b]\n", "open-quote 1:1 -\n" },
		{ "\"a\rb", "[a]\n[b]\n", "open-quote 1:1 -\n" },
		/* The row began a line earlier, in a field that was closed. */
		{ "\"a\nb\",\"c\nd\n", "[a\nb][c]\n[d]\n", "open-quote 2:4 -\n" },
		/* Text after a closing quote opened it again. */
		{ "\"a\"b\nc\n", "[a\"b]\n[c]\n", "open-quote 1:1 -\n" },
		/* One after another. */
		{ "\"a\n\"b\n\"c\n", "[a]\n[b]\n[c]\n",
			"open-quote 1:1 -\nopen-quote 2:1 0\nopen-quote 3:1 1\n" },
		/* A doubled quote closes nothing. */
		{ "\"a\nb\"\"\nc\n", "[a]\n[b\"\"]\n[c]\n",
			"open-quote 1:1 -\nstray-quote 2:2 0\n" },
	};

	(void)state;
	CHECK(examples, &csvfile_rfc4180, 1 << 20);
}

static void test_rows_behind_a_lost_quote_are_recovered(void **state)
{
	static const struct example examples[] = {
		/* The next quote opens a cell, is in one, or there is none. */
		{ "a,b,c\n1,\"x,y\n2,\"z\",u\n", "[a][b][c]\n[1][\"x][y]\n[2][z][u]\n",
			"open-quote 2:3 0\n" },
		{ "a,b,c\n1,\"x,y\n2,v,w\n3,z,5\"s\n4,u,\"t\"\n",
			"[a][b][c]\n[1][\"x][y]\n[2][v][w]\n[3][z][5\"s]\n[4][u][t]\n",
			"open-quote 2:3 0\nstray-quote 4:6 2\n" },
		{ "a,b\n1,\"x\n2,\"y\n3,z\n", "[a][b]\n[1][x]\n[2][y]\n[3][z]\n",
			"open-quote 2:3 0\nopen-quote 3:3 1\n" },
		{ "a,b\n1,\"x\n2,\"y\n3,\"z\"\n", "[a][b]\n[1][x]\n[2][y]\n[3][z]\n",
			"open-quote 2:3 0\nopen-quote 3:3 1\n" },
		/* In the last field the quote goes, elsewhere it is a letter. */
		{ "a,b\n1,\"x \"\"y\"\",z\n2,\"w\"\n3,u\n",
			"[a][b]\n[1][x \"y\",z]\n[2][w]\n[3][u]\n",
			"open-quote 2:3 0\n" },
		{ "a,b\n\"x \"\"y\"\",1\n\"w\",2\n", "[a][b]\n[\"x \"y\"][1]\n[w][2]\n",
			"open-quote 2:1 0\n" },
		/* Quotes that fit on the same line stay what they are. */
		{ "a,b,c\n\"p,q\",\"x,\"r,s\"\n\"t\",u,v\n",
			"[a][b][c]\n[p,q][\"x][r,s]\n[t][u][v]\n", "open-quote 2:7 0\n" },
		{ "a,b,c\n\"p\nq\",\"x,r\n\"t\",u,v\n",
			"[a][b][c]\n[p\nq][\"x][r]\n[t][u][v]\n", "open-quote 3:4 0\n" },
		/* Text follows on the line: a word in quotes, a cell quoted twice. */
		{ "a,b\n\"x\" y,1\n\"z\",2\n", "[a][b]\n[\"x\" y][1]\n[z][2]\n",
			"open-quote 2:1 0\n" },
		{ "a,b\n\"\"x\"\",1\ny,2\n\"\"z\"\",3\n",
			"[a][b]\n[\"x\"][1]\n[y][2]\n[\"z\"][3]\n",
			"open-quote 2:1 0\nopen-quote 4:1 2\n" },
		{ "a,b\n1,\"x\" y\n2,\"z\"\n", "[a][b]\n[1][\"x\" y]\n[2][z]\n",
			"open-quote 2:3 0\n" },
		{ "a,b\n1,\"x\" y, z\n2,\"z\"\n", "[a][b]\n[1][x\" y, z]\n[2][z]\n",
			"open-quote 2:3 0\n" },
		/* The next row may have lines of its own, or be apart. */
		{ "a,b\n1,\"x\n2,\"y\nz\"\n", "[a][b]\n[1][x]\n[2][y\nz]\n",
			"open-quote 2:3 0\n" },
		{ "a,b\r\n1,\"x\r\n\r\n2,\"y\"\r\n", "[a][b]\n[1][x]\n[2][y]\n",
			"open-quote 2:3 0\n" },
		{ "a,b\n1,\"x\" y", "[a][b]\n[1][\"x\" y]\n", "open-quote 2:3 0\n" },
		/* Blanks are dropped all the same. */
		{ "a,b,c\n\"1\" ,\"x,y\n\"2\" ,\"z\",u\n",
			"[a][b][c]\n[1][\"x][y]\n[2][z][u]\n",
			"blanks 2:4 0\nopen-quote 2:6 0\nblanks 3:4 1\n" },
	};
	static const struct example kept[] = {
		/* The line, or the next, has another number of fields than the header. */
		{ "a,b,c\n1,\"x\n2,\"z\",u\n", "[a][b][c]\n[1][x\n2,\"z][u]\n",
			"open-quote 2:3 0\n" },
		{ "a,b,c\n1,\"x,y\n2,\"z\"\n", "[a][b][c]\n[1][x,y\n2,\"z]\n",
			"open-quote 2:3 0\n" },
		/* Where libcsv finds the right number of fields on the line, it has them. */
		{ "a,b\n\"5\" pipe\",1\n2,3\n", "[a][b]\n[5\" pipe][1]\n[2][3]\n",
			"stray-quote 2:3 0\n" },
		{ "a,b\n\"A \"B\" C\",1\n2,3\n", "[a][b]\n[A \"B\" C][1]\n[2][3]\n",
			"stray-quote 2:4 0\n" },
		/* In the header nothing is known. */
		{ "a,\"b,c\n1,\"x\",y\n", "[a][b,c\n1,\"x][y]\n", "open-quote 1:3 -\n" },
	};
	static const struct example cells[] = {
		/* What closes as it should is touched by nothing: CSV in cells, JSON. */
		{ "a,b,c\n1,\"x,y\n2,v,w\n3,z,5\"\n",
			"[a][b][c]\n[1][x,y\n2,v,w\n3,z,5]\n", "" },
		{ "a,b\n1,\"x,y\n\"\"p\"\",\"\"q\n\"\"\n\"\"\"\n2,\"{\"\"k\"\":"
		  "\n\"\"v\"\"}\"\n",
			"[a][b]\n[1][x,y\n\"p\",\"q\n\"\n\"]\n[2][{\"k\":\n\"v\"}]\n",
			"" },
		{ "a,b\n\"\n\n\n\",\"\n2,3\n4,5\n\"\n",
			"[a][b]\n[\n\n\n][\n2,3\n4,5\n]\n", "" },
	};

	(void)state;
	CHECK(examples, &csvfile_rfc4180, 1 << 20);
	CHECK(kept, &csvfile_rfc4180, 1 << 20);
	CHECK(cells, &csvfile_rfc4180, 1 << 20);
}

static void test_rows_are_recovered_in_other_dialects(void **state)
{
	static const struct csvfile_dialect single = {
		.delimiter = ';', .quote = '\'', .header = 1
	};
	static const struct csvfile_dialect escape = {
		.delimiter = ',', .quote = '"', .escape = '\\', .header = 1
	};
	static const struct csvfile_dialect tabs = { .delimiter = '\t',
		.quote = '"',
		.double_quote = true,
		.comment = '#',
		.header = 1 };
	static const struct example singles[] = {
		{ "a;b;c\n1;'x;y\n2;'z';u\n", "[a][b][c]\n[1]['x][y]\n[2][z][u]\n",
			"open-quote 2:3 0\n" },
		{ "a;b\n1;'x\n2;'z' \n", "[a][b]\n[1][x]\n[2][z]\n",
			"open-quote 2:3 0\nblanks 3:6 1\n" },
		{ "a;b;c\n1;'x\n2;'z';u\n", "[a][b][c]\n[1][x\n2;z'][u]\n",
			"open-quote 2:3 0\n" },
	};
	static const struct example escapes[] = {
		{ "a,b,c\n1,\"x\\\",y\n2,\"z\",u\n",
			"[a][b][c]\n[1][\"x\"][y]\n[2][z][u]\n", "open-quote 2:3 0\n" },
		{ "a,b\n1,\"x\\\"\n2,\"z\"\n", "[a][b]\n[1][x\"]\n[2][z]\n",
			"open-quote 2:3 0\n" },
	};
	static const struct example tabbed[] = {
		{ "a\tb\n\"x\t1\n# \"c\"\n\n\"y\" \t2\n", "[a][b]\n[\"x][1]\n[y][2]\n",
			"open-quote 2:1 0\nblanks 5:4 1\n" },
	};

	(void)state;
	CHECK(singles, &single, 1 << 20);
	CHECK(escapes, &escape, 1 << 20);
	CHECK(tabbed, &tabs, 1 << 20);
}

static void test_sentences_of_lost_quotes(void **state)
{
	static const char *const examples[][2] = {
		{ "a,b\n1,\"x\n2,y\n3,\"z\"\n",
			"The quote opened here is closed only 2 lines below, where text "
			"follows it. Each line is read as a row. Close the quote, or "
			"double it if it belongs to the text." },
		{ "a,b\n1,\"x\n2,y\n",
			"The quote opened here is never closed: the file ends 1 line "
			"below. Each line is read as a row. Close the quote, or double "
			"it if it belongs to the text." },
		{ "a,b\n1,\"x\n",
			"The quote opened here is never closed. Close the quote, or "
			"double it if it belongs to the text." },
		{ "a,b\n\"x\" y,1\n",
			"Text follows the quote that closes this one. The line is read "
			"as one row. Put a delimiter after that quote, or double both if "
			"they belong to the text." },
		{ "a,b,c\n1,\"x\n2,y\n3,\"z\"\n",
			"Text follows the quote that closes this one, so the field goes "
			"on for 2 lines. Put a delimiter after that quote, or double "
			"both "
			"if they belong to the text." },
		{ "a\n\"x\" \n",
			"Blanks after a closing quote are dropped. Remove them, or put "
			"them inside the quotes." },
	};
	struct str lines = STR_INIT;
	struct fixture x;

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		open_text(&x, examples[i][0]);
		assert_int_equal(x.diag.count, 1);
		assert_string_equal(x.diag.entries[0].text, examples[i][1]);
		stop(&x);
	}
	/* A field of a thousand line ends is kept and noted. */
	for (size_t ends = 999; ends <= 1000; ends++) {
		str_clear(&lines);
		str_add(&lines, "a\n\"");
		for (size_t i = 0; i < ends; i++)
			str_add(&lines, "x\n");
		str_add(&lines, "\"\n");
		open_text(&x, lines.buf);
		assert_int_equal(csvfile_rows(x.file), 2);
		assert_faults(&x, ends < 1000 ? "" : "many-lines 2:1 0\n");
		stop(&x);
	}
	str_release(&lines);
}

static void test_long_fields(void **state)
{
	static const struct example examples[] = {
		{ "a,12345678,c\n", "[a][12345678][c]\n", "" },
		{ "a,123456789,c\n", "[a][123456789][c]\n", "long-field 1:3 -\n" },
		{ "a,\"123456789\",c", "[a][123456789][c]\n", "long-field 1:3 -\n" },
		{ "1234,5678,9\n", "[1234][5678][9]\n", "" },
		{ "123456789,a,123456789\n", "[123456789][a][123456789]\n",
			"long-field 1:1 -\nlong-field 1:13 -\n" },
		/* What closes as it should is kept, however long. */
		{ "\"a\n12345678901234567890\"\nb\n", "[a\n12345678901234567890]\n[b]\n",
			"long-field 1:1 -\n" },
		/* What goes on is not: the quote is eight and nine bytes after the line. */
		{ "\"a\nb\"34567\"\n", "[a\nb\"34567]\n",
			"open-quote 1:1 -\nlong-field 1:1 -\n" },
		{ "\"a\nb\"345678\"\nc\n", "[a]\n[b\"345678\"]\n[c]\n",
			"open-quote 1:1 -\nstray-quote 2:2 0\nlong-field 2:1 0\n" },
	};

	(void)state;
	CHECK(examples, &csvfile_rfc4180, 8);
}

static void test_mixed_line_ends(void **state)
{
	static const struct example examples[] = {
		{ "a\r\nb\nc\r", "[a]\n[b]\n[c]\n", "mixed-ends 2:0 -\n" },
		{ "a\n\n\r\nb\n", "[a]\n[b]\n", "mixed-ends 3:0 -\n" },
		{ "a\rb\r\n", "[a]\n[b]\n", "mixed-ends 2:0 -\n" },
		/* Inside quotes anything goes. */
		{ "\"a\r\nb\rc\"\nd\n", "[a\r\nb\rc]\n[d]\n", "" },
		{ "\"a\nb\"\r\nc\nd\r", "[a\nb]\n[c]\n[d]\n", "mixed-ends 3:0 -\n" },
	};
	struct fixture x;

	(void)state;
	CHECK(examples, &csvfile_rfc4180, 1 << 20);
	open_text(&x, "a\r\nb\r\nc\nd\r");
	assert_non_null(
		strstr(x.diag.entries[0].text, "ends in LF, but line 1 in CR LF"));
	stop(&x);
}

static void test_byte_order_marks(void **state)
{
	static const struct example examples[] = {
		{ "\xEF\xBB\xBF"
		  "a,b\n",
			"[a][b]\n", "byte-order-mark 1:1 -\n" },
		{ "\xEF\xBB\xBF\"a,b\"\n\"c", "[a,b]\n[c]\n",
			"byte-order-mark 1:1 -\nopen-quote 2:1 0\n" },
		{ "\xEF\xBB\xBF", "", "byte-order-mark 1:1 -\nempty-file 0:0 -\n" },
		{ "\xEF\xBB", "[\xEF\xBB]\n", "" },
		{ "a\n\xEF\xBB\xBF"
		  "b\n",
			"[a]\n[\xEF\xBB\xBF"
			"b]\n",
			"" },
		{ "\xFF\xFE"
		  "a",
			"", "encoding 1:1 -\n" },
		{ "\xFE\xFF", "", "encoding 1:1 -\n" },
	};

	(void)state;
	CHECK(examples, &csvfile_rfc4180, 1 << 20);
}

static void test_dialects(void **state)
{
	static const struct csvfile_dialect semicolon = {
		.delimiter = ';', .quote = '\'', .double_quote = true, .header = 1
	};
	static const struct csvfile_dialect no_quotes = { .delimiter = '\t',
		.header = 1 };
	static const struct csvfile_dialect single = { .delimiter = ',', .quote = '"' };
	static const struct example semicolons[] = {
		{ "a;'b;''c';\"d\"\n", "[a][b;'c][\"d\"]\n", "" },
	};
	static const struct example tabs[] = {
		{ "a\t\"b\nc\"\td\n", "[a][\"b]\n[c\"][d]\n", "" },
	};
	static const struct example singles[] = {
		{ "\"a,b\nc\",d\n", "[a,b\nc][d]\n", "" },
		{ "\"\",\"\"\n", "[][]\n", "" },
		{ "\"a\"\"b\",c\n", "[a\"b\"][c]\n", "stray-quote 1:3 0\n" },
		{ "a\"b,c\n", "[a\"b][c]\n", "stray-quote 1:2 0\n" },
		{ "x\n\"a\nb\n", "[x]\n[a]\n[b]\n", "open-quote 2:1 1\n" },
		{ "\"a\nb,c\"\"\nd\n", "[a\nb,c\"]\n[d]\n", "open-quote 1:1 0\n" },
	};

	(void)state;
	CHECK(semicolons, &semicolon, 1 << 20);
	CHECK(tabs, &no_quotes, 1 << 20);
	CHECK(singles, &single, 1 << 20);
}

static void test_escapes_and_blanks(void **state)
{
	static const struct csvfile_dialect escape = {
		.delimiter = ',', .quote = '"', .escape = '\\', .header = 1
	};
	static const struct csvfile_dialect both = { .delimiter = ',',
		.quote = '"',
		.escape = '\\',
		.double_quote = true,
		.header = 1 };
	static const struct csvfile_dialect bare = { .delimiter = '|', .escape = '\\' };
	static const struct csvfile_dialect blanks = { .delimiter = ',',
		.quote = '"',
		.double_quote = true,
		.skip_space = true,
		.header = 1 };
	static const struct example escapes[] = {
		{ "a,b\n1\\,2,\"3\\\"4\"\n", "[a][b]\n[1,2][3\"4]\n", "" },
		{ "a\\\nb,c\nd,e\n", "[a\nb][c]\n[d][e]\n", "" },
		{ "a\n\"b\\\"\nc\"\nd\n", "[a]\n[b\"\nc]\n[d]\n", "" },
		{ "a\n\"b\\\"\nc\n", "[a]\n[b\"]\n[c]\n", "open-quote 2:1 0\n" },
		{ "a\n\"b\"c\nd\n", "[a]\n[bc]\n[d]\n", "stray-quote 2:3 0\n" },
		{ "a,b\n\\\"c,\\\\d\n\"e\\\\\",f\\", "[a][b]\n[\"c][\\d]\n[e\\][f\\]\n",
			"" },
		{ "a\n\\\"b\"c\n", "[a]\n[\"b\"c]\n", "stray-quote 2:4 0\n" },
		{ "a\\\r\nb\r\nc\r\n", "[a\r\nb]\n[c]\n", "" },
	};
	static const struct example doubled[] = {
		{ "a\n\"b\"\"c\\\"d\"\n", "[a]\n[b\"c\"d]\n", "" },
	};
	static const struct example unquoted[] = {
		{ "\"a\\|b|c\n", "[\"a|b][c]\n", "" },
	};
	static const struct example spaces[] = {
		{ "a, b\n1, \"2, 3\"\n", "[a][b]\n[1][2, 3]\n", "" },
		{ "a,b\n 1,  2 \n", "[a][b]\n[1][2 ]\n", "" },
		{ "a\n \"b\nc\"\nd\n", "[a]\n[b\nc]\n[d]\n", "" },
		{ "a,b\n \n\" c\", \n", "[a][b]\n[]\n[ c][]\n", "" },
	};

	(void)state;
	CHECK(escapes, &escape, 1 << 20);
	CHECK(doubled, &both, 1 << 20);
	CHECK(unquoted, &bare, 1 << 20);
	CHECK(spaces, &blanks, 1 << 20);
}

/* Lines are counted as they are in the file, whatever is in those passed over. */
static void test_lines_that_are_no_rows(void **state)
{
	static const size_t left_out[] = { 1, 4, 6 };
	static const struct csvfile_dialect skip = { .delimiter = ',',
		.quote = '"',
		.double_quote = true,
		.header = 1,
		.skip = 3 };
	static const struct csvfile_dialect out = { .delimiter = ',',
		.quote = '"',
		.double_quote = true,
		.header = 1,
		.left_out = left_out,
		.left_out_count = 3 };
	static const struct example skipped[] = {
		{ "A \"title\n\nby x, y\na,b\n1,2\n", "[a][b]\n[1][2]\n", "" },
		{ "1\r\n2\r\n3\r\na\r\n\"b\n", "[a]\n[b]\n",
			"open-quote 5:1 0\nmixed-ends 5:0 -\n" },
		{ "1\n2\n3", "", "empty-file 0:0 -\n" },
	};
	static const struct example without[] = {
		{ "t\na\n1\nx\n2\n3\n4\n", "[a]\n[1]\n[2]\n[4]\n", "" },
		{ "t\na\n\"1\nx\"\n2\n3\n4\n", "[a]\n[1\nx]\n[2]\n[4]\n", "" },
		{ "\na\n1\n\n2\n", "[a]\n[1]\n[2]\n", "" },
	};
	struct fixture x;

	(void)state;
	CHECK(skipped, &skip, 1 << 20);
	CHECK(without, &out, 1 << 20);
	open_bytes(&x, "t\na\n1\nx\n2\n", 10, &out, 4, 100);
	assert_int_equal(csvfile_line(x.file, 0), 2);
	assert_int_equal(csvfile_line(x.file, 2), 5);
	stop(&x);
}

static void test_columns_in_a_dialect_without_quotes(void **state)
{
	static const struct csvfile_dialect dialect = { .delimiter = '\t' };
	struct fixture x;

	(void)state;
	open_bytes(&x, "a\0b\t\"c\td", 8, &dialect, 3, 100);
	assert_int_equal(csvfile_row(x.file, 0, &x.row), 3);
	assert_int_equal(csvfile_cell(x.file, 0, 0), 0);
	assert_int_equal(csvfile_cell(x.file, 0, 1), 4);
	assert_int_equal(csvfile_cell(x.file, 0, 2), 7);
	assert_int_equal(csvfile_cell(x.file, 0, 3), 8);
	assert_int_equal(csvfile_dialect(x.file)->delimiter, '\t');
	stop(&x);
}

static void test_comments(void **state)
{
	static const struct csvfile_dialect dialect = {
		.delimiter = ',', .quote = '"', .comment = '#', .double_quote = true
	};
	static const struct example examples[] = {
		{ "# \"one\na\n#\"\n\n# two\nb\n#end", "[a]\n[b]\n", "" },
		{ "#\r\na\r\n#b\r\n", "[a]\n", "" },
		{ "#\n", "", "empty-file 0:0 -\n" },
		{ "a,#b\n #c\n", "[a][#b]\n[ #c]\n", "" },
		{ "\"a\n#b\"\n#c\n\"d\n#e\n", "[a\n#b]\n[d]\n", "open-quote 4:1 1\n" },
	};
	struct fixture x;
	bool plain;

	(void)state;
	CHECK(examples, &dialect, 1 << 20);
	open_bytes(&x, "#0\na\n#1\n#2\nb\n", 13, &dialect, 4, 100);
	assert_int_equal(csvfile_line(x.file, 0), 2);
	assert_int_equal(csvfile_line(x.file, 1), 5);
	assert_int_equal(csvfile_raw(x.file, 0, &plain).len, 1);
	assert_int_equal(csvfile_span(x.file, 0, 1).len, 8);
	stop(&x);
}

static void test_other_encodings(void **state)
{
	struct csvfile_dialect dialect = csvfile_rfc4180;
	static const char utf16[] = "\xFF\xFE"
				    "a\0,\0\xF6\0\n\0b\0\x3D\xD8\x00\xDE\n\0";
	static const char broken[] = "a\0\n\0\x3D\xD8"
				     "b\0\n\0c";
	struct fixture x;

	(void)state;
	for (size_t portion = 1; portion < 30; portion++) {
		dialect.encoding = "ISO-8859-1";
		open_bytes(&x, "K\xF6ln,\xE9\n", 7, &dialect, portion, 100);
		assert_rows(&x, "[K\xC3\xB6ln][\xC3\xA9]\n");
		assert_faults(&x, "");
		assert_int_equal(csvfile_bytes(x.file, NULL), 7);
		stop(&x);
		dialect.encoding = "UTF-16";
		open_bytes(&x, utf16, sizeof utf16 - 1, &dialect, portion, 100);
		assert_rows(&x, "[a][\xC3\xB6]\n[b\xF0\x9F\x98\x80]\n");
		assert_faults(&x, "");
		stop(&x);
		/* A lone half of a pair, and a file that ends inside a character. */
		dialect.encoding = "UTF-16LE";
		open_bytes(&x, broken, sizeof broken - 1, &dialect, portion, 100);
		assert_rows(&x,
			"[a]\n[\xEF\xBF\xBD"
			"b]\n[\xEF\xBF\xBD]\n");
		assert_faults(&x, "encoding 2:1 -\n");
		stop(&x);
	}
	dialect.encoding = "klingon";
	open_bytes(&x, "a\n", 2, &dialect, 1, 100);
	assert_rows(&x, "[a]\n");
	assert_faults(&x, "encoding 0:0 -\n");
	stop(&x);
	dialect.encoding = "UTF-8";
	open_bytes(&x, "\xF6\n", 2, &dialect, 1, 100);
	assert_rows(&x, "[\xF6]\n");
	assert_faults(&x, "");
	stop(&x);
}

static void test_finds_the_widest_row(void **state)
{
	struct str text = STR_INIT;
	struct fixture x;

	(void)state;
	str_add(&text, "a,b\n1,\",,,,,,,,,,,,\"\n");
	for (int i = 0; i < 3000; i++)
		str_add(&text, "x,");
	str_add(&text, "\nlonger than eight bytes,and,more\n\n,");
	/* The second time, long rows are kept split. */
	for (size_t portion = 1 << 16; portion; portion = portion == 16 ? 0 : 16) {
		open_bytes(&x, text.buf, text.len, &csvfile_rfc4180, portion, 1 << 20);
		assert_int_equal(csvfile_widest(x.file, 0, 2, 2), 2);
		assert_int_equal(csvfile_widest(x.file, 0, 5, 2), 3000);
		assert_int_equal(csvfile_widest(x.file, 3, 5, 2), 3);
		assert_int_equal(csvfile_widest(x.file, 3, 5, 7), 7);
		assert_int_equal(csvfile_widest(x.file, 4, 5, 1), 1);
		stop(&x);
	}
	str_release(&text);
}

/* ---- long rows ---- */

static void open_long(struct fixture *x, struct str *text)
{
	start(x);
	x->file = csvfile_open_memory(xmemdupz(text->buf, text->len), text->len, "t.csv", 0,
		&csvfile_rfc4180, &x->diag);
	str_clear(text);
}

/* It is one row whose cells are the pieces UNIT, but for the last, which is empty. */
static void test_a_long_first_row_is_there_at_once(void **state)
{
	static const struct {
		const char *unit;
		size_t count;
	} rows[] = { { "col,", 17000 }, { "\"a\"\"b\",", 17000 }, { "col,", 350000 },
		{ "\"a\"\"b\",", 200000 }, { "\"a\" ,", 200000 }, { ",", 1500000 } };
	struct str text = STR_INIT;
	struct fixture x;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (size_t k = 0; k < rows[i].count; k++)
			str_add(&text, rows[i].unit);
		for (int k = 0; k < 800000; k++)
			str_add(&text, "\n1,2");
		open_long(&x, &text);
		csvfile_begin(x.file);
		assert_false(csvfile_complete(x.file));
		assert_true(csvfile_rows(x.file) >= 1);
		assert_int_equal(csvfile_row(x.file, 0, &x.row), rows[i].count + 1);
		stop(&x);
	}
	/* Not all of a longer one is read for that. */
	str_add_repeat(&text, ',', 3 << 20);
	open_long(&x, &text);
	csvfile_begin(x.file);
	assert_int_equal(csvfile_rows(x.file), 0);
	assert_int_equal(csvfile_bytes(x.file, NULL), 2 << 20);
	stop(&x);
	str_release(&text);
}

/* The fields of all of them are the same in number. */
static void add_row(struct str *text, const char *first, size_t len)
{
	str_add(text, first);
	str_add_repeat(text, 'x', len);
	str_add(text, first[0] == '"' ? "\",b\n" : ",b\n");
}

static void test_rows_that_are_kept_split(void **state)
{
	struct str text = STR_INIT;
	struct slice cell;
	struct fixture x;

	(void)state;
	add_row(&text, "", 2 << 20);
	add_row(&text, "", 100000);
	add_row(&text, "\"a\"\"", 2 << 20);
	open_long(&x, &text);
	read_all(x.file);
	assert_true(csvfile_kept(x.file, 0, 0, &cell));
	assert_int_equal(cell.len, 2 << 20);
	assert_true(csvfile_kept(x.file, 0, 1, &cell));
	assert_true(slice_equal(cell, slice_of("b")));
	assert_true(csvfile_kept(x.file, 0, 2, &cell));
	assert_null(cell.text);
	assert_false(csvfile_kept(x.file, 1, 0, &cell));
	assert_true(csvfile_kept(x.file, 2, 0, &cell));
	assert_int_equal(cell.len, (2 << 20) + 2);
	assert_memory_equal(cell.text, "a\"xx", 4);
	assert_faults(&x, "long-field 1:1 -\nlong-field 3:1 1\n");
	stop(&x);
	str_release(&text);
}

/* A long quoted field is looked through in portions, between which two quotes may stand. */
static void test_quotes_at_the_end_of_a_portion(void **state)
{
	struct str text = STR_INIT;
	struct fixture x;

	(void)state;
	for (size_t before = 0; before < 4; before++) {
		str_add_char(&text, '"');
		str_add_repeat(&text, 'x', before);
		str_add_repeat(&text, '"', (size_t)TASK_PORTION * 4);
		str_add(&text, "\",b\nc,d\n");
		open_long(&x, &text);
		read_all(x.file);
		assert_int_equal(csvfile_rows(x.file), 2);
		assert_int_equal(csvfile_row(x.file, 0, &x.row), 2);
		assert_int_equal(x.row.cells[0].len, before + (size_t)TASK_PORTION * 2);
		assert_true(slice_equal(x.row.cells[1], slice_of("b")));
		assert_int_equal(csvfile_row(x.file, 1, &x.row), 2);
		assert_true(slice_equal(x.row.cells[1], slice_of("d")));
		stop(&x);
	}
	str_release(&text);
}

/* The cells that are kept take 16 MiB and a quarter of the bytes of the file at most; their
 * text never takes more than the row. */
static void test_what_is_kept_is_limited(void **state)
{
	static const char *const faults[] = {
		"long-field 1:1 -\nlong-field 1:3145730 -\n",
		"long-field 1:1 -\nlong-field 1:3145734 -\n",
		"blanks 1:2097158 -\nlong-field 1:1 -\nlong-field 1:3145735 -\n",
	};
	struct str text = STR_INIT;
	struct slice cell;
	struct fixture x;

	(void)state;
	for (int i = 0; i < 3; i++)
		add_row(&text, "\"\"\"", 10 << 20);
	open_long(&x, &text);
	read_all(x.file);
	assert_true(csvfile_kept(x.file, 0, 0, &cell));
	assert_true(csvfile_kept(x.file, 1, 0, &cell));
	assert_true(csvfile_kept(x.file, 2, 0, &cell));
	assert_int_equal(cell.len, (10 << 20) + 1);
	assert_int_equal(csvfile_row(x.file, 2, &x.row), 2);
	assert_int_equal(x.row.cells[0].len, (10 << 20) + 1);
	stop(&x);
	/* Where nothing is kept, long fields are found behind the limit too. */
	for (int quoted = 0; quoted < 3; quoted++) {
		str_add(&text, quoted ? "\"a\"\"" : "a");
		str_add_repeat(&text, 'x', 2 << 20);
		str_add(&text, quoted ? "\"" : "");
		str_add(&text, quoted == 2 ? " " : "");
		str_add_repeat(&text, ',', 1 << 20);
		str_add_repeat(&text, 'y', (1 << 20) + 5);
		str_add(&text, "\nz\n");
		open_long(&x, &text);
		read_all(x.file);
		assert_false(csvfile_kept(x.file, 0, 0, &cell));
		assert_faults(&x, faults[quoted]);
		stop(&x);
	}
	str_release(&text);
}

/* Where a long row is not kept, its cells are counted, and split up to as many as are asked
 * for. */
static void test_some_cells_of_a_long_row(void **state)
{
	static const char *const fields[] = { "x,", "\"x\",", "\"x\" ,", "x\"," };
	static const size_t count = 800000;
	struct str text = STR_INIT;
	struct slice cell;
	struct fixture x;

	(void)state;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		size_t len = strlen(fields[i]);

		for (size_t k = 0; k < count; k++)
			str_add(&text, fields[i]);
		str_add(&text, ",,\nz\n");
		open_long(&x, &text);
		while (!csvfile_step(x.file, 0))
			continue;
		assert_int_equal(csvfile_rows(x.file), 2);
		assert_false(csvfile_kept(x.file, 0, 0, &cell));
		assert_int_equal(csvfile_cells(x.file, 0, 3, &x.row), count + 3);
		assert_int_equal(x.row.count, 3);
		for (size_t k = 0; k < 3; k++)
			assert_true(slice_equal(
				x.row.cells[k], slice_of(i == 3 ? "x\"" : "x")));
		assert_int_equal(csvfile_widest(x.file, 0, 1, 0), count);
		assert_int_equal(csvfile_widest(x.file, 0, 1, count + 1), count + 1);
		assert_int_equal(csvfile_cell(x.file, 0, count - 1), (count - 1) * len);
		assert_int_equal(csvfile_row(x.file, 0, &x.row), count + 3);
		assert_int_equal(x.row.count, count + 3);
		assert_int_equal(csvfile_cells(x.file, 1, 0, &x.row), 1);
		stop(&x);
	}
	str_release(&text);
}

/* ---- files, pipes ---- */

static void test_reads_a_file(void **state)
{
	char path[] = "/tmp/test_csvfile.XXXXXX";
	int fd = mkstemp(path);
	struct fixture x;
	uint64_t total;

	(void)state;
	assert_true(fd >= 0);
	for (int i = 0; i < 20000; i++)
		assert_true(dprintf(fd, "%d,\"quoted %d\",x\n", i, i) > 0);
	close(fd);
	start(&x);
	x.file = csvfile_open(path, "t.csv", 0, &csvfile_rfc4180, &x.diag);
	assert_false(csvfile_complete(x.file));
	assert_int_equal(csvfile_rows(x.file), 0);
	assert_false(csvfile_step(x.file, 0));
	assert_in_range(csvfile_rows(x.file), 1000, 10000);
	assert_int_equal(csvfile_bytes(x.file, &total), 65536);
	read_all(x.file);
	assert_int_equal(csvfile_bytes(x.file, NULL), total);
	assert_int_equal(csvfile_rows(x.file), 20000);
	csvfile_row(x.file, 12345, &x.row);
	assert_true(slice_equal(x.row.cells[0], slice_of("12345")));
	assert_true(slice_equal(x.row.cells[1], slice_of("quoted 12345")));
	assert_int_equal(csvfile_line(x.file, 19999), 20000);
	assert_faults(&x, "");
	stop(&x);
	unlink(path);
}

static void test_a_file_that_grew_is_read_whole(void **state)
{
	char path[] = "/tmp/test_csvfile.XXXXXX";
	int fd = mkstemp(path);
	struct fixture x;

	(void)state;
	assert_int_equal(write(fd, "a\nb\n", 4), 4);
	start(&x);
	x.file = csvfile_open(path, "t.csv", 0, &csvfile_rfc4180, &x.diag);
	csvfile_tune(x.file, 1, 100);
	assert_false(csvfile_step(x.file, 0));
	for (int i = 0; i < 5000; i++)
		assert_true(dprintf(fd, "%d\n", i) > 0);
	close(fd);
	read_all(x.file);
	assert_int_equal(csvfile_rows(x.file), 5002);
	stop(&x);
	unlink(path);
}

static void test_files_that_cannot_be_read(void **state)
{
	static const char *const paths[] = { "/nowhere/t.csv", "/tmp" };
	struct fixture x;

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		start(&x);
		x.file = csvfile_open(paths[i], "t.csv", 3, &csvfile_rfc4180, &x.diag);
		assert_true(csvfile_complete(x.file));
		assert_true(csvfile_step(x.file, 0));
		assert_int_equal(csvfile_rows(x.file), 0);
		assert_faults(&x, "no-file 0:0 -\n");
		assert_int_equal(x.diag.entries[0].place.table, 3);
		stop(&x);
	}
	csvfile_free(NULL);
}

static void test_a_pipe_is_not_waited_for(void **state)
{
	char path[] = "/tmp/test_csvfile.XXXXXX";
	struct fixture x;
	uint64_t total = 7;
	int fd;

	(void)state;
	fd = mkstemp(path);
	close(fd);
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	start(&x);
	x.file = csvfile_open(path, "t.csv", 0, &csvfile_rfc4180, &x.diag);
	assert_false(csvfile_step(x.file, INT64_MAX));
	fd = open(path, O_WRONLY);
	assert_true(fd >= 0);
	assert_false(csvfile_step(x.file, INT64_MAX));
	assert_true(csvfile_wait_fd(x.file) >= 0);
	assert_int_equal(write(fd, "a,b\nc", 5), 5);
	assert_false(csvfile_step(x.file, 0));
	assert_int_equal(csvfile_wait_fd(x.file), -1);
	assert_int_equal(csvfile_rows(x.file), 1);
	assert_int_equal(csvfile_bytes(x.file, &total), 5);
	assert_int_equal(total, 0);
	assert_false(csvfile_step(x.file, INT64_MAX));
	assert_int_equal(write(fd, "c,d", 3), 3);
	close(fd);
	read_all(x.file);
	assert_rows(&x, "[a][b]\n[cc][d]\n");
	assert_faults(&x, "");
	stop(&x);
	unlink(path);
}

/* The first line of a slow pipe is shown as text, and reading ends where it turns out to be
 * none. */
static void test_a_slow_pipe_is_looked_at_until_its_form_is_known(void **state)
{
	char path[] = "/tmp/test_csvfile.XXXXXX", binary[600] = "";
	struct fixture x;
	int fd;

	(void)state;
	fd = mkstemp(path);
	close(fd);
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	start(&x);
	x.file = csvfile_open(path, "t.csv", 0, &csvfile_rfc4180, &x.diag);
	fd = open(path, O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "a\nb\n", 4), 4);
	assert_false(csvfile_step(x.file, INT64_MAX));
	assert_int_equal(csvfile_rows(x.file), 2);
	assert_int_equal(write(fd, binary, sizeof binary), sizeof binary);
	assert_true(csvfile_step(x.file, INT64_MAX));
	assert_rows(&x, "[a]\n[b]\n");
	assert_faults(&x, "binary 0:0 -\n");
	close(fd);
	stop(&x);
	unlink(path);
}

/* ---- size, properties ---- */

static void test_every_line_may_open_a_quote(void **state)
{
	enum { LINES = 60000 };
	struct str text;
	struct fixture x;

	(void)state;
	/* Looking ahead for each of them again would take minutes. */
	str_init(&text);
	for (int i = 0; i < LINES; i++)
		str_add(&text, "some text,\"and a quote that is not closed\n");
	open_bytes(&x, text.buf, text.len, &csvfile_rfc4180, 65536, 1 << 20);
	assert_int_equal(csvfile_rows(x.file), LINES);
	assert_int_equal(x.diag.found[DIAG_ERROR], LINES);
	assert_int_equal(x.diag.entries[DIAG_KEEP - 1].place.line, DIAG_KEEP);
	assert_int_equal(x.diag.entries[DIAG_KEEP - 1].place.column, 11);
	stop(&x);
	str_release(&text);
}

static void test_lines_of_many_rows(void **state)
{
	enum { ROWS = 20000 };
	struct str text;
	struct fixture x;

	(void)state;
	/* Three lines a row, one of them blank. */
	str_init(&text);
	for (int i = 0; i < ROWS; i++)
		str_add(&text, "a,\"b\r\nc\"\r\n\r\n");
	open_bytes(&x, text.buf, text.len, &csvfile_rfc4180, 1000, 1 << 20);
	assert_int_equal(csvfile_rows(x.file), ROWS);
	for (size_t i = 0; i < ROWS; i += 97)
		assert_int_equal(csvfile_line(x.file, i), 1 + 3 * i);
	assert_faults(&x, "");
	stop(&x);
	str_release(&text);
}

static uint32_t random_below(uint64_t *seed, uint32_t limit)
{
	*seed = *seed * 6364136223846793005 + 1442695040888963407;
	return (uint32_t)(*seed >> 33) % limit;
}

/* Pieces that meet in all ways that matter; some kinds of file leave some out. */
static void add_random_piece(struct str *text, uint64_t *seed, uint32_t kind)
{
	static const char *const pieces[] = { "a", "bc", ",", "\n", "\"", "\"\"", "\",\"",
		"\"\n\"", "\r\n", "\r", "\xC3\xA9", "\xE6\x97\xA5", " ", "\n\n", ",\"" };
	static const uint32_t kinds[] = { 4, 5, 8, 9, 15, 15 };

	if (random_below(seed, 64) == 0)
		str_add_char(text, '\0');
	str_add(text, pieces[random_below(seed, kinds[kind])]);
}

/* Appends rows and faults of the file that LEN bytes of TEXT are, and holds that the rows
 * leave out no byte but line ends. */
static void add_all(struct str *out, const struct str *text,
	const struct csvfile_dialect *dialect, size_t portion, size_t longest)
{
	struct fixture x;
	size_t kept = 0, rest = 0, widest = 0, cells = 0;
	bool plain;

	open_bytes(&x, text->buf, text->len, dialect, portion, longest);
	for (size_t i = 0; i < csvfile_rows(x.file); i++) {
		kept += csvfile_raw(x.file, i, &plain).len;
		csvfile_row(x.file, i, &x.row);
		cells = x.row.count > cells ? x.row.count : cells;
		for (size_t k = widest; k < x.row.count; k++)
			if (x.row.cells[k].len)
				widest = k + 1;
		for (size_t k = 0; k < x.row.count; k++) {
			str_addf(out, "[%zu ", csvfile_cell(x.file, i, k));
			str_add_bytes(out, x.row.cells[k].text, x.row.cells[k].len);
			str_add_char(out, ']');
		}
		str_addf(out, "%zu\n", csvfile_line(x.file, i));
	}
	/* What is quoted is no empty cell. */
	assert_in_range(
		csvfile_widest(x.file, 0, csvfile_rows(x.file), 0), widest, cells);
	for (size_t i = 0; csvfile_rows(x.file) && i < text->len; i++)
		rest += text->buf[i] == '\n' || text->buf[i] == '\r';
	assert_in_range(kept, csvfile_rows(x.file) ? text->len - rest : 0, text->len);
	for (size_t i = 0; i < x.diag.count; i++) {
		diag_add_line(out, &x.diag.entries[i]);
		str_add_char(out, '\n');
	}
	stop(&x);
}

static void test_random_files_are_as_libcsv_has_them(void **state)
{
	static const char delimiters[] = { ',', ',', ';', '\t', 'b' };
	static const struct csvfile_dialect dialects[] = {
		{ .delimiter = ',', .quote = '"', .double_quote = true, .header = 1 },
		{ .delimiter = ',', .quote = '"' },
		{ .delimiter = ',', .quote = '"', .escape = 'b', .header = 1 },
		{ .delimiter = ',',
			.quote = '"',
			.double_quote = true,
			.skip_space = true },
	};
	uint64_t seed = 42;
	struct str text = STR_INIT, whole = STR_INIT, parts = STR_INIT;
	size_t compared = 0;

	(void)state;
	for (uint32_t i = 0; i < 25000; i++) {
		uint32_t pieces = random_below(&seed, i % 10 ? 25 : 120);
		uint32_t kind = random_below(&seed, 6);
		char delimiter = delimiters[random_below(&seed, sizeof delimiters)];
		uint32_t portion = 1 + random_below(&seed, 20);
		uint32_t longest = kind % 2 ? 1 << 20 : 1 + random_below(&seed, 30);
		const struct csvfile_dialect *dialect = &dialects[i % 4];

		str_clear(&text);
		/* A row this long is split in another way. */
		if (i % 50 == 0) {
			str_add(&text, i % 100 ? "\"" : "");
			str_add_repeat(&text, 'x', 20000);
			str_add(&text, i % 100 ? "\"\"\"" : "");
			str_add_char(&text, delimiter);
		}
		for (uint32_t k = 0; k < pieces; k++)
			add_random_piece(&text, &seed, kind);
		compared += csvreference_check(text.buf, text.len, delimiter, portion);
		csvreference_check(text.buf, text.len, delimiter, 65536);
		/* Whatever is in them, it does not matter how the bytes arrive. */
		str_clear(&whole);
		add_all(&whole, &text, dialect, 65536, longest);
		str_clear(&parts);
		add_all(&parts, &text, dialect, portion, longest);
		assert_int_equal(parts.len, whole.len);
		assert_memory_equal(parts.buf, whole.buf, whole.len);
	}
	assert_in_range(compared, 8000, 25000);
	str_release(&text);
	str_release(&whole);
	str_release(&parts);
}

/* ---- several files ---- */

/* The second breaks off in its last row, which is not half a row. */
static void test_files_in_any_portions(void **state)
{
	static const size_t portions[] = { 65536, 1, 2, 3, 7, 30 };
	struct folder folder;
	struct str bytes = STR_INIT;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "a.csv", "\xEF\xBB\xBFid,v\n1,\"a\nb\"\n2,\"c");
	add_gzip(&bytes, "id,v\r\n3,d\r\n4,e\r\n5,\"f\ng", 22);
	folder_write_bytes(&folder, "b.csv", bytes.buf, bytes.len - 5);
	folder_write(&folder, "c.csv", "\n\nid,v\n6,\"g\n7,h\n\n8,\xF6");
	for (size_t i = 0; i < sizeof portions / sizeof *portions; i++) {
		struct csvfile_part parts[3];
		char paths[3][100];
		struct fixture x;

		start(&x);
		for (int k = 0; k < 3; k++) {
			snprintf(paths[k], sizeof paths[k], "%s/%c.csv", folder.path,
				'a' + k);
			parts[k] = (struct csvfile_part){ paths[k], "t.csv" };
		}
		x.file = csvfile_open_parts(parts, 3, 0, &csvfile_rfc4180, &x.diag);
		csvfile_tune(x.file, portions[i], 1 << 20);
		read_all(x.file);
		assert_rows(&x,
			"[id][v]\n[1][a\nb]\n[2][c]\n[3][d]\n[4][e]\n[6][g]\n[7][h]\n[8]["
			"\xF6]\n");
		assert_faults(&x,
			"byte-order-mark 1:1 -\nopen-quote 4:3 1\nread 0:0 -\nopen-quote "
			"4:3 "
			"4\n");
		assert_int_equal(csvfile_line(x.file, 2), 4);
		assert_int_equal(csvfile_line(x.file, 3), 2);
		assert_int_equal(csvfile_line(x.file, 7), 7);
		assert_int_equal(csvfile_spot(x.file, 7, 2).column, 3);
		stop(&x);
	}
	str_release(&bytes);
	folder_remove(&folder);
}

/* A row is in the file it was read from, also behind one that is not there; and nothing is
 * read behind the limit, which is reported for each. */
static void test_files_that_are_not_there_or_too_much(void **state)
{
	static const char *const names[] = { "a.csv", "b.csv", "c.csv" };
	struct csvfile_part parts[3];
	struct folder folder;
	char paths[3][100];
	struct fixture x;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "a.csv", "id\n1\n2\n");
	folder_write(&folder, "c.csv", "id\n3\n4\n");
	for (int k = 0; k < 3; k++) {
		snprintf(paths[k], sizeof paths[k], "%s/%s", folder.path, names[k]);
		parts[k] = (struct csvfile_part){ paths[k], names[k] };
	}
	start(&x);
	x.file = csvfile_open_parts(parts, 3, 0, &csvfile_rfc4180, &x.diag);
	read_all(x.file);
	assert_rows(&x, "[id]\n[1]\n[2]\n[3]\n[4]\n");
	assert_int_equal(x.diag.count, 1);
	assert_int_equal(x.diag.entries[0].fault, FAULT_NO_FILE);
	assert_string_equal(x.diag.entries[0].place.file, "b.csv");
	for (size_t row = 0; row < 5; row++)
		assert_string_equal(
			csvfile_name(x.file, row), row < 3 ? "a.csv" : "c.csv");
	assert_int_equal(csvfile_line(x.file, 3), 2);
	stop(&x);
	start(&x);
	x.file = csvfile_open_parts(parts, 3, 0, &csvfile_rfc4180, &x.diag);
	csvfile_set_limit(x.file, 6, SIZE_MAX);
	read_all(x.file);
	assert_true(csvfile_broken(x.file));
	assert_rows(&x, "[id]\n[1]\n");
	assert_int_equal(x.diag.count, 3);
	for (int k = 0; k < 3; k++) {
		assert_int_equal(x.diag.entries[k].fault, FAULT_READ);
		assert_string_equal(x.diag.entries[k].place.file, names[k]);
	}
	stop(&x);
	folder_remove(&folder);
}

/* Cells and bytes of a row are at the same spots whatever was asked before. The quoted line
 * breaks are CR LF, LF and CR. */
static void test_spots_in_any_order(void **state)
{
	static const char text[] = "a,\"b\r\nb\",c\nd,\"\n\re\",,f\n";
	static const size_t cells[2][5] = { { 0, 2, 9, 10, 10 }, { 0, 2, 8, 9, 10 } };
	static const size_t spots[2][11][2] = {
		{ { 1, 1 }, { 1, 2 }, { 1, 3 }, { 1, 4 }, { 1, 5 }, { 0, 0 }, { 2, 1 },
			{ 2, 2 }, { 2, 3 }, { 2, 4 }, { 2, 5 } },
		{ { 3, 1 }, { 3, 2 }, { 3, 3 }, { 3, 4 }, { 4, 1 }, { 5, 1 }, { 5, 2 },
			{ 5, 3 }, { 5, 4 }, { 5, 5 }, { 5, 6 } },
	};
	unsigned seed = 7;
	struct fixture x;

	(void)state;
	open_text(&x, text);
	for (int i = 0; i < 2000; i++) {
		size_t row, cell, offset;

		seed = seed * 1103515245 + 12345;
		row = (seed >> 8) % 2;
		cell = (seed >> 10) % 5;
		offset = (seed >> 16) % 11;
		assert_int_equal(csvfile_cell(x.file, row, cell), cells[row][cell]);
		/* Between CR and LF: a spot that nobody asks for, but may. */
		if (spots[row][offset][0]) {
			struct csvfile_spot spot = csvfile_spot(x.file, row, offset);

			assert_int_equal(spot.line, spots[row][offset][0]);
			assert_int_equal(spot.column, spots[row][offset][1]);
		} else {
			csvfile_spot(x.file, row, offset);
		}
	}
	stop(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spots_in_any_order),
		cmocka_unit_test(test_lines_without_quotes),
		cmocka_unit_test(test_lines_with_quotes),
		cmocka_unit_test(test_stray_quotes),
		cmocka_unit_test(test_open_quotes),
		cmocka_unit_test(test_rows_behind_a_lost_quote_are_recovered),
		cmocka_unit_test(test_rows_are_recovered_in_other_dialects),
		cmocka_unit_test(test_sentences_of_lost_quotes),
		cmocka_unit_test(test_long_fields),
		cmocka_unit_test(test_mixed_line_ends),
		cmocka_unit_test(test_byte_order_marks),
		cmocka_unit_test(test_dialects),
		cmocka_unit_test(test_escapes_and_blanks),
		cmocka_unit_test(test_lines_that_are_no_rows),
		cmocka_unit_test(test_columns_in_a_dialect_without_quotes),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_other_encodings),
		cmocka_unit_test(test_finds_the_widest_row),
		cmocka_unit_test(test_a_long_first_row_is_there_at_once),
		cmocka_unit_test(test_rows_that_are_kept_split),
		cmocka_unit_test(test_quotes_at_the_end_of_a_portion),
		cmocka_unit_test(test_what_is_kept_is_limited),
		cmocka_unit_test(test_some_cells_of_a_long_row),
		cmocka_unit_test(test_reads_a_file),
		cmocka_unit_test(test_a_file_that_grew_is_read_whole),
		cmocka_unit_test(test_files_that_cannot_be_read),
		cmocka_unit_test(test_a_pipe_is_not_waited_for),
		cmocka_unit_test(
			test_a_slow_pipe_is_looked_at_until_its_form_is_known),
		cmocka_unit_test(test_every_line_may_open_a_quote),
		cmocka_unit_test(test_lines_of_many_rows),
		cmocka_unit_test(test_random_files_are_as_libcsv_has_them),
		cmocka_unit_test(test_files_in_any_portions),
		cmocka_unit_test(test_files_that_are_not_there_or_too_much),
	};

	return cmocka_run_group_tests_name("csvfile", tests, NULL, NULL);
}
