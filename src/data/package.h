/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_PACKAGE_H
#define DATA_PACKAGE_H

/*
 * The model: the tables of a data package, their cells, the links between their rows,
 * and what rows and values are called. It is filled by tasks (data/load.h) and read-only
 * for everyone else; while it is being filled, what is known is correct and only grows.
 * Rows count from 0 without the header. Pointers into rows are never kept: a row is
 * named by table and number, and across a reload by its key.
 *
 *	struct csvrow row;
 *
 *	csvrow_init(&row);
 *	table_row(table, 7, &row);
 *	str_add_bytes(out, row.cells[0].text, row.cells[0].len);
 *	csvrow_release(&row);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/csvfile.h"
#include "data/descriptor.h"
#include "data/diag.h"

enum { ROW_NONE = UINT32_MAX };

/* A row of the package. */
struct row_ref {
	int table; /* -1: no row */
	uint32_t row;
};

/* The reference to no row. */
#define ROW_NOWHERE ((struct row_ref){ -1, ROW_NONE })

/* Returns whether A and B are the same row. */
static inline bool row_ref_equal(struct row_ref a, struct row_ref b)
{
	return a.table == b.table && a.row == b.row;
}

/* The rows that refer to one row by one foreign key. */
struct back_link {
	int table;            /* the table they are in */
	int key;              /* number of the foreign key of that table */
	const uint32_t *rows; /* ascending */
	size_t count;
	size_t filled; /* rows of the table whose key is not empty */
};

/* Fields that a table may get for cells beyond its header, when all its rows are known;
 * further cells are not shown. Pointers to the fields that it had stay valid. */
enum { TABLE_EXTRA = 100 };

struct table {
	const struct resource *schema;
	int number;           /* in the package */
	struct csvfile *file; /* NULL when the path was refused */
	size_t first;         /* 1 when the file has a header row, else 0 */
	bool ready;           /* the first row is known, and so are fields and cells */
	struct header_match *match; /* of the first row, while it goes on, or NULL */
	bool in_order;              /* cell_of is the identity */
	int *cell_of;        /* schema field -> cell of the file, -1: not in the file */
	size_t header_count; /* cells that a row should have */
	size_t columns;      /* cells that have a field: more where rows are longer */
	size_t measured;     /* rows whose cells have all got one */
	struct keyindex *index; /* rows by primary key, or NULL */
	struct link *links;     /* one per foreign key of the schema, resolved by load */
	struct row_cache *row_cache; /* that of the package */
	struct readings *readings;   /* what values show (data/reading.h) */
};

struct localnames;

struct package {
	struct descriptor descriptor;
	struct diag diag;
	struct table *tables; /* one per resource, same order */
	size_t table_count;
	struct row_cache *row_cache;
	struct localnames *local; /* names in a language (data/localname.h), or NULL */
	bool linked;              /* links and back-links are resolved */
	bool complete;            /* all rows known, linked and checked */
};

/*
 * Makes P from the package at PATH with no rows yet; see descriptor_reading_new for PATH and
 * OVERRIDES. Returns false, with one sentence in ERR, when there is nothing to show.
 * A table without a schema has its fields as soon as its first row is known: at once,
 * unless it comes from a pipe that has not sent it.
 */
bool package_open(struct package *p, const char *path, const struct overrides *overrides,
	struct str *err);

/* The same, keeping KEEP faults of a kind in a file (see diag_init_keep). */
bool package_open_keep(struct package *p, const char *path,
	const struct overrides *overrides, size_t keep, struct str *err);

/* A package being opened. */
struct package_opening;

/* Returns the same work to be done in steps, for package_opening_end. What is given lives
 * longer; P is not to be looked at before the end. */
struct package_opening *package_opening_new(struct package *p, const char *path,
	const struct overrides *overrides, size_t keep);

/* Works until clock_now() reaches UNTIL; returns true when nothing is left to do. */
bool package_opening_step(struct package_opening *o, int64_t until);

/* Ends O, and frees it, with the result of package_open; false too, with nothing in ERR, when
 * it has more to do and is given up. */
bool package_opening_end(struct package_opening *o, struct str *err);

/*
 * Returns whether P is one file, or standard input, that turned out to be no text, so that
 * there is nothing to show; appends the sentence about it to ERR (may be NULL). A file is
 * not even opened then; of standard input it is known when the first bytes have come.
 */
bool package_refused(const struct package *p, struct str *err);

/* Frees all of P. */
void package_release(struct package *p);

