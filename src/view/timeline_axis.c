#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "view/timeline_view.h"

/* The axis of the strip form: years and ruler, and the lines that go from them through
 * all lanes: the cursor's, today's, and the edges of what is folded. */

enum { TODAY_WIDTH = 5 }; /* of the word */

static const uint32_t cursor_line = 0x2502; /* │ */
static const uint32_t today_line = 0x250a;  /* ┊ */
static const uint32_t fold_edge = 0x254e;   /* ╎ */

static void add_tick(const struct timeline_tick *tick, struct str *out)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct edtf year = { .start = { .first = tick->day, .precision = EDTF_YEAR } };
	int64_t number;
	int month, day;

	calendar_civil(tick->day, &number, &month, &day);
	year.start.first = calendar_day(number, 1, 1);
	year.start.last = calendar_day(number, 12, 31);
	if (tick->label == TIMELINE_TICK_DAY ||
		tick->label == TIMELINE_TICK_DAY_MONTH_YEAR)
		str_addf(out, "%d", day);
	if (tick->label == TIMELINE_TICK_DAY_MONTH_YEAR)
		str_add_char(out, ' ');
	if (tick->label == TIMELINE_TICK_MONTH || tick->label >= TIMELINE_TICK_MONTH_YEAR)
		str_add(out, months[month - 1]);
	if (tick->label >= TIMELINE_TICK_MONTH_YEAR)
		str_add_char(out, ' ');
	if (tick->label >= TIMELINE_TICK_YEAR)
		edtf_add_words(out, &year);
}

/* Tells whether TICK's label stands on the COUNT columns from X on, or next to them. */
static bool stands_on(const struct timeline_tick *tick, int x, int count)
{
	return tick->width && tick->column <= x + count &&
		tick->column + tick->width >= x;
}

/* Returns the column of the word "today": that of the day or, at the edge, as near as can
 * be; -1 when it would hide the only label. */
static int today_x(const struct timeline_view *state, int width)
{
	const struct timeline_layout *place = &state->place;
	int x = place->today - TODAY_WIDTH / 2;
	size_t others = 0;

	if (place->today < 0 || width < TODAY_WIDTH)
		return -1;
	if (x + TODAY_WIDTH > width)
		x = width - TODAY_WIDTH;
	if (x < 0)
		x = 0;
	for (size_t i = 0; i < place->tick_count; i++)
		others += place->ticks[i].label >= TIMELINE_TICK_YEAR &&
			!stands_on(&place->ticks[i], x, TODAY_WIDTH);
	return others ? x : -1;
}

void timeline_axis_draw_scale(
	const struct timeline_view *state, struct canvas *canvas, struct rect window)
{
	const struct timeline_layout *place = &state->place;
	int today = today_x(state, window.w);
	int y = state->area.axis;
	struct str text;

	str_init(&text);
	canvas_run(canvas, window, 0, y + 1, 0x2500, window.w, STYLE_RULE);
	for (size_t i = 0; i < place->tick_count; i++) {
		const struct timeline_tick *tick = &place->ticks[i];

		if (!tick->context)
			canvas_put(canvas, window, tick->column, y + 1,
				tick->major ? "┼" : "┬", STYLE_RULE);
		if (today >= 0 && stands_on(tick, today, TODAY_WIDTH))
			continue;
		str_clear(&text);
		add_tick(tick, &text);
		canvas_put(canvas, window, tick->column, y, text.buf, STYLE_HEAD);
	}
	if (place->today >= 0)
		canvas_put(canvas, window, place->today, y + 1, "▾", STYLE_STRONG);
	if (today >= 0)
		canvas_put(canvas, window, today, y, "today", STYLE_NOTE);
	str_release(&text);
}

static struct edtf_point whole_day(int64_t day)
{
	return (struct edtf_point){ .first = day, .last = day };
}

/* The length of what is left out stands in the ruler, its edges go through all lanes. */
static void draw_folds(const struct timeline_view *state, struct canvas *canvas,
	struct rect window, int top, int height)
{
	struct str text;

	str_init(&text);
	for (size_t i = 0; i < state->place.fold_count; i++) {
		const struct timeline_fold_place *fold = &state->place.folds[i];
		struct edtf from = { .end = whole_day(fold->fold.first - 1) };
		struct edtf to = { .start = whole_day(fold->fold.last + 1) };
		struct calendar_gap gap;

		calendar_distance(&from, &to, &gap);
		if (gap.years)
			gap.months = 0;
		str_clear(&text);
		calendar_add_gap(&text, &gap, true);
		canvas_run(canvas, window, fold->column, state->area.axis + 1, 0x2571,
			fold->width, STYLE_WARNING);
		canvas_put(canvas, window,
			fold->column + (fold->width - (int)text.len) / 2,
			state->area.axis + 1, text.buf, STYLE_WARNING);
		canvas_column(
			canvas, window, fold->column, top, fold_edge, height, STYLE_RULE);
		canvas_column(canvas, window, fold->column + fold->width - 1, top,
			fold_edge, height, STYLE_RULE);
	}
	str_release(&text);
}

void timeline_axis_draw_lines(
	const struct timeline_view *state, struct canvas *canvas, struct rect window)
{
	const struct timeline *t = &state->events.timeline;
	int top = state->area.first;
	int height = window.h - top;
	int64_t column;

	draw_folds(state, canvas, window, top, height);
	if (state->place.today >= 0)
		canvas_column(canvas, window, state->place.today, top, today_line, height,
			STYLE_RULE);
	if (state->cursor == TIMELINE_NONE)
		return;
	column = timeline_axis_column(
		&t->axis, timeline_anchor(&t->events[state->cursor]));
	if (column >= 0 && column < window.w)
		canvas_column(canvas, window, (int)column, top, cursor_line, height,
			STYLE_RULE);
}
