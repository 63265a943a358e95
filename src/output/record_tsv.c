#include "config.h"

/* A record as a listing of its cells, a row a field; which, is decided by the walk. */

#include "output/record_form.h"

#include "output/record_walk.h"

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
	str_clear(&w->text);
	table_add_key(record_table(w->package, w->ref), w->ref.row, &w->text);
	listing_add(list, slice_of(w->schema->name));
	listing_add(list, str_slice(&w->text));
	listing_add(list, slice_of(record_walk_field(w)->name));
	listing_add(list, w->cell);
}

struct listing *record_tsv_new(const struct record *r)
{
	static const struct record_visitor visitor = { .field = tsv_field };
	struct listing *list =
		listing_new(columns, sizeof columns / sizeof *columns, "field");

	record_walk(r, &visitor, RECORD_DATA, list);
	return list;
}
