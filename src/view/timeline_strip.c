/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "view/timeline_view.h"

/*
 * The chart drawn: the axis, the first lane with its gaps, the other lanes, titles, and
 * the density of events. Positions come from timeline/layout.h. What is deeper is drawn
 * first: lines through all lanes, what the dates cover, the marks, and texts where there
 * is room.
 */

enum {
	RULER_Y = 1,      /* below the labels of the ticks */
	MOST_MONTHS = 24, /* above, the shortest form of a gap is in years */
};

static const uint32_t cursor_line = 0x2502; /* │ */
static const uint32_t today_line = 0x250a;  /* ┊ */
static const uint32_t fold_edge = 0x254e;   /* ╎ */
static const uint32_t mark_line = 0x2506;   /* ┆ */
static const uint32_t below_bars = 0x2580;  /* one below the bar of one eighth */

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

/* Returns whether the label of TICK is on the WIDTH columns of "today" from X on, or next
 * to them. */
static bool meets_today(const struct timeline_tick *tick, int x, int width)
{
	return tick->width && tick->column <= x + width &&
		tick->column + tick->width >= x;
}

/* Draws the labels of the ticks and the ruler. */
static void draw_scale(
	const struct timeline_layout *layout, struct canvas *canvas, struct rect window)
{
	const char *today = _("today");
	int width = text_width(slice_of(today)), x = layout->today - width / 2;
	bool word = false;

	if (x + width > window.w)
		x = window.w - width;
	if (x < 0)
		x = 0;
	/* The word does not hide the only year. */
	for (size_t i = 0; i < layout->tick_count; i++)
		word = word ||
			(layout->ticks[i].label >= TIMELINE_TICK_YEAR &&
				!meets_today(&layout->ticks[i], x, width));
	word = word && layout->today >= 0 && window.w >= width;
	canvas_run(canvas, window, 0, RULER_Y, 0x2500, window.w, STYLE_RULE);
	for (size_t i = 0; i < layout->tick_count; i++) {
		const struct timeline_tick *tick = &layout->ticks[i];

		if (!tick->context)
			canvas_put(canvas, window, tick->column, RULER_Y,
				tick->major ? "┼" : "┬", STYLE_RULE);
		if (!word || !meets_today(tick, x, width))
			canvas_put(
				canvas, window, tick->column, 0, tick->text, STYLE_HEAD);
	}
	if (layout->today >= 0)
		canvas_put(canvas, window, layout->today, RULER_Y, "▾", STYLE_STRONG);
	if (word)
		canvas_put(canvas, window, x, 0, today, STYLE_NOTE);
}

/* Draws a line of CHARACTER through all lanes in COLUMN, if that is in the window. */
static void draw_line(
	struct canvas *canvas, struct rect window, int64_t column, uint32_t character)
{
	if (column >= 0 && column < window.w)
		canvas_column(canvas, window, (int)column, TIMELINE_STRIP_FIRST_Y,
			character, window.h - TIMELINE_STRIP_FIRST_Y, STYLE_RULE);
}

/* Draws FOLD: its length in the ruler, and its edges through all lanes. */
static void draw_fold(const struct timeline_layout_fold *fold, struct canvas *canvas,
	struct rect window, bool dimmed)
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
	canvas_put(canvas, window,
		fold->column + (fold->width - text_width(str_slice(&text))) / 2, RULER_Y,
		text.buf, STYLE_WARNING);
	draw_line(canvas, window, fold->column, fold_edge);
	draw_line(canvas, window, last, fold_edge);
	if (dimmed)
		canvas_overlay(canvas, window, fold->column, RULER_Y, fold->width,
			OVERLAY_DIMMED);
	str_release(&text);
}

/* Draws a gap in the longest form that fits; a rule shows which is late, and how far one in
 * words reaches. A gap that is late shows that in every form. */
static void draw_gap(const struct timeline_layout_gap *g, struct canvas *canvas,
	struct rect window, bool dimmed)
{
	enum { GAP_WORDS, GAP_BRIEF, GAP_MARKED, GAP_LEAST, GAP_MARK, GAP_FORMS };
	const struct calendar_gap *gap = &g->gap.length;
	int64_t months = gap->years * 12 + gap->months;
	struct str text = STR_INIT, length = STR_INIT;
	int y = TIMELINE_STRIP_FIRST_Y + 1;
	int form, width = 0;
	int x;

