/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "base/intl.h"
#include "base/text.h"
#include "view/timeline_view.h"

/*
 * The chart form of the timeline: how its rows are divided among lanes, titles, gaps and
 * the density of events, and the commands that only it has. It is drawn by
 * timeline_strip.c.
 */

enum {
	NAMES_LEAST = 10,
	NAMES_WIDEST = 24,
	NAMES_SHARE = 4, /* of the pane's width, at most, for the names */
	COUNT_WIDTH = 3, /* usual number of a lane's events, after its name */
	LABEL_LINES = 2, /* which titles have before more than the least lanes do */
	LEAST_LANES = 4, /* rows for other lanes, before labels and density get theirs */
	PAN_PART = 8     /* of the window, the step of scrolling */
};

/* Divides HEIGHT rows: to the least lanes the density gives way first, then titles, then
 * the gaps; titles have what is left over in the end. Returns whether the density has a
 * row. */
static bool divide_rows(struct timeline_frame *frame, int others, int height)
{
	int least = others < LEAST_LANES ? others : LEAST_LANES;
	int spare = height - TIMELINE_STRIP_FIRST_Y - 1 - least;
	bool density;

	frame->gap_lines = spare > 0;
	spare -= frame->gap_lines;
	density = spare > LABEL_LINES;
	spare -= density;
	frame->rows = 1 + least;
	if (spare > LABEL_LINES)
		frame->rows += spare - LABEL_LINES;
	else if (spare < 0)
		frame->rows += spare;
	if (frame->rows > others + 1)
		frame->rows = others + 1;
	if (frame->rows < 1)
		frame->rows = 1;
	spare = height - TIMELINE_STRIP_FIRST_Y - frame->gap_lines - density -
		frame->rows;
	frame->label_lines = spare > 0 ? spare : 0;
	return density;
}

/* Returns the row of the lane of the event under the cursor, -1 when there is none. */
static int cursor_row(const struct timeline_view *state)
{
	const struct timeline *t = &state->events.timeline;

	if (state->cursor == TIMELINE_NONE)
		return -1;
	return timeline_row_of(t, state->area.rows, t->events[state->cursor].lane);
}

void timeline_chart_update(const struct pane *pane, struct timeline_view *state)
{
	struct timeline_view_area *area = &state->area;
	struct timeline *t = &state->events.timeline;
	const struct table *counted;
	struct timeline_frame frame;
	int old_width = area->width;
	bool density;

	area->names = NAMES_LEAST;
	for (int lane = 0; lane < t->lane_count; lane++) {
		int name = text_width(slice_of(events_lane_name(&state->events, lane)));

		if (name > area->names)
			area->names = name;
	}
	area->names += 1 + COUNT_WIDTH;
	if (area->names > NAMES_WIDEST)
		area->names = NAMES_WIDEST;
	if (area->names > pane->rect.w / NAMES_SHARE)
		area->names = pane->rect.w / NAMES_SHARE;
	area->x = TIMELINE_VIEW_MARGIN + area->names + 1;
	area->width = pane->rect.w - area->x - 1;
	if (area->width < 1)
		area->width = 1;
	state->detail = pane->rect.h - event_detail_rows(state, pane->rect.h);
	density = divide_rows(&frame, t->lanes_shown - 1, state->detail);
	area->rows = frame.rows;
	if (state->fitted)
		timeline_fit(t, area->width);
	else if (area->width != old_width && state->cursor != TIMELINE_NONE)
		timeline_show(t, state->cursor, area->width);
	frame.width = area->width;
	frame.cursor_row = cursor_row(state);
	timeline_layout_update(&state->layout, t, frame);
	counted = state->counted ? members_table(pane->ctx->package, state->counted - 1)
				 : NULL;
	if (counted)
		members_over_time_read(&state->members, counted, t->today);
	else
		state->counted = 0;
	area->density = -1;
	if (density) {
		area->density = TIMELINE_STRIP_FIRST_Y + state->layout.lines;
		area->density += area->density + 1 < state->detail;
	}
}

/* Scrolls, and moves the cursor to an event of its lane that is still in the window. */
static void pan(struct timeline_view *state, int columns)
{
	struct timeline *t = &state->events.timeline;
	int width = state->area.width;
	int64_t column;
	size_t event;

	state->fitted = false;
	timeline_pan(t, columns, width);
	column = timeline_strip_column(state, state->cursor);
	if (column >= 0 && column < width)
		return;
	event = timeline_nearest(t, state->area.rows, cursor_row(state),
		timeline_axis_day(&t->axis, column < 0 ? 0 : width - 1));
	column = timeline_axis_column(&t->axis, timeline_anchor(&t->events[event]));
	if (column >= 0 && column < width)
		timeline_view_select(state, event);
}

