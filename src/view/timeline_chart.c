#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/text.h"
#include "view/timeline_view.h"

/*
 * The chart form of the timeline: the axis, the first lane with its labels and gaps, the
 * other lanes, the density of events; and the commands that only it has. Positions come
 * from timeline/layout.h. What is deeper is drawn first: lines through all lanes, what
 * the dates cover, the marks, and texts where there is room.
 */

enum {
	NAMES_LEAST = 10,
	NAMES_WIDEST = 24,
	NAMES_SHARE = 4, /* of the pane's width, at most, for the names */
	COUNT_WIDTH = 3, /* usual number of a lane's events, after its name */
	RULER_Y = 1,     /* below the labels of the ticks */
	FIRST_Y = 2,     /* of the first lane; its labels follow */
	LABEL_LINES = 2,
	ROOMY = 18,       /* rows from which labels get a third line */
	LEAST_LANES = 4,  /* rows for other lanes, before labels and density get theirs */
	TODAY_WIDTH = 5,  /* of the word */
	MOST_MONTHS = 24, /* above, the shortest form of a gap is in years */
	PAN_PART = 8      /* of the window, the step of scrolling */
};

static const uint32_t cursor_line = 0x2502; /* │ */
static const uint32_t today_line = 0x250a;  /* ┊ */
static const uint32_t fold_edge = 0x254e;   /* ╎ */
static const uint32_t below_bars = 0x2580;  /* one below the bar of one eighth */

/* Divides HEIGHT rows: third and other label lines and the density give way to lanes. */
static void arrange_rows(struct timeline_view_area *area, int others, int height)
{
	int least = others < LEAST_LANES ? others : LEAST_LANES;
	int spare;

	area->label_lines = LABEL_LINES + (height >= ROOMY);
	area->density = 1;
	spare = height - FIRST_Y - 1 - area->label_lines - 1 - least;
	if (spare < 0) {
		area->density = 0;
		spare++;
	}
	for (; spare < 0 && area->label_lines > 0; spare++)
		area->label_lines--;
	area->lanes = FIRST_Y + 1 + area->label_lines;
	area->rows = 1 + least + spare;
	if (area->rows < 1)
		area->rows = 1;
	if (area->rows > others + 1)
		area->rows = others + 1;
	spare = height - area->lanes - (area->rows - 1) - area->density;
	if (spare > 0 && others > 0) {
		area->lanes++;
		spare--;
	}
	area->density = area->density ? area->lanes + area->rows - 1 + (spare > 0) : -1;
}

void timeline_chart_update(const struct pane *pane, struct timeline_view *state)
{
	struct timeline_view_area *area = &state->area;
	struct timeline *t = &state->events.timeline;
	int detail = event_detail_rows(state, pane->rect.h);
	int old_width = area->width;

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
	arrange_rows(area, t->lane_count - 1, pane->rect.h - detail);
	state->detail = pane->rect.h;
	if (detail)
		state->detail = area->density >= 0 ? area->density + 1
						   : area->lanes + area->rows - 1;
	if (state->fitted)
		timeline_fit(t, area->width);
	else if (area->width != old_width && state->cursor != TIMELINE_NONE)
		timeline_show(t, state->cursor, area->width);
	timeline_layout_update(&state->layout, t,
		(struct timeline_frame){ .width = area->width,
			.rows = area->rows,
			.label_lines = area->label_lines });
}

/* Returns the part of PANE that shows time. */
static struct rect window_of(const struct pane *pane)
{
	const struct timeline_view *state = pane->state;
	struct rect rect = pane->rect;

	rect.x += state->area.x;
	rect.w = state->area.width;
	if (rect.h > state->detail)
		rect.h = state->detail;
	return rect;
}

/* Returns the y of row ROW of the lanes. */
static int row_y(const struct timeline_view *state, int row)
{
	return row == 0 ? FIRST_Y : state->area.lanes + row - 1;
}

/* Returns the row of the lane of the event under the cursor, -1 when there is none. */
static int cursor_row(const struct timeline_view *state)
{
	const struct timeline *t = &state->events.timeline;

	if (state->cursor == TIMELINE_NONE)
		return -1;
	return timeline_row_of(t, state->area.rows, t->events[state->cursor].lane);
}

/* Returns the column of the event under the cursor; it may be outside of the window. */
static int64_t cursor_column(const struct timeline_view *state)
{
	const struct timeline *t = &state->events.timeline;

	return timeline_axis_column(&t->axis, timeline_anchor(&t->events[state->cursor]));
}

/* Returns whether the label of TICK is on the columns of "today" from X on, or next to
 * them. */
static bool meets_today(const struct timeline_tick *tick, int x)
{
	return tick->width && tick->column <= x + TODAY_WIDTH &&
		tick->column + tick->width >= x;
}

