#include "config.h"

#include "base/text.h"
#include "view/timeline_view.h"

/* The list form: an event a line, and a rule with the gap between those of the first
 * lane. */

enum {
	TEXT_X = 3, /* as in tables: the mark of the cursor's line stands left of it */
};

size_t timeline_list_line(const struct timeline_view *state, size_t event)
{
	/* Events stand in order, at or behind the line of their own number. */
	for (size_t i = event; i < state->lines.count; i++)
		if (!state->lines.lines[i].gap && state->lines.lines[i].event == event)
			return i;
	return 0;
}

static void draw_gap(const struct pane *pane, struct canvas *canvas, int y, size_t event)
{
	const struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	struct timeline_gap gap;
	struct str text;

	if (!timeline_rows_gap(t, event, false, &gap))
		return;
	str_init(&text);
	timeline_rows_add_gap(&gap, &text);
	canvas_run(canvas, pane->rect, TEXT_X, y, 0x2500, pane->rect.w - TEXT_X - 1,
		STYLE_RULE);
	canvas_run(canvas, pane->rect, TEXT_X + 3, y, ' ', (int)text.len + 2, STYLE_TEXT);
	canvas_put(canvas, pane->rect, TEXT_X + 4, y, text.buf,
		gap.late ? STYLE_WARNING : STYLE_DIM);
	str_release(&text);
}

/* Returns the columns that the dates of the COUNT lines from TOP need. */
static int dates_width(const struct pane *pane, size_t top, size_t count)
{
	const struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	struct str text;
	int width = 0;

	str_init(&text);
	for (size_t i = top; i < top + count; i++) {
		int columns;

		if (state->lines.lines[i].gap)
			continue;
		str_clear(&text);
		timeline_rows_add_date(&t->events[state->lines.lines[i].event].date,
			pane->rect.w, &text);
		columns = text_width(slice_of(text.buf));
		width = columns > width ? columns : width;
	}
	str_release(&text);
	return timeline_rows_dates(width, pane->rect.w);
}

static void draw_event(
	const struct pane *pane, struct canvas *canvas, int y, size_t event, int dates)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_event *e = &state->events.timeline.events[event];
	int lane = pane->rect.w >= TIMELINE_ROWS_LANE_FROM ? TIMELINE_ROWS_LANE + 2 : 0;
	int title = TEXT_X + dates + 4;
	struct str text;

	str_init(&text);
	timeline_rows_add_date(&e->date, pane->rect.w, &text);
	canvas_field(canvas, pane->rect, TEXT_X, y, dates, slice_of(text.buf), false,
		STYLE_TEXT);
	canvas_put(canvas, pane->rect, TEXT_X + dates + 2, y, e->lane ? "•" : "●",
		timeline_view_style(e));
	timeline_view_draw_title(pane, canvas, title, y, pane->rect.w - title - lane - 1,
		event, e->lane ? STYLE_TEXT : STYLE_STRONG);
	if (lane)
		canvas_field(canvas, pane->rect, pane->rect.w - TIMELINE_ROWS_LANE - 1, y,
			TIMELINE_ROWS_LANE,
			slice_of(events_lane_name(&state->events, e->lane)), false,
			STYLE_DIM);
	if (e->dimmed)
		canvas_over(
			canvas, pane->rect, TEXT_X, y, pane->rect.w - TEXT_X, OVER_FAINT);
	if (event == state->mark)
		canvas_put(canvas, pane->rect, 0, y, "*", STYLE_NOTE);
	str_release(&text);
}

void timeline_list_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	size_t count = state->lines.count - state->list.top;
	int dates;

	if (count > (size_t)state->list.height)
		count = (size_t)state->list.height;
	dates = dates_width(pane, state->list.top, count);
	for (size_t i = 0; i < count; i++) {
		const struct timeline_line *line =
			&state->lines.lines[state->list.top + i];

		if (line->gap)
			draw_gap(pane, canvas, (int)i, line->event);
		else
			draw_event(pane, canvas, (int)i, line->event, dates);
		if (line->gap || line->event != state->cursor)
			continue;
		canvas_put(canvas, pane->rect, 1, (int)i, "▌", STYLE_MARK);
		canvas_over(canvas, pane->rect, 2, (int)i, pane->rect.w - 2, OVER_CURSOR);
		if (pane->focused)
			canvas_cursor(canvas, pane->rect, TEXT_X, (int)i, false);
	}
}
