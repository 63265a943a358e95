/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/columns.h"

#include <stdlib.h>

#include "unit/test.h"

enum { MANY = 12 };

#define LINE(want, label_, room_, fill_)                                                 \
	((struct column_line){ want, sizeof want / sizeof *want, label_, room_, fill_ })

/* The columns shown, as "1@0+10 ...": number, place and width. */
static const char *shown(struct column_line line, size_t left)
{
	static char text[200];
	struct column_place out[MANY];
	size_t count = columns_place(&line, left, out);
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%s%zu@%d+%d",
			i ? " " : "", out[i].column, out[i].x, out[i].width);
	return text;
}

static void test_all_get_what_they_want_when_there_is_room(void **state)
{
	static const struct column_want want[] = { { 10, 5 }, { 6, 6 }, { 20, 8 } };

	(void)state;
	assert_string_equal(shown(LINE(want, 0, 80, false), 0), "0@0+10 1@12+6 2@20+20");
	assert_string_equal(shown(LINE(want, 0, 80, true), 0), "0@0+50 1@52+6 2@60+20");
	assert_string_equal(shown(LINE(want, 1, 80, true), 0), "0@0+10 1@12+46 2@60+20");
}

static void test_the_last_leave_first(void **state)
{
	static const struct column_want want[] = { { 10, 5 }, { 6, 6 }, { 20, 8 } };

	(void)state;
	/* 5 + 2 + 6 + 2 + 8 = 23 is the least for three; one less drops the third. */
	assert_string_equal(shown(LINE(want, 0, 23, false), 0), "0@0+5 1@7+6 2@15+8");
	assert_string_equal(shown(LINE(want, 0, 22, false), 0), "0@0+10 1@12+6");
}

static void test_others_leave_before_the_label_is_cut(void **state)
{
	static const struct column_want want[] = { { 8, 8 }, { 30, 30 }, { 9, 9 },
		{ 9, 9 } };

	(void)state;
	assert_string_equal(
		shown(LINE(want, 1, 62, true), 0), "0@0+8 1@10+30 2@42+9 3@53+9");
	assert_string_equal(shown(LINE(want, 1, 61, true), 0), "0@0+8 1@10+40 2@52+9");
	assert_string_equal(shown(LINE(want, 1, 50, true), 0), "0@0+8 1@10+40");
	/* What is before the label matters more: it leaves it half of the room. */
	assert_string_equal(shown(LINE(want, 1, 36, true), 0), "0@0+8 1@10+26");
	assert_string_equal(shown(LINE(want, 1, 18, true), 0), "1@0+18");
	/* A label that is the last has its position behind those that are shown. */
	assert_string_equal(shown(LINE(want, 3, 60, true), 0), "0@0+8 1@10+30 3@42+18");
}

static void test_scrolled_the_label_is_at_the_edge(void **state)
{
	static const struct column_want want[] = { { 4, 4 }, { 9, 9 }, { 9, 9 },
		{ 3, 3 } };
	static const struct column_want wide[] = { { 9, 9 }, { 90, 90 }, { 9, 9 } };

	(void)state;
	assert_string_equal(shown(LINE(want, 0, 30, false), 2), "0@0+4 2@6+9 3@17+3");
	assert_string_equal(shown(LINE(want, 2, 30, false), 1), "2@0+9 0@11+4 1@17+9");
	assert_string_equal(shown(LINE(want, 2, 30, true), 3), "2@0+25 3@27+3");
	/* There it gives others room. */
	assert_string_equal(shown(LINE(wide, 1, 60, true), 2), "1@0+49 2@51+9");
}

static void test_no_room_at_all(void **state)
{
	static const struct column_want want[] = { { 10, 5 }, { 6, 6 } };
	struct column_line none = { want, 0, 0, 10, false };

	(void)state;
	assert_string_equal(shown(LINE(want, 0, 0, false), 0), "");
	assert_string_equal(shown(none, 0), "");
	assert_string_equal(shown(LINE(want, 0, 3, false), 0), "0@0+3");
}

