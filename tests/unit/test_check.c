/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/check.h"

#include "unit/packed.h"

/* Makes X the table "t" of FIELDS (and more of its schema) with the rows TEXT. */
static void load_table(struct packed *x, const char *fields, const char *text)
{
	struct str json;

	packed_begin(x);
	str_init(&json);
	str_addf(&json,
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[%s]}}]}",
		fields);
	packed_write(x, "datapackage.json", json.buf);
	folder_write(&x->folder, "t.csv", text);
	str_release(&json);
	packed_load(x, NULL);
}

static void test_a_million_faults_stay_in_bounds(void **state)
{
	enum { ROWS = 5000 };
	struct packed x;
	struct str text;

	(void)state;
	str_init(&text);
	str_add(&text, "n,m\n");
	for (int i = 0; i < ROWS; i++)
		str_add(&text, "x,1,2\n");
	load_table(&x, "{'name': 'n', 'type': 'integer'}, {'name': 'm'}", text.buf);
	assert_int_equal(x.p.diag.found[DIAG_ERROR], 2 * ROWS);
	assert_int_equal(x.p.diag.count, 2 * DIAG_KEEP);
	str_release(&text);
	packed_end(&x);
}

static void test_faults_know_their_place(void **state)
{
	struct packed x;
	const struct diag_place *place;

	(void)state;
	load_table(&x, "{'name': 'a'}, {'name': 'n', 'type': 'integer'}",
		"n,a\n1,\"two\nlines\"\n2,x\nq,y\n");
	assert_int_equal(x.p.diag.count, 1);
	place = &x.p.diag.entries[0].place;
	assert_string_equal(place->file, "t.csv");
	assert_int_equal(place->line, 5);
	assert_int_equal(place->column, 1);
	assert_int_equal(place->table, 0);
	assert_int_equal(place->row, 2);
	assert_int_equal(place->field, 1);
	packed_end(&x);
}

/* The row begins on line 2, but what is wrong with it is on lines 3 and 4. */
static void test_faults_behind_a_quoted_line_break(void **state)
{
	struct packed x;

	(void)state;
	load_table(&x, "{'name': 'a'}, {'name': 'n', 'type': 'integer'}, {'name': 'b'}",
		"a,n,b\n\"one\ntwo\",x,\"\"\"\r\n\033\"\n");
	assert_string_equal(packed_faults(&x),
		"t.csv:3:6: error: “x” is not a whole number.\nt.csv:4:1: warning: The "
		"control character U+001B is shown as a symbol. Remove it.\n");
	packed_end(&x);
}

static void test_bytes_of_the_header(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.csv", "id,n\xfcm,\"a\"\"\007b\"\n1,2,\xC3\xA9\n");
	packed_load(&x, "a.csv");
	assert_string_equal(packed_faults(&x),
		"a.csv:1:5: error: The byte 0xFC is not UTF-8. It is shown as U+FFFD. "
		"Save the file as UTF-8, or name its encoding (--encoding, or in "
		"the descriptor).\na.csv:1:12: warning: The control character U+0007 is "
		"shown "
		"as a symbol. Remove it.\n");
	packed_end(&x);
}

/* The bytes of a long cell are looked at in several steps; a character on the border of
 * two is whole, and of each cell the first of a kind is reported. */
static void test_bytes_of_a_long_cell(void **state)
{
	struct str text = STR_INIT;
	struct packed x;
	size_t steps = 0;

	(void)state;
	str_add(&text, "id,n\n1,");
	for (int i = 0; i < 200000; i++)
		str_add(&text, "\u2192");
	str_add(&text, "\xff\001\xff\001\n2,\xff\n");
	packed_begin(&x);
	folder_write(&x.folder, "t.csv", text.buf);
	packed_open(&x, "t.csv");
	while (!x.load.task.step(&x.load.task, 0))
		steps += x.load.phase == LOAD_CHECKS;
	assert_true(steps > 8);
	assert_string_equal(packed_faults(&x),
		"t.csv:2:600003: error: The byte 0xFF is not UTF-8. It is shown as "
		"U+FFFD. Save the file as UTF-8, or name its encoding (--encoding, or in "
		"the descriptor).\n"
		"t.csv:2:600004: warning: The control character U+0001 is shown as a "
		"symbol. Remove it.\n"
		"t.csv:3:3: error: The byte 0xFF is not UTF-8. It is shown as U+FFFD. "
		"Save the file as UTF-8, or name its encoding (--encoding, or in the "
		"descriptor).\n");
	str_release(&text);
	packed_end(&x);
}

/* What a sentence repeats may be of any length and hold anything. */
static void test_sentences_stay_whole(void **state)
{
	static const char text[] = "n\na\0b\n";
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields':"
		" [{'name': 'n', 'type': 'integer'}]}}]}");
	folder_write_bytes(&x.folder, "t.csv", text, sizeof text - 1);
	packed_load(&x, NULL);
	assert_string_equal(packed_faults(&x),
		"t.csv:2:1: error: “a\u2400b” is not a whole number.\nt.csv:2:2: error: "
		"A NUL byte: the file may be damaged. Save it again from its source, or "
		"remove the byte.\n");
	packed_end(&x);
}

