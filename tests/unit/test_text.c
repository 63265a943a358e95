/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/text.h"

#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unigbrk.h>
#include <unistring/version.h>
#include <wchar.h>

#include "base/memory.h"
#include "unit/test.h"

#define PIECE(literal) ((struct slice){ (literal), sizeof(literal) - 1 })

enum { CASES = 4000, CASE_BYTES = 40 };

/* Its data are of Unicode 9. */
enum { OLD_LIBRARY = _LIBUNISTRING_VERSION < 0x010000 };

static struct slice from(struct slice s, size_t at)
{
	return (struct slice){ s.text + at, s.len - at };
}

/* A generator of our own: the same cases on every machine. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Characters for each of the ways in which text is hard. No viramas: whether they join
 * what follows has changed between editions of Unicode. */
static const uint32_t hard[] = { 'a', 'Z', ' ', '-', '\t', '\n', '\r', 0, 0x1b, 0x7f,
	0x85, 0xad, 0xe9, 0x301, 0x308, 0x34f, 0x430, 0x5d0, 0x5b8, 0x600, 0x627, 0x64e,
	0x61c, 0x915, 0x93f, 0x93e, 0xe01, 0xe33, 0xe48, 0xd9a, 0xdca, 0xdd2, 0x1780,
	0x17b6, 0x1000, 0x102d, 0x1100, 0x1161, 0x11a8, 0xac00, 0xac01, 0x4e2d, 0x3000,
	0x3042, 0xff71, 0x200b, 0x200c, 0x200d, 0x200e, 0x2028, 0x202e, 0x2066, 0x2764,
	0xfe0f, 0xfeff, 0xfffd, 0x1f468, 0x1f469, 0x1f3fb, 0x1f1e6, 0x1f1fa, 0x20000,
	0xe0067, 0x10ffff };

/* Fills OUT with a random text: hard characters, and when BROKEN random bytes too. */
static struct slice random_text(struct str *out, uint32_t *seed, bool broken)
{
	size_t len = next_random(seed) % CASE_BYTES;

	str_clear(out);
	while (out->len < len) {
		uint32_t kind = next_random(seed) % 8;

		if (kind == 0 && broken)
			str_add_char(out, (char)next_random(seed));
		else if (kind < 3)
			str_add_char(out, (char)(0x20 + next_random(seed) % 0x5f));
		else
			text_encode(out,
				hard[next_random(seed) % (sizeof hard / sizeof *hard)]);
	}
	return (struct slice){ out->buf, out->len };
}

static void test_decodes_what_it_encodes(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		uint32_t back;
		size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		bool surrogate = c >= 0xd800 && c <= 0xdfff;

		str_clear(&s);
		text_encode(&s, c);
		assert_int_equal(s.len, len);
		assert_int_equal(text_decode((struct slice){ s.buf, s.len }, &back), len);
		assert_int_equal(back, surrogate ? TEXT_BAD : c);
		assert_int_equal(text_check_utf8((struct slice){ s.buf, s.len }), len);
	}
	str_clear(&s);
	text_encode(&s, 0x110000);
	text_encode(&s, UINT32_MAX);
	assert_string_equal(s.buf, "\xef\xbf\xbd\xef\xbf\xbd");
	str_release(&s);
}

static void test_bad_bytes_count_one_by_one(void **state)
{
	static const struct slice bad[] = {
		PIECE("\x80"),
		PIECE("\xbf"),
		PIECE("\xc0\x80"),
		PIECE("\xc1\xbf"),
		PIECE("\xe0\x80\x80"),
		PIECE("\xe0\x9f\xbf"),
		PIECE("\xf0\x80\x80\x80"),
		PIECE("\xf0\x8f\xbf\xbf"),
		PIECE("\xed\xa0\x80"),
		PIECE("\xed\xbf\xbf"),
		PIECE("\xf4\x90\x80\x80"),
		PIECE("\xf5\x80\x80\x80"),
		PIECE("\xf8\x88\x80\x80\x80"),
		PIECE("\xfe"),
		PIECE("\xff"),
		PIECE("\xc3"),
		PIECE("\xe4\xb8"),
		PIECE("\xf0\x9f\x98"),
		PIECE("\xe4\xb8 "),
		PIECE("\xf0\x9f\x98 "),
		PIECE("\xc3 "),
	};
	uint32_t character;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct slice s = bad[i];
		size_t at = 0;

		assert_int_equal(text_check_utf8(s), 0);
		while (at < s.len && s.text[at] != ' ') {
			assert_int_equal(text_decode(from(s, at), &character), 1);
			assert_int_equal(character, TEXT_BAD);
			at++;
		}
		assert_int_equal(text_width(s), s.len);
	}
	assert_int_equal(
		text_check_utf8(PIECE("Dili\t\xc3\xa9\xef\xbf\xbd, Timor-Leste \xff")),
		24);
	assert_int_equal(text_check_utf8(PIECE("")), 0);
}

