#ifndef QUERY_LABELS_H
#define QUERY_LABELS_H

/* Rows of one table by the beginning of what they are called. Case, accents and punctuation
 * do not count. */

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "data/package.h"

enum { LABELS_ROWS = 20000 }; /* that are looked at: more would keep the user waiting */

/*
 * Writes into ROWS (room for MAX) the rows of TABLE, among the first LABELS_ROWS, whose
 * label is TEXT, then those whose label begins with it, then those with a word that does;
 * ties in the order of the table. Returns how many.
 */
size_t labels_find(const struct package *p, int table, struct slice text, uint32_t *rows,
	size_t max);

#endif
