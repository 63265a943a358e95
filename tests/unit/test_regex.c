/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/regex.h"

#include <locale.h>

#include "unit/test.h"

#define TEXTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static struct regex *compile(const char *pattern, bool caseless)
{
	struct str why = STR_INIT;
	struct regex *r = regex_new(slice_of(pattern), caseless, &why);

	if (!r)
		fail_msg("%s: %s", pattern, why.buf);
	assert_int_equal(why.len, 0);
	return r;
}

static enum regex_result match(struct regex *r, struct slice text)
{
	struct regex_budget budget = regex_budget_for(text.len);

	return regex_match(r, text, &budget);
}

/* PATTERN matches the whole of every text of GOOD and of none of BAD; both end in NULL. */
static void check(const char *pattern, const char *const *good, const char *const *bad)
{
	struct regex *r = compile(pattern, false);

	for (; *good; good++)
		if (match(r, slice_of(*good)) != REGEX_MATCH)
			fail_msg("%s does not match %s", *good, pattern);
	for (; *bad; bad++)
		if (match(r, slice_of(*bad)) != REGEX_NO_MATCH)
			fail_msg("%s matches %s", *bad, pattern);
	regex_free(r);
}

static void test_matches_the_whole_text(void **state)
{
	(void)state;
	check("[a-z0-9-]+", TEXTS("iso-codes", "-", "9"), TEXTS("", "A", "a b", " a"));
	check("m[0-9]{3}", TEXTS("m001"), TEXTS("m0001", "xm001"));
	check("a|bc", TEXTS("a", "bc"), TEXTS("ac", "ab", "b"));
	check("a|ab", TEXTS("a", "ab"), TEXTS("abb"));
	check("^a$", TEXTS("a"), TEXTS("aa"));
	check("a$", TEXTS("a"), TEXTS("a\n", "\na"));
	check("https?://.*", TEXTS("http://x", "https://"), TEXTS("ftp://x"));
	check("", TEXTS(""), TEXTS("x"));
}

static void test_classes(void **state)
{
	(void)state;
	check("\\d{4}-\\d\\d", TEXTS("2011-03", "٢٠١١-٠٣"), TEXTS("2011-3", "dddd-dd"));
	check("\\w+", TEXTS("a_1", "Türkiye", "ខម"), TEXTS("a-1", ""));
	check("\\S+\\s\\S+", TEXTS("a b", "a\tb", "a\u00a0b"), TEXTS("ab", "a  b"));
	check("\\D*", TEXTS("", "ab"), TEXTS("a1"));
	check("\\p{Lu}\\p{Ll}+", TEXTS("Bali", "Émile"), TEXTS("bali", "BALI"));
	check("\\p{Greek}+", TEXTS("αβγ"), TEXTS("abc"));
	check("\\P{L}", TEXTS("1"), TEXTS("a", "é"));
	check("[\\d.]+", TEXTS("1.5"), TEXTS("1,5"));
	check("[\\D]", TEXTS("x"), TEXTS("1"));
	check("[\\w-]+", TEXTS("a-b_c"), TEXTS("a b", "\\"));
	check("[[:alpha:]]+", TEXTS("aé"), TEXTS("1"));
	check("a\\.b\\-c\\(", TEXTS("a.b-c("), TEXTS("axb-c("));
	check("a\\tb", TEXTS("a\tb"), TEXTS("atb"));
	check("(?:ab)+", TEXTS("abab"), TEXTS("aba"));
	check("(?=a).*(?<!b)", TEXTS("a", "abc"), TEXTS("ba", "ab"));
	check("(?<x>a)\\1", TEXTS("aa"), TEXTS("a", "ab"));
}

static void test_brackets_hold_any_character(void **state)
{
	(void)state;
	check("[\\]\\[]+", TEXTS("[]", "]["), TEXTS("a", "\\"));
	check("[a\\-z]+", TEXTS("a-z"), TEXTS("b"));
	check("[\\^a]+", TEXTS("^a"), TEXTS("b"));
	check("[\\^]", TEXTS("^"), TEXTS("a"));
	check("[\\^-]", TEXTS("^", "-"), TEXTS("a"));
	check("[^a-c]", TEXTS("d", "^", "-"), TEXTS("a", "b"));
	check("[^\\]]", TEXTS("a", "["), TEXTS("]"));
	check("[a\\\\]+", TEXTS("a\\"), TEXTS("b"));
	check("[-+]?1", TEXTS("-1", "+1", "1"), TEXTS("a1"));
	check("[+-]?1", TEXTS("-1", "+1", "1"), TEXTS(",1"));
	check("[A-ZÀ-ÖØ-öø-ÿ a-z]+", TEXTS("Émile"), TEXTS("Lé0n"));
	check("[а-я]{3}", TEXTS("абв"), TEXTS("abc", "абвг"));
}