static void test_showing_a_column_scrolls_no_more_than_needed(void **state)
{
	static const struct column_want want[] = { { 4, 4 }, { 9, 9 }, { 9, 9 },
		{ 3, 3 } };
	struct column_line line = LINE(want, 0, 30, false);

	(void)state;
	assert_int_equal(columns_show(&line, 0, 2), 0); /* 4+2+9+2+9 = 26 fits */
	assert_int_equal(columns_show(&line, 1, 2), 1);
	assert_int_equal(columns_show(&line, 0, 3), 2); /* 31 does not */
	assert_int_equal(columns_show(&line, 3, 1), 1);
	assert_int_equal(columns_show(&line, 3, 0), 3); /* the label is there */
	line.room = 5;
	assert_int_equal(columns_show(&line, 0, 3), 3); /* as far as it goes */
}

/* Where STEPS of the cursor from COLUMN lead: "column/scroll" after each. */
static const char *walk(struct column_line line, size_t column, const char *steps)
{
	static char text[200];
	size_t left = 0, len = 0;

	text[0] = '\0';
	for (; *steps; steps++) {
		columns_step(&line, &left, &column, *steps == '>' ? 1 : -1);
		len += (size_t)snprintf(
			text + len, sizeof text - len, "%zu/%zu ", column, left);
	}
	return text;
}

static void test_steps_go_by_what_is_seen(void **state)
{
	static const struct column_want want[] = { { 4, 4 }, { 9, 9 }, { 9, 9 },
		{ 3, 3 } };

	(void)state;
	/* 0 1 2, then 3 from the right; back by 2 to 1, and home. */
	assert_string_equal(walk(LINE(want, 0, 30, false), 0, ">>>><<<<"),
		"1/0 2/0 3/2 3/2 2/2 1/1 0/0 0/0 ");
	/* 0 1 3 are seen, 3 is the label: 2 comes behind it. At home 3 follows 1. */
	assert_string_equal(walk(LINE(want, 3, 24, false), 0, ">>>><<<<>>"),
		"1/0 3/0 2/3 2/3 1/2 0/1 0/0 0/0 1/0 3/0 ");
}

/* Whatever is asked for: no overlap, nothing beyond the room, and a column that
 * columns_show brought on the screen is there if it fits next to the label. Steps to the
 * right reach the last column, and steps to the left the first. */
static void test_random_wants(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 20000; round++) {
		struct column_want want[MANY];
		struct column_place out[MANY];
		size_t count = 1 + (size_t)rand() % MANY;
		struct column_line line = { want, count, (size_t)rand() % count,
			rand() % 120, rand() % 2 };
		size_t column = (size_t)rand() % count;
		size_t left = (size_t)rand() % (count + 1);
		bool there = false;
		size_t placed;
		int end = 0;

		for (size_t i = 0; i < count; i++) {
			want[i].width = 1 + rand() % 40;
			want[i].least = 1 + rand() % want[i].width;
		}
		left = columns_show(&line, left < count ? left : 0, column);
		placed = columns_place(&line, left, out);
		for (size_t i = 0; i < placed; i++) {
			assert_true(out[i].x >= end);
			assert_true(out[i].width >= 1);
			end = out[i].x + out[i].width + (i + 1 < placed ? COLUMN_GAP : 0);
			there = there || out[i].column == column;
		}
		assert_true(end <= line.room);
		if (line.fill && placed)
			assert_int_equal(end, line.room);
		if (line.room < 100)
			continue;
		assert_true(there);
		for (size_t i = 0; i < 2 * count; i++)
			columns_step(&line, &left, &column, 1);
		placed = columns_place(&line, left, out);
		assert_int_equal(out[placed - 1].column, column);
		assert_int_equal(columns_before(left) + placed, count);
		for (size_t i = 0; i < 2 * count; i++)
			columns_step(&line, &left, &column, -1);
		placed = columns_place(&line, left, out);
		assert_int_equal(left, 0);
		assert_int_equal(out[0].column, column);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_get_what_they_want_when_there_is_room),
		cmocka_unit_test(test_the_last_leave_first),
		cmocka_unit_test(test_others_leave_before_the_label_is_cut),
		cmocka_unit_test(test_scrolled_the_label_is_at_the_edge),
		cmocka_unit_test(test_no_room_at_all),
		cmocka_unit_test(test_showing_a_column_scrolls_no_more_than_needed),
		cmocka_unit_test(test_steps_go_by_what_is_seen),
		cmocka_unit_test(test_random_wants),
	};

	return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
