/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Tables whose rows are in several files, or in the descriptor. */

#include "data/resource_data.h"

#include "unit/compressed.h"
#include "unit/packed.h"
#include "unit/test.h"

/* Returns the rows of table 0, a line each, cells parted by "|". */
static const char *rows(struct packed *x)
{
	const struct table *t = &x->p.tables[0];
	struct csvrow row;

	csvrow_init(&row);
	str_clear(&x->text);
	for (size_t i = 0; i < table_rows(t); i++) {
		table_row(t, i, &row);
		for (size_t k = 0; k < row.count; k++) {
			str_add(&x->text, k ? "|" : "");
			str_add_bytes(&x->text, row.cells[k].text, row.cells[k].len);
		}
		str_add_char(&x->text, '\n');
	}
	csvrow_release(&row);
	return x->text.buf;
}

/* Checks a package whose one resource is "t" with PROPERTIES. */
static void check_table(struct packed *x, const char *properties, const char *expected,
	const char *faults)
{
	struct str json = STR_INIT;

	str_addf(&json, "{'resources': [\n{'name': 't', %s}]}\n", properties);
	packed_write(x, "datapackage.json", json.buf);
	str_release(&json);
	packed_load(x, NULL);
	assert_string_equal(rows(x), expected);
	assert_string_equal(packed_faults(x), faults);
}

/* --- several files --- */

static void test_files_are_one_table(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "id,v\n1,a\n2,b\n");
	packed_write(&x, "b.csv", "id,v\n3,c\n");
	check_table(&x, "'path': ['a.csv', 'b.csv']", "1|a\n2|b\n3|c\n", "");
	assert_string_equal(x.p.tables[0].schema->source, "a.csv and 1 more");
	assert_string_equal(table_file(&x.p.tables[0], 1), "a.csv");
	assert_string_equal(table_file(&x.p.tables[0], 2), "b.csv");
	assert_int_equal(table_line(&x.p.tables[0], 2), 2);
	packed_end(&x);
}

static void test_an_array_of_one(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "id,v\n1,a\n");
	check_table(&x, "'path': ['a.csv']", "1|a\n", "");
	assert_string_equal(x.p.tables[0].schema->source, "a.csv");
	packed_end(&x);
}

/* No line end, a mark, another end of lines: all end with their file. */
static void test_a_row_ends_with_its_file(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "id,v\n1,a\n2,b");
	packed_write(&x, "b.csv", "id,v\n3,c");
	packed_write(&x, "c.csv", "\xEF\xBB\xBFid,v\r\n4,d\r\n");
	packed_write(&x, "d.csv", "id,v\n\n5,'e\nf'\n6\n");
	check_table(&x, "'path': ['a.csv', 'b.csv', 'c.csv', 'd.csv']",
		"1|a\n2|b\n3|c\n4|d\n5|e\nf\n6|\n",
		"c.csv:1:1: note: The file begins with a byte order mark, which is "
		"dropped. Nothing needs to be done.\n"
		"d.csv:5: error: This row has 1 field where the header has 2. The last "
		"are "
		"taken as empty. Write a ',' for each empty field.\n");
	packed_end(&x);
}

/* Names may differ in case and blanks; a line that has none of them is a row; one that has
 * them elsewhere would misplace every value. */
