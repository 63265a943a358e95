/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_PACKED_H
#define TESTS_UNIT_PACKED_H

/* A package of a few small files, loaded, for one test. */

#include "data/load.h"
#include "data/package.h"
#include "unit/folder.h"

struct packed {
	struct folder folder;
	struct package p;
	struct load load;
	struct str text; /* of the last packed_text call */
};

/* Writes TEXT, with ' for ", as file NAME of X's folder. */
static inline void packed_write(struct packed *x, const char *name, const char *text)
{
	folder_write_quoted(&x->folder, name, text);
}

/* Makes X a package of nothing; files follow by packed_write. */
static inline void packed_begin(struct packed *x)
{
	folder_make(&x->folder);
	str_init(&x->text);
}

/* Makes X a copy of tests/fixtures/NAME, whose files packed_write may replace. */
static inline void packed_copy(struct packed *x, const char *name)
{
	packed_begin(x);
	folder_copy(&x->folder, name);
}

/* Opens the folder, or NAME in it when that is not NULL, without loading it. */
static inline void packed_open(struct packed *x, const char *name)
{
	struct str err;

	str_init(&err);
	if (!package_open(&x->p, name ? folder_file(&x->folder, name) : x->folder.path,
		    NULL, &err))
		fail_msg("%s", err.buf);
	str_release(&err);
	load_init(&x->load, &x->p);
}

static inline void packed_load(struct packed *x, const char *name)
{
	packed_open(x, name);
	task_finish(&x->load.task);
}

static inline void packed_end(struct packed *x)
{
	load_release(&x->load);
	package_release(&x->p);
	str_release(&x->text);
	folder_remove(&x->folder);
}

/* Returns all faults, a line each, sorted. */
static inline const char *packed_faults(struct packed *x)
{
	str_clear(&x->text);
	diag_sort(&x->p.diag);
	for (size_t i = 0; i < x->p.diag.count; i++) {
		diag_add_line(&x->text, &x->p.diag.entries[i]);
		str_add_char(&x->text, '\n');
	}
	return x->text.buf;
}

static inline const char *packed_label(struct packed *x, int table, size_t row)
{
	str_clear(&x->text);
	package_add_label(&x->p, &x->p.tables[table], row, &x->text);
	return x->text.buf;
}

static inline const char *packed_field(
	struct packed *x, int table, size_t row, size_t field)
{
	str_clear(&x->text);
	package_add_field(&x->p, &x->p.tables[table], row, field, &x->text);
	return x->text.buf;
}

/* Returns the value of column COLUMN. */
static inline const char *packed_column(
	struct packed *x, int table, size_t row, size_t column)
{
	str_clear(&x->text);
	package_add_value(&x->p, &x->p.tables[table], row,
		&x->p.tables[table].schema->columns[column], &x->text);
	return x->text.buf;
}

#endif
