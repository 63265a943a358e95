/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "e2e/harness.h"

#include <stdlib.h>

#include "e2e/endings.h"
#include "unit/folder.h"
#include "unit/test.h"

static const char *const demo[] = { "tests/e2e/termdemo", NULL };

static struct harness *start(void)
{
	struct harness *h = harness_start(24, 80, demo, NULL);

	harness_wait_text(h, "item 18");
	return h;
}

/* Ends the program by its own key and looks at what it leaves. */
static void finish(struct harness *h)
{
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

static void test_draws_and_leaves(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_wait_row(h, 0, "demo 80x24 keys 0");
	harness_wait_row(h, 3, "é柬│…");
	harness_wait_row(h, 23, " item 18");
	harness_wait_cursor(h, 5, 0);
	assert_true(harness_look(h, 0, 0).bold);
	assert_false(harness_look(h, 1, 0).bold);
	assert_true(harness_look(h, 3, 0).underline);
	assert_int_equal(harness_look(h, 1, 0).color, 12);
	assert_true(harness_look(h, 5, 1).reverse);
	assert_true(harness_look(h, 5, 79).reverse);
	assert_false(harness_look(h, 6, 1).reverse);
	finish(h);
}

static void test_mono_sends_no_colour(void **state)
{
	static const char *const argv[] = { "tests/e2e/termdemo", "mono", NULL };
	struct harness *h = harness_start(24, 80, argv, NULL);

	(void)state;
	harness_wait_text(h, "item 18");
	assert_true(harness_look(h, 3, 0).underline);
	assert_int_equal(harness_look(h, 1, 0).color, -1);
	finish(h);
}

static void test_tells_every_key(void **state)
{
	static const char *const names[] = { "Down", "Up", "Left", "Right", "Shift-Up",
		"Shift-Down", "Shift-Left", "Shift-Right", "PgUp", "PgDn", "Home", "End",
		"Ins", "Del", "Backspace", "Tab", "Shift-Tab", "Enter", "Space", "F1",
		"F5", "F12", "Ctrl-C", "Ctrl-S", "Ctrl-Q", "Ctrl-D", "Ctrl-\\", "Ctrl-_",
		"a", "~", "é", "柬" };
	struct harness *h = start();
	struct str row;

	(void)state;
	str_init(&row);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		harness_key(h, names[i]);
		str_clear(&row);
		str_addf(&row, "last %s", names[i]);
		harness_wait_row(h, 1, row.buf);
		str_clear(&row);
		str_addf(&row, "demo 80x24 keys %zu", i + 1);
		harness_wait_row(h, 0, row.buf);
	}
	str_release(&row);
	finish(h);
}

static void test_escape_comes_alone_and_at_once(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_key(h, "Esc");
	harness_wait_row(h, 1, "last Esc");
	harness_wait_row(h, 0, "demo 80x24 keys 1");
	/* Esc and a letter sent together, as a slow line delivers them, are two keys */
	harness_send(h, "\x1bx", 2);
	harness_wait_row(h, 1, "last x");
	harness_wait_row(h, 0, "demo 80x24 keys 3");
	finish(h);
}

static void test_unknown_sequences_are_no_letters(void **state)
{
	static const char *const sequences[] = { "\x1b[99~", "\x1b[1;9Z", "\x1b[?62;1;2c",
		"\x1bOz", "\x1b[[Z" };
	struct harness *h = start();
	struct str row;

	(void)state;
	str_init(&row);
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
		harness_type(h, sequences[i]);
		harness_key(h, "k");
		str_clear(&row);
		str_addf(&row, "demo 80x24 keys %zu", 2 * (i + 1));
		harness_wait_row(h, 0, row.buf);
	}
	harness_wait_row(h, 2, "text kkkkk");
	harness_send(h, "\xff\xc3(", 3); /* no text in UTF-8 */
	harness_wait_row(h, 1, "last (");
	str_release(&row);
	finish(h);
}

static void test_a_paste_comes_whole(void **state)
{
	struct harness *h = start();
	struct str paste;

	(void)state;
	str_init(&paste);
	str_add_repeat(&paste, 'a', 9990);
	str_add(&paste, "0123456789");
	harness_type(h, paste.buf);
	harness_wait_row(h, 0, "demo 80x24 keys 10000");
	harness_wait_row(h, 2, "text aaaaaaaaaa0123456789");
	str_release(&paste);
	finish(h);
}

