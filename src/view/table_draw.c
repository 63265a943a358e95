/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Reads the texts of a table's rows on the screen, and draws the list from them. */

#include "base/intl.h"
#include "view/table_state.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/localname.h"
#include "diff/diff.h"
#include "output/result_list.h"

enum {
	TABLE_INDENT = 2,   /* columns of the second line of a row */
	TABLE_WRITTEN = 40, /* columns of a value that the status line may show */
};

void cell_cache_release(struct cell_cache *c)
{
	free(c->spans);
	str_release(&c->texts);
}

struct slice cell_cache_text(const struct cell_cache *c, size_t row, size_t place)
{
	const struct cell_span *span = &c->spans[row * c->columns + place];

	return (struct slice){ c->texts.buf + span->start, span->len };
}

static size_t cell_cache_plain(const struct cell_cache *c, size_t row, size_t place)
{
	return c->spans[row * c->columns + place].plain;
}

struct slice cell_cache_reason(const struct cell_cache *c, size_t row)
{
	return cell_cache_text(c, row, c->columns - 2);
}

struct slice cell_cache_summary(const struct cell_cache *c, size_t row)
{
	return cell_cache_text(c, row, c->columns - 1);
}

/* Cuts the text from START on to what a row can show of it. */
static void cut(struct str *texts, size_t start)
{
	struct slice text = slice_from(str_slice(texts), start);
	struct slice part = text_part(text, TABLE_SHOWN);

	if (part.len == text.len)
		return;
	str_truncate(texts, start + part.len);
	str_add(texts, "…");
}

void cell_cache_read(struct cell_cache *c, const struct table_layout *layout,
	const uint32_t *rows, size_t count, const struct search *search, bool summary)
{
	const struct table *table = c->cells->table;
	struct str reason = STR_INIT; /* not written into the texts that it looks at */
	struct str unused = STR_INIT;
	struct slice *visible = xcalloc(layout->placed + 1, sizeof *visible);
	struct cell_span *span;

	c->columns = layout->placed + 2;
	c->rows = count;
	c->spans = array_reserve(
		c->spans, &c->alloc, count * c->columns + 1, sizeof *c->spans);
	str_clear(&c->texts);
	span = c->spans;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < c->columns; k++, span++) {
			size_t plain = SIZE_MAX;

			span->start = c->texts.len;
			if (k < layout->placed) {
				const struct path *path =
					&layout->set->paths[layout->places[k].column];

				cell_text_add(c->cells, rows[i], path, &c->texts);
				if (cell_text_is_named(c->cells->package, table, path))
					plain = package_add_shown_name(c->cells->package,
						(struct row_ref){
							table->number, rows[i] },
						&unused);
			} else if (k == layout->placed && search_active(search)) {
				for (size_t j = 0; j < layout->placed; j++)
					visible[j] = cell_cache_text(c, i, j);
				str_clear(&reason);
				search_explain(search, table->number, rows[i], visible,
					layout->placed, &reason);
				str_add_bytes(&c->texts, reason.buf, reason.len);
			} else if (k > layout->placed && summary) {
				package_add_field(c->cells->package, table, rows[i],
					(size_t)table->schema->summary, &c->texts);
			}
			cut(&c->texts, span->start);
			span->len = c->texts.len - span->start;
			span->plain = plain < span->len ? plain : span->len;
		}
	}
	str_release(&reason);
	str_release(&unused);
	free(visible);
}

static bool table_right_aligned(const struct path *path)
{
	return path->last->type == FIELD_INTEGER || path->last->type == FIELD_NUMBER;
}

/* Returns the text of place K in row ROW of the screen, and in *X where it is drawn. */
static struct slice table_text(
	const struct table_state *state, size_t row, size_t k, int *x)
{
	const struct column_place *place = &state->layout.places[k];
	struct slice text = cell_cache_text(&state->cells, row, k);
	int width = text_width(text);

	*x = TABLE_MARGIN + place->x;
	if (table_right_aligned(&state->columns.paths[place->column]) &&
		width < place->width)
		*x += place->width - width;
	return text;
}

/*
 * Returns where the reasons begin for which the rows on the screen were found, and in
 * *WIDTH how wide they are; 0 for none. They never move a column: they are behind the label
 * where that leaves room for them, else over the last columns of their rows.
 */
