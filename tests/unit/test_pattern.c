#include "config.h"

#include "data/pattern.h"

#include "unit/test.h"

#define TEXTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* PATTERN matches every text of GOOD and none of BAD; both end in NULL. */
static void check(const char *pattern, const char *const *good, const char *const *bad)
{
	struct str err;
	struct pattern *p;

	str_init(&err);
	p = pattern_new(pattern, &err);
	if (!p)
		fail_msg("%s", err.buf);
	for (; *good; good++)
		if (!pattern_match(p, slice_of(*good)))
			fail_msg("%s does not match %s", *good, pattern);
	for (; *bad; bad++)
		if (pattern_match(p, slice_of(*bad)))
			fail_msg("%s matches %s", *bad, pattern);
	pattern_free(p);
	str_release(&err);
}

static void test_matches_the_whole_text(void **state)
{
	(void)state;
	check("[a-z0-9-]+", TEXTS("iso-codes", "-", "9"), TEXTS("", "A", "a b", " a"));
	check("m[0-9]{3}", TEXTS("m001"), TEXTS("m0001", "xm001"));
	check("a|bc", TEXTS("a", "bc"), TEXTS("ac", "ab", "b"));
	check("^a$", TEXTS("a"), TEXTS("aa"));
	check("https?://.*", TEXTS("http://x", "https://"), TEXTS("ftp://x"));
	check("", TEXTS(""), TEXTS("x"));
}

static void test_translates_classes(void **state)
{
	(void)state;
	check("\\d{4}-\\d\\d", TEXTS("2011-03"), TEXTS("2011-3", "dddd-dd"));
	check("\\w+", TEXTS("a_1"), TEXTS("a-1", ""));
	check("\\S+\\s\\S+", TEXTS("a b", "a\tb"), TEXTS("ab", "a  b"));
	check("\\D*", TEXTS("", "ab"), TEXTS("a1"));
	check("\\p{Lu}\\p{Ll}+", TEXTS("Bali"), TEXTS("bali", "BALI"));
	check("\\P{L}", TEXTS("1"), TEXTS("a"));
	check("[\\d.]+", TEXTS("1.5"), TEXTS("1,5"));
	check("[\\w-]+", TEXTS("a-b_c"), TEXTS("a b", "\\"));
	check("a\\.b\\-c\\(", TEXTS("a.b-c("), TEXTS("axb-c("));
	check("a\\tb", TEXTS("a\tb"), TEXTS("atb"));
	check("(?:ab)+", TEXTS("abab"), TEXTS("aba"));
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
}

static void test_refuses_what_cannot_be_run(void **state)
{
	static const char *const refused[] = { "(", "a{2", "[a", "a\\", "(?=a)",
		"(?<x>a)", "\\1", "[a-z-[aeiou]]", "\\p{Greek}", "[\\D]", "*(" };

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct str err;
		struct pattern *p;

		str_init(&err);
		p = pattern_new(refused[i], &err);
		if (p)
			fail_msg("%s is taken", refused[i]);
		assert_non_null(strstr(err.buf, "cannot be used"));
		assert_int_equal(err.buf[err.len - 1], '.');
		str_release(&err);
	}
}

static void test_bytes_of_any_kind_do_no_harm(void **state)
{
	struct str err;
	struct pattern *p;

	(void)state;
	str_init(&err);
	p = pattern_new(".*", &err);
	assert_non_null(p);
	assert_false(pattern_match(p, (struct slice){ "a\0b", 3 }));
	assert_true(pattern_match(p, (struct slice){ NULL, 0 }));
	pattern_match(p, slice_of("\xff\xfe"));
	pattern_free(p);
	pattern_free(NULL);
	str_release(&err);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matches_the_whole_text),
		cmocka_unit_test(test_translates_classes),
		cmocka_unit_test(test_brackets_hold_any_character),
		cmocka_unit_test(test_refuses_what_cannot_be_run),
		cmocka_unit_test(test_bytes_of_any_kind_do_no_harm),
	};

	return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
