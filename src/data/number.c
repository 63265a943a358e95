/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the forms of numbers. Blanks, signs and units of other countries are characters of
 * UTF-8; the digits are those of ASCII.
 */

#include "data/number.h"

#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>

#include "base/text.h"

enum {
	NUMBER_LENGTH = 400, /* bytes of a number, so that number_shorten has room */
	EXPONENT_MOST = 1000000000, /* larger ones are infinite all the same */
	FRACTION_DIGITS = 6,        /* of each part of one */
	CURRENCY_LETTERS = 3,       /* of the code of a currency (ISO 4217): CHF */
};

static const char digits[] = "0123456789";

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/*
 * The form is checked here since strtod(3) takes more: blanks, "0x1A", "nan(7)". strtod(3)
 * wants the decimal character of the locale, so the point is replaced by that.
 */
bool number_read(const char *plain, double *out)
{
	const char *point, *radix = ".", *p = plain;
	char local[NUMBER_SIZE + 16];
	size_t count, fraction = 0;

	p += *p == '-' || *p == '+';
	count = strspn(p, digits);
	p += count;
	point = *p == '.' ? p : NULL;
	if (point) {
		fraction = strspn(p + 1, digits);
		p += 1 + fraction;
	}
	if (!count && !fraction)
		return false;
	if (*p == 'e' || *p == 'E') {
		p += 1 + (p[1] == '-' || p[1] == '+');
		count = strspn(p, digits);
		p += count;
		if (!count)
			return false;
	}
	if (*p)
		return false;
	if (point)
		radix = localeconv()->decimal_point;
	if (strcmp(radix, ".") != 0) {
		snprintf(local, sizeof local, "%.*s%s%s", (int)(point - plain), plain,
			radix, point + 1);
		plain = local;
	}
	*out = strtod(plain, NULL);
	return true;
}

/* --- by declaration --- */

/* The digits between the group characters of a number, as they are counted. */
struct digit_groups {
	size_t count; /* groups that have ended */
	size_t first,
		present; /* digits of the first group that ended, of the present one */
	bool by_three, by_two; /* so many in all that ended after the first */
};

static void end_group(struct digit_groups *g)
{
	if (g->count++ == 0) {
		g->first = g->present;
	} else {
		g->by_three = g->by_three && g->present == 3;
		g->by_two = g->by_two && g->present == 2;
	}
	g->present = 0;
}

/*
 * Returns whether the digits are grouped as people write: three in each group but the
 * first, or as in India two in those before the last. Others are most likely parted by the
 * decimal character of another country: without it the number would be another one.
 */
static bool are_groups(const struct digit_groups *g)
{
	return !g->count ||
		(g->first && g->present == 3 &&
			((g->by_three && g->first <= 3) || (g->by_two && g->first <= 2)));
}

/* Copies by what F says of its numbers; the order of the characters is not looked at. */
static bool copy_declared(
	const struct field *f, struct slice text, char plain[NUMBER_SIZE])
{
	const char starts[] = { '-', '+', f->decimal_char, '\0' };
	size_t group = strlen(f->group_char), len = 0;
	struct digit_groups groups = { .by_three = true, .by_two = true };
	bool whole = true; /* before the decimal character or the exponent */

	/* Around the digits there may be a currency, a percent sign. */
	while (!f->bare_number && text.len && !memchr(digits, *text.text, 10) &&
		!memchr(starts, *text.text, 3)) {
		text.text++;
		text.len--;
	}
	while (!f->bare_number && text.len &&
		!memchr(digits, text.text[text.len - 1], 10))
		text.len--;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.text[i];

		if (group && whole && text.len - i >= group &&
			memcmp(text.text + i, f->group_char, group) == 0) {
			end_group(&groups);
			i += group - 1;
			continue;
		}
		if (len + 1 == NUMBER_LENGTH || !c ||
			(c == '.' && f->decimal_char != '.'))
			return false;
		if (memchr(digits, c, 10))
			groups.present += whole;
		else if (i)
			whole = false;
		else
			whole = c != f->decimal_char;
		plain[len++] = c == f->decimal_char ? '.' : c;
	}
	plain[len] = '\0';
	return len && are_groups(&groups) &&
		!(f->type == FIELD_INTEGER && strpbrk(plain, ".eE"));
}

/* --- as people write them --- */

/* A number that is being read. */
struct written {
	struct slice rest;
	char decimal;
	char *plain;
	size_t len;
	char *unit;
	size_t unit_len;
	bool negative, in_parentheses;
};

static bool is_number_blank(uint32_t c)
{
	return c == ' ' || c == 0xa0 || c == 0x2009 || c == 0x202f;
}

static bool is_sign(uint32_t c)
{
	return c == '+' || c == '-' || c == 0x2212 || c == 0x2013;
}

