/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the forms of Table Schema's types. Does not own the forms of numbers
 * (data/number.h), of dates and times (data/datetime.h, base/edtf.h) and of JSON
 * (data/json.h). value_check and value_rank read a value with the same function, so they
 * agree on what is one.
 */

#include "data/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"
#include "base/date_text.h"
#include "base/text.h"
#include "data/datetime.h"
#include "data/json.h"
#include "data/number.h"
#include "data/package.h"

enum {
	EXACT_DIGITS = 15, /* of a decimal number that a double holds */
	SHOWN = 60,        /* bytes of a value that a sentence repeats */
};

/* The types: their names, and what is said of a text that is not a value of them. */
static const struct {
	const char *name;
	const char *fault;
} types[FIELD_TYPE_MAX] = {
	[FIELD_ANY] = { "any", NULL },
	[FIELD_STRING] = { "string", NULL },
	[FIELD_INTEGER] = { "integer", "not a whole number" },
	[FIELD_NUMBER] = { "number", "no number" },
	[FIELD_BOOLEAN] = { "boolean", "neither true nor false" },
	[FIELD_DATE] = { "date", "not an existing date, such as 2011-03-29" },
	[FIELD_DATETIME] = { "datetime",
		"not a date with a time, such as 2011-03-29T09:30:00" },
	[FIELD_TIME] = { "time", "not a time, such as 09:30:00" },
	[FIELD_YEAR] = { "year", "not a year, such as 2011" },
	[FIELD_YEARMONTH] = { "yearmonth", "not a year and month, such as 2011-03" },
	[FIELD_LIST] = { "list", NULL },
	[FIELD_GEOPOINT] = { "geopoint",
		"not a point as longitude and latitude, such as 115.22, -8.65" },
	[FIELD_GEOJSON] = { "geojson",
		"not GeoJSON, such as {\"type\": \"Point\", \"coordinates\": [115.22, "
		"-8.65]}" },
	[FIELD_OBJECT] = { "object", "not a JSON object" },
	[FIELD_ARRAY] = { "array", "not a JSON array" },
	[FIELD_DURATION] = { "duration", "not a duration, such as P2Y6M" },
};

bool value_find_type(const char *name, enum field_type *out)
{
	for (int type = 0; type < FIELD_TYPE_MAX; type++) {
		if (strcmp(name, types[type].name) == 0) {
			*out = (enum field_type)type;
			return true;
		}
	}
	return false;
}

const char *value_type_name(enum field_type type)
{
	return types[type].name;
}

/* Reads TEXT as a few digits, as most numbers are. */
static bool read_short(struct slice text, double *out)
{
	double value = 0;

	if (!text.len || text.len > EXACT_DIGITS)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.text[i] < '0' || text.text[i] > '9')
			return false;
		value = value * 10 + (text.text[i] - '0');
	}
	*out = value;
	return true;
}

bool value_plain_number(struct slice text, double *out)
{
	char copy[NUMBER_SIZE];

	if (read_short(text, out))
		return true;
	if (!text.len || text.len >= sizeof copy || memchr(text.text, '\0', text.len))
		return false;
	memcpy(copy, text.text, text.len);
	copy[text.len] = '\0';
	return number_read(copy, out);
}

/* XML Schema's names of what is no finite number, which Table Schema reads in any case. */
static bool read_special_number(struct slice text, double *out)
{
	static const struct {
		const char *name;
		double value;
	} specials[] = { { "nan", NAN }, { "inf", INFINITY }, { "-inf", -INFINITY } };

	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
		if (text.len == strlen(specials[i].name) &&
			strncasecmp(text.text, specials[i].name, text.len) == 0) {
			*out = specials[i].value;
			return true;
		}
	}
	return false;
}

bool value_number(const struct field *f, struct slice text, double *out)
{
	char plain[NUMBER_SIZE];

	if (read_short(text, out))
		return true;
	text = slice_trim(text);
	return (f->type == FIELD_NUMBER && read_special_number(text, out)) ||
		number_copy(f, text, plain, out);
}

bool value_copy_number(const struct field *f, struct slice text, char plain[NUMBER_SIZE])
{
	struct field any = *f;
	double number;

	if (f->type == FIELD_ANY) {
		any.type = FIELD_NUMBER;
		any.bare_number = true;
	}
	return (any.type == FIELD_NUMBER || any.type == FIELD_INTEGER) &&
		number_copy(&any, slice_trim(text), plain, &number);
}

