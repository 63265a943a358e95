#include "config.h"

#include <stddef.h>

#include "base/calendar.h"
#include "base/text.h"
#include "view/timeline_view.h"

/*
 * The strip form: the axis, the first lane with its labels and gaps, the other lanes, how
 * dense the events are. What lies deeper is drawn first: lines through all lanes, what
 * the dates cover, the marks, and texts where there is room.
 */

enum {
	NAMES_WIDEST = 24,
	NAMES_SHARE = 4, /* of the width, at most that part is for names */
	COUNT_WIDTH = 3, /* of the events of a lane, behind its name, as a rule */
	AXIS_ROWS = 2,
	LABEL_LINES = 2,
	ROOMY = 18, /* rows from which labels get a third line rather than be cut */
	LEAST_LANES =
		4, /* rows for other lanes below which labels and density give way */
};

static int names_width(const struct pane *pane, const struct timeline_view *state)
{
	int width = 10;
	int most = pane->rect.w / NAMES_SHARE;

	for (int lane = 0; lane < state->events.timeline.lane_count; lane++) {
		int name = text_width(slice_of(events_lane_name(&state->events, lane)));

		if (name > width)
			width = name;
	}
	width += 1 + COUNT_WIDTH;
	if (width > NAMES_WIDEST)
		width = NAMES_WIDEST;
	return width < most ? width : most;
}

