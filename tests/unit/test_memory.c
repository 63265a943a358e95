/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/memory.h"

#include <stdlib.h>

#include "base/task.h"
#include "unit/test.h"

static void test_grows_and_keeps(void **state)
{
	size_t alloc = 0;
	size_t moves = 0;
	size_t last = 0;
	int *items = NULL;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		items = array_reserve(items, &alloc, (size_t)i + 1, sizeof *items);
		assert_true(alloc > (size_t)i);
		moves += alloc != last;
		last = alloc;
		items[i] = i;
	}
	assert_true(moves < 40); /* by half each time, not one by one */
	for (int i = 0; i < 100000; i++)
		assert_int_equal(items[i], i);
	free(items);
}

static void test_gives_memory_for_nothing_too(void **state)
{
	size_t alloc = 0;
	char *items = array_reserve(NULL, &alloc, 0, 1);

	(void)state;
	assert_non_null(items);
	free(items);
}

static void test_pieces_do_not_touch(void **state)
{
	enum { COUNT = 500 };
	unsigned char *pieces[COUNT];
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		size_t size = 1 + i * 37 % 5000;

		pieces[i] = arena_alloc(&a, size);
		assert_int_equal((uintptr_t)pieces[i] % sizeof(double), 0);
		for (size_t k = 0; k < size; k++)
			assert_int_equal(pieces[i][k], 0);
		memset(pieces[i], (int)(i % 255) + 1, size);
	}
	for (size_t i = 0; i < COUNT; i++)
		for (size_t k = 0; k < 1 + i * 37 % 5000; k++)
			assert_int_equal(pieces[i][k], i % 255 + 1);
	arena_release(&a);
}

static void test_copies_texts(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_string_equal(arena_strdup(&a, ""), "");
	assert_string_equal(arena_strndup(&a, "Bali Process", 4), "Bali");
	assert_string_equal(arena_printf(&a, "%s %d", "row", 7), "row 7");
	arena_release(&a);
	assert_null(a.blocks);
	assert_string_equal(arena_strdup(&a, "again"), "again");
	arena_release(&a);
}

static void test_is_released_in_steps(void **state)
{
	enum { PIECES = 40, LARGE = 20000, STEPS = PIECES * LARGE / TASK_PORTION };
	struct arena a = { 0 };
	size_t work = 0;
	int steps = 1;

	(void)state;
	assert_true(arena_release_step(&a, &work, 0));
	for (size_t i = 0; i < PIECES; i++)
		arena_alloc(&a, LARGE);
	for (; !arena_release_step(&a, &work, 0); steps++)
		assert_non_null(a.blocks);
	assert_null(a.blocks);
	/* A step frees about a portion: at most a piece more. */
	assert_in_range(steps, STEPS / 2, STEPS + 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grows_and_keeps),
		cmocka_unit_test(test_gives_memory_for_nothing_too),
		cmocka_unit_test(test_pieces_do_not_touch),
		cmocka_unit_test(test_copies_texts),
		cmocka_unit_test(test_is_released_in_steps),
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
