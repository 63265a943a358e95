/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DIFF_ROWMATCH_H
#define DIFF_ROWMATCH_H

/*
 * The rows of an old table by some of their fields, each to be taken once by a row of a new
 * one: where several have the same key, the first that is left. Rows that were taken before
 * the index is needed are not in it, and without need there is none. Takes at most 18 bytes
 * a row of the old table, 14 where no key is there twice.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/package.h"
#include "data/table.h"

struct rowmatch {
	const struct table *old;
	const struct resource *new;
	size_t *fields;         /* of old */
	struct foreign_key key; /* its fields are those of new */
	struct keyindex *index; /* NULL: not begun */
	uint32_t *next; /* the row with the same key behind each; NULL: no key is twice */
	bool *taken;    /* by row of old */
	bool again;     /* a key was sought of which all rows are taken */
	size_t left;    /* rows that are still to be indexed: those before it */
	struct csvrow row;
	struct slice *parts;
};

/* Makes M the rows of OLD by its fields OLD_FIELDS, COUNT of them, for rows of NEW, whose
 * fields of the same meaning are NEW_FIELDS; both are copied. */
void rowmatch_init(struct rowmatch *m, const struct table *old, const struct table *new,
	const size_t *old_fields, const size_t *new_fields, size_t count);

/* Frees what M owns; zeroed is allowed. */
void rowmatch_release(struct rowmatch *m);

/* Takes over INDEX, which is by the fields of M and has all rows of the old table. */
void rowmatch_set_index(struct rowmatch *m, struct keyindex *index);

/* Indexes the rows that are not taken until the clock reaches UNTIL; returns true when all
 * are. At once when they are already. */
bool rowmatch_step(struct rowmatch *m, int64_t until);

/* Returns the first row that is not taken and has the key of CELLS, a row of the new table;
 * or ROW_NONE. All must be indexed. */
uint32_t rowmatch_find(struct rowmatch *m, const struct slice *cells);

#endif
