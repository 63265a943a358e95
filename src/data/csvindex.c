#include "config.h"

#include "data/csvindex.h"

#include <stdlib.h>

#include "base/memory.h"

/* A comment behind a row. */
struct csvindex_gap {
	size_t row;
	size_t start;
};

void csvindex_init(struct csvindex *x)
{
	*x = (struct csvindex){ .count = 0 };
}

void csvindex_release(struct csvindex *x)
{
	free(x->starts);
	free(x->lines);
	free(x->gaps);
	csvindex_init(x);
}

void csvindex_grow(struct csvindex *x)
{
	x->starts = array_reserve(x->starts, &x->alloc, x->count + 1, sizeof *x->starts);
}

void csvindex_mark(struct csvindex *x, size_t number, size_t line)
{
	size_t mark = number / CSVINDEX_STRIDE;

	x->lines = array_reserve(x->lines, &x->line_alloc, mark + 1, sizeof *x->lines);
	x->lines[mark] = line;
}

void csvindex_add_comment(struct csvindex *x, size_t start)
{
	if (!x->count || (x->gap_count && x->gaps[x->gap_count - 1].row == x->count - 1))
		return;
	x->gaps =
		array_reserve(x->gaps, &x->gap_alloc, x->gap_count + 1, sizeof *x->gaps);
	x->gaps[x->gap_count++] = (struct csvindex_gap){ x->count - 1, start };
}

/* Returns the gap behind row NUMBER, or NULL. */
static const struct csvindex_gap *find_gap(const struct csvindex *x, size_t number)
{
	size_t low = 0;
	size_t high = x->gap_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (x->gaps[middle].row < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < x->gap_count && x->gaps[low].row == number ? &x->gaps[low] : NULL;
}

size_t csvindex_limit(const struct csvindex *x, size_t number, size_t end)
{
	const struct csvindex_gap *gap = x->gap_count ? find_gap(x, number) : NULL;

	if (gap)
		return gap->start;
	return number + 1 < x->count ? x->starts[number + 1] : end;
}

size_t csvindex_find(const struct csvindex *x, size_t offset)
{
	size_t low = 0;
	size_t high = x->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (x->starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}
