/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_CASEFOLD_H
#define BASE_CASEFOLD_H

/*
 * Text as the search compares it: compatibility decomposition (NFKD, UAX 15), marks
 * dropped, case folded (Unicode, section 3.13), and a few letters replaced that have no
 * decomposition but that people type plainly: đ ð d, ł l, ø o, ı i, ß ss, æ ae, œ oe,
 * þ th. Apostrophes (and the letters ʻ ʼ ‘ ’ used as such) are dropped; other punctuation
 * and blanks become one space, and none at either end. So "Viet-Nam", "VIỆT NAM" and
 * "viet nam" fold to the same words, "Côte d’Ivoire" to "cote divoire". Arabic and Hebrew
 * points and the tatweel are dropped; alef with hamza or madda becomes alef, and the
 * Persian and Urdu forms of yeh and kaf become the Arabic ones. Digits of any script
 * become ASCII digits. What is a mark to Unicode and a letter to its readers is kept: the
 * vowel signs and viramas of Devanagari, Thai, Khmer and related scripts; not the signs of
 * Khmer that shift or silence a consonant, which writers put or leave out.
 *
 * Symbols that are neither letter, digit nor mark are kept when the text has no letter or
 * digit at all, so that a cell of symbols can still be found.
 *
 * Folding a folded text changes nothing, and capitals fold as small letters do.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"

/* A folded text with the way back to the original. */
struct casefold {
	struct str text; /* folded, UTF-8, terminated */
	size_t *from;    /* for each byte of text the offset in the original of the
			  * character that gave it; from[text.len] is the original's length;
			  * NULL before the first casefold_set */
	size_t alloc;    /* room in from */
};

/* Makes F empty; needs no memory. */
void casefold_init(struct casefold *f);

/* Frees what F owns. */
void casefold_release(struct casefold *f);

/* Replaces F by the folded S; bytes that are not UTF-8 fold like punctuation. */
void casefold_set(struct casefold *f, struct slice s);

/* Appends the folded S to OUT, without the way back: faster, above all for ASCII. */
void casefold_add(struct str *out, struct slice s);

/* Appends the same to OUT, but nothing when S has no letter or digit: for a piece of a text,
 * which may have some elsewhere. */
void casefold_add_words(struct str *out, struct slice s);

/* Replaces F by the folded S with all its signs but & and ", which casefold_set keeps only
 * where there is nothing else. */
void casefold_set_signs(struct casefold *f, struct slice s);

/* Appends the same to OUT, without the way back. */
void casefold_add_signs(struct str *out, struct slice s);

/* Returns whether S has a sign that distinguishes values and not spellings: #, +, %, a
 * currency, or a hyphen before a digit or a full stop at its start. */
bool casefold_has_signs(struct slice s);

/* Returns whether WORD, already folded, is one that names are often written without: the,
 * of, and. ("&" folds to nothing.) */
bool casefold_is_filler(struct slice word);

/*
 * Finds in ORIGINAL the whole clusters (UAX 29) that gave the folded bytes START to
 * START + LEN of F, which was set from ORIGINAL. Returns that piece of ORIGINAL, empty
 * when LEN is 0; a range beyond the end of F is cut off.
 */
struct slice casefold_origin(
	const struct casefold *f, struct slice original, size_t start, size_t len);

#endif
