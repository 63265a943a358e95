/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns nothing: line ends, quotes and fields are found in the bytes of a file, as far as
 * they have arrived. What is made of quotes that do not fit is decided in csvrows.c.
 */

#include "data/csvrows.h"

#include <stdint.h>

/* Returns whether an escape, which is none itself, is before the byte at AT; nothing before
 * FROM counts. */
static bool is_escaped(const struct csvscan *s, size_t from, size_t at)
{
	size_t escapes = 0;

	while (s->escape && at > from && s->bytes[at - 1] == s->escape) {
		escapes++;
		at--;
	}
	return escapes % 2 != 0;
}

static bool is_blank(const struct csvscan *s, char c)
{
	return (c == ' ' || c == '\t') && c != s->delimiter;
}

bool csvscan_is_end(const struct csvscan *s, size_t at)
{
	return at == s->have || s->bytes[at] == s->delimiter || s->bytes[at] == '\n' ||
		s->bytes[at] == '\r';
}

/* Moves C to the next run that closes a field which is open at FROM, but not beyond LIMIT;
 * ENDS: to one that what ends a field follows. */
static void find_run(const struct csvscan *s, struct csvscan_close *c, size_t from,
	size_t limit, bool ends)
{
	if (c->at < from)
		*c = (struct csvscan_close){ .at = from, .looked = from };
	while (!c->found && c->at <= limit) {
		if (c->at == c->looked) { /* to the next run, or the end of the bytes */
			const char *p =
				memchr(s->bytes + c->at, s->quote, s->have - c->at);

			c->at = p ? (size_t)(p - s->bytes) : s->have;
			c->looked = c->at;
			if (!p)
				return;
		}
		if (c->looked == c->at && is_escaped(s, from, c->at)) {
			c->at = ++c->looked;
			continue;
		}
		do {
			c->looked++;
		} while (s->double_quote && c->looked < s->have &&
			s->bytes[c->looked] == s->quote);
		if (s->double_quote && c->looked == s->have && !s->eof) {
			c->looked--;
			return; /* the end of the run has not arrived */
		}
		c->found = (c->looked - c->at) % 2 &&
			(!ends || csvscan_is_end(s, c->looked));
		c->after = c->looked;
		if (!c->found)
			c->at = c->looked;
	}
}

enum csvscan_answer csvscan_closes(struct csvscan *s, size_t from)
{
	struct csvscan_close *c = &s->close;

	find_run(s, c, from, SIZE_MAX, false);
	while (c->found && c->after < s->have && is_blank(s, s->bytes[c->after]))
		c->after++;
	if (c->found && (c->after < s->have || s->eof))
		return CSVSCAN_YES;
	return s->eof ? CSVSCAN_NO : CSVSCAN_UNKNOWN;
}

enum csvscan_answer csvscan_ends(struct csvscan *s, size_t from, size_t limit)
{
	find_run(s, &s->end, from, limit, true);
	if (s->end.at > limit)
		return CSVSCAN_NO;
	if (s->end.found)
		return CSVSCAN_YES;
	return s->eof ? CSVSCAN_NO : CSVSCAN_UNKNOWN;
}

size_t csvscan_delimiter(const struct csvscan *s, size_t from, size_t end)
{
	const char *p;

	if (!s->escape) {
		p = memchr(s->bytes + from, s->delimiter, end - from);
		return p ? (size_t)(p - s->bytes) : end;
	}
	while (from < end && s->bytes[from] != s->delimiter)
		from += s->bytes[from] == s->escape ? 2 : 1;
	return from;
}

size_t csvscan_quote(const struct csvscan *s, size_t from, size_t end)
{
	const char *p = NULL;

	for (size_t at = from; s->has_quotes && at < end;
		at = (size_t)(p - s->bytes) + 1) {
		p = memchr(s->bytes + at, s->quote, end - at);
		if (!p)
			break;
		if (!is_escaped(s, from, (size_t)(p - s->bytes)))
			return (size_t)(p - s->bytes);
	}
	return end;
}

size_t csvscan_closing(const struct csvscan *s, size_t from, size_t end)
{
	while ((from = csvscan_quote(s, from, end)) < end) {
		if (!s->double_quote || from + 1 == end || s->bytes[from + 1] != s->quote)
			return from;
		from += 2;
	}
	return end;
}

struct csvfield csvscan_field(
	const struct csvscan *s, size_t from, size_t end, bool letters)
{
	return csvscan_field_passed(s, from, end, letters, 0);
}

struct csvfield csvscan_field_passed(
	const struct csvscan *s, size_t from, size_t end, bool letters, size_t passed)
{
	struct csvfield field = { .open = false };
	size_t after;

	while (s->skip_space && from < end && s->bytes[from] == ' ')
		from++;
	field.text = from;
	field.quoted = s->has_quotes && from < end && s->bytes[from] == s->quote;
	if (field.quoted) {
		field.text++;
		field.close = csvscan_closing(
			s, passed > field.text ? passed : field.text, end);
		field.first = field.close;
		field.open = field.close == end;
		after = field.close + !field.open;
		while (after < end && is_blank(s, s->bytes[after]))
			after++;
		field.stray = after < end && s->bytes[after] != s->delimiter;
		field.blanks = !field.open && !field.stray && after > field.close + 1;
		field.end = after;
	}
	if (field.quoted && letters && (field.stray || field.open)) {
		field = (struct csvfield){ .text = from };
	} else if (field.stray && s->reopens) {
		while (field.close < end && field.close + 1 < end &&
			s->bytes[field.close + 1] != s->delimiter)
			field.close = csvscan_closing(s, field.close + 1, end);
		field.open = field.close == end;
		field.end = field.close + !field.open;
	}
	if (!field.quoted || (field.stray && !s->reopens)) {
		field.end = csvscan_delimiter(s, field.quoted ? after : from, end);
		field.open = field.end > end;
		field.end -= field.open;
	}
	if (!field.quoted) {
		field.close = field.end;
		field.stray = csvscan_quote(s, from, field.end) < field.end;
	}
	return field;
}

size_t csvscan_count(
	const struct csvscan *s, size_t from, size_t end, bool letters, bool *open)
{
	struct csvfield field;
	size_t count = 0;

	do {
		field = csvscan_field(s, from, end, letters);
		from = field.end + 1;
		count++;
	} while (field.end < end);
	*open = field.open;
	return count;
}

size_t csvscan_count_ends(const char *text, size_t len)
{
	const char *end = text + len;
	size_t count = 0;

	for (const char *p = text; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		count++;
	for (const char *p = text; (p = memchr(p, '\r', (size_t)(end - p))); p++)
		if (p + 1 == end || p[1] != '\n')
			count++;
	return count;
}
