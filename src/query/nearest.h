#ifndef QUERY_NEAREST_H
#define QUERY_NEAREST_H

/*
 * Typing distance: how many letters were left out, put in, changed, or swapped with their
 * neighbour (Damerau and Levenshtein, no letter touched twice). It is asked only when a
 * search found nothing, and what it finds is offered, never put in silently.
 *
 *	nearest_init(&n, slice_of("brumma"));
 *	nearest_distance(&n, slice_of("burma"))  is 2
 */

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum {
	NEAREST_LETTERS = 64, /* longer words are near to nothing */
	NEAREST_FAR = 99,     /* more edits than are allowed */
};

struct nearest {
	uint32_t letters[NEAREST_LETTERS];
	size_t count;
	size_t limit; /* edits allowed: 2, 1 under five letters, 0 under three */
};

/* Prepares N for WORD, a folded text. */
void nearest_init(struct nearest *n, struct slice word);

/* Returns the edits from N's word to TEXT, a folded text: 0 to 2, or NEAREST_FAR. */
size_t nearest_distance(const struct nearest *n, struct slice text);

#endif
