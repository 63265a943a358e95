/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/descriptor_reader.h"

#include "unit/folder.h"

/* A reader of one document, made from a text with ' for ". */
struct reading {
	struct descriptor d;
	struct diag diag;
	struct reader rd;
	const json_t *doc;
};

static const json_t *open_file(struct reader *rd, const char *path, const char *name)
{
	const json_t *root = NULL;

	reader_open(rd, path, name);
	while (!reader_opened(rd, 0, &root))
		continue;
	return root;
}

static void begin(struct reading *x, const char *json)
{
	struct folder folder;
	char *text = strdup(json);

	assert_non_null(text);
	for (char *c = text; *c; c++)
		if (*c == '\'')
			*c = '"';
	folder_make(&folder);
	folder_write(&folder, "a.json", text);
	free(text);
	x->d = (struct descriptor){ .file = "a.json" };
	diag_init(&x->diag);
	x->rd = (struct reader){ .out = &x->d, .diag = &x->diag };
	x->doc = open_file(&x->rd, folder_file(&folder, "a.json"), "a.json");
	assert_non_null(x->doc);
	folder_remove(&folder);
}

static void end(struct reading *x)
{
	reader_release(&x->rd);
	arena_release(&x->d.arena);
	diag_release(&x->diag);
}

static void test_members_of_the_right_kind(void **state)
{
	struct reading x;
	size_t count;
	const char *const *texts;

	(void)state;
	begin(&x,
		"{'t': 'text', 'n': 12, 'big': 6000000000, 'r': 0.1, 'yes': true, 'c': "
		"';', 'e': '', 'z': "
		"null,"
		" 'list': ['a', 2, {'value': 'v', 'label': 'l'}], 'one': 'x', 'o': {}}");
	assert_string_equal(reader_text(&x.rd, x.doc, "t", NULL), "text");
	assert_string_equal(reader_text(&x.rd, x.doc, "none", "f"), "f");
	assert_null(reader_text(&x.rd, x.doc, "z", NULL));
	assert_string_equal(reader_scalar(&x.rd, x.doc, "n"), "12");
	assert_string_equal(reader_scalar(&x.rd, x.doc, "r"), "0.1");
	assert_string_equal(reader_scalar(&x.rd, x.doc, "yes"), "true");
	assert_null(reader_scalar(&x.rd, x.doc, "none"));
	assert_true(reader_flag(&x.rd, x.doc, "yes", false));
	assert_true(reader_flag(&x.rd, x.doc, "none", true));
	assert_int_equal(reader_length(&x.rd, x.doc, "n"), 12);
	assert_true(reader_length(&x.rd, x.doc, "big") == INT64_C(6000000000));
	assert_int_equal(reader_length(&x.rd, x.doc, "none"), -1);
	assert_int_equal(reader_char(&x.rd, x.doc, "c", ',', false), ';');
	assert_int_equal(reader_char(&x.rd, x.doc, "none", ',', true), ',');
	assert_int_equal(reader_char(&x.rd, x.doc, "e", ',', true), '\0');
	assert_int_equal(reader_char(&x.rd, x.doc, "z", ',', true), '\0');
	assert_int_equal(reader_char(&x.rd, x.doc, "z", ',', false), ',');
	texts = reader_texts(&x.rd, x.doc, "list", &count);
	assert_int_equal(count, 3);
	assert_string_equal(texts[1], "2");
	assert_string_equal(texts[2], "v");
	texts = reader_texts(&x.rd, x.doc, "one", &count);
	assert_int_equal(count, 1);
	assert_string_equal(texts[0], "x");
	reader_texts(&x.rd, x.doc, "none", &count);
	assert_int_equal(count, 0);
	assert_non_null(reader_member(&x.rd, x.doc, "o", JSON_OBJECT));
	assert_int_equal(x.diag.count, 0);
	end(&x);
}

static void test_each_member_of_a_wrong_kind_is_one_fault(void **state)
{
	struct reading x;
	size_t count;

	(void)state;
	begin(&x,
		"{'n': 12, 'neg': -1, 'half': 1.5, 'o': {}, 'l': ['a', []], 'long': "
		"'ab', 'u': 'é'}");
	x.rd.table = "t";
	assert_string_equal(reader_text(&x.rd, x.doc, "n", "f"), "f");
	assert_int_equal(x.diag.count, 1);
	assert_string_equal(
		x.diag.entries[0].text, "Table “t”: “n” must be a text. It is ignored.");
	x.rd.field = "f";
	assert_false(reader_flag(&x.rd, x.doc, "n", false));
	assert_string_equal(x.diag.entries[1].text,
		"Table “t”, field “f”: “n” must be true or false. It is ignored.");
	x.rd.field = NULL;
	x.rd.table = NULL;
	assert_int_equal(reader_length(&x.rd, x.doc, "neg"), -1);
	assert_int_equal(reader_length(&x.rd, x.doc, "half"), -1);
	assert_int_equal(x.diag.count, 4);
	assert_null(reader_scalar(&x.rd, x.doc, "o"));
	assert_null(reader_member(&x.rd, x.doc, "o", JSON_ARRAY));
	assert_string_equal(
		x.diag.entries[5].text, "“o” must be an array. It is ignored.");
	reader_texts(&x.rd, x.doc, "l", &count);
	assert_int_equal(count, 1);
	reader_texts(&x.rd, x.doc, "o", &count);
	assert_int_equal(count, 0);
	assert_int_equal(x.diag.count, 8);
	assert_int_equal(reader_char(&x.rd, x.doc, "long", ',', false), ',');
	assert_int_equal(reader_char(&x.rd, x.doc, "u", ',', false), ',');
	assert_int_equal(reader_char(&x.rd, x.doc, "n", ',', false), ',');
	assert_int_equal(x.diag.count, 11);
	assert_string_equal(x.diag.entries[0].place.file, "a.json");
	end(&x);
}

static void test_paths_inside(void **state)
{
	static const char *const inside[] = { "a", "a/b", "...", "a/..b", "a..", "./a",
		"c:/a" };
	static const char *const outside[] = { "", "/", "/a", "..", "../a", "a/..",
		"a/../b", "https://x", "a://b" };
	struct reading x;

	(void)state;
	begin(&x, "{}");
	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		assert_true(reader_inside(&x.rd, inside[i], "path"));
	assert_int_equal(x.diag.count, 0);
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
		assert_false(reader_inside(&x.rd, outside[i], "path"));
		assert_int_equal(x.diag.count, i + 1);
		assert_int_equal(x.diag.entries[i].fault, FAULT_OUTSIDE);
	}
	end(&x);
}

static void test_files_that_cannot_be_read(void **state)
{
	struct reading x;

	(void)state;
	begin(&x, "{}");
	assert_null(open_file(&x.rd, "/tmp/there/is/none.json", "none.json"));
	assert_int_equal(x.diag.count, 1);
	assert_int_equal(x.diag.entries[0].fault, FAULT_NO_FILE);
	assert_string_equal(x.diag.entries[0].place.file, "none.json");
	assert_null(open_file(&x.rd, "/tmp", "tmp"));
	assert_int_equal(x.diag.count, 2);
	end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_members_of_the_right_kind),
		cmocka_unit_test(test_each_member_of_a_wrong_kind_is_one_fault),
		cmocka_unit_test(test_paths_inside),
		cmocka_unit_test(test_files_that_cannot_be_read),
	};

	return cmocka_run_group_tests_name("descriptor_reader", tests, NULL, NULL);
}
