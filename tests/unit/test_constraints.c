/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/check.h"

#include "unit/values.h"

/* The fault of VALUE in the field F, with its sentence in WHY. */
static enum fault check(
	const struct field *f, bool in_key, const char *value, struct str *why)
{
	struct diag diag;
	struct regex_budget budget = regex_budget_for(0);
	struct constraints rules;
	enum fault fault;

	diag_init(&diag);
	constraints_init(&rules, f, in_key, "t", &diag);
	assert_int_equal(diag.count, 0);
	str_clear(why);
	fault = constraints_check(&rules, slice_of(value), &budget, why);
	assert_int_equal(fault == FAULT_MAX, why->len == 0);
	if (why->len)
		assert_int_equal(why->buf[why->len - 1], '.');
	constraints_release(&rules);
	diag_release(&diag);
	return fault;
}

static void test_a_field_of_any_value_has_no_rules(void **state)
{
	struct field f = plain_field(FIELD_ANY);
	struct constraints rules;
	struct diag diag;

	(void)state;
	diag_init(&diag);
	constraints_init(&rules, &f, false, "t", &diag);
	assert_false(constraints_any(&rules));
	constraints_release(&rules);
	f.type = FIELD_STRING;
	constraints_init(&rules, &f, false, "t", &diag);
	assert_false(constraints_any(&rules));
	constraints_release(&rules);
	f.required = true;
	constraints_init(&rules, &f, false, "t", &diag);
	assert_true(constraints_any(&rules));
	constraints_release(&rules);
	f = plain_field(FIELD_STRING);
	f.format = "email";
	constraints_init(&rules, &f, false, "t", &diag);
	assert_true(constraints_any(&rules));
	constraints_release(&rules);
	diag_release(&diag);
}

static void test_empty_values_can_only_be_required(void **state)
{
	struct field f = plain_field(FIELD_INTEGER);
	struct str why;

	(void)state;
	str_init(&why);
	f.minimum = "1";
	f.min_length = 1;
	f.pattern = "x";
	assert_int_equal(check(&f, false, "", &why), FAULT_MAX);
	f.required = true;
	assert_int_equal(check(&f, false, "", &why), FAULT_REQUIRED);
	assert_int_equal(check(&f, true, "", &why), FAULT_NO_KEY);
	str_release(&why);
}

static void test_the_type_comes_first(void **state)
{
	struct field f = plain_field(FIELD_INTEGER);
	struct str why;

	(void)state;
	str_init(&why);
	f.maximum = "5";
	f.max_length = 1;
	assert_int_equal(check(&f, false, "12x", &why), FAULT_TYPE);
	assert_int_equal(check(&f, false, "12", &why), FAULT_RANGE);
	assert_non_null(strstr(why.buf, "too large"));
	assert_int_equal(check(&f, false, "-3", &why), FAULT_RANGE);
	assert_non_null(strstr(why.buf, "too long"));
	assert_int_equal(check(&f, false, "5", &why), FAULT_MAX);
	f = plain_field(FIELD_DATE);
	assert_int_equal(check(&f, false, "2011-02-29", &why), FAULT_DATE);
	f = plain_field(FIELD_STRING);
	f.edtf = true;
	assert_int_equal(check(&f, false, "2011-02-29", &why), FAULT_DATE);
	str_release(&why);
}

/* The number is clear, so it is used; the file is to be mended all the same. */
static void test_blanks_around_a_number_are_a_warning(void **state)
{
	struct field f = plain_field(FIELD_INTEGER);
	struct str why = STR_INIT;

	(void)state;
	assert_int_equal(check(&f, false, " 12", &why), FAULT_BLANKS);
	assert_string_equal(why.buf, "“ 12” has blanks around the number. Remove them.");
	assert_int_equal(check(&f, false, "12", &why), FAULT_MAX);
	f.maximum = "5";
	assert_int_equal(check(&f, false, "12 ", &why), FAULT_RANGE);
	f = plain_field(FIELD_STRING);
	assert_int_equal(check(&f, false, " 12", &why), FAULT_MAX);
	str_release(&why);
}

static void test_bounds_may_exclude_themselves(void **state)
{
	struct field f = plain_field(FIELD_NUMBER);
	struct str why;

	(void)state;
	str_init(&why);
	f.minimum = "1";
	f.maximum = "2";
	assert_int_equal(check(&f, false, "1", &why), FAULT_MAX);
	assert_int_equal(check(&f, false, "2.0", &why), FAULT_MAX);
	assert_int_equal(check(&f, false, "0.999", &why), FAULT_RANGE);
	assert_int_equal(check(&f, false, "2.001", &why), FAULT_RANGE);
	f.minimum_excluded = true;
	f.maximum_excluded = true;
	assert_int_equal(check(&f, false, "1", &why), FAULT_RANGE);
	assert_string_equal(why.buf, "“1” is too small. 1 is the limit it must exceed.");
	assert_int_equal(check(&f, false, "2", &why), FAULT_RANGE);
	assert_int_equal(check(&f, false, "1.5", &why), FAULT_MAX);
	str_release(&why);
}

