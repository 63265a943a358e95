#ifndef DATA_SCHEMA_H
#define DATA_SCHEMA_H

/* Table Schema: the fields of a table, their types and constraints, and its keys. */

#include <stddef.h>

#include "data/descriptor.h"
#include "data/json.h"
#include "data/descriptor_reader.h"

/* Fills R's fields, primary key and unique keys from SCHEMA. Returns the fields, for
 * schema_read_references to complete. */
struct field *schema_read(struct reader *rd, struct resource *r, const json_t *schema);

/*
 * Fills the foreign keys of table NUMBER and what follows from them (the fields'
 * references, one_to_one), when the fields of all tables are known.
 */
void schema_read_references(struct reader *rd, size_t number);

/*
 * Finds the COUNT fields called NAMES in R. Returns their numbers; NULL, with a fault
 * about KEY for each name that is no field, unless all are.
 */
const size_t *schema_find_fields(struct reader *rd, const struct resource *r,
	const char *const *names, size_t count, const char *key);

#endif