static void test_tells_plain_ascii(void **state)
{
	char text[24];

	(void)state;
	assert_true(text_is_plain_ascii(PIECE("")));
	assert_true(text_is_plain_ascii(PIECE(" ~")));
	/* Every byte at every offset of two words and a rest. */
	for (int byte = 0; byte < 256; byte++)
		for (size_t at = 0; at < sizeof text; at++) {
			memset(text, 'x', sizeof text);
			text[at] = (char)byte;
			assert_int_equal(
				text_is_plain_ascii((struct slice){ text, sizeof text }),
				byte >= 0x20 && byte <= 0x7e);
		}
}

static void test_gate_lets_no_control_through(void **state)
{
	static const uint32_t refused[] = { 0x80, 0x85, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f,
		0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x206f, 0xfeff,
		0xfff9, 0xe0001, 0xe007f, 0xd800, 0xdfff, 0x110000 };
	static const uint32_t kept[] = { ' ', '~', 0xa0, 0xe9, 0x301, 0x600, 0x6dd,
		0x180b, 0x200b, 0x200c, 0x200d, 0xfe0e, 0xfe0f, 0x4e2d, 0x1f468, 0xe0100,
		0x10ffff };

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_int_equal(text_visible(refused[i]), TEXT_BAD);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		assert_int_equal(text_visible(kept[i]), kept[i]);
	assert_int_equal(text_visible('\0'), 0x2400);
	assert_int_equal(text_visible('\n'), 0x240a);
	assert_int_equal(text_visible(0x1b), 0x241b);
	assert_int_equal(text_visible(0x7f), 0x2421);
	assert_int_equal(text_visible('\t'), ' ');
	assert_int_equal(text_visible(0xad), '-');
	for (uint32_t c = 0; c <= 0x110000; c++)
		assert_int_equal(text_visible(text_visible(c)), text_visible(c));
}

static void test_sends_only_what_may_be_sent(void **state)
{
	struct str out = STR_INIT, in = STR_INIT;
	uint32_t seed = 1;

	(void)state;
	text_add_visible(&out,
		PIECE("a\x1b[31m\tb\0\xc2\x9b"
		      "c\xe2\x80\xae\xff caf\xc3\xa9"));
	assert_string_equal(out.buf,
		"a\xe2\x90\x9b[31m b\xe2\x90\x80\xef\xbf\xbd"
		"c\xef\xbf\xbd\xef\xbf\xbd caf\xc3\xa9");
	for (int i = 0; i < CASES; i++) {
		struct slice s = random_text(&in, &seed, true);
		struct slice shown;

		str_clear(&out);
		text_add_visible(&out, s);
		shown = (struct slice){ out.buf, out.len };
		assert_int_equal(text_check_utf8(shown), out.len);
		assert_int_equal(text_width(shown), text_width(s));
		for (size_t at = 0; at < out.len; at++)
			assert_false(
				(unsigned char)out.buf[at] < 0x20 || out.buf[at] == 0x7f);
	}
	str_release(&in);
	str_release(&out);
}

static void test_widths_are_those_of_the_terminal(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		int width = wcwidth((wchar_t)text_visible(c));

		if (width >= 0)
			assert_int_equal(text_char_width(c), width);
		else
			assert_in_range(text_char_width(c), 0, 2);
	}
	assert_int_equal(text_width(PIECE("")), 0);
	assert_int_equal(text_width(PIECE("a\tb\x1b")), 4);
	assert_int_equal(text_width(PIECE("M\xc3\xa9xico, a country")), 17);
	assert_int_equal(text_width(PIECE("e\xcc\x81")), 1);
	assert_int_equal(text_width(PIECE("\xe4\xb8\xad\xe5\x9b\xbd")), 4);
	assert_int_equal(
		text_width(PIECE("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9")), 4);
}

