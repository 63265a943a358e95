#include "config.h"

#include "data/value.h"

#include <math.h>
#include <string.h>

#include "base/edtf.h"
#include "base/casefold.h"
#include "base/text.h"
#include "data/json.h"
#include "data/datetime.h"
#include "data/number.h"
#include "data/package.h"

static bool is_one_of(struct slice text, const char *const *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(text, slice_of(values[i])))
			return true;
	return false;
}

static bool is_default(const struct field *f)
{
	return strcmp(f->format, "default") == 0;
}

/* Version 1 once wrote patterns as "fmt:PATTERN". */
static const char *pattern_of(const struct field *f)
{
	return strncmp(f->format, "fmt:", 4) == 0 ? f->format + 4 : f->format;
}

/* Reads a date, time or both by F's format; "any" is tried as the default form, so that
 * what is written like that sorts at least. */
static bool read_moment(const struct field *f, struct slice text, struct datetime *out)
{
	if (!is_default(f) && strchr(f->format, '%'))
		return datetime_read(text, pattern_of(f), out);
	if (f->type == FIELD_DATE)
		return datetime_read_date(text, out);
	if (f->type == FIELD_TIME)
		return datetime_read_time(text, out);
	return datetime_read_datetime(text, out);
}

bool value_knows_format(const struct field *f)
{
	bool datetime = f->type == FIELD_DATE || f->type == FIELD_TIME ||
		f->type == FIELD_DATETIME;

	if (!datetime || f->edtf || is_default(f) || strcmp(f->format, "any") == 0)
		return true;
	return strchr(f->format, '%') && datetime_knows(pattern_of(f));
}

/* What is not understood is not held against the data. */
static bool may_be_anything(const struct field *f)
{
	return strcmp(f->format, "any") == 0 || !value_knows_format(f);
}

static bool read_pair(struct slice text, double *lon, double *lat)
{
	const char *comma = text.len ? memchr(text.text, ',', text.len) : NULL;
	struct slice x, y;

	if (!comma)
		return false;
	x = (struct slice){ text.text, (size_t)(comma - text.text) };
	y = (struct slice){ comma + 1, text.len - x.len - 1 };
	while (x.len && x.text[x.len - 1] == ' ')
		x.len--;
	while (y.len && *y.text == ' ') {
		y.text++;
		y.len--;
	}
	return number_read_plain(x, lon) && number_read_plain(y, lat);
}

bool value_point(const struct field *f, struct slice text, double *lon, double *lat)
{
	double x, y;
	bool ok = is_default(f) ? read_pair(text, &x, &y) : json_read_point(text, &x, &y);

	if (!ok || !(fabs(x) <= 180) || !(fabs(y) <= 90))
		return false;
	*lon = x;
	*lat = y;
	return true;
}

/* Only what is surely wrong is refused: RFC 5322 allows more than any pattern tells. */
static bool is_email(struct slice text)
{
	const char *at = memchr(text.text, '@', text.len);
	size_t name = at ? (size_t)(at - text.text) : 0;

	if (!name || name + 1 == text.len || memchr(at + 1, '@', text.len - name - 1))
		return false;
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.text[i] <= ' ')
			return false;
	return true;
}

/* RFC 3986: a scheme, a colon and something behind it, no blanks. */
static bool is_uri(struct slice text)
{
	const char *colon = memchr(text.text, ':', text.len);
	size_t scheme = colon ? (size_t)(colon - text.text) : 0;

	if (!scheme || scheme + 1 == text.len)
		return false;
	for (size_t i = 0; i < scheme; i++) {
		char c = text.text[i];
		bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';

		if (!letter && (!i || !((c >= '0' && c <= '9') || strchr("+-.", c))))
			return false;
	}
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.text[i] <= ' ' || strchr("<>\"", text.text[i]))
			return false;
	return true;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static bool is_uuid(struct slice text)
{
	if (text.len != 36)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text.text[i] != '-' : !is_hex(text.text[i]))
			return false;
	}
	return true;
}

