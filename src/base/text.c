/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The bytes of a text and the columns they take. Everything here is a function of its
 * arguments and of the locale's wcwidth(3); nothing is kept between calls. Offsets always
 * fall on characters as text_decode counts them, so any two functions agree on where one
 * starts, in malformed UTF-8 too. Most of what is drawn is ASCII, which never reaches a
 * table.
 */

#include "config.h"

#include "base/text.h"

#include <langinfo.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <unistring/version.h>
#include <uniwidth.h>
#include <wchar.h>

#include "base/memory.h"

enum {
	FIRST_PLAIN = 0x20, /* the ASCII characters that are shown as they are */
	LAST_PLAIN = 0x7e,
	DELETE = 0x7f,
	PICTURES = 0x2400, /* the control pictures, one for each of C0 */
	PICTURE_DELETE = 0x2421,
	SOFT_HYPHEN = 0xad,
	FIRST_MARK = 0x300,         /* no character below joins another, none is wide */
	FIRST_PICTOGRAPH = 0x1f300, /* two blocks that are for emoji */
	LAST_PICTOGRAPH = 0x1f6ff,
	FIRST_LATER = 0x1fa70,
	LAST_LATER = 0x1faff,
	LAST_CHARACTER = 0x10ffff,
	FIRST_BRAILLE = 0x2800,
	LAST_BRAILLE = 0x28ff,
	BRAILLE_UPPER = 0x1b, /* bits of its dots */
	BRAILLE_LOWER = 0xe4,
	CLUSTER_BYTES = 256 /* far beyond those of any writing */
};

bool text_locale_is_utf8(void)
{
	return strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static bool is_plain(unsigned char byte)
{
	return byte >= FIRST_PLAIN && byte <= LAST_PLAIN;
}

/* Returns how many bytes at the start of S are plain ASCII; eight at a time. */
static size_t plain_run(struct slice s)
{
	const uint64_t ones = 0x0101010101010101u;
	const uint64_t high = 0x80 * ones;
	size_t at = 0;

	for (; s.len - at >= 8; at += 8) {
		uint64_t word;

		memcpy(&word, s.text + at, 8);
		/* The top bit of a byte is set in the first term from 0x80, in the second
		 * for 0x7f, in the third below 0x20. */
		if ((word | (word + ones) | ~((word | high) - FIRST_PLAIN * ones)) & high)
			break;
	}
	while (at < s.len && is_plain((unsigned char)s.text[at]))
		at++;
	return at;
}

bool text_is_plain_ascii(struct slice s)
{
	return plain_run(s) == s.len;
}

size_t text_decode(struct slice s, uint32_t *character)
{
	const unsigned char *byte = (const unsigned char *)s.text;
	unsigned char lead = byte[0];
	size_t len = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	/* The bounds of the second byte keep out overlong forms, surrogates and what lies
	 * beyond U+10FFFF. */
	unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	uint32_t value;

	if (lead < 0x80) {
		*character = lead;
		return 1;
	}
	*character = TEXT_BAD;
	if (lead < 0xc2 || lead > 0xf4 || s.len < len || byte[1] < low || byte[1] > high)
		return 1;
	value = lead & (0x7fu >> len);
	value = value << 6 | (byte[1] & 0x3f);
	for (size_t i = 2; i < len; i++) {
		if ((byte[i] & 0xc0) != 0x80)
			return 1;
		value = value << 6 | (byte[i] & 0x3f);
	}
	*character = value;
	return len;
}

void text_encode(struct str *out, uint32_t character)
{
	uint8_t bytes[4];
	int len;

	if (character < 0x80) {
		str_add_char(out, (char)character);
		return;
	}
	len = u8_uctomb(bytes, character, sizeof bytes);
	if (len < 0)
		len = u8_uctomb(bytes, TEXT_BAD, sizeof bytes);
	str_add_bytes(out, (const char *)bytes, (size_t)len);
}

size_t text_check_utf8(struct slice s)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t character;
		size_t len;

		at += plain_run(slice_from(s, at));
		if (at == s.len)
			break;
		len = text_decode(slice_from(s, at), &character);
		if (character == TEXT_BAD && len == 1)
			return at;
		at += len;
	}
	return at;
}

