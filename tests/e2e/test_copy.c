/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* What reaches the terminal, or a helper, when something is copied. */

#include "e2e/harness.h"

#include <stdio.h>
#include <sys/stat.h>

#include "unit/cited.h"
#include "unit/test.h"

enum { TOO_LONG = 80000 };

static struct folder folder;

/* Starts on the first tab of the package whose rows cite sources. */
static struct harness *start(const char *const env[])
{
	const char *argv[] = { "./bali", "-d", folder.path, "--tab", "ports", NULL };
	struct harness *h;

	folder_make(&folder);
	folder_copy(&folder, "cited");
	h = harness_start(24, 80, argv, env);
	/* The sources are named once the rows are linked. */
	harness_wait_text(h, "The log, A map");
	return h;
}

static void finish(struct harness *h)
{
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
	folder_remove(&folder);
}

/* Returns how often BYTES came from the program. */
static size_t times(struct harness *h, const char *bytes)
{
	struct str output;
	size_t count = 0;

	str_init(&output);
	harness_add_output(h, &output);
	for (const char *at = output.buf; (at = strstr(at, bytes)); at++)
		count++;
	str_release(&output);
	return count;
}

static void test_the_terminal_gets_the_text(void **state)
{
	struct harness *h = start(NULL);

	(void)state;
	harness_type(h, "y");
	harness_wait_text(h, "(Esc cancels)");
	harness_type(h, "c");
	harness_wait_text(h, "Sent “Visby” to the terminal's clipboard (OSC 52)");
	assert_int_equal(times(h, "\033]52;"), 1);
	assert_int_equal(times(h, "\033]52;c;VmlzYnk=\a"), 1);
	/* The picture has suffered nothing. */
	harness_key(h, "Down");
	harness_wait_row(h, 4, " ▌ Slite");
	harness_wait_row(h, 3,
		"   Visby                                 https://visby.example/  The "
		"log, A map");
	finish(h);
}

/* A cell that would put another text into the clipboard is copied as it is seen. */
static void test_a_file_does_not_reach_the_clipboard_by_itself(void **state)
{
	struct harness *h = start(NULL);

	(void)state;
	harness_key(h, "Down");
	harness_key(h, "Down");
	harness_type(h, "yc");
	harness_wait_text(
		h, "Sent “Bad␛]52;c;Zm9v␇␊port” to the terminal's clipboard (OSC 52)");
	assert_int_equal(times(h, "\033]52;c;QmFk4pCbXTUyO2M7Wm05duKQh+KQinBvcnQ=\a"), 1);
	harness_type(h, "yeysyr");
	harness_wait_text(h, "Sent “Bad␛]52;c;Zm9v␇␊port  Odd one”");
	assert_int_equal(times(h, "\033]52;"), 4);
	assert_int_equal(times(h, "]52;c;Zm9v\a"), 0);
	finish(h);
}

static void test_tmux_and_screen_are_got_through(void **state)
{
	static const char *const tmux[] = { "TMUX=/tmp/tmux-0/default,1,0", NULL };
	static const char *const screen[] = { "STY=1.tty", NULL };
	struct harness *h = start(tmux);

	(void)state;
	harness_type(h, "yc");
	harness_wait_text(h, "Sent “Visby”");
	assert_int_equal(times(h,
				 "\033]52;c;VmlzYnk=\a"
				 "\033Ptmux;\033\033]52;c;VmlzYnk=\a\033\\"),
		1);
	finish(h);
	h = start(screen);
	harness_type(h, "yc");
	harness_wait_text(h, "Sent “Visby”");
	assert_int_equal(times(h, "\033P\033]52;c;VmlzYnk=\a\033\\"), 1);
	assert_int_equal(times(h, "\033]52;"), 1);
	finish(h);
}

static void test_what_is_too_long_is_not_sent(void **state)
{
	const char *argv[] = { "./bali", "-d", folder.path, NULL };
	struct harness *h;
	struct str text;

	(void)state;
	str_init(&text);
	str_add(&text, "a\n");
	str_add_repeat(&text, 'x', TOO_LONG);
	str_add_char(&text, '\n');
	folder_make(&folder);
	folder_write(&folder, "t.csv", text.buf);
	str_release(&text);
	h = harness_start(24, 80, argv, NULL);
	harness_wait_text(h, "xxxx");
	harness_type(h, "yc");
	harness_wait_text(h, "Too long for the terminal (80 kB)");
	assert_int_equal(times(h, "\033]52;"), 0);
	finish(h);
}

static void test_a_helper_is_preferred_where_there_is_a_display(void **state)
{
	static char path[128];
	const char *env[] = { "WAYLAND_DISPLAY=wayland-0", path, NULL };
	struct folder programs;
	struct harness *h;
	char got[16] = "";
	FILE *file;

	(void)state;
	folder_make(&programs);
	folder_write(&programs, "wl-copy", "#!/bin/sh\ncat >$0.out\n");
	assert_int_equal(chmod(folder_file(&programs, "wl-copy"), 0755), 0);
	snprintf(path, sizeof path, "PATH=%s:/usr/bin:/bin", programs.path);
	h = start(env);
	harness_type(h, "yc");
	harness_wait_text(h, "Copied “Visby” with wl-copy.");
	file = fopen(folder_file(&programs, "wl-copy.out"), "rb");
	assert_non_null(file);
	assert_int_equal(fread(got, 1, sizeof got, file), 5);
	fclose(file);
	assert_memory_equal(got, "Visby", 5);
	assert_int_equal(times(h, "\033]52;"), 0);
	finish(h);
	folder_remove(&programs);
}

static void test_without_a_display_the_address_is_told(void **state)
{
	struct harness *h = start(NULL);

	(void)state;
	harness_type(h, "o");
	harness_wait_text(h, "No browser on this machine. Open: https://log.example/1");
	finish(h);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_terminal_gets_the_text),
		cmocka_unit_test(test_a_file_does_not_reach_the_clipboard_by_itself),
		cmocka_unit_test(test_tmux_and_screen_are_got_through),
		cmocka_unit_test(test_what_is_too_long_is_not_sent),
		cmocka_unit_test(test_a_helper_is_preferred_where_there_is_a_display),
		cmocka_unit_test(test_without_a_display_the_address_is_told),
	};

	return cmocka_run_group_tests_name("copy", tests, NULL, NULL);
}
