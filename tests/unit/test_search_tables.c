/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/search.h"

#include "unit/searched.h"

/* Appends to S->text the names of the groups that TEXT gives, table FIRST searched
 * before the others; returns it. */
static const char *groups(struct searched *s, const char *text, int first)
{
	int tables[10];
	size_t count;

	searched_for(s, text, first);
	count = search_tables(&s->s, tables, 10);
	str_clear(&s->text);
	for (size_t i = 0; i < count; i++)
		str_addf(&s->text, "%s%s", i ? " " : "",
			s->x.p.tables[tables[i]].schema->name);
	return s->text.buf;
}

static void test_nothing_searched_is_no_group(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	assert_string_equal(groups(&s, "", -1), "");
	assert_string_equal(groups(&s, "  ", -1), "");
	assert_string_equal(groups(&s, "nothingofthekind", -1), "");
	searched_end(&s);
}

static void test_tabs_are_before_lookups(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	assert_string_equal(groups(&s, "khmer", -1), "members meetings countries");
	assert_string_equal(groups(&s, "indonesia", -1), "members meetings countries");
	/* sources have a tab, but most other tables cite them */
	assert_string_equal(groups(&s, "papers | turq", -1), "members countries sources");
	assert_false(search_is_lookup(&s.s, MEETINGS));
	assert_true(search_is_lookup(&s.s, COUNTRIES));
	assert_true(search_is_lookup(&s.s, SOURCES));
	searched_end(&s);
}

static void test_the_table_searched_first_moves_no_group(void **state)
{
	struct searched s;
	char *before;

	(void)state;
	searched_make(&s);
	before = strdup(groups(&s, "papers | turq", -1));
	assert_non_null(before);
	assert_string_equal(groups(&s, "papers | turq", MEMBERS), before);
	free(before);
	searched_end(&s);
}

static void test_no_more_groups_than_there_is_room(void **state)
{
	struct searched s;
	int tables[2] = { -1, -1 };

	(void)state;
	searched_make(&s);
	searched_for(&s, "indonesia", -1);
	assert_int_equal(search_tables(&s.s, tables, 0), 0);
	assert_int_equal(tables[0], -1);
	assert_int_equal(search_tables(&s.s, tables, 1), 1);
	assert_int_equal(tables[0], MEMBERS);
	assert_int_equal(tables[1], -1);
	searched_end(&s);
}

static void test_names_are_never_told(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	/* such a table is searched when it is the one asked for */
	searched_for(&s, "camboya", NAMES);
	assert_true(search_count(&s.s, NAMES) > 0);
	for (uint32_t row = 0; row < table_rows(&s.x.p.tables[NAMES]); row++)
		assert_false(search_lists(&s.s, (struct row_ref){ NAMES, row }));
	/* what they name is found by them */
	assert_string_equal(groups(&s, "camboya", NAMES), "members countries");
	searched_end(&s);
}

/* New Zealand and Cambodia are members: found as those. Côte d'Ivoire is none. */
static void test_a_lookup_that_is_a_member_is_told_as_that(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	searched_for(&s, "a", -1);
	assert_false(search_lists(&s.s, (struct row_ref){ COUNTRIES, 0 }));
	assert_false(search_lists(&s.s, (struct row_ref){ COUNTRIES, 3 }));
	assert_true(search_lists(&s.s, (struct row_ref){ COUNTRIES, 5 }));
	assert_true(search_lists(&s.s, (struct row_ref){ MEMBERS, 0 }));
	assert_true(search_lists(&s.s, (struct row_ref){ MEETINGS, 0 }));
	assert_true(search_lists(&s.s, (struct row_ref){ SOURCES, 0 }));
	/* a language is looked up, too, but is the same as no other row */
	assert_true(search_lists(&s.s, (struct row_ref){ LANGUAGES, 0 }));
	searched_end(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_searched_is_no_group),
		cmocka_unit_test(test_tabs_are_before_lookups),
		cmocka_unit_test(test_the_table_searched_first_moves_no_group),
		cmocka_unit_test(test_no_more_groups_than_there_is_room),
		cmocka_unit_test(test_names_are_never_told),
		cmocka_unit_test(test_a_lookup_that_is_a_member_is_told_as_that),
	};

	return cmocka_run_group_tests_name("search_tables", tests, NULL, NULL);
}
