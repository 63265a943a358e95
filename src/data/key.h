#ifndef DATA_KEY_H
#define DATA_KEY_H

/*
 * Rows by the values of some of their fields: an open hash of row numbers. Keys are not
 * copied; a candidate's cells are read from the table when its hash says that it may be
 * the one. Takes five bytes a slot, and at most three quarters of the slots are used.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct table;
struct key_index;

/*
 * Returns an empty index of T, which must be complete and outlive it, by the COUNT fields
 * FIELDS, with room for ROWS rows; the caller frees it.
 */
struct key_index *key_index_new(
	const struct table *t, const size_t *fields, size_t count, size_t rows);

/* Frees INDEX; NULL is allowed. */
void key_index_free(struct key_index *index);

/*
 * Adds row ROW, whose cells in the order of the schema are CELLS. Returns ROW_NONE, or
 * the earlier row that has the same key; the index is left as it was then.
 */
uint32_t key_index_add(struct key_index *index, uint32_t row, const struct slice *cells);

/* Returns the row whose key fields equal PARTS, one per field of the index, or ROW_NONE.
 */
uint32_t key_index_find(const struct key_index *index, const struct slice *parts);

#endif
