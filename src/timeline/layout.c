#include "config.h"

#include "timeline/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/*
 * One pass over the events in time order places them on all rows at once: a mark is put
 * behind the last of its row and joined with it as long as the two touch. Spans are kept
 * as differences, one step up where they begin and one down behind their end, so that a
 * span costs the same whatever its width.
 */

/* Differences of how many spans lie on a column. */
struct cover {
	int *span, *vague; /* width + 1 each */
};

void timeline_layout_init(struct timeline_layout *p)
{
	*p = (struct timeline_layout){ .today = -1 };
}

void timeline_layout_release(struct timeline_layout *p)
{
	for (int i = 0; i < p->row_count; i++) {
		free(p->rows[i].marks);
		free(p->rows[i].cover);
	}
	free(p->rows);
	free(p->labels);
	free(p->gaps);
	free(p->ticks);
	free(p->folds);
	free(p->density);
	timeline_layout_init(p);
}

int timeline_count_width(size_t count)
{
	int width = 2;

	for (; count >= 10; count /= 10)
		width++;
	return width;
}

static void start_rows(struct timeline_layout *p, const struct timeline *t)
{
	size_t width = (size_t)p->frame.width;

	p->row_count = timeline_rows(t, p->frame.rows);
	p->rows = xcalloc((size_t)p->row_count, sizeof *p->rows);
	for (int lane = t->lane_count - 1; lane >= 0; lane--) {
		struct timeline_row_place *row =
			&p->rows[timeline_row_of(t, p->frame.rows, lane)];

		row->lane = lane;
		row->lane_count++;
		row->count += t->lanes[lane].count;
		row->folded = row->lane_count == 1 && t->lanes[lane].folded;
	}
	for (int i = 0; i < p->row_count; i++) {
		/* A mark more than columns: put before it is joined. */
		p->rows[i].marks = xcalloc(width + 1, sizeof *p->rows[i].marks);
		p->rows[i].cover = xcalloc(width, 1);
	}
}

