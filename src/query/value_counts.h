/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_VALUE_COUNTS_H
#define QUERY_VALUE_COUNTS_H

/*
 * How often the values of a column are there, as a task: in all rows of a table, or in
 * those that a search and its filters leave, except the filter of the column itself.
 * Items of a list count one by one, references by the row they lead to, dates by year;
 * numbers of which there are more than a few are put together in ranges with round ends.
 * What is counted can be read at any time. The task may be stepped again after it was
 * done, when there may be more rows.
 *
 * A value takes at most 48 bytes and those of its text, and at most VALUE_COUNTS_MOST
 * different ones are kept.
 *
 *	struct value_counts counts;
 *
 *	value_counts_init(&counts, package, NULL, 0, &table->schema->columns[0]);
 *	task_finish(&counts.task);
 *	for (size_t i = 0; i < counts.count; i++)
 *		printf("%zu\n", value_counts_at(&counts, i).count);
 *	value_counts_release(&counts);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/task.h"
#include "query/filter.h"
#include "query/search.h"

enum {
	VALUE_COUNTS_MOST = 100000, /* different values */
	VALUE_COUNTS_RANGES = 12,   /* of numbers; so many different ones are no ranges */
};

/* A value, or a range of numbers, and how often it is there. */
struct value_count {
	struct value_range value; /* lives as long as the counts */
	size_t count;
};

struct value_counts {
	struct task task; /* done and total in rows */
	struct value_column column;
	int exponent;    /* numbers are counted in units of 10^exponent */
	size_t count;    /* values in order, by now */
	size_t rows;     /* rows counted by now */
	size_t most;     /* the largest count of a value in order */
	unsigned orders; /* increases with every change of the order */
	bool more;       /* there are more than VALUE_COUNTS_MOST values */
	struct value_counts_state *state;
};

/* Prepares to count the values of column PATH of TABLE in the rows of SEARCH, or in all
 * rows if it is NULL. P and SEARCH must outlive C. */
void value_counts_init(struct value_counts *c, const struct package *p,
	const struct search *search, int table, const struct path *path);

/* Frees what C owns. */
void value_counts_release(struct value_counts *c);

/* Orders the values by themselves if BY_VALUE, else by their counts, most first, as they
 * are at first; takes a step of the task. Numbers in ranges always are in their order, and
 * the empty value is last. */
void value_counts_order(struct value_counts *c, bool by_value);

/* Returns the value of index I, below C->count, in the order. */
struct value_count value_counts_at(const struct value_counts *c, size_t i);

/* Returns whether C, done, divides the rows into a few kinds: at most VALUE_COUNTS_RANGES
 * values, not nearly one for each row, of a column that most rows fill and that is no
 * list. */
bool value_counts_divide(const struct value_counts *c);

#endif