static void test_what_must_be_unique_is_reported_once(void **state)
{
	struct packed x;

	(void)state;
	load_table(&x,
		"{'name': 'a', 'constraints': {'unique': true}}, {'name': 'b'}],"
		" 'primaryKey': ['a', 'b'], 'uniqueKeys': [['b', 'a'], ['a']",
		"a,b\n1,1\n2,2\n1,1\n1,2\n");
	assert_string_equal(packed_faults(&x),
		"t.csv:4:1: error: The key “1/1” repeats line 2. Each row needs its own "
		"key.\nt.csv:4:1: error: This repeats line 2. Each row needs its own "
		"value in “a”.\nt.csv:5:1: error: This repeats line 2. Each row needs "
		"its own value in “a”.\n");
	packed_end(&x);
}

/* The first row is short, the others are not: their last cells are there. */
static void test_a_short_first_row_hides_no_field(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'dialect': {'header':"
		" false}, 'schema': {'fields': [{'name': 'a'}, {'name': 'b'},"
		" {'name': 'c'}]}}]}");
	packed_write(&x, "t.csv", "1,2\n3,4,5\n");
	packed_load(&x, NULL);
	assert_string_equal(packed_faults(&x),
		"t.csv:1: error: This row has 2 fields where the schema has 3. The last "
		"are taken as empty. Write a ',' for each empty field.\n");
	assert_string_equal(packed_field(&x, 0, 1, 2), "5");
	packed_end(&x);
}

static void test_names_that_only_match_loosely_are_reported(void **state)
{
	struct packed x;

	(void)state;
	load_table(&x, "{'name': 'id'}, {'name': 'name'}", "ID,name\n1,x\n");
	assert_string_equal(packed_faults(&x),
		"t.csv:1:1: warning: The name “ID” is taken as the field “id” of the "
		"schema. Spell both alike.\n");
	assert_string_equal(packed_field(&x, 0, 0, 0), "1");
	packed_end(&x);
}

static void test_values_that_stand_for_nothing_are_not_checked(void **state)
{
	struct packed x;

	(void)state;
	load_table(&x,
		"{'name': 'a', 'type': 'integer', 'missingValues': ['-', 'n/a']},"
		" {'name': 'b', 'type': 'date', 'constraints': {'unique': true}}",
		"a,b\n-,\nn/a,\n1,\n");
	assert_string_equal(packed_faults(&x), "");
	packed_end(&x);
	load_table(&x,
		"{'name': 'a', 'missingValues': ['-'], 'constraints': {'required': "
		"true}},"
		" {'name': 'b'}",
		"a,b\n-,x\n");
	assert_string_equal(packed_faults(&x),
		"t.csv:2:1: error: A value is missing. “a” must have one.\n");
	packed_end(&x);
}

static void test_choices_of_numbers_and_lists(void **state)
{
	struct packed x;

	(void)state;
	load_table(&x,
		"{'name': 'n', 'type': 'number', 'constraints': {'enum': [1, 2.5]}},"
		" {'name': 'l', 'type': 'list', 'delimiter': ';', 'constraints': "
		"{'enum': ['a',"
		" 'b'], 'minLength': 2, 'maxLength': 3}}",
		"n,l\n2.50,a;b\n1.0,\"a;b;a\"\n3,a;c\n1,a\n1,a;a;a;a\n");
	assert_string_equal(packed_faults(&x),
		"t.csv:4:1: error: “3” is not one of the allowed values: 1, "
		"2.5.\nt.csv:4:3: error: “c” is not one of the allowed values: a, "
		"b.\nt.csv:5:3: error: “a” is too short: it has 1 item, at least 2 "
		"needed.\nt.csv:6:3: error: “a;a;a;a” is too long: it has 4 items, at "
		"most 3 allowed.\n");
	packed_end(&x);
}

static void test_bounds_of_dates(void **state)
{
	struct packed x;

	(void)state;
	load_table(&x,
		"{'name': 'd', 'type': 'date', 'constraints': {'minimum': '2002-02-26'}},"
		" {'name': 'e', 'rdfType': 'http://id.loc.gov/datatypes/edtf/EDTF', "
		"'constraints':"
		" {'maximum': '2020'}}",
		"d,e\n2002-02-26,2019-12-31\n2002-02-25,2021\n");
	assert_string_equal(packed_faults(&x),
		"t.csv:3:1: error: “2002-02-25” is too small. 2002-02-26 is the "
		"least.\nt.csv:3:12: error: “2021” is too large. 2020 is the most.\n");
	packed_end(&x);
}

