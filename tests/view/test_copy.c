/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* What y copies and o opens, up to the point where it leaves the program. */

#include "browser/helper.h"

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "unit/cited.h"
#include "unit/test.h"
#include "view/made.h"

enum { PATIENCE_MS = 20000, TOO_LONG = 120400 };

/* Opens the package whose rows cite sources. */
static void begin(struct made *m, int cols, int rows)
{
	made_copy(m, "cited");
	made_open(m, cols, rows);
}

/* Checks that KEYS make TEXT leave for the clipboard, and takes it. */
static void check_copied(struct stage *s, const char *keys, const char *text)
{
	stage_keys(s, keys);
	assert_int_equal(s->app.outgoing, APP_OUTGOING_COPY);
	assert_string_equal(s->app.outgoing_text.buf, text);
	s->app.outgoing = APP_OUTGOING_NONE;
}

/* Checks that KEYS send nothing and report TEXT. */
static void check_reported(struct stage *s, const char *keys, const char *text)
{
	stage_keys(s, keys);
	assert_int_equal(s->app.outgoing, APP_OUTGOING_NONE);
	stage_expect(s, text);
}

/* Checks that KEYS make the address URL, of NOTE, leave for a browser. */
static void check_opened(
	struct stage *s, const char *keys, const char *url, const char *note)
{
	stage_keys(s, keys);
	assert_int_equal(s->app.outgoing, APP_OUTGOING_OPEN);
	assert_string_equal(s->app.outgoing_text.buf, url);
	assert_string_equal(s->app.outgoing_note.buf, note);
	s->app.outgoing = APP_OUTGOING_NONE;
}

static void test_y_lists_its_letters_and_any_other_key_cancels(void **state)
{
	static const char *const others[] = { "x", "Esc", "Q", "Ctrl-C", "Down", "y" };
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		check_reported(&m.stage, "1 y",
			"Copy: c cell · r row · e whole record · s citation · l link "
			"(Esc cancels)");
		check_reported(&m.stage, others[i], "Nothing copied.");
		assert_false(m.stage.app.done);
		stage_expect(&m.stage, "1/4");
	}
	/* What no key has a name for cancels, too. */
	stage_keys(&m.stage, "y");
	app_key(&m.stage.app, 0);
	assert_false(m.stage.app.copying);
	/* And then keys mean again what they do. */
	stage_keys(&m.stage, "Down");
	stage_expect(&m.stage, "2/4");
	made_end(&m);
}

static void test_list(void **state)
{
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	check_copied(&m.stage, "1 y c", "Visby");
	check_copied(&m.stage, "Right y c", "https://visby.example/");
	check_copied(&m.stage, "Right y c", "The log, A map");
	check_copied(&m.stage, "y r", "Visby\thttps://visby.example/\tThe log, A map");
	check_copied(&m.stage, "y s",
		"Visby (Ports). The Sea, version 3, 2026-05-04. https://sea.example/\n"
		"Sources:\n"
		"The log: https://log.example/1\n"
		"A map: http://map.example/?a=b&c=d\n"
		"Chart: https://chart.example/\n");
	check_copied(&m.stage, "y l", "https://visby.example/");
	assert_string_equal(m.stage.app.outgoing_note.buf, "Visby");
	/* Of the columns those that were chosen: here the cursor's is hidden. */
	check_copied(&m.stage, "c Space Esc y r", "Visby\thttps://visby.example/");
	check_reported(&m.stage, "Down y c", "This cell is empty.");
	check_reported(&m.stage, "y l", "No address here or in the sources.");
	made_end(&m);
}

/* Nothing of a cell that would drive a terminal, and no line end of its own. */
static void test_no_control_character_of_a_file_leaves(void **state)
{
	static const char *const letters[] = { "y c", "y r", "y s" };
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	check_copied(&m.stage, "1 Down Down y c", "Bad␛]52;c;Zm9v␇␊port");
	check_copied(&m.stage, "y e",
		"Bad␛]52;c;Zm9v␇\n"
		"port\n"
		"\n"
		"sources  Odd one\n");
	for (size_t i = 0; i < 3; i++) {
		stage_keys(&m.stage, letters[i]);
		assert_null(strchr(m.stage.app.outgoing_text.buf, '\033'));
		assert_null(strchr(m.stage.app.outgoing_text.buf, '\a'));
	}
	check_copied(&m.stage, "y l", "javascript:alert(1)");
	made_end(&m);
}

