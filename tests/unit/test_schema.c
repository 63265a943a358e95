/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/schema.h"

#include <stdio.h>

#include "data/value.h"
#include "unit/describe.h"

/* Makes X a package of one table "t" with the FIELDS, and REST of its schema. */
static void make_fields(struct described *x, const char *fields, const char *rest)
{
	char json[2000];

	snprintf(json, sizeof json,
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[%s]%s}}]}",
		fields, rest);
	described_make(x, json);
	assert_true(x->ok);
	assert_int_equal(x->d.resource_count, 1);
}

static void test_every_type_has_a_name(void **state)
{
	static const char *const names[FIELD_TYPE_MAX] = { "any", "string", "integer",
		"number", "boolean", "date", "datetime", "time", "year", "yearmonth",
		"list", "geopoint", "geojson", "object", "array", "duration" };
	enum field_type found = FIELD_TYPE_MAX;

	(void)state;
	for (int type = 0; type < FIELD_TYPE_MAX; type++) {
		assert_true(value_find_type(names[type], &found));
		assert_int_equal(found, type);
	}
	assert_false(value_find_type("text", &found));
}

static void test_absent_properties_have_defaults(void **state)
{
	struct described x;
	const struct field *f;

	(void)state;
	make_fields(&x, "{'name': 'a'}", "");
	assert_string_equal(x.faults.buf, "");
	f = &x.d.resources[0].fields[0];
	assert_string_equal(f->title, "a");
	assert_string_equal(f->description, "");
	assert_string_equal(f->format, "default");
	assert_int_equal(f->type, FIELD_STRING);
	assert_int_equal(f->item_type, FIELD_STRING);
	assert_int_equal(f->list_delimiter, ',');
	assert_false(f->edtf || f->required || f->unique || f->code || f->choices_closed);
	assert_null(f->pattern);
	assert_null(f->minimum);
	assert_null(f->maximum);
	assert_int_equal(f->min_length, -1);
	assert_int_equal(f->max_length, -1);
	assert_int_equal(f->missing_count, 0);
	assert_int_equal(f->true_count, 4);
	assert_string_equal(f->false_values[0], "false");
	assert_int_equal(f->decimal_char, '.');
	assert_string_equal(f->group_char, "");
	assert_true(f->bare_number);
	assert_int_equal(f->reference, -1);
	assert_int_equal(x.d.resources[0].one_to_one, -1);
	described_release(&x);
	described_make(&x,
		"{'$schema': 'https://datapackage.org/profiles/2.0/datapackage.json', "
		"'resources':"
		" [{'name': 't', 'path': 't.csv', 'schema': {'fields': [{'name': "
		"'a'}]}}]}");
	assert_int_equal(x.d.resources[0].fields[0].type, FIELD_ANY);
	described_release(&x);
}