uint32_t text_visible(uint32_t character)
{
	/* What has no look of its own and no part in the writing of a language: general
	 * category Cf, Zl and Zp, without the signs that are drawn (Arabic and Kaithi
	 * number signs, Syriac abbreviation mark), the joiners, the Mongolian vowel
	 * separator and the zero width space by which Khmer and Thai divide words. */
	static const struct range {
		uint32_t first, last;
	} hidden[] = { { 0x61c, 0x61c }, { 0x200e, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
		{ 0x13430, 0x1343f }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
		{ 0xe0000, 0xe007f } };

	if (character >= FIRST_PLAIN && character <= LAST_PLAIN)
		return character;
	if (character < FIRST_PLAIN)
		return character == '\t' ? ' ' : PICTURES + character;
	if (character == DELETE)
		return PICTURE_DELETE;
	if (character == SOFT_HYPHEN)
		return '-';
	if (character < 0xa0 || character > LAST_CHARACTER)
		return TEXT_BAD;
	if (character >= 0xd800 && character <= 0xdfff)
		return TEXT_BAD;
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (character <= hidden[i].last)
			return character >= hidden[i].first ? TEXT_BAD : character;
	return character;
}

int text_char_width(uint32_t character)
{
	int width;

	if (character < FIRST_MARK)
		return 1;
	character = text_visible(character);
	width = text_locale_is_utf8() ? wcwidth((wchar_t)character) : -1;
	if (width >= 0)
		return width;
	/* A character newer than the C library, or a locale that is not of UTF-8, which knows
	 * no widths or, in East Asia, wide lines. Text goes through text_glyph then, and the
	 * columns must still be those of a UTF-8 terminal, so that nothing moves. Signs that
	 * are drawn under or over the digits behind them have one. The emoji to come, for
	 * which Unicode has set room aside, will be wide. */
	if (((character >= FIRST_PICTOGRAPH && character <= LAST_PICTOGRAPH) ||
		    (character >= FIRST_LATER && character <= LAST_LATER)) &&
		uc_general_category(character).bitmask == UC_CATEGORY_MASK_Cn)
		return 2;
	width = uc_width(character, "UTF-8");
	if (width == 0 && uc_graphemeclusterbreak_property(character) == GBP_PREPEND)
		return 1;
	return width < 0 ? 1 : width;
}

/* Adds columns; the sum stops at the largest number, far beyond any screen. */
static int add_columns(int a, size_t b)
{
	return b > (size_t)(INT_MAX - a) ? INT_MAX : a + (int)b;
}

int text_width(struct slice s)
{
	size_t at = 0;
	int width = 0;

	while (at < s.len) {
		uint32_t character;
		size_t run = plain_run(slice_from(s, at));

		at += run;
		width = add_columns(width, run);
		while (at < s.len && !is_plain((unsigned char)s.text[at])) {
			at += text_decode(slice_from(s, at), &character);
			width = add_columns(width, (size_t)text_char_width(character));
		}
	}
	return width;
}

/* The end of a cluster: what UAX 29 has to know to decide whether the next character
 * joins it. */
struct cluster {
	int last;        /* GBP_ class of the last character */
	bool pictograph; /* it ends in a pictograph and marks, at most one ZWJ the last */
	bool regional;   /* it ends in an odd number of regional indicators */
};

static int cluster_class(uint32_t character)
{
	if (character >= FIRST_MARK) {
		int class = uc_graphemeclusterbreak_property(character);

		return class == GBP_EM ? GBP_EXTEND : class; /* as of Unicode 11 */
	}
	if (character == '\r')
		return GBP_CR;
	if (character == '\n')
		return GBP_LF;
	if (character < FIRST_PLAIN || (character > LAST_PLAIN && character < 0xa0))
		return GBP_CONTROL;
	return character == SOFT_HYPHEN ? GBP_CONTROL : GBP_OTHER;
}

/* Returns whether CHARACTER is a pictograph. libunistring before 1.0 does not know, but all
 * that sequences are made of are symbols. */
static bool is_pictograph(uint32_t character)
{
#if _LIBUNISTRING_VERSION >= 0x010000
	return uc_is_property_extended_pictographic(character);
#else
	return uc_is_general_category(character, UC_OTHER_SYMBOL);
#endif
}

static void cluster_add(struct cluster *c, uint32_t character, int class)
{
	if (class == GBP_EXTEND || class == GBP_ZWJ)
		c->pictograph = c->pictograph && c->last != GBP_ZWJ;
	else
		c->pictograph = character > LAST_PLAIN && is_pictograph(character);
	c->regional = class == GBP_RI && !c->regional;
	c->last = class;
}

/* Returns whether CHARACTER joins C by the rules GB3 to GB13 of UAX 29 for extended
 * clusters. */
static bool cluster_joins(const struct cluster *c, uint32_t character, int class)
{
	if (c->last == GBP_CR)
		return class == GBP_LF;
	if (c->last == GBP_LF || c->last == GBP_CONTROL)
		return false;
	if (class == GBP_CR || class == GBP_LF || class == GBP_CONTROL)
		return false;
	if (class == GBP_EXTEND || class == GBP_ZWJ || class == GBP_SPACINGMARK)
		return true;
	switch (c->last) {
	case GBP_PREPEND:
		return true;
	case GBP_L:
		return class == GBP_L || class == GBP_V || class == GBP_LV ||
			class == GBP_LVT;
	case GBP_LV:
	case GBP_V:
		return class == GBP_V || class == GBP_T;
	case GBP_LVT:
	case GBP_T:
		return class == GBP_T;
	case GBP_RI:
		return class == GBP_RI && c->regional;
	case GBP_ZWJ:
		return c->pictograph && is_pictograph(character);
	default:
		return false;
	}
}

size_t text_cluster(struct slice s, int *width)
{
	struct cluster cluster = { 0 };
	uint32_t character;
	size_t at;

	if (is_plain((unsigned char)s.text[0]) &&
		(s.len == 1 || (unsigned char)s.text[1] < 0x80)) {
		*width = 1;
		return 1;
	}
	at = text_decode(s, &character);
	*width = text_char_width(character);
	cluster_add(&cluster, character, cluster_class(character));
	while (at < s.len && at < CLUSTER_BYTES) {
		size_t len = text_decode(slice_from(s, at), &character);
		int class = cluster_class(character);

		if (!cluster_joins(&cluster, character, class))
			break;
		cluster_add(&cluster, character, class);
		*width = add_columns(*width, (size_t)text_char_width(character));
		at += len;
	}
	return at;
}

size_t text_clip(struct slice s, int columns, int *used)
{
	size_t at = 0, seen = 0; /* the end of what has a width */
	int sum = 0;

	while (at < s.len && sum <= columns && at - seen <= CLUSTER_BYTES) {
		struct slice rest = slice_from(s, at);
		size_t room = (size_t)(columns - sum);
		size_t len = plain_run((struct slice){
			rest.text, rest.len <= room ? rest.len : room + 1 });
		int width;

		/* A mark may follow the last plain character and join it. */
		if (len && (len < rest.len || len > room))
			len--;
		width = (int)len;
		if (!len)
			len = text_cluster(rest, &width);
		if (width > columns - sum)
			break;
		at += len;
		sum += width;
		seen = width ? at : seen;
	}
	if (used)
		*used = sum;
	return at;
}

struct slice text_part(struct slice s, size_t most)
{
	if (s.len <= most)
		return s;
	for (int i = 0; i < 3 && most && ((unsigned char)s.text[most] & 0xc0) == 0x80;
		i++)
		most--;
	return slice_part(s, 0, most);
}

void text_add_visible(struct str *out, struct slice s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t run = plain_run(slice_from(s, at));
		uint32_t character;

		str_add_bytes(out, s.text + at, run);
		at += run;
		if (at == s.len)
			break;
		at += text_decode(slice_from(s, at), &character);
		text_encode(out, text_visible(character));
	}
}

