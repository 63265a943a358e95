#ifndef QUERY_ROWSET_H
#define QUERY_ROWSET_H

/* Rows of one table in an order; the whole table in its own order needs no memory. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rowset {
	bool all;       /* every row, in the table's order: rows is unused */
	uint32_t *rows; /* owned */
	size_t count;   /* valid unless all */
	size_t alloc;
};

/* Makes S the whole table. */
void rowset_init(struct rowset *s);

/* Frees what S owns and makes it the whole table. */
void rowset_release(struct rowset *s);

/* Makes S empty. */
void rowset_clear(struct rowset *s);

/* Appends ROW; S must not be the whole table. */
void rowset_add(struct rowset *s, uint32_t row);

/* Returns how many rows S has, of a table of TOTAL rows. */
size_t rowset_count(const struct rowset *s, size_t total);

/* Returns row number INDEX of S, which must be below the count. */
uint32_t rowset_at(const struct rowset *s, size_t index);

/* Returns the index of ROW in S, or SIZE_MAX; in logarithmic time if SORTED, which is to
 * be true only when the rows ascend. */
size_t rowset_find(const struct rowset *s, uint32_t row, bool sorted);

/* Makes OUT, which must be initialised, a copy of S. */
void rowset_copy(struct rowset *out, const struct rowset *s);

#endif
