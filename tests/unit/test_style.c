/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/style.h"

#include <math.h>

#include "unit/test.h"

/* What is left of a look where there is no colour. */
static unsigned attributes(struct look look)
{
	return look.bold | look.dim << 1 | look.underline << 2 | look.reverse << 3 |
		look.italic << 4;
}

static void test_cursor_and_hit_show_without_colour(void **state)
{
	(void)state;
	for (int t = 0; t < THEMES; t++) {
		for (int style = 0; style < STYLE_MAX; style++) {
			unsigned look[4];

			for (unsigned overlay = 0; overlay < 4; overlay++)
				look[overlay] = attributes(style_look(
					(enum theme)t, (enum style)style, overlay));
			/* also among each other: a hit is seen on the cursor's row */
			for (unsigned a = 0; a < 4; a++)
				for (unsigned b = 0; b < a; b++)
					assert_int_not_equal(look[a], look[b]);
		}
	}
}

/* In the row under the cursor, which is reversed, the cell is not. */
static void test_the_cell_stands_out_of_its_row(void **state)
{
	(void)state;
	for (int t = 0; t < THEMES; t++) {
		for (int style = 0; style < STYLE_MAX; style++) {
			unsigned row = OVERLAY_CURSOR | OVERLAY_CELL;
			struct look look =
				style_look((enum theme)t, (enum style)style, row);

			assert_true(look.bold);
			assert_false(look.reverse);
			assert_false(look.dim);
			assert_int_equal(look.color, -1);
			look = style_look(
				(enum theme)t, (enum style)style, row | OVERLAY_HIT);
			assert_true(look.underline);
			assert_false(look.reverse);
		}
	}
}

static void test_the_cursor_takes_the_colours_of_the_terminal(void **state)
{
	(void)state;
	for (int t = 0; t < THEMES; t++) {
		for (int style = 0; style < STYLE_MAX; style++) {
			struct look look = style_look(
				(enum theme)t, (enum style)style, OVERLAY_CURSOR);

			assert_true(look.reverse);
			assert_false(look.dim);
			assert_int_equal(look.color, -1);
		}
	}
}

static void test_only_the_default_theme_has_colours(void **state)
{
	int colored = 0;

	(void)state;
	for (int style = 0; style < STYLE_MAX; style++) {
		for (unsigned overlay = 0; overlay < 8; overlay++) {
			struct look look =
				style_look(THEME_DEFAULT, (enum style)style, overlay);

			assert_in_range(look.color + 1, 0, 16);
			colored += look.color >= 0;
			look = style_look(THEME_MONO, (enum style)style, overlay);
			assert_int_equal(look.color, -1);
			look = style_look(THEME_CONTRAST, (enum style)style, overlay);
			assert_int_equal(look.color, -1);
		}
	}
	assert_true(colored > 0);
}

/* Returns the relative luminance of colour NUMBER of xterm, from 0 to 1 (WCAG 2.2). */
static double luminance(int number)
{
	static const unsigned char palette[16][3] = { { 0, 0, 0 }, { 205, 0, 0 },
		{ 0, 205, 0 }, { 205, 205, 0 }, { 0, 0, 238 }, { 205, 0, 205 },
		{ 0, 205, 205 }, { 229, 229, 229 }, { 127, 127, 127 }, { 255, 0, 0 },
		{ 0, 255, 0 }, { 255, 255, 0 }, { 92, 92, 255 }, { 255, 0, 255 },
		{ 0, 255, 255 }, { 255, 255, 255 } };
	static const double shares[3] = { 0.2126, 0.7152, 0.0722 };
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double part = palette[number][i] / 255.0;

		sum += shares[i] *
			(part <= 0.04045 ? part / 12.92
					 : pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(int a, int b)
{
	double first = luminance(a) + 0.05, second = luminance(b) + 0.05;

	return first > second ? first / second : second / first;
}

/* On black, on white, or on its own background; marks, which are no text, need less. Bold
 * text may get a brighter colour than the one named. */
static void test_colours_read_on_black_and_on_white(void **state)
{
	enum { BLACK = 0, WHITE = 15 };

	(void)state;
	for (int style = 0; style < STYLE_MAX; style++) {
		for (unsigned overlay = 0; overlay < 8; overlay++) {
			struct look look =
				style_look(THEME_DEFAULT, (enum style)style, overlay);
			bool mark = style == STYLE_MARK || style == STYLE_MARK_MAIN;
			double least = mark ? 3 : 4.5;

			if (look.color < 0) {
				assert_int_equal(look.back, -1);
			} else if (look.back < 0) {
				assert_true(contrast(look.color, BLACK) >= least);
				assert_true(contrast(look.color, WHITE) >= least);
			} else {
				assert_true(contrast(look.color, look.back) >= least);
			}
			assert_false(look.bold && look.color >= 0 && look.color < 8);
		}
	}
}

static void test_high_contrast_is_never_dim(void **state)
{
	(void)state;
	for (int style = 0; style < STYLE_MAX; style++) {
		for (unsigned overlay = 0; overlay < 8; overlay++) {
			struct look look =
				style_look(THEME_CONTRAST, (enum style)style, overlay);

			assert_false(look.dim);
			assert_false(look.italic);
		}
	}
}

static void test_dimmed_is_less_than_plain(void **state)
{
	(void)state;
	for (int style = 0; style < STYLE_MAX; style++) {
		struct look look =
			style_look(THEME_MONO, (enum style)style, OVERLAY_DIMMED);

		assert_true(look.dim);
		assert_false(look.bold);
	}
}

static void test_text_is_the_terminals_own(void **state)
{
	(void)state;
	for (int t = 0; t < THEMES; t++) {
		struct look look = style_look((enum theme)t, STYLE_TEXT, 0);

		assert_int_equal(attributes(look), 0);
		assert_int_equal(look.color, -1);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cursor_and_hit_show_without_colour),
		cmocka_unit_test(test_the_cell_stands_out_of_its_row),
		cmocka_unit_test(test_the_cursor_takes_the_colours_of_the_terminal),
		cmocka_unit_test(test_only_the_default_theme_has_colours),
		cmocka_unit_test(test_colours_read_on_black_and_on_white),
		cmocka_unit_test(test_high_contrast_is_never_dim),
		cmocka_unit_test(test_dimmed_is_less_than_plain),
		cmocka_unit_test(test_text_is_the_terminals_own),
	};

	return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
