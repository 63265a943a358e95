#include "config.h"

#include "output/sheet.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/xalloc.h"
#include "output/json.h"

enum { SHEET_VISIBLE = 64 }; /* columns that are looked at for a reason */

/* A column: a field of the table as it stands in the file, or what a path shows. */
struct sheet_column {
	struct path path; /* what is shown; its fields are borrowed */
	bool shown;       /* else what is written, in ... */
	size_t field;     /* ... this field */
	struct str name;  /* of the field, or of those of the path with dots between */
	const char *title;
};

void sheet_init(struct sheet *s, const struct package *p, const struct table *t)
{
	*s = (struct sheet){ .package = p, .table = t, .at = ROW_NONE };
	csvrow_init(&s->row);
}

void sheet_release(struct sheet *s)
{
	for (size_t i = 0; i < s->count; i++)
		str_release(&s->columns[i].name);
	free(s->columns);
	free(s->titles);
	csvrow_release(&s->row);
}

static struct sheet_column *sheet_grow(struct sheet *s)
{
	s->columns =
		array_reserve(s->columns, &s->alloc, s->count + 1, sizeof *s->columns);
	s->columns[s->count] = (struct sheet_column){ 0 };
	str_init(&s->columns[s->count].name);
	return &s->columns[s->count++];
}

/* The way to a value as the descriptor writes it: "country.capital". */
static void sheet_add_name(
	const struct sheet *s, const struct path *path, struct str *out)
{
	const struct resource *r = s->table->schema;

	for (size_t i = 0; i < path->count; i++) {
		const struct field *f = &r->fields[path->fields[i]];

		str_addf(out, "%s%s", i ? "." : "", f->name);
		if (i + 1 < path->count)
			r = s->package->tables[r->keys[f->reference].resource].schema;
	}
}

void sheet_add_path(struct sheet *s, const struct path *path)
{
	struct sheet_column *column = sheet_grow(s);

	column->path = *path;
	column->shown = true;
	column->field = path->fields[0];
	column->title = path->title;
	sheet_add_name(s, path, &column->name);
}

void sheet_add_columns(struct sheet *s)
{
	const struct resource *r = s->table->schema;

	for (size_t i = 0; i < r->column_count; i++)
		sheet_add_path(s, &r->columns[i]);
}

void sheet_add_fields(struct sheet *s)
{
	const struct resource *r = s->table->schema;

	for (size_t i = 0; i < r->field_count; i++) {
		struct sheet_column *column = sheet_grow(s);

		column->field = i;
		column->title = r->fields[i].title;
		str_add(&column->name, r->fields[i].name);
	}
}

size_t sheet_rows(const struct sheet *s)
{
	size_t total = table_rows(s->table);

	return s->rows ? rowset_count(s->rows, total) : total;
}

static uint32_t sheet_row(const struct sheet *s, size_t index)
{
	return s->rows ? rowset_at(s->rows, index) : (uint32_t)index;
}

/* The cell of FIELD as it is written; lives until another row is asked for. */
static struct slice sheet_field(struct sheet *s, uint32_t number, size_t field)
{
	if (s->at != number)
		table_row(s->table, number, &s->row);
	s->at = number;
	return s->row.cells[field];
}

static void sheet_column_text(
	struct sheet *s, uint32_t number, size_t column, struct str *out)
{
	const struct sheet_column *c = &s->columns[column];

	str_clear(out);
	if (c->shown) {
		package_add_value(s->package, s->table, number, &c->path, out);
	} else {
		struct slice cell = sheet_field(s, number, c->field);

		str_add_bytes(out, cell.text, cell.len);
	}
}

/* Why the row was found, as far as the other columns do not show it. */
static void sheet_reason(struct sheet *s, uint32_t number, struct str *out)
{
	struct str cells[SHEET_VISIBLE];
	struct slice visible[SHEET_VISIBLE];
	size_t count = s->count < SHEET_VISIBLE ? s->count : SHEET_VISIBLE;

	str_clear(out);
	for (size_t i = 0; i < count; i++) {
		str_init(&cells[i]);
		sheet_column_text(s, number, i, &cells[i]);
		visible[i] = (struct slice){ cells[i].buf, cells[i].len };
	}
	search_add_reason(s->search, s->table->number, number, visible, count, out);
	for (size_t i = 0; i < count; i++)
		str_release(&cells[i]);
}

static void sheet_cell(void *data, size_t row, size_t column, struct str *out)
{
	struct sheet *s = data;
	uint32_t number = sheet_row(s, row);

	if (column < s->count)
		sheet_column_text(s, number, column, out);
	else
		sheet_reason(s, number, out);
}