static void test_record(void **state)
{
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	stage_keys(&m.stage, "1 Enter");
	stage_expect(&m.stage, "Visby");
	check_copied(&m.stage, "y c", "Visby");
	check_copied(&m.stage, "y r", "Visby\thttps://visby.example/\tThe log, A map");
	check_copied(&m.stage, "y e",
		"Visby\n"
		"\n"
		"page     https://visby.example/\n"
		"note     Fast\n"
		"\n"
		"sources  The log\n"
		"         A map\n"
		"said_by  A map\n"
		"         Chart\n");
	check_copied(&m.stage, "y l", "https://visby.example/");
	/* On a link, that is what is meant. */
	check_copied(&m.stage, "Tab Tab y c", "A map");
	check_copied(&m.stage, "y l", "http://map.example/?a=b&c=d");
	assert_string_equal(m.stage.app.outgoing_note.buf, "A map");
	made_end(&m);
}

/* The page shows the first of many names and links back, and by which key come more; a
 * copy has them all, and no key to press. */
static void test_a_record_is_copied_whole(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_keys(&s, "1 Down Down y e");
	assert_non_null(strstr(s.app.outgoing_text.buf, "방글라데시"));
	assert_non_null(strstr(s.app.outgoing_text.buf,
		"20–21 May 2025  18th Senior Officials Meeting"));
	assert_null(strstr(s.app.outgoing_text.buf, "more"));
	assert_null(strstr(s.app.outgoing_text.buf, "(empty)"));
	for (const char *at = s.app.outgoing_text.buf; (at = strchr(at, '\n')); at++)
		assert_int_not_equal(at[-1], ' ');
	stage_close(&s);
}

static void test_timeline_results_and_problems(void **state)
{
	struct stage s;
	struct made m;

	(void)state;
	stage_open(&s, stage_data(), 120, 36);
	check_copied(&s, "5 y c", "Eighth Ministerial Conference");
	stage_keys(&s, "y s");
	assert_memory_equal(s.app.outgoing_text.buf,
		"Eighth Ministerial Conference (Meetings). Bali Process, version", 63);
	s.app.outgoing = APP_OUTGOING_NONE;
	stage_keys(&s, "f");
	stage_type(&s, "adelaide");
	check_copied(&s, "Enter y c", "Eighth Ministerial Conference");
	stage_close(&s);

	made_begin(&m);
	made_write(&m, "t.csv", "a,b\n1,2,3\n");
	made_open(&m, 80, 24);
	stage_keys(&m.stage, "! y c");
	assert_int_equal(m.stage.app.outgoing, APP_OUTGOING_COPY);
	assert_non_null(strstr(m.stage.app.outgoing_text.buf, "t.csv:2"));
	m.stage.app.outgoing = APP_OUTGOING_NONE;
	check_reported(&m.stage, "y r", "There is no row to copy here.");
	check_reported(&m.stage, "o", "o does nothing here. ? lists the keys.");
	made_end(&m);
}

static void test_o_opens_where_a_row_comes_from(void **state)
{
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	check_opened(&m.stage, "1 o", "https://log.example/1", "The log, source 1 of 3");
	/* What the cursor is on is what is meant. */
	check_opened(&m.stage, "Right o", "https://visby.example/", "");
	check_opened(&m.stage, "Enter Tab Tab o", "http://map.example/?a=b&c=d", "A map");
	/* A list of addresses, where no source is cited. */
	check_opened(&m.stage, "2 Down o", "https://two.example/b", "Slite");
	check_opened(&m.stage, "Right o", "http://one.example/a", "");
	check_opened(&m.stage, "3 o", "https://log.example/1", "The log");
	check_reported(&m.stage, "1 Down o", "No address here or in the sources.");
	check_reported(&m.stage, "Down o",
		"Only addresses of http and https are opened, not javascript:alert(1)");
	/* A source that is a book has none. */
	check_reported(&m.stage, "Down o", "No address here or in the sources.");
	made_end(&m);
}

