#include "config.h"

#include "data/record.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

enum {
	RECORD_LINKS = 64,     /* foreign keys that point to one table */
	RECORD_ITEM_LONG = 24, /* columns from which on an item of a list is long */
	RECORD_FEW = 3,        /* items of a list that are told in passing */
};

const struct table *record_table(const struct package *p, struct row_ref ref)
{
	return &p->tables[ref.table];
}

/* The row that was asked for leads: a member's page begins with what makes it one. */
static void find_facets(struct record *r, struct row_ref ref)
{
	struct row_ref root = package_root(r->package, ref);
	struct row_ref others[RECORD_FACETS];
	size_t found = package_joined_rows(r->package, root, others, RECORD_FACETS);

	r->joined[r->facet_count++] = ref;
	if (!row_ref_equal(root, ref))
		r->joined[r->facet_count++] = root;
	for (size_t i = 0; i < found && r->facet_count < RECORD_FACETS; i++)
		if (!row_ref_equal(others[i], ref))
			r->joined[r->facet_count++] = others[i];
}

static enum record_part part_of(const struct package *p, const struct back_link *link)
{
	const struct resource *schema = p->tables[link->table].schema;

	if (schema->names && schema->names_key == link->key)
		return RECORD_NAMES;
	return schema->inline_count ? RECORD_IN_PLACE : RECORD_NAMED_BY;
}

/* Adds what names a facet and belongs to PART; returns how much there is of all parts. */
static size_t find_back(struct record *r, enum record_part part, size_t count)
{
	struct back_link links[RECORD_LINKS];

	for (size_t i = 0; i < r->facet_count; i++) {
		size_t found =
			package_back_links(r->package, r->joined[i], links, RECORD_LINKS);

		for (size_t k = 0; k < found; k++) {
			if (part_of(r->package, &links[k]) != part)
				continue;
			r->back = array_reserve(
				r->back, &r->back_alloc, count + 1, sizeof *r->back);
			r->back[count++] = links[k];
		}
	}
	return count;
}

void record_init(struct record *r, const struct package *p, struct row_ref ref)
{
	*r = (struct record){ .package = p };
	find_facets(r, ref);
	for (int part = 0; part < RECORD_PARTS; part++)
		r->start[part + 1] = find_back(r, (enum record_part)part, r->start[part]);
}

void record_release(struct record *r)
{
	free(r->back);
	*r = (struct record){ .package = NULL };
}

struct row_ref record_item(const struct package *p, struct row_ref ref, size_t field,
	size_t number, struct slice item, struct str *out)
{
	struct row_ref to =
		package_follow(p, record_table(p, ref), ref.row, field, number);

	str_clear(out);
	if (to.table >= 0)
		package_add_label(p, record_table(p, to), to.row, out);
	else
		str_add_bytes(out, item.text, item.len);
	return to;
}

bool record_items_long(
	const struct package *p, struct row_ref ref, size_t field, struct slice list)
{
	char delimiter = record_table(p, ref)->schema->fields[field].list_delimiter;
	bool is_long = false;
	struct slice item;
	struct str name;

	str_init(&name);
	for (size_t i = 0; !is_long && list_next(&list, delimiter, &item); i++) {
		record_item(p, ref, field, i, item, &name);
		is_long = text_width(slice_of(name.buf)) > RECORD_ITEM_LONG;
	}
	str_release(&name);
	return is_long;
}

/* The label, the codes, and the key that makes the row one with another are said by the
 * title of the page. */
static bool in_head(const struct resource *schema, size_t field)
{
	if (schema->fields[field].code)
		return true;
	if (schema->one_to_one >= 0 &&
		schema->keys[schema->one_to_one].fields[0] == field)
		return true;
	if (schema->label.count == 1 && schema->label.fields[0] == field)
		return true;
	/* A key that nobody reads: a row has a better name. */
	return schema->key_count == 1 && schema->key[0] == field && schema->label.count;
}

