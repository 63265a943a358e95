/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/json.h"

#include "unit/jsonback.h"
#include "unit/values.h"

/* Returns what TEXT, a cell of F, is in JSON, once that is found to be JSON. */
static const char *as_value(struct str *out, const struct field *f, const char *text)
{
	str_clear(out);
	json_add_value(out, f, slice_of(text));
	check_is_harmless(out);
	json_decref(read_back(out));
	return out->buf;
}

static const char *as_type(struct str *out, enum field_type type, const char *text)
{
	struct field f = plain_field(type);

	return as_value(out, &f, text);
}

static void test_nothing_is_null(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	for (int type = 0; type < FIELD_TYPE_MAX; type++)
		assert_string_equal(as_type(&out, (enum field_type)type, ""), "null");
	str_release(&out);
}

static void test_what_is_faulty_is_a_string(void **state)
{
	static const enum field_type types[] = { FIELD_INTEGER, FIELD_NUMBER,
		FIELD_BOOLEAN, FIELD_GEOPOINT, FIELD_GEOJSON, FIELD_OBJECT, FIELD_ARRAY,
		FIELD_YEAR };
	static const char *const faulty[] = { "x", "--1", "1 2", "tru", "{", "[1,]",
		"nan", "0x10", "200, 100" };
	struct str out, want;

	(void)state;
	str_init(&out);
	str_init(&want);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		for (size_t k = 0; k < sizeof faulty / sizeof *faulty; k++) {
			str_clear(&want);
			str_addf(&want, "\"%s\"", faulty[k]);
			assert_string_equal(as_type(&out, types[i], faulty[k]), want.buf);
		}
	}
	str_release(&out);
	str_release(&want);
}

static void test_what_has_no_type_in_json_is_a_string(void **state)
{
	static const enum field_type types[] = { FIELD_STRING, FIELD_ANY, FIELD_DATE,
		FIELD_TIME, FIELD_DATETIME, FIELD_YEARMONTH, FIELD_DURATION };
	struct str out;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		assert_string_equal(as_type(&out, types[i], "12"), "\"12\"");
	str_release(&out);
}

static void test_integers_keep_their_value(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_type(&out, FIELD_INTEGER, "12"), "12");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "-7"), "-7");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "+7"), "7");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "007"), "7");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "1.0"), "\"1.0\"");
	assert_string_equal(
		as_type(&out, FIELD_INTEGER, "9007199254740993"), "9007199254740993");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "-9223372036854775808"),
		"-9223372036854775808");
	str_release(&out);
}

static void test_a_whole_number_keeps_its_digits(void **state)
{
	struct field f = plain_field(FIELD_INTEGER);
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(
		as_type(&out, FIELD_INTEGER, "123456789012345678901234567890"),
		"\"123456789012345678901234567890\"");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "-09223372036854775809"),
		"\"-9223372036854775809\"");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "09223372036854775807"),
		"9223372036854775807");
	assert_string_equal(as_type(&out, FIELD_NUMBER, "18446744073709551617"),
		"\"18446744073709551617\"");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "000"), "0");
	assert_string_equal(as_type(&out, FIELD_INTEGER, "-0"), "0");
	f.group_char = ".";
	f.bare_number = false;
	assert_string_equal(
		as_value(&out, &f, "EUR -9.007.199.254.740.993"), "-9007199254740993");
	str_release(&out);
}

/* Null would mean an empty cell. */
static void test_what_json_cannot_count_is_a_string(void **state)
{
	static const char *const endless[] = { "INF", "-INF", "NaN", "1e999" };
	struct str out, want;

	(void)state;
	str_init(&out);
	str_init(&want);
	for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
		str_clear(&want);
		str_addf(&want, "\"%s\"", endless[i]);
		assert_string_equal(as_type(&out, FIELD_NUMBER, endless[i]), want.buf);
	}
	str_release(&out);
	str_release(&want);
}

