#ifndef BASE_CASEFOLD_H
#define BASE_CASEFOLD_H

/*
 * Text as it is compared when someone searches: compatibility decomposition (NFKD,
 * UAX 15), marks dropped, case folded (Unicode, section 3.13), and a few letters that
 * have no decomposition but that people type plainly: đ ð d, ł l, ø o, ı i, ß ss, æ ae,
 * œ oe, þ th. Apostrophes (and the letters ʻ ʼ ‘ ’ used as such) vanish, other
 * punctuation and blanks become one space; none stands at either end. So "Viet-Nam",
 * "VIỆT NAM" and "viet nam" fold to the same words, "Côte d’Ivoire" to "cote divoire".
 * Arabic and Hebrew points and the tatweel vanish; alef with hamza or madda is alef, and
 * the Persian and Urdu forms of yeh and kaf are the Arabic ones. Digits of any script are
 * ASCII digits. What is a mark to Unicode and a letter to its readers stays: the vowel
 * signs and viramas of Devanagari, Thai, Khmer and their kin.
 *
 * Symbols that are neither letter, digit nor mark are kept when no letter or digit stands
 * in the text at all, so that a cell of symbols can still be found.
 *
 * To fold what is folded changes nothing, and a text in capitals folds as in small
 * letters.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"

/* A folded text with the way back. */
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

/* Replaces F by the folded S; bytes that are not UTF-8 vanish like punctuation. */
void casefold_set(struct casefold *f, struct slice s);

/* Appends the folded S to OUT, without the way back: quicker, with a path for ASCII. */
void casefold_add(struct str *out, struct slice s);

/*
 * Tells whether WORD, already folded, is one of those that names do without: the, of,
 * and. ("&" folds to nothing.)
 */
bool casefold_is_filler(struct slice word);

/*
 * Finds in ORIGINAL the whole clusters (UAX 29) that gave the folded bytes START to
 * START + LEN of F, which was set from ORIGINAL. Returns the piece of ORIGINAL, empty
 * when LEN is 0; what lies behind the end of F counts for nothing.
 */
struct slice casefold_origin(
	const struct casefold *f, struct slice original, size_t start, size_t len);

#endif
