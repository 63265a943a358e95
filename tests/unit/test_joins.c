/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Tables whose rows join two others: what the records of these say of each other. */

#include "data/record.h"

#include "unit/packed.h"
#include "unit/test.h"

enum { STATES, UNIONS, SEATS, SEATS_OF_SEVERAL = 4 };

static void make(struct packed *x, const char *joins)
{
	struct str json = STR_INIT;

	packed_begin(x);
	packed_write(x, "states.csv", "id,name\na,Aland\nb,Bland\nc,Cland\n");
	packed_write(x, "unions.csv", "id,name\nu,Union\nv,Village\n");
	packed_write(x, "seats.csv",
		"union,state,from,to,role,files\n"
		"u,a,1999,,member,a;b\n"
		"u,b,2001-05-02,2010,former member,\n"
		"v,b,,,member,\n"
		"u,z,2003,,member,\n");
	str_addf(&json,
		"{'resources': ["
		"{'name': 'states', 'path': 'states.csv', 'schema': {'primaryKey': 'id', "
		"'fields': [{'name': 'id'}, {'name': 'name'}]}},"
		"{'name': 'unions', 'path': 'unions.csv', 'schema': {'primaryKey': 'id', "
		"'fields': [{'name': 'id'}, {'name': 'name'}]}},"
		"{'name': 'seats', 'path': 'seats.csv', 'schema': {'fields': ["
		"{'name': 'union'}, {'name': 'state'}, {'name': 'from'}, {'name': 'to'}, "
		"{'name': 'role'}, {'name': 'files', 'type': 'list', 'delimiter': ';'}], "
		"'primaryKey': ['union', 'state'], 'foreignKeys': ["
		"{'fields': 'union', 'reference': {'resource': 'unions', 'fields': "
		"'id'}}, "
		"{'fields': 'state', 'reference': {'resource': 'states', 'fields': "
		"'id'}}, "
		"{'fields': 'files', 'reference': {'resource': 'states', 'fields': "
		"'id'}}]}, "
		"'bali': {'label': 'union', 'columns': ['union', 'state', 'role', "
		"'from'], "
		"'period': {'from': 'from', 'to': 'to'}, "
		"'note': [{'field': 'role', 'value': 'member'}], 'joins': %s}}]}",
		joins);
	packed_write(x, "datapackage.json", json.buf);
	packed_load(x, NULL);
	str_release(&json);
}

/* Returns what row ROW of the seats says of the row that its key KEY does not name. */
static const char *line(struct packed *x, uint32_t row, int key)
{
	str_clear(&x->text);
	record_add_join(&x->p, (struct row_ref){ SEATS, row }, key, &x->text);
	return x->text.buf;
}

static void test_each_is_a_line_of_the_other(void **state)
{
	struct packed x;

	(void)state;
	make(&x, "['union', 'state']");
	/* A reference to nothing is the one fault. */
	assert_int_equal(x.p.diag.count, 1);
	assert_string_equal(line(&x, 0, 1), "Union since 1999");
	assert_string_equal(line(&x, 0, 0), "Aland since 1999");
	assert_string_equal(
		line(&x, 1, 1), "Union since 2 May 2001 until 2010 (former member)");
	assert_string_equal(line(&x, 2, 1), "Village");
	assert_int_equal(
		record_join_other(&x.p, (struct row_ref){ SEATS, 3 }, 0).table, -1);
	/* The key of a list joins nothing. */
	assert_int_equal(
		record_join_other(&x.p, (struct row_ref){ SEATS, 0 }, 2).table, -1);
	packed_end(&x);
}

static void test_the_row_that_joins_two_is_found(void **state)
{
	const struct row_ref bland = { STATES, 1 }, cland = { STATES, 2 };
	const struct row_ref village = { UNIONS, 1 };
	struct row_ref found;
	struct packed x;
	int key = -1;

	(void)state;
	make(&x, "['state', 'union']");
	found = record_find_join(&x.p, bland, village, &key);
	assert_int_equal(found.table, SEATS);
	assert_int_equal(found.row, 2);
	assert_int_equal(key, 1);
	found = record_find_join(&x.p, village, bland, &key);
	assert_int_equal(found.row, 2);
	assert_int_equal(key, 0);
	assert_int_equal(record_find_join(&x.p, cland, village, &key).table, -1);
	assert_int_equal(record_find_join(&x.p, bland, cland, &key).table, -1);
	packed_end(&x);
}

