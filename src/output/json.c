#include "config.h"

#include "output/json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "data/datetime.h"
#include "data/json.h"
#include "data/package.h"
#include "data/value.h"

enum {
	JSON_DIGITS = 15,      /* as many as a double keeps of any decimal number */
	JSON_DIGITS_MOST = 17, /* as many as tell any two doubles apart */
	JSON_DEPTH = 100,      /* of a cell that is JSON itself */
	JSON_DELETE = 0x7f, /* the first character that may be too much for a terminal */
};

/* Whole numbers up to here are exact in a double, and in everything that reads JSON. */
static const double json_exact = 9007199254740992.0;

static int json_append(const char *bytes, size_t size, void *out)
{
	str_add_bytes(out, bytes, size);
	return 0;
}

/* Appends NODE, which is given up. */
static void json_add_node(struct str *out, json_t *node, size_t flags)
{
	if (!node ||
		json_dump_callback(node, json_append, out,
			flags | JSON_ENCODE_ANY | JSON_COMPACT) != 0)
		fail("a value could not be written as JSON");
	json_decref(node);
}

/* Appends TEXT, JSON already, with the characters escaped that would drive a terminal.
 * They can stand only within strings. Those that JSON itself demands are escaped; DEL,
 * which it allows, is not. */
static void json_add_escaped(struct str *out, struct slice text)
{
	while (text.len) {
		uint32_t character;
		size_t bytes = text_decode(text, &character);

		if (character >= JSON_DELETE && text_visible(character) != character &&
			character <= UINT16_MAX)
			str_addf(out, "\\u%04X", (unsigned)character);
		else if (character >= JSON_DELETE && text_visible(character) != character)
			str_addf(out, "\\u%04X\\u%04X",
				(unsigned)(0xd7c0 + (character >> 10)),
				(unsigned)(0xdc00 + (character & 0x3ff)));
		else
			str_add_bytes(out, text.text, bytes);
		text.text += bytes;
		text.len -= bytes;
	}
}

/* Appends TEXT with what is not UTF-8 replaced: jansson takes nothing else. */
static void json_add_clean(struct str *out, struct slice text)
{
	while (text.len) {
		size_t good = text_check_utf8(text);
		uint32_t character;

		str_add_bytes(out, text.text, good);
		text.text += good;
		text.len -= good;
		if (!text.len)
			break;
		good = text_decode(text, &character);
		text_encode(out, character);
		text.text += good;
		text.len -= good;
	}
}

void json_add_string(struct str *out, struct slice text)
{
	struct str clean, json;

	str_init(&clean);
	str_init(&json);
	if (text_is_plain_ascii(text)) {
		json_add_node(out, json_stringn(text.len ? text.text : "", text.len), 0);
	} else {
		json_add_clean(&clean, text);
		json_add_node(&json, json_stringn(clean.buf, clean.len), 0);
		json_add_escaped(out, (struct slice){ json.buf, json.len });
	}
	str_release(&clean);
	str_release(&json);
}

void json_add_number(struct str *out, double number)
{
	struct str short_form;

	if (!isfinite(number)) {
		str_add(out, "null");
		return;
	}
	if (number == floor(number) && fabs(number) < json_exact) {
		json_add_node(out, json_integer((json_int_t)number), 0);
		return;
	}
	str_init(&short_form);
	json_add_node(&short_form, json_real(number), JSON_REAL_PRECISION(JSON_DIGITS));
	if (strtod(short_form.buf, NULL) == number)
		str_add(out, short_form.buf);
	else
		json_add_node(
			out, json_real(number), JSON_REAL_PRECISION(JSON_DIGITS_MOST));
	str_release(&short_form);
}

static bool json_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Tells whether TEXT, a number of F, is written without a fraction. */
static bool json_is_whole(const struct field *f, struct slice text)
{
	size_t i = text.text[0] == '-' || text.text[0] == '+';

	if (f->type == FIELD_INTEGER)
		return true;
	while (i < text.len && json_is_digit(text.text[i]))
		i++;
	return i == text.len;
}

/* Appends a whole number by the digits in TEXT, without zeros before them. */
static void json_add_digits(struct str *out, struct slice text, bool negative)
{
	size_t start;

	if (negative)
		str_add_char(out, '-');
	start = out->len;
	for (size_t i = 0; i < text.len; i++)
		if (json_is_digit(text.text[i]) &&
			(text.text[i] != '0' || out->len > start))
			str_add_char(out, text.text[i]);
	if (out->len == start)
		str_add_char(out, '0');
}

/* A whole number beyond what a double holds is written by its digits: a key of eighteen
 * digits is to stay that key. Beyond 64 bits it is a string of them, since many a reader
 * refuses the whole document for such a number, others round it (RFC 8259, section 6). */
