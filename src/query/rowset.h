/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_ROWSET_H
#define QUERY_ROWSET_H

/*
 * Rows of one table in an order, and sorting them by what columns show, as a task. The
 * whole table in its own order needs no memory. Sorting is stable, by the type of the
 * column, or what its values show (data/reading.h): numbers by value, dates by their
 * earliest day, everything else by its folded text. Empty values come last in both
 * directions.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
#include "base/task.h"
#include "data/package.h"

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

struct row_sort {
	struct task task;   /* done and total in rows */
	struct rowset rows; /* the result, valid when the task is done */
	struct row_sort_state *state;
};

enum { ROW_SORT_KEYS = 3 };

struct row_sort_key {
	struct path path;
	bool reverse;
};

/* Prepares to sort the rows FROM (copied) of TABLE of P by the COUNT KEYS (1 to
 * ROW_SORT_KEYS), the first one most of all. What their paths point to must outlive S, as P
 * must. */
void row_sort_init(struct row_sort *s, const struct package *p, int table,
	const struct row_sort_key *keys, size_t count, const struct rowset *from);

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
	uint64_t order;   /* orders keys of a kind, but for texts that start alike, and
			   * numbers of more digits than it holds */
	const char *rest; /* of these, terminated; in the arena */
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
