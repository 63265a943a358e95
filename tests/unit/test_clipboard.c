/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "browser/helper.h"

#include "unit/test.h"

static void test_base64_as_in_the_rfc(void **state)
{
	static const struct {
		const char *text, *base64;
	} cases[] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
		{ "\xff\xfe\xfd", "//79" },
		{ "\xfb\xf0", "+/A=" },
	};
	struct str out;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_clear(&out);
		clipboard_add_base64(&out, slice_of(cases[i].text));
		assert_string_equal(out.buf, cases[i].base64);
	}
	str_clear(&out);
	clipboard_add_base64(&out, (struct slice){ "\0\0\0\0", 4 });
	assert_string_equal(out.buf, "AAAAAA==");
	str_release(&out);
}

static void test_plain(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	str_add(&out, "before");
	assert_true(clipboard_add_sequence(&out, CLIPBOARD_PLAIN, slice_of("foobar")));
	assert_string_equal(out.buf, "before\033]52;c;Zm9vYmFy\a");
	str_release(&out);
}

static void test_tmux_gets_both(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_true(clipboard_add_sequence(&out, CLIPBOARD_TMUX, slice_of("foobar")));
	assert_string_equal(out.buf,
		"\033]52;c;Zm9vYmFy\a"
		"\033Ptmux;\033\033]52;c;Zm9vYmFy\a\033\\");
	str_release(&out);
}

/* Appends what screen hands on of IN: the insides of its strings, each short enough. */
static void unwrap_screen(const struct str *in, struct str *out)
{
	const char *at = in->buf;

	while (*at) {
		const char *end = strstr(at, "\033\\");

		assert_memory_equal(at, "\033P", 2);
		assert_non_null(end);
		assert_true(end + 2 - at <= 512);
		str_add_bytes(out, at + 2, (size_t)(end - at) - 2);
		at = end + 2;
	}
}

static void test_screen_gets_pieces(void **state)
{
	struct str text, out, plain, handed;

	(void)state;
	str_init(&text);
	str_init(&out);
	str_init(&plain);
	str_init(&handed);
	assert_true(clipboard_add_sequence(&out, CLIPBOARD_SCREEN, slice_of("foobar")));
	assert_string_equal(out.buf, "\033P\033]52;c;Zm9vYmFy\a\033\\");
	for (size_t len = 0; len < 2000; len += 7) {
		struct slice slice = { text.buf, text.len };

		str_clear(&out);
		str_clear(&plain);
		str_clear(&handed);
		assert_true(clipboard_add_sequence(&out, CLIPBOARD_SCREEN, slice));
		assert_true(clipboard_add_sequence(&plain, CLIPBOARD_PLAIN, slice));
		unwrap_screen(&out, &handed);
		assert_string_equal(handed.buf, plain.buf);
		str_add(&text, "letters");
	}
	str_release(&text);
	str_release(&out);
	str_release(&plain);
	str_release(&handed);
}

static void test_what_is_too_long_is_not_sent(void **state)
{
	struct str text, out;

	(void)state;
	str_init(&text);
	str_init(&out);
	str_add_repeat(&text, 'x', CLIPBOARD_MOST);
	assert_true(clipboard_add_sequence(
		&out, CLIPBOARD_PLAIN, (struct slice){ text.buf, text.len }));
	assert_int_equal(out.len, 100000);
	str_add_char(&text, 'x');
	str_clear(&out);
	for (int wrap = CLIPBOARD_PLAIN; wrap <= CLIPBOARD_SCREEN; wrap++)
		assert_false(clipboard_add_sequence(&out, (enum clipboard_wrap)wrap,
			(struct slice){ text.buf, text.len }));
	assert_int_equal(out.len, 0);
	str_release(&text);
	str_release(&out);
}

static void test_what_is_in_between(void **state)
{
	static const struct {
		struct clipboard_env env;
		enum clipboard_wrap wrap;
	} cases[] = {
		{ { .term = "xterm-256color" }, CLIPBOARD_PLAIN },
		{ { .term = NULL }, CLIPBOARD_PLAIN },
		{ { .term = "xterm", .tmux = "" }, CLIPBOARD_PLAIN },
		{ { .term = "tmux-256color" }, CLIPBOARD_TMUX },
		{ { .term = "screen-256color", .tmux = "/tmp/x" }, CLIPBOARD_TMUX },
		{ { .term = "screen", .tmux = "/tmp/x", .sty = "1.a" }, CLIPBOARD_TMUX },
		{ { .term = "screen.xterm-256color" }, CLIPBOARD_SCREEN },
		{ { .term = "vt100", .sty = "1.a" }, CLIPBOARD_SCREEN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(clipboard_wrap(&cases[i].env), cases[i].wrap);
}

/* Checks that the helpers of ENV are NAMES, parted by blanks. */
static void check_helpers(struct clipboard_env env, const char *names)
{
	const char *const *words;
	struct str got;

	str_init(&got);
	for (size_t i = 0; (words = clipboard_helper(&env, i)); i++)
		str_addf(&got, "%s%s", i ? " " : "", words[0]);
	assert_string_equal(got.buf, names);
	str_release(&got);
}

static void test_helpers_go_by_the_display(void **state)
{
	(void)state;
#ifdef __APPLE__
	skip();
#endif
	check_helpers((struct clipboard_env){ .term = "xterm" }, "");
	check_helpers((struct clipboard_env){ .display = "" }, "");
	check_helpers((struct clipboard_env){ .wayland_display = "w" }, "wl-copy");
	check_helpers((struct clipboard_env){ .display = ":0" }, "xclip xsel");
	check_helpers((struct clipboard_env){ .display = ":0", .wayland_display = "w" },
		"wl-copy xclip xsel");
	check_helpers((struct clipboard_env){ .display = ":10", .ssh = "1.2.3.4 5" }, "");
	assert_string_equal(
		clipboard_helper(&(struct clipboard_env){ .display = ":0" }, 0)[2],
		"clipboard");
}

static void test_a_browser_is_one_plain_program(void **state)
{
	static const char *const good[] = { "firefox", "/usr/bin/w3m", "x-www-browser",
		"g++", "./a_b.1" };
	static const char *const bad[] = { NULL, "", "firefox %s", "a:b", "a;b", "$(a)",
		"-x", "a b", "a&", "caf\xc3\xa9" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(clipboard_is_program(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(clipboard_is_program(bad[i]));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base64_as_in_the_rfc),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_tmux_gets_both),
		cmocka_unit_test(test_screen_gets_pieces),
		cmocka_unit_test(test_what_is_too_long_is_not_sent),
		cmocka_unit_test(test_what_is_in_between),
		cmocka_unit_test(test_helpers_go_by_the_display),
		cmocka_unit_test(test_a_browser_is_one_plain_program),
	};

	return cmocka_run_group_tests_name("clipboard", tests, NULL, NULL);
}
