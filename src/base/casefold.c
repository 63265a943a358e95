/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Text is folded character by character: the result of each depends only on itself and on
 * whether the text so far ends in a space. That keeps the way back simple and lets ASCII
 * go through a table. The order into which NFKD sorts marks does not matter, since of the
 * marks that it moves no two are kept next to each other.
 *
 * While a text is folded it may end in one space, for all the gaps since the last letter;
 * the last space is cut off at the end.
 */

#include "config.h"

#include "base/casefold.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/memory.h"
#include "base/text.h"

/* What ASCII folds to: '\0' is dropped, ' ' is a gap. */
static const char ascii_folds[] = "                "
				  "                "
				  "       \0        "
				  "0123456789      "
				  " abcdefghijklmno"
				  "pqrstuvwxyz     "
				  "\0abcdefghijklmno"
				  "pqrstuvwxyz     ";

/* A text being folded onto the end of out. */
struct folding {
	struct str *out;
	size_t start; /* where the folded text begins in out */
	bool symbols; /* keep symbols: the text has nothing else */
};

static bool ends_in_gap(const struct folding *f)
{
	return f->out->len == f->start || f->out->buf[f->out->len - 1] == ' ';
}

static void add_gap(struct folding *f)
{
	if (!ends_in_gap(f))
		str_add_char(f->out, ' ');
}

/*
 * Returns whether CHARACTER is used for an apostrophe, for ayn and hamza, or for a soft
 * sign: people type any of these characters, or none. Acute and grave are among them
 * since typists reach for them.
 */
static bool is_apostrophe(uint32_t character)
{
	switch (character) {
	case 0xb4:
	case 0x2b9:
	case 0x2c8:
	case 0x5f3: /* Hebrew geresh */
	case 0x2018:
	case 0x2019:
	case 0x201b:
	case 0x2032:
	case 0x2035:
	case 0xa78b:
	case 0xa78c:
		return true;
	default:
		return character >= 0x2bb && character <= 0x2bf;
	}
}

enum {
	LAST_LATIN = 0x268, /* of the letters in the table below */
	FIRST_ARABIC = 0x649,
	LAST_ARABIC = 0x6cc,
	TATWEEL = 0x640,
	FIRST_KHMER_SIGN = 0x17c9, /* muusikatoan */
	LAST_KHMER_SIGN = 0x17d1   /* viriam */
};

/* What people type for small letters that Unicode does not decompose. */
static const struct {
	uint32_t letter;
	const char *typed;
} typed_letters[] = { { 0xdf, "ss" }, { 0xe6, "ae" }, { 0xf0, "d" }, { 0xf8, "o" },
	{ 0xfe, "th" }, { 0x111, "d" }, { 0x127, "h" }, { 0x142, "l" }, { 0x14b, "n" },
	{ 0x153, "oe" }, { 0x167, "t" }, { 0x180, "b" }, { 0x199, "k" }, { 0x1b4, "y" },
	{ 0x1dd, "e" }, { 0x253, "b" }, { 0x254, "o" }, { 0x256, "d" }, { 0x257, "d" },
	{ 0x259, "e" }, { 0x25b, "e" }, { 0x268, "i" },
	{ 0x649, "\xd9\x8a" },   /* alef maksura */
	{ 0x671, "\xd8\xa7" },   /* alef wasla */
	{ 0x6a9, "\xd9\x83" },   /* keheh */
	{ 0x6cc, "\xd9\x8a" } }; /* Farsi yeh */

/* Folds a letter that is not ASCII and has no decomposition. */
static void fold_letter(struct folding *f, uint32_t letter)
{
	if (letter == TATWEEL)
		return;
	/* By way of the capital, so that forms of one letter, as the two sigmas, meet. */
	letter = uc_tolower(uc_toupper(letter));
	if (letter <= LAST_LATIN || (letter >= FIRST_ARABIC && letter <= LAST_ARABIC)) {
		for (size_t i = 0; i < sizeof typed_letters / sizeof *typed_letters;
			i++) {
			if (letter == typed_letters[i].letter) {
				str_add(f->out, typed_letters[i].typed);
				return;
			}
		}
	}
	text_encode(f->out, letter);
}

