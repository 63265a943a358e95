/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * There is no index from words to rows. With it the time of a search would not depend on
 * the number of rows, but it takes longer to build than a dozen searches, doubles the
 * memory, and answers no question about the inside of words. The names of a country, a
 * hundred and fifty, are searched one by one in two microseconds, all texts of the bundled
 * tables in one to two milliseconds.
 *
 * Folded texts of small tables are kept, since these are searched at each letter and with
 * every row that references them. Of large tables none is kept: they would be a second
 * copy of the file, and rows of plain ASCII are searched in its bytes (query/scan.h).
 */

#include "query/search_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/task.h"
#include "base/text.h"
#include "data/links.h"
#include "query/scan.h"
#include "query/scope.h"

void search_text_init(struct search_text *x, const struct package *p)
{
	*x = (struct search_text){ .package = p, .ahead_left = SEARCH_TEXT_AHEAD };
	x->tables = xcalloc(p->table_count + 1, sizeof *x->tables);
	x->has_names = xcalloc(p->table_count + 1, sizeof *x->has_names);
	for (size_t i = 0; i < p->table_count; i++) {
		const struct resource *r = p->tables[i].schema;

		if (r->names && r->names_key >= 0)
			x->has_names[r->keys[r->names_key].resource] = true;
	}
}

static void forget(struct table_text *t)
{
	arena_release(&t->arena);
	free(t->docs);
	t->docs = NULL;
	t->count = 0;
}

static void release(struct table_text *t)
{
	forget(t);
	free(t->uses);
	free(t->refs);
	str_release(&t->text);
	str_release(&t->code_text);
	str_release(&t->keys);
	str_release(&t->value);
}

void search_text_release(struct search_text *x)
{
	for (size_t i = 0; i < x->package->table_count; i++)
		if (x->tables[i].ready)
			release(&x->tables[i]);
	free(x->tables);
	free(x->has_names);
}

/* --- what rows of a table are found by --- */

/* The table that the one-to-one key of TABLE leads to, or -1. */
static int table_above(const struct package *p, int table)
{
	const struct resource *r = p->tables[table].schema;

	return r->one_to_one < 0 ? -1 : r->keys[r->one_to_one].resource;
}

static bool is_label(const struct resource *r, size_t field)
{
	return r->label.count == 1 && r->label.fields[0] == field;
}

/* Returns whether FIELD is the key of rows that are called otherwise, and no column shows
 * it: a word of it is none that the user knows. */
static bool is_hidden_key(const struct resource *r, size_t field)
{
	bool hidden = r->key_count == 1 && r->key[0] == field && !is_label(r, field) &&
		r->fields[field].type == FIELD_STRING;

	for (size_t i = 0; i < r->column_count && hidden; i++)
		hidden = r->columns[i].count > 1 || r->columns[i].fields[0] != field;
	return hidden;
}

static enum field_use use_of(
	const struct package *p, const struct resource *r, size_t field)
{
	const struct field *f = &r->fields[field];

	if (r->names && !is_label(r, field))
		return USE_NONE;
	if (f->reference >= 0)
		return scope_is_cited(p, r->keys[f->reference].resource) ? USE_NONE
									 : USE_KEY;
	if (f->code || is_hidden_key(r, field))
		return USE_CODE;
	if (f->type == FIELD_BOOLEAN || f->type == FIELD_GEOPOINT ||
		f->type == FIELD_GEOJSON)
		return USE_NONE;
	for (size_t i = 0; i < f->choice_count; i++)
		if (strcmp(f->choices[i].value, f->choices[i].label) != 0)
			return USE_CHOICE;
	return USE_TEXT;
}

/* Returns whether C separates words wherever it is in a row, as a sign of the format or
 * not. */
static bool separates_words(char c)
{
	struct slice sign = { &c, 1 };

	return !scan_takes(sign) && (c == '\'' || scan_odd(sign, 0) == 1);
}

/* Sets in_bytes and plain. What is shown for a choice, or instead of a reference, is not in
 * the bytes of the row. */
