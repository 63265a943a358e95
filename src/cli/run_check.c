#include "config.h"

#include "cli/run.h"

#include <string.h>

#include "data/table.h"
#include "output/json.h"

/*
 * bali check: every fault of the data, by file, line and column. As text it is a line a
 * fault in the form of the GNU compilers, which editors step through; in the other forms
 * a record a fault.
 */

enum check_column {
	CHECK_FILE,
	CHECK_LINE,
	CHECK_COLUMN,
	CHECK_SEVERITY,
	CHECK_KIND,
	CHECK_TABLE,
	CHECK_ROW,
	CHECK_FIELD,
	CHECK_MESSAGE,
	CHECK_COLUMNS
};

static const struct listing_column check_columns[CHECK_COLUMNS] = {
	[CHECK_FILE] = { .name = "file", .title = "File" },
	[CHECK_LINE] = { .name = "line", .title = "Line", .right = true },
	[CHECK_COLUMN] = { .name = "column", .title = "Column", .right = true },
	[CHECK_SEVERITY] = { .name = "severity", .title = "Severity" },
	[CHECK_KIND] = { .name = "kind", .title = "Kind" },
	[CHECK_TABLE] = { .name = "table", .title = "Table" },
	[CHECK_ROW] = { .name = "row", .title = "Row" },
	[CHECK_FIELD] = { .name = "field", .title = "Field" },
	[CHECK_MESSAGE] = { .name = "message", .title = "What is wrong" },
};

static const struct diag_entry *check_entry(const struct run *r, size_t row)
{
	return &r->package.diag.entries[row];
}

/* Returns the table that PLACE is about, or NULL. The header and the file as a whole
 * belong to it, but not to its rows. */
static const struct table *check_table(
	const struct package *p, const struct diag_place *place)
{
	if (place->table >= 0)
		return &p->tables[place->table];
	for (size_t i = 0; i < p->table_count && place->file; i++) {
		const struct resource *r = p->tables[i].schema;

		if (r->path && !strcmp(table_file_name(r), place->file))
			return &p->tables[i];
	}
	return NULL;
}

static void check_add_row(
	const struct table *t, const struct diag_place *place, struct str *out)
{
	if (place->table >= 0 && place->row < table_rows(t))
		table_add_key(t, place->row, out);
}

static void check_add_field(
	const struct table *t, const struct diag_place *place, struct str *out)
{
	if (place->field >= 0 && (size_t)place->field < t->schema->field_count)
		str_add(out, t->schema->fields[place->field].name);
}

static void check_cell(void *data, size_t row, size_t column, struct str *out)
{
	const struct run *r = data;
	const struct diag_entry *entry = check_entry(r, row);
	const struct diag_place *place = &entry->place;
	const struct table *t = check_table(&r->package, place);

	str_clear(out);
	if (column == CHECK_FILE && place->file)
		str_add(out, place->file);
	else if (column == CHECK_LINE && place->line)
		str_addf(out, "%zu", place->line);
	else if (column == CHECK_COLUMN && place->column)
		str_addf(out, "%zu", place->column);
	else if (column == CHECK_SEVERITY)
		str_add(out, diag_severity_name(fault_severity(entry->fault)));
	else if (column == CHECK_KIND)
		str_add(out, fault_name(entry->fault));
	else if (column == CHECK_TABLE && t)
		str_add(out, t->schema->name);
	else if (column == CHECK_ROW && t)
		check_add_row(t, place, out);
	else if (column == CHECK_FIELD && t)
		check_add_field(t, place, out);
	else if (column == CHECK_MESSAGE)
		str_add(out, entry->text);
}

static void check_json(void *data, size_t row, size_t column, struct str *out)
{
	struct str cell;

	str_init(&cell);
	check_cell(data, row, column, &cell);
	if (!cell.len)
		str_add(out, "null");
	else if (column == CHECK_LINE || column == CHECK_COLUMN)
		str_add_bytes(out, cell.buf, cell.len);
	else
		json_add_string(out, (struct slice){ cell.buf, cell.len });
	str_release(&cell);
}

static void check_write_records(struct run *r)
{
	const struct listing list = { .columns = check_columns,
		.count = CHECK_COLUMNS,
		.rows = r->package.diag.count,
		.cell = check_cell,
		.json = check_json,
		.data = r };

	listing_write(&list, r->format, &r->page, &r->outfile);
}

static enum style check_style(enum diag_severity severity)
{
	return severity == DIAG_ERROR      ? STYLE_ERROR
		: severity == DIAG_WARNING ? STYLE_WARNING
					   : STYLE_NOTE;
}

static void check_write_line(struct run *r, const struct diag_entry *entry)
{
	struct str *out = &r->outfile.text;
	enum diag_severity severity = fault_severity(entry->fault);
	struct str text;

	str_init(&text);
	diag_add_place(&text, entry);
	str_add(&text, ": ");
	style_add(out, &r->styles, STYLE_STRONG, slice_of(text.buf));
	str_clear(&text);
	str_addf(&text, "%s: ", diag_severity_name(severity));
	style_add(out, &r->styles, check_style(severity), slice_of(text.buf));
	style_add(out, &r->styles, STYLE_TEXT, slice_of(entry->text));
	str_add_char(out, '\n');
	str_release(&text);
}

/* Sorted, so those of one file stand together. */
static size_t check_files(const struct diag *d)
{
	size_t count = 0;

	for (size_t i = 0; i < d->count; i++) {
		const char *file = d->entries[i].place.file;
		const char *last = i ? d->entries[i - 1].place.file : NULL;

		count += file && (!last || strcmp(file, last) != 0);
	}
	return count;
}

/* For a person: how much there is, or that silence means all is well. */
static void check_write_summary(struct run *r)
{
	const struct diag *d = &r->package.diag;
	struct str text;
	bool any = false;

	str_init(&text);
	for (int i = DIAG_ERROR; i <= DIAG_NOTE; i++) {
		if (!d->found[i])
			continue;
		str_add(&text, any ? ", " : "");
		str_add_count(&text, d->found[i], diag_severity_name(i), NULL);
		any = true;
	}
	str_add(&text, any ? " in " : "No fault in ");
	if (any)
		str_add_count(&text, check_files(d), "file", NULL);
	else
		str_add_count(&text, r->package.table_count, "table", NULL);
	style_add(&r->outfile.text, &r->styles, STYLE_DIM, slice_of(text.buf));
	str_add_char(&r->outfile.text, '\n');
	str_release(&text);
}

/* Notes are told, but nothing has to be done about them. */
int run_check(struct run *r)
{
	struct diag *d = &r->package.diag;

	run_load(r, true);
	diag_sort(d);
	if (r->format != FORMAT_TEXT) {
		check_write_records(r);
	} else {
		for (size_t i = 0; i < d->count && outfile_spill(&r->outfile); i++)
			check_write_line(r, check_entry(r, i));
		if (r->page.width)
			check_write_summary(r);
	}
	return d->found[DIAG_ERROR] || d->found[DIAG_WARNING] ? RUN_NOTHING : RUN_FOUND;
}
