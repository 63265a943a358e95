/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_COMPLETE_H
#define QUERY_COMPLETE_H

/*
 * Finds what the word that is being typed may become: a scope, or after a scope a value
 * of its fields, with the number of rows that have it.
 *
 *	struct complete c;
 *
 *	complete_init(&c);
 *	complete_find(&c, package, 0, "japan reg", 9);
 *	if (c.count)
 *		printf("from byte %zu on: %s\n", c.start, c.items[0].text);
 *	complete_release(&c);
 *
 * This may print "from byte 6 on: region:".
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "data/package.h"

enum {
	COMPLETE_ITEMS = 50,   /* suggested at most */
	COMPLETE_ROWS = 10000, /* searched for values, from the first on */
};

struct complete_item {
	const char *text;  /* replaces the word, its scope included */
	const char *label; /* shown: the value, or the scope without its colon */
	size_t count; /* rows with the value; for a scope with any, rows of a table */
};

struct complete {
	struct arena arena;
	struct complete_item *items; /* nearest scopes first, most common values first */
	size_t count;
	size_t alloc;
	size_t start, end; /* bytes of the text that an item replaces */
	bool partly;       /* there are more rows than COMPLETE_ROWS */
};

/* Makes C empty. */
void complete_init(struct complete *c);

/* Frees what C owns and makes it empty. */
void complete_release(struct complete *c);

/* Replaces C by what the word of TEXT that ends at byte CURSOR may become, in a search of
 * table TABLE. The items live until the next call with C. */
void complete_find(struct complete *c, const struct package *p, int table,
	const char *text, size_t cursor);

#endif
