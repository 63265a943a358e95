/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/links.h"

#include <stdio.h>

#include "unit/packed.h"

enum { ROWS = 800, OTHERS = 120, ITEMS = 6 };

/* What each row names, drawn at random: OTHERS is a key that is nowhere, OTHERS +
 * 1 for an empty item. */
struct drawn {
	unsigned items[ROWS][ITEMS];
	size_t count[ROWS];
};

static unsigned draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 8) % below;
}

/* Makes X two tables, "a" whose lists name rows of "b" by FIELD of it, as drawn in D. */
static void make_lists(
	struct packed *x, struct drawn *d, unsigned seed, const char *field)
{
	char json[600];
	struct str text;

	packed_begin(x);
	snprintf(json, sizeof json,
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'n'},"
		" {'name': 'to', 'type': 'list', 'delimiter': '|'}], 'foreignKeys': "
		"[{'fields':"
		" 'to', 'reference': {'resource': 'b', 'fields': '%s'}}]}}, {'name': "
		"'b', 'path':"
		" 'b.csv', 'schema': {'fields': [{'name': 'id'}, {'name': 'code'}], "
		"'primaryKey':"
		" 'id'}}]}",
		field);
	packed_write(x, "datapackage.json", json);
	str_init(&text);
	str_add(&text, "n,to\n");
	for (size_t i = 0; i < ROWS; i++) {
		str_addf(&text, "%zu,", i);
		d->count[i] = draw(&seed, ITEMS + 1);
		for (size_t j = 0; j < d->count[i]; j++) {
			d->items[i][j] = draw(&seed, OTHERS + 2);
			if (j)
				str_add(&text, "|");
			if (d->items[i][j] < OTHERS + 1)
				str_addf(&text, " k%u", d->items[i][j]);
		}
		/* A delimiter at the end begins no item, so an empty last one needs its
		 * own. */
		if (d->count[i] && d->items[i][d->count[i] - 1] == OTHERS + 1)
			str_add(&text, "|");
		str_add(&text, "\n");
	}
	packed_write(x, "a.csv", text.buf);
	str_clear(&text);
	str_add(&text, "id,code\n");
	for (unsigned i = 0; i < OTHERS; i++)
		str_addf(&text, "k%u,k%u\n", i, i);
	packed_write(x, "b.csv", text.buf);
	str_release(&text);
}

static bool names(const struct drawn *d, size_t row, unsigned other)
{
	for (size_t j = 0; j < d->count[row]; j++)
		if (d->items[row][j] == other)
			return true;
	return false;
}

static void check_lists(const struct package *p, const struct drawn *d)
{
	const struct link *link = &p->tables[0].links[0];

	assert_true(link->built);
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t j = 0; j < d->count[i]; j++)
			assert_true(link_target(link, i, j) ==
				(d->items[i][j] < OTHERS ? d->items[i][j]
							 : (uint32_t)ROW_NONE));
		assert_true(link_target(link, i, d->count[i]) == ROW_NONE);
	}
	for (unsigned other = 0; other < OTHERS; other++) {
		size_t count, at = 0;
		const uint32_t *back = link_back(link, other, &count);

		for (uint32_t i = 0; i < ROWS; i++)
			if (names(d, i, other)) {
				assert_true(at < count);
				assert_int_equal(back[at++], i);
			}
		assert_int_equal(at, count);
	}
}

static void test_lists_equal_a_plain_search(void **state)
{
	static struct drawn d;

	(void)state;
	for (unsigned seed = 1; seed <= 4; seed++) {
		struct packed x;

		/* Once by the primary key, once by a field that needs an index of its
		 * own. */
		make_lists(&x, &d, seed, seed % 2 ? "id" : "code");
		if (seed > 2) {
			packed_open(&x, NULL);
			while (!x.load.task.step(&x.load.task, 0))
				;
		} else {
			packed_load(&x, NULL);
		}
		check_lists(&x.p, &d);
		packed_end(&x);
	}
}

static void test_references_to_nothing_are_counted(void **state)
{
	static struct drawn d;
	struct packed x;
	size_t nowhere = 0;

	(void)state;
	make_lists(&x, &d, 99, "id");
	packed_load(&x, NULL);
	for (size_t i = 0; i < ROWS; i++)
		for (size_t j = 0; j < d.count[i]; j++)
			nowhere += d.items[i][j] == OTHERS;
	assert_true(nowhere > 0);
	assert_int_equal(x.p.diag.found[DIAG_ERROR], nowhere);
	packed_end(&x);
}

static void test_keys_of_several_fields_in_another_order(void **state)
{
	struct packed x;
	const struct link *link;
	size_t count;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'y'},"
		" {'name': 'x'}], 'foreignKeys': [{'fields': ['y', 'x'], 'reference': "
		"{'resource':"
		" 'b', 'fields': ['q', 'p']}}]}}, {'name': 'b', 'path': 'b.csv', "
		"'schema':"
		" {'fields': [{'name': 'p'}, {'name': 'q'}], 'primaryKey': ['p', "
		"'q']}}]}");
	packed_write(&x, "a.csv", "y,x\n2,1\n1,2\n2,\n");
	packed_write(&x, "b.csv", "p,q\n1,1\n1,2\n");
	packed_load(&x, NULL);
	link = &x.p.tables[0].links[0];
	assert_int_equal(link_target(link, 0, 0), 1);
	assert_true(link_target(link, 1, 0) == ROW_NONE);
	assert_true(link_target(link, 2, 0) == ROW_NONE);
	assert_true(link_target(link, 0, 1) == ROW_NONE);
	assert_int_equal(link_back(link, 1, &count)[0], 0);
	assert_int_equal(count, 1);
	link_back(link, 0, &count);
	assert_int_equal(count, 0);
	assert_string_equal(
		packed_faults(&x), "a.csv:3:1: error: No row of b is called “1/2”.\n");
	packed_end(&x);
}

static void test_empty_tables_link_to_nothing(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'x'}],"
		" 'primaryKey': 'x', 'foreignKeys': [{'fields': 'x', 'reference': "
		"{'fields':"
		" 'x'}}]}}]}");
	packed_write(&x, "a.csv", "x\n");
	packed_load(&x, NULL);
	assert_true(x.p.linked);
	assert_true(x.p.tables[0].links[0].built);
	assert_string_equal(packed_faults(&x), "");
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists_equal_a_plain_search),
		cmocka_unit_test(test_references_to_nothing_are_counted),
		cmocka_unit_test(test_keys_of_several_fields_in_another_order),
		cmocka_unit_test(test_empty_tables_link_to_nothing),
	};

	return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
