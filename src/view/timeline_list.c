/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/text.h"
#include "view/timeline_view.h"

/*
 * The list form of the timeline: an event a row and, between those of the first lane, a
 * rule with the gap. The cursor is always on an event; rules are skipped.
 */

enum {
	TEXT_X = 3,      /* as in tables: the mark of the cursor's row is left of it */
	MARK_COLUMNS = 4 /* the mark of the lane with the blanks around it */
};

void timeline_list_update(
	const struct pane *pane, struct timeline_view *state, int detail)
{
	int height = pane->rect.h > detail ? pane->rect.h - detail : 1;
	bool resized = state->list.height != height;

	state->detail = height;
	list_resize(&state->list, state->rows.count, height);
	if (!resized || state->cursor == TIMELINE_NONE)
		return;
	/* Afterwards the cursor's row is in the middle. */
	list_to(&state->list, 0);
	timeline_list_select(state, state->cursor);
}

void timeline_list_select(struct timeline_view *state, size_t event)
{
	const struct timeline_row *rows = state->rows.rows;
	size_t low = 0;
	size_t high = state->rows.count;

	/* The first row of the event, or of a later one, is its own or its gap. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rows[middle].event < event)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < state->rows.count && rows[low].event == event)
		list_show(&state->list, low + rows[low].gap);
	else
		list_show(&state->list, 0);
}

size_t timeline_list_event_at(const struct timeline_view *state, int y)
{
	size_t row = state->list.top + (size_t)(y > 0 ? y : 0);

	if (y >= state->list.height || row >= state->rows.count ||
		state->rows.rows[row].gap)
		return TIMELINE_NONE;
	return state->rows.rows[row].event;
}

/* Moves the cursor off a rule, upwards if UP, and selects the event. */
static void leave_gap(struct timeline_view *state, bool up)
{
	const struct timeline_row *rows = state->rows.rows;
	struct list *list = &state->list;

	if (rows[list->cursor].gap && (up || list->cursor + 1 == list->count))
		list_to(list, list->cursor ? list->cursor - 1 : 0);
	if (rows[list->cursor].gap)
		list_to(list, list->cursor + 1);
	timeline_view_select(state, rows[list->cursor].event);
}

bool timeline_list_command(struct timeline_view *state, enum command_id command)
{
	size_t before = state->list.cursor;

	if (!list_command(&state->list, command))
		return false;
	leave_gap(state, state->list.cursor < before);
	return true;
}

void timeline_list_scroll(struct timeline_view *state, int rows)
{
	list_scroll(&state->list, rows);
	leave_gap(state, rows < 0);
}

void timeline_list_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_row *rows = state->rows.rows + state->list.top;
	struct rect rect = pane->rect;
	struct timeline_columns columns = { .lane = TIMELINE_LANE_MAX };
	struct timeline_row_text text = TIMELINE_ROW_TEXT_INIT;
	int count = state->list.height;
	int mark, width;

	if (state->rows.count - state->list.top < (size_t)count)
		count = (int)(state->rows.count - state->list.top);
	for (int i = 0; i < count; i++) {
		timeline_row_text_set(&text, &state->events, rows[i], rect.w);
		if (!rows[i].gap)
			timeline_columns_measure(&columns, &text);
	}
	timeline_columns_fit(&columns, rect.w, TEXT_X + MARK_COLUMNS + 1);
	mark = TEXT_X + columns.date + 2;
	for (int y = 0; y < count; y++) {
		size_t event = rows[y].event;
		const struct timeline_event *e;

		timeline_row_text_set(&text, &state->events, rows[y], rect.w);
		if (rows[y].gap) {
			if (!text.title.len)
				continue;
			canvas_run(canvas, rect, TEXT_X, y, 0x2500, rect.w - TEXT_X - 1,
				STYLE_RULE);
			width = rect.w - TEXT_X - 5;
			if (width > text_width(str_slice(&text.title)))
				width = text_width(str_slice(&text.title));
			canvas_run(
				canvas, rect, TEXT_X + 3, y, ' ', width + 2, STYLE_TEXT);
			canvas_field(canvas, rect, TEXT_X + 4, y, width,
				str_slice(&text.title), false,
				text.late ? STYLE_WARNING : STYLE_DIM);
			continue;
		}
		e = &state->events.timeline.events[event];
		canvas_field(canvas, rect, TEXT_X, y, columns.date, str_slice(&text.date),
			false, STYLE_TEXT);
		canvas_put(canvas, rect, mark, y, text.first_lane ? "●" : "•",
			timeline_view_mark_style(e));
		timeline_view_draw_title(pane, canvas, mark + 2, y, columns.title, event,
			text.first_lane ? STYLE_STRONG : STYLE_TEXT, false);
		if (columns.lane)
			canvas_field(canvas, rect, rect.w - columns.lane - 1, y,
				columns.lane, slice_of(text.lane), false, STYLE_DIM);
		if (e->dimmed)
			canvas_overlay(
				canvas, rect, TEXT_X, y, rect.w - TEXT_X, OVERLAY_DIMMED);
		if (event == state->mark)
			canvas_put(canvas, rect, 0, y, "*", STYLE_NOTE);
		if (event != state->cursor)
			continue;
		canvas_put(canvas, rect, 1, y, "▌", STYLE_MARK);
		canvas_overlay(canvas, rect, 2, y, rect.w - 2, OVERLAY_CURSOR);
		if (pane->focused)
			canvas_cursor(canvas, rect, TEXT_X, y, false);
	}
	timeline_row_text_release(&text);
}