int value_compare(const struct field *f, struct slice a, double rank_a, struct slice b,
	double rank_b)
{
	char plain_a[NUMBER_SIZE], plain_b[NUMBER_SIZE];
	struct str order_a = STR_INIT, order_b = STR_INIT;
	int order = (rank_a > rank_b) - (rank_a < rank_b);

	if (order || fabs(rank_a) < NUMBER_EXACT || !value_copy_number(f, a, plain_a) ||
		!value_copy_number(f, b, plain_b))
		return order;
	number_add_order(&order_a, plain_a);
	number_add_order(&order_b, plain_b);
	order = strcmp(order_a.buf, order_b.buf);
	str_release(&order_a);
	str_release(&order_b);
	return order;
}

static bool is_default(const struct field *f)
{
	return strcmp(f->format, "default") == 0;
}

bool value_point(const struct field *f, struct slice text, double *lon, double *lat)
{
	const char *comma = text.len ? memchr(text.text, ',', text.len) : NULL;
	double x, y;
	bool ok;

	if (!is_default(f)) {
		ok = json_read_point(text, &x, &y);
	} else if ((ok = comma)) {
		size_t len = (size_t)(comma - text.text), rest = len + 1;

		while (len && text.text[len - 1] == ' ')
			len--;
		while (rest < text.len && text.text[rest] == ' ')
			rest++;
		ok = value_plain_number((struct slice){ text.text, len }, &x) &&
			value_plain_number(
				(struct slice){ text.text + rest, text.len - rest }, &y);
	}
	if (!ok || !(fabs(x) <= 180) || !(fabs(y) <= 90))
		return false;
	*lon = x;
	*lat = y;
	return true;
}

static bool is_moment(const struct field *f)
{
	return f->type == FIELD_DATE || f->type == FIELD_TIME ||
		f->type == FIELD_DATETIME;
}

/* Returns the format with its directives; version 1 once wrote them as "fmt:PATTERN". */
static const char *directives_of(const struct field *f)
{
	return strncmp(f->format, "fmt:", 4) == 0 ? f->format + 4 : f->format;
}

static bool is_one_of(struct slice text, const char *const *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(text, slice_of(values[i])))
			return true;
	return false;
}

/* Reads TEXT as people write dates, with a time of day behind it or without. */
static bool read_any_moment(struct slice text, struct datetime *out)
{
	const char *blank = text.len ? memrchr(text.text, ' ', text.len) : NULL;
	struct slice day = text, time = { NULL, 0 };
	struct datetime read = { .day = 0 };
	struct date_text date;

	if (datetime_read_lenient(text, out))
		return true;
	if (blank && memchr(blank, ':', text.len - (size_t)(blank - text.text))) {
		day.len = (size_t)(blank - text.text);
		time = slice_from(text, day.len + 1);
	}
	if (!date_text_read(day, false, &date) || date.ambiguous ||
		date.date.start.precision != EDTF_DAY ||
		(time.len && !datetime_read(time, "%H:%M:%S", &read) &&
			!datetime_read(time, "%H:%M", &read)))
		return false;
	read.day = date.date.first;
	*out = read;
	return true;
}

/* Reads TEXT by the type and format of F, a date, time or datetime. */
static bool read_moment(const struct field *f, struct slice text, struct datetime *out)
{
	if (!is_default(f) && strchr(f->format, '%'))
		return datetime_read(text, directives_of(f), out);
	return datetime_read_default(
		       text, f->type != FIELD_TIME, f->type != FIELD_DATE, out) ||
		(strcmp(f->format, "any") == 0 && f->type != FIELD_TIME &&
			read_any_moment(text, out));
}

/* Reads TEXT by the type of F, one of those whose values have a rank. */
static bool read_ranked(const struct field *f, struct slice text, double *rank)
{
	struct datetime read;
	int64_t number;
	bool ok;

	switch (f->type) {
	case FIELD_INTEGER:
	case FIELD_NUMBER:
		return value_number(f, text, rank);
	case FIELD_BOOLEAN:
		number = is_one_of(text, f->true_values, f->true_count);
		ok = number || is_one_of(text, f->false_values, f->false_count);
		break;
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
		ok = read_moment(f, text, &read);
		if (ok)
			*rank = (double)read.day + read.seconds / 86400;
		return ok;
	case FIELD_YEAR:
		ok = datetime_read_year(text, &number);
		break;
	case FIELD_YEARMONTH:
		ok = datetime_read_yearmonth(text, &number);
		break;
	case FIELD_DURATION:
		return datetime_read_duration(text, rank);
	default:
		return false;
	}
	if (ok)
		*rank = (double)number;
	return ok;
}

