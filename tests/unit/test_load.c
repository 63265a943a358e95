/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/load.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "unit/packed.h"

static void test_the_first_step_shows_rows_everywhere(void **state)
{
	struct packed x;
	struct str text;

	(void)state;
	packed_begin(&x);
	str_init(&text);
	str_add(&text, "n,text\n");
	for (int i = 0; i < 20000; i++)
		str_addf(&text, "%d,some text of the row\n", i);
	packed_write(&x, "a.csv", text.buf);
	packed_write(&x, "b.csv", "id\n1\n");
	packed_open(&x, NULL);
	/* A deadline that has passed: the least that a step does. */
	assert_false(x.load.task.step(&x.load.task, 0));
	assert_true(table_rows(&x.p.tables[0]) > 100);
	assert_true(table_rows(&x.p.tables[0]) < 20000);
	assert_int_equal(table_rows(&x.p.tables[1]), 1);
	assert_int_equal(x.load.phase, LOAD_ROWS);
	assert_int_equal(x.load.task.total, text.len + strlen("id\n1\n"));
	assert_true(x.load.task.done > 0 && x.load.task.done < x.load.task.total);
	str_clear(&text);
	load_add_progress(&x.load, &text);
	assert_non_null(strstr(text.buf, "loading a "));
	assert_non_null(strstr(text.buf, " %"));
	task_finish(&x.load.task);
	assert_int_equal(table_rows(&x.p.tables[0]), 20000);
	str_clear(&text);
	load_add_progress(&x.load, &text);
	assert_string_equal(text.buf, "");
	str_release(&text);
	packed_end(&x);
}

static const char linked[] = "{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': "
			     "{'fields': [{'name': 'id'},"
			     " {'name': 'to'}], 'primaryKey': 'id', 'foreignKeys': "
			     "[{'fields': 'to', 'reference':"
			     " {'fields': 'id'}}]}}]}";

/* The smallest steps give the same as one long one, and what is known only grows. */
static void test_small_steps_come_to_the_same(void **state)
{
	enum { ROWS = 5000 };
	struct packed x;
	struct str text;
	size_t steps = 0, rows = 0;
	enum load_phase phase = LOAD_ROWS;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", linked);
	str_init(&text);
	str_add(&text, "id,to\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(&text, "%d,%d\n", i, ROWS - 1 - i);
	packed_write(&x, "a.csv", text.buf);
	str_release(&text);
	packed_open(&x, NULL);
	while (!x.load.task.step(&x.load.task, 0)) {
		assert_true(table_rows(x.p.tables) >= rows);
		assert_true(x.load.phase >= phase);
		assert_int_equal(x.p.linked, x.load.phase >= LOAD_CHECKS);
		assert_false(x.p.complete);
		rows = table_rows(x.p.tables);
		phase = x.load.phase;
		steps++;
	}
	assert_true(steps > ROWS / 256);
	assert_true(x.p.linked && x.p.complete);
	for (size_t i = 0; i < ROWS; i++)
		assert_int_equal(
			package_follow(&x.p, x.p.tables, i, 1, 0).row, ROWS - 1 - i);
	assert_string_equal(packed_faults(&x), "");
	packed_end(&x);
}

static void test_a_load_may_be_given_up_at_any_step(void **state)
{
	(void)state;
	for (int steps = 0; steps < 60; steps++) {
		struct packed x;
		struct str text;

		packed_begin(&x);
		packed_write(&x, "datapackage.json", linked);
		str_init(&text);
		str_add(&text, "id,to\n");
		for (int i = 0; i < 3000; i++)
			str_addf(&text, "%d,%d\n", i, i / 2);
		packed_write(&x, "a.csv", text.buf);
		str_release(&text);
		packed_open(&x, NULL);
		for (int i = 0; i < steps && x.load.phase != LOAD_DONE; i++)
			x.load.task.step(&x.load.task, 0);
		packed_end(&x);
	}
}

static void test_differences_of_header_and_schema_are_reported(void **state)
{
	static const char with_match[] =
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fieldsMatch': "
		"['%s'],"
		" 'fields': [{'name': 'id'}, {'name': 'name'}]}}]}";
	static const char *const matches[] = { "exact", "equal", "subset", "superset",
		"partial" };
	static const size_t counts[] = { 2, 2, 1, 1, 0 };
	char json[sizeof with_match + 16];
	struct packed x;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		packed_begin(&x);
		snprintf(json, sizeof json, with_match, matches[i]);
		packed_write(&x, "datapackage.json", json);
		packed_write(&x, "a.csv", "more,id\nm,1\n");
		packed_load(&x, NULL);
		assert_int_equal(x.p.diag.count, counts[i]);
		assert_string_equal(packed_field(&x, 0, 0, 0), "1");
		assert_string_equal(packed_field(&x, 0, 0, 1), "");
		if (i == 0)
			assert_string_equal(packed_faults(&x),
				"a.csv:1: error: The field “name” of the schema is not "
				"in the file. It is shown empty. Add it to the header "
				"and to each row, or remove it from the "
				"schema.\na.csv:1:1: warning: The field “more” is not in "
				"the schema. It is not shown. Add it to the schema, or "
				"remove it from the file.\n");
		packed_end(&x);
	}
}

