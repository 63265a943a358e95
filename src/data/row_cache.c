#include "config.h"

#include "data/row_cache.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/csvfile.h"
#include "data/package.h"

struct row_cache {
	size_t depth; /* rows pushed */
	struct {
		const struct table *table; /* NULL: nothing kept */
		size_t number;
		struct csvrow row;
	} rows[ROW_CACHE_DEPTH];
};

struct row_cache *row_cache_new(void)
{
	struct row_cache *stack = xcalloc(1, sizeof *stack);

	for (size_t i = 0; i < ROW_CACHE_DEPTH; i++)
		csvrow_init(&stack->rows[i].row);
	return stack;
}

void row_cache_free(struct row_cache *stack)
{
	if (!stack)
		return;
	for (size_t i = 0; i < ROW_CACHE_DEPTH; i++)
		csvrow_release(&stack->rows[i].row);
	free(stack);
}

const struct slice *row_cache_push(
	struct row_cache *stack, const struct table *t, size_t number)
{
	size_t i = stack->depth++;

	assert(i < ROW_CACHE_DEPTH);
	if (stack->rows[i].table != t || stack->rows[i].number != number)
		table_row(t, number, &stack->rows[i].row);
	stack->rows[i].table = t;
	stack->rows[i].number = number;
	return stack->rows[i].row.cells;
}

void row_cache_pop(struct row_cache *stack)
{
	assert(stack->depth);
	stack->depth--;
}

void row_cache_forget(struct row_cache *stack)
{
	assert(!stack->depth);
	for (size_t i = 0; i < ROW_CACHE_DEPTH; i++)
		stack->rows[i].table = NULL;
}
