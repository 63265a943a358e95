#include "config.h"

#include "data/keyindex.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/package.h"

struct keyindex {
	const struct table *table;
	const size_t *fields;
	size_t count; /* of fields */
	size_t used;
	size_t mask;        /* slots - 1; slots are a power of two */
	uint32_t *slots;    /* row + 1; 0 for a free slot */
	uint8_t *tags;      /* some bits of the hash, so that few rows are read in vain */
	struct csvrow *row; /* the candidate */
	uint32_t *number;   /* which row that is: the same is often asked for in a run */
	struct slice *parts; /* of the row being added */
};

struct keyindex *keyindex_new(
	const struct table *t, const size_t *fields, size_t count, size_t rows)
{
	struct keyindex *index = xcalloc(1, sizeof *index);
	size_t slots = 8;

	/* Three quarters full at most. */
	while (slots - slots / 4 < rows)
		slots *= 2;
	index->table = t;
	index->fields = fields;
	index->count = count;
	index->mask = slots - 1;
	index->slots = xcalloc(slots, sizeof *index->slots);
	index->tags = xcalloc(slots, sizeof *index->tags);
	index->row = xcalloc(1, sizeof *index->row);
	csvrow_init(index->row);
	index->number = xmalloc(sizeof *index->number);
	*index->number = ROW_NONE;
	index->parts = xcalloc(count, sizeof *index->parts);
	return index;
}

void keyindex_free(struct keyindex *index)
{
	if (!index)
		return;
	csvrow_release(index->row);
	free(index->row);
	free(index->number);
	free(index->parts);
	free(index->slots);
	free(index->tags);
	free(index);
}

/* Eight bytes a step, multiplied by 2^64 over the golden ratio. */
static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

static uint64_t hash_parts(const struct slice *parts, size_t count)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < count; i++) {
		const char *text = parts[i].text;
		size_t left = parts[i].len;
		uint64_t word;

		for (; left >= sizeof word; left -= sizeof word, text += sizeof word) {
			memcpy(&word, text, sizeof word);
			hash = mix(hash, word);
		}
		word = 0;
		if (left)
			memcpy(&word, text, left);
		hash = mix(mix(hash, word), parts[i].len);
	}
	return hash;
}

/* Tells whether the key of row ROW is PARTS. */
static bool has_key(const struct keyindex *index, uint32_t row, const struct slice *parts)
{
	if (*index->number != row)
		table_row(index->table, row, index->row);
	*index->number = row;
	for (size_t i = 0; i < index->count; i++)
		if (!slice_equal(index->row->cells[index->fields[i]], parts[i]))
			return false;
	return true;
}

/* Returns the slot that holds PARTS, or the free one where they belong. */
static size_t find_slot(
	const struct keyindex *index, uint64_t hash, const struct slice *parts)
{
	size_t slot = hash & index->mask;
	uint8_t tag = (uint8_t)(hash >> 56);

	while (index->slots[slot] &&
		(index->tags[slot] != tag ||
			!has_key(index, index->slots[slot] - 1, parts)))
		slot = (slot + 1) & index->mask;
	return slot;
}

uint32_t keyindex_add(struct keyindex *index, uint32_t row, const struct slice *cells)
{
	uint64_t hash;
	size_t slot;

	for (size_t i = 0; i < index->count; i++)
		index->parts[i] = cells[index->fields[i]];
	hash = hash_parts(index->parts, index->count);
	slot = find_slot(index, hash, index->parts);
	if (index->slots[slot])
		return index->slots[slot] - 1;
	assert(index->used < index->mask);
	index->slots[slot] = row + 1;
	index->tags[slot] = (uint8_t)(hash >> 56);
	index->used++;
	return ROW_NONE;
}

uint32_t keyindex_find(const struct keyindex *index, const struct slice *parts)
{
	size_t slot = find_slot(index, hash_parts(parts, index->count), parts);

	return index->slots[slot] ? index->slots[slot] - 1 : ROW_NONE;
}