/* One table may join rows of several others. */
static void test_either_of_several_fields_names_the_other(void **state)
{
	const struct row_ref aland = { 0, 0 }, forum = { 1, 0 }, march = { 3, 1 };
	struct back_link links[8];
	struct packed x;
	int key = -1;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "states.csv", "id\naland\nbland\n");
	packed_write(&x, "bodies.csv", "id\nforum\n");
	packed_write(&x, "meetings.csv", "id,when,states\nfirst,2002-02,aland\n");
	packed_write(&x, "events.csv", "id,when\njune,2011-06-01\nmarch,2015?\n");
	packed_write(&x, "seats.csv",
		"state,body,meeting,event,role\n"
		"aland,,first,,chair\n"
		"aland,,,june,\n"
		"aland,,,march,guest\n"
		",forum,,march,\n");
	packed_write(&x, "datapackage.json",
		"{'resources': ["
		"{'name': 'states', 'path': 'states.csv', 'schema': {'primaryKey': 'id', "
		"'fields': [{'name': 'id'}]}},"
		"{'name': 'bodies', 'path': 'bodies.csv', 'schema': {'primaryKey': 'id', "
		"'fields': [{'name': 'id'}]}},"
		"{'name': 'meetings', 'path': 'meetings.csv', 'schema': {'primaryKey': "
		"'id', "
		"'fields': [{'name': 'id'}, {'name': 'when', 'rdfType': "
		"'http://id.loc.gov/datatypes/edtf/EDTF'}, {'name': 'states', 'type': "
		"'list', 'delimiter': ';'}], 'foreignKeys': [{'fields': 'states', "
		"'reference': {'resource': 'states', 'fields': 'id'}}]}, 'bali': "
		"{'timeline': {'date': 'when'}, 'mentions': [{'field': 'states', "
		"'shown': "
		"false}]}},"
		"{'name': 'events', 'path': 'events.csv', 'schema': {'primaryKey': 'id', "
		"'fields': [{'name': 'id'}, {'name': 'when', 'rdfType': "
		"'http://id.loc.gov/datatypes/edtf/EDTF'}]}, 'bali': {'timeline': "
		"{'date': "
		"'when'}}},"
		"{'name': 'seats', 'path': 'seats.csv', 'schema': {'fields': ["
		"{'name': 'state'}, {'name': 'body'}, {'name': 'meeting'}, {'name': "
		"'event'}, {'name': 'role'}], 'foreignKeys': ["
		"{'fields': 'state', 'reference': {'resource': 'states', 'fields': "
		"'id'}}, "
		"{'fields': 'body', 'reference': {'resource': 'bodies', 'fields': "
		"'id'}}, "
		"{'fields': 'meeting', 'reference': {'resource': 'meetings', 'fields': "
		"'id'}}, "
		"{'fields': 'event', 'reference': {'resource': 'events', 'fields': "
		"'id'}}]},"
		" 'bali': {'columns': ['role'], 'label': 'state', 'joins': [['state', "
		"'body'], ['meeting', 'event']], 'mentions': [{'field': 'state', 'text': "
		"'At {n} meeting(s), latest {latest}', 'known': 'of {events}, and "
		"{meetings.states} of {meetings}{nothing}'}]}}]}");
	packed_load(&x, NULL);
	assert_string_equal(packed_faults(&x), "");
	/* Her row of the seats, the meeting, the role, by either field. */
	record_add_join(&x.p, (struct row_ref){ SEATS_OF_SEVERAL, 0 }, 0, &x.text);
	assert_string_equal(x.text.buf, "first (chair)");
	str_clear(&x.text);
	record_add_join(&x.p, (struct row_ref){ SEATS_OF_SEVERAL, 2 }, 0, &x.text);
	assert_string_equal(x.text.buf, "march (guest)");
	assert_int_equal(record_find_join(&x.p, march, forum, &key).row, 3);
	assert_int_equal(record_find_join(&x.p, aland, forum, &key).table, -1);
	/* The latest is that of 2015, though another has a day. */
	assert_int_equal(package_back_links(&x.p, aland, links, 8), 2);
	assert_true(record_is_hidden(&x.p, &links[0]));
	assert_false(record_is_hidden(&x.p, &links[1]));
	str_clear(&x.text);
	record_add_mention(&x.p, &links[1], &x.text);
	assert_string_equal(x.text.buf, "At 3 meetings, latest perhaps 2015");
	str_clear(&x.text);
	record_add_known(&x.p, &links[1], &x.text);
	assert_string_equal(x.text.buf, " (of 2, and 1 of 1)");
	packed_end(&x);
}

static void test_what_joins_nothing_is_reported(void **state)
{
	static const char *const wrong[] = { "['union']", "['union', 'role']",
		"['union', 'files']", "['union', 'state', 'files']", "'union'",
		"['union', 'nothing']", "[['union', 'role'], 'state']", "[[], 'state']",
		"[['union', 'union', 'union', 'union', 'union'], 'state']" };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct packed x;

		make(&x, wrong[i]);
		if (x.p.diag.count < 2 || !strstr(packed_faults(&x), "“joins”"))
			fail_msg("%s: %s", wrong[i], packed_faults(&x));
		assert_int_equal(x.p.tables[SEATS].schema->joins[0][0], -1);
		packed_end(&x);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_is_a_line_of_the_other),
		cmocka_unit_test(test_the_row_that_joins_two_is_found),
		cmocka_unit_test(test_either_of_several_fields_names_the_other),
		cmocka_unit_test(test_what_joins_nothing_is_reported),
	};

	return cmocka_run_group_tests_name("joins", tests, NULL, NULL);
}
