#include "config.h"

#include "base/edtf.h"

#include <stdarg.h>
#include <string.h>

#include "base/calendar.h"
#include "base/edtf_pattern.h"

/*
 * The reader of the format, by descent: set, interval, date, part. What the digits of a
 * date mean is edtf_pattern's to say; here is told where and why a text is refused.
 */

struct reader {
	const char *text;
	size_t len;
	size_t pos;
	struct str *err; /* may be NULL */
	size_t fault;    /* where it went wrong */
	size_t members;  /* dates of the set read so far */
	bool ranges;     /* the set has a range, or is open */
};

/* Notes where and why reading ends; returns false for the callers to pass on. */
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

/* Returns the next byte, or NUL at the end; a NUL in the text fits nowhere either. */
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

/* Reads COUNT digits or X with an optional qualifier at either side. */
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

/* Where the parts of a date stood. */
struct places {
	size_t year, month, day;
};

/* Tells which part of P no calendar has. */
static bool fault_pattern(
	struct reader *r, const struct edtf_pattern *p, const struct places *at)
{
	if (p->negative && memcmp(p->year, "0000", 4) == 0)
		return fault(r, at->year, "There is no year -0000.");
	if (edtf_pattern_season(p))
		return fault(r, at->day, "A season (21 to 24) has no day.");
	if (!edtf_pattern_within(p->month, 1, 12))
		return fault(r, at->month, "There is no month %.2s.", p->month);
	if (!edtf_pattern_within(p->day, 1, 31))
		return fault(r, at->day, "There is no day %.2s.", p->day);
	return fault(r, at->day, "There is no day %.2s in month %.2s of %s%.4s.", p->day,
		p->month, p->negative ? "-" : "", p->year);
}

/* Reads what follows the Y of a year of more than four digits. */
static bool read_long_year(struct reader *r, struct edtf_point *out)
{
	enum { MAX_DIGITS = 9 };
	bool negative = take(r, '-');
	size_t at = r->pos;
	int64_t year = 0;

	while (is_digit(peek(r)) && r->pos - at <= MAX_DIGITS)
		year = year * 10 + (r->text[r->pos++] - '0');
	if (r->pos - at > MAX_DIGITS)
		return fault(r, at, "A year behind Y has at most nine digits.");
	if (r->pos - at < 5 || r->text[at] == '0')
		return fault(r, at, "Y is for years of five digits and more.");
	year = negative ? -year : year;
	out->first = calendar_day(year, 1, 1);
	out->last = calendar_day(year, 12, 31);
	out->precision = EDTF_YEAR;
	take_qualifier(r, out);
	return true;
}

/* Reads "-MM" and "-DD" as far as they stand there. */
static bool read_month_and_day(struct reader *r, struct edtf_pattern *p,
	struct places *at, struct edtf_point *out)
{
	if (!take(r, '-'))
		return true;
	p->has_month = true;
	take_qualifier(r, out);
	at->month = r->pos;
	if (!take_part(r, out, p->month, 2, "month"))
		return false;
	if (!take(r, '-'))
		return true;
	p->has_day = true;
	take_qualifier(r, out);
	at->day = r->pos;
	return take_part(r, out, p->day, 2, "day");
}

static bool read_pattern(struct reader *r, struct edtf_point *out)
{
	struct edtf_pattern p = { .month = { 'X', 'X' }, .day = { 'X', 'X' } };
	struct places at = { .year = 0 };

	take_qualifier(r, out);
	at.year = r->pos;
	p.negative = take(r, '-');
	if (!take_part(r, out, p.year, 4, "year") || !read_month_and_day(r, &p, &at, out))
		return false;
	return edtf_pattern_bound(&p, out) || fault_pattern(r, &p, &at);
}

/* Reads a date without a time of day. */
static bool read_date(struct reader *r, struct edtf_point *out)
{
	*out = (struct edtf_point){ .first = 0 };
	return take(r, 'Y') ? read_long_year(r, out) : read_pattern(r, out);
}

/* Reads two digits up to MAX. */
static bool take_two(struct reader *r, int max, const char *what)
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
	return true;
}

