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

#include "data/package.h"
#include "output/listing.h"
#include "query/rowset.h"
#include "query/search.h"

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

#endif
