/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/listing.h"

#include <locale.h>

#include "unit/folder.h"
#include "unit/listed.h"

static const struct listing_column columns[] = {
	{ .name = "name", .title = "Name" },
	{ .name = "size", .title = "Size", .type = LISTING_NUMBER },
};

/* Listings in memory: of names and sizes, written to nowhere. */
static struct listing *list;
static struct outfile outfile;
static struct style_codes styles;
static struct listing_page page = { .styles = &styles };

static int make(void **state)
{
	(void)state;
	list = listing_new(columns, 2, LISTING_ROW);
	style_codes_init(&styles);
	outfile_open_output(&outfile, false);
	return 0;
}

static int end(void **state)
{
	(void)state;
	listing_free(list);
	style_codes_release(&styles);
	outfile_abandon(&outfile);
	return 0;
}

static const char *write_list(enum format format)
{
	str_clear(&outfile.text);
	listing_write(list, format, &page, &outfile);
	return outfile.text.buf;
}

static void test_records_are_written_in_every_form(void **state)
{
	(void)state;
	listing_add(list, slice_of("members"));
	listing_add_number(list, 45);
	listing_add(list, slice_of("a,\"b\""));
	listing_add_number(list, 0);
	assert_int_equal(list->rows, 2);
	assert_int_equal(listing_ref(list, 0).table, -1);
	assert_string_equal(
		write_list(FORMAT_CSV), "name,size\nmembers,45\n\"a,\"\"b\"\"\",0\n");
	assert_string_equal(
		write_list(FORMAT_TSV), "name\tsize\nmembers\t45\na,\"b\"\t0\n");
	assert_string_equal(write_list(FORMAT_JSON),
		"[\n{\"name\":\"members\",\"size\":45},\n"
		"{\"name\":\"a,\\\"b\\\"\",\"size\":0}\n]\n");
	assert_string_equal(write_list(FORMAT_MARKDOWN),
		"| Name | Size |\n| --- | ---: |\n| members | 45 |\n| a,\"b\" | 0 |\n");
	assert_string_equal(write_list(FORMAT_TEXT),
		"Name     Size\nmembers    45\na,\"b\"       0\n");
}

static void test_text_is_text_and_nothing_is_null(void **state)
{
	(void)state;
	listing_add(list, slice_of("45"));
	listing_add(list, slice_of(""));
	assert_string_equal(
		write_list(FORMAT_JSON), "[\n{\"name\":\"45\",\"size\":null}\n]\n");
}

static void test_no_records_are_a_head(void **state)
{
	(void)state;
	assert_string_equal(write_list(FORMAT_CSV), "name,size\n");
	assert_string_equal(write_list(FORMAT_JSON), "[]\n");
}

/* More than the file holds back at once: cells are where they were, whatever has moved. */
static void test_many_records_are_all_written(void **state)
{
	struct folder folder;
	struct outfile file;
	struct str err = STR_INIT, want = STR_INIT;
	char *got;
	FILE *read;

	(void)state;
	str_add(&want, "name,size\n");
	for (size_t i = 0; i < 20000; i++) {
		listing_add(list, slice_of("name"));
		listing_add_number(list, i);
		str_addf(&want, "name,%zu\n", i);
	}
	folder_make(&folder);
	assert_true(
		outfile_open_file(&file, folder_file(&folder, "a"), false, NULL, &err));
	listing_write(list, FORMAT_CSV, &page, &file);
	assert_true(file.text.len < want.len);
	assert_true(outfile_close(&file, &err));
	got = malloc(want.len + 1);
	read = fopen(folder_file(&folder, "a"), "rb");
	assert_non_null(got);
	assert_non_null(read);
	assert_int_equal(fread(got, 1, want.len + 1, read), want.len);
	assert_memory_equal(got, want.buf, want.len);
	fclose(read);
	free(got);
	str_release(&err);
	str_release(&want);
	folder_remove(&folder);
}

/* A listing that is written in portions reads as one that is written at once. */
static void check_portions(enum format format, size_t portion)
{
	struct outfile parts;
	struct listing_writer w;
	size_t steps = 1;

	write_list(format);
	outfile_open_output(&parts, false);
	listing_begin(&w, list, format, &page, &parts);
	while (!listing_step(&w, portion))
		steps++;
	assert_int_equal(steps, w.next ? (w.next + portion - 1) / portion : 1);
	listing_end(&w);
	assert_string_equal(parts.text.buf, outfile.text.buf);
	outfile_abandon(&parts);
}

static void add_row(size_t row)
{
	struct str name = STR_INIT;

	str_addf(&name, "row, | %zu", row);
	listing_add(list, slice_of(name.buf));
	listing_add_number(list, row * row);
	str_release(&name);
}

static void test_portions_make_the_same_whole(void **state)
{
	(void)state;
	page.width = 40;
	for (size_t rows = 0; rows < 12; rows++) {
		for (int format = 0; format < FORMAT_MAX; format++)
			for (size_t portion = 1; portion < 14; portion++)
				check_portions((enum format)format, portion);
		add_row(rows);
	}
	page.width = 0;
}

