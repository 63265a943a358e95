/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * One scanner for all forms; the whole text has to be used up, and the day has to exist.
 * strptime(3) is not used for formats: it takes " 5/ 6/2020" and the 31st of February, it
 * has no %f, and its names are those of the locale.
 */

#include "data/datetime.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"

enum { DAY_SECONDS = 86400 };

/* What is left to read, and what was read. */
struct scan {
	const char *p, *end;
	int64_t year;
	int month, mday, yday; /* yday: 0 when month and day are given */
	int hour, minute;
	bool pm, twelve; /* twelve: the hour is one of a half day */
	double second;
	bool has_time, has_offset;
	int offset; /* minutes east of UTC */
};

static struct scan begin(struct slice text)
{
	/* C has no NULL + 0, and an empty slice may be NULL. */
	return (struct scan){ .p = text.text,
		.end = text.len ? text.text + text.len : text.text,
		.year = 1970,
		.month = 1,
		.mday = 1 };
}

static bool take(struct scan *s, char c)
{
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

/* Takes MIN to MAX digits. */
static bool take_number(struct scan *s, int min, int max, int64_t *out)
{
	int count = 0;
	int64_t value = 0;

	while (count < max && s->p < s->end && *s->p >= '0' && *s->p <= '9') {
		value = value * 10 + (*s->p++ - '0');
		count++;
	}
	if (count < min)
		return false;
	*out = value;
	return true;
}

/* The same for a number from LEAST to MOST. */
static bool take_range(struct scan *s, int min, int max, int least, int most, int *out)
{
	int64_t value;

	if (!take_number(s, min, max, &value) || value < least || value > most)
		return false;
	*out = (int)value;
	return true;
}

/* Four digits at least; nine keep day numbers far from overflow. */
static bool take_year(struct scan *s)
{
	bool negative = take(s, '-');

	if (!take_number(s, 4, 9, &s->year))
		return false;
	if (negative)
		s->year = -s->year;
	return true;
}

static bool take_date(struct scan *s)
{
	return take_year(s) && take(s, '-') && take_range(s, 2, 2, 1, 12, &s->month) &&
		take(s, '-') && take_range(s, 2, 2, 1, 31, &s->mday);
}

/* Takes the digits after a point, if there are any. */
static bool take_fraction(struct scan *s)
{
	double unit = 1;
	const char *start = s->p;

	for (; s->p < s->end && *s->p >= '0' && *s->p <= '9'; s->p++) {
		unit /= 10;
		s->second += unit * (*s->p - '0');
	}
	return s->p > start;
}

static bool take_second(struct scan *s, int min)
{
	int second;

	/* 60 is a leap second. */
	if (!take_range(s, min, 2, 0, 60, &second))
		return false;
	s->second += second;
	return true;
}

static bool take_time(struct scan *s)
{
	s->has_time = true;
	return take_range(s, 2, 2, 0, 23, &s->hour) && take(s, ':') &&
		take_range(s, 2, 2, 0, 59, &s->minute) && take(s, ':') &&
		take_second(s, 2) && (!take(s, '.') || take_fraction(s));
}

/* Takes "Z", "+07:00" or "+0700". */
static bool take_offset(struct scan *s)
{
	int sign, hours, minutes;

	s->has_offset = true;
	if (take(s, 'Z'))
		return true;
	sign = take(s, '-') ? -1 : 1;
	if (sign > 0 && !take(s, '+'))
		return false;
	if (!take_range(s, 2, 2, 0, 14, &hours))
		return false;
	take(s, ':');
	if (!take_range(s, 2, 2, 0, 59, &minutes))
		return false;
	s->offset = sign * (hours * 60 + minutes);
	return true;
}

/* Sets *OUT to what was read when all of the text is used up and the day exists. */
static bool finish(const struct scan *s, struct datetime *out)
{
	int hour = s->twelve ? s->hour % 12 + (s->pm ? 12 : 0) : s->hour;

	if (s->p != s->end || s->mday > calendar_month_days(s->year, s->month))
		return false;
	out->day = calendar_day(s->year, s->month, s->mday);
	if (s->yday) {
		out->day = calendar_day(s->year, 1, 1) + s->yday - 1;
		if (out->day >= calendar_day(s->year + 1, 1, 1))
			return false;
	}
	out->seconds = (hour * 60 + s->minute - s->offset) * 60 + s->second;
	out->has_time = s->has_time;
	out->has_zone = s->has_offset;
	out->zone = s->offset;
	return true;
}

struct edtf datetime_to_edtf(const struct datetime *t)
{
	struct edtf date = { .first = t->day, .last = t->day };

	date.start = (struct edtf_point){ .first = t->day,
		.last = t->day,
		.has_time = t->has_time,
		.has_zone = t->has_time && t->has_zone,
		.zone = t->has_time ? t->zone : 0,
		.time = t->has_time ? llround(t->seconds * 1e6) : 0 };
	date.end = date.start;
	return date;
}

bool datetime_read_default(struct slice text, bool date, bool time, struct datetime *out)
{
	struct scan s = begin(text);

	if (date && !(take_date(&s) && (!time || take(&s, 'T'))))
		return false;
	if (time && !(take_time(&s) && (s.p == s.end || take_offset(&s))))
		return false;
	return finish(&s, out);
}

bool datetime_read_lenient(struct slice text, struct datetime *out)
{
	struct scan s = begin(text);

	if (!take_date(&s) || !(take(&s, 'T') || take(&s, ' ')) ||
		!take_range(&s, 2, 2, 0, 23, &s.hour) || !take(&s, ':') ||
		!take_range(&s, 2, 2, 0, 59, &s.minute))
		return false;
	s.has_time = true;
	if (take(&s, ':') &&
		!(take_second(&s, 2) && (!take(&s, '.') || take_fraction(&s))))
		return false;
	take(&s, ' ');
	return (s.p == s.end || take_offset(&s)) && finish(&s, out);
}

bool datetime_read_year(struct slice text, int64_t *year)
{
	struct scan s = begin(text);

	if (!take_year(&s) || s.p != s.end)
		return false;
	*year = s.year;
	return true;
}

bool datetime_read_yearmonth(struct slice text, int64_t *months)
{
	struct scan s = begin(text);

	if (!take_year(&s) || !take(&s, '-') || !take_range(&s, 2, 2, 1, 12, &s.month) ||
		s.p != s.end)
		return false;
	*months = s.year * 12 + s.month - 1;
	return true;
}

static const char *const day_names[] = { "Monday", "Tuesday", "Wednesday", "Thursday",
	"Friday", "Saturday", "Sunday" };

/* Takes one of the NAMES, whole or its first LETTERS letters (0: whole only), in any
 * case. Returns its number from 1, or 0. */
static int take_name(struct scan *s, const char *const *names, int count, size_t letters)
{
	for (int i = 0; i < count; i++) {
		size_t len = letters ? letters : strlen(names[i]);

		if ((size_t)(s->end - s->p) >= len &&
			strncasecmp(s->p, names[i], len) == 0) {
			s->p += len;
			return i + 1;
		}
	}
	return 0;
}

static bool take_format(struct scan *s, const char *format);

/* Takes what the directive C of strptime(3) means; returns -1 when it is none. 12 AM is
 * midnight and 12 PM noon, which finish() computes. */
static int take_directive(struct scan *s, char c)
{
	static const char *const halves[] = { "AM", "PM" };
	const char *start = s->p;

	switch (c) {
	case 'Y':
		return take_number(s, 4, 4, &s->year);
	case 'y': /* POSIX: 69 to 99 are of the last century, 00 to 68 of this one */
		return take_number(s, 2, 2, &s->year) &&
			(s->year += s->year < 69 ? 2000 : 1900);
	case 'm':
		return take_range(s, 1, 2, 1, 12, &s->month);
	case 'd':
	case 'e':
		return take_range(s, 1, 2, 1, 31, &s->mday);
	case 'j':
		return take_range(s, 1, 3, 1, 366, &s->yday);
	case 'b':
	case 'h':
	case 'B':
		s->month = take_name(
			s, calendar_month_names, CALENDAR_MONTHS, c == 'B' ? 0 : 3);
		return s->month > 0;
	case 'a':
	case 'A':
		return take_name(s, day_names, 7, c == 'A' ? 0 : 3) > 0;
	case 'H':
		s->has_time = true;
		return take_range(s, 1, 2, 0, 23, &s->hour);
	case 'I':
		s->has_time = s->twelve = true;
		return take_range(s, 1, 2, 1, 12, &s->hour);
	case 'M':
		return take_range(s, 1, 2, 0, 59, &s->minute);
	case 'S':
		return take_second(s, 1);
	case 'f':
		return take_fraction(s);
	case 'p':
		s->twelve = true;
		s->pm = take_name(s, halves, 2, 0) == 2;
		return s->p > start;
	case 'z':
		return take_offset(s);
	case 'Z':
		while (s->p < s->end && (*s->p | 0x20) >= 'a' && (*s->p | 0x20) <= 'z')
			s->p++;
		return s->p > start;
	case 'F':
	case 'D':
		return take_format(s, c == 'F' ? "%Y-%m-%d" : "%m/%d/%y");
	case 'T':
	case 'R':
		return take_format(s, c == 'T' ? "%H:%M:%S" : "%H:%M");
	case '%':
		return take(s, '%');
	default:
		return -1;
	}
}

static bool take_format(struct scan *s, const char *format)
{
	for (; *format; format++) {
		if (*format == '%' && format[1]) {
			if (take_directive(s, *++format) <= 0)
				return false;
		} else if (!take(s, *format)) {
			return false;
		}
	}
	return true;
}

bool datetime_read(struct slice text, const char *format, struct datetime *out)
{
	struct scan s = begin(text);

	return take_format(&s, format) && finish(&s, out);
}

/* An unknown directive is found by trying each on nothing. */
bool datetime_knows(const char *format)
{
	for (; *format; format++) {
		struct scan nothing = begin(slice_of(""));

		if (*format == '%' &&
			(!*++format || take_directive(&nothing, *format) < 0))
			return false;
	}
	return true;
}

/* The units of a duration in their order, in days. */
static const struct unit {
	char letter;
	bool time;
	double days;
} units[] = {
	{ 'Y', false, 365.2425 },
	{ 'M', false, 365.2425 / 12 },
	{ 'W', false, 7 },
	{ 'D', false, 1 },
	{ 'H', true, 1 / 24.0 },
	{ 'M', true, 1 / 1440.0 },
	{ 'S', true, 1.0 / DAY_SECONDS },
};

/* Units come in falling order, each at most once; only seconds have a fraction. */
bool datetime_read_duration(struct slice text, double *days)
{
	struct scan s = begin(text);
	bool negative = take(&s, '-'), time = false;
	double total = 0;
	size_t unit = 0, count = 0, in_time = 0;

	if (!take(&s, 'P'))
		return false;
	while (s.p < s.end) {
		int64_t number;

		if (!time && take(&s, 'T')) {
			time = true;
			continue;
		}
		s.second = 0;
		if (!take_number(&s, 1, 15, &number))
			return false;
		if (take(&s, '.') && (!time || !take_fraction(&s)))
			return false;
		while (unit < sizeof units / sizeof *units &&
			(units[unit].time != time || s.p == s.end ||
				units[unit].letter != *s.p))
			unit++;
		if (unit == sizeof units / sizeof *units || (s.second > 0 && *s.p != 'S'))
			return false;
		total += ((double)number + s.second) * units[unit++].days;
		s.p++;
		count++;
		in_time += time;
	}
	if (!count || (time && !in_time))
		return false;
	*days = negative ? -total : total;
	return true;
}
