/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/json.h"

#include <math.h>

#include "unit/folder.h"

static struct slice s(const char *text)
{
	return slice_of(text);
}

/* Opens the file at PATH. */
static bool open_file(struct json_doc *doc, const char *path, struct json_error *error)
{
	struct json_load *load = json_load_new(path, "a.json");

	while (!json_load_step(load, 0)) /* no more than a portion in each */
		continue;
	return json_load_end(load, doc, error);
}

/* Opens TEXT as a file. */
static bool open_text(struct json_doc *doc, const char *text, struct json_error *error)
{
	struct folder folder;
	bool ok;

	folder_make(&folder);
	folder_write(&folder, "a.json", text);
	ok = open_file(doc, folder_file(&folder, "a.json"), error);
	folder_remove(&folder);
	return ok;
}

/* Opens TEXT, which is JSON. */
static void open_json(struct json_doc *doc, const char *text)
{
	struct json_error error;

	if (!open_text(doc, text, &error))
		fail_msg("%s", error.text);
}

static void test_writes_scalars_as_a_table_does(void **state)
{
	static const char *const texts[] = { "x y", "-12", "2.5", "true", "false" };
	struct json_doc doc;
	struct str out = STR_INIT;

	(void)state;
	open_json(&doc, "[\"x y\", -12, 2.5, true, false, null, []]");
	for (size_t i = 0; i < 7; i++) {
		str_clear(&out);
		assert_int_equal(
			json_add_scalar(json_array_get(doc.root, i), &out), i < 5);
		assert_string_equal(out.buf, i < 5 ? texts[i] : "");
	}
	assert_false(json_add_scalar(NULL, &out));
	str_release(&out);
	json_doc_release(&doc);
}

static void test_reports_where_a_document_breaks(void **state)
{
	struct json_error error;
	struct json_doc doc;

	(void)state;
	assert_false(open_text(&doc, "{\n  \"a\": 1,\n  \"b\" 2\n}\n", &error));
	assert_int_equal(error.line, 3);
	assert_int_equal(error.column, 7);
	/* Each of the letters takes two bytes. */
	assert_false(open_text(&doc, "{\n\"\xC3\xA9\xC3\xA9\" 2}", &error));
	assert_int_equal(error.line, 2);
	assert_int_equal(error.column, 8);
	assert_non_null(strstr(error.text, "This is not JSON"));
	assert_false(open_text(&doc, "", &error));
	assert_int_equal(error.line, 1);
	assert_false(open_file(&doc, "/tmp/there/is/no/such.json", &error));
	assert_int_equal(error.line, 0);
	assert_non_null(strstr(error.text, "cannot be opened"));
}

static void test_skips_a_byte_order_mark(void **state)
{
	struct json_doc doc;

	(void)state;
	open_json(&doc, "\xef\xbb\xbf{}");
	assert_true(json_is_object(doc.root));
	json_doc_release(&doc);
}

static void test_nesting_without_end_is_refused(void **state)
{
	struct json_error error;
	struct json_doc doc;
	char *deep = malloc(100001);

	(void)state;
	assert_non_null(deep);
	memset(deep, '[', 100000);
	deep[100000] = '\0';
	assert_false(open_text(&doc, deep, &error));
	assert_true(error.line > 0);
	free(deep);
}

static void assert_at(const json_t *node, size_t line, size_t column)
{
	const struct json_place *place = json_place(node);

	assert_non_null(place);
	assert_string_equal(place->file, "a.json");
	assert_int_equal(place->line, line);
	assert_int_equal(place->column, column);
}

static void test_values_are_where_they_begin(void **state)
{
	struct json_doc x;
	const json_t *list;

	(void)state;
	open_json(&x,
		"{\n"
		"  \"a\": \"{ \\\" [\", \"b\" :7,\r\n"
		"\t\"list\": [1, [], {\"x\": -1.5e3},\n\n"
		"   \"\xC3\xA9\", \"end\"]\n"
		"}\n");
	assert_at(x.root, 1, 1);
	assert_at(json_object_get(x.root, "a"), 2, 8);
	assert_at(json_object_get(x.root, "b"), 2, 23);
	list = json_object_get(x.root, "list");
	assert_at(list, 3, 10);
	assert_at(json_array_get(list, 0), 3, 11);
	assert_at(json_array_get(list, 1), 3, 14);
	assert_at(json_object_get(json_array_get(list, 2), "x"), 3, 24);
	assert_at(json_array_get(list, 3), 5, 4);
	/* In bytes: the letter before takes two. */
	assert_at(json_array_get(list, 4), 5, 10);
	json_doc_release(&x);
}

