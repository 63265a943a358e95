/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Takes a date apart into its shape, a letter for each part and the signs between, and
 * looks that up. Months are read in English whatever the locale is, so strptime(3) would
 * not do. Keeps nothing.
 */

#include "base/date_text.h"

#include <ctype.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"
#include "base/intl.h"

enum { PARTS = 3, SHAPE = 2 * PARTS, MONTH_LETTERS = 3 };

/* In a shape Y is a number of four digits, n one of up to two, m a month's name. */
static const struct form {
	const char *shape, *order; /* the order of year, month and day */
} forms[] = { { "Y", "y" }, { "Y-n", "ym" }, { "Y/n", "ym" }, { "Y-n-n", "ymd" },
	{ "Y/n/n", "ymd" }, { "Y.n.n", "ymd" }, { "mY", "my" }, { "nmY", "dmy" },
	{ "Ymn", "ymd" }, { "n-m-Y", "dmy" }, { "n/m/Y", "dmy" }, { "mnY", "mdy" },
	{ "n-n-Y", NULL }, { "n/n/Y", NULL }, { "n.n.Y", NULL } };

/* Returns 1 to 12 for a month's name or its beginning of at least three letters, else 0. */
static int month_of(struct slice word)
{
	for (int i = 0; i < CALENDAR_MONTHS; i++)
		if (word.len >= MONTH_LETTERS &&
			word.len <= strlen(calendar_month_names[i]) &&
			strncasecmp(word.text, calendar_month_names[i], word.len) == 0)
			return i + 1;
	return 0;
}

/* Returns whether WORD is OF, two letters. */
static bool is_word(struct slice word, const char *of)
{
	return word.len == 2 && strncasecmp(word.text, of, 2) == 0;
}

/* Returns the bytes of the digits or letters of ASCII at the start of S. */
static size_t run_len(struct slice s, int (*is)(int))
{
	size_t len = 0;

	while (len < s.len && (unsigned char)s.text[len] < 0x80 &&
		is((unsigned char)s.text[len]))
		len++;
	return len;
}

/* Takes TEXT apart into the values of its parts and their shape; false if it has none. */
static bool take_apart(struct slice text, int *values, char *shape)
{
	size_t count = 0, signs = 0, at = 0;

	while (at < text.len) {
		struct slice rest = slice_from(text, at);
		size_t digits = run_len(rest, isdigit), letters = run_len(rest, isalpha);
		struct slice word = { rest.text, letters };
		char before = at ? text.text[at - 1] : ' ';
		char after = rest.len > 1 ? rest.text[1] : ' ';
		char c = rest.text[0];

		at += digits + letters + (digits + letters == 0);
		if ((digits || letters) && count == PARTS)
			return false;
		if (digits) {
			if (digits == 3 || digits > 4)
				return false;
			values[count] = 0;
			for (size_t i = 0; i < digits; i++)
				values[count] = values[count] * 10 + (rest.text[i] - '0');
			shape[signs + count++] = digits == 4 ? 'Y' : 'n';
		} else if (isdigit((unsigned char)before) &&
			(is_word(word, "st") || is_word(word, "nd") ||
				is_word(word, "rd") || is_word(word, "th"))) {
			continue;
		} else if (letters && (count != 1 || !is_word(word, "of"))) {
			values[count] = month_of(word);
			if (!values[count])
				return false;
			shape[signs + count++] = 'm';
		} else if (c == '-' || c == '/' ||
			(c == '.' && isdigit((unsigned char)before) &&
				isdigit((unsigned char)after))) {
			if (before == ' ' || after == ' ' || signs == PARTS - 1)
				return false;
			shape[signs++ + count] = c;
		} else if (!letters && !strchr(" ,.", c)) {
			return false;
		}
	}
	shape[signs + count] = '\0';
	return true;
}

/* Sets *OUT to the date whose parts VALUES are in ORDER. */
static bool make(const char *order, const int *values, struct edtf *out)
{
	int month = 1, day = 1, year = 0;
	char iso[40];
	int len;

	for (len = 0; order[len]; len++)
		*(order[len] == 'y'                 ? &year
				: order[len] == 'm' ? &month
						    : &day) = values[len];
	snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
	return month <= CALENDAR_MONTHS &&
		edtf_parse((struct slice){ iso, 1 + 3 * (size_t)len }, out, NULL, NULL);
}

bool date_text_read(struct slice text, bool month_first, struct date_text *out)
{
	struct date_text date = { .ambiguous = false };
	char shape[SHAPE + 1];
	int values[PARTS];
	size_t i = 0;
	const char *order;
	bool first, second;

	if (!take_apart(text, values, shape))
		return false;
	while (i < sizeof forms / sizeof *forms && strcmp(shape, forms[i].shape) != 0)
		i++;
	if (i == sizeof forms / sizeof *forms)
		return false;
	order = forms[i].order ? forms[i].order : month_first ? "mdy" : "dmy";
	first = make(order, values, &date.date);
	second =
		!forms[i].order && make(month_first ? "dmy" : "mdy", values, &date.other);
	if (!first && !second)
		return false;
	if (!first)
		date.date = date.other;
	date.ambiguous = first && second && values[0] != values[1];
	*out = date;
	return true;
}

bool date_text_month_first(void)
{
	const char *name = intl_locale("LC_TIME"), *format, *day, *month, *year;
	locale_t locale;
	bool first;

	/* The format of the C locale is nobody's choice. */
	if (!*name || strcmp(name, "POSIX") == 0 ||
		(name[0] == 'C' && (!name[1] || name[1] == '.')))
		return false;
	locale = newlocale(LC_TIME_MASK, name, (locale_t)0);
	if (!locale)
		return false;
	format = nl_langinfo_l(D_FMT, locale);
	day = strpbrk(format, "de");
	month = strpbrk(format, "mbB");
	year = strpbrk(format, "yY");
	first = strstr(format, "%D") ||
		(day && month && year && month < day && day < year);
	freelocale(locale);
	return first;
}
