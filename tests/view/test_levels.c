/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Levels: what was followed is gone back from, wherever it led, and every key that a pane
 * shows does something there. */

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "unit/test.h"
#include "view/made.h"

enum { PICTURE = 16384 };

static const char *const ways_back[] = { "q", "Esc", "Backspace" };

/* Follows KEYS and comes back from each of LEVELS levels in every way there is: the
 * picture, the cursor with it, is the one that was left. */
static void expect_return(struct stage *s, const char *keys, int levels)
{
	static char before[PICTURE];
	struct canvas *canvas = &s->app.canvas;
	int x, y;

	for (size_t i = 0; i < sizeof ways_back / sizeof *ways_back; i++) {
		assert_true(s->screen.len < sizeof before);
		memcpy(before, s->screen.buf, s->screen.len + 1);
		x = canvas->cursor_x;
		y = canvas->cursor_y;
		stage_keys(s, keys);
		if (!strcmp(before, s->screen.buf))
			fail_msg("%s leads nowhere", keys);
		for (int level = 0; level < levels; level++)
			stage_keys(s, ways_back[i]);
		assert_false(s->app.done);
		stage_expect_screen(s, before);
		assert_int_equal(canvas->cursor_x, x);
		assert_int_equal(canvas->cursor_y, y);
	}
}

static void test_comes_back_from_what_was_followed(void **state)
{
	static const int widths[] = { 80, 120 };
	struct stage s;

	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		stage_open(&s, stage_data(), widths[i], 24);
		/* A search, a sort, a cursor and a scroll are all there again. */
		stage_keys(&s, "1 /");
		stage_type(&s, "asia");
		stage_keys(&s, "Enter l s G Up Up Up Up Up");
		expect_return(&s, "t", 1);
		expect_return(&s, "t Enter", 2);
		expect_return(&s, "t Left Enter Tab Enter", 3);
		expect_return(&s, "Enter", 1);
		expect_return(&s, "Enter Tab Tab Enter", 2);
		expect_return(&s, "f Enter Down Enter", 2);
		expect_return(&s, "?", 1);
		expect_return(&s, "c", 1);
		expect_return(&s, "F", 1);
		expect_return(&s, "! ?", 2);
		stage_close(&s);
	}
}

static void test_comes_back_from_a_problem(void **state)
{
	struct made m;
	struct stage *s = &m.stage;

	(void)state;
	made_begin(&m);
	made_write(&m, "datapackage.json",
		"{'name':'p','resources':[{'name':'a','path':'a.csv','title':'Towns',"
		"'schema':{'fields':[{'name':'id'},{'name':'n','type':'integer'}]}}]}");
	made_write(&m, "a.csv", "id,n\nA,1\nB,x\nC,3\nD,y\n");
	made_open(&m, 80, 16);
	stage_keys(s, "!");
	stage_expect(s, " 1/2  Towns › Problems    ");
	stage_expect(s, "! 2 problems\n");
	stage_keys(s, "Down");
	expect_return(s, "Enter", 1);
	stage_keys(s, "Enter");
	stage_expect(s, " ▌ D");
	stage_expect(s, "Towns › Problems › Towns");
	stage_keys(s, "q q");
	stage_expect(s, " ▌ A");
	made_end(&m);
}

static void test_the_trail_names_what_was_followed(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_keys(&s, "1 Down Down Enter");
	stage_expect(&s, "  Members › Bangladesh");
	/* A long title loses its end first. */
	app_go_record(&s.app, app_find_row(&s.app, "events/m079"));
	stage_resize(&s, 80, 24);
	stage_expect(&s, "  Members › Bangladesh › Technical Experts Group");
	stage_keys(&s, "q");
	/* Too long a trail loses its beginning. */
	for (int i = 0; i < 6; i++)
		stage_keys(&s, "Tab Enter");
	stage_expect(&s, "  … › ");
	stage_expect_not(&s, "Members ›");
	/* A message takes its place, and it comes back with the next key. */
	stage_keys(&s, "X");
	stage_expect(&s, "  X does nothing here. ? lists the keys.\n");
	stage_keys(&s, "Down");
	stage_expect(&s, "  … › ");
	/* What is still too long loses its end. */
	app_go_record(&s.app, app_find_row(&s.app, "events/m079"));
	stage_resize(&s, 60, 24);
	stage_expect(&s, " … › ");
	stage_expect(&s, " › Technical Experts Gr");
	stage_expect(&s, "…\n Enter");
	stage_close(&s);
}

static void expect_tab(struct stage *s, const char *title)
{
	const char *tab = strstr(s->screen.buf, title);
	struct slice before = { s->screen.buf, 0 };
	struct slice mark = { stage_line(s, 1), 0 };

	assert_non_null(tab);
	before.len = (size_t)(tab - s->screen.buf);
	mark.len = strcspn(mark.text, "\xe2");
	assert_int_equal(text_width(before), text_width(mark));
}

