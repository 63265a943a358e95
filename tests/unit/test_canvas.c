/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/canvas.h"

#include <locale.h>
#include <stdlib.h>

#include "base/text.h"
#include "unit/looks.h"
#include "unit/test.h"

/* Compares C as text with EXPECTED, rows parted by '\n', blanks at line ends left out. */
static void check_text(const struct canvas *c, const char *expected)
{
	struct str out = STR_INIT;

	canvas_add_text(c, false, &out);
	assert_string_equal(out.buf, expected);
	str_release(&out);
}

static void check_ascii(const struct canvas *c, const char *expected)
{
	struct str out = STR_INIT;

	canvas_add_text(c, true, &out);
	assert_string_equal(out.buf, expected);
	str_release(&out);
}

static void check_styles(const struct canvas *c, int y, const char *expected)
{
	struct str out = STR_INIT;

	add_styles(c, y, &out);
	assert_string_equal(out.buf, expected);
	str_release(&out);
}

/* What canvas.h promises about the cells at every time: a glyph has both its halves or
 * none, and no cell holds what would drive a terminal. */
static void check_cells(const struct canvas *c)
{
	for (int y = 0; y < c->rows; y++) {
		const struct cell *row = c->cells + y * c->cols;

		for (int x = 0; x < c->cols; x++) {
			uint32_t character = row[x].chars[0];

			assert_in_range(row[x].width, 0, 2);
			if (row[x].width == 2)
				assert_true(x + 1 < c->cols && row[x + 1].width == 0);
			if (row[x].width == 0) {
				assert_true(x > 0 && row[x - 1].width == 2);
				assert_int_equal(character, 0);
			}
			assert_int_equal(text_visible(character ? character : ' '),
				character ? character : ' ');
		}
	}
}

static void test_starts_blank(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	check_text(&c, "");
	canvas_resize(&c, 4, 2);
	check_text(&c, "\n\n");
	check_styles(&c, 1, "    ");
	assert_int_equal(canvas_rect(&c).w, 4);
	assert_int_equal(canvas_rect(&c).h, 2);
	assert_int_equal(c.cursor_x, -1);
	canvas_resize(&c, 0, 3);
	assert_int_equal(canvas_put(&c, canvas_rect(&c), 0, 0, "x", STYLE_TEXT), 0);
	check_text(&c, "\n\n\n");
	canvas_release(&c);
	assert_null(c.cells);
}

static void test_clips_at_all_four_sides(void **state)
{
	struct rect clip = { 2, 1, 4, 2 };
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 8, 4);
	for (int y = -1; y < 4; y++)
		canvas_put(&c, clip, -2, y, "abcdefghij", STYLE_STRONG);
	check_text(&c, "\n  cdef\n  cdef\n\n");
	check_styles(&c, 1, "  cccc  ");
	canvas_release(&c);
}

static void test_a_clip_may_reach_over_the_canvas(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 4, 2);
	canvas_put(&c, (struct rect){ -2, -1, 50, 50 }, 0, 1, "abcdefghij", STYLE_TEXT);
	canvas_put(&c, (struct rect){ 2, 1, 50, 50 }, 0, 0, "klmn", STYLE_TEXT);
	canvas_put(&c, (struct rect){ 9, 0, 5, 1 }, 0, 0, "x", STYLE_TEXT);
	check_text(&c, "cdef\n  kl\n");
	canvas_release(&c);
}

static void test_tells_the_columns_of_a_text(void **state)
{
	struct rect clip = { 1, 0, 6, 1 };
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 10, 1);
	assert_int_equal(canvas_put(&c, clip, 0, 0, "", STYLE_TEXT), 0);
	assert_int_equal(canvas_put(&c, clip, 0, 0, "abc", STYLE_TEXT), 3);
	assert_int_equal(canvas_put(&c, clip, 2, 0, "柬é", STYLE_TEXT), 3);
	assert_int_equal(canvas_put(&c, clip, 2, 0, "abcdefgh", STYLE_TEXT), 4);
	assert_int_equal(canvas_put(&c, clip, 5, 0, "柬", STYLE_TEXT), 1);
	assert_int_equal(canvas_put(&c, clip, -3, 0, "abcd", STYLE_TEXT), 4);
	assert_int_equal(canvas_put(&c, clip, 6, 0, "abcd", STYLE_TEXT), 0);
	assert_int_equal(canvas_put(&c, clip, 99, 0, "abcd", STYLE_TEXT), 0);
	assert_int_equal(canvas_put(&c, clip, 0, 7, "abc", STYLE_TEXT), 3);
	canvas_release(&c);
}