/* Joins the last two marks of ROW into one that tells how many they are. */
static void join_last(struct timeline_row_place *row, int width)
{
	struct timeline_mark *mark = &row->marks[row->mark_count - 2];
	int end = mark[1].column + mark[1].width;

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

/* Tells whether the last mark of ROW touches or hides the one before. */
static bool last_collides(const struct timeline_row_place *row)
{
	const struct timeline_mark *last = row->marks + row->mark_count - 1;

	return row->mark_count > 1 && last[-1].column + last[-1].width > last->column;
}

static int clip(int64_t column, int width)
{
	if (column < 0)
		return 0;
	return column < width ? (int)column : width - 1;
}

/* Returns the last column in which EVENT, whose anchor stands in COLUMN, can be. */
static int64_t last_column(
	const struct timeline *t, const struct timeline_event *event, int64_t column)
{
	int64_t last = event->date.last;

	if (event->date.end.unknown)
		last = event->date.start.last;
	return last == timeline_anchor(event) ? column
					      : timeline_axis_column(&t->axis, last);
}

/* Covers the columns FROM to TO of ROW, as far as they lie in the window. */
static void cover_columns(struct timeline_row_place *row, int *differences, int64_t from,
	int64_t to, int width)
{
	if (from >= width || to < 0 || from >= to)
		return;
	differences[clip(from, width)]++;
	differences[clip(to, width) + 1]--;
	if (from < 0)
		row->cover[0] |= TIMELINE_COVER_BEYOND;
	if (to >= width)
		row->cover[width - 1] |= TIMELINE_COVER_BEYOND;
}

static void put_mark(struct timeline_row_place *row, const struct timeline *t,
	size_t event, int column, int64_t last, int width)
{
	row->marks[row->mark_count++] = (struct timeline_mark){ .event = event,
		.count = 1,
		.hits = !t->events[event].dimmed,
		.column = column,
		.width = 1,
		.extent = clip(last, width) - column + 1 };
	while (last_collides(row))
		join_last(row, width);
}

/* Puts EVENT on ROW: its mark when it begins in the window, and what it covers. */
static void put_event(struct timeline_layout *p, const struct timeline *t, size_t event,
	struct timeline_row_place *row, struct cover *cover, size_t *begun)
{
	const struct timeline_event *e = &t->events[event];
	int width = p->frame.width;
	int64_t column = timeline_axis_column(&t->axis, timeline_anchor(e));
	int64_t last = last_column(t, e, column);
	bool endless = e->date.start.open || e->date.start.unknown;
	bool lasts = e->date.kind == EDTF_INTERVAL;

	if (column < 0)
		row->before++;
	else if (column >= width)
		row->behind++;
	else
		begun[column]++;
	if (row->folded)
		return;
	if (column >= 0 && column < width)
		put_mark(row, t, event, (int)column, endless ? column : last, width);
	cover_columns(row, lasts ? cover->span : cover->vague,
		endless && e->date.start.open ? INT64_MIN : column, last, width);
}

/* Turns the differences of ROW into the bits of its columns. */
static void finish_row(
	struct timeline_row_place *row, const struct cover *cover, int width)
{
	int spans = 0;
	int vague = 0;

	for (int i = 0; i < width; i++) {
		spans += cover->span[i];
		vague += cover->vague[i];
		row->cover[i] |= (spans ? TIMELINE_COVER_SPAN : 0) |
			(vague ? TIMELINE_COVER_VAGUE : 0);
	}
	for (size_t i = 0; i < row->mark_count; i++) {
		struct timeline_mark *mark = &row->marks[i];

		mark->room =
			(i + 1 < row->mark_count ? mark[1].column : width) - mark->column;
	}
}

/* Turns the events that begin in each column into levels; few events at the densest place
 * do not fill the height, so that three events never look like a crowd. */
static void measure_density(struct timeline_layout *p, const size_t *begun)
{
	size_t full = TIMELINE_LEVELS / 2;

	p->density = xcalloc((size_t)p->frame.width, 1);
	for (int i = 0; i < p->frame.width; i++)
		if (begun[i] > p->densest)
			p->densest = begun[i];
	if (p->densest > full)
		full = p->densest;
	for (int i = 0; i < p->frame.width; i++)
		p->density[i] =
			(unsigned char)((begun[i] * TIMELINE_LEVELS + full - 1) / full);
}

static void place_events(struct timeline_layout *p, const struct timeline *t)
{
	size_t width = (size_t)p->frame.width;
	size_t *begun = xcalloc(width, sizeof *begun);
	int *differences =
		xcalloc((size_t)p->row_count * 2 * (width + 1), sizeof *differences);
	struct cover *covers = xcalloc((size_t)p->row_count, sizeof *covers);

	for (size_t i = 0; i < (size_t)p->row_count; i++) {
		covers[i].span = differences + 2 * i * (width + 1);
		covers[i].vague = covers[i].span + width + 1;
	}
	for (size_t i = 0; i < t->count; i++) {
		int row = timeline_row_of(t, p->frame.rows, t->events[i].lane);

		put_event(p, t, i, &p->rows[row], &covers[row], begun);
	}
	for (int i = 0; i < p->row_count; i++)
		finish_row(&p->rows[i], &covers[i], p->frame.width);
	measure_density(p, begun);
	free(begun);
	free(differences);
	free(covers);
}

/* Leaves the marks that stand on the columns *FROM or *TO - 1 out of that span: they can
 * be wider than the dates they stand for. */
static void leave_marks(const struct timeline_row_place *row, int64_t *from, int64_t *to)
{
	size_t low = 0;
	size_t high = row->mark_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (row->marks[middle].column + row->marks[middle].width <= *from)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < row->mark_count && row->marks[low].column <= *from) {
		*from = row->marks[low].column + row->marks[low].width;
		low++;
	}
	if (low < row->mark_count && row->marks[low].column < *to)
		*to = row->marks[low].column;
}

