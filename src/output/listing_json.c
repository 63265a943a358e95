#include "config.h"

#include <stdlib.h>

#include "base/memory.h"
#include "output/json.h"
#include "output/listing.h"

/*
 * JSON: an object a row, a row a line, as easy to look at as to compare. The rows of a
 * table are members of an object; remarks are apart from them, since the rows have the
 * fields of the schema and nothing else.
 */

struct json_state {
	size_t count;     /* columns in the rows */
	struct str *keys; /* of those, with what is before and behind each */
};

static void json_head(struct listing_writer *w)
{
	const struct listing *l = w->list;
	struct json_state *s = xcalloc(1, sizeof *s);
	struct str *out = &w->outfile->text;

	w->state = s;
	s->count = w->count;
	if (l->name && w->count &&
		l->columns[w->columns[w->count - 1]].use == LISTING_REMARK)
		s->count--;
	s->keys = xcalloc(s->count, sizeof *s->keys);
	for (size_t k = 0; k < s->count; k++) {
		str_init(&s->keys[k]);
		str_add_char(&s->keys[k], k ? ',' : '{');
		json_add_string(&s->keys[k], slice_of(l->columns[w->columns[k]].name));
		str_add_char(&s->keys[k], ':');
	}
	if (l->name) {
		str_add(out, "{\"name\":");
		json_add_string(out, slice_of(l->name));
		str_add(out, ",\"title\":");
		json_add_string(out, slice_of(l->title));
		str_add(out, ",\"rows\":");
	}
	str_add_char(out, '[');
}

static void json_row(struct listing_writer *w, size_t row)
{
	const struct json_state *s = w->state;
	struct listing *l = w->list;
	struct str *out = &w->outfile->text;

	str_add(out, row ? ",\n" : "\n");
	for (size_t k = 0; k < s->count; k++) {
		size_t column = w->columns[k];
		struct slice text;

		str_add_bytes(out, s->keys[k].buf, s->keys[k].len);
		if (l->kind->json) {
			l->kind->json(l, row, column, out);
			continue;
		}
		text = listing_cell(w, row, k);
		if (text.len && l->columns[column].type != LISTING_TEXT)
			str_add_bytes(out, text.text, text.len);
		else
			json_add_text(out, text);
	}
	str_add_char(out, '}');
}

static void json_tail(struct listing_writer *w)
{
	struct json_state *s = w->state;
	size_t rows = w->list->rows;
	struct str *out = &w->outfile->text;

	str_add(out, rows ? "\n]" : "]");
	if (s->count < w->count) {
		str_add(out, ",\"reasons\":[");
		for (size_t i = 0; i < rows && outfile_spill(w->outfile); i++) {
			str_add(out, i ? ",\n" : "\n");
			json_add_text(out, listing_cell(w, i, s->count));
		}
		str_add(out, rows ? "\n]" : "]");
	}
	str_add(out, w->list->name ? "}\n" : "\n");
	for (size_t k = 0; k < s->count; k++)
		str_release(&s->keys[k]);
	free(s->keys);
	free(s);
}

const struct listing_form listing_json = { .head = json_head,
	.row = json_row,
	.tail = json_tail,
	.remarks = true,
	.columnless = true,
	.open = "[",
	.next = ",",
	.close = "]\n" };
