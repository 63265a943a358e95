#ifndef DATA_HEADER_MATCH_H
#define DATA_HEADER_MATCH_H

/*
 * Matches the first row of a file with the schema of its table: which cell holds which
 * field (Table Schema v2, "fieldsMatch"), and what is wrong with the header. The rows
 * that follow are the business of data/check.h.
 */

#include "data/package.h"

/*
 * Matches the cells of T's first row with the fields, by name where it is a header, else
 * by position, and reports the differences; a table without a schema gets its fields
 * from it. T is ready afterwards. Does nothing while the first row is not known, or when
 * T is ready already.
 */
void header_match_read(struct package *p, struct table *t);

#endif