/* The same in every locale: a character is a character and no byte. */
static void test_locales(void **state)
{
	static const char *const locales[] = { "C", "C.UTF-8", "" };

	(void)state;
	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
		setlocale(LC_ALL, locales[i]);
		check(".{3}", TEXTS("абв"), TEXTS("аб", "ab"));
		check("[À-ÿ]", TEXTS("é"), TEXTS("a"));
		check("(?i)É\\w", TEXTS("éü"), TEXTS("e"));
		check("[À-ÿ]+", TEXTS("éÿ"), TEXTS("z", "Ā"));
		check("[A-ZÀ-ÖØ-öø-ÿ a-z]+", TEXTS("Émile"), TEXTS("Lé0n"));
		check("\\p{Lu}\\p{Ll}*", TEXTS("Émile"), TEXTS("émile", "ÉMILE"));
		check("a.c", TEXTS("añc"), TEXTS("añbc"));
		check("\\d{2}-\\w+", TEXTS("12-ñandú"), TEXTS("dd-x"));
	}
	setlocale(LC_ALL, "C");
}

static void test_invalid_patterns(void **state)
{
	static const char *const invalid[] = { "(", "[a", "a\\", "\\1", "*(", "a)|(b",
		"\\p{IsGreek}", "\\C", "a++++++++++++++++++++++", "a{99999}",
		"((a{200}){200}){200}", "i************x", "\\i", "a\xff" };

	(void)state;
	for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
		struct str why = STR_INIT;

		if (regex_new(slice_of(invalid[i]), false, &why))
			fail_msg("%s is taken", invalid[i]);
		assert_true(why.len > 0);
		assert_int_not_equal(why.buf[why.len - 1], '.');
		str_release(&why);
	}
}

static void test_deep_patterns_are_refused(void **state)
{
	struct str pattern = STR_INIT, why = STR_INIT;

	(void)state;
	str_add_repeat(&pattern, '(', 200000);
	str_add_repeat(&pattern, ')', 200000);
	assert_null(regex_new((struct slice){ pattern.buf, pattern.len }, false, &why));
	assert_non_null(strstr(why.buf, "nested"));
	str_release(&pattern);
	str_release(&why);
}

static void test_bytes_of_any_kind(void **state)
{
	struct regex *r = compile(".*", false);
	struct regex_budget budget = regex_budget_for(0);
	struct regex_span span;

	(void)state;
	assert_int_equal(match(r, (struct slice){ "a\0b", 3 }), REGEX_MATCH);
	assert_int_equal(match(r, (struct slice){ NULL, 0 }), REGEX_MATCH);
	assert_int_equal(match(r, slice_of("\xff\xfe")), REGEX_NO_MATCH);
	assert_int_equal(match(r, slice_of("a\xff")), REGEX_NO_MATCH);
	assert_int_equal(match(r,
				 slice_of("\xff"
					  "a")),
		REGEX_NO_MATCH);
	regex_free(r);
	r = compile("b+", false);
	assert_int_equal(regex_find(r,
				 slice_of("\xff"
					  "a\xe0\x80"
					  "bb\xff"),
				 0, &budget, &span),
		REGEX_MATCH);
	assert_int_equal(span.start, 4);
	assert_int_equal(span.len, 2);
	regex_free(r);
	regex_free(NULL);
}

/* Every match of PATTERN in TEXT, in brackets. */
static char *marked(const char *pattern, bool caseless, const char *text)
{
	struct regex *r = compile(pattern, caseless);
	struct slice whole = slice_of(text);
	struct regex_budget budget = regex_budget_for(whole.len);
	struct regex_span span;
	struct str out = STR_INIT;
	size_t at = 0;

	while (regex_find(r, whole, at, &budget, &span) == REGEX_MATCH && span.len) {
		str_add_bytes(&out, text + at, span.start - at);
		str_addf(&out, "[%.*s]", (int)span.len, text + span.start);
		at = span.start + span.len;
	}
	str_add(&out, text + at);
	regex_free(r);
	return str_take(&out);
}

