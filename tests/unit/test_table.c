#include "config.h"

#include "data/table.h"

#include "unit/packed.h"

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
		assert_int_equal(row.count, 3);
	}
	table_row(x.p.tables, 0, &row);
	assert_int_equal(row.cells[0].len, 1);
	assert_int_equal(row.cells[2].len, 0);
	assert_non_null(row.cells[2].text);
	table_row(x.p.tables, 1, &row);
	assert_true(slice_equal(row.cells[2], slice_of("3")));
	csvrow_release(&row);
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_order_of_columns_gives_the_same_rows),
		cmocka_unit_test(test_rows_have_a_cell_for_each_field),
		cmocka_unit_test(test_missing_values_are_empty_in_every_way_of_asking),
		cmocka_unit_test(test_keys_are_not_known_before_they_are_read),
		cmocka_unit_test(test_faults_name_the_cell_of_the_file),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
