/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/axis.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/memory.h"
#include "base/text.h"

/*
 * An absolute column is one of the unscrolled axis, counted from the base day. A fold
 * takes its days out and puts a fixed number of columns in, so that the axis stays linear
 * between folds.
 */

enum {
	MEAN_YEAR = 365242500, /* in millionths of a day */
	MARGIN = 3,            /* columns right of the last day when all is fitted */
	FINE_STEPS = 8,        /* scales below a year */
	FINE_UNITS = 5,        /* tick units below a year */
	YEAR_AMOUNTS = 27,     /* 1, 2, 5, 10 and so on to 500 million */
	STEPS = FINE_STEPS + YEAR_AMOUNTS,
	UNITS = FINE_UNITS + YEAR_AMOUNTS,
	DAY_WIDTH = 2,  /* of a label */
	MINOR_ROOM = 3, /* least columns between ticks without a label */
};

/* Columns of no day; far enough from the ends that sums stay in range. */
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

/* Returns the number of folds that begin on or before DAY. */
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

/* Returns the number of days that the first COUNT folds leave out. */
static int64_t folded_days(const struct timeline_axis *a, size_t count)
{
	const struct timeline_fold *last;

	if (count == 0)
		return 0;
	last = &a->folds[count - 1];
	return last->before + last->last - last->first + 1;
}

static int64_t absolute_column(const struct timeline_axis *a, int64_t day)
{
	size_t folds = folds_until(a, day);
	int64_t columns = (int64_t)folds * TIMELINE_FOLD_COLUMNS;

	if (folds && day <= a->folds[folds - 1].last) {
		/* The first column of a fold may hold the day before it. */
		day = a->folds[folds - 1].last + 1;
		columns += 1 - TIMELINE_FOLD_COLUMNS;
	}
	return calendar_floor_div(
		       (day - a->base - folded_days(a, folds)) * TIMELINE_DAY_SCALE,
		       a->scale) +
		columns;
}

int64_t timeline_axis_column(const struct timeline_axis *a, int64_t day)
{
	if (day == EDTF_MIN)
		return COLUMN_MIN;
	if (day == EDTF_MAX)
		return COLUMN_MAX;
	return absolute_column(a, day) - a->left;
}

