#include "config.h"

#include "output/table_list.h"

#include <stdlib.h>

#include "base/memory.h"
#include "output/json.h"

enum { TABLE_LIST_VISIBLE = 64 }; /* columns that are looked at for a reason */

/* A column: a field of the table as it stands in the file, or what a path shows. */
struct table_list_column {
	struct path path; /* what is shown; its fields are borrowed */
	bool shown;       /* else what is written, in ... */
	size_t field;     /* ... this field */
	struct str name;  /* of the field, or of those of the path with dots between */
	const char *title;
};

void table_list_init(struct table_list *s, const struct package *p, const struct table *t)
{
	*s = (struct table_list){ .package = p, .table = t, .at = ROW_NONE };
	csvrow_init(&s->row);
}

void table_list_release(struct table_list *s)
{
	for (size_t i = 0; i < s->count; i++)
		str_release(&s->columns[i].name);
	free(s->columns);
	free(s->titles);
	csvrow_release(&s->row);
}

static struct table_list_column *table_list_grow(struct table_list *s)
{
	s->columns =
		array_reserve(s->columns, &s->alloc, s->count + 1, sizeof *s->columns);
	s->columns[s->count] = (struct table_list_column){ 0 };
	str_init(&s->columns[s->count].name);
	return &s->columns[s->count++];
}

/* The way to a value as the descriptor writes it: "country.capital". */
static void table_list_add_name(
	const struct table_list *s, const struct path *path, struct str *out)
{
	const struct resource *r = s->table->schema;

	for (size_t i = 0; i < path->count; i++) {
		const struct field *f = &r->fields[path->fields[i]];

		str_addf(out, "%s%s", i ? "." : "", f->name);
		if (i + 1 < path->count)
			r = s->package->tables[r->keys[f->reference].resource].schema;
	}
}

void table_list_add_path(struct table_list *s, const struct path *path)
{
	struct table_list_column *column = table_list_grow(s);

	column->path = *path;
	column->shown = true;
	column->field = path->fields[0];
	column->title = path->title;
	table_list_add_name(s, path, &column->name);
}

void table_list_add_columns(struct table_list *s)
{
	const struct resource *r = s->table->schema;

	for (size_t i = 0; i < r->column_count; i++)
		table_list_add_path(s, &r->columns[i]);
}

void table_list_add_fields(struct table_list *s)
{
	const struct resource *r = s->table->schema;

	for (size_t i = 0; i < r->field_count; i++) {
		struct table_list_column *column = table_list_grow(s);

		column->field = i;
		column->title = r->fields[i].title;
		str_add(&column->name, r->fields[i].name);
	}
}

size_t table_list_rows(const struct table_list *s)
{
	size_t total = table_rows(s->table);

	return s->rows ? rowset_count(s->rows, total) : total;
}

static uint32_t table_list_row(const struct table_list *s, size_t index)
{
	return s->rows ? rowset_at(s->rows, index) : (uint32_t)index;
}

/* The cell of FIELD as it is written; lives until another row is asked for. */
static struct slice table_list_field(struct table_list *s, uint32_t number, size_t field)
{
	if (s->at != number)
		table_row(s->table, number, &s->row);
	s->at = number;
	return s->row.cells[field];
}

static void table_list_column_text(
	struct table_list *s, uint32_t number, size_t column, struct str *out)
{
	const struct table_list_column *c = &s->columns[column];

	str_clear(out);
	if (c->shown) {
		package_add_value(s->package, s->table, number, &c->path, out);
	} else {
		struct slice cell = table_list_field(s, number, c->field);

		str_add_bytes(out, cell.text, cell.len);
	}
}

/* Why the row was found, as far as the other columns do not show it. */
static void table_list_reason(struct table_list *s, uint32_t number, struct str *out)
{
	struct str cells[TABLE_LIST_VISIBLE];
	struct slice visible[TABLE_LIST_VISIBLE];
	size_t count = s->count < TABLE_LIST_VISIBLE ? s->count : TABLE_LIST_VISIBLE;

	str_clear(out);
	for (size_t i = 0; i < count; i++) {
		str_init(&cells[i]);
		table_list_column_text(s, number, i, &cells[i]);
		visible[i] = (struct slice){ cells[i].buf, cells[i].len };
	}
	search_explain(s->search, s->table->number, number, visible, count, out);
	for (size_t i = 0; i < count; i++)
		str_release(&cells[i]);
}

static void table_list_cell(void *data, size_t row, size_t column, struct str *out)
{
	struct table_list *s = data;
	uint32_t number = table_list_row(s, row);

	if (column < s->count)
		table_list_column_text(s, number, column, out);
	else
		table_list_reason(s, number, out);
}