static bool is_currency_sign(uint32_t c)
{
	return c < 0x80 ? c == '$' : uc_is_property_currency_symbol(c);
}

static bool is_group(uint32_t c)
{
	return c == ',' || c == '.' || c == '\'' || c == 0x2019 || is_number_blank(c);
}

/* Takes the next BYTES bytes as a part of the unit; returns false when it is too long. */
static bool take_unit(struct written *w, size_t bytes)
{
	if (w->unit_len + bytes >= NUMBER_UNIT)
		return false;
	memcpy(w->unit + w->unit_len, w->rest.text, bytes);
	w->unit_len += bytes;
	return true;
}

/* Takes what is before the digits: a sign or a parenthesis, and a currency by its sign, its
 * code or two letters ("Rp"). Other words begin names ("v1.10", "row 2"). */
static bool take_before(struct written *w)
{
	size_t letters = 0, capitals = 0, signs = 0, bytes;
	bool is_signed = false, other = false, blank = false;
	uint32_t c;

	for (; w->rest.len; w->rest = slice_from(w->rest, bytes)) {
		char next = w->rest.len > 1 ? w->rest.text[1] : '\0';

		bytes = text_decode(w->rest, &c);
		if (is_digit(c) ||
			(c == (uint32_t)w->decimal && is_digit((unsigned char)next) &&
				!w->unit_len))
			break;
		if (is_number_blank(c)) {
			blank = true;
			continue;
		}
		if (is_sign(c) || c == '(') {
			/* "AB-12" is no number. */
			if (is_signed || (letters && !signs && !blank))
				return false;
			is_signed = true;
			w->negative = c != '+';
			w->in_parentheses = c == '(';
			continue;
		}
		signs += is_currency_sign(c);
		letters += uc_is_alpha(c);
		capitals += uc_is_upper(c);
		other |=
			!is_currency_sign(c) && !uc_is_alpha(c) && !(c == '.' && letters);
		blank = false;
		if (!take_unit(w, bytes))
			return false;
	}
	return w->rest.len && !other &&
		(!w->unit_len || signs || letters == 2 ||
			(letters == CURRENCY_LETTERS && capitals == letters));
}

/* Takes digits with what is between them, and an exponent. */
static bool take_digits(struct written *w)
{
	struct digit_groups groups = { .by_three = true, .by_two = true };
	bool whole = true, any = false;
	size_t start = w->len, bytes;
	uint32_t c, group = 0;

	for (; w->rest.len; w->rest = slice_from(w->rest, bytes)) {
		bytes = text_decode(w->rest, &c);
		if (w->len + 1 >= NUMBER_LENGTH)
			return false;
		if (is_digit(c)) {
			w->plain[w->len++] = (char)c;
			groups.present += whole;
			any = true;
		} else if (whole && c == (uint32_t)w->decimal) {
			w->plain[w->len++] = '.';
			whole = false;
		} else if (whole && is_group(c) && (!group || c == group) &&
			w->rest.len > bytes &&
			is_digit((unsigned char)w->rest.text[bytes])) {
			end_group(&groups);
			group = c;
		} else {
			break;
		}
	}
	groups.by_two &= group == ',';
	if (w->rest.len > 1 && (*w->rest.text | 0x20) == 'e') {
		size_t sign = w->rest.text[1] == '-' || w->rest.text[1] == '+';
		size_t len = 1 + sign;

		while (len < w->rest.len && is_digit((unsigned char)w->rest.text[len]))
			len++;
		if (len > 1 + sign) {
			if (w->len + len >= NUMBER_LENGTH)
				return false;
			memcpy(w->plain + w->len, w->rest.text, len);
			w->len += len;
			w->rest = slice_from(w->rest, len);
		}
	}
	/* Nobody writes zeros before a group, or before an amount: "0,500", "ID 0012". */
	return any && are_groups(&groups) &&
		!(w->plain[start] == '0' &&
			(group ||
				(w->unit_len && w->len > start + 1 &&
					is_digit((unsigned char)w->plain[start + 1]))));
}

/* Takes what is after the digits: a unit, and the parenthesis. */
static bool take_after(struct written *w)
{
	bool first = true, open = w->in_parentheses;
	size_t bytes;
	uint32_t c;

	for (; w->rest.len; w->rest = slice_from(w->rest, bytes)) {
		bytes = text_decode(w->rest, &c);
		if (is_number_blank(c))
			continue;
		if (c == ')' && open) {
			open = false;
			continue;
		}
		if (is_digit(c) || c < ' ' || c == TEXT_BAD ||
			(first && c != '%' && c != 0x2030 && c != 0xb0 &&
				!uc_is_alpha(c) && !is_currency_sign(c)) ||
			!take_unit(w, bytes))
			return false;
		first = false;
	}
	return !open;
}

