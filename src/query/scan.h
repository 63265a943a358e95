#ifndef QUERY_SCAN_H
#define QUERY_SCAN_H

/*
 * Searching the bytes of a file for a word of ASCII letters and digits, in capitals or
 * not, at the speed of memory. It stands in for folding the cells and is exact for what
 * scan_odd tells to be plain: there a letter folds to itself and every other byte parts
 * words. In the other rows a hit is a hit too, since folding keeps letters that stand
 * together; only "no hit" says nothing there.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct scan {
	struct slice word;   /* folded; borrowed */
	size_t rare, second; /* places of its two letters that are seldom met */
};

/* Tells whether WORD can be searched for: ASCII letters and digits only, at least one. */
bool scan_takes(struct slice word);

/* Prepares S for WORD, which scan_takes and which must outlive S. */
void scan_init(struct scan *s, struct slice word);

/* Returns the place of the first hit in TEXT at or behind FROM, or TEXT.len. */
size_t scan_find(const struct scan *s, struct slice text, size_t from);

/* Returns the place of the first byte of TEXT at or behind FROM that folding may drop or
 * change to a letter (not ASCII, an apostrophe), or TEXT.len. */
size_t scan_odd(struct slice text, size_t from);

#endif