static void look_at_bytes(struct table_text *t)
{
	const struct resource *r = t->table->schema;

	t->in_bytes = r->field_count && t->table->in_order && r->label.count == 1 &&
		r->fields[r->label.fields[0]].reference < 0 &&
		separates_words(r->dialect.delimiter) &&
		separates_words(r->dialect.quote);
	for (size_t f = 0; f < r->field_count; f++)
		t->in_bytes &= t->uses[f] != USE_CHOICE;
	t->plain = t->in_bytes;
	for (size_t f = 0; f < r->field_count; f++)
		t->plain &= t->uses[f] == USE_TEXT && !r->fields[f].missing_count;
}

/* Adds the references of the table, a key of several fields by the first of them. */
static void add_references(struct table_text *t)
{
	const struct resource *r = t->table->schema;

	t->refs = xcalloc(r->field_count + 1, sizeof *t->refs);
	for (size_t f = 0; f < r->field_count; f++) {
		int key = r->fields[f].reference;
		bool cited;

		t->codes |= r->fields[f].code || key >= 0;
		if (key < 0 || r->names || r->keys[key].fields[0] != f)
			continue;
		cited = scope_is_cited(t->package, r->keys[key].resource);
		t->refs[t->ref_count++] = (struct reference){
			.field = f,
			.key = (size_t)key,
			.table = r->keys[key].resource,
			.list = r->keys[key].list,
			.one = r->one_to_one == key,
			.is_source = cited,
		};
		t->alone &= cited;
	}
}

static void prepare(struct search_text *x, int number)
{
	const struct package *p = x->package;
	struct table_text *t = &x->tables[number];
	const struct resource *r = p->tables[number].schema;

	*t = (struct table_text){ .ready = true,
		.package = p,
		.table = &p->tables[number],
		.field_count = r->field_count,
		.text = STR_INIT,
		.code_text = STR_INIT,
		.keys = STR_INIT,
		.value = STR_INIT };
	for (int above = r->names ? -1 : number; above >= 0;
		above = table_above(p, above))
		t->named |= x->has_names[above];
	t->alone = !t->named;
	t->uses = xcalloc(r->field_count + TABLE_EXTRA, sizeof *t->uses);
	for (size_t f = 0; f < r->field_count; f++)
		t->uses[f] = use_of(p, r, f);
	look_at_bytes(t);
	add_references(t);
}

bool search_text_update(struct search_text *x)
{
	const struct package *p = x->package;
	bool linked = p->linked && !x->linked, changed = linked;

	for (size_t i = 0; i < p->table_count; i++) {
		struct table_text *t = &x->tables[i];
		bool wider =
			t->ready && t->field_count != p->tables[i].schema->field_count;

		if (wider)
			release(t);
		if (wider || (!t->ready && p->tables[i].ready))
			prepare(x, (int)i);
		else if (linked && t->ready && p->tables[i].schema->foreign_count)
			forget(t);
		t->changed = wider || (linked && (t->ref_count || t->named));
		changed |= wider;
	}
	x->linked = p->linked;
	return changed;
}

/* --- the texts of one row --- */

/* Appends TEXT, of which *LEFT bytes are still to be searched, as a line. As written, what
 * would end a line or a text becomes a blank. */
static void add_line(struct str *out, struct slice text, bool raw, size_t *left)
{
	size_t start;

	text = text_part(text, *left);
	*left -= text.len;
	if (!out->len)
		str_add_char(out, '\n');
	start = out->len;
	if (raw)
		str_add_bytes(out, text.text, text.len);
	else
		casefold_add(out, text);
	if (out->len == start)
		return;
	for (size_t i = start; raw && i < out->len; i++)
		if (out->buf[i] == '\n' || out->buf[i] == '\0')
			out->buf[i] = ' ';
	str_add_char(out, '\n');
}

