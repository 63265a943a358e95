#include "config.h"

#include "timeline/layout.h"

#include <limits.h>
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
	LABEL_LEAST = 8, /* columns to which a label may be cut */
	LABEL_APART = 1, /* blank columns between labels */
};

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
 * there to its last possible day into the STEPS of spans or, after those, of vague dates;
 * counts it in BEGUN. */
static void place_event(const struct timeline *t, size_t event, int width,
	struct timeline_layout_row *row, int *steps, size_t *begun)
{
	const struct timeline_event *e = &t->events[event];
	const struct edtf *date = &e->date;
	int64_t anchor = timeline_anchor(e);
	int64_t column = timeline_axis_column(&t->axis, anchor);
	int64_t end = date->end.unknown ? date->start.last : date->last;
	int64_t last = end == anchor ? column : timeline_axis_column(&t->axis, end);
	int64_t from = date->start.open ? INT64_MIN : column;

	if (column < 0)
		row->before++;
	else if (column >= width)
		row->after++;
	else
		begun[column]++;
	if (row->folded)
		return;
	if (column >= 0 && column < width) {
		bool known = edtf_is_known(&date->start);
		int extent = known ? clamp(last, width) - (int)column + 1 : 1;

		add_mark(row,
			(struct timeline_mark){ .event = event,
				.count = 1,
				.hits = !e->dimmed,
				.column = (int)column,
				.width = 1,
				.extent = extent },
			width);
	}
	if (from >= width || last < 0 || from >= last)
		return;
	if (date->kind != EDTF_INTERVAL)
		steps += width + 1;
	steps[clamp(from, width)]++;
	steps[clamp(last, width) + 1]--;
	if (from < 0)
		row->cover[0] |= TIMELINE_COVER_BEYOND;
	if (last >= width)
		row->cover[width - 1] |= TIMELINE_COVER_BEYOND;
}