static bool is_base64(struct slice text)
{
	size_t pad = 0;

	while (pad < 2 && pad < text.len && text.text[text.len - 1 - pad] == '=')
		pad++;
	for (size_t i = 0; i < text.len - pad; i++) {
		char c = text.text[i];

		if (!((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
			!(c >= '0' && c <= '9') && c != '+' && c != '/')
			return false;
	}
	return text.len % 4 == 0;
}

/* Returns what the text is not when its format demands it, or NULL. */
static const char *check_string(const struct field *f, struct slice text)
{
	if (strcmp(f->format, "email") == 0 && !is_email(text))
		return "no e-mail address";
	if (strcmp(f->format, "uri") == 0 && !is_uri(text))
		return "no address (URI), such as https://example.org/";
	if (strcmp(f->format, "uuid") == 0 && !is_uuid(text))
		return "no UUID";
	if (strcmp(f->format, "binary") == 0 && !is_base64(text))
		return "no base64";
	return NULL;
}

static const char *check_moment(const struct field *f, struct slice text)
{
	struct datetime datetime;

	if (may_be_anything(f) || read_moment(f, text, &datetime))
		return NULL;
	if (!is_default(f))
		return "no such date or time in the field's format";
	if (f->type == FIELD_DATE)
		return "no date that exists, such as 2011-03-29";
	if (f->type == FIELD_TIME)
		return "no time, such as 09:30:00";
	return "no date with a time, such as 2011-03-29T09:30:00";
}

static const char *check_number(const struct field *f, struct slice text)
{
	double number;

	if (number_read(f, text, &number))
		return NULL;
	return f->type == FIELD_INTEGER ? "no whole number" : "no number";
}

static const char *check_calendar(const struct field *f, struct slice text)
{
	int64_t number;
	double days;

	if (f->type == FIELD_YEAR)
		return datetime_read_year(text, &number) ? NULL : "no year, such as 2011";
	if (f->type == FIELD_YEARMONTH)
		return datetime_read_yearmonth(text, &number)
			? NULL
			: "no year and month, such as 2011-03";
	return datetime_read_duration(text, &days) ? NULL : "no duration, such as P2Y6M";
}

/* Returns what TEXT, the value of a field that is no list, is not; NULL when it is well.
 */
static const char *check_single(const struct field *f, struct slice text)
{
	double lon, lat;

	switch (f->type) {
	case FIELD_STRING:
		return check_string(f, text);
	case FIELD_INTEGER:
	case FIELD_NUMBER:
		return check_number(f, text);
	case FIELD_BOOLEAN:
		return is_one_of(text, f->true_values, f->true_count) ||
				is_one_of(text, f->false_values, f->false_count)
			? NULL
			: "neither true nor false";
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
		return check_moment(f, text);
	case FIELD_YEAR:
	case FIELD_YEARMONTH:
	case FIELD_DURATION:
		return check_calendar(f, text);
	case FIELD_GEOPOINT:
		return value_point(f, text, &lon, &lat)
			? NULL
			: "no point as longitude and latitude, such as 115.22, -8.65";
	case FIELD_GEOJSON:
		return json_check_geo(text, strcmp(f->format, "topojson") == 0)
			? NULL
			: "no GeoJSON, such as {\"type\": \"Point\", "
			  "\"coordinates\": [115.22, -8.65]}";
	case FIELD_OBJECT:
		return json_check(text, JSON_OBJECT) ? NULL : "no JSON object";
	case FIELD_ARRAY:
		return json_check(text, JSON_ARRAY) ? NULL : "no JSON array";
	case FIELD_ANY:
	case FIELD_LIST:
	case FIELD_TYPE_MAX:
		break;
	}
	return NULL;
}

enum { SHOWN = 60 }; /* bytes of a value that a sentence repeats */

void value_add_quoted(struct str *out, struct slice text)
{
	size_t shown = text.len;

	if (shown > SHOWN)
		for (shown = SHOWN;
			shown && ((unsigned char)text.text[shown] & 0xc0) == 0x80;)
			shown--;
	str_add_char(out, '"');
	text_add_visible(out, (struct slice){ text.text, shown });
	str_add(out, shown < text.len ? "...\"" : "\"");
}

static void add_reason(struct str *why, struct slice text, const char *what)
{
	if (!why)
		return;
	value_add_quoted(why, text);
	str_addf(why, " is %s.", what);
}

/* Items are checked in the default form of their type, as the standard has it. */
static bool check_list(const struct field *f, struct slice text, struct str *why)
{
	struct field items = *f;
	struct slice item;

	items.type = f->item_type;
	items.format = "default";
	while (list_next(&text, f->list_delimiter, &item)) {
		const char *what = item.len ? check_single(&items, item) : NULL;

		if (!what)
			continue;
		add_reason(why, item, what);
		return false;
	}
	return true;
}

bool value_check(const struct field *f, struct slice text, struct str *why)
{
	const char *what;

	if (f->edtf)
		return edtf_parse(text, &(struct edtf){ .first = 0 }, why, NULL);
	if (f->type == FIELD_LIST)
		return check_list(f, text, why);
	what = check_single(f, text);
	if (what)
		add_reason(why, text, what);
	return !what;
}

/* A value that is no choice sorts as text, behind them. */
static bool rank_choice(const struct field *f, struct slice text, double *rank)
{
	for (size_t i = 0; i < f->choice_count; i++) {
		if (slice_equal(text, slice_of(f->choices[i].value))) {
			*rank = (double)i;
			return true;
		}
	}
	return false;
}

static bool rank_edtf(struct slice text, double *rank)
{
	struct edtf date;

	if (!edtf_parse(text, &date, NULL, NULL))
		return false;
	*rank = (double)date.first;
	return true;
}

static bool rank_boolean(const struct field *f, struct slice text, double *rank)
{
	bool yes = is_one_of(text, f->true_values, f->true_count);

	if (!yes && !is_one_of(text, f->false_values, f->false_count))
		return false;
	*rank = yes;
	return true;
}

static bool rank_moment(const struct field *f, struct slice text, double *rank)
{
	struct datetime datetime;

	if (!read_moment(f, text, &datetime))
		return false;
	*rank = (double)datetime.day + datetime.seconds / 86400;
	return true;
}

static bool rank_calendar(const struct field *f, struct slice text, double *rank)
{
	int64_t number;

	if (f->type == FIELD_DURATION)
		return datetime_read_duration(text, rank);
	if (!(f->type == FIELD_YEAR ? datetime_read_year(text, &number)
				    : datetime_read_yearmonth(text, &number)))
		return false;
	*rank = (double)number;
	return true;
}

bool value_rank(const struct field *f, struct slice text, double *rank)
{
	double number;

	if (!text.len)
		return false;
	if (f->choices_ordered)
		return rank_choice(f, text, rank);
	if (f->edtf)
		return rank_edtf(text, rank);
	switch (f->type) {
	case FIELD_ANY:
		return number_read_plain(text, rank);
	case FIELD_INTEGER:
	case FIELD_NUMBER:
		/* NaN is in no order. */
		if (!number_read(f, text, &number) || isnan(number))
			return false;
		*rank = number;
		return true;
	case FIELD_BOOLEAN:
		return rank_boolean(f, text, rank);
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
		return rank_moment(f, text, rank);
	case FIELD_YEAR:
	case FIELD_YEARMONTH:
	case FIELD_DURATION:
		return rank_calendar(f, text, rank);
	default:
		return false;
	}
}

static int compare_bytes(struct slice a, struct slice b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.text, b.text, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Folded texts compare by bytes: the same order in every locale. */
static int compare_folded(struct slice a, struct slice b)
{
	struct str x, y;
	int order;

	str_init(&x);
	str_init(&y);
	casefold_add(&x, a);
	casefold_add(&y, b);
	order = compare_bytes(
		(struct slice){ x.buf, x.len }, (struct slice){ y.buf, y.len });
	str_release(&x);
	str_release(&y);
	return order;
}

int value_compare(const struct field *f, struct slice a, struct slice b)
{
	double x = 0, y = 0;
	bool has_x = value_rank(f, a, &x), has_y = value_rank(f, b, &y);
	int order;

	if (!a.len || !b.len)
		return !a.len - !b.len;
	if (has_x != has_y)
		return has_x ? -1 : 1;
	order = has_x ? (x > y) - (x < y) : compare_folded(a, b);
	return order ? order : compare_bytes(a, b);
}
