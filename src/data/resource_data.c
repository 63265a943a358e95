/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What is read is in the arena of the descriptor. Rows that are in the
 * descriptor become CSV, so that everything behind it knows only one kind of table.
 */

#include "data/resource_data.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/task.h"

enum { CELLS_MOST = 1 << 25 }; /* that rows with ever other names may become */

bool path_has_ending(const char *path, const char *const *endings)
{
	for (size_t len = strlen(path); *endings; endings++) {
		size_t tail = strlen(*endings);

		if (len >= tail && strcasecmp(path + len - tail, *endings) == 0)
			return true;
	}
	return false;
}

const char *path_unpacked(struct arena *arena, const char *path)
{
	static const char *const packed[] = { ".gz", ".zst", NULL };

	if (!path_has_ending(path, packed))
		return path;
	return arena_strndup(arena, path, (size_t)(strrchr(path, '.') - path));
}

/* Returns the property with the path, or the paths, of NODE. */
static const json_t *path_node(const json_t *node)
{
	const json_t *path = json_object_get(node, "path");

	if (!path && !json_object_get(node, "data"))
		path = json_object_get(node, "url");
	return path;
}

const char *resource_path(const json_t *node)
{
	const json_t *path = path_node(node);

	return json_string_value(json_is_array(path) ? json_array_get(path, 0) : path);
}

/* --- files --- */

void resource_set_files(
	struct descriptor *d, struct resource *r, const char *const *paths, size_t count)
{
	struct csvfile_part *files = arena_array(&d->arena, count, sizeof *files);

	r->path = count ? paths[0] : NULL;
	r->source = r->path;
	r->files = files;
	r->file_count = count;
	for (size_t i = 0; i < count; i++)
		files[i] = (struct csvfile_part){ *d->folder
				? arena_printf(&d->arena, "%s/%s", d->folder, paths[i])
				: paths[i],
			paths[i] };
	if (r->path && strcmp(r->path, "-") == 0)
		r->source = files->name = "standard input";
	else if (count > 1)
		r->source =
			arena_printf(&d->arena, "%s and %zu more", r->path, count - 1);
}

/* Returns whether the file PATH of NODE may hold rows; else reports why not. */
static bool is_readable(struct reader *rd, const json_t *node, const char *path)
{
	static const char *const packed[] = { ".zip", ".bz2", ".xz", ".lz4", ".7z",
		NULL };
	static const char *const unpacked[] = { "", "no", "none", "gz", "gzip", "zst",
		"zstd", NULL };
	static const char *const formats[] = { "csv", "tsv", "txt", NULL };
	static const char *const other[] = { ".json", ".geojson", ".xlsx", ".xls", ".ods",
		".parquet", ".sqlite", ".db", ".shp", NULL };
	const char *format = json_string_value(json_object_get(node, "format"));
	const char *packing = json_string_value(json_object_get(node, "compression"));
	size_t known = 0, kind = 0;

	while (packing && unpacked[known] && strcasecmp(unpacked[known], packing) != 0)
		known++;
	while (format && formats[kind] && !strcasestr(format, formats[kind]))
		kind++;
	if (!reader_inside(rd, path, "path"))
		return false;
	if (path_has_ending(path, packed) || !unpacked[known]) {
		reader_fault(rd,
			"The file “%s” is compressed in a way that is not read. Unpack "
			"it, or compress it with gzip.",
			path);
		return false;
	}
	if (!path_has_ending(path_unpacked(&rd->out->arena, path), other) &&
		formats[kind])
		return true;
	reader_fault(rd,
		"The file “%s” is in the format “%s”, which is not read. Save it as CSV.",
		path, format ? format : strrchr(path, '.') + 1);
	return false;
}

void resource_read_files(struct reader *rd, struct resource *r, const json_t *node)
{
	const json_t *path = path_node(node);
	bool several = json_is_array(path);
	size_t given = several ? json_array_size(path) : path != NULL, count = 0;
	const char **paths = arena_array(&rd->out->arena, given, sizeof *paths);

	reader_text(rd, node, "compression", NULL);
	reader_at(rd, path, node);
	if (path && json_object_get(node, "data"))
		reader_fault(rd,
			"It has a “path” and “data”. The standard allows one of them. "
			"The file is read.");
	if (several && !given)
		reader_fault(rd, "Its “path” names no file, so it has no rows.");
	else if (!given && !json_object_get(node, "data"))
		reader_fault(
			rd, "It has neither a “path” nor “data”, so it has no rows.");
	for (size_t i = 0; i < given; i++) {
		const json_t *one = several ? json_array_get(path, i) : path;

		reader_at(rd, one, node);
		if (!json_is_string(one))
			reader_fault(rd, "A “path” must be a text. It is ignored.");
		else if (is_readable(rd, node, json_string_value(one)))
			paths[count++] =
				arena_strdup(&rd->out->arena, json_string_value(one));
	}
	resource_set_files(rd->out, r, paths, count);
}

