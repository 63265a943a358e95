/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/table_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/task.h"
#include "data/bali_ext.h"
#include "data/localname.h"
#include "data/value.h"
#include "output/json.h"

enum { TABLE_LIST_VISIBLE = 64 }; /* columns that are looked at for a reason */

/* A column: a field of the table as it is in the file, or what a path shows. What is shown
 * in words to the user and raw to programs is two columns. */
struct table_column {
	struct path path; /* unless count is 0; its fields are borrowed */
	size_t field;     /* the field, or the first of the path */
	bool words;       /* written as in a list on the screen */
	enum {
		COLUMN_VALUE,
		COLUMN_NAME,  /* what the row is called in the user's language */
		COLUMN_LABEL, /* its label, where that is another text */
	} part;
	char *name; /* owned */
};

struct table_list {
	struct listing list;
	struct listing_column *titles; /* the columns of list; owned */
	const struct package *package;
	const struct table *table;
	const struct search *search;  /* NULL: no remark */
	struct table_column *columns; /* without the remark; owned */
	size_t count, alloc, alloc_titles;
	struct rowset rows;
	struct cell_text cells;
	bool gaps;       /* a column needs them */
	bool as_in_file; /* the columns are the first fields in their order, as they are */
	struct csvrow row; /* the row asked for last, and ... */
	uint32_t number;   /* ... its number, or ROW_NONE */
};

static void table_list_free(struct listing *l)
{
	struct table_list *s = (struct table_list *)l;

	for (size_t i = 0; i < s->count; i++)
		free(s->columns[i].name);
	free(s->columns);
	free(s->titles);
	cell_text_release(&s->cells);
	rowset_release(&s->rows);
	csvrow_release(&s->row);
	free(s);
}

/* Adds COLUMN, which shows F, for the forms of USE. A number is right aligned, as on the
 * screen; a reference is a name. */
static void table_list_add(struct table_list *s, struct table_column column,
	const char *title, const struct field *f, enum listing_use use)
{
	bool number =
		(f->type == FIELD_INTEGER || f->type == FIELD_NUMBER) && f->reference < 0;

	s->as_in_file &=
		!column.path.count && column.field == s->count && !f->missing_count;
	s->columns =
		array_reserve(s->columns, &s->alloc, s->count + 1, sizeof *s->columns);
	s->titles = array_reserve(
		s->titles, &s->alloc_titles, s->count + 2, sizeof *s->titles);
	s->columns[s->count] = column;
	s->titles[s->count] = (struct listing_column){ .name = column.name,
		.title = title,
		.type = number ? LISTING_NUMBER : LISTING_TEXT,
		.use = use,
		.style = column.part == COLUMN_LABEL ? STYLE_DIM
			: s->count                   ? STYLE_TEXT
						     : STYLE_STRONG };
	s->titles[++s->count] = (struct listing_column){ .name = "reason",
		.title = "Found by",
		.use = LISTING_REMARK,
		.style = STYLE_NOTE };
	s->list.columns = s->titles;
	s->list.count = s->count + (s->search != NULL);
}

void table_list_add_path(struct listing *l, const struct path *path)
{
	struct table_list *s = (struct table_list *)l;
	struct table_column column = { .path = *path, .field = path->fields[0] };
	struct str name = STR_INIT;

	bool named = cell_text_is_named(s->package, s->table, path);
	bool differs = named || cell_text_differs(path);

	/* The way to the value as the descriptor writes it: "country.capital". */
	path_add_name(path, &s->package->descriptor, s->table->schema, &name);
	if (differs) {
		column.words = true;
		column.part = named ? COLUMN_NAME : COLUMN_VALUE;
		column.name = xmemdupz(name.buf, name.len);
		table_list_add(s, column, path->title, path->last, LISTING_SHOWN);
	}
	if (named) {
		column.part = COLUMN_LABEL;
		column.name = xmemdupz(name.buf, name.len);
		table_list_add(s, column, "", path->last, LISTING_SHOWN);
	}
	column.part = COLUMN_VALUE;
	column.words = false;
	column.name = str_take(&name);
	table_list_add(
		s, column, path->title, path->last, differs ? LISTING_DATA : LISTING_ALL);
	s->gaps |= path->gap;
}

void table_list_add_columns(struct listing *l)
{
	const struct resource *r = ((const struct table_list *)l)->table->schema;

	for (size_t i = 0; i < r->column_count; i++)
		table_list_add_path(l, &r->columns[i]);
}

void table_list_add_fields(struct listing *l)
{
	struct table_list *s = (struct table_list *)l;
	const struct resource *r = s->table->schema;

	for (size_t i = 0; i < r->field_count; i++) {
		struct str name = STR_INIT;

		str_add(&name, r->fields[i].name);
		table_list_add(s,
			(struct table_column){ .field = i, .name = str_take(&name) },
			r->fields[i].title, &r->fields[i], LISTING_ALL);
	}
}

