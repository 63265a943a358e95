/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/casefold.h"

#include <locale.h>
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/text.h"
#include "unit/test.h"

enum { CASES = 4000, CASE_BYTES = 60 };

/* What TEXT folds to, in OUT. */
static const char *folded(struct str *out, struct slice text)
{
	str_clear(out);
	casefold_add(out, text);
	return out->buf;
}

struct expected {
	const char *text, *folded;
};

static void check_table(const struct expected *table, size_t count)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < count; i++)
		assert_string_equal(
			folded(&out, slice_of(table[i].text)), table[i].folded);
	str_release(&out);
}

#define CHECK_TABLE(table) check_table((table), sizeof(table) / sizeof *(table))

static void test_names_people_type_plainly(void **state)
{
	static const struct expected table[] = {
		{ "", "" },
		{ "  \t\n ", "" },
		{ "Viet-Nam", "viet nam" },
		{ "VIỆT NAM", "viet nam" },
		{ " Viet  Nam. ", "viet nam" },
		{ "Đà Nẵng", "da nang" },
		{ "Côte d’Ivoire", "cote divoire" },
		{ "Cote d'Ivoire", "cote divoire" },
		{ "Cote d´Ivoire", "cote divoire" },
		{ "Lao People's Democratic Republic", "lao peoples democratic republic" },
		{ "Nuku‘alofa", "nukualofa" },
		{ "Nukuʻalofa", "nukualofa" },
		{ "Trinidad & Tobago", "trinidad tobago" },
		{ "São Tomé and Príncipe", "sao tome and principe" },
		{ "Türkiye", "turkiye" },
		{ "İSTANBUL Iğdır ılık", "istanbul igdir ilik" },
		{ "Straße STRASSE STRAẞE", "strasse strasse strasse" },
		{ "Æthelred œuvre Þór Łódź Ísland Færøyar",
			"aethelred oeuvre thor lodz island "
			"faeroyar" },
		{ "Ｔｏｋｙｏ　１２", "tokyo 12" },
		{ "ﬁnance №5 ½ ²", "finance no5 1 2 2" },
		{ "a\xff"
		  "b\xc3 c",
			"a b c" },
		{ "co\xc2\xad"
		  "operation a\xe2\x80\x8d"
		  "b \xef\xbb\xbfx",
			"cooperation ab x" },
		{ "snake_case/path", "snake case path" },
	};

	(void)state;
	CHECK_TABLE(table);
}

static void test_names_in_other_scripts(void **state)
{
	static const struct expected table[] = {
		{ "ΕΛΛΆΣ Ελλάς ελλας", "ελλασ ελλασ ελλασ" },
		{ "ᾍδης", "αδησ" },
		{ "РОССИЯ Россия ёлка", "россия россия елка" },
		{ "Йемен", "иемен" },
		{ "أفغانستان إيران آسيا ٱلله", "افغانستان ايران اسيا الله" },
		{ "مُحَمَّد", "محمد" },
		{ "العـــراق", "العراق" },
		{ "ایران", "ايران" },
		{ "پاکستان", "پاكستان" },
		{ "۱۲ ١٢ १२", "12 12 12" },
		{ "יִשְׂרָאֵל", "ישראל" },
		{ "ג׳ורג׳ ג'ורג'", "גורג גורג" },
		{ "ﾆｭｰｼﾞｰﾗﾝﾄﾞ", "ニューシーラント" },
		{ "ニュージーランド", "ニューシーラント" },
		{ "中国、日本", "中国 日本" },
		{ "भारत", "भारत" },
		{ "श्री लंका", "श्री लंका" },
		{ "ශ්\xe2\x80\x8dරී", "ශ්රී" },
		{ "ไทย กิน", "ไทย กิน" },
		{ "ที่", "ที" }, /* a tone is a shade, a vowel is not */
		{ "ប៉ាគីស្ថាន មីយ៉ាន់ម៉ា", "បាគីស្ថាន មីយានមា" }, /* signs of Khmer, likewise */
		{ "កម្ពុជា", "កម្ពុជា" },
		{ "က\xe2\x80\x8bခ", "ကခ" },
	};

	(void)state;
	CHECK_TABLE(table);
}

