/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "output/listing.h"

/* Markdown: the pipe table of GitHub, pandoc and most others. */

/* Characters with a meaning within a line, to GitHub or pandoc: emphasis, tags, links,
 * entities, formulas. */
static const char mark_signs[] = "\\`*_[]<>|~#&$^";

void listing_add_markdown(struct str *out, struct slice cell)
{
	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.text[i];

		if (c == '\r' && i + 1 < cell.len && cell.text[i + 1] == '\n')
			continue;
		if (c == '\n' || c == '\r') {
			str_add(out, "<br>");
			continue;
		}
		if (c && strchr(mark_signs, c))
			str_add_char(out, '\\');
		str_add_char(out, c == '\t' ? ' ' : c);
	}
}

static void mark_head(struct listing_writer *w)
{
	struct str *out = &w->outfile->text;

	for (size_t k = 0; k < w->count; k++) {
		str_add(out, k ? " | " : "| ");
		listing_add_markdown(
			out, slice_of(w->list->columns[w->columns[k]].title));
	}
	str_add(out, " |\n");
	for (size_t k = 0; k < w->count; k++)
		str_add(out,
			w->list->columns[w->columns[k]].type == LISTING_NUMBER
				? "| ---: "
				: "| --- ");
	str_add(out, "|\n");
}

static void mark_row(struct listing_writer *w, size_t row)
{
	struct str *out = &w->outfile->text;

	for (size_t k = 0; k < w->count; k++) {
		str_add(out, k ? " | " : "| ");
		listing_add_markdown(out, listing_cell(w, row, k));
	}
	str_add(out, " |\n");
}

const struct listing_form listing_markdown = {
	.head = mark_head, .row = mark_row, .people = true
};