static void test_the_tab_of_what_is_seen_is_lit(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_keys(&s, "1 t");
	expect_tab(&s, "5 Timeline");
	stage_keys(&s, "q");
	expect_tab(&s, "1 Members");
	/* A member's page fills the screen, and the next tab is the one after Members. */
	stage_keys(&s, "5 Enter");
	expect_tab(&s, "4 Meetings");
	stage_keys(&s, "]");
	expect_tab(&s, "5 Timeline");
	stage_close(&s);
}

static void test_a_tab_leaves_all_levels(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 100, 24);
	stage_keys(&s, "1 Enter Tab Enter 2");
	stage_expect_not(&s, "›  ");
	stage_keys(&s, "Backspace");
	stage_expect(&s, "Members › Afghanistan › ");
	stage_keys(&s, "> q");
	assert_true(s.app.done);
	s.app.done = false;
	/* Its own tab, too; and the timeline has all events again. */
	stage_keys(&s, "1 t");
	stage_expect(&s, "[Afghanistan: ");
	stage_keys(&s, "5");
	stage_expect_not(&s, "[Afghanistan: ");
	stage_keys(&s, "<");
	stage_expect(&s, "[Afghanistan: ");
	stage_keys(&s, "5 q");
	assert_true(s.app.done);
	stage_close(&s);
}

static void test_forward_undoes_every_way_back(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 100, 24);
	stage_keys(&s, "1 Enter Tab Enter q q > >");
	stage_expect(&s, "Members › Afghanistan › ");
	stage_keys(&s, "Esc Backspace > >");
	stage_expect(&s, "Members › Afghanistan › ");
	stage_close(&s);
}

static void test_interrupt_quits_the_second_time(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_small(), 80, 16);
	stage_keys(&s, "1 Ctrl-C");
	assert_false(s.app.done);
	stage_expect(&s, "y copies, q goes back, Q quits.");
	stage_keys(&s, "Down");
	stage_expect_not(&s, "y copies");
	s.app.interrupted -= (int64_t)2001 * TASK_MS;
	stage_keys(&s, "Ctrl-C");
	assert_false(s.app.done);
	stage_keys(&s, "Ctrl-C");
	assert_true(s.app.done);
	stage_close(&s);
}

/* Presses every key in the key bar of the pane that KEYS lead to. */
static void press_bar(const char *path, const char *keys)
{
	struct stage s;
	char *bar, *next;

	stage_open(&s, path, 200, 40);
	stage_keys(&s, keys);
	bar = strdup(stage_line(&s, s.rows - 1));
	assert_non_null(bar);
	for (char *item = bar + 1; item; item = next) {
		char key[16];

		next = strstr(item, "   ");
		snprintf(key, sizeof key, "%.*s", (int)strcspn(item, " "), item);
		next = next ? next + strspn(next, " ") : NULL;
		stage_keys(&s, key);
		if (strstr(s.screen.buf, "does nothing here") ||
			strstr(s.screen.buf, "does not work here"))
			fail_msg("%s in the bar after %s: %s", key, keys,
				s.app.message.buf);
		stage_close(&s);
		stage_open(&s, path, 200, 40);
		stage_keys(&s, keys);
	}
	free(bar);
	stage_close(&s);
}

static void test_keys_in_the_bar_do_something(void **state)
{
	static const char *const panes[] = { "0", "1", "1 Enter", "4", "5", "5 v",
		"5 Enter", "1 c", "f a s i a Enter", "f a s i a Enter Enter", "f", "!",
		"?", "1 ?", "1 Enter ?", "1 / z z z z Enter", "1 F", "1 Right F",
		"1 F Right", "0 Right Enter" };
	struct made m;

	(void)state;
	for (size_t i = 0; i < sizeof panes / sizeof *panes; i++)
		press_bar(stage_data(), panes[i]);
	made_begin(&m);
	made_write(&m, "a.csv", "id,n\nA\n");
	made_open(&m, 80, 24);
	press_bar(m.folder.path, "!");
	press_bar(m.folder.path, "1");
	press_bar(m.folder.path, "1 D");
	made_end(&m);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comes_back_from_what_was_followed),
		cmocka_unit_test(test_comes_back_from_a_problem),
		cmocka_unit_test(test_the_trail_names_what_was_followed),
		cmocka_unit_test(test_the_tab_of_what_is_seen_is_lit),
		cmocka_unit_test(test_a_tab_leaves_all_levels),
		cmocka_unit_test(test_forward_undoes_every_way_back),
		cmocka_unit_test(test_interrupt_quits_the_second_time),
		cmocka_unit_test(test_keys_in_the_bar_do_something),
	};

	return cmocka_run_group_tests_name("levels", tests, NULL, NULL);
}