/* What came with Unicode 15 and later: a C library may know it or not. */
static void test_widths_of_what_is_newer_than_the_c_library(void **state)
{
	static const struct {
		uint32_t character;
		int width;
	} newer[] = {
		{ 0x1fae8, 2 }, { 0x1fa75, 2 }, { 0x1f6dc, 2 }, /* emoji */
		{ 0x2ebf0, 2 },                                 /* ideographs */
		{ 0x1e4d0, 1 }, { 0x11f02, 1 }, { 0x105c0, 1 }, /* letters */
		{ 0xe000, 1 },                                  /* private use */
	};

	(void)state;
	for (size_t i = 0; i < sizeof newer / sizeof *newer; i++)
		assert_int_equal(text_char_width(newer[i].character), newer[i].width);
}

static void test_widths_hold_in_a_locale_without_them(void **state)
{
	static const struct {
		uint32_t character;
		int width;
	} known[] = { { 'a', 1 }, { 0xe9, 1 }, { 0x301, 0 }, { 0x4e2d, 2 }, { 0xac00, 2 },
		{ 0x600, 1 }, { 0xe31, 0 }, { 0x1b, 1 }, { 0x202e, 1 }, { 0xff21, 2 },
		{ 0x1f468, OLD_LIBRARY ? 1 : 2 }, { 0xe000, 1 }, { 0x378, 1 }, { 0x2502, 1 } };
	static signed char width[0x10000];
	int differing = 0;

	(void)state;
	for (uint32_t c = 0; c < 0x10000; c++)
		width[c] = wcwidth((wchar_t)c) < 0 ? -1 : (signed char)text_char_width(c);
	assert_non_null(setlocale(LC_ALL, "C"));
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_int_equal(text_char_width(known[i].character), known[i].width);
	for (uint32_t c = 0; c < 0x10000; c++)
		differing += width[c] >= 0 && width[c] != text_char_width(c);
	assert_non_null(setlocale(LC_ALL, ""));
	/* glibc and libunistring follow different editions: the hexagrams and a few
	 * marks. */
	assert_in_range(differing, 0, OLD_LIBRARY ? 400 : 100);
}

/* One cluster, its bytes and its columns. */
static void check_cluster(const char *text, int width)
{
	struct slice s = slice_of(text);
	int columns;

	assert_int_equal(text_cluster(s, &columns), s.len);
	assert_int_equal(columns, width);
}

