#include "config.h"

#include "output/memory_list.h"

#include <stdlib.h>

#include "base/memory.h"
#include "output/json.h"

struct memory_list_cell {
	size_t start, len; /* of grid.text */
	bool number;
};

void memory_list_init(
	struct memory_list *g, const struct listing_column *columns, size_t count)
{
	*g = (struct memory_list){ .columns = columns, .count = count };
	str_init(&g->text);
}

void memory_list_release(struct memory_list *g)
{
	str_release(&g->text);
	free(g->cells);
}

void memory_list_add(struct memory_list *g, struct slice text)
{
	g->cells = array_reserve(g->cells, &g->alloc, g->used + 1, sizeof *g->cells);
	g->cells[g->used++] = (struct memory_list_cell){ g->text.len, text.len, false };
	str_add_bytes(&g->text, text.text, text.len);
}

void memory_list_add_number(struct memory_list *g, size_t number)
{
	struct str text;

	str_init(&text);
	str_addf(&text, "%zu", number);
	memory_list_add(g, slice_of(text.buf));
	g->cells[g->used - 1].number = true;
	str_release(&text);
}

static struct slice memory_list_at(const struct memory_list *g, size_t row, size_t column)
{
	const struct memory_list_cell *cell = &g->cells[row * g->count + column];

	return (struct slice){ g->text.buf + cell->start, cell->len };
}

static void memory_list_cell(void *data, size_t row, size_t column, struct str *out)
{
	struct slice text = memory_list_at(data, row, column);

	str_clear(out);
	str_add_bytes(out, text.text, text.len);
}

static void memory_list_json(void *data, size_t row, size_t column, struct str *out)
{
	const struct memory_list *g = data;
	struct slice text = memory_list_at(g, row, column);

	if (!text.len)
		str_add(out, "null");
	else if (g->cells[row * g->count + column].number)
		str_add_bytes(out, text.text, text.len);
	else
		json_add_string(out, text);
}

const struct listing *memory_list_list(struct memory_list *g)
{
	g->list = (struct listing){ .columns = g->columns,
		.count = g->count,
		.rows = g->used / g->count,
		.cell = memory_list_cell,
		.json = memory_list_json,
		.data = g };
	return &g->list;
}

void memory_list_write(struct memory_list *g, enum format format,
	const struct listing_page *page, struct outfile *outfile)
{
	listing_write(memory_list_list(g), format, page, outfile);
}
