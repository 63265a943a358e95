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
		{ "nz", MEETINGS, 2, RANK_OTHER },
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
	assert_string_equal(searched_best(&s, "ca", COUNTRIES), "kh ci");
	assert_string_equal(searched_best(&s, "new", MEETINGS), "1 2 17");
	/* Second, fir-s-t, and Indone-s-ia in the chair. */
	assert_string_equal(searched_best(&s, "s", MEETINGS), "2 1 17");
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

static void test_tells_why(void **state)
{
	static const struct {
		const char *text;
		int table;
		uint32_t row;
		const char *visible, *reason;
	} cases[] = {
		{ "kampuchea", COUNTRIES, 0, "Cambodia", "former name: Kampuchea" },
		{ "kampuchea", COUNTRIES, 0, "Kampuchea", "" },
		{ "kampu", MEMBERS, 0, "Cambodia", "listed as: Kampuchea" },
		{ "camboya", MEMBERS, 0, "Cambodia", "Spanish: Camboya" },
		{ "turquía", COUNTRIES, 4, "Türkiye", "Spanish: Turquía" },
		{ "turquia", COUNTRIES, 4, "Türkiye", "Portuguese: Turquia" },
		{ "กัมพูชา", COUNTRIES, 0, "Cambodia", "Thai: กัมพูชา" },
		{ "netherlands", COUNTRIES, 2, "NL", "short name: Netherlands" },
		{ "kh", COUNTRIES, 0, "Cambodia", "ISO code KH" },
		{ "KH", MEMBERS, 0, "Cambodia", "ISO code KH" },
		{ "penh", COUNTRIES, 0, "Cambodia", "capital: Phnom Penh" },
		{ "penh", COUNTRIES, 0, "Phnom Penh", "" },
		{ "phnom", MEMBERS, 0, "Cambodia", "capital: Phnom Penh" },
		{ "jakarta", MEETINGS, 0, "First", "host capital: Jakarta" },
		{ "indonesia", MEETINGS, 0, "First", "host: Indonesia" },
		{ "nz", MEETINGS, 2, "Jubilee", "host: New Zealand" },
		{ "zealand", MEETINGS, 0, "First", "chairs: New Zealand" },
		{ "draft khmer", MEETINGS, 1, "Second",
			"summary: Khmer rules (draft), new" },
		{ "groups were set", MEETINGS, 0, "First",
			"summary: Two groups were set up in Bali" },
		{ "set groups", MEETINGS, 0, "First",
			"summary: Two groups were set up in Bali" },
		{ "names:khmer", NAMES, 1, "Khmer Republic", "" },
		{ "observer", MEMBERS, 3, "The Netherlands", "status: observer" },
		{ "penh asia", COUNTRIES, 0, "Cambodia",
			"capital: Phnom Penh; region: Asia" },
		{ "penh asia cambodia", COUNTRIES, 0, "Cambodia",
			"capital: Phnom Penh; region: Asia" },
		{ "khmer republic", MEMBERS, 0, "Khmer Rouge, a republic",
			"former name: Khmer Republic" },
		{ "east indies", MEMBERS, 1, "Indonesia",
			"former name: Dutch East Indies" },
		{ "host:dutch", MEETINGS, 0, "First", "host: Indonesia" },
		{ "host:dutch", MEETINGS, 0, "Indonesia", "" },
		{ "region:asia", MEMBERS, 0, "Cambodia", "region: Asia" },
		{ "number:>1", MEETINGS, 1, "Second", "no.: 2" },
		{ "since:<2003", MEMBERS, 0, "Cambodia", "since: 2002" },
		{ "re:/^phnom/", COUNTRIES, 0, "Cambodia", "capital: Phnom Penh" },
		{ "xyz | penh", COUNTRIES, 0, "Cambodia", "capital: Phnom Penh" },
		{ "-xyz", COUNTRIES, 0, "Cambodia", "" },
		{ "table:countries", COUNTRIES, 0, "Cambodia", "" },
		{ "", COUNTRIES, 0, "Cambodia", "" },
	};
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = searched_reason(&s, cases[i].text, cases[i].table,
			cases[i].row, cases[i].visible);

		if (strcmp(got, cases[i].reason) != 0)
			fail_msg("\"%s\" is told by \"%s\", not by \"%s\"", cases[i].text,
				got, cases[i].reason);
	}
	searched_end(&s);
}

/* Of a long text the words round the hit are told. */
static void test_long_texts_are_cut(void **state)
{
	static const char text[] =
		"The delegates spoke about fishing, weather and small boats, "
		"and then about the needle that nobody had ever found in any of the "
		"stacks.";
	struct slice none = { "x", 1 };
	struct search search;
	struct packed x;
	struct str out;

	(void)state;
	packed_begin(&x);
	str_init(&out);
	str_addf(&out, "id,note\n1,\"%s\"\n", text);
	packed_write(&x, "t.csv", out.buf);
	packed_load(&x, "t.csv");
	search_init(&search, &x.p);
	search_set(&search, "needle", 0, NULL, NULL);
	task_finish(&search.task);
	str_clear(&out);
	search_explain(&search, 0, 0, &none, 1, &out);
	assert_string_equal(out.buf,
		"note: …and then about the needle that nobody had ever found in…");
	search_set(&search, "delegates", 0, NULL, NULL);
	task_finish(&search.task);
	str_clear(&out);
	search_explain(&search, 0, 0, &none, 1, &out);
	assert_string_equal(out.buf, "note: The delegates spoke about fishing, weather…");
	search_set(&search, "stacks", 0, NULL, NULL);
	task_finish(&search.task);
	str_clear(&out);
	search_explain(&search, 0, 0, &none, 1, &out);
	assert_string_equal(out.buf, "note: …found in any of the stacks.");
	search_release(&search);
	str_release(&out);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranks_from_names_to_other_fields),
		cmocka_unit_test(test_best_rows_come_first),
		cmocka_unit_test(test_rows_come_before_their_ranks),
		cmocka_unit_test(test_tells_why),
		cmocka_unit_test(test_long_texts_are_cut),
	};

	return cmocka_run_group_tests_name("rank", tests, NULL, NULL);
}