bool value_date(const struct field *f, struct slice text, struct edtf *out)
{
	bool moment = !f->edtf && (f->type == FIELD_DATE || f->type == FIELD_DATETIME);
	struct datetime read;
	int64_t year;

	if (moment && read_moment(f, text, &read)) {
		*out = datetime_to_edtf(&read);
		return true;
	}
	if (edtf_parse(text, out, NULL, NULL))
		return true;
	if (f->edtf || !text.len)
		return false;
	if (f->type == FIELD_YEAR && datetime_read_year(text, &year)) {
		*out = (struct edtf){ .first = calendar_day(year, 1, 1),
			.last = calendar_day(year, 12, 31) };
		out->start = (struct edtf_point){
			.first = out->first, .last = out->last, .precision = EDTF_YEAR
		};
		out->end = out->start;
		return true;
	}
	if (!datetime_read_lenient(text, &read))
		return false;
	*out = datetime_to_edtf(&read);
	return true;
}

static bool has_blank(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.text[i] <= ' ')
			return true;
	return false;
}

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Refuses only what is surely wrong: RFC 5322 allows more than any pattern says. */
static bool is_email(struct slice text)
{
	const char *at = memchr(text.text, '@', text.len);
	size_t name = at ? (size_t)(at - text.text) : 0;

	return name && name + 1 < text.len && !memchr(at + 1, '@', text.len - name - 1) &&
		!has_blank(text);
}

/* RFC 3986: a scheme, a colon and something after it, no blanks. */
static bool is_uri(struct slice text)
{
	const char *colon = memchr(text.text, ':', text.len);
	size_t scheme = colon ? (size_t)(colon - text.text) : 0;

	if (!scheme || scheme + 1 == text.len || !is_letter(*text.text))
		return false;
	for (size_t i = 1; i < scheme; i++)
		if (!is_letter(text.text[i]) &&
			!memchr("0123456789+-.", text.text[i], 13))
			return false;
	for (size_t i = 0; i < text.len; i++)
		if (strchr("<>\"", text.text[i]))
			return false;
	return !has_blank(text);
}

static bool is_uuid(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.text[i];

		if (i == 8 || i == 13 || i == 18 || i == 23
				? c != '-'
				: !memchr("0123456789abcdefABCDEF", c, 22))
			return false;
	}
	return text.len == 36;
}

static bool is_base64(struct slice text)
{
	size_t len = text.len;

	while (len && text.len - len < 2 && text.text[len - 1] == '=')
		len--;
	for (size_t i = 0; i < len; i++)
		if (!is_letter(text.text[i]) && !memchr("0123456789+/", text.text[i], 12))
			return false;
	return text.len % 4 == 0;
}

/* The formats of strings that are checked. */
static const struct {
	const char *name;
	bool (*fits)(struct slice text);
	const char *fault;
} formats[] = {
	{ "email", is_email, "not an e-mail address" },
	{ "uri", is_uri, "not an address (URI), such as https://example.org/" },
	{ "uuid", is_uuid, "not a UUID" },
	{ "binary", is_base64, "not base64" },
};

enum { FORMATS = sizeof formats / sizeof *formats };

bool value_knows_format(const struct field *f)
{
	static const char *const places[] = { "array", "object" };
	static const char *const shapes[] = { "topojson" };
	struct slice format = slice_of(f->format);
	size_t known = 0;

	if (f->edtf || is_default(f))
		return true;
	if (is_moment(f))
		return strcmp(f->format, "any") == 0 ||
			(strchr(f->format, '%') && datetime_knows(directives_of(f)));
	if (f->type == FIELD_GEOPOINT)
		return is_one_of(format, places, 2);
	if (f->type == FIELD_GEOJSON)
		return is_one_of(format, shapes, 1);
	while (known < FORMATS && strcmp(formats[known].name, f->format) != 0)
		known++;
	return f->type != FIELD_STRING || known < FORMATS;
}

/* Returns the phrase about TEXT when it is not a value of F, which is no list, else NULL.
 * With a format that is not understood every text is a value. */
static const char *check_single(const struct field *f, struct slice text)
{
	double x, y;
	bool ok = true;

	switch (f->type) {
	case FIELD_ANY:
	case FIELD_LIST:
	case FIELD_TYPE_MAX:
		return NULL;
	case FIELD_STRING:
		for (size_t i = 0; i < FORMATS; i++)
			if (strcmp(f->format, formats[i].name) == 0)
				return formats[i].fits(text) ? NULL : formats[i].fault;
		return NULL;
	case FIELD_GEOPOINT:
		ok = value_point(f, text, &x, &y);
		break;
	case FIELD_GEOJSON:
		ok = json_check_geo(text, strcmp(f->format, "topojson") == 0);
		break;
	case FIELD_OBJECT:
		ok = json_check(text, JSON_OBJECT);
		break;
	case FIELD_ARRAY:
		ok = json_check(text, JSON_ARRAY);
		break;
	default:
		ok = read_ranked(f, text, &x);
		if (ok || !is_moment(f) || is_default(f))
			break;
		if (strcmp(f->format, "any") != 0 && value_knows_format(f))
			return "not a date or time in the field's format";
		return NULL;
	}
	return ok ? NULL : types[f->type].fault;
}

