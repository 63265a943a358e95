/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The cells of the first row matched with the fields of the schema, or made fields where
 * there is none: in steps, since a header may have a million names. The bytes of the file
 * must stay where they are meanwhile.
 */

#include "data/header_match.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/namemap.h"
#include "base/task.h"
#include "data/table.h"
#include "data/value.h"

struct header_match {
	struct csvrow row;             /* the header, or the first row */
	struct descriptor_guess guess; /* the fields of a table without a schema */
	size_t reported;               /* cells whose names were looked at then */
	struct namemap seen; /* of these names those that a made-up one took before */
	struct byte_check bytes;
	struct arena arena;
};

/* Gives each field that has no cell yet the first free one of its name. LOOSELY: with
 * case and surrounding blanks ignored, as version 1 of the standard allowed. Returns how
 * many fields have a cell by now. TAKEN: the cells of ROW that hold a field. */
static size_t match_names(
	struct table *t, const struct csvrow *row, bool *taken, bool loosely)
{
	const struct resource *r = t->schema;
	struct arena arena = { NULL };
	struct namemap names = { 0 }; /* lead to the first cell of each name */
	size_t *next = arena_array(&arena, row->count, sizeof *next); /* of that name */
	size_t *at = arena_array(&arena, row->count, sizeof *at);     /* by first cell */
	size_t found = 0;

	namemap_reserve(&names, row->count, &arena);
	for (size_t k = 0; k < row->count; k++) {
		struct slice text = row->cells[k];
		size_t first;

		if (loosely)
			text = namemap_loosen(text, &arena);
		first = namemap_add(&names, text, k, &arena);
		next[k] = NAMEMAP_NONE;
		if (first == NAMEMAP_NONE)
			first = k;
		else
			next[at[first]] = k;
		at[first] = k;
	}
	for (size_t k = 0; k < row->count; k++)
		at[k] = k;
	for (size_t i = 0; i < r->field_count; i++) {
		struct slice name = slice_of(r->fields[i].label);
		size_t first = t->cell_of[i] >= 0
			? NAMEMAP_NONE
			: namemap_find(
				  &names, loosely ? namemap_loosen(name, &arena) : name);

		if (first != NAMEMAP_NONE) {
			while (at[first] != NAMEMAP_NONE && taken[at[first]])
				at[first] = next[at[first]];
			if (at[first] != NAMEMAP_NONE) {
				t->cell_of[i] = (int)at[first];
				taken[at[first]] = true;
			}
		}
		found += t->cell_of[i] >= 0;
	}
	arena_release(&arena);
	return found;
}

/* Reports FAULT of the name in cell CELL of ROW, the header: BEFORE, the name, BEHIND. */
static void report_cell(struct package *p, const struct table *t,
	const struct csvrow *row, size_t cell, enum fault fault, const char *before,
	const char *behind)
{
	struct str name = STR_INIT;

	value_add_quoted(&name, row->cells[cell]);
	table_fault(p, t, fault, DIAG_NO_ROW, -1, csvfile_cell(t->file, 0, cell),
		"%s %s %s", before, name.buf, behind);
	str_release(&name);
}

/* Reports cell I of ROW, the header, whose name an earlier one has. */
static void report_twin(
	struct package *p, const struct table *t, const struct csvrow *row, size_t i)
{
	report_cell(p, t, row, i, FAULT_DUPLICATE_HEADER, "The name",
		"is twice in the header. Give each field its own name.");
}

/* Reports names that are repeated, unknown, lacking, or spelled differently from the
 * schema: other programs may not find those. */
