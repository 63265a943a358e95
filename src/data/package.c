/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/package.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/task.h"
#include "base/text.h"
#include "data/header_match.h"
#include "data/links.h"
#include "data/localname.h"
#include "data/reading.h"
#include "data/table.h"
#include "data/value.h"

enum {
	FOLLOW_PARTS = 8, /* fields of a key that is followed without a link */
	LABEL_DEPTH = 3,  /* labels that are references to rows labelled by references */
};

/* Returns half of the memory that there is, in whole GiB where it has one: what is kept of
 * the bytes of a table besides, as its index of rows and the cells of long ones, takes less
 * than they do. */
static uint64_t default_limit(void)
{
	uint64_t half = memory_size() / 2, unit = half >> 30 ? 1 << 30 : 1 << 20;

	return half < unit ? unit : half - half % unit;
}

/* Opens the files of table NUMBER of P, of which LIMIT bytes are read, unless it is of
 * outlines and they are not to be read. A table without a schema gets its fields at once,
 * so that its tab has columns. */
static void open_table(struct package *p, int number, uint64_t limit, bool outlines)
{
	struct table *t = &p->tables[number];
	const struct resource *r = t->schema;

	t->number = number;
	t->row_cache = p->row_cache;
	if (r->outlines >= 0 && !outlines)
		return;
	if (r->data)
		t->file = csvfile_open_memory(xmemdupz(r->data, r->data_size),
			r->data_size, r->source, number, &r->dialect, &p->diag);
	else if (r->path)
		t->file = csvfile_open_parts(
			r->files, r->file_count, number, &r->dialect, &p->diag);
	else
		return;
	csvfile_set_lines(t->file, r->data_lines);
	csvfile_set_limit(t->file, limit, (size_t)(memory_size() / 4 / sizeof(size_t)));
	if (!r->guessed)
		return;
	csvfile_begin(t->file);
	header_match_step(p, t, 0);
}

struct package_opening {
	struct package *package;
	struct descriptor_reading *reading; /* NULL: the descriptor is read */
	struct str why;                     /* nothing can be shown */
	uint64_t limit;
	bool outlines;
	size_t opened; /* tables */
};

struct package_opening *package_opening_new(struct package *p, const char *path,
	const struct overrides *overrides, size_t keep)
{
	struct package_opening *o = xcalloc(1, sizeof *o);

	o->package = p;
	o->limit = overrides && overrides->limit ? overrides->limit : default_limit();
	o->outlines = overrides && overrides->outlines;
	str_init(&o->why);
	*p = (struct package){ .linked = false };
	diag_init_keep(&p->diag, keep);
	o->reading = descriptor_reading_new(&p->descriptor, path, overrides, &p->diag);
	return o;
}

/* Makes the tables of the descriptor of O, which has been read, without their files. */
static void make_tables(struct package_opening *o)
{
	struct package *p = o->package;

	bool read = descriptor_reading_end(o->reading, &o->why);

	o->reading = NULL;
	if (!read)
		return;
	p->row_cache = row_cache_new();
	p->table_count = p->descriptor.resource_count;
	p->tables = xcalloc(p->table_count, sizeof *p->tables);
	for (size_t i = 0; i < p->table_count; i++) {
		struct table *t = &p->tables[i];

		t->schema = &p->descriptor.resources[i];
		t->readings = readings_new();
		t->links = xcalloc(t->schema->foreign_count, sizeof *t->links);
	}
}

/* The links are empty at first, so that they can be followed at any time. */
bool package_opening_step(struct package_opening *o, int64_t until)
{
	struct package *p = o->package;

	if (o->reading) {
		if (!descriptor_reading_step(o->reading, until))
			return false;
		make_tables(o);
	}
	while (o->opened < p->table_count) {
		open_table(p, (int)o->opened++, o->limit, o->outlines);
		if (clock_now() >= until)
			break;
	}
	return o->opened == p->table_count;
}

bool package_opening_end(struct package_opening *o, struct str *err)
{
	struct package *p = o->package;
	bool whole = !o->reading && !o->why.len && o->opened == p->table_count &&
		!package_refused(p, err);

	if (o->reading)
		descriptor_reading_end(o->reading, &o->why);
	if (o->why.len)
		str_add_bytes(err, o->why.buf, o->why.len);
	if (!whole)
		package_release(p);
	str_release(&o->why);
	free(o);
	return whole;
}

