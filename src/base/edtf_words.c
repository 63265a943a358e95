/* Dates in English, from what edtf_parse made of them. */

#include "config.h"

#include "base/edtf.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/calendar.h"

static const char *const month_names[] = { "January", "February", "March", "April", "May",
	"June", "July", "August", "September", "October", "November", "December" };

/* A day taken apart. */
struct civil {
	int64_t year;
	int month, day;
};

static struct civil civil_of(int64_t day)
{
	struct civil c;

	calendar_civil(day, &c.year, &c.month, &c.day);
	return c;
}

/* The year 0 of the calendar is the first before Christ. */
static void add_year(struct str *out, int64_t year)
{
	if (year <= 0)
		str_addf(out, "%" PRId64 " BC", 1 - year);
	else
		str_addf(out, "%" PRId64, year);
}

static void add_month(struct str *out, struct civil c)
{
	str_addf(out, "%s ", month_names[c.month - 1]);
	add_year(out, c.year);
}

static void add_day(struct str *out, struct civil c)
{
	str_addf(out, "%d ", c.day);
	add_month(out, c);
}

/* Tells whether POINT is exactly one whole year, month or decade, as its precision says.
 */
static bool is_whole(const struct edtf_point *point)
{
	struct civil a = civil_of(point->first);
	struct civil b = civil_of(point->last);

	if (a.day != 1 || b.day != calendar_month_days(b.year, b.month))
		return point->precision == EDTF_DAY;
	if (point->precision <= EDTF_SEASON)
		return true;
	return a.month == 1 && b.month == 12;
}

/* Says the bounds alone, for what has no name of its own. */
static void add_between(struct str *out, const struct edtf_point *point)
{
	struct civil a = civil_of(point->first);
	struct civil b = civil_of(point->last);
	bool years = a.day == 1 && a.month == 1 && b.day == 31 && b.month == 12;

	str_add(out, "between ");
	if (years)
		add_year(out, a.year);
	else
		add_day(out, a);
	str_add(out, " and ");
	if (years)
		add_year(out, b.year);
	else
		add_day(out, b);
}

static void add_season(struct str *out, struct civil first)
{
	static const char *const names[] = { "spring", "summer", "autumn", "winter" };

	str_addf(out, "%s ", names[first.month / 3 - 1]);
	add_year(out, first.year);
}

static void add_point(struct str *out, const struct edtf_point *point)
{
	struct civil c = civil_of(point->first);
	bool named = is_whole(point) && point->precision <= EDTF_DECADE;

	if (point->precision == EDTF_DECADE && c.year <= 0)
		named = false;
	if (point->uncertain)
		str_add(out, "perhaps ");
	if (point->approximate)
		str_add(out, "about ");
	if (!named) {
		add_between(out, point);
		return;
	}
	if (point->unspecified && point->precision != EDTF_DECADE)
		str_add(out, "some time in ");
	if (point->precision == EDTF_DAY)
		add_day(out, c);
	else if (point->precision == EDTF_MONTH)
		add_month(out, c);
	else if (point->precision == EDTF_SEASON)
		add_season(out, c);
	else if (point->precision == EDTF_YEAR)
		add_year(out, c.year);
	else
		str_addf(out, "the %" PRId64 "s", c.year);
}

static bool is_plain(const struct edtf_point *point)
{
	return !point->uncertain && !point->approximate && !point->unspecified;
}

/*
 * Appends what the two ends need not say twice: "26–", "6 March – ", "March–". Returns
 * false when the start has to be said in full.
 */
static bool add_short_start(
	struct str *out, const struct edtf_point *start, const struct edtf_point *end)
{
	struct civil a = civil_of(start->first);
	struct civil b = civil_of(end->first);

	if (!is_plain(start) || !is_plain(end) || start->precision != end->precision)
		return false;
	if (start->precision == EDTF_YEAR && a.year > 0) {
		str_addf(out, "%" PRId64 "–", a.year);
		return true;
	}
	if (start->precision > EDTF_MONTH || a.year != b.year)
		return false;
	if (start->precision == EDTF_MONTH)
		str_addf(out, "%s–", month_names[a.month - 1]);
	else if (a.month == b.month)
		str_addf(out, "%d–", a.day);
	else
		str_addf(out, "%d %s – ", a.day, month_names[a.month - 1]);
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

static void add_interval(struct str *out, const struct edtf *date)
{
	const struct edtf_point *start = &date->start;
	const struct edtf_point *end = &date->end;

	if (start->open || start->unknown) {
		str_add(out, "until ");
		add_point(out, end);
		str_add(out, start->unknown ? ", start unknown" : "");
	} else if (end->open || end->unknown) {
		str_add(out, end->unknown ? "from " : "since ");
		add_point(out, start);
		str_add(out, end->unknown ? ", end unknown" : "");
	} else {
		add_closed(out, date);
	}
}

static void add_set(struct str *out, const struct edtf *date)
{
	const char *word = date->kind == EDTF_ONE_OF ? " or " : " and ";

	if (date->start.open || date->end.open) {
		add_point(out, date->end.open ? &date->start : &date->end);
		str_add(out, word);
		str_add(out, date->end.open ? "later" : "earlier");
	} else if (date->pair) {
		add_point(out, &date->start);
		str_add(out, word);
		add_point(out, &date->end);
	} else if (same_span(&date->start, &date->end)) {
		add_point(out, &date->start);
	} else {
		str_add(out,
			date->kind == EDTF_ONE_OF ? "one of several in " : "several in ");
		add_closed(out, date);
	}
}

void edtf_add_words(struct str *out, const struct edtf *date)
{
	if (date->kind == EDTF_DATE)
		add_point(out, &date->start);
	else if (date->kind == EDTF_INTERVAL)
		add_interval(out, date);
	else
		add_set(out, date);
}

/* Returns the bytes of the name of a month with which TEXT begins, or 0. */
static size_t month_length(const char *text)
{
	for (size_t i = 0; i < sizeof month_names / sizeof *month_names; i++) {
		size_t len = strlen(month_names[i]);

		if (!strncmp(text, month_names[i], len))
			return len;
	}
	return 0;
}

void edtf_add_brief(struct str *out, const struct edtf *date)
{
	enum { LETTERS = 3 };
	struct str words = STR_INIT;

	/* No other word begins like a month, so the words can be cut when they stand. */
	edtf_add_words(&words, date);
	for (const char *at = words.buf; *at;) {
		size_t month = month_length(at);

		str_add_bytes(out, at, month ? LETTERS : 1);
		at += month ? month : 1;
	}
	str_release(&words);
}