/* Shares HEIGHT rows: what can be done without goes when other lanes have no room. */
static void arrange_rows(struct timeline_view *state, int height)
{
	struct timeline_view_area *area = &state->area;
	int others = state->events.timeline.lane_count - 1;
	int least = others < LEAST_LANES ? others : LEAST_LANES;
	int spare;

	area->label_lines = LABEL_LINES + (height >= ROOMY);
	area->density = 1;
	spare = height - AXIS_ROWS - 1 - area->label_lines - 1 - least;
	if (spare < 0) {
		area->density = 0;
		spare++;
	}
	for (; spare < 0 && area->label_lines > 0; spare++)
		area->label_lines--;
	area->axis = 0;
	area->first = AXIS_ROWS;
	area->lanes = area->first + 1 + area->label_lines;
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

void timeline_chart_arrange(const struct pane *pane, struct timeline_view *state)
{
	struct timeline_view_area *area = &state->area;
	int detail = event_detail_rows(state, pane->rect.h);

	area->names = names_width(pane, state);
	area->x = TIMELINE_VIEW_MARGIN + area->names + 1;
	area->width = pane->rect.w - area->x - 1;
	if (area->width < 1)
		area->width = 1;
	arrange_rows(state, pane->rect.h - detail);
	state->detail =
		area->density >= 0 ? area->density + 1 : area->lanes + area->rows - 1;
	if (detail == 0)
		state->detail = pane->rect.h;
}

/* Returns the part of PANE in which the window lies. */
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

/* Returns the row of the screen on which ROW of the lanes stands. */
static int row_y(const struct timeline_view_area *area, int row)
{
	return row == 0 ? area->first : area->lanes + row - 1;
}

/* Writes what stands left of a row: a name, and a number at the right. */
static void draw_caption(const struct timeline_view *state, const struct pane *pane,
	struct canvas *canvas, int y, const char *name, enum style style,
	const char *number)
{
	int width = text_width(slice_of(number));
	int x = TIMELINE_VIEW_MARGIN + state->area.names - width;

	canvas_put(canvas, pane->rect, x, y, number, STYLE_DIM);
	canvas_field(canvas, pane->rect, TIMELINE_VIEW_MARGIN, y,
		state->area.names - width - 1, slice_of(name), false, style);
}

/* Tells whether the cursor is on ROW. */
static bool is_here(const struct timeline_view *state, int row)
{
	const struct timeline *t = &state->events.timeline;

	return state->cursor != TIMELINE_NONE &&
		timeline_row_of(t, state->area.rows, t->events[state->cursor].lane) ==
		row;
}

static void draw_name(const struct timeline_view *state, const struct pane *pane,
	struct canvas *canvas, int row)
{
	const struct timeline_row_place *place = &state->place.rows[row];
	size_t shown = place->count - place->before - place->behind;
	struct str name, number;

	str_init(&name);
	str_init(&number);
	if (place->lane_count > 1)
		str_addf(&name, "%d more kinds", place->lane_count);
	else
		str_add(&name, events_lane_name(&state->events, place->lane));
	if (shown != place->count)
		str_addf(&number, "%zu/", shown);
	str_addf(&number, "%zu", place->count);
	draw_caption(state, pane, canvas, row_y(&state->area, row), name.buf,
		is_here(state, row) ? STYLE_STRONG : STYLE_LABEL, number.buf);
	str_release(&name);
	str_release(&number);
}

static void draw_cover(const struct timeline_view *state, struct canvas *canvas,
	struct rect window, int row)
{
	const struct timeline_row_place *place = &state->place.rows[row];
	int y = row_y(&state->area, row);

	for (int x = 0; x < window.w && !place->folded; x++) {
		unsigned char bits = place->cover[x];

		if (bits & TIMELINE_COVER_BEYOND)
			canvas_put(canvas, window, x, y, x ? "▶" : "◀", STYLE_MARK);
		else if (bits & TIMELINE_COVER_SPAN)
			canvas_put(canvas, window, x, y, "═", STYLE_MARK);
		else if (bits & TIMELINE_COVER_VAGUE)
			canvas_put(canvas, window, x, y, "┄", STYLE_MARK);
	}
}

/* What stands for one event: how sure and how exact its date is, else its lane. */
static const char *glyph(const struct timeline_event *e, int extent)
{
	const struct edtf_point *start = &e->date.start;

	if (start->uncertain)
		return "?";
	if (start->approximate)
		return "~";
	if (start->precision > EDTF_DAY && extent > 1 && e->date.kind != EDTF_INTERVAL)
		return "○";
	return e->lane == 0 ? "●" : "•";
}

/* Tells whether M ends inside the window, where its end can be marked. */
static bool has_end(
	const struct timeline_mark *m, const struct timeline_event *e, int width)
{
	return m->count == 1 && m->extent > 1 && e->date.kind == EDTF_INTERVAL &&
		!e->date.end.open && m->column + m->extent < width;
}

static void draw_mark(const struct timeline_view *state, struct canvas *canvas,
	struct rect window, int y, const struct timeline_mark *m)
{
	const struct timeline_event *e = &state->events.timeline.events[m->event];
	enum style style = timeline_view_style(e);
	struct str text;

	str_init(&text);
	if (m->count > 1)
		str_addf(&text, "+%zu", m->count);
	else
		str_add(&text, glyph(e, m->extent));
	if (has_end(m, e, window.w))
		canvas_put(canvas, window, m->column + m->extent - 1, y, text.buf, style);
	canvas_put(canvas, window, m->column, y, text.buf, style);
	if (m->hits == 0)
		canvas_over(canvas, window, m->column, y, m->width, OVER_FAINT);
	str_release(&text);
}

/* Returns where the title of M's event has room, with its *WIDTH; -1: nowhere. */
static int inline_place(const struct timeline_view *state, const struct timeline_mark *m,
	bool here, int *width)
{
	struct str title;

	str_init(&title);
	events_add_title(&state->events, m->event, &title);
	*width = text_width(slice_of(title.buf));
	str_release(&title);
	if (m->extent >= *width + 5 && m->room >= *width + 5)
		return m->column + 2;
	return here && m->room >= m->extent + *width + 3 ? m->column + m->extent : -1;
}

/* Writes the title of an event behind its mark or, when it lasts long enough, into it. */
static void draw_inline(const struct pane *pane, struct canvas *canvas,
	struct rect window, int row, const struct timeline_mark *m, bool here)
{
	const struct timeline_view *state = pane->state;
	bool on = m->event == state->cursor;
	int width;
	int x = inline_place(state, m, here, &width);

	if (x < 0)
		return;
	canvas_run(
		canvas, window, x, row_y(&state->area, row), ' ', width + 2, STYLE_TEXT);
	timeline_view_draw_title(pane, canvas, window.x - pane->rect.x + x + 1,
		row_y(&state->area, row), width, m->event, on ? STYLE_STRONG : STYLE_DIM);
	if (m->hits == 0)
		canvas_over(canvas, window, x + 1, row_y(&state->area, row), width,
			OVER_FAINT);
}

static void draw_row(
	const struct pane *pane, struct canvas *canvas, struct rect window, int row)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_row_place *place = &state->place.rows[row];
	bool here = is_here(state, row);

	draw_name(state, pane, canvas, row);
	draw_cover(state, canvas, window, row);
	for (size_t i = 0; i < place->mark_count; i++) {
		draw_mark(state, canvas, window, row_y(&state->area, row),
			&place->marks[i]);
		if (row > 0 && place->marks[i].count == 1)
			draw_inline(pane, canvas, window, row, &place->marks[i], here);
	}
}

