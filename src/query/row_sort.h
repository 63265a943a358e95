#ifndef QUERY_ROW_SORT_H
#define QUERY_ROW_SORT_H

/*
 * Sorts the rows of a table by what a column shows, as a task. Stable, by the type of
 * the column: numbers by value, dates by their earliest day, everything else by its
 * folded text. Empty values come last in both directions.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
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

/* Frees what S owns, its result included. */
void row_sort_release(struct row_sort *s);

enum sortkey_kind { SORTKEY_VALUE, SORTKEY_TEXT, SORTKEY_EMPTY };

/*
 * A value made comparable: by its rank (data/value.h) where the type of the field gives
 * one, numbers, dates, ordered choices; else by folded text in which runs of digits count
 * as numbers ("item 9" before "item 10"). What is not of its column's type comes after
 * what is, and what is empty last.
 */
struct sortkey {
	uint64_t order;   /* orders keys of a kind, but for texts that start alike */
	const char *rest; /* of a long text, terminated; in the arena */
	uint32_t row;
	enum sortkey_kind kind;
};

/* Returns the key of ROW, whose value of field F is shown as VALUE. What the key itself
 * cannot hold is kept in ARENA; SCRATCH is overwritten. */
struct sortkey sortkey_make(const struct field *f, struct slice value, uint32_t row,
	struct arena *arena, struct str *scratch);

/* Compares A and B as strcmp(3) does. */
int sortkey_compare(const struct sortkey *a, const struct sortkey *b);

#endif
