/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Writes the dates that edtf_parse has read, in words. The texts with _ and C_ are the
 * patterns of a language; brief ones without are signs, the same in all. Keeps nothing.
 */

#include "config.h"

#include "base/edtf.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/calendar.h"
#include "base/intl.h"

/* Puts what was appended to OUT since FROM in the place of the %s, or %1$s, of PATTERN. */
static void wrap(struct str *out, size_t from, const char *pattern)
{
	size_t before = strcspn(pattern, "%");
	const char *rest = pattern + before;
	struct str text = STR_INIT;

	str_add(&text, out->buf + from);
	str_truncate(out, from);
	str_add_bytes(out, pattern, before);
	str_add(out, text.buf);
	str_add(out, rest + strcspn(rest, "s") + 1);
	str_release(&text);
}

/* The year 0 of the calendar is the first before Christ. */
static void add_year(struct str *out, int64_t year)
{
	if (year <= 0)
		str_addf(out, _("%lld BC"), (long long)(1 - year));
	else
		str_addf(out, "%" PRId64, year);
}

static const char *month_name(int month, bool brief)
{
	return brief ? calendar_month_abbreviation(month) : calendar_month_name(month);
}

static void add_month(struct str *out, struct calendar_date c, bool brief)
{
	struct str year = STR_INIT;

	add_year(&year, c.year);
	str_addf(out, C_("month and year", "%s %s"), month_name(c.month, brief), year.buf);
	str_release(&year);
}

static void add_day(struct str *out, struct calendar_date c, bool brief)
{
	struct str year = STR_INIT;

	add_year(&year, c.year);
	str_addf(out, C_("day, month and year", "%d %s %s"), c.day,
		month_name(c.month, brief), year.buf);
	str_release(&year);
}

/* Returns whether POINT has a name of its own: when it is exactly one day, month, season,
 * year or decade. */
static bool is_named(const struct edtf_point *point)
{
	struct calendar_date a = calendar_civil(point->first);
	struct calendar_date b = calendar_civil(point->last);

	if (point->precision == EDTF_DAY)
		return true;
	if (a.day != 1 || b.day != calendar_month_days(b.year, b.month))
		return false;
	if (point->precision <= EDTF_SEASON)
		return true;
	if (a.month != 1 || b.month != 12)
		return false;
	return point->precision == EDTF_YEAR ||
		(point->precision == EDTF_DECADE && a.year > 0);
}

/* Appends the first and the last day that POINT can mean, or their years. */
static void add_bounds(struct str *out, const struct edtf_point *point, bool brief)
{
	struct calendar_date a = calendar_civil(point->first);
	struct calendar_date b = calendar_civil(point->last);
	struct str first = STR_INIT, last = STR_INIT;

	if (a.day == 1 && a.month == 1 && b.day == 31 && b.month == 12) {
		add_year(&first, a.year);
		add_year(&last, b.year);
	} else {
		add_day(&first, a, brief);
		add_day(&last, b, brief);
	}
	str_addf(out, _("between %s and %s"), first.buf, last.buf);
	str_release(&first);
	str_release(&last);
}

/* Appends the season, quarter, third or half of a year that POINT is. */
static void add_grouping(struct str *out, const struct edtf_point *point, int64_t year)
{
	enum { FIRST = 21 };
	static const char *const groupings[] = { N_("spring %s"), N_("summer %s"),
		N_("autumn %s"), N_("winter %s"), N_("northern spring %s"),
		N_("northern summer %s"), N_("northern autumn %s"),
		N_("northern winter %s"), N_("southern spring %s"),
		N_("southern summer %s"), N_("southern autumn %s"),
		N_("southern winter %s"), N_("first quarter of %s"),
		N_("second quarter of %s"), N_("third quarter of %s"),
		N_("last quarter of %s"), N_("first third of %s"),
		N_("second third of %s"), N_("last third of %s"), N_("first half of %s"),
		N_("second half of %s") };
	size_t from = out->len;

	add_year(out, year);
	wrap(out, from, _(groupings[point->grouping - FIRST]));
}

