#ifndef OUTPUT_RECORD_JSON_H
#define OUTPUT_RECORD_JSON_H

/* A record as JSON, for programs: doc/bali.1 tells its members. */

#include "base/str.h"
#include "data/record.h"

/*
 * Appends R as one object and a line end. The members are always the same and in the same
 * order; what there is none of is an empty array. Rows have their fields by the names of
 * the schema, with values of their types (output/json.h), and are never mixed with other
 * members, whatever the fields are called.
 */
void record_json_add(struct str *out, const struct record *r);

#endif
