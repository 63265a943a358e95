/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/table.h"

#include <time.h>

#include "unit/packed.h"
#include "unit/random.h"

enum { FIELDS = 7, ROWS = 40 };

/* Whatever the order of a file's columns, the fields come in that of the schema. */
static void test_any_order_of_columns_gives_the_same_rows(void **state)
{
	unsigned seed = 3;
	struct csvrow row;

	(void)state;
	csvrow_init(&row);
	for (int round = 0; round < 20; round++) {
		size_t order[FIELDS];
		struct packed x;
		struct str text;

		for (size_t i = 0; i < FIELDS; i++)
			order[i] = i;
		for (size_t i = FIELDS - 1; i > 0; i--) {
			size_t j, swapped = order[i];

			seed = seed * 1103515245 + 12345;
			j = (seed >> 8) % (i + 1);
			order[i] = order[j];
			order[j] = swapped;
		}
		packed_begin(&x);
		packed_write(&x, "datapackage.json",
			"{'resources': [{'name': 't', 'path': 't.csv', 'schema': "
			"{'fields': ["
			"{'name': 'f0'}, {'name': 'f1'}, {'name': 'f2'}, {'name': 'f3'}, "
			"{'name':"
			" 'f4'}, {'name': 'f5'}, {'name': 'f6'}]}}]}");
		str_init(&text);
		for (size_t i = 0; i < FIELDS; i++)
			str_addf(&text, "%sf%zu", i ? "," : "", order[i]);
		str_add(&text, "\n");
		for (size_t r = 0; r < ROWS; r++)
			for (size_t i = 0; i < FIELDS; i++)
				str_addf(&text, r % 3 ? "%s%zu.%zu%s" : "%s\"%zu.%zu\"%s",
					i ? "," : "", r, order[i],
					i + 1 < FIELDS ? "" : "\n");
		folder_write(&x.folder, "t.csv", text.buf);
		packed_load(&x, NULL);
		assert_string_equal(packed_faults(&x), "");
		assert_int_equal(table_rows(x.p.tables), ROWS);
		for (size_t r = 0; r < ROWS; r++) {
			table_row(x.p.tables, r, &row);
			assert_int_equal(row.count, FIELDS);
			for (size_t i = 0; i < FIELDS; i++) {
				str_clear(&text);
				str_addf(&text, "%zu.%zu", r, i);
				assert_true(slice_equal(row.cells[i],
					(struct slice){ text.buf, text.len }));
			}
		}
		str_release(&text);
		packed_end(&x);
	}
	csvrow_release(&row);
}

static void test_rows_have_a_cell_for_each_field(void **state)
{
	struct packed x;
	struct csvrow row;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "a,b,c\n1\n1,2,3,4,5\n,,\n");
	packed_load(&x, "a.csv");
	csvrow_init(&row);
	for (size_t i = 0; i < 3; i++) {
		table_row(x.p.tables, i, &row);
		assert_int_equal(row.count, 5);
	}
	table_row(x.p.tables, 0, &row);
	assert_int_equal(row.cells[0].len, 1);
	assert_int_equal(row.cells[2].len, 0);
	assert_non_null(row.cells[2].text);
	table_row(x.p.tables, 1, &row);
	assert_true(slice_equal(row.cells[2], slice_of("3")));
	assert_true(slice_equal(row.cells[4], slice_of("5")));
	csvrow_release(&row);
	packed_end(&x);
}

/* Appends the names of the fields of T and then row NUMBER, in brackets. */
static void add_row(struct str *out, const struct table *t, size_t number)
{
	struct csvrow row;

	str_clear(out);
	csvrow_init(&row);
	for (size_t i = 0; i < t->schema->column_count; i++)
		str_addf(out, "%s ", t->schema->columns[i].title);
	table_row(t, number, &row);
	for (size_t i = 0; i < row.count; i++) {
		str_add_char(out, '[');
		str_add_bytes(out, row.cells[i].text, row.cells[i].len);
		str_add_char(out, ']');
	}
	csvrow_release(&row);
}