bool package_open_keep(struct package *p, const char *path,
	const struct overrides *overrides, size_t keep, struct str *err)
{
	struct package_opening *o = package_opening_new(p, path, overrides, keep);

	while (!package_opening_step(o, INT64_MAX))
		continue;
	return package_opening_end(o, err);
}

bool package_refused(const struct package *p, struct str *err)
{
	for (size_t i = 0; p->descriptor.lone && i < p->diag.count; i++) {
		const struct diag_entry *entry = &p->diag.entries[i];

		if (entry->fault != FAULT_BINARY)
			continue;
		if (err)
			str_addf(err, "%s: %s", entry->place.file, entry->text);
		return true;
	}
	return false;
}

bool package_open(struct package *p, const char *path, const struct overrides *overrides,
	struct str *err)
{
	return package_open_keep(p, path, overrides, DIAG_KEEP, err);
}

void package_release(struct package *p)
{
	for (size_t i = 0; i < p->table_count; i++) {
		for (size_t j = 0; j < p->tables[i].schema->foreign_count; j++)
			link_release(&p->tables[i].links[j]);
		free(p->tables[i].links);
		readings_free(p->tables[i].readings);
		table_release(&p->tables[i]);
	}
	free(p->tables);
	row_cache_free(p->row_cache);
	localnames_free(p->local);
	descriptor_release(&p->descriptor);
	diag_release(&p->diag);
	*p = (struct package){ .linked = false };
}

const struct table *package_table(const struct package *p, const char *name)
{
	int number = descriptor_find(&p->descriptor, name);

	return number < 0 ? NULL : &p->tables[number];
}

bool list_next(struct slice *list, char delimiter, struct slice *item)
{
	const char *end;
	size_t len;

	if (!list->len)
		return false;
	end = memchr(list->text, delimiter, list->len);
	len = end ? (size_t)(end - list->text) : list->len;
	*item = slice_trim((struct slice){ list->text, len });
	if (end)
		len++;
	list->text += len;
	list->len -= len;
	return true;
}

/* Returns the row that item ITEM of foreign key KEY in row NUMBER of T refers to: by the
 * link, or, before it is built, by the index of the primary key pointed to. */
static uint32_t follow(const struct package *p, const struct table *t, size_t number,
	int key_number, size_t item)
{
	const struct foreign_key *key = &t->schema->keys[key_number];
	const struct table *other = &p->tables[key->resource];
	struct slice parts[FOLLOW_PARTS], list;
	const struct slice *cells;
	uint32_t row = ROW_NONE;
	bool found = true;

	if (t->links[key_number].built)
		return link_target(&t->links[key_number], number, item);
	if (!other->index || key->count > FOLLOW_PARTS ||
		!resource_key_is(other->schema, key->their, key->count))
		return ROW_NONE;
	cells = row_cache_push(p->row_cache, t, number);
	for (size_t i = 0; i < key->count; i++) {
		parts[i] = cells[key->fields[i]];
		found = found && parts[i].len;
	}
	list = parts[0];
	for (size_t i = 0; key->list && found && i <= item; i++)
		found = list_next(&list, t->schema->fields[key->fields[0]].list_delimiter,
			&parts[0]);
	if (found)
		row = keyindex_follow(other->index, t->schema, key, parts);
	row_cache_pop(p->row_cache);
	return row;
}

struct row_ref package_follow(const struct package *p, const struct table *t,
	size_t number, size_t field, size_t item)
{
	int key = t->schema->fields[field].reference;
	uint32_t row = key < 0 ? (uint32_t)ROW_NONE : follow(p, t, number, key, item);

	if (row == ROW_NONE)
		return ROW_NOWHERE;
	return (struct row_ref){ t->schema->keys[key].resource, row };
}

