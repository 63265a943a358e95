#include "config.h"

#include "ui/terminfo.h"

#include <stdlib.h>

#include "unit/test.h"

static struct ink ink;

/* Reads the looks of terminal TERM (NULL: none is named). */
static void read_looks(const char *term, enum theme theme)
{
	if (term)
		assert_int_equal(setenv("TERM", term, 1), 0);
	else
		assert_int_equal(unsetenv("TERM"), 0);
	ink_init(&ink);
	terminfo_read_looks(theme, &ink);
}

static void expect_blank(void)
{
	for (int style = 0; style < STYLE_MAX; style++)
		assert_string_equal(ink.on[style].buf, "");
	ink_release(&ink);
}

static void test_a_terminal_of_today_has_looks(void **state)
{
	(void)state;
	read_looks("xterm-256color", THEME_DEFAULT);
	if (!ink.off.len) /* its description is not installed */
		skip();
	assert_non_null(strstr(ink.on[STYLE_STRONG].buf, "\33[1m"));
	assert_non_null(strstr(ink.on[STYLE_DIM].buf, "\33[2m"));
	assert_non_null(strstr(ink.on[STYLE_LINK].buf, "\33[4m"));
	assert_non_null(strstr(ink.on[STYLE_LINK].buf, "\33[36m"));
	assert_non_null(strstr(ink.on[STYLE_NOTE].buf, "\33[3m"));
	assert_string_equal(ink.on[STYLE_TEXT].buf, "");
	assert_non_null(strstr(ink.off.buf, "\33[m"));
	ink_release(&ink);
}

static void test_only_the_default_theme_has_colours(void **state)
{
	(void)state;
	read_looks("xterm-256color", THEME_MONO);
	if (!ink.off.len)
		skip();
	for (int style = 0; style < STYLE_MAX; style++)
		assert_null(strstr(ink.on[style].buf, "\33[36m"));
	assert_non_null(strstr(ink.on[STYLE_STRONG].buf, "\33[1m"));
	ink_release(&ink);
}

/* Its description has delays in it: they are no part of what is sent. */
static void test_an_old_terminal_is_not_waited_for(void **state)
{
	(void)state;
	read_looks("vt100", THEME_DEFAULT);
	if (!ink.off.len)
		skip();
	assert_string_equal(ink.on[STYLE_STRONG].buf, "\33[1m");
	assert_string_equal(ink.on[STYLE_LINK].buf, "\33[4m");
	assert_string_equal(ink.on[STYLE_DIM].buf, "");
	assert_null(strchr(ink.off.buf, '$'));
	assert_null(strchr(ink.off.buf, '<'));
	ink_release(&ink);
}

static void test_what_has_no_looks_gets_none(void **state)
{
	(void)state;
	read_looks("dumb", THEME_DEFAULT);
	assert_string_equal(ink.off.buf, "");
	expect_blank();
	read_looks("no-such-terminal", THEME_DEFAULT);
	expect_blank();
	read_looks("", THEME_DEFAULT);
	expect_blank();
	read_looks("../../etc/passwd", THEME_DEFAULT);
	expect_blank();
}

static void test_no_name_is_no_crash(void **state)
{
	(void)state;
	read_looks(NULL, THEME_DEFAULT);
	expect_blank();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_terminal_of_today_has_looks),
		cmocka_unit_test(test_only_the_default_theme_has_colours),
		cmocka_unit_test(test_an_old_terminal_is_not_waited_for),
		cmocka_unit_test(test_what_has_no_looks_gets_none),
		cmocka_unit_test(test_no_name_is_no_crash),
	};

	return cmocka_run_group_tests_name("terminfo", tests, NULL, NULL);
}
