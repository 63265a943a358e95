/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/package.h"

#include <stdio.h>

#include "unit/packed.h"

enum { COUNTRIES, MEMBERS, HOSTS, BODIES, NOTES };

/* Makes X the world, its files there but not loaded. */
static void make_world(struct packed *x)
{
	packed_copy(x, "package");
}

static void test_rows_come_in_the_order_of_the_schema(void **state)
{
	struct packed x;
	struct csvrow row;
	const struct table *t;

	(void)state;
	make_world(&x);
	packed_load(&x, NULL);
	assert_int_equal(x.p.table_count, 5);
	assert_true(x.p.linked && x.p.complete);
	t = package_table(&x.p, "notes");
	assert_non_null(t);
	assert_int_equal(t->number, NOTES);
	assert_null(package_table(&x.p, "note"));
	assert_true(table_complete(t));
	assert_int_equal(table_rows(t), 3);
	csvrow_init(&row);
	table_row(t, 1, &row);
	assert_int_equal(row.count, 3);
	assert_memory_equal(row.cells[0].text, "Australia", 9);
	assert_memory_equal(row.cells[1].text, "Odd", 3);
	assert_memory_equal(row.cells[2].text, "q", 1);
	table_row(package_table(&x.p, "countries"), 1, &row);
	assert_int_equal(row.cells[3].len, 0); /* n/a means no value */
	csvrow_release(&row);
	assert_int_equal(table_line(t, 1), 3);
	packed_end(&x);
}

static void test_keys_are_written_and_found(void **state)
{
	struct packed x;
	const struct table *members, *notes;
	struct str key;

	(void)state;
	make_world(&x);
	packed_load(&x, NULL);
	members = &x.p.tables[MEMBERS];
	notes = &x.p.tables[NOTES];
	str_init(&key);
	table_add_key(members, 2, &key);
	assert_string_equal(key.buf, "NR");
	assert_int_equal(table_find(members, slice_of("NR")), 2);
	assert_true(table_find(members, slice_of("N")) == ROW_NONE);
	assert_true(table_find(members, slice_of("")) == ROW_NONE);
	str_clear(&key);
	table_add_key(notes, 2, &key);
	assert_string_equal(key.buf, "3");
	assert_int_equal(table_find(notes, slice_of("3")), 2);
	assert_true(table_find(notes, slice_of("0")) == ROW_NONE);
	assert_true(table_find(notes, slice_of("4")) == ROW_NONE);
	assert_true(table_find(notes, slice_of("3x")) == ROW_NONE);
	str_release(&key);
	packed_end(&x);
}

static void test_keys_of_several_parts_may_hold_slashes(void **state)
{
	static const char *const keys[] = { "a/b/c", "a/b", "x//y", "/" };
	struct packed x;
	struct str key;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'p'},"
		" {'name': 'q'}], 'primaryKey': ['p', 'q']}}]}");
	packed_write(&x, "t.csv", "p,q\na/b,c\na,b\nx/,y\n,\n");
	packed_load(&x, NULL);
	str_init(&key);
	for (size_t i = 0; i < 3; i++) {
		str_clear(&key);
		table_add_key(x.p.tables, i, &key);
		assert_string_equal(key.buf, keys[i]);
		assert_int_equal(table_find(x.p.tables, slice_of(keys[i])), i);
	}
	assert_true(table_find(x.p.tables, slice_of("/")) == ROW_NONE);
	assert_true(table_find(x.p.tables, slice_of("ab")) == ROW_NONE);
	str_release(&key);
	packed_end(&x);
}

