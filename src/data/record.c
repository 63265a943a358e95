#include "config.h"

#include "data/record.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/table.h"

enum {
	RECORD_LINKS = 64,     /* foreign keys that point to one table */
	RECORD_ITEM_LONG = 24, /* columns; longer items are long */
	RECORD_FEW = 3,        /* items of a list that are shown in passing */
};

const struct table *record_table(const struct package *p, struct row_ref ref)
{
	return &p->tables[ref.table];
}

/* Returns the cells of REF, valid until row_cache_pop. */
static const struct slice *push_row(const struct package *p, struct row_ref ref)
{
	return row_cache_push(p->row_cache, record_table(p, ref), ref.row);
}

static enum record_part part_of(const struct package *p, const struct back_link *link)
{
	const struct resource *schema = p->tables[link->table].schema;

	if (schema->names && schema->names_key == link->key)
		return RECORD_NAMES;
	return schema->inline_count ? RECORD_INLINE : RECORD_NAMED_BY;
}

/* The row asked for comes first: the page of a member begins with its membership. */
void record_init(struct record *r, const struct package *p, struct row_ref ref)
{
	struct row_ref root = package_root(p, ref), others[RECORD_JOINED];
	size_t found = package_joined_rows(p, root, others, RECORD_JOINED);
	struct back_link links[RECORD_LINKS];

	*r = (struct record){ .package = p, .joined = { ref }, .joined_count = 1 };
	if (!row_ref_equal(root, ref))
		r->joined[r->joined_count++] = root;
	for (size_t i = 0; i < found && r->joined_count < RECORD_JOINED; i++)
		if (!row_ref_equal(others[i], ref))
			r->joined[r->joined_count++] = others[i];
	for (int part = 0; part < RECORD_PARTS; part++) {
		size_t count = r->start[part];

		for (size_t i = 0; i < r->joined_count; i++) {
			found = package_back_links(p, r->joined[i], links, RECORD_LINKS);
			for (size_t k = 0; k < found; k++) {
				if ((int)part_of(p, &links[k]) != part)
					continue;
				r->back = array_reserve(r->back, &r->back_alloc,
					count + 1, sizeof *r->back);
				r->back[count++] = links[k];
			}
		}
		r->start[part + 1] = count;
	}
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
	struct str name = STR_INIT;

	for (size_t i = 0; !is_long && list_next(&list, delimiter, &item); i++) {
		record_item(p, ref, field, i, item, &name);
		is_long = text_width(slice_of(name.buf)) > RECORD_ITEM_LONG;
	}
	str_release(&name);
	return is_long;
}

/*
 * The title of a page shows the label, the codes, and by them the key that joins the row
 * to another; a key is no use to readers when there is a label. References to many rows
 * with long names, such as sources, would push all else off the screen, so they are at
 * the end.
 */
enum record_place record_field_place(
	const struct package *p, struct row_ref ref, size_t field, struct slice value)
{
	const struct resource *schema = record_table(p, ref)->schema;
	const struct field *f = &schema->fields[field];
	const struct path *label = &schema->label;
	int joining = schema->one_to_one;

	if (f->code || (label->count == 1 && label->fields[0] == field) ||
		(joining >= 0 && schema->keys[joining].fields[0] == field) ||
		(label->count && schema->key_count == 1 && schema->key[0] == field))
		return RECORD_HEAD;
	if (f->reference >= 0 && f->type == FIELD_LIST &&
		record_items_long(p, ref, field, value))
		return RECORD_END;
	return RECORD_BODY;
}

void record_add_codes(const struct record *r, const char *between, struct str *out)
{
	size_t before = out->len;

	for (size_t i = 0; i < r->joined_count; i++) {
		const struct resource *schema =
			record_table(r->package, r->joined[i])->schema;
		const struct slice *cells = push_row(r->package, r->joined[i]);

		for (size_t k = 0; k < schema->field_count; k++) {
			if (!schema->fields[k].code || !cells[k].len)
				continue;
			str_add(out, out->len > before ? between : "");
			str_add_bytes(out, cells[k].text, cells[k].len);
		}
		row_cache_pop(r->package->row_cache);
	}
}

/* Appends the first few items of a list, each by the label of the row it refers to. */
static void add_few(
	const struct package *p, struct row_ref ref, size_t field, struct str *out)
{
	char delimiter = record_table(p, ref)->schema->fields[field].list_delimiter;
	struct slice list = push_row(p, ref)[field], item;
	struct str name = STR_INIT;

	for (size_t i = 0; list_next(&list, delimiter, &item); i++) {
		if (i == RECORD_FEW) {
			str_add(out, " …");
			break;
		}
		record_item(p, ref, field, i, item, &name);
		str_add(out, i ? ", " : "");
		str_add_bytes(out, name.buf, name.len);
	}
	row_cache_pop(p->row_cache);
	str_release(&name);
}

void record_add_name(const struct package *p, struct row_ref name, struct str *out)
{
	const struct table *table = record_table(p, name);
	const struct resource *schema = table->schema;
	struct str note = STR_INIT;

	package_add_label(p, table, name.row, out);
	for (size_t i = schema->column_count; i-- > 0 && !note.len;) {
		const struct path *path = &schema->columns[i];

		if (path->count != 1 || path->fields[0] == schema->label.fields[0])
			continue;
		if (path->last->type == FIELD_LIST)
			add_few(p, name, path->fields[0], &note);
		else
			package_add_value(p, table, name.row, path, &note);
	}
	if (note.len) {
		str_add(out, " (");
		str_add_bytes(out, note.buf, note.len);
		str_add_char(out, ')');
	}
	str_release(&note);
}

void record_add_date(const struct package *p, struct row_ref ref, struct str *out)
{
	const struct resource *schema = record_table(p, ref)->schema;
	struct slice date;

	if (!schema->timeline)
		return;
	date = push_row(p, ref)[schema->timeline_date];
	str_add_bytes(out, date.text, date.len);
	row_cache_pop(p->row_cache);
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
