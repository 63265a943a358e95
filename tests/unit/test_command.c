/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/command.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/slice.h"
#include "browser/app.h"
#include "unit/test.h"

static const unsigned contexts[] = { IN_LIST, IN_RECORD, IN_TIMELINE, IN_MAP, IN_OVERVIEW,
	IN_HELP, IN_COLUMNS, IN_RESULTS, IN_PROBLEMS, IN_EVENT_LIST, IN_PLACE_LIST, IN_VALUES, IN_PROMPT,
	IN_FORM };

enum { CONTEXTS = sizeof contexts / sizeof *contexts, MANY = 16 };

/* Reads the keys of ROW into KEYS and returns how many there are. */
static size_t keys_of(const struct command *row, uint32_t keys[MANY])
{
	const char *at = row->keys;
	size_t count = 0;

	while (*at) {
		size_t len = strcspn(at, " ");

		assert_true(count < MANY);
		if (len == 3 && at[1] == '-') { /* a range; its first key is enough */
			keys[count++] = (unsigned char)at[0];
		} else {
			keys[count] = key_parse((struct slice){ at, len });
			if (keys[count++] == KEY_NONE)
				fail_msg("%s: no key is called %.*s", row->name, (int)len,
					at);
		}
		at += len;
		if (*at) {
			at++;
			assert_int_not_equal(*at, '\0');
			assert_int_not_equal(*at, ' ');
		}
	}
	return count;
}

static bool is_bound(uint32_t key, unsigned context)
{
	return command_for_key(&app_commands, key, context, NULL) != COMMAND_NONE;
}

static void test_every_command_has_a_row(void **state)
{
	(void)state;
	for (int id = COMMAND_NONE + 1; id < COMMAND_MAX; id++) {
		const struct command *row =
			command_find(&app_commands, (enum command_id)id, IN_PANES);

		assert_non_null(row);
		assert_int_equal(row->id, id);
	}
	assert_null(command_find(&app_commands, COMMAND_NONE, IN_PANES));
}

static void test_every_row_is_complete(void **state)
{
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		uint32_t keys[MANY];
		size_t len = strlen(rows[i].help);

		assert_true(keys_of(&rows[i], keys) > 0 || rows[i].run);
		assert_true(rows[i].where != 0);
		assert_int_equal(rows[i].where &
				~(unsigned)(IN_PANES | IN_PROMPT | IN_FORM |
					IN_UNDECLARED),
			0);
		assert_true(len > 8 && len <= 56); /* a line of the help at 80 columns */
		assert_true(isupper((unsigned char)rows[i].help[0]));
		assert_int_not_equal(rows[i].help[len - 1], '.');
		assert_true(rows[i].group[0] != '\0');
		assert_int_equal(rows[i].label != NULL, rows[i].rank != 0);
		assert_int_equal(
			strspn(rows[i].name, "abcdefghijklmnopqrstuvwxyz-0123456789"),
			strlen(rows[i].name));
	}
}

static void test_a_name_is_one_command(void **state)
{
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count;

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			assert_int_equal(strcmp(rows[i].name, rows[k].name) == 0,
				rows[i].id == rows[k].id);
}

static void test_no_key_twice_in_one_context(void **state)
{
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count;

	(void)state;
	for (size_t c = 0; c < CONTEXTS; c++) {
		unsigned char *taken = calloc(KEY_LAST, 1);

		for (size_t i = 0; i < count; i++) {
			uint32_t keys[MANY];
			size_t n = keys_of(&rows[i], keys);

			for (size_t k = 0; k < n && rows[i].where & contexts[c]; k++) {
				if (taken[keys[k]]++)
					fail_msg(
						"%s: a key of it is taken", rows[i].name);
				assert_int_equal(command_for_key(&app_commands, keys[k],
							 contexts[c], NULL),
					rows[i].id);
			}
		}
		free(taken);
	}
}

static void test_no_rank_twice_in_one_context(void **state)
{
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count;

	(void)state;
	for (size_t c = 0; c < CONTEXTS; c++)
		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < i; k++)
				if (rows[i].rank &&
					rows[i].where & rows[k].where & contexts[c])
					assert_int_not_equal(rows[i].rank, rows[k].rank);
}

