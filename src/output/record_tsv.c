#include "config.h"

#include "output/record_tsv.h"

#include "output/record_walk.h"

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

static void tsv_field(struct record_walk *w)
{
	struct memory_list *g = w->data;

	/* What is not known is worth a line only in the record itself. */
	if (w->section != WALK_ROW && !w->cell.len)
		return;
	str_clear(&w->text);
	table_add_key(record_table(w->package, w->ref), w->ref.row, &w->text);
	memory_list_add(g, slice_of(w->schema->name));
	memory_list_add(g, (struct slice){ w->text.buf, w->text.len });
	memory_list_add(g, slice_of(record_walk_field(w)->name));
	memory_list_add(g, w->cell);
}

void record_tsv_add(struct memory_list *g, const struct record *r)
{
	static const struct record_visitor visitor = { .field = tsv_field };

	record_walk(r, &visitor, RECORD_DATA, g);
}
