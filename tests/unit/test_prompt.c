/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/prompt.h"

#include <locale.h>
#include <stdlib.h>

#include "base/slice.h"
#include "base/task.h"
#include "base/text.h"
#include "unit/test.h"

static void type(struct prompt *p, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.len) {
		uint32_t character;
		size_t len = text_decode(rest, &character);

		prompt_insert(p, character);
		rest.text += len;
		rest.len -= len;
	}
}

/* Carries out COMMAND, which the prompt must take; returns whether the text is another.
 */
static bool run(struct prompt *p, enum command_id command)
{
	bool changed;

	assert_true(prompt_command(p, command, &changed));
	return changed;
}

/* Checks the text; EXPECTED has a | at the cursor. */
static void check(const struct prompt *p, const char *expected)
{
	struct str text = STR_INIT;

	str_add_bytes(&text, p->text.buf, p->cursor);
	str_add_char(&text, '|');
	str_add(&text, p->text.buf + p->cursor);
	assert_string_equal(text.buf, expected);
	str_release(&text);
}

/* Draws P on a line of COLS columns and checks its text and the cursor's column. */
static void check_line(
	struct prompt *p, int cols, const char *note, const char *expected, int cursor)
{
	struct canvas canvas;
	struct str text = STR_INIT;

	canvas_init(&canvas);
	canvas_resize(&canvas, cols, 1);
	prompt_draw(p, &canvas, canvas_rect(&canvas), "/", note);
	canvas_add_text(&canvas, false, &text);
	str_trim_end(&text);
	assert_string_equal(text.buf, expected);
	assert_int_equal(canvas.cursor_x, cursor);
	assert_int_equal(canvas.cursor_shown, cursor >= 0);
	str_release(&text);
	canvas_release(&canvas);
}

static void test_types_at_the_cursor(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	check(&p, "|");
	type(&p, "mmbers");
	for (int i = 0; i < 5; i++)
		assert_false(run(&p, COMMAND_CHAR_LEFT));
	type(&p, "e");
	check(&p, "me|mbers");
	assert_false(run(&p, COMMAND_LINE_START));
	assert_false(run(&p, COMMAND_CHAR_LEFT));
	type(&p, "<");
	assert_false(run(&p, COMMAND_LINE_END));
	assert_false(run(&p, COMMAND_CHAR_RIGHT));
	type(&p, ">");
	check(&p, "<members>|");
	prompt_release(&p);
	check(&p, "|");
	prompt_release(&p);
}

static void test_puts_text_in_the_place_of_a_word(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	prompt_set(&p, "a reg b");
	prompt_put(&p, 2, 5, "region:");
	check(&p, "a region:| b");
	prompt_put(&p, 9, 9, "asia");
	check(&p, "a region:asia| b");
	prompt_put(&p, 0, p.text.len, "");
	check(&p, "|");
	/* The mark behind joins the letter put in: the cursor does not part them. */
	prompt_set(&p, "x\u0301");
	prompt_put(&p, 0, 1, "e");
	check(&p, "e\u0301|");
	prompt_release(&p);
}

static void test_deletes_and_tells_changes(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	for (int command = COMMAND_DELETE_BACK; command <= COMMAND_DELETE_END; command++)
		assert_false(run(&p, (enum command_id)command));
	prompt_set(&p, "region:asia  pacific ");
	check(&p, "region:asia  pacific |");
	assert_true(run(&p, COMMAND_DELETE_WORD));
	check(&p, "region:asia  |");
	assert_true(run(&p, COMMAND_DELETE_WORD));
	check(&p, "|");
	prompt_set(&p, "abcdef");
	assert_true(run(&p, COMMAND_DELETE_BACK));
	assert_false(run(&p, COMMAND_DELETE));
	run(&p, COMMAND_LINE_START);
	assert_false(run(&p, COMMAND_DELETE_BACK));
	assert_true(run(&p, COMMAND_DELETE));
	run(&p, COMMAND_CHAR_RIGHT);
	run(&p, COMMAND_CHAR_RIGHT);
	check(&p, "bc|de");
	assert_true(run(&p, COMMAND_DELETE_LINE));
	check(&p, "|de");
	run(&p, COMMAND_CHAR_RIGHT);
	assert_true(run(&p, COMMAND_DELETE_END));
	check(&p, "d|");
	prompt_release(&p);
}

