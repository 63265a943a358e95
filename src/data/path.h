#ifndef DATA_PATH_H
#define DATA_PATH_H

/* Finding what a text like "country.name" means in a table. */

#include <stdbool.h>

#include "base/memory.h"
#include "base/str.h"
#include "data/descriptor.h"

/*
 * Finds the field or path through references that TEXT names in R; a name with dots in it
 * is preferred to a path. OUT lives in ARENA, its title is set by path_set_title. Returns
 * false, with OUT untouched and a sentence appended to ERR, when there is no such thing.
 */
bool path_find(struct path *out, const struct descriptor *d, const struct resource *r,
	const char *text, struct arena *arena, struct str *err);

/* Makes OUT the path of field FIELD of R. */
void path_set_field(
	struct path *out, const struct resource *r, size_t field, struct arena *arena);

/* Appends PATH, which starts at R, as path_find reads it: "country.name". */
void path_add_name(const struct path *path, const struct descriptor *d,
	const struct resource *r, struct str *out);

/* Gives PATH, which starts at R, its title, when the labels of all tables are known. */
void path_set_title(
	struct path *path, const struct descriptor *d, const struct resource *r);

#endif