static void test_numbers_are_read_as_the_field_writes_them(void **state)
{
	struct field f = plain_field(FIELD_NUMBER);
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_value(&out, &f, "4.890"), "4.89");
	assert_string_equal(as_value(&out, &f, "-.5"), "-0.5");
	assert_string_equal(as_value(&out, &f, "5."), "5");
	assert_string_equal(as_value(&out, &f, "1e3"), "1000");
	assert_string_equal(as_value(&out, &f, "1,234.5"), "\"1,234.5\"");
	f.group_char = ",";
	assert_string_equal(as_value(&out, &f, "1,234.5"), "1234.5");
	f.group_char = ".";
	f.decimal_char = ',';
	assert_string_equal(as_value(&out, &f, "1.234,5"), "1234.5");
	f = plain_field(FIELD_NUMBER);
	f.bare_number = false;
	assert_string_equal(as_value(&out, &f, "95%"), "95");
	assert_string_equal(as_value(&out, &f, "€ 2.50"), "2.5");
	assert_string_equal(as_value(&out, &f, "%"), "\"%\"");
	str_release(&out);
}

static void test_truth_is_as_the_field_writes_it(void **state)
{
	static const char *const yes[] = { "ja" };
	struct field f = plain_field(FIELD_BOOLEAN);
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_value(&out, &f, "true"), "true");
	assert_string_equal(as_value(&out, &f, "0"), "false");
	f.true_values = yes;
	f.true_count = 1;
	assert_string_equal(as_value(&out, &f, "ja"), "true");
	assert_string_equal(as_value(&out, &f, "true"), "\"true\"");
	str_release(&out);
}

/* A field may list its values in an order of its own: no is not before yes in it. */
static void test_truth_is_not_its_place_among_the_choices(void **state)
{
	static const struct field_choice choices[] = { { .value = "true" },
		{ .value = "false" } };
	struct arena arena = { 0 };
	struct field f = plain_field(FIELD_BOOLEAN);
	struct str out;

	(void)state;
	str_init(&out);
	set_choices(&f, choices, 2, &arena);
	f.choices_ordered = true;
	assert_string_equal(as_value(&out, &f, "true"), "true");
	assert_string_equal(as_value(&out, &f, "false"), "false");
	assert_string_equal(as_value(&out, &f, "maybe"), "\"maybe\"");
	arena_release(&arena);
	str_release(&out);
}

static void test_points_are_longitude_and_latitude(void **state)
{
	struct field f = plain_field(FIELD_GEOPOINT);
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_value(&out, &f, "115.22, -8.65"), "[115.22,-8.65]");
	f.format = "object";
	assert_string_equal(as_value(&out, &f, "{\"lat\": -8.65, \"lon\": 115.22}"),
		"[115.22,-8.65]");
	str_release(&out);
}

static void test_years_are_numbers(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_type(&out, FIELD_YEAR, "2011"), "2011");
	assert_string_equal(as_type(&out, FIELD_YEAR, "-0044"), "-44");
	/* what is a number but no year is a fault, and stays what it is */
	assert_string_equal(as_type(&out, FIELD_YEAR, "2011.5"), "\"2011.5\"");
	assert_string_equal(as_type(&out, FIELD_YEAR, "1e3"), "\"1e3\"");
	assert_string_equal(as_type(&out, FIELD_YEAR, "12"), "\"12\"");
	str_release(&out);
}

static void test_json_stays_json(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(
		as_type(&out, FIELD_OBJECT, "{ \"a\": [1, null],\n\"b\":\t{} }"),
		"{\"a\":[1,null],\"b\":{}}");
	assert_string_equal(as_type(&out, FIELD_ARRAY, "[\" a \\\" b \", true]"),
		"[\" a \\\" b \",true]");
	assert_string_equal(as_type(&out, FIELD_OBJECT, "{\"a\":1,\"a\":2}"),
		"\"{\\\"a\\\":1,\\\"a\\\":2}\"");
	/* what would drive a terminal is escaped in strings and in keys */
	assert_string_equal(as_type(&out, FIELD_ARRAY, "[\"\xc2\x9b\",\"\x7f\"]"),
		"[\"\\u009B\",\"\\u007F\"]");
	as_type(&out, FIELD_OBJECT, "{\"\xe2\x80\xae\":\"\xf3\xa0\x80\x81\"}");
	assert_string_equal(out.buf, "{\"\\u202E\":\"\\uDB40\\uDC01\"}");
	str_release(&out);
}

