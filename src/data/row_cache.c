/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Owns the rows kept: at each depth one for each way, found by its number. */

#include "data/row_cache.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/csvfile.h"
#include "data/table.h"

enum {
	ROW_CACHE_WAYS = 64,       /* more than a screen has rows, mostly */
	ROW_CACHE_LARGE = 1 << 20, /* bytes of a row of which one is kept at each depth */
};

struct kept_row {
	const struct table *table; /* NULL: nothing kept */
	size_t number;
	struct csvrow row;
};

struct row_cache {
	size_t depth; /* rows pushed */
	struct kept_row rows[ROW_CACHE_DEPTH][ROW_CACHE_WAYS];
	struct kept_row *large[ROW_CACHE_DEPTH]; /* the one kept that is large, or NULL */
};

struct row_cache *row_cache_new(void)
{
	struct row_cache *c = xcalloc(1, sizeof *c);

	for (size_t i = 0; i < ROW_CACHE_DEPTH * ROW_CACHE_WAYS; i++)
		csvrow_init(&c->rows[i / ROW_CACHE_WAYS][i % ROW_CACHE_WAYS].row);
	return c;
}

void row_cache_free(struct row_cache *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < ROW_CACHE_DEPTH * ROW_CACHE_WAYS; i++)
		csvrow_release(&c->rows[i / ROW_CACHE_WAYS][i % ROW_CACHE_WAYS].row);
	free(c);
}

const struct slice *row_cache_push(
	struct row_cache *c, const struct table *t, size_t number)
{
	size_t depth = c->depth++;
	struct kept_row *kept, **large;

	assert(depth < ROW_CACHE_DEPTH);
	kept = &c->rows[depth][(number + (size_t)t->number) % ROW_CACHE_WAYS];
	if (kept->table == t && kept->number == number)
		return kept->row.cells;
	table_row(t, number, &kept->row);
	kept->table = t;
	kept->number = number;
	large = &c->large[depth];
	if (kept->row.text.len + kept->row.count * sizeof *kept->row.cells >
		ROW_CACHE_LARGE) {
		if (*large && *large != kept) {
			csvrow_release(&(*large)->row);
			(*large)->table = NULL;
		}
		*large = kept;
	}
	return kept->row.cells;
}

void row_cache_pop(struct row_cache *c)
{
	assert(c->depth);
	c->depth--;
}

void row_cache_forget(struct row_cache *c)
{
	assert(!c->depth);
	for (size_t i = 0; i < ROW_CACHE_DEPTH * ROW_CACHE_WAYS; i++)
		c->rows[i / ROW_CACHE_WAYS][i % ROW_CACHE_WAYS].table = NULL;
}
