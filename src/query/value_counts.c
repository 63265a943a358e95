/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the counted values and their order. Values are in an array, found by hashing, and
 * never removed; the order is an array of their indices, made again each time four times as
 * many rows are counted and at the end, so that all orders together take little more than
 * the last. What always holds between two steps: each index in the order is of a value.
 *
 * Numbers are counted in small units, the whole ones of an integer. When there are too many
 * of them the unit becomes ten times as large; ranges are put together from units, so that
 * a filter by a range keeps just the rows that were counted.
 */

#include "query/value_counts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/sort.h"

enum {
	FIRST_ORDER =
		1024,    /* rows after which the values are first put in order, and ... */
	LATER_ORDER = 4, /* ... again when there are so many times as many */
	NUMBER_DIGITS = 9, /* of the first number that is no integer */
};

/* A value: 16 bytes. With its slots, at most 11 bytes, its places in the orders, and what
 * the array has in reserve it remains below 48. */
struct value_item {
	union {
		const char *text;
		int64_t number;
	};
	uint32_t count;
	uint32_t hash; /* odd for a number */
};

struct value_counts_state {
	const struct search *search;
	struct filter *own; /* the filter of the column itself, a reference, or NULL */
	size_t next;        /* row to be counted, of those found or of all */
	struct value_item *items;
	size_t count, alloc;
	size_t numbers;  /* of the items */
	uint32_t *slots; /* index of an item plus 1, or 0; a power of two of them */
	size_t slot_count;
	struct arena texts;
	bool scaled; /* the exponent is known */
	struct value_counts_order {
		struct value_count ranges[VALUE_COUNTS_RANGES]; /* before the others */
		size_t range_count;
		uint32_t *items; /* of the other values */
		size_t count;
	} order, next_order; /* as it was made last; as it is being made */
	bool sorting;        /* there is a next order */
	size_t ordered;      /* rows counted when the order was made */
	struct sort sort;
	bool by_value;
	bool stale; /* the order is not that of what is counted */
};

static bool is_number(const struct value_item *item)
{
	return item->hash & 1;
}

static uint32_t hash_bytes(const void *bytes, size_t len, bool number)
{
	const unsigned char *at = bytes;
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ at[i]) * 16777619u;
	return (hash & ~1u) | number;
}

static void fill_slots(struct value_counts_state *state)
{
	memset(state->slots, 0, state->slot_count * sizeof *state->slots);
	for (size_t i = 0; i < state->count; i++) {
		size_t slot = (state->items[i].hash >> 1) & (state->slot_count - 1);

		while (state->slots[slot])
			slot = (slot + 1) & (state->slot_count - 1);
		state->slots[slot] = (uint32_t)i + 1;
	}
}

/* Returns the item with HASH that is TEXT or, where that is NULL, NUMBER; a new one when
 * there is none, or NULL when there is no room for it. */
static struct value_item *find_item(struct value_counts_state *state, uint32_t hash,
	const struct slice *text, int64_t number)
{
	struct value_item *added;
	size_t slot;

	/* At most three quarters of the slots are used. */
	if (state->count * 4 >= state->slot_count * 3) {
		state->slot_count = state->slot_count ? state->slot_count * 2 : 64;
		state->slots = xreallocarray(
			state->slots, state->slot_count, sizeof *state->slots);
		fill_slots(state);
	}
	slot = (hash >> 1) & (state->slot_count - 1);
	for (; state->slots[slot]; slot = (slot + 1) & (state->slot_count - 1)) {
		struct value_item *item = &state->items[state->slots[slot] - 1];

		if (item->hash == hash &&
			(text ? slice_equal(slice_of(item->text), *text)
			      : item->number == number))
			return item;
	}
	if (state->count == VALUE_COUNTS_MOST)
		return NULL;
	added = ARRAY_ADD(state->items, state->count, state->alloc);
	state->numbers += !text;
	*added = (struct value_item){ .hash = hash };
	if (text)
		added->text = arena_strndup(&state->texts, text->text, text->len);
	else
		added->number = number;
	state->slots[slot] = (uint32_t)state->count;
	return added;
}

/* Forgets the order, whose indices are about to become invalid. */
static void drop_order(struct value_counts *c)
{
	struct value_counts_state *state = c->state;

	value_counts_order(c, state->by_value);
	c->count = 0;
}

/* Returns the power of ten to divide the numbers of STATE by, INDEX among them: the largest
 * that tells all of them apart, for a column of integers may be counted in billionths; or
 * ten. Returns 0 when most values are texts, which no unit brings together. */
static int64_t coarser_unit(const struct value_counts_state *state, int64_t index)
{
	int64_t unit = llabs(index) < VALUE_INDEX_MOST ? VALUE_INDEX_MOST : 1;

	/* Each further number comes here, so this looks at no item. */
	if (state->count == VALUE_COUNTS_MOST && state->numbers < state->count / 2)
		return 0;
	while (index % unit)
		unit /= 10;
	for (size_t i = 0; i < state->count; i++)
		while (is_number(&state->items[i]) && state->items[i].number % unit)
			unit /= 10;
	return unit > 1 ? unit : 10;
}