static void test_headers_of_later_files(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "id,v\n1,a\n");
	packed_write(&x, "b.csv", "ID, V\n2,b\n");
	packed_write(&x, "c.csv", "3,c\n4,id\n");
	packed_write(&x, "d.csv", "v,id\nd,5\n");
	packed_write(&x, "e.csv", "id,v,w\n6,f,g\n");
	packed_write(&x, "f.csv", "id,v\n");
	packed_write(&x, "g.csv", "7,g\n");
	check_table(&x,
		"'path': ['a.csv','b.csv','c.csv','d.csv','e.csv','f.csv','g.csv']",
		"1|a\n2|b\n3|c\n4|id\n7|g\n",
		"d.csv:1: error: This header is not that of a.csv, so no row of the file "
		"is read. Give it the same columns in the same order.\n"
		"e.csv:1: error: This header is not that of a.csv, so no row of the file "
		"is read. Give it the same columns in the same order.\n");
	packed_end(&x);
	packed_begin(&x);
	packed_write(&x, "a.csv", "id,v\n1,a\n");
	packed_write(&x, "b.csv", "id,v\n2,b\n");
	check_table(&x, "'path': ['a.csv','b.csv'], 'dialect': {'header': false}",
		"id|v\n1|a\nid|v\n2|b\n", "");
	packed_end(&x);
	packed_begin(&x);
	packed_write(&x, "a.csv", "title\n#\nid,v\nn,t\n1,a\n");
	packed_write(&x, "b.csv", "other title\n#\nid,v\nn,t\n2,b\n");
	check_table(&x,
		"'path': ['a.csv','b.csv'], 'dialect': {'headerRows': [3,4], "
		"'commentChar': "
		"'#'}",
		"1|a\n2|b\n", "");
	packed_end(&x);
}

static void test_files_that_cannot_be_read(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "b.csv", "id,v\n2,b\n");
	packed_write(&x, "c.csv", "");
	packed_write(&x, "d.csv", "%PDF-1.7\n");
	packed_write(&x, "e.csv", "id,v\n5,e\n");
	check_table(&x,
		"'path': ['none.csv', 'b.csv', '/etc/x.csv', 'c.csv', 7, 'd.csv', "
		"'e.csv', "
		"'f.zip']",
		"2|b\n5|e\n",
		"c.csv: error: The file is empty. Put a row of names in its first line.\n"
		"d.csv: error: This is a PDF document; copy the table into a text file.\n"
		"datapackage.json:2:45: error: Table “t”: The path “/etc/x.csv” is "
		"absolute. "
		"The standard wants it relative to the descriptor.\n"
		"datapackage.json:2:68: error: Table “t”: A “path” must be a text. It is "
		"ignored.\n"
		"datapackage.json:2:89: error: Table “t”: The file “f.zip” is compressed "
		"in a "
		"way that is not read. Unpack it, or compress it with gzip.\n"
		"none.csv: error: The file cannot be read: No such file or directory. "
		"Check "
		"that it exists and that you may read it.\n");
	packed_end(&x);
}

static void test_parts_are_compressed_each_by_itself(void **state)
{
	struct packed x;
	struct str bytes = STR_INIT;

	(void)state;
	packed_begin(&x);
	add_gzip(&bytes, "id,v\n1,a", 8);
	folder_write_bytes(&x.folder, "a.csv.gz", bytes.buf, bytes.len);
	folder_write_bytes(&x.folder, "c.csv.gz", bytes.buf, bytes.len - 9);
	str_clear(&bytes);
	add_zstd(&bytes, "id,v\n2,b\n", 9);
	folder_write_bytes(&x.folder, "b.csv.zst", bytes.buf, bytes.len);
	packed_write(&x, "d.csv", "3,c\n");
	check_table(&x, "'path': ['a.csv.gz', 'b.csv.zst', 'c.csv.gz', 'd.csv']",
		"1|a\n2|b\n3|c\n",
		"c.csv.gz: error: Reading stopped after 19 bytes: the gzip stream ends "
		"early. The complete rows before that are shown.\n");
	str_release(&bytes);
	packed_end(&x);
}

static void test_rows_of_other_files_are_named(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "id\n1\n2\n");
	packed_write(&x, "b.csv", "id\n3\n3\n1\n");
	check_table(&x,
		"'path': ['a.csv','b.csv'], 'schema': {'fields': [{'name': 'id'}], "
		"'primaryKey': 'id'}",
		"1\n2\n3\n3\n1\n",
		"b.csv:3:1: error: The key “3” repeats line 2. Each row needs its own "
		"key.\n"
		"b.csv:4:1: error: The key “1” repeats line 2 of a.csv. Each row needs "
		"its "
		"own key.\n");
	packed_end(&x);
}

