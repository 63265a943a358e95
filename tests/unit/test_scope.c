/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/scope.h"

#include "unit/searched.h"

/* What WORD means in TABLE: "none", "several", "row", "tables", or field numbers. */
static const char *meaning(struct searched *s, int table, const char *word)
{
	static const char *const kinds[] = { "none", "several", "row", "tables", "" };
	struct scope scope;

	scope_bind(&s->x.p, table, slice_of(word), &scope);
	str_clear(&s->text);
	str_add(&s->text, kinds[scope.kind]);
	for (size_t i = 0; scope.kind == SCOPE_FIELDS && i < scope.count; i++) {
		str_addf(&s->text, "%s%zu", i ? " " : "", scope.paths[i].fields[0]);
		if (scope.paths[i].count == 2)
			str_addf(&s->text, ".%zu", scope.paths[i].fields[1]);
	}
	return s->text.buf;
}

static void test_words_mean_what_is_nearest(void **state)
{
	static const struct {
		int table;
		const char *word, *meaning;
	} cases[] = {
		{ COUNTRIES, "capital", "3" },
		{ COUNTRIES, "CAPITAL", "3" },
		{ COUNTRIES, "iso-code", "1" }, /* by its title */
		{ COUNTRIES, "cap", "3" },
		{ COUNTRIES, "c", "several" }, /* code and capital */
		{ COUNTRIES, "countries", "row" },
		{ COUNTRIES, "meetings", "none" },
		{ MEMBERS, "capital", "0.3" }, /* of the country */
		{ MEMBERS, "country", "0" },
		{ MEMBERS, "countries", "0" }, /* what references them */
		{ MEMBERS, "country.capital", "0.3" },
		{ MEMBERS, "sources.title", "4.1" },
		{ MEMBERS, "title", "none" }, /* what all cite is not looked into */
		{ MEMBERS, "listed_as", "1" },
		{ MEMBERS, "Listed", "1" },
		{ MEMBERS, "as", "1" }, /* a word of it */
		{ MEMBERS, "s", "several" },
		{ MEETINGS, "capital", "2.3 3.3" }, /* of host and of chairs */
		{ MEETINGS, "region", "2.4 3.4" },
		{ MEETINGS, "number", "0" },
		{ MEETINGS, "no", "0" },
		{ MEETINGS, "table", "tables" },
		{ MEETINGS, "x", "none" },
		{ MEETINGS, "", "none" },
		{ MEETINGS, "...", "none" },
	};
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = meaning(&s, cases[i].table, cases[i].word);

		if (strcmp(got, cases[i].meaning) != 0)
			fail_msg("\"%s\" means %s, not %s", cases[i].word, got,
				cases[i].meaning);
	}
	searched_end(&s);
}

static void check_known(
	struct searched *s, int first, const char *word, bool known, const char *sentence)
{
	str_clear(&s->text);
	assert_int_equal(scope_known(&s->x.p, first, slice_of(word), &s->text), known);
	assert_string_equal(s->text.buf, sentence);
}

static void test_tells_of_words_that_mean_nothing_here(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	check_known(&s, MEMBERS, "region", true, "");
	check_known(&s, SOURCES, "region", true, "");
	check_known(&s, MEMBERS, "qqqq", false, "");
	check_known(&s, MEMBERS, "captial", false,
		"Unknown field “captial”. Did you mean “capital”?");
	check_known(&s, -1, "lis", true, "");
	check_known(&s, COUNTRIES, "ca", true, "");
	check_known(&s, COUNTRIES, "c", true, "“c:” is ambiguous: code, capital.");
	check_known(&s, NAMES, "c", true, "");
	searched_end(&s);
}

static void test_most_tables_cite_their_sources(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	for (int t = COUNTRIES; t <= SOURCES; t++)
		assert_int_equal(scope_is_cited(&s.x.p, t), t == SOURCES);
	assert_true(scope_names_table(&s.x.p, MEETINGS, slice_of("meet")));
	assert_false(scope_names_table(&s.x.p, MEETINGS, slice_of("meetings x")));
	searched_end(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_mean_what_is_nearest),
		cmocka_unit_test(test_tells_of_words_that_mean_nothing_here),
		cmocka_unit_test(test_most_tables_cite_their_sources),
	};

	return cmocka_run_group_tests_name("scope", tests, NULL, NULL);
}
