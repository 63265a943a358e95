/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/bali_ext.h"

#include <stdio.h>
#include <string.h>

#include "unit/describe.h"

static const char world[] = "{'resources': ["
			    "{'name': 'members', 'path': 'm.csv', 'schema': {'fields': "
			    "[{'name': 'country', 'title':"
			    " 'Country'}, {'name': 'since', 'type': 'integer'}, {'name': "
			    "'listed'}], 'primaryKey':"
			    " 'country', 'foreignKeys': [{'fields': 'country', "
			    "'reference': {'resource': 'countries',"
			    " 'fields': 'id'}}]}%s},"
			    "{'name': 'countries', 'path': 'c.csv', 'bali': {'view': "
			    "'lookup', 'label': 'name'},"
			    " 'schema': {'fields': [{'name': 'id'}, {'name': 'name', "
			    "'title': 'Name'}, {'name':"
			    " 'region', 'title': 'Region'}, {'name': 'a.b', 'title': "
			    "'Dotted'}, {'name': 'in'}],"
			    " 'primaryKey': 'id', 'foreignKeys': [{'fields': 'in', "
			    "'reference': {'fields': 'id'}}]}}]}";

/* Makes X the world, with BALI in the table "members". */
static const struct resource *make_world(struct described *x, const char *bali)
{
	char json[2000];

	snprintf(json, sizeof json, world, bali);
	described_make(x, json);
	assert_true(x->ok);
	assert_int_equal(x->d.resource_count, 2);
	return x->d.resources;
}

/* Rows are not all called by one of a few words. */
static void test_choices_make_no_label(void **state)
{
	struct described x;

	(void)state;
	described_make(&x,
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'primaryKey': "
		"'id', 'fields': [{'name': 'id', 'type': 'string'}, {'name': 'kind', "
		"'type': 'string', 'constraints': {'enum': ['x', 'y']}}, {'name': "
		"'name', "
		"'type': 'string'}]}}]}");
	assert_int_equal(x.d.resources[0].label.fields[0], 2);
	described_release(&x);
}

static void test_all_fields_are_the_default(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x, "");

	(void)state;
	assert_string_equal(x.faults.buf, "");
	assert_int_equal(r->view, VIEW_TAB);
	assert_int_equal(r[1].view, VIEW_LOOKUP);
	assert_int_equal(r->label.count, 1);
	assert_int_equal(r->label.fields[0], 2);
	assert_int_equal(r->column_count, 3);
	assert_string_equal(r->columns[0].title, "Country");
	assert_false(r->names);
	assert_int_equal(r->names_key, -1);
	assert_false(r->timeline);
	assert_int_equal(r->timeline_lane, -1);
	assert_int_equal(r->inline_count, 0);
	assert_int_equal(r->summary, -1);
	described_release(&x);
}

static void test_a_field_sums_up_a_row(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x, ", 'bali': {'summary': 'listed'}");

	(void)state;
	assert_string_equal(x.faults.buf, "");
	assert_int_equal(r->summary, 2);
	assert_int_equal(r[1].summary, -1);
	described_release(&x);
	r = make_world(&x, ", 'bali': {'summary': 'outcome'}");
	assert_int_equal(r->summary, -1);
	assert_non_null(strstr(x.faults.buf, "summary"));
	described_release(&x);
}

