/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_FILTER_H
#define QUERY_FILTER_H

/*
 * Filters: each keeps the rows whose value in one column is one of some. Values are those
 * of value_column, by which they are counted too (query/value_counts.h), so that a filter
 * keeps just the rows that were counted.
 *
 * A filter belongs to the table of its column. In another table it holds only where its
 * values are rows and the table has references to the same table: those with the title of
 * the column or, where there are none, any.
 *
 *	struct value_column column;
 *	struct filters filters = { 0 };
 *	struct filter *filter;
 *
 *	value_column_init(&column, package, 0, &table->schema->columns[0], true);
 *	filter = filter_new(&column, 0);
 *	filter_add_cell(filter, row);
 *	filters_put(&filters, filter);
 *	filters_release(&filters);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

enum { VALUE_COLUMN_STEPS = 8 }; /* of a path (data/bali_ext.h) */

/* Numbers beyond this are texts: a double has no longer all their digits. */
#define VALUE_INDEX_MOST INT64_C(1000000000000000)

/* What a value of a column is. */
enum value_kind {
	VALUE_TEXT,   /* a text as it is shown */
	VALUE_ROW,    /* the number of the row that a reference leads to */
	VALUE_YEAR,   /* the year in which a date begins */
	VALUE_NUMBER, /* a number */
};

/* A column with the way in which its values are read. */
struct value_column {
	const struct package *package;
	int table;
	size_t fields[VALUE_COLUMN_STEPS]; /* the path; without the label of VALUE_ROW */
	size_t count;
	const char *title;        /* of the column */
	const struct field *last; /* of fields, as its values are read (data/reading.h) */
	enum value_kind kind;
	int to; /* of VALUE_ROW: the table of the rows */
};

/* Makes C the column PATH of TABLE. EXACT: dates and numbers are texts. What PATH points
 * to outside of the package is copied. */
void value_column_init(struct value_column *c, const struct package *p, int table,
	const struct path *path, bool exact);

/*
 * Gets a value. NUMBER is NULL for a text: of VALUE_TEXT, and of the other kinds where the
 * cell is not what its column should hold; TEXT, empty for an empty cell, lives during the
 * call.
 */
typedef void value_take(void *data, struct slice text, const double *number);

/* Gives TAKE the values of ROW: each item of a list, or one empty text when there are
 * none. */
void value_column_read(
	const struct value_column *c, uint32_t row, value_take *take, void *data);

/* Returns how many times 10^EXPONENT goes into NUMBER, rounded down; limited to
 * VALUE_INDEX_MOST. */
int64_t value_index(double number, int exponent);

/*
 * A value of a column, or neighbouring ones: the text or, where that is NULL, all numbers
 * whose value_index is from low to high.
 */
struct value_range {
	const char *text;
	int64_t low, high;
};

/* Appends V, whose numbers are in units of 10^EXPONENT, as the user reads it:
 * "South-eastern Asia", "2002", "1,000–1,999", "0.5 to under 1", "(empty)". */
void value_range_add(const struct value_column *c, int exponent,
	const struct value_range *v, struct str *out);

struct filter {
	unsigned refcount;
	struct value_column column;
	int exponent;
	struct arena arena; /* of the texts */
	struct value_range *values;
	size_t count, alloc;
};

/* Returns a filter without values by C, whose numbers are in units of 10^EXPONENT; with a
 * reference, which filter_drop gives up. */
struct filter *filter_new(const struct value_column *c, int exponent);

/* Gives up a reference to F; NULL is allowed. */
void filter_drop(struct filter *f);

/* Lets F keep rows with V, too. */
void filter_add(struct filter *f, const struct value_range *v);

/* Returns whether V is among the values of F. */
bool filter_has(const struct filter *f, const struct value_range *v);

/* Takes V away from the values of F, which is not in force; false when it is none. */
bool filter_remove(struct filter *f, const struct value_range *v);

/* Lets F keep rows with the first value of ROW, too. */
void filter_add_cell(struct filter *f, uint32_t row);

/* Returns whether F holds in TABLE. */
bool filter_holds(const struct filter *f, int table);

/* Appends the title and the values: "Subregion: Southern Asia or Western Asia". */
void filter_add_words(const struct filter *f, struct str *out);

/* Filters, at most one for a column; all of them have to keep a row. */
struct filters {
	struct filter **items; /* references */
	size_t count, alloc;
};

/* Frees what FS owns and makes it empty. */
void filters_release(struct filters *fs);

/* Makes OUT, which may have filters, a copy of FS. */
void filters_copy(struct filters *out, const struct filters *fs);

/* Adds F, with the caller's reference to it, in place of one for the same column. */
void filters_put(struct filters *fs, struct filter *f);

/* Drops the filter of index I. */
void filters_remove(struct filters *fs, size_t i);

/* Returns the filter of FS for the column C, or NULL. */
struct filter *filters_find(const struct filters *fs, const struct value_column *c);

/* Returns whether a filter of FS holds in TABLE (-1: in any). */
bool filters_hold(const struct filters *fs, int table);

/* Returns whether all filters of FS but EXCEPT (may be NULL) that hold in the table of REF
 * keep the row. */
bool filters_keep(
	const struct filters *fs, const struct filter *except, struct row_ref ref);

/* Makes OUT, which is empty, the filters of FS for the package P, which was read again:
 * tables and fields are the same by their names, rows by their keys. Those for a column
 * that P has not are left out. */
void filters_carry(
	struct filters *out, const struct filters *fs, const struct package *p);

#endif
