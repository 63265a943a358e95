/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Owns the text of strings that are not empty; all empty strings share one. */

#include "config.h"

#include "base/str.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

/* The text of all empty strings, so that buf is never NULL. Never written: every write
 * goes through str_grow first. */
static char empty_text[1];

const struct str str_empty = { .buf = empty_text };

void str_init(struct str *s)
{
	*s = STR_INIT;
}

void str_release(struct str *s)
{
	if (s->alloc)
		free(s->buf);
	str_init(s);
}

void str_clear(struct str *s)
{
	s->len = 0;
	if (s->alloc)
		s->buf[0] = '\0';
}

char *str_take(struct str *s)
{
	char *text = s->alloc ? s->buf : xstrdup("");

	str_init(s);
	return text;
}

static void str_grow(struct str *s, size_t more)
{
	s->buf = array_reserve(s->alloc ? s->buf : NULL, &s->alloc, s->len + more + 1, 1);
}

void str_add_bytes(struct str *s, const char *text, size_t len)
{
	if (!len)
		return;
	str_grow(s, len);
	memcpy(s->buf + s->len, text, len);
	s->len += len;
	s->buf[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_add_bytes(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
	str_add_bytes(s, &c, 1);
}

void str_add_repeat(struct str *s, char c, size_t count)
{
	if (!count)
		return;
	str_grow(s, count);
	memset(s->buf + s->len, c, count);
	s->len += count;
	s->buf[s->len] = '\0';
}

void str_vaddf(struct str *s, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		fail("a text could not be formatted: %s", format);
	if (len == 0)
		return;
	str_grow(s, (size_t)len);
	vsnprintf(s->buf + s->len, (size_t)len + 1, format, args);
	s->len += (size_t)len;
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(s, format, args);
	va_end(args);
}

void str_truncate(struct str *s, size_t len)
{
	if (len >= s->len)
		return;
	s->len = len;
	s->buf[len] = '\0';
}

void str_trim_end(struct str *s)
{
	size_t len = s->len;

	while (len && strchr(" \t\r\n", s->buf[len - 1]) && s->buf[len - 1])
		len--;
	str_truncate(s, len);
}

bool str_parse_int64(const char *text, int64_t *out)
{
	char *end;
	long long value;

	if (!(*text >= '0' && *text <= '9') && *text != '-' && *text != '+')
		return false;
	errno = 0;
	value = strtoll(text, &end, 10);
	if (errno || *end || end == text)
		return false;
	*out = value;
	return true;
}

void str_add_count(struct str *s, size_t count, const char *noun, const char *plural)
{
	str_add_number(s, count);
	str_addf(s, " %s", count != 1 && plural ? plural : noun);
	str_add(s, count != 1 && !plural ? "s" : "");
}

void str_add_grouped(struct str *s, const char *number)
{
	size_t sign = *number == '-';
	size_t whole = sign + strspn(number + sign, "0123456789");

	for (size_t i = 0; number[i]; i++) {
		if (i > sign && i < whole && (whole - i) % 3 == 0)
			str_add_char(s, ',');
		str_add_char(s, number[i]);
	}
}

void str_add_number(struct str *s, size_t count)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%zu", count);
	str_add_grouped(s, digits);
}

struct number_text number_text(size_t count)
{
	struct str text = STR_INIT;
	struct number_text out;

	str_add_number(&text, count);
	snprintf(out.text, sizeof out.text, "%s", text.buf);
	str_release(&text);
	return out;
}