	for (form = 0; form < GAP_FORMS; form++) {
		str_clear(&text);
		str_clear(&length);
		if (form <= GAP_MARKED)
			calendar_add_gap(&length, gap, form != GAP_WORDS);
		else if (form == GAP_LEAST && months && months < MOST_MONTHS &&
			!gap->about)
			/* TRANSLATORS: months, as short as can be */
			str_addf(&length, _("%lldm"), (long long)months);
		else if (form == GAP_LEAST)
			/* TRANSLATORS: years, as short as can be */
			str_addf(&length, _("~%lldy"), (long long)(months + 6) / 12);
		if (g->gap.late && form <= GAP_BRIEF)
			str_addf(&text,
				g->gap.to == TIMELINE_NONE
					/* TRANSLATORS: "4 years 6 months" */
					? _("%s overdue")
					/* TRANSLATORS: "4 years 6 months" */
					: _("%s late"),
				length.buf);
		else
			str_addf(&text, "%s%s", length.buf, g->gap.late ? "!" : "");
		width = text_width(str_slice(&text));
		if (width + (form == GAP_WORDS ? 6 : 0) <= g->width)
			break;
	}
	x = g->column + (g->width - width) / 2;
	if (g->gap.late || form == GAP_WORDS)
		canvas_run(canvas, window, g->column, y, 0x2500, g->width, STYLE_RULE);
	if (width && width <= g->width) {
		bool left = x > g->column;
		bool right = x + width < g->column + g->width;

		canvas_run(canvas, window, x - left, y, ' ', width + left + right,
			STYLE_TEXT);
		canvas_put(canvas, window, x, y, text.buf,
			g->gap.late ? STYLE_WARNING : STYLE_DIM);
	}
	if (dimmed)
		canvas_overlay(canvas, window, g->column, y, g->width, OVERLAY_DIMMED);
	str_release(&text);
	str_release(&length);
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

/* Draws a mark, with its number on the first row. One event has a glyph for the cursor or
 * the mark set on it, for how sure and how exact its date is, else for its lane; if it
 * lasts and ends inside the window, its end has one, too. */
static void draw_mark(const struct timeline_view *state, struct canvas *canvas,
	struct rect window, int y, const struct timeline_mark *m)
{
	const struct timeline_event *e = &state->events.timeline.events[m->event];
	const struct edtf_point *start = &e->date.start;
	bool lasts = e->date.kind == EDTF_INTERVAL && m->extent > 1;
	enum style style = timeline_view_mark_style(e);
	int width = m->extent > m->width ? m->extent : m->width;
	struct str text = STR_INIT;

	if (m->count == 1 && lasts && !e->date.end.open &&
		m->column + m->extent < window.w)
		canvas_put(canvas, window, m->column + m->extent - 1, y,
			e->lane == 0 ? "●" : "]", style);
	if (m->count > 1)
		str_addf(&text, "+%zu", m->count);
	else if (m->event == state->cursor)
		str_add(&text, "▲");
	else if (m->event == state->mark)
		str_add(&text, "M");
	else if (start->uncertain)
		str_add(&text, "?");
	else if (start->approximate)
		str_add(&text, "~");
	else if (start->precision > EDTF_DAY && m->extent > 1 && !lasts)
		str_add(&text, "○");
	else if (e->lane == 0)
		str_add(&text, "●");
	else
		str_add(&text, lasts ? "[" : "•");
	/* The colour of dots has too little contrast for what is read. */
	canvas_put(canvas, window, m->column, y, text.buf,
		text_is_plain_ascii(str_slice(&text)) ? STYLE_TEXT : style);
	if (m->digits) {
		str_clear(&text);
		str_addf(&text, "%zu", m->number);
		canvas_put(canvas, window, m->column + width, y, text.buf, STYLE_TEXT);
	}
	if (m->hits == 0)
		canvas_overlay(
			canvas, window, m->column, y, width + m->digits, OVERLAY_DIMMED);
	str_release(&text);
}

static void draw_row(
	const struct pane *pane, struct canvas *canvas, struct rect window, int row)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_layout_row *r = &state->layout.rows[row];
	size_t shown = r->count - r->before - r->after;
	int y = TIMELINE_STRIP_FIRST_Y + r->y;
	struct str name = STR_INIT, number = STR_INIT;

