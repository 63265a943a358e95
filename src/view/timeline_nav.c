#include "config.h"

#include "base/edtf.h"
#include "view/timeline_view.h"

/* How one moves on the timeline: from event to event and lane to lane, zooming,
 * scrolling, folding. There is at least one event, and the cursor is on one. */

enum { PAN_PART = 8 }; /* of the window, by which it moves at a time */

static void set_cursor(struct timeline_view *state, size_t event)
{
	state->cursor = event;
	state->at = events_row(&state->events, event);
	list_show(&state->list, timeline_list_line(state, event));
}

void timeline_nav_show(struct timeline_view *state)
{
	if (state->cursor == TIMELINE_NONE || state->list_shown || state->fitted)
		return;
	timeline_show(&state->events.timeline, state->cursor, state->area.width);
}

void timeline_nav_to(struct timeline_view *state, size_t event)
{
	set_cursor(state, event);
	state->day = timeline_anchor(&state->events.timeline.events[event]);
	timeline_nav_show(state);
}

/* Goes to the event before or behind, in the strip that of the lane. */
static void step_event(struct pane *pane, int step)
{
	struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	int rows = state->list_shown ? 1 : state->area.rows;
	size_t next = timeline_next(t, rows, state->cursor, step);

	if (next == TIMELINE_NONE)
		pane_say(pane, "This is the %s event%s.", step > 0 ? "last" : "first",
			state->list_shown ? "" : " of its lane");
	else
		timeline_nav_to(state, next);
}

static void step_lane(struct pane *pane, int step)
{
	struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	int rows = state->area.rows;
	int row = timeline_row_of(t, rows, t->events[state->cursor].lane) + step;
	int64_t day = state->day;

	if (row < 0 || row >= timeline_rows(t, rows)) {
		pane_say(pane, "This is the %s lane.", step > 0 ? "last" : "first");
		return;
	}
	timeline_nav_to(state, timeline_nearest(t, rows, row, day));
	state->day = day;
}

static void go_to_end(struct timeline_view *state, int step)
{
	const struct timeline *t = &state->events.timeline;
	int rows = state->list_shown ? 1 : state->area.rows;
	int row = timeline_row_of(t, rows, t->events[state->cursor].lane);

	timeline_nav_to(state, timeline_end(t, rows, row, step));
}

/* Scrolls, and takes the cursor along to an event that is still in the window. */
static void pan(struct pane *pane, int columns)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;
	int rows = state->area.rows;
	int width = state->area.width;
	int row = timeline_row_of(t, rows, t->events[state->cursor].lane);
	int64_t column, edge;
	size_t event;

	state->fitted = false;
	timeline_pan(t, columns, width);
	column = timeline_axis_column(
		&t->axis, timeline_anchor(&t->events[state->cursor]));
	if (column >= 0 && column < width)
		return;
	edge = timeline_axis_day(&t->axis, column < 0 ? 0 : width - 1);
	event = timeline_nearest(t, rows, row, edge);
	column = timeline_axis_column(&t->axis, timeline_anchor(&t->events[event]));
	if (column >= 0 && column < width)
		timeline_nav_to(state, event);
}

static void zoom(struct pane *pane, int step)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;

	timeline_show(t, state->cursor, state->area.width);
	if (timeline_zoom(t, step, state->cursor, state->area.width))
		state->fitted = false;
	else
		pane_say(pane,
			step > 0 ? "A column is a day: there is nothing finer."
				 : "All is shown; z fits it to the width.");
}

static void fold(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;
	size_t count;

	if (t->axis.fold_count) {
		timeline_unfold(t, state->cursor);
		pane_say(pane, "Unfolded.");
		return;
	}
	count = timeline_fold(t, state->cursor);
	if (count)
		pane_say(pane, "Folded %zu long empty span%s; x unfolds.", count,
			count == 1 ? "" : "s");
	else
		pane_say(pane, "No span without events is long enough to be folded.");
}

/* The first lane is the axis that the others are read by: it stays. */
static void fold_lane(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;
	int number = t->events[state->cursor].lane;

	if (state->list_shown) {
		pane_say(pane, "The list has no lanes; v draws the timeline.");
	} else if (number == 0) {
		pane_say(pane, "The first lane is not folded; Down goes to the others.");
	} else {
		t->lanes[number].folded = !t->lanes[number].folded;
		pane_say(pane,
			t->lanes[number].folded
				? "Lane folded to its count; X unfolds it."
				: "Lane unfolded.");
	}
}

static void mark(struct pane *pane)
{
	struct timeline_view *state = pane->state;

	if (state->mark == state->cursor) {
		state->mark = TIMELINE_NONE;
		state->marked = ROW_NOWHERE;
		pane_say(pane, "The mark is gone.");
		return;
	}
	state->mark = state->cursor;
	state->marked = state->at;
	pane_say(pane,
		"Marked: each event tells how far it is from here; M here unmarks.");
}

