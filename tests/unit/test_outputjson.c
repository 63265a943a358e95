#include "config.h"

#include "output/json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <unistr.h>

#include "unit/cellsmade.h"
#include "unit/values.h"

static const int any = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL |
	JSON_REJECT_DUPLICATES;

static json_t *read_back(const struct str *json)
{
	json_error_t error;
	json_t *node = json_loadb(json->buf, json->len, (size_t)any, &error);

	if (!node)
		fail_msg("%s: %s", json->buf, error.text);
	return node;
}

/* Appends TEXT with U+FFFD for each byte that belongs to no character. */
static void add_well_formed(struct str *out, const struct str *text)
{
	const uint8_t *at = (const uint8_t *)text->buf;
	size_t left = text->len;

	while (left) {
		ucs4_t character;
		int len = u8_mbtoucr(&character, at, left);

		if (len < 0)
			str_add(out, "\xef\xbf\xbd");
		else
			str_add_bytes(out, (const char *)at, (size_t)len);
		at += len < 0 ? 1 : len;
		left -= len < 0 ? 1 : (size_t)len;
	}
}

static bool drives_a_terminal(ucs4_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x61c ||
		(c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
		(c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
		(c >= 0xe0000 && c <= 0xe007f);
}

static void check_is_harmless(const struct str *json)
{
	const uint8_t *at = (const uint8_t *)json->buf;
	ucs4_t character;

	assert_null(u8_check(at, json->len));
	assert_int_equal(strlen(json->buf), json->len);
	while ((at = u8_next(&character, at)))
		if (drives_a_terminal(character))
			fail_msg("U+%04X is raw in %s", (unsigned)character, json->buf);
}

static void check_string(const struct str *text)
{
	struct str json, want;
	json_t *node;

	str_init(&json);
	str_init(&want);
	json_add_string(&json, (struct slice){ text->buf, text->len });
	check_is_harmless(&json);
	add_well_formed(&want, text);
	node = read_back(&json);
	assert_true(json_is_string(node));
	assert_int_equal(json_string_length(node), want.len);
	assert_memory_equal(json_string_value(node), want.buf, want.len);
	json_decref(node);
	str_release(&json);
	str_release(&want);
}

static void test_strings_read_back_the_same(void **state)
{
	uint64_t seed = 4;
	struct str text;

	(void)state;
	str_init(&text);
	for (int round = 0; round < 20000; round++) {
		str_clear(&text);
		cellsmade_add(&seed, &text);
		for (unsigned i = random_below(&seed, 8); i && round % 2; i--)
			str_add_char(&text, (char)random_below(&seed, 256));
		cellsmade_add(&seed, &text);
		check_string(&text);
	}
	str_release(&text);
}

static const char *as_string(struct str *out, const char *text)
{
	str_clear(out);
	json_add_string(out, slice_of(text));
	return out->buf;
}

static void test_strings_are_escaped_where_they_must(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_string(&out, ""), "\"\"");
	assert_string_equal(as_string(&out, "Côte d’Ivoire 漢"), "\"Côte d’Ivoire 漢\"");
	assert_string_equal(as_string(&out, "\"\\/\n"), "\"\\\"\\\\/\\n\"");
	assert_string_equal(as_string(&out, "\xc2\x9b"), "\"\\u009B\"");
	assert_string_equal(as_string(&out, "\xe2\x80\xae"), "\"\\u202E\"");
	assert_string_equal(as_string(&out, "\xf3\xa0\x80\x81"), "\"\\uDB40\\uDC01\"");
	assert_string_equal(as_string(&out, "\xff\xe2\x80"),
		"\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
	str_clear(&out);
	json_add_string(&out, (struct slice){ NULL, 0 });
	assert_string_equal(out.buf, "\"\"");
	str_release(&out);
}

static const char *as_number(struct str *out, double number)
{
	str_clear(out);
	json_add_number(out, number);
	return out->buf;
}

static void check_number(struct str *out, double number)
{
	json_t *node;

	as_number(out, number);
	node = read_back(out);
	assert_true(json_is_number(node));
	if (json_number_value(node) != number)
		fail_msg("%.17g is written %s", number, out->buf);
	json_decref(node);
}

static void test_numbers_read_back_the_same(void **state)
{
	uint64_t seed = 5;
	struct str out;

	(void)state;
	str_init(&out);
	for (int round = 0; round < 50000; round++) {
		uint64_t bits = 0;
		double number;

		for (int i = 0; i < 4; i++)
			bits = bits << 16 | random_below(&seed, 1 << 16);
		memcpy(&number, &bits, sizeof number);
		if (isfinite(number))
			check_number(&out, number);
		/* and those that people write */
		check_number(&out, (double)random_below(&seed, 1000000) / 1000);
		check_number(&out, ldexp(1, (int)random_below(&seed, 70)) - 1);
	}
	str_release(&out);
}

static void test_numbers_have_few_digits(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	assert_string_equal(as_number(&out, 0), "0");
	assert_string_equal(as_number(&out, -3), "-3");
	assert_string_equal(as_number(&out, 4.89), "4.89");
	assert_string_equal(as_number(&out, 0.1), "0.1");
	assert_string_equal(as_number(&out, 0.1 + 0.2), "0.30000000000000004");
	assert_string_equal(as_number(&out, 9007199254740991.0), "9007199254740991");
	assert_string_equal(as_number(&out, (double)INFINITY), "null");
	assert_string_equal(as_number(&out, -(double)INFINITY), "null");
	assert_string_equal(as_number(&out, (double)NAN), "null");
	str_release(&out);
}

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
		cmocka_unit_test(test_strings_read_back_the_same),
		cmocka_unit_test(test_strings_are_escaped_where_they_must),
		cmocka_unit_test(test_numbers_read_back_the_same),
		cmocka_unit_test(test_numbers_have_few_digits),
		cmocka_unit_test(test_nothing_is_null),
		cmocka_unit_test(test_what_is_faulty_is_a_string),
		cmocka_unit_test(test_what_has_no_type_in_json_is_a_string),
		cmocka_unit_test(test_integers_keep_their_value),
		cmocka_unit_test(test_numbers_are_read_as_the_field_writes_them),
		cmocka_unit_test(test_truth_is_as_the_field_writes_it),
		cmocka_unit_test(test_points_are_longitude_and_latitude),
		cmocka_unit_test(test_years_are_numbers),
		cmocka_unit_test(test_json_stays_json),
		cmocka_unit_test(test_a_deep_cell_is_no_crash),
		cmocka_unit_test(test_lists_are_arrays_of_their_type),
	};

	return cmocka_run_group_tests_name("outputjson", tests, NULL, NULL);
}