	if (r->lane_count > 1)
		str_addf(&name,
			ngettext(
				/* TRANSLATORS: of events; at most 18 columns */
				"%d more kind", "%d more kinds", (unsigned)r->lane_count),
			r->lane_count);
	else
		str_add(&name, events_lane_name(&state->events, r->lane));
	if (shown != r->count)
		str_addf(&number, "%zu/", shown);
	str_addf(&number, "%zu", r->count);
	draw_caption(pane, canvas, y, name.buf,
		row == state->layout.frame.cursor_row ? STYLE_STRONG : STYLE_LABEL,
		number.buf);
	if (!r->hits)
		canvas_overlay(canvas, pane->rect, 0, y, state->area.x, OVERLAY_DIMMED);
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
		if (bits && !(bits & TIMELINE_COVER_HIT))
			canvas_overlay(canvas, window, x, y, 1, OVERLAY_DIMMED);
	}
	for (size_t i = 0; i < r->mark_count; i++)
		draw_mark(state, canvas, window, y, &r->marks[i]);
}

/* Returns the y of LABEL. */
static int label_y(const struct timeline_view *state, const struct timeline_label *label)
{
	const struct timeline_layout *layout = &state->layout;
	int below = label->row ? 0 : layout->frame.gap_lines;

	return TIMELINE_STRIP_FIRST_Y + layout->rows[label->row].y + label->line +
		(label->line ? below : 0);
}

/* Draws the titles: those of the cursor's row and hits are easier to read than others. */
static void draw_labels(
	const struct pane *pane, struct canvas *canvas, struct rect window)
{
	const struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;

	for (size_t i = 0; i < state->layout.label_count; i++) {
		const struct timeline_label *label = &state->layout.labels[i];
		bool dimmed = t->events[label->event].dimmed;
		bool plain = label->row == 0 ||
			label->row == state->layout.frame.cursor_row ||
			state->hits < t->count;
		enum style style = plain ? STYLE_TEXT : STYLE_DIM;
		int y = label_y(state, label);

		if (label->event == state->cursor)
			style = STYLE_STRONG;
		canvas_run(canvas, window, label->column - 1, y, ' ', label->width + 2,
			STYLE_TEXT);
		timeline_view_draw_title(pane, canvas, state->area.x + label->column, y,
			label->width, label->event, style, dimmed);
	}
}

static void draw_density(
	const struct pane *pane, struct canvas *canvas, struct rect window, int y)
{
	const struct timeline_layout *layout =
		&((const struct timeline_view *)pane->state)->layout;
	struct str most = STR_INIT;

	str_addf(&most, "0–%zu", layout->densest);
	draw_caption(pane, canvas, y, _("all events"), STYLE_LABEL, most.buf);
	str_release(&most);
	for (int x = 0; x < window.w; x++) {
		if (!layout->density[x])
			continue;
		canvas_run(canvas, window, x, y, below_bars + layout->density[x], 1,
			STYLE_MARK);
		if (!layout->density_hit[x])
			canvas_overlay(canvas, window, x, y, 1, OVERLAY_DIMMED);
	}
}

/* Draws how many members there were as a step line, with the number where it changes and
 * room is. It ends today; where the beginnings of some are unknown, its end is dotted. */
static void draw_members(
	const struct pane *pane, struct canvas *canvas, struct rect window, int y)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_axis *axis = &state->events.timeline.axis;
	const struct members_over_time *m = &state->members;
	const struct table *table = members_table(pane->ctx->package, state->counted - 1);
	int64_t today = timeline_axis_column(axis, state->events.timeline.today);
	int end = today < window.w ? (int)today : window.w;
	int *change = xcalloc((size_t)window.w, sizeof *change);
	int from = 0; /* of the part with one number */
	int count = 0;
	struct str text = STR_INIT;

	for (size_t i = 0; i < m->count; i++) {
		int64_t column = timeline_axis_column(axis, m->steps[i].day);

		if (column < window.w)
			change[column < 0 ? 0 : column] += m->steps[i].change;
	}
	for (int x = 0; x < end; x = from) {
		bool last;

		count += change[x];
		for (from = x + 1; from < end && !change[from];)
			from++;
		if (!count)
			continue;
		last = from == end;
		canvas_run(canvas, window, x, y, last && m->unknown ? 0x2504 : 0x2500,
			from - x - !last, STYLE_MARK);
		str_clear(&text);
		str_addf(&text, "%d ", count);
		if ((int)text.len < from - x)
			canvas_put(canvas, window, x, y, text.buf, STYLE_TEXT);
		str_clear(&text);
		str_add_char(&text, ' ');
		str_addf(&text,
			ngettext("(and %zu whose start is unknown)",
				"(and %zu whose start is unknown)", m->unknown),
			m->unknown);
		str_add_char(&text, ' ');
		if (last && m->unknown && text_width(str_slice(&text)) + 8 < from - x)
			canvas_put(canvas, window, x + 4, y, text.buf, STYLE_DIM);
	}
	str_clear(&text);
	str_addf(&text, "%d", count);
	draw_caption(pane, canvas, y, table->schema->title, STYLE_LABEL, text.buf);
	str_release(&text);
	free(change);
}

