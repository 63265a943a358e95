/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the items of one completion; what a scope means is decided in query/scope.h, and
 * nothing is searched. Values are collected first, one item for each row, and counted by
 * sorting: columns with few values are as common as columns with a different one in each
 * row, and the number of rows is bounded.
 */

#include "query/complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "query/match.h"
#include "query/range.h"
#include "query/scope.h"

/* The work of one completion. */
struct completion {
	struct complete *out;
	const struct package *package;
	int table;
	struct slice scope; /* as typed; len 0 for none */
	struct str begun;   /* folded: what items have to start with */
	struct str folded;  /* scratch */
	struct str value;   /* scratch */
};

void complete_init(struct complete *c)
{
	*c = (struct complete){ .count = 0 };
}

void complete_release(struct complete *c)
{
	arena_release(&c->arena);
	free(c->items);
	complete_init(c);
}

/* Returns the start of the word that ends at CURSOR. Blanks in quotes belong to the word:
 * with an odd number of quotes before the cursor one is open. */
static size_t word_start(const char *text, size_t cursor)
{
	size_t start = 0;
	bool quoted = false;

	for (size_t i = 0; i < cursor; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && strchr(" \t|", text[i]))
			start = i + 1;
	}
	while (start < cursor && text[start] == '-')
		start++;
	return start;
}

static struct slice fold(struct completion *x, struct slice text)
{
	str_clear(&x->folded);
	casefold_add(&x->folded, text);
	return str_slice(&x->folded);
}

static void add_item(struct completion *x, struct slice label, size_t count)
{
	struct complete *c = x->out;

	*ARRAY_ADD(c->items, c->count, c->alloc) = (struct complete_item){
		.label = arena_strndup(&c->arena, label.text, label.len), .count = count
	};
}

/* Suggests NAME as a scope, once, when a word of it or of TITLE starts as was typed: with
 * signs for its blanks, as it can be typed. COUNT is that of the rows that have a value. */
static void suggest_scope(
	struct completion *x, const char *name, const char *title, size_t count)
{
	if (x->begun.len &&
		!match_starts(fold(x, slice_of(name)), str_slice(&x->begun)) &&
		!match_starts(fold(x, slice_of(title)), str_slice(&x->begun)))
		return;
	str_clear(&x->value);
	for (; *name; name++)
		str_add_char(&x->value, strchr(" \t:|\"'", *name) ? '_' : *name);
	for (size_t i = 0; i < x->out->count; i++)
		if (strcmp(x->out->items[i].label, x->value.buf) == 0)
			return;
	add_item(x, str_slice(&x->value), count);
}

/* Counts the rows of TABLE, of the first COMPLETE_ROWS, that have a value of FIELD (-1: a
 * date in any field). */
static size_t count_filled(const struct package *p, int table, int field)
{
	const struct table *t = &p->tables[table];
	const struct resource *r = t->schema;
	size_t rows = table_rows(t);
	size_t count = 0;
	struct csvrow row;

	csvrow_init(&row);
	for (size_t i = 0; i < rows && i < COMPLETE_ROWS; i++) {
		bool filled = false;

		table_row(t, (uint32_t)i, &row);
		for (size_t f = 0; f < r->field_count && !filled; f++)
			filled = row.cells[f].len &&
				(field < 0 ? range_of_dates(&r->fields[f])
					   : f == (size_t)field);
		count += filled;
	}
	csvrow_release(&row);
	return count;
}

static void suggest_fields(struct completion *x, int table)
{
	const struct resource *r = x->package->tables[table].schema;

	for (size_t f = 0; f < r->field_count; f++)
		suggest_scope(x, r->fields[f].name, r->fields[f].title,
			count_filled(x->package, table, (int)f));
}

/* Suggests the fields of the table, those of the tables it references, and all tables. */
static void suggest_scopes(struct completion *x)
{
	static const char *const dates[] = { "date", "year" };
	const struct package *p = x->package;
	const struct resource *r = p->tables[x->table].schema;

	suggest_fields(x, x->table);
	for (size_t k = 0; k < r->foreign_count; k++)
		if (!scope_is_cited(p, r->keys[k].resource))
			suggest_fields(x, r->keys[k].resource);
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		suggest_scope(x, dates[i], "", count_filled(p, x->table, -1));
	suggest_scope(x, "table", "", p->table_count);
	for (size_t t = 0; t < p->table_count; t++)
		suggest_scope(x, p->tables[t].schema->name, p->tables[t].schema->title,
			table_rows(&p->tables[t]));
}

/* Suggests VALUE when one of its words starts as was typed. */
static void suggest_value(struct completion *x, struct slice value, size_t rows)
{
	if (value.len &&
		(!x->begun.len || match_starts(fold(x, value), str_slice(&x->begun))))
		add_item(x, value, rows);
}

