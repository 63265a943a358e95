/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The program as the user has it: started, walked through, resized, stopped, left. */

#include "e2e/harness.h"

#include <signal.h>

#include "unit/folder.h"
#include "unit/test.h"

static const char *const bali[] = { "./bali", NULL };
static const char *const today[] = { "BALI_TODAY=2026-11-23", NULL };

static struct harness *start(int rows, int cols)
{
	struct harness *h = harness_start(rows, cols, bali, today);

	harness_wait_text(h, "? help");
	return h;
}

/* Waits until all is loaded, linked and checked: the problems pane says so. */
static void wait_loaded(struct harness *h)
{
	harness_key(h, "!");
	harness_wait_text(h, "No problems: every file was read");
	harness_key(h, "q");
	harness_wait_text(h, "Version 1.0.0");
}

static void keys(struct harness *h, const char *const *names)
{
	for (; *names; names++)
		harness_key(h, *names);
}

static void finish(struct harness *h)
{
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

static void test_starts_on_the_overview(void **state)
{
	struct harness *h = start(24, 80);

	(void)state;
	harness_wait_text(h, "0 Overview");
	harness_wait_text(h, "Members         45");
	harness_wait_text(h, "Eighth Ministerial Conference");
	finish(h);
}

static void test_every_tab_opens(void **state)
{
	static const struct {
		const char *key, *text;
	} tabs[] = {
		{ "1", "Cambodia" },
		{ "2", "Holland" },
		{ "3", "UNHCR" },
		{ "4", "Adelaide" },
		{ "5", "Eighth Ministerial Conference" },
		{ "6", "Papua New Guinea" },
		{ "7", "Ad Hoc Group" },
		{ "8", "Two Ad Hoc Experts' Groups set up" },
		{ "9", "Number of ministerial conferences" },
		{ "0", "Version 1.0.0" },
		{ "Shift-Tab", "The Bali Process (source document)" },
		{ "0", "Version 1.0.0" },
	};
	struct harness *h = start(36, 120);

	(void)state;
	for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++) {
		harness_key(h, tabs[i].key);
		harness_wait_text(h, tabs[i].text);
	}
	harness_key(h, "Tab");
	harness_wait_text(h, "Cambodia");
	harness_key(h, "Shift-Tab");
	harness_wait_text(h, "Version 1.0.0");
	finish(h);
}

/* From the start to the Netherlands under the name that the source document has, on to a
 * conference that names them, and back. */
static void walk_to_holland(int rows, int cols)
{
	struct harness *h = start(rows, cols);

	wait_loaded(h);
	harness_type(h, "/holland");
	harness_wait_text(h, "Netherlands");
	harness_key(h, "Enter");
	harness_wait_text(h, "[holland ×]");
	harness_key(h, "Enter");
	harness_wait_text(h, " 9/18  lines"); /* the record has the keys */
	harness_wait_text(h, "NL · NLD · 528");
	keys(h, (const char *const[]){ "Tab", "Tab", "Tab", "Tab", "Enter", NULL });
	harness_wait_text(h, "Official title");
	harness_wait_text(h, "First Ministerial Conference");
	harness_key(h, "Backspace");
	harness_wait_text(h, " 9/18  lines");
	harness_wait_text(h, "Also known as");
	harness_key(h, "Backspace");
	harness_wait_text(h, "All tables 1/");
	harness_wait_text(h, "[holland ×]");
	harness_key(h, "Backspace");
	harness_wait_text(h, "Version 1.0.0");
	finish(h);
}

static void test_holland_at_80_columns(void **state)
{
	(void)state;
	walk_to_holland(24, 80);
}

static void test_holland_at_120_columns(void **state)
{
	(void)state;
	walk_to_holland(40, 120);
}

