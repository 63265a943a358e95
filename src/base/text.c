/*
 * The bytes of a text and the columns they take. Everything here is a function of its
 * arguments and of the locale's wcwidth(3); nothing is kept between calls. Offsets always
 * fall on characters as text_decode counts them, so any two functions agree on where one
 * starts, in bad UTF-8 too. What is drawn is mostly ASCII: it never reaches a table.
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
#include <uniwidth.h>
#include <wchar.h>

enum {
	FIRST_PLAIN = 0x20, /* the ASCII characters that are shown as they are */
	LAST_PLAIN = 0x7e,
	DELETE = 0x7f,
	PICTURES = 0x2400, /* the control pictures, one for each of C0 */
	PICTURE_DELETE = 0x2421,
	SOFT_HYPHEN = 0xad,
	FIRST_MARK = 0x300, /* no character below joins another, none is wide */
	LAST_CHARACTER = 0x10ffff
};

bool text_locale_is_utf8(void)
{
	return strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static struct slice rest_of(struct slice s, size_t from)
{
	return (struct slice){ s.text + from, s.len - from };
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

static bool is_tail(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/*
 * Returns the bytes that a sequence led by LEAD has, 0 when none can be, and the bounds
 * of its second byte, which keep out overlong forms, surrogates and what lies beyond
 * U+10FFFF.
 */
static size_t sequence_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
	*low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	*high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

size_t text_decode(struct slice s, uint32_t *character)
{
	const unsigned char *byte = (const unsigned char *)s.text;
	unsigned char low, high;
	size_t len;
	uint32_t value;

	if (byte[0] < 0x80) {
		*character = byte[0];
		return 1;
	}
	*character = TEXT_BAD;
	len = sequence_length(byte[0], &low, &high);
	if (!len || s.len < len || byte[1] < low || byte[1] > high)
		return 1;
	value = byte[0] & (0x7fu >> len);
	value = value << 6 | (byte[1] & 0x3f);
	for (size_t i = 2; i < len; i++) {
		if (!is_tail(byte[i]))
			return 1;
		value = value << 6 | (byte[i] & 0x3f);
	}
	*character = value;
	return len;
}

void text_encode(struct str *out, uint32_t character)
{
	char bytes[4];
	size_t len = 0;

	if (character < 0x80) {
		str_add_char(out, (char)character);
		return;
	}
	if (character > LAST_CHARACTER || (character >= 0xd800 && character <= 0xdfff))
		character = TEXT_BAD;
	if (character < 0x800) {
		bytes[len++] = (char)(0xc0 | character >> 6);
	} else if (character < 0x10000) {
		bytes[len++] = (char)(0xe0 | character >> 12);
		bytes[len++] = (char)(0x80 | (character >> 6 & 0x3f));
	} else {
		bytes[len++] = (char)(0xf0 | character >> 18);
		bytes[len++] = (char)(0x80 | (character >> 12 & 0x3f));
		bytes[len++] = (char)(0x80 | (character >> 6 & 0x3f));
	}
	bytes[len++] = (char)(0x80 | (character & 0x3f));
	str_add_bytes(out, bytes, len);
}

size_t text_check_utf8(struct slice s)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t character;
		size_t len;

		at += plain_run(rest_of(s, at));
		if (at == s.len)
			break;
		len = text_decode(rest_of(s, at), &character);
		if (character == TEXT_BAD && len == 1)
			return at;
		at += len;
	}
	return at;
}

/*
 * Tells whether CHARACTER has no look of its own and no part in the writing of a
 * language: general category Cf, Zl and Zp, without the signs that are drawn (Arabic and
 * Kaithi number signs, Syriac abbreviation mark), the joiners, the Mongolian vowel
 * separator and the zero width space by which Khmer and Thai divide words.
 */
static bool is_hidden(uint32_t character)
{
	static const struct range {
		uint32_t first, last;
	} hidden[] = { { 0x61c, 0x61c }, { 0x200e, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
		{ 0x13430, 0x1343f }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
		{ 0xe0000, 0xe007f } };

	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (character <= hidden[i].last)
			return character >= hidden[i].first;
	return false;
}

uint32_t text_visible(uint32_t character)
{
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
	return is_hidden(character) ? TEXT_BAD : character;
}

/*
 * A locale of one byte a character knows no widths; then text goes through text_ascii,
 * and columns must still be those of a UTF-8 terminal, so that nothing moves. In any
 * other locale ncurses gives what wcwidth(3) refuses one column.
 */
static int unknown_width(uint32_t character)
{
	int width;

	if (MB_CUR_MAX > 1)
		return 1;
	width = uc_width(character, "UTF-8");
	if (width < 0)
		return 1;
	/* Signs that stand under or over the digits that follow are drawn. */
	if (width == 0 && uc_graphemeclusterbreak_property(character) == GBP_PREPEND)
		return 1;
	return width;
}

int text_char_width(uint32_t character)
{
	int width;

	if (character < FIRST_MARK)
		return 1;
	character = text_visible(character);
	width = wcwidth((wchar_t)character);
	return width >= 0 ? width : unknown_width(character);
}

/* Columns of texts beyond any screen stop at the largest number. */
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
		size_t run = plain_run(rest_of(s, at));

		at += run;
		width = add_columns(width, run);
		while (at < s.len && !is_plain((unsigned char)s.text[at])) {
			at += text_decode(rest_of(s, at), &character);
			width = add_columns(width, (size_t)text_char_width(character));
		}
	}
	return width;
}