/* Makes the unit of numbers UNIT times as large. */
static void coarsen(struct value_counts *c, int64_t unit)
{
	struct value_counts_state *state = c->state;
	struct value_item *items = state->items;
	size_t count = state->count;

	drop_order(c);
	for (int64_t left = unit; left > 1; left /= 10)
		c->exponent++;
	state->items = NULL;
	state->count = state->alloc = state->numbers = 0;
	fill_slots(state);
	for (size_t i = 0; i < count; i++) {
		struct slice text = { "", 0 };
		int64_t number = 0;
		uint32_t hash = items[i].hash;

		if (is_number(&items[i])) {
			number = calendar_floor_div(items[i].number, unit);
			hash = hash_bytes(&number, sizeof number, true);
		} else {
			text = slice_of(items[i].text);
		}
		find_item(state, hash, is_number(&items[i]) ? NULL : &text, number)
			->count += items[i].count;
	}
	free(items);
}

static void count_value(void *data, struct slice text, const double *number)
{
	struct value_counts *c = data;
	struct value_counts_state *state = c->state;
	struct value_item *item = NULL;

	if (number && !state->scaled && *number != 0) {
		state->scaled = true;
		if (c->column.kind == VALUE_NUMBER &&
			c->column.last->type != FIELD_INTEGER)
			c->exponent = (int)floor(log10(fabs(*number))) - NUMBER_DIGITS;
	}
	/* One turn, unless the unit has become too small. */
	while (!item) {
		int64_t index = number ? value_index(*number, c->exponent) : 0, unit = 0;

		if (llabs(index) < VALUE_INDEX_MOST)
			item = find_item(state,
				number ? hash_bytes(&index, sizeof index, true)
				       : hash_bytes(text.text, text.len, false),
				number ? NULL : &text, index);
		if (!item && number && c->column.kind == VALUE_NUMBER)
			unit = coarser_unit(state, index);
		if (!item && !unit) {
			c->more = true;
			return;
		}
		if (!item)
			coarsen(c, unit);
	}
	item->count++;
}

/* --- the order --- */

static int compare(const void *left, const void *right, const void *context)
{
	const struct value_counts_state *state = context;
	const struct value_item *a = &state->items[*(const uint32_t *)left];
	const struct value_item *b = &state->items[*(const uint32_t *)right];
	bool a_empty = !is_number(a) && !*a->text;
	bool b_empty = !is_number(b) && !*b->text;

	if (a_empty || b_empty)
		return a_empty - b_empty;
	if (!state->by_value && a->count != b->count)
		return a->count < b->count ? 1 : -1;
	if (is_number(a) != is_number(b))
		return is_number(a) ? -1 : 1;
	return is_number(a) ? (a->number > b->number) - (a->number < b->number)
			    : strcmp(a->text, b->text);
}

/* Puts the numbers together in at most VALUE_COUNTS_RANGES ranges, whose ends are
 * multiples of 1, 2 or 5 times a power of ten; none when there are not more numbers. */
static void make_ranges(
	const struct value_counts_state *state, struct value_counts_order *out)
{
	int64_t low = INT64_MAX, high = INT64_MIN, width = 1;

	if (state->numbers <= VALUE_COUNTS_RANGES)
		return;
	for (size_t i = 0; i < state->count; i++) {
		int64_t number = state->items[i].number;

		if (!is_number(&state->items[i]))
			continue;
		low = number < low ? number : low;
		high = number > high ? number : high;
	}
	for (int turn = 0;
		calendar_floor_div(high, width) - calendar_floor_div(low, width) >=
		VALUE_COUNTS_RANGES;
		turn++)
		width = turn % 3 == 1 ? width / 2 * 5 : width * 2;
	low = calendar_floor_div(low, width);
	for (size_t i = 0; i < VALUE_COUNTS_RANGES; i++) {
		int64_t start = (low + (int64_t)i) * width;

		out->ranges[i] = (struct value_count){
			.value = { .low = start, .high = start + width - 1 }
		};
	}
	for (size_t i = 0; i < state->count; i++)
		if (is_number(&state->items[i]))
			out->ranges[calendar_floor_div(state->items[i].number, width) -
				   low]
				.count += state->items[i].count;
	for (size_t i = 0; i < VALUE_COUNTS_RANGES; i++)
		if (out->ranges[i].count)
			out->ranges[out->range_count++] = out->ranges[i];
}