/* Over many keys, for the last bytes of a frame may come after what was waited for. */
static void test_draws_only_what_differs(void **state)
{
	enum { DOWNS = 10 };
	struct harness *h = harness_start(40, 120, demo, NULL);
	size_t before;

	(void)state;
	harness_wait_text(h, "item 34");
	harness_wait_cursor(h, 5, 0);
	before = harness_bytes(h);
	for (int i = 1; i <= DOWNS; i++) {
		harness_key(h, "Down");
		harness_wait_cursor(h, 5 + i, 0);
	}
	harness_wait_row(h, 0, "demo 120x40 keys 10");
	assert_in_range(harness_bytes(h) - before, DOWNS, DOWNS * 200);
	finish(h);
}

static void test_touch_writes_all_again(void **state)
{
	struct harness *h = start();
	size_t before = harness_bytes(h);

	(void)state;
	harness_key(h, "Ctrl-L");
	harness_wait_row(h, 1, "last Ctrl-L");
	harness_wait_row(h, 23, " item 18");
	assert_true(harness_bytes(h) - before > 19 * 6); /* every item came again */
	finish(h);
}

static void test_the_cursor_is_seen_where_it_is_placed(void **state)
{
	struct harness *h = start();

	(void)state;
	assert_true(harness_cursor_visible(h));
	harness_key(h, "H");
	harness_wait_row(h, 1, "last H");
	harness_wait_cursor(h, 0, 0);
	assert_false(harness_cursor_visible(h));
	finish(h);
}

static void test_follows_the_size_down_to_one_cell(void **state)
{
	static const struct {
		int rows, cols;
		const char *first;
	} sizes[] = { { 40, 120, "demo 120x40 keys 0" }, { 5, 30, "demo 30x5 keys 0" },
		{ 1, 1, "d" }, { 1, 80, "demo 80x1 keys 0" }, { 24, 1, "d" },
		{ 24, 80, "demo 80x24 keys 0" } };
	struct harness *h = start();

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		harness_resize(h, sizes[i].rows, sizes[i].cols);
		harness_wait_row(h, 0, sizes[i].first);
	}
	harness_wait_row(h, 23, " item 18");
	harness_wait_row(h, 3, "é柬│…");
	finish(h);
}

/* Starts the demo with a temporary file in FOLDER. */
static struct harness *start_with_file(struct folder *folder)
{
	static char setting[500];
	const char *const env[] = { setting, NULL };
	struct harness *h;

	snprintf(setting, sizeof setting, "DEMO_FILE=%s",
		folder_file(folder, "table.csv"));
	h = harness_start(24, 80, demo, env);
	harness_wait_text(h, "item 18");
	harness_key(h, "T");
	harness_wait_row(h, 1, "last T");
	assert_int_equal(folder_count(folder), 1);
	return h;
}

/* Signal NUMBER, after KEY (or NULL), ends the demo and leaves neither file nor modes. */
static void check_end(int number, const char *key)
{
	struct folder folder;
	struct harness *h;

	folder_make(&folder);
	h = start_with_file(&folder);
	if (key)
		harness_key(h, key);
	harness_signal(h, number);
	assert_int_equal(harness_wait_exit(h), HARNESS_SIGNALLED + number);
	harness_check_restored(h);
	harness_free(h);
	assert_int_equal(folder_count(&folder), 0);
	folder_remove(&folder);
}

static void test_no_signal_leaves_anything_behind(void **state)
{
	(void)state;
	for (size_t i = 0; i < ENDINGS; i++)
		if (!endings[i].error)
			check_end(ending_number(&endings[i]), NULL);
}

/* A write that fails is an error of the writer's: these two end nothing. */
static void test_some_signals_are_errors(void **state)
{
	struct harness *h = start();

	(void)state;
	for (size_t i = 0; i < ENDINGS; i++)
		if (endings[i].error)
			harness_signal(h, endings[i].number);
	harness_key(h, "k");
	harness_wait_row(h, 2, "text k");
	finish(h);
}

/* The signal is not answered, so it ends the program after its patience. */
static void test_endless_work_can_be_ended(void **state)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGQUIT, SIGINT };

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		check_end(numbers[i], "W");
}

/* Ctrl-C is a byte that nobody reads, until the work has been long. The keys are sent until
 * they have done their work, for it is not known when they become a signal. */
static void test_endless_work_can_be_ended_by_keys(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_key(h, "W");
	for (int i = 0; i < 200 && !harness_ended(h, 100); i++)
		harness_key(h, "Ctrl-C");
	assert_int_equal(harness_wait_exit(h), HARNESS_SIGNALLED + SIGINT);
	harness_check_restored(h);
	harness_free(h);
}

