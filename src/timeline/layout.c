/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/layout.h"

#include <stdlib.h>

#include "base/memory.h"

/*
 * Computes in which columns and rows the events, gaps, labels, ticks and folds of a
 * timeline are drawn, and owns these positions. Draws nothing and makes no texts but those
 * of the ticks (view/timeline_chart.c, timeline/axis.c). The marks of a row are always in
 * time order and apart from each other, and every event in the window belongs to one.
 *
 * One pass over the events in time order places them on all rows at once: a mark is put
 * after the last one of its row and joined with it as long as the two touch. Spans are
 * kept as steps, one up where they begin and one down after their end, so that a span
 * costs the same whatever its width.
 */

enum {
	GAP_LEAST = 2,   /* columns that hold the text of a gap */
	LINES_MOST = 10, /* of a row */
	CUT_LEAST = 14,  /* columns to which a title may be cut */
	APART = 1,       /* blank columns around a label */
	INSIDE = 4,      /* columns of a duration before a title inside: "[══ " */
	INSIDE_END = 2,  /* and at least after it: " ═" */
};

/* What begins and ends at a step. */
enum { STEP_SPANS, STEP_VAGUE, STEP_HITS, STEP_KINDS };

void timeline_layout_release(struct timeline_layout *layout)
{
	for (int i = 0; i < layout->row_count; i++) {
		free(layout->rows[i].marks);
		free(layout->rows[i].cover);
	}
	free(layout->rows);
	free(layout->labels);
	free(layout->gaps);
	free(layout->ticks);
	free(layout->folds);
	free(layout->density);
	free(layout->density_hit);
	*layout = (struct timeline_layout)TIMELINE_LAYOUT_INIT;
}

int timeline_count_width(size_t count)
{
	int width = 2;

	for (; count >= 10; count /= 10)
		width++;
	return width;
}

/* Adds MARK, of one event, to ROW and joins it with those before it that touch it: each
 * join needs more columns for the count. */
static void add_mark(
	struct timeline_layout_row *row, struct timeline_mark added, int width)
{
	struct timeline_mark *crowd =
		row->mark_count ? row->marks + row->mark_count - 1 : NULL;

	/* Among many events most are on a mark of several already. */
	if (crowd && crowd->count > 1 && added.column < crowd->column + crowd->width &&
		timeline_count_width(crowd->count + 1) <= crowd->width) {
		crowd->count++;
		crowd->hits += added.hits;
		return;
	}
	row->marks[row->mark_count++] = added;
	while (row->mark_count > 1) {
		struct timeline_mark *mark = &row->marks[row->mark_count - 2];
		int end = mark[1].column + mark[1].width;

		if (mark->column + mark->width <= mark[1].column)
			return;
		mark->count += mark[1].count;
		mark->hits += mark[1].hits;
		mark->width = timeline_count_width(mark->count);
		if (mark->column + mark->width < end)
			mark->width = end - mark->column;
		if (mark->width > width)
			mark->width = width;
		if (mark->column > width - mark->width)
			mark->column = width - mark->width;
		mark->extent = mark->width;
		row->mark_count--;
	}
}

static int clamp(int64_t column, int width)
{
	if (column < 0)
		return 0;
	return column < width ? (int)column : width - 1;
}

/* Puts EVENT on ROW: its mark when its anchor is in the window, and the columns from
 * there to its last possible day into the STEPS of spans or, after those, of vague dates,
 * and after those, if it is a hit, of hits; counts it in BEGUN. */
static void place_event(const struct timeline *t, size_t event,
	struct timeline_layout *layout, int *steps, size_t *begun)
{
	int number = timeline_row_of(t, layout->frame.rows, t->events[event].lane);
	struct timeline_layout_row *row = layout->rows + number;
	int width = layout->frame.width;
	const struct timeline_event *e = &t->events[event];
	const struct edtf *date = &e->date;
	int64_t anchor = timeline_anchor(e);
	int64_t column = timeline_axis_column(&t->axis, anchor);
	int64_t end = date->end.unknown ? date->start.last : date->last;
	int64_t last = end == anchor ? column : timeline_axis_column(&t->axis, end);
	int64_t from = date->start.open ? INT64_MIN : column;