static void test_references_are_followed(void **state)
{
	struct packed x;
	struct row_ref ref;

	(void)state;
	make_world(&x);
	packed_load(&x, NULL);
	ref = package_follow(&x.p, &x.p.tables[MEMBERS], 0, 0, 0);
	assert_int_equal(ref.table, COUNTRIES);
	assert_int_equal(ref.row, 1);
	ref = package_follow(&x.p, &x.p.tables[MEMBERS], 0, 1, 0);
	assert_int_equal(ref.table, -1);
	ref = package_follow(&x.p, &x.p.tables[BODIES], 0, 2, 1);
	assert_int_equal(ref.row, 1);
	ref = package_follow(&x.p, &x.p.tables[BODIES], 0, 2, 2);
	assert_int_equal(ref.table, -1);
	ref = package_follow(&x.p, &x.p.tables[BODIES], 0, 2, 4);
	assert_int_equal(ref.table, -1);
	ref = package_follow(&x.p, &x.p.tables[BODIES], 1, 2, 1);
	assert_int_equal(ref.row, 2);
	ref = package_follow(&x.p, &x.p.tables[BODIES], 1, 3, 0);
	assert_int_equal(ref.table, BODIES);
	assert_int_equal(ref.row, 0);
	ref = package_follow(&x.p, &x.p.tables[NOTES], 0, 0, 0);
	assert_int_equal(ref.table, COUNTRIES);
	assert_int_equal(ref.row, 0);
	ref = package_follow(&x.p, &x.p.tables[NOTES], 1, 0, 0);
	assert_int_equal(ref.table, -1);
	ref = package_follow(&x.p, &x.p.tables[NOTES], 2, 2, 0);
	assert_int_equal(ref.table, -1);
	packed_end(&x);
}

static void test_back_links_have_each_row_once(void **state)
{
	struct packed x;
	struct back_link links[8];
	size_t count;

	(void)state;
	make_world(&x);
	packed_load(&x, NULL);
	count = package_back_links(&x.p, (struct row_ref){ COUNTRIES, 0 }, links, 8);
	assert_int_equal(count, 2); /* members are joined */
	assert_int_equal(links[0].table, BODIES);
	assert_int_equal(links[0].key, 0);
	assert_int_equal(links[0].count, 1);
	assert_int_equal(links[0].rows[0], 0);
	assert_int_equal(links[1].table, NOTES);
	assert_int_equal(links[1].count, 1);
	assert_int_equal(links[1].rows[0], 0);
	count = package_back_links(&x.p, (struct row_ref){ BODIES, 0 }, links, 8);
	assert_int_equal(count, 1);
	assert_int_equal(links[0].key, 1);
	assert_int_equal(links[0].rows[0], 1);
	assert_int_equal(
		package_back_links(&x.p, (struct row_ref){ COUNTRIES, 3 }, links, 8), 0);
	assert_int_equal(
		package_back_links(&x.p, (struct row_ref){ COUNTRIES, 0 }, links, 1), 1);
	packed_end(&x);
}

static void test_joined_rows_have_a_root(void **state)
{
	struct packed x;
	struct row_ref root, joined[8];

	(void)state;
	make_world(&x);
	packed_load(&x, NULL);
	root = package_root(&x.p, (struct row_ref){ HOSTS, 0 });
	assert_int_equal(root.table, COUNTRIES);
	assert_int_equal(root.row, 1);
	root = package_root(&x.p, (struct row_ref){ BODIES, 1 });
	assert_int_equal(root.table, BODIES);
	assert_int_equal(root.row, 1);
	assert_int_equal(
		package_joined_rows(&x.p, (struct row_ref){ COUNTRIES, 1 }, joined, 8),
		2);
	assert_int_equal(joined[0].table, MEMBERS);
	assert_int_equal(joined[0].row, 0);
	assert_int_equal(joined[1].table, HOSTS);
	assert_int_equal(joined[1].row, 0);
	assert_int_equal(
		package_joined_rows(&x.p, (struct row_ref){ COUNTRIES, 0 }, joined, 8),
		1);
	assert_int_equal(
		package_joined_rows(&x.p, (struct row_ref){ COUNTRIES, 3 }, joined, 8),
		0);
	assert_int_equal(
		package_joined_rows(&x.p, (struct row_ref){ COUNTRIES, 1 }, joined, 1),
		1);
	packed_end(&x);
}

