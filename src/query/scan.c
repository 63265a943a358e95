/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Many bytes at a time are compared with the two least frequent letters of the word, and only
 * where both are is the word compared. Keeps nothing and never reads beyond a text.
 */

#include "query/scan.h"

#include <stdint.h>
#include <string.h>

enum { LANE = 16, STEP = 2 * LANE };

/* Bytes that one instruction compares, where the processor has such; the compiler makes it
 * several elsewhere. */
typedef uint8_t lane __attribute__((vector_size(LANE)));

/* Letters and digits from the most to the least frequent in tables of names in European
 * languages, years and codes. */
static const char frequent[] = "eainortsldcu0129mhgpb345678yfvkwxjzq";

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

bool scan_takes(struct slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_letter(word.text[i]) &&
			!(word.text[i] >= '0' && word.text[i] <= '9'))
			return false;
	return word.len > 0;
}

static size_t rarity(char c)
{
	return (size_t)(strchr(frequent, c) - frequent);
}

void scan_init(struct scan *s, struct slice word)
{
	*s = (struct scan){ .word = word };
	for (size_t i = 1; i < word.len; i++)
		if (rarity(word.text[i]) > rarity(word.text[s->rare]))
			s->rare = i;
	s->second = word.len > 1 && s->rare == 0;
	for (size_t i = 0; i < word.len; i++)
		if (i != s->rare && rarity(word.text[i]) > rarity(word.text[s->second]))
			s->second = i;
}

static lane load(const char *p)
{
	lane bytes;

	memcpy(&bytes, p, sizeof bytes);
	return bytes;
}

static lane fill(char c)
{
	return (lane){ 0 } + (uint8_t)c;
}

/* Returns whether a byte of X is not zero. */
static bool any(lane x)
{
	uint64_t halves[2];

	memcpy(halves, &x, sizeof halves);
	return halves[0] | halves[1];
}

/* Returns 0xFF for each byte of the text at P that is BYTE, a small letter or digit. Capitals
 * become small letters, and some signs others: what is found has to be compared. */
static lane find_letter(const char *p, lane byte)
{
	return (lane)((load(p) | 0x20) == byte);
}

static bool is_hit(const struct scan *s, const char *p)
{
	for (size_t i = 0; i < s->word.len; i++) {
		char want = s->word.text[i];

		if (p[i] != want && !(is_letter(want) && p[i] == want - 'a' + 'A'))
			return false;
	}
	return true;
}

size_t scan_find(const struct scan *s, struct slice text, size_t from)
{
	const char *p = text.text;
	lane rare = fill(s->word.text[s->rare]) | 0x20;
	lane second = fill(s->word.text[s->second]) | 0x20;
	size_t at = from;

	for (; at + s->word.len + STEP <= text.len; at += STEP) {
		const char *r = p + at + s->rare, *o = p + at + s->second;
		lane marks[] = { find_letter(r, rare) & find_letter(o, second),
			find_letter(r + LANE, rare) & find_letter(o + LANE, second) };

		for (size_t i = 0; any(marks[0] | marks[1]) && i < STEP; i++)
			if (((const uint8_t *)marks)[i] && is_hit(s, p + at + i))
				return at + i;
	}
	for (; at + s->word.len <= text.len; at++)
		if (is_hit(s, p + at))
			return at;
	return text.len;
}

bool scan_starts(const struct scan *s, struct slice text, size_t from)
{
	for (size_t at = scan_find(s, text, from); at < text.len;
		at = scan_find(s, text, at + 1)) {
		struct slice before = { text.text + at - (at > 0), at > 0 };

		if (!at || (!scan_takes(before) && scan_odd(before, 0) == 1))
			return true;
	}
	return false;
}

size_t scan_odd(struct slice text, size_t from)
{
	size_t at = from;

	for (; at + STEP <= text.len; at += STEP) {
		lane low = load(text.text + at), high = load(text.text + at + LANE);
		lane signs = (lane)(low == '\'') | (lane)(high == '\'');

		if (any((low | high | signs) & 0x80))
			break;
	}
	while (at < text.len && (unsigned char)text.text[at] < 0x80 &&
		text.text[at] != '\'')
		at++;
	return at;
}
