#ifndef DATA_JSONMAP_H
#define DATA_JSONMAP_H

/*
 * Where the values of a JSON document stand in its text: the parser keeps no places, and
 * a fault of a long descriptor is not found without one.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "data/json.h"

/* A line and a column, from 1, the column in bytes. */
struct jsonmap_spot {
	size_t line;
	size_t column;
};

struct jsonmap_entry;

struct jsonmap {
	struct jsonmap_entry *entries;
	size_t count, alloc;
};

/* Makes M the map of DOC, which was read from TEXT. */
void jsonmap_init(struct jsonmap *m, const struct json_t *doc, struct slice text);

/* Frees what M owns. */
void jsonmap_release(struct jsonmap *m);

/*
 * Finds where NODE (may be NULL) begins. Returns false, with OUT untouched, for nodes of
 * other documents and for true, false and null, of which there is only one each.
 */
bool jsonmap_find(
	const struct jsonmap *m, const struct json_t *node, struct jsonmap_spot *out);

#endif
