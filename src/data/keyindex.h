#ifndef DATA_KEYINDEX_H
#define DATA_KEYINDEX_H

/*
 * Rows by the values of some of their fields: an open hash of row numbers. Keys are not
 * copied; a candidate's cells are read from the table when its hash says that it may be
 * the one. Takes five bytes a slot, and at most three quarters of the slots are used.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct table;
struct keyindex;

/*
 * Returns an empty index of T, which must be complete and outlive it, by the COUNT fields
 * FIELDS, with room for ROWS rows; the caller frees it.
 */
struct keyindex *keyindex_new(
	const struct table *t, const size_t *fields, size_t count, size_t rows);

/* Frees INDEX; NULL is allowed. */
void keyindex_free(struct keyindex *index);

/*
 * Adds row ROW, whose cells in the order of the schema are CELLS. Returns ROW_NONE, or
 * the earlier row that has the same key; the index is left as it was then.
 */
uint32_t keyindex_add(struct keyindex *index, uint32_t row, const struct slice *cells);

/* Returns the row whose key fields equal PARTS, one per field of the index, or ROW_NONE.
 */
uint32_t keyindex_find(const struct keyindex *index, const struct slice *parts);

#endif