/* The descriptor has no ring of one-to-one keys. */
struct row_ref package_root(const struct package *p, struct row_ref ref)
{
	while (ref.table >= 0 && p->tables[ref.table].schema->one_to_one >= 0) {
		const struct table *t = &p->tables[ref.table];
		int key = t->schema->one_to_one;
		uint32_t row = follow(p, t, ref.row, key, 0);

		if (row == ROW_NONE)
			break;
		ref = (struct row_ref){ t->schema->keys[key].resource, row };
	}
	return ref;
}

/* Returns the row of T that is joined to ROOT, or ROW_NONE, by following backwards the
 * keys that package_root follows. */
static uint32_t find_joined(
	const struct package *p, const struct table *t, struct row_ref root)
{
	int key = t->schema->one_to_one;
	const uint32_t *rows;
	uint32_t above;
	size_t count;

	if (t->number == root.table)
		return root.row;
	if (key < 0 || !t->links[key].built)
		return ROW_NONE;
	above = find_joined(p, &p->tables[t->schema->keys[key].resource], root);
	if (above == ROW_NONE)
		return ROW_NONE;
	rows = link_back(&t->links[key], above, &count);
	return count ? rows[0] : (uint32_t)ROW_NONE;
}

size_t package_joined_rows(
	const struct package *p, struct row_ref root, struct row_ref *out, size_t max)
{
	size_t count = 0;

	for (size_t i = 0; i < p->table_count && count < max; i++) {
		struct row_ref ref = { (int)i, find_joined(p, &p->tables[i], root) };

		if (ref.table != root.table && ref.row != ROW_NONE)
			out[count++] = ref;
	}
	return count;
}

size_t package_back_links(
	const struct package *p, struct row_ref ref, struct back_link *out, size_t max)
{
	size_t count = 0;

	for (size_t i = 0; p->linked && i < p->table_count; i++) {
		const struct table *t = &p->tables[i];

		for (size_t j = 0; j < t->schema->foreign_count && count < max; j++) {
			struct back_link *link = &out[count];

			if (t->schema->keys[j].resource != ref.table ||
				(int)j == t->schema->one_to_one)
				continue;
			*link = (struct back_link){ .table = (int)i, .key = (int)j };
			link->rows = link_back(&t->links[j], ref.row, &link->count);
			link->filled = t->links[j].filled;
			count += link->count > 0;
		}
	}
	return count;
}

static void add_label(const struct package *p, const struct table *t, size_t number,
	int depth, struct str *out);

/* Appends what TEXT, an item of a field, is called: by REF, the row it refers to, or as
 * it is. */
static void add_item(const struct package *p, struct row_ref ref, struct slice text,
	int depth, struct str *out)
{
	if (ref.table >= 0 && depth < LABEL_DEPTH)
		add_label(p, &p->tables[ref.table], ref.row, depth + 1, out);
	else
		str_add_bytes(out, text.text, text.len);
}

/*
 * Appends the value of FIELD. Empty items of a list are left out, but they count: links
 * are numbered by the position of the item. One of several fields of a key does not
 * refer to a row by itself. Choices are few, and nearly every value is one of them, so
 * they are searched one by one. The row stays pushed until the end: TEXT points into it.
 */
static void add_field(const struct package *p, const struct table *t, size_t number,
	size_t field, int depth, struct str *out)
{
	const struct field *f = &t->schema->fields[field];
	struct slice text = row_cache_push(p->row_cache, t, number)[field], item;
	size_t before = out->len, k;

	if (f->type == FIELD_LIST) {
		for (size_t i = 0; list_next(&text, f->list_delimiter, &item); i++) {
			if (!item.len)
				continue;
			if (out->len > before)
				str_add(out, ", ");
			add_item(p, package_follow(p, t, number, field, i), item, depth,
				out);
		}
	} else if (text.len && f->reference >= 0 &&
		t->schema->keys[f->reference].count == 1) {
		add_item(p, package_follow(p, t, number, field, 0), text, depth, out);
	} else if (text.len) {
		k = value_choice(f, text);
		if (k < f->choice_count)
			str_add(out, f->choices[k].label);
		else
			str_add_bytes(out, text.text, text.len);
	}
	row_cache_pop(p->row_cache);
}

