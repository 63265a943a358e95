#include "config.h"

#include "data/csvrows.h"

#include "unit/test.h"

static void add_cell(void *text, size_t len, void *data)
{
	struct str *out = data;

	str_add_char(out, '[');
	str_add_bytes(out, text, len);
	str_add_char(out, ']');
}

static void add_row(int end, void *data)
{
	str_add(data, end == '\n' ? "N" : end == '\r' ? "R" : "E");
}

/* Quotes are not doubled. */
static const struct csvfile_dialect single = { .delimiter = ',', .quote = '"' };

/* Parses TEXT, its first CUT bytes apart; returns what csvvariant_finish does. */
static bool parse(struct str *out, const struct csvfile_dialect *dialect,
	const char *text, size_t cut)
{
	const struct csvparser_calls calls = { add_cell, add_row, out };
	struct csvvariant p;
	bool closed;

	str_clear(out);
	csvvariant_init(&p, dialect);
	csvvariant_feed(&p, text, cut, &calls);
	csvvariant_feed(&p, text + cut, strlen(text) - cut, &calls);
	closed = csvvariant_finish(&p, &calls);
	csvvariant_release(&p);
	return closed;
}

static void test_cells_and_rows(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
		bool closed;
	} examples[] = {
		{ "", "", true },
		{ "\n\r\n", "", true },
		{ "a,b\nc\r\n", "[a][b]N[c]R", true },
		{ "a,,\n,", "[a][][]N[][]E", true },
		{ " a ", "[ a ]E", true },
		{ "\"a,b\nc\",d\n", "[a,b\nc][d]N", true },
		{ "\"\"\n\"\",\"\"", "[]N[][]E", true },
		/* A second quote ends nothing and begins nothing: it is text. */
		{ "\"a\"\"b\",c\n", "[a\"b\"][c]N", true },
		{ "\"a\"b\"c\n", "[ab\"c]N", true },
		{ "a\"b\"\n", "[a\"b\"]N", true },
		{ "a,\"b\nc", "[a][b\nc]E", false },
		{ "\"", "[]E", false },
		{ "a,\"b\"", "[a][b]E", true },
	};
	struct str out;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		for (size_t cut = 0; cut <= strlen(examples[i].text); cut++) {
			assert_int_equal(parse(&out, &single, examples[i].text, cut),
				examples[i].closed);
			assert_string_equal(out.buf, examples[i].expected);
		}
	}
	str_release(&out);
}

static void test_escapes_and_blanks(void **state)
{
	static const struct csvfile_dialect escape = {
		.delimiter = ',', .quote = '"', .escape = '\\'
	};
	static const struct csvfile_dialect both = {
		.delimiter = ',', .quote = '"', .escape = '\\', .double_quote = true
	};
	static const struct csvfile_dialect bare = { .delimiter = '|', .escape = '\\' };
	static const struct csvfile_dialect blanks = {
		.delimiter = ',', .quote = '"', .double_quote = true, .skip_space = true
	};
	static const struct {
		const struct csvfile_dialect *dialect;
		const char *text;
		const char *expected;
	} examples[] = {
		{ &escape, "a\\,b,c\n", "[a,b][c]N" },
		{ &escape, "\"a\\\"b\",c\n", "[a\"b][c]N" },
		{ &escape, "\\\"a,b\n", "[\"a][b]N" },
		{ &escape, "a\\\\,b\n", "[a\\][b]N" },
		{ &escape, "a\\\nb,c\n", "[a\nb][c]N" },
		{ &escape, "\"a\\\\\",b\n", "[a\\][b]N" },
		{ &escape, "a\\", "[a\\]E" },
		{ &both, "\"a\"\"b\\\"c\"\n", "[a\"b\"c]N" },
		{ &bare, "\"a\\|b|c\n", "[\"a|b][c]N" },
		{ &blanks, "a, b,  c \n", "[a][b][c ]N" },
		{ &blanks, " a, \"b, c\",d\n", "[a][b, c][d]N" },
		{ &blanks, "a, \n", "[a][]N" },
		{ &blanks, " \n", "[]N" },
		{ &blanks, "\" a\"\n", "[ a]N" },
		{ &blanks, "\"a\"\"b\"\n", "[a\"b]N" },
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		for (size_t cut = 0; cut <= strlen(examples[i].text); cut++) {
			parse(&out, examples[i].dialect, examples[i].text, cut);
			assert_string_equal(out.buf, examples[i].expected);
		}
	}
	str_release(&out);
}

static void test_returns_the_first_stray_byte(void **state)
{
	static const struct {
		const char *text;
		size_t stray;
	} examples[] = {
		{ "a,\"b\",c\n", 8 },
		{ "a\"b\"\n", 1 },
		{ "a,b\"\n", 3 },
		{ "\"a\"b,c\"\n", 3 },
		{ "\"a\"\"b\"\n", 3 },
		{ "\"a,\n,\"\n", 7 },
	};
	struct str out;
	const struct csvparser_calls calls = { add_cell, add_row, &out };
	struct csvvariant p;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		csvvariant_init(&p, &single);
		assert_int_equal(csvvariant_feed(&p, examples[i].text,
					 strlen(examples[i].text), &calls),
			examples[i].stray);
		csvvariant_release(&p);
	}
	str_release(&out);
}

static void test_a_quote_that_is_the_delimiter_is_none(void **state)
{
	struct str out;
	const struct csvparser_calls calls = { add_cell, add_row, &out };
	struct csvvariant p;

	(void)state;
	str_init(&out);
	csvvariant_init(&p, &(struct csvfile_dialect){ .delimiter = ';' });
	assert_int_equal(csvvariant_feed(&p, "a;\"b;c\"\n", 8, &calls), 8);
	assert_true(csvvariant_finish(&p, &calls));
	assert_string_equal(out.buf, "[a][\"b][c\"]N");
	csvvariant_release(&p);
	str_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_and_rows),
		cmocka_unit_test(test_escapes_and_blanks),
		cmocka_unit_test(test_returns_the_first_stray_byte),
		cmocka_unit_test(test_a_quote_that_is_the_delimiter_is_none),
	};

	return cmocka_run_group_tests_name("csvvariant", tests, NULL, NULL);
}