static void test_vowel_signs_tell_words_apart(void **state)
{
	struct str a = STR_INIT, b = STR_INIT;

	(void)state;
	assert_string_not_equal(folded(&a, slice_of("กุ")), folded(&b, slice_of("กู")));
	assert_string_not_equal(folded(&a, slice_of("कि")), folded(&b, slice_of("का")));
	assert_string_not_equal(folded(&a, slice_of("ກຸ")), folded(&b, slice_of("ກູ")));
	str_release(&b);
	str_release(&a);
}

static void test_a_cell_of_symbols_is_kept(void **state)
{
	static const struct expected table[] = {
		{ "-", "-" },
		{ " -  + ", "- +" },
		{ "★★☆", "★★☆" },
		{ "＋", "+" },
		{ "'", "'" },
		{ "’", "'" },
		{ "?a?", "a" },
		{ "$5", "5" },
		{ "&", "" },
		{ "\xff\xfe", "" },
		{ "\xff-", "-" },
		{ "\x01\x7f", "" },
	};

	(void)state;
	CHECK_TABLE(table);
}

static void test_every_ascii_character(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	for (int c = 0; c < 0x80; c++) {
		char text[3] = { 'x', (char)c, 'y' };
		char expected[] = "x y";

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			expected[1] = (char)c;
		else if (c >= 'A' && c <= 'Z')
			expected[1] = (char)(c + 'a' - 'A');
		folded(&out, (struct slice){ text, 3 });
		if (c == '\'' || c == '`')
			assert_string_equal(out.buf, "xy");
		else
			assert_string_equal(out.buf, expected);
	}
	str_release(&out);
}

static void test_appends_behind_what_is_there(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	str_add(&out, "Key ");
	casefold_add(&out, slice_of(" - Viet-Nam - "));
	assert_string_equal(out.buf, "Key viet nam");
	casefold_add(&out, slice_of("  "));
	casefold_add(&out, (struct slice){ NULL, 0 });
	assert_string_equal(out.buf, "Key viet nam");
	casefold_add(&out, slice_of("Ä"));
	casefold_add(&out, slice_of(" b"));
	assert_string_equal(out.buf, "Key viet namab");
	str_release(&out);
}

/* One character as UTF-8, normalised by FORM unless that is NULL. */
static struct slice spell(struct str *out, uint32_t character, uninorm_t form)
{
	uint8_t buf[128];
	size_t len = sizeof buf;

	str_clear(out);
	text_encode(out, character);
	if (form) {
		assert_ptr_equal(
			u8_normalize(form, (uint8_t *)out->buf, out->len, buf, &len),
			buf);
		str_clear(out);
		str_add_bytes(out, (const char *)buf, len);
	}
	return (struct slice){ out->buf, out->len };
}

static void test_spelling_does_not_matter(void **state)
{
	struct str text = STR_INIT, one = STR_INIT, other = STR_INIT;

	(void)state;
	for (uint32_t c = 0x80; c <= 0x10ffff; c++) {
		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		folded(&one, spell(&text, c, NULL));
		assert_string_equal(
			one.buf, folded(&other, spell(&text, c, UNINORM_NFC)));
		assert_string_equal(
			one.buf, folded(&other, spell(&text, c, UNINORM_NFD)));
		/* The acute, kept as an apostrophe, is a blank and a mark to NFKD. */
		if (c == 0xb4 || c == 0x1ffd)
			continue;
		assert_string_equal(
			one.buf, folded(&other, spell(&text, c, UNINORM_NFKD)));
		assert_string_equal(
			one.buf, folded(&other, spell(&text, c, UNINORM_NFKC)));
	}
	str_release(&other);
	str_release(&one);
	str_release(&text);
}