/* Carries out what is outgoing as far as it goes. */
static void hand_over(struct helper *h, struct stage *s)
{
	int64_t end = clock_now() + (int64_t)PATIENCE_MS * TASK_MS;

	helper_take(h, &s->app);
	while (helper_look(h, &s->app)) {
		assert_true(clock_now() < end);
		poll(NULL, 0, 1);
	}
	stage_resize(s, s->cols, s->rows);
}

static void test_an_address_is_report_to_its_end(void **state)
{
	static const struct clipboard_env nowhere = { .term = "xterm" };
	struct helper h;
	struct made m;

	(void)state;
	made_begin(&m);
	made_write(&m, "t.csv",
		"a,b\n1,https://a.example/a-long-way/to-the-page/that-is-meant/"
		"at-last\n");
	made_open(&m, 40, 12);
	helper_init(&h, &nowhere, "firefox");
	stage_keys(&m.stage, "Right o");
	hand_over(&h, &m.stage);
	assert_string_equal(
		stage_line(&m.stage, 8), " No browser on this machine. Open:");
	assert_string_equal(
		stage_line(&m.stage, 9), " https://a.example/a-long-way/to-the-");
	assert_string_equal(stage_line(&m.stage, 10), " page/that-is-meant/at-last");
	helper_release(&h);
	made_end(&m);
}

static void test_the_terminal_is_report_by_size(void **state)
{
	static const struct clipboard_env nowhere = { .term = "xterm" };
	struct helper h;
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	helper_init(&h, &nowhere, NULL);
	stage_keys(&m.stage, "1 y c");
	hand_over(&h, &m.stage);
	stage_expect(&m.stage, "Sent “Visby” to the terminal's clipboard (OSC 52)");
	stage_keys(&m.stage, "y l");
	hand_over(&h, &m.stage);
	stage_expect(&m.stage,
		"Sent “https://visby.example/” (Visby) to the terminal's clipboard");
	stage_keys(&m.stage, "y c");
	str_clear(&m.stage.app.outgoing_text);
	str_add_repeat(&m.stage.app.outgoing_text, 'x', TOO_LONG);
	hand_over(&h, &m.stage);
	stage_expect(&m.stage, "Too long for the terminal (120 kB)");
	stage_expect_not(&m.stage, "sent");
	helper_release(&h);
	made_end(&m);
}

/* A folder of programs which come first in PATH. */
struct programs {
	struct folder folder;
	char path[4096];
};

static void programs_begin(struct programs *p)
{
	char path[sizeof p->path + sizeof p->folder.path];

	folder_make(&p->folder);
	snprintf(p->path, sizeof p->path, "%s", getenv("PATH"));
	snprintf(path, sizeof path, "%s:%s", p->folder.path, p->path);
	setenv("PATH", path, 1);
}

/* Adds a program that does SCRIPT, whose output is the file $0.out next to it. */
static void programs_add(struct programs *p, const char *name, const char *script)
{
	struct str text;

	str_init(&text);
	str_addf(&text, "#!/bin/sh\n%s\n", script);
	folder_write(&p->folder, name, text.buf);
	assert_int_equal(chmod(folder_file(&p->folder, name), 0755), 0);
	str_release(&text);
}

/* Checks that program NAME has written TEXT. */
static void programs_check(struct programs *p, const char *name, const char *text)
{
	char read[256];
	struct str out;
	FILE *file;
	size_t len;

	str_init(&out);
	str_addf(&out, "%s.out", name);
	file = fopen(folder_file(&p->folder, out.buf), "rb");
	assert_non_null(file);
	len = fread(read, 1, sizeof read - 1, file);
	read[len] = '\0';
	fclose(file);
	assert_string_equal(read, text);
	str_release(&out);
}

static void programs_end(struct programs *p)
{
	setenv("PATH", p->path, 1);
	folder_remove(&p->folder);
}

