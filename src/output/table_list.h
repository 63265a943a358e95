/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_TABLE_LIST_H
#define OUTPUT_TABLE_LIST_H

/*
 * Rows and columns of a table as a listing. Columns are added, either fields as they are in
 * the file or what a path shows on the screen; with a search the last one is why each row
 * was found. In JSON a field has its type, and a reference is its key.
 *
 *	struct listing *list = table_list_new(package, table, NULL, NULL);
 *
 *	table_list_add_fields(list);
 *	listing_write(list, FORMAT_CSV, page, outfile);
 *	listing_free(list);
 */

#include "base/str.h"
#include "data/package.h"
#include "output/listing.h"
#include "query/rowset.h"
#include "query/search.h"
#include "timeline/events.h"

/*
 * Returns ROWS of T, which are copied, or all rows known by now when ROWS is NULL, without
 * a column. With a search S, which found the rows, the last column is a remark why each is
 * there, as far as the other columns do not show it. P, T and S must outlive it.
 */
struct listing *table_list_new(const struct package *p, const struct table *t,
	const struct rowset *rows, const struct search *s);

/* Adds every field of the table to L, as it is in the file. */
void table_list_add_fields(struct listing *l);

/* Adds a column to L with what PATH shows to the user: rows by their names, choices by
 * their labels. PATH is copied, its fields are borrowed. */
void table_list_add_path(struct listing *l, const struct path *path);

/* Adds the columns in which the table is listed on the screen to L. */
void table_list_add_columns(struct listing *l);

/* --- the cells of a list as the user reads them --- */

/*
 * Dates are in short words; nothing is where a column would only repeat another (its
 * "unless"); the time since the previous row is its "gap".
 *
 *	struct cell_text cells = { .package = package, .table = table };
 *
 *	cell_text_add(&cells, 7, &table->schema->columns[1], out);
 *	cell_text_release(&cells);
 */
struct cell_text {
	const struct package *package;
	const struct table *table;
	bool signs;           /* booleans are ● and ·, for a grid that is looked at */
	size_t most;          /* bytes of a plain cell; 0: all */
	bool dated;           /* events is in use: a column of gaps was asked for */
	struct events events; /* of the table */
};

/* Frees what C owns. */
void cell_text_release(struct cell_text *c);

/* Works on what columns of gaps need until the clock reaches UNTIL; until it is done, gaps
 * are blank. Returns true when nothing is left to do before the table grows. */
bool cell_text_step_gaps(struct cell_text *c, int64_t until);

/* Appends the cell of PATH in row ROW for a list: nothing when it is blank there. */
void cell_text_add(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out);

/* Appends the same as it is written in the data, a gap in words: "5 years, late". */
void cell_text_add_written(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out);

/* Appends the same for programs: a gap as an ISO 8601 duration. */
void cell_text_add_data(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out);

/* Returns whether PATH is what rows of T are called, and P is to call them by their names in
 * a language: then the cell of a list is package_add_shown_name. */
bool cell_text_is_named(
	const struct package *p, const struct table *t, const struct path *path);

/* Returns whether the text for a list can differ from that in the data. */
bool cell_text_differs(const struct path *path);

/* Returns whether cells of PATH say nothing, or something else, when they are cut: dates,
 * numbers, gaps. */
bool cell_text_is_whole(const struct path *path);

/* Returns whether the cell of PATH in ROW is a gap that was late. */
bool cell_text_is_late(const struct cell_text *c, size_t row, const struct path *path);

#endif
