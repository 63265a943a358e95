/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Keeps nothing; what is read is in the arena of the descriptor. Rows that are in the
 * descriptor become CSV, so that everything behind it knows only one kind of table.
 */

#include "data/resource_data.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

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

/* The columns of rows in the descriptor. */
struct columns {
	struct column {
		const char *name;
		const struct field *field; /* NULL: none of the schema */
	} * columns;
	size_t count, alloc;
};

/* Finds the columns of ROWS: where they are objects the fields of R, then all other names
 * in the order in which they appear; else those of the header, or of R without one. */
static void find_columns(struct columns *c, const struct resource *r, json_t *rows)
{
	json_t *header = json_array_get(rows, 0), *seen = json_object(), *row, *cell;
	bool arrays = json_is_array(header);
	const char *name;
	size_t i;

	for (i = 0; i < r->field_count && (!arrays || !r->dialect.header); i++) {
		*ARRAY_ADD(c->columns, c->count, c->alloc) =
			(struct column){ r->fields[i].name, &r->fields[i] };
		json_object_set_new(seen, r->fields[i].name, json_true());
	}
	json_array_foreach(rows, i, row)
	{
		json_object_foreach(row, name, cell)
		{
			if (json_object_get(seen, name))
				continue;
			*ARRAY_ADD(c->columns, c->count, c->alloc) =
				(struct column){ name, NULL };
			json_object_set_new(seen, name, json_true());
		}
	}
	json_array_foreach(header, i, cell)
	{
		int field;

		if (!r->dialect.header)
			break;
		name = json_is_string(cell) ? json_string_value(cell) : "";
		field = resource_field(r, name);
		*ARRAY_ADD(c->columns, c->count, c->alloc) =
			(struct column){ name, field < 0 ? NULL : &r->fields[field] };
	}
	json_decref(seen);
}

/* Appends ROW, an array or an object; HEADER: as names. */
static void add_row(struct reader *rd, const struct columns *c, const json_t *row,
	bool header, struct str *out)
{
	bool array = json_is_array(row);
	size_t count = array ? json_array_size(row) : c->count;

	for (size_t i = 0; i < count; i++)
		add_cell(rd,
			array ? json_array_get(row, i)
			      : json_object_get(row, c->columns[i].name),
			header || i >= c->count ? NULL : c->columns[i].field, out);
	str_add(out, count ? "\n" : "\"\"\n"); /* a blank line would be no row */
}

/* Appends ROWS as CSV to OUT; returns the line of the descriptor for each row of it. */
static const size_t *add_rows(
	struct reader *rd, const struct resource *r, json_t *rows, struct str *out)
{
	struct columns columns = { .count = 0 };
	bool arrays = json_is_array(json_array_get(rows, 0));
	size_t *lines =
		arena_array(&rd->out->arena, json_array_size(rows) + 1, sizeof *lines);
	size_t count = 0, i;
	json_t *row;

	find_columns(&columns, r, rows);
	if (!arrays && columns.count * json_array_size(rows) > CELLS_MOST) {
		reader_fault(rd,
			"Its “data” have too many different names: %zu in %zu rows.",
			columns.count, json_array_size(rows));
		rows = NULL;
	} else if (!arrays && columns.count) {
		for (i = 0; i < columns.count; i++) {
			str_add(out, i ? "," : "");
			csvfile_add_quoted(out, slice_of(columns.columns[i].name));
		}
		str_add_char(out, '\n');
		lines[count++] = reader_place(rd).line;
	}
	json_array_foreach(rows, i, row)
	{
		reader_at(rd, row, rows);
		if (arrays ? !json_is_array(row) : !json_is_object(row)) {
			reader_fault(rd,
				"Row %zu of its “data” is not an %s as the first is. It "
				"is ignored.",
				i + 1, arrays ? "array" : "object");
			continue;
		}
		lines[count++] = reader_place(rd).line;
		add_row(rd, &columns, row, arrays && !i && r->dialect.header, out);
	}
	free(columns.columns);
	return lines;
}

void resource_read_data(struct reader *rd, struct resource *r, const json_t *node)
{
	json_t *data = json_object_get(node, "data");
	const json_t *first = json_array_get(data, 0);
	struct csvfile_dialect read = csvfile_rfc4180;
	struct str out = STR_INIT;

	if (!data || r->path)
		return;
	reader_at(rd, data, node);
	r->source = rd->out->file;
	if (json_is_string(data)) {
		str_add(&out, json_string_value(data));
		r->source = arena_printf(
			&rd->out->arena, "%s, data of “%s”", rd->out->file, r->name);
		r->dialect.encoding = NULL;
	} else if (json_is_array(data) &&
		(!first || json_is_array(first) || json_is_object(first))) {
		read.header = json_is_array(first) ? r->dialect.header : 1;
		r->dialect = read;
		r->data_lines = add_rows(rd, r, data, &out);
	} else {
		reader_fault(rd,
			"Its “data” must be an array of rows, each an array or an "
			"object, or a text of CSV.");
	}
	if (!out.len && json_array_size(data) == 0 && json_is_array(data))
		reader_fault(
			rd, "Its “data” are empty, and no schema names its columns.");
	r->data = out.len ? arena_strndup(&rd->out->arena, out.buf, out.len) : NULL;
	r->data_size = out.len;
	str_release(&out);
}