static void test_clusters_of_the_scripts(void **state)
{
	(void)state;
	check_cluster("e\xcc\x81\xcc\xa3", 1);
	check_cluster("\r\n", 2);
	check_cluster("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2); /* Hangul, in parts */
	check_cluster("\xea\xb0\x80\xe1\x86\xa8", 2);             /* syllable and final */
	check_cluster("\xe0\xa4\x95\xe0\xa4\xbf", 2);             /* Devanagari ki */
	check_cluster("\xe0\xa4\x95\xe0\xa5\x8d", 1);             /* with virama */
	check_cluster("\xe0\xb8\x97\xe0\xb8\xb5\xe0\xb9\x88", 1); /* Thai thi */
	check_cluster("\xe0\xb8\x97\xe0\xb8\xb3", 2);             /* Thai sara am */
	check_cluster("\xe0\xb6\x9a\xe0\xb7\x92", 1);             /* Sinhala ki */
	check_cluster("\xe1\x9e\x80\xe1\x9e\xbb\xe1\x9f\x86", 1); /* Khmer kum */
	check_cluster("\xe1\x80\x99\xe1\x80\xbc\xe1\x80\xad",
		1 + wcwidth(0x103c));                         /* Burmese */
	check_cluster("\xd8\xa7\xd9\x93", 1);                 /* alef and madda */
	check_cluster("\xd7\xa9\xd7\x81\xd6\xb8", 1);         /* shin, dot, qamats */
	check_cluster("\xd8\x80\xd9\xa1", 2);                 /* number sign and digit */
	check_cluster("\xf0\x9f\x87\xa6\xf0\x9f\x87\xba", 2); /* flag */
	check_cluster("\xe2\x9d\xa4\xef\xb8\x8f", 1);         /* heart, as a picture */
	check_cluster("\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbb", 4); /* thumb and skin */
	check_cluster("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f"
		      "\x91\xa7",
		6);
	check_cluster("\xef\xbf\xbd\xcc\x81", 1);
	check_cluster("\xcc\x81", 0);
}

static void test_clusters_end_in_time(void **state)
{
	int width;

	(void)state;
	assert_int_equal(text_cluster(PIECE("ab"), &width), 1);
	assert_int_equal(text_cluster(PIECE("a\xc3\xa9"), &width), 1);
	assert_int_equal(text_cluster(PIECE("\n\r"), &width), 1);
	assert_int_equal(text_cluster(PIECE("\n\xcc\x81"), &width), 1);
	assert_int_equal(text_cluster(PIECE("\xff\xff"), &width), 1);
	assert_int_equal(text_cluster(PIECE("\xff\xcc\x81"), &width), 3);
	/* Three regional indicators are a flag and one more. */
	assert_int_equal(
		text_cluster(PIECE("\xf0\x9f\x87\xa6\xf0\x9f\x87\xba\xf0\x9f\x87\xa6"),
			&width),
		8);
	/* A joiner joins pictures, not letters. */
	assert_int_equal(text_cluster(PIECE("a\xe2\x80\x8d"
					    "b"),
				 &width),
		4);
}

static void test_clusters_agree_with_the_library(void **state)
{
	char starts[CASE_BYTES + 4];
	struct str text = STR_INIT;
	uint32_t seed = 2;

	(void)state;
	if (OLD_LIBRARY)
		return; /* it lets no modifier join */
	for (int i = 0; i < CASES; i++) {
		struct slice s = random_text(&text, &seed, false);
		size_t next = 0;

		u8_grapheme_breaks((const uint8_t *)s.text, s.len, starts);
		for (size_t at = 0; at < s.len; at++) {
			int width;
			size_t len;

			assert_int_equal(starts[at], at == next);
			if (at < next)
				continue;
			len = text_cluster(from(s, at), &width);
			assert_int_equal(
				width, text_width((struct slice){ s.text + at, len }));
			next += len;
		}
	}
	str_release(&text);
}

/* Returns whether a cluster of S starts at AT or S ends there. */
static bool is_boundary(struct slice s, size_t at)
{
	size_t i = 0;
	int width;

	while (i < at)
		i += text_cluster(from(s, i), &width);
	return i == at;
}

static void test_clip_at_every_width(void **state)
{
	struct str text = STR_INIT;
	uint32_t seed = 3;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct slice s = random_text(&text, &seed, true);
		int whole = text_width(s);

		for (int columns = 0; columns <= whole + 1; columns++) {
			int used, width;
			size_t len = text_clip(s, columns, &used);

			assert_true(used <= columns);
			assert_int_equal(text_width((struct slice){ s.text, len }), used);
			assert_true(is_boundary(s, len));
			if (len == s.len)
				continue;
			text_cluster(from(s, len), &width);
			assert_true(used + width > columns);
		}
		assert_int_equal(text_clip(s, whole, NULL), s.len);
		assert_int_equal(text_clip(s, INT_MAX, NULL), s.len);
	}
	assert_int_equal(text_clip(PIECE("\xe4\xb8\xad\xe5\x9b\xbd"), 3, NULL), 3);
	assert_int_equal(text_clip(PIECE("abcdefghij"), 4, NULL), 4);
	assert_int_equal(text_clip(PIECE("abcde\xcc\x81"), 4, NULL), 4);
	assert_int_equal(text_clip(PIECE("abcde\xcc\x81"), 5, NULL), 7);
	assert_int_equal(text_clip(PIECE("abc"), -1, NULL), 0);
	str_release(&text);
}

/* Wraps TEXT and compares its lines, joined by bars. */
static void check_wrap(struct slice s, int columns, const char *lines)
{
	struct str out = STR_INIT;
	size_t next;

	for (size_t at = 0; at < s.len; at += next) {
		size_t len = text_wrap(from(s, at), columns, &next);

		str_add_bytes(&out, s.text + at, len);
		str_add_char(&out, '|');
	}
	assert_string_equal(out.buf, lines);
	str_release(&out);
}