static int table_reasons(const struct pane *pane, int *width)
{
	const struct table_state *state = pane->state;
	const struct table_layout *layout = &state->layout;
	const struct column_place *label = table_layout_place(layout, layout->label);
	int room = layout->room;
	int need = 0, used = 0;
	int from, end;

	if (pane->lines > 1) /* they have the second line */
		return 0;
	for (size_t i = 0; i < state->cells.rows; i++) {
		int reason = text_width(cell_cache_reason(&state->cells, i));

		need = reason > need ? reason : need;
	}
	if (!need || !label)
		return 0;
	need += RESULT_ARROW;
	for (size_t i = 0; i < state->cells.rows; i++) {
		int text = text_width(cell_cache_text(
			&state->cells, i, (size_t)(label - layout->places)));

		used = text > used ? text : used;
	}
	from = label->x + (used < label->width ? used : label->width) + COLUMN_GAP;
	end = label->x + label->width;
	if (end - from < need) {
		used = from;
		from = room - (need < room / 2 ? need : room / 2);
		for (size_t i = 0; i < layout->placed; i++) {
			const struct column_place *place = &layout->places[i];

			if (from >= place->x && place != label &&
				from < place->x + place->width + COLUMN_GAP)
				from = place->x;
		}
		/* A label in the last column keeps enough to be known by, or is whole. */
		if (label == &layout->places[layout->placed - 1] &&
			from < label->x + TABLE_LAYOUT_SHORT)
			from = label->x + TABLE_LAYOUT_SHORT;
		if (from < used && room - used >= need / 2)
			from = used;
		end = room > from ? room : from;
	}
	*width = end - from;
	return TABLE_MARGIN + from;
}

/* Marks the cell under the cursor, in line Y. */
static void table_draw_cell_cursor(const struct pane *pane, struct canvas *canvas, int y)
{
	const struct table_state *state = pane->state;
	const struct table_layout *layout = &state->layout;
	size_t row = state->list.cursor - state->list.top;
	const struct column_place *place = table_layout_place(layout, state->column);
	int width, x;

	if (!place) {
		pane_draw_cursor(pane, canvas, TABLE_MARGIN, y);
		return;
	}
	table_text(state, row, (size_t)(place - layout->places), &x);
	width = table_layout_width(layout, state->column);
	pane_draw_cursor(pane, canvas, x, y);
	pane_draw_cell(
		pane, canvas, (struct rect){ TABLE_MARGIN + place->x, y, width, 1 });
}

/* Marks REF, in line Y, where it was added or changed. */
static void table_draw_change(
	const struct pane *pane, struct canvas *canvas, int y, struct row_ref ref)
{
	static const struct {
		enum diff_kind kind;
		const char *mark;
		enum style style;
	} marks[] = { { DIFF_MOVED, ">", STYLE_NOTE },
		{ DIFF_CHANGED, "~", STYLE_WARNING },
		{ DIFF_ADDED, "+", STYLE_MARK_MAIN } };
	const struct view_context *ctx = pane->ctx;
	const struct diff_table *t = ctx->compared && ctx->diff
		? diff_of(ctx->diff, &ctx->package->tables[ref.table])
		: NULL;

	for (size_t i = 0; t && t->old && i < sizeof marks / sizeof *marks; i++)
		if (diff_row_kinds(t, (struct diff_row){ ROW_NONE, ref.row }) >>
				marks[i].kind &
			1)
			canvas_put(
				canvas, pane->rect, 0, y, marks[i].mark, marks[i].style);
}

/* Draws row ROW of the screen, with the search's hits marked. Why it was found is in its
 * second line, in place of the summary, or, where REASON is not 0, in this column. */
static void table_draw_row(const struct pane *pane, struct canvas *canvas, size_t row,
	int reason, int reason_width)
{
	const struct table_state *state = pane->state;
	const struct table_layout *layout = &state->layout;
	struct slice text = cell_cache_reason(&state->cells, row);
	struct row_ref ref = { pane->table,
		rowset_at(table_rowset(pane), state->list.top + row) };
	int y = pane->head + (int)row * pane->lines;
	int x, left, width, cut = reason && text.len ? reason : INT_MAX;
	struct slice summary;
	size_t plain;

	for (size_t i = 0; i < layout->placed; i++) {
		const struct column_place *place = &layout->places[i];
		const struct path *path = &state->columns.paths[place->column];
		struct slice cell = table_text(state, row, i, &x);

		left = TABLE_MARGIN + place->x;
		width = cut - left - 1 < place->width ? cut - left - 1 : place->width;
		if (width <= 0)
			continue;
		plain = cell_cache_plain(&state->cells, row, i);
		if (plain < cell.len)
			pane_draw_name(canvas, pane->rect, left, y, width, cell, plain,
				STYLE_TEXT);
		else
			canvas_field(canvas, pane->rect, left, y, width, cell,
				table_right_aligned(path),
				cell_text_is_late(state->cells.cells, ref.row, path)
					? STYLE_WARNING
					: STYLE_TEXT);
		pane_draw_hits(canvas, pane->rect, x, y, left + width - x,
			pane->ctx->search, pane->table,
			path->count == 1 ? (int)path->fields[0] : -1, cell);
		/* A date that was found by its value, whatever its words. */
		if (path->count == 1 &&
			search_hits_value(pane->ctx->search, ref, path->fields[0]))
			canvas_overlay(canvas, pane->rect, x, y,
				text_width(cell) < left + width - x ? text_width(cell)
								    : left + width - x,
				OVERLAY_HIT);
	}
	if (pane->lines > 1) {
		left = TABLE_MARGIN + TABLE_INDENT;
		y++;
	} else {
		left = reason;
	}
	summary = cell_cache_summary(&state->cells, row);
	if (text.len && left) {
		pane_draw_reason(canvas, pane->rect, left, y,
			pane->lines > 1 ? pane->rect.w - left - 1 : reason_width,
			pane->ctx->search, pane->table, text);
	} else if (pane->lines > 1 && summary.len) {
		width = pane->rect.w - left - 1;
		canvas_field(
			canvas, pane->rect, left, y, width, summary, false, STYLE_DIM);
		pane_draw_hits(canvas, pane->rect, left, y, width, pane->ctx->search,
			pane->table, state->table->schema->summary, summary);
	}
	y -= pane->lines > 1;
	table_draw_change(pane, canvas, y, ref);
	if (state->list.top + row == state->list.cursor)
		table_draw_cell_cursor(pane, canvas, y);
}

