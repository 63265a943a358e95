/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/frame.h"

#include <locale.h>
#include <stdlib.h>

#include "base/str.h"
#include "ui/command.h"
#include "browser/app.h"
#include "unit/looks.h"
#include "unit/test.h"

static const unsigned contexts[] = { IN_LIST, IN_RECORD, IN_TIMELINE, IN_MAP, IN_OVERVIEW,
	IN_HELP, IN_COLUMNS, IN_RESULTS, IN_PROBLEMS, IN_EVENT_LIST, IN_PLACE_LIST, IN_VALUES, IN_PROMPT,
	IN_FORM };

enum { CONTEXTS = sizeof contexts / sizeof *contexts };

/* Appends the key bar of CONTEXT in COLS columns, without the newline. */
static void add_bar(unsigned context, int cols, struct str *out)
{
	struct canvas canvas;

	canvas_init(&canvas);
	canvas_resize(&canvas, cols, 1);
	keybar_draw(&canvas, canvas_rect(&canvas), &app_commands, context);
	canvas_add_text(&canvas, false, out);
	str_trim_end(out);
	canvas_release(&canvas);
}

/* Appends what the bar shows for ROW. */
static void add_item(const struct command *row, struct str *out)
{
	str_add_bytes(out, row->keys, strcspn(row->keys, " "));
	str_addf(out, " %s", row->label);
}

/* Returns how many commands have a label in CONTEXT. */
static size_t labelled(unsigned context)
{
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count, found = 0;

	for (size_t i = 0; i < count; i++)
		found += command_in_bar(&rows[i], context);
	return found;
}

/*
 * Checks that BAR is made of whole commands of CONTEXT, three blanks between them, by
 * rising rank and help at the end; returns how many.
 */
static size_t check_items(unsigned context, const char *bar)
{
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count, found = 0;
	int rank = 0;
	bool help = false;

	while (*bar) {
		const struct command *row = NULL;
		struct str item = STR_INIT;

		assert_false(help);
		for (size_t i = 0; i < count && !row; i++) {
			if (!command_in_bar(&rows[i], context))
				continue;
			str_clear(&item);
			str_add(&item, found ? "   " : " ");
			add_item(&rows[i], &item);
			if (strncmp(bar, item.buf, item.len) == 0 &&
				(!bar[item.len] ||
					strncmp(bar + item.len, "   ", 3) == 0))
				row = &rows[i];
		}
		if (!row)
			fail_msg("no command is shown as \"%s\"", bar);
		help = row->id == COMMAND_HELP;
		assert_true(help || row->rank > rank);
		rank = row->rank;
		bar += item.len;
		found++;
		str_release(&item);
	}
	return found;
}

static void test_every_width_shows_whole_commands(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONTEXTS; i++) {
		for (int cols = 0; cols < 120; cols++) {
			struct str bar = STR_INIT;

			add_bar(contexts[i], cols, &bar);
			check_items(contexts[i], bar.buf);
			if (cols >= 8 && !(contexts[i] & (IN_PROMPT | IN_FORM)))
				assert_non_null(strstr(bar.buf, "? help"));
			str_release(&bar);
		}
	}
}

static void test_every_command_with_a_label_is_shown_where_room_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONTEXTS; i++) {
		struct str bar = STR_INIT, exact = STR_INIT;

		add_bar(contexts[i], 1000, &bar);
		assert_int_equal(
			check_items(contexts[i], bar.buf), labelled(contexts[i]));
		/* It needs a blank more at its end. */
		add_bar(contexts[i], (int)bar.len + 1, &exact);
		assert_string_equal(exact.buf, bar.buf);
		str_clear(&exact);
		add_bar(contexts[i], (int)bar.len, &exact);
		assert_true(exact.len < bar.len);
		str_release(&exact);
		str_release(&bar);
	}
}

static void test_more_columns_never_show_less(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONTEXTS; i++) {
		size_t before = 0;

		for (int cols = 0; cols < 200; cols++) {
			struct str bar = STR_INIT;
			size_t found;

			add_bar(contexts[i], cols, &bar);
			found = check_items(contexts[i], bar.buf);
			assert_true(found >= before);
			before = found;
			str_release(&bar);
		}
	}
}

static void test_list_at_eighty_columns(void **state)
{
	static const char start[] = " Enter open   / search   F values   ";
	static const char end[] = "   ? help";
	struct str bar = STR_INIT;

	(void)state;
	add_bar(IN_LIST, 80, &bar);
	assert_memory_equal(bar.buf, start, sizeof start - 1);
	assert_true(bar.len > sizeof end && bar.len < 80);
	assert_string_equal(bar.buf + bar.len - (sizeof end - 1), end);
	str_release(&bar);
}

static void test_keys_are_highlighted(void **state)
{
	struct canvas canvas;
	struct str looks = STR_INIT;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 8, 1);
	keybar_draw(&canvas, canvas_rect(&canvas), &app_commands, IN_LIST);
	add_styles(&canvas, 0, &looks);
	/* " ? help": l is a key, m what it does. */
	assert_string_equal(looks.buf, " l mmmm ");
	str_release(&looks);
	canvas_release(&canvas);
}

/* Each column of a bar belongs to the command whose key and label are there. */
static void test_finds_the_command_at_a_column(void **state)
{
	static const char bar[] = " Enter open   / search   F values   ";
	struct rect rect = { 0, 0, 80, 1 };
	struct str drawn = STR_INIT;

	(void)state;
	add_bar(IN_LIST, 80, &drawn);
	assert_memory_equal(drawn.buf, bar, sizeof bar - 1);
	assert_int_equal(keybar_at(rect, &app_commands, IN_LIST, 0), COMMAND_NONE);
	assert_int_equal(keybar_at(rect, &app_commands, IN_LIST, 1), COMMAND_OPEN);
	assert_int_equal(keybar_at(rect, &app_commands, IN_LIST, 10), COMMAND_OPEN);
	assert_int_equal(keybar_at(rect, &app_commands, IN_LIST, 11), COMMAND_NONE);
	assert_int_equal(keybar_at(rect, &app_commands, IN_LIST, 14), COMMAND_SEARCH);
	assert_int_equal(keybar_at(rect, &app_commands, IN_LIST, 25), COMMAND_VALUES);
	assert_int_equal(keybar_at(rect, &app_commands, IN_LIST, (int)drawn.len - 1),
		COMMAND_HELP);
	assert_int_equal(
		keybar_at(rect, &app_commands, IN_LIST, (int)drawn.len), COMMAND_NONE);
	assert_int_equal(
		keybar_at((struct rect){ 0, 0, 5, 1 }, &app_commands, IN_LIST, 1),
		COMMAND_NONE);
	str_release(&drawn);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_width_shows_whole_commands),
		cmocka_unit_test(test_every_command_with_a_label_is_shown_where_room_is),
		cmocka_unit_test(test_more_columns_never_show_less),
		cmocka_unit_test(test_list_at_eighty_columns),
		cmocka_unit_test(test_keys_are_highlighted),
		cmocka_unit_test(test_finds_the_command_at_a_column),
	};

	/* Widths are the locale's. */
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("keybar", tests, NULL, NULL);
}