/* Returns whether CHARACTER holds an iota subscript, which is a letter in capitals. */
static bool has_subscript(uint32_t character)
{
	uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int count = uc_canonical_decomposition(character, parts);

	if (character == 0x345 || character == 0x37a)
		return true;
	for (int i = 0; i < count; i++)
		if (has_subscript(parts[i]))
			return true;
	return false;
}

static void test_case_does_not_matter(void **state)
{
	struct str text = STR_INIT, one = STR_INIT, other = STR_INIT;
	uint8_t buf[64];

	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		struct slice s;
		size_t len = sizeof buf;

		if ((c >= 0xd800 && c <= 0xdfff) || has_subscript(c))
			continue;
		s = spell(&text, c, NULL);
		folded(&one, s);
		u8_casefold((const uint8_t *)s.text, s.len, NULL, NULL, buf, &len);
		assert_string_equal(
			one.buf, folded(&other, (struct slice){ (char *)buf, len }));
		len = sizeof buf;
		u8_toupper((const uint8_t *)s.text, s.len, NULL, NULL, buf, &len);
		assert_string_equal(
			one.buf, folded(&other, (struct slice){ (char *)buf, len }));
	}
	str_release(&other);
	str_release(&one);
	str_release(&text);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Fills OUT with words of several scripts, marks, signs, emoji and broken bytes. */
static struct slice random_text(struct str *out, uint32_t *seed)
{
	static const uint32_t some[] = { '\'', ' ', ' ', '-', '&', 0xb4, 0xe9, 0xdf,
		0x130, 0x131, 0x301, 0x3a3, 0x3c2, 0x439, 0x5b8, 0x5d0, 0x640, 0x64e,
		0x622, 0x669, 0x93f, 0x915, 0xe33, 0xe48, 0x17d2, 0x1780, 0x1ec7, 0x2019,
		0x2026, 0x200d, 0x3000, 0x30ac, 0x4e2d, 0xac01, 0xfb01, 0xfdfa, 0xff76,
		0xff9e, 0xfffd, 0x1f468, 0x1f1e6, 0x10ffff };
	size_t len = next_random(seed) % CASE_BYTES;

	str_clear(out);
	while (out->len < len) {
		uint32_t kind = next_random(seed) % 16;

		if (kind == 0)
			str_add_char(out, (char)next_random(seed));
		else if (kind == 1)
			text_encode(out, next_random(seed) % 0x3000);
		else if (kind < 7)
			str_add_char(out, (char)(0x20 + next_random(seed) % 0x5f));
		else
			text_encode(out,
				some[next_random(seed) % (sizeof some / sizeof *some)]);
	}
	return (struct slice){ out->buf, out->len };
}

/* What fold.h promises of every folded text. */
static void check_fold(const struct casefold *f, struct slice original)
{
	struct slice text = { f->text.buf, f->text.len };

	assert_int_equal(text_check_utf8(text), text.len);
	assert_int_equal(text.text[text.len], '\0');
	assert_int_equal(f->from[text.len], original.len);
	if (text.len) {
		assert_int_not_equal(text.text[0], ' ');
		assert_int_not_equal(text.text[text.len - 1], ' ');
	}
	for (size_t i = 0; i < text.len; i++) {
		assert_true(f->from[i] < original.len && f->from[i] <= f->from[i + 1]);
		assert_false(text.text[i] == ' ' && text.text[i + 1] == ' ');
	}
}