static void test_filter_shows_hits_on_the_tabs_and_escape_restores(void **state)
{
	struct harness *h = start(24, 80);

	(void)state;
	harness_type(h, "1/australia");
	harness_wait_text(h, "/australia");
	harness_wait_text(h, "1 Members 2"); /* itself, and Australia and New Zealand */
	harness_key(h, "Esc");
	harness_wait_text(h, "1 Members 45");
	harness_wait_gone(h, "/australia");
	finish(h);
}

static void test_sort_and_back(void **state)
{
	struct harness *h = start(24, 80);

	(void)state;
	harness_type(h, "3llls");
	harness_wait_text(h, "▴");
	harness_key(h, "Enter");
	harness_wait_text(h, "Organizations ");
	harness_key(h, "Backspace");
	harness_wait_text(h, "▴");
	finish(h);
}

static void test_resizes_down_to_nothing_and_back(void **state)
{
	struct harness *h = start(40, 120);

	(void)state;
	harness_type(h, "1jjjjj");
	harness_wait_text(h, "◂  Cambodia");
	harness_resize(h, 24, 80);
	harness_wait_gone(h, "│");
	harness_wait_text(h, "▌ Cambodia");
	harness_resize(h, 5, 30);
	harness_wait_text(h, "Needs 40x10. q quits.");
	harness_resize(h, 1, 1);
	harness_resize(h, 40, 120);
	harness_wait_text(h, "◂  Cambodia");
	/* A key right behind the new size means what it does there. */
	harness_resize(h, 5, 30);
	harness_wait_text(h, "Needs 40x10. q quits.");
	harness_resize(h, 40, 120);
	harness_type(h, "j");
	harness_wait_text(h, "◂  China");
	harness_type(h, "k/camb");
	harness_wait_text(h, "/camb");
	harness_resize(h, 24, 80);
	harness_wait_gone(h, "│");
	harness_wait_text(h, "/camb");
	harness_key(h, "Esc");
	finish(h);
}

static void test_suspends_and_comes_back_drawn(void **state)
{
	struct harness *h = start(24, 80);

	(void)state;
	harness_type(h, "1");
	harness_wait_text(h, "Kampuchea");
	harness_key(h, "Ctrl-Z");
	harness_wait_stopped(h);
	harness_check_restored(h);
	harness_continue(h);
	harness_wait_text(h, "Kampuchea");
	harness_key(h, "j");
	harness_wait_text(h, "▌ Australia");
	finish(h);
}

