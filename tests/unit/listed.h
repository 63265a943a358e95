/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_LISTED_H
#define TESTS_UNIT_LISTED_H

/*
 * A listing of a few cells, and what is written of it, for one test.
 *
 *	static const struct listing_column columns[] = { { .name = "name", .title = "Name" } };
 *	struct listed l;
 *
 *	listed_make(&l, columns, 1);
 *	listed_add(&l, "Bali");
 *	assert_string_equal(listed_write(&l, FORMAT_CSV), "name\nBali\n");
 *	listed_release(&l);
 */

#include <stdlib.h>

#include "base/memory.h"
#include "output/listing.h"
#include "unit/test.h"

struct listed {
	struct listing list;
	struct listing_page page; /* plain, without an edge, unless a test says more */
	struct style_codes styles;
	struct str *cells; /* a row after the other */
	size_t count, alloc;
	struct outfile outfile; /* writes nowhere: its text is what is compared */
};

static inline void listed_cell(
	struct listing *list, size_t row, size_t column, struct str *out)
{
	const struct listed *l = (const struct listed *)list;
	const struct str *cell = &l->cells[row * list->count + column];

	str_add_bytes(out, cell->buf, cell->len);
}

static inline void listed_make(
	struct listed *l, const struct listing_column *columns, size_t count)
{
	static const struct listing_kind kind = { .cell = listed_cell };

	*l = (struct listed){ .outfile.fd = -1 };
	l->list = (struct listing){ .kind = &kind, .columns = columns, .count = count };
	style_codes_init(&l->styles);
	l->page.styles = &l->styles;
	str_init(&l->outfile.text);
}

static inline void listed_add_bytes(struct listed *l, const char *text, size_t len)
{
	l->cells = array_reserve(l->cells, &l->alloc, l->count + 1, sizeof *l->cells);
	str_init(&l->cells[l->count]);
	str_add_bytes(&l->cells[l->count++], text, len);
	l->list.rows = l->count / l->list.count;
}

static inline void listed_add(struct listed *l, const char *text)
{
	listed_add_bytes(l, text, strlen(text));
}

/* Returns what the writer of FORMAT makes of L; it lives until the next call. */
static inline const char *listed_write(struct listed *l, enum format format)
{
	str_clear(&l->outfile.text);
	listing_write(&l->list, format, &l->page, &l->outfile);
	assert_int_equal(l->outfile.error, 0);
	return l->outfile.text.buf;
}

static inline void listed_release(struct listed *l)
{
	for (size_t i = 0; i < l->count; i++)
		str_release(&l->cells[i]);
	free(l->cells);
	style_codes_release(&l->styles);
	str_release(&l->outfile.text);
}

#endif
