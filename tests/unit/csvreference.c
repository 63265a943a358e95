/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "unit/csvreference.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/slice.h"
#include "data/csvfile.h"

struct cell {
	struct slice text;
	size_t start;
};

struct row {
	size_t start;
	size_t first; /* of its cells in the list of all */
	size_t count;
};

struct place {
	enum fault fault;
	size_t at;
};

struct reference {
	const char *bytes;
	size_t size;
	char delimiter;
	struct arena arena;
	struct cell *cells;
	size_t cell_count;
	size_t cell_alloc;
	struct row *rows;
	size_t row_count;
	size_t row_alloc;
	struct place *faults;
	size_t fault_count;
	size_t fault_alloc;
	size_t row_start;
	size_t cell_start;
	size_t row_first;
	size_t stray; /* SIZE_MAX: none */
	bool ill;     /* text follows a closing quote, or one is not closed; or no text */
	size_t now;   /* offset of the byte given to libcsv */
};

static int never_space(unsigned char c)
{
	(void)c;
	return 0;
}

static bool is_end(char c)
{
	return c == '\n' || c == '\r';
}

static void take_cell(void *text, size_t len, void *data)
{
	struct reference *r = data;

	r->cells = array_reserve(
		r->cells, &r->cell_alloc, r->cell_count + 1, sizeof *r->cells);
	r->cells[r->cell_count++] =
		(struct cell){ { arena_strndup(&r->arena, text, len), len },
			r->cell_start };
	r->cell_start = r->now + 1;
}

static void add_fault(struct reference *r, enum fault fault, size_t at)
{
	r->faults = array_reserve(
		r->faults, &r->fault_alloc, r->fault_count + 1, sizeof *r->faults);
	r->faults[r->fault_count++] = (struct place){ fault, at };
}

static void take_row(int end, void *data)
{
	struct reference *r = data;

	(void)end;
	if (r->stray != SIZE_MAX)
		add_fault(r, FAULT_STRAY_QUOTE, r->stray);
	r->rows =
		array_reserve(r->rows, &r->row_alloc, r->row_count + 1, sizeof *r->rows);
	r->rows[r->row_count++] =
		(struct row){ r->row_start, r->row_first, r->cell_count - r->row_first };
	r->row_first = r->cell_count;
	r->row_start = SIZE_MAX;
	r->stray = SIZE_MAX;
}

static void give_byte(struct reference *r, struct csv_parser *p)
{
	char c = r->bytes[r->now];

	if (r->row_start == SIZE_MAX) {
		if (is_end(c))
			return;
		r->row_start = r->now;
		r->cell_start = r->now;
	}
	if (csv_parse(p, &c, 1, take_cell, take_row, r) == 1)
		return;
	r->ill = r->ill || r->bytes[r->cell_start] == '"';
	if (r->stray == SIZE_MAX)
		r->stray = r->now;
	csv_set_opts(p, 0);
	csv_parse(p, &c, 1, take_cell, take_row, r);
	csv_set_opts(p, CSV_STRICT);
}

static void parse(struct reference *r)
{
	struct csv_parser p;

	csv_init(&p, CSV_STRICT);
	csv_set_space_func(&p, never_space);
	csv_set_delim(&p, (unsigned char)r->delimiter);
	r->row_start = SIZE_MAX;
	r->stray = SIZE_MAX;
	for (r->now = 0; r->now < r->size && !r->ill; r->now++)
		give_byte(r, &p);
	csv_set_opts(&p, CSV_STRICT | CSV_STRICT_FINI);
	if (csv_fini(&p, take_cell, take_row, r) != 0)
		r->ill = true;
	csv_free(&p);
}

static void expect(
	const struct reference *r, bool as_it_should, const char *what, size_t n)
{
	if (as_it_should)
		return;
	fprintf(stderr, "%s %zu differs for: ", what, n);
	for (size_t i = 0; i < r->size; i++)
		fprintf(stderr, "\\x%02x", (unsigned char)r->bytes[i]);
	fputc('\n', stderr);
	abort();
}