void value_add_quoted(struct str *out, struct slice text)
{
	size_t shown = text.len;

	if (shown > SHOWN)
		for (shown = SHOWN;
			shown && ((unsigned char)text.text[shown] & 0xc0) == 0x80;)
			shown--;
	str_add(out, "“");
	text_add_visible(out, (struct slice){ text.text, shown });
	str_add(out, shown < text.len ? "…”" : "”");
}

/* Items of a list are checked in the default form of their type, as the standard says. */
bool value_check(const struct field *f, struct slice text, struct str *why)
{
	struct slice value = text;
	const char *fault = NULL;

	if (f->edtf)
		return edtf_parse(text, &(struct edtf){ .first = 0 }, why, NULL);
	if (f->type == FIELD_LIST) {
		struct field items = *f;

		items.type = f->item_type;
		items.format = "default";
		while (!fault && list_next(&text, f->list_delimiter, &value))
			fault = value.len ? check_single(&items, value) : NULL;
	} else {
		fault = check_single(f, text);
	}
	if (fault && why) {
		value_add_quoted(why, value);
		str_addf(why, " is %s.", fault);
	}
	return !fault;
}

bool value_has_key(const struct field *f)
{
	switch (f->type) {
	case FIELD_INTEGER:
	case FIELD_NUMBER:
	case FIELD_BOOLEAN:
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
	case FIELD_YEAR:
	case FIELD_YEARMONTH:
	case FIELD_DURATION:
		return true;
	default:
		return false;
	}
}

/* Numbers have any size. One that is whole is written as an integer, so that the two types
 * can be compared. */
struct slice value_key(const struct field *f, struct slice text, char *buf)
{
	double number;
	int len;

	if (!value_has_key(f) || !text.len)
		return text;
	if (f->type == FIELD_INTEGER || f->type == FIELD_NUMBER) {
		if (read_short(text, &number) && (text.text[0] != '0' || text.len == 1))
			return text;
		if (number_copy(f, slice_trim(text), buf, &number))
			return number_shorten(buf);
	}
	if (!read_ranked(f, text, &number))
		return text;
	if (f->type == FIELD_BOOLEAN)
		return slice_of(number ? "true" : "false");
	len = snprintf(buf, VALUE_KEY_SIZE, "%.17g", number);
	return (struct slice){ buf, (size_t)len };
}

bool value_same(const struct field *f, struct slice a, struct slice b)
{
	char form_a[VALUE_KEY_SIZE], form_b[VALUE_KEY_SIZE];
	struct slice item_a, item_b;
	struct field items = *f;

	if (f->type == FIELD_OBJECT || f->type == FIELD_ARRAY || f->type == FIELD_GEOJSON)
		return json_same(a, b);
	if (f->type != FIELD_LIST)
		return slice_equal(value_key(f, a, form_a), value_key(f, b, form_b));
	items.type = f->item_type;
	items.format = "default";
	while (list_next(&a, f->list_delimiter, &item_a))
		if (!list_next(&b, f->list_delimiter, &item_b) ||
			!value_same(&items, item_a, item_b))
			return false;
	return !list_next(&b, f->list_delimiter, &item_b);
}

/* A value that is no choice sorts as text, after them. NaN is in no order. */
size_t value_choice(const struct field *f, struct slice text)
{
	size_t number = namemap_find(&f->choice_numbers, text);

	return number == NAMEMAP_NONE ? f->choice_count : number;
}

bool value_rank(const struct field *f, struct slice text, double *rank)
{
	struct edtf date;
	double read;

	if (!text.len)
		return false;
	if (f->choices_ordered) {
		size_t choice = value_choice(f, text);

		if (choice < f->choice_count)
			*rank = (double)choice;
		return choice < f->choice_count;
	}
	if (f->edtf) {
		if (!edtf_parse(text, &date, NULL, NULL))
			return false;
		read = (double)date.first + (double)date.start.time / 86400e6;
	} else if (f->type == FIELD_ANY ? !value_plain_number(text, &read)
					: !read_ranked(f, text, &read)) {
		return false;
	}
	if (isnan(read))
		return false;
	*rank = read;
	return true;
}