/* They are those of the files as they are, all of them. */
static void test_bytes(void **state)
{
	struct packed x;
	struct str bytes = STR_INIT, json = STR_INIT;

	(void)state;
	packed_begin(&x);
	add_gzip(&bytes, "id,v\n1,a\n", 9);
	folder_write_bytes(&x.folder, "a.csv.gz", bytes.buf, bytes.len);
	packed_write(&x, "b.csv", "2,b\n");
	str_addf(&json, "'path': ['a.csv.gz', 'b.csv'], 'bytes': %zu", bytes.len + 4);
	check_table(&x, json.buf, "1|a\n2|b\n", "");
	packed_end(&x);
	packed_begin(&x);
	packed_write(&x, "a.csv", "%PDF-1.7\n");
	check_table(&x, "'path': 'a.csv', 'bytes': 9", "",
		"a.csv: error: This is a PDF document; copy the table into a text "
		"file.\n");
	packed_end(&x);
	packed_begin(&x);
	check_table(&x, "'data': [['id'], [1]], 'bytes': 12", "1\n", "");
	packed_end(&x);
	str_release(&bytes);
	str_release(&json);
}

static void test_no_file_at_all(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	check_table(&x, "'path': [], 'type': 'table'", "",
		"datapackage.json:2:23: error: Table “t”: Its “path” names no file, so "
		"it "
		"has no rows.\n");
	packed_end(&x);
}

/* --- rows in the descriptor --- */

static void test_objects(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	check_table(&x,
		"'data': [\n{'id': 1, 'x': 1.5, 'ok': true, 'n': null},\n"
		"{'x': 0.30000000000000004, 'id': 12345678901234567, 'more': {'a': [1, "
		"null]}},\n"
		"{'text': 'a, \\u00e9\\nb', 'x': -7, 'ok': false},\n{}]",
		"1|1.5|true|||\n12345678901234567|0.30000000000000004|||{\"a\":[1,null]}|"
		"\n"
		"|-7|false|||a, \xC3\xA9\nb\n|||||\n",
		"");
	assert_string_equal(x.p.descriptor.resources[0].fields[4].name, "more");
	assert_string_equal(x.p.descriptor.resources[0].source, "datapackage.json");
	assert_int_equal(table_line(&x.p.tables[0], 2), 5);
	packed_end(&x);
}

static void test_arrays(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	check_table(&x,
		"'data': [['id', 'v'], [1, 'a'], [2, null], [null, null], [3, '']]",
		"1|a\n2|\n|\n3|\n", "");
	packed_end(&x);
	packed_begin(&x);
	check_table(&x, "'data': [['id'], [null],\n[1]]", "\n1\n", "");
	assert_int_equal(table_line(&x.p.tables[0], 1), 3);
	packed_end(&x);
	packed_begin(&x);
	check_table(
		&x, "'data': [['x'], [1]], 'dialect': {'header': false}", "x\n1\n", "");
	packed_end(&x);
}

static void test_a_text_of_csv(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	check_table(&x,
		"'format': 'csv', 'data': 'id;v\\n1;a\\n2', 'dialect': {'delimiter': "
		"';'}",
		"1|a\n2|\n",
		"datapackage.json, data of “t”:3: error: This row has 1 field where the "
		"header has 2. The last are taken as empty. Write a ';' for each empty "
		"field.\n");
	packed_end(&x);
	packed_begin(&x);
	check_table(&x,
		"'mediatype': 'text/tab-separated-values', 'data': 'id\\tv\\n1\\ta, "
		"b\\n'",
		"1|a, b\n", "");
	packed_end(&x);
}

