#include "config.h"

#include <stdlib.h>

#include "base/memory.h"
#include "timeline/timeline.h"

/* What part of the timeline one sees: fitting, zooming, scrolling and folding. */

enum {
	FOLD_FROM = TIMELINE_FOLD_COLUMNS + 3, /* columns that make an empty span long */
	SHOWN_INSIDE = 8,                      /* columns from the edge after scrolling */
	EMPTY_DAYS = 365,                      /* shown of a timeline without events */
};

void timeline_fit(struct timeline *t, int width)
{
	/* Folds that fill the screen themselves have outlived their use. */
	if ((int64_t)t->axis.fold_count * TIMELINE_FOLD_COLUMNS > width / 2)
		timeline_axis_fold(&t->axis, NULL, 0, t->first);
	if (t->count)
		timeline_axis_fit(&t->axis, t->first, t->last, width);
	else
		timeline_axis_fit(&t->axis, t->today - EMPTY_DAYS, t->today, width);
}

bool timeline_zoom(struct timeline *t, int step, size_t event, int width)
{
	int64_t columns = timeline_axis_column(&t->axis, t->last) -
		timeline_axis_column(&t->axis, t->first);

	if (step < 0 && columns < width)
		return false;
	return timeline_axis_zoom(&t->axis, step, timeline_anchor(&t->events[event]));
}

void timeline_pan(struct timeline *t, int columns, int width)
{
	int64_t first = timeline_axis_column(&t->axis, t->first) - columns;
	int64_t last = timeline_axis_column(&t->axis, t->last) - columns;

	t->axis.left += columns;
	if (first > width - 1)
		t->axis.left += first - (width - 1);
	else if (last < 0)
		t->axis.left += last;
}

void timeline_show(struct timeline *t, size_t event, int width)
{
	int64_t column =
		timeline_axis_column(&t->axis, timeline_anchor(&t->events[event]));
	int inside = width / 4 < SHOWN_INSIDE ? width / 4 : SHOWN_INSIDE;

	if (column < 0)
		t->axis.left += column - inside;
	else if (column >= width)
		t->axis.left += column - (width - 1 - inside);
}

/* The days round an end of an event: those that it can fall on. */
struct busy {
	int64_t first, last;
};

static int compare_busy(const void *left, const void *right)
{
	const struct busy *a = left;
	const struct busy *b = right;

	return (a->first > b->first) - (a->first < b->first);
}

/* Writes the days on which something begins or ends into BUSY; returns how many spans. */
static size_t list_busy(const struct timeline *t, struct busy *busy)
{
	size_t count = 0;

	if (t->first <= t->today && t->today <= t->last)
		busy[count++] = (struct busy){ t->today, t->today };
	for (size_t i = 0; i < t->count; i++) {
		const struct edtf_point *start = &t->events[i].date.start;
		const struct edtf_point *end = &t->events[i].date.end;

		if (!start->open && !start->unknown)
			busy[count++] = (struct busy){ start->first, start->last };
		if (!end->open && !end->unknown && t->events[i].date.kind != EDTF_DATE)
			busy[count++] = (struct busy){ end->first, end->last };
	}
	qsort(busy, count, sizeof *busy, compare_busy);
	return count;
}

/* Writes the long spans between the COUNT BUSY ones into FOLDS; returns how many. */
static size_t choose_folds(const struct timeline_axis *a, const struct busy *busy,
	size_t count, struct timeline_fold *folds)
{
	size_t chosen = 0;
	int64_t end = count ? busy[0].last : 0;

	for (size_t i = 1; i < count; i++) {
		int64_t days = busy[i].first - end - 1;

		if (days > 0 && days * TIMELINE_DAY_SCALE / a->scale >= FOLD_FROM)
			folds[chosen++] = (struct timeline_fold){ .first = end + 1,
				.last = busy[i].first - 1 };
		if (busy[i].last > end)
			end = busy[i].last;
	}
	return chosen;
}

size_t timeline_fold(struct timeline *t, size_t event)
{
	size_t room = 2 * t->count + 1;
	struct busy *busy = xcalloc(room, sizeof *busy);
	struct timeline_fold *folds = xcalloc(room, sizeof *folds);
	size_t count = choose_folds(&t->axis, busy, list_busy(t, busy), folds);

	timeline_axis_fold(&t->axis, folds, count, timeline_anchor(&t->events[event]));
	free(busy);
	free(folds);
	return count;
}

void timeline_unfold(struct timeline *t, size_t event)
{
	timeline_axis_fold(&t->axis, NULL, 0, timeline_anchor(&t->events[event]));
}
