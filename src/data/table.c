/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns a table's file, its index by primary key and where in the file its fields are: a
 * table's header is matched with its schema once (Table Schema v2, "fieldsMatch"). Does
 * not check the rows (check.c) nor link them (links.c). Row numbers never change; cells
 * may move whenever the loading goes on.
 */

#include "data/table.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/namemap.h"
#include "base/task.h"
#include "base/text.h"
#include "data/csvfault.h"
#include "data/header_match.h"
#include "data/value.h"

const char *table_file(const struct table *t, size_t number)
{
	return csvfile_name(t->file, t->first + number);
}

void table_release(struct table *t)
{
	header_match_free(t->match);
	csvfile_free(t->file);
	keyindex_free(t->index);
	free(t->cell_of);
}

size_t table_rows(const struct table *t)
{
	size_t rows = t->ready ? csvfile_rows(t->file) : 0;

	return rows > t->first ? rows - t->first : 0;
}

bool table_broken(const struct table *t)
{
	return t->file && csvfile_broken(t->file);
}

bool table_complete(const struct table *t)
{
	return !t->file || (csvfile_complete(t->file) && !t->match);
}

/* The text of cells that hold no value, distinct from those whose value is empty. */
static const char no_value[] = "";

bool table_is_missing(const struct field *f, struct slice cell)
{
	return !cell.len && (!f->empty_is_value || cell.text == no_value);
}

void table_arrange(const struct table *t, struct csvrow *row)
{
	static const struct slice empty = { no_value, 0 };
	const struct resource *r = t->schema;
	size_t fields = r->field_count, had = row->count;

	if (!t->in_order || had != fields) {
		struct slice *cells = array_reserve(
			row->cells, &row->alloc, had + fields, sizeof *cells);

		for (size_t i = 0; !t->in_order && i < fields; i++) {
			int cell = t->cell_of[i];

			cells[had + i] =
				cell >= 0 && (size_t)cell < had ? cells[cell] : empty;
		}
		if (!t->in_order)
			memmove(cells, cells + had, fields * sizeof *cells);
		else
			for (size_t i = had; i < fields; i++)
				cells[i] = empty;
		row->cells = cells;
		row->count = fields;
	}
	for (size_t i = 0; i < fields; i++) {
		const struct field *f = &r->fields[i];

		if (f->missing_names &&
			namemap_find(f->missing_names, row->cells[i]) != NAMEMAP_NONE)
			row->cells[i] = empty;
		for (size_t j = 0; !f->missing_names && j < f->missing_count; j++)
			if (slice_equal(row->cells[i], slice_of(f->missing[j])))
				row->cells[i] = empty;
	}
}

size_t table_most_cells(const struct table *t)
{
	size_t fields = t->schema->field_count, cells = t->header_count + TABLE_EXTRA;

	return fields > cells ? fields : cells;
}

void table_row(const struct table *t, size_t number, struct csvrow *row)
{
	csvfile_cells(t->file, t->first + number, table_most_cells(t), row);
	table_arrange(t, row);
}

size_t table_row_size(const struct table *t, size_t number)
{
	size_t row = t->first + number;
	size_t size = csvfile_span(t->file, row, row + 1).len;

	/* Of most rows nothing is read for that, and their line end makes no difference. */
	return size < TASK_PORTION ? size : csvfile_raw(t->file, row, NULL).len;
}

enum {
	PEEK_FIELDS = 16,         /* for those behind them the row is rather split */
	PEEK_LONG = TASK_PORTION, /* bytes of a row that may be kept split */
};

bool table_peek(const struct table *t, size_t number, size_t field, struct slice *out)
{
	const struct csvfile_dialect *d = csvfile_dialect(t->file);
	const char *cell, *end, *p;
	struct slice raw;
	bool plain = true;

	if (!t->in_order || field >= PEEK_FIELDS ||
		t->schema->fields[field].missing_count)
		return false;
	raw = csvfile_raw(
		t->file, t->first + number, d->escape || d->skip_space ? &plain : NULL);
	if (raw.len > PEEK_LONG &&
		csvfile_kept(t->file, t->first + number, field, out))
		return out->text;
	cell = raw.text;
	end = raw.text + raw.len;
	for (; plain && field; field--) {
		p = memchr(cell, d->delimiter, (size_t)(end - cell));
		plain = p;
		cell = p ? p + 1 : end;
	}
	p = memchr(cell, d->delimiter, (size_t)(end - cell));
	end = p ? p : end;
	*out = (struct slice){ cell, (size_t)(end - cell) };
	return plain &&
		!(d->quote && memchr(raw.text, d->quote, (size_t)(end - raw.text)));
}