static void test_restores_the_terminal_in_a_crash(void **state)
{
	static const struct {
		const char *key;
		int status;
		const char *message;
	} crashes[] = { { "S", HARNESS_SIGNALLED + SIGSEGV, "crashed (SIGSEGV)" },
		{ "A", HARNESS_SIGNALLED + SIGABRT, "crashed (SIGABRT)" },
		{ "F", 3, "bali: asked to" } };

	(void)state;
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
		struct harness *h = start();

		harness_key(h, "E");
		harness_wait_row(h, 1, "last E");
		harness_key(h, crashes[i].key);
		assert_int_equal(harness_wait_exit(h), crashes[i].status);
		harness_wait_text(h, "held back");
		harness_wait_text(h, crashes[i].message);
		harness_wait_text(h, PACKAGE_VERSION);
		harness_check_restored(h);
		harness_free(h);
	}
}

static void test_a_fault_from_outside_is_a_crash_too(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_signal(h, SIGBUS);
	assert_int_equal(harness_wait_exit(h), HARNESS_SIGNALLED + SIGBUS);
	harness_wait_text(h, "crashed (SIGBUS)");
	harness_check_restored(h);
	harness_free(h);
}

static void test_holds_stderr_back(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_key(h, "E");
	harness_wait_row(h, 1, "last E");
	harness_key(h, "x");
	harness_wait_row(h, 1, "last x");
	harness_wait_gone(h, "held back");
	harness_wait_row(h, 23, " item 18"); /* nothing was scrolled */
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_wait_text(h, "held back");
	harness_check_restored(h);
	harness_free(h);
}

/* Stops by STOP, changes the size meanwhile, and goes on. */
static void check_stop(struct harness *h)
{
	harness_wait_stopped(h);
	harness_check_restored(h);
	harness_resize(h, 20, 60);
	harness_continue(h);
	harness_wait_text(h, "demo 60x20");
	harness_wait_row(h, 19, " item 14");
	harness_key(h, "Down");
	harness_wait_cursor(h, 6, 0);
	harness_resize(h, 24, 80);
	harness_wait_row(h, 23, " item 18");
	harness_key(h, "Up");
	harness_wait_cursor(h, 5, 0);
}

static void test_stops_and_goes_on(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_key(h, "Ctrl-Z");
	check_stop(h);
	harness_signal(h, SIGTSTP);
	check_stop(h);
	finish(h);
}

/* The modes that are restored when Ctrl-C is a key again are not those of the shell. */
static void test_is_slow_after_a_stop(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_key(h, "L");
	check_stop(h);
	finish(h);
}

static void test_goes_on_after_a_stop_it_did_not_see(void **state)
{
	struct harness *h = start();

	(void)state;
	harness_signal(h, SIGSTOP);
	harness_wait_stopped(h);
	harness_continue(h);
	harness_key(h, "x");
	harness_wait_row(h, 1, "last x");
	harness_wait_row(h, 23, " item 18");
	finish(h);
}

/* Waits until H has turned the mouse of its terminal on. */
static void mouse_on(struct harness *h)
{
	harness_key(h, "M");
	harness_wait_row(h, 4, "mouse on");
	harness_wait_output(h, "1000h");
	assert_true(harness_mouse(h));
}

static void test_tells_clicks_and_wheel(void **state)
{
	struct harness *h = start();

	(void)state;
	assert_false(harness_mouse(h));
	mouse_on(h);
	harness_type(h, "\033[<0;13;4M\033[<0;13;4m");
	harness_wait_row(h, 4, "mouse click 12,3");
	harness_type(h, "\033[<65;80;24M");
	harness_wait_row(h, 4, "mouse down 79,23");
	harness_type(h, "\033[<64;1;1M");
	harness_wait_row(h, 4, "mouse up 0,0");
	/* No other button is reported, and nothing of it is typed. */
	harness_type(h, "\033[<2;5;5M\033[<2;5;5m\033[<1;5;5M\033[<1;5;5mx");
	harness_wait_row(h, 2, "text x");
	harness_wait_row(h, 4, "mouse up 0,0");
	/* Without a wait for a second click each is reported, and keys stay in order. */
	harness_type(h, "\033[<0;2;2M\033[<0;2;2m\033[<0;3;3M\033[<0;3;3my");
	harness_wait_row(h, 4, "mouse click 2,2");
	harness_wait_row(h, 0, "demo 80x24 keys 3"); /* M, x, y */
	harness_key(h, "M");
	harness_wait_row(h, 4, "mouse off");
	assert_false(harness_mouse(h));
	/* What was under way when it was turned off is not typed. */
	harness_type(h, "\033[<0;13;4M\033[<0;13;4mz");
	harness_wait_row(h, 2, "text xyz");
	harness_wait_row(h, 4, "mouse off");
	finish(h);
}