static void test_never_halves_a_wide_glyph(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 7, 4);
	/* cut at the right edge, at the left edge, and by what is written over it */
	canvas_put(&c, (struct rect){ 1, 0, 3, 1 }, 0, 0, "柬埔寨", STYLE_TEXT);
	canvas_put(&c, (struct rect){ 1, 1, 5, 1 }, -1, 0, "柬埔寨", STYLE_TEXT);
	canvas_put(&c, canvas_rect(&c), 0, 2, "柬埔寨", STYLE_TEXT);
	canvas_put(&c, canvas_rect(&c), 1, 2, "ab", STYLE_TEXT);
	canvas_put(&c, canvas_rect(&c), 1, 3, "柬埔", STYLE_TEXT);
	canvas_put(&c, canvas_rect(&c), 2, 3, "寨", STYLE_TEXT);
	check_cells(&c);
	check_text(&c, " 柬\n  埔寨\n ab 寨\n  寨\n");
	canvas_release(&c);
}

static void test_marks_join_their_letter(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 6, 3);
	assert_int_equal(
		canvas_put(&c, canvas_rect(&c), 0, 0, "e\u0301e\u0301", STYLE_TEXT), 2);
	/* more marks than a cell holds: the first four stay */
	canvas_put(&c, canvas_rect(&c), 0, 1, "a\u0300\u0301\u0302\u0303\u0304\u0305b",
		STYLE_TEXT);
	/* a mark without a letter before it is dropped */
	canvas_put(&c, canvas_rect(&c), 0, 2, "\u0301x", STYLE_TEXT);
	check_cells(&c);
	check_text(&c, "e\u0301e\u0301\na\u0300\u0301\u0302\u0303b\nx\n");
	check_ascii(&c, "ee\nab\nx\n");
	canvas_release(&c);
}

static void test_what_files_hold_does_not_reach_a_terminal(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 20, 3);
	canvas_put(&c, canvas_rect(&c), 0, 0, "a\x1b[2Jb\x07", STYLE_TEXT);
	canvas_put(&c, canvas_rect(&c), 0, 1,
		"a\xffz\xc2\x9b"
		"31m\u202e!",
		STYLE_TEXT);
	canvas_text(
		&c, canvas_rect(&c), 0, 2, (struct slice){ "a\0b\tc", 5 }, STYLE_TEXT);
	check_cells(&c);
	check_text(&c, "a␛[2Jb␇\na\ufffdz\ufffd31m\ufffd!\na␀b c\n");
	canvas_release(&c);
}

static void test_field_pads_and_cuts(void **state)
{
	struct rect all;
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 12, 8);
	all = canvas_rect(&c);
	for (int y = 0; y < 8; y++)
		canvas_run(&c, all, 0, y, '.', 12, STYLE_TEXT);
	assert_int_equal(
		canvas_field(&c, all, 1, 0, 6, slice_of("abc"), false, STYLE_LINK), 6);
	canvas_field(&c, all, 1, 1, 6, slice_of("abc"), true, STYLE_LINK);
	canvas_field(&c, all, 1, 2, 6, slice_of("abcdef"), false, STYLE_LINK);
	canvas_field(&c, all, 1, 3, 6, slice_of("abcdefg"), true, STYLE_LINK);
	canvas_field(&c, all, 1, 4, 6, slice_of("柬埔寨语"), false, STYLE_LINK);
	canvas_field(&c, all, 1, 5, 1, slice_of("ab"), false, STYLE_LINK);
	canvas_field(&c, all, 1, 6, 4, slice_of(""), false, STYLE_LINK);
	assert_int_equal(
		canvas_field(&c, all, 1, 7, 0, slice_of("ab"), false, STYLE_LINK), 0);
	check_cells(&c);
	check_text(&c,
		".abc   .....\n.   abc.....\n.abcdef.....\n.abcde….....\n.柬埔 ….....\n"
		".…..........\n.    .......\n............\n");
	check_styles(&c, 0, " fff        ");
	check_styles(&c, 1, "    fff     ");
	check_styles(&c, 4, " ffffff     ");
	canvas_release(&c);
}

