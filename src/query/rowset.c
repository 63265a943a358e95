#include "config.h"

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

/* The place of the first row that is not below ROW, when the rows ascend. */
static size_t rowset_lower(const struct rowset *s, uint32_t row)
{
	size_t low = 0;
	size_t high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->rows[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t rowset_place(const struct rowset *s, uint32_t row, bool sorted)
{
	size_t place = 0;

	if (s->all)
		return row;
	if (sorted)
		place = rowset_lower(s, row);
	else
		while (place < s->count && s->rows[place] != row)
			place++;
	return place < s->count && s->rows[place] == row ? place : SIZE_MAX;
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