static void test_tells_clicks_of_old_terminals(void **state)
{
	static const char *const env[] = { "TERM=screen-256color", NULL };
	struct harness *h = harness_start(24, 80, demo, env);

	(void)state;
	harness_wait_text(h, "item 18");
	mouse_on(h);
	harness_type(h, "\033[M \x2d\x24\033[M#\x2d\x24");
	harness_wait_row(h, 4, "mouse click 12,3");
	harness_type(h, "\033[Ma\x22\x23x");
	harness_wait_row(h, 4, "mouse down 1,2");
	harness_wait_row(h, 2, "text x");
	finish(h);
}

/* A slow line may bring the start of a report and nothing more: nobody waits for it. */
static void test_does_not_wait_for_half_a_report(void **state)
{
	static const char *const halves[] = { "\033[<0", "\033[<0;1", "\033[M",
		"\033[M " };

	(void)state;
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
		struct harness *h = start();

		mouse_on(h);
		harness_type(h, halves[i]);
		harness_signal(h, SIGTERM);
		assert_int_equal(harness_wait_exit(h), HARNESS_SIGNALLED + SIGTERM);
		harness_check_restored(h);
		harness_free(h);
	}
}

static void test_says_that_there_is_no_mouse(void **state)
{
	static const char *const env[] = { "TERM=vt100", NULL };
	struct harness *h = harness_start(24, 80, demo, env);

	(void)state;
	harness_wait_text(h, "item 18");
	harness_key(h, "M");
	harness_wait_row(h, 4, "The terminal type “vt100” (TERM) has no mouse.");
	assert_false(harness_mouse(h));
	finish(h);
}

static void test_gives_the_mouse_back_on_every_way_out(void **state)
{
	static const struct {
		const char *key; /* or NULL: the signal */
		int status;
	} ways[] = { { "Q", 0 }, { "F", 3 }, { "S", HARNESS_SIGNALLED + SIGSEGV },
		{ "A", HARNESS_SIGNALLED + SIGABRT },
		{ NULL, HARNESS_SIGNALLED + SIGTERM } };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct harness *h = start();

		mouse_on(h);
		if (ways[i].key)
			harness_key(h, ways[i].key);
		else
			harness_signal(h, SIGTERM);
		assert_int_equal(harness_wait_exit(h), ways[i].status);
		harness_check_restored(h);
		harness_free(h);
	}
}

static void test_takes_the_mouse_again_after_a_stop(void **state)
{
	struct harness *h = start();

	(void)state;
	mouse_on(h);
	harness_key(h, "Ctrl-Z");
	harness_wait_stopped(h);
	harness_check_restored(h);
	harness_continue(h);
	harness_wait_text(h, "item 18");
	harness_type(h, "\033[<0;13;4M\033[<0;13;4m");
	harness_wait_row(h, 4, "mouse click 12,3");
	assert_true(harness_mouse(h));
	finish(h);
}

static void test_ends_when_the_line_is_lost(void **state)
{
	struct harness *h = start();
	int status;

	(void)state;
	harness_hang_up(h);
	status = harness_wait_exit(h);
	assert_true(status == 0 || status == HARNESS_SIGNALLED + SIGHUP);
	harness_free(h);
}

static void test_sends_only_ascii_where_there_is_no_more(void **state)
{
	static const char *const env[] = { "LC_ALL=C", NULL };
	struct harness *h = harness_start(24, 80, demo, env);

	(void)state;
	harness_wait_text(h, "item 18");
	harness_wait_row(h, 3, "e? ..");
	harness_send(h, "\xc3\xa9z", 3); /* not text here */
	harness_wait_row(h, 1, "last z");
	finish(h);
}

/* Letters of Unicode 15 and later, which the C library may not know. The emulator has its
 * own idea of how wide they are: what is behind them is at its place in any case. */