static void report_names(struct package *p, const struct table *t,
	const struct csvrow *row, const bool *taken)
{
	const struct resource *r = t->schema;
	const struct slice *cells = row->cells;
	struct arena arena = { NULL };
	struct namemap names = { 0 };

	namemap_reserve(&names, row->count, &arena);
	for (size_t i = 0; i < row->count; i++)
		if (namemap_add(&names, cells[i], i, &arena) != NAMEMAP_NONE &&
			!taken[i] && cells[i].len)
			report_twin(p, t, row, i);
		else if (!taken[i] && !r->fields_may_exceed)
			report_cell(p, t, row, i, FAULT_FIELD_NOT_IN_SCHEMA, "The field",
				"is not in the schema. It is not shown. Add it to the "
				"schema, or remove it from the file.");
	arena_release(&arena);
	for (size_t i = 0; i < r->field_count; i++) {
		const char *name = r->fields[i].label;
		int cell = t->cell_of[i];
		struct str behind = STR_INIT;

		if (cell < 0 && !r->fields_may_lack)
			table_fault(p, t, FAULT_FIELD_NOT_IN_FILE, DIAG_NO_ROW, (int)i,
				TABLE_FIELD,
				"The field “%s” of the schema is not in the file. It is "
				"shown empty. Add it to the header and to each row, or "
				"remove it from the schema.",
				name);
		if (cell < 0 || slice_equal(cells[cell], slice_of(name)))
			continue;
		str_addf(&behind,
			"is taken as the field “%s” of the schema. Spell both alike.",
			name);
		report_cell(p, t, row, (size_t)cell, FAULT_HEADER_UNLIKE, "The name",
			behind.buf);
		str_release(&behind);
	}
}

/* Reads the header of T into ROW: the names of its rows joined, empty ones left out. */
static void read_header(const struct table *t, struct csvrow *row)
{
	size_t rows = t->schema->dialect.header;
	struct str *names;
	struct csvrow next;

	csvfile_row(t->file, 0, row);
	if (rows < 2)
		return;
	names = xcalloc(row->count, sizeof *names);
	for (size_t i = 0; i < row->count; i++)
		str_init(&names[i]);
	csvrow_init(&next);
	for (size_t number = 0; number < rows && number < csvfile_rows(t->file);
		number++) {
		csvfile_row(t->file, number, &next);
		for (size_t i = 0; i < row->count && i < next.count; i++) {
			if (names[i].len && next.cells[i].len)
				str_add(&names[i], t->schema->header_join);
			str_add_bytes(&names[i], next.cells[i].text, next.cells[i].len);
		}
	}
	str_clear(&row->text);
	for (size_t i = 0; i < row->count; i++)
		str_add_bytes(&row->text, names[i].buf, names[i].len);
	for (size_t i = 0, at = 0; i < row->count; at += row->cells[i++].len) {
		row->cells[i] = (struct slice){ row->text.buf + at, names[i].len };
		str_release(&names[i]);
	}
	free(names);
	csvrow_release(&next);
}

/* Gives the fields of T that the header ROW does not name the cells at their place: a
 * header is never data, and the schema has its order. FOUND fields are named by it; they
 * have to be at their place themselves, in a file with as many columns. */
static void match_order(
	const struct table *t, const struct csvrow *row, bool *taken, size_t found)
{
	const struct resource *r = t->schema;

	for (size_t i = 0; found && i < r->field_count; i++)
		if (!r->fields_in_order || row->count != r->field_count ||
			(t->cell_of[i] >= 0 && t->cell_of[i] != (int)i))
			return;
	for (size_t i = 0; i < r->field_count; i++) {
		if (t->cell_of[i] >= 0 || (i < row->count && taken[i]))
			continue;
		t->cell_of[i] = (int)i;
		if (i < row->count)
			taken[i] = true;
	}
}

/* Reports that the columns are in another order than the fields, where that matters. */
static void report_order(struct package *p, const struct table *t)
{
	const struct resource *r = t->schema;

	for (size_t i = 1; r->order_matters && i < r->field_count; i++) {
		if (t->cell_of[i] < 0 || t->cell_of[i] > t->cell_of[i - 1])
			continue;
		table_fault(p, t, FAULT_FIELD_ORDER, DIAG_NO_ROW, (int)i, TABLE_FIELD,
			"The columns are in another order than the fields of the schema. "
			"They are matched by name. Use the same order.");
		return;
	}
}

/* Matches the cells of ROW, the header or first row, with the fields of T's schema. */
static void match_schema(struct package *p, struct table *t, const struct csvrow *row)
{
	const struct resource *r = t->schema;
	bool *taken = xcalloc(row->count, sizeof *taken);
	size_t found = 0;

	t->cell_of = xcalloc(r->field_count, sizeof *t->cell_of);
	for (size_t i = 0; i < r->field_count; i++)
		t->cell_of[i] = -1;
	if (t->first) {
		found = match_names(t, row, taken, false);
		if (found < r->field_count)
			found = match_names(t, row, taken, true);
		if (!found)
			table_fault(p, t, FAULT_NO_HEADER, DIAG_NO_ROW, -1, 0,
				"The header names no field of the schema. The fields are "
				"taken in order. If this is a row, set “header” of the "
				"dialect to false.");
		else
			report_order(p, t);
	}
	match_order(t, row, taken, found);
	if (t->first && found)
		report_names(p, t, row, taken);
	free(taken);
}