static void test_cells_beyond_the_header_have_columns(void **state)
{
	static const struct {
		const char *descriptor, *csv, *expected;
	} examples[] = {
		{ NULL, "a,b\n1,2,3\n", "a b column 3 [1][2][3]" },
		/* Empty cells at the end need none. */
		{ NULL, "a,b\n1,2,\"3,4\",\n5\n", "a b column 3 [1][2][3,4]" },
		{ NULL, "a,b\n1,2,\n3,,,,\n", "a b [1][2]" },
		{ NULL, "a,b\n,,,\n3,,,,4,,\n",
			"a b column 3 column 4 column 5 [][][][][]" },
		{ NULL, "a,b\n1,\"2,3,4,5\"\n", "a b [1][2,3,4,5]" },
		{ NULL, "column 4,a,b\n1,2,3,4\n",
			"column 4 a b column 4 (2) [1][2][3][4]" },
		/* Every row has a name, the names have none. */
		{ NULL, "mpg,cyl\nMazda,21,6\nDatsun,22,4\n",
			"mpg cyl column 3 [Mazda][21][6]" },
		/* The fields are in another order, one is shown. */
		{ "'schema': {'fields': [{'name': 'b'}, {'name': 'a'}]}, 'bali': "
		  "{'columns': ['a']}",
			"a,b\n1,2,3\n", "a column 3 [2][1][3]" },
		{ "'schema': {'fields': [{'name': 'a'}]}, 'dialect': {'header': false}",
			"1,2,3\n", "a column 2 column 3 [1][2][3]" },
		{ "'schema': {'fields': [{'name': 'a'}, {'name': 'z'}], 'fieldsMatch': "
		  "'partial'}",
			"a,b\n1,2,3\n", "a z column 3 [1][][3]" },
	};
	struct str text = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct packed x;

		packed_begin(&x);
		str_clear(&text);
		if (examples[i].descriptor) {
			str_addf(&text,
				"{'resources': [{'name': 't', 'path': 't.csv', %s}]}",
				examples[i].descriptor);
			packed_write(&x, "datapackage.json", text.buf);
		}
		packed_write(&x, "t.csv", examples[i].csv);
		packed_load(&x, examples[i].descriptor ? NULL : "t.csv");
		add_row(&text, x.p.tables, 0);
		assert_string_equal(text.buf, examples[i].expected);
		packed_end(&x);
	}
	str_release(&text);
}

/* They come when all rows are known, and what is asked for before stays right. */
static void test_columns_beyond_the_header_come_late(void **state)
{
	enum { MANY = 30000 };
	struct packed x;
	struct str text = STR_INIT;
	const struct field *fields;

	(void)state;
	packed_begin(&x);
	str_add(&text, "a,b\n");
	for (int i = 0; i < MANY; i++)
		str_addf(&text, "%d,x\n", i);
	str_add(&text, "last,x");
	for (int i = 0; i < TABLE_EXTRA + 20; i++)
		str_addf(&text, ",%d", i);
	packed_write(&x, "t.csv", text.buf);
	packed_open(&x, "t.csv");
	x.load.task.step(&x.load.task, 0);
	assert_int_equal(x.p.tables->schema->field_count, 2);
	fields = x.p.tables->schema->fields;
	row_cache_push(x.p.row_cache, x.p.tables, 7);
	row_cache_pop(x.p.row_cache);
	task_finish(&x.load.task);
	assert_int_equal(x.p.tables->schema->field_count, 2 + TABLE_EXTRA);
	assert_string_equal(fields[1].name, "b");
	assert_int_equal(row_cache_push(x.p.row_cache, x.p.tables, 7)[60].len, 0);
	row_cache_pop(x.p.row_cache);
	assert_true(slice_equal(
		row_cache_push(x.p.row_cache, x.p.tables, MANY)[101], slice_of("99")));
	row_cache_pop(x.p.row_cache);
	assert_int_equal(x.p.diag.count, 1);
	assert_string_equal(x.p.diag.entries->text,
		"This row has 122 fields where the header has 2. The columns beyond it "
		"are called “column 3” and so on; those after “column 102” are not "
		"shown. "
		"Name them in the header, or put a field with a ',' in it in quotes.");
	str_release(&text);
	packed_end(&x);
}