/* How far a cluster has come: what UAX 29 must know to tell whether the next joins. */
struct cluster {
	int last;        /* GBP_ class of the last character */
	bool pictograph; /* it ends in a pictograph and marks, at most one ZWJ the last */
	bool regional;   /* it ends in an odd number of regional indicators */
};

static int cluster_class(uint32_t character)
{
	if (character >= FIRST_MARK)
		return uc_graphemeclusterbreak_property(character);
	if (character == '\r')
		return GBP_CR;
	if (character == '\n')
		return GBP_LF;
	if (character < FIRST_PLAIN || (character > LAST_PLAIN && character < 0xa0))
		return GBP_CONTROL;
	return character == SOFT_HYPHEN ? GBP_CONTROL : GBP_OTHER;
}

static void cluster_add(struct cluster *c, uint32_t character, int class)
{
	if (class == GBP_EXTEND || class == GBP_ZWJ)
		c->pictograph = c->pictograph && c->last != GBP_ZWJ;
	else
		c->pictograph = character > LAST_PLAIN &&
			uc_is_property_extended_pictographic(character);
	c->regional = class == GBP_RI && !c->regional;
	c->last = class;
}

/* The rules GB3 to GB13 of UAX 29 for extended clusters. */
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
		return c->pictograph && uc_is_property_extended_pictographic(character);
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
	while (at < s.len) {
		size_t len = text_decode(rest_of(s, at), &character);
		int class = cluster_class(character);

		if (!cluster_joins(&cluster, character, class))
			break;
		cluster_add(&cluster, character, class);
		*width = add_columns(*width, (size_t)text_char_width(character));
		at += len;
	}
	return at;
}

/* Returns how many bytes at the start of S are clusters of plain ASCII, at most ROOM. */
static size_t plain_clusters(struct slice s, size_t room)
{
	struct slice near = { s.text, s.len <= room ? s.len : room + 1 };
	size_t run = plain_run(near);

	/* Behind the last one there may be a mark that joins it. */
	if (run == s.len && run <= room)
		return run;
	return run ? run - 1 : 0;
}

size_t text_clip(struct slice s, int columns, int *used)
{
	size_t at = 0;
	int sum = 0;

	while (at < s.len && sum <= columns) {
		struct slice rest = rest_of(s, at);
		size_t len = plain_clusters(rest, (size_t)(columns - sum));
		int width = (int)len;

		if (!len)
			len = text_cluster(rest, &width);
		if (width > columns - sum)
			break;
		at += len;
		sum += width;
	}
	if (used)
		*used = sum;
	return at;
}

void text_add_visible(struct str *out, struct slice s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t run = plain_run(rest_of(s, at));
		uint32_t character;

		str_add_bytes(out, s.text + at, run);
		at += run;
		if (at == s.len)
			break;
		at += text_decode(rest_of(s, at), &character);
		text_encode(out, text_visible(character));
	}
}
