#include "config.h"

#include "base/array.h"

#include <stdlib.h>

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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grows_and_keeps),
		cmocka_unit_test(test_gives_memory_for_nothing_too),
	};

	return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}