static void test_both_ways_of_folding_agree(void **state)
{
	struct str text = STR_INIT, out = STR_INIT, again = STR_INIT;
	struct casefold f;
	uint32_t seed = 5;

	(void)state;
	casefold_init(&f);
	for (int i = 0; i < CASES; i++) {
		struct slice s = random_text(&text, &seed);

		casefold_set(&f, s);
		check_fold(&f, s);
		folded(&out, s);
		assert_int_equal(out.len, f.text.len);
		assert_memory_equal(out.buf, f.text.buf, out.len + 1);
		folded(&again, (struct slice){ out.buf, out.len });
		assert_int_equal(out.len, again.len);
		assert_memory_equal(out.buf, again.buf, out.len);
	}
	casefold_release(&f);
	casefold_release(&f);
	str_release(&again);
	str_release(&out);
	str_release(&text);
}

static void test_long_ascii_is_folded_whole(void **state)
{
	struct str text = STR_INIT, out = STR_INIT;
	struct casefold f;

	(void)state;
	casefold_init(&f);
	/* Gaps and apostrophes come to lie on either side of every inner limit. */
	for (size_t len = 0; len < 1600; len++) {
		str_add_char(&text, "ab - C'D  ''  e"[len % 15]);
		casefold_set(&f, (struct slice){ text.buf, text.len });
		folded(&out, (struct slice){ text.buf, text.len });
		assert_string_equal(out.buf, f.text.buf);
	}
	casefold_release(&f);
	str_release(&out);
	str_release(&text);
}

static void check_origin(const char *text, const char *word, const char *origin)
{
	struct slice original = slice_of(text);
	struct slice found;
	struct casefold f;
	const char *start;

	casefold_init(&f);
	casefold_set(&f, original);
	start = strstr(f.text.buf, word);
	assert_non_null(start);
	found = casefold_origin(&f, original, (size_t)(start - f.text.buf), strlen(word));
	assert_true(slice_equal(found, slice_of(origin)));
	casefold_release(&f);
}

static void test_finds_the_way_back(void **state)
{
	(void)state;
	check_origin("Socialist Republic of VIỆT NAM", "viet", "VIỆT");
	check_origin("Socialist Republic of VIE\xcc\xa3\xcc\x82T NAM", "vie",
		"VIE\xcc\xa3\xcc\x82");
	check_origin("VIE\xcc\xa3\xcc\x82T", "t", "T");
	check_origin("Côte d’Ivoire!", "divoire", "d’Ivoire");
	check_origin("Viet -- Nam", "viet nam", "Viet -- Nam");
	check_origin("Straße 5", "se 5", "ße 5");
	check_origin("ﬁnance", "i", "ﬁ");
	check_origin("중국", "\xe1\x84\x8c\xe1\x85\xae", "중");
	check_origin("a 👨\xe2\x80\x8d👩 कि", "कि", "कि");
	check_origin("--", "-", "-");
}

static void test_the_way_back_at_the_edges(void **state)
{
	struct slice original = slice_of("  Ä-b ");
	struct slice found;
	struct casefold f;

	(void)state;
	casefold_init(&f);
	found = casefold_origin(&f, original, 0, 5);
	assert_int_equal(found.len, 0);
	casefold_set(&f, original);
	assert_string_equal(f.text.buf, "a b");
	assert_int_equal(casefold_origin(&f, original, 1, 0).len, 0);
	assert_int_equal(casefold_origin(&f, original, 3, 9).len, 0);
	assert_true(
		slice_equal(casefold_origin(&f, original, 2, SIZE_MAX), slice_of("b")));
	assert_true(slice_equal(casefold_origin(&f, original, 0, 3), slice_of("Ä-b")));
	assert_int_equal(f.from[0], 2);
	assert_int_equal(f.from[1], 4);
	assert_int_equal(f.from[2], 5);
	assert_int_equal(f.from[3], 7);
	casefold_release(&f);
}

/* Returns whether a cluster of S starts at AT or S ends there. */
static bool is_boundary(struct slice s, size_t at)
{
	size_t i = 0;
	int width;

	while (i < at)
		i += text_cluster((struct slice){ s.text + i, s.len - i }, &width);
	return i == at;
}