/* Draws the headings. The sign of a column sorted by reaches into the gap behind it, but for
 * its last blank, so that no column is wider for it; a rank may take the last letter. */
static void table_draw_head(const struct pane *pane, struct canvas *canvas)
{
	const struct table_state *state = pane->state;
	const struct column_config *columns = &state->columns;
	struct str title = STR_INIT, sign = STR_INIT;

	for (size_t i = 0; i < state->layout.placed; i++) {
		const struct column_place *place = &state->layout.places[i];
		const struct path *path = &columns->paths[place->column];
		int x = TABLE_MARGIN + place->x;
		int room = place->width + COLUMN_GAP - 1;
		int width, more;

		str_clear(&title);
		str_clear(&sign);
		str_add(&title, path->heading ? path->heading : path->title);
		list_sort_add_sign(&state->sort,
			column_config_at(columns, place->column)->id, &sign);
		width = text_width(str_slice(&title));
		width = width < place->width ? width : place->width;
		if (width + text_width(str_slice(&sign)) > room && *sign.buf == ' ')
			memmove(sign.buf, sign.buf + 1, sign.len--);
		more = text_width(str_slice(&sign));
		if (table_right_aligned(path) && place->width > width)
			x += room - more < place->width ? room - more - width
							: place->width - width;
		canvas_field(canvas, pane->rect, x, 0, width, str_slice(&title), false,
			STYLE_HEAD);
		if (width + more > room)
			width = room - more;
		if (place->column == state->column && pane->focused)
			canvas_overlay(canvas, pane->rect, x, 0, width, OVERLAY_CURSOR);
		canvas_put(canvas, pane->rect, x + width, 0, sign.buf, STYLE_HEAD);
	}
	str_release(&title);
	str_release(&sign);
}

void table_draw_list(const struct pane *pane, struct canvas *canvas)
{
	const struct table_state *state = pane->state;
	int width = 0, reasons;

	table_draw_head(pane, canvas);
	reasons = table_reasons(pane, &width);
	for (size_t i = 0; i < state->cells.rows; i++)
		table_draw_row(pane, canvas, i, reasons, width);
}

void table_add_position(const struct pane *pane, struct str *out)
{
	const struct table_state *state = pane->state;
	const struct table_layout *layout = &state->layout;
	size_t hidden = layout->count - layout->placed;
	size_t before = columns_before(layout->left);

	pane_position(pane, out);
	if (!state->list.count || !layout->placed)
		return;
	if (state->column < state->columns.shown) {
		const struct path *path = &state->columns.paths[state->column];
		struct str text = STR_INIT;

		str_addf(out, "  %s", path->title);
		if (cell_text_differs(path))
			cell_text_add_written(
				&state->text, table_focus(pane).row, path, &text);
		if (text.len && text_width(str_slice(&text)) <= TABLE_WRITTEN)
			str_addf(out, ": %s", text.buf);
		str_release(&text);
	}
	if (before) {
		str_add(out, "  ‹ ");
		str_addf(out, ngettext("%s column", "%s columns", before),
			number_text(before).text);
	}
	if (hidden > before) {
		hidden -= before;
		str_add(out, "  +");
		str_addf(out, ngettext("%s column", "%s columns", hidden),
			number_text(hidden).text);
		str_add(out, " ›");
	}
}
