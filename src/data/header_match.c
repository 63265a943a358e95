#include "config.h"

#include "data/header_match.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "data/invalid_bytes.h"
#include "data/table.h"
#include "data/value.h"

/* What is known while the first row is matched with the schema. */
struct header {
	struct package *package;
	struct table *table;
	struct csvrow row;
	bool *taken; /* cells that are a field's */
};

/* Where byte OFFSET of the header stands. */
static struct diag_place place_of_byte(const struct header *h, size_t offset, int field)
{
	struct csvfile_spot spot = csvfile_spot(h->table->file, 0, offset);

	return (struct diag_place){ .file = table_file_name(h->table->schema),
		.line = spot.line,
		.column = spot.column,
		.table = DIAG_NO_TABLE,
		.row = DIAG_NO_ROW,
		.field = field };
}

/* Where cell CELL of the header stands; SIZE_MAX: the header as a whole. */
static struct diag_place place_of(const struct header *h, size_t cell, int field)
{
	bool whole = cell == SIZE_MAX;
	struct diag_place place = place_of_byte(
		h, whole ? 0 : csvfile_cell(h->table->file, 0, cell), field);

	if (whole)
		place.column = 0;
	return place;
}

/* Returns the first free cell called NAME, or -1; LOOSELY: whatever its case and blanks
 * round it, as version 1 of the standard allowed. */
static int find_cell(const struct header *h, const char *name, bool loosely)
{
	struct slice want = slice_of(name);

	for (size_t i = 0; i < h->row.count; i++) {
		struct slice cell = h->row.cells[i];

		if (loosely)
			cell = slice_trim(cell);
		if (!h->taken[i] && cell.len == want.len &&
			(loosely ? strncasecmp(cell.text, name, cell.len) == 0
				 : slice_equal(cell, want)))
			return (int)i;
	}
	return -1;
}

/* Returns how many fields have a cell by now. */
static size_t match_names(struct header *h, bool loosely)
{
	const struct resource *r = h->table->schema;
	size_t found = 0;

	for (size_t i = 0; i < r->field_count; i++) {
		if (h->table->cell_of[i] < 0) {
			int cell = find_cell(h, r->fields[i].name, loosely);

			h->table->cell_of[i] = cell;
			if (cell >= 0)
				h->taken[cell] = true;
		}
		found += h->table->cell_of[i] >= 0;
	}
	return found;
}

/* Also fields that the first row has no cell for: it is a row, and short of some. */
static void match_places(struct header *h)
{
	for (size_t i = 0; i < h->table->schema->field_count; i++) {
		h->table->cell_of[i] = (int)i;
		if (i < h->row.count)
			h->taken[i] = true;
	}
}

/* At the header as a whole: what is not there has no column. */
static void tell_lacking_fields(const struct header *h)
{
	const struct resource *r = h->table->schema;

	for (size_t i = 0; i < r->field_count; i++)
		if (h->table->cell_of[i] < 0 && !r->fields_may_lack)
			diag_add(&h->package->diag, FAULT_FIELD_NOT_IN_FILE,
				place_of(h, SIZE_MAX, (int)i),
				"The field \"%s\" of the schema is not in the file; it "
				"is shown empty. Add it to the header and to each row, "
				"or take it out of the schema.",
				r->fields[i].name);
}

/* Tells whether a cell before CELL has the same text. */
static bool is_repeated(const struct header *h, size_t cell)
{
	for (size_t i = 0; i < cell; i++)
		if (slice_equal(h->row.cells[i], h->row.cells[cell]))
			return true;
	return false;
}

/* Tells FAULT of cell CELL, whose text stands between BEFORE and BEHIND. */
static void tell_cell(const struct header *h, size_t cell, enum fault fault,
	const char *before, const char *behind)
{
	struct str name;

	str_init(&name);
	value_add_quoted(&name, h->row.cells[cell]);
	diag_add(&h->package->diag, fault, place_of(h, cell, -1), "%s %s %s", before,
		name.buf, behind);
	str_release(&name);
}