/* Copies a fraction, "1/2" or "-1 1/2", rounded to twelve places. */
static bool copy_fraction(struct slice text, char plain[NUMBER_SIZE])
{
	double parts[3] = {
		0
	}; /* a whole number, and what is above and below the line */
	size_t part = 0, count = 0;
	bool negative = text.len && *text.text == '-';

	for (text = slice_from(text, negative); text.len; text = slice_from(text, 1)) {
		if (is_digit((unsigned char)*text.text) && count < FRACTION_DIGITS) {
			parts[part] = parts[part] * 10 + (*text.text - '0');
			count++;
			continue;
		}
		if (!count || part == 2 ||
			(*text.text != '/' && (*text.text != ' ' || part)))
			return false;
		if (*text.text == '/' && !part) {
			parts[1] = parts[0];
			parts[0] = 0;
		}
		part = *text.text == '/' ? 2 : 1;
		count = 0;
	}
	if (part < 2 || !count || parts[2] == 0)
		return false;
	snprintf(plain, NUMBER_SIZE, "%s%.0fe-12", negative ? "-" : "",
		(parts[0] + parts[1] / parts[2]) * 1e12);
	return true;
}

bool number_copy_written(
	struct slice text, char decimal, char plain[NUMBER_SIZE], char unit[NUMBER_UNIT])
{
	struct written w = {
		.rest = text, .decimal = decimal, .plain = plain, .unit = unit
	};

	*unit = '\0';
	if (copy_fraction(text, plain))
		return true;
	if (!take_before(&w))
		return false;
	if (w.negative)
		plain[w.len++] = '-';
	if (!take_digits(&w) || !take_after(&w))
		return false;
	plain[w.len] = '\0';
	unit[w.unit_len] = '\0';
	return true;
}

bool number_copy(
	const struct field *f, struct slice text, char plain[NUMBER_SIZE], double *value)
{
	char unit[NUMBER_UNIT];

	return (f->unit ? number_copy_written(text, f->decimal_char, plain, unit) &&
				       (!*unit || strcmp(unit, f->unit) == 0)
			: copy_declared(f, text, plain)) &&
		number_read(plain, value);
}

/* --- by all digits --- */

/* A number that is 0.DIGITS times 10^POINT, without zeros at the ends of the digits. */
struct decimal {
	bool negative;
	int64_t point;
	size_t count; /* 0: the number is 0 */
	char digits[NUMBER_SIZE];
};

static void read_decimal(const char *plain, struct decimal *out)
{
	int64_t exponent = 0;
	bool whole = true;

	*out = (struct decimal){ .negative = *plain == '-' };
	for (plain += *plain == '-' || *plain == '+';
		is_digit((unsigned char)*plain) || *plain == '.'; plain++) {
		if (*plain == '.') {
			whole = false;
			continue;
		}
		if (out->count || *plain != '0')
			out->digits[out->count++] = *plain;
		/* A zero before the first other digit counts after the point only. */
		if (out->count)
			out->point += whole;
		else
			out->point -= !whole;
	}
	while (out->count && out->digits[out->count - 1] == '0')
		out->count--;
	if (*plain) {
		bool down = plain[1] == '-';

		for (plain += 1 + (down || plain[1] == '+'); *plain; plain++)
			if (exponent < EXPONENT_MOST)
				exponent = exponent * 10 + (*plain - '0');
		out->point += down ? -exponent : exponent;
	}
	if (!out->count)
		*out = (struct decimal){ .negative = false };
}

void number_add_order(struct str *out, const char *plain)
{
	struct decimal d;
	size_t start = out->len;

	read_decimal(plain, &d);
	str_addf(out, "%012" PRId64, d.point + 20 * (int64_t)EXPONENT_MOST);
	str_add_bytes(out, d.digits, d.count);
	if (!d.negative)
		return;
	for (size_t i = start; i < out->len; i++)
		out->buf[i] = (char)('0' + '9' - out->buf[i]);
	str_add_char(out, '9' + 1); /* of two that begin alike the longer one is less */
}

struct slice number_shorten(char plain[NUMBER_SIZE])
{
	struct decimal d;
	char *end = plain;

	read_decimal(plain, &d);
	if (!d.count)
		return slice_of("0");
	if (d.negative)
		*end++ = '-';
	if (d.point >= (int64_t)d.count && d.point < NUMBER_LENGTH) {
		memcpy(end, d.digits, d.count);
		memset(end + d.count, '0', (size_t)d.point - d.count);
		end += d.point;
	} else {
		end += snprintf(end, NUMBER_SIZE - 1, ".%.*se%" PRId64, (int)d.count,
			d.digits, d.point);
	}
	return (struct slice){ plain, (size_t)(end - plain) };
}