/* Appends GAP in as few letters as can tell it: "14m", "~6y". */
static void add_least_gap(const struct calendar_gap *gap, struct str *out)
{
	enum { MOST_MONTHS = 24 };
	int months = (int)gap->years * 12 + gap->months;

	if (months && months < MOST_MONTHS && !gap->about)
		str_addf(out, "%dm", months);
	else
		str_addf(out, "~%dy", (months + 6) / 12);
}

/* The forms of a gap, from the longest to the shortest. One that is late says so in each:
 * it is what one looks for. */
enum gap_form { GAP_WORDS, GAP_BRIEF, GAP_MARKED, GAP_LEAST, GAP_MARK, GAP_FORMS };

static void add_gap(const struct timeline_gap *gap, enum gap_form form, struct str *out)
{
	if (form == GAP_WORDS || form == GAP_BRIEF) {
		timeline_view_add_gap(gap, form == GAP_BRIEF, out);
		return;
	}
	if (form == GAP_MARKED)
		calendar_add_gap(out, &gap->length, true);
	else if (form == GAP_LEAST)
		add_least_gap(&gap->length, out);
	str_add(out, gap->late ? "!" : "");
}

/* Writes a gap in the longest form that fits between its marks; words with air around
 * them, or they look like a label. */
static void draw_gap(const struct timeline_view *state, struct canvas *canvas,
	struct rect window, const struct timeline_gap_place *g)
{
	enum style style = g->gap.late ? STYLE_WARNING : STYLE_DIM;
	int y = state->area.first;
	struct str text;
	int width = 0;

	str_init(&text);
	for (int form = 0; form < GAP_FORMS; form++) {
		str_clear(&text);
		add_gap(&g->gap, (enum gap_form)form, &text);
		width = (int)text.len;
		if (width + (form == GAP_WORDS ? 4 : 0) <= g->width)
			break;
	}
	canvas_run(canvas, window, g->column, y, 0x2500, g->width, STYLE_RULE);
	if (width && width <= g->width) {
		int x = g->column + (g->width - width) / 2;
		bool left = x > g->column;
		bool right = x + width < g->column + g->width;

		canvas_run(canvas, window, x - left, y, ' ', width + left + right,
			STYLE_TEXT);
		canvas_put(canvas, window, x, y, text.buf, style);
	}
	str_release(&text);
}

static void draw_labels(
	const struct pane *pane, struct canvas *canvas, struct rect window)
{
	const struct timeline_view *state = pane->state;
	int y = state->area.first + 1;

	for (size_t i = 0; i < state->place.label_count; i++) {
		const struct timeline_label *label = &state->place.labels[i];
		bool on = label->event == state->cursor;

		timeline_view_draw_title(pane, canvas,
			window.x - pane->rect.x + label->column, y + label->line,
			label->width, label->event, on ? STYLE_STRONG : STYLE_TEXT);
		if (state->events.timeline.events[label->event].dimmed)
			canvas_over(canvas, window, label->column, y + label->line,
				label->width, OVER_FAINT);
	}
}

