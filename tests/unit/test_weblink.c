#include "config.h"

#include "output/weblink.h"

#include "unit/cited.h"
#include "unit/test.h"

static void test_finds_addresses_in_texts(void **state)
{
	static const struct {
		const char *text, *url;
	} cases[] = {
		{ "https://a.example/", "https://a.example/" },
		{ "see https://a.example/x.", "https://a.example/x" },
		{ "(http://a.example)", "http://a.example" },
		{ "two: http://a.example/1, http://a.example/2", "http://a.example/1" },
		{ "HTTPS://A.example?q=1;r=2#s", "HTTPS://A.example?q=1;r=2#s" },
		{ "<https://a.example>", "https://a.example" },
		{ "old ftp://a.example http://b.example", "ftp://a.example" },
		{ "https://a.example/\001x y", "https://a.example/\001x" },
		{ "12:30 and a:b and x:/y", NULL },
		{ "://", NULL },
		{ "1http://a.example", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct slice url;
		bool found = weblink_find(slice_of(cases[i].text), &url);

		assert_int_equal(found, cases[i].url != NULL);
		if (!found)
			continue;
		assert_int_equal(url.len, strlen(cases[i].url));
		assert_memory_equal(url.text, cases[i].url, url.len);
	}
}

/* Checks that row ROW of TABLE has the address URL, "" for none. */
static void check_row(struct packed *x, int table, uint32_t row, const char *url)
{
	str_clear(&x->text);
	assert_int_equal(weblink_of_row(&x->p, (struct row_ref){ table, row }, &x->text),
		*url != 0);
	assert_string_equal(x->text.buf, url);
}

static void test_rows_have_addresses(void **state)
{
	struct packed x;

	(void)state;
	cited_open(&x);
	check_row(&x, CITED_PORTS, 0, "https://visby.example/");
	check_row(&x, CITED_PORTS, 1, "");
	check_row(&x, CITED_SHIPS, 0, "");
	/* Not what a text mentions: what a list names. */
	check_row(&x, CITED_SHIPS, 1, "https://two.example/b");
	/* Of the format, though it cannot be opened: it is to be told. */
	check_row(&x, CITED_SOURCES, 3, "javascript:alert(1)");
	packed_end(&x);
}

static void test_opens_pages_of_the_web_only(void **state)
{
	static const struct {
		const char *url, *err;
	} cases[] = {
		{ "http://a", "" },
		{ "https://a.example/x?y=z&a=b#c", "" },
		{ "HTTP://a", "" },
		{ "https://münchen.example/straße", "" },
		{ "ftp://a", "Only addresses of http and https are opened, not ftp://a" },
		{ "file:///etc/passwd",
			"Only addresses of http and https are opened, not "
			"file:///etc/passwd" },
		{ "javascript:alert(1)",
			"Only addresses of http and https are opened, not "
			"javascript:alert(1)" },
		{ "--help", "Only addresses of http and https are opened, not --help" },
		{ "", "Only addresses of http and https are opened, not " },
		{ "http://", "This address names no host and is not opened: http://" },
		{ "http:///x",
			"This address names no host and is not opened: http:///x" },
		{ "http://a/\033[31m",
			"This address holds blanks or control characters and is not "
			"opened: http://a/␛[31m" },
		{ "http://a/ b",
			"This address holds blanks or control characters and is not "
			"opened: http://a/ b" },
		{ "http://a/\nb",
			"This address holds blanks or control characters and is not "
			"opened: http://a/␊b" },
		{ "http://a/\xc2\x9b",
			"This address holds blanks or control characters and is not "
			"opened: http://a/\xef\xbf\xbd" },
		{ "http://a/\xe2\x80\xae",
			"This address holds blanks or control characters and is not "
			"opened: http://a/\xef\xbf\xbd" },
		{ "http://a/\xff",
			"This address holds blanks or control characters and is not "
			"opened: http://a/\xef\xbf\xbd" },
	};
	struct str err;

	(void)state;
	str_init(&err);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_clear(&err);
		assert_int_equal(
			weblink_check(slice_of(cases[i].url), &err), !*cases[i].err);
		assert_string_equal(err.buf, cases[i].err);
	}
	str_release(&err);
}

static void test_a_browser_is_one_plain_program(void **state)
{
	static const char *const good[] = { "firefox", "/usr/bin/w3m", "x-www-browser",
		"g++", "./a_b.1" };
	static const char *const bad[] = { NULL, "", "firefox %s", "a:b", "a;b", "$(a)",
		"-x", "a b", "a&", "caf\xc3\xa9" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(weblink_is_program(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(weblink_is_program(bad[i]));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_addresses_in_texts),
		cmocka_unit_test(test_rows_have_addresses),
		cmocka_unit_test(test_opens_pages_of_the_web_only),
		cmocka_unit_test(test_a_browser_is_one_plain_program),
	};

	return cmocka_run_group_tests_name("weblink", tests, NULL, NULL);
}
