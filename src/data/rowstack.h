#ifndef DATA_ROWSTACK_H
#define DATA_ROWSTACK_H

/*
 * The rows that are being looked at. Following references from cell to cell needs a few
 * split rows at once; their memory is kept here, so that drawing allocates nothing. A row
 * asked for again at the same height is not split again: a list draws all columns of one
 * row, then the next.
 *
 *	const struct slice *cells = rowstack_push(stack, table, 7);
 *	...
 *	rowstack_pop(stack);
 */

#include <stddef.h>

#include "base/slice.h"

struct table;
struct rowstack;

/* Returns an empty stack; the caller frees it with rowstack_free. */
struct rowstack *rowstack_new(void);

/* Frees STACK; NULL is allowed. */
void rowstack_free(struct rowstack *stack);

/*
 * Returns the cells of row NUMBER of T, one per field of its schema, valid until the pop
 * that goes with this push. At most ROWSTACK_DEPTH pushes may be open.
 */
const struct slice *rowstack_push(
	struct rowstack *stack, const struct table *t, size_t number);

/* Gives back the row pushed last. */
void rowstack_pop(struct rowstack *stack);

/* Forgets all rows: their bytes may have moved. None may be pushed. */
void rowstack_forget(struct rowstack *stack);

enum { ROWSTACK_DEPTH = 8 };

#endif
