#ifndef DATA_CHECK_H
#define DATA_CHECK_H

/*
 * The check of one table against its schema, in steps: the number of cells of each row,
 * bytes that are no text, and for each field its type, format and constraints. All that
 * is wrong goes to the package's diag. Repeated primary keys and references to nothing
 * are reported where they are resolved (load.c, links.c).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/package.h"

struct check;

/* Returns the check of T, all of whose rows are known; reports what of the schema cannot
 * be checked. The caller frees it. */
struct check *check_new(struct package *p, struct table *t);

/* Frees C; NULL is allowed. */
void check_free(struct check *c);

/* Works until the clock reaches UNTIL; returns true when all rows are checked. */
bool check_step(struct check *c, int64_t until);

/* Returns the rows checked so far. */
size_t check_row(const struct check *c);

#endif