/* Keys are raw, not as shown, for they must lead back to their row. */
void table_add_key(const struct table *t, size_t number, struct str *out)
{
	const struct resource *r = t->schema;
	const struct slice *cells;

	if (!r->key_count) {
		str_addf(out, "%zu", number + 1);
		return;
	}
	cells = row_cache_push(t->row_cache, t, number);
	for (size_t i = 0; i < r->key_count; i++) {
		if (i)
			str_add_char(out, '/');
		str_add_bytes(out, cells[r->key[i]].text, cells[r->key[i]].len);
	}
	row_cache_pop(t->row_cache);
}

/*
 * Finds the row of the key whose parts are DONE already and the pieces of REST, in every
 * way in which REST can be cut at slashes: parts may hold some themselves.
 */
static uint32_t find_split(
	const struct table *t, struct slice *parts, size_t done, struct slice rest)
{
	if (done + 1 == t->schema->key_count) {
		parts[done] = rest;
		return keyindex_find(t->index, parts);
	}
	for (size_t i = 0; i < rest.len; i++) {
		uint32_t row;

		if (rest.text[i] != '/')
			continue;
		parts[done] = (struct slice){ rest.text, i };
		row = find_split(t, parts, done + 1,
			(struct slice){ rest.text + i + 1, rest.len - i - 1 });
		if (row != ROW_NONE)
			return row;
	}
	return ROW_NONE;
}

enum { KEY_PARTS = 8 }; /* keys of more parts are not found by their text */

uint32_t table_find(const struct table *t, struct slice key)
{
	struct slice parts[KEY_PARTS];
	uint64_t number = 0;

	if (t->schema->key_count) {
		if (!t->index || t->schema->key_count > KEY_PARTS)
			return ROW_NONE;
		return find_split(t, parts, 0, key);
	}
	/* Ten digits hold every row number, so nothing overflows. */
	for (size_t i = 0; i < key.len; i++) {
		if (key.text[i] < '0' || key.text[i] > '9' || i == 10)
			return ROW_NONE;
		number = number * 10 + (uint64_t)(key.text[i] - '0');
	}
	return number && number <= table_rows(t) ? (uint32_t)(number - 1) : ROW_NONE;
}

size_t table_line(const struct table *t, size_t number)
{
	return csvfile_line(t->file, t->first + number);
}

void table_add_line(const struct table *t, size_t number, size_t from, struct str *out)
{
	const char *file = table_file(t, number);

	str_addf(out, "line %zu", table_line(t, number));
	if (strcmp(file, table_file(t, from)) != 0)
		str_addf(out, " of %s", file);
}

void table_fault(struct package *p, const struct table *t, enum fault fault,
	size_t number, int field, size_t offset, const char *format, ...)
{
	struct diag_place place = { .file = table_file(t, number),
		.table = number == DIAG_NO_ROW ? DIAG_NO_TABLE : t->number,
		.row = number,
		.field = field };
	size_t row = t->first + number;
	struct str text = STR_INIT;
	struct csvfile_spot spot;
	va_list args;

	if (!diag_full(&p->diag, fault, place.file)) {
		if (offset == TABLE_FIELD && field >= 0 && t->cell_of[field] >= 0)
			offset = csvfile_cell(t->file, row, (size_t)t->cell_of[field]);
		if (offset == TABLE_FIELD) {
			place.line = csvfile_line(t->file, row);
		} else {
			spot = csvfile_spot(t->file, row, offset);
			place.line = spot.line;
			place.column = spot.column;
		}
		va_start(args, format);
		str_vaddf(&text, format, args);
		va_end(args);
	}
	diag_add(&p->diag, fault, place, "%s", text.buf);
	str_release(&text);
}

/* Looks at ROW from B->at on for a byte that is no text; hardly any has one. Returns false
 * when there is no time left. */
