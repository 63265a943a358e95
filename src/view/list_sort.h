#ifndef VIEW_LIST_SORT_H
#define VIEW_LIST_SORT_H

/*
 * The order of a list: the columns that the user has sorted by, the last one first, and the
 * sorting of its rows by them. Columns are those of the list's column_config.
 *
 *	struct list_sort sort = { 0 };
 *	struct column_config columns;
 *	struct rowset rows;
 *
 *	rowset_init(&rows);
 *	column_config_init(&columns, package, table);
 *	list_sort_by(&sort, 0, false);
 *	if (!list_sort_begin(&sort, &columns, &rows))
 *		task_finish(&sort.sorter.task);
 *	list_sort_stop(&sort);
 *	column_config_release(&columns);
 */

#include <stdbool.h>

#include "query/rowset.h"
#include "view/column_config.h"

enum { LIST_SORT_AT_ONCE = 3 * TASK_MS }; /* of sorting, when it is begun */

/* The columns sorted by; none: the rows are in the order of the table. */
struct list_order {
	struct {
		int column; /* id */
		bool reverse;
	} keys[ROW_SORT_KEYS];
	size_t count;
};

struct list_sort {
	struct list_order order;
	bool begun; /* sorter is in use ... */
	bool done;  /* ... and has the rows */
	struct row_sort sorter;
};

/* Sorts by COLUMN from now on, within equal values as before; when that is the first key
 * already the other way round, then (unless ALWAYS) not at all any more. ALWAYS: a new
 * first key is reversed. */
void list_sort_by(struct list_sort *s, int column, bool always);

/* Begins to sort the rows FROM of the table of COLUMNS, which is not done yet; the order
 * has keys. Returns whether that is done already. */
bool list_sort_begin(struct list_sort *s, const struct column_config *columns,
	const struct rowset *from);

/* Frees the sorter; the order stays. */
void list_sort_stop(struct list_sort *s);

/* Appends the order in words: "Country, A to Z, then Since, newest first". */
void list_sort_add_words(
	const struct list_sort *s, const struct column_config *columns, struct str *out);

/* Appends the sign of a column that is sorted by, " ▴", or, when there are several, with its
 * rank in as many columns of the screen: "▾2". */
void list_sort_add_sign(const struct list_sort *s, size_t column, struct str *out);

#endif
