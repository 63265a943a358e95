/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/romanize.h"

#include "base/casefold.h"
#include "unit/test.h"

static void test_names_are_spelled_in_latin_letters(void **state)
{
	static const struct {
		const char *name, *latin; /* NULL: not of these scripts */
	} names[] = {
		{ "Россия", "rossiya" },
		{ "Южная Корея", "yuzhnaya koreya" },
		{ "Филиппины", "filippiny" },
		{ "Шри-Ланка", "shri lanka" },
		{ "Китай", "kitai" },
		{ "Ελλάδα", "ellada" },
		{ "Κύπρος", "kypros" },
		{ "한국", "hanguk" },
		{ "대한민국", "daehanminguk" },
		{ "호주", "hoju" },
		{ "Україна 2", "ukraina 2" },
		{ "Australia", NULL },
		{ "2011", NULL },
		{ "", NULL },
		{ "日本", NULL },
		{ "Росси日", NULL },
	};
	struct str folded = STR_INIT, latin = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		bool known;

		str_clear(&folded);
		str_clear(&latin);
		casefold_add(&folded, slice_of(names[i].name));
		known = romanize_add(&latin, str_slice(&folded));
		assert_int_equal(known, names[i].latin != NULL);
		if (known)
			assert_string_equal(latin.buf, names[i].latin);
	}
	str_release(&folded);
	str_release(&latin);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_spelled_in_latin_letters),
	};

	return cmocka_run_group_tests_name("romanize", tests, NULL, NULL);
}
