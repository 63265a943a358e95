#ifndef QUERY_EDIT_DISTANCE_H
#define QUERY_EDIT_DISTANCE_H

/*
 * Typing distance: how many letters were left out, put in, changed, or swapped with their
 * neighbour (Damerau and Levenshtein, no letter touched twice). It is asked only when a
 * search found nothing, and what it finds is offered, never put in silently.
 *
 *	edit_distance_init(&n, slice_of("brumma"));
 *	edit_distance_distance(&n, slice_of("burma"))  is 2
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

/* Prepares N for WORD, a folded text. */
void edit_distance_init(struct edit_distance *n, struct slice word);

/* Returns the edits from N's word to TEXT, a folded text: 0 to 2, or EDIT_DISTANCE_FAR. */
size_t edit_distance_distance(const struct edit_distance *n, struct slice text);

#endif