static bool find_bytes(struct byte_check *b, struct slice row, int64_t until)
{
	while (b->at < row.len) {
		struct slice part = text_part(slice_from(row, b->at), TASK_PORTION);

		b->found = csvfault_any_bytes(part);
		if (b->found)
			break;
		b->at += part.len;
		if (b->at < row.len && clock_now() >= until)
			return false;
	}
	b->at = 0;
	return true;
}

/* Begins to go through the CELLS cells of a row of T (IS_HEADER: its header). */
static void begin_cells(
	struct byte_check *b, const struct table *t, bool is_header, size_t cells)
{
	size_t fields = is_header ? 0 : t->schema->field_count;
	size_t most = table_most_cells(t);

	b->count = cells < most ? cells : most;
	b->field_of = xcalloc(b->count, sizeof *b->field_of);
	for (size_t i = 0; i < b->count; i++)
		b->field_of[i] = -1;
	for (size_t i = fields; i-- > 0;)
		if (t->cell_of[i] >= 0 && (size_t)t->cell_of[i] < b->count)
			b->field_of[t->cell_of[i]] = (int)i;
}

/* Reports those of PART, in the present cell of row NUMBER, of which the cell had none. */
static void report_bytes(struct package *p, const struct table *t, size_t number,
	struct byte_check *b, struct slice part)
{
	struct csvfault_byte bad[CSVFAULT_BYTES];
	size_t count = csvfault_find_bytes(part, bad);
	struct str why = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		bool *reported = &b->bad[bad[i].fault != FAULT_ENCODING];

		if (*reported)
			continue;
		*reported = true;
		str_clear(&why);
		csvfault_add_byte(&bad[i], &why);
		table_fault(p, t, bad[i].fault, number,
			b->cell < b->count ? b->field_of[b->cell] : -1, b->at + bad[i].at,
			"%s", why.buf);
	}
	str_release(&why);
}

/* The bytes are those of the file, so that the column is right in quotes too. */
bool table_check_bytes(struct package *p, const struct table *t, size_t number,
	size_t cells, struct byte_check *b, int64_t until)
{
	size_t row = t->first + number, work = 0;
	struct slice raw = csvfile_raw(t->file, row, NULL);

	if (!b->found && !find_bytes(b, raw, until))
		return false;
	if (!b->found)
		return true;
	if (!b->field_of)
		begin_cells(b, t, number == DIAG_NO_ROW, cells);
	while (b->cell < cells && b->at < raw.len) {
		struct slice part;

		/* Without the delimiter, which may be a control character. The end of the
		 * last cell is not kept by the file: it is looked for once. */
		if (!b->end)
			b->end = csvfile_cell(t->file, row, b->cell + 1) -
				(b->cell + 1 < cells);
		part = text_part(slice_part(raw, b->at, b->end - b->at), TASK_PORTION);
		report_bytes(p, t, number, b, part);
		b->at += part.len;
		if (b->at == b->end) {
			b->cell++;
			b->at++;
			b->end = 0;
			b->bad[0] = b->bad[1] = false;
		}
		if (task_is_late(&work, part.len, until))
			return false;
	}
	free(b->field_of);
	*b = (struct byte_check){ .at = 0 };
	return true;
}

/* --- rows by key --- */

struct keyindex {
	const struct table *table;
	const size_t *fields;
	size_t count; /* of fields */
	size_t used;
	size_t mask;     /* slots - 1; slots are a power of two */
	uint32_t *slots; /* row + 1; 0 for a free slot */
	uint8_t *tags;   /* some bits of the hash, so that few rows are read in vain */
	struct slice *parts; /* of the row being added, or looked for */
	bool by_value; /* a type has several ways of writing a value: forms are compared */
	char (*forms)[VALUE_KEY_SIZE]; /* the memory of parts that are not as written */
	struct csvrow candidate; /* the row read last: it is often asked for again */
	uint32_t candidate_row;  /* its number, or ROW_NONE */
};

