#include "config.h"

#include "timeline/axis.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"
#include "base/memory.h"

/*
 * The strip is one long row of columns that starts at the base. A fold takes its days out
 * and puts a fixed number of columns in, so that the strip stays linear between folds.
 */

enum {
	MEAN_YEAR = 365242500, /* in thousandths of thousandths of a day */
	MARGIN = 3,            /* right of the last day when all is fitted */
	FINE_STEPS = 8,        /* the steps below a year */
	YEAR_STEPS = 27,       /* 1, 2, 5, 10 and so on to 500 million */
};

/* Columns that no day has; far enough from the ends that sums stay in range. */
#define COLUMN_MIN (INT64_MIN / 4)
#define COLUMN_MAX (INT64_MAX / 4)

void timeline_axis_init(struct timeline_axis *a)
{
	*a = (struct timeline_axis){ .scale = TIMELINE_DAY_SCALE };
}

void timeline_axis_release(struct timeline_axis *a)
{
	free(a->folds);
	timeline_axis_init(a);
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Returns how many folds begin on or before DAY. */
static size_t folds_until(const struct timeline_axis *a, int64_t day)
{
	size_t low = 0;
	size_t high = a->fold_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (a->folds[middle].first <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Returns the days that the first COUNT folds leave out. */
static int64_t folded_days(const struct timeline_axis *a, size_t count)
{
	const struct timeline_fold *last;

	if (count == 0)
		return 0;
	last = &a->folds[count - 1];
	return last->before + last->last - last->first + 1;
}

/* Returns the column of the strip in which DAY stands. */
static int64_t strip_column(const struct timeline_axis *a, int64_t day)
{
	size_t folds = folds_until(a, day);
	int64_t columns = (int64_t)folds * TIMELINE_FOLD_COLUMNS;

	if (folds && day <= a->folds[folds - 1].last) {
		/* The first column of a fold may hold the day before it. */
		day = a->folds[folds - 1].last + 1;
		columns += 1 - TIMELINE_FOLD_COLUMNS;
	}
	return floor_div((day - a->base - folded_days(a, folds)) * TIMELINE_DAY_SCALE,
		       a->scale) +
		columns;
}

int64_t timeline_axis_column(const struct timeline_axis *a, int64_t day)
{
	if (day == EDTF_MIN)
		return COLUMN_MIN;
	if (day == EDTF_MAX)
		return COLUMN_MAX;
	return strip_column(a, day) - a->left;
}

int64_t timeline_axis_day(const struct timeline_axis *a, int64_t column)
{
	int64_t strip = column + a->left;
	int64_t low = a->base + floor_div(strip * a->scale, TIMELINE_DAY_SCALE);
	int64_t high = low;

	low -= (int64_t)(a->fold_count + 1) * TIMELINE_FOLD_COLUMNS *
		(a->scale / TIMELINE_DAY_SCALE + 1);
	high += folded_days(a, a->fold_count) + a->scale / TIMELINE_DAY_SCALE + 1;
	while (low < high) {
		int64_t middle = low + (high - low) / 2;

		if (strip_column(a, middle) < strip)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void timeline_axis_fit(struct timeline_axis *a, int64_t first, int64_t last, int width)
{
	int64_t days = last - first + 1 - folded_days(a, a->fold_count);
	int64_t columns = width - MARGIN - (int64_t)a->fold_count * TIMELINE_FOLD_COLUMNS;

	if (columns < 1)
		columns = 1;
	a->base = first;
	a->left = 0;
	a->scale = (days * TIMELINE_DAY_SCALE + columns - 1) / columns;
	if (a->scale < TIMELINE_DAY_SCALE)
		a->scale = TIMELINE_DAY_SCALE;
}

/* Returns the named scale NUMBER, from the finest on. */
static struct timeline_step step_at(int number)
{
	static const struct timeline_step fine[FINE_STEPS] = {
		{ 1000, 1, TIMELINE_DAYS },
		{ 3000, 3, TIMELINE_DAYS },
		{ 7000, 1, TIMELINE_WEEKS },
		{ 14000, 2, TIMELINE_WEEKS },
		{ 30437, 1, TIMELINE_MONTHS },
		{ 60874, 2, TIMELINE_MONTHS },
		{ 91311, 3, TIMELINE_MONTHS },
		{ 182621, 6, TIMELINE_MONTHS },
	};
	static const int64_t leading[] = { 1, 2, 5 };
	struct timeline_step step = { .unit = TIMELINE_YEARS };

	if (number < FINE_STEPS)
		return fine[number];
	number -= FINE_STEPS;
	step.amount = leading[number % 3];
	for (int i = number / 3; i > 0; i--)
		step.amount *= 10;
	step.scale = step.amount * MEAN_YEAR / TIMELINE_DAY_SCALE;
	return step;
}

bool timeline_axis_step(const struct timeline_axis *a, struct timeline_step *out)
{
	for (int i = 0; i < FINE_STEPS + YEAR_STEPS; i++) {
		*out = step_at(i);
		if (out->scale == a->scale)
			return true;
	}
	return false;
}

/* Sets the scale so that DAY keeps its column. */
static void rescale(struct timeline_axis *a, int64_t scale, int64_t day)
{
	int64_t before = strip_column(a, day);

	a->scale = scale;
	a->left += strip_column(a, day) - before;
}

bool timeline_axis_zoom(struct timeline_axis *a, int step, int64_t day)
{
	for (int i = 0; i < FINE_STEPS + YEAR_STEPS; i++) {
		int number = step > 0 ? FINE_STEPS + YEAR_STEPS - 1 - i : i;
		int64_t scale = step_at(number).scale;

		if (step > 0 ? scale < a->scale : scale > a->scale) {
			rescale(a, scale, day);
			return true;
		}
	}
	return false;
}

void timeline_axis_fold(struct timeline_axis *a, const struct timeline_fold *folds,
	size_t count, int64_t day)
{
	int64_t before = strip_column(a, day);

	a->folds = array_reserve(a->folds, &a->fold_alloc, count, sizeof *a->folds);
	if (count)
		memcpy(a->folds, folds, count * sizeof *folds);
	for (size_t i = 0; i < count; i++)
		a->folds[i].before = folded_days(a, i);
	a->fold_count = count;
	a->left += strip_column(a, day) - before;
}
