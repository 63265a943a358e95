/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_LINKS_H
#define DATA_LINKS_H

/*
 * Foreign keys resolved (Table Schema v2, "foreignKeys"): from each row to the row it
 * refers to, and back. A link is built in steps when all rows are known, and does not
 * change afterwards. A key on a list field, each item of which is a reference, is an
 * extension of the standard (bali-data(5)).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/package.h"

struct link {
	bool built;
	size_t filled; /* rows whose key is not empty */
	/* Forward: the row that a row refers to, or ROW_NONE. Of a list, the items of row
	 * R are target[item_start[R]] to before target[item_start[R + 1]]. */
	uint32_t *target;
	uint32_t *item_start; /* NULL unless the key is a list */
	/* Back: the rows that refer to row R are back[back_start[R]] to before
	 * back[back_start[R + 1]], each once, ascending. */
	uint32_t *back;
	uint32_t *back_start;
};

struct link_build;

/* Returns the task of resolving foreign key KEY of table T; the caller frees it. */
struct link_build *link_build_new(struct package *p, struct table *t, size_t key);

/* Frees BUILD; a link that is not built is empty then. NULL is allowed. */
void link_build_free(struct link_build *build);

/* Works until the clock reaches UNTIL. Returns true when the link is built. References
 * to nothing are reported to P's diag. */
bool link_build_step(struct link_build *build, int64_t until);

/* Returns the number of rows resolved so far; what follows then is quick. */
size_t link_build_row(const struct link_build *build);

/* Frees what LINK owns. */
void link_release(struct link *link);

/* Returns the row that item ITEM of row ROW refers to, or ROW_NONE. LINK must be
 * built. */
uint32_t link_target(const struct link *link, size_t row, size_t item);

/* Returns the rows that refer to row ROW, their number in *COUNT; they live as long as
 * LINK, which must be built. */
const uint32_t *link_back(const struct link *link, uint32_t row, size_t *count);

#endif