/* Reads "hh:mm:ss" and the zone behind it; a minute may have a leap second. */
static bool read_time(struct reader *r)
{
	if (!take_two(r, 23, "The hour"))
		return false;
	if (!take(r, ':'))
		return fault(r, r->pos, "A time of day reads hh:mm:ss.");
	if (!take_two(r, 59, "The minute"))
		return false;
	if (!take(r, ':'))
		return fault(r, r->pos, "A time of day reads hh:mm:ss.");
	if (!take_two(r, 60, "The second"))
		return false;
	if (take(r, 'Z') || (!take(r, '+') && !take(r, '-')))
		return true;
	if (!take_two(r, 23, "The hour of the zone"))
		return false;
	return !take(r, ':') || take_two(r, 59, "The minute of the zone");
}

/* Reads the side of an interval that ends at a slash or at the end of the text. */
static bool read_side(struct reader *r, struct edtf_point *out)
{
	*out = (struct edtf_point){ .first = 0 };
	out->open = take_dots(r);
	out->unknown = !out->open && (r->pos == r->len || peek(r) == '/');
	return out->open || out->unknown || read_date(r, out);
}

static bool is_bound(const struct edtf_point *point)
{
	return !point->open && !point->unknown;
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
	if (!is_bound(&out->start) && !is_bound(&out->end))
		return fault(r, 0, "An interval needs a date on one side at least.");
	if (is_bound(&out->start) && is_bound(&out->end) &&
		out->end.last < out->start.first)
		return fault(r, end_at, "The interval ends before it begins.");
	return true;
}

/* Takes POINT into the bounds of the set OUT. */
static void widen(struct reader *r, struct edtf *out, const struct edtf_point *point)
{
	bool first = r->members++ == 0;

	if (first || (is_bound(&out->start) && point->first < out->start.first))
		out->start = *point;
	if (first || (is_bound(&out->end) && point->last > out->end.last))
		out->end = *point;
}

/* Reads what stands behind the dots of a range that begins with FROM. */
static bool read_range_end(
	struct reader *r, struct edtf *out, const struct edtf_point *from)
{
	size_t at = r->pos;
	struct edtf_point to;

	r->ranges = true;
	if (peek(r) == ']' || peek(r) == '}') {
		out->end = (struct edtf_point){ .open = true };
		return true;
	}
	if (!read_date(r, &to))
		return false;
	if (to.last < from->first)
		return fault(r, at, "The range ends before it begins.");
	widen(r, out, &to);
	return true;
}

/* Reads one date of a set, or a range of them. */
static bool read_member(struct reader *r, struct edtf *out)
{
	struct edtf_point point;
	bool open = take_dots(r);

	if (open && r->members)
		return fault(r, r->pos - 2,
			"Only the first date of a set may be open before it.");
	if (!read_date(r, &point))
		return false;
	widen(r, out, &point);
	if (open) {
		out->start = (struct edtf_point){ .open = true };
		r->ranges = true;
	}
	return open || !take_dots(r) || read_range_end(r, out, &point);
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
	if (out->start.open && out->end.open)
		return fault(r, r->pos, "A set is open on one side at most.");
	out->pair = r->members == 2 && !r->ranges;
	return take(r, close) ||
		fault(r, r->pos, "A comma or %c is missing here.", close);
}

static bool read_single(struct reader *r, struct edtf *out)
{
	if (!read_date(r, &out->start))
		return false;
	out->start.has_time = out->start.precision == EDTF_DAY && take(r, 'T');
	if (out->start.has_time && !read_time(r))
		return false;
	out->end = out->start;
	return true;
}

static bool read_any(struct reader *r, struct edtf *out)
{
	if (r->len == 0)
		return fault(r, 0, "The date is empty.");
	if (peek(r) == '[' || peek(r) == '{')
		return read_set(r, out);
	if (memchr(r->text, '/', r->len))
		return read_interval(r, out);
	return read_single(r, out);
}

bool edtf_parse(struct slice text, struct edtf *out, struct str *err, size_t *column)
{
	struct reader r = { .text = text.text, .len = text.len, .err = err };
	struct edtf date = { .kind = EDTF_DATE };
	bool good = read_any(&r, &date);

	if (good && r.pos < r.len)
		good = fault(&r, r.pos, "The date should end here.");
	if (!good) {
		if (column)
			*column = r.fault;
		return false;
	}
	date.first = is_bound(&date.start) ? date.start.first : EDTF_MIN;
	date.last = is_bound(&date.end) ? date.end.last : EDTF_MAX;
	*out = date;
	return true;
}
