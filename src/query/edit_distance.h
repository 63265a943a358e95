/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_EDIT_DISTANCE_H
#define QUERY_EDIT_DISTANCE_H

/*
 * Typing distance: how many letters were left out, put in, changed, or swapped with their
 * neighbour (Damerau and Levenshtein, no letter touched twice). It is asked only when
 * nothing was found, and what is near is offered, never used silently.
 *
 *	struct edit_distance d;
 *
 *	edit_distance_init(&d, slice_of("brumma"));
 *	printf("%zu\n", edit_distance(&d, slice_of("burma")));
 */

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum {
	EDIT_DISTANCE_LETTERS = 64, /* longer words are near to nothing */
	EDIT_DISTANCE_FAR = 99,     /* more edits than are allowed */
};

struct edit_distance {
	uint32_t letters[EDIT_DISTANCE_LETTERS];
	size_t count;
	size_t limit; /* edits allowed: 2, 1 under five letters, 0 under three */
};

/* Prepares D for WORD, a folded text. */
void edit_distance_init(struct edit_distance *d, struct slice word);

/* Returns the edits from D's word to TEXT, a folded text: 0 to 2, or EDIT_DISTANCE_FAR. */
size_t edit_distance(const struct edit_distance *d, struct slice text);

#endif