static void next_hit(struct pane *pane, int step)
{
	struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	size_t next = timeline_next_hit(t, state->cursor, step);

	if (state->hits == t->count) {
		pane_say(pane, "Nothing is being searched for; / starts a search.");
	} else if (next == TIMELINE_NONE) {
		pane_say(pane, "No event is a hit.");
	} else {
		if ((step > 0) == (next <= state->cursor))
			pane_say(pane, "Round the end, to the %s hit.",
				step > 0 ? "first" : "last");
		timeline_nav_to(state, next);
	}
}

bool timeline_nav_part(struct timeline_view *state)
{
	struct timeline *t = &state->events.timeline;
	struct timeline_axis *axis = &t->axis;
	int64_t scale = axis->scale;
	int64_t left = axis->left;
	const struct timeline_mark *m;

	if (state->list_shown)
		return false; /* nothing is placed */
	m = timeline_layout_find(&state->place, t, state->cursor);
	if (!m || m->count == 1)
		return false;
	while (timeline_zoom(t, 1, state->cursor, state->area.width)) {
		timeline_layout_all(&state->place, t, state->place.frame);
		m = timeline_layout_find(&state->place, t, state->cursor);
		if (m && m->count == 1) {
			state->fitted = false;
			return true;
		}
	}
	axis->scale = scale;
	axis->left = left;
	return false;
}

static void toggle_form(struct timeline_view *state)
{
	state->form = state->list_shown ? TIMELINE_VIEW_STRIP : TIMELINE_VIEW_LIST;
	set_cursor(state, state->cursor);
}

/* Goes on from the rule the list's cursor may have come to, BACK upwards. */
static void leave_gap(struct timeline_view *state, bool back)
{
	struct list *list = &state->list;

	if (state->rows.rows[list->cursor].gap &&
		(back || list->cursor + 1 == list->count))
		list_to(list, list->cursor ? list->cursor - 1 : 0);
	if (state->rows.rows[list->cursor].gap)
		list_to(list, list->cursor + 1);
}

/* Moves in the list form; rules between the lines are stepped over. */
static bool command_list(struct timeline_view *state, enum command_id command)
{
	struct list *list = &state->list;
	size_t before = list->cursor;

	if (!list_command(list, command))
		return false;
	leave_gap(state, list->cursor < before);
	timeline_nav_to(state, state->rows.rows[list->cursor].event);
	return true;
}

void timeline_nav_scroll(struct pane *pane, int rows)
{
	struct timeline_view *state = pane->state;
	struct list *list = &state->list;

	if (!state->list_shown) {
		pan(pane, (rows > 0 ? 1 : -1) * (state->area.width / PAN_PART + 1));
		return;
	}
	list_scroll(list, rows);
	leave_gap(state, rows < 0);
	timeline_nav_to(state, state->rows.rows[list->cursor].event);
}

/* Moves of the strip form. */
static bool command_strip(struct pane *pane, enum command_id command)
{
	struct timeline_view *state = pane->state;
	int width = state->area.width;

	switch (command) {
	case COMMAND_UP:
	case COMMAND_DOWN:
		step_lane(pane, command == COMMAND_DOWN ? 1 : -1);
		return true;
	case COMMAND_PAN_LEFT:
	case COMMAND_PAN_RIGHT:
		pan(pane,
			(command == COMMAND_PAN_RIGHT ? 1 : -1) * (width / PAN_PART + 1));
		return true;
	case COMMAND_HALF_UP:
	case COMMAND_HALF_DOWN:
		pan(pane, (command == COMMAND_HALF_DOWN ? 1 : -1) * (width / 2 + 1));
		return true;
	case COMMAND_PAGE_UP:
	case COMMAND_PAGE_DOWN:
		pan(pane, (command == COMMAND_PAGE_DOWN ? 1 : -1) * width);
		return true;
	case COMMAND_FIRST:
	case COMMAND_LAST:
		go_to_end(state, command == COMMAND_FIRST ? 1 : -1);
		return true;
	case COMMAND_ZOOM_IN:
	case COMMAND_ZOOM_OUT:
		zoom(pane, command == COMMAND_ZOOM_IN ? 1 : -1);
		return true;
	case COMMAND_FIT:
		state->fitted = true;
		return true;
	case COMMAND_FOLD:
		fold(pane);
		return true;
	case COMMAND_FOLD_LANE:
		fold_lane(pane);
		return true;
	default:
		return false;
	}
}

/* Moves of both forms. */
static bool command_any(struct pane *pane, enum command_id command)
{
	struct timeline_view *state = pane->state;

	switch (command) {
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		step_event(pane, command == COMMAND_RIGHT ? 1 : -1);
		return true;
	case COMMAND_MARK:
		mark(pane);
		return true;
	case COMMAND_TOGGLE_VIEW:
		toggle_form(state);
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		next_hit(pane, command == COMMAND_NEXT_HIT ? 1 : -1);
		return true;
	default:
		return false;
	}
}

bool timeline_nav_command(struct pane *pane, enum command_id command)
{
	struct timeline_view *state = pane->state;

	if (state->list_shown ? command_list(state, command)
			      : command_strip(pane, command))
		return true;
	return command_any(pane, command);
}