static void test_a_helper_takes_the_text(void **state)
{
	static const struct clipboard_env both = { .display = ":0",
		.wayland_display = "wayland-0" };
	struct programs p;
	struct helper h;
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	programs_begin(&p);
	helper_init(&h, &both, NULL);
	programs_add(&p, "wl-copy", "cat >$0.out");
	stage_keys(&m.stage, "1 y r");
	hand_over(&h, &m.stage);
	stage_expect(&m.stage,
		"Copied “Visby https://visby.example/ The log, A …” with wl-copy.");
	programs_check(&p, "wl-copy", "Visby\thttps://visby.example/\tThe log, A map");

	/* The next one takes it when one fails, and in the end the terminal. */
	programs_add(&p, "wl-copy", "exit 1");
	programs_add(&p, "xclip", "cat >/dev/null; echo \"$@\" >$0.out");
	stage_keys(&m.stage, "y c");
	hand_over(&h, &m.stage);
	stage_expect(&m.stage, "Copied “Visby” with xclip.");
	programs_check(&p, "xclip", "-selection clipboard\n");
	programs_add(&p, "xclip", "exit 1");
	programs_add(&p, "xsel", "exit 1");
	stage_keys(&m.stage, "y c");
	hand_over(&h, &m.stage);
	stage_expect(&m.stage,
		"xsel failed. Sent “Visby” to the terminal's clipboard (OSC 52)");
	helper_release(&h);
	programs_end(&p);
	made_end(&m);
}

static void test_a_helper_that_hangs_holds_up_nobody(void **state)
{
	static const struct clipboard_env wayland = { .wayland_display = "wayland-0" };
	struct programs p;
	struct helper h;
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	programs_begin(&p);
	helper_init(&h, &wayland, NULL);
	programs_add(&p, "wl-copy", "exec sleep 1000");
	stage_keys(&m.stage, "1 y c");
	helper_take(&h, &m.stage.app);
	assert_true(helper_look(&h, &m.stage.app));
	stage_keys(&m.stage, "Down");
	stage_expect(&m.stage, "2/4");
	h.copy.until = 0; /* as if the time were up */
	hand_over(&h, &m.stage);
	stage_expect(&m.stage,
		"wl-copy failed. Sent “Visby” to the terminal's clipboard (OSC 52)");
	assert_false(helper_look(&h, &m.stage.app));
	helper_release(&h);
	programs_end(&p);
	made_end(&m);
}

static void test_a_browser_is_given_the_address(void **state)
{
	static const struct clipboard_env x11 = { .display = ":0" };
	struct programs p;
	struct helper h;
	struct made m;

	(void)state;
	begin(&m, 80, 24);
	programs_begin(&p);
	helper_init(&h, &x11, "reader");
	programs_add(&p, "reader", "echo \"$#$1\" >$0.out");
	stage_keys(&m.stage, "3 Down o");
	hand_over(&h, &m.stage);
	stage_expect(
		&m.stage, "Opening with reader: http://map.example/?a=b&c=d (A map)");
	programs_check(&p, "reader", "1http://map.example/?a=b&c=d\n");
	helper_release(&h);

	/* What is more than a program's name is nothing to be started. */
	helper_init(&h, &x11, "reader -x; touch /tmp/x");
	programs_add(&p, "xdg-open", "echo \"$#$1\" >$0.out");
	stage_keys(&m.stage, "o");
	hand_over(&h, &m.stage);
	stage_expect(
		&m.stage, "Opening with xdg-open: http://map.example/?a=b&c=d (A map)");
	programs_check(&p, "xdg-open", "1http://map.example/?a=b&c=d\n");
	programs_add(&p, "xdg-open", "exit 3");
	stage_keys(&m.stage, "o");
	hand_over(&h, &m.stage);
	stage_expect(&m.stage,
		"xdg-open failed. No browser on this machine. Open: "
		"http://map.example/?a=b&c=d");
	helper_release(&h);
	programs_end(&p);
	made_end(&m);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_y_lists_its_letters_and_any_other_key_cancels),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_no_control_character_of_a_file_leaves),
		cmocka_unit_test(test_record),
		cmocka_unit_test(test_a_record_is_copied_whole),
		cmocka_unit_test(test_timeline_results_and_problems),
		cmocka_unit_test(test_o_opens_where_a_row_comes_from),
		cmocka_unit_test(test_an_address_is_report_to_its_end),
		cmocka_unit_test(test_the_terminal_is_report_by_size),
		cmocka_unit_test(test_a_helper_takes_the_text),
		cmocka_unit_test(test_a_helper_that_hangs_holds_up_nobody),
		cmocka_unit_test(test_a_browser_is_given_the_address),
	};

	setlocale(LC_ALL, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("copy", tests, NULL, NULL);
}