static void test_lengths_count_characters(void **state)
{
	struct field f = plain_field(FIELD_STRING);
	struct str why;

	(void)state;
	str_init(&why);
	f.min_length = 2;
	f.max_length = 2;
	assert_int_equal(check(&f, false, "éé", &why), FAULT_MAX);
	assert_int_equal(check(&f, false, "é", &why), FAULT_RANGE);
	assert_int_equal(check(&f, false, "柬埔寨", &why), FAULT_RANGE);
	assert_string_equal(
		why.buf, "“柬埔寨” is too long: it has 3 characters, at most 2 allowed.");
	f.min_length = 0;
	f.max_length = 0;
	assert_int_equal(check(&f, false, "x", &why), FAULT_RANGE);
	str_release(&why);
}

static void test_lengths_of_values_of_parts(void **state)
{
	struct field f = plain_field(FIELD_ARRAY);
	struct str why;

	(void)state;
	str_init(&why);
	f.min_length = 2;
	f.max_length = 3;
	assert_int_equal(check(&f, false, "[1, [2, 3, 4, 5]]", &why), FAULT_MAX);
	assert_int_equal(check(&f, false, "[1, 2, 3, 4]", &why), FAULT_RANGE);
	assert_non_null(strstr(why.buf, "it has 4 items, at most 3 allowed."));
	f.type = FIELD_OBJECT;
	assert_int_equal(check(&f, false, "{\"a\": 1, \"b\": 2}", &why), FAULT_MAX);
	assert_int_equal(check(&f, false, "{\"a\": [1, 2]}", &why), FAULT_RANGE);
	assert_non_null(strstr(why.buf, "it has 1 member, at least 2 needed."));
	str_release(&why);
}

static void test_many_choices_are_not_all_listed(void **state)
{
	static const struct field_choice choices[] = { { "a", "a" }, { "b", "b" },
		{ "c", "c" }, { "d", "d" }, { "e", "e" }, { "f", "f" }, { "g", "g" },
		{ "h", "h" }, { "i", "i" }, { "j", "j" }, { "k", "k" }, { "l", "l" },
		{ "m", "m" }, { "n", "n" } };
	struct field f = plain_field(FIELD_STRING);
	struct str why;

	(void)state;
	str_init(&why);
	f.choices = choices;
	f.choice_count = 14;
	assert_int_equal(check(&f, false, "z", &why), FAULT_MAX);
	f.choices_closed = true;
	assert_int_equal(check(&f, false, "n", &why), FAULT_MAX);
	assert_int_equal(check(&f, false, "N", &why), FAULT_ENUM);
	assert_string_equal(why.buf,
		"“N” is not one of the allowed values: a, b, c, d, e, f, g, h, i, j, k, "
		"l and 2 more.");
	str_release(&why);
}

/* Patterns of XML Schema: anchored, with its classes of names. */
static void test_patterns_match_the_whole_value(void **state)
{
	static const struct {
		const char *pattern, *value;
		enum fault want;
	} cases[] = {
		{ "cat|dog", "cat", FAULT_MAX },
		{ "cat|dog", "cats", FAULT_PATTERN },
		{ "^cat$", "cat", FAULT_MAX },
		{ "(?=c).*", "cat", FAULT_MAX },
		{ "(?=c).*", "dog", FAULT_PATTERN },
		{ "[A-ZÀ-ÖØ-öø-ÿ a-z]+", "Émile", FAULT_MAX },
		{ "[A-ZÀ-ÖØ-öø-ÿ a-z]+", "Lé0n", FAULT_PATTERN },
		{ "\\i\\c*", "_a-1.é", FAULT_MAX },
		{ "\\i\\c*", "1a", FAULT_PATTERN },
		{ "\\i\\c*", "a b", FAULT_PATTERN },
		{ "\\I\\C", "1 ", FAULT_MAX },
		{ "\\I\\C", "a ", FAULT_PATTERN },
		{ "[\\i?]+", "a?", FAULT_MAX },
		{ "[^\\c]", "-", FAULT_PATTERN },
		{ "[]\\i]+", "]a", FAULT_MAX },
		{ "[^]\\i]+", "1", FAULT_MAX },
		{ "\\\\i", "\\i", FAULT_MAX },
		{ "[a-]+\\[", "-a[", FAULT_MAX },
		{ "a.c", "a\nc", FAULT_PATTERN },
	};
	struct field f = plain_field(FIELD_STRING);
	struct str why;

	(void)state;
	str_init(&why);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		f.pattern = cases[i].pattern;
		if (check(&f, false, cases[i].value, &why) != cases[i].want)
			fail_msg("%s: %s", cases[i].pattern, cases[i].value);
	}
	f.pattern = "[a-z0-9-]+";
	assert_int_equal(check(&f, false, "A", &why), FAULT_PATTERN);
	assert_string_equal(why.buf, "“A” does not match the pattern [a-z0-9-]+.");
	str_release(&why);
}

