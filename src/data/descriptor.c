/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is asked of a descriptor that has been read, and the fields of tables without a
 * schema, which are those of their files. Tables and fields are found by their names.
 */

#include "config.h"

#include "data/descriptor.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/bali_ext.h"

/* Strings are never NULL, so that their users need not ask. */
void descriptor_init(struct descriptor *d)
{
	*d = (struct descriptor){ .folder = "",
		.name = "",
		.title = "",
		.description = "",
		.version = "",
		.created = "",
		.homepage = "" };
}

void descriptor_release(struct descriptor *d)
{
	arena_release(&d->arena);
	descriptor_init(d);
}

void descriptor_add_path(
	const struct descriptor *d, const struct resource *r, struct str *out)
{
	if (*d->folder)
		str_addf(out, "%s/", d->folder);
	str_add(out, r->path);
}

int descriptor_find(const struct descriptor *d, const char *name)
{
	size_t number = namemap_find(&d->resource_numbers, slice_of(name));

	return number == NAMEMAP_NONE ? -1 : (int)number;
}

int resource_field(const struct resource *r, const char *name)
{
	return resource_find_field(r, slice_of(name));
}

int resource_find_field(const struct resource *r, struct slice name)
{
	size_t number = namemap_find(&r->field_numbers, name);

	return number == NAMEMAP_NONE ? -1 : (int)number;
}

bool resource_in_key(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->key_count; i++)
		if (r->key[i] == field)
			return true;
	return false;
}

bool fields_same(const size_t *a, size_t a_count, const size_t *b, size_t b_count)
{
	for (size_t i = 0; i < a_count; i++) {
		size_t k = 0;

		while (k < b_count && a[i] != b[k])
			k++;
		if (k == b_count)
			return false;
	}
	return a_count == b_count;
}

bool resource_key_is(const struct resource *r, const size_t *fields, size_t count)
{
	return count == r->key_count &&
		memcmp(fields, r->key, count * sizeof *fields) == 0;
}

/* Returns NAME, which was a cell of a header, as a title: of a long one the start, for titles
 * are drawn whole. */
static const char *title_of(struct descriptor *d, const char *name)
{
	enum { TITLE_MOST = 1000 };
	struct slice text = slice_of(name), part = text_part(text, TITLE_MOST);

	return part.len == text.len
		? name
		: arena_printf(&d->arena, "%.*s…", (int)part.len, part.text);
}

/* Adds a field of type any to G: CELL is its name in the header. */
static void add_field(struct descriptor *d, const struct resource *r,
	struct descriptor_guess *g, const char *cell)
{
	const char *name =
		namemap_add_free(&g->numbers, cell, g->count, " (", ")", &d->arena);

	g->fields[g->count++] = (struct field){ .name = name,
		.label = cell,
		.missing = &r->null_sequence,
		.missing_count = r->null_sequence != NULL,
		.title = title_of(d, name),
		.description = "",
		.format = "default",
		.item_type = FIELD_STRING,
		.list_delimiter = ',',
		.min_length = -1,
		.max_length = -1,
		.decimal_char = '.',
		.group_char = "",
		.bare_number = true,
		.reference = -1 };
}

void descriptor_guess_begin(
	struct descriptor *d, struct descriptor_guess *g, size_t count)
{
	*g = (struct descriptor_guess){ .fields = arena_array(
						&d->arena, count, sizeof *g->fields) };
	namemap_reserve(&g->numbers, count, &d->arena);
}

void descriptor_guess_field(
	struct descriptor *d, int number, struct descriptor_guess *g, struct slice cell)
{
	const struct resource *r = &d->resources[number];

	add_field(d, r, g,
		r->dialect.header && slice_trim(cell).len
			? arena_strndup(&d->arena, cell.text, cell.len)
			: arena_printf(&d->arena, "column %zu", g->count + 1));
}

void descriptor_guess(struct descriptor *d, int number, const struct descriptor_guess *g)
{
	struct resource *r = &d->resources[number];

	r->fields = g->fields;
	r->field_count = g->count;
	r->field_numbers = g->numbers;
	bali_ext_guess(d, r);
}

void descriptor_widen(struct descriptor *d, int number, size_t first, size_t end)
{
	struct resource *r = &d->resources[number];
	size_t count = r->field_count;
	struct descriptor_guess g = { .count = count, .numbers = r->field_numbers };

	g.fields = arena_array(&d->arena, count + end - first, sizeof *g.fields);
	/* What points to the fields that were there before may go on to do so. */
	if (count)
		memcpy(g.fields, r->fields, count * sizeof *g.fields);
	for (size_t i = first; i < end; i++)
		add_field(d, r, &g, arena_printf(&d->arena, "column %zu", i + 1));
	r->fields = g.fields;
	r->field_count = g.count;
	r->field_numbers = g.numbers;
	bali_ext_add_columns(d, r, count);
}