static void test_paths_run_through_references(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'label': 'country.name', 'columns': ['country.name', "
		"'country.region',"
		" 'since', 'country.a.b', 'country.in.name', 'country.in.in.region']}");

	(void)state;
	assert_string_equal(x.faults.buf, "");
	assert_int_equal(r->label.count, 2);
	assert_string_equal(r->label.last->name, "name");
	assert_int_equal(r->column_count, 6);
	/* The name of a country is its label: the title is that of the reference.
	 */
	assert_string_equal(r->columns[0].title, "Country");
	assert_string_equal(r->columns[1].title, "Region");
	assert_string_equal(r->columns[2].title, "since");
	assert_string_equal(r->columns[3].title, "Dotted");
	assert_int_equal(r->columns[3].count, 2);
	assert_string_equal(r->columns[4].title, "in");
	assert_int_equal(r->columns[5].count, 4);
	assert_int_equal(r->columns[5].fields[0], 0);
	assert_int_equal(r->columns[5].fields[1], 4);
	assert_int_equal(r->columns[5].fields[2], 4);
	assert_int_equal(r->columns[5].fields[3], 2);
	assert_ptr_equal(r->columns[5].last, &r[1].fields[2]);
	described_release(&x);
}

static void test_bad_paths_are_reported_and_left_out(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'view': 'pane', 'label': 'since.name', 'columns': ['no', "
		"'country.',"
		" '.', '', 'listed', 'country.in.in.in.in.in.in.in.in.in.name'], "
		"'inline':"
		" ['since', 'x', 'country'], 'names': true, 'timeline': {'lane': "
		"'listed'}}");

	(void)state;
	assert_int_equal(r->view, VIEW_TAB);
	assert_int_equal(r->label.fields[0], 2);
	assert_int_equal(r->column_count, 1);
	assert_string_equal(r->columns[0].title, "listed");
	assert_int_equal(r->inline_count, 2);
	assert_int_equal(r->inline_fields[0].field, 1);
	assert_int_equal(r->inline_fields[1].field, 0);
	assert_false(r->timeline);
	assert_true(r->names);
	assert_int_equal(r->names_key, 0);
	/* view, label, five columns, inline, timeline */
	assert_int_equal(x.diag.count, 9);
	assert_non_null(strstr(x.faults.buf,
		"Table “members”: In “columns” of “bali”: “no” is neither a field of "
		"table “members” nor a path through references to one."));
	described_release(&x);
}

static void test_columns_say_how_they_are_shown(void **state)
{
	struct described x;
	struct str name = STR_INIT;
	const struct resource *r = make_world(&x,
		", 'bali': {'summary': 'listed', 'timeline': {'date': 'since'}, "
		"'columns': ['country.name', {'field': 'listed', 'short': 'In', "
		"'unless': 'country.name'}, {'gap': true, 'short': 'After'}]}");

	(void)state;
	assert_string_equal(x.faults.buf, "");
	assert_int_equal(r->summary, 2);
	assert_int_equal(r[1].summary, -1);
	assert_int_equal(r->column_count, 3);
	assert_null(r->columns[0].unless);
	assert_string_equal(r->columns[1].heading, "In");
	assert_int_equal(r->columns[1].unless->count, 2);
	assert_ptr_equal(r->columns[1].unless->last, r->columns[0].last);
	assert_true(r->columns[2].gap);
	assert_int_equal(r->columns[2].fields[0], 1);
	assert_string_equal(r->columns[2].heading, "After");
	path_add_name(&r->columns[2], &x.d, r, &name);
	assert_string_equal(name.buf, "gap");
	str_release(&name);
	described_release(&x);
}

static void test_bad_columns_are_left_out(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'summary': 'no', 'columns': [{'gap': true}, {'short': 'S'}, "
		"{'gap': true, 'field': 'since'}, {'gap': 1, 'field': 'since'}, "
		"{'field': 'listed', 'unless': 'x'}]}");

	(void)state;
	assert_int_equal(r->summary, -1);
	assert_int_equal(r->column_count, 2);
	assert_string_equal(r->columns[0].title, "since");
	assert_false(r->columns[0].gap);
	assert_string_equal(r->columns[1].title, "listed");
	assert_null(r->columns[1].unless);
	assert_int_equal(x.diag.count, 6);
	assert_non_null(strstr(x.faults.buf,
		"A column with a “gap” needs a “timeline” with a “date”. It is "
		"ignored."));
	assert_non_null(strstr(x.faults.buf,
		"An object in “columns” needs a “field” or a “gap”. It is ignored."));
	assert_non_null(strstr(x.faults.buf,
		"A column has either a “field” or a “gap”. It is ignored."));
	assert_non_null(strstr(x.faults.buf, "In “unless” of “bali”: “x” is"));
	described_release(&x);
}