	if (number < 0)
		return;
	row->seen++;
	if (!timeline_is_shown(t, event))
		return;
	row->hits += !e->dimmed;
	if (column < 0) {
		row->before++;
	} else if (column >= width) {
		row->after++;
	} else {
		begun[column]++;
		layout->density_hit[column] |= !e->dimmed;
	}
	if (row->folded)
		return;
	steps += (size_t)(row - layout->rows) * STEP_KINDS * ((size_t)width + 1);
	if (column >= 0 && column < width) {
		bool known = edtf_is_known(&date->start);
		int extent = known ? clamp(last, width) - (int)column + 1 : 1;

		add_mark(row,
			(struct timeline_mark){ .event = event,
				.count = 1,
				.hits = !e->dimmed,
				.column = (int)column,
				.width = 1,
				.extent = extent,
				.number = row->seen },
			width);
	}
	if (from >= width || last < 0 || from >= last)
		return;
	for (int kind = 0; kind < STEP_KINDS; kind++, steps += width + 1) {
		if (kind == STEP_HITS
				? e->dimmed
				: (kind == STEP_SPANS) != (date->kind == EDTF_INTERVAL))
			continue;
		steps[clamp(from, width)]++;
		steps[clamp(last, width) + 1]--;
	}
	if (from < 0)
		row->cover[0] |= TIMELINE_COVER_BEYOND;
	if (last >= width)
		row->cover[width - 1] |= TIMELINE_COVER_BEYOND;
}

static void place_events(struct timeline_layout *layout, const struct timeline *t)
{
	static const unsigned char covers[] = { [STEP_SPANS] = TIMELINE_COVER_SPAN,
		[STEP_VAGUE] = TIMELINE_COVER_VAGUE,
		[STEP_HITS] = TIMELINE_COVER_HIT };
	int width = layout->frame.width;
	size_t stride = STEP_KINDS * ((size_t)width + 1); /* steps of a row */
	size_t *begun = xcalloc((size_t)width, sizeof *begun);
	int *steps = xcalloc((size_t)layout->row_count * stride, sizeof *steps);
	size_t full = TIMELINE_LEVELS / 2;

	layout->density_hit = xcalloc((size_t)width, sizeof *layout->density_hit);
	for (size_t i = 0; i < t->count; i++)
		place_event(t, i, layout, steps, begun);
	for (int i = 0; i < layout->row_count; i++) {
		struct timeline_layout_row *row = &layout->rows[i];
		const int *step = steps + (size_t)i * stride;
		int open[STEP_KINDS] = { 0 };

		for (int x = 0; x < width; x++)
			for (int kind = 0; kind < STEP_KINDS; kind++) {
				open[kind] += step[kind * (width + 1) + x];
				row->cover[x] |= open[kind] ? covers[kind] : 0;
			}
		for (size_t k = 0; k < row->mark_count; k++) {
			struct timeline_mark *mark = &row->marks[k];
			int next = k + 1 < row->mark_count ? mark[1].column : width;
			int digits = timeline_count_width(mark->number) - 1;

			mark->room = next - mark->column;
			if (row->lane == 0 && row->lane_count == 1 && mark->count == 1 &&
				mark->extent + digits < mark->room)
				mark->digits = digits;
		}
	}
	/* A few events in the densest column do not fill the height, so that three events
	 * never look like a crowd. */
	layout->density = xcalloc((size_t)width, 1);
	for (int x = 0; x < width; x++)
		if (begun[x] > layout->densest)
			layout->densest = begun[x];
	if (layout->densest > full)
		full = layout->densest;
	for (int x = 0; x < width; x++)
		layout->density[x] =
			(unsigned char)((begun[x] * TIMELINE_LEVELS + full - 1) / full);
	free(begun);
	free(steps);
}

/* Adds the gap that event EVENT (TIMELINE_NONE: today) in column TO ends and that begins
 * with event FROM, if a part of it in the window can hold a text. */
static void add_gap(struct timeline_layout *layout, const struct timeline *t, size_t from,
	size_t event, int64_t to)
{
	int64_t first =
		timeline_axis_column(&t->axis, timeline_over(&t->events[from])->last);
	int64_t end = to - 1; /* a blank before the event */
	struct timeline_gap gap;

	if (first < 0)
		first = 0;
	if (end > layout->frame.width)
		end = layout->frame.width;
	if (end - first < GAP_LEAST ||
		!(event == TIMELINE_NONE ? timeline_gap_today(t, &gap)
					 : timeline_gap_before(t, event, &gap)))
		return;
	*ARRAY_ADD(layout->gaps, layout->gap_count, layout->gap_alloc) =
		(struct timeline_layout_gap){ gap, (int)first, (int)(end - first) };
}

