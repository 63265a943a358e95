/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Takes a phrase apart into words, drops those that say nothing, and reads the others as
 * day, month and year of one date or of two. What one of the two does not say, the other
 * one does. Keeps nothing.
 */

#include "base/date_phrase.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/casefold.h"
#include "base/str.h"

enum { LETTERS = 3 }; /* of a month or a day of the week, at least */

/* The names of months, folded. */
static const char *const months[CALENDAR_MONTHS] = {
	"january janvier enero januar gennaio janeiro januari январь января",
	"february fevrier febrero februar febbraio fevereiro februari февраль февраля",
	"march mars marzo marz marco maret март марта",
	"april avril abril aprile апрель апреля",
	"may mai mayo maggio maio mei маи мая",
	"june juin junio juni giugno junho июнь июня",
	"july juillet julio juli luglio julho июль июля",
	"august aout agosto agustus август августа",
	"september septembre septiembre settembre setembro сентябрь сентября",
	"october octobre octubre oktober ottobre outubro октябрь октября",
	"november novembre noviembre novembro nopember ноябрь ноября",
	"december decembre diciembre dezember dicembre dezembro desember декабрь декабря",
};

static const char weekdays[] = "monday tuesday wednesday thursday friday saturday sunday";
static const char silent[] = "the of on in from between de del le el du am den von entre";
static const char joining[] = "to and until till through a al au et y e und bis по - – —";

/* A word at the start, and on which side of the date the span is open. */
static const struct {
	const char *word;
	bool later;  /* from the date on, else up to it */
	bool beyond; /* without the date itself */
} openings[] = { { "since", true, false }, { "after", true, true },
	{ "before", false, true }, { "until", false, false }, { "till", false, false } };

/* Parts of a date; 0 is for what was not said. */
struct parts {
	int year, month, day;
};

/* A phrase being read. */
struct phrase {
	struct parts dates[2];
	int count; /* dates begun */
};

/* Returns whether WORD is one of LIST, or with LEAST the beginning of one, so many bytes
 * long at least. */
static bool is_among(struct slice word, const char *list, size_t least)
{
	while (*list) {
		size_t len = strcspn(list, " ");

		if (word.len <= len && memcmp(list, word.text, word.len) == 0 &&
			(least ? word.len >= least : word.len == len))
			return true;
		list += len + (list[len] == ' ');
	}
	return false;
}

/* Returns whether WORD is what the screen calls MONTH, or the beginning of it. */
static bool is_shown_as(struct slice word, int month)
{
	struct str names = STR_INIT;
	bool is;

	casefold_add(&names, slice_of(calendar_month_name(month)));
	str_add_char(&names, ' ');
	casefold_add(&names, slice_of(calendar_month_abbreviation(month)));
	is = is_among(word, names.buf, LETTERS);
	str_release(&names);
	return is;
}

/* Returns 1 to 12 for a month, else 0. The names above come first. */
static int month_of(struct slice word)
{
	for (int i = 0; i < CALENDAR_MONTHS; i++)
		if (is_among(word, months[i], LETTERS))
			return i + 1;
	for (int i = 1; i <= CALENDAR_MONTHS && !isdigit((unsigned char)*word.text); i++)
		if (is_shown_as(word, i))
			return i;
	return 0;
}

/* Reads WORD, a number of two or four digits with or without "th", into D. */
static bool read_number(struct slice word, struct parts *d)
{
	size_t digits = 0;
	int *part;
	int value = 0;

	for (; digits < word.len && isdigit((unsigned char)word.text[digits]); digits++)
		value = value < 10000 ? value * 10 + word.text[digits] - '0' : value;
	part = digits == 4 ? &d->year : &d->day;
	if (*part || !value || (digits != 4 && digits > 2) ||
		(digits < word.len &&
			(digits == 4 ||
				!is_among(
					slice_from(word, digits), "st nd rd th er", 0))))
		return false;
	*part = value;
	return true;
}

static bool read_word(struct phrase *p, struct slice word)
{
	struct parts *d = &p->dates[p->count];
	int month = month_of(word);

	if (is_among(word, silent, 0) || is_among(word, weekdays, LETTERS))
		return true;
	if (is_among(word, joining, 0))
		return p->count++ == 0;
	if (month && !d->month) {
		d->month = month;
		return true;
	}
	return !month && read_number(word, d);
}

/* Reads FOLDED, in which blanks, commas and dashes end words; so does a full stop that
 * ends one. */
static bool read_words(struct phrase *p, struct slice folded)
{
	size_t start = 0;

	for (size_t at = 0; at <= folded.len; at++) {
		struct slice rest = slice_from(folded, at);
		bool dash = slice_starts(rest, slice_of("–")) ||
			slice_starts(rest, slice_of("—"));
		size_t sign = dash ? strlen("–") : rest.len && rest.text[0] == '-';

		if (rest.len && !sign && !strchr(" ,.", rest.text[0]))
			continue;
		if (at > start && !read_word(p, slice_part(folded, start, at - start)))
			return false;
		if (sign && !read_word(p, slice_part(rest, 0, sign)))
			return false;
		at += sign > 1 ? sign - 1 : 0;
		start = at + 1;
	}
	return true;
}

/* Sets *OUT to the days of D. */
static bool make(const struct parts *d, struct edtf *out)
{
	char iso[40];

	if (!d->year || (d->day && !d->month))
		return false;
	snprintf(iso, sizeof iso, "%04d-%02d-%02d", d->year, d->month, d->day);
	iso[d->day ? 10 : d->month ? 7 : 4] = '\0';
	return edtf_parse(slice_of(iso), out, NULL, NULL);
}

bool date_phrase_read(struct slice text, struct edtf *out)
{
	struct phrase p = { .count = 0 };
	struct str folded = STR_INIT;
	struct slice rest;
	struct edtf first, last;
	struct parts *a = &p.dates[0], *b = &p.dates[1];
	size_t opening = 0;
	bool read;

	/* What is in quotes is meant as text; folding drops these signs. */
	if (!text.len || memchr(text.text, '"', text.len) ||
		memchr(text.text, '&', text.len))
		return false;
	casefold_add_signs(&folded, text);
	rest = str_slice(&folded);
	for (; opening < sizeof openings / sizeof *openings; opening++) {
		struct slice word = slice_of(openings[opening].word);

		if (slice_starts(rest, word) && rest.text[word.len] == ' ') {
			rest = slice_from(rest, word.len + 1);
			break;
		}
	}
	read = read_words(&p, rest);
	str_release(&folded);
	if (!read)
		return false;
	if (!p.count)
		*b = *a;
	a->year = a->year ? a->year : b->year;
	b->year = b->year ? b->year : a->year;
	b->month = b->month || !b->day ? b->month : a->month;
	a->month = a->month ? a->month : b->month;
	if (!a->day != !b->day || !a->month != !b->month || !make(a, &first) ||
		!make(b, &last) || last.last < first.first)
		return false;
	first.last = last.last;
	first.end = last.end;
	first.kind = p.count ? EDTF_INTERVAL : EDTF_DATE;
	if (opening < sizeof openings / sizeof *openings) {
		bool later = openings[opening].later, beyond = openings[opening].beyond;

		if (p.count)
			return false;
		if (later) {
			first.first = beyond ? first.last + 1 : first.first;
			first.last = EDTF_MAX;
		} else {
			first.last = beyond ? first.first - 1 : first.last;
			first.first = EDTF_MIN;
		}
	}
	*out = first;
	return true;
}
