/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/pager.h"

#include <locale.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"
#include "unit/looks.h"
#include "unit/test.h"

static void add_line(struct pager *p, const char *text)
{
	pager_add(p, STYLE_TEXT, slice_of(text));
	pager_end_line(p);
}

static void add_link_line(struct pager *p, const char *text)
{
	pager_open_link(p);
	pager_add(p, STYLE_LINK, slice_of(text));
	pager_close_link(p);
	pager_end_line(p);
}

/* Adds COUNT lines; every line whose number divides by EVERY is a link. */
static void add_lines(struct pager *p, int count, int every)
{
	for (int i = 0; i < count; i++) {
		if (every && i % every == 0)
			add_link_line(p, "link");
		else
			add_line(p, "text");
	}
}

/* Checks what P looks like on a screen of COLS by ROWS. */
static void check_screen(const struct pager *p, int cols, int rows, const char *expected)
{
	struct canvas canvas;
	struct str text = STR_INIT;

	canvas_init(&canvas);
	canvas_resize(&canvas, cols, rows);
	pager_draw(p, &canvas, canvas_rect(&canvas), true);
	canvas_add_text(&canvas, false, &text);
	assert_string_equal(text.buf, expected);
	str_release(&text);
	canvas_release(&canvas);
}

static void test_empty_pager_holds_still(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	pager_update(&p, 0);
	for (int command = 0; command < COMMAND_MAX; command++)
		pager_command(&p, (enum command_id)command);
	assert_int_equal(p.top, 0);
	assert_int_equal(p.link, -1);
	assert_int_equal(p.height, 1);
	check_screen(&p, 4, 2, "\n\n");
	pager_release(&p);
}

static void test_labels_and_values_are_aligned(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	pager_add(&p, STYLE_LABEL, slice_of("Capital"));
	pager_tab(&p, 10);
	add_line(&p, "Phnom Penh");
	pager_end_line(&p);
	pager_add(&p, STYLE_LABEL, slice_of("Also known as"));
	pager_tab(&p, 10);
	add_line(&p, "Kampuchea");
	pager_add(&p, STYLE_LABEL, slice_of("Ten wide.."));
	pager_tab(&p, 10);
	add_line(&p, "gap");
	pager_tab(&p, 4);
	pager_tab(&p, 4);
	add_line(&p, "indented");
	pager_update(&p, 5);
	check_screen(&p, 30, 5,
		"Capital   Phnom Penh\n\nAlso known as Kampuchea\nTen wide.. gap\n"
		"    indented\n");
	pager_release(&p);
}

static void test_texts_are_copied(void **state)
{
	char text[] = "mine";
	struct pager p;

	(void)state;
	pager_init(&p);
	add_line(&p, text);
	memset(text, '#', 4);
	check_screen(&p, 6, 1, "mine\n");
	pager_release(&p);
}

static void test_flow_wraps_between_the_columns(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	pager_add(&p, STYLE_LABEL, slice_of("Names"));
	pager_tab(&p, 7);
	pager_flow(&p, STYLE_TEXT, slice_of("one two three four\nfive six"), 7, 16);
	pager_end_line(&p);
	check_screen(&p, 20, 5,
		"Names  one two\n       three\n       four\n       five six\n\n");
	pager_release(&p);
}

/* "ab" leaves room for three letters only, but a line has room for all of "country". */
static void test_flow_keeps_words_whole_behind_other_text(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	pager_flow(&p, STYLE_TEXT, slice_of("abcd "), 0, 8);
	pager_flow(&p, STYLE_STRONG, slice_of("country"), 0, 8);
	pager_end_line(&p);
	pager_flow(&p, STYLE_TEXT, slice_of("ab "), 0, 8);
	pager_flow(&p, STYLE_TEXT, slice_of("cd, "), 0, 8);
	pager_flow(&p, STYLE_TEXT, slice_of("ef"), 0, 8);
	pager_end_line(&p);
	check_screen(&p, 8, 5, "abcd\ncountry\nab cd,\nef\n\n");
	pager_clear(&p);
	pager_flow(&p, STYLE_TEXT, slice_of("ab "), 0, 8);
	pager_flow(&p, STYLE_TEXT, slice_of("0123456789"), 0, 8);
	pager_end_line(&p);
	check_screen(&p, 8, 2, "ab 01234\n56789\n");
	pager_release(&p);
}

