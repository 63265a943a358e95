/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/term.h"

#include <stdlib.h>

#include "unit/test.h"

static struct style_codes styles;

/* Reads the looks of terminal TERM (NULL: none is named). */
static void read_looks(const char *term, enum theme theme)
{
	if (term)
		assert_int_equal(setenv("TERM", term, 1), 0);
	else
		assert_int_equal(unsetenv("TERM"), 0);
	style_codes_init(&styles);
	term_read_looks(theme, &styles);
}

static void expect_blank(void)
{
	for (int style = 0; style < STYLE_MAX; style++)
		assert_string_equal(styles.on[style].buf, "");
	style_codes_release(&styles);
}

static void test_a_terminal_of_today_has_looks(void **state)
{
	(void)state;
	read_looks("xterm-256color", THEME_DEFAULT);
	if (!styles.off.len) /* its description is not installed */
		skip();
	assert_non_null(strstr(styles.on[STYLE_STRONG].buf, "\33[1m"));
	assert_non_null(strstr(styles.on[STYLE_DIM].buf, "\33[2m"));
	assert_non_null(strstr(styles.on[STYLE_LINK].buf, "\33[4m"));
	assert_non_null(strstr(styles.on[STYLE_ERROR].buf, "\33[37m\33[41m"));
	assert_non_null(strstr(styles.on[STYLE_NOTE].buf, "\33[3m"));
	assert_string_equal(styles.on[STYLE_TEXT].buf, "");
	assert_non_null(strstr(styles.off.buf, "\33[m"));
	style_codes_release(&styles);
}

static void test_only_the_default_theme_has_colours(void **state)
{
	(void)state;
	read_looks("xterm-256color", THEME_MONO);
	if (!styles.off.len)
		skip();
	assert_string_equal(styles.on[STYLE_ERROR].buf, "\33[1m");
	assert_string_equal(styles.on[STYLE_MARK].buf, "");
	assert_non_null(strstr(styles.on[STYLE_STRONG].buf, "\33[1m"));
	style_codes_release(&styles);
}

/* Its description has delays in it: they are no part of what is sent. */
static void test_an_old_terminal_is_not_waited_for(void **state)
{
	(void)state;
	read_looks("vt100", THEME_DEFAULT);
	if (!styles.off.len)
		skip();
	assert_string_equal(styles.on[STYLE_STRONG].buf, "\33[1m");
	assert_string_equal(styles.on[STYLE_LINK].buf, "\33[4m");
	assert_string_equal(styles.on[STYLE_DIM].buf, "");
	assert_null(strchr(styles.off.buf, '$'));
	assert_null(strchr(styles.off.buf, '<'));
	style_codes_release(&styles);
}

static void test_what_has_no_looks_gets_none(void **state)
{
	(void)state;
	read_looks("dumb", THEME_DEFAULT);
	assert_string_equal(styles.off.buf, "");
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

	return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
