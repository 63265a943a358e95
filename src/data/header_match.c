#include "config.h"

#include "data/header_match.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "data/csvfault.h"
#include "data/table.h"
#include "data/value.h"

struct header {
	struct package *package;
	struct table *table;
	struct csvrow row;
	bool *taken; /* cells that hold a field */
};

/* Returns the place of byte OFFSET of the header, for a fault about FIELD (-1: none). */
static struct diag_place place_at(const struct header *h, size_t offset, int field)
{
	struct csvfile_spot spot = csvfile_spot(h->table->file, 0, offset);

	return (struct diag_place){ .file = table_file_name(h->table->schema),
		.line = spot.line,
		.column = spot.column,
		.table = DIAG_NO_TABLE,
		.row = DIAG_NO_ROW,
		.field = field };
}

/* Gives each field that has no cell yet the first free one of its name. LOOSELY: with
 * case and surrounding blanks ignored, as version 1 of the standard allowed. Returns how
 * many fields have a cell by now. */
static size_t match_names(struct header *h, bool loosely)
{
	const struct resource *r = h->table->schema;
	size_t found = 0;

	for (size_t i = 0; i < r->field_count; i++) {
		struct slice name = slice_of(r->fields[i].name);
		int *cell = &h->table->cell_of[i];

		for (size_t k = 0; *cell < 0 && k < h->row.count; k++) {
			struct slice text = h->row.cells[k];

			if (loosely)
				text = slice_trim(text);
			if (h->taken[k] || text.len != name.len ||
				(loosely ? strncasecmp(text.text, name.text, name.len) !=
							0
					 : !slice_equal(text, name)))
				continue;
			*cell = (int)k;
			h->taken[k] = true;
		}
		found += *cell >= 0;
	}
	return found;
}

/* Reports FAULT of cell CELL, in the sentence BEFORE, its quoted text, BEHIND. */
static void report_cell(const struct header *h, size_t cell, enum fault fault,
	const char *before, const char *behind)
{
	struct str name = STR_INIT;

	value_add_quoted(&name, h->row.cells[cell]);
	diag_add(&h->package->diag, fault,
		place_at(h, csvfile_cell(h->table->file, 0, cell), -1), "%s %s %s",
		before, name.buf, behind);
	str_release(&name);
}

/* Reports names that are repeated (known or not), unknown, or spelled differently from
 * the schema: other programs may not find those. */
static void report_names(const struct header *h)
{
	const struct resource *r = h->table->schema;
	const struct slice *cells = h->row.cells;

	for (size_t i = 0; i < h->row.count; i++) {
		size_t first = 0;

		while (!slice_equal(cells[first], cells[i]))
			first++;
		if (cells[i].len && first < i)
			report_cell(h, i, FAULT_DUPLICATE_HEADER, "The name",
				"stands twice in the header. Give each field a name of "
				"its own.");
		else if (!h->taken[i] && !r->fields_may_exceed)
			report_cell(h, i, FAULT_FIELD_NOT_IN_SCHEMA, "The field",
				"is not in the schema; it is not shown. Add it to the "
				"schema, or take it out of the file.");
	}
	for (size_t i = 0; !r->guessed && i < r->field_count; i++) {
		int cell = h->table->cell_of[i];
		struct str behind = STR_INIT;

		if (cell < 0 || slice_equal(cells[cell], slice_of(r->fields[i].name)))
			continue;
		str_addf(&behind,
			"is taken for the field \"%s\" of the schema. Write both alike.",
			r->fields[i].name);
		report_cell(h, (size_t)cell, FAULT_HEADER_UNLIKE, "The name", behind.buf);
		str_release(&behind);
	}
}

/* Reports the invalid bytes of the header, which check.c does not see. */
static void report_bytes(const struct header *h)
{
	const struct csvfile *file = h->table->file;
	bool plain;
	struct slice raw = csvfile_raw(file, 0, &plain);
	struct csvfault_byte bad[CSVFAULT_BYTES];
	struct str why = STR_INIT;

	for (size_t i = 0; i < h->row.count && csvfault_any_bytes(raw); i++) {
		size_t start = csvfile_cell(file, 0, i);
		size_t len = csvfile_cell(file, 0, i + 1) - start;
		size_t count =
			csvfault_find_bytes((struct slice){ raw.text + start, len }, bad);

		for (size_t k = 0; k < count; k++) {
			str_clear(&why);
			csvfault_add_byte(&bad[k], &why);
			diag_add(&h->package->diag, bad[k].fault,
				place_at(h, start + bad[k].at, -1), "%s", why.buf);
		}
	}
	str_release(&why);
}

/* Reports the fields of the schema that no cell holds, at the header as a whole: a
 * missing cell has no column. */
static void report_lacking_fields(const struct header *h)
{
	const struct resource *r = h->table->schema;

	for (size_t i = 0; !r->fields_may_lack && i < r->field_count; i++) {
		struct diag_place place;

		if (h->table->cell_of[i] >= 0)
			continue;
		place = place_at(h, 0, (int)i);
		place.column = 0;
		diag_add(&h->package->diag, FAULT_FIELD_NOT_IN_FILE, place,
			"The field \"%s\" of the schema is not in the file; it is "
			"shown empty. Add it to the header and to each row, or take it "
			"out of the schema.",
			r->fields[i].name);
	}
}

/* A first row that names no field of the schema is a row and not a header. By position
 * each field has a cell, even if the first row is too short. */
void header_match_read(struct package *p, struct table *t)
{
	struct header h = { .package = p, .table = t };
	const struct resource *r = t->schema;

	if (!t->file || t->ready || csvfile_rows(t->file) == 0)
		return;
	csvrow_init(&h.row);
	csvfile_row(t->file, 0, &h.row);
	h.taken = xcalloc(h.row.count, sizeof *h.taken);
	if (r->guessed)
		descriptor_guess(&p->descriptor, t->number, h.row.cells, h.row.count);
	t->cell_of = xcalloc(r->field_count, sizeof *t->cell_of);
	for (size_t i = 0; i < r->field_count; i++)
		t->cell_of[i] = -1;
	t->first = r->header;
	if (r->header && !r->guessed && match_names(&h, false) < r->field_count &&
		match_names(&h, true) == 0) {
		diag_add(&p->diag, FAULT_NO_HEADER,
			place_at(&h, csvfile_cell(t->file, 0, 0), -1),
			"The first row names no field of the schema; it is read as a "
			"row, and the fields by their place. If there is no header, set "
			"\"header\" of the dialect to false.");
		t->first = 0;
	}
	for (size_t i = 0; (!t->first || r->guessed) && i < r->field_count; i++) {
		t->cell_of[i] = (int)i;
		if (i < h.row.count)
			h.taken[i] = true;
	}
	if (t->first) {
		report_names(&h);
		report_bytes(&h);
	}
	report_lacking_fields(&h);
	t->header_count = t->first ? h.row.count : r->field_count;
	t->in_order = true;
	for (size_t i = 0; i < r->field_count; i++)
		t->in_order = t->in_order && t->cell_of[i] == (int)i;
	t->ready = true;
	free(h.taken);
	csvrow_release(&h.row);
}
