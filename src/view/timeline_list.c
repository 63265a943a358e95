#include "config.h"

#include "view/timeline_view.h"

/* The list form: an event a line, and a rule with the gap between those of the first
 * lane. */

enum {
	TEXT_X = 3, /* as in tables: the mark of the cursor's line stands left of it */
};

size_t timeline_list_line(const struct timeline_view *state, size_t event)
{
	/* Events stand in order, at or behind the line of their own number. */
	for (size_t i = event; i < state->rows.count; i++)
		if (!state->rows.rows[i].gap && state->rows.rows[i].event == event)
			return i;
	return 0;
}

static void draw_gap(const struct pane *pane, struct canvas *canvas, int y,
	const struct timeline_row_text *text)
{
	if (!text->title.len)
		return;
	canvas_run(canvas, pane->rect, TEXT_X, y, 0x2500, pane->rect.w - TEXT_X - 1,
		STYLE_RULE);
	canvas_run(canvas, pane->rect, TEXT_X + 3, y, ' ', (int)text->title.len + 2,
		STYLE_TEXT);
	canvas_put(canvas, pane->rect, TEXT_X + 4, y, text->title.buf,
		text->late ? STYLE_WARNING : STYLE_DIM);
}

static void draw_event(const struct pane *pane, struct canvas *canvas, int y,
	size_t event, const struct timeline_row_text *text,
	const struct timeline_columns *columns)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_event *e = &state->events.timeline.events[event];
	int mark = TEXT_X + columns->date + 2;

	canvas_field(canvas, pane->rect, TEXT_X, y, columns->date,
		slice_of(text->date.buf), false, STYLE_TEXT);
	canvas_put(canvas, pane->rect, mark, y, text->first_lane ? "●" : "•",
		timeline_view_style(e));
	timeline_view_draw_title(pane, canvas, mark + 2, y, columns->title, event,
		text->first_lane ? STYLE_STRONG : STYLE_TEXT);
	if (columns->lane)
		canvas_field(canvas, pane->rect, pane->rect.w - columns->lane - 1, y,
			columns->lane, slice_of(text->lane), false, STYLE_DIM);
	if (e->dimmed)
		canvas_over(
			canvas, pane->rect, TEXT_X, y, pane->rect.w - TEXT_X, OVER_FAINT);
	if (event == state->mark)
		canvas_put(canvas, pane->rect, 0, y, "*", STYLE_NOTE);
	if (event != state->cursor)
		return;
	canvas_put(canvas, pane->rect, 1, y, "▌", STYLE_MARK);
	canvas_over(canvas, pane->rect, 2, y, pane->rect.w - 2, OVER_CURSOR);
	if (pane->focused)
		canvas_cursor(canvas, pane->rect, TEXT_X, y, false);
}

void timeline_list_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_row *rows = state->rows.rows + state->list.top;
	struct timeline_columns columns = { .lane = TIMELINE_LANE_MAX };
	struct timeline_row_text text;
	int count = state->list.height;

	if (state->rows.count - state->list.top < (size_t)count)
		count = (int)(state->rows.count - state->list.top);
	timeline_row_text_init(&text);
	for (int i = 0; i < count; i++) {
		timeline_row_text_set(&text, &state->events, rows[i], pane->rect.w);
		if (!rows[i].gap)
			timeline_columns_measure(&columns, &text);
	}
	timeline_columns_fit(&columns, pane->rect.w, TEXT_X + 4 + 1);
	for (int i = 0; i < count; i++) {
		timeline_row_text_set(&text, &state->events, rows[i], pane->rect.w);
		if (rows[i].gap)
			draw_gap(pane, canvas, i, &text);
		else
			draw_event(pane, canvas, i, rows[i].event, &text, &columns);
	}
	timeline_row_text_release(&text);
}