/* Draws the labels of the ticks and the ruler. */
static void draw_scale(
	const struct timeline_layout *layout, struct canvas *canvas, struct rect window)
{
	int x = layout->today - TODAY_WIDTH / 2; /* of the word "today" */
	bool word = false;

	if (x + TODAY_WIDTH > window.w)
		x = window.w - TODAY_WIDTH;
	if (x < 0)
		x = 0;
	/* The word does not hide the only year. */
	for (size_t i = 0; i < layout->tick_count; i++)
		word = word ||
			(layout->ticks[i].label >= TIMELINE_TICK_YEAR &&
				!meets_today(&layout->ticks[i], x));
	word = word && layout->today >= 0 && window.w >= TODAY_WIDTH;
	canvas_run(canvas, window, 0, RULER_Y, 0x2500, window.w, STYLE_RULE);
	for (size_t i = 0; i < layout->tick_count; i++) {
		const struct timeline_tick *tick = &layout->ticks[i];

		if (!tick->context)
			canvas_put(canvas, window, tick->column, RULER_Y,
				tick->major ? "┼" : "┬", STYLE_RULE);
		if (!word || !meets_today(tick, x))
			canvas_put(
				canvas, window, tick->column, 0, tick->text, STYLE_HEAD);
	}
	if (layout->today >= 0)
		canvas_put(canvas, window, layout->today, RULER_Y, "▾", STYLE_STRONG);
	if (word)
		canvas_put(canvas, window, x, 0, "today", STYLE_NOTE);
}

/* Draws FOLD: its length in the ruler, and its edges through all lanes. */
static void draw_fold(const struct timeline_layout_fold *fold, struct canvas *canvas,
	struct rect window)
{
	int64_t before = fold->fold.first - 1;
	int64_t after = fold->fold.last + 1;
	struct edtf from = { .end = { .first = before, .last = before } };
	struct edtf to = { .start = { .first = after, .last = after } };
	int last = fold->column + fold->width - 1;
	struct str text = STR_INIT;
	struct calendar_gap gap;

	calendar_distance(&from, &to, &gap);
	if (gap.years)
		gap.months = 0;
	calendar_add_gap(&text, &gap, true);
	canvas_run(canvas, window, fold->column, RULER_Y, 0x2571, fold->width,
		STYLE_WARNING);
	canvas_put(canvas, window, fold->column + (fold->width - (int)text.len) / 2,
		RULER_Y, text.buf, STYLE_WARNING);
	canvas_column(canvas, window, fold->column, FIRST_Y, fold_edge,
		window.h - FIRST_Y, STYLE_RULE);
	canvas_column(
		canvas, window, last, FIRST_Y, fold_edge, window.h - FIRST_Y, STYLE_RULE);
	str_release(&text);
}

/* Draws a gap in the longest form that fits between its marks; words with blanks around
 * them, or they look like a label. A gap that is late shows that in every form. */
static void draw_gap(
	const struct timeline_layout_gap *g, struct canvas *canvas, struct rect window)
{
	enum gap_form {
		GAP_WORDS,
		GAP_BRIEF,
		GAP_MARKED,
		GAP_LEAST,
		GAP_MARK,
		GAP_FORMS
	};
	const struct calendar_gap *gap = &g->gap.length;
	int months = (int)gap->years * 12 + gap->months;
	struct str text = STR_INIT;
	int width = 0;
	int x;

	for (int form = 0; form < GAP_FORMS; form++) {
		str_clear(&text);
		if (form <= GAP_MARKED)
			calendar_add_gap(&text, gap, form != GAP_WORDS);
		else if (form == GAP_LEAST && months && months < MOST_MONTHS &&
			!gap->about)
			str_addf(&text, "%dm", months);
		else if (form == GAP_LEAST)
			str_addf(&text, "~%dy", (months + 6) / 12);
		if (g->gap.late)
			str_add(&text, form <= GAP_BRIEF ? " late" : "!");
		width = (int)text.len;
		if (width + (form == GAP_WORDS ? 4 : 0) <= g->width)
			break;
	}
	x = g->column + (g->width - width) / 2;
	canvas_run(canvas, window, g->column, FIRST_Y, 0x2500, g->width, STYLE_RULE);
	if (width && width <= g->width) {
		bool left = x > g->column;
		bool right = x + width < g->column + g->width;

		canvas_run(canvas, window, x - left, FIRST_Y, ' ', width + left + right,
			STYLE_TEXT);
		canvas_put(canvas, window, x, FIRST_Y, text.buf,
			g->gap.late ? STYLE_WARNING : STYLE_DIM);
	}
	str_release(&text);
}

