/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/complete.h"

#include "unit/searched.h"

/* The texts of what "TEXT" may become, with the counts of values, and what they replace.
 */
static const char *items(struct searched *s, const char *text, int table)
{
	struct complete c;

	complete_init(&c);
	complete_find(&c, &s->x.p, table, text, strlen(text));
	str_clear(&s->text);
	str_addf(&s->text, "%zu", c.start);
	assert_int_equal(c.end, strlen(text));
	for (size_t i = 0; i < c.count; i++) {
		str_addf(&s->text, " %s", c.items[i].text);
		if (c.items[i].count)
			str_addf(&s->text, "(%zu)", c.items[i].count);
	}
	complete_release(&c);
	return s->text.buf;
}

static void test_offers_scopes(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	assert_string_equal(items(&s, "reg", MEMBERS), "0 region:(6)");
	assert_string_equal(items(&s, "japan reg", MEMBERS), "6 region:(6)");
	assert_string_equal(items(&s, "-REG", MEMBERS), "1 region:(6)");
	assert_string_equal(items(&s, "x|lis", MEMBERS), "2 listed_as:(3)");
	/* Own fields, then those of what is referenced, then tables. */
	assert_string_equal(items(&s, "c", MEMBERS),
		"0 country:(5) code:(6) capital:(6) countries:(6)");
	assert_string_equal(items(&s, "t", MEETINGS), "0 title:(3) table:(6)");
	assert_string_equal(items(&s, "m", SOURCES), "0 members:(5) meetings:(3)");
	assert_string_equal(items(&s, "qq", MEMBERS), "0");
	searched_end(&s);
}

static void test_offers_values_with_counts(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	assert_string_equal(items(&s, "region:", COUNTRIES),
		"0 region:Asia(3) region:Africa(1) region:Europe(1) region:Oceania(1)");
	assert_string_equal(items(&s, "region:o", MEMBERS), "0 region:Oceania(1)");
	assert_string_equal(items(&s, "x region:as", MEMBERS), "2 region:Asia(3)");
	assert_string_equal(
		items(&s, "status:", MEMBERS), "0 status:member(4) status:observer(1)");
	assert_string_equal(items(&s, "host:", MEETINGS),
		"0 host:Indonesia(2) host:\"New Zealand\"(1)");
	assert_string_equal(
		items(&s, "chairs:zea", MEETINGS), "0 chairs:\"New Zealand\"(3)");
	assert_string_equal(
		items(&s, "capital:\"phnom p", COUNTRIES), "0 capital:\"Phnom Penh\"(1)");
	assert_string_equal(
		items(&s, "name:cote", COUNTRIES), "0 name:\"Côte d’Ivoire\"(1)");
	assert_string_equal(
		items(&s, "table:me", COUNTRIES), "0 table:members(5) table:meetings(3)");
	assert_string_equal(items(&s, "region:x", COUNTRIES), "0");
	assert_string_equal(items(&s, "nosuch:", COUNTRIES), "0");
	assert_string_equal(items(&s, ":", COUNTRIES), "0");
	searched_end(&s);
}

/* What is offered finds as many rows as it says. */
static void test_values_find_their_rows(void **state)
{
	static const struct {
		const char *text;
		int table;
	} cases[] = { { "region:", COUNTRIES }, { "host:", MEETINGS },
		{ "chairs:", MEETINGS }, { "region:", MEMBERS }, { "status:", MEMBERS },
		{ "listed_as:", MEMBERS } };
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct complete c;

		complete_init(&c);
		complete_find(
			&c, &s.x.p, cases[i].table, cases[i].text, strlen(cases[i].text));
		assert_true(c.count > 0);
		for (size_t k = 0; k < c.count; k++) {
			searched_for(&s, c.items[k].text, cases[i].table);
			assert_int_equal(
				search_count(&s.s, cases[i].table), c.items[k].count);
		}
		complete_release(&c);
	}
	searched_end(&s);
}

static void test_completes_at_the_cursor(void **state)
{
	struct searched s;
	struct complete c;

	(void)state;
	searched_make(&s);
	complete_init(&c);
	complete_find(&c, &s.x.p, COUNTRIES, "region:eu japan", 9);
	assert_int_equal(c.start, 0);
	assert_int_equal(c.end, 9);
	assert_int_equal(c.count, 1);
	assert_string_equal(c.items[0].label, "Europe");
	complete_find(&c, &s.x.p, COUNTRIES, "", 0);
	assert_true(c.count > 5);
	complete_release(&c);
	assert_int_equal(c.count, 0);
	searched_end(&s);
}

/* Counts are of the rows that were searched, and it is reported when these are not all. */
static void test_tells_that_rows_are_left_out(void **state)
{
	struct packed x;
	struct str rows;
	struct complete c;

	(void)state;
	str_init(&rows);
	str_add(&rows, "kind\n");
	for (int i = 0; i < COMPLETE_ROWS; i++)
		str_add(&rows, "early\n");
	packed_begin(&x);
	packed_write(&x, "few.csv", rows.buf);
	str_add(&rows, "late\n");
	packed_write(&x, "many.csv", rows.buf);
	packed_load(&x, NULL);
	complete_init(&c);
	for (int table = 0; table < 2; table++) {
		bool many = !strcmp(x.p.tables[table].schema->name, "many");

		complete_find(&c, &x.p, table, "kind:", 5);
		assert_int_equal(c.count, 1);
		assert_int_equal(c.items[0].count, COMPLETE_ROWS);
		assert_int_equal(c.partly, many);
	}
	complete_release(&c);
	packed_end(&x);
	str_release(&rows);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offers_scopes),
		cmocka_unit_test(test_offers_values_with_counts),
		cmocka_unit_test(test_values_find_their_rows),
		cmocka_unit_test(test_completes_at_the_cursor),
		cmocka_unit_test(test_tells_that_rows_are_left_out),
	};

	return cmocka_run_group_tests_name("complete", tests, NULL, NULL);
}