/* What a person reads through references is a string; what stands in a field of the table
 * has its type, and a link is its key. */
static void sheet_json(void *data, size_t row, size_t column, struct str *out)
{
	struct sheet *s = data;
	const struct sheet_column *c = &s->columns[column];
	uint32_t number = sheet_row(s, row);
	struct str text;

	if (!c->shown || c->path.count == 1) {
		json_add_value(out, &s->table->schema->fields[c->field],
			sheet_field(s, number, c->field));
		return;
	}
	str_init(&text);
	sheet_column_text(s, number, column, &text);
	if (text.len)
		json_add_string(out, (struct slice){ text.buf, text.len });
	else
		str_add(out, "null");
	str_release(&text);
}

/* Beside the rows, not in them: those have the fields of the schema and nothing else. All
 * fields are there, so what is no part of the name needs a reason. */
static void sheet_write_reasons(struct sheet *s, struct sink *sink)
{
	size_t count = sheet_rows(s);
	struct str label, reason;

	str_init(&label);
	str_init(&reason);
	str_add(&sink->text, ",\"reasons\":[");
	for (size_t i = 0; i < count && sink_spill(sink); i++) {
		uint32_t number = sheet_row(s, i);
		struct slice visible;

		str_clear(&label);
		str_clear(&reason);
		package_add_label(s->package, s->table, number, &label);
		visible = (struct slice){ label.buf, label.len };
		search_add_reason(
			s->search, s->table->number, number, &visible, 1, &reason);
		str_add(&sink->text, i ? ",\n" : "\n");
		if (reason.len)
			json_add_string(
				&sink->text, (struct slice){ reason.buf, reason.len });
		else
			str_add(&sink->text, "null");
	}
	str_add(&sink->text, count ? "\n]" : "]");
	str_release(&label);
	str_release(&reason);
}

static void sheet_write_head(struct listing_writer *w)
{
	const struct sheet *s = w->list->data;
	const struct resource *schema = s->table->schema;
	struct str *out = &w->sink->text;

	str_add(out, "{\"name\":");
	json_add_string(out, slice_of(schema->name));
	str_add(out, ",\"title\":");
	json_add_string(out, slice_of(schema->title));
	str_add(out, ",\"rows\":");
	listing_json.head(w);
}

static void sheet_write_row(struct listing_writer *w, size_t row)
{
	listing_json.row(w, row);
}

static void sheet_write_tail(struct listing_writer *w)
{
	struct sheet *s = w->list->data;

	listing_json.tail(w);
	if (s->search)
		sheet_write_reasons(s, w->sink);
	str_add_char(&w->sink->text, '}');
}

/* As JSON the rows are part of an object. */
static const struct listing_form sheet_json_form = { sheet_write_head, sheet_write_row,
	sheet_write_tail };

/* Numbers stand at the right, as on the screen; a reference is a name. */
static bool sheet_is_number(const struct sheet *s, const struct sheet_column *c)
{
	const struct field *f =
		c->shown ? c->path.last : &s->table->schema->fields[c->field];

	return (f->type == FIELD_INTEGER || f->type == FIELD_NUMBER) && f->reference < 0;
}

static void sheet_make_titles(struct sheet *s)
{
	free(s->titles);
	s->titles = xcalloc(s->count + 1, sizeof *s->titles);
	for (size_t i = 0; i < s->count; i++)
		s->titles[i] = (struct listing_column){
			.name = s->columns[i].name.buf,
			.title = s->columns[i].title,
			.right = sheet_is_number(s, &s->columns[i]),
			.style = i ? STYLE_TEXT : STYLE_STRONG,
		};
	s->titles[s->count] = (struct listing_column){
		.name = "reason", .title = "Found by", .pinned = true, .style = STYLE_NOTE
	};
}

const struct listing *sheet_list(struct sheet *s, enum format format)
{
	bool json = format == FORMAT_JSON;

	sheet_make_titles(s);
	s->list = (struct listing){ .columns = s->titles,
		.count = s->count + (s->search && !json),
		.rows = sheet_rows(s),
		.cell = sheet_cell,
		.json = sheet_json,
		.data = s,
		.form = json ? &sheet_json_form : NULL };
	return &s->list;
}

void sheet_forget(struct sheet *s)
{
	s->at = ROW_NONE;
}

void sheet_write(struct sheet *s, enum format format, const struct listing_page *page,
	struct sink *sink)
{
	listing_write(sheet_list(s, format), format, page, sink);
}
