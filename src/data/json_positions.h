#ifndef DATA_JSON_POSITIONS_H
#define DATA_JSON_POSITIONS_H

/*
 * Where the values of a JSON document stand in its text: the parser keeps no places, and
 * a fault of a long descriptor is not found without one.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "data/json.h"

/* A line and a column, from 1, the column in bytes. */
struct json_positions_spot {
	size_t line;
	size_t column;
};

struct json_positions_entry;

struct json_positions {
	struct json_positions_entry *entries;
	size_t count, alloc;
};

/* Makes M the map of DOC, which was read from TEXT. */
void json_positions_init(
	struct json_positions *m, const struct json_t *doc, struct slice text);

/* Frees what M owns. */
void json_positions_release(struct json_positions *m);

/*
 * Finds where NODE (may be NULL) begins. Returns false, with OUT untouched, for nodes of
 * other documents and for true, false and null, of which there is only one each.
 */
bool json_positions_find(const struct json_positions *m, const struct json_t *node,
	struct json_positions_spot *out);

#endif