static void test_wraps_where_a_writer_would(void **state)
{
	(void)state;
	check_wrap(PIECE(""), 5, "");
	check_wrap(PIECE("hello world"), 5, "hello|world|");
	check_wrap(PIECE("hello world"), 10, "hello|world|");
	check_wrap(PIECE("hello world"), 11, "hello world|");
	check_wrap(PIECE("hello   \t world  "), 5, "hello|world|");
	check_wrap(PIECE("one\n\ntwo\r\nthree\rfour\n"), 20, "one||two|three|four|");
	check_wrap(PIECE("hello\nworld"), 5, "hello|world|");
	check_wrap(PIECE("hello  \r\nworld"), 5, "hello|world|");
	check_wrap(PIECE("  in\n  out"), 5, "  in|  out|");
	check_wrap(PIECE("people-smuggling"), 10, "people-|smuggling|");
	check_wrap(PIECE("abcdefgh"), 3, "abc|def|gh|");
	check_wrap(PIECE("a bcdefgh"), 3, "a|bcd|efg|h|");
	check_wrap(PIECE("page 12\xc2\xa0km"), 8, "page|12\xc2\xa0km|");
	check_wrap(PIECE("\xe4\xb8\xad\xe5\x9b\xbd\xe4\xba\xba"), 5,
		"\xe4\xb8\xad\xe5\x9b\xbd|\xe4\xba\xba|");
	check_wrap(PIECE("\xe4\xb8\xad\xe5\x9b\xbd"), 1, "\xe4\xb8\xad|\xe5\x9b\xbd|");
	check_wrap(PIECE("\xe3\x80\x80)"), 1, "|)|");
	check_wrap(PIECE("ab\xe3\x80\x80\xe3\x80\x80"
			 "cd"),
		3, "ab|cd|");
}

static bool is_blank(struct slice s)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t character;

		at += text_decode(from(s, at), &character);
		if (character != 0x3000 &&
			(character >= 0x80 || !strchr(" \t\r\n", (int)character)))
			return false;
	}
	return true;
}

static void test_wrapping_loses_nothing(void **state)
{
	struct str text = STR_INIT;
	uint32_t seed = 4;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct slice s = random_text(&text, &seed, true);
		int columns = 1 + (int)(next_random(&seed) % 20);
		size_t next;

		for (size_t at = 0; at < s.len; at += next) {
			struct slice rest = from(s, at);
			size_t len = text_wrap(rest, columns, &next);
			int width = text_width((struct slice){ rest.text, len });
			int first;

			assert_true(next > 0 && next <= rest.len && len <= next);
			assert_true(is_boundary(rest, next));
			assert_true(
				is_blank((struct slice){ rest.text + len, next - len }));
			assert_null(memchr(rest.text, '\n', len));
			if (width > columns)
				assert_int_equal(text_cluster(rest, &first), len);
		}
	}
	str_release(&text);
}

