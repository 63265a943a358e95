#include "config.h"

#include <stdlib.h>

#include "base/memory.h"
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

static void json_write_head(struct listing_writer *w)
{
	w->state = json_make_keys(w->list);
	str_add_char(&w->outfile->text, '[');
}

/* An object a line: as easy to look at as to compare. */
static void json_write_row(struct listing_writer *w, size_t row)
{
	const struct str *keys = w->state;
	struct str *out = &w->outfile->text;

	str_add(out, row ? ",\n" : "\n");
	for (size_t k = 0; k < w->list->count; k++) {
		str_add_bytes(out, keys[k].buf, keys[k].len);
		json_add_cell(w->list, row, k, &w->cell, out);
	}
	str_add_char(out, '}');
}

static void json_write_tail(struct listing_writer *w)
{
	struct str *keys = w->state;

	str_add(&w->outfile->text, w->list->rows ? "\n]" : "]");
	for (size_t k = 0; k < w->list->count; k++)
		str_release(&keys[k]);
	free(keys);
}

const struct listing_form listing_json = { json_write_head, json_write_row,
	json_write_tail };