static void add_cell(struct table_text *t, uint32_t row, size_t field, struct slice cell,
	bool raw, size_t *left)
{
	const struct field *f = &t->table->schema->fields[field];
	struct slice item;

	switch (t->uses[field]) {
	case USE_TEXT:
		add_line(&t->text, cell, raw, left);
		while (*left && f->type == FIELD_LIST &&
			separates_words(f->list_delimiter) &&
			list_next(&cell, f->list_delimiter, &item))
			if (cell.len)
				add_line(&t->text, item, raw, left);
		break;
	case USE_CHOICE:
		str_clear(&t->value);
		package_add_field(t->package, t->table, row, field, &t->value);
		add_line(&t->text, str_slice(&t->value), raw, left);
		break;
	case USE_CODE:
		add_line(&t->code_text, cell, raw, left);
		break;
	case USE_KEY:
		if (f->type != FIELD_LIST)
			add_line(&t->keys, cell, raw, left);
		else
			while (*left && list_next(&cell, f->list_delimiter, &item))
				add_line(&t->keys, item, raw, left);
		break;
	case USE_NONE:
		break;
	}
}

/* The label is first, even when it folds to nothing: then its line is empty. What a row
 * without one is called ("row 7") is not its text. */
static void add_label(struct table_text *t, uint32_t row, bool raw, size_t *left)
{
	str_clear(&t->text);
	str_clear(&t->value);
	if (t->table->schema->label.count)
		package_add_part(t->package, t->table, row, &t->table->schema->label,
			SEARCH_TEXT_MOST, &t->value);
	add_line(&t->text, str_slice(&t->value), raw, left);
	if (t->text.len == 1)
		str_add_char(&t->text, '\n');
}

/* Makes the texts of ROW. Of a plain table the file's cells are taken, so that one that a
 * row has too many of is found here as well as in the bytes. */
static struct doc make_doc(struct table_text *t, uint32_t row, bool raw)
{
	const struct resource *r = t->table->schema;
	struct csvrow cells;
	size_t count = r->field_count, left = SEARCH_TEXT_MOST;

	str_clear(&t->code_text);
	str_clear(&t->keys);
	add_label(t, row, raw, &left);
	csvrow_init(&cells);
	if (t->plain) {
		csvfile_cells(
			t->table->file, t->table->first + row, SEARCH_TEXT_CELLS, &cells);
		count = cells.count;
	} else {
		table_row(t->table, row, &cells);
	}
	for (size_t f = 0; f < count && left; f++) {
		if (f >= r->field_count)
			add_line(&t->text, cells.cells[f], raw, &left);
		else if (!is_label(r, f))
			add_cell(t, row, f, cells.cells[f], raw, &left);
	}
	csvrow_release(&cells);
	return (struct doc){ { t->text.buf, t->text.len },
		{ t->code_text.buf, t->code_text.len }, { t->keys.buf, t->keys.len } };
}

static bool is_kept(const struct table_text *t, uint32_t row)
{
	return row < t->count && t->docs[row].text.text;
}

/* Returns the bytes of the file of T, or as many as are known. */
static uint64_t file_bytes(const struct table *t)
{
	uint64_t total, known = csvfile_bytes(t->file, &total);

	return known > total ? known : total;
}

bool search_text_keeps(const struct search_text *x, int table)
{
	return file_bytes(x->tables[table].table) <= SEARCH_TEXT_KEEP;
}

struct doc search_text_doc(struct search_text *x, struct row_ref ref, bool raw)
{
	struct table_text *t = &x->tables[ref.table];
	struct doc doc;
	size_t rows;

	if (!raw && is_kept(t, ref.row))
		return t->docs[ref.row];
	doc = make_doc(t, ref.row, raw);
	if (raw || !search_text_keeps(x, ref.table))
		return doc;
	rows = table_rows(t->table);
	if (ref.row >= t->count) {
		t->docs = xreallocarray(t->docs, rows, sizeof *t->docs);
		memset(t->docs + t->count, 0, (rows - t->count) * sizeof *t->docs);
		t->count = rows;
	}
	doc.text.text = arena_strndup(&t->arena, doc.text.text, doc.text.len);
	doc.codes.text = arena_strndup(&t->arena, doc.codes.text, doc.codes.len);
	doc.keys.text = arena_strndup(&t->arena, doc.keys.text, doc.keys.len);
	t->docs[ref.row] = doc;
	return doc;
}