static void test_reads_all_properties_of_a_field(void **state)
{
	struct described x;
	const struct field *f;

	(void)state;
	make_fields(&x,
		"{'name': 'a', 'title': 'A', 'description': 'First.', 'type': 'number',"
		" 'decimalChar': ',', 'groupChar': ' ', 'bareNumber': false, "
		"'missingValues':"
		" ['', '-', {'value': '?', 'label': 'unknown'}], 'constraints': "
		"{'required': true,"
		" 'unique': true, 'minimum': 0.5, 'exclusiveMaximum': '10'}},"
		"{'name': 'b', 'type': 'list', 'delimiter': ';', 'itemType': 'integer'},"
		"{'name': 'c', 'type': 'boolean', 'trueValues': ['yes'], 'falseValues': "
		"['no', 'nope'],"
		" 'rdfType': 'http://id.loc.gov/datatypes/edtf/EDTF'},"
		"{'name': 'd', 'type': 'string', 'rdfType':"
		" 'http://id.loc.gov/datatypes/edtf/EDTF-level1', 'constraints': "
		"{'minLength': 2,"
		" 'maxLength': 40, 'pattern': '[a-z]+'}}",
		", 'missingValues': ['n/a']");
	assert_string_equal(x.faults.buf, "");
	f = x.d.resources[0].fields;
	assert_string_equal(f[0].title, "A");
	assert_int_equal(f[0].type, FIELD_NUMBER);
	assert_int_equal(f[0].decimal_char, ',');
	assert_string_equal(f[0].group_char, " ");
	assert_false(f[0].bare_number);
	assert_int_equal(f[0].missing_count, 2);
	assert_string_equal(f[0].missing[0], "-");
	assert_string_equal(f[0].missing[1], "?");
	assert_true(f[0].required && f[0].unique);
	assert_string_equal(f[0].minimum, "0,5"); /* as a cell has it */
	assert_false(f[0].minimum_excluded);
	assert_string_equal(f[0].maximum, "10");
	assert_true(f[0].maximum_excluded);
	assert_int_equal(f[1].list_delimiter, ';');
	assert_int_equal(f[1].item_type, FIELD_INTEGER);
	assert_int_equal(f[1].missing_count, 1);
	assert_string_equal(f[1].missing[0], "n/a");
	assert_int_equal(f[2].true_count, 1);
	assert_int_equal(f[2].false_count, 2);
	assert_false(f[2].edtf);
	assert_true(f[3].edtf);
	assert_int_equal(f[3].min_length, 2);
	assert_int_equal(f[3].max_length, 40);
	assert_string_equal(f[3].pattern, "[a-z]+");
	described_release(&x);
}

static void test_choices_come_from_enum_and_categories(void **state)
{
	struct described x;
	const struct field *f;

	(void)state;
	make_fields(&x,
		"{'name': 'a', 'constraints': {'enum': ['x', 2, 2.5]}},"
		"{'name': 'b', 'categories': [{'value': 1, 'label': 'one'}, {'value': "
		"2}],"
		" 'categoriesOrdered': true},"
		"{'name': 'c', 'categories': ['p', {'value': 'q', 'label': 'Q'}],"
		" 'constraints': {'enum': ['q']}},"
		"{'name': 'd', 'categories': [[], 'z']}",
		"");
	f = x.d.resources[0].fields;
	assert_int_equal(f[0].choice_count, 3);
	assert_string_equal(f[0].choices[1].value, "2");
	assert_ptr_equal(f[0].choices[1].value, f[0].choices[1].label);
	assert_string_equal(f[0].choices[2].value, "2.5");
	assert_true(f[0].choices_closed);
	assert_false(f[0].choices_ordered);
	assert_int_equal(f[1].choice_count, 2);
	assert_string_equal(f[1].choices[0].value, "1");
	assert_string_equal(f[1].choices[0].label, "one");
	assert_string_equal(f[1].choices[1].label, "2");
	assert_true(f[1].choices_ordered);
	assert_int_equal(f[2].choice_count, 1);
	assert_string_equal(f[2].choices[0].label, "Q");
	assert_int_equal(f[3].choice_count, 1);
	assert_string_equal(f[3].choices[0].value, "z");
	assert_int_equal(x.diag.count, 1);
	described_release(&x);
}

static void test_keys_name_fields(void **state)
{
	struct described x;
	const struct resource *r;

	(void)state;
	make_fields(&x,
		"{'name': 'a', 'constraints': {'maxLength': 2}}, {'name': 'b', "
		"'constraints':"
		" {'maxLength': 3, 'unique': true}}, {'name': 'c', 'constraints': "
		"{'maxLength': 3}}",
		", 'primaryKey': 'a', 'uniqueKeys': [['b', 'c'], ['c', 'nothing']]");
	r = &x.d.resources[0];
	assert_int_equal(r->key_count, 1);
	assert_int_equal(r->key[0], 0);
	assert_true(r->fields[0].required);
	assert_false(r->fields[1].required);
	assert_true(r->fields[0].code);
	assert_true(r->fields[1].code);
	assert_false(r->fields[2].code);
	assert_int_equal(r->unique_count, 1);
	assert_int_equal(r->unique_counts[0], 2);
	assert_int_equal(r->uniques[0][1], 2);
	assert_string_equal(x.faults.buf,
		"datapackage.json:1:276: error: Table “t”: “uniqueKeys” names “nothing”, "
		"which is not a field of table “t”.\n");
	described_release(&x);
	make_fields(&x, "{'name': 'a', 'constraints': {'maxLength': 2}}, {'name': 'b'}",
		", 'primaryKey': ['b', 'a']");
	r = &x.d.resources[0];
	assert_int_equal(r->key_count, 2);
	assert_int_equal(r->key[0], 1);
	assert_true(r->fields[0].required && r->fields[1].required);
	assert_false(r->fields[0].code);
	described_release(&x);
}