static void test_reads_the_fields_for_the_curator(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'note': ['listed', {'field': 'since', 'value': '2002'}]}");

	(void)state;
	assert_string_equal(x.faults.buf, "");
	assert_int_equal(r->note_count, 2);
	assert_int_equal(r->notes[0].field, 2);
	assert_null(r->notes[0].value);
	assert_int_equal(r->notes[1].field, 1);
	assert_string_equal(r->notes[1].value, "2002");
	assert_int_equal(r[1].note_count, 0);
	described_release(&x);
}

static void test_reads_what_records_show(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'names': true, 'inline': ['since', {'field': 'listed', 'by': "
		"'since'}], 'first': [{'field': 'listed', 'value': 'a'}], 'mentions': "
		"[{'field': 'country', 'text': '{n} members', 'partial': true}]}");

	(void)state;
	assert_string_equal(x.faults.buf, "");
	assert_int_equal(r->inline_count, 2);
	assert_int_equal(r->inline_fields[0].by, -1);
	assert_int_equal(r->inline_fields[1].field, 2);
	assert_int_equal(r->inline_fields[1].by, 1);
	assert_int_equal(r->first_count, 1);
	assert_string_equal(r->first[0].value, "a");
	assert_int_equal(r->mention_count, 1);
	assert_int_equal(r->mentions[0].field, 0);
	assert_string_equal(r->mentions[0].text, "{n} members");
	assert_true(r->mentions[0].partial);
	described_release(&x);
	/* A field that is no reference, one without words, and one that is none. */
	r = make_world(&x,
		", 'bali': {'mentions': [{'field': 'since', 'text': 'x'}, 'country', "
		"{'field': 'y', 'text': 'x'}]}");
	assert_int_equal(r->mention_count, 0);
	assert_int_equal(x.diag.count, 3);
	assert_non_null(strstr(x.faults.buf,
		"Entry 2 of “mentions” must have a “text”, and a “field” that refers to "
		"rows. It is ignored."));
	described_release(&x);
}

static void test_bad_fields_for_the_curator_are_left_out(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'note': ['x', {'value': '2002'}, {'field': 3}, null, "
		"'listed']}");

	(void)state;
	assert_int_equal(r->note_count, 1);
	assert_int_equal(r->notes[0].field, 2);
	assert_non_null(strstr(x.faults.buf, "“note”"));
	assert_non_null(strstr(x.faults.buf,
		"Entry 2 of “note” must be a field, or an object with a “field”. It is "
		"ignored."));
	described_release(&x);
	r = make_world(&x, ", 'bali': {'note': 'listed'}");
	assert_int_equal(r->note_count, 0);
	assert_int_equal(x.diag.count, 1);
	described_release(&x);
}

static void test_reads_the_timeline(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'timeline': {'date': 'since', 'lane': 'listed', 'cadence': "
		"'P2W'}}");

	(void)state;
	assert_true(r->timeline);
	assert_int_equal(r->timeline_date, 1);
	assert_int_equal(r->timeline_lane, 2);
	assert_true(r->timeline_cadence == 14);
	described_release(&x);
	r = make_world(
		&x, ", 'bali': {'timeline': {'date': 'since', 'cadence': 'yearly'}}");
	assert_true(r->timeline);
	assert_true(r->timeline_cadence == 0);
	assert_non_null(strstr(x.faults.buf, "The cadence “yearly” is not a duration"));
	described_release(&x);
}

static void test_reads_outlines(void **state)
{
	struct described x;
	const struct resource *r;

	(void)state;
	described_make(&x,
		"{'resources': [{'name': 'land', 'path': 'a.csv', 'bali': {'outlines': "
		"{'shape': "
		"'b', 'tolerance': 'a'}}, 'schema': {'fields': [{'name': 'a', 'type': "
		"'number'}, "
		"{'name': 'b', 'type': 'geojson'}]}}]}");
	r = x.d.resources;
	assert_int_equal(r->outlines, 1);
	assert_int_equal(r->outlines_tolerance, 0);
	assert_int_equal(r->view, VIEW_LOOKUP);
	described_release(&x);
	r = make_world(&x, ", 'bali': {'outlines': {'shape': 'listed'}}");
	assert_int_equal(r->outlines, -1);
	assert_int_equal(r->view, VIEW_TAB);
	assert_non_null(strstr(x.faults.buf, "needs a geojson field as “shape”"));
	described_release(&x);
}

/* Makes a world whose cadence is TEXT. */
static const struct resource *make_cadence(struct described *x, const char *text)
{
	char bali[128];

	snprintf(bali, sizeof bali,
		", 'bali': {'timeline': {'date': 'since', 'cadence': '%s'}}", text);
	return make_world(x, bali);
}

static void test_cadences(void **state)
{
	static const struct {
		const char *text;
		int64_t days;
	} good[] = { { "P2Y", 730 }, { "P18M", 548 }, { "P1M", 30 }, { "P4Y", 1461 },
		{ "P1Y6M", 548 }, { "P2W", 14 }, { "P10D", 10 }, { "P1Y2M3W4D", 451 },
		{ "P0D", 0 } };
	static const char *const bad[] = { "", "P", "2Y", "P2", "PY", "P2H", "P2M1Y",
		"P1Y1Y", "P2Y ", "P-2Y", "P1.5Y", "PT2H", "P12345678901Y", "p2y" };
	struct described x;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(make_cadence(&x, bad[i])->timeline_cadence, 0);
		assert_non_null(strstr(x.faults.buf, "is not a duration"));
		described_release(&x);
	}
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_int_equal(
			make_cadence(&x, good[i].text)->timeline_cadence, good[i].days);
		assert_null(strstr(x.faults.buf, "is not a duration"));
		described_release(&x);
	}
}

