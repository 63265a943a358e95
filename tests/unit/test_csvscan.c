/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/csvrows.h"

#include <stdlib.h>

#include "unit/test.h"

static struct csvscan scan_of(const char *text, size_t have, bool eof)
{
	return (struct csvscan){
		.bytes = text,
		.have = have,
		.eof = eof,
		.delimiter = ',',
		.quote = '"',
		.has_quotes = true,
		.double_quote = true,
		.reopens = true,
	};
}

static void test_finds_line_ends(void **state)
{
	/*                         0123 4 5678 9 0 12 3 45 */
	static const char text[] = "abc\r\ndef\n\nx\ry\r\rz";
	static const struct csvscan_line lines[] = { { 3, 5 }, { 8, 9 }, { 9, 10 },
		{ 11, 12 }, { 13, 14 }, { 14, 15 }, { 16, 16 } };
	struct csvscan s = scan_of(text, sizeof text - 1, true);
	struct csvscan_line line;
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		assert_true(csvscan_line(&s, at, &line));
		assert_int_equal(line.end, lines[i].end);
		assert_int_equal(line.after, lines[i].after);
		at = line.after;
	}
	assert_int_equal(at, sizeof text - 1);
}

static void test_waits_for_what_ends_a_line(void **state)
{
	static const char text[] = "abc\r\nd";
	struct csvscan s = scan_of(text, 0, false);
	struct csvscan_line line;

	(void)state;
	for (s.have = 0; s.have <= 4; s.have++) {
		assert_false(csvscan_line(&s, 0, &line));
		/* A CR may be half of an end, so it counts as not there. */
		assert_int_equal(line.end, s.have < 3 ? s.have : 3);
	}
	s.have = 5;
	assert_true(csvscan_line(&s, 0, &line));
	assert_int_equal(line.end, 3);
	assert_int_equal(line.after, 5);
	s.have = 6;
	assert_false(csvscan_line(&s, 5, &line));
	s.eof = true;
	assert_true(csvscan_line(&s, 5, &line));
	assert_int_equal(line.end, 6);
	assert_int_equal(line.after, 6);
}

static void test_a_last_cr_is_an_end(void **state)
{
	struct csvscan s = scan_of("a\r", 2, false);
	struct csvscan_line line;

	(void)state;
	assert_false(csvscan_line(&s, 0, &line));
	s.eof = true;
	assert_true(csvscan_line(&s, 0, &line));
	assert_int_equal(line.end, 1);
	assert_int_equal(line.after, 2);
}

static void test_finds_quotes(void **state)
{
	struct csvscan s = scan_of("ab\"cd\"", 6, true);

	(void)state;
	assert_false(csvscan_quoted(&s, 0, 2));
	assert_true(csvscan_quoted(&s, 0, 3));
	assert_true(csvscan_quoted(&s, 2, 6));
	assert_false(csvscan_quoted(&s, 3, 5));
	assert_true(csvscan_quoted(&s, 3, 6));
	s = scan_of("ab\"", 3, true);
	s.has_quotes = false;
	assert_false(csvscan_quoted(&s, 0, 3));
}

static void test_finds_where_a_field_ends(void **state)
{
	static const struct {
		const char *text;
		bool eof;
		enum csvscan_answer answer;
	} examples[] = {
		{ "\nabc\"\n", true, CSVSCAN_YES },
		{ "\nabc\",", false, CSVSCAN_YES },
		{ "\nabc\"\r", false, CSVSCAN_YES },
		{ "\nabc\"", true, CSVSCAN_YES },
		{ "\nabc\"", false, CSVSCAN_UNKNOWN },
		{ "\nabc", false, CSVSCAN_UNKNOWN },
		{ "\nabc", true, CSVSCAN_NO },
		/* Doubled: a quote in the text; so is one followed by text. */
		{ "\nabc\"\"\n", true, CSVSCAN_NO },
		{ "\nabc\"\"\"\n", true, CSVSCAN_YES },
		{ "\nabc\"d\n", true, CSVSCAN_NO },
		{ "\nabc\"d\n\",", true, CSVSCAN_YES },
		{ "\n\"\"\"\"", true, CSVSCAN_NO },
		/* Too far away, whether or not it is there already. */
		{ "\nabcdefghijk\"\n", false, CSVSCAN_NO },
		{ "\nabcdefghijk", false, CSVSCAN_NO },
		{ "\nabcdefghi\"\n", false, CSVSCAN_YES },
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const char *text = examples[i].text;
		struct csvscan s = scan_of(text, strlen(text), examples[i].eof);

		assert_int_equal(csvscan_ends(&s, 0, 10), examples[i].answer);
		/* The answer stays. */
		assert_int_equal(csvscan_ends(&s, 0, 10), examples[i].answer);
	}
}