static void test_missing_values_are_empty_in_every_way_of_asking(void **state)
{
	struct packed x;
	struct csvrow row;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': "
		"{'missingValues': ['-'],"
		" 'fields': [{'name': 'id'}, {'name': 'a', 'missingValues': ['n/a']}, "
		"{'name':"
		" 'b'}], 'primaryKey': 'id'}, 'bali': {'label': 'b'}}]}");
	packed_write(&x, "t.csv", "id,a,b\n1,n/a,-\n2,-,n/a\n");
	packed_load(&x, NULL);
	csvrow_init(&row);
	table_row(x.p.tables, 0, &row);
	assert_int_equal(row.cells[1].len, 0);
	assert_int_equal(row.cells[2].len, 0);
	table_row(x.p.tables, 1, &row);
	assert_true(slice_equal(row.cells[1], slice_of("-")));
	assert_true(slice_equal(row.cells[2], slice_of("n/a")));
	assert_string_equal(packed_field(&x, 0, 0, 1), "");
	assert_string_equal(packed_label(&x, 0, 0), "1");
	assert_string_equal(packed_label(&x, 0, 1), "n/a");
	csvrow_release(&row);
	packed_end(&x);
}

static void test_keys_are_not_known_before_they_are_read(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'id'}],"
		" 'primaryKey': 'id'}}]}");
	packed_write(&x, "t.csv", "id\nx\n");
	packed_open(&x, NULL);
	assert_int_equal(table_rows(x.p.tables), 0);
	assert_true(table_find(x.p.tables, slice_of("x")) == ROW_NONE);
	task_finish(&x.load.task);
	assert_int_equal(table_find(x.p.tables, slice_of("x")), 0);
	packed_end(&x);
}

static void test_faults_name_the_cell_of_the_file(void **state)
{
	struct packed x;
	const struct diag_place *place;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fieldsMatch':"
		" ['superset'], 'fields': [{'name': 'a'}, {'name': 'b'}, {'name': "
		"'c'}]}}]}");
	packed_write(&x, "t.csv", "b,a\nxx,y\n");
	packed_load(&x, NULL);
	table_fault(
		&x.p, x.p.tables, FAULT_TYPE, 0, 0, TABLE_FIELD, "It is %s.", "wrong");
	table_fault(&x.p, x.p.tables, FAULT_TYPE, 0, 2, TABLE_FIELD, "It is not there.");
	table_fault(&x.p, x.p.tables, FAULT_TYPE, 0, -1, TABLE_FIELD, "All of it.");
	assert_int_equal(x.p.diag.count, 3);
	place = &x.p.diag.entries[0].place;
	assert_int_equal(place->line, 2);
	assert_int_equal(place->column, 4);
	assert_int_equal(place->field, 0);
	assert_string_equal(x.p.diag.entries[0].text, "It is wrong.");
	assert_int_equal(x.p.diag.entries[1].place.column, 0);
	assert_int_equal(x.p.diag.entries[2].place.field, -1);
	packed_end(&x);
}

/* Loads and checks a table; returns the milliseconds of the processor that took. */
static int64_t time_load(const char *descriptor, const char *bytes, size_t faults)
{
	clock_t start = clock();
	struct packed x;

	packed_begin(&x);
	if (descriptor)
		packed_write(&x, "datapackage.json", descriptor);
	folder_write(&x.folder, "t.csv", bytes);
	packed_load(&x, NULL);
	assert_int_equal(
		x.p.diag.found[DIAG_ERROR] + x.p.diag.found[DIAG_WARNING], faults);
	packed_end(&x);
	return (int64_t)(clock() - start) / (CLOCKS_PER_SEC / 1000);
}

