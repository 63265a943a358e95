#include "config.h"

/*
 * A growing array of row numbers, or the fact that all rows are meant: a table of millions
 * of rows that is neither searched nor sorted needs no array. Knows no package.
 */

#include "query/rowset.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void rowset_init(struct rowset *s)
{
	*s = (struct rowset){ .all = true };
}

void rowset_release(struct rowset *s)
{
	free(s->rows);
	rowset_init(s);
}

void rowset_clear(struct rowset *s)
{
	s->all = false;
	s->count = 0;
}

void rowset_add(struct rowset *s, uint32_t row)
{
	if (s->count == s->alloc)
		s->rows =
			array_reserve(s->rows, &s->alloc, s->count + 1, sizeof *s->rows);
	s->rows[s->count++] = row;
}

size_t rowset_count(const struct rowset *s, size_t total)
{
	return s->all ? total : s->count;
}

uint32_t rowset_at(const struct rowset *s, size_t index)
{
	return s->all ? (uint32_t)index : s->rows[index];
}

size_t rowset_find(const struct rowset *s, uint32_t row, bool sorted)
{
	size_t low = 0;
	size_t high = s->count;

	if (s->all)
		return row;
	while (sorted && low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->rows[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	while (!sorted && low < high && s->rows[low] != row)
		low++;
	return low < s->count && s->rows[low] == row ? low : SIZE_MAX;
}

void rowset_copy(struct rowset *out, const struct rowset *s)
{
	if (out == s)
		return;
	rowset_release(out);
	if (s->all)
		return;
	rowset_clear(out);
	out->rows = xreallocarray(NULL, s->count ? s->count : 1, sizeof *out->rows);
	out->alloc = s->count ? s->count : 1;
	out->count = s->count;
	if (s->count)
		memcpy(out->rows, s->rows, s->count * sizeof *out->rows);
}
