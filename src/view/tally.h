#ifndef VIEW_TALLY_H
#define VIEW_TALLY_H

/* How the rows of a table divide by the values of a column. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "data/package.h"

struct tally_item {
	const char *value;
	size_t count;
};

struct tally {
	struct arena arena;
	struct tally_item *items; /* most frequent first, ties by value */
	size_t count;
};

enum {
	TALLY_MOST = 12,    /* more values than this say little at a glance */
	TALLY_ROWS = 20000, /* larger tables are not counted */
};

/*
 * Counts the values of PATH in TABLE, empty ones left out. Returns false, with nothing to
 * release, when they say little: fewer than two different values, more than TALLY_MOST, a
 * column that most rows leave empty, or a table of more than TALLY_ROWS rows.
 */
bool tally_make(struct tally *out, const struct package *package,
	const struct table *table, const struct path *path);

/* Frees what T owns. */
void tally_release(struct tally *t);

#endif
