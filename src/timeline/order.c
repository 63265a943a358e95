#include "config.h"

#include "timeline/order.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/task.h"

enum { PORTION = 4096 }; /* keys or events moved between two looks at the clock */

static int compare_days(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int timeline_key_compare(const struct timeline_key *a, const struct timeline_key *b)
{
	int order = compare_days(a->anchor, b->anchor);

	if (!order)
		order = compare_days(a->last, b->last);
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

static const struct timeline_event *event_at(const struct timeline_order *o, size_t i)
{
	return i < o->old_count ? &o->old[i] : &o->fresh[i - o->old_count];
}

void timeline_order_begin(struct timeline_order *o, const struct timeline_event *old,
	size_t old_count, const struct timeline_event *fresh, size_t fresh_count)
{
	size_t count = old_count + fresh_count;

	*o = (struct timeline_order){ .count = count,
		.old = old,
		.old_count = old_count,
		.fresh = fresh,
		.run = 1 };
	o->events = xcalloc(count, sizeof *o->events);
	o->keys = xcalloc(count, sizeof *o->keys);
	o->merged = xcalloc(count, sizeof *o->merged);
	for (size_t i = 0; i < count; i++) {
		const struct timeline_event *event = event_at(o, i);

		o->keys[i] = (struct timeline_key){ timeline_anchor(event),
			event->date.last, event->id, (uint32_t)i };
	}
}

/* Merges the two runs from o->at on. */
static void merge_runs(struct timeline_order *o)
{
	size_t left = o->at;
	size_t middle = left + o->run < o->count ? left + o->run : o->count;
	size_t end = middle + o->run < o->count ? middle + o->run : o->count;
	size_t right = middle;

	while (o->at < end) {
		bool first = right == end ||
			(left < middle &&
				timeline_key_compare(&o->keys[left], &o->keys[right]) <=
					0);

		o->merged[o->at++] = o->keys[first ? left++ : right++];
	}
}

/* All runs have been merged into runs twice as long. */
static void next_pass(struct timeline_order *o)
{
	struct timeline_key *keys = o->keys;

	o->keys = o->merged;
	o->merged = keys;
	o->run *= 2;
	o->at = 0;
}

bool timeline_order_step(struct timeline_order *o, int64_t until)
{
	size_t moved = 0;

	while (o->run < o->count) {
		size_t before = o->at;

		merge_runs(o);
		moved += o->at - before;
		if (o->at == o->count)
			next_pass(o);
		if (moved >= PORTION && clock_now() >= until)
			return false;
		moved %= PORTION;
	}
	while (o->placed < o->count) {
		o->events[o->placed] = *event_at(o, o->keys[o->placed].from);
		o->placed++;
		if (o->placed % PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

void timeline_order_release(struct timeline_order *o)
{
	free(o->events);
	free(o->keys);
	free(o->merged);
	*o = (struct timeline_order){ .count = 0 };
}