static void test_flow_ends_lines_at_newlines(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	pager_flow(&p, STYLE_TEXT, slice_of("a\n\nb\r\n"), 2, 9);
	add_line(&p, "c");
	check_screen(&p, 9, 4, "a\n\n  b\n  c\n");
	pager_clear(&p);
	pager_flow(&p, STYLE_TEXT, slice_of("full line "), 0, 9);
	pager_flow(&p, STYLE_TEXT, slice_of("\nnext"), 0, 9);
	pager_end_line(&p);
	check_screen(&p, 9, 3, "full line\nnext\n\n");
	pager_release(&p);
}

/* With any texts and columns: nothing is outside of LEFT and WIDTH except what cannot
 * be broken, and no letter is lost. */
static void test_flow_keeps_letters_and_columns(void **state)
{
	static const char *const pieces[] = { "a", "word ", "longer-word", " ", "柬埔寨",
		"e\xcc\x81", "\n", "Kampuchea, " };
	enum { PIECES = sizeof pieces / sizeof *pieces };

	(void)state;
	srand(7);
	for (int round = 0; round < 500; round++) {
		int left = rand() % 5;
		int width = left + 2 + rand() % 20;
		size_t letters = 0;
		struct pager p;

		pager_init(&p);
		pager_tab(&p, left);
		for (int n = rand() % 5; n >= 0; n--) {
			struct str text = STR_INIT;

			for (int i = rand() % 12; i >= 0; i--)
				str_add(&text, pieces[rand() % PIECES]);
			for (size_t i = 0; i < text.len; i++)
				letters += !strchr(" \n", text.buf[i]);
			pager_flow(&p, STYLE_TEXT, slice_of(text.buf), left, width);
			str_release(&text);
		}
		pager_end_line(&p);
		for (size_t i = 0; i < p.span_count; i++) {
			const struct pager_span *span = &p.spans[i];

			assert_true(span->x >= left);
			assert_true(span->x + text_width(span->text) <= width);
			for (size_t k = 0; k < span->text.len; k++)
				letters -= !strchr(" \n", span->text.text[k]);
		}
		assert_int_equal(letters, 0);
		pager_release(&p);
	}
}

static void test_scrolls_and_stops_at_the_ends(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	add_lines(&p, 30, 0);
	pager_update(&p, 10);
	assert_true(pager_command(&p, COMMAND_UP));
	assert_int_equal(p.top, 0);
	assert_true(pager_command(&p, COMMAND_DOWN));
	assert_int_equal(p.top, 1);
	assert_true(pager_command(&p, COMMAND_PAGE_DOWN));
	assert_int_equal(p.top, 10);
	assert_true(pager_command(&p, COMMAND_HALF_UP));
	assert_int_equal(p.top, 5);
	assert_true(pager_command(&p, COMMAND_HALF_DOWN));
	assert_int_equal(p.top, 10);
	assert_true(pager_command(&p, COMMAND_LAST));
	assert_int_equal(p.top, 20);
	assert_true(pager_command(&p, COMMAND_DOWN));
	assert_int_equal(p.top, 20);
	assert_true(pager_command(&p, COMMAND_PAGE_UP));
	assert_int_equal(p.top, 11);
	assert_true(pager_command(&p, COMMAND_FIRST));
	assert_int_equal(p.top, 0);
	assert_false(pager_command(&p, COMMAND_OPEN));
	pager_release(&p);
}

static void test_links_are_walked_round_the_ends(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	add_lines(&p, 30, 10);
	pager_update(&p, 5);
	pager_command(&p, COMMAND_NEXT_LINK);
	assert_int_equal(p.link, 0);
	pager_command(&p, COMMAND_NEXT_LINK);
	assert_int_equal(p.link, 1);
	assert_int_equal(p.top, 6);
	pager_command(&p, COMMAND_NEXT_LINK);
	pager_command(&p, COMMAND_NEXT_LINK);
	assert_int_equal(p.link, 0);
	assert_int_equal(p.top, 0);
	pager_command(&p, COMMAND_PREVIOUS_LINK);
	assert_int_equal(p.link, 2);
	assert_int_equal(p.top, 16);
	pager_release(&p);
}

static void test_link_scrolled_away_gives_way_to_one_that_is_seen(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	add_lines(&p, 30, 3);
	pager_update(&p, 7);
	pager_to_link(&p, 0);
	pager_command(&p, COMMAND_DOWN);
	assert_int_equal(p.link, 1);
	pager_command(&p, COMMAND_LAST);
	assert_int_equal(p.link, 9);
	pager_command(&p, COMMAND_PAGE_UP);
	/* Lines 17 to 23: links on 18 and 21. */
	assert_int_equal(p.top, 17);
	assert_int_equal(p.link, 7);
	pager_release(&p);
}

