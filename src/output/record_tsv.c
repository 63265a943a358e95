#include "config.h"

#include "output/record_tsv.h"

static const struct listing_column columns[] = {
	{ .name = "table", .title = "Table", .style = STYLE_DIM },
	{ .name = "key", .title = "Key", .style = STYLE_DIM },
	{ .name = "field", .title = "Field", .style = STYLE_LABEL },
	{ .name = "value", .title = "Value", .style = STYLE_TEXT },
};

void record_tsv_init(struct memory_list *g)
{
	memory_list_init(g, columns, sizeof columns / sizeof *columns);
}

/* What is told of a row. */
enum extent { EVERY_FIELD, FIELDS_WITH_VALUE, FIELDS_OF_KEY };

static bool is_of_key(const struct foreign_key *key, size_t field)
{
	for (size_t i = 0; i < key->count; i++)
		if (key->fields[i] == field)
			return true;
	return false;
}

/* Adds the row REF; KEY is the foreign key by which it names the record, or -1. */
static void add_row(struct memory_list *g, const struct package *p, struct row_ref ref,
	enum extent extent, int key)
{
	const struct table *t = record_table(p, ref);
	struct csvrow row;
	struct str text;

	str_init(&text);
	table_add_key(t, ref.row, &text);
	csvrow_init(&row);
	table_row(t, ref.row, &row);
	for (size_t i = 0; i < t->schema->field_count; i++) {
		if (extent == FIELDS_WITH_VALUE && !row.cells[i].len)
			continue;
		if (extent == FIELDS_OF_KEY && !is_of_key(&t->schema->keys[key], i))
			continue;
		memory_list_add(g, slice_of(t->schema->name));
		memory_list_add(g, (struct slice){ text.buf, text.len });
		memory_list_add(g, slice_of(t->schema->fields[i].name));
		memory_list_add(g, row.cells[i]);
	}
	csvrow_release(&row);
	str_release(&text);
}

static void add_part(struct memory_list *g, const struct record *r, enum record_part part)
{
	enum extent extent = part == RECORD_NAMED_BY ? FIELDS_OF_KEY : FIELDS_WITH_VALUE;

	for (size_t i = r->start[part]; i < r->start[part + 1]; i++) {
		const struct back_link *link = &r->back[i];

		for (size_t k = 0; k < link->count; k++)
			add_row(g, r->package,
				(struct row_ref){ link->table, link->rows[k] }, extent,
				link->key);
	}
}

void record_tsv_add(struct memory_list *g, const struct record *r)
{
	for (size_t i = 0; i < r->facet_count; i++)
		add_row(g, r->package, r->joined[i], EVERY_FIELD, -1);
	for (int part = 0; part < RECORD_PARTS; part++)
		add_part(g, r, (enum record_part)part);
}
