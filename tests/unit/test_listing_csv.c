/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/listing.h"

#include <csv.h>

#include "data/csvfile.h"
#include "data/diag.h"
#include "unit/cellsmade.h"
#include "unit/listed.h"

enum { COLUMNS = 5, ROWS = 6, ROUNDS = 4000 };

/* Random records; the names of the columns are as bad as the cells, but for NUL. */
struct made {
	struct str names[COLUMNS];
	struct listing_column columns[COLUMNS];
	struct listed l;
};

static void made_make(struct made *m, uint64_t *seed)
{
	size_t columns = 1 + random_below(seed, COLUMNS);
	size_t cells = columns * random_below(seed, ROWS);
	struct str cell;

	memset(m->columns, 0, sizeof m->columns);
	for (size_t i = 0; i < COLUMNS; i++) {
		str_init(&m->names[i]);
		if (i < columns)
			cellsmade_add(seed, &m->names[i]);
		str_truncate(&m->names[i], strlen(m->names[i].buf));
		m->columns[i].name = m->names[i].buf;
	}
	listed_make(&m->l, m->columns, columns);
	str_init(&cell);
	for (size_t i = 0; i < cells; i++) {
		str_clear(&cell);
		cellsmade_add(seed, &cell);
		listed_add_bytes(&m->l, cell.buf, cell.len);
	}
	str_release(&cell);
}

static void made_release(struct made *m)
{
	listed_release(&m->l);
	for (size_t i = 0; i < COLUMNS; i++)
		str_release(&m->names[i]);
}

/* Returns cell NUMBER of what is written, the header's first. */
static struct slice made_cell(const struct made *m, size_t number)
{
	const struct str *cell = number < m->l.list.count
		? &m->names[number]
		: &m->l.cells[number - m->l.list.count];

	return (struct slice){ cell->buf, cell->len };
}

static void expect(const struct made *m, bool well, const char *what)
{
	if (well)
		return;
	print_error("%s of:\n%s\n", what, m->l.outfile.text.buf);
	fail();
}

static void check_with_csvfile(const struct made *m)
{
	const struct str *written = &m->l.outfile.text;
	size_t columns = m->l.list.count;
	struct csvrow row;
	struct diag diag;
	struct csvfile *file;
	char *copy = malloc(written->len);

	assert_non_null(copy);
	memcpy(copy, written->buf, written->len);
	diag_init(&diag);
	file = csvfile_open_memory(copy, written->len, "f", 0, &csvfile_rfc4180, &diag);
	while (!csvfile_step(file, 0))
		;
	csvrow_init(&row);
	expect(m, csvfile_rows(file) == m->l.list.rows + 1, "number of rows");
	for (size_t i = 0; i < csvfile_rows(file); i++) {
		expect(m, csvfile_row(file, i, &row) == columns, "number of cells");
		for (size_t k = 0; k < columns; k++)
			expect(m,
				slice_equal(row.cells[k], made_cell(m, i * columns + k)),
				"a cell");
	}
	/* Mixed line ends may be reported: those in cells count for the reader too. */
	for (size_t i = 0; i < diag.count; i++)
		expect(m, diag.entries[i].fault == FAULT_MIXED_ENDS, "a fault");
	csvrow_release(&row);
	csvfile_free(file);
	diag_release(&diag);
}

/* A pass of libcsv with the options that it comes with, as a stranger would make it. */
struct stranger {
	const struct made *m;
	size_t cells, rows;
};

static void take_cell(void *text, size_t len, void *data)
{
	struct stranger *s = data;

	expect(s->m, s->cells < s->m->l.list.count * (s->m->l.list.rows + 1),
		"cells without end");
	expect(s->m, slice_equal((struct slice){ text, len }, made_cell(s->m, s->cells)),
		"a cell of libcsv");
	s->cells++;
}

static void take_row(int end, void *data)
{
	struct stranger *s = data;

	(void)end;
	s->rows++;
	expect(s->m, s->cells == s->rows * s->m->l.list.count, "a row of libcsv");
}

