/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_SEARCHED_H
#define TESTS_UNIT_SEARCHED_H

/* A small package with codes, references, names and sources, and a search over it. */

#include "query/search.h"
#include "unit/packed.h"

enum { COUNTRIES, MEMBERS, MEETINGS, NAMES, LANGUAGES, SOURCES };

struct searched {
	struct packed x;
	struct search s;
	struct str text; /* of the last call that returns one */
};

static inline void searched_make(struct searched *s)
{
	packed_copy(&s->x, "searched");
	packed_load(&s->x, NULL);
	assert_string_equal(packed_faults(&s->x), "");
	search_init(&s->s, &s->x.p);
	str_init(&s->text);
}

static inline void searched_end(struct searched *s)
{
	search_release(&s->s);
	str_release(&s->text);
	packed_end(&s->x);
}

/* Searches for TEXT, table TABLE first, to the end. */
static inline void searched_for(struct searched *s, const char *text, int table)
{
	search_set(&s->s, text, table, NULL, NULL);
	task_finish(&s->s.task);
}

static inline void searched_add_keys(
	struct searched *s, int table, const uint32_t *rows, size_t count)
{
	str_clear(&s->text);
	for (size_t i = 0; i < count; i++) {
		str_add(&s->text, i ? " " : "");
		table_add_key(&s->x.p.tables[table], rows[i], &s->text);
	}
}

/* Returns the keys of the rows of TABLE that TEXT finds, in the table's order; "every
 * row" when there is nothing to search for. */
static inline const char *searched_keys(struct searched *s, const char *text, int table)
{
	const struct rowset *rows = search_rows(&s->s, table);

	searched_for(s, text, table);
	if (rows->all)
		return "every row";
	searched_add_keys(s, table, rows->rows, rows->count);
	return s->text.buf;
}

/* The same, best first. */
static inline const char *searched_best(struct searched *s, const char *text, int table)
{
	uint32_t rows[20];

	searched_for(s, text, table);
	searched_add_keys(s, table, rows, search_best(&s->s, table, rows, 20));
	return s->text.buf;
}

/* Returns why row ROW of TABLE is found by TEXT when VISIBLE is on the screen. */
static inline const char *searched_reason(struct searched *s, const char *text, int table,
	uint32_t row, const char *visible)
{
	struct slice shown = slice_of(visible);

	searched_for(s, text, table);
	str_clear(&s->text);
	search_explain(&s->s, table, row, &shown, 1, &s->text);
	return s->text.buf;
}

#endif