/*
 * Returns whether MARK only modifies the letter that it joins. Class 0 are vowel signs, but
 * for the signs of Khmer that shift or silence a consonant; the other classes that are kept
 * are viramas (9) and vowels of Telugu (84, 91), Thai and Lao (103, 118) and Tibetan (129
 * to 132). The default collation treats all that is kept as letters too.
 */
static bool is_modifier(uint32_t mark)
{
	switch (uc_combining_class(mark)) {
	case 0:
		return uc_is_general_category(mark, UC_ENCLOSING_MARK) ||
			(mark >= FIRST_KHMER_SIGN && mark <= LAST_KHMER_SIGN) ||
			uc_is_property_default_ignorable_code_point(mark);
	case UC_CCC_VR:
	case 84:
	case 91:
	case 103:
	case 118:
	case 129:
	case 130:
	case 132:
		return false;
	default:
		return true;
	}
}

/* Folds a character that is not ASCII and has no decomposition. */
static void fold_whole(struct folding *f, uint32_t character)
{
	uint32_t category = uc_general_category(character).bitmask;

	if (category & UC_CATEGORY_MASK_L) {
		fold_letter(f, character);
	} else if (category & UC_CATEGORY_MASK_M) {
		if (!is_modifier(character))
			text_encode(f->out, character);
	} else if (category & UC_CATEGORY_MASK_N) {
		int digit = uc_decimal_value(character);

		text_encode(f->out, digit >= 0 ? (uint32_t)('0' + digit) : character);
	} else if (f->symbols && character != TEXT_BAD &&
		(category & (UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S))) {
		text_encode(f->out, character);
	} else if (category &
		(UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S | UC_CATEGORY_MASK_Z |
			UC_CATEGORY_MASK_Cc)) {
		add_gap(f);
	} else if (!(category & UC_CATEGORY_MASK_Cf)) {
		/* Private, or unknown to this library: probably a letter to its users. */
		text_encode(f->out, character);
	}
}

static void fold_character(struct folding *f, uint32_t character)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int count, tag;

	if (character < 0x80) {
		char folded = ascii_folds[character];

		if (folded > ' ')
			str_add_char(f->out, folded);
		else if (f->symbols && character > ' ' && character < 0x7f &&
			character != '&' && character != '"')
			str_add_char(f->out, (char)character);
		else if (folded == ' ')
			add_gap(f);
		return;
	}
	if (is_apostrophe(character)) {
		if (f->symbols)
			str_add_char(f->out, '\'');
		return;
	}
	count = uc_decomposition(character, &tag, parts);
	if (count <= 0)
		fold_whole(f, character);
	/* One level at a time; the decompositions of Unicode are a few levels deep. */
	for (int i = 0; i < count; i++)
		fold_character(f, parts[i]);
}

/*
 * Folds ASCII at the start of S, up to the size of a piece, and returns its bytes. Every
 * character is written, and overwritten by the next one when it was not to be kept: there
 * are no branches.
 */
static size_t fold_ascii_run(struct folding *f, struct slice s)
{
	char piece[512];
	size_t end = s.len < sizeof piece ? s.len : sizeof piece;
	size_t len = 0;
	size_t at;
	bool gap = ends_in_gap(f);

	for (at = 0; at < end && !(s.text[at] & 0x80); at++) {
		char folded = ascii_folds[(unsigned char)s.text[at]];
		bool space = folded == ' ';

		piece[len] = folded;
		len += (folded != '\0') & !(space & gap);
		gap = space | (gap & (folded == '\0'));
	}
	str_add_bytes(f->out, piece, len);
	return at;
}