/* Work that grows with the square of the columns takes a minute and more here. */
static void test_many_columns_are_linear(void **state)
{
	enum { COLUMNS = 200000, LIMIT = 10000 };
	struct str bytes = STR_INIT;

	(void)state;
	for (int i = 0; i < COLUMNS; i++)
		str_addf(&bytes, "%sf%d", i ? "," : "", i);
	str_add(&bytes, "\n");
	assert_true(time_load(NULL, bytes.buf, 0) < LIMIT);
	/* None but the first is in the schema; a fault each. */
	assert_true(time_load("{'resources': [{'name': 't', 'path': 't.csv', 'schema': "
			      "{'fields': [{'name': 'F0'}]}}]}",
			    bytes.buf, COLUMNS) < LIMIT);
	str_clear(&bytes);
	for (int i = 0; i < COLUMNS; i++)
		str_add(&bytes, i ? ",x" : "x");
	str_add(&bytes, "\n");
	assert_true(time_load(NULL, bytes.buf, COLUMNS - 1) < LIMIT);
	str_clear(&bytes);
	for (int i = 0; i < COLUMNS; i++)
		str_add_char(&bytes, ',');
	str_add(&bytes, "\n");
	assert_true(time_load(NULL, bytes.buf, COLUMNS + 1) < LIMIT);
	/* One row with more fields than the header, and a bad byte in each of them. */
	str_clear(&bytes);
	str_add(&bytes, "a\n");
	for (int i = 0; i < COLUMNS; i++)
		str_add(&bytes, "\1,");
	str_add(&bytes, "y\n");
	assert_true(time_load(NULL, bytes.buf, COLUMNS + 1) < LIMIT);
	str_release(&bytes);
}

/* More missing values than are compared one by one, which all fields but one share. */
static void test_many_missing_values(void **state)
{
	struct csvrow row;
	struct packed x;

	(void)state;
	csvrow_init(&row);
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': "
		"{'missingValues': "
		"['', '-', 'n/a', 'NA', 'a', 'b', 'c', 'd', 'e', 'f', 'g'], 'fields': "
		"[{'name': 'p'}, {'name': 'q', 'missingValues': ['x']}, {'name': "
		"'r'}]}}]}");
	folder_write(&x.folder, "t.csv", "p,q,r\n-,-,g\nx,x,x\nNA,NA,n/a\nna,na,\n");
	packed_load(&x, NULL);
	for (size_t i = 0; i < 4; i++) {
		static const char *const cells[4][3] = { { "", "-", "" },
			{ "x", "", "x" }, { "", "NA", "" }, { "na", "na", "" } };

		table_row(x.p.tables, i, &row);
		for (size_t k = 0; k < 3; k++)
			assert_true(slice_equal(row.cells[k], slice_of(cells[i][k])));
	}
	packed_end(&x);
	csvrow_release(&row);
}

/* Twins take the cells of their name in turn, loosely where none is spelled alike. */
static void test_twins_take_their_cells_in_turn(void **state)
{
	static const int cells[] = { 3, 0, 4, 1, -1 };
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': "
		"'x'}, {'name': 'ID'}, {'name': 'x'}, {'name': 'id'}, {'name': "
		"'x'}]}}]}");
	folder_write(&x.folder, "t.csv", "ID, Id ,y,x,X\n1,2,3,4,5\n");
	packed_load(&x, NULL);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(x.p.tables->cell_of[i], cells[i]);
	packed_end(&x);
}