/* Returns the line of offset AT, from 1; in *COLUMN its column. */
static size_t line_of(const struct reference *r, size_t at, size_t *column)
{
	size_t line = 1;
	size_t start = 0;

	for (size_t i = 0; i < at; i++) {
		if (r->bytes[i] == '\n' ||
			(r->bytes[i] == '\r' &&
				(i + 1 == r->size || r->bytes[i + 1] != '\n'))) {
			line++;
			start = i + 1;
		} else if (r->bytes[i] == '\r') {
			start = i + 1;
		}
	}
	*column = at - start + 1;
	return line;
}

static void check_row(const struct reference *r, const struct csvfile *file, size_t n,
	struct csvrow *row)
{
	const struct row *should = &r->rows[n];
	struct csvfile_spot spot;
	size_t column;
	bool plain;
	struct slice raw = csvfile_raw(file, n, &plain);
	struct slice span = csvfile_span(file, 0, n + 1),
		     own = csvfile_span(file, n, n + 1);

	expect(r, csvfile_row(file, n, row) == should->count, "cell count of row", n);
	for (size_t i = 0; i < row->count; i++) {
		const struct cell *cell = &r->cells[should->first + i];

		expect(r, slice_equal(row->cells[i], cell->text), "text of row", n);
		spot = csvfile_spot(file, n, csvfile_cell(file, n, i));
		expect(r, spot.line == line_of(r, cell->start, &column),
			"line of cell of row", n);
		expect(r, spot.column == column, "column of row", n);
	}
	expect(r, csvfile_line(file, n) == line_of(r, should->start, &column),
		"line of row", n);
	expect(r, memcmp(raw.text, r->bytes + should->start, raw.len) == 0, "text of row",
		n);
	expect(r, plain == !memchr(raw.text, '"', raw.len), "plainness of row", n);
	expect(r, own.text == raw.text, "start of row", n);
	expect(r, own.len >= raw.len, "end of row", n);
	expect(r, span.text + span.len >= raw.text + raw.len, "span to row", n);
}

static void check_faults(const struct reference *r, const struct diag *diag)
{
	size_t n = 0;

	for (size_t i = 0; i < diag->count; i++) {
		const struct diag_entry *entry = &diag->entries[i];
		size_t column;

		if (entry->fault != FAULT_STRAY_QUOTE &&
			entry->fault != FAULT_OPEN_QUOTE && entry->fault != FAULT_BLANKS)
			continue;
		expect(r, n < r->fault_count, "count of faults", n);
		expect(r, entry->fault == r->faults[n].fault, "kind of fault", n);
		expect(r, entry->place.line == line_of(r, r->faults[n].at, &column),
			"line of fault", n);
		expect(r, entry->place.column == column, "column of fault", n);
		n++;
	}
	expect(r, n == r->fault_count, "count of faults", n);
}

static void check(
	const struct reference *r, const struct csvfile *file, const struct diag *diag)
{
	struct csvrow row;

	csvrow_init(&row);
	expect(r, csvfile_rows(file) == r->row_count, "count of rows",
		csvfile_rows(file));
	for (size_t i = 0; i < r->row_count; i++)
		check_row(r, file, i, &row);
	csvrow_release(&row);
	check_faults(r, diag);
}

bool csvreference_check(const char *bytes, size_t size, char delimiter, size_t portion)
{
	struct csvfile_dialect dialect = csvfile_rfc4180;
	struct reference r = { .bytes = bytes, .size = size, .delimiter = delimiter };
	struct diag diag;
	struct csvfile *file;
	char *copy = xmalloc(size + 1);

	/* A piece of memory that ends with the text shows every byte read too far. */
	copy = xreallocarray(copy, size ? size : 1, 1);
	memcpy(copy, bytes, size);
	dialect.delimiter = delimiter;
	r.arena = (struct arena){ 0 };
	parse(&r);
	diag_init_keep(&diag, DIAG_ALL);
	file = csvfile_open_memory(copy, size, "file", 0, &dialect, &diag);
	csvfile_tune(file, portion, 1 << 20);
	while (!csvfile_step(file, 0))
		;
	/* In small portions its first lines are rows before it is known for what it is. */
	for (size_t i = 0; i < diag.count; i++)
		r.ill |= diag.entries[i].fault == FAULT_BINARY;
	if (!r.ill)
		check(&r, file, &diag);
	csvfile_free(file);
	diag_release(&diag);
	arena_release(&r.arena);
	free(r.cells);
	free(r.rows);
	free(r.faults);
	return !r.ill;
}