static void test_without_a_link_one_goes_to_the_nearest(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	add_lines(&p, 40, 10);
	pager_update(&p, 4);
	pager_to_link(&p, 1);
	assert_int_equal(p.top, 7);
	for (int i = 0; i < 4; i++)
		pager_command(&p, COMMAND_DOWN);
	assert_int_equal(p.top, 11);
	assert_int_equal(p.link, -1);
	pager_command(&p, COMMAND_NEXT_LINK);
	assert_int_equal(p.link, 2);
	pager_to_link(&p, -1);
	p.top = 12;
	pager_command(&p, COMMAND_PREVIOUS_LINK);
	assert_int_equal(p.link, 1);
	assert_int_equal(p.top, 10);
	pager_release(&p);
}

static void test_building_anew_keeps_place_and_link(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	add_lines(&p, 30, 10);
	pager_update(&p, 5);
	pager_to_link(&p, 2);
	assert_int_equal(p.top, 16);
	pager_clear(&p);
	add_lines(&p, 60, 20);
	pager_update(&p, 5);
	assert_int_equal(p.link, 2);
	assert_int_equal(p.top, 36);
	pager_clear(&p);
	add_lines(&p, 4, 2);
	pager_update(&p, 5);
	assert_int_equal(p.link, 1);
	assert_int_equal(p.top, 0);
	pager_clear(&p);
	pager_update(&p, 5);
	assert_int_equal(p.link, -1);
	pager_release(&p);
}

static void test_chosen_link_is_highlighted_on_all_its_lines(void **state)
{
	struct canvas canvas;
	struct str looks = STR_INIT;
	struct pager p;

	(void)state;
	pager_init(&p);
	add_line(&p, "text");
	pager_tab(&p, 2);
	pager_open_link(&p);
	pager_flow(&p, STYLE_LINK, slice_of("two words"), 2, 8);
	pager_close_link(&p);
	pager_add(&p, STYLE_TEXT, slice_of("!"));
	pager_end_line(&p);
	add_link_line(&p, "other");
	pager_update(&p, 4);
	pager_to_link(&p, 0);
	canvas_init(&canvas);
	canvas_resize(&canvas, 9, 4);
	pager_draw(&p, &canvas, canvas_rect(&canvas), true);
	for (int y = 0; y < 4; y++) {
		add_styles(&canvas, y, &looks);
		str_add_char(&looks, '\n');
	}
	assert_string_equal(looks.buf, "         \n  FFF    \n  FFFFF  \nfffff    \n");
	assert_int_equal(canvas.cursor_x, 2);
	assert_int_equal(canvas.cursor_y, 1);
	assert_false(canvas.cursor_shown);
	canvas_clear(&canvas);
	pager_draw(&p, &canvas, canvas_rect(&canvas), false);
	str_clear(&looks);
	add_styles(&canvas, 1, &looks);
	assert_string_equal(looks.buf, "  fff    ");
	assert_int_equal(canvas.cursor_y, -1);
	str_release(&looks);
	canvas_release(&canvas);
	pager_release(&p);
}

static void test_cursor_without_link_stands_at_the_corner(void **state)
{
	struct canvas canvas;
	struct pager p;

	(void)state;
	pager_init(&p);
	add_link_line(&p, "link");
	pager_update(&p, 2);
	canvas_init(&canvas);
	canvas_resize(&canvas, 10, 4);
	pager_draw(&p, &canvas, (struct rect){ 3, 1, 5, 2 }, true);
	assert_int_equal(canvas.cursor_x, 3);
	assert_int_equal(canvas.cursor_y, 1);
	canvas_release(&canvas);
	pager_release(&p);
}

static bool match_text(struct slice text, void *data)
{
	return slice_equal(text, slice_of(data));
}

static void test_finds_lines_in_both_directions(void **state)
{
	char link[] = "link", none[] = "none";
	struct pager p;

	(void)state;
	pager_init(&p);
	add_lines(&p, 10, 4); /* links on 0, 4 and 8 */
	assert_int_equal(pager_find(&p, 0, false, match_text, link), 0);
	assert_int_equal(pager_find(&p, 1, false, match_text, link), 4);
	assert_true(pager_find(&p, 9, false, match_text, link) == SIZE_MAX);
	assert_int_equal(pager_find(&p, 4, true, match_text, link), 0);
	assert_int_equal(pager_find(&p, 99, true, match_text, link), 8);
	assert_true(pager_find(&p, 0, true, match_text, link) == SIZE_MAX);
	assert_true(pager_find(&p, 0, false, match_text, none) == SIZE_MAX);
	pager_release(&p);
}

