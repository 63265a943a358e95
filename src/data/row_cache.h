#ifndef DATA_ROW_CACHE_H
#define DATA_ROW_CACHE_H

/*
 * The rows that are being looked at. Following references from cell to cell needs a few
 * split rows at once; their memory is kept here, so that drawing allocates nothing. A row
 * asked for again at the same height is not split again: a list draws all columns of one
 * row, then the next.
 *
 *	const struct slice *cells = row_cache_push(stack, table, 7);
 *	...
 *	row_cache_pop(stack);
 */

#include <stddef.h>

#include "base/slice.h"

struct table;
struct row_cache;

/* Returns an empty stack; the caller frees it with row_cache_free. */
struct row_cache *row_cache_new(void);

/* Frees STACK; NULL is allowed. */
void row_cache_free(struct row_cache *stack);

/*
 * Returns the cells of row NUMBER of T, one per field of its schema, valid until the pop
 * that goes with this push. At most ROW_CACHE_DEPTH pushes may be open.
 */
const struct slice *row_cache_push(
	struct row_cache *stack, const struct table *t, size_t number);

/* Gives back the row pushed last. */
void row_cache_pop(struct row_cache *stack);

/* Forgets all rows: their bytes may have moved. None may be pushed. */
void row_cache_forget(struct row_cache *stack);

enum { ROW_CACHE_DEPTH = 8 };

#endif