static void test_groups_are_together(void **state)
{
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count;

	(void)state;
	for (size_t i = 1; i < count; i++)
		for (size_t k = 0; k + 1 < i; k++)
			if (strcmp(rows[i].group, rows[k].group) == 0)
				assert_string_equal(rows[i - 1].group, rows[i].group);
}

/* The first key of a row is shown everywhere, so that one must be typable by all: no Alt,
 * no function key, none that a terminal or its multiplexer may take. */
static void test_nothing_needs_a_key_that_may_be_lacking(void **state)
{
	static const char *const lacking[] = { "Ctrl-S", "Ctrl-Q", "Ctrl-A", "Ctrl-B" };
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		uint32_t keys[MANY];

		keys_of(&rows[i], keys);
		assert_false(keys[0] >= KEY_F_FIRST && keys[0] <= KEY_F_LAST);
		for (size_t k = 0; k < sizeof lacking / sizeof *lacking; k++)
			assert_int_not_equal(keys[0], key_parse(slice_of(lacking[k])));
	}
}

static void test_keys_that_hold_everywhere(void **state)
{
	(void)state;
	for (size_t c = 0; c < CONTEXTS; c++) {
		assert_int_equal(
			command_for_key(&app_commands, KEY_ESC_CHAR, contexts[c], NULL),
			COMMAND_CANCEL);
		assert_int_equal(command_for_key(&app_commands, 0x03, contexts[c], NULL),
			COMMAND_INTERRUPT);
		assert_int_equal(command_for_key(&app_commands, 0x1a, contexts[c], NULL),
			COMMAND_SUSPEND);
		assert_int_equal(
			command_for_key(&app_commands, KEY_NONE, contexts[c], NULL),
			COMMAND_NONE);
		if (contexts[c] & (IN_PROMPT | IN_FORM))
			continue;
		assert_int_equal(command_for_key(&app_commands, '?', contexts[c], NULL),
			COMMAND_HELP);
		assert_int_equal(command_for_key(&app_commands, 'q', contexts[c], NULL),
			COMMAND_LEAVE);
		assert_int_equal(command_for_key(&app_commands, ']', contexts[c], NULL),
			COMMAND_NEXT_TAB);
		assert_int_equal(
			command_for_key(&app_commands, KEY_DOWN_ARROW, contexts[c], NULL),
			COMMAND_DOWN);
		assert_int_equal(command_for_key(&app_commands, '/', contexts[c], NULL),
			COMMAND_SEARCH);
	}
}

static void test_keys_that_differ_by_context(void **state)
{
	(void)state;
	assert_int_equal(command_for_key(&app_commands, KEY_TAB_CHAR, IN_LIST, NULL),
		COMMAND_NEXT_TAB);
	assert_int_equal(command_for_key(&app_commands, KEY_TAB_CHAR, IN_RECORD, NULL),
		COMMAND_NEXT_LINK);
	assert_int_equal(command_for_key(&app_commands, KEY_TAB_CHAR, IN_PROMPT, NULL),
		COMMAND_COMPLETE);
	assert_int_equal(command_for_key(&app_commands, KEY_BACK_TAB, IN_RECORD, NULL),
		COMMAND_PREVIOUS_LINK);
	assert_int_equal(command_for_key(&app_commands, KEY_HOME_KEY, IN_LIST, NULL),
		COMMAND_FIRST);
	assert_int_equal(command_for_key(&app_commands, KEY_HOME_KEY, IN_PROMPT, NULL),
		COMMAND_LINE_START);
	assert_int_equal(
		command_for_key(&app_commands, 0x15, IN_LIST, NULL), COMMAND_HALF_UP);
	assert_int_equal(command_for_key(&app_commands, 0x15, IN_PROMPT, NULL),
		COMMAND_DELETE_LINE);
	assert_int_equal(
		command_for_key(&app_commands, '+', IN_TIMELINE, NULL), COMMAND_ZOOM_IN);
	assert_false(is_bound('x', IN_LIST));
	assert_string_equal(
		command_find(&app_commands, COMMAND_NEXT_TAB, IN_LIST)->keys, "Tab ]");
	assert_string_equal(
		command_find(&app_commands, COMMAND_NEXT_TAB, IN_RECORD)->keys, "]");
}