static void leave_by_key(const char *key)
{
	struct harness *h = start(24, 80);

	harness_key(h, key);
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

static void test_leaves_by_its_keys(void **state)
{
	(void)state;
	leave_by_key("q");
	leave_by_key("Q");
}

/* While something is being done Ctrl-C stops that; it leaves when pressed twice. */
static void test_interrupt_leaves_when_nothing_runs(void **state)
{
	struct harness *h = start(24, 80);

	(void)state;
	wait_loaded(h);
	harness_key(h, "Ctrl-C");
	harness_wait_text(h, "y copies, q goes back, Q quits.");
	harness_key(h, "Ctrl-C");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

static void test_draws_ascii_where_there_is_no_more(void **state)
{
	static const char *const env[] = { "LC_ALL=C", "BALI_TODAY=2026-11-23", NULL };
	struct harness *h = harness_start(36, 120, bali, env);
	struct str screen;

	(void)state;
	str_init(&screen);
	harness_wait_text(h, "? help");
	harness_type(h, "1jjjjj");
	harness_wait_text(h, "<  Cambodia");
	harness_add_screen(h, &screen);
	for (size_t i = 0; i < screen.len; i++)
		assert_true((unsigned char)screen.buf[i] <= 0x7e);
	str_release(&screen);
	finish(h);
}

/* A bare environment is no reason to show ? for letters; where there is no UTF-8 the
 * status line says why. */
static void test_without_a_locale_letters_are_shown(void **state)
{
	static const char *const none[] = { "LC_ALL=", "BALI_TODAY=2026-11-23", NULL };
	static const char *const ascii[] = { "LC_ALL=C", "BALI_TODAY=2026-11-23", NULL };
	struct harness *h = harness_start(24, 80, bali, none);

	(void)state;
	harness_wait_text(h, "? help");
	harness_type(h, "1/türk");
	harness_wait_text(h, "Türkiye");
	harness_key(h, "Esc");
	finish(h);
	h = harness_start(24, 80, bali, ascii);
	harness_wait_text(h, "No UTF-8 locale (LANG): some letters appear as ?.");
	harness_type(h, "1");
	harness_wait_gone(h, "No UTF-8");
	finish(h);
}

/* :theme goes round default, mono, contrast. */
static void test_the_theme_changes_at_once(void **state)
{
	static const char *const env[] = { "BALI_TODAY=2026-11-23", NULL };
	static const char *const argv[] = { "./bali", "--theme=contrast", NULL };
	struct harness *h = harness_start(24, 80, argv, env);

	(void)state;
	harness_wait_text(h, "? help");
	harness_type(h, "1");
	harness_wait_text(h, "Kampuchea");
	assert_int_equal(harness_look(h, 3, 1).color, -1);
	harness_type(h, ":theme");
	harness_wait_text(h, ":theme");
	harness_key(h, "Enter");
	harness_wait_text(h, "Theme: default.");
	assert_int_equal(harness_look(h, 3, 1).color, 12);
	finish(h);
}

static void test_no_color_means_no_colour(void **state)
{
	static const char *const env[] = { "NO_COLOR=1", "BALI_TODAY=2026-11-23", NULL };
	struct harness *h = harness_start(24, 80, bali, env);

	(void)state;
	harness_wait_text(h, "? help");
	harness_type(h, "1");
	harness_wait_text(h, "Kampuchea");
	for (int y = 0; y < 24; y++)
		for (int x = 0; x < 80; x++)
			assert_int_equal(harness_look(h, y, x).color, -1);
	finish(h);
}

/* The searches of one run are there in the next, in a state folder of the test's own. */
static void test_history_is_kept_over_runs(void **state)
{
	struct folder folder;
	char variable[100];
	const char *const env[] = { "BALI_TODAY=2026-11-23", variable, NULL };
	struct harness *h;

	(void)state;
	folder_make(&folder);
	snprintf(variable, sizeof variable, "XDG_STATE_HOME=%s", folder.path);
	h = harness_start(24, 80, bali, env);
	harness_wait_text(h, "? help");
	harness_type(h, "1/kampuchea");
	harness_key(h, "Enter");
	harness_wait_text(h, "[kampuchea ×]");
	finish(h);
	h = harness_start(24, 80, bali, env);
	harness_wait_text(h, "? help");
	harness_type(h, "1/");
	harness_key(h, "Up");
	harness_wait_text(h, "/kampuchea");
	harness_wait_text(h, "1 Members 1 ");
	harness_key(h, "Enter");
	finish(h);
	assert_int_equal(unlink(folder_file(&folder, "bali/history")), 0);
	assert_int_equal(unlink(folder_file(&folder, "bali/places")), 0);
	assert_int_equal(rmdir(folder_file(&folder, "bali")), 0);
	folder_remove(&folder);
}

/* Columns that were added and taken away in one run are so in the next. */
static void test_columns_are_kept_over_runs(void **state)
{
	struct folder folder;
	char variable[100];
	const char *const env[] = { "BALI_TODAY=2026-11-23", variable, NULL };
	struct harness *h;

	(void)state;
	folder_make(&folder);
	snprintf(variable, sizeof variable, "XDG_STATE_HOME=%s", folder.path);
	h = harness_start(24, 80, bali, env);
	harness_wait_text(h, "? help");
	harness_type(h, "1c");
	harness_wait_text(h, "Columns of Members");
	harness_type(h, "jj j j ");
	harness_wait_text(h, "3 shown");
	harness_key(h, "Esc");
	harness_wait_text(h, "1/45");
	finish(h);
	h = harness_start(24, 80, bali, env);
	harness_wait_text(h, "? help");
	harness_type(h, "1c");
	harness_wait_text(h, "3 shown");
	finish(h);
	assert_int_equal(unlink(folder_file(&folder, "bali/columns")), 0);
	assert_int_equal(unlink(folder_file(&folder, "bali/places")), 0);
	assert_int_equal(rmdir(folder_file(&folder, "bali")), 0);
	folder_remove(&folder);
}

/* From the list to one region, on to one name in it, and back to all. */
static void test_filters_by_values(void **state)
{
	struct harness *h = start(24, 80);

	(void)state;
	wait_loaded(h);
	harness_type(h, "1lllllF");
	harness_wait_text(h, "Subregion  10 values in 45 members");
	harness_wait_text(
		h, "[ ] Southern Asia                                    9  ▪▪▪");
	harness_key(h, "Down");
	harness_key(h, "Enter");
	harness_wait_text(h, "1/9");
	harness_wait_text(h, "[Subregion: Southern Asia ×]");
	harness_type(h, "/bhutan");
	harness_key(h, "Enter");
	harness_wait_text(h, "1/1");
	harness_wait_text(h, "[Subregion: Southern Asia ×]");
	harness_type(h, "C");
	harness_wait_text(h, "Filters cleared: 45 members.");
	harness_type(h, ":99999");
	harness_key(h, "Enter");
	harness_wait_text(h, "There is no row 99,999: Members has 45.");
	finish(h);
}

/* Bytes that are no UTF-8 may come from a paste, or from a terminal of another locale. */
static void test_invalid_utf8_is_typed(void **state)
{
	static const char bytes[] = "1/kam\xff\xc3\xe0\x80\xf0\x9f\xed\xa0\x80";
	struct harness *h = start(24, 80);

	(void)state;
	wait_loaded(h);
	harness_send(h, bytes, sizeof bytes - 1);
	harness_wait_text(h, "/kam");
	harness_key(h, "Ctrl-U");
	harness_type(h, "kampuchea");
	harness_wait_text(h, "/kampuchea");
	harness_wait_text(h, "1 Members 1 ");
	harness_key(h, "Enter");
	harness_wait_text(h, "[kampuchea ×]");
	finish(h);
}

static void test_half_typed_expressions(void **state)
{
	static const char *const halves[] = { "re:", "re:/", "re:/(", "re:/[a-", "re:/a{",
		"re:/a{2", "re:/\\", "re:/*", "re:/a|", "re:/^i.*ia$" };
	struct harness *h = start(24, 80);

	(void)state;
	wait_loaded(h);
	harness_type(h, "1/");
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
		harness_type(h, halves[i]);
		harness_wait_text(h, halves[i]);
		harness_key(h, "Ctrl-U");
	}
	harness_type(h, "re:/^i.*ia$");
	harness_wait_text(h, "1 Members 2 ");
	harness_key(h, "Enter");
	finish(h);
}

/* The keys come in one write: the search cannot have come far when it is stopped. */
static void test_interrupt_stops_a_search_of_many_rows(void **state)
{
	enum { ROWS = 300000 };
	static const char search[] = "/re:/q.*w.*z\r\003";
	struct folder folder;
	struct harness *h;
	struct str text;

	(void)state;
	folder_make(&folder);
	str_init(&text);
	str_add(&text, "name,remark\n");
	for (int i = 1; i <= ROWS; i++)
		str_addf(&text, "row %d,nothing that is looked for stands here\n", i);
	folder_write_bytes(&folder, "many.csv", text.buf, text.len);
	str_release(&text);
	h = harness_start(24, 80,
		(const char *const[]){
			"./bali", "--data", folder_file(&folder, "many.csv"), NULL },
		today);
	harness_wait_text(h, "1/300,000");
	harness_send(h, search, sizeof search - 1);
	harness_wait_text(h, "Stopped the search.");
	harness_wait_text(h, "1/300,000");
	finish(h);
	folder_remove(&folder);
}

static void test_a_dumb_terminal_gets_lines(void **state)
{
	static const char *const envs[][2] = { { "TERM=dumb", NULL }, { "TERM=", NULL },
		{ "TERM", NULL } };

	(void)state;
	for (size_t i = 0; i < sizeof envs / sizeof *envs; i++) {
		struct harness *h = harness_start(24, 80, bali, envs[i]);

		harness_wait_text(h, "Overview>");
		harness_type(h, "tab participants\n");
		harness_wait_text(h, "Participants, 18 rows. Press Enter to list them.");
		harness_wait_text(h, "Participants 18>");
		harness_type(h, "9\n");
		harness_wait_text(h, "Netherlands>");
		harness_type(h, "quit\n");
		assert_int_equal(harness_wait_exit(h), 0);
		harness_check_restored(h);
		harness_free(h);
	}
}

/* A shell reports that as 130. */
static void test_interrupt_ends_the_lines(void **state)
{
	static const char *const argv[] = { "./bali", "--lines", NULL };
	struct harness *h = harness_start(24, 80, argv, NULL);

	(void)state;
	harness_wait_text(h, "Overview>");
	harness_key(h, "Ctrl-C");
	assert_int_equal(harness_wait_exit(h), HARNESS_SIGNALLED + SIGINT);
	harness_check_restored(h);
	harness_free(h);
}

static void test_lines_are_typed_while_data_are_piped_in(void **state)
{
	static const char *const argv[] = { "/bin/sh", "-c",
		"printf 'name,size\\nport,3\\nbay,4\\n' | ./bali -d - --lines", NULL };
	struct harness *h = harness_start(24, 80, argv, NULL);

	(void)state;
	harness_wait_text(h, " 2>");
	harness_type(h, "2\n");
	harness_wait_text(h, "size: 4.");
	harness_wait_text(h, "bay>");
	harness_type(h, "quit\n");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_free(h);
}

static void test_lines_end_where_the_input_does(void **state)
{
	static const char *const argv[] = { "./bali", "--lines", NULL };
	struct harness *h = harness_start(24, 80, argv, NULL);

	(void)state;
	harness_wait_text(h, "Overview>");
	harness_key(h, "Ctrl-D");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

static void test_wrong_options_are_told_before_the_screen_is_taken(void **state)
{
	static const char *const argv[] = { "./bali", "--data", "/nowhere", NULL };
	struct harness *h = harness_start(24, 80, argv, NULL);

	(void)state;
	harness_wait_text(h, "/nowhere");
	assert_int_equal(harness_wait_exit(h), 2);
	harness_check_restored(h);
	harness_free(h);
}

/* What the user sees of bali check: looks, and how much there is; a script gets lines. */
static void test_check_is_summed_up_on_a_terminal(void **state)
{
	const char *srcdir = getenv("srcdir");
	char path[1024];
	const char *const faulty[] = { "./bali", "check", "-d", path, NULL };
	const char *const clean[] = { "./bali", "check", NULL };
	struct harness *h;

	(void)state;
	snprintf(path, sizeof path, "%s/tests/bad-csv/references", srcdir ? srcdir : ".");
	h = harness_start(24, 80, faulty, today);
	harness_wait_row(h, 3, "3 errors in 2 files");
	harness_wait_row(h, 0, "places.csv:4:6: error: No row of Places is called “it”.");
	assert_int_not_equal(harness_look(h, 0, 16).color, -1);
	assert_int_equal(harness_look(h, 0, 23).color, -1);
	assert_int_equal(harness_wait_exit(h), 1);
	harness_free(h);
	h = harness_start(24, 80, clean, today);
	harness_wait_text(h, "No problems in 2");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_free(h);
}

static void test_the_mouse_is_off_until_it_is_wanted(void **state)
{
	struct harness *h = start(24, 80);

	(void)state;
	assert_false(harness_mouse(h));
	harness_key(h, "F2");
	harness_wait_text(h, "Mouse on. Shift-drag still selects text");
	harness_wait_output(h, "1000h");
	/* The tab of the members, the row of Australia, twice. */
	harness_type(h, "\033[<0;18;1M\033[<0;18;1m");
	harness_wait_text(h, "1/45");
	harness_wait_text(h, "mouse");
	harness_type(h, "\033[<0;10;5M\033[<0;10;5m");
	harness_wait_text(h, "2/45");
	harness_key(h, "Ctrl-Z");
	harness_wait_stopped(h);
	harness_check_restored(h);
	harness_continue(h);
	harness_wait_text(h, "2/45");
	harness_type(h, "\033[<0;10;5M\033[<0;10;5m");
	harness_wait_text(h, " 2/45  lines");
	harness_key(h, "F2");
	harness_wait_text(h, "Mouse off");
	assert_false(harness_mouse(h));
	finish(h);
}

static void test_the_mouse_is_given_back(void **state)
{
	static const char *const argv[] = { "./bali", "--mouse", NULL };
	static const int numbers[] = { SIGTERM, SIGSEGV };

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct harness *h = harness_start(24, 80, argv, today);

		harness_wait_text(h, "? help");
		assert_true(harness_mouse(h));
		harness_signal(h, numbers[i]);
		assert_int_equal(harness_wait_exit(h), HARNESS_SIGNALLED + numbers[i]);
		harness_check_restored(h);
		harness_free(h);
	}
}

static void test_a_terminal_without_a_mouse_is_told_of(void **state)
{
	static const char *const argv[] = { "./bali", "--mouse", NULL };
	static const char *const env[] = { "BALI_TODAY=2026-11-23", "TERM=vt100", NULL };
	struct harness *h = harness_start(24, 80, argv, env);

	(void)state;
	harness_wait_text(h, "The terminal type “vt100” (TERM) has no mouse");
	harness_key(h, "1");
	harness_wait_text(h, "1/45");
	harness_wait_gone(h, "mouse");
	finish(h);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_starts_on_the_overview),
		cmocka_unit_test(test_every_tab_opens),
		cmocka_unit_test(test_holland_at_80_columns),
		cmocka_unit_test(test_holland_at_120_columns),
		cmocka_unit_test(test_filter_shows_hits_on_the_tabs_and_escape_restores),
		cmocka_unit_test(test_sort_and_back),
		cmocka_unit_test(test_resizes_down_to_nothing_and_back),
		cmocka_unit_test(test_suspends_and_comes_back_drawn),
		cmocka_unit_test(test_leaves_by_its_keys),
		cmocka_unit_test(test_interrupt_leaves_when_nothing_runs),
		cmocka_unit_test(test_draws_ascii_where_there_is_no_more),
		cmocka_unit_test(test_without_a_locale_letters_are_shown),
		cmocka_unit_test(test_the_theme_changes_at_once),
		cmocka_unit_test(test_no_color_means_no_colour),
		cmocka_unit_test(test_history_is_kept_over_runs),
		cmocka_unit_test(test_columns_are_kept_over_runs),
		cmocka_unit_test(test_filters_by_values),
		cmocka_unit_test(test_invalid_utf8_is_typed),
		cmocka_unit_test(test_half_typed_expressions),
		cmocka_unit_test(test_interrupt_stops_a_search_of_many_rows),
		cmocka_unit_test(test_check_is_summed_up_on_a_terminal),
		cmocka_unit_test(test_a_dumb_terminal_gets_lines),
		cmocka_unit_test(test_interrupt_ends_the_lines),
		cmocka_unit_test(test_lines_are_typed_while_data_are_piped_in),
		cmocka_unit_test(test_lines_end_where_the_input_does),
		cmocka_unit_test(test_wrong_options_are_told_before_the_screen_is_taken),
		cmocka_unit_test(test_the_mouse_is_off_until_it_is_wanted),
		cmocka_unit_test(test_the_mouse_is_given_back),
		cmocka_unit_test(test_a_terminal_without_a_mouse_is_told_of),
	};

	return cmocka_run_group_tests_name("bali", tests, NULL, NULL);
}