static void test_values_without_a_position(void **state)
{
	struct json_doc x;

	(void)state;
	open_json(&x, "{\"yes\": true, \"no\": false, \"z\": null, \"n\": 1}");
	assert_null(json_place(json_object_get(x.root, "yes")));
	assert_null(json_place(json_object_get(x.root, "no")));
	assert_null(json_place(json_object_get(x.root, "z")));
	assert_null(json_place(NULL));
	assert_at(json_object_get(x.root, "n"), 1, 44);
	json_doc_release(&x);
}

/* Twice the same key, a key with an escape, a mark at the start. */
static void test_odd_texts(void **state)
{
	const json_t *object;
	struct json_doc x;

	(void)state;
	open_json(&x,
		"\xEF\xBB\xBF[\"a\", {\"k\": [1, 2], \"k\": 3, \"\\u0062\": [4]}, 5]");
	assert_at(x.root, 1, 1);
	assert_at(json_array_get(x.root, 0), 1, 2);
	object = json_array_get(x.root, 1);
	assert_int_equal(json_object_size(object), 2);
	assert_int_equal(json_integer_value(json_object_get(object, "k")), 3);
	assert_at(json_object_get(object, "k"), 1, 26);
	assert_at(json_object_get(object, "b"), 1, 39);
	assert_at(json_array_get(x.root, 2), 1, 45);
	json_doc_release(&x);
	open_json(&x, "[]");
	assert_at(x.root, 1, 1);
	json_doc_release(&x);
}

/* Fails unless TEXT, which jansson rejects because of WHY, is reported with the
 * sentence, line and column of jansson. */
static void assert_same_error(
	const char *text, const json_error_t *why, const struct json_error *error)
{
	size_t start = 0, position = (size_t)why->position;
	char sentence[sizeof error->text];

	for (int line = 1; line < why->line; line++)
		start += strcspn(text + start, "\n") + 1;
	snprintf(sentence, sizeof sentence, "This is not JSON: %s.", why->text);
	assert_string_equal(error->text, sentence);
	assert_int_equal(error->line, why->line);
	assert_int_equal(error->column, position > start ? position - start : 1);
}

/* The judge of every text is jansson, which reads it in one piece. */
static void assert_as_jansson(const char *text)
{
	struct json_error error;
	struct json_doc doc;
	json_error_t why;
	json_t *whole = json_loads(text, 0, &why);
	char *mine, *theirs;

	if (!open_text(&doc, text, &error)) {
		if (whole)
			fail_msg("refused: %s", text);
		assert_same_error(text, &why, &error);
		return;
	}
	if (!whole)
		fail_msg("not refused: %s", text);
	mine = json_dumps(doc.root, 0);
	theirs = json_dumps(whole, 0);
	assert_string_equal(mine, theirs);
	free(mine);
	free(theirs);
	json_decref(whole);
	json_doc_release(&doc);
}

static void test_takes_what_jansson_takes(void **state)
{
	static const char text[] =
		"{\"a\": [1, -2.5e3, true, false, null, \"x\\n\\ud83d\\ude00\"],\n"
		" \"\xC3\xA9\" : {\"k\":{}, \"k\": [ ], \"\\u0062\": [[0]]},\n\t"
		"\"end\":\"\xE2\x80\x9C \\\" \\\\\"}\r\n";
	static const char marks[] = "{}[]:,\"\\ \n01e.-ntfu\x01\x7f\xc3\xff";
	char changed[sizeof text + 1];

	(void)state;
	for (size_t i = 0; i < sizeof text; i++) {
		memcpy(changed, text, sizeof text);
		changed[i] = '\0';
		assert_as_jansson(changed); /* broken off */
		memcpy(changed + i, text + i + 1, sizeof text - i - 1);
		assert_as_jansson(changed); /* a byte left out */
		for (const char *mark = marks; *mark; mark++) {
			memcpy(changed, text, sizeof text);
			changed[i] = *mark;
			changed[sizeof text] = '\0';
			assert_as_jansson(changed);
			memcpy(changed + i + 1, text + i, sizeof text - i);
			assert_as_jansson(changed);
		}
	}
}

/* The limit of jansson counts what is open, and a value in it. */
static void test_depth_is_that_of_jansson(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	for (size_t depth = 2046; depth < 2051; depth++) {
		for (int filled = 0; filled < 2; filled++) {
			str_clear(&text);
			str_add_repeat(&text, '[', depth);
			str_add(&text, filled ? "1" : "");
			str_add_repeat(&text, ']', depth);
			assert_as_jansson(text.buf);
		}
	}
	str_release(&text);
}

