/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

/*
 * What changed between two packages: tables and fields added and removed, fields whose type
 * is another, rows added, removed, changed and moved. Works in steps and copies nothing: a
 * change names rows of both packages, which must stay as they are.
 *
 *	extern const struct package *old, *new;
 *	struct diff diff;
 *	struct str err = STR_INIT;
 *
 *	if (diff_init(&diff, old, new, &(struct diff_options){ .order = true }, &err)) {
 *		task_finish(&diff.task);
 *		for (size_t i = 0; i < diff.count; i++)
 *			printf("%zu\n", diff.tables[i].counts[DIFF_ADDED]);
 *	}
 *	diff_release(&diff);
 *
 * Tables are the same by name; so are the only tables of two packages. Of a file that no
 * descriptor has, only that table is compared. Rows are the same by the fields given; else
 * by the primary key; else by the first field, declared as unique or not, that is filled and
 * different in all rows of either side and the same in half of them; else by all fields. Of
 * several rows with the same key, each is compared with one, in their order.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/task.h"
#include "data/package.h"

struct diff_work;

struct diff_options {
	const char *key; /* names of fields with commas between, or NULL */
	bool exact;      /* values are compared as they are written in the files */
	bool order;      /* rows at another place among the others are changes too */
};

enum diff_kind { DIFF_ADDED, DIFF_REMOVED, DIFF_CHANGED, DIFF_MOVED, DIFF_KINDS };

/* A row that is not the same on both sides. */
struct diff_row {
	uint32_t old; /* ROW_NONE: it was added */
	uint32_t new; /* ROW_NONE: it was removed */
};

/* A field of either side. */
struct diff_field {
	int old, new; /* its number; -1: the other side has none of its name */
	const struct field *was,
		*is; /* as what values are read; NULL where it is not there */
	bool type_changed;
};

/* How the rows of a table were matched. */
enum diff_by { DIFF_BY_KEY, DIFF_BY_FIELD, DIFF_BY_CONTENT };

struct diff_table {
	const struct table *old, *new; /* NULL: only the other side has it */
	struct diff_field *fields;  /* those of both sides, then removed and added ones */
	size_t field_count, paired; /* all; of both sides */
	bool schema_changed; /* fields were added or removed, or have another type */
	enum diff_by by;
	size_t *key; /* numbers in fields of those by which rows were matched */
	size_t key_count;
	struct diff_row *rows; /* in the order of the new table, removed ones between */
	size_t count, alloc;
	size_t counts
		[DIFF_KINDS]; /* rows of each kind; one changed and moved counts as both */
	uint32_t *match;      /* by row of the new table: the old one, or ROW_NONE */
	uint8_t *flags;       /* by row of the new table: 1 << enum diff_kind */
};

struct diff {
	struct task task; /* in rows of both sides */
	const struct package *old, *new;
	struct diff_options options;
	struct diff_table
		*tables; /* in the order of the new package, removed ones last */
	size_t count;
	size_t at; /* the table being compared */
	struct diff_work *work;
};

/*
 * Prepares the comparison of OLD with NEW, of which all rows are known and which outlive D
 * and do not change; OPTIONS are copied, its texts borrowed. Returns false with a sentence in
 * ERR, D to be released all the same, when no table has the fields of the key.
 */
bool diff_init(struct diff *d, const struct package *old, const struct package *new,
	const struct diff_options *options, struct str *err);

/* Frees what D owns; zeroed is allowed. */
void diff_release(struct diff *d);

/* Returns whether anything is different, as far as it was compared. */
bool diff_any(const struct diff *d);

/* Returns whether anything is different in T. */
bool diff_table_any(const struct diff_table *t);

/* Returns the comparison of TABLE, of the new package of D, or NULL. */
const struct diff_table *diff_of(const struct diff *d, const struct table *table);

/* Returns the kinds of change of ROW, of the new side of T, as bits 1 << enum diff_kind. */
unsigned diff_row_kinds(const struct diff_table *t, struct diff_row row);

/* Reads ROW, which both sides have, of T into OLD and NEW, as it is compared. */
void diff_read(const struct diff *d, const struct diff_table *t, struct diff_row row,
	struct csvrow *old, struct csvrow *new);

/*
 * Returns the first field of both sides of T from FROM on whose values in OLD and NEW differ,
 * as diff_read has read them, with the two in WAS and IS, which live as long as the rows;
 * t->paired when there is none.
 */
size_t diff_next(const struct diff *d, const struct diff_table *t,
	const struct csvrow *old, const struct csvrow *new, size_t from,
	struct slice *was, struct slice *is);

#endif