/* The digits are the keys of one command, which gets the number. */
static void test_a_range_of_keys_gives_a_number(void **state)
{
	int number = 7;

	(void)state;
	for (uint32_t key = '0'; key <= '9'; key++) {
		assert_int_equal(command_for_key(&app_commands, key, IN_LIST, &number),
			COMMAND_TAB);
		assert_int_equal(number, (int)key - '0');
	}
	assert_int_equal(
		command_for_key(&app_commands, 'q', IN_LIST, &number), COMMAND_LEAVE);
	assert_int_equal(number, -1);
	assert_int_equal(
		command_for_key(&app_commands, '5', IN_PROMPT, &number), COMMAND_NONE);
	assert_int_equal(number, -1);
}

/* What no view carries out has a function; the views' own commands have none. */
static void test_the_programs_commands_have_functions(void **state)
{
	static const enum command_id own[] = { COMMAND_TAB, COMMAND_BACK, COMMAND_QUIT,
		COMMAND_SEARCH, COMMAND_HELP, COMMAND_NEXT_TAB, COMMAND_EXPORT };

	(void)state;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		assert_true(command_find(&app_commands, own[i], IN_LIST)->run != NULL);
	assert_true(command_find(&app_commands, COMMAND_DOWN, IN_LIST)->run == NULL);
	/* Both rows of a command have the same one. */
	for (size_t i = 0; i < app_commands.count; i++)
		assert_true(app_commands.rows[i].run ==
			command_find(&app_commands, app_commands.rows[i].id, 0)->run);
}

/* In the prompt every letter is text: no printable key may be a command. */
static void test_the_prompt_takes_every_letter(void **state)
{
	(void)state;
	for (uint32_t key = ' '; key < 0x7f; key++)
		assert_false(is_bound(key, IN_PROMPT));
}

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;

	for (const char *at = text; (at = strstr(at, part)); at++)
		count++;
	return count;
}

static void test_prints_the_table(void **state)
{
	const struct command *rows = app_commands.rows;
	size_t count = app_commands.count;
	struct str out;

	(void)state;
	str_init(&out);
	command_add_keys(&app_commands, &out);
	assert_int_equal(strncmp(out.buf, "Moving\n  Up, k, Ctrl-P ", 23), 0);
	for (size_t i = 0; i < count; i++)
		assert_non_null(strstr(out.buf, rows[i].help));
	assert_int_equal(count_of(out.buf, "\n\n"), 10); /* between the eleven groups */
	for (const char *line = out.buf; *line; line = strchr(line, '\n') + 1)
		assert_true(strcspn(line, "\n") < 80);
	str_release(&out);
}

static void test_prints_the_manual(void **state)
{
	size_t count = app_commands.count;
	struct str out;

	(void)state;
	str_init(&out);
	command_add_manual(&app_commands, &out);
	assert_int_equal(count_of(out.buf, ".It Ic "), count);
	assert_int_equal(count_of(out.buf, ".Ss "), 11);
	assert_int_equal(count_of(out.buf, ".Bl "), 11);
	assert_int_equal(count_of(out.buf, ".El\n"), 11);
	assert_non_null(strstr(out.buf, "\n.It Ic \\&? , Ic \\&F1\nList all keys.\n"));
	assert_non_null(strstr(out.buf, " Ic \\&Ctrl\\-F\n"));
	str_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_command_has_a_row),
		cmocka_unit_test(test_every_row_is_complete),
		cmocka_unit_test(test_a_name_is_one_command),
		cmocka_unit_test(test_no_key_twice_in_one_context),
		cmocka_unit_test(test_no_rank_twice_in_one_context),
		cmocka_unit_test(test_groups_are_together),
		cmocka_unit_test(test_nothing_needs_a_key_that_may_be_lacking),
		cmocka_unit_test(test_keys_that_hold_everywhere),
		cmocka_unit_test(test_keys_that_differ_by_context),
		cmocka_unit_test(test_a_range_of_keys_gives_a_number),
		cmocka_unit_test(test_the_programs_commands_have_functions),
		cmocka_unit_test(test_the_prompt_takes_every_letter),
		cmocka_unit_test(test_prints_the_table),
		cmocka_unit_test(test_prints_the_manual),
	};

	return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
