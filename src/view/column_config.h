/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_COLUMN_CONFIG_H
#define VIEW_COLUMN_CONFIG_H

/*
 * The columns of a table's list: all there are to choose from, in the order that the user
 * gave them, which of them are shown and how wide. At first those that the package names
 * are shown; hidden follow the other fields of the table, and those of the rows that a
 * field of it names: of the country of a member. Invariant: as long as
 * there are columns, at least one is shown.
 *
 *	struct column_config set;
 *
 *	column_config_init(&set, package, table);
 *	package_add_value(package, table, row, &set.paths[0], out);
 *	column_config_release(&set);
 */

#include <stdbool.h>
#include <stddef.h>

#include "data/package.h"
#include "query/rowset.h"

enum {
	COLUMN_CONFIG_NARROWEST = 3,
	COLUMN_CONFIG_WIDEST = 400,
	COLUMN_CONFIG_STEPS = 2, /* of the path of a field that is no column at first */
};

struct column_config_column {
	const struct path *path; /* of the table, or one of those added */
	size_t id; /* its index in the order of the package, which it keeps */
	bool shown;
	bool joined;    /* a field of a row that a field of the table names */
	int user_width; /* screen columns that the user gave it, 0: what it needs */
};

struct column_config {
	const struct package *package;
	const struct table *table;
	struct column_config_column *columns; /* all, in their order */
	size_t count;
	struct path *paths; /* of those shown, until the next change */
	size_t *indices;    /* in columns, of each of paths */
	size_t shown;       /* how many are */
	struct path *added; /* of columns that the table does not declare ... */
	size_t *fields;     /* ... COLUMN_CONFIG_STEPS for each */
	size_t known;       /* fields the table had when this was made of them */
	bool chosen;        /* the user changed something */
	unsigned changes;   /* increases with every change */
};

/* Makes S the columns of TABLE, as far as its fields are known. Both outlive S. */
void column_config_init(struct column_config *s, const struct package *package,
	const struct table *table);

/* Frees what S owns. */
void column_config_release(struct column_config *s);

/* Takes in fields that the table had not yet: those of a pipe come with its first line, those
 * beyond the header when all rows are read. */
void column_config_fit(struct column_config *s);

/* Returns the column that is shown at POS, below s->shown. */
const struct column_config_column *column_config_at(
	const struct column_config *s, size_t pos);

/* Returns the position among those shown of column ID, or of a neighbour when it is
 * hidden; 0 when there are none. */
size_t column_config_pos(const struct column_config *s, size_t id);

/* Shows or hides s->columns[INDEX]; false, and nothing changed, when it is the last one
 * that is shown. */
bool column_config_toggle(struct column_config *s, size_t index);

/* Moves s->columns[INDEX] by STEP (1, -1) in the order; false at an end of it. */
bool column_config_move(struct column_config *s, size_t index, int step);

/* Shows all fields of the table itself; false when they are all shown. */
bool column_config_show_all(struct column_config *s);

/* Puts back choice, order and widths as they were at first. */
void column_config_reset(struct column_config *s);

/* Gives column ID a width, kept within the bounds above; 0: what it needs. */
void column_config_set_width(struct column_config *s, size_t id, int width);

/* Appends all columns of S, each as a tab, "+" when it is shown or "-", its width, a blank
 * and its path: "\t+0 country.name\t-12 country.region". */
void column_config_write(const struct column_config *s, struct str *out);

/* Makes of S what TEXT, as column_config_write writes it, says of the columns that S has;
 * the others stay as they are, after them. Anything else in TEXT is left out. */
void column_config_read(struct column_config *s, struct slice text);

/*
 * Makes of S what the user had made of OLD, a set of a package that was read before:
 * columns are the same by the names of their fields. Columns that OLD did not know stay
 * as they are, after the others.
 */
void column_config_adopt(struct column_config *s, const struct column_config *old);

/* --- the order of a list --- */

/*
 * The columns that the user has sorted by, the last one first, and the sorting of the rows
 * by them.
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