/* Returns whether a cell before cell I of the header has the same name. Mostly the field that
 * was given the name says so, which is found without a copy of all names. */
static bool is_twin(struct header_match *m, size_t i)
{
	const struct slice *cells = m->row.cells;
	size_t first =
		namemap_find(&m->guess.numbers, slice_of(m->guess.fields[i].label));

	if (!cells[i].len || first == i)
		return false;
	return slice_equal(cells[first], cells[i]) ||
		namemap_add(&m->seen, cells[i], i, &m->arena) != NAMEMAP_NONE;
}

/* Goes on making fields for T, which has no schema, and reporting what is wrong with their
 * names. Returns true when all are made. */
static bool match_guessed(struct package *p, struct table *t, int64_t until)
{
	struct header_match *m = t->match;
	const struct csvrow *row = &m->row;
	size_t work = 0;

	while (m->guess.count < row->count || (t->first && m->reported < row->count)) {
		size_t i = m->reported;

		if (m->guess.count < row->count) {
			struct slice name = row->cells[m->guess.count];

			if (task_is_late(&work, name.len, until))
				return false;
			descriptor_guess_field(
				&p->descriptor, t->number, &m->guess, name);
			continue;
		}
		if (task_is_late(&work, row->cells[i].len, until))
			return false;
		m->reported++;
		if (is_twin(m, i))
			report_twin(p, t, row, i);
		else if (!slice_trim(row->cells[i]).len)
			table_fault(p, t, FAULT_EMPTY_NAME, DIAG_NO_ROW, -1,
				csvfile_cell(t->file, 0, i),
				"This column has no name. It is called “%s”. Give it a "
				"name in the header.",
				m->guess.fields[i].name);
	}
	return true;
}

/* Gives T the fields that were made, each with the cell at its place. */
static void take_guessed(struct package *p, struct table *t)
{
	const struct resource *r = t->schema;

	descriptor_guess(&p->descriptor, t->number, &t->match->guess);
	t->cell_of = xcalloc(r->field_count, sizeof *t->cell_of);
	for (size_t i = 0; i < r->field_count; i++)
		t->cell_of[i] = (int)i;
}

void header_match_free(struct header_match *m)
{
	if (!m)
		return;
	csvrow_release(&m->row);
	free(m->bytes.field_of);
	arena_release(&m->arena);
	free(m);
}

/* Begins with T, whose first row is known. */
static struct header_match *match_begin(struct package *p, struct table *t)
{
	struct header_match *m = xcalloc(1, sizeof *m);

	csvrow_init(&m->row);
	read_header(t, &m->row);
	t->first = csvfile_rows(t->file); /* a file may end inside its header */
	if (t->first > t->schema->dialect.header)
		t->first = t->schema->dialect.header;
	if (t->schema->guessed)
		descriptor_guess_begin(&p->descriptor, &m->guess, m->row.count);
	return m;
}

/* Without a header each field has the cell at its place. */
void header_match_step(struct package *p, struct table *t, int64_t until)
{
	const struct resource *r = t->schema;
	struct header_match *m;

	if (!t->file || t->ready || csvfile_rows(t->file) == 0)
		return;
	p->descriptor.resources[t->number].dialect = *csvfile_dialect(t->file);
	if (csvfile_rows(t->file) < r->dialect.header && !csvfile_complete(t->file))
		return;
	if (!t->match)
		t->match = match_begin(p, t);
	m = t->match;
	if (r->guessed && !match_guessed(p, t, until))
		return;
	if (!r->guessed && !t->cell_of)
		match_schema(p, t, &m->row);
	if (t->first &&
		!table_check_bytes(p, t, DIAG_NO_ROW, m->row.count, &m->bytes, until))
		return;
	if (r->guessed)
		take_guessed(p, t);
	t->header_count = t->first ? m->row.count : r->field_count;
	t->columns = t->header_count;
	t->in_order = true;
	for (size_t i = 0; i < r->field_count; i++)
		t->in_order = t->in_order && t->cell_of[i] == (int)i;
	t->ready = true;
	header_match_free(m);
	t->match = NULL;
}
