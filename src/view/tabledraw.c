#include "config.h"

/* A table's list drawn: heads, rows, the marks over them, and the place one is at. */

#include "view/table_view.h"

#include "base/text.h"
#include "view/placeholder.h"
#include "view/highlight.h"

static bool table_right_aligned(const struct path *path)
{
	return path->last->type == FIELD_INTEGER || path->last->type == FIELD_NUMBER;
}

static void table_draw_heads(const struct pane *pane, struct canvas *canvas)
{
	const struct table_state *state = pane->state;
	const struct column_config *columns = &state->columns;
	struct str title;

	str_init(&title);
	for (size_t i = 0; i < state->cells.placed; i++) {
		const struct column_place *place = &state->cells.places[i];
		bool on = place->column == state->column;
		const struct path *path;

		if (place->column >= columns->shown)
			continue;
		path = &columns->paths[place->column];
		str_clear(&title);
		str_add(&title, path->title);
		if ((int)column_config_at(columns, place->column)->id == state->sort)
			str_add(&title, state->reverse ? " ▾" : " ▴");
		canvas_field(canvas, pane->rect, TABLE_MARGIN + place->x, 0, place->width,
			slice_of(title.buf), table_right_aligned(path),
			on ? STYLE_STRONG : STYLE_HEAD);
	}
	str_release(&title);
}

/* Writes one cell and marks in it what the search found. */
static void table_draw_cell(const struct pane *pane, struct canvas *canvas, size_t row,
	int y, const struct column_place *place)
{
	const struct table_state *state = pane->state;
	const struct path *path = &state->columns.paths[place->column];
	struct slice text = cell_cache_text(&state->cells, row, place->column);
	bool right = table_right_aligned(path);
	int x = TABLE_MARGIN + place->x;
	int pad = right ? place->width - text_width(text) : 0;

	canvas_field(canvas, pane->rect, x, y, place->width, text, right, STYLE_TEXT);
	if (pad < 0)
		pad = 0; /* cut on the right after all */
	highlight_hits(canvas, pane->rect, x + pad, y, place->width - pad,
		pane->ctx->search, pane->table,
		path->count == 1 ? (int)path->fields[0] : -1, text);
}

static void table_draw_row(
	const struct pane *pane, struct canvas *canvas, size_t row, int y)
{
	const struct table_state *state = pane->state;
	size_t columns = state->columns.shown;

	for (size_t i = 0; i < state->cells.placed; i++) {
		const struct column_place *place = &state->cells.places[i];
		struct slice text = cell_cache_text(&state->cells, row, place->column);

		if (place->column < columns) {
			table_draw_cell(pane, canvas, row, y, place);
		} else if (text.len) {
			canvas_put(canvas, pane->rect, TABLE_MARGIN + place->x, y, "←",
				STYLE_NOTE);
			canvas_field(canvas, pane->rect, TABLE_MARGIN + place->x + 2, y,
				place->width - 2, text, false, STYLE_NOTE);
		}
	}
	if (state->list.top + row == state->list.cursor)
		highlight_cursor(pane, canvas, TABLE_MARGIN, y);
}

void table_view_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct table_state *state = pane->state;

	if (!state->list.count) {
		placeholder_draw_table(pane, canvas);
		return;
	}
	table_draw_heads(pane, canvas);
	for (size_t i = 0; i < state->cells.rows; i++)
		table_draw_row(pane, canvas, i, pane->head + (int)i);
}

/* How many columns stand neither on the screen nor left of it. The column of reasons is
 * none of the table's, though it is placed like one. */
static size_t table_more_columns(const struct table_state *state)
{
	size_t columns = state->columns.shown;
	size_t last = 0;

	for (size_t i = 0; i < state->cells.placed; i++)
		if (state->cells.places[i].column < columns)
			last = state->cells.places[i].column;
	return columns - 1 - last;
}

void table_view_position(const struct pane *pane, struct str *out)
{
	const struct table_state *state = pane->state;
	size_t more;

	pane_position(pane, out);
	if (!state->list.count)
		return;
	more = table_more_columns(state);
	if (state->cells.left > 1)
		str_addf(out, "  ‹ +%zu", state->cells.left - 1);
	if (more) {
		str_add(out, "  +");
		str_add_count(out, more, "column", NULL);
		str_add(out, " ›");
	}
}