static void test_leaves_other_commands_alone(void **state)
{
	bool changed = true;
	struct prompt p;

	(void)state;
	prompt_init(&p);
	prompt_set(&p, "x");
	assert_false(prompt_command(&p, COMMAND_ACCEPT, &changed));
	assert_false(changed);
	assert_false(prompt_command(&p, COMMAND_COMPLETE, &changed));
	check(&p, "x|");
	prompt_release(&p);
}

/* e with an acute as two characters, and a wide character: each is one step. */
static void test_moves_and_deletes_by_clusters(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	type(&p, "e\xcc\x81柬b");
	run(&p, COMMAND_CHAR_LEFT);
	run(&p, COMMAND_CHAR_LEFT);
	check(&p, "e\xcc\x81|柬b");
	assert_true(run(&p, COMMAND_DELETE_BACK));
	check(&p, "|柬b");
	run(&p, COMMAND_CHAR_RIGHT);
	check(&p, "柬|b");
	prompt_release(&p);
}

/* A mark that is typed joins the letter at the left, a joiner also what is at the right.
 */
static void test_cursor_stays_between_clusters(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	type(&p, "ab");
	run(&p, COMMAND_CHAR_LEFT);
	prompt_insert(&p, 0x301);
	check(&p, "a\xcc\x81|b");
	run(&p, COMMAND_CHAR_LEFT);
	check(&p,
		"|a\xcc\x81"
		"b");
	/* A family: man, joiner, woman. */
	prompt_set(&p, "\xf0\x9f\x91\xa8\xf0\x9f\x91\xa9");
	run(&p, COMMAND_CHAR_LEFT);
	prompt_insert(&p, 0x200d);
	assert_int_equal(p.cursor, p.text.len);
	/* The flag of Indonesia is made of I and D: D behind the cursor joins the I. */
	prompt_set(&p, "\xf0\x9f\x87\xa9");
	run(&p, COMMAND_LINE_START);
	prompt_insert(&p, 0x1f1ee);
	assert_int_equal(p.cursor, 8);
	prompt_release(&p);
}

static bool on_boundary(const struct prompt *p)
{
	struct slice rest = { p->text.buf, p->text.len };
	size_t at = 0;

	while (at < p->cursor) {
		int width;
		size_t len = text_cluster(rest, &width);

		at += len;
		rest.text += len;
		rest.len -= len;
	}
	return at == p->cursor;
}

/* The promise of prompt.h, for letters, marks, joiners and flags in any order. */
static void test_any_editing_keeps_text_and_cursor_whole(void **state)
{
	static const uint32_t characters[] = { 'a', ' ', 0x301, 0x67ec, 0x200d, 0x1f468,
		0x1f1ee, 0x1f1e9, 0x915, 0x94d, 0x1100, 0x1161 };
	enum { CHARACTERS = sizeof characters / sizeof *characters };

	(void)state;
	srand(3);
	for (int round = 0; round < 100; round++) {
		struct prompt p;

		prompt_init(&p);
		for (int step = 0; step < 100; step++) {
			bool changed;
			size_t len = p.text.len;

			if (rand() % 3) {
				prompt_insert(&p, characters[rand() % CHARACTERS]);
				assert_true(p.text.len > len);
			} else {
				prompt_command(&p,
					(enum command_id)(rand() % COMMAND_MAX),
					&changed);
			}
			if (step % 9 == 0)
				prompt_remember(&p);
			assert_true(on_boundary(&p));
			assert_int_equal(
				text_check_utf8(slice_of(p.text.buf)), p.text.len);
		}
		prompt_release(&p);
	}
}

