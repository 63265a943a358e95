/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/fault_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/diag.h"
#include "data/table.h"

static const struct listing_column fault_columns[FAULT_LIST_COLUMNS] = {
	/* clang-format off */
	[FAULT_LIST_PLACE] = { .name = "place", .title = "Where",
		.use = LISTING_SHOWN, .style = STYLE_STRONG },
	[FAULT_LIST_FILE] = { .name = "file", .title = "File", .use = LISTING_DATA },
	[FAULT_LIST_LINE] = { .name = "line", .title = "Line",
		.type = LISTING_NUMBER, .use = LISTING_DATA },
	[FAULT_LIST_COLUMN] = { .name = "column", .title = "Column",
		.type = LISTING_NUMBER, .use = LISTING_DATA },
	[FAULT_LIST_SEVERITY] = { .name = "severity", .title = "Severity" },
	[FAULT_LIST_KIND] = { .name = "kind", .title = "Kind", .use = LISTING_DATA },
	[FAULT_LIST_TABLE] = { .name = "table", .title = "Table", .use = LISTING_DATA },
	[FAULT_LIST_ROW] = { .name = "row", .title = "Row", .use = LISTING_DATA },
	[FAULT_LIST_FIELD] = { .name = "field", .title = "Field", .use = LISTING_DATA },
	[FAULT_LIST_MESSAGE] = { .name = "message", .title = "What is wrong" },
	/* clang-format on */
};

struct fault_list {
	struct listing list;
	const struct package *package; /* borrowed */
};

static void fault_list_free(struct listing *l)
{
	free(l);
}

static const struct diag_entry *fault_entry(const struct listing *l, size_t row)
{
	return &((const struct fault_list *)l)->package->diag.entries[row];
}

static struct row_ref fault_list_ref(struct listing *l, size_t row)
{
	const struct package *p = ((const struct fault_list *)l)->package;
	const struct diag_place *place = &fault_entry(l, row)->place;

	if (place->table >= 0 && place->row < table_rows(&p->tables[place->table]))
		return (struct row_ref){ place->table, (uint32_t)place->row };
	return ROW_NOWHERE;
}

static void fault_list_cell(struct listing *l, size_t row, size_t column, struct str *out)
{
	const struct package *p = ((const struct fault_list *)l)->package;
	const struct diag_entry *entry = fault_entry(l, row);
	const struct diag_place *place = &entry->place;
	const struct table *t = place->table >= 0 ? &p->tables[place->table] : NULL;
	struct row_ref ref = fault_list_ref(l, row);

	/* The header and the file as a whole belong to the table, though not to its rows. */
	for (size_t i = 0; i < p->table_count && place->file && !t; i++) {
		const struct resource *r = p->tables[i].schema;

		for (size_t k = 0; k < r->file_count; k++)
			if (!strcmp(r->files[k].name, place->file))
				t = &p->tables[i];
	}
	if (column == FAULT_LIST_PLACE)
		diag_add_place(out, entry);
	else if (column == FAULT_LIST_FILE && place->file)
		str_add(out, place->file);
	else if (column == FAULT_LIST_LINE && place->line)
		str_addf(out, "%zu", place->line);
	else if (column == FAULT_LIST_COLUMN && place->column)
		str_addf(out, "%zu", place->column);
	else if (column == FAULT_LIST_SEVERITY)
		str_add(out, diag_severity_name(fault_severity(entry->fault)));
	else if (column == FAULT_LIST_KIND)
		str_add(out, fault_name(entry->fault));
	else if (column == FAULT_LIST_TABLE && t)
		str_add(out, t->schema->name);
	else if (column == FAULT_LIST_ROW && ref.table >= 0)
		table_add_key(t, ref.row, out);
	else if (column == FAULT_LIST_FIELD && t && place->field >= 0 &&
		(size_t)place->field < t->schema->field_count)
		str_add(out, t->schema->fields[place->field].name);
	else if (column == FAULT_LIST_MESSAGE)
		str_add(out, entry->text);
}

static enum style fault_list_style(struct listing *l, size_t row, size_t column)
{
	static const enum style styles[] = { [DIAG_ERROR] = STYLE_ERROR,
		[DIAG_WARNING] = STYLE_WARNING,
		[DIAG_NOTE] = STYLE_NOTE };

	if (column == FAULT_LIST_SEVERITY)
		return styles[fault_severity(fault_entry(l, row)->fault)];
	return l->columns[column].style;
}

static bool fault_list_gather(struct listing *l, size_t rows)
{
	(void)rows;
	l->rows = ((const struct fault_list *)l)->package->diag.count;
	return true;
}

struct listing *fault_list_new(const struct package *p)
{
	static const struct listing_kind kind = { .free = fault_list_free,
		.cell = fault_list_cell,
		.style = fault_list_style,
		.ref = fault_list_ref,
		.gather = fault_list_gather };
	struct fault_list *f = xcalloc(1, sizeof *f);

	f->list = (struct listing){ .kind = &kind,
		.columns = fault_columns,
		.count = FAULT_LIST_COLUMNS,
		.rows = p->diag.count,
		.noun = LISTING_FAULT,
		.layout = LISTING_RUN_ON };
	f->package = p;
	return &f->list;
}
