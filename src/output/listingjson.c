#include "config.h"

#include <stdlib.h>

#include "base/xalloc.h"
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

/* The names of the columns as keys, with what stands before and behind each: the same in
 * every object, so they are written once. */
static struct str *json_make_keys(const struct listing *l)
{
	struct str *keys = xcalloc(l->count, sizeof *keys);

	for (size_t k = 0; k < l->count; k++) {
		str_init(&keys[k]);
		str_add_char(&keys[k], k ? ',' : '{');
		json_add_string(&keys[k], slice_of(l->columns[k].name));
		str_add_char(&keys[k], ':');
	}
	return keys;
}

static void json_free_keys(const struct listing *l, struct str *keys)
{
	for (size_t k = 0; k < l->count; k++)
		str_release(&keys[k]);
	free(keys);
}

/* An object a line: as easy to look at as to compare. */
void listing_write_json(const struct listing *l, struct sink *sink)
{
	struct str *keys = json_make_keys(l);
	struct str *out = &sink->text;
	struct str cell;

	str_init(&cell);
	str_add_char(out, '[');
	for (size_t i = 0; i < l->rows && sink_spill(sink); i++) {
		str_add(out, i ? ",\n" : "\n");
		for (size_t k = 0; k < l->count; k++) {
			str_add_bytes(out, keys[k].buf, keys[k].len);
			json_add_cell(l, i, k, &cell, out);
		}
		str_add_char(out, '}');
	}
	str_add(out, l->rows ? "\n]" : "]");
	str_release(&cell);
	json_free_keys(l, keys);
}
