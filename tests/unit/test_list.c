/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/list.h"

#include <stdlib.h>

#include "unit/test.h"

/* What list.h promises after every call. */
static void check(const struct list *l)
{
	assert_true(l->height >= 1);
	assert_true(l->count ? l->cursor < l->count : l->cursor == 0);
	assert_true(l->top <= l->cursor);
	assert_true(l->cursor - l->top < (size_t)l->height);
	assert_true(l->top == 0 || l->top + (size_t)l->height <= l->count);
}

static void check_at(const struct list *l, size_t cursor, size_t top)
{
	check(l);
	assert_int_equal(l->cursor, cursor);
	assert_int_equal(l->top, top);
}

static void test_empty_list_stays_at_its_start(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_resize(&l, 0, 0);
	for (int command = 0; command < COMMAND_MAX; command++) {
		list_command(&l, (enum command_id)command);
		check_at(&l, 0, 0);
	}
	list_to(&l, 7);
	check_at(&l, 0, 0);
	list_show(&l, 7);
	check_at(&l, 0, 0);
}

static void test_rows_are_walked_and_scroll_at_the_edge(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_resize(&l, 6, 3);
	assert_true(list_command(&l, COMMAND_UP));
	check_at(&l, 0, 0);
	for (int i = 0; i < 2; i++)
		assert_true(list_command(&l, COMMAND_DOWN));
	check_at(&l, 2, 0);
	list_command(&l, COMMAND_DOWN);
	check_at(&l, 3, 1);
	for (int i = 0; i < 5; i++)
		list_command(&l, COMMAND_DOWN);
	check_at(&l, 5, 3);
	list_command(&l, COMMAND_UP);
	check_at(&l, 4, 3);
	list_command(&l, COMMAND_FIRST);
	check_at(&l, 0, 0);
	list_command(&l, COMMAND_LAST);
	check_at(&l, 5, 3);
	assert_false(list_command(&l, COMMAND_OPEN));
	assert_false(list_command(&l, COMMAND_LEFT));
	check_at(&l, 5, 3);
}

/* One line of a page stays on the screen, and the cursor keeps its line. */
static void test_pages_take_the_cursor_along(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_resize(&l, 100, 11);
	list_to(&l, 3);
	list_command(&l, COMMAND_PAGE_DOWN);
	check_at(&l, 13, 10);
	list_command(&l, COMMAND_HALF_DOWN);
	check_at(&l, 18, 15);
	list_command(&l, COMMAND_HALF_UP);
	check_at(&l, 13, 10);
	list_command(&l, COMMAND_PAGE_UP);
	check_at(&l, 3, 0);
	list_command(&l, COMMAND_PAGE_UP);
	check_at(&l, 0, 0);
	list_to(&l, 95);
	list_command(&l, COMMAND_PAGE_DOWN);
	check_at(&l, 99, 89);
}

static void test_one_line_pages_by_one(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_resize(&l, 5, 1);
	list_command(&l, COMMAND_PAGE_DOWN);
	check_at(&l, 1, 1);
	list_command(&l, COMMAND_HALF_DOWN);
	check_at(&l, 2, 2);
	list_command(&l, COMMAND_PAGE_UP);
	check_at(&l, 1, 1);
}

static void test_shows_a_far_row_in_the_middle(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_resize(&l, 100, 10);
	list_show(&l, 50);
	check_at(&l, 50, 45);
	list_show(&l, 54);
	check_at(&l, 54, 45);
	list_show(&l, 55);
	check_at(&l, 55, 50);
	list_show(&l, 2);
	check_at(&l, 2, 0);
	list_show(&l, 1000);
	check_at(&l, 99, 90);
}

static void test_new_sizes_keep_the_cursor(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_resize(&l, 100, 10);
	list_to(&l, 60);
	check_at(&l, 60, 51);
	list_resize(&l, 100, 5);
	check_at(&l, 60, 56);
	list_resize(&l, 100, 50);
	check_at(&l, 60, 50);
	list_resize(&l, 58, 50);
	check_at(&l, 57, 8);
	list_resize(&l, 20, 50);
	check_at(&l, 19, 0);
}

static void test_any_calls_keep_the_promise(void **state)
{
	struct list l = { 0 };

	(void)state;
	srand(5);
	list_resize(&l, 0, 1);
	for (int i = 0; i < 20000; i++) {
		size_t row = (size_t)(rand() % 60);

		switch (rand() % 7) {
		case 0:
			list_resize(&l, (size_t)(rand() % 50), rand() % 14 - 1);
			break;
		case 1:
			list_to(&l, row);
			assert_true(l.cursor == row || row >= l.count);
			break;
		case 2:
			list_show(&l, row);
			assert_true(l.cursor == row || row >= l.count);
			break;
		case 3:
			list_scroll(&l, rand() % 30 - 15);
			break;
		case 4:
			list_to_line(&l, rand() % 20 - 3);
			break;
		default:
			list_command(&l, (enum command_id)(rand() % COMMAND_MAX));
			break;
		}
		check(&l);
	}
}

static void test_scrolling_keeps_the_cursor_while_it_is_seen(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_resize(&l, 20, 5);
	list_to(&l, 3);
	list_scroll(&l, 3);
	check_at(&l, 3, 3);
	list_scroll(&l, 3);
	check_at(&l, 6, 6);
	list_scroll(&l, -3);
	check_at(&l, 6, 3);
	list_scroll(&l, -3);
	check_at(&l, 4, 0);
	list_scroll(&l, 100);
	check_at(&l, 15, 15);
	list_scroll(&l, -100);
	check_at(&l, 4, 0);
	list_resize(&l, 4, 5);
	list_scroll(&l, 3);
	check_at(&l, 3, 0);
}

static void test_lines_of_the_screen_are_rows(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_resize(&l, 7, 5);
	list_scroll(&l, 2);
	assert_true(list_to_line(&l, 4));
	check_at(&l, 6, 2);
	assert_true(list_to_line(&l, 0));
	check_at(&l, 2, 2);
	assert_false(list_to_line(&l, 5));
	assert_false(list_to_line(&l, -1));
	list_resize(&l, 2, 5);
	assert_false(list_to_line(&l, 2));
	check_at(&l, 1, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_list_stays_at_its_start),
		cmocka_unit_test(test_rows_are_walked_and_scroll_at_the_edge),
		cmocka_unit_test(test_pages_take_the_cursor_along),
		cmocka_unit_test(test_one_line_pages_by_one),
		cmocka_unit_test(test_shows_a_far_row_in_the_middle),
		cmocka_unit_test(test_new_sizes_keep_the_cursor),
		cmocka_unit_test(test_scrolling_keeps_the_cursor_while_it_is_seen),
		cmocka_unit_test(test_lines_of_the_screen_are_rows),
		cmocka_unit_test(test_any_calls_keep_the_promise),
	};

	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