static void place_events(struct timeline_layout *layout, const struct timeline *t)
{
	int width = layout->frame.width;
	size_t stride = 2 * ((size_t)width + 1); /* steps of a row */
	size_t *begun = xcalloc((size_t)width, sizeof *begun);
	int *steps = xcalloc((size_t)layout->row_count * stride, sizeof *steps);
	size_t full = TIMELINE_LEVELS / 2;

	for (size_t i = 0; i < t->count; i++) {
		int row = timeline_row_of(t, layout->frame.rows, t->events[i].lane);

		place_event(t, i, width, &layout->rows[row], steps + (size_t)row * stride,
			begun);
	}
	for (int i = 0; i < layout->row_count; i++) {
		struct timeline_layout_row *row = &layout->rows[i];
		const int *step = steps + (size_t)i * stride;
		int spans = 0;
		int vague = 0;

		for (int x = 0; x < width; x++) {
			spans += step[x];
			vague += step[width + 1 + x];
			row->cover[x] |= (spans ? TIMELINE_COVER_SPAN : 0) |
				(vague ? TIMELINE_COVER_VAGUE : 0);
		}
		for (size_t k = 0; k < row->mark_count; k++) {
			int next = k + 1 < row->mark_count ? row->marks[k + 1].column
							   : width;

			row->marks[k].room = next - row->marks[k].column;
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

/* Returns the column after the one in which EVENT ends. */
static int64_t column_after(const struct timeline *t, size_t event)
{
	return timeline_axis_column(&t->axis, t->events[event].date.last) + 1;
}

/* Adds GAP, in the columns FROM to TO - 1, if a part of it in the window can hold a text.
 * Marks can be wider than their dates: those on either end are left out. */
static void add_gap(struct timeline_layout *layout, const struct timeline_gap *gap,
	int64_t from, int64_t to)
{
	const struct timeline_layout_row *row = &layout->rows[0];
	size_t low = 0;
	size_t high = row->mark_count;

	if (from < 0)
		from = 0;
	if (to > layout->frame.width)
		to = layout->frame.width;
	if (from >= to)
		return;
	while (low < high) { /* finds the first mark that ends after FROM */
		size_t middle = low + (high - low) / 2;

		if (row->marks[middle].column + row->marks[middle].width <= from)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < row->mark_count && row->marks[low].column <= from) {
		from = row->marks[low].column + row->marks[low].width;
		low++;
	}
	if (low < row->mark_count && row->marks[low].column < to)
		to = row->marks[low].column;
	if (to - from < 2)
		return;
	layout->gaps = array_reserve(layout->gaps, &layout->gap_alloc,
		layout->gap_count + 1, sizeof *layout->gaps);
	layout->gaps[layout->gap_count++] = (struct timeline_layout_gap){
		.gap = *gap, .column = (int)from, .width = (int)(to - from)
	};
}

static void place_gaps(struct timeline_layout *layout, const struct timeline *t)
{
	struct timeline_gap gap;

	for (size_t i = 0; i < t->count; i++) {
		int64_t from, to;

		if (t->events[i].lane != 0 || t->before[i] == TIMELINE_NONE)
			continue;
		from = column_after(t, t->before[i]);
		to = timeline_axis_column(&t->axis, timeline_anchor(&t->events[i]));
		if (to - from >= 2 && from < layout->frame.width && to > 0 &&
			timeline_gap_before(t, i, &gap))
			add_gap(layout, &gap, from, to);
	}
	if (timeline_gap_today(t, &gap))
		add_gap(layout, &gap, column_after(t, gap.from),
			timeline_axis_column(&t->axis, t->today));
}

/*
 * Labels of the first lane, from left to right: each goes on the first line that has room
 * for all of it; if none has, the label before it is cut, down to a width at which it can
 * still be read.
 */

/* A line of labels. */
struct line {
	struct timeline_label *last; /* the rightmost; NULL while the line is empty */
	int mark;                    /* column of its mark, which it keeps touching */
	int end;                     /* first column that is free */
};

/* Finds the position of a label of NEED columns whose mark is in COLUMN, on the line
 * where it takes the least from the label before. Returns false when there is none. */
static bool find_position(struct line *lines, int count, int column, int need, int width,
	struct timeline_label *out)
{
	int least = need < LABEL_LEAST ? need : LABEL_LEAST;
	int start = column + need <= width ? column : width - need;

	/* At the right edge a label moves left; less far if it would hit others. */
	if (start < 0)
		start = 0;
	for (; start <= column && width - start >= least; start++) {
		struct line *best = NULL;
		int most = -1; /* columns that the label before keeps */

		for (struct line *line = lines; line < lines + count; line++) {
			int kept = INT_MAX;

			if (line->end > start) {
				kept = start - LABEL_APART - line->last->column;
				if (kept < LABEL_LEAST ||
					line->last->column + kept <= line->mark)
					continue;
			}
			if (kept > most) {
				most = kept;
				best = line;
			}
		}
		if (!best)
			continue;
		if (best->end > start)
			best->last->width = most;
		out->line = (int)(best - lines);
		out->column = start;
		out->width = need < width - start ? need : width - start;
		return true;
	}
	return false;
}

static void place_labels(struct timeline_layout *layout, const struct timeline *t)
{
	const struct timeline_layout_row *row = &layout->rows[0];
	int count = layout->frame.label_lines;
	struct line *lines = xcalloc((size_t)count, sizeof *lines);

	layout->labels = xcalloc(row->mark_count, sizeof *layout->labels);
	for (size_t i = 0; i < row->mark_count; i++) {
		const struct timeline_mark *mark = &row->marks[i];
		int need = t->events[mark->event].label;
		struct timeline_label *label = &layout->labels[layout->label_count];

		if (mark->count > 1 || need < 1 ||
			!find_position(lines, count, mark->column, need,
				layout->frame.width, label))
			continue;
		label->event = mark->event;
		lines[label->line] = (struct line){ label, mark->column,
			label->column + label->width + LABEL_APART };
		layout->label_count++;
	}
	free(lines);
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

		row->lane = lane;
		row->lane_count++;
		row->count += t->lanes[lane].count;
		row->folded = row->lane_count == 1 && t->lanes[lane].folded;
	}
	for (int i = 0; i < layout->row_count; i++) {
		/* One mark more than columns: each is added before it is joined. */
		layout->rows[i].marks = xcalloc(width + 1, sizeof *layout->rows[i].marks);
		layout->rows[i].cover = xcalloc(width, 1);
	}
	place_events(layout, t);
	place_gaps(layout, t);
	if (layout->row_count)
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
				(struct timeline_layout_fold){ .fold = a->folds[i],
					.column = (int)from,
					.width = (int)(to - from) };
	}
}

const struct timeline_mark *timeline_layout_mark(
	const struct timeline_layout *layout, const struct timeline *t, size_t event)
{
	const struct timeline_event *e = &t->events[event];
	int64_t column = timeline_axis_column(&t->axis, timeline_anchor(e));
	const struct timeline_layout_row *row;

	if (!layout->row_count)
		return NULL;
	row = &layout->rows[timeline_row_of(t, layout->frame.rows, e->lane)];
	for (size_t i = 0; i < row->mark_count; i++)
		if (column >= row->marks[i].column &&
			column < row->marks[i].column + row->marks[i].width)
			return &row->marks[i];
	return NULL;
}