static void check_with_libcsv(const struct made *m)
{
	const struct str *written = &m->l.outfile.text;
	struct stranger s = { .m = m };
	struct csv_parser p;

	assert_int_equal(csv_init(&p, 0), 0);
	assert_int_equal(
		csv_parse(&p, written->buf, written->len, take_cell, take_row, &s),
		written->len);
	assert_int_equal(csv_fini(&p, take_cell, take_row, &s), 0);
	expect(m, s.rows == m->l.list.rows + 1, "number of rows of libcsv");
	csv_free(&p);
}

static void test_csv_reads_back_the_same(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct made m;

		made_make(&m, &seed);
		m.l.page.csv.crlf = round % 2;
		listed_write(&m.l, FORMAT_CSV);
		check_with_csvfile(&m);
		check_with_libcsv(&m);
		made_release(&m);
	}
}

static bool ends_with(const struct str *text, const char *end)
{
	size_t len = strlen(end);

	return text->len >= len && !memcmp(text->buf + text->len - len, end, len);
}

static void test_csv_ends_its_lines_as_asked(void **state)
{
	static const struct listing_column columns[] = { { .name = "a" },
		{ .name = "b" } };
	struct listed l;

	(void)state;
	listed_make(&l, columns, 2);
	listed_add(&l, "1");
	listed_add(&l, "two\nlines");
	assert_string_equal(listed_write(&l, FORMAT_CSV), "a,b\n1,\"two\nlines\"\n");
	l.page.csv.crlf = true;
	assert_string_equal(listed_write(&l, FORMAT_CSV), "a,b\r\n1,\"two\nlines\"\r\n");
	assert_true(ends_with(&l.outfile.text, "\r\n"));
	/* TSV is lines of the system's kind whatever is asked of CSV */
	assert_string_equal(listed_write(&l, FORMAT_TSV), "a\tb\n1\ttwo\\nlines\n");
	listed_release(&l);
}

static const char *as_csv(struct str *out, const char *cell)
{
	str_clear(out);
	listing_add_csv(out, slice_of(cell));
	return out->buf;
}

static void test_csv_quotes_only_where_it_must(void **state)
{
	static const char *const bare[] = { "", "a", "a b", "it's", "a;b", "a\tb", "-1",
		"=1", "Côte d’Ivoire" };
	struct str out;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
		assert_string_equal(as_csv(&out, bare[i]), bare[i]);
	assert_string_equal(as_csv(&out, "a,b"), "\"a,b\"");
	assert_string_equal(as_csv(&out, "\""), "\"\"\"\"");
	assert_string_equal(as_csv(&out, " a"), "\" a\"");
	assert_string_equal(as_csv(&out, "a\t"), "\"a\t\"");
	assert_string_equal(as_csv(&out, "a\rb"), "\"a\rb\"");
	str_release(&out);
}

static void test_csv_of_one_empty_cell_is_a_record(void **state)
{
	static const struct listing_column column = { .name = "" };
	struct listed l;

	(void)state;
	listed_make(&l, &column, 1);
	listed_add(&l, "");
	listed_add(&l, "a");
	assert_string_equal(listed_write(&l, FORMAT_CSV), "\"\"\n\"\"\na\n");
	listed_release(&l);
}

/* Cuts the first field off REST, up to END, and appends its value to OUT. */
static void take_field(struct slice *rest, char end, struct str *out)
{
	size_t i = 0;

	for (; i < rest->len && rest->text[i] != end && rest->text[i] != '\n'; i++) {
		char c = rest->text[i];

		if (c == '\\') {
			c = ++i < rest->len ? rest->text[i] : '?';
			assert_non_null(strchr("tnr\\", c));
			c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
		}
		str_add_char(out, c);
	}
	assert_true(i < rest->len && rest->text[i] == end);
	rest->text += i + 1;
	rest->len -= i + 1;
}

