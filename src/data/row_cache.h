/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_ROW_CACHE_H
#define DATA_ROW_CACHE_H

/*
 * The split rows that are in use, as a stack. Following references from cell to cell
 * needs a few at once; their memory is kept here, so that drawing allocates nothing. A
 * row asked for again at the same depth is not split again: a list measures a column of
 * all rows, then the next. Of large rows, one is kept at each depth.
 *
 *	struct row_cache *cache = row_cache_new();
 *	const struct slice *cells = row_cache_push(cache, table, 7);
 *
 *	str_add_bytes(out, cells[0].text, cells[0].len);
 *	row_cache_pop(cache);
 *	row_cache_free(cache);
 */

#include <stddef.h>

#include "base/slice.h"

struct row_cache;
struct table;

enum { ROW_CACHE_DEPTH = 8 };

/* Returns an empty cache; the caller frees it with row_cache_free. */
struct row_cache *row_cache_new(void);

/* Frees C; NULL is allowed. */
void row_cache_free(struct row_cache *c);

/*
 * Returns the cells of row NUMBER of T, one per field of its schema, valid until the pop
 * that goes with this push. At most ROW_CACHE_DEPTH pushes may be open.
 */
const struct slice *row_cache_push(
	struct row_cache *c, const struct table *t, size_t number);

/* Ends the use of the row pushed last. */
void row_cache_pop(struct row_cache *c);

/* Forgets all rows: their bytes may have moved. None may be pushed. */
void row_cache_forget(struct row_cache *c);

#endif
