/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_SCHEMA_H
#define DATA_SCHEMA_H

/*
 * Table Schema (v2; v1 where the versions differ): the fields of a table with their
 * types and constraints, and its keys. Fills the structs of data/descriptor.h; what a
 * type or a constraint means for a cell is the business of data/value.h and
 * data/check.h.
 */

#include <stddef.h>

#include "data/descriptor.h"
#include "data/descriptor_reader.h"

/* Fills the fields, primary key and unique keys of table NUMBER, which has a schema.
 * Works until clock_now() reaches UNTIL; returns true when nothing is left to do. */
bool schema_read(struct reader *rd, size_t number, int64_t until);

/*
 * Fills the foreign keys of table NUMBER and what follows from them (the fields' references,
 * one_to_one), when the fields of all tables are known. Of keys that say the same, the first
 * is kept, the others are reported. Works until clock_now() reaches UNTIL; returns true when
 * nothing is left to do.
 */
bool schema_read_references(struct reader *rd, size_t number, int64_t until);

/*
 * Finds the COUNT fields called NAMES in R. Returns their numbers, which live in the
 * arena of the descriptor; NULL, with a fault about KEY for each name that is no field,
 * unless all are.
 */
const size_t *schema_find_fields(struct reader *rd, const struct resource *r,
	const char *const *names, size_t count, const char *key);

#endif
