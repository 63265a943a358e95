/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_SORT_H
#define BASE_SORT_H

/*
 * A stable sort of an array, in steps, for everything whose length the data decide. Takes
 * O(n log n) comparisons and as much memory again as the array, whatever the data are: a
 * million small elements take about a quarter of a second. Below is another for what is
 * sorted by a number. What is bounded, such as the columns of a table, may be sorted with
 * qsort(3).
 *
 *	extern sort_compare compare_ints;
 *	int items[] = { 3, 1, 2 };
 *	struct sort sort;
 *
 *	sort_begin(&sort, items, 3, sizeof *items, compare_ints, NULL);
 *	while (!sort_step(&sort, INT64_MAX))
 *		continue;
 *	sort_release(&sort);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns a number below, equal to or above 0 when A sorts before, like or after B. */
typedef int sort_compare(const void *a, const void *b, const void *context);

struct sort {
	size_t done, total; /* elements moved and to be moved, for a progress display */

	char *from, *to; /* runs of FROM are merged into TO; then they change places */
	char *spare;     /* the one of the two that is not the caller's */
	size_t count, size;
	sort_compare *compare;
	const void *context;
	size_t width;            /* elements of the sorted runs in FROM */
	size_t start;            /* of the two runs that are being merged */
	size_t left, right, out; /* next elements of the runs and of the result */
};

/*
 * Begins to sort the COUNT elements of SIZE bytes at ITEMS (may be NULL with COUNT 0) by
 * COMPARE, which gets CONTEXT. Elements should be small, at most some hundred bytes.
 * Allocates as much memory as ITEMS has. ITEMS belongs to S until it is sorted.
 */
void sort_begin(struct sort *s, void *items, size_t count, size_t size,
	sort_compare *compare, const void *context);

/* Sorts until clock_now() reaches UNTIL, at least a little. Returns true when ITEMS is
 * sorted; may be called again then. */
bool sort_step(struct sort *s, int64_t until);

/* Frees what S owns; when it was not done, the contents of ITEMS are useless: elements
 * may be missing. */
void sort_release(struct sort *s);

/* Sorts all at once. */
void sort_all(void *items, size_t count, size_t size, sort_compare *compare,
	const void *context);

/* --- by a number --- */

/* What is sorted by a number of 64 bits. That is in two halves, so that an item has twelve
 * bytes. */
struct sort_item {
	uint32_t high, low;
	uint32_t id; /* the caller's */
};

/* Returns the number that ITEM is sorted by. */
static inline uint64_t sort_item_order(const struct sort_item *item)
{
	return (uint64_t)item->high << 32 | item->low;
}

/* Has ITEM sorted by ORDER. */
static inline void sort_item_set(struct sort_item *item, uint64_t order)
{
	item->high = (uint32_t)(order >> 32);
	item->low = (uint32_t)order;
}

enum { SORT_BYTES = 8 };

/* A stable sort of items by one byte of their numbers after the other, from the last: in
 * linear time, and without a comparison. */
struct radix_sort {
	struct sort_item *from, *to; /* they change places with each byte */
	size_t count;
	size_t counted; /* items whose bytes are counted */
	/* How often a byte is there, then where its items go. */
	size_t places[SORT_BYTES][1 << 8];
	unsigned passes; /* a bit for each byte to sort by */
	int byte;        /* by which they are sorted now */
	size_t moved;    /* items, by that */
};

/* Begins to sort the COUNT ITEMS. SPARE has room for as many; both belong to S until they are
 * sorted. */
void radix_sort_begin(struct radix_sort *s, struct sort_item *items,
	struct sort_item *spare, size_t count);

/* Sorts until clock_now() reaches UNTIL, at least a little. Returns true when the items are
 * sorted. There is nothing to release. */
bool radix_sort_step(struct radix_sort *s, int64_t until);

#endif
