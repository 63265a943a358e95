#ifndef OUTPUT_TABLE_LIST_H
#define OUTPUT_TABLE_LIST_H

/*
 * Rows and columns of a table as they are to be written: the same for the command line
 * and for what the screen exports.
 *
 *	table_list_init(&s, package, table);
 *	table_list_add_fields(&s);
 *	s.rows = &found;
 *	table_list_write(&s, FORMAT_CSV, &page, &sink);
 *	table_list_release(&s);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/package.h"
#include "output/listing.h"
#include "query/rowset.h"
#include "query/search.h"

struct table_list_column;

struct table_list {
	const struct package *package;
	const struct table *table;
	struct table_list_column *columns; /* owned */
	size_t count, alloc;
	const struct rowset *rows;     /* borrowed; NULL for all in the table's order */
	const struct search *search;   /* borrowed: why each row is there is told in a
					* last column, or in JSON apart; NULL: it is not */
	struct csvrow row;             /* scratch: the row asked for last, and ... */
	uint32_t at;                   /* ... its number, or ROW_NONE */
	struct listing list;           /* of table_list_list, with ... */
	struct listing_column *titles; /* ... its columns; owned */
};

/* Makes S all rows of TABLE and no column yet. Both must outlive it. */
void table_list_init(
	struct table_list *s, const struct package *p, const struct table *t);

/* Frees what S owns. */
void table_list_release(struct table_list *s);

/* Adds every field of the table, as it stands in the file. */
void table_list_add_fields(struct table_list *s);

/* Adds a column of what PATH shows to a person: rows by their names, choices by their
 * labels. What PATH points to must outlive S. */
void table_list_add_path(struct table_list *s, const struct path *path);

/* Adds the columns in which the table is listed on the screen. */
void table_list_add_columns(struct table_list *s);

/* Returns how many rows S has by now. */
size_t table_list_rows(const struct table_list *s);

/*
 * Returns S as a listing to be written in FORMAT, which lives until the next call; S must
 * stay where it is and as it is meanwhile. As JSON it is an object: name and title of the
 * table, "rows", and with a search "reasons", one for each row. A column that is a field
 * of the table itself has its type there, a reference its key.
 */
const struct listing *table_list_list(struct table_list *s, enum format format);

/* Forgets the cells that S has read: to be called between two portions of the listing
 * when the loading may have gone on. */
void table_list_forget(struct table_list *s);

/* Writes S in FORMAT; stops early when the sink has failed. */
void table_list_write(struct table_list *s, enum format format,
	const struct listing_page *page, struct outfile *outfile);

#endif
