#include "config.h"

#include "data/table.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/header_match.h"
#include "data/keyindex.h"
#include "data/row_cache.h"

const char *table_file_name(const struct resource *r)
{
	return strcmp(r->path, "-") == 0 ? "standard input" : r->path;
}

/* What has no schema gets its fields here, so that tabs have columns from the start. */
void table_open(struct package *p, int number)
{
	struct table *t = &p->tables[number];
	const struct resource *r = &p->descriptor.resources[number];
	struct str path;

	t->schema = r;
	t->number = number;
	t->stack = p->stack;
	if (!r->path)
		return;
	str_init(&path);
	if (*p->descriptor.folder)
		str_addf(&path, "%s/", p->descriptor.folder);
	str_add(&path, r->path);
	t->file =
		csvfile_open(path.buf, table_file_name(r), number, &r->dialect, &p->diag);
	str_release(&path);
	if (r->guessed) {
		csvfile_step(t->file, 0);
		header_match_read(p, t);
	}
}

void table_release(struct table *t)
{
	csvfile_free(t->file);
	keyindex_free(t->index);
	free(t->cell_of);
}

size_t table_rows(const struct table *t)
{
	size_t rows = t->ready ? csvfile_rows(t->file) : 0;

	return rows > t->first ? rows - t->first : 0;
}

bool table_complete(const struct table *t)
{
	return !t->file || csvfile_complete(t->file);
}

/* Puts the cells of ROW, as the file has them, into the order of the schema. */
static void arrange(const struct table *t, struct csvrow *row)
{
	size_t fields = t->schema->field_count, had = row->count;
	struct slice *cells;

	row->cells = array_reserve(
		row->cells, &row->alloc, row->count + fields, sizeof *row->cells);
	cells = row->cells;
	if (!t->in_order) {
		for (size_t i = 0; i < fields; i++) {
			int cell = t->cell_of[i];

			cells[had + i] = cell >= 0 && (size_t)cell < had
				? cells[cell]
				: (struct slice){ "", 0 };
		}
		memmove(cells, cells + had, fields * sizeof *cells);
	} else {
		for (size_t i = had; i < fields; i++)
			cells[i] = (struct slice){ "", 0 };
	}
	row->count = fields;
}

void table_arrange(const struct table *t, struct csvrow *row)
{
	const struct resource *r = t->schema;

	if (!t->in_order || row->count != r->field_count)
		arrange(t, row);
	for (size_t i = 0; i < r->field_count; i++) {
		const struct field *f = &r->fields[i];

		for (size_t j = 0; j < f->missing_count; j++)
			if (slice_equal(row->cells[i], slice_of(f->missing[j])))
				row->cells[i].len = 0;
	}
}

void table_row(const struct table *t, size_t number, struct csvrow *row)
{
	csvfile_row(t->file, t->first + number, row);
	table_arrange(t, row);
}

/* Keys are written raw, not as shown: they must lead back to their row. */
void table_add_key(const struct table *t, size_t number, struct str *out)
{
	const struct resource *r = t->schema;
	const struct slice *cells;

	if (!r->key_count) {
		str_addf(out, "%zu", number + 1);
		return;
	}
	cells = row_cache_push(t->stack, t, number);
	for (size_t i = 0; i < r->key_count; i++) {
		if (i)
			str_add_char(out, '/');
		str_add_bytes(out, cells[r->key[i]].text, cells[r->key[i]].len);
	}
	row_cache_pop(t->stack);
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

/* Ten digits hold every row number, so nothing overflows. */
static uint32_t find_number(const struct table *t, struct slice key)
{
	uint64_t number = 0;

	if (!key.len || key.len > 10)
		return ROW_NONE;
	for (size_t i = 0; i < key.len; i++) {
		if (key.text[i] < '0' || key.text[i] > '9')
			return ROW_NONE;
		number = number * 10 + (uint64_t)(key.text[i] - '0');
	}
	return number && number <= table_rows(t) ? (uint32_t)(number - 1) : ROW_NONE;
}

enum { KEY_PARTS = 8 }; /* longer keys are found by no text */

uint32_t table_find(const struct table *t, struct slice key)
{
	struct slice parts[KEY_PARTS];

	if (!t->schema->key_count)
		return find_number(t, key);
	if (!t->index || t->schema->key_count > KEY_PARTS)
		return ROW_NONE;
	return find_split(t, parts, 0, key);
}

size_t table_line(const struct table *t, size_t number)
{
	return csvfile_line(t->file, t->first + number);
}

/* Adds a fault with its line, and with its column when OFFSET is not SIZE_MAX. */
static void tell(struct package *p, const struct table *t, enum fault fault,
	struct diag_place place, size_t offset, const char *format, va_list args)
	__attribute__((format(printf, 6, 0)));

static void tell(struct package *p, const struct table *t, enum fault fault,
	struct diag_place place, size_t offset, const char *format, va_list args)
{
	size_t row = t->first + place.row;
	struct str text;

	if (offset == SIZE_MAX) {
		place.line = csvfile_line(t->file, row);
	} else {
		struct csvfile_spot spot = csvfile_spot(t->file, row, offset);

		place.line = spot.line;
		place.column = spot.column;
	}
	str_init(&text);
	str_vaddf(&text, format, args);
	diag_add(&p->diag, fault, place, "%s", text.buf);
	str_release(&text);
}

static struct diag_place place_of(const struct table *t, size_t number, int field)
{
	return (struct diag_place){ .file = table_file_name(t->schema),
		.table = t->number,
		.row = number,
		.field = field };
}

void table_fault(struct package *p, const struct table *t, enum fault fault,
	size_t number, int field, const char *format, ...)
{
	struct diag_place place = place_of(t, number, field);
	size_t offset = SIZE_MAX;
	va_list args;

	if (diag_full(&p->diag, fault, place.file)) {
		diag_add(&p->diag, fault, place, "%s", "");
		return;
	}
	if (field >= 0 && t->cell_of[field] >= 0)
		offset = csvfile_cell(
			t->file, t->first + number, (size_t)t->cell_of[field]);
	va_start(args, format);
	tell(p, t, fault, place, offset, format, args);
	va_end(args);
}

void table_fault_at(struct package *p, const struct table *t, enum fault fault,
	size_t number, int field, size_t offset, const char *format, ...)
{
	struct diag_place place = place_of(t, number, field);
	va_list args;

	if (diag_full(&p->diag, fault, place.file)) {
		diag_add(&p->diag, fault, place, "%s", "");
		return;
	}
	va_start(args, format);
	tell(p, t, fault, place, offset, format, args);
	va_end(args);
}
