/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A record for programs: as JSON, and as a listing of its cells. Owns the texts of the
 * JSON arrays until the walk has ended, for they follow the record's own row; which rows
 * and fields there are is decided by the walk.
 */

#include "output/record_form.h"

#include <string.h>

#include "output/json.h"
#include "output/record_walk.h"

/* --- JSON --- */

/* The arrays behind the record's own row, in their order. */
static const char *const arrays[WALK_SECTIONS] = {
	[WALK_ROW] = "one_with",
	[WALK_NAMES] = "names",
	[WALK_BACK] = "back_links",
	[WALK_INLINE] = "in_place",
};

struct json_record {
	struct str *out;                 /* the record and its own row */
	struct str items[WALK_SECTIONS]; /* of the arrays */
	struct str row, links;           /* members of the row visited */
};

/* Appends a comma unless the first member or item comes next. */
static void add_comma(struct str *out)
{
	if (out->len && !strchr("[{", out->buf[out->len - 1]))
		str_add_char(out, ',');
}

/* Appends NAME as the next member, before its value. */
static void add_name(struct str *out, const char *name)
{
	add_comma(out);
	json_add_string(out, slice_of(name));
	str_add_char(out, ':');
}

/* Appends the members that every row has: table, key and label. */
static void add_identity(const struct record_walk *w, struct row_ref ref, struct str *out)
{
	const struct table *t = record_table(w->package, ref);
	struct str text = STR_INIT;

	add_name(out, "table");
	json_add_string(out, slice_of(t->schema->name));
	table_add_key(t, ref.row, &text);
	add_name(out, "key");
	json_add_string(out, str_slice(&text));
	str_clear(&text);
	package_add_name(w->package, ref, &text);
	add_name(out, "label");
	json_add_string(out, str_slice(&text));
	str_release(&text);
}

/* Appends the member that names the fields by which the rows of the section refer to the
 * record. */
static void add_link_field(const struct record_walk *w, struct str *out)
{
	struct str field = STR_INIT;

	record_add_link_field(w->package, w->link, &field);
	add_name(out, "field");
	json_add_string(out, str_slice(&field));
	str_release(&field);
}

/* Returns what the row visited is appended to. */
static struct str *target(const struct record_walk *w)
{
	struct json_record *j = w->data;

	return w->section == WALK_ROW && !w->number ? j->out : &j->items[w->section];
}

static void json_section(struct record_walk *w)
{
	struct str *out = target(w);

	if (w->section != WALK_BACK)
		return;
	add_comma(out);
	str_add(out, "\n{");
	add_name(out, "table");
	json_add_string(out, slice_of(w->schema->name));
	add_link_field(w, out);
	add_name(out, "rows");
	str_add_char(out, '[');
}

static void json_row(struct record_walk *w)
{
	struct json_record *j = w->data;
	struct str *out = target(w);

	add_comma(out);
	str_add(out, out == j->out ? "{" : "\n{");
	add_identity(w, w->ref, out);
	str_clear(&j->row);
	str_clear(&j->links);
}

static void json_field(struct record_walk *w)
{
	struct json_record *j = w->data;
	const struct field *f = record_walk_field(w);

	add_name(&j->row, f->name);
	json_add_value(&j->row, f, w->cell);
	if (f->reference < 0)
		return;
	add_name(&j->links, f->name);
	str_add_char(&j->links, '[');
}

/* What refers to no row is in the row itself only. */
static void json_value(struct record_walk *w)
{
	struct json_record *j = w->data;

	if (w->to.table < 0)
		return;
	add_comma(&j->links);
	str_add_char(&j->links, '{');
	add_identity(w, w->to, &j->links);
	str_add_char(&j->links, '}');
}

static void json_end_field(struct record_walk *w)
{
	struct json_record *j = w->data;

	if (record_walk_field(w)->reference >= 0)
		str_add_char(&j->links, ']');
}

static void json_end_row(struct record_walk *w)
{
	struct json_record *j = w->data;
	struct str *out = target(w);

	if (w->section == WALK_BACK) {
		if (w->schema->timeline) {
			add_name(out, "date");
			json_add_text(out, str_slice(&w->date));
		}
	} else {
		str_addf(out, ",\n\"row\":{%s}", j->row.buf);
		/* There may be a hundred names, all of which refer to this record. */
		if (w->section != WALK_NAMES)
			str_addf(out, ",\n\"links\":{%s}", j->links.buf);
		if (w->section != WALK_ROW)
			add_link_field(w, out);
	}
	if (out != j->out)
		str_add_char(out, '}');
}

static void json_end_section(struct record_walk *w)
{
	if (w->section == WALK_BACK)
		str_add(target(w), "]}");
}

void record_json_add(struct str *out, const struct record *r)
{
	static const struct record_visitor visitor = { .section = json_section,
		.row = json_row,
		.field = json_field,
		.value = json_value,
		.end_field = json_end_field,
		.end_row = json_end_row,
		.end_section = json_end_section };
	struct json_record j = { .out = out, .row = STR_INIT, .links = STR_INIT };

	for (int i = 0; i < WALK_SECTIONS; i++)
		str_init(&j.items[i]);
	record_walk(r, &visitor, RECORD_DATA, &j);
	for (int i = 0; i < WALK_SECTIONS; i++) {
		if (arrays[i]) {
			str_addf(out, ",\n\"%s\":[", arrays[i]);
			str_add_bytes(out, j.items[i].buf, j.items[i].len);
			str_add_char(out, ']');
		}
		str_release(&j.items[i]);
	}
	str_add(out, "}\n");
	str_release(&j.row);
	str_release(&j.links);
}

/* --- cells, a row a field --- */

static const struct listing_column columns[] = {
	{ .name = "table", .title = "Table", .style = STYLE_DIM },
	{ .name = "key", .title = "Key", .style = STYLE_DIM },
	{ .name = "field", .title = "Field", .style = STYLE_LABEL },
	{ .name = "value", .title = "Value", .style = STYLE_TEXT },
};

static void tsv_field(struct record_walk *w)
{
	struct listing *list = w->data;

	/* What is not known is worth a line only in the record itself. */
	if (w->section != WALK_ROW && !w->cell.len)
		return;
	str_clear(&w->made);
	table_add_key(record_table(w->package, w->ref), w->ref.row, &w->made);
	listing_add(list, slice_of(w->schema->name));
	listing_add(list, str_slice(&w->made));
	listing_add(list, slice_of(record_walk_field(w)->name));
	listing_add(list, w->cell);
}

struct listing *record_tsv_new(const struct record *r)
{
	static const struct record_visitor visitor = { .field = tsv_field };
	struct listing *list =
		listing_new(columns, sizeof columns / sizeof *columns, LISTING_ROW);

	record_walk(r, &visitor, RECORD_DATA, list);
	return list;
}