static const char linked[] =
	"{'resources': ["
	"{'name': 'places', 'path': 'p.csv', 'schema': {'fields': [{'name': 'id'}, "
	"{'name': 'in'},"
	" {'name': 'near', 'type': 'list'}], 'primaryKey': 'id', 'foreignKeys':"
	" [{'fields': 'in', 'reference': {'resource': '', 'fields': 'id'}},"
	"  {'fields': ['near'], 'reference': {'fields': ['id']}}]}},"
	"{'name': 'towns', 'path': 't.csv', 'schema': {'fields': [{'name': 'place'}, "
	"{'name': 'z'}],"
	" 'primaryKey': ['place'], 'foreignKeys':"
	" [{'fields': 'place', 'reference': {'resource': 'places', 'fields': 'id'}},"
	"  {'fields': 'z', 'reference': {'resource': 'nowhere', 'fields': 'id'}},"
	"  {'fields': ['z', 'place'], 'reference': {'resource': 'places', 'fields': "
	"'id'}},"
	"  {'fields': 'z', 'reference': {'resource': 'places', 'fields': 'zip'}},"
	"  {'fields': 'z', 'reference': {'resource': 'places', 'fields': 'in'}}]}}]}";

static void test_references_are_resolved(void **state)
{
	struct described x;
	const struct resource *places, *towns;

	(void)state;
	described_make(&x, linked);
	places = &x.d.resources[0];
	towns = &x.d.resources[1];
	assert_int_equal(places->foreign_count, 2);
	assert_int_equal(places->keys[0].resource, 0);
	assert_false(places->keys[0].list);
	assert_int_equal(places->keys[1].resource, 0);
	assert_true(places->keys[1].list);
	assert_int_equal(places->keys[1].fields[0], 2);
	assert_int_equal(places->keys[1].their[0], 0);
	assert_int_equal(places->fields[1].reference, 0);
	assert_int_equal(places->fields[2].reference, 1);
	assert_int_equal(places->one_to_one, -1);
	assert_int_equal(towns->foreign_count, 2);
	assert_int_equal(towns->one_to_one, 0);
	assert_int_equal(towns->fields[1].reference, 1);
	assert_int_equal(towns->keys[1].their[0], 1);
	assert_int_equal(x.diag.count, 3);
	described_release(&x);
}

/* However often a key is given, its rows are linked once, and a fault of them reported
 * once. */
static void test_keys_that_say_the_same_are_one(void **state)
{
	static const char twice[] =
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'x'}, {'name': 'y'}, {'name': 'z'}], 'foreignKeys': ["
		"{'fields': 'y', 'reference': {'resource': 'a', 'fields': 'x'}},"
		"{'fields': 'z', 'reference': {'resource': 'a', 'fields': 'x'}},"
		"{'fields': ['y'], 'reference': {'fields': ['x']}},"
		"{'fields': 'y', 'reference': {'fields': 'z'}},"
		"{'fields': ['y', 'z'], 'reference': {'fields': ['x', 'y']}},"
		"{'fields': ['y', 'z'], 'reference': {'fields': ['x', 'y']}},"
		"{'fields': ['y', 'z'], 'reference': {'fields': ['y', 'x']}}]}}]}";
	struct described x;
	const struct resource *r;

	(void)state;
	described_make(&x, twice);
	r = &x.d.resources[0];
	assert_int_equal(x.diag.count, 2);
	for (size_t i = 0; i < x.diag.count; i++) {
		assert_int_equal(x.diag.entries[i].fault, FAULT_TWIN_KEY);
		assert_string_equal(x.diag.entries[i].text,
			"Table “a”: A foreign key repeats an earlier one. It is ignored.");
	}
	assert_int_equal(r->foreign_count, 5);
	assert_int_equal(r->keys[1].fields[0], 2);
	assert_int_equal(r->keys[2].their[0], 2);
	assert_int_equal(r->keys[3].their[0], 0);
	assert_int_equal(r->keys[4].their[0], 1);
	assert_int_equal(r->fields[1].reference, 0);
	described_release(&x);
}

