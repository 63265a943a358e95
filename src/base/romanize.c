/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A letter for a letter, by tables. Folded text has no accents and no capitals, and of
 * Korean not syllables but their parts.
 */

#include "base/romanize.h"

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

static const char *const cyrillic[] = { "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y",
	"k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh",
	"shch", "", "y", "", "e", "yu", "ya", "e", "yo", "dj", "g", "ye", "dz", "i", "i",
	"j", "lj", "nj", "c", "k", "i", "u", "dz" };

/* U+03B1 on; final sigma folds to the other one */
static const char *const greek[] = { "a", "v", "g", "d", "e", "z", "i", "th", "i", "k",
	"l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o" };

static const char *const korean_first[] = { "g", "kk", "n", "d", "tt", "r", "m", "b",
	"pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h" };
static const char *const korean_vowels[] = { "a", "ae", "ya", "yae", "eo", "e", "yeo",
	"ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui",
	"i" };
static const char *const korean_last[] = { "k", "k", "k", "n", "n", "n", "t", "l", "k",
	"m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t",
	"p", "t" };

static const struct {
	uint32_t first; /* letter */
	const char *const *latin;
	size_t count;
} scripts[] = {
	{ 0x430, cyrillic, sizeof cyrillic / sizeof *cyrillic },
	{ 0x3b1, greek, sizeof greek / sizeof *greek },
	{ 0x1100, korean_first, sizeof korean_first / sizeof *korean_first },
	{ 0x1161, korean_vowels, sizeof korean_vowels / sizeof *korean_vowels },
	{ 0x11a8, korean_last, sizeof korean_last / sizeof *korean_last },
};

bool romanize_add(struct str *out, struct slice folded)
{
	bool other = false;

	while (folded.len) {
		uint32_t letter;
		size_t i = 0;

		folded = slice_from(folded, text_decode(folded, &letter));
		if (letter < 0x80) {
			str_add_char(out, (char)letter);
			continue;
		}
		while (i < sizeof scripts / sizeof *scripts &&
			(letter < scripts[i].first ||
				letter - scripts[i].first >= scripts[i].count))
			i++;
		if (i == sizeof scripts / sizeof *scripts)
			return false;
		str_add(out, scripts[i].latin[letter - scripts[i].first]);
		other = true;
	}
	return other;
}