/* Returns whether a character that is no space starts at offset AT of TEXT. */
static bool is_letter_at(const struct str *text, size_t at)
{
	return text->buf[at] != ' ' && ((unsigned char)text->buf[at] & 0xc0) != 0x80;
}

static void test_origins_are_whole_clusters(void **state)
{
	struct str text = STR_INIT, out = STR_INIT;
	struct casefold f;
	uint32_t seed = 6;

	(void)state;
	casefold_init(&f);
	for (int i = 0; i < CASES; i++) {
		struct slice s = random_text(&text, &seed);
		struct slice found;
		size_t start, end;

		casefold_set(&f, s);
		if (!f.text.len)
			continue;
		start = next_random(&seed) % f.text.len;
		while (!is_letter_at(&f.text, start))
			start--;
		end = start + 1 + next_random(&seed) % (f.text.len - start);
		while (end < f.text.len &&
			((unsigned char)f.text.buf[end] & 0xc0) == 0x80)
			end++;
		while (f.text.buf[end - 1] == ' ')
			end--;
		found = casefold_origin(&f, s, start, end - start);
		assert_true(is_boundary(s, (size_t)(found.text - s.text)));
		assert_true(is_boundary(s, (size_t)(found.text - s.text) + found.len));
		folded(&out, found);
		assert_non_null(
			memmem(out.buf, out.len, f.text.buf + start, end - start));
	}
	casefold_release(&f);
	str_release(&out);
	str_release(&text);
}

static void test_knows_the_fillers(void **state)
{
	static const char *const others[] = { "", "th", "them", "o", "off", "an", "The",
		"&" };

	(void)state;
	assert_true(casefold_is_filler(slice_of("the")));
	assert_true(casefold_is_filler(slice_of("of")));
	assert_true(casefold_is_filler(slice_of("and")));
	assert_true(casefold_is_filler((struct slice){ "ofx", 2 }));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(casefold_is_filler(slice_of(others[i])));
}

static void test_signs_are_kept_where_they_count(void **state)
{
	static const struct {
		const char *text, *folded;
		bool counts;
	} cases[] = { { "C#", "c#", true }, { "C++ ", "c++", true },
		{ "3 %", "3 %", true }, { ".NET", ".net", true }, { "-7", "-7", true },
		{ "\342\202\2545", "\342\202\2545", true }, { "$1,000", "$1,000", true },
		{ "Viet-Nam", "viet-nam", false }, { "U.A.E.", "u.a.e.", false },
		{ "-word", "-word", false }, { "a*?", "a*?", false },
		{ "R & D", "r d", false }, { "-", "-", false },
		{ "5\" pipe", "5 pipe", false }, { "", "", false } };
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_clear(&out);
		casefold_add_signs(&out, slice_of(cases[i].text));
		assert_string_equal(out.buf, cases[i].folded);
		assert_int_equal(
			casefold_has_signs(slice_of(cases[i].text)), cases[i].counts);
	}
	str_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_people_type_plainly),
		cmocka_unit_test(test_names_in_other_scripts),
		cmocka_unit_test(test_vowel_signs_tell_words_apart),
		cmocka_unit_test(test_a_cell_of_symbols_is_kept),
		cmocka_unit_test(test_signs_are_kept_where_they_count),
		cmocka_unit_test(test_every_ascii_character),
		cmocka_unit_test(test_appends_behind_what_is_there),
		cmocka_unit_test(test_spelling_does_not_matter),
		cmocka_unit_test(test_case_does_not_matter),
		cmocka_unit_test(test_both_ways_of_folding_agree),
		cmocka_unit_test(test_long_ascii_is_folded_whole),
		cmocka_unit_test(test_finds_the_way_back),
		cmocka_unit_test(test_the_way_back_at_the_edges),
		cmocka_unit_test(test_origins_are_whole_clusters),
		cmocka_unit_test(test_knows_the_fillers),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests_name("casefold", tests, NULL, NULL);
}
