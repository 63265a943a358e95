/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/hyperlink.h"

#include <stdlib.h>

#include "unit/test.h"

static const char *const variables[] = { "TERM", "TERM_PROGRAM", "VTE_VERSION",
	"WT_SESSION", "TMUX", "STY" };

static void test_only_for_terminals_known_to_take_them(void **state)
{
	static const struct {
		const char *term, *name, *value;
		bool known;
	} cases[] = {
		{ "xterm-256color", NULL, NULL, false },
		{ "xterm-256color", "VTE_VERSION", "7200", true },
		{ "xterm-256color", "VTE_VERSION", "4999", false },
		{ "xterm-256color", "TERM_PROGRAM", "vscode", true },
		{ "xterm-256color", "TERM_PROGRAM", "Apple_Terminal", false },
		{ "xterm-256color", "WT_SESSION", "x", true },
		{ "xterm-kitty", NULL, NULL, true },
		{ "foot", NULL, NULL, true },
		{ "xterm-kitty", "TMUX", "/tmp/tmux", false },
		{ "xterm-kitty", "STY", "1.pts", false },
		/* Variables are handed on to other terminals within. */
		{ "screen-256color", "VTE_VERSION", "7200", false },
		{ "tmux-256color", "VTE_VERSION", "7200", false },
		{ "linux", "VTE_VERSION", "7200", false },
		{ "vt100", "TERM_PROGRAM", "vscode", false },
		{ "dumb", "VTE_VERSION", "7200", false },
		{ NULL, "VTE_VERSION", "7200", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (size_t k = 0; k < sizeof variables / sizeof *variables; k++)
			unsetenv(variables[k]);
		if (cases[i].term)
			setenv("TERM", cases[i].term, 1);
		if (cases[i].name)
			setenv(cases[i].name, cases[i].value, 1);
		if (hyperlink_known() != cases[i].known)
			fail_msg("case %zu", i);
	}
}

static void test_cells_are_written_over_themselves(void **state)
{
	struct str out = STR_INIT;
	struct style_codes codes;
	struct canvas c;

	(void)state;
	style_codes_init(&codes);
	canvas_init(&c);
	canvas_resize(&c, 20, 3);
	canvas_put(&c, canvas_rect(&c), 2, 0, "see a/b/", STYLE_TEXT);
	canvas_link(&c, canvas_rect(&c), 6, 0, 4, slice_of("http://a/b/\033c"));
	canvas_put(&c, canvas_rect(&c), 6, 1, "c", STYLE_TEXT);
	canvas_link(&c, canvas_rect(&c), 6, 1, 1, slice_of("http://a/b/\033c"));
	canvas_put(&c, canvas_rect(&c), 0, 2, "x", STYLE_TEXT);
	canvas_link(&c, canvas_rect(&c), 0, 2, 1, slice_of("http://x"));
	canvas_overlay(&c, canvas_rect(&c), 0, 2, 1, OVERLAY_HIT);
	assert_int_equal(c.link_count, 2);
	hyperlink_add_row(&out, &c, 0, &codes);
	assert_non_null(strstr(out.buf, "\033[1;7H\033]8;id="));
	assert_non_null(strstr(out.buf, ";http://a/b/%1Bc\033\\a/b/\033]8;;\033\\"));
	str_clear(&out);
	hyperlink_add_row(&out, &c, 1, &codes);
	assert_non_null(strstr(out.buf, "\033[2;7H\033]8;id="));
	str_clear(&out);
	hyperlink_add_row(&out, &c, 2, &codes);
	assert_string_equal(out.buf, "");
	canvas_clear(&c);
	hyperlink_add_row(&out, &c, 0, &codes);
	assert_string_equal(out.buf, "");
	canvas_release(&c);
	style_codes_release(&codes);
	str_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_for_terminals_known_to_take_them),
		cmocka_unit_test(test_cells_are_written_over_themselves),
	};

	return cmocka_run_group_tests_name("hyperlink", tests, NULL, NULL);
}
