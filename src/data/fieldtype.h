#ifndef DATA_FIELDTYPE_H
#define DATA_FIELDTYPE_H

/* The names of Table Schema's types, version 2 and those of version 1 that differ. */

#include <stdbool.h>

#include "data/descriptor.h"

/* Finds the type called NAME; false, with *OUT untouched, when there is none. */
bool fieldtype_find(const char *name, enum field_type *out);

/* Returns the standard's name of TYPE, such as "integer"; constant. */
const char *fieldtype_name(enum field_type type);

#endif