static void test_without_a_text_the_key_is_the_label(void **state)
{
	struct described x;

	(void)state;
	described_make(&x,
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'n',"
		" 'type': 'integer'}, {'name': 'id'}], 'primaryKey': 'id'}},"
		" {'name': 'u', 'path': 'u.csv', 'schema': {'fields': [{'name': 'n', "
		"'type':"
		" 'integer'}, {'name': 'm', 'type': 'date'}]}}]}");
	assert_int_equal(x.d.resources[0].label.fields[0], 1);
	assert_int_equal(x.d.resources[1].label.fields[0], 0);
	described_release(&x);
}

static void test_a_column_may_have_a_short_heading(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'columns': [{'field': 'country.region', 'short': 'Where'},"
		" {'field': 'since'}, 'listed', {'short': 'No field'}, {'field': "
		"'no'}]}");

	(void)state;
	assert_int_equal(r->column_count, 3);
	assert_string_equal(r->columns[0].title, "Region");
	assert_string_equal(r->columns[0].heading, "Where");
	assert_null(r->columns[1].heading);
	assert_null(r->columns[2].heading);
	/* An object needs a field, and one that exists. */
	assert_non_null(strstr(x.faults.buf, "“no” is neither a field"));
	described_release(&x);
}

static void test_reads_the_answer(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'answer': ['{country.name}, {country.region}', {'text':"
		" 'since {since}', 'unless': 'listed'}]}");
	const struct phrase *answer = r->answer;

	(void)state;
	assert_string_equal(x.faults.buf, "");
	assert_int_equal(r->answer_count, 2);
	assert_int_equal(answer[0].part_count, 2);
	assert_string_equal(answer[0].parts[0].text, "");
	assert_string_equal(answer[0].parts[0].path.last->name, "name");
	assert_string_equal(answer[0].parts[1].text, ", ");
	assert_string_equal(answer[0].parts[1].path.last->name, "region");
	assert_int_equal(answer[0].unless.count, 0);
	assert_string_equal(answer[1].parts[0].text, "since ");
	assert_string_equal(answer[1].unless.last->name, "listed");
	/* Without one: the columns that are neither label nor key. */
	assert_int_equal(r[1].answer_count, 3);
	assert_string_equal(r[1].answer[0].parts[0].path.last->name, "region");
	assert_string_equal(r[1].answer[1].parts[0].path.last->name, "a.b");
	described_release(&x);
}

static void test_bad_phrases_are_reported_and_left_out(void **state)
{
	static const char *const bad[] = { "'{since'", "'since}'", "'{}'", "'{no}'",
		"'{country.no}'", "'{listed|yes|no}'", "'{since|yes}'", "'{since|a|b|c}'",
		"''", "7", "{}", "{'unless': 'since'}",
		"{'text': '{since}', 'unless': 'no'}" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct described x;
		char bali[200];
		const struct resource *r;

		snprintf(bali, sizeof bali, ", 'bali': {'answer': [%s, '{since}']}",
			bad[i]);
		r = make_world(&x, bali);
		assert_int_equal(r->answer_count, 1);
		assert_non_null(strstr(x.faults.buf, "“answer”"));
		described_release(&x);
	}
}

static void test_reads_the_map(void **state)
{
	struct described x;
	const struct resource *r = make_world(&x,
		", 'bali': {'map': {'point': 'listed', 'latitude_first': true, 'group': "
		"'country.region'}}");

	(void)state;
	assert_int_equal(r->map_point, 2);
	assert_true(r->map_latitude_first);
	assert_int_equal(r->map_latitude, -1);
	assert_int_equal(r->map_group.count, 2);
	assert_int_equal(x.diag.count, 0);
	described_release(&x);
	r = make_world(
		&x, ", 'bali': {'map': {'latitude': 'since', 'longitude': 'listed'}}");
	assert_int_equal(r->map_latitude, 1);
	assert_int_equal(r->map_longitude, 2);
	assert_int_equal(r->map_point, -1);
	described_release(&x);
	/* Half a place is none. */
	r = make_world(&x, ", 'bali': {'map': {'latitude': 'since', 'group': 'no'}}");
	assert_int_equal(r->map_latitude, -1);
	assert_int_equal(r->map_group.count, 0);
	assert_non_null(strstr(x.faults.buf, "“map” needs both"));
	assert_non_null(strstr(x.faults.buf, "In “map” of “bali”: “no”"));
	described_release(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_choices_make_no_label),
		cmocka_unit_test(test_all_fields_are_the_default),
		cmocka_unit_test(test_a_field_sums_up_a_row),
		cmocka_unit_test(test_paths_run_through_references),
		cmocka_unit_test(test_bad_paths_are_reported_and_left_out),
		cmocka_unit_test(test_columns_say_how_they_are_shown),
		cmocka_unit_test(test_bad_columns_are_left_out),
		cmocka_unit_test(test_reads_the_fields_for_the_curator),
		cmocka_unit_test(test_reads_what_records_show),
		cmocka_unit_test(test_bad_fields_for_the_curator_are_left_out),
		cmocka_unit_test(test_reads_the_timeline),
		cmocka_unit_test(test_cadences),
		cmocka_unit_test(test_reads_the_map),
		cmocka_unit_test(test_reads_outlines),
		cmocka_unit_test(test_without_a_text_the_key_is_the_label),
		cmocka_unit_test(test_a_column_may_have_a_short_heading),
		cmocka_unit_test(test_reads_the_answer),
		cmocka_unit_test(test_bad_phrases_are_reported_and_left_out),
	};

	return cmocka_run_group_tests_name("bali_ext", tests, NULL, NULL);
}