static void place_gaps(struct timeline_layout *layout, const struct timeline *t)
{
	int64_t least = t->axis.scale * GAP_LEAST / TIMELINE_DAY_SCALE;

	for (size_t i = 0; i < t->count; i++) {
		size_t from = t->before[i];
		int64_t anchor;

		if (from == TIMELINE_NONE)
			continue;
		anchor = timeline_anchor(&t->events[i]);
		/* Among many events most gaps are too short at any rate. */
		if (timeline_over(&t->events[from])->last <= anchor - least)
			add_gap(layout, t, from, i,
				timeline_axis_column(&t->axis, anchor));
	}
	if (t->latest != TIMELINE_NONE)
		add_gap(layout, t, t->latest, TIMELINE_NONE,
			timeline_axis_column(&t->axis, t->today));
}

/*
 * Labels. A row is tried with a number of lines and keeps the labels of the last try. Its
 * marks are taken from left to right, so a line is no more than the first column that is
 * free on it.
 */

/* Finds the columns of MARK's label, of NEED columns, on the row itself; returns how many
 * there are, fewer than NEED where the label is cut. */
static int room_at_mark(
	const struct timeline_mark *mark, int need, bool last, int *column)
{
	int taken = (mark->extent > mark->width ? mark->extent : mark->width) +
		mark->digits + APART;
	int room = mark->room - taken - (last ? 0 : APART);

	if (mark->extent >= INSIDE + need + INSIDE_END &&
		mark->room >= INSIDE + need + INSIDE_END) {
		*column = mark->column + INSIDE;
		return need;
	}
	*column = mark->column + taken;
	return room < need ? room : need;
}

/* Finds a place on one of the LINES lines below for LABEL, of whose mark this is COLUMN;
 * at the right edge it moves left. ENDS are the first free columns. */
static bool find_line(
	struct timeline_label *label, int column, int width, int *ends, int lines)
{
	label->column = column;
	if (column + label->width > width)
		label->column = width > label->width ? width - label->width : 0;
	if (label->width > width)
		label->width = width;
	for (label->line = 1; label->line <= lines; label->line++) {
		int *end = &ends[label->line - 1];

		if (*end > label->column)
			continue;
		*end = label->column + label->width + APART;
		return true;
	}
	return false;
}

/* Places the labels of row ROW on it and on LINES lines below, from OUT on. Returns how
 * many there are, and in *CUT how many more need another line. */
static size_t place_row(const struct timeline_layout *layout, const struct timeline *t,
	int row, int lines, struct timeline_label *out, size_t *cut)
{
	const struct timeline_layout_row *r = &layout->rows[row];
	int ends[LINES_MOST] = { 0 };
	size_t count = 0;

	*cut = 0;
	for (size_t i = 0; i < r->mark_count; i++) {
		const struct timeline_mark *mark = &r->marks[i];
		int need = t->events[mark->event].label;
		struct timeline_label label = {
			.event = mark->event, .row = row, .width = need
		};
		int column;
		int room = room_at_mark(mark, need, i + 1 == r->mark_count, &column);

		if (mark->count > 1 || need < 1)
			continue;
		if (room < need &&
			find_line(
				&label, mark->column, layout->frame.width, ends, lines)) {
			out[count++] = label;
			continue;
		}
		*cut += room < need;
		label.line = 0;
		label.column = column;
		label.width = room;
		if (room == need || room >= CUT_LEAST)
			out[count++] = label;
	}
	return count;
}

/* Gives row ROW up to MOST more of the FREE lines, as far as it needs them. Returns how
 * many are free then. */
static int give_lines(struct timeline_layout *layout, const struct timeline *t, int row,
	int most, int free_lines)
{
	struct timeline_layout_row *r = &layout->rows[row];
	size_t cut;

	for (; most > 0 && free_lines > 0 && r->lines < LINES_MOST; most--) {
		place_row(layout, t, row, r->lines, layout->labels + layout->label_count,
			&cut);
		if (!cut)
			break;
		r->lines++;
		free_lines--;
	}
	return free_lines;
}