static void test_a_listing_given_up_frees_what_it_holds(void **state)
{
	(void)state;
	for (size_t row = 0; row < 10; row++)
		add_row(row);
	for (int format = 0; format < FORMAT_MAX; format++) {
		struct listing_writer w;

		str_clear(&outfile.text);
		listing_begin(&w, list, (enum format)format, &page, &outfile);
		assert_false(listing_step(&w, 3));
		listing_end(&w);
		assert_non_null(strstr(outfile.text.buf, "2"));
		assert_null(strstr(outfile.text.buf, "81"));
	}
}

/* --- what only some forms have --- */

static const struct listing_column kinds[] = {
	{ .name = "shown", .title = "Shown", .use = LISTING_SHOWN, .before = "> " },
	{ .name = "data", .title = "Data", .use = LISTING_DATA },
	{ .name = "yes", .title = "Yes", .type = LISTING_BOOLEAN },
	{ .name = "why", .title = "Why", .use = LISTING_REMARK },
};

static void make_kinds(struct listed *l)
{
	static const char *const cells[] = { "a", "b", "true", "c", "", "", "", "" };

	listed_make(l, kinds, 4);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		listed_add(l, cells[i]);
}

static void test_columns_are_for_their_forms(void **state)
{
	struct listed l;

	(void)state;
	make_kinds(&l);
	assert_string_equal(listed_write(&l, FORMAT_CSV), "data,yes\nb,true\n,\n");
	assert_string_equal(
		listed_write(&l, FORMAT_TEXT), "Shown  Yes   Why\n> a    true  c\n\n");
	assert_string_equal(listed_write(&l, FORMAT_JSON),
		"[\n{\"data\":\"b\",\"yes\":true,\"why\":\"c\"},\n"
		"{\"data\":null,\"yes\":null,\"why\":null}\n]\n");
	/* The rows of a table have the fields of its schema and nothing else. */
	l.list.name = "n";
	l.list.title = "N";
	assert_string_equal(listed_write(&l, FORMAT_JSON),
		"{\"name\":\"n\",\"title\":\"N\",\"rows\":[\n"
		"{\"data\":\"b\",\"yes\":true},\n"
		"{\"data\":null,\"yes\":null}\n],\"reasons\":[\n\"c\",\nnull\n]}\n");
	listed_release(&l);
}

static void test_cells_that_run_on_are_not_cut(void **state)
{
	struct listed l;

	(void)state;
	make_kinds(&l);
	l.list.layout = LISTING_RUN_ON;
	l.page.width = 5;
	assert_string_equal(listed_write(&l, FORMAT_TEXT), "> a: true: c\n: : \n");
	listed_release(&l);
}

/* A heading before row 0 and row 2, a rule behind the last row. */
static bool add_line(struct listing *l, size_t row, struct listing_line *line)
{
	if (row == 1 || row == 3)
		return false;
	str_add(&line->text, row == l->rows ? "end" : "Group");
	line->rows = row == l->rows ? 0 : 2;
	line->rule = row == l->rows;
	return true;
}

static void add_cell(struct listing *l, size_t row, size_t column, struct str *out)
{
	static const char *const cells[][2] = { { "long name", "x" }, { "b", "" },
		{ "c", "y" }, { "very long name", "" } };

	(void)l;
	str_add(out, cells[row][column]);
}

static void test_lines_have_headings_and_rules(void **state)
{
	static const struct listing_column two[] = {
		{ .name = "name", .title = "Name", .before = "  ", .most = 8 },
		{ .name = "note", .title = "Note", .before = "< ", .fill = true },
	};
	static const struct listing_kind kind = { .cell = add_cell, .line = add_line };
	struct listing lines = { .kind = &kind,
		.columns = two,
		.count = 2,
		.rows = 4,
		.layout = LISTING_LINES };

	(void)state;
	listing_write(&lines, FORMAT_TEXT, &page, &outfile);
	assert_string_equal(outfile.text.buf,
		"Group 2\n  long name  < x\n  b\n"
		"Group 2\n  c         < y\n  very long name\n"
		"─── end ─────\n");
	str_clear(&outfile.text);
	page.width = 15;
	listing_write(&lines, FORMAT_TEXT, &page, &outfile);
	page.width = 0;
	/* A cell with nothing behind it has the whole line. */
	assert_string_equal(outfile.text.buf,
		"Group 2\n  long na…  < x\n  b\n"
		"Group 2\n  c         < y\n  very long na…\n"
		"─── end ───────\n");
}

#define listing_test(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		listing_test(test_records_are_written_in_every_form),
		listing_test(test_text_is_text_and_nothing_is_null),
		listing_test(test_no_records_are_a_head),
		listing_test(test_many_records_are_all_written),
		listing_test(test_portions_make_the_same_whole),
		listing_test(test_a_listing_given_up_frees_what_it_holds),
		cmocka_unit_test(test_columns_are_for_their_forms),
		cmocka_unit_test(test_cells_that_run_on_are_not_cut),
		listing_test(test_lines_have_headings_and_rules),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("listing", tests, NULL, NULL);
}
