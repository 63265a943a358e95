/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/namemap.h"

#include <stdio.h>
#include <string.h>

#include "unit/test.h"

enum { MANY = 20000 };

static void test_names_lead_to_their_numbers(void **state)
{
	static char names[MANY][8];
	struct namemap map = { .size = 0 };
	struct arena arena = { 0 };

	(void)state;
	assert_int_equal(namemap_find(&map, slice_of("a")), NAMEMAP_NONE);
	for (size_t i = 0; i < MANY; i++) {
		snprintf(names[i], sizeof names[i], "n%zu", i);
		assert_int_equal(
			namemap_add(&map, slice_of(names[i]), i, &arena), NAMEMAP_NONE);
	}
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(namemap_find(&map, slice_of(names[i])), i);
	assert_int_equal(namemap_find(&map, slice_of("n")), NAMEMAP_NONE);
	assert_int_equal(namemap_find(&map, slice_of("n20000")), NAMEMAP_NONE);
	assert_int_equal(namemap_add(&map, slice_of("n7"), 99, &arena), 7);
	assert_int_equal(namemap_find(&map, slice_of("n7")), 7);
	assert_int_equal(namemap_find(&map, (struct slice){ "n77", 2 }), 7);
	arena_release(&arena);
}

/* The empty text is a name, and a NUL is a character of one. */
static void test_any_bytes_are_a_name(void **state)
{
	struct namemap map = { .size = 0 };
	struct arena arena = { 0 };

	(void)state;
	namemap_add(&map, slice_of(""), 1, &arena);
	namemap_add(&map, (struct slice){ "a\0b", 3 }, 2, &arena);
	namemap_add(&map, (struct slice){ "a\0c", 3 }, 3, &arena);
	assert_int_equal(namemap_find(&map, slice_of("")), 1);
	assert_int_equal(namemap_find(&map, (struct slice){ "a\0b", 3 }), 2);
	assert_int_equal(namemap_find(&map, (struct slice){ "a\0c", 3 }), 3);
	assert_int_equal(namemap_find(&map, slice_of("a")), NAMEMAP_NONE);
	arena_release(&arena);
}

/* Each of many equal names gets one of its own, and in the order of the numbers. */
static void test_equal_names_are_numbered(void **state)
{
	struct namemap map = { .size = 0 };
	struct arena arena = { 0 };
	char wanted[16];

	(void)state;
	namemap_add(&map, slice_of("x (3)"), 0, &arena);
	assert_string_equal(namemap_add_free(&map, "x", 1, " (", ")", &arena), "x");
	for (size_t i = 2; i < MANY; i++) {
		const char *name = namemap_add_free(&map, "x", i, " (", ")", &arena);

		snprintf(wanted, sizeof wanted, "x (%zu)", i < 3 ? i : i + 1);
		assert_string_equal(name, wanted);
	}
	arena_release(&arena);
}

/* Texts of the same length whose words differ in their highest bits only collide in
 * hashes that multiply, whatever the seed. */
static void test_hashes_differ(void **state)
{
	char text[33] = "................................";
	uint64_t seen[16];

	(void)state;
	for (int i = 0; i < 16; i++) {
		for (int word = 0; word < 4; word++)
			text[8 * word + 7] = (char)(i >> word & 1 ? 0xae : 0x2e);
		seen[i] = hash_text(slice_of(text));
		assert_true(seen[i] == hash_text(slice_of(text)));
		for (int k = 0; k < i; k++)
			assert_true(seen[k] != seen[i]);
	}
}

static void test_loose_names_are_compared_without_case_and_blanks(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_true(slice_equal(
		namemap_loosen(slice_of("  Iso Code\t"), &arena), slice_of("iso code")));
	assert_true(slice_equal(namemap_loosen(slice_of("ÄZ"), &arena), slice_of("Äz")));
	assert_int_equal(namemap_loosen(slice_of(" \t"), &arena).len, 0);
	arena_release(&arena);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_lead_to_their_numbers),
		cmocka_unit_test(test_any_bytes_are_a_name),
		cmocka_unit_test(test_equal_names_are_numbered),
		cmocka_unit_test(test_hashes_differ),
		cmocka_unit_test(test_loose_names_are_compared_without_case_and_blanks),
	};

	return cmocka_run_group_tests_name("namemap", tests, NULL, NULL);
}