struct keyindex *keyindex_new(
	const struct table *t, const size_t *fields, size_t count, size_t rows)
{
	struct keyindex *index = xcalloc(1, sizeof *index);
	size_t slots = 8;

	/* Three quarters full at most. */
	while (slots - slots / 4 < rows)
		slots *= 2;
	index->table = t;
	index->fields = fields;
	index->count = count;
	index->mask = slots - 1;
	index->slots = xcalloc(slots, sizeof *index->slots);
	index->tags = xcalloc(slots, sizeof *index->tags);
	csvrow_init(&index->candidate);
	index->candidate_row = ROW_NONE;
	index->parts = xcalloc(count, sizeof *index->parts);
	for (size_t i = 0; i < count; i++)
		index->by_value =
			index->by_value || value_has_key(&t->schema->fields[fields[i]]);
	index->forms = xcalloc(index->by_value ? count : 0, sizeof *index->forms);
	return index;
}

void keyindex_free(struct keyindex *index)
{
	if (!index)
		return;
	csvrow_release(&index->candidate);
	free(index->parts);
	free(index->forms);
	free(index->slots);
	free(index->tags);
	free(index);
}

static uint64_t hash_parts(const struct slice *parts, size_t count)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < count; i++)
		hash = (hash ^ hash_text(parts[i])) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

static const struct field *key_field(const struct keyindex *index, size_t part)
{
	return &index->table->schema->fields[index->fields[part]];
}

/* Brings the parts of INDEX into the form in which values are compared. */
static void make_forms(struct keyindex *index)
{
	for (size_t i = 0; index->by_value && i < index->count; i++)
		index->parts[i] =
			value_key(key_field(index, i), index->parts[i], index->forms[i]);
}

/* Returns whether CELL has the value whose form is part PART. */
static bool is_part(const struct keyindex *index, size_t part, struct slice cell)
{
	char form[VALUE_KEY_SIZE];

	if (index->by_value)
		cell = value_key(key_field(index, part), cell, form);
	return slice_equal(cell, index->parts[part]);
}

/* Returns the slot that holds the parts, or the free one where they belong. */
static size_t find_slot(struct keyindex *index, uint64_t hash)
{
	size_t slot = hash & index->mask;
	uint8_t tag = (uint8_t)(hash >> 56);

	for (; index->slots[slot]; slot = (slot + 1) & index->mask) {
		uint32_t row = index->slots[slot] - 1;
		size_t equal = 0;

		if (index->tags[slot] != tag)
			continue;
		if (index->candidate_row != row)
			table_row(index->table, row, &index->candidate);
		index->candidate_row = row;
		while (equal < index->count &&
			is_part(index, equal,
				index->candidate.cells[index->fields[equal]]))
			equal++;
		if (equal == index->count)
			break;
	}
	return slot;
}

uint32_t keyindex_add(struct keyindex *index, uint32_t row, const struct slice *cells)
{
	uint64_t hash;
	size_t slot;

	for (size_t i = 0; i < index->count; i++)
		index->parts[i] = cells[index->fields[i]];
	make_forms(index);
	hash = hash_parts(index->parts, index->count);
	slot = find_slot(index, hash);
	if (index->slots[slot])
		return index->slots[slot] - 1;
	assert(index->used < index->mask);
	index->slots[slot] = row + 1;
	index->tags[slot] = (uint8_t)(hash >> 56);
	index->used++;
	return ROW_NONE;
}

/* Returns the row that has the parts of INDEX, in any form, or ROW_NONE. */
static uint32_t find_parts(struct keyindex *index)
{
	size_t slot;

	make_forms(index);
	slot = find_slot(index, hash_parts(index->parts, index->count));
	return index->slots[slot] ? index->slots[slot] - 1 : ROW_NONE;
}

uint32_t keyindex_find(struct keyindex *index, const struct slice *parts)
{
	memcpy(index->parts, parts, index->count * sizeof *parts);
	return find_parts(index);
}

/* The form of a value is read by other types as that value. */
uint32_t keyindex_follow(struct keyindex *index, const struct resource *r,
	const struct foreign_key *key, const struct slice *parts)
{
	for (size_t i = 0; i < index->count; i++) {
		struct field f = r->fields[key->fields[i]];

		if (key->list) {
			f.type = f.item_type;
			f.format = "default";
		}
		index->parts[i] = index->by_value
			? value_key(&f, parts[i], index->forms[i])
			: parts[i];
	}
	return find_parts(index);
}