static void test_a_ring_of_one_to_one_keys_has_a_root(void **state)
{
	static const char ring[] = "{'resources': ["
				   "{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
				   "[{'name': 'x'}], 'primaryKey':"
				   " 'x', 'foreignKeys': [{'fields': 'x', 'reference': "
				   "{'resource': 'b', 'fields':"
				   " 'x'}}]}},"
				   "{'name': 'b', 'path': 'b.csv', 'schema': {'fields': "
				   "[{'name': 'x'}], 'primaryKey':"
				   " 'x', 'foreignKeys': [{'fields': 'x', 'reference': "
				   "{'resource': 'a', 'fields':"
				   " 'x'}}]}}]}";
	struct described x;

	(void)state;
	described_make(&x, ring);
	assert_int_equal(x.d.resources[0].one_to_one, 0);
	assert_int_equal(x.d.resources[1].one_to_one, -1);
	described_release(&x);
}

static void test_a_schema_may_be_a_file(void **state)
{
	struct described x;

	(void)state;
	folder_make(&x.folder);
	folder_write(&x.folder, "s.json",
		"{\"fields\": [{\"name\": \"q\"}], \"fieldsMatch\": [\"subset\"]}");
	folder_write(&x.folder, "list.json", "[]");
	folder_write(&x.folder, "datapackage.json",
		"{\"resources\": [{\"name\": \"a\", \"path\": \"a.csv\", \"schema\": "
		"\"s.json\"},"
		" {\"name\": \"b\", \"path\": \"b.csv\", \"schema\": \"none.json\"},"
		" {\"name\": \"c\", \"path\": \"c.csv\", \"schema\": "
		"\"http://x.org/t.json\"},"
		" {\"name\": \"d\", \"path\": \"d.csv\", \"schema\": \"list.json\"},"
		" {\"name\": \"e\", \"path\": \"e.csv\", \"schema\": "
		"\"http://x.org/s.json\"}]}");
	described_read(&x, NULL);
	assert_int_equal(x.d.resource_count, 5);
	assert_string_equal(x.d.resources[4].fields[0].name, "q");
	assert_non_null(strstr(x.faults.buf, "is read from the file “s.json”"));
	assert_string_equal(x.d.resources[0].fields[0].name, "q");
	assert_false(x.d.resources[0].guessed);
	assert_true(x.d.resources[0].fields_may_exceed);
	assert_false(x.d.resources[0].fields_may_lack);
	for (size_t i = 1; i < 4; i++)
		assert_true(x.d.resources[i].guessed);
	assert_non_null(strstr(x.faults.buf, "none.json: error: It cannot be opened"));
	assert_non_null(strstr(x.faults.buf, "nothing is ever fetched"));
	assert_non_null(strstr(x.faults.buf, "must be an object"));
	assert_int_equal(x.diag.count, 4);
	described_release(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_type_has_a_name),
		cmocka_unit_test(test_absent_properties_have_defaults),
		cmocka_unit_test(test_reads_all_properties_of_a_field),
		cmocka_unit_test(test_choices_come_from_enum_and_categories),
		cmocka_unit_test(test_keys_name_fields),
		cmocka_unit_test(test_references_are_resolved),
		cmocka_unit_test(test_keys_that_say_the_same_are_one),
		cmocka_unit_test(test_a_ring_of_one_to_one_keys_has_a_root),
		cmocka_unit_test(test_a_schema_may_be_a_file),
	};

	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
