/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/keymap.h"

#include "browser/app.h"
#include "unit/test.h"

static const char binds[] = "list x sort";

/* A small table: one row of each kind that can be split. */
static const struct command rows[] = {
	{ COMMAND_UP, "up", "Moving", IN_LIST | IN_RECORD | IN_PROMPT, "Up k", "Go up",
		NULL, 0, NULL, 0 },
	{ COMMAND_SORT, "sort", "Lists", IN_LIST, "s", "Sort it", NULL, 0, "sort", 1 },
	{ COMMAND_TAB, "tab", "Lists", IN_LIST, "0-9", "Go to a tab", NULL, 0, NULL, 0 },
	{ COMMAND_DIALECT, "dialect", "Lists", IN_LIST | IN_UNDECLARED, "D", "Change it",
		NULL, 0, "how", 2 },
	{ COMMAND_MARK, "mark", "Time", IN_EVENTS, "M", "Mark it", NULL, 0, "mark", 3 },
	{ COMMAND_FIT, "fit", "Time", IN_TIMELINE, "z", "Fit it", NULL, 0, "fit", 4 },
};

static const struct command_table table = { rows, sizeof rows / sizeof *rows };

/* Binds as the line SPEC says, which is line LINE; WHY NULL: it works. */
static void bind(struct keymap *m, const char *spec, size_t line, const char *why)
{
	struct slice words[3], rest = slice_of(spec);
	struct str err = STR_INIT;

	for (int i = 0; i < 3; i++) {
		const char *end = memchr(rest.text, ' ', rest.len);

		words[i] = rest;
		words[i].len = end ? (size_t)(end - rest.text) : rest.len;
		rest = slice_from(rest, words[i].len + (end != NULL));
	}
	assert_int_equal(
		keymap_bind(m, words[0], words[1], words[2], line, &err), why == NULL);
	assert_string_equal(err.buf, why ? why : "");
	str_release(&err);
}

static const char *keys(const struct keymap *m, enum command_id id, unsigned context)
{
	return command_find(&m->table, id, context)->keys;
}

static void test_a_key_goes_to_its_new_command(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m, &table);
	bind(&m, "list k sort", 1, NULL);
	assert_int_equal(command_for_key(&m.table, 'k', IN_LIST, NULL), COMMAND_SORT);
	assert_int_equal(command_for_key(&m.table, 's', IN_LIST, NULL), COMMAND_SORT);
	/* Where nothing was said, nothing changes. */
	assert_int_equal(command_for_key(&m.table, 'k', IN_RECORD, NULL), COMMAND_UP);
	assert_string_equal(keys(&m, COMMAND_SORT, IN_LIST), "k s");
	assert_string_equal(keys(&m, COMMAND_UP, IN_LIST), "Up");
	assert_string_equal(keys(&m, COMMAND_UP, IN_RECORD), "Up k");
	assert_string_equal(
		command_find(&m.table, COMMAND_UP, IN_LIST)->help, "Go up (list)");
	assert_string_equal(command_find(&m.table, COMMAND_UP, IN_RECORD)->help, "Go up");
	assert_string_equal(
		command_find(&m.table, COMMAND_SORT, IN_LIST)->help, "Sort it");
	assert_int_equal(m.table.count, table.count + 1);
	/* The key of the table is not lost: it can be had back in another file. */
	assert_string_equal(rows[0].keys, "Up k");
	keymap_release(&m);
}

static void test_an_own_key_becomes_the_first(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m, &table);
	bind(&m, "record k up", 1, NULL);
	assert_string_equal(keys(&m, COMMAND_UP, IN_RECORD), "k Up");
	assert_string_equal(keys(&m, COMMAND_UP, IN_LIST), "Up k");
	bind(&m, "prompt Ctrl-P up", 2, NULL);
	assert_string_equal(keys(&m, COMMAND_UP, IN_PROMPT), "Ctrl-P Up k");
	assert_string_equal(keys(&m, COMMAND_UP, IN_LIST), "Up k");
	keymap_release(&m);
}

static void test_a_key_can_do_nothing(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m, &table);
	bind(&m, "list s none", 1, NULL);
	assert_int_equal(command_for_key(&m.table, 's', IN_LIST, NULL), COMMAND_NONE);
	assert_string_equal(keys(&m, COMMAND_SORT, IN_LIST), "");
	assert_false(
		command_in_bar(command_find(&m.table, COMMAND_SORT, IN_LIST), IN_LIST));
	keymap_release(&m);
}