/* Values are written so that their fields read them. */
static void test_values_by_their_fields(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	check_table(&x,
		"'schema': {'missingValues': ['-'], 'fields': [{'name': 'id', 'type': "
		"'integer'}, {'name': 'x', 'type': 'number', 'decimalChar': ','}, "
		"{'name': "
		"'ok', 'type': 'boolean', 'trueValues': ['yes'], 'falseValues': ['no']}, "
		"{'name': 'l', 'type': 'list', 'delimiter': ';'}, {'name': 'p', 'type': "
		"'geopoint', 'format': 'array'}]},\n"
		"'data': [{'id': 1, 'x': 1.5, 'ok': true, 'l': ['a', 2], 'p': [90.5, "
		"40]},\n"
		"{'id': 'y', 'x': null, 'ok': false},\n"
		"{'id': 3, 'l': ['a;b'], 'z': 1},\n7]",
		"1|1,5|yes|a;2|[90.5,40]\ny||no||\n3|||a;b|\n",
		"datapackage.json:3: warning: The field “z” is not in the schema. It is "
		"not shown. Add it to the schema, or remove it from the file.\n"
		"datapackage.json:4: error: “y” is not a whole number.\n"
		"datapackage.json:5:1: error: Table “t”: An item of the list “l” has the "
		"delimiter ';' in it and becomes two. Give the field another delimiter.\n"
		"datapackage.json:6:1: error: Table “t”: Row 4 of its “data” is not an "
		"object "
		"as the first is. It is ignored.\n");
	packed_end(&x);
}

static void test_no_rows(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	check_table(&x,
		"'data': [], 'schema': {'fields': [{'name': 'id'}, {'name': 'v'}]}", "",
		"");
	assert_int_equal(x.p.tables[0].schema->field_count, 2);
	packed_end(&x);
	packed_begin(&x);
	check_table(&x, "'data': []", "",
		"datapackage.json:2:23: error: Table “t”: Its “data” are empty, and no "
		"schema names its columns.\n");
	packed_end(&x);
	packed_begin(&x);
	check_table(&x, "'type': 'table', 'data': {'a': 1}", "",
		"datapackage.json:2:40: error: Table “t”: Its “data” must be an array of "
		"rows, each an array or an object, or a text of CSV.\n");
	packed_end(&x);
	packed_begin(&x);
	packed_write(&x, "a.csv", "id\n1\n");
	check_table(&x, "'path': 'a.csv', 'data': [{'id': 2}]", "1\n",
		"datapackage.json:2:23: error: Table “t”: It has a “path” and “data”. "
		"The "
		"standard allows one of them. The file is read.\n");
	packed_end(&x);
}

/* Each row with a name of its own would make a table as large as the square of its rows. */
static void test_too_many_names(void **state)
{
	struct packed x;
	struct str data = STR_INIT;

	(void)state;
	packed_begin(&x);
	str_add(&data, "'data': [");
	for (int i = 0; i < 6000; i++)
		str_addf(&data, "%s{'k%d': 1}", i ? "," : "", i);
	str_add(&data, "]");
	check_table(&x, data.buf, "",
		"datapackage.json:2:23: error: Table “t”: Its “data” have too many "
		"different names: 6000 in 6000 rows.\n");
	str_release(&data);
	packed_end(&x);
}

/* Appends UNIT, in which # is the number, COUNT times with commas in between. */
static void add_units(struct str *json, const char *unit, int count)
{
	for (int i = 0; i < count; i++) {
		const char *number = strchr(unit, '#');

		str_addf(json, "%s%.*s%d%s", i ? ", " : "", (int)(number - unit), unit, i,
			number + 1);
	}
}

enum { MANY = 2000, FIELDS = 50 };

/* Opens X, a table whose foreign keys are called KEYS and whose rows ROWS, MANY of each, in
 * the smallest steps; returns how many. */
static size_t count_steps(struct packed *x, const char *keys, const char *rows)
{
	struct package_opening *opening;
	struct str json = STR_INIT, err = STR_INIT;
	size_t steps = 0;

	str_add(&json, "{'resources': [{'name': 't', 'schema': {'fields': [");
	add_units(&json, "{'name': 'f#'}", FIELDS);
	str_addf(&json, "], '%s': [", keys);
	add_units(&json, "{'fields': 'f#', 'reference': {'fields': 'f0'}}", FIELDS);
	str_add(&json, ", ");
	add_units(&json, "{'fields': 'f1', 'reference': {'fields': 'f2'}, 'n': #}", MANY);
	str_addf(&json, "]}, '%s': [", rows);
	add_units(&json, "{'f0': #, 'f49': 'x'}", MANY);
	str_add(&json, "]}]}");
	packed_write(x, "datapackage.json", json.buf);
	opening = package_opening_new(&x->p, x->folder.path, NULL, DIAG_KEEP);
	while (!package_opening_step(opening, 0))
		steps++;
	assert_true(package_opening_end(opening, &err));
	load_init(&x->load, &x->p);
	str_release(&json);
	str_release(&err);
	return steps;
}