static void test_history_goes_back_and_returns_to_the_draft(void **state)
{
	bool changed;
	struct prompt p;

	(void)state;
	prompt_init(&p);
	prompt_remember(&p);
	assert_false(run(&p, COMMAND_HISTORY_UP));
	prompt_set(&p, "first");
	prompt_remember(&p);
	prompt_set(&p, "second");
	prompt_remember(&p);
	prompt_remember(&p);
	assert_int_equal(p.history_count, 2);
	prompt_set(&p, "");
	type(&p, "dra");
	assert_true(run(&p, COMMAND_HISTORY_UP));
	check(&p, "second|");
	assert_true(run(&p, COMMAND_HISTORY_UP));
	assert_false(run(&p, COMMAND_HISTORY_UP));
	check(&p, "first|");
	assert_true(run(&p, COMMAND_HISTORY_DOWN));
	assert_true(run(&p, COMMAND_HISTORY_DOWN));
	check(&p, "dra|");
	assert_false(prompt_command(&p, COMMAND_HISTORY_DOWN, &changed));
	assert_false(changed);
	/* What is there already is passed. */
	prompt_set(&p, "second");
	assert_true(run(&p, COMMAND_HISTORY_UP));
	check(&p, "first|");
	prompt_release(&p);
}

/* Each case starts with "old text", selected. */
static void test_a_selected_text_is_replaced_or_edited(void **state)
{
	static const struct {
		enum command_id command;
		const char *then; /* typed after it */
		const char *shown;
	} cases[] = {
		{ COMMAND_NONE, "new", "new|" },
		{ COMMAND_LINE_END, "s", "old texts|" },
		{ COMMAND_LINE_START, "an ", "an |old text" },
		{ COMMAND_CHAR_LEFT, "s", "old texs|t" },
		{ COMMAND_CHAR_RIGHT, "s", "old texts|" },
		{ COMMAND_DELETE_BACK, "", "|" },
		{ COMMAND_DELETE, "", "|" },
		{ COMMAND_DELETE_WORD, "", "old |" },
		{ COMMAND_HISTORY_UP, "", "older|" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct prompt p;

		prompt_init(&p);
		prompt_set(&p, "older");
		prompt_remember(&p);
		prompt_set_selected(&p, "old text");
		assert_true(p.selected);
		if (cases[i].command != COMMAND_NONE)
			run(&p, cases[i].command);
		type(&p, cases[i].then);
		assert_false(p.selected);
		check(&p, cases[i].shown);
		prompt_set_selected(&p, "");
		assert_false(p.selected);
		prompt_release(&p);
	}
}

static void test_draws_label_text_cursor_and_note(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	check_line(&p, 20, "", " /", 2);
	type(&p, "柬埔");
	check_line(&p, 20, "3/12", " /柬埔         3/12", 6);
	run(&p, COMMAND_CHAR_LEFT);
	check_line(&p, 20, "", " /柬埔", 4);
	prompt_set(&p, "0123456789");
	/* Text 2 to 11, the cursor on 12, two blanks, the note from 15 on. */
	check_line(&p, 20, "3/12", " /0123456789   3/12", 12);
	check_line(&p, 19, "3/12", " /0123456789", 12);
	prompt_release(&p);
}

/* Ten columns, seven of them for the text: half of these are before the cursor. */
static void test_long_text_shows_the_part_with_the_cursor(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	type(&p, "abcdef");
	check_line(&p, 10, "", " /abcdef", 8);
	type(&p, "g");
	check_line(&p, 10, "", " /‹fg", 5);
	run(&p, COMMAND_LINE_START);
	check_line(&p, 10, "", " /abcdefg", 2);
	run(&p, COMMAND_LINE_END);
	check_line(&p, 10, "", " /‹fg", 5);
	type(&p, "hij");
	check_line(&p, 10, "", " /‹fghij", 8);
	for (int i = 0; i < 4; i++)
		run(&p, COMMAND_CHAR_LEFT);
	check_line(&p, 10, "", " /‹fghij", 4);
	for (int i = 0; i < 2; i++)
		run(&p, COMMAND_CHAR_LEFT);
	/* On e, which was hidden by the mark. */
	check_line(&p, 10, "", " /‹cdefg›", 5);
	run(&p, COMMAND_LINE_START);
	check_line(&p, 10, "", " /abcdef›", 2);
	prompt_release(&p);
}

static void test_every_width_shows_the_cursor(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	for (int cols = 0; cols < 40; cols++) {
		struct canvas canvas;

		canvas_init(&canvas);
		canvas_resize(&canvas, cols, 1);
		prompt_set(&p, "the 柬埔寨 of e\xcc\x81t\xc3\xa9 柬埔寨");
		for (int i = 0; i < 25; i++) {
			canvas_clear(&canvas);
			prompt_draw(&p, &canvas, canvas_rect(&canvas), "/", "note");
			assert_int_equal(canvas.cursor_shown, cols >= 4);
			assert_true(canvas.cursor_x < cols);
			run(&p, COMMAND_CHAR_LEFT);
		}
		canvas_release(&canvas);
	}
	prompt_release(&p);
}

static void paste(const char *before, const char *letter, const char *after)
{
	enum { LETTERS = 10000 };
	int64_t start = clock_now();
	size_t edge = strlen(before) + strlen(after);
	struct prompt p;

	prompt_init(&p);
	prompt_set(&p, after);
	run(&p, COMMAND_LINE_START);
	type(&p, before);
	for (int i = 0; i < LETTERS; i++)
		type(&p, letter);
	assert_int_equal(p.text.len, edge + LETTERS * strlen(letter));
	assert_string_equal(p.text.buf + p.cursor, after);
	/* Far above what it takes, far below what counting from the start would. */
	assert_true(clock_now() - start < 2000 * (int64_t)TASK_MS);
	prompt_release(&p);
}

static void test_pasting_a_long_text_is_quick(void **state)
{
	(void)state;
	paste("", "x", "");
	paste("a", "x", "z");
	paste("", "柬", "");
	paste("柬", "柬", "埔寨");
}

static void test_a_text_has_an_end(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	for (int i = 0; i < PROMPT_MOST; i++)
		assert_true(prompt_insert(&p, 'a'));
	assert_false(prompt_insert(&p, 'b'));
	assert_int_equal(p.text.len, PROMPT_MOST);
	assert_null(strchr(p.text.buf, 'b'));
	prompt_set_selected(&p, p.text.buf);
	assert_true(prompt_insert(&p, 'c'));
	assert_string_equal(p.text.buf, "c");
	prompt_release(&p);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_text_has_an_end),
		cmocka_unit_test(test_types_at_the_cursor),
		cmocka_unit_test(test_puts_text_in_the_place_of_a_word),
		cmocka_unit_test(test_deletes_and_tells_changes),
		cmocka_unit_test(test_leaves_other_commands_alone),
		cmocka_unit_test(test_moves_and_deletes_by_clusters),
		cmocka_unit_test(test_cursor_stays_between_clusters),
		cmocka_unit_test(test_any_editing_keeps_text_and_cursor_whole),
		cmocka_unit_test(test_history_goes_back_and_returns_to_the_draft),
		cmocka_unit_test(test_a_selected_text_is_replaced_or_edited),
		cmocka_unit_test(test_draws_label_text_cursor_and_note),
		cmocka_unit_test(test_long_text_shows_the_part_with_the_cursor),
		cmocka_unit_test(test_every_width_shows_the_cursor),
		cmocka_unit_test(test_pasting_a_long_text_is_quick),
	};

	/* Widths are the locale's. */
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