static void test_an_empty_text_needs_no_memory(void **state)
{
	struct slice none = { NULL, 0 };
	struct str out = STR_INIT;
	size_t next = 1;
	int used = 1;

	(void)state;
	text_add_visible(&out, none);
	assert_int_equal(out.len, 0);
	assert_true(text_is_plain_ascii(none));
	assert_int_equal(text_check_utf8(none), 0);
	assert_int_equal(text_width(none), 0);
	assert_int_equal(text_clip(none, 5, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(text_wrap(none, 5, &next), 0);
	assert_int_equal(next, 0);
	str_release(&out);
}

static void test_ascii_stands_for_what_it_resembles(void **state)
{
	static const struct {
		uint32_t character;
		char ascii;
	} known[] = { { 'a', 'a' }, { '~', '~' }, { 0x1b, '?' }, { 0x7f, '?' },
		{ 0x85, '?' }, { 0xa0, ' ' }, { 0x2003, ' ' }, { 0x3000, ' ' },
		{ 0xc9, 'E' }, { 0xe9, 'e' }, { 0x1ec7, 'e' }, { 0x111, 'd' },
		{ 0x142, 'l' }, { 0xdf, 's' }, { 0xff21, 'A' }, { 0xbd, '1' },
		{ 0x2500, '-' }, { 0x2502, '|' }, { 0x250c, '+' }, { 0x253c, '+' },
		{ 0x256d, '+' }, { 0x2022, '*' }, { 0x25cf, '*' }, { 0x25cb, 'o' },
		{ 0xb7, '-' }, { 0x2190, '<' }, { 0x2192, '>' }, { 0x25b8, '>' },
		{ 0x25be, 'v' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201c, '"' },
		{ 0x201d, '"' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x2026, '.' },
		{ 0x2588, '#' }, { 0x2800, ' ' }, { 0x2812, '\'' }, { 0x28c0, '.' },
		{ 0x28ef, ':' }, { 0x28ff, '.' }, { 0x4e2d, '?' },
		{ 0xac00, '?' }, { 0x627, '?' }, { 0x1f468, '?' }, { TEXT_BAD, '?' },
		{ 0x110000, '?' } };

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_int_equal(text_ascii(known[i].character), known[i].ascii);
	for (uint32_t c = 0; c <= 0x110000; c++) {
		char ascii = text_ascii(c);

		assert_true(ascii >= 0x20 && ascii <= 0x7e);
		if (c >= 0x20 && c <= 0x7e)
			assert_int_equal(ascii, (char)c);
		/* No line, block or dot is left without a replacement. */
		if ((c >= 0x2500 && c <= 0x25ff) || (c >= 0x2800 && c <= 0x28ff))
			assert_int_not_equal(ascii, '?');
	}
}

/* Marks without end cost what a line of them may cost, and are cut off. */
static void test_marks_without_end_are_cut(void **state)
{
	struct str text = STR_INIT;
	struct slice all;
	size_t len, next;
	int width;

	(void)state;
	str_add_char(&text, 'a');
	for (int i = 0; i < 1000000; i++)
		str_add(&text, i % 2 ? "\u0301" : "\u200b");
	str_add_char(&text, 'z');
	all = str_slice(&text);
	for (int i = 0; i < 10000; i++) {
		len = text_clip(all, 10, &width);
		assert_in_range(len, 1, 1000);
		assert_int_equal(width, 1);
		assert_in_range(text_wrap(all, 10, &next), 1, 1000);
		assert_in_range(next, 1, 1000);
	}
	for (size_t at = 0; at < all.len; at += len) {
		len = text_cluster(slice_from(all, at), &width);
		assert_in_range(len, 1, 260);
	}
	assert_int_equal(width, 1);
	str_release(&text);
}

static void test_parts_end_between_characters(void **state)
{
	(void)state;
	assert_int_equal(text_part(slice_of("aé…b"), 1).len, 1);
	assert_int_equal(text_part(slice_of("aé…b"), 2).len, 1);
	assert_int_equal(text_part(slice_of("aé…b"), 3).len, 3);
	assert_int_equal(text_part(slice_of("aé…b"), 5).len, 3);
	assert_int_equal(text_part(slice_of("aé…b"), 6).len, 6);
	assert_int_equal(text_part(slice_of("aé…b"), 99).len, 7);
	assert_int_equal(text_part(slice_of("\x80\x80\x80\x80\x80\x80"), 5).len, 2);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decodes_what_it_encodes),
		cmocka_unit_test(test_bad_bytes_count_one_by_one),
		cmocka_unit_test(test_tells_plain_ascii),
		cmocka_unit_test(test_gate_lets_no_control_through),
		cmocka_unit_test(test_sends_only_what_may_be_sent),
		cmocka_unit_test(test_widths_are_those_of_the_terminal),
		cmocka_unit_test(test_widths_of_what_is_newer_than_the_c_library),
		cmocka_unit_test(test_widths_hold_in_a_locale_without_them),
		cmocka_unit_test(test_clusters_of_the_scripts),
		cmocka_unit_test(test_clusters_end_in_time),
		cmocka_unit_test(test_clusters_agree_with_the_library),
		cmocka_unit_test(test_clip_at_every_width),
		cmocka_unit_test(test_marks_without_end_are_cut),
		cmocka_unit_test(test_parts_end_between_characters),
		cmocka_unit_test(test_wraps_where_a_writer_would),
		cmocka_unit_test(test_wrapping_loses_nothing),
		cmocka_unit_test(test_an_empty_text_needs_no_memory),
		cmocka_unit_test(test_ascii_stands_for_what_it_resembles),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
