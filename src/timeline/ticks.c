#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "timeline/axis.h"

/*
 * Which days of the axis get a tick and which of those a label. The unit that is labelled
 * is the finest whose labels have room; the first of a year is called by the year, the
 * first of a month by the month, whatever the unit.
 */

enum unit_kind { BY_DAY, BY_MONTH, BY_YEAR };

struct unit {
	enum unit_kind kind;
	int64_t amount; /* days (1, or 7 from the first of a month on), months, years */
};

enum {
	FINE_UNITS = 5,
	UNITS = FINE_UNITS + 27, /* years by 1, 2, 5, 10 and so on to 500 million */
	MONTH_WIDTH = 3,
	DAY_WIDTH = 2,
	MINOR_ROOM = 3, /* columns between ticks without a label, at least */
};

static struct unit unit_at(int number)
{
	static const struct unit fine[FINE_UNITS] = { { BY_DAY, 1 }, { BY_DAY, 7 },
		{ BY_MONTH, 1 }, { BY_MONTH, 3 }, { BY_MONTH, 6 } };
	static const int leading[] = { 1, 2, 5 };
	struct unit unit = { .kind = BY_YEAR };

	if (number < FINE_UNITS)
		return fine[number];
	number -= FINE_UNITS;
	unit.amount = leading[number % 3];
	for (int i = number / 3; i > 0; i--)
		unit.amount *= 10;
	return unit;
}

/* Returns the least columns that lie between two ticks of UNIT. */
static int64_t unit_room(struct unit unit, int64_t scale)
{
	static const int64_t least_days[] = {
		[BY_DAY] = 1, [BY_MONTH] = 28, [BY_YEAR] = 365
	};

	return unit.amount * least_days[unit.kind] * TIMELINE_DAY_SCALE / scale;
}

static int64_t floor_to(int64_t number, int64_t amount)
{
	return (number / amount - (number % amount < 0)) * amount;
}