/* Adds GAP when a part of it that can hold a text lies between the columns FROM and TO.
 */
static void add_gap(struct timeline_layout *p, const struct timeline_gap *gap,
	int64_t from, int64_t to)
{
	if (from < 0)
		from = 0;
	if (to > p->frame.width)
		to = p->frame.width;
	if (from >= to)
		return;
	leave_marks(&p->rows[0], &from, &to);
	if (to - from < 2)
		return;
	p->gaps =
		array_reserve(p->gaps, &p->gap_alloc, p->gap_count + 1, sizeof *p->gaps);
	p->gaps[p->gap_count++] = (struct timeline_gap_place){
		.gap = *gap, .column = (int)from, .width = (int)(to - from)
	};
}

/* Returns the column behind the one in which EVENT ends. */
static int64_t column_behind(const struct timeline *t, size_t event)
{
	return timeline_axis_column(&t->axis, t->events[event].date.last) + 1;
}

static void place_gaps(struct timeline_layout *p, const struct timeline *t)
{
	struct timeline_gap gap;

	for (size_t i = 0; i < t->count; i++) {
		int64_t from, to;

		if (t->events[i].lane != 0 || t->before[i] == TIMELINE_NONE)
			continue;
		from = column_behind(t, t->before[i]);
		to = timeline_axis_column(&t->axis, timeline_anchor(&t->events[i]));
		if (to - from >= 2 && from < p->frame.width && to > 0 &&
			timeline_gap_before(t, i, &gap))
			add_gap(p, &gap, from, to);
	}
	if (timeline_gap_today(t, &gap))
		add_gap(p, &gap, column_behind(t, gap.from),
			timeline_axis_column(&t->axis, t->today));
}

static void place_folds(struct timeline_layout *p, const struct timeline *t)
{
	const struct timeline_axis *a = &t->axis;

	for (size_t i = 0; i < a->fold_count; i++) {
		int64_t from = timeline_axis_column(a, a->folds[i].first);
		int64_t to = from + TIMELINE_FOLD_COLUMNS - 1;

		if (from < 0)
			from = 0;
		if (to > p->frame.width)
			to = p->frame.width;
		if (from >= to)
			continue;
		p->folds = array_reserve(
			p->folds, &p->fold_alloc, p->fold_count + 1, sizeof *p->folds);
		p->folds[p->fold_count++] =
			(struct timeline_fold_place){ .fold = a->folds[i],
				.column = (int)from,
				.width = (int)(to - from) };
	}
}

void timeline_layout_all(
	struct timeline_layout *p, const struct timeline *t, struct timeline_frame frame)
{
	int64_t today = timeline_axis_column(&t->axis, t->today);

	timeline_layout_release(p);
	p->frame = frame;
	p->today = today >= 0 && today < frame.width ? (int)today : -1;
	p->ticks = xcalloc((size_t)frame.width + 1, sizeof *p->ticks);
	p->tick_count = timeline_axis_ticks(&t->axis, frame.width, p->ticks);
	start_rows(p, t);
	place_events(p, t);
	place_gaps(p, t);
	place_folds(p, t);
	if (p->row_count)
		timeline_layout_labels(p, t);
}

const struct timeline_mark *timeline_layout_find(
	const struct timeline_layout *p, const struct timeline *t, size_t event)
{
	const struct timeline_event *e = &t->events[event];
	int64_t column = timeline_axis_column(&t->axis, timeline_anchor(e));
	const struct timeline_row_place *row;

	if (!p->row_count)
		return NULL;
	row = &p->rows[timeline_row_of(t, p->frame.rows, e->lane)];
	for (size_t i = 0; i < row->mark_count; i++)
		if (column >= row->marks[i].column &&
			column < row->marks[i].column + row->marks[i].width)
			return &row->marks[i];
	return NULL;
}
