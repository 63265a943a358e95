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
	size_t longest;
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
	/* of the pass under way */
	size_t row_start;
	size_t cell_start;
	size_t row_first;
	size_t stray; /* SIZE_MAX: none */
	size_t open;  /* where a cell began that goes on for too long; SIZE_MAX: none */
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

static size_t line_end(const struct reference *r, size_t from)
{
	while (from < r->size && !is_end(r->bytes[from]))
		from++;
	return from;
}

/* Returns whether the quoted cell that ends before r->now went on for too long. */
static bool too_long(const struct reference *r)
{
	size_t end = line_end(r, r->cell_start);
	size_t run = r->now;

	if (r->bytes[r->cell_start] != '"' || end >= r->now)
		return false;
	while (run > end && r->bytes[run - 1] == '"')
		run--;
	return run > end + r->longest;
}

static void take_cell(void *text, size_t len, void *data)
{
	struct reference *r = data;

	if (r->open == SIZE_MAX && r->cell_start < r->now && too_long(r))
		r->open = r->cell_start;
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
	if (r->open != SIZE_MAX)
		return;
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
	bool behind;

	if (r->row_start == SIZE_MAX) {
		if (is_end(c))
			return;
		r->row_start = r->now;
		r->cell_start = r->now;
	}
	if (csv_parse(p, &c, 1, take_cell, take_row, r) == 1)
		return;
	behind = r->now > r->cell_start && r->bytes[r->now - 1] == '"';
	if (r->stray == SIZE_MAX)
		r->stray = r->now - behind;
	csv_set_opts(p, 0);
	csv_parse(p, &c, 1, take_cell, take_row, r);
	csv_set_opts(p, CSV_STRICT);
}

/* Parses from FROM to before END. Returns false when a cell stays open, which r->open is
 * then. */
static bool pass(struct reference *r, size_t from, size_t end, bool recovering)
{
	struct csv_parser p;

	csv_init(&p, CSV_STRICT);
	csv_set_space_func(&p, never_space);
	csv_set_delim(&p, (unsigned char)r->delimiter);
	r->row_start = SIZE_MAX;
	r->row_first = r->cell_count;
	r->stray = SIZE_MAX;
	r->open = SIZE_MAX;
	for (r->now = from; r->now < end && r->open == SIZE_MAX; r->now++)
		give_byte(r, &p);
	if (r->open == SIZE_MAX) {
		csv_set_opts(&p, recovering ? 0 : CSV_STRICT | CSV_STRICT_FINI);
		if (csv_fini(&p, take_cell, take_row, r) != 0)
			r->open = r->cell_start;
	}
	csv_free(&p);
	return r->open == SIZE_MAX;
}

static void parse(struct reference *r)
{
	size_t from = 0;

	while (!pass(r, from, r->size, false)) {
		size_t start = r->row_start;
		size_t open = r->open;
		size_t end = line_end(r, open);

		r->cell_count = r->row_first;
		pass(r, start, end, true);
		add_fault(r, FAULT_OPEN_QUOTE, open);
		from = end;
	}
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

		if (entry->fault != FAULT_STRAY_QUOTE && entry->fault != FAULT_OPEN_QUOTE)
			continue;
		expect(r, n < r->fault_count, "count of faults", n);
		expect(r, entry->fault == r->faults[n].fault, "kind of fault", n);
		expect(r, entry->place.line == line_of(r, r->faults[n].at, &column),
			"line of fault", n);
		expect(r, entry->place.column == column, "column of fault", n);
		n++;
	}
	expect(r, n == r->fault_count || n >= DIAG_KEEP, "count of faults", n);
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

void csvreference_check(
	const char *bytes, size_t size, char delimiter, size_t portion, size_t longest)
{
	struct csvfile_dialect dialect = csvfile_rfc4180;
	struct reference r = {
		.bytes = bytes, .size = size, .delimiter = delimiter, .longest = longest
	};
	struct diag diag;
	struct csvfile *file;
	char *copy = xmalloc(size + 1);

	/* A piece of memory that ends with the text shows every byte read too far. */
	copy = xreallocarray(copy, size ? size : 1, 1);
	memcpy(copy, bytes, size);
	dialect.delimiter = delimiter;
	r.arena = (struct arena){ 0 };
	parse(&r);
	diag_init(&diag);
	file = csvfile_open_memory(copy, size, "file", 0, &dialect, &diag);
	csvfile_tune(file, portion, longest);
	while (!csvfile_step(file, 0))
		;
	check(&r, file, &diag);
	csvfile_free(file);
	diag_release(&diag);
	arena_release(&r.arena);
	free(r.cells);
	free(r.rows);
	free(r.faults);
}
