/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_SLICE_H
#define BASE_SLICE_H

/*
 * A piece of text that belongs to another object: bytes that need not end in NUL and may
 * have any value, since they come from files. Passed and returned by value.
 */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *text; /* never NULL when len is above 0 */
	size_t len;       /* bytes */
};

/* Returns the terminated TEXT as a slice that lives as long as it. */
static inline struct slice slice_of(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

/* Returns S without its first BYTES bytes, of which it has at least that many. */
static inline struct slice slice_from(struct slice s, size_t bytes)
{
	/* C has no NULL + 0, and an empty slice may be NULL. */
	return (struct slice){ bytes ? s.text + bytes : s.text, s.len - bytes };
}

/* Returns whether A and B hold the same bytes. */
static inline bool slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

/* Returns the LEN bytes of S from byte FROM on, which must be in S. */
static inline struct slice slice_part(struct slice s, size_t from, size_t len)
{
	return (struct slice){ from ? s.text + from : s.text, len };
}

/* Returns whether S starts with the bytes of START. */
static inline bool slice_starts(struct slice s, struct slice start)
{
	return s.len >= start.len && slice_equal(slice_part(s, 0, start.len), start);
}

/* Returns S without the spaces and tabs around it. */
static inline struct slice slice_trim(struct slice s)
{
	while (s.len && (s.text[0] == ' ' || s.text[0] == '\t')) {
		s.text++;
		s.len--;
	}
	while (s.len && (s.text[s.len - 1] == ' ' || s.text[s.len - 1] == '\t'))
		s.len--;
	return s;
}

#endif
