#ifndef DATA_RESOURCE_H
#define DATA_RESOURCE_H

/* One entry of a package's "resources": its name, path, dialect and schema. */

#include <stdbool.h>

#include "data/descriptor.h"
#include "data/json.h"
#include "data/descriptor_reader.h"

/*
 * Tells whether NODE describes a table; other files (a picture, a PDF) may stand in a
 * package too and are passed over.
 */
bool resource_is_table(const json_t *node);

/* Tells whether PATH ends with ENDING (".csv"), in any case. */
bool resource_ends_with(const char *path, const char *ending);

/* Makes R a table of a CSV file at PATH, of which nothing is known but its name. */
void resource_init(struct descriptor *d, struct resource *r, const char *path);

/* Fills table NUMBER, initialised and counted already, from NODE; its references and how
 * it is shown are left. */
void resource_read(struct reader *rd, size_t number, const json_t *node);

#endif
