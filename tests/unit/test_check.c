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
	assert_int_equal(diag_dropped(&x.p.diag, FAULT_TYPE, "t.csv"), ROWS - DIAG_KEEP);
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
		"t.csv:2:1: error: There is no value, but \"a\" must have one.\n");
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
		"t.csv:4:1: error: \"3\" is none of the values allowed here: 1, 2.5.\n"
		"t.csv:4:3: error: \"a;c\" is none of the values allowed here: a, b.\n"
		"t.csv:5:3: error: \"a\" is too short: it has 1 item where at least 2 "
		"must be.\n"
		"t.csv:6:3: error: \"a;a;a;a\" is too long: it has 4 items where at most "
		"3 may "
		"be.\n");
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
		"t.csv:3:1: error: \"2002-02-25\" is less than allowed; 2002-02-26 is "
		"the least.\n"
		"t.csv:3:12: error: \"2021\" is more than allowed; 2020 is the most.\n");
	packed_end(&x);
}

static void test_a_field_the_file_lacks_is_told_once(void **state)
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_million_faults_stay_in_bounds),
		cmocka_unit_test(test_faults_know_their_place),
		cmocka_unit_test(test_values_that_stand_for_nothing_are_not_checked),
		cmocka_unit_test(test_choices_of_numbers_and_lists),
		cmocka_unit_test(test_bounds_of_dates),
		cmocka_unit_test(test_a_field_the_file_lacks_is_told_once),
		cmocka_unit_test(test_a_lone_file_is_checked_for_its_form),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
