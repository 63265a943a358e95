/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

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
#include "data/table.h"
#include "data/value.h"

enum {
	JSON_DIGITS = 15,      /* as many as a double keeps of any decimal number */
	JSON_DIGITS_MOST = 17, /* as many as any two doubles differ in */
	JSON_DEPTH = 100,      /* of a cell that is JSON itself */
	JSON_DELETE = 0x7f,    /* the first character that may drive a terminal */
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

/* Appends TEXT, JSON already, with those characters escaped that would drive a terminal.
 * They are always within strings. JSON demands this of all of them but DEL and those
 * that follow. */
static void json_add_escaped(struct str *out, struct slice text)
{
	while (text.len) {
		uint32_t character;
		size_t bytes = text_decode(text, &character);

		if (character < JSON_DELETE || text_visible(character) == character)
			str_add_bytes(out, text.text, bytes);
		else if (character <= UINT16_MAX)
			str_addf(out, "\\u%04X", (unsigned)character);
		else
			str_addf(out, "\\u%04X\\u%04X",
				(unsigned)(0xd7c0 + (character >> 10)),
				(unsigned)(0xdc00 + (character & 0x3ff)));
		text.text += bytes;
		text.len -= bytes;
	}
}

/* jansson takes only UTF-8, so all else is replaced first. */
void json_add_string(struct str *out, struct slice text)
{
	struct str clean = STR_INIT, json = STR_INIT;

	if (text_is_plain_ascii(text)) {
		json_add_node(out, json_stringn(text.len ? text.text : "", text.len), 0);
		return;
	}
	while (text.len) {
		size_t good = text_check_utf8(text);
		uint32_t character;

		if (good) {
			str_add_bytes(&clean, text.text, good);
		} else {
			good = text_decode(text, &character);
			text_encode(&clean, character);
		}
		text.text += good;
		text.len -= good;
	}
	json_add_node(&json, json_stringn(clean.buf, clean.len), 0);
	json_add_escaped(out, str_slice(&json));
	str_release(&clean);
	str_release(&json);
}

void json_add_text(struct str *out, struct slice text)
{
	if (text.len)
		json_add_string(out, text);
	else
		str_add(out, "null");
}

void json_add_number(struct str *out, double number)
{
	struct str text = STR_INIT;

	if (!isfinite(number)) {
		str_add(out, "null");
	} else if (number == floor(number) && fabs(number) < json_exact) {
		json_add_node(out, json_integer((json_int_t)number), 0);
	} else {
		json_add_node(&text, json_real(number), JSON_REAL_PRECISION(JSON_DIGITS));
		if (strtod(text.buf, NULL) == number)
			str_add(out, text.buf);
		else
			json_add_node(out, json_real(number),
				JSON_REAL_PRECISION(JSON_DIGITS_MOST));
	}
	str_release(&text);
}

static bool json_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Appends a number. A whole one is its digits, without zeros before them: a key of eighteen
 * digits, more than a double holds, must stay that key. Beyond 64 bits it is a string of
 * them, since many readers refuse the whole document for such a number, and others round it
 * (RFC 8259, section 6).
 */
static bool json_add_numeral(struct str *out, const struct field *f, struct slice text)
{
	size_t whole = text.text[0] == '-' || text.text[0] == '+';
	struct str digits = STR_INIT;
	size_t start;
	double number;
	int64_t fits;

	if (!value_number(f, text, &number) || !isfinite(number))
		return false;
	while (whole < text.len && json_is_digit(text.text[whole]))
		whole++;
	if (f->type != FIELD_INTEGER && whole < text.len) {
		json_add_number(out, number);
		return true;
	}
	str_add(&digits, number < 0 ? "-" : "");
	start = digits.len;
	for (size_t i = 0; i < text.len; i++)
		if (json_is_digit(text.text[i]) &&
			(text.text[i] != '0' || digits.len > start))
			str_add_char(&digits, text.text[i]);
	if (digits.len == start)
		str_add_char(&digits, '0');
	if (str_parse_int64(digits.buf, &fits))
		str_add(out, digits.buf);
	else
		json_add_string(out, str_slice(&digits));
	str_release(&digits);
	return true;
}

/*
 * Appends an object, an array or a shape: a copy, once it is known to be JSON, for jansson
 * would drop digits of a long number; without the blanks between its tokens, for a record of
 * a listing is one line. Returns false when it is nested so deep that other programs would
 * refuse the whole listing for it.
 */
static bool json_add_nested(struct str *out, const struct field *f, struct slice text)
{
	json_t *node = json_load_cell(text, JSON_REJECT_DUPLICATES);
	bool ok = f->type == FIELD_ARRAY ? json_is_array(node) : json_is_object(node);
	bool quoted = false;
	int depth = 0;
	struct str json = STR_INIT;

	for (size_t i = 0; i < text.len && ok; i++) {
		char c = text.text[i];

		if (!quoted && strchr(" \t\r\n", c))
			continue;
		if (!quoted && (c == '[' || c == '{'))
			ok = ++depth <= JSON_DEPTH;
		if (!quoted && (c == ']' || c == '}'))
			depth--;
		quoted ^= c == '"';
		str_add_char(&json, c);
		if (c == '\\')
			str_add_char(&json, text.text[++i]);
	}
	if (ok)
		json_add_escaped(out, str_slice(&json));
	str_release(&json);
	json_decref(node);
	return ok;
}

/* Appends what JSON has a type for; returns false for what is a string after all. */
static bool json_add_typed(struct str *out, const struct field *f, struct slice text)
{
	struct field plain;
	double truth, lon, lat;
	int64_t year;

	switch (f->type) {
	case FIELD_INTEGER:
	case FIELD_NUMBER:
		return json_add_numeral(out, f, text);
	case FIELD_YEAR:
		if (!datetime_read_year(text, &year))
			return false;
		json_add_node(out, json_integer(year), 0);
		return true;
	case FIELD_BOOLEAN:
		/* What sorts by its choices, or as a date, has a rank that is no truth
		 * value. */
		plain = *f;
		plain.choices_ordered = false;
		plain.edtf = false;
		if (!value_rank(&plain, text, &truth))
			return false;
		str_add(out, truth != 0 ? "true" : "false");
		return true;
	case FIELD_GEOPOINT:
		if (!value_point(f, text, &lon, &lat))
			return false;
		str_add_char(out, '[');
		json_add_number(out, lon);
		str_add_char(out, ',');
		json_add_number(out, lat);
		str_add_char(out, ']');
		return true;
	case FIELD_OBJECT:
	case FIELD_ARRAY:
	case FIELD_GEOJSON:
		return json_add_nested(out, f, text);
	default:
		return false;
	}
}

/* The items of a list have the item type of the field; an empty item is null. */
void json_add_value(struct str *out, const struct field *f, struct slice text)
{
	struct slice item;
	const char *comma = "";

	if (!text.len && (f->type != FIELD_STRING || table_is_missing(f, text))) {
		str_add(out, "null");
	} else if (f->type == FIELD_LIST) {
		struct field items = *f;

		items.type = f->item_type;
		items.format = "default";
		items.empty_is_value = false;
		str_add_char(out, '[');
		while (list_next(&text, f->list_delimiter, &item)) {
			str_add(out, comma);
			comma = ",";
			json_add_value(out, &items, item);
		}
		str_add_char(out, ']');
	} else if (!json_add_typed(out, f, text)) {
		json_add_string(out, text);
	}
}
