/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every function is a function of its arguments alone. Days are computed in years that
 * start in March, so that the leap day is the last day of its year and the lengths of the
 * months before any month follow a straight line: (153 * m + 2) / 5.
 */

#include "config.h"

#include "base/calendar.h"

#include <inttypes.h>

#include "base/intl.h"

enum {
	DAYS_400_YEARS = 146097,
	DAYS_100_YEARS = 36524,
	DAYS_4_YEARS = 1461,
	DAYS_YEAR = 365,
	EPOCH = 719468, /* days from 0000-03-01 to 1970-01-01 */
	YEAR_SCALE = 10000,
	YEAR_DAYS_SCALED = 3652425, /* days of the mean Gregorian year, times the scale */
	SECOND = 1000000,           /* microseconds */
};

static const int64_t DAY = INT64_C(86400) * SECOND;

const char *const calendar_month_names[CALENDAR_MONTHS] = { N_("January"), N_("February"),
	N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
	N_("September"), N_("October"), N_("November"), N_("December") };

const char *calendar_month_name(int month)
{
	return _(calendar_month_names[month - 1]);
}

const char *calendar_month_abbreviation(int month)
{
	static const char *const names[CALENDAR_MONTHS] = { NC_("abbreviated", "Jan"),
		NC_("abbreviated", "Feb"), NC_("abbreviated", "Mar"),
		NC_("abbreviated", "Apr"), NC_("abbreviated", "May"),
		NC_("abbreviated", "Jun"), NC_("abbreviated", "Jul"),
		NC_("abbreviated", "Aug"), NC_("abbreviated", "Sep"),
		NC_("abbreviated", "Oct"), NC_("abbreviated", "Nov"),
		NC_("abbreviated", "Dec") };

	return intl_context(names[month - 1]);
}

