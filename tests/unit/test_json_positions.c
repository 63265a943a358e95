#include "config.h"

#include "data/json_positions.h"

#include "unit/folder.h"

struct mapped {
	struct json_t *doc;
	struct json_positions map;
};

/* Makes X the document TEXT, as it stands. */
static void map_text(struct mapped *x, const char *text)
{
	struct folder folder;
	struct json_error error;
	struct str bytes;

	folder_make(&folder);
	folder_write(&folder, "a.json", text);
	str_init(&bytes);
	x->doc = json_open(folder_file(&folder, "a.json"), &bytes, &error);
	assert_non_null(x->doc);
	assert_string_equal(bytes.buf, text);
	json_positions_init(&x->map, x->doc, (struct slice){ bytes.buf, bytes.len });
	str_release(&bytes);
	folder_remove(&folder);
}

static void unmap(struct mapped *x)
{
	json_positions_release(&x->map);
	json_close(x->doc);
}

static void assert_at(
	const struct mapped *x, const struct json_t *node, size_t line, size_t column)
{
	struct json_positions_spot spot = { 0, 0 };

	assert_true(json_positions_find(&x->map, node, &spot));
	assert_int_equal(spot.line, line);
	assert_int_equal(spot.column, column);
}

static void test_values_are_where_they_begin(void **state)
{
	struct mapped x;
	const struct json_t *list;

	(void)state;
	map_text(&x,
		"{\n"
		"  \"a\": \"{ \\\" [\", \"b\" :7,\r\n"
		"\t\"list\": [1, [], {\"x\": -1.5e3},\n\n"
		"   \"\xC3\xA9\", \"end\"]\n"
		"}\n");
	assert_at(&x, x.doc, 1, 1);
	assert_at(&x, json_get(x.doc, "a"), 2, 8);
	assert_at(&x, json_get(x.doc, "b"), 2, 23);
	list = json_get(x.doc, "list");
	assert_at(&x, list, 3, 10);
	assert_at(&x, json_item(list, 0), 3, 11);
	assert_at(&x, json_item(list, 1), 3, 14);
	assert_at(&x, json_get(json_item(list, 2), "x"), 3, 24);
	assert_at(&x, json_item(list, 3), 5, 4);
	/* In bytes: the letter before takes two. */
	assert_at(&x, json_item(list, 4), 5, 10);
	unmap(&x);
}

static void test_what_has_no_place(void **state)
{
	struct json_positions_spot spot = { 7, 7 };
	struct mapped x, other;

	(void)state;
	map_text(&x, "{\"yes\": true, \"no\": false, \"z\": null, \"n\": 1}");
	map_text(&other, "[2]");
	assert_false(json_positions_find(&x.map, json_get(x.doc, "yes"), &spot));
	assert_false(json_positions_find(&x.map, json_get(x.doc, "z"), &spot));
	assert_false(json_positions_find(&x.map, json_item(other.doc, 0), &spot));
	assert_false(json_positions_find(&x.map, NULL, &spot));
	assert_int_equal(spot.line, 7);
	assert_at(&x, json_get(x.doc, "n"), 1, 44);
	unmap(&x);
	unmap(&other);
}

/* Twice the same key, a key with an escape, a mark at the start: no place is better than
 * a wrong one, and nothing is read beyond the end. */
static void test_odd_texts(void **state)
{
	struct mapped x;

	(void)state;
	map_text(&x,
		"\xEF\xBB\xBF[\"a\", {\"k\": [1, 2], \"k\": 3, \"\\u0062\": [4]}, 5]");
	assert_at(&x, x.doc, 1, 1);
	assert_at(&x, json_item(x.doc, 0), 1, 2);
	assert_at(&x, json_item(x.doc, 2), 1, 45);
	unmap(&x);
	map_text(&x, "[]");
	assert_at(&x, x.doc, 1, 1);
	unmap(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_are_where_they_begin),
		cmocka_unit_test(test_what_has_no_place),
		cmocka_unit_test(test_odd_texts),
	};

	return cmocka_run_group_tests_name("jsonmap", tests, NULL, NULL);
}