/* The names of a header of several rows are joined, empty ones left out. */
static void test_a_header_of_several_rows(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'dialect': {'headerRows': "
		"[2, 3], 'headerJoin': '-', 'nullSequence': 'NA'}}]}");
	packed_write(&x, "a.csv", "A title\nplot,,may\nid,name,\"4\"\n1,x,NA\n");
	packed_load(&x, NULL);
	assert_string_equal(packed_faults(&x), "");
	assert_int_equal(table_rows(x.p.tables), 1);
	assert_string_equal(x.p.tables[0].schema->fields[0].name, "plot-id");
	assert_string_equal(x.p.tables[0].schema->fields[1].name, "name");
	assert_string_equal(x.p.tables[0].schema->fields[2].name, "may-4");
	assert_string_equal(packed_field(&x, 0, 0, 0), "1");
	assert_string_equal(packed_field(&x, 0, 0, 2), "");
	packed_end(&x);
}

static void test_a_file_may_end_inside_its_header(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'dialect': {'headerRows': "
		"[1, 2]}}]}");
	packed_write(&x, "a.csv", "id,na\x01me\n");
	packed_load(&x, NULL);
	assert_int_equal(table_rows(x.p.tables), 0);
	assert_string_equal(x.p.tables[0].schema->fields[0].name, "id");
	/* The control character. */
	assert_int_equal(x.p.diag.count, 1);
	assert_int_equal(x.p.diag.entries[0].place.line, 1);
	packed_end(&x);
}

static void test_headers_need_not_be_exact(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'id'},"
		" {'name': 'name'}]}}]}");
	packed_write(&x, "a.csv", " Name,ID ,id\nx,1,2\n");
	packed_load(&x, NULL);
	/* The exact name goes first, then the one that differs in case. */
	assert_string_equal(packed_field(&x, 0, 0, 0), "2");
	assert_string_equal(packed_field(&x, 0, 0, 1), "x");
	packed_end(&x);
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'id'},"
		" {'name': 'name'}]}}]}");
	packed_write(&x, "a.csv", "1,x\n2,y\n");
	packed_load(&x, NULL);
	/* A header is never data, whatever is in it. */
	assert_int_equal(table_rows(x.p.tables), 1);
	assert_string_equal(packed_field(&x, 0, 0, 1), "y");
	assert_non_null(
		strstr(packed_faults(&x), "a.csv:1:1: error: The header names no field"));
	packed_end(&x);
}