static const char wide_blank[] = "\xe3\x80\x80"; /* U+3000 */

enum { WIDE_BLANK_LEN = sizeof wide_blank - 1 };

/* Returns whether the LEN bytes of a cluster at TEXT are a blank. */
static bool is_blank(const char *text, size_t len)
{
	if (len == 1)
		return *text == ' ' || *text == '\t';
	return len == WIDE_BLANK_LEN && memcmp(text, wide_blank, len) == 0;
}

/* Returns LEN without the blanks at the end of the first LEN bytes of TEXT. */
static size_t trim_blanks(const char *text, size_t len)
{
	for (;;) {
		if (len && is_blank(text + len - 1, 1))
			len--;
		else if (len >= WIDE_BLANK_LEN &&
			is_blank(text + len - WIDE_BLANK_LEN, WIDE_BLANK_LEN))
			len -= WIDE_BLANK_LEN;
		else
			return len;
	}
}

/*
 * Returns the last offset in S at which UAX 14 allows a line to start, or 0: at most FIT,
 * or NEXT, the offset of the last cluster of S, the first behind FIT that is no blank.
 */
static size_t last_break(struct slice s, size_t fit, size_t next)
{
	uint32_t *characters = xcalloc(s.len, sizeof *characters);
	char *breaks = xcalloc(s.len, 1); /* for each character, as they are shown */
	size_t best = 0;
	size_t count = 0;

	for (size_t at = 0; at < s.len; count++) {
		at += text_decode(slice_from(s, at), &characters[count]);
		characters[count] = text_visible(characters[count]);
	}
	u32_possible_linebreaks(characters, count, "UTF-8", breaks);
	count = 0;
	for (size_t at = 0; at <= next;) {
		int width;
		size_t end = at + text_cluster(slice_from(s, at), &width);

		if (at && breaks[count] == UC_BREAK_POSSIBLE && (at <= fit || at == next))
			best = at;
		for (uint32_t character; at < end; count++)
			at += text_decode(
				(struct slice){ s.text + at, end - at }, &character);
	}
	free(characters);
	free(breaks);
	return best;
}

