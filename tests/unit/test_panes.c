/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/frame.h"

#include "unit/test.h"

static void test_eighty_by_twenty_four(void **state)
{
	struct panes p;

	(void)state;
	panes_lay_out(&p, 80, 24, 50);
	assert_false(p.too_small);
	assert_false(p.split);
	assert_int_equal(p.body.y, 2);
	assert_int_equal(p.body.h, 20);
	assert_int_equal(p.main.w, 80);
	assert_int_equal(p.status.y, 22);
	assert_int_equal(p.keys.y, 23);
}

static void test_wide_screens_are_parted_when_asked(void **state)
{
	struct panes p;

	(void)state;
	panes_lay_out(&p, 120, 40, 50);
	assert_true(p.split);
	assert_int_equal(p.main.w, 50);
	assert_int_equal(p.main.w + p.rule.w + p.side.w, 120);
	assert_int_equal(p.side.x, p.rule.x + 1);
	panes_lay_out(&p, 120, 40, 0);
	assert_false(p.split);
	assert_int_equal(p.main.w, 120);
}

static void test_the_record_has_its_part(void **state)
{
	struct panes p;

	(void)state;
	/* At most three fifths for the list, at least 45 columns for the record. */
	panes_lay_out(&p, 120, 40, 500);
	assert_int_equal(p.main.w, 72);
	assert_int_equal(p.side.w, 47);
	panes_lay_out(&p, 110, 40, 500);
	assert_int_equal(p.main.w, 64);
	assert_int_equal(p.side.w, 45);
	panes_lay_out(&p, 200, 60, 500);
	assert_int_equal(p.main.w, 120);
	panes_lay_out(&p, 200, 60, 5);
	assert_int_equal(p.main.w, 24);
}

static void test_every_size_stays_inside(void **state)
{
	(void)state;
	for (int cols = 0; cols < 300; cols++) {
		for (int rows = 0; rows < 60; rows++) {
			struct panes p;

			panes_lay_out(&p, cols, rows, 1 + cols / 2);
			assert_int_equal(p.too_small, cols < 40 || rows < 10);
			assert_true(p.main.w >= 0 && p.main.h >= 0);
			assert_true(p.body.y + p.body.h <= rows);
			assert_true(p.side.x + p.side.w <= cols);
			if (!p.too_small)
				assert_int_equal(p.keys.y, rows - 1);
			if (p.split)
				assert_true(p.main.w >= 55 && p.side.w >= 45);
		}
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_eighty_by_twenty_four),
		cmocka_unit_test(test_wide_screens_are_parted_when_asked),
		cmocka_unit_test(test_the_record_has_its_part),
		cmocka_unit_test(test_every_size_stays_inside),
	};

	return cmocka_run_group_tests_name("panes", tests, NULL, NULL);
}