/* Appends POINT, which has a name of its own, without what is doubtful about it. */
static void add_name(struct str *out, const struct edtf_point *point, bool brief)
{
	struct calendar_date a = calendar_civil(point->first);
	size_t from = out->len;

	if (point->precision == EDTF_DECADE) {
		str_addf(out, brief ? C_("decade", "%llds") : _("the %llds"),
			(long long)a.year);
		return;
	}
	if (point->precision == EDTF_DAY)
		add_day(out, a, brief);
	else if (point->precision == EDTF_MONTH)
		add_month(out, a, brief);
	else if (point->precision == EDTF_SEASON)
		add_grouping(out, point, a.year);
	else
		add_year(out, a.year);
	if (point->unspecified && !brief)
		wrap(out, from, _("some time in %s"));
}

/* Appends the time of day of POINT in its own zone, as exactly as it is known. */
static void add_time(struct str *out, const struct edtf_point *point)
{
	enum { SECOND = 1000000, PLACES = 6 };
	int zone = point->zone < 0 ? -point->zone : point->zone;
	int64_t local = point->time / SECOND + point->zone * 60;
	int64_t fraction = point->time % SECOND;

	if (fraction < 0) {
		fraction += SECOND;
		local--;
	}
	str_addf(out, ", %02" PRId64 ":%02" PRId64, local / 3600, local / 60 % 60);
	if (local % 60 || fraction)
		str_addf(out, ":%02" PRId64, local % 60);
	if (fraction) {
		str_addf(out, ".%0*" PRId64, PLACES, fraction);
		while (out->buf[out->len - 1] == '0')
			str_truncate(out, out->len - 1);
	}
	if (point->has_zone && !zone)
		str_add(out, " UTC");
	else if (point->has_zone)
		str_addf(out, " %c%02d:%02d", point->zone < 0 ? '-' : '+', zone / 60,
			zone % 60);
}

static void add_point(struct str *out, const struct edtf_point *point, bool brief)
{
	size_t from = out->len;

	if (point->estimated)
		add_year(out, point->estimate);
	if (point->estimated && !brief)
		str_add(out, ", ");
	if (!point->estimated || !brief) {
		if (is_named(point))
			add_name(out, point, brief);
		else
			add_bounds(out, point, brief);
	}
	if (point->has_time)
		add_time(out, point);
	if (point->approximate || point->estimated)
		wrap(out, from, brief ? "~%s" : _("about %s"));
	if (point->uncertain)
		wrap(out, from, brief ? "%s?" : _("perhaps %s"));
}

static bool is_plain(const struct edtf_point *point)
{
	return !point->uncertain && !point->approximate && !point->unspecified &&
		!point->estimated && !point->has_time;
}

/*
 * Appends the span from START to END with what they share once: "26–28 March 2011",
 * "March–May 2011", "2011–2014". Returns false, with nothing appended, when both have to be
 * written in full.
 */
static bool add_shared(struct str *out, const struct edtf_point *start,
	const struct edtf_point *end, bool brief)
{
	struct calendar_date a = calendar_civil(start->first);
	struct calendar_date b = calendar_civil(end->first);
	const char *first = month_name(a.month, brief), *last = month_name(b.month, brief);
	struct str year = STR_INIT;
	bool shared = is_plain(start) && is_plain(end) &&
		start->precision == end->precision;

	add_year(&year, b.year);
	if (shared && start->precision == EDTF_YEAR && a.year > 0)
		str_addf(out, "%" PRId64 "–%s", a.year, year.buf);
	else if (!shared || start->precision > EDTF_MONTH || a.year != b.year)
		shared = false;
	else if (start->precision == EDTF_MONTH)
		str_addf(out, C_("months and year", "%s–%s %s"), first, last, year.buf);
	else if (a.month == b.month)
		str_addf(out, C_("days, month and year", "%d–%d %s %s"), a.day, b.day,
			last, year.buf);
	else
		str_addf(out, C_("days and months of a year", "%d %s – %d %s %s"), a.day,
			first, b.day, last, year.buf);
	str_release(&year);
	return shared;
}

