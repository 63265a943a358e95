/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/termtype.h"

#include <locale.h>
#include <stdlib.h>

#include "unit/test.h"

static void test_some_terminals_reorder_lines(void **state)
{
	static const struct {
		const char *type, *name, *value;
		bool reorders;
	} cases[] = {
		{ "xterm-256color", NULL, NULL, false },
		{ "linux", NULL, NULL, false },
		{ "mlterm", NULL, NULL, true },
		{ "mlterm-256color", NULL, NULL, true },
		{ "xterm-256color", "VTE_VERSION", "7200", true },
		{ "xterm-256color", "KONSOLE_VERSION", "230401", true },
		{ "xterm-256color", "TERM_PROGRAM", "Apple_Terminal", true },
		{ "xterm-256color", "TERM_PROGRAM", "iTerm.app", false },
	};
	static const char *const variables[] = { "VTE_VERSION", "KONSOLE_VERSION",
		"TERM_PROGRAM" };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (size_t k = 0; k < sizeof variables / sizeof *variables; k++)
			unsetenv(variables[k]);
		if (cases[i].name)
			setenv(cases[i].name, cases[i].value, 1);
		if (termtype_reorders(cases[i].type) != cases[i].reorders)
			fail_msg("case %zu", i);
	}
}

static void test_what_can_be_drawn(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	assert_int_equal(termtype_glyphs("xterm"), TEXT_GLYPHS_ALL);
	assert_int_equal(termtype_glyphs("linux"), TEXT_GLYPHS_CONSOLE);
	assert_int_equal(termtype_glyphs("ansi"), TEXT_GLYPHS_ASCII);
	assert_int_equal(termtype_glyphs("vt52"), TEXT_GLYPHS_ASCII);
	setlocale(LC_CTYPE, "C");
	assert_int_equal(termtype_glyphs("xterm"), TEXT_GLYPHS_LOCALE);
	assert_int_equal(termtype_glyphs("linux"), TEXT_GLYPHS_LOCALE);
	assert_int_equal(termtype_glyphs("ansi"), TEXT_GLYPHS_ASCII);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_some_terminals_reorder_lines),
		cmocka_unit_test(test_what_can_be_drawn),
	};

	return cmocka_run_group_tests_name("termtype", tests, NULL, NULL);
}
