/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/listing.h"

#include "unit/cellsmade.h"
#include "unit/listed.h"

static const char *as_markdown(struct str *out, const char *cell)
{
	str_clear(out);
	listing_add_markdown(out, slice_of(cell));
	return out->buf;
}

static void test_markup_is_escaped(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_markdown(&out, "a|b"), "a\\|b");
	assert_string_equal(as_markdown(&out, "\\|"), "\\\\\\|");
	assert_string_equal(as_markdown(&out, "`x`"), "\\`x\\`");
	assert_string_equal(as_markdown(&out, "<b>"), "\\<b\\>");
	assert_string_equal(as_markdown(&out, "*a* _b_ ~c~"), "\\*a\\* \\_b\\_ \\~c\\~");
	assert_string_equal(as_markdown(&out, "&lt; &#60;"), "\\&lt; \\&\\#60;");
	assert_string_equal(as_markdown(&out, "$5 to $6"), "\\$5 to \\$6");
	assert_string_equal(as_markdown(&out, "x^2^"), "x\\^2\\^");
	assert_string_equal(as_markdown(&out, "[a](b)"), "\\[a\\](b)");
	assert_string_equal(as_markdown(&out, "Côte d’Ivoire, 漢"), "Côte d’Ivoire, 漢");
	str_release(&out);
}

static void test_line_ends_stay_in_the_line(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_markdown(&out, "a\nb\r\nc\rd\r"), "a<br>b<br>c<br>d<br>");
	assert_string_equal(as_markdown(&out, "\n\n"), "<br><br>");
	assert_string_equal(as_markdown(&out, "a\tb"), "a b");
	str_release(&out);
}

static void test_a_table_has_titles_and_sides(void **state)
{
	static const struct listing_column columns[] = { { .name = "name",
								 .title = "Name|s" },
		{ .name = "number", .title = "No.", .type = LISTING_NUMBER } };
	struct listed l;

	(void)state;
	listed_make(&l, columns, 2);
	assert_string_equal(listed_write(&l, FORMAT_MARKDOWN),
		"| Name\\|s | No. |\n| --- | ---: |\n");
	listed_add(&l, "Bali");
	listed_add(&l, "1");
	listed_add(&l, "");
	listed_add(&l, "");
	assert_string_equal(listed_write(&l, FORMAT_MARKDOWN),
		"| Name\\|s | No. |\n| --- | ---: |\n| Bali | 1 |\n|  |  |\n");
	listed_release(&l);
}

/* Tells how many cells the line from AT to END has for a reader of pipe tables. */
static size_t count_cells(const char *at, const char *end)
{
	size_t pipes = 0;

	for (; at < end; at++) {
		if (*at == '\\')
			at++;
		else
			pipes += *at == '|';
	}
	return pipes - 1;
}

static void check_lines(const struct listed *l)
{
	const char *at = l->outfile.text.buf, *end = at + l->outfile.text.len;
	size_t lines = 0;

	while (at < end) {
		const char *line = memchr(at, '\n', (size_t)(end - at));

		assert_non_null(line);
		assert_memory_equal(at, "| ", 2);
		assert_memory_equal(line - 2, " |", 2);
		assert_null(memchr(at, '\r', (size_t)(line - at)));
		assert_int_equal(count_cells(at, line), l->list.count);
		at = line + 1;
		lines++;
	}
	assert_int_equal(lines, l->list.rows + 2);
}

static void test_a_row_is_a_line_whatever_it_holds(void **state)
{
	static const struct listing_column columns[] = { { .name = "a", .title = "A" },
		{ .name = "b", .title = "B" }, { .name = "c", .title = "C" } };
	uint64_t seed = 3;
	struct str cell;

	(void)state;
	str_init(&cell);
	for (int round = 0; round < 1000; round++) {
		size_t count = 1 + random_below(&seed, 3);
		size_t cells = count * random_below(&seed, 5);
		struct listed l;

		listed_make(&l, columns, count);
		for (size_t i = 0; i < cells; i++) {
			str_clear(&cell);
			cellsmade_add(&seed, &cell);
			listed_add_bytes(&l, cell.buf, cell.len);
		}
		listed_write(&l, FORMAT_MARKDOWN);
		check_lines(&l);
		listed_release(&l);
	}
	str_release(&cell);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markup_is_escaped),
		cmocka_unit_test(test_line_ends_stay_in_the_line),
		cmocka_unit_test(test_a_table_has_titles_and_sides),
		cmocka_unit_test(test_a_row_is_a_line_whatever_it_holds),
	};

	return cmocka_run_group_tests_name("listing_markdown", tests, NULL, NULL);
}
