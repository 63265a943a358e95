/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_SCAN_H
#define QUERY_SCAN_H

/*
 * Searches the bytes of a file for a word of ASCII letters and digits, in capitals or not,
 * at the speed of memory. It replaces folding the cells and is exact for bytes that are
 * not odd: there a letter folds to itself and every other byte separates words. In rows
 * with odd bytes a hit is a hit too, since folding keeps adjacent letters together; only
 * "no hit" says nothing there.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct scan {
	struct slice word;   /* folded; borrowed */
	size_t rare, second; /* where its two least frequent letters are */
};

/* Returns whether WORD can be searched for: ASCII letters and digits only, at least one. */
bool scan_takes(struct slice word);

/* Prepares S for WORD, which scan_takes accepts and which must outlive S. */
void scan_init(struct scan *s, struct slice word);

/* Returns where the first hit in TEXT at or after byte FROM is, or TEXT.len. */
size_t scan_find(const struct scan *s, struct slice text, size_t from);

/* Returns whether a hit in TEXT, at byte FROM or after it, surely begins a word. */
bool scan_starts(const struct scan *s, struct slice text, size_t from);

/* Returns where the first odd byte of TEXT at or after byte FROM is, or TEXT.len: one that
 * folding may drop or change to a letter (not ASCII, an apostrophe). */
size_t scan_odd(struct slice text, size_t from);

#endif
