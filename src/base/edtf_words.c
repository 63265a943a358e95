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

static void add_day_month(struct str *out, struct calendar_date c)
{
	str_addf(out, "%d %s ", c.day, calendar_month_names[c.month - 1]);
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

static void add_point(struct str *out, const struct edtf_point *point)
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

	if (point->uncertain)
		str_add(out, "perhaps ");
	if (point->approximate)
		str_add(out, "about ");
	if (point->estimated) {
		str_add(out, point->approximate ? "" : "about ");
		add_year(out, point->estimate);
		str_add(out, ", ");
	}
	if (!is_named(point)) {
		bool years = a.day == 1 && a.month == 1 && b.day == 31 && b.month == 12;

		str_add(out, "between ");
		if (!years)
			add_day_month(out, a);
		add_year(out, a.year);
		str_add(out, " and ");
		if (!years)
			add_day_month(out, b);
		add_year(out, b.year);
		return;
	}
	if (point->precision == EDTF_DECADE) {
		str_addf(out, "the %" PRId64 "s", a.year);
		return;
	}
	if (point->unspecified)
		str_add(out, "some time in ");
	if (point->precision == EDTF_DAY)
		add_day_month(out, a);
	else if (point->precision == EDTF_MONTH)
		str_addf(out, "%s ", calendar_month_names[a.month - 1]);
	else if (point->precision == EDTF_SEASON)
		str_add(out, groupings[point->grouping - FIRST]);
	add_year(out, a.year);
}

static bool is_plain(const struct edtf_point *point)
{
	return !point->uncertain && !point->approximate && !point->unspecified;
}

/*
 * Appends START without what END repeats: "26–", "6 March – ", "March–". Returns false,
 * with nothing appended, when START has to be written in full.
 */
static bool add_short_start(
	struct str *out, const struct edtf_point *start, const struct edtf_point *end)
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
	if (start->precision == EDTF_MONTH)
		str_addf(out, "%s–", calendar_month_names[a.month - 1]);
	else if (a.month == b.month)
		str_addf(out, "%d–", a.day);
	else
		str_addf(out, "%d %s – ", a.day, calendar_month_names[a.month - 1]);
	return true;
}

static bool same_span(const struct edtf_point *a, const struct edtf_point *b)
{
	return a->first == b->first && a->last == b->last && is_plain(a) && is_plain(b);
}

static void add_closed(struct str *out, const struct edtf *date)
{
	if (same_span(&date->start, &date->end)) {
		add_point(out, &date->start);
		return;
	}
	if (!add_short_start(out, &date->start, &date->end)) {
		add_point(out, &date->start);
		str_add(out, " – ");
	}
	add_point(out, &date->end);
}

void edtf_add_words(struct str *out, const struct edtf *date)
{
	const struct edtf_point *start = &date->start;
	const struct edtf_point *end = &date->end;
	const char *word = date->kind == EDTF_ONE_OF ? " or " : " and ";

	if (date->kind == EDTF_DATE) {
		add_point(out, start);
	} else if (date->kind == EDTF_INTERVAL && !edtf_has_place(date)) {
		str_add(out,
			start->unknown         ? "start unknown, no end"
				: end->unknown ? "no start, end unknown"
					       : "no start and no end");
	} else if (date->kind == EDTF_INTERVAL && !edtf_is_known(start)) {
		str_add(out, "until ");
		add_point(out, end);
		str_add(out, start->unknown ? ", start unknown" : "");
	} else if (date->kind == EDTF_INTERVAL && !edtf_is_known(end)) {
		str_add(out, end->unknown ? "from " : "since ");
		add_point(out, start);
		str_add(out, end->unknown ? ", end unknown" : "");
	} else if (date->kind == EDTF_INTERVAL) {
		add_closed(out, date);
	} else if (start->open && end->open) {
		add_point(out, start);
		str_addf(out, "%searlier%s", word,
			date->kind == EDTF_ONE_OF ? ", or " : ", ");
		add_point(out, end);
		str_addf(out, "%slater", word);
	} else if (start->open || end->open) {
		add_point(out, end->open ? start : end);
		str_add(out, word);
		str_add(out, end->open ? "later" : "earlier");
	} else if (date->pair) {
		add_point(out, start);
		str_add(out, word);
		add_point(out, end);
	} else if (same_span(start, end)) {
		add_point(out, start);
	} else {
		str_add(out,
			date->kind == EDTF_ONE_OF ? "one of several in " : "several in ");
		add_closed(out, date);
	}
}

void edtf_add_brief(struct str *out, const struct edtf *date)
{
	enum { LETTERS = 3 };
	struct str words = STR_INIT;

	/* No other word begins like a month, so the words can be cut afterwards. */
	edtf_add_words(&words, date);
	for (const char *at = words.buf; *at;) {
		size_t len = 0;

		for (size_t i = 0; i < CALENDAR_MONTHS && !len; i++)
			if (!strncmp(at, calendar_month_names[i],
				    strlen(calendar_month_names[i])))
				len = strlen(calendar_month_names[i]);
		str_add_bytes(out, at, len ? LETTERS : 1);
		at += len ? len : 1;
	}
	str_release(&words);
}