/* Appends the value of PATH from step STEP on, for row NUMBER of the table it is at. */
static void add_steps(const struct package *p, const struct table *t, size_t number,
	const struct path *path, size_t step, int depth, struct str *out)
{
	size_t field = path->fields[step];
	const struct field *f = &t->schema->fields[field];
	size_t before = out->len, items = 1;

	if (step + 1 == path->count) {
		add_field(p, t, number, field, depth, out);
		return;
	}
	if (f->type == FIELD_LIST) {
		struct slice rest = row_cache_push(p->row_cache, t, number)[field], item;

		for (items = 0; list_next(&rest, f->list_delimiter, &item); items++)
			;
		row_cache_pop(p->row_cache);
	}
	for (size_t i = 0; i < items; i++) {
		struct row_ref ref = package_follow(p, t, number, field, i);
		size_t here;

		if (ref.table < 0)
			continue;
		if (out->len > before)
			str_add(out, ", ");
		here = out->len;
		add_steps(p, &p->tables[ref.table], ref.row, path, step + 1, depth, out);
		if (out->len == here && here > before)
			str_truncate(out, here - 2);
	}
}

static void add_label(const struct package *p, const struct table *t, size_t number,
	int depth, struct str *out)
{
	size_t before = out->len;

	if (t->schema->label.count)
		add_steps(p, t, number, &t->schema->label, 0, depth, out);
	if (out->len == before && t->schema->key_count)
		table_add_key(t, number, out);
	if (out->len == before)
		str_addf(out, _("row %zu"), number + 1);
}

void package_add_label(
	const struct package *p, const struct table *t, size_t number, struct str *out)
{
	add_label(p, t, number, 0, out);
}

void package_add_name(const struct package *p, struct row_ref ref, struct str *out)
{
	package_add_label(p, &p->tables[ref.table], ref.row, out);
}

size_t package_rows(const struct package *p)
{
	size_t rows = 0;

	for (size_t i = 0; i < p->table_count; i++)
		rows += table_rows(&p->tables[i]);
	return rows;
}

bool package_add_noun(const struct package *p, int table, size_t count, struct str *out)
{
	const char *title = p->tables[table].schema->title;
	size_t len = strlen(title), start = out->len;

	if (len < 3 || title[len - 1] != 's' || title[len - 2] == 's')
		return false;
	str_add(out, title);
	/* An abbreviation keeps its capitals. */
	if (!isupper((unsigned char)title[1]))
		out->buf[start] = (char)tolower((unsigned char)title[0]);
	if (count != 1)
		return true;
	if (len > 3 && !strcmp(title + len - 3, "ies")) {
		str_truncate(out, out->len - 3);
		str_add_char(out, 'y');
	} else {
		str_truncate(out, out->len - 1);
	}
	return true;
}

void package_add_count(const struct package *p, int table, size_t count, struct str *out)
{
	struct number_text number = number_text(count);
	struct str noun = STR_INIT;

	if (package_add_noun(p, table, count, &noun))
		str_addf(out, "%s %s", number.text, noun.buf);
	else
		str_addf(out, ngettext("%s row", "%s rows", count), number.text);
	str_release(&noun);
}

void package_add_value(const struct package *p, const struct table *t, size_t number,
	const struct path *path, struct str *out)
{
	add_steps(p, t, number, path, 0, 0, out);
}

void package_add_part(const struct package *p, const struct table *t, size_t number,
	const struct path *path, size_t most, struct str *out)
{
	size_t field = path->fields[0];
	const struct field *f = &t->schema->fields[field];
	struct slice text;

	if (!most || path->count > 1 || f->type == FIELD_LIST || f->reference >= 0 ||
		f->choice_count) {
		add_steps(p, t, number, path, 0, 0, out);
	} else if (table_peek(t, number, field, &text)) {
		text = text_part(text, most);
		str_add_bytes(out, text.text, text.len);
	} else {
		text = text_part(row_cache_push(p->row_cache, t, number)[field], most);
		str_add_bytes(out, text.text, text.len);
		row_cache_pop(p->row_cache);
	}
}

void package_add_field(const struct package *p, const struct table *t, size_t number,
	size_t field, struct str *out)
{
	add_field(p, t, number, field, 0, out);
}