/* Integers beyond those of jansson are JSON, and others stay what they are. */
static void test_integers_of_any_size(void **state)
{
	struct json_doc x;

	(void)state;
	open_json(&x, "[9007199254740993, 123456789012345678901234567890, 7]");
	assert_int_equal(json_integer_value(json_array_get(x.root, 0)), 9007199254740993);
	assert_true(json_is_real(json_array_get(x.root, 1)));
	assert_true(json_is_integer(json_array_get(x.root, 2)));
	json_doc_release(&x);
}

static void test_checks_one_value(void **state)
{
	(void)state;
	assert_true(json_check(s("{\"a\": [1]}"), JSON_OBJECT));
	assert_true(json_check(s(" [1, 2] "), JSON_ARRAY));
	assert_true(json_check(s("123456789012345678901234567890"), JSON_REAL));
	assert_false(json_check(s("[1, 2]"), JSON_OBJECT));
	assert_false(json_check(s("[1, 2"), JSON_ARRAY));
	assert_false(json_check(s("[1] [2]"), JSON_ARRAY));
	assert_false(json_check(s(""), JSON_ARRAY));
	assert_false(json_check((struct slice){ NULL, 0 }, JSON_OBJECT));
}

static void test_knows_geojson(void **state)
{
	static const char topology[] =
		"{\"type\": \"Topology\", \"objects\": {}, \"arcs\": []}";

	(void)state;
	assert_true(json_check_geo(
		s("{\"type\": \"Point\", \"coordinates\": [1, 2]}"), false));
	assert_true(json_check_geo(
		s("{\"type\": \"GeometryCollection\", \"geometries\": []}"), false));
	assert_true(
		json_check_geo(s("{\"type\": \"Feature\", \"geometry\": null}"), false));
	assert_true(json_check_geo(
		s("{\"type\": \"FeatureCollection\", \"features\": []}"), false));
	assert_false(json_check_geo(s("{\"type\": \"Point\"}"), false));
	assert_false(json_check_geo(
		s("{\"type\": \"Spot\", \"coordinates\": [1, 2]}"), false));
	assert_false(json_check_geo(s("{\"coordinates\": [1, 2]}"), false));
	assert_false(json_check_geo(s("[1, 2]"), false));
	assert_false(json_check_geo(s("{"), false));
	assert_false(json_check_geo(s(topology), false));
	assert_true(json_check_geo(s(topology), true));
	assert_false(json_check_geo(s("{\"type\": \"Topology\"}"), true));
}

static void test_counts_what_is_in_a_value(void **state)
{
	(void)state;
	assert_int_equal(json_length(s("[1, [2, 3], 4]")), 3);
	assert_int_equal(json_length(s("{\"a\": 1, \"b\": {\"c\": 2}}")), 2);
	assert_int_equal(json_length(s("[]")), 0);
	assert_int_equal(json_length(s("17")), 0);
	assert_int_equal(json_length(s("[1")), 0);
}

static void test_reads_points(void **state)
{
	double lon = 7, lat = 8;

	(void)state;
	assert_true(json_read_point(s("[115.22, -8.65]"), &lon, &lat));
	assert_true(fabs(lon - 115.22) < 1e-9 && fabs(lat + 8.65) < 1e-9);
	assert_true(json_read_point(s("{\"lat\": 1, \"lon\": 2}"), &lon, &lat));
	assert_true(lon == 2 && lat == 1);
	assert_false(json_read_point(s("[1]"), &lon, &lat));
	assert_false(json_read_point(s("[\"1\", 2]"), &lon, &lat));
	assert_false(json_read_point(s("{\"lat\": 1}"), &lon, &lat));
	assert_true(lon == 2 && lat == 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_writes_scalars_as_a_table_does),
		cmocka_unit_test(test_reports_where_a_document_breaks),
		cmocka_unit_test(test_skips_a_byte_order_mark),
		cmocka_unit_test(test_nesting_without_end_is_refused),
		cmocka_unit_test(test_values_are_where_they_begin),
		cmocka_unit_test(test_values_without_a_position),
		cmocka_unit_test(test_odd_texts),
		cmocka_unit_test(test_takes_what_jansson_takes),
		cmocka_unit_test(test_depth_is_that_of_jansson),
		cmocka_unit_test(test_integers_of_any_size),
		cmocka_unit_test(test_checks_one_value),
		cmocka_unit_test(test_knows_geojson),
		cmocka_unit_test(test_counts_what_is_in_a_value),
		cmocka_unit_test(test_reads_points),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
