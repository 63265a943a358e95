#ifndef VIEW_VALUE_COUNTS_H
#define VIEW_VALUE_COUNTS_H

/*
 * How the rows of a table divide by the values of a column. Only counts; how they are shown
 * is for the view. Invariant: the items are sorted, and each value is there once.
 *
 *	struct value_counts counts;
 *
 *	if (value_counts_make(&counts, package, table, &table->schema->columns[0])) {
 *		puts(counts.items[0].value);
 *		value_counts_release(&counts);
 *	}
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "data/package.h"

struct value_counts_item {
	const char *value;
	size_t count;
};

struct value_counts {
	struct arena arena;
	struct value_counts_item *items; /* most frequent first, ties by value */
	size_t count;
};

enum {
	VALUE_COUNTS_MOST = 12,    /* more values than this say little at a glance */
	VALUE_COUNTS_ROWS = 20000, /* larger tables are not counted */
};

/*
 * Counts the values of PATH in TABLE, empty ones left out. Returns false, with nothing to
 * release, when they say little: fewer than two different values, more than
 * VALUE_COUNTS_MOST, a column that most rows leave empty, or a table of more than
 * VALUE_COUNTS_ROWS rows.
 */
bool value_counts_make(struct value_counts *out, const struct package *package,
	const struct table *table, const struct path *path);

/* Frees what T owns. */
void value_counts_release(struct value_counts *t);

#endif
