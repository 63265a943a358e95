#include "config.h"

/*
 * Matches the first row of a file with the schema of its table: which cell holds which
 * field (Table Schema v2, "fieldsMatch"), and what is wrong with the header. Does not
 * look at the rows that follow (check.c). A table is matched once.
 */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "data/table.h"
#include "data/value.h"

/* Gives each field that has no cell yet the first free one of its name. LOOSELY: with
 * case and surrounding blanks ignored, as version 1 of the standard allowed. Returns how
 * many fields have a cell by now. TAKEN: the cells of ROW that hold a field. */
static size_t match_names(
	struct table *t, const struct csvrow *row, bool *taken, bool loosely)
{
	const struct resource *r = t->schema;
	size_t found = 0;

	for (size_t i = 0; i < r->field_count; i++) {
		struct slice name = slice_of(r->fields[i].name);
		int *cell = &t->cell_of[i];

		for (size_t k = 0; *cell < 0 && k < row->count; k++) {
			struct slice text = row->cells[k];

			if (loosely)
				text = slice_trim(text);
			if (taken[k] || text.len != name.len ||
				(loosely ? strncasecmp(text.text, name.text, name.len) !=
							0
					 : !slice_equal(text, name)))
				continue;
			*cell = (int)k;
			taken[k] = true;
		}
		found += *cell >= 0;
	}
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

/* Reports names that are repeated (known or not), unknown, lacking, or spelled
 * differently from the schema: other programs may not find those. */
static void report_names(struct package *p, const struct table *t,
	const struct csvrow *row, const bool *taken)
{
	const struct resource *r = t->schema;
	const struct slice *cells = row->cells;

	for (size_t i = 0; i < row->count; i++) {
		size_t first = 0;

		while (!slice_equal(cells[first], cells[i]))
			first++;
		if (cells[i].len && first < i)
			report_cell(p, t, row, i, FAULT_DUPLICATE_HEADER, "The name",
				"stands twice in the header. Give each field a name of "
				"its own.");
		else if (!taken[i] && !r->fields_may_exceed)
			report_cell(p, t, row, i, FAULT_FIELD_NOT_IN_SCHEMA, "The field",
				"is not in the schema; it is not shown. Add it to the "
				"schema, or take it out of the file.");
	}
	for (size_t i = 0; !r->guessed && i < r->field_count; i++) {
		const char *name = r->fields[i].name;
		int cell = t->cell_of[i];
		struct str behind = STR_INIT;

		if (cell < 0 && !r->fields_may_lack)
			table_fault(p, t, FAULT_FIELD_NOT_IN_FILE, DIAG_NO_ROW, (int)i,
				TABLE_FIELD,
				"The field \"%s\" of the schema is not in the file; it "
				"is shown empty. Add it to the header and to each row, "
				"or "
				"take it out of the schema.",
				name);
		if (cell < 0 || slice_equal(cells[cell], slice_of(name)))
			continue;
		str_addf(&behind,
			"is taken for the field \"%s\" of the schema. Write both alike.",
			name);
		report_cell(p, t, row, (size_t)cell, FAULT_HEADER_UNLIKE, "The name",
			behind.buf);
		str_release(&behind);
	}
}

/* A first row that names no field of the schema is a row and not a header. By position
 * each field has a cell, even if the first row is too short. */
void header_match_read(struct package *p, struct table *t)
{
	const struct resource *r = t->schema;
	struct csvrow row;
	bool *taken;

	if (!t->file || t->ready || csvfile_rows(t->file) == 0)
		return;
	csvrow_init(&row);
	csvfile_row(t->file, 0, &row);
	taken = xcalloc(row.count, sizeof *taken);
	if (r->guessed)
		descriptor_guess(&p->descriptor, t->number, row.cells, row.count);
	t->cell_of = xcalloc(r->field_count, sizeof *t->cell_of);
	for (size_t i = 0; i < r->field_count; i++)
		t->cell_of[i] = -1;
	t->first = r->header;
	if (r->header && !r->guessed &&
		match_names(t, &row, taken, false) < r->field_count &&
		match_names(t, &row, taken, true) == 0) {
		table_fault(p, t, FAULT_NO_HEADER, DIAG_NO_ROW, -1, 0,
			"The first row names no field of the schema; it is read as a "
			"row, and the fields by their place. If there is no header, set "
			"\"header\" of the dialect to false.");
		t->first = 0;
	}
	for (size_t i = 0; (!t->first || r->guessed) && i < r->field_count; i++) {
		t->cell_of[i] = (int)i;
		if (i < row.count)
			taken[i] = true;
	}
	if (t->first) {
		report_names(p, t, &row, taken);
		table_check_bytes(p, t, DIAG_NO_ROW, row.count);
	}
	t->header_count = t->first ? row.count : r->field_count;
	t->in_order = true;
	for (size_t i = 0; i < r->field_count; i++)
		t->in_order = t->in_order && t->cell_of[i] == (int)i;
	t->ready = true;
	free(taken);
	csvrow_release(&row);
}
