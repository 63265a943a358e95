/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/command.h"

#include "unit/test.h"

static void check_name(uint32_t key, const char *name)
{
	struct str out = STR_INIT;

	key_add_name(&out, key);
	assert_string_equal(out.buf, name);
	assert_int_equal(key_parse(slice_of(name)), key);
	str_release(&out);
}

static void test_names_of_keys(void **state)
{
	(void)state;
	check_name('j', "j");
	check_name('G', "G");
	check_name('?', "?");
	check_name('-', "-");
	check_name(' ', "Space");
	check_name(0x06, "Ctrl-F");
	check_name(0x0c, "Ctrl-L");
	check_name(0x1f, "Ctrl-_");
	check_name(0x00, "Ctrl-@");
	check_name(KEY_TAB_CHAR, "Tab");
	check_name(KEY_ENTER_CHAR, "Enter");
	check_name(KEY_ESC_CHAR, "Esc");
	check_name(KEY_DOWN_ARROW, "Down");
	check_name(KEY_SHIFT_LEFT, "Shift-Left");
	check_name(KEY_PAGE_DOWN, "PgDn");
	check_name(KEY_BACK, "Backspace");
	check_name(KEY_BACK_TAB, "Shift-Tab");
	check_name(KEY_DELETE, "Del");
	check_name(KEY_F_FIRST, "F1");
	check_name(KEY_F_FIRST + 9, "F10");
	check_name(KEY_F_LAST, "F12");
	check_name(0xfc, "ü");
	check_name(0x67ec, "柬");
	check_name(0x10348, "𐍈");
}

static void test_every_key_comes_back_from_its_name(void **state)
{
	struct str name = STR_INIT;

	(void)state;
	for (uint32_t key = 0; key < KEY_NONE; key++) {
		if (key == KEY_NAMED || key == 0xfffd || (key >= 0xd800 && key < 0xe000))
			continue; /* no keys: the border, and what is no text */
		str_clear(&name);
		key_add_name(&name, key);
		assert_true(name.len > 0);
		assert_int_equal(key_parse((struct slice){ name.buf, name.len }), key);
	}
	str_release(&name);
}

static void test_nothing_has_no_name(void **state)
{
	struct str name = STR_INIT;

	(void)state;
	key_add_name(&name, KEY_NONE);
	assert_int_equal(name.len, 0);
	str_release(&name);
}

static void test_refuses_what_is_no_name(void **state)
{
	static const char *const refused[] = { "", "jj", "down", "Ctrl-", "Ctrl-a",
		"Ctrl-FF", "ctrl-F", "F0", "F13", "F01", "F1x", "Fx", "F111", "Shift-",
		"\xff", "\xc3" };

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_int_equal(key_parse(slice_of(refused[i])), KEY_NONE);
	assert_int_equal(key_parse((struct slice){ NULL, 0 }), KEY_NONE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_of_keys),
		cmocka_unit_test(test_every_key_comes_back_from_its_name),
		cmocka_unit_test(test_nothing_has_no_name),
		cmocka_unit_test(test_refuses_what_is_no_name),
	};

	return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