static void test_finds_each_match(void **state)
{
	static const struct {
		const char *pattern, *text, *want;
		bool caseless;
	} cases[] = {
		{ "an", "Banana", "B[an][an]a", false },
		{ "b|a$", "Banana", "[B]anan[a]", true },
		{ "^a", "aa", "[a]a", false },
		{ "\\ba", "aa a", "[a]a [a]", false },
		{ "(?<=n)a", "ana", "an[a]", false },
		{ "x*", "aa", "aa", false },
		{ "é", "É é", "[É] [é]", true },
		{ ".+", "a\nb", "[a]\n[b]", false },
		{ "n\\Ka", "Banana", "Ban[a]n[a]", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *got = marked(cases[i].pattern, cases[i].caseless, cases[i].text);

		assert_string_equal(got, cases[i].want);
		free(got);
	}
}

static void test_knows_back_references(void **state)
{
	struct regex *r = compile("(a)\\1", false);

	(void)state;
	assert_true(regex_refers_back(r));
	regex_free(r);
	r = compile("(a)(?1)", false);
	assert_false(regex_refers_back(r));
	regex_free(r);
}

/* Patterns and texts, FILL over and over, that would take from seconds to for ever. The
 * work is counted and not timed; what is done with it is bounded in any case. */
static void test_hostile_patterns_end(void **state)
{
	static const struct {
		const char *pattern, *fill;
		size_t len;
		enum regex_result want;
	} cases[] = {
		{ "(a|b|.)*.{1,400}qqqqq", "abc xyz ", 30000, REGEX_NO_MATCH },
		{ "(a|b|.)*.{1,400}q{5}[yq]", "abcq qqqz ", 30000, REGEX_TOO_SLOW },
		{ "(?:a|x)*[yz]", "a", 30000, REGEX_TOO_SLOW },
		{ "(.{1,30}){1,9}ZZ[xy]", "abZ", 30000, REGEX_TOO_SLOW },
		{ "(a+)+[bc]", "a", 40, REGEX_TOO_SLOW },
		{ "(((((((((a*)*)*)*)*)*)*)*)*)[bc]", "a", 40, REGEX_TOO_SLOW },
		{ "\\w+[!?]", "a", 300000, REGEX_TOO_SLOW },
		{ "(?=a*+)[bc]", "a", 300000, REGEX_TOO_SLOW },
		{ "a(?=a*+)[bc]", "a", 300000, REGEX_TOO_SLOW },
		{ "[a-z]{60000}!?[bc]", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.", 300000,
			REGEX_TOO_SLOW },
		{ "(a(?1)|b|.)(?R)*.{1q", "aqq", 30000, REGEX_TOO_SLOW },
		{ "\\((?:[^()]|(?R))*\\)", "(a(b)c)", 30000, REGEX_MATCH },
		{ "(a{1,15000})\\1[bc]", "a", 30000, REGEX_TOO_SLOW },
		{ "(?R)?a|b(?R)", "a", 30000, REGEX_TOO_SLOW },
		{ "(a{499}|b)c", "a", 30000, REGEX_NO_MATCH },
		{ "\\w+ing", "lorem ipsum ", 1000000, REGEX_NO_MATCH },
		{ "(\\w+ ?)*", "lorem ipsum ", 100000, REGEX_MATCH },
		{ "^(a|b|.)*$", "abc xyz ", 100000, REGEX_MATCH },
	};
	struct str text = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct regex *r = compile(cases[i].pattern, false);
		struct regex_budget budget = regex_budget_for(cases[i].len);
		size_t most = budget.left;
		enum regex_result got;

		str_clear(&text);
		while (text.len < cases[i].len)
			str_add(&text, cases[i].fill);
		got = regex_find(
			r, (struct slice){ text.buf, text.len }, 0, &budget, NULL);
		if (got != cases[i].want)
			fail_msg("%s: %d after %zu", cases[i].pattern, got, budget.spent);
		assert_true(budget.spent <= most + 2 * text.len * 1000);
		regex_free(r);
	}
	str_release(&text);
}

/* The work of a text does not depend on what was done before. */
static void test_work_is_the_same_each_time(void **state)
{
	struct regex *r = compile("(a|b)*c", false);
	size_t first = 0;

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct regex_budget budget = regex_budget_for(0);

		assert_int_equal(regex_find(r, slice_of("ababab abc"), 0, &budget, NULL),
			REGEX_MATCH);
		assert_true(budget.spent > 0);
		assert_int_equal(budget.left + budget.spent, REGEX_WORK);
		assert_true(!first || first == budget.spent);
		first = budget.spent;
		budget.left = 3;
		assert_int_equal(regex_find(r, slice_of("ababab abc"), 0, &budget, NULL),
			REGEX_TOO_SLOW);
		assert_int_equal(budget.left, 0);
	}
	regex_free(r);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matches_the_whole_text),
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_brackets_hold_any_character),
		cmocka_unit_test(test_locales),
		cmocka_unit_test(test_invalid_patterns),
		cmocka_unit_test(test_deep_patterns_are_refused),
		cmocka_unit_test(test_bytes_of_any_kind),
		cmocka_unit_test(test_finds_each_match),
		cmocka_unit_test(test_knows_back_references),
		cmocka_unit_test(test_hostile_patterns_end),
		cmocka_unit_test(test_work_is_the_same_each_time),
	};

	return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}
