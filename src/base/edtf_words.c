/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the dates that edtf_parse has read, in English. Keeps nothing. */

#include "config.h"

#include "base/edtf.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/calendar.h"

/* The year 0 of the calendar is the first before Christ. */
static void add_year(struct str *out, int64_t year)
{
	if (year <= 0)
		str_addf(out, "%" PRId64 " BC", 1 - year);
	else
		str_addf(out, "%" PRId64, year);
}

/* Appends the name of MONTH (1 to 12); BRIEF: its first three letters. */
static void add_month(struct str *out, int month, bool brief)
{
	enum { LETTERS = 3 };
	const char *name = calendar_month_names[month - 1];

	str_add_bytes(out, name, brief ? LETTERS : strlen(name));
}

static void add_day_month(struct str *out, struct calendar_date c, bool brief)
{
	str_addf(out, "%d ", c.day);
	add_month(out, c.month, brief);
	str_add_char(out, ' ');
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

/* Appends POINT without what is doubtful about it. */
static void add_sure_point(struct str *out, const struct edtf_point *point, bool brief)
{
	enum { FIRST = 21 };
	static const char *const groupings[] = { "spring ", "summer ", "autumn ",
		"winter ", "northern spring ", "northern summer ", "northern autumn ",
		"northern winter ", "southern spring ", "southern summer ",
		"southern autumn ", "southern winter ", "first quarter of ",
		"second quarter of ", "third quarter of ", "last quarter of ",
		"first third of ", "second third of ", "last third of ", "first half of ",
		"second half of " };
	struct calendar_date a = calendar_civil(point->first);
	struct calendar_date b = calendar_civil(point->last);

	if (point->estimated) {
		add_year(out, point->estimate);
		if (brief)
			return;
		str_add(out, ", ");
	}
	if (!is_named(point)) {
		bool years = a.day == 1 && a.month == 1 && b.day == 31 && b.month == 12;

		str_add(out, "between ");
		if (!years)
			add_day_month(out, a, brief);
		add_year(out, a.year);
		str_add(out, " and ");
		if (!years)
			add_day_month(out, b, brief);
		add_year(out, b.year);
		return;
	}
	if (point->precision == EDTF_DECADE) {
		str_addf(out, "%s%" PRId64 "s", brief ? "" : "the ", a.year);
		return;
	}
	if (point->unspecified && !brief)
		str_add(out, "some time in ");
	if (point->precision == EDTF_DAY) {
		add_day_month(out, a, brief);
	} else if (point->precision == EDTF_MONTH) {
		add_month(out, a.month, brief);
		str_add_char(out, ' ');
	} else if (point->precision == EDTF_SEASON) {
		str_add(out, groupings[point->grouping - FIRST]);
	}
	add_year(out, a.year);
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
	if (point->uncertain && !brief)
		str_add(out, "perhaps ");
	if (point->approximate || point->estimated)
		str_add(out, brief ? "~" : "about ");
	add_sure_point(out, point, brief);
	if (point->has_time)
		add_time(out, point);
	if (point->uncertain && brief)
		str_add_char(out, '?');
}

static bool is_plain(const struct edtf_point *point)
{
	return !point->uncertain && !point->approximate && !point->unspecified;
}

/*
 * Appends START without what END repeats: "26–", "6 March – ", "March–". Returns false,
 * with nothing appended, when START has to be written in full.
 */
static bool add_short_start(struct str *out, const struct edtf_point *start,
	const struct edtf_point *end, bool brief)
{
	struct calendar_date a = calendar_civil(start->first);
	struct calendar_date b = calendar_civil(end->first);

	if (!is_plain(start) || !is_plain(end) || start->precision != end->precision)
		return false;
	if (start->precision == EDTF_YEAR && a.year > 0) {
		str_addf(out, "%" PRId64 "–", a.year);
		return true;
	}
	if (start->precision > EDTF_MONTH || a.year != b.year)
		return false;
	if (start->precision == EDTF_MONTH) {
		add_month(out, a.month, brief);
		str_add(out, "–");
	} else if (a.month == b.month) {
		str_addf(out, "%d–", a.day);
	} else {
		add_day_month(out, a, brief);
		str_add(out, "– ");
	}
	return true;
}

static bool same_span(const struct edtf_point *a, const struct edtf_point *b)
{
	return a->first == b->first && a->last == b->last && is_plain(a) && is_plain(b);
}

static void add_closed(struct str *out, const struct edtf *date, bool brief)
{
	if (same_span(&date->start, &date->end)) {
		add_point(out, &date->start, brief);
		return;
	}
	if (!add_short_start(out, &date->start, &date->end, brief)) {
		add_point(out, &date->start, brief);
		str_add(out, " – ");
	}
	add_point(out, &date->end, brief);
}

/* Appends an interval that begins or ends at no known time. */
static void add_half(struct str *out, const struct edtf *date, bool brief)
{
	const struct edtf_point *start = &date->start;
	const struct edtf_point *end = &date->end;

	if (!edtf_is_known(start)) {
		str_add(out, brief && start->unknown ? "? – " : "until ");
		add_point(out, end, brief);
		str_add(out, start->unknown && !brief ? ", start unknown" : "");
	} else {
		str_add(out, !end->unknown ? "since " : brief ? "" : "from ");
		add_point(out, start, brief);
		str_add(out, !end->unknown ? "" : brief ? " – ?" : ", end unknown");
	}
}

static void add_date(struct str *out, const struct edtf *date, bool brief)
{
	const struct edtf_point *start = &date->start;
	const struct edtf_point *end = &date->end;
	const char *word = date->kind == EDTF_ONE_OF ? " or " : " and ";

	if (date->kind == EDTF_DATE) {
		add_point(out, start, brief);
	} else if (date->kind == EDTF_INTERVAL) {
		if (edtf_is_known(start) && edtf_is_known(end))
			add_closed(out, date, brief);
		else if (edtf_has_place(date))
			add_half(out, date, brief);
		else
			str_add(out,
				start->unknown         ? "start unknown, no end"
					: end->unknown ? "no start, end unknown"
						       : "no start and no end");
	} else if (start->open && end->open) {
		add_point(out, start, brief);
		str_addf(out, "%searlier%s", word,
			date->kind == EDTF_ONE_OF ? ", or " : ", ");
		add_point(out, end, brief);
		str_addf(out, "%slater", word);
	} else if (start->open || end->open) {
		add_point(out, end->open ? start : end, brief);
		str_add(out, word);
		str_add(out, end->open ? "later" : "earlier");
	} else if (date->pair) {
		add_point(out, start, brief);
		str_add(out, word);
		add_point(out, end, brief);
	} else if (same_span(start, end)) {
		add_point(out, start, brief);
	} else {
		str_add(out,
			date->kind == EDTF_ONE_OF ? "one of several in " : "several in ");
		add_closed(out, date, brief);
	}
}

void edtf_add_words(struct str *out, const struct edtf *date)
{
	add_date(out, date, false);
}

void edtf_add_brief(struct str *out, const struct edtf *date)
{
	add_date(out, date, true);
}