static void json_add_whole(struct str *out, struct slice text, bool negative)
{
	struct str digits;
	long fits;

	str_init(&digits);
	json_add_digits(&digits, text, negative);
	if (str_parse_long(digits.buf, &fits))
		str_add(out, digits.buf);
	else
		json_add_string(out, slice_of(digits.buf));
	str_release(&digits);
}

/* What is infinite, or no number, JSON cannot tell. */
static bool json_add_numeral(struct str *out, const struct field *f, struct slice text)
{
	double number;

	if (!value_number(f, text, &number) || !isfinite(number))
		return false;
	if (json_is_whole(f, text))
		json_add_whole(out, text, number < 0);
	else
		json_add_number(out, number);
	return true;
}

static bool json_add_year(struct str *out, struct slice text)
{
	int64_t year;

	if (!datetime_read_year(text, &year))
		return false;
	json_add_node(out, json_integer(year), 0);
	return true;
}

/* What sorts by its choices, or as a date, has a rank that is no truth. */
static bool json_add_boolean(struct str *out, const struct field *f, struct slice text)
{
	struct field plain = *f;
	double truth;

	plain.choices_ordered = false;
	plain.edtf = false;
	if (!value_rank(&plain, text, &truth))
		return false;
	str_add(out, truth ? "true" : "false");
	return true;
}

static bool json_add_point(struct str *out, const struct field *f, struct slice text)
{
	double lon, lat;

	if (!value_point(f, text, &lon, &lat))
		return false;
	str_add_char(out, '[');
	json_add_number(out, lon);
	str_add_char(out, ',');
	json_add_number(out, lat);
	str_add_char(out, ']');
	return true;
}

/*
 * Appends TEXT, JSON already, without the blanks between its tokens: a record of a
 * listing is one line. False when it is nested so deep that other programs would refuse
 * the whole listing for it.
 */
static bool json_squeeze(struct str *out, struct slice text)
{
	bool quoted = false;
	int depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.text[i];

		if (!quoted && strchr(" \t\r\n", c))
			continue;
		if (!quoted && (c == '[' || c == '{') && ++depth > JSON_DEPTH)
			return false;
		if (!quoted && (c == ']' || c == '}'))
			depth--;
		quoted ^= c == '"';
		str_add_char(out, c);
		if (c == '\\')
			str_add_char(out, text.text[++i]);
	}
	return true;
}

static bool json_is_of(const struct field *f, const json_t *node)
{
	return f->type == FIELD_ARRAY ? json_is_array(node) : json_is_object(node);
}

/* An object, an array or a shape stands as it is, once it is known to be JSON: written
 * anew, a long number would lose digits. */
static bool json_add_nested(struct str *out, const struct field *f, struct slice text)
{
	json_t *node = json_load_cell(text, JSON_REJECT_DUPLICATES);
	struct str json;
	bool well;

	str_init(&json);
	well = node && json_is_of(f, node) && json_squeeze(&json, text);
	if (well)
		json_add_escaped(out, (struct slice){ json.buf, json.len });
	str_release(&json);
	json_decref(node);
	return well;
}

/* The items are of the type that the field says; an empty one is null. */
static void json_add_list(struct str *out, const struct field *f, struct slice list)
{
	struct field of = *f;
	struct slice item;
	bool more = false;

	of.type = f->item_type;
	of.format = "default";
	str_add_char(out, '[');
	while (list_next(&list, f->list_delimiter, &item)) {
		if (more)
			str_add_char(out, ',');
		more = true;
		json_add_value(out, &of, item);
	}
	str_add_char(out, ']');
}

/* Writes what is typed; false for what is a string after all. */
static bool json_add_typed(struct str *out, const struct field *f, struct slice text)
{
	switch (f->type) {
	case FIELD_INTEGER:
	case FIELD_NUMBER:
		return json_add_numeral(out, f, text);
	case FIELD_YEAR:
		return json_add_year(out, text);
	case FIELD_BOOLEAN:
		return json_add_boolean(out, f, text);
	case FIELD_GEOPOINT:
		return json_add_point(out, f, text);
	case FIELD_OBJECT:
	case FIELD_ARRAY:
	case FIELD_GEOJSON:
		return json_add_nested(out, f, text);
	default:
		return false;
	}
}

void json_add_value(struct str *out, const struct field *f, struct slice text)
{
	if (!text.len)
		str_add(out, "null");
	else if (f->type == FIELD_LIST)
		json_add_list(out, f, text);
	else if (!json_add_typed(out, f, text))
		json_add_string(out, text);
}