void timeline_chart_scroll(struct pane *pane, int rows)
{
	struct timeline_view *state = pane->state;

	pan(state, (rows > 0 ? 1 : -1) * (state->area.width / PAN_PART + 1));
}

static void toggle_folds(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;
	size_t count;

	if (t->axis.fold_count) {
		timeline_unfold(t, state->cursor);
		pane_say(pane, _("Empty periods unfolded."));
		return;
	}
	count = timeline_fold(t, state->cursor);
	if (count)
		pane_say(pane,
			ngettext("%zu empty period folded. x unfolds it.",
				"%zu empty periods folded. x unfolds them.", count),
			count);
	else
		pane_say(pane, _("No empty period is long enough to fold."));
}

/* Folds or unfolds the lane of the cursor. The first lane, by which the others are read,
 * is not folded. */
static void toggle_lane(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;
	int lane = t->events[state->cursor].lane;

	if (lane == 0) {
		pane_say(pane,
			_("The first lane cannot be folded. Down selects another."));
		return;
	}
	t->lanes[lane].folded = !t->lanes[lane].folded;
	pane_say(pane,
		t->lanes[lane].folded ? _("Lane folded. X unfolds it.")
				      : _("Lane unfolded."));
}

bool timeline_chart_open_mark(struct timeline_view *state)
{
	struct timeline_rows *rows = &state->rows;
	const struct timeline *t = &state->events.timeline;
	const struct timeline_mark *m =
		timeline_layout_mark(&state->layout, t, state->cursor);
	int row = cursor_row(state);
	size_t count = 0;

	if (!m || m->count == 1)
		return false;
	for (size_t i = 0; i < rows->count; i++) {
		size_t event = rows->rows[i].event;
		int64_t column;

		if (rows->rows[i].gap ||
			timeline_row_of(t, state->area.rows, t->events[event].lane) !=
				row)
			continue;
		column = timeline_strip_column(state, event);
		if (column >= m->column && column < m->column + m->width)
			rows->rows[count++] = rows->rows[i];
	}
	rows->count = count;
	state->opened = true;
	return true;
}

bool timeline_chart_command(struct pane *pane, enum command_id command)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;
	int width = state->area.width;
	int rows = state->area.rows;
	int row = cursor_row(state);
	int64_t day = state->day;
	int step = command == COMMAND_DOWN || command == COMMAND_ZOOM_IN ? 1 : -1;

	switch (command) {
	case COMMAND_UP:
	case COMMAND_DOWN:
		if (row + step < 0 || row + step >= timeline_row_count(t, rows)) {
			pane_say(pane, "%s",
				step > 0 ? _("This is the last lane.")
					 : _("This is the first lane."));
			return true;
		}
		timeline_view_select(state, timeline_nearest(t, rows, row + step, day));
		state->day = day;
		return true;
	case COMMAND_PAN_LEFT:
	case COMMAND_PAN_RIGHT:
		timeline_chart_scroll(pane, command == COMMAND_PAN_RIGHT ? 1 : -1);
		return true;
	case COMMAND_HALF_UP:
	case COMMAND_HALF_DOWN:
		pan(state, (command == COMMAND_HALF_DOWN ? 1 : -1) * (width / 2 + 1));
		return true;
	case COMMAND_PAGE_UP:
	case COMMAND_PAGE_DOWN:
		pan(state, command == COMMAND_PAGE_DOWN ? width : -width);
		return true;
	case COMMAND_FIRST:
	case COMMAND_LAST:
		step = command == COMMAND_FIRST ? 1 : -1;
		timeline_view_select(state, timeline_end(t, rows, row, step));
		return true;
	case COMMAND_ZOOM_IN:
	case COMMAND_ZOOM_OUT:
		timeline_show(t, state->cursor, width);
		if (timeline_zoom(t, step, state->cursor, width))
			state->fitted = false;
		else
			pane_say(pane,
				step > 0 ? _("Cannot zoom in further than a day per "
					     "column.")
					 : _("Cannot zoom out further. z fits "
					     "everything."));
		return true;
	case COMMAND_FIT:
		state->fitted = true;
		return true;
	case COMMAND_MEMBERS:
		state->counted++;
		if (!members_table(pane->ctx->package, state->counted - 1))
			state->counted = 0;
		if (!members_table(pane->ctx->package, 0))
			pane_say(pane, _("No table has start dates for its rows."));
		else if (state->area.density < 0)
			pane_say(pane, _("The screen is too low for this row."));
		return true;
	case COMMAND_FOLD:
		toggle_folds(pane);
		return true;
	case COMMAND_FOLD_LANE:
		toggle_lane(pane);
		return true;
	default:
		return false;
	}
}
