#include "config.h"

#include "cli/run.h"

#include "output/memory_list.h"

/* bali tables: what there is to list, with the number of rows of each. */

static const struct listing_column tables_columns[] = {
	{ .name = "name", .title = "Table", .style = STYLE_STRONG },
	{ .name = "title", .title = "Title", .style = STYLE_TEXT },
	{ .name = "rows", .title = "Rows", .right = true, .style = STYLE_TEXT },
	{ .name = "description", .title = "What it holds", .style = STYLE_DIM },
};

int run_tables(struct run *r)
{
	struct memory_list grid;

	run_load(r, false);
	memory_list_init(
		&grid, tables_columns, sizeof tables_columns / sizeof *tables_columns);
	for (size_t i = 0; i < r->package.table_count; i++) {
		const struct table *t = &r->package.tables[i];

		memory_list_add(&grid, slice_of(t->schema->name));
		memory_list_add(&grid, slice_of(t->schema->title));
		memory_list_add_number(&grid, table_rows(t));
		memory_list_add(&grid, slice_of(t->schema->description));
	}
	memory_list_write(&grid, r->format, &r->page, &r->outfile);
	memory_list_release(&grid);
	return RUN_FOUND;
}