/* A repeated name is not also told to be unknown. */
static void tell_other_cells(const struct header *h)
{
	const struct resource *r = h->table->schema;

	for (size_t i = 0; i < h->row.count; i++) {
		if (h->row.cells[i].len && is_repeated(h, i))
			tell_cell(h, i, FAULT_DUPLICATE_HEADER, "The name",
				"stands twice in the header. Give each field a name of "
				"its own.");
		else if (!h->taken[i] && !r->fields_may_exceed)
			tell_cell(h, i, FAULT_FIELD_NOT_IN_SCHEMA, "The field",
				"is not in the schema; it is not shown. Add it to the "
				"schema, or take it out of the file.");
	}
}

/* Tells of the names that only match loosely: other programs may not find them. */
static void tell_unlike_names(const struct header *h)
{
	const struct resource *r = h->table->schema;

	for (size_t i = 0; i < r->field_count; i++) {
		int cell = h->table->cell_of[i];
		struct str behind;

		if (cell < 0 ||
			slice_equal(h->row.cells[cell], slice_of(r->fields[i].name)))
			continue;
		str_init(&behind);
		str_addf(&behind,
			"is taken for the field \"%s\" of the schema. Write both alike.",
			r->fields[i].name);
		tell_cell(h, (size_t)cell, FAULT_HEADER_UNLIKE, "The name", behind.buf);
		str_release(&behind);
	}
}

/* The header is no row that check.c would look at. */
static void tell_bytes(const struct header *h)
{
	const struct csvfile *file = h->table->file;
	bool plain;
	struct slice raw = csvfile_raw(file, 0, &plain);
	struct invalid_byte bad[INVALID_BYTES_MAX];
	struct str why;

	str_init(&why);
	for (size_t i = 0; i < h->row.count && invalid_bytes_any(raw); i++) {
		size_t start = csvfile_cell(file, 0, i);
		size_t len = csvfile_cell(file, 0, i + 1) - start;
		size_t count =
			invalid_bytes_find((struct slice){ raw.text + start, len }, bad);

		for (size_t k = 0; k < count; k++) {
			str_clear(&why);
			invalid_byte_add(&bad[k], &why);
			diag_add(&h->package->diag, bad[k].fault,
				place_of_byte(h, start + bad[k].at, -1), "%s", why.buf);
		}
	}
	str_release(&why);
}

/* A first row that names no field is no header but a row. */
static void match_header(struct header *h)
{
	size_t found = match_names(h, false);

	if (found < h->table->schema->field_count)
		found = match_names(h, true);
	h->table->first = 1;
	if (!found) {
		diag_add(&h->package->diag, FAULT_NO_HEADER, place_of(h, 0, -1),
			"The first row names no field of the schema; it is read as a "
			"row, and the fields by their place. If there is no header, set "
			"\"header\" of the dialect to false.");
		h->table->first = 0;
		match_places(h);
		return;
	}
	tell_other_cells(h);
	tell_unlike_names(h);
}

static void match(struct header *h)
{
	struct table *t = h->table;
	const struct resource *r = t->schema;

	if (r->guessed)
		descriptor_guess(
			&h->package->descriptor, t->number, h->row.cells, h->row.count);
	t->cell_of = xcalloc(r->field_count, sizeof *t->cell_of);
	for (size_t i = 0; i < r->field_count; i++)
		t->cell_of[i] = -1;
	t->first = r->header;
	if (!r->header || r->guessed)
		match_places(h);
	else
		match_header(h);
	if (r->guessed && r->header)
		tell_other_cells(h);
	tell_lacking_fields(h);
	if (t->first)
		tell_bytes(h);
	t->header_count = t->first ? h->row.count : r->field_count;
	t->in_order = true;
	for (size_t i = 0; i < r->field_count; i++)
		t->in_order = t->in_order && t->cell_of[i] == (int)i;
	t->ready = true;
}

void header_match_read(struct package *p, struct table *t)
{
	struct header h = { .package = p, .table = t };

	if (!t->file || t->ready || csvfile_rows(t->file) == 0)
		return;
	csvrow_init(&h.row);
	csvfile_row(t->file, 0, &h.row);
	h.taken = xcalloc(h.row.count, sizeof *h.taken);
	match(&h);
	free(h.taken);
	csvrow_release(&h.row);
}
