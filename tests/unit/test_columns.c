#include "config.h"

#include "output/columns.h"

#include <stdlib.h>

#include "unit/test.h"

enum { MANY = 12 };

static void test_all_get_what_they_want_when_there_is_room(void **state)
{
	static const struct column_want want[] = { { 10, 5 }, { 6, 6 }, { 20, 8 } };
	struct column_place out[3];

	(void)state;
	assert_int_equal(columns_place(want, 3, 1, 80, out), 3);
	assert_int_equal(out[0].x, 0);
	assert_int_equal(out[0].width, 10);
	assert_int_equal(out[1].x, 12);
	assert_int_equal(out[1].width, 6);
	assert_int_equal(out[2].x, 20);
	assert_int_equal(out[2].width, 20);
}

static void test_the_last_leave_first(void **state)
{
	static const struct column_want want[] = { { 10, 5 }, { 6, 6 }, { 20, 8 } };
	struct column_place out[3];

	(void)state;
	/* 5 + 2 + 6 + 2 + 8 = 23 is the least for three; one less drops the third. */
	assert_int_equal(columns_place(want, 3, 1, 23, out), 3);
	assert_int_equal(out[2].width, 8);
	assert_int_equal(columns_place(want, 3, 1, 22, out), 2);
	assert_int_equal(out[0].width, 10);
	assert_int_equal(out[1].x, 12);
}

static void test_panning_keeps_the_first(void **state)
{
	static const struct column_want want[] = { { 4, 4 }, { 9, 9 }, { 9, 9 },
		{ 3, 3 } };
	struct column_place out[4];

	(void)state;
	assert_int_equal(columns_place(want, 4, 2, 30, out), 3);
	assert_int_equal(out[0].column, 0);
	assert_int_equal(out[1].column, 2);
	assert_int_equal(out[2].column, 3);
}

static void test_no_room_at_all(void **state)
{
	static const struct column_want want[] = { { 10, 5 }, { 6, 6 } };
	struct column_place out[2];

	(void)state;
	assert_int_equal(columns_place(want, 2, 1, 0, out), 0);
	assert_int_equal(columns_place(want, 0, 1, 10, out), 0);
	assert_int_equal(columns_place(want, 2, 1, 3, out), 1);
	assert_int_equal(out[0].width, 3);
}

static void test_showing_a_column_pans_no_more_than_needed(void **state)
{
	static const struct column_want want[] = { { 4, 4 }, { 9, 9 }, { 9, 9 },
		{ 3, 3 } };

	(void)state;
	assert_int_equal(columns_show(want, 4, 1, 30, 2), 1); /* 4+2+9+2+9 = 26 fits */
	assert_int_equal(columns_show(want, 4, 1, 30, 3), 2); /* 31 does not */
	assert_int_equal(columns_show(want, 4, 3, 30, 1), 1);
	assert_int_equal(
		columns_show(want, 4, 3, 30, 0), 3); /* the frozen one is there */
	assert_int_equal(
		columns_show(want, 4, 1, 5, 3), 3); /* never fits: as far as it goes */
}

/* Whatever is asked for: no overlap, nothing beyond the room, order kept, and a column
 * that columns_show brought on the screen is there if it fits next to the frozen one. */
static void test_random_wants(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 20000; round++) {
		struct column_want want[MANY];
		struct column_place out[MANY];
		size_t count = 1 + (size_t)rand() % MANY;
		int room = rand() % 120;
		size_t column = (size_t)rand() % count;
		size_t left = 1 + (size_t)rand() % MANY;
		bool there = false;
		size_t placed;
		int end = 0;

		for (size_t i = 0; i < count; i++) {
			want[i].width = 1 + rand() % 40;
			want[i].least = 1 + rand() % want[i].width;
		}
		left = columns_show(want, count, left, room, column);
		placed = columns_place(want, count, left, room, out);
		for (size_t i = 0; i < placed; i++) {
			assert_true(out[i].x >= end);
			assert_true(out[i].width >= 1);
			assert_true(i < 2 || out[i].column == out[i - 1].column + 1);
			end = out[i].x + out[i].width + (i + 1 < placed ? COLUMN_GAP : 0);
			there = there || out[i].column == column;
		}
		assert_true(end <= room);
		if (want[0].least + COLUMN_GAP + want[column].least <= room)
			assert_true(there);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_get_what_they_want_when_there_is_room),
		cmocka_unit_test(test_the_last_leave_first),
		cmocka_unit_test(test_panning_keeps_the_first),
		cmocka_unit_test(test_no_room_at_all),
		cmocka_unit_test(test_showing_a_column_pans_no_more_than_needed),
		cmocka_unit_test(test_random_wants),
	};

	return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