/* Opens a table in whose descriptor COUNT rows and COUNT foreign keys have NAMES names
 * each, as "data" if they are READ, in the smallest steps; returns how many. */
static size_t count_wide_steps(bool read)
{
	enum { COUNT = 20, NAMES = 300 };
	struct package_opening *opening;
	struct packed x;
	struct str json = STR_INIT, names = STR_INIT, cells = STR_INIT, err = STR_INIT;
	size_t steps = 0;

	add_units(&names, "'f#'", NAMES);
	add_units(&cells, "'f#': 1", NAMES);
	str_add(&json, "{'resources': [{'name': 't', 'schema': {'fields': [");
	add_units(&json, "{'name': 'f#'}", NAMES);
	str_addf(&json, "], '%s': [", read ? "foreignKeys" : "otherKeys");
	for (int i = 0; i < COUNT; i++)
		str_addf(&json, "%s{'fields': [%s], 'reference': {'fields': [%s]}}",
			i ? ", " : "", names.buf, names.buf);
	str_addf(&json, "]}, '%s': [", read ? "data" : "rows");
	for (int i = 0; i < COUNT; i++)
		str_addf(&json, "%s{%s}", i ? ", " : "", cells.buf);
	str_add(&json, "]}]}");
	packed_begin(&x);
	packed_write(&x, "datapackage.json", json.buf);
	opening = package_opening_new(&x.p, x.folder.path, NULL, DIAG_KEEP);
	while (!package_opening_step(opening, 0))
		steps++;
	assert_true(package_opening_end(opening, &err));
	load_init(&x.load, &x.p);
	task_finish(&x.load.task);
	assert_int_equal(table_rows(&x.p.tables[0]), read ? COUNT : 0);
	packed_end(&x);
	str_release(&json);
	str_release(&names);
	str_release(&cells);
	str_release(&err);
	return steps;
}

/* However wide they are: each name is work. */
static void test_wide_descriptors_are_read_in_steps(void **state)
{
	(void)state;
	assert_true(count_wide_steps(true) >= count_wide_steps(false) + 2 * 20);
}

/* However many there are, the rows and the keys of one table are read in several steps. */
static void test_long_descriptors_are_read_in_steps(void **state)
{
	struct packed x;
	size_t others, steps;

	(void)state;
	packed_begin(&x);
	others = count_steps(&x, "otherKeys", "rows");
	packed_end(&x);
	packed_begin(&x);
	steps = count_steps(&x, "foreignKeys", "data");
	task_finish(&x.load.task);
	assert_true(steps >= others + 2 * (MANY / 128));
	assert_int_equal(table_rows(&x.p.tables[0]), MANY);
	assert_int_equal(x.p.tables[0].schema->foreign_count, FIELDS + 1);
	package_add_field(&x.p, &x.p.tables[0], MANY - 1, 0, &x.text);
	assert_string_equal(x.text.buf, "1999");
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files_are_one_table),
		cmocka_unit_test(test_an_array_of_one),
		cmocka_unit_test(test_a_row_ends_with_its_file),
		cmocka_unit_test(test_headers_of_later_files),
		cmocka_unit_test(test_files_that_cannot_be_read),
		cmocka_unit_test(test_parts_are_compressed_each_by_itself),
		cmocka_unit_test(test_rows_of_other_files_are_named),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_no_file_at_all),
		cmocka_unit_test(test_objects),
		cmocka_unit_test(test_arrays),
		cmocka_unit_test(test_a_text_of_csv),
		cmocka_unit_test(test_values_by_their_fields),
		cmocka_unit_test(test_no_rows),
		cmocka_unit_test(test_too_many_names),
		cmocka_unit_test(test_long_descriptors_are_read_in_steps),
		cmocka_unit_test(test_wide_descriptors_are_read_in_steps),
	};

	return cmocka_run_group_tests_name("resource_data", tests, NULL, NULL);
}
