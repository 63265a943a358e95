/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

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

void listing_object_init(struct listing_object *o, const struct listing_writer *w)
{
	const struct listing *l = w->list;

	o->count = w->count;
	if (l->name && w->count &&
		l->columns[w->columns[w->count - 1]].use == LISTING_REMARK)
		o->count--;
	o->keys = xcalloc(o->count, sizeof *o->keys);
	for (size_t k = 0; k < o->count; k++) {
		str_init(&o->keys[k]);
		str_add_char(&o->keys[k], k ? ',' : '{');
		json_add_string(&o->keys[k], slice_of(l->columns[w->columns[k]].name));
		str_add_char(&o->keys[k], ':');
	}
}

void listing_object_release(struct listing_object *o)
{
	for (size_t k = 0; k < o->count; k++)
		str_release(&o->keys[k]);
	free(o->keys);
}

void listing_object_add(
	const struct listing_object *o, struct listing_writer *w, size_t row)
{
	struct listing *l = w->list;
	struct str *out = &w->outfile->text;

	for (size_t k = 0; k < o->count; k++) {
		size_t column = w->columns[k];
		struct slice text;

		str_add_bytes(out, o->keys[k].buf, o->keys[k].len);
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
	str_add(out, o->count ? "}" : "{}");
}

static void json_head(struct listing_writer *w)
{
	const struct listing *l = w->list;
	struct listing_object *o = xcalloc(1, sizeof *o);
	struct str *out = &w->outfile->text;

	w->state = o;
	listing_object_init(o, w);
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
	str_add(&w->outfile->text, row ? ",\n" : "\n");
	listing_object_add(w->state, w, row);
}

static void json_tail(struct listing_writer *w)
{
	struct listing_object *o = w->state;
	size_t rows = w->list->rows;
	struct str *out = &w->outfile->text;

	str_add(out, rows ? "\n]" : "]");
	if (o->count < w->count) {
		str_add(out, ",\"reasons\":[");
		for (size_t i = 0; i < rows && outfile_spill(w->outfile); i++) {
			str_add(out, i ? ",\n" : "\n");
			json_add_text(out, listing_cell(w, i, o->count));
		}
		str_add(out, rows ? "\n]" : "]");
	}
	str_add(out, w->list->name ? "}\n" : "\n");
	listing_object_release(o);
	free(o);
}

const struct listing_form listing_json = { .head = json_head,
	.row = json_row,
	.tail = json_tail,
	.remarks = true,
	.columnless = true,
	.open = "[",
	.next = ",",
	.close = "]\n" };