/* Returns the cell of FIELD as it is in the file; it lives until another row is asked
 * for. */
static struct slice table_list_field(struct table_list *s, uint32_t number, size_t field)
{
	if (s->number != number)
		table_row(s->table, number, &s->row);
	s->number = number;
	return s->row.cells[field];
}

static void table_list_add_text(
	struct table_list *s, uint32_t number, size_t column, struct str *out)
{
	const struct table_column *c = &s->columns[column];

	if (c->part) {
		struct row_ref ref = { s->table->number, number };
		size_t start = out->len;
		size_t plain = package_add_shown_name(s->package, ref, out);
		struct slice label = slice_from(str_slice(out), start + plain);

		if (c->part == COLUMN_NAME) {
			str_truncate(out, start + plain);
		} else {
			struct str text = STR_INIT;

			if (label.len)
				label = slice_from(label, strlen(LOCALNAME_GAP));
			str_add_bytes(&text, label.text, label.len);
			str_truncate(out, start);
			str_add_bytes(out, text.buf, text.len);
			str_release(&text);
		}
	} else if (c->words) {
		cell_text_add(&s->cells, number, &c->path, out);
	} else if (c->path.count) {
		cell_text_add_data(&s->cells, number, &c->path, out);
	} else {
		struct slice cell = table_list_field(s, number, c->field);

		str_add_bytes(out, cell.text, cell.len);
	}
}

/* The remark is why the row was found, as far as it is not shown: by the columns of the
 * screen, else, where all fields are, by the name of the row. */
static void table_list_cell(struct listing *l, size_t row, size_t column, struct str *out)
{
	struct table_list *s = (struct table_list *)l;
	uint32_t number = rowset_at(&s->rows, row);
	struct str texts[TABLE_LIST_VISIBLE];
	struct slice visible[TABLE_LIST_VISIBLE];
	bool fields = !s->count || !s->columns[0].path.count;
	size_t count = fields ? 1 : s->count;

	if (column < s->count) {
		table_list_add_text(s, number, column, out);
		return;
	}
	count = count < TABLE_LIST_VISIBLE ? count : TABLE_LIST_VISIBLE;
	for (size_t i = 0; i < count; i++) {
		str_init(&texts[i]);
		if (fields)
			package_add_label(s->package, s->table, number, &texts[i]);
		else
			table_list_add_text(s, number, i, &texts[i]);
		visible[i] = str_slice(&texts[i]);
	}
	search_explain(s->search, s->table->number, number, visible, count, out);
	for (size_t i = 0; i < count; i++)
		str_release(&texts[i]);
}

/* What is read through references is a string. */
static void table_list_json(struct listing *l, size_t row, size_t column, struct str *out)
{
	struct table_list *s = (struct table_list *)l;
	const struct table_column *c = &s->columns[column];
	struct str text = STR_INIT;

	if (c->path.count < 2 && !c->path.gap) {
		json_add_value(out, &s->table->schema->fields[c->field],
			table_list_field(s, rowset_at(&s->rows, row), c->field));
		return;
	}
	table_list_add_text(s, rowset_at(&s->rows, row), column, &text);
	json_add_text(out, str_slice(&text));
	str_release(&text);
}

/* A row that has other fields than the table is found by their number. */
static bool table_list_raw(struct listing *l, size_t row, struct slice *out)
{
	const struct table_list *s = (const struct table_list *)l;
	const struct table *t = s->table;
	bool plain;

	if (!s->as_in_file || !t->in_order || csvfile_dialect(t->file)->delimiter != ',')
		return false;
	*out = csvfile_raw(t->file, t->first + rowset_at(&s->rows, row), &plain);
	return plain;
}

static struct row_ref table_list_ref(struct listing *l, size_t row)
{
	const struct table_list *s = (const struct table_list *)l;

	return (struct row_ref){ s->table->number, rowset_at(&s->rows, row) };
}

/* The rows are known, but not how far apart they are. */
static bool table_list_gather(struct listing *l, size_t rows)
{
	struct table_list *s = (struct table_list *)l;

	(void)rows;
	return !s->gaps || cell_text_step_gaps(&s->cells, clock_now() + TASK_MS);
}

static const char *table_list_resume(struct listing *l)
{
	((struct table_list *)l)->number = ROW_NONE;
	return NULL;
}