static void test_rows_are_called_by_their_label(void **state)
{
	struct packed x;

	(void)state;
	make_world(&x);
	packed_load(&x, NULL);
	assert_string_equal(packed_label(&x, COUNTRIES, 0), "Australia");
	assert_string_equal(packed_label(&x, COUNTRIES, 3), "XX"); /* no name: its key */
	assert_string_equal(packed_label(&x, MEMBERS, 0), "Indonesia");
	/* The label of a host is its key, which names a member, which is called by
	 * country. */
	assert_string_equal(packed_label(&x, HOSTS, 0), "Indonesia");
	packed_end(&x);
	packed_begin(&x);
	packed_write(&x, "a.csv", "name,x\nfirst,1\n,2\n");
	packed_load(&x, "a.csv");
	assert_string_equal(packed_label(&x, 0, 0), "first");
	assert_string_equal(packed_label(&x, 0, 1), "row 2");
	packed_end(&x);
}

static void test_values_are_shown_by_labels(void **state)
{
	struct packed x;

	(void)state;
	make_world(&x);
	packed_load(&x, NULL);
	assert_string_equal(packed_column(&x, MEMBERS, 0, 0), "Indonesia");
	assert_string_equal(packed_column(&x, MEMBERS, 0, 1), "state");
	assert_string_equal(packed_column(&x, MEMBERS, 0, 2), "2002");
	assert_string_equal(packed_field(&x, COUNTRIES, 3, 2), "x");
	assert_string_equal(packed_field(&x, COUNTRIES, 1, 3), "");
	assert_string_equal(
		packed_column(&x, BODIES, 0, 0), "Australia, Indonesia, QQ, Australia");
	assert_string_equal(packed_column(&x, BODIES, 1, 0), "Nauru");
	assert_string_equal(packed_column(&x, BODIES, 0, 1), "state, state, state");
	assert_string_equal(packed_column(&x, BODIES, 1, 2), "Ad Hoc Group");
	assert_string_equal(packed_column(&x, BODIES, 0, 2), "");
	assert_string_equal(packed_field(&x, BODIES, 2, 3), "zz");
	assert_string_equal(packed_field(&x, BODIES, 0, 4), "a, b");
	/* One of two fields of a key names no row by itself. */
	assert_string_equal(packed_field(&x, NOTES, 0, 0), "Australia");
	packed_end(&x);
}

static void test_labels_that_lead_in_a_ring_end(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'bali': {'label': 'to'}, "
		"'schema':"
		" {'fields': [{'name': 'id'}, {'name': 'to'}], 'primaryKey': 'id', "
		"'foreignKeys':"
		" [{'fields': 'to', 'reference': {'fields': 'id'}}]}}]}");
	packed_write(&x, "a.csv", "id,to\n1,2\n2,1\n3,3\n");
	packed_load(&x, NULL);
	assert_string_equal(packed_label(&x, 0, 2), "3");
	assert_int_equal(strlen(packed_label(&x, 0, 0)), 1);
	packed_end(&x);
}

static void test_lists_are_cut_into_items(void **state)
{
	struct slice list = slice_of(" a ;;\tb c;"), item;

	(void)state;
	assert_true(list_next(&list, ';', &item));
	assert_true(slice_equal(item, slice_of("a")));
	assert_true(list_next(&list, ';', &item));
	assert_int_equal(item.len, 0);
	assert_true(list_next(&list, ';', &item));
	assert_true(slice_equal(item, slice_of("b c")));
	assert_false(list_next(&list, ';', &item));
	list = slice_of("");
	assert_false(list_next(&list, ',', &item));
}