/* References to many rows with long names, as to sources, would push everything else off
 * the screen: they stand at the end. */
enum record_place record_field_place(
	const struct package *p, struct row_ref ref, size_t field, struct slice value)
{
	const struct resource *schema = record_table(p, ref)->schema;
	const struct field *f = &schema->fields[field];

	if (in_head(schema, field))
		return RECORD_HEAD;
	if (f->reference >= 0 && f->type == FIELD_LIST &&
		record_items_long(p, ref, field, value))
		return RECORD_END;
	return RECORD_BODY;
}

static void add_row_codes(const struct package *p, struct row_ref ref, struct str *out)
{
	const struct table *table = record_table(p, ref);
	struct csvrow row;

	csvrow_init(&row);
	table_row(table, ref.row, &row);
	for (size_t i = 0; i < table->schema->field_count; i++) {
		if (!table->schema->fields[i].code || !row.cells[i].len)
			continue;
		if (out->len)
			str_add(out, " · ");
		str_add_bytes(out, row.cells[i].text, row.cells[i].len);
	}
	csvrow_release(&row);
}

void record_add_codes(const struct record *r, struct str *out)
{
	struct str codes;

	str_init(&codes);
	for (size_t i = 0; i < r->facet_count; i++)
		add_row_codes(r->package, r->joined[i], &codes);
	str_add_bytes(out, codes.buf, codes.len);
	str_release(&codes);
}

/* Appends the first few items of a list, by the rows they name. */
static void add_few(
	const struct package *p, struct row_ref ref, size_t field, struct str *out)
{
	const struct table *table = record_table(p, ref);
	char delimiter = table->schema->fields[field].list_delimiter;
	struct csvrow row;
	struct slice list, item;
	struct str name;

	str_init(&name);
	csvrow_init(&row);
	table_row(table, ref.row, &row);
	list = row.cells[field];
	for (size_t i = 0; list_next(&list, delimiter, &item); i++) {
		record_item(p, ref, field, i, item, &name);
		if (i == RECORD_FEW) {
			str_add(out, " …");
			break;
		}
		str_add(out, i ? ", " : "");
		str_add_bytes(out, name.buf, name.len);
	}
	csvrow_release(&row);
	str_release(&name);
}

static void add_note(const struct package *p, struct row_ref name, struct str *out)
{
	const struct table *table = record_table(p, name);
	const struct resource *schema = table->schema;

	for (size_t i = schema->column_count; i-- > 0 && !out->len;) {
		const struct path *path = &schema->columns[i];

		if (path->count != 1 || path->fields[0] == schema->label.fields[0])
			continue;
		if (path->last->type == FIELD_LIST)
			add_few(p, name, path->fields[0], out);
		else
			package_add_value(p, table, name.row, path, out);
	}
}

void record_add_name(const struct package *p, struct row_ref name, struct str *out)
{
	struct str note;

	str_init(&note);
	package_add_label(p, record_table(p, name), name.row, out);
	add_note(p, name, &note);
	if (note.len) {
		str_add(out, " (");
		str_add_bytes(out, note.buf, note.len);
		str_add_char(out, ')');
	}
	str_release(&note);
}

void record_add_date(const struct package *p, struct row_ref ref, struct str *out)
{
	const struct table *table = record_table(p, ref);
	struct slice date;
	struct csvrow row;

	if (!table->schema->timeline)
		return;
	csvrow_init(&row);
	table_row(table, ref.row, &row);
	date = row.cells[table->schema->timeline_date];
	str_add_bytes(out, date.text, date.len);
	csvrow_release(&row);
}

void record_add_link_field(
	const struct package *p, const struct back_link *link, struct str *out)
{
	const struct resource *schema = p->tables[link->table].schema;
	const struct foreign_key *key = &schema->keys[link->key];

	for (size_t i = 0; i < key->count; i++) {
		str_add(out, i ? "/" : "");
		str_add(out, schema->fields[key->fields[i]].name);
	}
}