/* The work for a line depends on the line alone, however long the text behind it is, so
 * that a pager may ask for the first lines of anything. Between the end of a line and the
 * start of the next there are only blanks and at most one newline. */
size_t text_wrap(struct slice s, int columns, size_t *next)
{
	size_t fit = text_clip(s, columns, NULL);
	size_t at = 0;
	size_t start;
	int width;

	while (at < fit && s.text[at] != '\n' && s.text[at] != '\r')
		at++;
	while (at < s.len) {
		size_t len = text_cluster(slice_from(s, at), &width);

		if (!is_blank(s.text + at, len))
			break;
		at += len;
	}
	*next = at;
	if (at < s.len && s.text[at] == '\r')
		++*next;
	if (*next < s.len && s.text[*next] == '\n')
		++*next;
	if (at == s.len || *next > at)
		return trim_blanks(s.text, at);
	/* Too long: AT is the first cluster behind what fits that is no blank, and nothing
	 * before it is a newline. */
	start = at + text_cluster(slice_from(s, at), &width);
	*next = last_break((struct slice){ s.text, start }, fit, at);
	if (*next)
		return trim_blanks(s.text, *next);
	if (at) {
		*next = at;
		return trim_blanks(s.text, fit);
	}
	*next = start;
	return start;
}

/*
 * What takes the place of characters where there is only ASCII: the letters and signs to
 * which Unicode gives no decomposition, and the shapes. A text of one character holds for
 * all from first to last, another has one for each; '!' leaves it to the decomposition.
 * Bars are the blacker the higher they are. Sorted.
 */
static const struct ascii_signs {
	uint32_t first, last;
	const char *signs;
} ascii_signs[] = {
	{ 0xa0, 0xbf, " !cL!Y|S\"c!\"!-r- !!!'!P-,!!\"!!!!" },
	{ 0xc0, 0xdf, "!!!!!!A!!!!!!!!!D!!!!!!xO!!!!!Ts" },
	{ 0xe0, 0xff, "!!!!!!a!!!!!!!!!d!!!!!!/o!!!!!t!" },
	{ 0x110, 0x111, "Dd" },
	{ 0x126, 0x127, "Hh" },
	{ 0x131, 0x131, "i" },
	{ 0x138, 0x138, "k" },
	{ 0x141, 0x142, "Ll" },
	{ 0x14a, 0x14b, "Nn" },
	{ 0x152, 0x153, "Oo" },
	{ 0x166, 0x167, "Tt" },
	{ 0x18f, 0x18f, "E" },
	{ 0x1dd, 0x1dd, "e" },
	{ 0x259, 0x259, "e" },
	{ 0x2b9, 0x2bf, "'\"'''''" },
	{ 0x2c8, 0x2c8, "'" },
	{ 0x2010, 0x2027, "------|!''''\"\"\"\"++**.!.*" },
	{ 0x2032, 0x203b, "'\"\"'\"\"!<>*" },
	{ 0x2043, 0x2044, "-/" },
	{ 0x20ac, 0x20ac, "E" },
	{ 0x2190, 0x2195, "<^>v-|" },
	{ 0x21d0, 0x21d4, "<^>v-" },
	{ 0x2212, 0x2219, "-!!/!***" },
	{ 0x2223, 0x2223, "|" },
	{ 0x223c, 0x223c, "~" },
	{ 0x2248, 0x2248, "~" },
	{ 0x2264, 0x2265, "<>" },
	{ 0x22c5, 0x22c6, "*" },
	{ 0x2500, 0x251f, "--||--||--||++++++++++++++++++++" },
	{ 0x2520, 0x253f, "+" },
	{ 0x2540, 0x255f, "++++++++++++--||-|++++++++++++++" },
	{ 0x2560, 0x257f, "+++++++++++++++++/\\X-|-|-|-|-|-|" },
	{ 0x2580, 0x2587, "#_.:-=+*" },
	{ 0x2588, 0x259f, "#" },
	{ 0x25a0, 0x25b1, "*" },
	{ 0x25b2, 0x25c5, "^^^^>>>>>>vvvv<<<<<<" },
	{ 0x25c6, 0x25ca, "*" },
	{ 0x25cb, 0x25cc, "o" },
	{ 0x25cd, 0x25ff, "*" },
	{ 0x2605, 0x2606, "*" },
	{ 0x2713, 0x2718, "**xxxx" },
	{ 0x2756, 0x2756, "*" },
	{ 0x276e, 0x276f, "<>" },
	{ 0x2b05, 0x2b07, "<^v" },
	{ 0x3001, 0x3002, ",." },
};

