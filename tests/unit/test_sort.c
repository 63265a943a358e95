/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/sort.h"

#include <stdlib.h>

#include "base/task.h"
#include "unit/random.h"
#include "unit/test.h"

/* An element; the padding must move with it. */
struct item {
	unsigned key;
	unsigned index; /* where it was before */
	char padding[12];
};

static int compare_items(const void *a, const void *b, const void *context)
{
	const struct item *x = a;
	const struct item *y = b;
	const bool *reverse = context;
	int order = (x->key > y->key) - (x->key < y->key);

	return *reverse ? -order : order;
}

static struct item *make_items(size_t count, unsigned keys, uint64_t seed)
{
	struct item *items = calloc(count + 1, sizeof *items);

	for (size_t i = 0; i < count; i++) {
		items[i] = (struct item){ random_below(&seed, keys), (unsigned)i, "" };
		memset(items[i].padding, (int)(i % 127), sizeof items[i].padding);
	}
	return items;
}

/* The reference: moves each element in front of all that are greater. */
static void sort_simply(struct item *items, size_t count, bool reverse)
{
	for (size_t i = 1; i < count; i++) {
		struct item item = items[i];
		size_t k = i;

		for (; k && compare_items(&items[k - 1], &item, &reverse) > 0; k--)
			items[k] = items[k - 1];
		items[k] = item;
	}
}

/* Sorts in steps without any time; returns how many there were. */
static size_t sort_slowly(void *items, size_t count, size_t size, sort_compare *compare,
	const void *context)
{
	struct sort sort;
	size_t steps = 1;
	size_t last = 0;

	sort_begin(&sort, items, count, size, compare, context);
	while (!sort_step(&sort, 0)) {
		assert_true(sort.done > last && sort.done < sort.total);
		last = sort.done;
		steps++;
	}
	assert_int_equal(sort.done, sort.total);
	assert_true(sort_step(&sort, 0));
	sort_release(&sort);
	return steps;
}

static void test_agrees_with_a_simple_sort(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (size_t round = 0; round < 400; round++) {
		size_t count = random_below(&seed, round % 20 ? 200 : 3000);
		unsigned keys = 1 + random_below(&seed, round % 3 ? 10 : 100000);
		bool reverse = round % 2;
		struct item *items = make_items(count, keys, seed);
		struct item *stepped = make_items(count, keys, seed);
		struct item *expected = make_items(count, keys, seed);

		sort_simply(expected, count, reverse);
		sort_all(items, count, sizeof *items, compare_items, &reverse);
		assert_memory_equal(items, expected, count * sizeof *items);
		sort_slowly(stepped, count, sizeof *stepped, compare_items, &reverse);
		assert_memory_equal(stepped, expected, count * sizeof *stepped);
		free(items);
		free(stepped);
		free(expected);
	}
}

/* Around the lengths at which a run, or one more pass, begins. */
static void test_any_length_in_order_and_stable(void **state)
{
	static const size_t lengths[] = { 0, 1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65,
		127, 128, 129, 2047, 2048, 2049, 4096, 20011 };
	bool reverse = false;

	(void)state;
	for (size_t n = 0; n < sizeof lengths / sizeof *lengths; n++) {
		struct item *items = make_items(lengths[n], 100, n);

		sort_slowly(items, lengths[n], sizeof *items, compare_items, &reverse);
		for (size_t i = 1; i < lengths[n]; i++)
			assert_true(items[i - 1].key < items[i].key ||
				(items[i - 1].key == items[i].key &&
					items[i - 1].index < items[i].index));
		free(items);
	}
	sort_all(NULL, 0, sizeof(struct item), compare_items, &reverse);
}

static size_t compared;

static int compare_bytes(const void *a, const void *b, const void *context)
{
	const unsigned char *x = a;
	const unsigned char *y = b;

	(void)context;
	compared++;
	return *x - *y;
}