static void begin_order(struct value_counts *c)
{
	struct value_counts_state *state = c->state;
	struct value_counts_order *next = &state->next_order;

	*next = (struct value_counts_order){ .range_count = 0 };
	if (c->column.kind == VALUE_NUMBER)
		make_ranges(state, next);
	next->items = xreallocarray(NULL, state->count + 1, sizeof *next->items);
	for (size_t i = 0; i < state->count; i++)
		if (!next->range_count || !is_number(&state->items[i]))
			next->items[next->count++] = (uint32_t)i;
	sort_begin(&state->sort, next->items, next->count, sizeof *next->items, compare,
		state);
	state->sorting = true;
}

static void take_order(struct value_counts *c)
{
	struct value_counts_state *state = c->state;

	sort_release(&state->sort);
	free(state->order.items);
	state->order = state->next_order;
	state->sorting = false;
	state->ordered = state->next;
	state->stale = false;
	c->count = state->order.range_count + state->order.count;
	c->orders++;
	c->most = 0;
	for (size_t i = 0; i < c->count; i++)
		if (value_counts_at(c, i).count > c->most)
			c->most = value_counts_at(c, i).count;
}

/* --- the task --- */

/* Counts the row that is the I-th to be counted; returns its bytes. */
static size_t count_row(struct value_counts *c, size_t i)
{
	const struct value_counts_state *state = c->state;
	struct row_ref ref = { c->column.table, (uint32_t)i };

	if (state->search && !state->own)
		ref.row = rowset_at(search_rows(state->search, ref.table), i);
	if (!state->own || search_keeps(state->search, ref, state->own)) {
		c->rows++;
		value_column_read(&c->column, ref.row, count_value, c);
	}
	return table_row_size(&c->column.package->tables[ref.table], ref.row);
}

static bool step(struct task *task, int64_t until)
{
	struct value_counts *c = (struct value_counts *)task;
	struct value_counts_state *state = c->state;
	const struct table *t = &c->column.package->tables[c->column.table];
	size_t work = 0;

	for (;;) {
		size_t soon = state->ordered * LATER_ORDER;
		size_t end = state->search && !state->own
			? search_count(state->search, t->number)
			: table_rows(t); /* rows to be counted by now */
		bool all = table_complete(t) &&
			(!state->search || search_complete(state->search, t->number));

		if (soon < FIRST_ORDER)
			soon = FIRST_ORDER;
		/* No value is added any more; one order at the end will do. */
		if (c->more && c->count)
			soon = SIZE_MAX;
		task->total = end;
		if (state->sorting && !sort_step(&state->sort, until))
			return false;
		if (state->sorting)
			take_order(c);
		while (state->next < end && state->next < soon) {
			size_t size = count_row(c, state->next++);

			state->stale = true;
			task->done = state->next;
			if (task_is_late(&work, size, until))
				return false;
		}
		/* Rows that come a few at a time are not worth an order each. */
		if (state->next >= end && (!state->stale || (!all && c->count)))
			return true;
		begin_order(c);
	}
}

void value_counts_init(struct value_counts *c, const struct package *p,
	const struct search *search, int table, const struct path *path)
{
	struct value_counts_state *state = xcalloc(1, sizeof *state);

	*c = (struct value_counts){ .task = { .step = step }, .state = state };
	value_column_init(&c->column, p, table, path, false);
	state->search = search;
	if (search)
		state->own = filters_find(search_filters(search), &c->column);
	if (state->own)
		state->own->refcount++;
	state->stale = true;
}

void value_counts_release(struct value_counts *c)
{
	struct value_counts_state *state = c->state;

	drop_order(c);
	filter_drop(state->own);
	arena_release(&state->texts);
	free(state->items);
	free(state->slots);
	free(state->order.items);
	free(state);
}

void value_counts_order(struct value_counts *c, bool by_value)
{
	struct value_counts_state *state = c->state;

	if (state->sorting) {
		sort_release(&state->sort);
		free(state->next_order.items);
	}
	state->sorting = false;
	state->by_value = by_value;
	state->stale = true;
}

struct value_count value_counts_at(const struct value_counts *c, size_t i)
{
	const struct value_counts_state *state = c->state;
	const struct value_item *item;
	struct value_count out = { .count = 0 };

	if (i < state->order.range_count)
		return state->order.ranges[i];
	item = &state->items[state->order.items[i - state->order.range_count]];
	out.count = item->count;
	if (is_number(item))
		out.value.low = out.value.high = item->number;
	else
		out.value.text = item->text;
	return out;
}

bool value_counts_divide(const struct value_counts *c)
{
	size_t values = 0, filled = 0;

	for (size_t i = 0; i < c->count && i <= VALUE_COUNTS_RANGES + 1; i++) {
		struct value_count v = value_counts_at(c, i);

		if (v.value.text && !*v.value.text)
			continue;
		values++;
		filled += v.count;
	}
	return values >= 2 && values <= VALUE_COUNTS_RANGES &&
		c->column.last->type != FIELD_LIST && filled * 2 >= c->rows &&
		values * 2 <= filled;
}