static void test_tsv_reads_back_the_same(void **state)
{
	uint64_t seed = 2;
	struct str cell;

	(void)state;
	str_init(&cell);
	for (int round = 0; round < ROUNDS; round++) {
		struct slice rest;
		struct made m;
		size_t columns, cells;

		made_make(&m, &seed);
		listed_write(&m.l, FORMAT_TSV);
		rest = (struct slice){ m.l.outfile.text.buf, m.l.outfile.text.len };
		columns = m.l.list.count;
		cells = columns * (m.l.list.rows + 1);
		for (size_t i = 0; i < cells; i++) {
			str_clear(&cell);
			take_field(&rest, i % columns + 1 < columns ? '\t' : '\n', &cell);
			expect(&m,
				slice_equal((struct slice){ cell.buf, cell.len },
					made_cell(&m, i)),
				"a cell");
		}
		expect(&m, rest.len == 0, "the end");
		made_release(&m);
	}
	str_release(&cell);
}

static const char *as_safe(struct str *out, const char *cell)
{
	str_clear(out);
	listing_add_safe(out, slice_of(cell));
	return out->buf;
}

static void test_formulas_are_guarded(void **state)
{
	static const char *const formulas[] = { "=1+1", "=", "+1+1", "-1+1", "-A1",
		"@SUM(A1)", "\t=1", "\r=1", "\n=1", "--1", "-", "+49 30 1234", "＝1+1",
		"＋1", "－1", "＠A", " =1+1", "  \u00a0@A1", "\ufeff=1", "\u200b+A1",
		"\v\f-A1", "\u3000＝1" };
	static const char *const harmless[] = { "", "a=1", "1+1", "-1", "+1", "-1.5e3",
		"-.5", "'=1", " a", "1-2", "–5" };
	struct str out;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
		assert_int_equal(as_safe(&out, formulas[i])[0], '\'');
		assert_string_equal(out.buf + 1, formulas[i]);
	}
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
		assert_string_equal(as_safe(&out, harmless[i]), harmless[i]);
	str_release(&out);
}

static void test_safe_goes_for_all_cells_and_names(void **state)
{
	static const struct listing_column columns[] = { { .name = "@a" },
		{ .name = "b" } };
	struct listed l;

	(void)state;
	listed_make(&l, columns, 2);
	listed_add(&l, "=\"x\"");
	listed_add(&l, "\t=1");
	assert_string_equal(
		listed_write(&l, FORMAT_CSV), "@a,b\n\"=\"\"x\"\"\",\"\t=1\"\n");
	l.page.csv.safe = true;
	assert_string_equal(
		listed_write(&l, FORMAT_CSV), "'@a,b\n\"'=\"\"x\"\"\",'\t=1\n");
	assert_string_equal(listed_write(&l, FORMAT_TSV), "'@a\tb\n'=\"x\"\t'\\t=1\n");
	listed_release(&l);
}

static void test_safe_tsv_does_not_begin_with_a_quote(void **state)
{
	static const struct listing_column column = { .name = "a" };
	struct listed l;

	(void)state;
	listed_make(&l, &column, 1);
	listed_add(&l, "\"=1+1\"");
	assert_string_equal(listed_write(&l, FORMAT_TSV), "a\n\"=1+1\"\n");
	l.page.csv.safe = true;
	assert_string_equal(listed_write(&l, FORMAT_TSV), "a\n'\"=1+1\"\n");
	/* CSV has quotes round those */
	assert_string_equal(listed_write(&l, FORMAT_CSV), "a\n\"\"\"=1+1\"\"\"\n");
	listed_release(&l);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv_reads_back_the_same),
		cmocka_unit_test(test_csv_ends_its_lines_as_asked),
		cmocka_unit_test(test_csv_quotes_only_where_it_must),
		cmocka_unit_test(test_csv_of_one_empty_cell_is_a_record),
		cmocka_unit_test(test_tsv_reads_back_the_same),
		cmocka_unit_test(test_formulas_are_guarded),
		cmocka_unit_test(test_safe_goes_for_all_cells_and_names),
		cmocka_unit_test(test_safe_tsv_does_not_begin_with_a_quote),
	};

	return cmocka_run_group_tests_name("listing_csv", tests, NULL, NULL);
}
