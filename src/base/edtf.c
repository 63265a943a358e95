/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reader of the format, by descent: set, interval, date, part. A date becomes a
 * pattern of digits, and the pattern the days that fit it: a whole date is a pattern
 * without X, so that there is one way to bound all dates. Owns no memory; the first error
 * ends the reading, with its sentence and position. The days themselves are calendar's.
 */

#include "config.h"

#include "base/edtf.h"

#include <stdarg.h>
#include <string.h>

#include "base/calendar.h"

enum {
	GROUPING_FIRST = 21, /* numbers in the place of a month that mean several */
	GROUPING_LAST = 41,
	YEAR_DIGITS = 12, /* behind Y: more would leave the days that fit 64 bits */
};

static const int64_t SECOND = 1000000; /* microseconds */

struct reader {
	const char *text;
	size_t len;
	size_t pos;
	struct str *err; /* may be NULL */
	size_t fault;    /* offset of the error */
	size_t members;  /* dates of the set read so far */
	bool ranges;     /* the set has a range, or is open */
};

/* Records where and why reading ends; returns false, for the callers to return. */
__attribute__((format(printf, 3, 4))) static bool fault(
	struct reader *r, size_t at, const char *format, ...)
{
	va_list args;

	r->fault = at;
	if (r->err) {
		va_start(args, format);
		str_vaddf(r->err, format, args);
		va_end(args);
	}
	return false;
}

/* Returns the next byte, or NUL at the end; a NUL in the text is accepted nowhere. */
static char peek(const struct reader *r)
{
	return r->pos < r->len ? r->text[r->pos] : '\0';
}

static bool take(struct reader *r, char c)
{
	if (r->pos >= r->len || r->text[r->pos] != c)
		return false;
	r->pos++;
	return true;
}