static void test_json_keeps_its_digits(void **state)
{
	static const char *const same[] = { "[0.30000000000000004,1.10,1e3,-0]",
		"[123456789012345678901234567890]", "[9007199254740993]",
		"[\"\\u0000\"]" };
	struct str out;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(as_type(&out, FIELD_ARRAY, same[i]), same[i]);
	str_release(&out);
}

static void test_json_of_another_kind_is_a_string(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_type(&out, FIELD_ARRAY, "{}"), "\"{}\"");
	assert_string_equal(as_type(&out, FIELD_OBJECT, "[]"), "\"[]\"");
	assert_string_equal(as_type(&out, FIELD_GEOJSON, "[]"), "\"[]\"");
	assert_string_equal(as_type(&out, FIELD_OBJECT, "1"), "\"1\"");
	str_release(&out);
}

/* Some readers refuse what is nested some hundred levels deep; one cell would take the
 * whole listing with it. */
static void test_json_within_json_is_not_deep(void **state)
{
	struct str cell, out;

	(void)state;
	str_init(&cell);
	str_init(&out);
	str_add_repeat(&cell, '[', 100);
	str_add_repeat(&cell, ']', 100);
	assert_string_equal(as_type(&out, FIELD_ARRAY, cell.buf), cell.buf);
	str_clear(&cell);
	str_add_repeat(&cell, '[', 101);
	str_add_repeat(&cell, ']', 101);
	assert_int_equal(as_type(&out, FIELD_ARRAY, cell.buf)[0], '"');
	/* brackets within a string are none, nor is what a backslash escapes its end */
	assert_string_equal(
		as_type(&out, FIELD_ARRAY, "[ \"\\\" [ \" ]"), "[\"\\\" [ \"]");
	str_release(&cell);
	str_release(&out);
}

static void test_a_deep_cell_is_no_crash(void **state)
{
	struct field f = plain_field(FIELD_ARRAY);
	struct str cell, out;
	json_t *node;

	(void)state;
	str_init(&cell);
	str_init(&out);
	str_add_repeat(&cell, '[', 100000);
	as_value(&out, &f, cell.buf);
	str_add_repeat(&cell, ']', 100000);
	as_value(&out, &f, cell.buf);
	node = read_back(&out);
	assert_string_equal(json_string_value(node), cell.buf);
	json_decref(node);
	str_release(&cell);
	str_release(&out);
}

static void test_lists_are_arrays_of_their_type(void **state)
{
	struct field f = plain_field(FIELD_LIST);
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_value(&out, &f, "a, b,,c"), "[\"a\",\"b\",null,\"c\"]");
	assert_string_equal(as_value(&out, &f, "a"), "[\"a\"]");
	f.list_delimiter = ';';
	f.reference = 0;
	assert_string_equal(as_value(&out, &f, "un;pp"), "[\"un\",\"pp\"]");
	f.item_type = FIELD_INTEGER;
	assert_string_equal(as_value(&out, &f, "1;x;03"), "[1,\"x\",3]");
	f.item_type = FIELD_BOOLEAN;
	assert_string_equal(as_value(&out, &f, "true;0"), "[true,false]");
	str_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_null),
		cmocka_unit_test(test_what_is_faulty_is_a_string),
		cmocka_unit_test(test_what_has_no_type_in_json_is_a_string),
		cmocka_unit_test(test_integers_keep_their_value),
		cmocka_unit_test(test_a_whole_number_keeps_its_digits),
		cmocka_unit_test(test_what_json_cannot_count_is_a_string),
		cmocka_unit_test(test_numbers_are_read_as_the_field_writes_them),
		cmocka_unit_test(test_truth_is_as_the_field_writes_it),
		cmocka_unit_test(test_truth_is_not_its_place_among_the_choices),
		cmocka_unit_test(test_points_are_longitude_and_latitude),
		cmocka_unit_test(test_years_are_numbers),
		cmocka_unit_test(test_json_stays_json),
		cmocka_unit_test(test_json_keeps_its_digits),
		cmocka_unit_test(test_json_of_another_kind_is_a_string),
		cmocka_unit_test(test_json_within_json_is_not_deep),
		cmocka_unit_test(test_a_deep_cell_is_no_crash),
		cmocka_unit_test(test_lists_are_arrays_of_their_type),
	};

	return cmocka_run_group_tests_name("output_value", tests, NULL, NULL);
}