/* What a person reads through references is a string; what stands in a field of the table
 * has its type, and a link is its key. */
static void table_list_json(void *data, size_t row, size_t column, struct str *out)
{
	struct table_list *s = data;
	const struct table_list_column *c = &s->columns[column];
	uint32_t number = table_list_row(s, row);
	struct str text;

	if (!c->shown || c->path.count == 1) {
		json_add_value(out, &s->table->schema->fields[c->field],
			table_list_field(s, number, c->field));
		return;
	}
	str_init(&text);
	table_list_column_text(s, number, column, &text);
	if (text.len)
		json_add_string(out, (struct slice){ text.buf, text.len });
	else
		str_add(out, "null");
	str_release(&text);
}

/* Beside the rows, not in them: those have the fields of the schema and nothing else. All
 * fields are there, so what is no part of the name needs a reason. */
static void table_list_write_reasons(struct table_list *s, struct outfile *outfile)
{
	size_t count = table_list_rows(s);
	struct str label, reason;

	str_init(&label);
	str_init(&reason);
	str_add(&outfile->text, ",\"reasons\":[");
	for (size_t i = 0; i < count && outfile_spill(outfile); i++) {
		uint32_t number = table_list_row(s, i);
		struct slice visible;

		str_clear(&label);
		str_clear(&reason);
		package_add_label(s->package, s->table, number, &label);
		visible = (struct slice){ label.buf, label.len };
		search_explain(s->search, s->table->number, number, &visible, 1, &reason);
		str_add(&outfile->text, i ? ",\n" : "\n");
		if (reason.len)
			json_add_string(
				&outfile->text, (struct slice){ reason.buf, reason.len });
		else
			str_add(&outfile->text, "null");
	}
	str_add(&outfile->text, count ? "\n]" : "]");
	str_release(&label);
	str_release(&reason);
}

static void table_list_write_head(struct listing_writer *w)
{
	const struct table_list *s = w->list->data;
	const struct resource *schema = s->table->schema;
	struct str *out = &w->outfile->text;

	str_add(out, "{\"name\":");
	json_add_string(out, slice_of(schema->name));
	str_add(out, ",\"title\":");
	json_add_string(out, slice_of(schema->title));
	str_add(out, ",\"rows\":");
	listing_json.head(w);
}

static void table_list_write_row(struct listing_writer *w, size_t row)
{
	listing_json.row(w, row);
}

static void table_list_write_tail(struct listing_writer *w)
{
	struct table_list *s = w->list->data;

	listing_json.tail(w);
	if (s->search)
		table_list_write_reasons(s, w->outfile);
	str_add_char(&w->outfile->text, '}');
}

/* As JSON the rows are part of an object. */
static const struct listing_form table_list_json_form = { table_list_write_head,
	table_list_write_row, table_list_write_tail };

/* Numbers stand at the right, as on the screen; a reference is a name. */
static bool table_list_is_number(
	const struct table_list *s, const struct table_list_column *c)
{
	const struct field *f =
		c->shown ? c->path.last : &s->table->schema->fields[c->field];

	return (f->type == FIELD_INTEGER || f->type == FIELD_NUMBER) && f->reference < 0;
}

static void table_list_make_titles(struct table_list *s)
{
	free(s->titles);
	s->titles = xcalloc(s->count + 1, sizeof *s->titles);
	for (size_t i = 0; i < s->count; i++)
		s->titles[i] = (struct listing_column){
			.name = s->columns[i].name.buf,
			.title = s->columns[i].title,
			.right = table_list_is_number(s, &s->columns[i]),
			.style = i ? STYLE_TEXT : STYLE_STRONG,
		};
	s->titles[s->count] = (struct listing_column){
		.name = "reason", .title = "Found by", .pinned = true, .style = STYLE_NOTE
	};
}

const struct listing *table_list_list(struct table_list *s, enum format format)
{
	bool json = format == FORMAT_JSON;

	table_list_make_titles(s);
	s->list = (struct listing){ .columns = s->titles,
		.count = s->count + (s->search && !json),
		.rows = table_list_rows(s),
		.cell = table_list_cell,
		.json = table_list_json,
		.data = s,
		.form = json ? &table_list_json_form : NULL };
	return &s->list;
}

void table_list_forget(struct table_list *s)
{
	s->at = ROW_NONE;
}

void table_list_write(struct table_list *s, enum format format,
	const struct listing_page *page, struct outfile *outfile)
{
	listing_write(table_list_list(s, format), format, page, outfile);
}