/* --- rows in the descriptor --- */

/* Appends ITEMS as a list of FIELD; returns false, with nothing appended, when they are no
 * items of a list. */
static bool add_list(struct reader *rd, const json_t *items, const struct field *field,
	struct str *cell)
{
	size_t before = cell->len;

	for (size_t i = 0; i < json_array_size(items); i++) {
		size_t start;

		if (i)
			str_add_char(cell, field->list_delimiter);
		start = cell->len;
		if (!json_add_scalar(json_array_get(items, i), cell)) {
			str_truncate(cell, before);
			return false;
		}
		if (memchr(cell->buf + start, field->list_delimiter, cell->len - start))
			reader_fault(rd,
				"An item of the list “%s” has the delimiter '%c' in it "
				"and becomes two. Give the field another delimiter.",
				field->name, field->list_delimiter);
	}
	return json_is_array(items);
}

/* Appends VALUE (NULL: there is none) to the row that ends OUT, as FIELD (NULL: not in the
 * schema) reads it. */
static void add_cell(struct reader *rd, const json_t *value, const struct field *field,
	struct str *out)
{
	struct str cell = STR_INIT;
	char *point;

	if (!value || json_is_null(value)) {
		if (field && field->empty_is_value && field->missing_count)
			str_add(&cell, field->missing[0]);
	} else if (json_is_boolean(value) && field && field->type == FIELD_BOOLEAN) {
		bool is = json_is_true(value);

		str_add(&cell, is ? field->true_values[0] : field->false_values[0]);
	} else if (json_add_scalar(value, &cell)) {
		point = json_is_real(value) ? strchr(cell.buf, '.') : NULL;
		if (point && field && field->type == FIELD_NUMBER)
			*point = field->decimal_char;
	} else if (!field || field->type != FIELD_LIST ||
		!add_list(rd, value, field, &cell)) {
		json_add_compact(value, &cell);
	}
	if (out->len && out->buf[out->len - 1] != '\n')
		str_add_char(out, ',');
	csvfile_add_quoted(out, str_slice(&cell));
	str_release(&cell);
}

/* Rows in the descriptor that become CSV. */
struct resource_data {
	struct reader *rd;
	struct resource *resource;
	json_t *rows;
	bool arrays;         /* each is one, else an object */
	bool named;          /* all rows were looked at for names */
	struct namemap seen; /* those that are columns */
	struct arena arena;  /* its memory */
	struct column {
		const char *name;
		const struct field *field; /* NULL: none of the schema */
	} * columns;
	size_t column_count, column_alloc;
	size_t next;   /* row ... */
	size_t cell;   /* ... and its next cell */
	size_t *lines; /* of the descriptor, of each row of TEXT */
	size_t line_count;
	struct str text;
};

static void add_column(
	struct resource_data *d, const char *name, const struct field *field)
{
	*ARRAY_ADD(d->columns, d->column_count, d->column_alloc) =
		(struct column){ name, field };
}

/* Begins with the columns: where the rows are objects the fields of the schema, to which all
 * other names are added in the order in which they appear; else those of the header, or of
 * the schema without one. */
static void begin_columns(struct resource_data *d)
{
	const struct resource *r = d->resource;
	const json_t *header = json_array_get(d->rows, 0);

	for (size_t i = 0; i < r->field_count && (!d->arrays || !r->dialect.header);
		i++) {
		add_column(d, r->fields[i].name, &r->fields[i]);
		namemap_add(&d->seen, slice_of(r->fields[i].name), 0, &d->arena);
	}
	for (size_t i = 0;
		d->arrays && r->dialect.header && i < json_array_size(header); i++) {
		const char *name = json_string_value(json_array_get(header, i));
		int field = resource_field(r, name ? name : "");

		add_column(d, name ? name : "", field < 0 ? NULL : &r->fields[field]);
	}
}

/* Makes the names in the next row, an object, columns; returns how many there are. */
static size_t add_names(struct resource_data *d)
{
	json_t *row = json_array_get(d->rows, d->next++), *cell;
	const char *name;

	json_object_foreach(row, name, cell)
	{
		if (namemap_add(&d->seen, slice_of(name), 0, &d->arena) == NAMEMAP_NONE)
			add_column(d, name, NULL);
	}
	return json_object_size(row);
}

