#include "config.h"

#include "output/json.h"
#include "output/listing.h"

static void json_add_cell(const struct listing *l, size_t row, size_t column,
	struct str *cell, struct str *out)
{
	if (l->json) {
		l->json(l->data, row, column, out);
		return;
	}
	l->cell(l->data, row, column, cell);
	if (cell->len)
		json_add_string(out, (struct slice){ cell->buf, cell->len });
	else
		str_add(out, "null");
}

/* An object a line: as easy to look at as to compare. */
void listing_write_json(const struct listing *l, struct sink *sink)
{
	struct str *out = &sink->text;
	struct str cell;

	str_init(&cell);
	str_add_char(out, '[');
	for (size_t i = 0; i < l->rows && sink_spill(sink); i++) {
		str_add(out, i ? ",\n{" : "\n{");
		for (size_t k = 0; k < l->count; k++) {
			if (k)
				str_add_char(out, ',');
			json_add_string(out, slice_of(l->columns[k].name));
			str_add_char(out, ':');
			json_add_cell(l, i, k, &cell, out);
		}
		str_add_char(out, '}');
	}
	str_add(out, l->rows ? "\n]" : "]");
	str_release(&cell);
}