int calendar_month_days(int64_t year, int month)
{
	static const char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

int64_t calendar_day(int64_t year, int month, int day)
{
	int from_march = (month + 9) % 12;
	int64_t y = month < 3 ? year - 1 : year;
	int64_t leaps = calendar_floor_div(y, 4) - calendar_floor_div(y, 100) +
		calendar_floor_div(y, 400);

	return y * DAYS_YEAR + leaps + (153 * from_march + 2) / 5 + day - 1 - EPOCH;
}

struct calendar_date calendar_civil(int64_t day)
{
	int64_t era = calendar_floor_div(day + EPOCH, DAYS_400_YEARS);
	int rest = (int)(day + EPOCH - era * DAYS_400_YEARS);
	struct calendar_date date;
	int from_march;

	/* The last day of an era, and of four years, is a 29 February: without the limit
	 * it would count as a day of the century, or year, that follows. */
	int century = rest / DAYS_100_YEARS < 4 ? rest / DAYS_100_YEARS : 3;
	int year_of_four;

	rest -= century * DAYS_100_YEARS;
	date.year = era * 400 + century * 100 + rest / DAYS_4_YEARS * 4;
	rest %= DAYS_4_YEARS;
	year_of_four = rest / DAYS_YEAR < 4 ? rest / DAYS_YEAR : 3;
	rest -= year_of_four * DAYS_YEAR;
	from_march = (5 * rest + 2) / 153;
	date.day = rest - (153 * from_march + 2) / 5 + 1;
	date.month = from_march < 10 ? from_march + 3 : from_march - 9;
	date.year += year_of_four + (date.month < 3);
	return date;
}

static bool is_vague(const struct edtf_point *point)
{
	return point->precision > EDTF_DAY || point->uncertain || point->approximate;
}

static int64_t middle(const struct edtf_point *point)
{
	return point->first + (point->last - point->first) / 2;
}

/* Sets the days and time of GAP, and *MONTHS, to the time from one moment to a later one. */
static void set_exact(struct calendar_gap *gap, struct edtf_instant from,
	struct edtf_instant to, int64_t *months)
{
	struct calendar_date start = calendar_civil(from.day);
	struct calendar_date end = calendar_civil(to.day);
	bool borrow = to.time < from.time; /* the last day is not whole */

	gap->days = to.day - from.day - borrow;
	gap->time = to.time - from.time + (borrow ? DAY : 0);
	*months = (end.year - start.year) * 12 + end.month - start.month -
		(end.day < start.day + borrow);
}

bool calendar_distance(
	const struct edtf *from, const struct edtf *to, struct calendar_gap *out)
{
	const struct edtf_point *a = &from->end;
	const struct edtf_point *b = &to->start;
	struct calendar_gap gap = { .about = is_vague(a) || is_vague(b),
		.by_years = a->precision > EDTF_MONTH || b->precision > EDTF_MONTH };
	int64_t months = 0;

	if (!edtf_is_known(a) || !edtf_is_known(b))
		return false;
	if (a->precision == EDTF_DAY && b->precision == EDTF_DAY) {
		bool timed = a->has_time && b->has_time;
		struct edtf_instant from_at = { a->last, 0 }, to_at = { b->first, 0 };

		if (timed) {
			from_at = edtf_instant(a, a->last);
			to_at = edtf_instant(b, b->first);
		}
		if (edtf_compare_instants(from_at, to_at) < 0)
			set_exact(&gap, from_at, to_at, &months);
	} else if (b->first > a->last) {
		int64_t units = gap.by_years ? 1 : 12; /* in a year */

		gap.days = middle(b) - middle(a);
		months = (gap.days * YEAR_SCALE * units + YEAR_DAYS_SCALED / 2) /
			YEAR_DAYS_SCALED * (12 / units);
	}
	gap.years = months / 12;
	gap.months = (int)(months % 12);
	*out = gap;
	return true;
}

/* The parts of a gap, from the largest. */
enum unit { YEAR, MONTH, WHOLE_DAY, HOUR, MINUTE, WHOLE_SECOND, UNITS };

/* Appends NUMBER of UNIT, BRIEF in as few columns as can be. */
static void add_amount(struct str *out, int64_t number, enum unit unit, bool brief)
{
	enum { MANY = 1000000 };
	/* The plural depends on the last digits: that is what unsigned long may not hold. */
	unsigned long n = (unsigned long)(number < MANY ? number : MANY + number % MANY);
	long long v = number;

	switch (unit) {
	case YEAR:
		str_addf(out, brief ? _("%lldy") : ngettext("%lld year", "%lld years", n), v);
		break;
	case MONTH:
		str_addf(out, brief ? _("%lldm") : ngettext("%lld month", "%lld months", n),
			v);
		break;
	case WHOLE_DAY:
		str_addf(out, brief ? _("%lldd") : ngettext("%lld day", "%lld days", n), v);
		break;
	case HOUR:
		str_addf(out, brief ? _("%lldh") : ngettext("%lld hour", "%lld hours", n), v);
		break;
	case MINUTE:
		str_addf(out,
			brief ? _("%lldmin") : ngettext("%lld minute", "%lld minutes", n), v);
		break;
	default:
		str_addf(out, brief ? _("%llds") : ngettext("%lld second", "%lld seconds", n),
			v);
	}
}

/* Appends that GAP is shorter than its smallest unit. */
static void add_short_gap(struct str *out, const struct calendar_gap *gap, bool brief)
{
	if (!gap->about)
		str_add(out, brief ? _("<1s") : _("less than a second"));
	else if (gap->by_years)
		str_add(out, brief ? _("<1y") : _("less than a year"));
	else
		str_add(out, brief ? _("<1m") : _("less than a month"));
}

void calendar_add_gap(struct str *out, const struct calendar_gap *gap, bool brief)
{
	bool dated = gap->years || gap->months;
	int64_t seconds = dated ? 0 : gap->time / SECOND;
	const int64_t amounts[] = { gap->years, gap->months, dated ? 0 : gap->days,
		seconds / 3600, seconds / 60 % 60, seconds % 60 };
	int first = 0;

	while (first < UNITS && !amounts[first])
		first++;
	if (!dated && (gap->about || (first == UNITS && gap->time))) {
		add_short_gap(out, gap, brief);
		return;
	}
	if (gap->about)
		str_add_char(out, '~');
	if (first == UNITS)
		add_amount(out, 0, WHOLE_DAY, brief);
	for (int i = first; i < first + 2 && i < UNITS; i++) {
		if (i > first && amounts[i] && !brief)
			str_add_char(out, ' ');
		if (amounts[i])
			add_amount(out, amounts[i], i, brief);
	}
}

void calendar_add_duration(struct str *out, const struct calendar_gap *gap)
{
	bool dated = gap->years || gap->months;
	int64_t seconds = gap->time / SECOND;

	if (gap->about && !dated) {
		str_add(out, gap->by_years ? "<P1Y" : "<P1M");
		return;
	}
	str_add(out, gap->about ? "~P" : "P");
	if (gap->years)
		str_addf(out, "%" PRId64 "Y", gap->years);
	if (gap->months)
		str_addf(out, "%dM", gap->months);
	if (dated)
		return;
	if (gap->days || !gap->time)
		str_addf(out, "%" PRId64 "D", gap->days);
	if (gap->time)
		str_add_char(out, 'T');
	if (seconds / 3600)
		str_addf(out, "%" PRId64 "H", seconds / 3600);
	if (seconds / 60 % 60)
		str_addf(out, "%" PRId64 "M", seconds / 60 % 60);
	if (gap->time % (60 * SECOND))
		str_addf(out, "%.8gS", (double)(gap->time % (60 * SECOND)) / SECOND);
}