/* Returns the rows of T known by now; 0 until the table is ready. */
size_t table_rows(const struct table *t);

/* Returns whether rows of T are lacking because its file could not be read whole. */
bool table_broken(const struct table *t);

/* Returns whether all rows of T are known. */
bool table_complete(const struct table *t);

/*
 * Reads row NUMBER (below table_rows) into ROW, a cell for each field of the schema in
 * its order; a cell that the file lacks, or that means "no value", is empty. The cells
 * live until ROW is used again or the loading goes on (a file's bytes may move).
 */
void table_row(const struct table *t, size_t number, struct csvrow *row);

/* Appends the primary key of row NUMBER as one text, its parts joined by "/"; the row's
 * number from 1 when there is no primary key. */
void table_add_key(const struct table *t, size_t number, struct str *out);

/*
 * Returns the row whose key is KEY (as table_add_key writes it), or ROW_NONE. A row with
 * a primary key is found once the loading has reached it.
 */
uint32_t table_find(const struct table *t, struct slice key);

/* Returns the bytes of row NUMBER in its file: how much there is to go through. */
size_t table_row_size(const struct table *t, size_t number);

/* Returns how faults call the file that row NUMBER of T is in; it lives as long as T. */
const char *table_file(const struct table *t, size_t number);

/* Returns the line of that file on which row NUMBER starts. */
size_t table_line(const struct table *t, size_t number);

/* Returns the table called NAME, or NULL. */
const struct table *package_table(const struct package *p, const char *name);

/*
 * Returns the row that item ITEM (0 unless the field is a list) of FIELD in row NUMBER
 * refers to; ROW_NOWHERE when the field is no reference, or refers to nothing. Before P
 * is linked only references to a primary key are found, as far as its rows are known.
 */
struct row_ref package_follow(const struct package *p, const struct table *t,
	size_t number, size_t field, size_t item);

/*
 * Takes the first item from LIST, the rest of a list field, without the blanks round it;
 * returns false when there is none. A delimiter at the end begins no item. DELIMITER is
 * that of the field (Table Schema v2, "list").
 */
bool list_next(struct slice *list, char delimiter, struct slice *item);

/*
 * Appends what row NUMBER of T is called: the value of its label, or, when that is
 * empty, its key or "row 7". Something is always appended.
 */
void package_add_label(
	const struct package *p, const struct table *t, size_t number, struct str *out);

/* Returns the number of rows of all tables that are known by now. */
size_t package_rows(const struct package *p);

/* Appends what the row REF, which is not ROW_NOWHERE, is called. */
void package_add_name(const struct package *p, struct row_ref ref, struct str *out);

/* Appends what COUNT rows of TABLE are called by its title: "member", "countries". Appends
 * nothing and returns false when that is no plural. */
bool package_add_noun(const struct package *p, int table, size_t count, struct str *out);

/* Appends COUNT with what rows of TABLE are called by its title: "45 members", "1 country";
 * "45 rows" when that is no plural. */
void package_add_count(const struct package *p, int table, size_t count, struct str *out);

/*
 * Appends the value of PATH for row NUMBER as it is shown: choices by their labels, list
 * items joined by ", ", a reference at the end of the path by the label of its row, EDTF
 * and all other types raw. Nothing is appended when it is empty.
 */
void package_add_value(const struct package *p, const struct table *t, size_t number,
	const struct path *path, struct str *out);

/* Appends the same, of a plain cell no more than MOST bytes (0: all). */
void package_add_part(const struct package *p, const struct table *t, size_t number,
	const struct path *path, size_t most, struct str *out);

/* The same for one field of the table itself. */
void package_add_field(const struct package *p, const struct table *t, size_t number,
	size_t field, struct str *out);

/*
 * Returns the root of REF: the row reached by following its one-to-one keys, such as the
 * country of a member. REF itself when it has none.
 */
struct row_ref package_root(const struct package *p, struct row_ref ref);

/*
 * Writes into OUT (room for MAX) the rows that one-to-one keys join to the root ROOT, in
 * the order of the tables, without ROOT itself. Returns how many. None until P is
 * linked.
 */
size_t package_joined_rows(
	const struct package *p, struct row_ref root, struct row_ref *out, size_t max);

/*
 * Writes into OUT (room for MAX) what refers to REF, an entry for each foreign key that
 * points to its table and has rows for it; one-to-one keys are left out (their rows are
 * joined). Returns how many. None until P is linked. The rows live as long as P.
 */
size_t package_back_links(
	const struct package *p, struct row_ref ref, struct back_link *out, size_t max);

#endif
