#ifndef QUERY_ROW_SORT_H
#define QUERY_ROW_SORT_H

/*
 * Sorting the rows of a table by what a column shows, as a task. Stable, by the type of
 * the column: numbers by value, dates by their earliest day, everything else by its
 * folded text. Empty values come last in both directions.
 */

#include <stdbool.h>

#include "base/task.h"
#include "data/package.h"
#include "query/rowset.h"

struct row_sort {
	struct task task;   /* done and total in rows */
	struct rowset rows; /* the result, valid when the task is done */
	struct row_sort_state *state;
};

/* Prepares to sort the rows FROM (copied) of TABLE of P by PATH, whose fields must
 * outlive S, as P must. */
void row_sort_init(struct row_sort *s, const struct package *p, int table,
	const struct path *path, bool reverse, const struct rowset *from);

/* Frees what S holds, its result too. */
void row_sort_release(struct row_sort *s);

#endif
