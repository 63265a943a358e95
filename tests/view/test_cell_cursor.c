/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The cell under the cursor of a list, and that the terminal's cursor, which speech and
 * braille follow, is on something in every pane. */

#include "unit/test.h"
#include "view/stage.h"

static int open_data(void **state)
{
	static struct stage s;

	stage_open(&s, stage_data(), 80, 24);
	*state = &s;
	return 0;
}

static int close_data(void **state)
{
	stage_close(*state);
	return 0;
}

static const struct cell *cell_at(const struct stage *s, int x, int y)
{
	return &s->app.canvas.cells[y * s->app.canvas.cols + x];
}

/* Returns the columns of row Y whose cells have OVERLAY and not WITHOUT, as "4-79". */
static const char *marked(
	const struct stage *s, int y, unsigned overlay, unsigned without)
{
	static char text[100];
	size_t len = 0;
	bool in = false;

	text[0] = '\0';
	for (int x = 0; x <= s->app.canvas.cols; x++) {
		unsigned has = x < s->app.canvas.cols ? cell_at(s, x, y)->overlay : 0;
		bool is = (has & overlay) && !(has & without);

		if (is && !in)
			len += (size_t)snprintf(
				text + len, sizeof text - len, "%s%d", len ? " " : "", x);
		else if (!is && in)
			len += (size_t)snprintf(
				text + len, sizeof text - len, "-%d", x - 1);
		in = is;
	}
	return text;
}

static void expect_cursor(const struct stage *s, int x, int y)
{
	assert_int_equal(s->app.canvas.cursor_x, x);
	assert_int_equal(s->app.canvas.cursor_y, y);
}

/* The row is marked to the edge, without the cell; the heading of its column is too. */
static void test_the_cursor_is_a_cell(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Down");
	assert_string_equal(marked(s, 4, OVERLAY_CURSOR, OVERLAY_CELL), "2-2 23-79");
	assert_string_equal(marked(s, 4, OVERLAY_CELL, 0), "3-22");
	assert_string_equal(marked(s, 2, OVERLAY_CURSOR, 0), "3-9");
	expect_cursor(s, 3, 4);
	stage_keys(s, "Right Right");
	assert_string_equal(marked(s, 4, OVERLAY_CELL, 0), "37-39");
	assert_string_equal(marked(s, 2, OVERLAY_CURSOR, 0), "37-39");
	assert_string_equal(marked(s, 3, OVERLAY_CURSOR | OVERLAY_CELL, 0), "");
	expect_cursor(s, 37, 4);
	stage_expect(s, " 2/45  Ad Hoc Group: yes  +1 column ›");
	stage_keys(s, "Left");
	stage_expect(s, " 2/45  Taking part since: 2002-02  +1 column ›");
	/* A number is at the right of its column, and so are cursor and heading. */
	stage_keys(s, "4");
	assert_string_equal(marked(s, 2, OVERLAY_CURSOR, 0), "3-5");
	expect_cursor(s, 5, 3);
	/* While something is typed the keys do not go to the list. */
	stage_keys(s, "/");
	assert_string_equal(marked(s, 2, OVERLAY_CURSOR, 0), "");
	assert_string_equal(marked(s, 3, OVERLAY_CURSOR | OVERLAY_CELL, 0), "");
}

/* The pane that has the keys has the arrow; a list that has not is dimmed, of a record
 * its title is. */
static void test_the_pane_with_the_keys_shows(void **state)
{
	struct stage *s = *state;

	stage_resize(s, 120, 40);
	stage_keys(s, "1");
	stage_expect(s, "◂  Afghanistan");
	assert_string_equal(marked(s, 2, OVERLAY_DIMMED, 0), "73-119");
	assert_string_equal(marked(s, 8, OVERLAY_DIMMED, 0), "");
	stage_keys(s, "Enter");
	stage_expect(s, "▸  Afghanistan");
	assert_string_equal(marked(s, 2, OVERLAY_DIMMED, 0), "0-71");
	assert_string_equal(marked(s, 8, OVERLAY_DIMMED, 0), "0-71");
	assert_string_equal(marked(s, 4, OVERLAY_CURSOR, 0), "");
}

/* In each pane, reached by these keys one after the other from the overview. */
static void test_the_terminals_cursor_is_on_something(void **state)
{
	static const char *const ways[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8",
		"9", "5 v", "1 Enter", "1 Enter Tab", "4 Enter", "1 c", "1 F", "1 !", "?",
		":", "1 /", "1 f", "1 / x x x x Enter", "1 e" };
	struct stage *s = *state;

	for (size_t size = 0; size < 2; size++) {
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			const struct canvas *c = &s->app.canvas;

			stage_keys(s, "Esc Esc Esc C 0");
			stage_resize(s, size ? 120 : 80, size ? 40 : 24);
			stage_keys(s, ways[i]);
			if (c->cursor_x < 0 || c->cursor_y < 0)
				fail_msg("%s: nowhere\n%s", ways[i], s->screen.buf);
			if (!c->cursor_shown &&
				!cell_at(s, c->cursor_x, c->cursor_y)->chars[0])
				fail_msg("%s: nothing at column %d, row %d\n%s", ways[i],
					c->cursor_x, c->cursor_y, s->screen.buf);
		}
	}
}

/* Nothing that is done to the rows moves a column. */
static void test_columns_stay_where_they_are(void **state)
{
	static const char *const deeds[] = { "End", "Home PgDn", "s", "S", "s", "l l s",
		"=", "C", "/ i n Enter", "C", "/ z z z Esc", "2 1", "Enter Backspace",
		"r" };
	struct stage *s = *state;
	char head[200];

	stage_keys(s, "1");
	snprintf(head, sizeof head, "%s", stage_line(s, 2));
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		static const char *const names[] = { "Country", "Since", "AHG",
			"In the document", "Capital" };

		stage_keys(s, deeds[i]);
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			if (!strstr(stage_line(s, 2), names[k]) ||
				strstr(stage_line(s, 2), names[k]) - stage_line(s, 2) >
					strstr(head, names[k]) - head + 2)
				fail_msg("%s: %s", deeds[i], stage_line(s, 2));
	}
}

/* Whole lists, as they are read. */
static void test_members_and_meetings(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1");
	stage_expect_body(s, "members-80x24");
	stage_keys(s, "4");
	stage_expect_body(s, "meetings-80x24");
	stage_resize(s, 120, 40);
	stage_keys(s, "1 v Up");
	stage_expect_body(s, "members-120x40");
	stage_keys(s, "4");
	stage_expect_body(s, "meetings-120x40");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_the_cursor_is_a_cell, open_data, close_data),
		cmocka_unit_test_setup_teardown(
			test_the_pane_with_the_keys_shows, open_data, close_data),
		cmocka_unit_test_setup_teardown(
			test_the_terminals_cursor_is_on_something, open_data, close_data),
		cmocka_unit_test_setup_teardown(
			test_columns_stay_where_they_are, open_data, close_data),
		cmocka_unit_test_setup_teardown(
			test_members_and_meetings, open_data, close_data),
	};

	return cmocka_run_group_tests_name("cell_cursor", tests, NULL, NULL);
}
