/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Counts edits between two words of at most EDIT_DISTANCE_LETTERS letters. It knows no
 * names and no tables, and allocates nothing. Most texts are far from the word by their
 * length alone and are never decoded.
 */

#include "query/edit_distance.h"

#include "base/text.h"

enum {
	SHORT_WORD = 5, /* letters; two edits would make half of it another word */
	TINY_WORD = 3,  /* letters; one edit would make it any other */
};

/* Decodes S into LETTERS; returns how many there are, EDIT_DISTANCE_LETTERS + 1 for too
 * many. */
static size_t decode(struct slice s, uint32_t *letters)
{
	size_t count = 0;

	while (s.len) {
		size_t bytes;

		if (count == EDIT_DISTANCE_LETTERS)
			return EDIT_DISTANCE_LETTERS + 1;
		bytes = text_decode(s, &letters[count++]);
		s.text += bytes;
		s.len -= bytes;
	}
	return count;
}

void edit_distance_init(struct edit_distance *d, struct slice word)
{
	d->count = decode(word, d->letters);
	if (d->count < TINY_WORD || d->count > EDIT_DISTANCE_LETTERS)
		d->limit = 0;
	else
		d->limit = d->count < SHORT_WORD ? 1 : 2;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Computes the distance row by row: only the last three rows of the table are ever needed,
 * and once a whole row is over the limit no later one can come below it. */
static size_t count_edits(
	const struct edit_distance *d, const uint32_t *other, size_t count)
{
	size_t rows[3][EDIT_DISTANCE_LETTERS + 1];
	size_t *before = rows[0];
	size_t *last = rows[1];
	size_t *row = rows[2];

	for (size_t k = 0; k <= count; k++)
		last[k] = k;
	for (size_t i = 0; i < d->count; i++) {
		size_t *oldest = before;
		size_t best = i + 1;

		row[0] = i + 1;
		for (size_t k = 0; k < count; k++) {
			row[k + 1] = least(last[k] + (d->letters[i] != other[k]),
				least(last[k + 1], row[k]) + 1);
			if (i && k && d->letters[i] == other[k - 1] &&
				d->letters[i - 1] == other[k])
				row[k + 1] = least(row[k + 1], before[k - 1] + 1);
			best = least(best, row[k + 1]);
		}
		if (best > d->limit)
			return EDIT_DISTANCE_FAR;
		before = last;
		last = row;
		row = oldest;
	}
	return last[count] <= d->limit ? last[count] : EDIT_DISTANCE_FAR;
}

size_t edit_distance(const struct edit_distance *d, struct slice text)
{
	uint32_t letters[EDIT_DISTANCE_LETTERS];
	size_t count;

	/* A letter has at most four bytes. */
	if (!d->limit || text.len > 4 * (d->count + d->limit) ||
		text.len + d->limit < d->count)
		return EDIT_DISTANCE_FAR;
	count = decode(text, letters);
	if (count > d->count + d->limit || count + d->limit < d->count ||
		count > EDIT_DISTANCE_LETTERS)
		return EDIT_DISTANCE_FAR;
	return count_edits(d, letters, count);
}
