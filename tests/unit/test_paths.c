#include "config.h"

/* Where the data are and what day it is when nobody says so. */

#include "cli/paths.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "unit/test.h"

static int forget(void **state)
{
	(void)state;
	unsetenv("BALI_DATA");
	unsetenv("BALI_TODAY");
	return 0;
}

static void expect_data(const char *given, const char *path)
{
	struct str out;

	str_init(&out);
	paths_data(given, "bali", &out);
	assert_string_equal(out.buf, path);
	str_release(&out);
}

static void test_what_is_given_comes_first(void **state)
{
	(void)state;
	setenv("BALI_DATA", "/from/the/variable", 1);
	expect_data("given", "given");
	expect_data("-", "-");
}

static void test_then_the_variable(void **state)
{
	(void)state;
	setenv("BALI_DATA", "/from/the/variable", 1);
	expect_data(NULL, "/from/the/variable");
}

/* The folder of this program holds neither a build tree nor an installed one. */
static void test_then_where_it_is_installed(void **state)
{
	(void)state;
	expect_data(NULL, PKGDATADIR);
	setenv("BALI_DATA", "", 1);
	expect_data(NULL, PKGDATADIR);
}

static void test_what_is_there_already_stays(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	str_add(&out, "data=");
	paths_data("x", "bali", &out);
	assert_string_equal(out.buf, "data=x");
	str_release(&out);
}

static void test_the_day_may_be_said(void **state)
{
	(void)state;
	setenv("BALI_TODAY", "2026-11-23", 1);
	assert_int_equal(paths_today(), calendar_day(2026, 11, 23));
	/* A month stands for its first day. */
	setenv("BALI_TODAY", "2024-02", 1);
	assert_int_equal(paths_today(), calendar_day(2024, 2, 1));
}

/* What is no date is passed over: the program was not there before 2026. */
static void test_else_it_is_today(void **state)
{
	static const char *const texts[] = { "", "tomorrow", "2026-13-01", "2001/2002" };

	(void)state;
	assert_true(paths_today() >= calendar_day(2026, 1, 1));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		setenv("BALI_TODAY", texts[i], 1);
		assert_true(paths_today() >= calendar_day(2026, 1, 1));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_what_is_given_comes_first, forget),
		cmocka_unit_test_setup(test_then_the_variable, forget),
		cmocka_unit_test_setup(test_then_where_it_is_installed, forget),
		cmocka_unit_test_setup(test_what_is_there_already_stays, forget),
		cmocka_unit_test_setup(test_the_day_may_be_said, forget),
		cmocka_unit_test_setup(test_else_it_is_today, forget),
	};

	return cmocka_run_group_tests_name("where", tests, NULL, NULL);
}
