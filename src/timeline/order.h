#ifndef TIMELINE_ORDER_H
#define TIMELINE_ORDER_H

/*
 * Events brought in time order in steps, for there may be so many that sorting them at
 * once would be felt. Small keys are merged, then the events follow them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "timeline/timeline.h"

/* By what an event is sorted. */
struct timeline_key {
	int64_t anchor, last;
	uint32_t id;
	uint32_t from; /* place among the events as they came */
};

struct timeline_order {
	struct timeline_event *events; /* in order as far as placed; owned */
	size_t count;
	size_t placed;
	const struct timeline_event *old, *fresh; /* as they came */
	size_t old_count;
	struct timeline_key *keys, *merged;
	size_t run; /* keys in a row that are in order; count and more: all */
	size_t at;  /* first key not merged in this pass */
};

/* Returns a number below, at or above 0 as A stands before, with or behind B: by anchor,
 * then by the end, then by the id. */
int timeline_key_compare(const struct timeline_key *a, const struct timeline_key *b);

/* Begins to bring OLD_COUNT and FRESH_COUNT events in one order. Both arrays must stay as
 * they are until that is done; flags that do not sort may change. */
void timeline_order_begin(struct timeline_order *o, const struct timeline_event *old,
	size_t old_count, const struct timeline_event *fresh, size_t fresh_count);

/* Works until the clock reaches UNTIL, a little at least. Returns true when all events
 * are in order; may be called again then. */
bool timeline_order_step(struct timeline_order *o, int64_t until);

/* Frees what O owns and leaves it empty. An O of zeros is empty. */
void timeline_order_release(struct timeline_order *o);

#endif