/* Titles go next to their marks, inside of long durations, or on free lines below their
 * row. The first row gets the free lines that it needs, then the row of the cursor, then
 * the others one by one. A title is whole wherever a line is free for it; one that finds
 * none is cut next to its mark, or left out. Sets the y of the rows. */
static void place_labels(struct timeline_layout *layout, const struct timeline *t)
{
	int left = layout->frame.label_lines;
	size_t marks = 0;
	size_t cut;
	int before;

	for (int row = 0; row < layout->row_count; row++)
		marks += layout->rows[row].mark_count;
	layout->labels = xcalloc(marks, sizeof *layout->labels);
	if (layout->row_count)
		left = give_lines(layout, t, 0, LINES_MOST, left);
	if (layout->frame.cursor_row > 0 && layout->frame.cursor_row < layout->row_count)
		left = give_lines(layout, t, layout->frame.cursor_row, LINES_MOST, left);
	do {
		before = left;
		for (int row = 1; row < layout->row_count; row++)
			left = give_lines(layout, t, row, 1, left);
	} while (left < before);
	layout->lines = 0;
	for (int row = 0; row < layout->row_count; row++) {
		struct timeline_layout_row *r = &layout->rows[row];

		layout->label_count += place_row(layout, t, row, r->lines,
			layout->labels + layout->label_count, &cut);
		r->y = layout->lines;
		layout->lines += 1 + r->lines + (row ? 0 : layout->frame.gap_lines);
		/* The other rows are set off where that costs no label. */
		if (!row && left > 0)
			layout->lines++;
	}
}

void timeline_layout_update(struct timeline_layout *layout, const struct timeline *t,
	struct timeline_frame frame)
{
	const struct timeline_axis *a = &t->axis;
	int64_t today = timeline_axis_column(a, t->today);
	size_t width = (size_t)frame.width;

	timeline_layout_release(layout);
	layout->frame = frame;
	layout->today = today >= 0 && today < frame.width ? (int)today : -1;
	layout->ticks = xcalloc(width + 1, sizeof *layout->ticks);
	layout->tick_count = timeline_axis_ticks(a, frame.width, layout->ticks);
	layout->row_count = timeline_row_count(t, frame.rows);
	layout->rows = xcalloc((size_t)layout->row_count, sizeof *layout->rows);
	for (int lane = t->lane_count - 1; lane >= 0; lane--) {
		struct timeline_layout_row *row =
			&layout->rows[timeline_row_of(t, frame.rows, lane)];

		if (t->lanes[lane].pos < 0)
			continue;
		row->lane = lane;
		row->lane_count++;
		row->count += t->lanes[lane].shown;
		row->folded = row->lane_count == 1 && t->lanes[lane].folded;
	}
	for (int i = 0; i < layout->row_count; i++) {
		/* One mark more than columns: each is added before it is joined. */
		layout->rows[i].marks = xcalloc(width + 1, sizeof *layout->rows[i].marks);
		layout->rows[i].cover = xcalloc(width, 1);
	}
	place_events(layout, t);
	place_gaps(layout, t);
	place_labels(layout, t);
	layout->folds = xcalloc(a->fold_count, sizeof *layout->folds);
	for (size_t i = 0; i < a->fold_count; i++) {
		int64_t from = timeline_axis_column(a, a->folds[i].first);
		int64_t to = from + TIMELINE_FOLD_COLUMNS - 1;

		if (from < 0)
			from = 0;
		if (to > frame.width)
			to = frame.width;
		if (from < to)
			layout->folds[layout->fold_count++] =
				(struct timeline_layout_fold){ a->folds[i], (int)from,
					(int)(to - from) };
	}
}

const struct timeline_mark *timeline_layout_mark(
	const struct timeline_layout *layout, const struct timeline *t, size_t event)
{
	const struct timeline_event *e = &t->events[event];
	int64_t column = timeline_axis_column(&t->axis, timeline_anchor(e));
	const struct timeline_layout_row *row;

	if (!layout->row_count || !timeline_is_shown(t, event))
		return NULL;
	row = &layout->rows[timeline_row_of(t, layout->frame.rows, e->lane)];
	for (size_t i = 0; i < row->mark_count; i++)
		if (column >= row->marks[i].column &&
			column < row->marks[i].column + row->marks[i].width)
			return &row->marks[i];
	return NULL;
}
