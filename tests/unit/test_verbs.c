/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/linemode.h"

#include <ctype.h>

#include "unit/test.h"

/* The commands of lines mode: each has its help, and each can be typed. */

static void test_every_verb_has_its_help(void **state)
{
	size_t count;
	const struct verb *verbs = verb_table(&count);

	(void)state;
	assert_true(count > 20);
	for (size_t i = 0; i < count; i++) {
		const char *help = verb_help(&verbs[i]);

		assert_non_null(help);
		assert_true(isupper((unsigned char)help[0]));
		assert_int_not_equal(help[strlen(help) - 1], '.');
		assert_non_null(verbs[i].argument);
		assert_non_null(verbs[i].run);
		/* There is no cursor here, and no keys are pressed. */
		if (strstr(help, "cursor") || strstr(help, "as you type"))
			fail_msg("%s: %s", verb_name(&verbs[i]), help);
	}
}

static void test_a_command_keeps_its_name_and_help(void **state)
{
	size_t count;
	const struct verb *verbs = verb_table(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		const struct command *command =
			command_find(&app_commands, verbs[i].command, IN_PANES);

		if (verbs[i].command == COMMAND_NONE) {
			assert_non_null(verbs[i].name);
			assert_non_null(verbs[i].help);
			continue;
		}
		assert_non_null(command);
		if (!verbs[i].name)
			assert_string_equal(verb_name(&verbs[i]), command->name);
		if (!verbs[i].help)
			assert_string_equal(verb_help(&verbs[i]), command->help);
	}
}

static void test_no_name_comes_twice_or_has_a_blank(void **state)
{
	size_t count;
	const struct verb *verbs = verb_table(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		const char *name = verb_name(&verbs[i]);

		assert_true(strlen(name) > 1); /* one letter is a key */
		for (const char *at = name; *at; at++)
			assert_true(islower((unsigned char)*at) || *at == '-');
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(name, verb_name(&verbs[k]));
	}
}

static const char *name_of(const void *data, size_t i)
{
	return ((const char *const *)data)[i];
}

static void test_picks_what_is_meant(void **state)
{
	static const char *const names[] = { "tab", "tabs", "timeline", "Meetings" };
	size_t at = 9;

	(void)state;
	assert_int_equal(verb_pick("tab", 4, name_of, names, &at), 1);
	assert_int_equal(at, 0); /* though another begins so */
	assert_int_equal(verb_pick("tabs", 4, name_of, names, &at), 1);
	assert_int_equal(at, 1);
	assert_int_equal(verb_pick("TI", 4, name_of, names, &at), 1);
	assert_int_equal(at, 2);
	assert_int_equal(verb_pick("meet", 4, name_of, names, &at), 1);
	assert_int_equal(at, 3);
	assert_int_equal(verb_pick("t", 4, name_of, names, &at), 3);
	assert_int_equal(verb_pick("timelines", 4, name_of, names, &at), 0);
	assert_int_equal(at, 3); /* untouched */
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_verb_has_its_help),
		cmocka_unit_test(test_a_command_keeps_its_name_and_help),
		cmocka_unit_test(test_no_name_comes_twice_or_has_a_blank),
		cmocka_unit_test(test_picks_what_is_meant),
	};

	return cmocka_run_group_tests_name("verbs", tests, NULL, NULL);
}