static void test_finds_what_closes_a_field(void **state)
{
	static const struct {
		const char *text;
		bool eof;
		enum csvscan_answer answer;
		size_t at, after;
	} examples[] = {
		{ "\nabc\"\n", false, CSVSCAN_YES, 4, 5 },
		{ "\nabc\"d", false, CSVSCAN_YES, 4, 5 },
		{ "\nabc\" \t d", false, CSVSCAN_YES, 4, 8 },
		{ "\nabc\"  ", false, CSVSCAN_UNKNOWN, 4, 7 },
		{ "\nabc\"  ", true, CSVSCAN_YES, 4, 7 },
		{ "\nabc\"", false, CSVSCAN_UNKNOWN, 4, 0 },
		{ "\nabc\"", true, CSVSCAN_YES, 4, 5 },
		{ "\nabc\"\"d\"\"\"e", false, CSVSCAN_YES, 7, 10 },
		{ "\nabc\"\"", true, CSVSCAN_NO, 6, 0 },
		{ "\nabc", false, CSVSCAN_UNKNOWN, 4, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const char *text = examples[i].text;
		struct csvscan s = scan_of(text, strlen(text), examples[i].eof);

		assert_int_equal(csvscan_closes(&s, 0), examples[i].answer);
		assert_int_equal(csvscan_closes(&s, 0), examples[i].answer);
		assert_int_equal(s.close.at, examples[i].at);
		if (s.close.found)
			assert_int_equal(s.close.after, examples[i].after);
	}
}

static void test_every_quote_closes_where_none_is_doubled(void **state)
{
	struct csvscan s = scan_of("\na\"\"b", 5, true);

	(void)state;
	s.double_quote = false;
	assert_int_equal(csvscan_closes(&s, 0), CSVSCAN_YES);
	assert_int_equal(s.close.at, 2);
	assert_int_equal(csvscan_closes(&s, 3), CSVSCAN_YES);
	assert_int_equal(s.close.at, 3);
	assert_int_equal(csvscan_closes(&s, 4), CSVSCAN_NO);
}

/* Fields as "text-close-end" with what they are: q for quoted, b for blanks, s for stray, o
 * for open. */
static void test_finds_fields(void **state)
{
	static const struct {
		const char *text;
		bool letters;
		char escape;
		const char *fields;
	} examples[] = {
		{ "", false, 0, "0-0-0 " },
		{ "a,,b", false, 0, "0-1-1 2-2-2 3-4-4 " },
		{ "\"a,b\",c", false, 0, "1-4-5q 6-7-7 " },
		{ "\"a\"\"b\"", false, 0, "1-5-6q " },
		{ "\"a\" \t,c", false, 0, "1-2-5qb 6-7-7 " },
		{ "a\"b,c", false, 0, "0-3-3s 4-5-5 " },
		/* Text follows: the field goes on, or the quotes are letters. */
		{ "\"a\"b,c\",d", false, 0, "1-6-7qs 8-9-9 " },
		{ "\"a\"b,c\",d", true, 0, "0-4-4s 5-7-7s 8-9-9 " },
		{ "\"a\"b,c", false, 0, "1-6-6qso " },
		{ "\"a\"b,c", true, 0, "0-4-4s 5-6-6 " },
		{ "\"a,b", false, 0, "1-4-4qo " },
		{ "\"a,b", true, 0, "0-2-2s 3-4-4 " },
		{ "\"\"a\"\",b", true, 0, "0-5-5s 6-7-7 " },
		{ "\"x,y\",\"a", true, 0, "1-4-5q 6-8-8s " },
		/* With an escape the field ends at the next delimiter. */
		{ "\"a\"b,c\",d", false, '\\', "1-2-4qs 5-7-7s 8-9-9 " },
		{ "\"a\\\"b\",c\\,\\\"d", false, '\\', "1-5-6q 7-13-13 " },
		{ "a\\", false, '\\', "0-2-2o " },
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		size_t len = strlen(examples[i].text), from = 0;
		struct csvscan s = scan_of(examples[i].text, len, true);
		struct csvfield f;

		s.escape = examples[i].escape;
		s.reopens = !s.escape;
		str_clear(&out);
		do {
			f = csvscan_field(&s, from, len, examples[i].letters);
			str_addf(&out, "%zu-%zu-%zu%s%s%s%s ", f.text, f.close, f.end,
				f.quoted ? "q" : "", f.blanks ? "b" : "",
				f.stray ? "s" : "", f.open ? "o" : "");
			from = f.end + 1;
		} while (f.end < len);
		assert_string_equal(out.buf, examples[i].fields);
	}
	str_release(&out);
}

/* What csvscan_ends has to answer once all bytes are there. */
static bool closes(const char *text, size_t len, size_t from, size_t limit)
{
	for (size_t i = from; i < len && i <= limit; i++) {
		size_t end = i;

		while (end < len && text[end] == '"')
			end++;
		if ((end - i) % 2 == 1 && (end == len || strchr(",\n", text[end])))
			return true;
		if (end > i)
			i = end;
	}
	return false;
}

static void test_answers_do_not_depend_on_how_bytes_arrive(void **state)
{
	enum { SIZE = 40 };
	static const char alphabet[] = "a\"\"\",\n";
	char text[SIZE + 1] = "";

	(void)state;
	srand(7);
	for (int round = 0; round < 3000; round++) {
		struct csvscan s = scan_of(text, 0, false);
		size_t limit_behind = (size_t)(rand() % SIZE);

		for (size_t i = 0; i < SIZE; i++)
			text[i] = alphabet[rand() % 6];
		/* Asked at growing places, each until there is an answer. */
		for (size_t from = 0; from < SIZE; from += 1 + (size_t)(rand() % 7)) {
			size_t limit = from + limit_behind;
			enum csvscan_answer answer;

			if (s.have <= from)
				s.have = from + 1;
			/* From the middle of a run nothing is asked. */
			if (from && text[from - 1] == '"')
				continue;
			while ((answer = csvscan_ends(&s, from, limit)) ==
				CSVSCAN_UNKNOWN) {
				assert_false(s.eof);
				s.have += s.have < SIZE;
				s.eof = s.have == SIZE && rand() % 2;
			}
			assert_int_equal(
				answer == CSVSCAN_YES, closes(text, SIZE, from, limit));
		}
	}
}

static void test_counts_line_ends(void **state)
{
	static const struct {
		const char *text;
		size_t ends;
	} examples[] = {
		{ "", 0 },
		{ "a", 0 },
		{ "a\n", 1 },
		{ "a\r", 1 },
		{ "a\r\n", 1 },
		{ "\n\r", 2 },
		{ "\r\r\n\n", 3 },
		{ "a\nb\rc\r\nd", 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		assert_int_equal(
			csvscan_count_ends(examples[i].text, strlen(examples[i].text)),
			examples[i].ends);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_line_ends),
		cmocka_unit_test(test_waits_for_what_ends_a_line),
		cmocka_unit_test(test_a_last_cr_is_an_end),
		cmocka_unit_test(test_finds_quotes),
		cmocka_unit_test(test_finds_what_closes_a_field),
		cmocka_unit_test(test_finds_where_a_field_ends),
		cmocka_unit_test(test_finds_fields),
		cmocka_unit_test(test_every_quote_closes_where_none_is_doubled),
		cmocka_unit_test(test_answers_do_not_depend_on_how_bytes_arrive),
		cmocka_unit_test(test_counts_line_ends),
	};

	return cmocka_run_group_tests_name("csvscan", tests, NULL, NULL);
}
