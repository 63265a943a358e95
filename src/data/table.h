/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_TABLE_H
#define DATA_TABLE_H

/*
 * The table as the code sees it that fills it (package.c, load.c, links.c, check.c); all
 * other code reads it through data/package.h. Also what finds rows of it: the index by
 * key.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "data/package.h"
#include "data/row_cache.h"

/* Frees what T owns. */
void table_release(struct table *t);

/* Sets *OUT to the cell of FIELD in row NUMBER, which lives as long as the file is not
 * stepped, without splitting the row. Returns false when that has to be split first, for
 * a quote in the cell or before it, or might as well be: when the field is not among the
 * first. */
bool table_peek(const struct table *t, size_t number, size_t field, struct slice *out);

/* Returns how many cells of a row may be fields of T, at most. */
size_t table_most_cells(const struct table *t);

/* Makes ROW, as csvfile_row split it, or csvfile_cells up to so many cells, what table_row
 * gives. */
void table_arrange(const struct table *t, struct csvrow *row);

/* Appends "line 3", the line of row NUMBER; "line 3 of b.csv" where row FROM is in another
 * file. */
void table_add_line(const struct table *t, size_t number, size_t from, struct str *out);

/* For table_fault: where the field starts. */
#define TABLE_FIELD SIZE_MAX

/*
 * Reports a fault of row NUMBER (DIAG_NO_ROW: the header), at field FIELD (-1: the row as
 * a whole), with its line and column: those of byte OFFSET of the row, as csvfile_cell
 * counts them, or of the field. A fault that is only counted costs little.
 */
void table_fault(struct package *p, const struct table *t, enum fault fault,
	size_t number, int field, size_t offset, const char *format, ...)
	__attribute__((format(printf, 7, 8)));

/* How far the bytes of a row were looked at; all zero before the first. */
struct byte_check {
	size_t at;   /* offset in the row */
	bool found;  /* there are some to report: the cells are gone through, then ... */
	size_t cell; /* ... the one that "at" is in, ... */
	size_t end;  /* ... and where it ends, once it is looked at */
	bool bad[2]; /* reported of it: what is not UTF-8, a control character */
	int *field_of; /* the field of each of the first cells, -1 for none ... */
	size_t count;  /* ... and how many these are */
};

/* Goes on to report the bytes that are no text in the CELLS cells of row NUMBER
 * (DIAG_NO_ROW: the header), until the clock reaches UNTIL. Returns true when all were
 * looked at; then B is all zero again. */
bool table_check_bytes(struct package *p, const struct table *t, size_t number,
	size_t cells, struct byte_check *b, int64_t until);

/* Returns whether CELL, of F in a row as table_row gives it, has no value: it is empty, or
 * one of the missing values. */
bool table_is_missing(const struct field *f, struct slice cell);

/*
 * Rows by the values of some of their fields: an open hash of row numbers. Keys are not
 * copied; a candidate's cells are read from the table when its hash says that it may be
 * the one. Takes five bytes a slot, and at most three quarters of the slots are used.
 * Values are compared, not how they are written (value_key), as Table Schema asks for.
 */
struct keyindex;

/*
 * Returns an empty index of T, which must be complete and outlive it, by the COUNT fields
 * FIELDS, which must outlive it too, with room for ROWS rows; the caller frees it.
 */
struct keyindex *keyindex_new(
	const struct table *t, const size_t *fields, size_t count, size_t rows);

/* Frees INDEX; NULL is allowed. */
void keyindex_free(struct keyindex *index);

/*
 * Adds row ROW, whose cells in the order of the schema are CELLS. Returns ROW_NONE, or
 * the earlier row that has the same key; the index is left as it was then.
 */
uint32_t keyindex_add(struct keyindex *index, uint32_t row, const struct slice *cells);

/* Returns the row whose key fields equal PARTS, one per field of the index, each written
 * as a value of that field; or ROW_NONE. */
uint32_t keyindex_find(struct keyindex *index, const struct slice *parts);

/* The same, where PARTS are written as values of the fields of R that KEY has: 1.0 in a
 * field of numbers names the row of the integer 1. */
uint32_t keyindex_follow(struct keyindex *index, const struct resource *r,
	const struct foreign_key *key, const struct slice *parts);

#endif