char text_ascii(uint32_t character)
{
	/* A whole cell is not darker than its edges: text is easier to read on it. */
	if (character == LAST_BRAILLE)
		return '.';
	if (character >= FIRST_BRAILLE && character < LAST_BRAILLE)
		return " '.:"[((character & BRAILLE_UPPER) != 0) |
			(((character & BRAILLE_LOWER) != 0) << 1)];
	/* A character decomposes a few times at most, and never into itself. */
	while (character >= 0x80 && character <= LAST_CHARACTER) {
		ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
		const struct ascii_signs *block = ascii_signs;
		const struct ascii_signs *end =
			block + sizeof ascii_signs / sizeof *ascii_signs;
		int tag;

		while (block < end && character > block->last)
			block++;
		if (block < end && character >= block->first) {
			size_t i = block->signs[1] ? character - block->first : 0;

			if (block->signs[i] != '!')
				return block->signs[i];
		}
		if (uc_is_general_category(character, UC_SPACE_SEPARATOR))
			return ' ';
		if (uc_decomposition(character, &tag, parts) <= 0)
			return '?';
		character = parts[0];
	}
	return character >= FIRST_PLAIN && character <= LAST_PLAIN ? (char)character
								   : '?';
}

bool text_is_rtl(uint32_t character)
{
	int class = character < FIRST_MARK ? UC_BIDI_L : uc_bidi_class(character);

	return class == UC_BIDI_R || class == UC_BIDI_AL;
}

/*
 * Signs that the fonts of Debian's console lack, all or a third of them, and what they have
 * instead (console-setup 1.221, the Unicode tables of its 456 fonts). Sorted.
 */
static const struct console_sign {
	uint32_t character, instead;
} console_signs[] = {
	{ 0x2581, '_' }, { 0x2582, '_' },       /* bars */
	{ 0x2583, 0x25a0 }, { 0x2584, 0x25a0 }, /* to a square */
	{ 0x2585, 0x25a0 }, { 0x2586, 0x2588 }, /* and a block */
	{ 0x2587, 0x2588 }, { 0x2588, 0x2588 }, { 0x258c, 0x2588 },
	{ 0x2590, 0x2588 },                                   /* halves of a block */
	{ 0x25a0, 0x25a0 }, { 0x25aa, 0x25a0 },               /* squares */
	{ 0x25b2, 0x25b2 }, { 0x25b4, 0x25b2 },               /* up */
	{ 0x25b6, 0x25b6 }, { 0x25b8, 0x25b6 },               /* right */
	{ 0x25bc, 0x25bc }, { 0x25be, 0x25bc },               /* down */
	{ 0x25c0, 0x25c0 }, { 0x25c2, 0x25c0 },               /* left */
	{ 0x25cb, 'o' }, { 0x25cf, 0x25cf }, { 0x25e6, 'o' }, /* circles */
};

static uint32_t console_glyph(uint32_t character)
{
	enum { FIRST_SHAPE = 0x2580, LAST_SHAPE = 0x2bff };

	if (character < FIRST_SHAPE || character > LAST_SHAPE)
		return character;
	for (size_t i = 0; i < sizeof console_signs / sizeof *console_signs; i++)
		if (console_signs[i].character == character)
			return console_signs[i].instead;
	return (unsigned char)text_ascii(character);
}

uint32_t text_glyph(uint32_t character, int columns, enum text_glyphs glyphs)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };

	if (glyphs == TEXT_GLYPHS_ALL)
		return character;
	if (glyphs == TEXT_GLYPHS_CONSOLE)
		return console_glyph(character);
	if (glyphs == TEXT_GLYPHS_LOCALE &&
		wcrtomb(bytes, (wchar_t)character, &state) != (size_t)-1 &&
		wcwidth((wchar_t)character) == columns)
		return character;
	return (unsigned char)text_ascii(character);
}