void timeline_strip_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	const struct timeline_layout *layout = &state->layout;
	const struct timeline_mark *mark = timeline_layout_mark(layout, t, state->cursor);
	struct rect window = window_of(pane);
	bool searching = state->hits < t->count;
	int y = TIMELINE_STRIP_FIRST_Y + layout->rows[layout->frame.cursor_row].y;

	draw_scale(layout, canvas, window);
	for (size_t i = 0; i < layout->fold_count; i++)
		draw_fold(&layout->folds[i], canvas, window, searching);
	draw_line(canvas, window, layout->today, today_line);
	draw_line(
		canvas, window, timeline_strip_column(state, state->cursor), cursor_line);
	if (state->mark != TIMELINE_NONE) {
		int64_t column = timeline_strip_column(state, state->mark);

		draw_line(canvas, window, column, mark_line);
		if (column >= 0 && column < window.w)
			canvas_put(
				canvas, window, (int)column, RULER_Y, "M", STYLE_STRONG);
	}
	for (size_t i = 0; i < layout->gap_count && layout->frame.gap_lines; i++) {
		const struct timeline_gap *gap = &layout->gaps[i].gap;

		draw_gap(&layout->gaps[i], canvas, window,
			t->events[gap->from].dimmed ||
				(gap->to != TIMELINE_NONE && t->events[gap->to].dimmed));
	}
	if (t->hits_only && layout->frame.gap_lines)
		draw_caption(pane, canvas, TIMELINE_STRIP_FIRST_Y + 1, _("between hits"),
			STYLE_DIM, "");
	for (int row = 0; row < layout->row_count; row++)
		draw_row(pane, canvas, window, row);
	draw_labels(pane, canvas, window);
	if (state->area.density >= 0 && state->counted)
		draw_members(pane, canvas, window, state->area.density);
	else if (state->area.density >= 0)
		draw_density(pane, canvas, window, state->area.density);
	if (mark)
		canvas_overlay(canvas, window, mark->column, y,
			mark->width + mark->digits, OVERLAY_CURSOR);
	if (pane->focused)
		canvas_cursor(canvas, window, mark ? mark->column : 0, y, false);
}

int64_t timeline_strip_column(const struct timeline_view *state, size_t event)
{
	const struct timeline *t = &state->events.timeline;

	return timeline_axis_column(&t->axis, timeline_anchor(&t->events[event]));
}

size_t timeline_strip_event_at(const struct pane *pane, int x, int y)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_layout *layout = &state->layout;
	const struct timeline_mark *cursor =
		timeline_layout_mark(layout, &state->events.timeline, state->cursor);
	struct rect window = window_of(pane);
	size_t found = TIMELINE_NONE;

	x -= state->area.x;
	if (x < 0 || x >= window.w || y >= window.h)
		return TIMELINE_NONE;
	for (size_t i = 0; i < layout->label_count; i++) {
		const struct timeline_label *label = &layout->labels[i];

		if (label_y(state, label) == y && x >= label->column &&
			x < label->column + label->width)
			return label->event;
	}
	/* An event that lasts may be beneath later marks. */
	for (int row = 0; row < layout->row_count; row++) {
		const struct timeline_layout_row *r = &layout->rows[row];

		for (size_t i = 0; i < r->mark_count; i++) {
			const struct timeline_mark *m = &r->marks[i];
			int width = m->width > m->extent ? m->width : m->extent;

			if (TIMELINE_STRIP_FIRST_Y + r->y == y && x >= m->column &&
				x < m->column + width + m->digits)
				found = m == cursor ? state->cursor : m->event;
		}
	}
	return found;
}
