/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_SORT_H
#define BASE_SORT_H

/*
 * A stable sort of an array, in steps, for everything whose length the data decide. Takes
 * O(n log n) comparisons and as much memory again as the array, whatever the data are: a
 * million small elements take about a quarter of a second. What is bounded, such as the
 * columns of a table, may be sorted with qsort(3).
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

#endif