static void test_runs_and_columns(void **state)
{
	struct rect clip = { 1, 1, 4, 3 };
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 7, 5);
	canvas_run(&c, clip, -3, 0, 0x2501, 100, STYLE_RULE);
	canvas_column(&c, clip, 3, -1, 0x2502, 100, STYLE_RULE);
	canvas_run(&c, clip, 0, 1, '-', 2, STYLE_TEXT);
	canvas_run(&c, clip, 0, 2, '-', 0, STYLE_TEXT);
	canvas_run(&c, clip, 0, 2, '-', -5, STYLE_TEXT);
	check_text(&c, "\n ━━━│\n -- │\n    │\n\n");
	canvas_clear(&c);
	check_text(&c, "\n\n\n\n\n");
	check_styles(&c, 1, "       ");
	canvas_release(&c);
}

static void test_over_lies_on_top(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 6, 2);
	canvas_put(&c, canvas_rect(&c), 0, 0, "abcdef", STYLE_STRONG);
	canvas_overlay(&c, (struct rect){ 1, 0, 4, 1 }, -5, 0, 99, OVERLAY_CURSOR);
	canvas_overlay(&c, canvas_rect(&c), 2, 0, 2, OVERLAY_HIT);
	canvas_overlay(&c, canvas_rect(&c), 2, 5, 2, OVERLAY_HIT);
	check_styles(&c, 0, "cC**Cc");
	assert_int_equal(c.cells[2].overlay, OVERLAY_CURSOR | OVERLAY_HIT);
	/* what is written later is plain again */
	canvas_put(&c, canvas_rect(&c), 1, 0, "b", STYLE_TEXT);
	check_styles(&c, 0, "c **Cc");
	canvas_release(&c);
}

static void test_places_the_cursor_inside_only(void **state)
{
	struct rect clip = { 2, 1, 3, 2 };
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 8, 4);
	canvas_cursor(&c, clip, 3, 0, true);
	canvas_cursor(&c, clip, -1, 0, true);
	canvas_cursor(&c, clip, 0, 2, true);
	assert_int_equal(c.cursor_x, -1);
	canvas_cursor(&c, clip, 2, 1, true);
	assert_int_equal(c.cursor_x, 4);
	assert_int_equal(c.cursor_y, 2);
	assert_true(c.cursor_shown);
	canvas_clear(&c);
	assert_int_equal(c.cursor_x, -1);
	assert_false(c.cursor_shown);
	canvas_release(&c);
}

static void test_ascii_keeps_every_column(void **state)
{
	struct canvas c;
	struct str out = STR_INIT;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 12, 1);
	canvas_put(&c, canvas_rect(&c), 0, 0, "é柬│xy…", STYLE_TEXT);
	canvas_add_text(&c, true, &out);
	assert_int_equal(out.len, 8); /* seven columns and the end of the line */
	assert_true(text_is_plain_ascii((struct slice){ out.buf, 7 }));
	assert_int_equal(out.buf[0], 'e');
	assert_int_equal(out.buf[2], ' ');
	/* A cut text has "..": ~ means "about". */
	assert_string_equal(out.buf, "e? |x..\n");
	str_release(&out);
	canvas_release(&c);
}

/* Two words of Hebrew, a gap, one with a mark at its end; nothing in the other columns. */
static void test_texts_from_right_to_left_are_ended(void **state)
{
	struct cell row[20];
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 20, 1);
	canvas_put(&c, canvas_rect(&c), 0, 0, "1 אב גד  הָ 2 3", STYLE_TEXT);
	canvas_isolate(c.cells, 20, row);
	for (int x = 0; x < 20; x++) {
		int mark = x == 9 ? 2 : 1;

		assert_int_equal(row[x].chars[mark], x == 6 || x == 9 ? 0x200e : 0);
		row[x].chars[mark] = 0;
		assert_true(cell_equal(&row[x], &c.cells[x]));
	}
	canvas_release(&c);
}

static void test_console_has_other_signs(void **state)
{
	struct cell row[12];
	struct canvas c;
	static const uint32_t drawn[] = { 0x2588, 0x25a0, 'o', 0x25b6, '_', 0x25a0,
		0x2588, 'e', 0x67ec, 0, '*', 0 };

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 12, 1);
	canvas_put(&c, canvas_rect(&c), 0, 0, "▌▪○▸▂▄▆e\u0301柬◆", STYLE_TEXT);
	canvas_narrow(c.cells, 12, TEXT_GLYPHS_CONSOLE, row);
	for (int x = 0; x < 12; x++) {
		assert_int_equal(row[x].chars[0], drawn[x]);
		assert_int_equal(row[x].chars[1], 0);
	}
	canvas_release(&c);
}

