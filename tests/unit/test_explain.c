/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/explain.h"

#include "unit/searched.h"

static void test_reasons_are_given(void **state)
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
		{ "dutch", MEETINGS, 0, "First",
			"host: Indonesia ← former name: Dutch East Indies" },
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
			fail_msg("\"%s\" is explained by \"%s\", not by \"%s\"",
				cases[i].text, got, cases[i].reason);
	}
	searched_end(&s);
}

/* Of a long text the words around the hit are given. */
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
		cmocka_unit_test(test_reasons_are_given),
		cmocka_unit_test(test_long_texts_are_cut),
	};

	return cmocka_run_group_tests_name("explain", tests, NULL, NULL);
}
