#include "config.h"

#include "output/record_json.h"

#include "output/json.h"

static struct slice slice_of_str(const struct str *s)
{
	return (struct slice){ s->buf, s->len };
}

/* Appends the comma that parts member or item NUMBER from the one before. */
static void add_comma(struct str *out, size_t number)
{
	if (number)
		str_add_char(out, ',');
}

/* Appends what every row is told by: table, key and label, without braces. */
static void add_identity(struct str *out, const struct package *p, struct row_ref ref)
{
	const struct table *t = record_table(p, ref);
	struct str text;

	str_init(&text);
	str_add(out, "\"table\":");
	json_add_string(out, slice_of(t->schema->name));
	table_add_key(t, ref.row, &text);
	str_add(out, ",\"key\":");
	json_add_string(out, slice_of_str(&text));
	str_clear(&text);
	package_add_label(p, t, ref.row, &text);
	str_add(out, ",\"label\":");
	json_add_string(out, slice_of_str(&text));
	str_release(&text);
}

/* Appends the fields of ROW, the cells of a row of T, as an object. */
static void add_row(struct str *out, const struct table *t, const struct csvrow *row)
{
	str_add_char(out, '{');
	for (size_t i = 0; i < t->schema->field_count; i++) {
		const struct field *f = &t->schema->fields[i];

		add_comma(out, i);
		json_add_string(out, slice_of(f->name));
		str_add_char(out, ':');
		json_add_value(out, f, row->cells[i]);
	}
	str_add_char(out, '}');
}

/* Appends the row that item NUMBER of FIELD names as the next of COUNT items. */
static void add_link(struct str *out, const struct package *p, struct row_ref ref,
	size_t field, size_t number, size_t *count)
{
	struct row_ref to =
		package_follow(p, record_table(p, ref), ref.row, field, number);

	if (to.table < 0)
		return;
	add_comma(out, (*count)++);
	str_add_char(out, '{');
	add_identity(out, p, to);
	str_add_char(out, '}');
}

/* Appends the rows that FIELD of REF names, whose cell reads VALUE. What names no row is
 * in the row itself only. */
static void add_field_links(struct str *out, const struct package *p, struct row_ref ref,
	size_t field, struct slice value)
{
	const struct field *f = &record_table(p, ref)->schema->fields[field];
	struct slice item;
	size_t count = 0;

	str_add_char(out, '[');
	if (f->type != FIELD_LIST)
		add_link(out, p, ref, field, 0, &count);
	else
		for (size_t i = 0; list_next(&value, f->list_delimiter, &item); i++)
			add_link(out, p, ref, field, i, &count);
	str_add_char(out, ']');
}

static void add_links(struct str *out, const struct package *p, struct row_ref ref,
	const struct csvrow *row)
{
	const struct resource *schema = record_table(p, ref)->schema;
	size_t count = 0;

	str_add_char(out, '{');
	for (size_t i = 0; i < schema->field_count; i++) {
		if (schema->fields[i].reference < 0)
			continue;
		add_comma(out, count++);
		json_add_string(out, slice_of(schema->fields[i].name));
		str_add_char(out, ':');
		add_field_links(out, p, ref, i, row->cells[i]);
	}
	str_add_char(out, '}');
}

/* Appends REF with its fields, and if LINKS with what they name, without braces. */
static void add_whole(
	struct str *out, const struct package *p, struct row_ref ref, bool links)
{
	const struct table *t = record_table(p, ref);
	struct csvrow row;

	csvrow_init(&row);
	table_row(t, ref.row, &row);
	add_identity(out, p, ref);
	str_add(out, ",\n\"row\":");
	add_row(out, t, &row);
	if (links) {
		str_add(out, ",\n\"links\":");
		add_links(out, p, ref, &row);
	}
	csvrow_release(&row);
}

static void add_one_with(struct str *out, const struct record *r)
{
	str_add(out, ",\n\"one_with\":[");
	for (size_t i = 1; i < r->facet_count; i++) {
		add_comma(out, i - 1);
		str_add(out, "\n{");
		add_whole(out, r->package, r->joined[i], true);
		str_add_char(out, '}');
	}
	str_add_char(out, ']');
}

/* Appends in which field, or fields, LINK names the record, as a member. */
static void add_by(struct str *out, const struct record *r, const struct back_link *link)
{
	struct str field;

	str_init(&field);
	record_add_link_field(r->package, link, &field);
	str_add(out, ",\"field\":");
	json_add_string(out, slice_of_str(&field));
	str_release(&field);
}

static void add_back_row(struct str *out, const struct package *p, struct row_ref ref)
{
	struct str date;

	str_init(&date);
	str_add(out, "\n{");
	add_identity(out, p, ref);
	record_add_date(p, ref, &date);
	if (record_table(p, ref)->schema->timeline) {
		str_add(out, ",\"date\":");
		if (date.len)
			json_add_string(out, slice_of_str(&date));
		else
			str_add(out, "null");
	}
	str_add_char(out, '}');
	str_release(&date);
}

static void add_back_links(struct str *out, const struct record *r)
{
	size_t start = r->start[RECORD_NAMED_BY];

	str_add(out, ",\n\"back_links\":[");
	for (size_t i = start; i < r->start[RECORD_NAMED_BY + 1]; i++) {
		const struct back_link *link = &r->back[i];

		add_comma(out, i - start);
		str_add(out, "\n{\"table\":");
		json_add_string(
			out, slice_of(r->package->tables[link->table].schema->name));
		add_by(out, r, link);
		str_add(out, ",\"rows\":[");
		for (size_t k = 0; k < link->count; k++) {
			add_comma(out, k);
			add_back_row(out, r->package,
				(struct row_ref){ link->table, link->rows[k] });
		}
		str_add(out, "]}");
	}
	str_add_char(out, ']');
}

/* Appends the rows of PART, one after the other. There may be a hundred names, all of
 * which lead back here: their links would be most of the text and tell little. */
static void add_part(
	struct str *out, const struct record *r, const char *name, enum record_part part)
{
	size_t count = 0;

	str_addf(out, ",\n\"%s\":[", name);
	for (size_t i = r->start[part]; i < r->start[part + 1]; i++) {
		for (size_t k = 0; k < r->back[i].count; k++) {
			add_comma(out, count++);
			str_add(out, "\n{");
			add_whole(out, r->package,
				(struct row_ref){ r->back[i].table, r->back[i].rows[k] },
				part != RECORD_NAMES);
			add_by(out, r, &r->back[i]);
			str_add_char(out, '}');
		}
	}
	str_add_char(out, ']');
}

void record_json_add(struct str *out, const struct record *r)
{
	str_add_char(out, '{');
	add_whole(out, r->package, r->joined[0], true);
	add_one_with(out, r);
	add_part(out, r, "names", RECORD_NAMES);
	add_back_links(out, r);
	add_part(out, r, "in_place", RECORD_IN_PLACE);
	str_add(out, "}\n");
}
