#include "config.h"

#include "timeline/order.h"

#include <stdlib.h>

#include "unit/test.h"

static struct timeline_event event(int64_t first, int64_t last, uint32_t id)
{
	return (struct timeline_event){
		.date = { .start = { .first = first, .last = first },
			.end = { .first = last, .last = last },
			.first = first,
			.last = last },
		.id = id
	};
}

static void test_by_start_then_end_then_id(void **state)
{
	static const uint32_t expected[] = { 4, 1, 3, 2, 0 };
	const struct timeline_event old[] = { event(9, 9, 0), event(5, 5, 1),
		event(5, 8, 2) };
	const struct timeline_event fresh[] = { event(5, 5, 3), event(-7, 2, 4) };
	struct timeline_order o;

	(void)state;
	timeline_order_begin(&o, old, 3, fresh, 2);
	assert_true(timeline_order_step(&o, INT64_MAX));
	assert_int_equal(o.count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(o.events[i].id, expected[i]);
	timeline_order_release(&o);
}

static void test_none_at_all(void **state)
{
	struct timeline_order o;

	(void)state;
	timeline_order_begin(&o, NULL, 0, NULL, 0);
	assert_true(timeline_order_step(&o, 0));
	assert_int_equal(o.count, 0);
	timeline_order_release(&o);
}

/* With no time at all each step does a little, and what comes out is in order and holds
 * every event once. */
static void test_in_many_steps(void **state)
{
	enum { OLD = 20011, FRESH = 30103 };
	struct timeline_event *events = calloc(OLD + FRESH, sizeof *events);
	unsigned char *seen = calloc(OLD + FRESH, 1);
	struct timeline_order o;
	uint32_t seed = 7;
	int steps = 1;

	(void)state;
	for (uint32_t i = 0; i < OLD + FRESH; i++) {
		seed = seed * 1664525u + 1013904223u;
		events[i] = event(seed >> 22, (seed >> 22) + (seed >> 10) % 3, i);
	}
	timeline_order_begin(&o, events, OLD, events + OLD, FRESH);
	while (!timeline_order_step(&o, 0))
		steps++;
	assert_true(steps > 50);
	for (size_t i = 0; i < o.count; i++) {
		const struct timeline_event *b = &o.events[i];
		const struct timeline_event *a = i ? b - 1 : b;

		assert_false(seen[b->id]++);
		assert_true(a->date.first <= b->date.first);
		if (a != b && a->date.first == b->date.first)
			assert_true(a->date.last < b->date.last ||
				(a->date.last == b->date.last && a->id < b->id));
	}
	timeline_order_release(&o);
	free(events);
	free(seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_start_then_end_then_id),
		cmocka_unit_test(test_none_at_all),
		cmocka_unit_test(test_in_many_steps),
	};

	return cmocka_run_group_tests_name("timeline_order", tests, NULL, NULL);
}