int64_t timeline_axis_day(const struct timeline_axis *a, int64_t column)
{
	int64_t absolute = column + a->left;
	int64_t low =
		a->base + calendar_floor_div(absolute * a->scale, TIMELINE_DAY_SCALE);
	int64_t high = low;

	low -= (int64_t)(a->fold_count + 1) * TIMELINE_FOLD_COLUMNS *
		(a->scale / TIMELINE_DAY_SCALE + 1);
	high += folded_days(a, a->fold_count) + a->scale / TIMELINE_DAY_SCALE + 1;
	while (low < high) {
		int64_t middle = low + (high - low) / 2;

		if (absolute_column(a, middle) < absolute)
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

/* Returns the round number of years NUMBER: 1, 2, 5, 10, 20, 50 and so on. */
static int64_t round_years(int number)
{
	static const int leading[] = { 1, 2, 5 };
	int64_t years = leading[number % 3];

	for (int i = number / 3; i > 0; i--)
		years *= 10;
	return years;
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
	int64_t years;

	if (number < FINE_STEPS)
		return fine[number];
	years = round_years(number - FINE_STEPS);
	return (struct timeline_step){ years * MEAN_YEAR / TIMELINE_DAY_SCALE, years,
		TIMELINE_YEARS };
}

bool timeline_axis_step(const struct timeline_axis *a, struct timeline_step *out)
{
	for (int i = 0; i < STEPS; i++) {
		*out = step_at(i);
		if (out->scale == a->scale)
			return true;
	}
	return false;
}

bool timeline_axis_zoom(struct timeline_axis *a, int step, int64_t day)
{
	int64_t before = absolute_column(a, day);

	for (int i = 0; i < STEPS; i++) {
		int64_t scale = step_at(step > 0 ? STEPS - 1 - i : i).scale;

		if (step > 0 ? scale < a->scale : scale > a->scale) {
			a->scale = scale;
			a->left += absolute_column(a, day) - before;
			return true;
		}
	}
	return false;
}

void timeline_axis_fold(struct timeline_axis *a, const struct timeline_fold *folds,
	size_t count, int64_t day)
{
	int64_t before = absolute_column(a, day);

	a->folds = array_reserve(a->folds, &a->fold_alloc, count, sizeof *a->folds);
	if (count)
		memcpy(a->folds, folds, count * sizeof *folds);
	for (size_t i = 0; i < count; i++)
		a->folds[i].before = folded_days(a, i);
	a->fold_count = count;
	a->left += absolute_column(a, day) - before;
}

/*
 * Ticks. The labelled unit is the finest whose labels have room; whatever the unit, the
 * first day of a year is labelled with the year and the first of a month with the month.
 */

enum unit_kind { BY_DAY, BY_MONTH, BY_YEAR };

/* What ticks count in. */
struct unit {
	enum unit_kind kind;
	int64_t amount; /* days (1, or 7 from the first of a month on), months, years */
};

static struct unit unit_at(int number)
{
	static const struct unit fine[FINE_UNITS] = { { BY_DAY, 1 }, { BY_DAY, 7 },
		{ BY_MONTH, 1 }, { BY_MONTH, 3 }, { BY_MONTH, 6 } };

	if (number < FINE_UNITS)
		return fine[number];
	return (struct unit){ BY_YEAR, round_years(number - FINE_UNITS) };
}

/* Returns the least number of columns between two ticks of UNIT. */
static int64_t unit_room(struct unit unit, int64_t scale)
{
	static const int64_t least_days[] = {
		[BY_DAY] = 1, [BY_MONTH] = 28, [BY_YEAR] = 365
	};

	return unit.amount * least_days[unit.kind] * TIMELINE_DAY_SCALE / scale;
}

/* Returns the last day on or before DAY at which UNIT begins. */
static int64_t unit_start(struct unit unit, int64_t day)
{
	struct calendar_date d = calendar_civil(day);
	int64_t into = (d.day - 1) / unit.amount * unit.amount;

	if (unit.kind == BY_YEAR)
		return calendar_day(
			calendar_floor_div(d.year, unit.amount) * unit.amount, 1, 1);
	if (unit.kind == BY_MONTH)
		return calendar_day(
			d.year, d.month - (int)((d.month - 1) % unit.amount), 1);
	/* A month has four weeks: a fifth would be a stub of two or three days. */
	return calendar_day(d.year, d.month, 1) +
		(unit.amount > 1 && into > 21 ? 21 : into);
}

/* Returns the first day after DAY, itself a start, at which UNIT begins again. */
static int64_t unit_next(struct unit unit, int64_t day)
{
	static const int64_t most_days[] = {
		[BY_DAY] = 1, [BY_MONTH] = 31, [BY_YEAR] = 366
	};
	int64_t next = unit_start(unit, day + unit.amount * most_days[unit.kind]);

	/* The fourth week of a month is longer than the others. */
	for (int64_t beyond = unit.amount; next <= day; beyond++)
		next = unit_start(unit, day + beyond);
	return next;
}

/* Returns the day, month or year of DAY, as exact as PRECISION is. */
static struct edtf tick_date(int64_t day, enum edtf_precision precision)
{
	struct calendar_date c = calendar_civil(day);
	int month = precision == EDTF_YEAR ? 12 : c.month;
	struct edtf date = { .start = { .first = day, .last = day } };

	date.start.precision = precision;
	if (precision == EDTF_DAY)
		return date;
	date.start.first = calendar_day(c.year, precision == EDTF_YEAR ? 1 : month, 1);
	date.start.last = calendar_day(c.year, month, calendar_month_days(c.year, month));
	return date;
}

/* Gives TICK the label LABEL, with its text and width. */
static void set_label(struct timeline_tick *tick, enum timeline_tick_label label)
{
	struct calendar_date c = calendar_civil(tick->day);
	struct str text = STR_INIT;
	struct edtf date;

	if (label == TIMELINE_TICK_DAY) {
		str_addf(&text, "%d", c.day);
	} else if (label == TIMELINE_TICK_MONTH) {
		str_add(&text, calendar_month_abbreviation(c.month));
	} else if (label != TIMELINE_TICK_PLAIN) {
		date = tick_date(tick->day,
			label == TIMELINE_TICK_YEAR                 ? EDTF_YEAR
				: label == TIMELINE_TICK_MONTH_YEAR ? EDTF_MONTH
								    : EDTF_DAY);
		edtf_add_brief(&text, &date);
	}
	tick->label = label;
	str_truncate(&text, text_part(str_slice(&text), sizeof tick->text - 1).len);
	memcpy(tick->text, text.buf, text.len + 1);
	tick->width = text_width(str_slice(&text));
	str_release(&text);
}

/* Writes the ticks of the unit MINOR, without labels, into TICKS and returns how many;
 * those that begin the unit MAJOR are to be labelled. */
static size_t place_ticks(const struct timeline_axis *a, int width, struct unit minor,
	struct unit major, struct timeline_tick *ticks)
{
	int64_t day = unit_start(minor, timeline_axis_day(a, 0));
	size_t count = 0;

	for (;; day = unit_next(minor, day)) {
		int64_t column = timeline_axis_column(a, day);
		size_t folds = folds_until(a, day);

		if (column >= width)
			return count;
		if (folds && day <= a->folds[folds - 1].last) {
			day = unit_start(minor, a->folds[folds - 1].last);
			continue;
		}
		if (column < 0 || (count && ticks[count - 1].column == column))
			continue;
		ticks[count++] = (struct timeline_tick){ .day = day,
			.column = (int)column,
			.major = unit_start(major, day) == day };
	}
}

/* Puts a label with the year at the left edge of a window in which no year begins, in
 * front of the COUNT TICKS. Returns the new count. */
static size_t add_context(const struct timeline_axis *a, int width, enum unit_kind kind,
	struct timeline_tick *ticks, size_t count)
{
	static const enum timeline_tick_label labels[] = {
		[BY_DAY] = TIMELINE_TICK_DAY_MONTH_YEAR,
		[BY_MONTH] = TIMELINE_TICK_MONTH_YEAR,
		[BY_YEAR] = TIMELINE_TICK_YEAR
	};
	struct timeline_tick edge = { .day = timeline_axis_day(a, 0), .context = true };

	set_label(&edge, labels[kind]);
	if (edge.width > width)
		set_label(&edge, TIMELINE_TICK_YEAR);
	if (edge.width > width)
		return count;
	for (size_t i = 0; i < count && ticks[i].column <= edge.width; i++)
		set_label(&ticks[i], TIMELINE_TICK_PLAIN);
	memmove(ticks + 1, ticks, count * sizeof *ticks);
	ticks[0] = edge;
	return count + 1;
}

size_t timeline_axis_ticks(
	const struct timeline_axis *a, int width, struct timeline_tick *ticks)
{
	struct timeline_tick ends[2] = { { .day = timeline_axis_day(a, 0) },
		{ .day = timeline_axis_day(a, width) } };
	struct unit major, minor;          /* equal when a finer unit has no room */
	struct timeline_tick *last = NULL; /* that has a label */
	bool year = false;
	int year_width;
	size_t count;

	set_label(&ends[0], TIMELINE_TICK_YEAR);
	set_label(&ends[1], TIMELINE_TICK_YEAR);
	year_width = ends[ends[0].width < ends[1].width].width;
	for (int i = 0; i < UNITS; i++) {
		major = unit_at(i);
		if (unit_room(major, a->scale) >=
			(major.kind == BY_DAY ? DAY_WIDTH : year_width) + 2)
			break;
	}
	for (int i = 0;; i++) {
		minor = unit_at(i);
		if (minor.kind == major.kind && minor.amount == major.amount)
			break;
		if (unit_room(minor, a->scale) >= MINOR_ROOM &&
			(minor.kind != major.kind || major.amount % minor.amount == 0))
			break;
	}
	count = place_ticks(a, width, minor, major, ticks);
	for (size_t i = 0; i < count; i++) {
		struct timeline_tick tick = ticks[i];
		struct calendar_date date = calendar_civil(tick.day);

		if (!tick.major)
			continue;
		set_label(&tick,
			date.day > 1             ? TIMELINE_TICK_DAY
				: date.month > 1 ? TIMELINE_TICK_MONTH
						 : TIMELINE_TICK_YEAR);
		if (tick.column + tick.width > width)
			continue;
		if (last && last->column + last->width >= tick.column) {
			if (last->label >= tick.label)
				continue;
			set_label(last, TIMELINE_TICK_PLAIN);
		}
		ticks[i] = tick;
		last = &ticks[i];
	}
	for (size_t i = 0; i < count; i++)
		year = year || ticks[i].label == TIMELINE_TICK_YEAR;
	return year ? count : add_context(a, width, major.kind, ticks, count);
}
