#include "config.h"

/*
 * Takes a date apart into numbers and at most one month's name; their order and what is
 * between them decide which is which. Months are read in English whatever the locale is,
 * so strptime(3) would not do. Keeps nothing.
 */

#include "base/date_text.h"

#include <ctype.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"

enum { PARTS = 3, MONTH_LETTERS = 3, YEAR_DIGITS = 4 };

/* The numbers and the month of a date, in the order in which they were written. */
struct parts {
	int number[PARTS];
	int digits[PARTS]; /* of each number; 0 for the month that is a word */
	int count;
	int word;     /* index of the month that is a word, or -1 */
	char between; /* what is between the first two: ' ', '-', '/' or '.' */
};

/* Adds WORD, a run of letters: the name of a month, or at least its first three letters,
 * or what may follow a number. BEHIND_DIGIT: no blank is between. */
static bool add_word(struct parts *p, struct slice word, bool behind_digit)
{
	static const char *const ordinals[] = { "st", "nd", "rd", "th" };
	int month = 0;

	for (int i = 0; behind_digit && word.len == 2 && i < 4; i++)
		if (strncasecmp(word.text, ordinals[i], 2) == 0)
			return true;
	if (!behind_digit && word.len == 2 && strncasecmp(word.text, "of", 2) == 0)
		return p->count == 1;
	while (month < CALENDAR_MONTHS &&
		(word.len > strlen(calendar_month_names[month]) ||
			strncasecmp(word.text, calendar_month_names[month], word.len)))
		month++;
	if (behind_digit || word.len < MONTH_LETTERS || month == CALENDAR_MONTHS ||
		p->word >= 0 || p->count == PARTS)
		return false;
	p->word = p->count;
	p->number[p->count] = month + 1;
	p->digits[p->count++] = 0;
	return true;
}

/* Takes TEXT apart. The signs between numbers are all alike, one at a time. */
static bool split(struct slice text, struct parts *p)
{
	size_t i = 0;
	bool open = false; /* the last byte is a hyphen or a slash */

	*p = (struct parts){ .word = -1, .between = ' ' };
	while (i < text.len) {
		size_t start = i;
		unsigned char c = (unsigned char)text.text[i];
		bool after_sign = open;

		open = false;
		if (isdigit(c)) {
			int value = 0;

			while (i < text.len && isdigit((unsigned char)text.text[i]) &&
				i - start <= YEAR_DIGITS)
				value = value * 10 + (text.text[i++] - '0');
			if (p->count == PARTS || i - start > YEAR_DIGITS)
				return false;
			p->number[p->count] = value;
			p->digits[p->count++] = (int)(i - start);
		} else if (c < 0x80 && isalpha(c)) {
			while (i < text.len && (unsigned char)text.text[i] < 0x80 &&
				isalpha((unsigned char)text.text[i]))
				i++;
			if (!add_word(p, slice_part(text, start, i - start),
				    start &&
					    isdigit((unsigned char)text.text[start - 1])))
				return false;
		} else if (c && strchr("-/.", c)) {
			if (p->count == 0 || after_sign || text.text[i - 1] == ' ' ||
				(p->count > 1 && p->word < 0 && p->between != (char)c))
				return false;
			open = c != '.';
			if (p->count == 1)
				p->between = (char)c;
			i++;
		} else if ((c == ' ' || c == ',') && !after_sign) {
			i++;
		} else {
			return false;
		}
	}
	return p->count > 0 && !open;
}

/* Sets *OUT to the date; MONTH and DAY are 0 when there is none. */
static bool make(int year, int month, int day, struct edtf *out)
{
	char iso[40];

	if (day)
		snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
	else if (month)
		snprintf(iso, sizeof iso, "%04d-%02d", year, month);
	else
		snprintf(iso, sizeof iso, "%04d", year);
	return month <= CALENDAR_MONTHS && edtf_parse(slice_of(iso), out, NULL, NULL);
}

/* A day and a month in numbers before a year. */
static bool read_numbers(const struct parts *p, bool month_first, struct date_text *out)
{
	int year = p->number[2], a = p->number[0], b = p->number[1];
	struct edtf day_first, month_leads;
	bool first = make(year, b, a, &day_first);
	bool second = make(year, a, b, &month_leads);

	if (!a || !b || (!first && !second))
		return false;
	out->ambiguous = first && second && a != b;
	if (second && (month_first || !first)) {
		out->date = month_leads;
		out->other = first ? day_first : month_leads;
	} else {
		out->date = day_first;
		out->other = second ? month_leads : day_first;
	}
	return true;
}

bool date_text_read(struct slice text, bool month_first, struct date_text *out)
{
	struct date_text date = { .ambiguous = false };
	struct parts p;
	bool ok = false;

	if (!split(text, &p))
		return false;
	if (p.count == 1)
		ok = p.digits[0] == 4 && make(p.number[0], 0, 0, &date.date);
	else if (p.count == 2 && p.word == 0)
		ok = p.digits[1] == 4 && make(p.number[1], p.number[0], 0, &date.date);
	else if (p.count == 2 && p.digits[0] == 4)
		ok = p.number[1] && p.digits[1] <= 2 && strchr("-/", p.between) &&
			make(p.number[0], p.number[1], 0, &date.date);
	else if (p.count == PARTS && p.word >= 0 && p.word < 2)
		ok = p.digits[2] == 4 && p.number[1 - p.word] &&
			make(p.number[2], p.number[p.word], p.number[1 - p.word],
				&date.date);
	else if (p.count == PARTS && p.word < 0 && p.between != ' ' && p.digits[0] == 4)
		ok = p.number[1] && p.number[2] &&
			make(p.number[0], p.number[1], p.number[2], &date.date);
	else if (p.count == PARTS && p.word < 0 && p.between != ' ' && p.digits[2] == 4)
		ok = read_numbers(&p, month_first, &date);
	if (ok)
		*out = date;
	return ok;
}

bool date_text_month_first(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_TIME", "LANG" };
	const char *name = NULL, *format, *day, *month, *year;
	locale_t locale;
	bool first;

	for (size_t i = 0; i < sizeof variables / sizeof *variables && (!name || !*name);
		i++)
		name = getenv(variables[i]);
	/* The format of the C locale is nobody's choice. */
	if (!name || !*name || strcmp(name, "POSIX") == 0 ||
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