/* Many rows at random against a plain search through all of them. */
static void test_links_equal_a_plain_search(void **state)
{
	enum { ROWS = 3000, OTHERS = 500 };
	static uint32_t names[ROWS];
	unsigned seed = 42;
	struct packed x;
	struct str text;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'to'}],"
		" 'foreignKeys': [{'fields': 'to', 'reference': "
		"{'resource': 'b',"
		" 'fields': 'id'}}]}}, {'name': 'b', 'path': 'b.csv', 'schema': "
		"{'fields': [{'name':"
		" 'id'}], 'primaryKey': 'id'}}]}");
	str_init(&text);
	str_add(&text, "to\n");
	for (size_t i = 0; i < ROWS; i++) {
		seed = seed * 1103515245 + 12345;
		names[i] = (seed >> 8) % OTHERS;
		str_addf(&text, "k%u\n", names[i] * 7919u);
	}
	packed_write(&x, "a.csv", text.buf);
	str_clear(&text);
	str_add(&text, "id\n");
	for (size_t i = 0; i < OTHERS; i++)
		str_addf(&text, "k%zu\n", i * 7919);
	packed_write(&x, "b.csv", text.buf);
	str_release(&text);
	packed_load(&x, NULL);
	assert_string_equal(packed_faults(&x), "");
	for (size_t i = 0; i < ROWS; i++)
		assert_int_equal(package_follow(&x.p, x.p.tables, i, 0, 0).row, names[i]);
	for (uint32_t other = 0; other < OTHERS; other++) {
		struct back_link link = { .count = 0 };
		size_t at = 0;

		package_back_links(&x.p, (struct row_ref){ 1, other }, &link, 1);
		for (uint32_t i = 0; i < ROWS; i++)
			if (names[i] == other) {
				assert_true(at < link.count);
				assert_int_equal(link.rows[at++], i);
			}
		assert_int_equal(at, link.count);
	}
	packed_end(&x);
}

/* Titles that are plurals give a noun. */
static void test_rows_are_counted_by_the_title(void **state)
{
	static const struct {
		const char *title, *one, *many;
	} cases[] = {
		{ "Members", "1 member", "1,234 members" },
		{ "Countries", "1 country", "1,234 countries" },
		{ "NGOs", "1 NGO", "1,234 NGOs" },
		{ "Staff", "1 row", "1,234 rows" },
		{ "Access", "1 row", "1,234 rows" },
	};
	struct packed x;
	struct str text = STR_INIT;

	(void)state;
	make_world(&x);
	packed_load(&x, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		x.p.descriptor.resources[MEMBERS].title = cases[i].title;
		str_clear(&text);
		package_add_count(&x.p, MEMBERS, 1, &text);
		assert_string_equal(text.buf, cases[i].one);
		str_clear(&text);
		package_add_count(&x.p, MEMBERS, 1234, &text);
		assert_string_equal(text.buf, cases[i].many);
		str_clear(&text);
		assert_int_equal(package_add_noun(&x.p, MEMBERS, 1, &text),
			strcmp(cases[i].one, "1 row") != 0);
		assert_string_equal(text.buf, text.len ? cases[i].one + 2 : "");
	}
	str_release(&text);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_come_in_the_order_of_the_schema),
		cmocka_unit_test(test_keys_are_written_and_found),
		cmocka_unit_test(test_keys_of_several_parts_may_hold_slashes),
		cmocka_unit_test(test_references_are_followed),
		cmocka_unit_test(test_back_links_have_each_row_once),
		cmocka_unit_test(test_joined_rows_have_a_root),
		cmocka_unit_test(test_rows_are_called_by_their_label),
		cmocka_unit_test(test_values_are_shown_by_labels),
		cmocka_unit_test(test_rows_are_counted_by_the_title),
		cmocka_unit_test(test_labels_that_lead_in_a_ring_end),
		cmocka_unit_test(test_lists_are_cut_into_items),
		cmocka_unit_test(test_links_equal_a_plain_search),
	};

	return cmocka_run_group_tests_name("package", tests, NULL, NULL);
}
