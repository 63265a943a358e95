#include "config.h"

#include "output/grid.h"

#include <stdlib.h>

#include "base/array.h"
#include "output/json.h"

struct grid_cell {
	size_t start, len; /* of grid.text */
	bool number;
};

void grid_init(struct grid *g, const struct listing_column *columns, size_t count)
{
	*g = (struct grid){ .columns = columns, .count = count };
	str_init(&g->text);
}

void grid_release(struct grid *g)
{
	str_release(&g->text);
	free(g->cells);
}

void grid_add(struct grid *g, struct slice text)
{
	g->cells = array_reserve(g->cells, &g->alloc, g->used + 1, sizeof *g->cells);
	g->cells[g->used++] = (struct grid_cell){ g->text.len, text.len, false };
	str_add_bytes(&g->text, text.text, text.len);
}

void grid_add_number(struct grid *g, size_t number)
{
	struct str text;

	str_init(&text);
	str_addf(&text, "%zu", number);
	grid_add(g, slice_of(text.buf));
	g->cells[g->used - 1].number = true;
	str_release(&text);
}

static struct slice grid_at(const struct grid *g, size_t row, size_t column)
{
	const struct grid_cell *cell = &g->cells[row * g->count + column];

	return (struct slice){ g->text.buf + cell->start, cell->len };
}

static void grid_cell(void *data, size_t row, size_t column, struct str *out)
{
	struct slice text = grid_at(data, row, column);

	str_clear(out);
	str_add_bytes(out, text.text, text.len);
}

static void grid_json(void *data, size_t row, size_t column, struct str *out)
{
	const struct grid *g = data;
	struct slice text = grid_at(g, row, column);

	if (!text.len)
		str_add(out, "null");
	else if (g->cells[row * g->count + column].number)
		str_add_bytes(out, text.text, text.len);
	else
		json_add_string(out, text);
}

const struct listing *grid_list(struct grid *g)
{
	g->list = (struct listing){ .columns = g->columns,
		.count = g->count,
		.rows = g->used / g->count,
		.cell = grid_cell,
		.json = grid_json,
		.data = g };
	return &g->list;
}

void grid_write(struct grid *g, enum format format, const struct listing_page *page,
	struct sink *sink)
{
	listing_write(grid_list(g), format, page, sink);
}