/* The timeline has two forms, and a command may be in one of them only. */
static void test_a_context_of_two_panes(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m, &table);
	bind(&m, "timeline M fit", 1, NULL);
	assert_int_equal(command_for_key(&m.table, 'M', IN_TIMELINE, NULL), COMMAND_FIT);
	assert_int_equal(
		command_for_key(&m.table, 'M', IN_EVENT_LIST, NULL), COMMAND_MARK);
	keymap_release(&m);
}

static void test_a_row_for_files_without_a_descriptor_stays_one(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m, &table);
	bind(&m, "list H dialect", 1, NULL);
	assert_int_equal(m.table.count, table.count);
	assert_int_equal(command_find(&m.table, COMMAND_DIALECT, IN_LIST)->where,
		IN_LIST | IN_UNDECLARED);
	assert_string_equal(keys(&m, COMMAND_DIALECT, IN_LIST), "H D");
	keymap_release(&m);
}

static void test_two_commands_on_one_key(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m, &table);
	bind(&m, binds, 3, NULL);
	bind(&m, "list x up", 5,
		"x is already the key of sort in the context list (line 3).");
	bind(&m, binds, 6, NULL);
	bind(&m, "record x up", 7, NULL);
	assert_int_equal(command_for_key(&m.table, 'x', IN_LIST, NULL), COMMAND_SORT);
	assert_int_equal(command_for_key(&m.table, 'x', IN_RECORD, NULL), COMMAND_UP);
	assert_int_equal(m.key_count, 2);
	keymap_release(&m);
}

static void test_refuses_what_it_does_not_know(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m, &table);
	bind(&m, "lists x sort", 1,
		"Unknown context “lists”; there are list, results, values, problems, "
		"changes, "
		"record, timeline, map, overview, help, columns, prompt.");
	bind(&m, "list Alt-x sort", 1, "No key is called “Alt-x”. ? lists the keys.");
	bind(&m, "list \xc2\x85 sort", 1,
		"No key is called “\xc2\x85”. ? lists the keys.");
	bind(&m, "list x sorts", 1, "Unknown command “sorts”. : lists the commands.");
	bind(&m, "record x sort", 1, "sort is no command of the context record.");
	bind(&m, "list 5 sort", 1, "Digits go to the tabs and cannot be changed.");
	bind(&m, "prompt k up", 1,
		"A prompt takes letters as text. Use Ctrl and a letter, or a key with a "
		"name.");
	assert_int_equal(m.key_count, 0);
	assert_int_equal(m.table.count, table.count);
	assert_memory_equal(m.rows, rows, sizeof rows);
	keymap_release(&m);
}

/* Whatever is bound in the program's own table, one key means one command. */
static void test_no_key_has_two_meanings(void **state)
{
	static const unsigned contexts[] = { IN_LIST, IN_RECORD, IN_TIMELINE, IN_MAP,
		IN_OVERVIEW, IN_HELP, IN_COLUMNS, IN_RESULTS, IN_PROBLEMS, IN_EVENT_LIST,
		IN_PLACE_LIST, IN_VALUES, IN_PROMPT };
	static const char *const specs[] = { "list j open", "record Tab next-tab",
		"timeline v fit", "values Space open", "columns x up", "help / open",
		"prompt Up complete", "list j none", "overview Enter search",
		"results Ctrl-L redraw", "problems y none" };
	struct keymap m;

	(void)state;
	keymap_init(&m, &app_commands);
	for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
		bind(&m, specs[i], i + 1,
			i == 7 ? "j is already the key of open in the context list (line "
				 "1)."
			       : NULL);
	for (size_t c = 0; c < sizeof contexts / sizeof *contexts; c++)
		for (uint32_t key = 0; key < KEY_LAST; key++) {
			size_t found = 0;

			if (key == 0x500) /* no key of the table is above */
				key = KEY_NAMED;
			for (size_t i = 0; i < m.table.count; i++) {
				struct command_table one = { &m.rows[i], 1 };

				found += command_for_key(&one, key, contexts[c], NULL) !=
					COMMAND_NONE;
			}
			assert_true(found <= 1);
		}
	keymap_release(&m);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_key_goes_to_its_new_command),
		cmocka_unit_test(test_an_own_key_becomes_the_first),
		cmocka_unit_test(test_a_key_can_do_nothing),
		cmocka_unit_test(test_a_context_of_two_panes),
		cmocka_unit_test(test_a_row_for_files_without_a_descriptor_stays_one),
		cmocka_unit_test(test_two_commands_on_one_key),
		cmocka_unit_test(test_refuses_what_it_does_not_know),
		cmocka_unit_test(test_no_key_has_two_meanings),
	};

	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
