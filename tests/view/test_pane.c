/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The slots that a pane with a list or a pager gets from view/pane.c. */

#include "view/view.h"

#include "ui/list.h"
#include "ui/pager.h"
#include "unit/test.h"

enum { ROWS = 10, HEIGHT = 4, HEAD = 1 };

struct rows {
	struct list list;
	int moved; /* sum of the steps reported */
	int times;
};

static void rows_open(struct pane *pane)
{
	struct rows *rows = pane->state;

	list_resize(&rows->list, ROWS, HEIGHT);
	pane->list = &rows->list;
	pane->head = HEAD;
}

static void rows_moved(struct pane *pane, int step)
{
	struct rows *rows = pane->state;

	rows->moved += step;
	rows->times++;
}

static struct row_ref rows_focus(const struct pane *pane)
{
	const struct rows *rows = pane->state;

	return (struct row_ref){ 0, (uint32_t)rows->list.cursor };
}

static const struct view view_rows = {
	.name = "rows",
	.context = IN_LIST,
	.state_size = sizeof(struct rows),
	.open = rows_open,
	.command = pane_move,
	.moved = rows_moved,
	.click = pane_click,
	.scroll = pane_scroll,
	.go = pane_go,
	.focus = rows_focus,
	.step_row = pane_step_row,
	.position = pane_position,
};

static void text_open(struct pane *pane)
{
	struct pager *pager = pane->state;

	pager_init(pager);
	for (int i = 0; i < ROWS; i++) {
		pager_open_link(pager);
		pager_add(pager, STYLE_LINK, slice_of("link"));
		pager_close_link(pager);
		pager_end_line(pager);
	}
	pager_update(pager, HEIGHT);
	pager_to_link(pager, 0);
	pane->pager = pager;
}

static void text_close(struct pane *pane)
{
	pager_release(pane->pager);
}

static const struct view view_text = {
	.name = "text",
	.context = IN_HELP,
	.state_size = sizeof(struct pager),
	.open = text_open,
	.close = text_close,
	.draw = pane_draw_text,
	.command = pane_move,
	.click = pane_click,
	.scroll = pane_scroll,
};

static struct pane *open_pane(const struct view *view)
{
	return pane_new(view, NULL, -1, ROW_NOWHERE);
}

static void test_moving_is_followed(void **state)
{
	struct pane *pane = open_pane(&view_rows);
	struct rows *rows = pane->state;

	(void)state;
	assert_true(pane->view->command(pane, COMMAND_DOWN));
	assert_true(pane->view->command(pane, COMMAND_PAGE_DOWN));
	assert_int_equal(rows->moved, 2);
	assert_true(pane->view->command(pane, COMMAND_HALF_UP));
	assert_true(pane->view->command(pane, COMMAND_UP));
	assert_int_equal(rows->moved, 0);
	pane->view->scroll(pane, -3);
	assert_int_equal(rows->moved, -1);
	assert_false(pane->view->command(pane, COMMAND_SORT));
	assert_int_equal(rows->times, 5);
	pane_drop(pane);
}

static void test_clicks_go_to_rows_below_the_head(void **state)
{
	struct pane *pane = open_pane(&view_rows);
	struct rows *rows = pane->state;

	(void)state;
	assert_int_equal(pane->view->click(pane, 5, 0), CLICKED_NOTHING);
	assert_int_equal(pane->view->click(pane, 5, HEAD + HEIGHT), CLICKED_NOTHING);
	assert_int_equal(rows->times, 0);
	assert_int_equal(pane->view->click(pane, 5, HEAD + 2), CLICKED_MOVED);
	assert_int_equal(rows->list.cursor, 2);
	assert_int_equal(pane->view->click(pane, 0, HEAD + 2), CLICKED_AGAIN);
	pane_drop(pane);
}

static void test_numbers_go_to_rows(void **state)
{
	struct pane *pane = open_pane(&view_rows);
	struct rows *rows = pane->state;
	struct str text = STR_INIT;

	(void)state;
	assert_true(pane->view->go(pane, "7"));
	assert_int_equal(rows->list.cursor, 6);
	pane->view->position(pane, &text);
	assert_string_equal(text.buf, "7/10");
	assert_false(pane->view->go(pane, "2011-03"));
	assert_int_equal(rows->list.cursor, 6);
	/* Where there is none, that is said and nothing moves. */
	assert_true(pane->view->go(pane, "0"));
	assert_string_equal(
		pane->request.text.buf, "There is no row 0: the list has 10.");
	assert_true(pane->view->go(pane, "1999"));
	assert_string_equal(
		pane->request.text.buf, "There is no row 1,999: the list has 10.");
	assert_int_equal(rows->list.cursor, 6);
	str_release(&text);
	pane_drop(pane);
}

static void test_steps_end_at_the_ends(void **state)
{
	struct pane *pane = open_pane(&view_rows);
	struct rows *rows = pane->state;

	(void)state;
	assert_int_equal(pane->view->step_row(pane, -1).table, -1);
	assert_int_equal(rows->times, 0);
	for (int i = 1; i < ROWS; i++)
		assert_int_equal(pane->view->step_row(pane, 1).row, i);
	assert_int_equal(pane->view->step_row(pane, 1).table, -1);
	assert_int_equal(rows->list.cursor, ROWS - 1);
	assert_int_equal(rows->times, ROWS - 1);
	pane_drop(pane);
}

static void test_text_is_scrolled_or_walked_by_links(void **state)
{
	struct pane *pane = open_pane(&view_text);

	(void)state;
	assert_true(pane->view->command(pane, COMMAND_DOWN));
	assert_int_equal(pane->pager->top, 1);
	pane->links_only = true;
	pager_to_link(pane->pager, 4);
	assert_true(pane->view->command(pane, COMMAND_UP));
	assert_int_equal(pane->pager->link, 3);
	assert_true(pane->view->command(pane, COMMAND_DOWN));
	assert_int_equal(pane->pager->link, 4);
	assert_false(pane->view->command(pane, COMMAND_OPEN));
	pane_drop(pane);
}

static void test_clicks_choose_links_between_the_margins(void **state)
{
	struct pane *pane = open_pane(&view_text);

	(void)state;
	assert_int_equal(pane->view->click(pane, PANE_MARGIN - 1, 2), CLICKED_NOTHING);
	assert_int_equal(pane->view->click(pane, PANE_MARGIN + 4, 2), CLICKED_NOTHING);
	assert_int_equal(pane->view->click(pane, PANE_MARGIN, 2), CLICKED_MOVED);
	assert_int_equal(pane->pager->link, 2);
	assert_int_equal(pane->view->click(pane, PANE_MARGIN + 3, 2), CLICKED_AGAIN);
	pane->view->scroll(pane, 3);
	assert_int_equal(pane->pager->top, 3);
	pane_drop(pane);
}

static void test_the_last_reference_closes(void **state)
{
	struct pane *pane = open_pane(&view_text);

	(void)state;
	pane->refcount++;
	pane_drop(pane);
	assert_int_equal(pane->pager->line_count, ROWS);
	pane_drop(pane);
	pane_drop(NULL);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_moving_is_followed),
		cmocka_unit_test(test_clicks_go_to_rows_below_the_head),
		cmocka_unit_test(test_numbers_go_to_rows),
		cmocka_unit_test(test_steps_end_at_the_ends),
		cmocka_unit_test(test_text_is_scrolled_or_walked_by_links),
		cmocka_unit_test(test_clicks_choose_links_between_the_margins),
		cmocka_unit_test(test_the_last_reference_closes),
	};

	return cmocka_run_group_tests_name("pane", tests, NULL, NULL);
}