/* A step ends soon after its time is over, and the worst data need no more comparisons. */
static void test_steps_are_short(void **state)
{
	enum { COUNT = 100000, PORTION = 2048, LOG2 = 17 };
	unsigned char *bytes = malloc(COUNT);

	(void)state;
	for (int shape = 0; shape < 4; shape++) {
		size_t steps;

		for (size_t i = 0; i < COUNT; i++)
			bytes[i] = (unsigned char)(shape == 0 ? i * 255 / COUNT
					: shape == 1          ? 255 - i * 255 / COUNT
					: shape == 2          ? i % 2
							      : 7);
		compared = 0;
		steps = sort_slowly(bytes, COUNT, 1, compare_bytes, NULL);
		assert_true(steps >= (size_t)COUNT / PORTION);
		assert_true(compared <= (size_t)COUNT * (LOG2 + 1));
		for (size_t i = 1; i < COUNT; i++)
			assert_true(bytes[i - 1] <= bytes[i]);
	}
	free(bytes);
}

static int compare_by_weight(const void *a, const void *b, const void *context)
{
	const unsigned *weights = context;
	unsigned x = weights[*(const uint32_t *)a];
	unsigned y = weights[*(const uint32_t *)b];

	return (x > y) - (x < y);
}

static void test_sorts_numbers_by_a_context(void **state)
{
	static const unsigned weights[] = { 30, 10, 20, 10 };
	static const uint32_t expected[] = { 1, 3, 2, 0 };
	uint32_t numbers[] = { 0, 1, 2, 3 };

	(void)state;
	sort_all(numbers, 4, sizeof *numbers, compare_by_weight, weights);
	assert_memory_equal(numbers, expected, sizeof expected);
}

/* A sort that is not needed any more leaves nothing behind. */
static void test_can_be_abandoned(void **state)
{
	enum { COUNT = 5000 };
	bool reverse = false;

	(void)state;
	for (int steps = 0; steps < 12; steps++) {
		struct item *items = make_items(COUNT, 1000, 3);
		struct sort sort;

		sort_begin(&sort, items, COUNT, sizeof *items, compare_items, &reverse);
		for (int i = 0; i < steps; i++)
			sort_step(&sort, 0);
		sort_release(&sort);
		free(items);
	}
}

/* Numbers that differ in any of their bytes, in few or in none. */
static void test_sorts_by_numbers(void **state)
{
	static const uint64_t masks[] = { UINT64_MAX, 0, 0xff, UINT64_C(0xff) << 40,
		UINT64_C(0xffff0f), UINT64_C(0x0f00ff00f000ff03) };
	static const size_t lengths[] = { 0, 1, 2, 127, 128, 129, 1000, 40000 };
	uint64_t seed = 2;

	(void)state;
	for (size_t i = 0; i < 48; i++) {
		size_t count = lengths[i / 6], steps = 0;
		struct sort_item *items = calloc(count + 1, sizeof *items);
		struct sort_item *spare = calloc(count + 1, sizeof *items);
		uint64_t *numbers = calloc(count + 1, sizeof *numbers);
		struct radix_sort sort;

		for (size_t k = 0; k < count; k++) {
			numbers[k] = masks[i % 6] &
				((uint64_t)random_below(&seed, UINT32_MAX) << 32 |
					random_below(&seed, UINT32_MAX));
			items[k].id = (uint32_t)k;
			sort_item_set(&items[k], numbers[k]);
		}
		radix_sort_begin(&sort, items, spare, count);
		while (!radix_sort_step(&sort, 0))
			steps++;
		assert_true(steps >= count / 20000);
		for (size_t k = 0; k < count; k++) {
			uint64_t number = sort_item_order(&items[k]);

			assert_true(number == numbers[items[k].id]);
			if (k)
				assert_true(number > sort_item_order(&items[k - 1]) ||
					(number == sort_item_order(&items[k - 1]) &&
						items[k].id > items[k - 1].id));
		}
		free(items);
		free(spare);
		free(numbers);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agrees_with_a_simple_sort),
		cmocka_unit_test(test_any_length_in_order_and_stable),
		cmocka_unit_test(test_steps_are_short),
		cmocka_unit_test(test_sorts_numbers_by_a_context),
		cmocka_unit_test(test_can_be_abandoned),
		cmocka_unit_test(test_sorts_by_numbers),
	};

	return cmocka_run_group_tests_name("sort", tests, NULL, NULL);
}
