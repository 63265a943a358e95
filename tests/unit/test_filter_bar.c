/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/frame.h"

#include <locale.h>

#include "base/str.h"
#include "unit/test.h"

/* Checks the chips of TEXTS, which a NULL ends, from column 1 of a row of COLS. */
static void check_row(int cols, const char *const *texts, int used, const char *expected)
{
	struct slice slices[8];
	int signs[8];
	size_t count = 0;
	struct canvas canvas;
	struct str text = STR_INIT;

	for (; texts[count]; count++)
		slices[count] = slice_of(texts[count]);
	canvas_init(&canvas);
	canvas_resize(&canvas, cols, 1);
	assert_int_equal(
		filter_bar_draw(&canvas, canvas_rect(&canvas), 1, slices, count, signs),
		used);
	canvas_add_text(&canvas, false, &text);
	assert_string_equal(text.buf, expected);
	for (size_t i = 0; i < count; i++)
		if (signs[i] >= 0)
			assert_int_equal(canvas.cells[signs[i]].chars[0], 0xd7); /* "×" */
	str_release(&text);
	canvas_release(&canvas);
}

static void test_stand_side_by_side(void **state)
{
	static const char *const texts[] = { "region:asia", "türk", NULL };

	(void)state;
	check_row(40, texts, 24, " [region:asia ×] [türk ×]\n");
	check_row(25, texts, 24, " [region:asia ×] [türk ×]\n");
}

static void test_last_is_cut_where_there_is_no_room(void **state)
{
	static const char *const texts[] = { "region:asia", "kampuchea", "x", NULL };
	static const char *const one[] = { "kampuchea", NULL };

	(void)state;
	check_row(28, texts, 27, " [region:asia ×] [kamp… ×] …\n");
	check_row(27, texts, 26, " [region:asia ×] [kam… ×] …\n");
	check_row(26, texts, 17, " [region:asia ×] …\n");
	check_row(9, one, 8, " [kam… ×]\n");
}

static void test_no_room_at_all(void **state)
{
	static const char *const texts[] = { "kampuchea", NULL };
	static const char *const none[] = { NULL };

	(void)state;
	check_row(8, texts, 1, " …\n");
	check_row(1, texts, 0, "\n");
	check_row(20, none, 0, "\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stand_side_by_side),
		cmocka_unit_test(test_last_is_cut_where_there_is_no_room),
		cmocka_unit_test(test_no_room_at_all),
	};

	/* Widths are the locale's. */
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("filter_bar", tests, NULL, NULL);
}