static void test_draws_letters_newer_than_the_c_library(void **state)
{
	static const char *const texts[] = { "\xf0\x9e\x93\x90", "\xf0\xae\xaf\xb0",
		"\xf0\x91\xbc\x82", "\xf0\x9f\xab\xa8" };
	struct harness *h = start();
	struct str row = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t before;

		harness_type(h, "ab");
		harness_send(h, texts[i], strlen(texts[i]));
		harness_type(h, "cd");
		harness_wait_text(h, texts[i]);
		harness_wait_text(h, "cd");
		str_clear(&row);
		harness_add_row(h, 2, &row);
		if (strstr(row.buf, "\xef\xbf\xbd") || strstr(row.buf, "\xe2\x96\xa1"))
			fail_msg("%s", row.buf);
		/* Nothing of it stays when other text comes in its place. */
		harness_type(h, "....................");
		harness_wait_row(h, 2, "text ....................");
		before = harness_bytes(h);
		harness_key(h, "Down");
		harness_wait_row(h, 1, "last Down");
		assert_true(harness_bytes(h) - before < 1000);
	}
	str_release(&row);
	finish(h);
}

static void test_refuses_what_is_no_terminal_for_it(void **state)
{
	static const char *const envs[][2] = { { "TERM=dumb", NULL }, { "TERM=", NULL },
		{ "TERM", NULL }, { "TERM=no-such-terminal", NULL } };
	static const char *const elsewhere[] = { "/bin/sh", "-c",
		"tests/e2e/termdemo >/dev/null", NULL };
	struct harness *h;

	(void)state;
	for (size_t i = 0; i < sizeof envs / sizeof *envs; i++) {
		h = harness_start(24, 80, demo, envs[i]);
		assert_int_equal(harness_wait_exit(h), 1);
		harness_wait_text(h, "TERM");
		harness_check_restored(h);
		harness_free(h);
	}
	h = harness_start(24, 80, elsewhere, NULL);
	assert_int_equal(harness_wait_exit(h), 1);
	harness_wait_text(h, "Browsing needs a terminal");
	harness_check_restored(h);
	harness_free(h);
}

static void test_lives_on_other_terminals(void **state)
{
	static const char *const types[] = { "TERM=xterm", "TERM=screen-256color",
		"TERM=tmux-256color", "TERM=linux", "TERM=vt100", "TERM=vt220" };

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const char *env[] = { types[i], NULL };
		struct harness *h = harness_start(24, 80, demo, env);

		harness_wait_text(h, "item 17"); /* without margins row 23 may differ */
		harness_key(h, "x");
		harness_wait_row(h, 1, "last x");
		harness_key(h, "Q");
		assert_int_equal(harness_wait_exit(h), 0);
		harness_free(h);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draws_and_leaves),
		cmocka_unit_test(test_mono_sends_no_colour),
		cmocka_unit_test(test_tells_every_key),
		cmocka_unit_test(test_escape_comes_alone_and_at_once),
		cmocka_unit_test(test_unknown_sequences_are_no_letters),
		cmocka_unit_test(test_a_paste_comes_whole),
		cmocka_unit_test(test_draws_only_what_differs),
		cmocka_unit_test(test_touch_writes_all_again),
		cmocka_unit_test(test_the_cursor_is_seen_where_it_is_placed),
		cmocka_unit_test(test_follows_the_size_down_to_one_cell),
		cmocka_unit_test(test_no_signal_leaves_anything_behind),
		cmocka_unit_test(test_some_signals_are_errors),
		cmocka_unit_test(test_endless_work_can_be_ended),
		cmocka_unit_test(test_endless_work_can_be_ended_by_keys),
		cmocka_unit_test(test_restores_the_terminal_in_a_crash),
		cmocka_unit_test(test_a_fault_from_outside_is_a_crash_too),
		cmocka_unit_test(test_holds_stderr_back),
		cmocka_unit_test(test_stops_and_goes_on),
		cmocka_unit_test(test_is_slow_after_a_stop),
		cmocka_unit_test(test_goes_on_after_a_stop_it_did_not_see),
		cmocka_unit_test(test_tells_clicks_and_wheel),
		cmocka_unit_test(test_tells_clicks_of_old_terminals),
		cmocka_unit_test(test_does_not_wait_for_half_a_report),
		cmocka_unit_test(test_says_that_there_is_no_mouse),
		cmocka_unit_test(test_gives_the_mouse_back_on_every_way_out),
		cmocka_unit_test(test_takes_the_mouse_again_after_a_stop),
		cmocka_unit_test(test_ends_when_the_line_is_lost),
		cmocka_unit_test(test_sends_only_ascii_where_there_is_no_more),
		cmocka_unit_test(test_draws_letters_newer_than_the_c_library),
		cmocka_unit_test(test_refuses_what_is_no_terminal_for_it),
		cmocka_unit_test(test_lives_on_other_terminals),
	};

	return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
