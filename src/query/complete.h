#ifndef QUERY_COMPLETE_H
#define QUERY_COMPLETE_H

/*
 * What the word that is being typed may become: a scope, and behind a scope a value of
 *its fields, with the number of rows that have it.
 *
 *	complete_find(&c, package, members, "japan reg", 9);
 *	c.start is 6, c.items[0].text is "region:"
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "data/package.h"

enum {
	COMPLETE_ITEMS = 50,   /* offered at most */
	COMPLETE_ROWS = 10000, /* looked at for values, from the first on */
};

struct complete_item {
	const char *text;  /* takes the place of the word, its scope included */
	const char *label; /* shown: the value, or the scope without its colon */
	size_t count;      /* rows with the value; 0 for a scope */
};

struct complete {
	struct arena arena;
	struct complete_item *items; /* scopes nearest first, values commonest first */
	size_t count;
	size_t alloc;
	size_t start, end; /* bytes of the text that an item replaces */
	bool partly; /* values of the first COMPLETE_ROWS rows only: there are more */
};

/* Makes C empty. */
void complete_init(struct complete *c);

/* Frees what C holds and makes it empty. */
void complete_release(struct complete *c);

/* Replaces C by what the word of TEXT that ends at byte CURSOR may become, in a search of
 * table TABLE. The items live until the next call with C. */
void complete_find(struct complete *c, const struct package *p, int table,
	const char *text, size_t cursor);

#endif
