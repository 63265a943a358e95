/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "browser/navigate.h"

#include "unit/test.h"

/* A view with nothing in it, which counts how many of its panes are open. */
static int open_panes;

static void count_open(struct pane *pane)
{
	(void)pane;
	open_panes++;
}

static void count_close(struct pane *pane)
{
	(void)pane;
	open_panes--;
}

static const struct view view_nothing = {
	.name = "nothing", .open = count_open, .close = count_close
};

static struct pane *nothing(void)
{
	return pane_new(&view_nothing, NULL, -1, ROW_NOWHERE);
}

static void go(struct history *h, int tab, bool record)
{
	struct pane *pane = record ? nothing() : NULL;

	history_go(h, tab, NULL, pane, 0);
	pane_drop(pane);
}

static void test_starts_with_one_place(void **state)
{
	struct history h;

	(void)state;
	history_init(&h, 3);
	assert_int_equal(history_here(&h)->tab, 3);
	assert_false(history_back(&h));
	assert_false(history_forward(&h));
	assert_int_equal(history_here(&h)->tab, 3);
	history_release(&h);
}

static void test_back_and_forward_walk_the_same_places(void **state)
{
	struct history h;

	(void)state;
	history_init(&h, 0);
	for (int tab = 1; tab <= 5; tab++)
		go(&h, tab, false);
	for (int tab = 4; tab >= 0; tab--) {
		assert_true(history_back(&h));
		assert_int_equal(history_here(&h)->tab, tab);
	}
	for (int tab = 1; tab <= 5; tab++) {
		assert_true(history_forward(&h));
		assert_int_equal(history_here(&h)->tab, tab);
	}
	assert_false(history_forward(&h));
	history_release(&h);
}

static void test_going_on_forgets_what_was_forward(void **state)
{
	struct history h;

	(void)state;
	open_panes = 0;
	history_init(&h, 0);
	go(&h, 1, true);
	go(&h, 2, true);
	assert_int_equal(open_panes, 2);
	history_back(&h);
	go(&h, 3, true);
	assert_int_equal(open_panes, 2);
	assert_false(history_forward(&h));
	history_back(&h);
	assert_int_equal(history_here(&h)->tab, 1);
	history_release(&h);
	assert_int_equal(open_panes, 0);
}

static void test_leaving_does_not_come_back(void **state)
{
	struct history h;

	(void)state;
	open_panes = 0;
	history_init(&h, 0);
	go(&h, 0, true);
	assert_true(history_leave(&h));
	assert_int_equal(open_panes, 0);
	assert_false(history_forward(&h));
	assert_false(history_leave(&h));
	history_release(&h);
}

/* Entries at levels 0 1 2 1 2: up goes to where the level was entered, and forward to
 * where up came from. */
static void test_up_goes_below_the_level_and_forward_undoes_it(void **state)
{
	struct history h;

	(void)state;
	history_init(&h, 0);
	assert_false(history_up(&h));
	for (unsigned i = 1; i <= 4; i++)
		history_go(&h, (int)i, NULL, NULL, i % 2 ? 1 : 2);
	assert_true(history_up(&h));
	assert_int_equal(history_here(&h)->tab, 3);
	assert_true(history_up(&h));
	assert_int_equal(history_here(&h)->tab, 0);
	assert_false(history_up(&h));
	assert_true(history_forward(&h));
	assert_int_equal(history_here(&h)->tab, 3);
	assert_true(history_back(&h));
	assert_int_equal(history_here(&h)->tab, 2);
	assert_true(history_forward(&h));
	assert_true(history_forward(&h));
	assert_int_equal(history_here(&h)->tab, 4);
	assert_false(history_forward(&h));
	/* What is new cuts off what was forward. */
	history_up(&h);
	history_up(&h);
	history_go(&h, 9, NULL, NULL, 1);
	assert_false(history_forward(&h));
	assert_true(history_up(&h));
	assert_true(history_forward(&h));
	assert_int_equal(history_here(&h)->tab, 9);
	history_release(&h);
}

static void test_the_oldest_places_are_forgotten(void **state)
{
	struct history h;

	(void)state;
	open_panes = 0;
	history_init(&h, 0);
	for (int i = 1; i <= 3 * HISTORY_MOST; i++) {
		go(&h, i, true);
		assert_true(h.count <= HISTORY_MOST);
		assert_int_equal(history_here(&h)->tab, i);
	}
	assert_true(open_panes <= HISTORY_MOST);
	while (history_back(&h))
		;
	assert_int_equal(history_here(&h)->tab, 3 * HISTORY_MOST - HISTORY_MOST + 1);
	history_release(&h);
	assert_int_equal(open_panes, 0);
}

/* One pane can be held by several places: it lives until the last lets go. */
static void test_places_share_a_pane(void **state)
{
	struct pane *shared = nothing();
	struct history h;

	(void)state;
	open_panes = 1;
	history_init(&h, 0);
	history_go(&h, 1, shared, NULL, 0);
	history_go(&h, 1, shared, NULL, 0);
	pane_drop(shared);
	assert_true(history_leave(&h));
	assert_int_equal(open_panes, 1);
	assert_ptr_equal(history_here(&h)->overlay, shared);
	assert_true(history_leave(&h));
	assert_int_equal(open_panes, 0);
	history_release(&h);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_starts_with_one_place),
		cmocka_unit_test(test_back_and_forward_walk_the_same_places),
		cmocka_unit_test(test_going_on_forgets_what_was_forward),
		cmocka_unit_test(test_leaving_does_not_come_back),
		cmocka_unit_test(test_up_goes_below_the_level_and_forward_undoes_it),
		cmocka_unit_test(test_the_oldest_places_are_forgotten),
		cmocka_unit_test(test_places_share_a_pane),
	};

	return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