static void finish(struct folding *f)
{
	if (f->out->len > f->start && ends_in_gap(f))
		str_truncate(f->out, f->out->len - 1);
}

void casefold_add_words(struct str *out, struct slice s)
{
	struct folding f = { .out = out, .start = out->len };
	uint32_t character;

	for (size_t at = 0; at < s.len;) {
		struct slice rest = slice_from(s, at);

		if (!(*rest.text & 0x80)) {
			at += fold_ascii_run(&f, rest);
		} else {
			at += text_decode(rest, &character);
			fold_character(&f, character);
		}
	}
	finish(&f);
}

void casefold_add(struct str *out, struct slice s)
{
	size_t start = out->len;

	casefold_add_words(out, s);
	if (out->len == start)
		casefold_add_signs(out, s);
}

void casefold_add_signs(struct str *out, struct slice s)
{
	struct folding f = { .out = out, .start = out->len, .symbols = true };
	uint32_t character;

	for (size_t at = 0; at < s.len;) {
		at += text_decode(slice_from(s, at), &character);
		fold_character(&f, character);
	}
	finish(&f);
}

bool casefold_has_signs(struct slice s)
{
	uint32_t character;

	if (s.len > 1 &&
		(s.text[0] == '-'
				? isdigit((unsigned char)s.text[1])
				: s.text[0] == '.' && isalnum((unsigned char)s.text[1])))
		return true;
	for (size_t at = 0; at < s.len;) {
		at += text_decode(slice_from(s, at), &character);
		if (character == '#' || character == '+' || character == '%' ||
			uc_is_general_category(character, UC_CURRENCY_SYMBOL))
			return true;
	}
	return false;
}

void casefold_init(struct casefold *f)
{
	*f = (struct casefold){ .text = STR_INIT };
}

void casefold_release(struct casefold *f)
{
	str_release(&f->text);
	free(f->from);
	casefold_init(f);
}

/* Folds S into F; SYMBOLS keeps symbols. */
static void fold_with_way_back(struct casefold *f, struct slice s, bool symbols)
{
	struct folding folding = { .out = &f->text, .symbols = symbols };
	size_t at = 0;

	str_clear(&f->text);
	while (at < s.len) {
		size_t before = f->text.len;
		uint32_t character;
		size_t len = text_decode(slice_from(s, at), &character);

		fold_character(&folding, character);
		f->from = array_reserve(
			f->from, &f->alloc, f->text.len + 1, sizeof *f->from);
		for (size_t i = before; i < f->text.len; i++)
			f->from[i] = at;
		at += len;
	}
	finish(&folding);
	f->from = array_reserve(f->from, &f->alloc, f->text.len + 1, sizeof *f->from);
	f->from[f->text.len] = s.len;
}

void casefold_set(struct casefold *f, struct slice s)
{
	fold_with_way_back(f, s, false);
	if (!f->text.len)
		casefold_set_signs(f, s);
}

void casefold_set_signs(struct casefold *f, struct slice s)
{
	fold_with_way_back(f, s, true);
}

bool casefold_is_filler(struct slice word)
{
	return slice_equal(word, slice_of("the")) || slice_equal(word, slice_of("of")) ||
		slice_equal(word, slice_of("and"));
}

struct slice casefold_origin(
	const struct casefold *f, struct slice original, size_t start, size_t len)
{
	size_t from, at = 0;
	size_t first, last;
	int width;

	start = start < f->text.len ? start : f->text.len;
	len = len < f->text.len - start ? len : f->text.len - start;
	if (!len)
		return (struct slice){ original.text, 0 };
	first = f->from[start];
	last = f->from[start + len - 1];
	for (from = 0; at <= last;) {
		if (at <= first)
			from = at;
		at += text_cluster(slice_from(original, at), &width);
	}
	return (struct slice){ original.text + from, at - from };
}
