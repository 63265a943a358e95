#include "config.h"

#include "app/run.h"

#include "output/grid.h"

/* bali tables: what there is to list, with the number of rows of each. */

static const struct listing_column tables_columns[] = {
	{ .name = "name", .title = "Table", .style = STYLE_STRONG },
	{ .name = "title", .title = "Title", .style = STYLE_TEXT },
	{ .name = "rows", .title = "Rows", .right = true, .style = STYLE_TEXT },
	{ .name = "description", .title = "What it holds", .style = STYLE_DIM },
};

int run_tables(struct run *r)
{
	struct grid grid;

	run_load(r, false);
	grid_init(&grid, tables_columns, sizeof tables_columns / sizeof *tables_columns);
	for (size_t i = 0; i < r->package.table_count; i++) {
		const struct table *t = &r->package.tables[i];

		grid_add(&grid, slice_of(t->schema->name));
		grid_add(&grid, slice_of(t->schema->title));
		grid_add_number(&grid, table_rows(t));
		grid_add(&grid, slice_of(t->schema->description));
	}
	grid_write(&grid, r->format, &r->page, &r->sink);
	grid_release(&grid);
	return RUN_FOUND;
}