/* Writes NAME left of the window in row Y, and NUMBER at the right of it. */
static void draw_caption(const struct pane *pane, struct canvas *canvas, int y,
	const char *name, enum style style, const char *number)
{
	const struct timeline_view *state = pane->state;
	int width = text_width(slice_of(number));

	canvas_put(canvas, pane->rect, TIMELINE_VIEW_MARGIN + state->area.names - width,
		y, number, STYLE_DIM);
	canvas_field(canvas, pane->rect, TIMELINE_VIEW_MARGIN, y,
		state->area.names - width - 1, slice_of(name), false, style);
}

/* Draws a mark. One event has a glyph for how sure and how exact its date is, else for
 * its lane; if it lasts and ends inside the window, its end has one, too. */
static void draw_mark(const struct timeline_view *state, struct canvas *canvas,
	struct rect window, int y, const struct timeline_mark *m)
{
	const struct timeline_event *e = &state->events.timeline.events[m->event];
	const struct edtf_point *start = &e->date.start;
	bool lasts = e->date.kind == EDTF_INTERVAL;
	enum style style = timeline_view_mark_style(e);
	struct str text = STR_INIT;

	if (m->count > 1)
		str_addf(&text, "+%zu", m->count);
	else if (start->uncertain)
		str_add(&text, "?");
	else if (start->approximate)
		str_add(&text, "~");
	else if (start->precision > EDTF_DAY && m->extent > 1 && !lasts)
		str_add(&text, "○");
	else
		str_add(&text, e->lane == 0 ? "●" : "•");
	if (m->count == 1 && m->extent > 1 && lasts && !e->date.end.open &&
		m->column + m->extent < window.w)
		canvas_put(canvas, window, m->column + m->extent - 1, y, text.buf, style);
	canvas_put(canvas, window, m->column, y, text.buf, style);
	if (m->hits == 0)
		canvas_overlay(canvas, window, m->column, y, m->width, OVERLAY_DIMMED);
	str_release(&text);
}

/* Returns the column of the title of M's event on a row of other lanes, after its mark or
 * inside a long duration, and its *WIDTH; -1 when it has no room. */
static int title_column(
	const struct timeline_view *state, const struct timeline_mark *m, int *width)
{
	const struct timeline_event *e = &state->events.timeline.events[m->event];
	struct str title = STR_INIT;
	int row = timeline_row_of(&state->events.timeline, state->area.rows, e->lane);

	if (row == 0 || m->count > 1)
		return -1;
	events_add_title(&state->events, m->event, &title);
	*width = text_width(slice_of(title.buf));
	str_release(&title);
	if (m->extent >= *width + 5 && m->room >= *width + 5)
		return m->column + 2;
	return row == cursor_row(state) && m->room >= m->extent + *width + 3
		? m->column + m->extent
		: -1;
}

static void draw_row(
	const struct pane *pane, struct canvas *canvas, struct rect window, int row)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_layout_row *r = &state->layout.rows[row];
	size_t shown = r->count - r->before - r->after;
	int y = row_y(state, row);
	struct str name = STR_INIT, number = STR_INIT;

	if (r->lane_count > 1)
		str_addf(&name, "%d more kinds", r->lane_count);
	else
		str_add(&name, events_lane_name(&state->events, r->lane));
	if (shown != r->count)
		str_addf(&number, "%zu/", shown);
	str_addf(&number, "%zu", r->count);
	draw_caption(pane, canvas, y, name.buf,
		row == cursor_row(state) ? STYLE_STRONG : STYLE_LABEL, number.buf);
	str_release(&name);
	str_release(&number);
	for (int x = 0; x < window.w && !r->folded; x++) {
		unsigned char bits = r->cover[x];

		if (bits & TIMELINE_COVER_BEYOND)
			canvas_put(canvas, window, x, y, x ? "▶" : "◀", STYLE_MARK);
		else if (bits & TIMELINE_COVER_SPAN)
			canvas_put(canvas, window, x, y, "═", STYLE_MARK);
		else if (bits & TIMELINE_COVER_VAGUE)
			canvas_put(canvas, window, x, y, "┄", STYLE_MARK);
	}
	for (size_t i = 0; i < r->mark_count; i++) {
		const struct timeline_mark *m = &r->marks[i];
		int width;
		int x = title_column(state, m, &width);

		draw_mark(state, canvas, window, y, m);
		if (x < 0)
			continue;
		canvas_run(canvas, window, x, y, ' ', width + 2, STYLE_TEXT);
		timeline_view_draw_title(pane, canvas, state->area.x + x + 1, y, width,
			m->event, m->event == state->cursor ? STYLE_STRONG : STYLE_DIM,
			m->hits == 0);
	}
}

