#include "config.h"

#include "view/placeholder.h"

#include "base/text.h"

enum { EMPTY_MARGIN = 3, EMPTY_WIDEST = 72 };

int placeholder_paragraph(struct canvas *canvas, struct rect rect, int y,
	const char *text, enum style style)
{
	int columns = rect.w - 2 * EMPTY_MARGIN;
	struct slice rest = slice_of(text);

	if (columns > EMPTY_WIDEST)
		columns = EMPTY_WIDEST;
	if (columns < 1)
		columns = 1;
	while (rest.len) {
		size_t next;
		struct slice line = { rest.text, text_wrap(rest, columns, &next) };

		canvas_text(canvas, rect, EMPTY_MARGIN, y++, line, style);
		rest.text += next;
		rest.len -= next;
	}
	return y;
}

void placeholder_add_hits(const struct view_context *ctx, int skip, struct str *out)
{
	const struct package *package = ctx->package;
	size_t start = out->len;

	for (size_t i = 0; i < package->table_count; i++) {
		const struct resource *schema = package->tables[i].schema;
		size_t count = search_count(ctx->search, (int)i);

		if ((int)i == skip || !count || schema->view != VIEW_TAB)
			continue;
		if (out->len == start)
			str_add_count(out, count, "hit", NULL);
		else
			str_addf(out, ", %zu", count);
		str_addf(out, " in %s", schema->title);
	}
}

/* The search found nothing in this table: what is near, and where there is more. */
static void empty_say_no_hit(const struct pane *pane, struct str *out)
{
	const struct view_context *ctx = pane->ctx;
	const struct resource *schema = ctx->package->tables[pane->table].schema;
	struct row_ref ref;
	size_t start;

	str_addf(out, "Nothing in %s matches “%s”.\n", schema->title,
		search_text(ctx->search));
	start = out->len;
	placeholder_add_hits(ctx, pane->table, out);
	if (out->len > start) {
		str_add(out, ": press f to see them together.\n");
	} else if (search_complete(ctx->search, pane->table)) {
		str_add(out, "Nearest: ");
		if (search_nearest(ctx->search, out, &ref))
			str_add(out, ". Enter shows it.\n");
		else
			str_truncate(out, start);
	}
	str_add(out, "Esc clears the search.");
}

/* The file is not there, was refused, or holds nothing. */
static void empty_say_no_rows(const struct pane *pane, struct str *out)
{
	const struct package *package = pane->ctx->package;
	const struct table *table = &package->tables[pane->table];

	for (size_t i = 0; i < package->diag.count; i++) {
		const struct diag_entry *entry = &package->diag.entries[i];

		if (entry->place.table != pane->table)
			continue;
		str_addf(out, "%s has no rows to show.\n%s: %s\n! lists all problems.",
			table->schema->title, entry->place.file, entry->text);
		return;
	}
	str_addf(out, "%s has no rows: the file %s holds nothing but its header.",
		table->schema->title, table->schema->path ? table->schema->path : "");
}

void placeholder_draw_table(const struct pane *pane, struct canvas *canvas)
{
	const struct view_context *ctx = pane->ctx;
	const struct table *table = &ctx->package->tables[pane->table];
	struct str text;

	str_init(&text);
	if (!table_complete(table) && !search_active(ctx->search))
		str_addf(&text, "Loading %s …", table->schema->title);
	else if (search_active(ctx->search) && !search_complete(ctx->search, pane->table))
		str_addf(&text, "Searching %s …", table->schema->title);
	else if (search_active(ctx->search) && table_rows(table))
		empty_say_no_hit(pane, &text);
	else
		empty_say_no_rows(pane, &text);
	placeholder_paragraph(canvas, pane->rect, 1, text.buf, STYLE_TEXT);
	if (pane->focused)
		canvas_cursor(canvas, pane->rect, EMPTY_MARGIN, 1, false);
	str_release(&text);
}
