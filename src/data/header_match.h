#ifndef DATA_HEADER_MATCH_H
#define DATA_HEADER_MATCH_H

/* Which cell of a file is which field of the schema. */

#include "data/package.h"

/*
 * Matches the cells of T's first row with its fields, by name where it is a header, else
 * by place, and tells the differences; the fields of a table without a schema are made
 * from it. T is ready afterwards. Does nothing while the first row is not known, or when
 * all is done.
 */
void header_match_read(struct package *p, struct table *t);

#endif
