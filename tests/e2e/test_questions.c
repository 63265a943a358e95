/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The questions with which people come, answered by keys from the start at 80 by 24. Each
 * has a number of keys beyond the name that is typed, which must not be exceeded, and what
 * is then on the screen.
 */

#include "e2e/harness.h"

#include <stdio.h>
#include <string.h>

#include "unit/test.h"

enum { KEYS = 12, TEXTS = 6 };

struct question {
	const char *name;         /* typed after "/", or NULL */
	const char *keys[KEYS];   /* "/": the name is typed; "=TEXT": not a key, waits */
	size_t most;              /* keys that the answer may take */
	const char *texts[TEXTS]; /* of the answer; up to NULL */
};

/* Types the keys of Q at a fresh start and waits for its answer. */
static void ask(const struct question *q)
{
	static const char *const bali[] = { "./bali", NULL };
	static const char *const today[] = { "BALI_TODAY=2026-11-23", NULL };
	struct harness *h = harness_start(24, 80, bali, today);
	size_t count = 0;

	/* Everything is loaded and checked when the problems say so. */
	harness_wait_text(h, "? help");
	harness_key(h, "!");
	harness_wait_text(h, "No problems");
	harness_key(h, "q");
	harness_wait_text(h, "Version 1.0.0");
	for (size_t i = 0; i < KEYS && q->keys[i]; i++) {
		if (*q->keys[i] == '=') {
			harness_wait_text(h, q->keys[i] + 1);
			continue;
		}
		count++;
		harness_key(h, q->keys[i]);
		if (strcmp(q->keys[i], "/") == 0)
			harness_type(h, q->name);
	}
	for (size_t i = 0; i < TEXTS && q->texts[i]; i++)
		harness_wait_text(h, q->texts[i]);
	if (count > q->most)
		fail_msg("%zu keys where %zu are enough", count, q->most);
	harness_key(h, "Esc"); /* out of a prompt; never out of the program */
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_free(h);
}

#define ASK(...)                                                                         \
	do {                                                                             \
		static const struct question q = __VA_ARGS__;                            \
                                                                                         \
		ask(&q);                                                                 \
	} while (0)

/* Is Türkiye a member, and since when? */
static void test_since_when_a_member(void **state)
{
	static const struct {
		const char *name, *filter;
	} names[] = { { "turkey", "=1/6  Overview › Results  [turkey ×]" },
		{ "türkiye", "=1/6  Overview › Results  [türkiye ×]" },
		{ "TR", "=1/32  Overview › Results  [TR ×]" } };

	(void)state;
	/* The first letters find Türkiye too, and the second Enter opens the best row found
	 * by then: the number of rows shows that all letters were looked for, everywhere. */
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct question q = { .name = names[i].name,
			.keys = { "/", "Enter", names[i].filter, "=▌ Türkiye", "Enter" },
			.most = 5,
			.texts = {
				"  Türkiye", "Taking part since February 2002", "TUR" } };

		ask(&q);
	}
}

/* What does the source document call Cambodia? The line of the hit says it. */
static void test_the_name_in_the_document(void **state)
{
	(void)state;
	ASK({ .name = "cambodia",
		.keys = { "/" },
		.most = 1,
		.texts = { "Cambodia   taking part since February 2002 · “Kampuchea” in "
			   "the document" } });
	ASK({ .name = "kampuchea",
		.keys = { "/" },
		.most = 1,
		.texts = { "▌ Cambodia" } });
}

/* Which states are in the Ad Hoc Group? */
static void test_the_ad_hoc_group(void **state)
{
	(void)state;
	ASK({ .keys = { "1", "Right", "Right", "F", "=yes", "Down", "Enter" },
		.most = 6,
		.texts = { "1/16", "[Ad Hoc Group: yes ×]", "▌ Afghanistan",
			"Sri Lanka" } });
}

/* When were the conferences, which came late, who chaired, what came out? */
static void test_the_conferences(void **state)
{
	(void)state;
	ASK({ .keys = { "5" },
		.most = 4,
		.texts = { "▌ 10 February 2023", "4 years 6 months later (late)",
			"Adelaide Strategy for Cooperation",
			"none for 3 years 9 months" } });
	ASK({ .keys = { "4", "End", "Enter" },
		.most = 4,
		.texts = { "  Eighth Ministerial Conference", "10 February 2023",
			"Adelaide Strategy for Cooperation with eight areas of work" } });
	ASK({ .keys = { "4", "End", "Enter", "PgDn" },
		.most = 4,
		.texts = {
			"Chairs          Australia, Indonesia", "Delegations     36" } });
}

/* What happened around the Regional Cooperation Framework? */
static void test_march_2011(void **state)
{
	(void)state;
	ASK({ .keys = { "5", ":", "2", "0", "1", "1", "Enter", "Down", "Down" },
		.most = 9,
		.texts = { "Fourth Ministerial Conference", "29–30 March 2011",
			"Regional Cooperation Framework agr" } });
}

/* What is everything that the tables know about one country? */
static void test_everything_on_a_country(void **state)
{
	(void)state;
	ASK({ .name = "cambodia",
		.keys = { "/", "=▌ Cambodia", "Enter", "Enter" },
		.most = 3,
		.texts = { "  Cambodia", "KH · KHM · 116", "Kampuchea", "Phnom Penh",
			"South-eastern Asia" } });
}

/* Where do the sources disagree? */
static void test_where_sources_differ(void **state)
{
	(void)state;
	ASK({ .keys = { "9" },
		.most = 2,
		.texts = { "One source", "Others", "28-30 April 2003" } });
}

/* Which members are in the Pacific? */
static void test_members_in_the_pacific(void **state)
{
	(void)state;
	ASK({ .name = "pacific",
		.keys = { "/" },
		.most = 1,
		.texts = {
			"1 Members 11", "Fiji", "Kiribati", "Nauru", "New Zealand" } });
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_since_when_a_member),
		cmocka_unit_test(test_the_name_in_the_document),
		cmocka_unit_test(test_the_ad_hoc_group),
		cmocka_unit_test(test_the_conferences),
		cmocka_unit_test(test_march_2011),
		cmocka_unit_test(test_everything_on_a_country),
		cmocka_unit_test(test_where_sources_differ),
		cmocka_unit_test(test_members_in_the_pacific),
	};

	return cmocka_run_group_tests_name("questions", tests, NULL, NULL);
}