static void draw_density(const struct timeline_view *state, const struct pane *pane,
	struct canvas *canvas, struct rect window)
{
	static const uint32_t lowest = 0x2580; /* one below the bar of one eighth */
	int y = state->area.density;
	struct str most;

	if (y < 0)
		return;
	str_init(&most);
	str_addf(&most, "0–%zu", state->place.densest);
	draw_caption(state, pane, canvas, y, "all events", STYLE_LABEL, most.buf);
	str_release(&most);
	for (int x = 0; x < window.w; x++)
		if (state->place.density[x])
			canvas_run(canvas, window, x, y, lowest + state->place.density[x],
				1, STYLE_MARK);
}

static void draw_cursor(
	const struct pane *pane, struct canvas *canvas, struct rect window)
{
	const struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	const struct timeline_mark *mark;
	int y;

	if (state->cursor == TIMELINE_NONE)
		return;
	mark = timeline_layout_find(&state->place, t, state->cursor);
	y = row_y(&state->area,
		timeline_row_of(t, state->area.rows, t->events[state->cursor].lane));
	if (mark)
		canvas_over(canvas, window, mark->column, y, mark->width, OVER_CURSOR);
	if (pane->focused)
		canvas_cursor(canvas, window, mark ? mark->column : 0, y, false);
}

static size_t label_at(const struct timeline_view *state, int x, int line)
{
	for (size_t i = 0; i < state->place.label_count; i++) {
		const struct timeline_label *label = &state->place.labels[i];

		if (label->line == line && x >= label->column &&
			x < label->column + label->width)
			return label->event;
	}
	return TIMELINE_NONE;
}

/* The event at column X of ROW's window. What lasts may lie beneath later marks. */
static size_t mark_at(const struct timeline_view *state, int row, int x)
{
	const struct timeline_row_place *place = &state->place.rows[row];
	const struct timeline_mark *cursor = timeline_layout_find(
		&state->place, &state->events.timeline, state->cursor);
	size_t found = TIMELINE_NONE;

	for (size_t i = 0; i < place->mark_count; i++) {
		const struct timeline_mark *m = &place->marks[i];
		int width = m->width > m->extent ? m->width : m->extent;
		int titled = 0;
		int at = row > 0 && m->count == 1
			? inline_place(state, m, is_here(state, row), &titled)
			: -1;

		if (x < m->column)
			break;
		if (x < m->column + width || (at >= 0 && x <= at + titled))
			found = m == cursor ? state->cursor : m->event;
	}
	return found;
}

size_t timeline_chart_event_at(const struct pane *pane, int x, int y)
{
	const struct timeline_view *state = pane->state;
	struct rect window = window_of(pane);
	int line = y - state->area.first - 1;

	x -= window.x - pane->rect.x;
	if (x < 0 || x >= window.w || y >= window.h)
		return TIMELINE_NONE;
	if (line >= 0 && line < state->area.label_lines)
		return label_at(state, x, line);
	for (int row = 0; row < state->place.row_count; row++)
		if (row_y(&state->area, row) == y)
			return mark_at(state, row, x);
	return TIMELINE_NONE;
}

void timeline_chart_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	struct rect window = window_of(pane);

	timeline_axis_draw_scale(state, canvas, window);
	timeline_axis_draw_lines(state, canvas, window);
	for (size_t i = 0; i < state->place.gap_count; i++)
		draw_gap(state, canvas, window, &state->place.gaps[i]);
	for (int row = 0; row < state->place.row_count; row++)
		draw_row(pane, canvas, window, row);
	draw_labels(pane, canvas, window);
	draw_density(state, pane, canvas, window);
	draw_cursor(pane, canvas, window);
}