/* What is found without splitting a row is what splitting it gives; up to a quote all is. */
static void test_cells_are_found_without_splitting(void **state)
{
	static const char *const dialects[] = { "{}", "{'quoteChar': '~'}",
		"{'skipInitialSpace': true}",
		"{'doubleQuote': false, 'escapeChar': '^'}" };
	static const char *const cells[] = { "", "a", "b c", " d", "\"e\"", "\"f,\n g\"",
		"h\"i", "\"\"", "^,j", "~k~" };
	uint64_t seed = 5;
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < 40; i++) {
		struct str descriptor = STR_INIT, csv = STR_INIT;
		struct csvrow row;
		struct packed x;

		str_addf(&descriptor,
			"{'resources': [{'name': 't', 'path': 't.csv', 'dialect': %s, "
			"'schema': {'fields': [{'name': 'a'}, {'name': 'b'}, {'name': "
			"'c'}, "
			"{'name': 'd'}]}}]}",
			dialects[i % 4]);
		str_add(&csv, "a,b,c,d\n");
		for (size_t cell = 0; cell < 4 * ROWS; cell++)
			str_addf(&csv, "%s%s",
				cells[random_below(&seed, cell % 4 ? 10 : 3)],
				cell % 4 < 3 ? "," : "\n");
		packed_begin(&x);
		packed_write(&x, "datapackage.json", descriptor.buf);
		folder_write(&x.folder, "t.csv", csv.buf);
		packed_load(&x, NULL);
		csvrow_init(&row);
		for (size_t cell = 0; cell < 4 * table_rows(x.p.tables); cell++) {
			struct slice got;

			table_row(x.p.tables, cell / 4, &row);
			if (table_peek(x.p.tables, cell / 4, cell % 4, &got)) {
				assert_true(slice_equal(got, row.cells[cell % 4]));
				found++;
			} else {
				assert_true(cell % 4 || i % 4 > 1);
			}
		}
		csvrow_release(&row);
		packed_end(&x);
		str_release(&descriptor);
		str_release(&csv);
	}
	assert_true(found > 40 * ROWS);
}

/* Nor is a long row split for its first cells, whether it is kept split or not. */
static void test_cells_of_long_rows(void **state)
{
	static const char *const firsts[] = { "a", "\"a\"\"b\"" };
	static const size_t sizes[] = { 70000, 1200000 };
	struct str csv = STR_INIT;
	struct slice got;
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'a'}, {'name': 'b'}, {'name': 'c'}]}}]}");
	str_add(&csv, "a,b,c\n");
	for (size_t i = 0; i < 4; i++) {
		str_addf(&csv, "%s,", firsts[i % 2]);
		str_add_repeat(&csv, 'x', sizes[i / 2]);
		str_add_char(&csv, '\n');
	}
	folder_write(&x.folder, "t.csv", csv.buf);
	packed_load(&x, NULL);
	assert_true(table_peek(x.p.tables, 0, 0, &got));
	assert_true(slice_equal(got, slice_of("a")));
	assert_false(table_peek(x.p.tables, 1, 0, &got));
	assert_true(table_peek(x.p.tables, 2, 0, &got));
	assert_true(slice_equal(got, slice_of("a")));
	assert_true(table_peek(x.p.tables, 2, 1, &got));
	assert_int_equal(got.len, sizes[1]);
	assert_true(table_peek(x.p.tables, 3, 0, &got));
	assert_true(slice_equal(got, slice_of("a\"b")));
	/* The row does not have it: no value is not an empty one. */
	assert_false(table_peek(x.p.tables, 3, 2, &got));
	packed_end(&x);
	str_release(&csv);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_order_of_columns_gives_the_same_rows),
		cmocka_unit_test(test_rows_have_a_cell_for_each_field),
		cmocka_unit_test(test_cells_beyond_the_header_have_columns),
		cmocka_unit_test(test_columns_beyond_the_header_come_late),
		cmocka_unit_test(test_missing_values_are_empty_in_every_way_of_asking),
		cmocka_unit_test(test_keys_are_not_known_before_they_are_read),
		cmocka_unit_test(test_faults_name_the_cell_of_the_file),
		cmocka_unit_test(test_many_columns_are_linear),
		cmocka_unit_test(test_many_missing_values),
		cmocka_unit_test(test_twins_take_their_cells_in_turn),
		cmocka_unit_test(test_cells_are_found_without_splitting),
		cmocka_unit_test(test_cells_of_long_rows),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
