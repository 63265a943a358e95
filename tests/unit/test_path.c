/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/bali_ext.h"

#include "unit/describe.h"

static const char chain[] =
	"{'resources': ["
	"{'name': 'a', 'path': 'a.csv', 'schema': {'fields': [{'name': 'b', 'title': "
	"'The b'},"
	" {'name': 'x.y'}, {'name': 'x'}, {'name': 'all', 'type': 'list', 'title': 'All "
	"b'}],"
	" 'foreignKeys': [{'fields': 'b', 'reference': {'resource': 'b', 'fields': "
	"'id'}},"
	" {'fields': 'x', 'reference': {'resource': 'b', 'fields': 'id'}}, {'fields': "
	"'all',"
	" 'reference': {'resource': 'b', 'fields': 'id'}}]}},"
	"{'name': 'b', 'path': 'b.csv', 'bali': {'label': 'name'}, 'schema': {'fields':"
	" [{'name': 'id'}, {'name': 'name', 'title': 'Name'}, {'name': 'y'}, {'name': "
	"'up',"
	" 'title': 'Parent'}], 'primaryKey': 'id', 'foreignKeys': [{'fields': 'up', "
	"'reference':"
	" {'fields': 'id'}}]}}]}";

struct path_search {
	struct described x;
	struct path path;
	struct str err;
	bool ok;
};

static void find(struct path_search *f, const char *text)
{
	str_clear(&f->err);
	f->path = (struct path){ .count = 99 };
	f->ok = path_find(
		&f->path, &f->x.d, &f->x.d.resources[0], text, &f->x.d.arena, &f->err);
}

static void test_fields_and_paths(void **state)
{
	struct path_search f;

	(void)state;
	described_make(&f.x, chain);
	assert_string_equal(f.x.faults.buf, "");
	str_init(&f.err);
	find(&f, "x");
	assert_int_equal(f.path.count, 1);
	assert_string_equal(f.path.title, "x");
	/* A field's own name is preferred to a path. */
	find(&f, "x.y");
	assert_int_equal(f.path.count, 1);
	assert_int_equal(f.path.fields[0], 1);
	find(&f, "b.y");
	assert_int_equal(f.path.count, 2);
	assert_string_equal(f.path.title, "y");
	assert_string_equal(f.path.last->name, "y");
	find(&f, "all.y");
	assert_int_equal(f.path.count, 2);
	assert_int_equal(f.path.fields[0], 3);
	str_release(&f.err);
	described_release(&f.x);
}

static void test_names_read_back_the_same(void **state)
{
	static const char *const names[] = { "x", "x.y", "b.y", "b.up.up.name", "all" };
	struct path_search f;
	struct str name;

	(void)state;
	described_make(&f.x, chain);
	str_init(&f.err);
	str_init(&name);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		find(&f, names[i]);
		assert_true(f.ok);
		str_clear(&name);
		path_add_name(&f.path, &f.x.d, &f.x.d.resources[0], &name);
		assert_string_equal(name.buf, names[i]);
	}
	str_release(&name);
	str_release(&f.err);
	described_release(&f.x);
}

static void test_titles_of_labels(void **state)
{
	struct path_search f;

	(void)state;
	described_make(&f.x, chain);
	str_init(&f.err);
	find(&f, "b.name");
	assert_string_equal(f.path.title, "The b");
	find(&f, "all.name");
	assert_string_equal(f.path.title, "All b");
	find(&f, "b.up.name");
	assert_string_equal(f.path.title, "Parent");
	find(&f, "b.up");
	assert_string_equal(f.path.title, "Parent");
	find(&f, "b.id");
	assert_string_equal(f.path.title, "id");
	str_release(&f.err);
	described_release(&f.x);
}

static void test_what_leads_nowhere_is_reported(void **state)
{
	static const char *const nowhere[] = { "", ".", "b.", ".b", "b..name", "y", "b.z",
		"x.y.z", "b.name.x", "b.up.up.up.up.up.up.up.up.name" };
	struct path_search f;

	(void)state;
	described_make(&f.x, chain);
	str_init(&f.err);
	for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
		find(&f, nowhere[i]);
		assert_false(f.ok);
		assert_int_equal(f.path.count, 99);
		assert_non_null(strstr(f.err.buf, "is neither a field of table “a” nor"));
	}
	find(&f, "b.up.up.up.up.up.up.name");
	assert_true(f.ok);
	assert_int_equal(f.path.count, 8);
	str_release(&f.err);
	described_release(&f.x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields_and_paths),
		cmocka_unit_test(test_names_read_back_the_same),
		cmocka_unit_test(test_titles_of_labels),
		cmocka_unit_test(test_what_leads_nowhere_is_reported),
	};

	return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