struct listing *table_list_new(const struct package *p, const struct table *t,
	const struct rowset *rows, const struct search *s)
{
	static const struct listing_kind kind = { .free = table_list_free,
		.cell = table_list_cell,
		.json = table_list_json,
		.raw = table_list_raw,
		.ref = table_list_ref,
		.gather = table_list_gather,
		.resume = table_list_resume };
	struct table_list *list = xcalloc(1, sizeof *list);

	list->package = p;
	list->table = t;
	list->search = s;
	list->number = ROW_NONE;
	list->as_in_file = true;
	list->cells = (struct cell_text){ .package = p, .table = t };
	csvrow_init(&list->row);
	rowset_init(&list->rows);
	if (rows)
		rowset_copy(&list->rows, rows);
	list->list = (struct listing){ .kind = &kind,
		.rows = rowset_count(&list->rows, table_rows(t)),
		.name = t->schema->name,
		.title = t->schema->title,
		.package = p };
	return &list->list;
}

/* --- the cells of a list as the user reads them --- */

void cell_text_release(struct cell_text *c)
{
	if (c->dated)
		events_release(&c->events);
	c->dated = false;
}

bool cell_text_step_gaps(struct cell_text *c, int64_t until)
{
	if (!c->dated)
		events_init_table(&c->events, c->package, c->table->number);
	c->dated = true;
	return events_step(&c->events, until);
}

/* Sets *OUT to the gap before ROW; false when there is none, or it is not known yet. */
static bool cell_text_gap(const struct cell_text *c, size_t row, struct timeline_gap *out)
{
	struct row_ref ref = { c->table->number, (uint32_t)row };
	size_t event = c->dated ? events_event(&c->events, ref) : TIMELINE_NONE;

	return event != TIMELINE_NONE &&
		timeline_gap_before(&c->events.timeline, event, out);
}

static bool cell_text_is_date(const struct field *f)
{
	return f->edtf || f->type == FIELD_DATE || f->type == FIELD_YEARMONTH;
}

bool cell_text_differs(const struct path *path)
{
	return path->gap || path->unless || cell_text_is_date(path->last) ||
		path->last->type == FIELD_BOOLEAN;
}

bool cell_text_is_whole(const struct path *path)
{
	return path->gap || cell_text_is_date(path->last) ||
		path->last->type == FIELD_INTEGER || path->last->type == FIELD_NUMBER;
}

bool cell_text_is_late(const struct cell_text *c, size_t row, const struct path *path)
{
	struct timeline_gap gap;

	return path->gap && cell_text_gap(c, row, &gap) && gap.late;
}

bool cell_text_is_named(
	const struct package *p, const struct table *t, const struct path *path)
{
	const struct path *label = &t->schema->label;

	return p->local && path->count == label->count && !path->gap && !path->unless &&
		!memcmp(path->fields, label->fields, path->count * sizeof *path->fields);
}

void cell_text_add(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out)
{
	struct str other = STR_INIT;
	size_t start = out->len;
	struct timeline_gap gap;
	struct slice value;
	struct edtf date;
	double rank;

	if (path->gap) {
		if (cell_text_gap(c, row, &gap)) {
			calendar_add_gap(out, &gap.length, true);
			if (gap.late)
				/* TRANSLATORS: behind how long it took, in a narrow column */
				str_addf(out, " %s", _("late"));
		}
		return;
	}
	if (cell_text_is_named(c->package, c->table, path)) {
		package_add_shown_name(c->package,
			(struct row_ref){ c->table->number, (uint32_t)row }, out);
		return;
	}
	package_add_part(c->package, c->table, row, path, c->most, out);
	value = (struct slice){ out->buf + start, out->len - start };
	if (!value.len || !cell_text_differs(path))
		return;
	if (path->unless) {
		package_add_value(c->package, c->table, row, path->unless, &other);
		if (slice_equal(value, str_slice(&other)))
			value.len = 0;
		str_release(&other);
	}
	if (!value.len) {
		str_truncate(out, start);
	} else if (cell_text_is_date(path->last)) {
		if (edtf_parse(value, &date, NULL, NULL)) {
			str_truncate(out, start);
			edtf_add_brief(out, &date);
		}
	} else if (path->last->type == FIELD_BOOLEAN && c->signs &&
		value_rank(path->last, value, &rank)) {
		str_truncate(out, start);
		str_add(out, rank > 0 ? "●" : "·");
	}
}

void cell_text_add_written(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out)
{
	struct timeline_gap gap;

	if (!path->gap)
		package_add_value(c->package, c->table, row, path, out);
	else if (cell_text_gap(c, row, &gap))
		timeline_rows_add_gap(&gap, out);
}

void cell_text_add_data(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out)
{
	struct timeline_gap gap;

	if (!path->gap)
		package_add_value(c->package, c->table, row, path, out);
	else if (cell_text_gap(c, row, &gap))
		calendar_add_duration(out, &gap.length);
}