static void test_a_field_the_file_lacks_is_reported_once(void **state)
{
	struct packed x;

	(void)state;
	load_table(&x, "{'name': 'a'}, {'name': 'b', 'constraints': {'required': true}}",
		"a\n1\n2\n3\n");
	assert_int_equal(x.p.diag.count, 1);
	assert_int_equal(x.p.diag.entries[0].fault, FAULT_FIELD_NOT_IN_FILE);
	packed_end(&x);
}

static void test_a_lone_file_is_checked_for_its_form(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "a.tsv", "a\tb\n1\t2\t3\n1\n");
	packed_load(&x, "a.tsv");
	assert_int_equal(x.p.diag.count, 2);
	assert_int_equal(x.p.diag.entries[0].fault, FAULT_MANY_FIELDS);
	assert_int_equal(x.p.diag.entries[1].fault, FAULT_FEW_FIELDS);
	packed_end(&x);
}

/* Appends SIZE random bytes that often are what a table is made of. */
static void add_noise(struct str *out, unsigned *seed, size_t size)
{
	static const char *const pieces[] = { ",", ",", "\n", "\r\n", "\r", "\"", "\"\"",
		"1", "2011-03-29", "true", ";", "x", "\xff", "\xc3", "\xc3\xa9", "\x1b",
		"[", "{}", "-", "115.2, -8.6", "\t", "NaN", "1e999", "P1Y", "../2011",
		"2011-XX" };

	for (size_t i = 0; i < size; i++) {
		*seed = *seed * 1103515245 + 12345;
		if ((*seed >> 8) % 40 == 0)
			str_add_char(out, '\0');
		else
			str_add(out,
				pieces[(*seed >> 8) % (sizeof pieces / sizeof *pieces)]);
	}
}

static void add_all_faults(struct packed *x, struct str *out)
{
	str_clear(out);
	str_add(out, packed_faults(x));
	for (size_t row = 0; row < table_rows(x->p.tables); row++) {
		str_add(out, packed_label(x, 0, row));
		for (size_t f = 0; f < x->p.tables->schema->field_count; f++)
			str_add(out, packed_field(x, 0, row, f));
	}
}

/* Any bytes load without harm, and in small steps as in one. */
static void test_any_bytes_do_no_harm(void **state)
{
	static const char fields[] =
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': ["
		"{'name': 'a', 'type': 'integer', 'constraints': {'minimum': 2}},"
		" {'name': 'b', 'type': 'list', 'itemType': 'number'}, {'name': 'c', "
		"'type': 'date'},"
		" {'name': 'd', 'type': 'geopoint'}, {'name': 'e', 'rdfType':"
		" 'http://id.loc.gov/datatypes/edtf/EDTF'}, {'name': 'f', 'type': "
		"'object'},"
		" {'name': 'g', 'type': 'duration', 'constraints': {'unique': true}}],"
		" 'primaryKey': ['a', 'c'], 'foreignKeys': [{'fields': 'b', 'reference': "
		"{'fields':"
		" 'a'}}]}}]}";
	unsigned seed = 81;

	(void)state;
	for (int round = 0; round < 150; round++) {
		struct packed x;
		struct str text, once;

		str_init(&text);
		str_init(&once);
		str_add(&text, "a,b,c,d,e,f,g\n");
		add_noise(&text, &seed, (size_t)round * 4);
		packed_begin(&x);
		packed_write(&x, "datapackage.json", fields);
		folder_write_bytes(&x.folder, "t.csv", text.buf, text.len);
		packed_load(&x, NULL);
		add_all_faults(&x, &once);
		load_release(&x.load);
		package_release(&x.p);
		packed_open(&x, NULL);
		while (!x.load.task.step(&x.load.task, 0))
			;
		add_all_faults(&x, &text);
		/* Cells may hold NUL. */
		assert_int_equal(text.len, once.len);
		assert_memory_equal(text.buf, once.buf, once.len);
		str_release(&text);
		str_release(&once);
		packed_end(&x);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_million_faults_stay_in_bounds),
		cmocka_unit_test(test_faults_know_their_place),
		cmocka_unit_test(test_faults_behind_a_quoted_line_break),
		cmocka_unit_test(test_bytes_of_the_header),
		cmocka_unit_test(test_bytes_of_a_long_cell),
		cmocka_unit_test(test_sentences_stay_whole),
		cmocka_unit_test(test_what_must_be_unique_is_reported_once),
		cmocka_unit_test(test_a_short_first_row_hides_no_field),
		cmocka_unit_test(test_names_that_only_match_loosely_are_reported),
		cmocka_unit_test(test_values_that_stand_for_nothing_are_not_checked),
		cmocka_unit_test(test_choices_of_numbers_and_lists),
		cmocka_unit_test(test_bounds_of_dates),
		cmocka_unit_test(test_a_field_the_file_lacks_is_reported_once),
		cmocka_unit_test(test_a_lone_file_is_checked_for_its_form),
		cmocka_unit_test(test_any_bytes_do_no_harm),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
