#include "config.h"

#include "data/json.h"

#include <math.h>

#include "unit/folder.h"

static struct slice s(const char *text)
{
	return slice_of(text);
}

/* Opens TEXT as a file. */
static struct json_t *open_text(const char *text, struct json_error *error)
{
	struct folder folder;
	struct str bytes;
	struct json_t *doc;

	folder_make(&folder);
	folder_write(&folder, "a.json", text);
	str_init(&bytes);
	doc = json_open(folder_file(&folder, "a.json"), &bytes, error);
	if (doc)
		assert_string_equal(bytes.buf, text);
	str_release(&bytes);
	folder_remove(&folder);
	return doc;
}

static void test_asking_the_wrong_kind_gives_nothing(void **state)
{
	struct json_error error;
	struct json_t *doc = open_text("{\"a\": [1, \"x\", null, true]}", &error);
	const struct json_t *array;

	(void)state;
	assert_non_null(doc);
	array = json_get(doc, "a");
	assert_int_equal(json_kind(array), JSON_KIND_ARRAY);
	assert_int_equal(json_count(array), 4);
	assert_null(json_get(array, "a"));
	assert_null(json_text(array));
	assert_null(json_item(doc, 0));
	assert_null(json_item(array, 4));
	assert_int_equal(json_count(doc), 0);
	assert_string_equal(json_text(json_item(array, 1)), "x");
	assert_int_equal(json_kind(json_item(array, 2)), JSON_KIND_NULL);
	assert_true(json_truth(json_item(array, 3)));
	assert_false(json_truth(json_item(array, 0)));
	assert_int_equal(json_kind(json_get(json_get(doc, "b"), "c")), JSON_KIND_NONE);
	json_close(doc);
}

static void test_writes_scalars_as_a_table_does(void **state)
{
	static const char *const texts[] = { "x y", "-12", "2.5", "true", "false" };
	struct json_error error;
	struct json_t *doc =
		open_text("[\"x y\", -12, 2.5, true, false, null, []]", &error);
	struct str out;

	(void)state;
	assert_non_null(doc);
	str_init(&out);
	for (size_t i = 0; i < 7; i++) {
		str_clear(&out);
		assert_int_equal(json_add_scalar(json_item(doc, i), &out), i < 5);
		assert_string_equal(out.buf, i < 5 ? texts[i] : "");
	}
	str_release(&out);
	json_close(doc);
}

static void test_tells_where_a_document_breaks(void **state)
{
	struct json_error error;
	struct str bytes;

	(void)state;
	assert_null(open_text("{\n  \"a\": 1,\n  \"b\" 2\n}\n", &error));
	assert_int_equal(error.line, 3);
	assert_int_equal(error.column, 7);
	/* Each of the letters takes two bytes. */
	assert_null(open_text("{\n\"\xC3\xA9\xC3\xA9\" 2}", &error));
	assert_int_equal(error.line, 2);
	assert_int_equal(error.column, 8);
	assert_non_null(strstr(error.text, "This is not JSON"));
	assert_null(open_text("", &error));
	assert_int_equal(error.line, 1);
	str_init(&bytes);
	assert_null(json_open("/tmp/there/is/no/such.json", &bytes, &error));
	assert_int_equal(error.line, 0);
	assert_non_null(strstr(error.text, "cannot be opened"));
	str_release(&bytes);
}

static void test_skips_a_byte_order_mark(void **state)
{
	struct json_error error;
	struct json_t *doc = open_text("\xef\xbb\xbf{}", &error);

	(void)state;
	assert_int_equal(json_kind(doc), JSON_KIND_OBJECT);
	json_close(doc);
}

static void test_nesting_without_end_is_refused(void **state)
{
	struct json_error error;
	char *deep = malloc(100001);

	(void)state;
	assert_non_null(deep);
	memset(deep, '[', 100000);
	deep[100000] = '\0';
	assert_null(open_text(deep, &error));
	assert_true(error.line > 0);
	free(deep);
}

static void test_checks_one_value(void **state)
{
	(void)state;
	assert_true(json_check(s("{\"a\": [1]}"), JSON_KIND_OBJECT));
	assert_true(json_check(s(" [1, 2] "), JSON_KIND_ARRAY));
	assert_true(json_check(s("123456789012345678901234567890"), JSON_KIND_NUMBER));
	assert_false(json_check(s("[1, 2]"), JSON_KIND_OBJECT));
	assert_false(json_check(s("[1, 2"), JSON_KIND_ARRAY));
	assert_false(json_check(s("[1] [2]"), JSON_KIND_ARRAY));
	assert_false(json_check(s(""), JSON_KIND_ARRAY));
	assert_false(json_check((struct slice){ NULL, 0 }, JSON_KIND_OBJECT));
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
		cmocka_unit_test(test_asking_the_wrong_kind_gives_nothing),
		cmocka_unit_test(test_writes_scalars_as_a_table_does),
		cmocka_unit_test(test_tells_where_a_document_breaks),
		cmocka_unit_test(test_skips_a_byte_order_mark),
		cmocka_unit_test(test_nesting_without_end_is_refused),
		cmocka_unit_test(test_checks_one_value),
		cmocka_unit_test(test_knows_geojson),
		cmocka_unit_test(test_counts_what_is_in_a_value),
		cmocka_unit_test(test_reads_points),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