/* Begins with the rows, when all columns are known. */
static void begin_rows(struct resource_data *d)
{
	size_t rows = json_array_size(d->rows);

	d->named = true;
	d->next = 0;
	d->lines = arena_array(&d->rd->out->arena, rows + 1, sizeof *d->lines);
	d->resource->data_lines = d->lines;
	if (d->arrays)
		return;
	if (d->column_count * rows > CELLS_MOST) {
		reader_fault(d->rd,
			"Its “data” have too many different names: %zu in %zu rows.",
			d->column_count, rows);
		d->rows = NULL;
	} else if (d->column_count) {
		for (size_t i = 0; i < d->column_count; i++) {
			str_add(&d->text, i ? "," : "");
			csvfile_add_quoted(&d->text, slice_of(d->columns[i].name));
		}
		str_add_char(&d->text, '\n');
		d->lines[d->line_count++] = reader_place(d->rd).line;
	}
}

/* Goes on to add the next row, an array or an object, to the text; returns whether the clock
 * has reached UNTIL, for which it looks as task_is_late does. */
static bool add_row(struct resource_data *d, size_t *work, int64_t until)
{
	bool header = d->arrays && !d->next && d->resource->dialect.header;
	const json_t *row = json_array_get(d->rows, d->next);
	size_t count = d->arrays ? json_array_size(row) : d->column_count;

	if (!d->cell)
		reader_at(d->rd, row, d->rows);
	if (d->arrays ? !json_is_array(row) : !json_is_object(row)) {
		reader_fault(d->rd,
			"Row %zu of its “data” is not an %s as the first is. It is "
			"ignored.",
			++d->next, d->arrays ? "array" : "object");
		return task_is_late(work, 0, until);
	}
	if (!d->cell)
		d->lines[d->line_count++] = reader_place(d->rd).line;
	while (d->cell < count) {
		size_t i = d->cell++, before = d->text.len;

		add_cell(d->rd,
			d->arrays ? json_array_get(row, i)
				  : json_object_get(row, d->columns[i].name),
			header || i >= d->column_count ? NULL : d->columns[i].field,
			&d->text);
		if (task_is_late(work, d->text.len - before, until))
			return true;
	}
	str_add(&d->text, count ? "\n" : "\"\"\n"); /* a blank line would be no row */
	d->cell = 0;
	d->next++;
	return task_is_late(work, 0, until);
}

struct resource_data *resource_data_new(
	struct reader *rd, struct resource *r, const json_t *node)
{
	json_t *data = json_object_get(node, "data");
	const json_t *first = json_array_get(data, 0);
	struct csvfile_dialect read = csvfile_rfc4180;
	struct resource_data *d;

	if (!data || r->path)
		return NULL;
	d = xcalloc(1, sizeof *d);
	d->rd = rd;
	d->resource = r;
	str_init(&d->text);
	reader_at(rd, data, node);
	r->source = rd->out->file;
	if (json_is_string(data)) {
		str_add(&d->text, json_string_value(data));
		r->source = arena_printf(
			&rd->out->arena, "%s, data of “%s”", rd->out->file, r->name);
		r->dialect.encoding = NULL;
	} else if (json_is_array(data) &&
		(!first || json_is_array(first) || json_is_object(first))) {
		read.header = json_is_array(first) ? r->dialect.header : 1;
		r->dialect = read;
		d->rows = data;
		d->arrays = json_is_array(first);
		begin_columns(d);
	} else {
		reader_fault(rd,
			"Its “data” must be an array of rows, each an array or an "
			"object, or a text of CSV.");
	}
	return d;
}

bool resource_data_step(struct resource_data *d, int64_t until)
{
	size_t work = 0;

	while (d->rows && !d->named && !d->arrays && d->next < json_array_size(d->rows))
		if (task_is_late(&work, add_names(d) * TASK_ITEM, until))
			return false;
	if (d->rows && !d->named) {
		begin_rows(d);
		if (clock_now() >= until)
			return false;
	}
	while (d->next < json_array_size(d->rows))
		if (add_row(d, &work, until))
			return false;
	return true;
}

void resource_data_end(struct resource_data *d)
{
	struct resource *r = d->resource;

	if (!d->text.len && d->rows && !json_array_size(d->rows))
		reader_fault(d->rd,
			"Its “data” are empty, and no schema names its columns.");
	r->data = d->text.len
		? arena_strndup(&d->rd->out->arena, d->text.buf, d->text.len)
		: NULL;
	r->data_size = d->text.len;
	resource_data_free(d);
}

void resource_data_free(struct resource_data *d)
{
	if (!d)
		return;
	arena_release(&d->arena);
	free(d->columns);
	str_release(&d->text);
	free(d);
}