static bool take_dots(struct reader *r)
{
	if (r->len - r->pos < 2 || memcmp(r->text + r->pos, "..", 2) != 0)
		return false;
	r->pos += 2;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void take_qualifier(struct reader *r, struct edtf_point *point)
{
	char c = peek(r);

	if (c != '?' && c != '~' && c != '%')
		return;
	point->uncertain = point->uncertain || c != '~';
	point->approximate = point->approximate || c != '?';
	r->pos++;
}

/* Reads COUNT digits or X and an optional qualifier behind them. */
static bool take_part(struct reader *r, struct edtf_point *point, char *digits, int count,
	const char *what)
{
	size_t at = r->pos;

	for (int i = 0; i < count; i++) {
		char c = peek(r);

		if (!is_digit(c) && c != 'X')
			return fault(r, at, "A %s has %s digits here, such as %s.", what,
				count == 4 ? "four" : "two", count == 4 ? "2011" : "03");
		point->unspecified = point->unspecified || c == 'X';
		digits[i] = c;
		r->pos++;
	}
	if (is_digit(peek(r)) || peek(r) == 'X')
		return fault(r, at,
			count == 4 ? "A year of more than four digits begins with Y."
				   : "A %s has two digits, no more.",
			what);
	take_qualifier(r, point);
	return true;
}

/* The digits of a date as written, each '0' to '9' or 'X'; X where a part is absent. */
struct pattern {
	char year[4], month[2], day[2]; /* not terminated */
	bool negative;                  /* the year */
	bool has_month, has_day;
};

/* Returns the least (WILD '0') or the greatest (WILD '9') number that fits DIGITS. */
static int number_of(const char *digits, int count, char wild)
{
	int number = 0;

	for (int i = 0; i < count; i++)
		number = number * 10 + ((digits[i] == 'X' ? wild : digits[i]) - '0');
	return number;
}

static bool fits(const char *digits, int count, int number)
{
	for (int i = count - 1; i >= 0; i--, number /= 10)
		if (digits[i] != 'X' && digits[i] - '0' != number % 10)
			return false;
	return number == 0;
}

/* Returns whether the two DIGITS fit a number from LOW to HIGH. */
static bool is_within(const char *digits, int low, int high)
{
	for (int number = low; number <= high; number++)
		if (fits(digits, 2, number))
			return true;
	return false;
}

/* Returns the number that P has for its month when it means several months, else 0. */
static int grouping_of(const struct pattern *p)
{
	int number = number_of(p->month, 2, '0');

	return !memchr(p->month, 'X', 2) && number >= GROUPING_FIRST &&
			number <= GROUPING_LAST
		? number
		: 0;
}

/* The numbers that two digits can mean, within bounds: most dates have no X, and then
 * there is only one number to try. */
struct range {
	int low, high;
};

static struct range range_of(const char *digits, int low, int high)
{
	int least = number_of(digits, 2, '0');
	int most = number_of(digits, 2, '9');

	return (struct range){ least > low ? least : low, most < high ? most : high };
}

/* Finds the first, or the LATEST, day of YEAR that fits P. */
static bool fit_day(const struct pattern *p, int64_t year, bool latest, int64_t *out)
{
	struct range months = range_of(p->month, 1, 12);

	for (int m = months.low; m <= months.high; m++) {
		int month = latest ? months.low + months.high - m : m;
		struct range days = range_of(p->day, 1, calendar_month_days(year, month));

		if (!fits(p->month, 2, month))
			continue;
		for (int d = days.low; d <= days.high; d++) {
			int day = latest ? days.low + days.high - d : d;

			if (fits(p->day, 2, day)) {
				*out = calendar_day(year, month, day);
				return true;
			}
		}
	}
	return false;
}

/* Finds the earliest, or the LATEST, day that fits P; there is no year minus zero. */
static bool fit(const struct pattern *p, bool latest, int64_t *out)
{
	int low = number_of(p->year, 4, '0');
	int high = number_of(p->year, 4, '9');
	bool upwards = latest == p->negative;

	for (int i = 0; i <= high - low; i++) {
		int number = upwards ? low + i : high - i;

		if ((number == 0 && p->negative) || !fits(p->year, 4, number))
			continue;
		if (fit_day(p, p->negative ? -number : number, latest, out))
			return true;
	}
	return false;
}

/* Returns how exactly P is known: to its last part without X, if only X follow. */
static enum edtf_precision precision_of(const struct pattern *p)
{
	static const enum edtf_precision by_year[] = { EDTF_COARSE, EDTF_MILLENNIUM,
		EDTF_CENTURY, EDTF_DECADE, EDTF_YEAR };
	bool month = p->has_month && memcmp(p->month, "XX", 2) != 0;
	bool day = p->has_day && memcmp(p->day, "XX", 2) != 0;
	size_t known = 0;

	while (known < 4 && p->year[known] != 'X')
		known++;
	for (size_t i = known; i < 4; i++)
		if (p->year[i] != 'X')
			return EDTF_COARSE;
	if (known < 4 && month)
		return EDTF_COARSE;
	if (known < 4 || !month || memchr(p->month, 'X', 2))
		return day ? EDTF_COARSE : by_year[known];
	return day && !memchr(p->day, 'X', 2) ? EDTF_DAY : EDTF_MONTH;
}

/*
 * Bounds P, whose month is GROUPING. The standard leaves open which months the seasons 21
 * to 24 are; here they are those of the north, as 25 to 28 are. A winter of the north, and
 * a summer of the south, is the one that begins in the year.
 */
static bool bound_grouping(const struct pattern *p, int grouping, struct edtf_point *out)
{
	static const struct {
		signed char first, count; /* months */
	} groupings[GROUPING_LAST - GROUPING_FIRST + 1] = {
		{ 3, 3 }, { 6, 3 }, { 9, 3 }, { 12, 3 }, /* seasons */
		{ 3, 3 }, { 6, 3 }, { 9, 3 }, { 12, 3 }, /* of the north */
		{ 9, 3 }, { 12, 3 }, { 3, 3 }, { 6, 3 }, /* of the south */
		{ 1, 3 }, { 4, 3 }, { 7, 3 }, { 10, 3 }, /* quarters */
		{ 1, 4 }, { 5, 4 }, { 9, 4 },            /* thirds */
		{ 1, 6 }, { 7, 6 },                      /* halves */
	};
	int first = groupings[grouping - GROUPING_FIRST].first;
	int after = first - 1 + groupings[grouping - GROUPING_FIRST].count; /* from 0 */
	struct pattern year_only = *p;

	memset(year_only.month, 'X', sizeof year_only.month);
	if (p->has_day || !fit(&year_only, false, &out->first) ||
		!fit(&year_only, true, &out->last))
		return false;
	out->first = calendar_day(calendar_civil(out->first).year, first, 1);
	out->last = calendar_day(calendar_civil(out->last).year + after / CALENDAR_MONTHS,
			    after % CALENDAR_MONTHS + 1, 1) -
		1;
	out->precision = memchr(p->year, 'X', 4) ? EDTF_COARSE : EDTF_SEASON;
	out->grouping = grouping;
	return true;
}

/* Reads what may follow a year of SIZE digits: how many of them count ("S2"), and a
 * qualifier. Sets the days of OUT. */
static bool read_year_end(
	struct reader *r, int64_t size, bool negative, struct edtf_point *out)
{
	static const enum edtf_precision by_zeros[] = { EDTF_YEAR, EDTF_DECADE,
		EDTF_CENTURY, EDTF_MILLENNIUM };
	int64_t unit = 1, low;
	size_t at = r->pos + 1, zeros = 0, digits = 0, significant = 0;

	for (int64_t rest = size; rest; rest /= 10)
		digits++;
	if (take(r, 'S')) {
		while (is_digit(peek(r)) && significant <= YEAR_DIGITS)
			significant =
				significant * 10 + (size_t)(r->text[r->pos++] - '0');
		if (!significant || significant > digits)
			return fault(r, at,
				"S is followed by how many digits of the year count, "
				"from 1 to %zu here.",
				digits);
		zeros = digits - significant;
		out->estimated = zeros > 0;
		out->estimate = negative ? -size : size;
	}
	for (size_t i = 0; i < zeros; i++)
		unit *= 10;
	low = size / unit * unit;
	out->first = calendar_day(negative ? -(low + unit - 1) : low, 1, 1);
	out->last = calendar_day(negative ? -low : low + unit - 1, 12, 31);
	out->precision = zeros < 4 ? by_zeros[zeros] : EDTF_COARSE;
	take_qualifier(r, out);
	return true;
}

/* Reads what follows the Y of a year of more than four digits: "170000002", "-17E7". */
static bool read_long_year(struct reader *r, struct edtf_point *out)
{
	bool negative = take(r, '-');
	size_t at = r->pos, digits, exponent = 0;
	int64_t year = 0;

	while (is_digit(peek(r)) && r->pos - at <= YEAR_DIGITS)
		year = year * 10 + (r->text[r->pos++] - '0');
	digits = r->pos - at;
	if (digits && r->text[at] != '0' && take(r, 'E')) {
		if (!is_digit(peek(r)))
			return fault(
				r, r->pos, "E is followed by an exponent, as in Y17E7.");
		while (is_digit(peek(r)) && exponent <= YEAR_DIGITS)
			exponent = exponent * 10 + (size_t)(r->text[r->pos++] - '0');
	}
	if (digits + exponent > YEAR_DIGITS)
		return fault(r, at, "Years of more than %d digits cannot be shown.",
			YEAR_DIGITS);
	if (digits + exponent < 5 || r->text[at] == '0')
		return fault(r, at, "Y is for years of five digits and more.");
	for (size_t i = 0; i < exponent; i++)
		year *= 10;
	return read_year_end(r, year, negative, out);
}

/* Reads a date without a time of day. */
static bool read_date(struct reader *r, struct edtf_point *out)
{
	struct pattern p = { .month = { 'X', 'X' }, .day = { 'X', 'X' } };
	size_t year, month = 0, day = 0;
	int grouping;

	*out = (struct edtf_point){ .first = 0 };
	if (take(r, 'Y'))
		return read_long_year(r, out);
	take_qualifier(r, out);
	year = r->pos;
	p.negative = take(r, '-');
	if (!take_part(r, out, p.year, 4, "year"))
		return false;
	if (is_digit(r->text[r->pos - 1]) && !out->unspecified && peek(r) == 'S')
		return read_year_end(r, number_of(p.year, 4, '0'), p.negative, out);
	p.has_month = take(r, '-');
	if (p.has_month) {
		take_qualifier(r, out);
		month = r->pos;
		if (!take_part(r, out, p.month, 2, "month"))
			return false;
		p.has_day = take(r, '-');
	}
	if (p.has_day) {
		take_qualifier(r, out);
		day = r->pos;
		if (!take_part(r, out, p.day, 2, "day"))
			return false;
	}
	out->precision = precision_of(&p);
	grouping = grouping_of(&p);
	if (grouping ? bound_grouping(&p, grouping, out)
		     : fit(&p, false, &out->first) && fit(&p, true, &out->last))
		return true;
	if (p.negative && memcmp(p.year, "0000", 4) == 0)
		return fault(r, year, "There is no year -0000.");
	if (grouping)
		return fault(r, day,
			"A season or other part of a year (21 to 41) has no day.");
	if (!is_within(p.month, 1, 12))
		return fault(r, month, "There is no month %.2s.", p.month);
	if (!is_within(p.day, 1, 31))
		return fault(r, day, "There is no day %.2s.", p.day);
	return fault(r, day, "There is no day %.2s in month %.2s of %s%.4s.", p.day,
		p.month, p.negative ? "-" : "", p.year);
}

/* Reads two digits up to MAX and adds them, times UNIT, to *SUM. */
static bool take_two(struct reader *r, int max, const char *what, int unit, int *sum)
{
	size_t at = r->pos;
	int number;

	if (r->len - r->pos < 2 || !is_digit(r->text[at]) || !is_digit(r->text[at + 1]))
		return fault(r, at, "%s of two digits is missing here.", what);
	number = (r->text[at] - '0') * 10 + r->text[at + 1] - '0';
	if (number > max)
		return fault(
			r, at, "%s goes from 00 to %d, not to %d.", what, max, number);
	r->pos += 2;
	*sum += number * unit;
	return true;
}

/* Reads "hh:mm:ss" and the zone behind it; a minute may have a leap second. */
static bool read_time(struct reader *r, struct edtf_point *out)
{
	int seconds = 0, sign;

	out->has_time = true;
	static const char *const parts[] = { "The hour", "The minute", "The second" };
	static const int most[] = { 23, 59, 60 }, units[] = { 3600, 60, 1 };

	for (int i = 0; i < 3; i++) {
		if (i && !take(r, ':'))
			return fault(r, r->pos, "A time of day reads hh:mm:ss.");
		if (!take_two(r, most[i], parts[i], units[i], &seconds))
			return false;
	}
	out->time = seconds * SECOND;
	out->has_zone = take(r, 'Z');
	sign = peek(r) == '+' ? 1 : peek(r) == '-' ? -1 : 0;
	if (!sign || out->has_zone)
		return true;
	r->pos++;
	out->has_zone = true;
	if (!take_two(r, 23, "The hour of the zone", sign * 60, &out->zone) ||
		(take(r, ':') &&
			!take_two(r, 59, "The minute of the zone", sign, &out->zone)))
		return false;
	out->time -= out->zone * 60 * SECOND;
	return true;
}

/* Reads the side of an interval that ends at a slash or at the end of the text. */
static bool read_side(struct reader *r, struct edtf_point *out)
{
	*out = (struct edtf_point){ .first = 0 };
	out->open = take_dots(r);
	out->unknown = !out->open && (r->pos == r->len || peek(r) == '/');
	return out->open || out->unknown || read_date(r, out);
}

static bool read_interval(struct reader *r, struct edtf *out)
{
	size_t end_at;

	out->kind = EDTF_INTERVAL;
	if (!read_side(r, &out->start))
		return false;
	if (!take(r, '/'))
		return fault(r, r->pos,
			"A slash between the two dates of an interval is missing.");
	end_at = r->pos;
	if (!read_side(r, &out->end))
		return false;
	if (out->start.unknown && out->end.unknown)
		return fault(
			r, 0, "An interval needs a date, or .., on one side at least.");
	if (edtf_is_known(&out->start) && edtf_is_known(&out->end) &&
		out->end.last < out->start.first)
		return fault(r, end_at, "The interval ends before it begins.");
	return true;
}

/* Extends the bounds of the set OUT to a member that goes from START to END. */
static void widen(struct reader *r, struct edtf *out, const struct edtf_point *start,
	const struct edtf_point *end)
{
	bool first = r->members++ == 0;

	if (first ||
		(!out->start.open && (start->open || start->first < out->start.first)))
		out->start = *start;
	if (first || (!out->end.open && (end->open || end->last > out->end.last)))
		out->end = *end;
}

/* Reads one date of a set, or a range of them. */
static bool read_member(struct reader *r, struct edtf *out)
{
	struct edtf_point start, end;
	bool before = take_dots(r); /* ..1984: that, or earlier */
	size_t end_at;

	if (before && r->members)
		return fault(r, r->pos - 2,
			"Only the first date of a set may be open before it.");
	if (!read_date(r, &start))
		return false;
	end = start;
	start.open = before;
	r->ranges = r->ranges || before;
	if (!before && take_dots(r)) {
		r->ranges = true;
		end_at = r->pos;
		end.open = peek(r) == ']' || peek(r) == '}';
		if (!end.open && !read_date(r, &end))
			return false;
		if (end.last < start.first)
			return fault(r, end_at, "The range ends before it begins.");
	}
	widen(r, out, &start, &end);
	return true;
}

static bool read_set(struct reader *r, struct edtf *out)
{
	char close = peek(r) == '[' ? ']' : '}';

	out->kind = close == ']' ? EDTF_ONE_OF : EDTF_ALL_OF;
	r->pos++;
	do {
		if (!read_member(r, out))
			return false;
	} while (take(r, ','));
	out->pair = r->members == 2 && !r->ranges;
	return take(r, close) ||
		fault(r, r->pos, "A comma or %c is missing here.", close);
}

struct edtf_instant edtf_instant(const struct edtf_point *point, int64_t day)
{
	const int64_t whole = 86400 * SECOND;
	int64_t days = calendar_floor_div(point->time, whole);

	return (struct edtf_instant){ day + days, point->time - days * whole };
}

int edtf_compare_instants(struct edtf_instant a, struct edtf_instant b)
{
	if (a.day != b.day)
		return a.day < b.day ? -1 : 1;
	return (a.time > b.time) - (a.time < b.time);
}

bool edtf_parse(struct slice text, struct edtf *out, struct str *err, size_t *column)
{
	struct reader r = { .text = text.text, .len = text.len, .err = err };
	struct edtf date = { .kind = EDTF_DATE };
	bool good;

	if (r.len == 0)
		good = fault(&r, 0, "The date is empty.");
	else if (peek(&r) == '[' || peek(&r) == '{')
		good = read_set(&r, &date);
	else if (memchr(r.text, '/', r.len))
		good = read_interval(&r, &date);
	else
		good = read_date(&r, &date.start);
	if (good && date.kind == EDTF_DATE) {
		good = date.start.precision != EDTF_DAY || !take(&r, 'T') ||
			read_time(&r, &date.start);
		date.end = date.start;
	}
	if (good && r.pos < r.len)
		good = fault(&r, r.pos, "The date should end here.");
	if (!good) {
		if (column)
			*column = r.fault;
		return false;
	}
	date.first = edtf_is_known(&date.start) ? date.start.first : EDTF_MIN;
	date.last = edtf_is_known(&date.end) ? date.end.last : EDTF_MAX;
	*out = date;
	return true;
}
