#ifndef QUERY_SORT_H
#define QUERY_SORT_H

/*
 * Sorting the rows of a table by what a column shows, as a task. Stable, by the type of
 * the column: numbers by value, dates by their earliest day, all else by folded text.
 * Empty values come last in both directions.
 */

#include <stdbool.h>

#include "base/task.h"
#include "data/package.h"
#include "query/rowset.h"

struct sort {
	struct task task; /* done and total in rows */
	const struct package *package;
	int table;
	struct path path;
	bool reverse;
	struct rowset rows; /* the result, valid when the task is done */
	struct sort_state *state;
};

/* Prepares sorting the rows FROM (copied) of TABLE by PATH, which must outlive S. */
void sort_init(struct sort *s, const struct package *p, int table,
	const struct path *path, bool reverse, const struct rowset *from);

/* Frees what S holds, its result too. */
void sort_release(struct sort *s);

#endif