/* Writes texts of many kinds at random positions and checks the invariants after each. */
static void test_random_drawing_keeps_the_promises(void **state)
{
	static const char *const pieces[] = { "abc", "柬埔寨", "กัมพูชา", "e\u0301\u0302",
		"\x1b[m", "\xf0\x9f\x91\xa8\u200d\xf0\x9f\x91\xa9", "🇮🇩", "العربية",
		"\xff\xfe", "한글", "" };
	struct canvas c;

	(void)state;
	srand(7);
	canvas_init(&c);
	for (int i = 0; i < 20000; i++) {
		struct rect clip = { rand() % 12 - 4, rand() % 4 - 1, rand() % 12,
			rand() % 4 };
		struct slice text = slice_of(
			pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
		int x = rand() % 16 - 6;
		int y = rand() % 4 - 1;

		if (i % 100 == 0)
			canvas_resize(&c, rand() % 12, rand() % 4);
		if (i % 3 == 0) {
			int width = rand() % 9;

			assert_int_equal(canvas_field(&c, clip, x, y, width, text, i % 2,
						 STYLE_LINK),
				width);
		} else if (i % 3 == 1) {
			int used = canvas_text(&c, clip, x, y, text, STYLE_DIM);
			int whole = text_width(text);

			assert_in_range(used, 0, whole);
			if (x + whole <= clip.w)
				assert_int_equal(used, whole);
		} else {
			canvas_run(&c, clip, x, y, 0x67ec, 3, STYLE_TEXT);
			canvas_column(&c, clip, x, y, 0x2502, 3, STYLE_TEXT);
		}
		check_cells(&c);
	}
	canvas_release(&c);
}

/* Where nothing can be reversed: round the cell under the cursor; of a row without one,
 * round what the cursor is on. */
static void test_brackets_mark_the_cursor(void **state)
{
	struct canvas c, out;
	struct str text = STR_INIT;

	(void)state;
	canvas_init(&c);
	canvas_init(&out);
	canvas_resize(&c, 12, 3);
	canvas_resize(&out, 12, 3);
	for (int y = 0; y < 3; y++)
		canvas_put(&c, canvas_rect(&c), 1, y, "ab  cd  efgh", STYLE_TEXT);
	canvas_overlay(&c, canvas_rect(&c), 1, 0, 11, OVERLAY_CURSOR);
	canvas_overlay(&c, canvas_rect(&c), 5, 0, 2, OVERLAY_CELL);
	canvas_overlay(&c, canvas_rect(&c), 1, 1, 2, OVERLAY_CURSOR);
	for (int y = 0; y < 3; y++)
		canvas_bracket(c.cells + y * 12, 12, out.cells + y * 12);
	canvas_add_text(&out, false, &text);
	assert_string_equal(text.buf, " ab [cd] efg\n[ab] cd  efg\n ab  cd  efg\n");
	str_release(&text);
	canvas_release(&c);
	canvas_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_starts_blank),
		cmocka_unit_test(test_clips_at_all_four_sides),
		cmocka_unit_test(test_a_clip_may_reach_over_the_canvas),
		cmocka_unit_test(test_tells_the_columns_of_a_text),
		cmocka_unit_test(test_never_halves_a_wide_glyph),
		cmocka_unit_test(test_marks_join_their_letter),
		cmocka_unit_test(test_what_files_hold_does_not_reach_a_terminal),
		cmocka_unit_test(test_field_pads_and_cuts),
		cmocka_unit_test(test_runs_and_columns),
		cmocka_unit_test(test_over_lies_on_top),
		cmocka_unit_test(test_places_the_cursor_inside_only),
		cmocka_unit_test(test_ascii_keeps_every_column),
		cmocka_unit_test(test_texts_from_right_to_left_are_ended),
		cmocka_unit_test(test_console_has_other_signs),
		cmocka_unit_test(test_random_drawing_keeps_the_promises),
		cmocka_unit_test(test_brackets_mark_the_cursor),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