static void test_tables_without_a_header_go_by_place(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'dialect': {'header': "
		"false},"
		" 'schema': {'fields': [{'name': 'id'}, {'name': 'name'}]}},"
		" {'name': 'b', 'path': 'b.csv', 'dialect': {'header': false}}]}");
	packed_write(&x, "a.csv", "1,x\n2,y\n");
	packed_write(&x, "b.csv", "1,x\n");
	packed_load(&x, NULL);
	assert_string_equal(packed_faults(&x), "");
	assert_int_equal(table_rows(&x.p.tables[0]), 2);
	assert_string_equal(packed_field(&x, 0, 1, 1), "y");
	assert_int_equal(table_rows(&x.p.tables[1]), 1);
	assert_string_equal(x.p.tables[1].schema->fields[1].name, "column 2");
	assert_string_equal(packed_field(&x, 1, 0, 1), "x");
	packed_end(&x);
}

static void test_a_lone_file_has_its_fields_at_once(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "id,name,id\n1,x,2\n");
	packed_open(&x, "a.csv");
	assert_int_equal(x.p.tables[0].schema->field_count, 3);
	assert_string_equal(x.p.tables[0].schema->fields[2].name, "id (2)");
	assert_int_equal(table_rows(x.p.tables), 1);
	assert_string_equal(packed_field(&x, 0, 0, 2), "2");
	task_finish(&x.load.task);
	assert_string_equal(packed_faults(&x),
		"a.csv:1:9: error: The name “id” is twice in the header. Give each field "
		"its own name.\n");
	assert_null(x.p.tables[0].index);
	packed_end(&x);
}

static void test_what_is_not_there_leaves_an_empty_table(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'id'}],"
		" 'primaryKey': 'id'}}, {'name': 'b', 'path': '../b.csv'}, {'name': 'c', "
		"'path':"
		" 'c.csv', 'schema': {'fields': [{'name': 'a'}], 'foreignKeys': "
		"[{'fields': 'a',"
		" 'reference': {'resource': 'a', 'fields': 'id'}}]}},"
		" {'name': 'd', 'path': 'd.csv'}]}");
	packed_write(&x, "c.csv", "a\n1\n");
	packed_write(&x, "d.csv", "");
	packed_load(&x, NULL);
	for (size_t i = 0; i < 4; i++) {
		assert_true(table_complete(&x.p.tables[i]));
		assert_int_equal(table_rows(&x.p.tables[i]), i == 2);
	}
	assert_int_equal(package_follow(&x.p, &x.p.tables[2], 0, 0, 0).table, -1);
	assert_string_equal(packed_field(&x, 2, 0, 0), "1");
	/* The missing file, the path outside, the empty file; not each reference to it.
	 */
	assert_int_equal(x.p.diag.count, 3);
	packed_end(&x);
}

/* A header of so many names that they are made fields in several steps. */
static void test_a_wide_header_is_matched_in_steps(void **state)
{
	enum { WIDE = 20000 };
	struct str text = STR_INIT;
	struct packed x;
	size_t steps = 0;

	(void)state;
	for (int i = 0; i < WIDE; i++)
		str_addf(&text, "f%d,", i);
	str_add(&text, "f7\n1,2\n");
	packed_begin(&x);
	packed_write(&x, "t.csv", text.buf);
	packed_open(&x, "t.csv");
	while (!x.p.tables[0].ready) {
		assert_int_equal(x.p.tables[0].schema->field_count, 0);
		assert_false(table_complete(x.p.tables));
		assert_false(x.load.task.step(&x.load.task, 0));
		assert_int_equal(load_wait_fd(&x.load), -1);
		steps++;
	}
	assert_true(steps > 3);
	assert_int_equal(x.p.tables[0].schema->field_count, WIDE + 1);
	assert_string_equal(x.p.tables[0].schema->fields[WIDE].name, "f7 (2)");
	task_finish(&x.load.task);
	assert_int_equal(table_rows(x.p.tables), 1);
	assert_string_equal(packed_field(&x, 0, 0, 1), "2");
	assert_int_equal(x.p.diag.entries[0].fault, FAULT_DUPLICATE_HEADER);
	packed_end(&x);
	/* It may be given up on the way. */
	packed_begin(&x);
	packed_write(&x, "t.csv", text.buf);
	packed_open(&x, "t.csv");
	assert_false(x.p.tables[0].ready);
	packed_end(&x);
	str_release(&text);
}