struct slice search_text_label(struct search_text *x, struct row_ref ref)
{
	struct table_text *t = &x->tables[ref.table];
	size_t left = SEARCH_TEXT_MOST;

	if (is_kept(t, ref.row))
		return doc_label(&t->docs[ref.row]);
	add_label(t, ref.row, false, &left);
	return doc_label(&(struct doc){ .text = { t->text.buf, t->text.len } });
}

struct slice doc_label(const struct doc *doc)
{
	struct slice text = doc->text;
	const char *end = memchr(text.text + 1, '\n', text.len - 1);

	return slice_part(text, 1, (size_t)(end - text.text - 1));
}

bool search_text_step(struct search_text *x, int64_t until)
{
	const struct package *p = x->package;
	size_t work = 0;

	for (; x->linked && x->ahead_table < p->table_count; x->ahead_table++) {
		const struct table *t = &p->tables[x->ahead_table];
		bool ahead = t->ready &&
			(t->schema->names || file_bytes(t) <= x->ahead_left);
		size_t rows = ahead ? table_rows(t) : 0;

		while (x->ahead_row < rows) {
			struct row_ref ref = { (int)x->ahead_table,
				(uint32_t)x->ahead_row };

			search_text_doc(x, ref, false);
			x->ahead_row++;
			if (task_is_late(&work, table_row_size(t, ref.row), until))
				return false;
		}
		x->ahead_row = 0;
		if (ahead && !t->schema->names)
			x->ahead_left -= file_bytes(t);
	}
	return true;
}

/* --- from row to row --- */

const uint32_t *search_text_targets(const struct search_text *x, struct row_ref ref,
	const struct reference *r, size_t *count)
{
	const struct link *link = &x->package->tables[ref.table].links[r->key];

	*count = 0;
	if (!x->linked || !link->built)
		return NULL;
	if (!link->item_start) {
		*count = 1;
		return link->target + ref.row;
	}
	*count = link->item_start[ref.row + 1] - link->item_start[ref.row];
	return link->target + link->item_start[ref.row];
}

const struct reference *search_text_reference(
	const struct search_text *x, int table, size_t field)
{
	const struct table_text *t = &x->tables[table];

	for (size_t i = 0; i < t->ref_count; i++)
		if (t->refs[i].field == field)
			return &t->refs[i];
	return NULL;
}

struct row_ref search_text_above(const struct search_text *x, struct row_ref ref)
{
	const struct table *t = &x->package->tables[ref.table];
	int key = t->schema->one_to_one;
	uint32_t row = ROW_NONE;

	if (key >= 0 && t->links[key].built)
		row = link_target(&t->links[key], ref.row, 0);
	if (row == ROW_NONE)
		return ROW_NOWHERE;
	return (struct row_ref){ table_above(x->package, ref.table), row };
}

struct name_walk search_text_names(const struct search_text *x, struct row_ref ref)
{
	return (struct name_walk){
		.texts = x, .ref = x->linked ? ref : ROW_NOWHERE, .table = -1
	};
}

/* Returns whether rows of table NAMES are names of rows of TABLE. */
static bool gives_names(const struct package *p, size_t names, int table)
{
	const struct resource *r = p->tables[names].schema;

	return r->names && r->names_key >= 0 && r->keys[r->names_key].resource == table;
}

bool search_text_next_table(struct name_walk *w)
{
	const struct package *p = w->texts->package;

	while (w->ref.table >= 0 && w->texts->tables[w->ref.table].named) {
		while (++w->table < (int)p->table_count) {
			const struct table *t = &p->tables[w->table];
			const struct link *link;

			if (!gives_names(p, (size_t)w->table, w->ref.table))
				continue;
			link = &t->links[t->schema->names_key];
			w->at = w->count = 0;
			if (link->built)
				w->rows = link_back(link, w->ref.row, &w->count);
			if (w->count)
				return true;
		}
		w->ref = w->own ? ROW_NOWHERE : search_text_above(w->texts, w->ref);
		w->table = -1;
	}
	w->at = w->count = 0;
	return false;
}
