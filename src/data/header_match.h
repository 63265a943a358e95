/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_HEADER_MATCH_H
#define DATA_HEADER_MATCH_H

/*
 * Which cell of a row is which field: found out once, by the first row of the file.
 *
 *	while (!table->ready)
 *		header_match_step(package, table, clock_now() + 10 * TASK_MS);
 */

#include <stdint.h>

#include "data/package.h"

/* What is known before all is: t->match of a table. */
struct header_match;

/* Frees M; NULL is allowed. */
void header_match_free(struct header_match *m);

/*
 * Goes on matching the cells of T's first row with the fields until the clock reaches
 * UNTIL, at least some thousand: by name where it is a header, else by position, and
 * reports the differences; a table without a schema gets its fields from it. T is ready
 * when it is done, and T->match is NULL; while it is not, nothing more is to be read from the
 * file. Does nothing while the first row is not known, or when T is ready already.
 */
void header_match_step(struct package *p, struct table *t, int64_t until);

#endif
