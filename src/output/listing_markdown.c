#include "config.h"

#include <string.h>

#include "output/listing.h"

/* Markdown: the pipe table of GitHub, pandoc and most others. */

/* Signs with a meaning within a line, to GitHub or pandoc: emphasis, tags, links,
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

static void mark_write_head(struct listing_writer *w)
{
	const struct listing *l = w->list;
	struct str *out = &w->outfile->text;

	for (size_t i = 0; i < l->count; i++) {
		str_add(out, i ? " | " : "| ");
		listing_add_markdown(out, slice_of(l->columns[i].title));
	}
	str_add(out, " |\n");
	for (size_t i = 0; i < l->count; i++)
		str_add(out, l->columns[i].right ? "| ---: " : "| --- ");
	str_add(out, "|\n");
}

static void mark_write_row(struct listing_writer *w, size_t row)
{
	struct str *out = &w->outfile->text;

	for (size_t k = 0; k < w->list->count; k++) {
		w->list->cell(w->list->data, row, k, &w->cell);
		str_add(out, k ? " | " : "| ");
		listing_add_markdown(out, (struct slice){ w->cell.buf, w->cell.len });
	}
	str_add(out, " |\n");
}

static void mark_write_tail(struct listing_writer *w)
{
	(void)w;
}

const struct listing_form listing_markdown = { mark_write_head, mark_write_row,
	mark_write_tail };
