/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/edit_distance.h"

#include "unit/test.h"

static size_t distance(const char *word, const char *text)
{
	struct edit_distance n;

	edit_distance_init(&n, slice_of(word));
	return edit_distance(&n, slice_of(text));
}

static void test_counts_edits(void **state)
{
	static const struct {
		const char *word, *text;
		size_t edits;
	} cases[] = {
		{ "philippines", "philippines", 0 },
		{ "phillipines", "philippines", 2 }, /* l put in, p left out */
		{ "philipines", "philippines", 1 },
		{ "brumma", "burma", 2 }, /* ru swapped, m put in */
		{ "idnia", "india", 1 },  /* a swap is one edit */
		{ "thialand", "thailand", 1 },
		{ "cambodja", "cambodia", 1 },
		{ "timor", "timorleste", EDIT_DISTANCE_FAR },
		{ "zeeland", "zealand", 1 },
		{ "abcdef", "badcfe", EDIT_DISTANCE_FAR }, /* three swaps */
		{ "abcdef", "badcef", 2 },
		{ "japan", "", EDIT_DISTANCE_FAR },
		{ "", "a", EDIT_DISTANCE_FAR },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(distance(cases[i].word, cases[i].text), cases[i].edits);
}

static void test_short_words_may_have_fewer_edits(void **state)
{
	(void)state;
	assert_int_equal(distance("fijii", "fiji"), 1);
	assert_int_equal(distance("irna", "iran"), 1);
	assert_int_equal(distance("iarn", "iran"), 1);
	assert_int_equal(
		distance("fjij", "fiji"), EDIT_DISTANCE_FAR); /* two, in four letters */
	assert_int_equal(distance("ira", "iran"), 1);
	assert_int_equal(distance("ir", "ira"), EDIT_DISTANCE_FAR);
	assert_int_equal(distance("i", "i"), EDIT_DISTANCE_FAR);
}

/* Letters, not bytes: one wrong Thai letter, three bytes long, is one edit. */
static void test_counts_letters_of_every_script(void **state)
{
	(void)state;
	assert_int_equal(distance("กัมพูชา", "กัมพูชส"), 1);
	assert_int_equal(distance("камбоджа", "камбожда"), 1);
	assert_int_equal(distance("柬埔寨国", "柬埔塞国"), 1);
	assert_int_equal(distance("柬埔寨", "泰国"), EDIT_DISTANCE_FAR);
}

static void test_long_words_are_near_to_nothing(void **state)
{
	char word[200];
	struct edit_distance n;

	(void)state;
	memset(word, 'a', sizeof word);
	for (size_t len = 60; len < sizeof word; len++) {
		edit_distance_init(&n, (struct slice){ word, len });
		assert_int_equal(edit_distance(&n, (struct slice){ word, len }),
			len <= EDIT_DISTANCE_LETTERS ? 0 : EDIT_DISTANCE_FAR);
		assert_int_equal(edit_distance(&n, (struct slice){ word, len + 1 }),
			len < EDIT_DISTANCE_LETTERS ? 1 : EDIT_DISTANCE_FAR);
	}
}

/* What K random edits made of a word is at most K edits away, both ways round. */
static void test_random_edits_are_never_undercounted(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char word[16] = "abcdefghij";
		char other[16];
		size_t len = 10;
		int wanted;

		memcpy(other, word, sizeof word);
		seed = seed * 1664525 + 1013904223;
		wanted = (int)(seed >> 30) % 3;
		/* Edits in different halves of the word do not meet. */
		for (int k = 0; k < wanted; k++) {
			size_t at = (size_t)k * 5 + (seed >> 20) % 3;

			seed = seed * 1664525 + 1013904223;
			if ((seed >> 16) % 2) {
				other[at] = 'x';
			} else {
				char swap = other[at];

				other[at] = other[at + 1];
				other[at + 1] = swap;
			}
		}
		assert_int_equal(distance(word, other), wanted);
		assert_int_equal(distance(other, word), wanted);
		assert_int_equal(distance((char[]){ "abc" }, other), EDIT_DISTANCE_FAR);
		assert_int_equal(strlen(other), len);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts_edits),
		cmocka_unit_test(test_short_words_may_have_fewer_edits),
		cmocka_unit_test(test_counts_letters_of_every_script),
		cmocka_unit_test(test_long_words_are_near_to_nothing),
		cmocka_unit_test(test_random_edits_are_never_undercounted),
	};

	return cmocka_run_group_tests_name("edit_distance", tests, NULL, NULL);
}
