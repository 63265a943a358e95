/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/rank.h"

#include "unit/searched.h"

static void test_ranks_from_names_to_other_fields(void **state)
{
	static const struct {
		const char *text;
		int table;
		uint32_t row;
		enum search_rank rank;
	} cases[] = {
		{ "cambodia", COUNTRIES, 0, RANK_NAME },
		{ "CAMBODIA", MEMBERS, 0, RANK_NAME },
		{ "netherlands", COUNTRIES, 2, RANK_NAME },
		{ "the netherlands", COUNTRIES, 2, RANK_NAME },
		{ "cote d'ivoire", COUNTRIES, 5, RANK_NAME },
		{ "cambodia region:asia -x", COUNTRIES, 0, RANK_NAME },
		{ "\"new zealand\"", COUNTRIES, 3, RANK_NAME },
		{ "kh", COUNTRIES, 0, RANK_CODE },
		{ "KH", MEMBERS, 0, RANK_CODE },
		{ "ci", COUNTRIES, 5, RANK_CODE },
		{ "nz", MEETINGS, 2, RANK_REFERENCE },
		{ "phnom penh", COUNTRIES, 0, RANK_VALUE },
		{ "jakarta", MEMBERS, 1, RANK_OTHER }, /* in no column */
		{ "2002", MEMBERS, 0, RANK_VALUE },
		{ "indonesia", MEETINGS, 2, RANK_TARGET },
		{ "dutch", MEETINGS, 0, RANK_REFERENCE },
		{ "khmer rules", MEETINGS, 1, RANK_OTHER },
		{ "kampuchea", COUNTRIES, 0, RANK_ALIAS },
		{ "khmer republic", MEMBERS, 0, RANK_ALIAS },
		{ "turquia", MEMBERS, 4, RANK_ALIAS },
		{ "camb", COUNTRIES, 0, RANK_NAME_PREFIX },
		{ "new z", COUNTRIES, 3, RANK_NAME_PREFIX },
		{ "nether", COUNTRIES, 2, RANK_NAME_PREFIX },
		{ "zea", COUNTRIES, 3, RANK_WORD_PREFIX },
		{ "zealand new", COUNTRIES, 3, RANK_WORD_PREFIX },
		{ "cambodia | indonesia", COUNTRIES, 1, RANK_WORD_PREFIX },
		{ "kampu", COUNTRIES, 0, RANK_ALIAS_PREFIX },
		{ "khmer rep", MEMBERS, 0, RANK_ALIAS_PREFIX },
		{ "bodia", COUNTRIES, 0, RANK_IN_NAME },
		{ "ealand new", COUNTRIES, 3, RANK_IN_NAME },
		{ "republic khmer", MEMBERS, 0, RANK_OTHER },
		{ "bajos", MEMBERS, 3, RANK_OTHER },
		{ "penh", COUNTRIES, 0, RANK_OTHER },
		{ "region:asia", COUNTRIES, 0, RANK_OTHER },
		{ "re:/^cambodia$/", COUNTRIES, 0, RANK_OTHER },
		{ "cambodia", COUNTRIES, 1, RANK_NONE },
		{ "cambodia -asia", COUNTRIES, 0, RANK_NONE },
	};
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		searched_for(&s, cases[i].text, cases[i].table);
		if (search_rank(&s.s, cases[i].table, cases[i].row) != cases[i].rank)
			fail_msg("\"%s\" has rank %d, not %d", cases[i].text,
				search_rank(&s.s, cases[i].table, cases[i].row),
				cases[i].rank);
	}
	searched_end(&s);
}

static void test_best_rows_come_first(void **state)
{
	struct searched s;
	uint32_t rows[2];

	(void)state;
	searched_make(&s);
	assert_string_equal(searched_best(&s, "ca", COUNTRIES), "kh");
	assert_string_equal(searched_best(&s, "new", MEETINGS), "1 2 17");
	/* Second, and fir-s-t. */
	assert_string_equal(searched_best(&s, "s", MEETINGS), "2 1");
	assert_string_equal(searched_best(&s, "turk", MEMBERS), "tr");
	assert_string_equal(searched_best(&s, "xyz", MEETINGS), "");
	searched_for(&s, "s", MEETINGS);
	assert_int_equal(search_best(&s.s, MEETINGS, rows, 2), 2);
	assert_int_equal(rows[0], 1);
	assert_int_equal(search_best(&s.s, MEETINGS, rows, 0), 0);
	searched_end(&s);
}

/* What is not ranked yet comes last, in the table's order. */
static void test_rows_come_before_their_ranks(void **state)
{
	enum { ROWS = 1000 };
	static uint32_t rows[ROWS];
	struct search s;
	struct packed x;
	struct str csv;

	(void)state;
	str_init(&csv);
	str_add(&csv, "name,ü\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(&csv, "%s\n", i % 2 ? "Xa" : "aX");
	packed_begin(&x);
	packed_write(&x, "t.csv", csv.buf);
	packed_load(&x, "t.csv");
	search_init(&s, &x.p);
	search_set(&s, "x", 0, NULL, NULL);
	assert_int_equal(search_best(&s, 0, rows, ROWS), 0);
	while (!search_complete(&s, 0))
		assert_false(s.task.step(&s.task, 0));
	assert_int_equal(search_best(&s, 0, rows, ROWS), ROWS);
	assert_int_equal(rows[ROWS - 1], ROWS - 1);
	task_finish(&s.task);
	assert_int_equal(search_best(&s, 0, rows, ROWS), ROWS);
	for (uint32_t i = 0; i < ROWS / 2; i++) {
		assert_int_equal(rows[i], 2 * i + 1);
		assert_int_equal(rows[ROWS / 2 + i], 2 * i);
	}
	search_release(&s);
	packed_end(&x);
	str_release(&csv);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranks_from_names_to_other_fields),
		cmocka_unit_test(test_best_rows_come_first),
		cmocka_unit_test(test_rows_come_before_their_ranks),
	};

	return cmocka_run_group_tests_name("rank", tests, NULL, NULL);
}