/* Returns the last day on or before DAY at which UNIT begins. */
static int64_t unit_start(struct unit unit, int64_t day)
{
	int64_t year, months;
	int month, mday;

	calendar_civil(day, &year, &month, &mday);
	if (unit.kind == BY_YEAR)
		return calendar_day(floor_to(year, unit.amount), 1, 1);
	if (unit.kind == BY_DAY) {
		/* Four weeks a month: a fifth would be a stub of two or three days. */
		int64_t into = floor_to(mday - 1, unit.amount);

		return calendar_day(year, month, 1) +
			(unit.amount > 1 && into > 21 ? 21 : into);
	}
	months = floor_to(month - 1, unit.amount);
	return calendar_day(year, (int)months + 1, 1);
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

static int year_width(int64_t year)
{
	int64_t shown = year <= 0 ? 1 - year : year;
	int width = year <= 0 ? 4 : 1;

	while (shown >= 10) {
		shown /= 10;
		width++;
	}
	return width;
}

static int label_width(enum timeline_tick_label label, int64_t day)
{
	int64_t year;
	int month, mday;

	calendar_civil(day, &year, &month, &mday);
	switch (label) {
	case TIMELINE_TICK_DAY:
		return mday < 10 ? 1 : DAY_WIDTH;
	case TIMELINE_TICK_MONTH:
		return MONTH_WIDTH;
	case TIMELINE_TICK_YEAR:
		return year_width(year);
	case TIMELINE_TICK_MONTH_YEAR:
		return MONTH_WIDTH + 1 + year_width(year);
	case TIMELINE_TICK_DAY_MONTH_YEAR:
		return (mday < 10 ? 1 : DAY_WIDTH) + 1 + MONTH_WIDTH + 1 +
			year_width(year);
	case TIMELINE_TICK_PLAIN:
		break;
	}
	return 0;
}

static enum timeline_tick_label label_of(int64_t day)
{
	int64_t year;
	int month, mday;

	calendar_civil(day, &year, &month, &mday);
	if (mday > 1)
		return TIMELINE_TICK_DAY;
	return month > 1 ? TIMELINE_TICK_MONTH : TIMELINE_TICK_YEAR;
}

/* The two units in use, by number. */
struct choice {
	int major; /* labelled */
	int minor; /* the same when there is no room for a finer one */
};

static struct choice choose_units(
	const struct timeline_axis *a, int64_t first, int64_t last)
{
	int years = label_width(TIMELINE_TICK_YEAR, first);
	struct choice choice = { .major = 0 };
	struct unit major;

	if (label_width(TIMELINE_TICK_YEAR, last) > years)
		years = label_width(TIMELINE_TICK_YEAR, last);
	while (choice.major < UNITS - 1) {
		int need = unit_at(choice.major).kind == BY_DAY ? DAY_WIDTH : years;

		if (unit_room(unit_at(choice.major), a->scale) >= need + 2)
			break;
		choice.major++;
	}
	major = unit_at(choice.major);
	for (choice.minor = 0; choice.minor < choice.major; choice.minor++) {
		struct unit minor = unit_at(choice.minor);

		if (unit_room(minor, a->scale) >= MINOR_ROOM &&
			(minor.kind != major.kind || major.amount % minor.amount == 0))
			break;
	}
	return choice;
}

/* Tells whether *DAY lies in a fold, and then moves it to the fold's last day. */
static bool leave_fold(const struct timeline_axis *a, int64_t *day)
{
	for (size_t i = 0; i < a->fold_count; i++)
		if (a->folds[i].first <= *day && *day <= a->folds[i].last) {
			*day = a->folds[i].last;
			return true;
		}
	return false;
}

/* Writes the ticks without labels. */
static size_t place_ticks(const struct timeline_axis *a, int width, struct choice choice,
	struct timeline_tick *ticks)
{
	struct unit minor = unit_at(choice.minor);
	struct unit major = unit_at(choice.major);
	int64_t day = unit_start(minor, timeline_axis_day(a, 0));
	size_t count = 0;

	for (;; day = unit_next(minor, day)) {
		int64_t column = timeline_axis_column(a, day);

		if (column >= width)
			return count;
		if (leave_fold(a, &day)) {
			day = unit_start(minor, day);
			continue;
		}
		if (column < 0 || (count && ticks[count - 1].column == column))
			continue;
		ticks[count++] = (struct timeline_tick){ .day = day,
			.column = (int)column,
			.major = unit_start(major, day) == day };
	}
}

/* Labels TICK when it has room behind *LAST, the tick labelled before it. */
static void label_tick(struct timeline_tick *tick, int width, struct timeline_tick **last)
{
	enum timeline_tick_label label = label_of(tick->day);
	int columns = label_width(label, tick->day);

	if (tick->column + columns > width)
		return;
	if (*last && (*last)->column + (*last)->width >= tick->column) {
		if ((*last)->label >= label)
			return;
		(*last)->label = TIMELINE_TICK_PLAIN;
		(*last)->width = 0;
	}
	tick->label = label;
	tick->width = columns;
	*last = tick;
}

/* Puts a label with the year at the left edge, for a window in which no year begins. */
static size_t add_context(const struct timeline_axis *a, int width, enum unit_kind kind,
	struct timeline_tick *ticks, size_t count)
{
	static const enum timeline_tick_label labels[] = {
		[BY_DAY] = TIMELINE_TICK_DAY_MONTH_YEAR,
		[BY_MONTH] = TIMELINE_TICK_MONTH_YEAR,
		[BY_YEAR] = TIMELINE_TICK_YEAR
	};
	struct timeline_tick edge = {
		.day = timeline_axis_day(a, 0), .label = labels[kind], .context = true
	};

	edge.width = label_width(edge.label, edge.day);
	if (edge.width > width) {
		edge.label = TIMELINE_TICK_YEAR;
		edge.width = label_width(edge.label, edge.day);
	}
	if (edge.width > width)
		return count;
	for (size_t i = 0; i < count && ticks[i].column <= edge.width; i++) {
		ticks[i].label = TIMELINE_TICK_PLAIN;
		ticks[i].width = 0;
	}
	for (size_t i = count; i > 0; i--)
		ticks[i] = ticks[i - 1];
	ticks[0] = edge;
	return count + 1;
}

size_t timeline_axis_ticks(
	const struct timeline_axis *a, int width, struct timeline_tick *ticks)
{
	struct choice choice =
		choose_units(a, timeline_axis_day(a, 0), timeline_axis_day(a, width));
	size_t count = place_ticks(a, width, choice, ticks);
	struct timeline_tick *last = NULL;
	bool year = false;

	for (size_t i = 0; i < count; i++)
		if (ticks[i].major)
			label_tick(&ticks[i], width, &last);
	for (size_t i = 0; i < count; i++)
		year = year || ticks[i].label == TIMELINE_TICK_YEAR;
	return year ? count
		    : add_context(a, width, unit_at(choice.major).kind, ticks, count);
}
