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

/* Parses TEXT, its first CUT bytes apart; returns what csvsingle_finish does. */
static bool parse(struct str *out, const char *text, size_t cut)
{
	const struct csvparser_calls calls = { add_cell, add_row, out };
	struct csvsingle p;
	bool closed;

	str_clear(out);
	csvsingle_init(&p, ',', '"');
	csvsingle_feed(&p, text, cut, &calls);
	csvsingle_feed(&p, text + cut, strlen(text) - cut, &calls);
	closed = csvsingle_finish(&p, &calls);
	csvsingle_release(&p);
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
			assert_int_equal(
				parse(&out, examples[i].text, cut), examples[i].closed);
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
	struct csvsingle p;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		csvsingle_init(&p, ',', '"');
		assert_int_equal(csvsingle_feed(&p, examples[i].text,
					 strlen(examples[i].text), &calls),
			examples[i].stray);
		csvsingle_release(&p);
	}
	str_release(&out);
}

static void test_a_quote_that_is_the_delimiter_is_none(void **state)
{
	struct str out;
	const struct csvparser_calls calls = { add_cell, add_row, &out };
	struct csvsingle p;

	(void)state;
	str_init(&out);
	csvsingle_init(&p, ';', ';');
	assert_int_equal(csvsingle_feed(&p, "a;\"b;c\"\n", 8, &calls), 8);
	assert_true(csvsingle_finish(&p, &calls));
	assert_string_equal(out.buf, "[a][\"b][c\"]N");
	csvsingle_release(&p);
	str_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_and_rows),
		cmocka_unit_test(test_returns_the_first_stray_byte),
		cmocka_unit_test(test_a_quote_that_is_the_delimiter_is_none),
	};

	return cmocka_run_group_tests_name("csvsingle", tests, NULL, NULL);
}