static void test_patterns_that_take_long_are_not_checked(void **state)
{
	struct field f = plain_field(FIELD_STRING);
	struct str why, value;

	(void)state;
	str_init(&why);
	str_init(&value);
	str_add_repeat(&value, 'a', 100000);
	f.pattern = "(a+a+)+[bc]";
	assert_int_equal(check(&f, false, value.buf, &why), FAULT_NOT_CHECKED);
	assert_non_null(strstr(
		why.buf, "…” is not checked: the pattern (a+a+)+[bc] takes too long."));
	f.pattern = "(a|b|.)*";
	assert_int_equal(check(&f, false, value.buf, &why), FAULT_MAX);
	str_release(&value);
	str_release(&why);
}

/* What PCRE2 cannot express is a warning; what nobody can, an error. */
static void test_patterns_that_cannot_be_used(void **state)
{
	static const struct {
		const char *pattern, *line;
	} cases[] = {
		{ "(",
			"error: Table “t”, field “f”: The pattern “(” cannot be used: "
			"missing closing parenthesis." },
		{ "[a-z-[aeiou]]",
			"warning: Table “t”, field “f”: The pattern “[a-z-[aeiou]]” "
			"cannot be used: subtraction of classes is not supported." },
		{ "\\P{IsGreek}",
			"warning: Table “t”, field “f”: The pattern “\\P{IsGreek}” "
			"cannot be used: blocks of characters are not supported." },
		{ "[\\C]",
			"warning: Table “t”, field “f”: The pattern “[\\C]” cannot be "
			"used: \\I and \\C are not supported in brackets." },
	};
	struct field f = plain_field(FIELD_STRING);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct constraints rules;
		struct diag diag;
		struct str line;

		f.pattern = cases[i].pattern;
		diag_init(&diag);
		str_init(&line);
		constraints_init(&rules, &f, false, "t", &diag);
		assert_int_equal(diag.count, 1);
		diag_add_line(&line, &diag.entries[0]);
		assert_non_null(strstr(line.buf, cases[i].line));
		assert_false(constraints_any(&rules));
		constraints_release(&rules);
		str_release(&line);
		diag_release(&diag);
	}
}

static void test_what_cannot_be_understood_is_reported_once_and_not_demanded(void **state)
{
	struct regex_budget budget = regex_budget_for(0);
	struct field f = plain_field(FIELD_DATE);
	struct constraints rules;
	struct diag diag;
	struct str why, line;

	(void)state;
	f.place = (struct diag_place){ .file = "d.json",
		.line = 7,
		.column = 3,
		.table = DIAG_NO_TABLE,
		.row = DIAG_NO_ROW,
		.field = -1 };
	f.pattern = "(";
	f.minimum = "yesterday";
	f.maximum = "tomorrow";
	f.format = "%Q";
	diag_init(&diag);
	str_init(&why);
	str_init(&line);
	constraints_init(&rules, &f, false, "t", &diag);
	assert_int_equal(diag.count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(diag.entries[i].fault, FAULT_DESCRIPTOR);
	diag_add_line(&line, &diag.entries[1]);
	assert_string_equal(line.buf,
		"d.json:7:3: error: Table “t”, field “f”: The minimum is not a value of "
		"the field.");
	assert_int_equal(constraints_check(&rules, slice_of("whenever"), &budget, &why),
		FAULT_MAX);
	assert_int_equal(diag.count, 4);
	constraints_release(&rules);
	str_release(&why);
	str_release(&line);
	diag_release(&diag);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_field_of_any_value_has_no_rules),
		cmocka_unit_test(test_empty_values_can_only_be_required),
		cmocka_unit_test(test_the_type_comes_first),
		cmocka_unit_test(test_blanks_around_a_number_are_a_warning),
		cmocka_unit_test(test_bounds_may_exclude_themselves),
		cmocka_unit_test(test_lengths_count_characters),
		cmocka_unit_test(test_lengths_of_values_of_parts),
		cmocka_unit_test(test_many_choices_are_not_all_listed),
		cmocka_unit_test(test_patterns_match_the_whole_value),
		cmocka_unit_test(test_patterns_that_take_long_are_not_checked),
		cmocka_unit_test(test_patterns_that_cannot_be_used),
		cmocka_unit_test(
			test_what_cannot_be_understood_is_reported_once_and_not_demanded),
	};

	return cmocka_run_group_tests_name("constraints", tests, NULL, NULL);
}
