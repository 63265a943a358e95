/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_TEXT_H
#define BASE_TEXT_H

/*
 * Text as a terminal shows it: UTF-8 in, columns out. All drawing measures and cuts text
 * with these functions, so that a wide glyph is never halved and nothing from a file
 * controls the terminal. Widths are those of wcwidth(3), as ncurses and the terminal use
 * them, and never negative. Cuts fall between grapheme clusters (UAX 29).
 *
 * Every function takes any bytes: a byte that is not UTF-8 counts as U+FFFD, one column
 * wide.
 *
 *	struct slice name = slice_of("Bali Process");
 *	int columns;
 *	size_t bytes = text_clip(name, 6, &columns);
 *
 *	printf("%.*s takes %d columns\n", (int)bytes, name.text, columns);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"

enum { TEXT_BAD = 0xfffd }; /* the character for bytes that are not UTF-8 */

/* Returns whether the locale of the process encodes characters in UTF-8. */
bool text_locale_is_utf8(void);

/*
 * Decodes the first character of S (not empty) into *CHAR and returns its bytes, 1 to 4.
 * A byte that begins no well-formed sequence (Unicode, table 3-7) gives TEXT_BAD and 1.
 */
size_t text_decode(struct slice s, uint32_t *character);

/* Appends CHARACTER in UTF-8. */
void text_encode(struct str *out, uint32_t character);

/* Returns the offset of the first byte of S that is not well-formed UTF-8, or S.len. */
size_t text_check_utf8(struct slice s);

/* Returns whether S has only bytes from 0x20 to 0x7E. */
bool text_is_plain_ascii(struct slice s);

/*
 * The gate to the terminal: returns the character that is shown for CHARACTER. C0 and DEL
 * become their control pictures (U+2400 block), tab a space, the soft hyphen "-"; C1, bidi
 * controls, other invisible format controls and line separators become TEXT_BAD. What
 * scripts need is kept: ZWJ, ZWNJ, ZWSP, the Mongolian vowel separator and variation
 * selectors. All others are returned unchanged. The result is never a control character
 * and never a surrogate.
 */
uint32_t text_visible(uint32_t character);

/*
 * Returns the columns of text_visible(CHARACTER): 0 for marks that join the character
 * before, 1 or 2 for the others. What wcwidth(3) does not know, as characters newer than the
 * C library, has the columns that libunistring gives it; so has all where the locale is not
 * one of UTF-8, so that what is drawn there has the same position.
 */
int text_char_width(uint32_t character);

/*
 * Returns the bytes of the first grapheme cluster of S (not empty) and its columns in
 * *WIDTH (at least 1 unless it is a lone mark, which gives 0). One of more than 256 bytes is
 * cut into several.
 */
size_t text_cluster(struct slice s, int *width);

/* Returns the columns of S on one line. Control characters count as they are shown. */
int text_width(struct slice s);

/*
 * Returns the bytes of the longest run of whole clusters at the start of S that needs at
 * most COLUMNS columns; *USED (may be NULL) gets the columns it needs. The run ends, too,
 * where more than 256 bytes without a column follow each other.
 */
size_t text_clip(struct slice s, int columns, int *used);

/* Returns the first MOST bytes of S, or fewer so that no character is cut. */
struct slice text_part(struct slice s, size_t most);

/*
 * Wraps S at COLUMNS (at least 1): returns the bytes of its first line, without blanks at
 * the end, and in *NEXT the offset of the next line (S.len after the last). Lines break at
 * newlines (LF, CR, CRLF), else where UAX 14 allows, else inside a word between clusters.
 * Always makes progress: a first cluster wider than COLUMNS is a line by itself.
 */
size_t text_wrap(struct slice s, int columns, size_t *next);

/*
 * Returns an ASCII character (0x20 to 0x7E) that replaces CHARACTER on a terminal without
 * UTF-8: the base letter of an accented one, + - | for lines, * for dots, < > for
 * arrows, " ' - for typographic marks, ~ for the ellipsis, ' . : for the dots of braille in
 * the upper half, the lower half or both and . for all of them, ? for the rest.
 */
char text_ascii(uint32_t character);

/* Returns whether CHARACTER is a letter of a script that is written from right to left. */
bool text_is_rtl(uint32_t character);

/* What a terminal can draw. */
enum text_glyphs {
	TEXT_GLYPHS_ALL,
	TEXT_GLYPHS_CONSOLE, /* those of the Linux console, in the fonts of Debian */
	TEXT_GLYPHS_LOCALE,  /* those of the encoding of the locale, which is not UTF-8 */
	TEXT_GLYPHS_ASCII,
};

/*
 * Returns what is drawn in place of CHARACTER, of COLUMNS columns, where there are only
 * GLYPHS: itself where it is among them and as wide there, else what looks alike, else
 * text_ascii.
 */
uint32_t text_glyph(uint32_t character, int columns, enum text_glyphs glyphs);

/* Appends S with every character replaced by text_visible: safe for a terminal. */
void text_add_visible(struct str *out, struct slice s);

#endif
