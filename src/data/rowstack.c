#include "config.h"

#include "data/rowstack.h"

#include <assert.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "data/csvfile.h"
#include "data/package.h"

struct rowstack {
	size_t depth; /* rows pushed */
	struct {
		const struct table *table; /* NULL: nothing kept */
		size_t number;
		struct csvrow row;
	} rows[ROWSTACK_DEPTH];
};

struct rowstack *rowstack_new(void)
{
	struct rowstack *stack = xcalloc(1, sizeof *stack);

	for (size_t i = 0; i < ROWSTACK_DEPTH; i++)
		csvrow_init(&stack->rows[i].row);
	return stack;
}

void rowstack_free(struct rowstack *stack)
{
	if (!stack)
		return;
	for (size_t i = 0; i < ROWSTACK_DEPTH; i++)
		csvrow_release(&stack->rows[i].row);
	free(stack);
}

const struct slice *rowstack_push(
	struct rowstack *stack, const struct table *t, size_t number)
{
	size_t i = stack->depth++;

	assert(i < ROWSTACK_DEPTH);
	if (stack->rows[i].table != t || stack->rows[i].number != number)
		table_row(t, number, &stack->rows[i].row);
	stack->rows[i].table = t;
	stack->rows[i].number = number;
	return stack->rows[i].row.cells;
}

void rowstack_pop(struct rowstack *stack)
{
	assert(stack->depth);
	stack->depth--;
}

void rowstack_forget(struct rowstack *stack)
{
	assert(!stack->depth);
	for (size_t i = 0; i < ROWSTACK_DEPTH; i++)
		stack->rows[i].table = NULL;
}