static void test_tells_the_link_at_a_place(void **state)
{
	struct pager p;

	(void)state;
	pager_init(&p);
	add_line(&p, "text");
	pager_add(&p, STYLE_LABEL, slice_of("see "));
	pager_open_link(&p);
	pager_add(&p, STYLE_LINK, slice_of("one"));
	pager_tab(&p, 10);
	pager_add(&p, STYLE_LINK, slice_of("柬"));
	pager_close_link(&p);
	pager_add(&p, STYLE_LABEL, slice_of(", "));
	pager_open_link(&p);
	pager_add(&p, STYLE_LINK, slice_of("two"));
	pager_end_line(&p);
	pager_add(&p, STYLE_LINK, slice_of("more"));
	pager_close_link(&p);
	pager_end_line(&p);
	pager_update(&p, 3);
	check_screen(&p, 20, 3, "text\nsee one   柬, two\nmore\n");
	assert_int_equal(pager_link_at(&p, 0, 0), -1);
	assert_int_equal(pager_link_at(&p, 3, 1), -1);
	assert_int_equal(pager_link_at(&p, 4, 1), 0);
	assert_int_equal(pager_link_at(&p, 8, 1), 0); /* between its pieces */
	assert_int_equal(pager_link_at(&p, 11, 1), 0);
	assert_int_equal(pager_link_at(&p, 12, 1), -1);
	assert_int_equal(pager_link_at(&p, 14, 1), 1);
	assert_int_equal(pager_link_at(&p, 17, 1), -1);
	assert_int_equal(pager_link_at(&p, 3, 2), 1);
	assert_int_equal(pager_link_at(&p, 0, 3), -1);
	assert_int_equal(pager_link_at(&p, 0, -1), -1);
	pager_update(&p, 1);
	pager_wheel(&p, 1);
	assert_int_equal(pager_link_at(&p, 4, 0), 0);
	pager_release(&p);
}

/* The promise of pager.h, under commands at random. */
static void test_chosen_link_is_always_on_the_screen(void **state)
{
	(void)state;
	srand(11);
	for (int round = 0; round < 200; round++) {
		int count = rand() % 50, every = 1 + rand() % 12;
		struct pager p;

		pager_init(&p);
		add_lines(&p, count, every);
		for (int step = 0; step < 60; step++) {
			size_t line;

			if (step % 8 == 0)
				pager_update(&p, rand() % 12);
			pager_command(&p, (enum command_id)(rand() % COMMAND_MAX));
			assert_true(
				p.top == 0 || p.top + (size_t)p.height <= p.line_count);
			assert_true(p.link >= -1 && p.link < p.link_count);
			line = (size_t)p.link * (size_t)every;
			if (p.link >= 0) {
				assert_true(line >= p.top);
				assert_true(line < p.top + (size_t)p.height);
			}
		}
		pager_release(&p);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_pager_holds_still),
		cmocka_unit_test(test_labels_and_values_are_aligned),
		cmocka_unit_test(test_texts_are_copied),
		cmocka_unit_test(test_flow_wraps_between_the_columns),
		cmocka_unit_test(test_flow_keeps_words_whole_behind_other_text),
		cmocka_unit_test(test_flow_ends_lines_at_newlines),
		cmocka_unit_test(test_flow_keeps_letters_and_columns),
		cmocka_unit_test(test_scrolls_and_stops_at_the_ends),
		cmocka_unit_test(test_links_are_walked_round_the_ends),
		cmocka_unit_test(test_link_scrolled_away_gives_way_to_one_that_is_seen),
		cmocka_unit_test(test_without_a_link_one_goes_to_the_nearest),
		cmocka_unit_test(test_building_anew_keeps_place_and_link),
		cmocka_unit_test(test_chosen_link_is_highlighted_on_all_its_lines),
		cmocka_unit_test(test_cursor_without_link_stands_at_the_corner),
		cmocka_unit_test(test_finds_lines_in_both_directions),
		cmocka_unit_test(test_tells_the_link_at_a_place),
		cmocka_unit_test(test_chosen_link_is_always_on_the_screen),
	};

	/* Widths are the locale's. */
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("pager", tests, NULL, NULL);
}
