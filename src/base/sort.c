/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns a second array, as large as the first. Short runs are sorted by insertion, then
 * pairs of runs are merged from one array into the other, pass by pass. The length of the
 * first runs is chosen so that the number of passes is even: the last pass ends in the
 * caller's array. Between two looks at the clock PORTION elements are moved at most.
 *
 * Items with a number take as many passes as their numbers have bytes that differ, in the
 * same way: from one array into the other, an even number of times.
 */

#include "config.h"

#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/task.h"

enum {
	RUN = 16, /* elements of the runs sorted by insertion, or twice as many */
	PORTION = 2048,
	FEW = 128, /* items that are sorted faster by comparing them */
	ITEMS_PORTION = 16384
};

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

void sort_begin(struct sort *s, void *items, size_t count, size_t size,
	sort_compare *compare, const void *context)
{
	size_t passes = 0;

	for (size_t width = RUN; width < count; width *= 2)
		passes++;
	*s = (struct sort){ .total = count * (passes - passes % 2 + 1),
		.from = items,
		.spare = xreallocarray(NULL, count + 1, size),
		.count = count,
		.size = size,
		.compare = compare,
		.context = context,
		.width = passes % 2 ? 2 * RUN : RUN };
	s->to = s->spare;
}

/* Sorts the elements from START to END, exclusive, by insertion. The spare array is not
 * in use yet: its first element holds the one that moves. */
static void sort_run(struct sort *s, size_t start, size_t end)
{
	size_t size = s->size;

	for (size_t i = start + 1; i < end; i++) {
		char *item = s->from + i * size;
		size_t low = start;
		size_t high = i;

		if (s->compare(item - size, item, s->context) <= 0)
			continue;
		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (s->compare(s->from + middle * size, item, s->context) <= 0)
				low = middle + 1;
			else
				high = middle;
		}
		memcpy(s->spare, item, size);
		memmove(s->from + (low + 1) * size, s->from + low * size,
			(i - low) * size);
		memcpy(s->from + low * size, s->spare, size);
	}
}

static void begin_pair(struct sort *s, size_t start)
{
	s->start = s->left = s->out = start;
	s->right = least(start + s->width, s->count);
}

/* Copies an element: a loop, since most have a few words, for which memcpy is slower. */
static void copy(char *to, const char *from, size_t size)
{
	for (; size >= sizeof(uint64_t); size -= sizeof(uint64_t)) {
		memcpy(to, from, sizeof(uint64_t));
		to += sizeof(uint64_t);
		from += sizeof(uint64_t);
	}
	if (size)
		memcpy(to, from, size);
}

/* Continues to merge a pair of runs, by MOST elements at most. Returns how many. The run to
 * take from is an index, not a branch, which the processor could not predict. */
static size_t merge(struct sort *s, size_t most)
{
	size_t size = s->size;
	size_t middle = least(s->start + s->width, s->count);
	size_t end = least(middle + s->width, s->count);
	size_t count = least(end - s->out, most);
	const char *next[] = { s->from + s->left * size, s->from + s->right * size };
	const char *ends[] = { s->from + middle * size, s->from + end * size };
	char *out = s->to + s->out * size;
	char *stop = out + count * size;

	for (; out < stop && next[0] < ends[0] && next[1] < ends[1]; out += size) {
		size_t right = s->compare(next[0], next[1], s->context) > 0;

		copy(out, next[right], size);
		next[right] += size;
	}
	if (out < stop) {
		size_t right = next[0] == ends[0];

		memcpy(out, next[right], (size_t)(stop - out));
		next[right] += stop - out;
	}
	s->left = (size_t)(next[0] - s->from) / size;
	s->right = (size_t)(next[1] - s->from) / size;
	s->out += count;
	if (s->out == end)
		begin_pair(s, end);
	return count;
}

bool sort_step(struct sort *s, int64_t until)
{
	size_t moved = 0;

	while (s->done < s->total) {
		bool first_pass = s->done < s->count;
		size_t count;

		if (first_pass) {
			count = least(s->width, s->count - s->done);
			sort_run(s, s->done, s->done + count);
		} else {
			count = merge(s, PORTION - moved);
		}
		s->done += count;
		moved += count;
		if (s->done % s->count == 0) {
			if (!first_pass) {
				char *merged = s->to;

				s->to = s->from;
				s->from = merged;
				s->width *= 2;
			}
			begin_pair(s, 0);
		}
		if (moved >= PORTION) {
			moved = 0;
			if (clock_now() >= until)
				break;
		}
	}
	return s->done == s->total;
}

void sort_release(struct sort *s)
{
	free(s->spare);
	s->spare = NULL;
}

void sort_all(void *items, size_t count, size_t size, sort_compare *compare,
	const void *context)
{
	struct sort sort;

	sort_begin(&sort, items, count, size, compare, context);
	sort_step(&sort, INT64_MAX);
	sort_release(&sort);
}

/* --- by a number --- */

static int compare_items(const void *a, const void *b, const void *context)
{
	uint64_t x = sort_item_order(a);
	uint64_t y = sort_item_order(b);

	(void)context;
	return (x > y) - (x < y);
}

void radix_sort_begin(struct radix_sort *s, struct sort_item *items,
	struct sort_item *spare, size_t count)
{
	s->from = items;
	s->to = spare;
	s->count = count;
	s->counted = s->moved = 0;
	s->byte = 0;
	if (count >= FEW)
		memset(s->places, 0, sizeof s->places);
}

/* Chooses the bytes to sort by: those that differ, and one more if need be, so that the last
 * pass ends where the items were. Makes of how often each is there where its items go. */
static void begin_passes(struct radix_sort *s)
{
	uint64_t first = sort_item_order(s->from);

	s->passes = 0;
	for (int i = 0; i < SORT_BYTES; i++)
		if (s->places[i][first >> 8 * i & 0xff] != s->count)
			s->passes |= 1U << i;
	if (__builtin_parity(s->passes))
		s->passes |= s->passes + 1;
	for (int i = 0; i < SORT_BYTES; i++) {
		size_t place = 0;

		for (size_t byte = 0; byte < 1 << 8; byte++) {
			size_t count = s->places[i][byte];

			s->places[i][byte] = place;
			place += count;
		}
	}
}

bool radix_sort_step(struct radix_sort *s, int64_t until)
{
	if (s->count < FEW) {
		sort_all(s->from, s->count, sizeof *s->from, compare_items, NULL);
		return true;
	}
	while (s->counted < s->count) {
		uint64_t order = sort_item_order(&s->from[s->counted]);

		for (int i = 0; i < SORT_BYTES; i++)
			s->places[i][order >> 8 * i & 0xff]++;
		if (++s->counted == s->count)
			begin_passes(s);
		if (s->counted % ITEMS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	for (; s->byte < SORT_BYTES; s->byte++) {
		size_t *places = s->places[s->byte];
		struct sort_item *items = s->from;

		if (!(s->passes >> s->byte & 1))
			continue;
		while (s->moved < s->count) {
			const struct sort_item *item = &items[s->moved];
			uint64_t byte = sort_item_order(item) >> 8 * s->byte & 0xff;

			s->to[places[byte]++] = *item;
			if (++s->moved % ITEMS_PORTION == 0 && clock_now() >= until)
				return false;
		}
		s->from = s->to;
		s->to = items;
		s->moved = 0;
	}
	return true;
}
