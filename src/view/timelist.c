#include "config.h"

#include "base/array.h"
#include "base/text.h"
#include "view/timestate.h"

/* The list form: an event a line, and a rule with the gap between those of the first
 * lane. */

enum {
	TEXT_X = 3, /* as in tables: the mark of the cursor's line stands left of it */
	DATE_WIDEST = 32, /* "28 September – 28 October 2015" */
	BRIEF_BELOW = 60, /* columns below which the months have three letters */
	LANE_WIDTH = 16,
	LANE_FROM = 70, /* columns from which the lane is told */
};

static void add_line(struct timestate *state, size_t event, bool gap)
{
	state->lines = array_reserve(state->lines, &state->line_alloc,
		state->line_count + 1, sizeof *state->lines);
	state->lines[state->line_count++] = (struct timestate_line){ event, gap };
}

void timelist_build(struct timestate *state)
{
	const struct timeline *t = &state->chronicle.timeline;
	struct timeline_gap gap;

	state->line_count = 0;
	for (size_t i = 0; i < t->count; i++) {
		if (t->events[i].lane == 0 && timeline_gap_before(t, i, &gap))
			add_line(state, i, true);
		add_line(state, i, false);
	}
	if (timeline_gap_today(t, &gap))
		add_line(state, TIMELINE_NONE, true);
}

size_t timelist_line(const struct timestate *state, size_t event)
{
	/* Events stand in order, at or behind the line of their own number. */
	for (size_t i = event; i < state->line_count; i++)
		if (!state->lines[i].gap && state->lines[i].event == event)
			return i;
	return 0;
}

static void draw_gap(const struct pane *pane, struct canvas *canvas, int y, size_t event)
{
	const struct timestate *state = pane->state;
	const struct timeline *t = &state->chronicle.timeline;
	struct timeline_gap gap;
	struct str text;

	if (event == TIMELINE_NONE ? !timeline_gap_today(t, &gap)
				   : !timeline_gap_before(t, event, &gap))
		return;
	str_init(&text);
	edtf_add_gap(&text, &gap.length, false);
	str_add(&text, event == TIMELINE_NONE ? " to today" : "");
	str_add(&text, gap.late ? ", late" : "");
	canvas_run(canvas, pane->rect, TEXT_X, y, 0x2500, pane->rect.w - TEXT_X - 1,
		STYLE_RULE);
	canvas_run(canvas, pane->rect, TEXT_X + 3, y, ' ', (int)text.len + 2, STYLE_TEXT);
	canvas_put(canvas, pane->rect, TEXT_X + 4, y, text.buf,
		gap.late ? STYLE_WARNING : STYLE_DIM);
	str_release(&text);
}

/* Appends the date of EVENT. On a narrow screen the months are short: a year that is cut
 * off is worse, and so is a title of which nothing is left. */
static void add_date(const struct pane *pane, size_t event, struct str *out)
{
	const struct timestate *state = pane->state;
	const struct edtf *date = &state->chronicle.timeline.events[event].date;

	if (pane->rect.w < BRIEF_BELOW)
		edtf_add_brief(out, date);
	else
		edtf_add_words(out, date);
}

/* Returns the columns that the dates of the COUNT lines from TOP need. */
static int dates_width(const struct pane *pane, size_t top, size_t count)
{
	const struct timestate *state = pane->state;
	int most = pane->rect.w < BRIEF_BELOW ? pane->rect.w / 2 : DATE_WIDEST;
	struct str text;
	int width = 0;

	str_init(&text);
	for (size_t i = top; i < top + count; i++) {
		int columns;

		if (state->lines[i].gap)
			continue;
		str_clear(&text);
		add_date(pane, state->lines[i].event, &text);
		columns = text_width(slice_of(text.buf));
		width = columns > width ? columns : width;
	}
	str_release(&text);
	return width < most ? width : most;
}

static void draw_event(
	const struct pane *pane, struct canvas *canvas, int y, size_t event, int dates)
{
	const struct timestate *state = pane->state;
	const struct timeline_event *e = &state->chronicle.timeline.events[event];
	int lane = pane->rect.w >= LANE_FROM ? LANE_WIDTH + 2 : 0;
	int title = TEXT_X + dates + 4;
	struct str text;

	str_init(&text);
	add_date(pane, event, &text);
	canvas_field(canvas, pane->rect, TEXT_X, y, dates, slice_of(text.buf), false,
		STYLE_TEXT);
	canvas_put(canvas, pane->rect, TEXT_X + dates + 2, y, e->lane ? "•" : "●",
		timestate_style(e));
	timestate_draw_title(pane, canvas, title, y, pane->rect.w - title - lane - 1,
		event, e->lane ? STYLE_TEXT : STYLE_STRONG);
	if (lane)
		canvas_field(canvas, pane->rect, pane->rect.w - LANE_WIDTH - 1, y,
			LANE_WIDTH,
			slice_of(chronicle_lane_name(&state->chronicle, e->lane)), false,
			STYLE_DIM);
	if (e->faint)
		canvas_over(
			canvas, pane->rect, TEXT_X, y, pane->rect.w - TEXT_X, OVER_FAINT);
	if (event == state->mark)
		canvas_put(canvas, pane->rect, 0, y, "*", STYLE_NOTE);
	str_release(&text);
}

void timelist_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timestate *state = pane->state;
	size_t count = state->line_count - state->list.top;
	int dates;

	if (count > (size_t)state->list.height)
		count = (size_t)state->list.height;
	dates = dates_width(pane, state->list.top, count);
	for (size_t i = 0; i < count; i++) {
		const struct timestate_line *line = &state->lines[state->list.top + i];

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