void timeline_chart_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_layout *layout = &state->layout;
	const struct timeline_mark *mark =
		timeline_layout_mark(layout, &state->events.timeline, state->cursor);
	struct rect window = window_of(pane);
	int64_t column = cursor_column(state);
	int y = row_y(state, cursor_row(state));
	int density = state->area.density;
	struct str most = STR_INIT;

	draw_scale(layout, canvas, window);
	for (size_t i = 0; i < layout->fold_count; i++)
		draw_fold(&layout->folds[i], canvas, window);
	if (layout->today >= 0)
		canvas_column(canvas, window, layout->today, FIRST_Y, today_line,
			window.h - FIRST_Y, STYLE_RULE);
	if (column >= 0 && column < window.w)
		canvas_column(canvas, window, (int)column, FIRST_Y, cursor_line,
			window.h - FIRST_Y, STYLE_RULE);
	for (size_t i = 0; i < layout->gap_count; i++)
		draw_gap(&layout->gaps[i], canvas, window);
	for (int row = 0; row < layout->row_count; row++)
		draw_row(pane, canvas, window, row);
	for (size_t i = 0; i < layout->label_count; i++) {
		const struct timeline_label *label = &layout->labels[i];

		timeline_view_draw_title(pane, canvas, state->area.x + label->column,
			FIRST_Y + 1 + label->line, label->width, label->event,
			label->event == state->cursor ? STYLE_STRONG : STYLE_TEXT,
			state->events.timeline.events[label->event].dimmed);
	}
	if (density >= 0) {
		str_addf(&most, "0–%zu", layout->densest);
		draw_caption(pane, canvas, density, "all events", STYLE_LABEL, most.buf);
		str_release(&most);
		for (int x = 0; x < window.w; x++)
			if (layout->density[x])
				canvas_run(canvas, window, x, density,
					below_bars + layout->density[x], 1, STYLE_MARK);
	}
	if (mark)
		canvas_overlay(
			canvas, window, mark->column, y, mark->width, OVERLAY_CURSOR);
	if (pane->focused)
		canvas_cursor(canvas, window, mark ? mark->column : 0, y, false);
}

size_t timeline_chart_event_at(const struct pane *pane, int x, int y)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_layout *layout = &state->layout;
	const struct timeline_mark *cursor =
		timeline_layout_mark(layout, &state->events.timeline, state->cursor);
	struct rect window = window_of(pane);
	const struct timeline_layout_row *row = NULL;
	size_t found = TIMELINE_NONE;

	x -= state->area.x;
	if (x < 0 || x >= window.w || y >= window.h)
		return TIMELINE_NONE;
	for (size_t i = 0; i < layout->label_count; i++) {
		const struct timeline_label *label = &layout->labels[i];

		if (FIRST_Y + 1 + label->line == y && x >= label->column &&
			x < label->column + label->width)
			return label->event;
	}
	for (int i = 0; i < layout->row_count; i++)
		if (row_y(state, i) == y)
			row = &layout->rows[i];
	/* An event that lasts may be beneath later marks. */
	for (size_t i = 0; row && i < row->mark_count; i++) {
		const struct timeline_mark *m = &row->marks[i];
		int width = m->width > m->extent ? m->width : m->extent;
		int title_width = 0;
		int title = title_column(state, m, &title_width);

		if (x < m->column)
			break;
		if (x < m->column + width || (title >= 0 && x <= title + title_width))
			found = m == cursor ? state->cursor : m->event;
	}
	return found;
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
	column = cursor_column(state);
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

/* Folds or unfolds the lane of the cursor. The first lane, by which the others are read,
 * is not folded. */
static void toggle_lane(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;
	int lane = t->events[state->cursor].lane;

	if (lane == 0) {
		pane_say(pane, "The first lane is not folded; Down goes to the others.");
		return;
	}
	t->lanes[lane].folded = !t->lanes[lane].folded;
	pane_say(pane,
		t->lanes[lane].folded ? "Lane folded to its count; X unfolds it."
				      : "Lane unfolded.");
}

bool timeline_chart_split(struct timeline_view *state)
{
	struct timeline *t = &state->events.timeline;
	struct timeline_axis *axis = &t->axis;
	int64_t scale = axis->scale;
	int64_t left = axis->left;
	const struct timeline_mark *m =
		timeline_layout_mark(&state->layout, t, state->cursor);

	if (!m || m->count == 1)
		return false;
	while (timeline_zoom(t, 1, state->cursor, state->area.width)) {
		timeline_layout_update(&state->layout, t, state->layout.frame);
		m = timeline_layout_mark(&state->layout, t, state->cursor);
		if (m && m->count == 1) {
			state->fitted = false;
			return true;
		}
	}
	axis->scale = scale;
	axis->left = left;
	return false;
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
			pane_say(pane, "This is the %s lane.",
				step > 0 ? "last" : "first");
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
				step > 0 ? "A column is a day: there is nothing finer."
					 : "All is shown; z fits it to the width.");
		return true;
	case COMMAND_FIT:
		state->fitted = true;
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