static void test_a_pipe_is_waited_for_outside(void **state)
{
	struct packed x;
	FILE *end;

	(void)state;
	packed_begin(&x);
	assert_int_equal(mkfifo(folder_file(&x.folder, "pipe.csv"), 0600), 0);
	end = fopen(folder_file(&x.folder, "pipe.csv"), "r+");
	assert_non_null(end);
	packed_open(&x, "pipe.csv");
	assert_int_equal(x.p.tables[0].schema->field_count, 0);
	assert_false(x.load.task.step(&x.load.task, INT64_MAX));
	assert_true(load_wait_fd(&x.load) >= 0);
	assert_int_equal(table_rows(x.p.tables), 0);
	fputs("id,name\n1,x\n", end);
	fflush(end);
	/* How it is written is guessed when nothing follows for a while. */
	assert_false(x.load.task.step(&x.load.task, clock_now()));
	assert_int_equal(table_rows(x.p.tables), 0);
	assert_true(load_wait_fd(&x.load) >= 0);
	assert_int_equal(load_wait_most(&x.load), CSVFILE_PATIENCE);
	while (!table_rows(x.p.tables))
		assert_false(x.load.task.step(&x.load.task, clock_now()));
	assert_int_equal(load_wait_most(&x.load), -1);
	assert_int_equal(x.p.tables[0].schema->field_count, 2);
	assert_int_equal(table_rows(x.p.tables), 1);
	assert_string_equal(packed_field(&x, 0, 0, 1), "x");
	fputs("2,y\n", end);
	fclose(end);
	task_finish(&x.load.task);
	assert_int_equal(table_rows(x.p.tables), 2);
	assert_int_equal(load_wait_fd(&x.load), -1);
	packed_end(&x);
}

/* Whoever waits for all of it is not to get what a slow writer had written by then. */
static void test_a_pipe_is_judged_whole_when_nobody_looks(void **state)
{
	struct packed x;
	int64_t until;
	FILE *end;

	(void)state;
	packed_begin(&x);
	assert_int_equal(mkfifo(folder_file(&x.folder, "pipe.csv"), 0600), 0);
	end = fopen(folder_file(&x.folder, "pipe.csv"), "r+");
	assert_non_null(end);
	packed_open(&x, "pipe.csv");
	x.load.unseen = true;
	fputs("id;name\n", end);
	fflush(end);
	until = clock_now() + (CSVFILE_PATIENCE + 50) * (int64_t)TASK_MS;
	while (clock_now() < until)
		assert_false(x.load.task.step(&x.load.task, clock_now()));
	assert_int_equal(x.p.tables[0].schema->field_count, 0);
	fputs("1;x\n", end);
	fclose(end);
	task_finish(&x.load.task);
	assert_int_equal(x.p.tables[0].schema->field_count, 2);
	assert_string_equal(packed_field(&x, 0, 0, 1), "x");
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first_step_shows_rows_everywhere),
		cmocka_unit_test(test_small_steps_come_to_the_same),
		cmocka_unit_test(test_a_load_may_be_given_up_at_any_step),
		cmocka_unit_test(test_differences_of_header_and_schema_are_reported),
		cmocka_unit_test(test_a_header_of_several_rows),
		cmocka_unit_test(test_a_file_may_end_inside_its_header),
		cmocka_unit_test(test_headers_need_not_be_exact),
		cmocka_unit_test(test_tables_without_a_header_go_by_place),
		cmocka_unit_test(test_a_lone_file_has_its_fields_at_once),
		cmocka_unit_test(test_what_is_not_there_leaves_an_empty_table),
		cmocka_unit_test(test_a_wide_header_is_matched_in_steps),
		cmocka_unit_test(test_a_pipe_is_waited_for_outside),
		cmocka_unit_test(test_a_pipe_is_judged_whole_when_nobody_looks),
	};

	return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