static bool same_span(const struct edtf_point *a, const struct edtf_point *b)
{
	return a->first == b->first && a->last == b->last && is_plain(a) && is_plain(b);
}

static void add_closed(struct str *out, const struct edtf *date, bool brief)
{
	if (same_span(&date->start, &date->end)) {
		add_point(out, &date->start, brief);
	} else if (!add_shared(out, &date->start, &date->end, brief)) {
		add_point(out, &date->start, brief);
		str_add(out, " – ");
		add_point(out, &date->end, brief);
	}
}

/* Appends an interval that begins or ends at no known time. */
static void add_half(struct str *out, const struct edtf *date, bool brief)
{
	const struct edtf_point *start = &date->start;
	const struct edtf_point *end = &date->end;
	bool until = !edtf_is_known(start);
	size_t from = out->len;

	add_point(out, until ? end : start, brief);
	if (brief && (until ? start : end)->unknown)
		wrap(out, from, until ? "? – %s" : "%s – ?");
	else if (until)
		wrap(out, from,
			start->unknown ? _("until %s, start unknown") : _("until %s"));
	else
		wrap(out, from,
			end->unknown ? _("from %s, end unknown") : _("since %s"));
}

/* Appends an interval. */
static void add_interval(struct str *out, const struct edtf *date, bool brief)
{
	if (edtf_is_known(&date->start) && edtf_is_known(&date->end))
		add_closed(out, date, brief);
	else if (edtf_has_place(date))
		add_half(out, date, brief);
	else if (date->start.unknown)
		str_add(out, _("start unknown, no end"));
	else
		str_add(out,
			date->end.unknown ? _("no start, end unknown")
					  : _("no start and no end"));
}

/* Appends one of several dates, or all of several. */
static void add_set(struct str *out, const struct edtf *date, bool brief)
{
	const struct edtf_point *start = &date->start;
	const struct edtf_point *end = &date->end;
	bool one = date->kind == EDTF_ONE_OF;
	size_t from = out->len;
	struct str first = STR_INIT, last = STR_INIT;

	/* An open end is a date, too: that from which on, or until which, all are meant. */
	add_point(&first, start, brief);
	add_point(&last, end, brief);
	if (start->open && end->open) {
		str_addf(out,
			one ? _("%s or earlier, or %s or later")
			    : _("%s and earlier, %s and later"),
			first.buf, last.buf);
	} else if (end->open) {
		str_addf(out, one ? _("%s or later") : _("%s and later"), first.buf);
	} else if (start->open) {
		str_addf(out, one ? _("%s or earlier") : _("%s and earlier"), last.buf);
	} else if (date->pair) {
		str_addf(out, one ? _("%s or %s") : _("%s and %s"), first.buf, last.buf);
	} else if (same_span(start, end)) {
		str_add(out, first.buf);
	} else {
		add_closed(out, date, brief);
		wrap(out, from, one ? _("one of several in %s") : _("several in %s"));
	}
	str_release(&first);
	str_release(&last);
}

static void add_date(struct str *out, const struct edtf *date, bool brief)
{
	if (date->kind == EDTF_DATE)
		add_point(out, &date->start, brief);
	else if (date->kind == EDTF_INTERVAL)
		add_interval(out, date, brief);
	else
		add_set(out, date, brief);
}

void edtf_add_words(struct str *out, const struct edtf *date)
{
	add_date(out, date, false);
}

void edtf_add_brief(struct str *out, const struct edtf *date)
{
	add_date(out, date, true);
}