/* Suggests the value of FIELD of REF as it is shown; of a list each item. */
static void suggest_field(struct completion *x, struct row_ref ref, size_t field)
{
	const struct table *t = &x->package->tables[ref.table];
	const struct field *f = &t->schema->fields[field];
	struct csvrow row;
	struct slice rest;
	struct slice item;

	str_clear(&x->value);
	if (f->type != FIELD_LIST) {
		package_add_field(x->package, t, ref.row, field, &x->value);
		suggest_value(x, str_slice(&x->value), 1);
		return;
	}
	csvrow_init(&row);
	table_row(t, ref.row, &row);
	rest = row.cells[field];
	for (size_t i = 0; list_next(&rest, f->list_delimiter, &item); i++) {
		struct row_ref target = package_follow(x->package, t, ref.row, field, i);

		str_clear(&x->value);
		if (target.table >= 0)
			package_add_name(x->package, target, &x->value);
		else
			str_add_bytes(&x->value, item.text, item.len);
		suggest_value(x, str_slice(&x->value), 1);
	}
	csvrow_release(&row);
}

/* Suggests the values that PATH leads to from REF. */
static void suggest_path(
	struct completion *x, struct row_ref ref, const struct scope_path *path)
{
	const struct table *t = &x->package->tables[ref.table];

	if (path->count == 1)
		suggest_field(x, ref, path->fields[0]);
	for (size_t i = 0; path->count > 1; i++) {
		struct row_ref target =
			package_follow(x->package, t, ref.row, path->fields[0], i);

		if (target.table < 0)
			break;
		suggest_field(x, target, path->fields[1]);
	}
}

static void suggest_values(struct completion *x)
{
	const struct package *p = x->package;
	size_t rows = table_rows(&p->tables[x->table]);
	struct scope scope;

	scope_bind(p, x->table, x->scope, &scope);
	for (size_t t = 0; scope.kind == SCOPE_TABLES && t < p->table_count; t++)
		suggest_value(x, slice_of(p->tables[t].schema->name),
			table_rows(&p->tables[t]));
	if (scope.kind != SCOPE_FIELDS)
		return;
	x->out->partly = rows > COMPLETE_ROWS;
	for (size_t i = 0; i < scope.count; i++)
		for (size_t row = 0; row < rows && row < COMPLETE_ROWS; row++)
			suggest_path(x, (struct row_ref){ x->table, (uint32_t)row },
				&scope.paths[i]);
}

static int compare_labels(const void *a, const void *b)
{
	const struct complete_item *x = a;
	const struct complete_item *y = b;

	return strcmp(x->label, y->label);
}

static int compare_counts(const void *a, const void *b)
{
	const struct complete_item *x = a;
	const struct complete_item *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return compare_labels(a, b);
}

/* Makes one item of those that are equal, and puts the most common first. */
static void count_values(struct complete *c)
{
	size_t kept = 0;

	if (!c->count)
		return;
	qsort(c->items, c->count, sizeof *c->items, compare_labels);
	for (size_t i = 0; i < c->count; i++) {
		if (kept && strcmp(c->items[kept - 1].label, c->items[i].label) == 0)
			c->items[kept - 1].count += c->items[i].count;
		else
			c->items[kept++] = c->items[i];
	}
	c->count = kept;
	qsort(c->items, c->count, sizeof *c->items, compare_counts);
}

void complete_find(struct complete *c, const struct package *p, int table,
	const char *text, size_t cursor)
{
	struct completion x = { .out = c,
		.package = p,
		.table = table,
		.begun = STR_INIT,
		.folded = STR_INIT,
		.value = STR_INIT };
	const char *colon;
	const char *begun;

	complete_release(c);
	c->start = word_start(text, cursor);
	c->end = cursor;
	colon = memchr(text + c->start, ':', cursor - c->start);
	begun = colon ? colon + 1 : text + c->start;
	casefold_add(&x.begun, (struct slice){ begun, (size_t)(text + cursor - begun) });
	if (colon) {
		x.scope = (struct slice){ text + c->start,
			(size_t)(colon - text) - c->start };
		suggest_values(&x);
		count_values(c);
	} else {
		suggest_scopes(&x);
	}
	if (c->count > COMPLETE_ITEMS)
		c->count = COMPLETE_ITEMS;
	for (size_t i = 0; i < c->count; i++) {
		const char *label = c->items[i].label;
		/* A value is put in quotes when it cannot be typed without. */
		const char *quote = strpbrk(label, " \t|\"'<>=:.-/") ? "\"" : "";

		str_clear(&x.value);
		for (const char *b = label; colon && *b; b++)
			if (*b != '"')
				str_add_char(&x.value, *b);
		c->items[i].text = colon
			? arena_printf(&c->arena, "%.*s:%s%s%s", (int)x.scope.len,
				  x.scope.text, quote, x.value.buf, quote)
			: arena_printf(&c->arena, "%s:", label);
	}
	str_release(&x.begun);
	str_release(&x.folded);
	str_release(&x.value);
}
