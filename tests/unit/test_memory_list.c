#include "config.h"

#include "output/memory_list.h"

#include "unit/folder.h"

static const struct listing_column columns[] = { { .name = "name", .title = "Name" },
	{ .name = "rows", .title = "Rows", .right = true } };

static struct memory_list grid;
static struct outfile outfile;
static struct style_codes styles;

static int make(void **state)
{
	(void)state;
	memory_list_init(&grid, columns, 2);
	style_codes_init(&styles);
	outfile = (struct outfile){ .fd = -1 };
	str_init(&outfile.text);
	return 0;
}

static int end(void **state)
{
	(void)state;
	memory_list_release(&grid);
	style_codes_release(&styles);
	str_release(&outfile.text);
	return 0;
}

static const char *write_grid(enum format format)
{
	struct listing_page page = { .styles = &styles };

	str_clear(&outfile.text);
	memory_list_write(&grid, format, &page, &outfile);
	return outfile.text.buf;
}

static void test_records_are_written_in_every_form(void **state)
{
	(void)state;
	memory_list_add(&grid, slice_of("members"));
	memory_list_add_number(&grid, 45);
	memory_list_add(&grid, slice_of("a,\"b\""));
	memory_list_add_number(&grid, 0);
	assert_string_equal(
		write_grid(FORMAT_CSV), "name,rows\nmembers,45\n\"a,\"\"b\"\"\",0\n");
	assert_string_equal(
		write_grid(FORMAT_TSV), "name\trows\nmembers\t45\na,\"b\"\t0\n");
	assert_string_equal(write_grid(FORMAT_JSON),
		"[\n{\"name\":\"members\",\"rows\":45},\n"
		"{\"name\":\"a,\\\"b\\\"\",\"rows\":0}\n]\n");
	assert_string_equal(write_grid(FORMAT_MARKDOWN),
		"| Name | Rows |\n| --- | ---: |\n| members | 45 |\n| a,\"b\" | 0 |\n");
	assert_string_equal(write_grid(FORMAT_TEXT),
		"Name     Rows\nmembers    45\na,\"b\"       0\n");
}

static void test_text_is_text_and_nothing_is_null(void **state)
{
	(void)state;
	memory_list_add(&grid, slice_of("45"));
	memory_list_add(&grid, slice_of(""));
	assert_string_equal(
		write_grid(FORMAT_JSON), "[\n{\"name\":\"45\",\"rows\":null}\n]\n");
}

static void test_no_records_are_a_head(void **state)
{
	(void)state;
	assert_string_equal(write_grid(FORMAT_CSV), "name,rows\n");
	assert_string_equal(write_grid(FORMAT_JSON), "[]\n");
}

/* More than the sink holds at once: cells are where they were, whatever has moved. */
static void test_many_records_are_all_written(void **state)
{
	struct listing_page page = { .styles = &styles };
	struct folder folder;
	struct outfile file;
	struct str err, want;
	char *got;
	FILE *read;

	(void)state;
	str_init(&err);
	str_init(&want);
	str_add(&want, "name,rows\n");
	for (size_t i = 0; i < 20000; i++) {
		memory_list_add(&grid, slice_of("name"));
		memory_list_add_number(&grid, i);
		str_addf(&want, "name,%zu\n", i);
	}
	folder_make(&folder);
	assert_true(
		outfile_open_file(&file, folder_file(&folder, "a"), false, NULL, &err));
	memory_list_write(&grid, FORMAT_CSV, &page, &file);
	assert_true(file.text.len < want.len);
	assert_true(outfile_close(&file, &err));
	got = malloc(want.len + 1);
	read = fopen(folder_file(&folder, "a"), "rb");
	assert_non_null(got);
	assert_non_null(read);
	assert_int_equal(fread(got, 1, want.len + 1, read), want.len);
	assert_memory_equal(got, want.buf, want.len);
	fclose(read);
	free(got);
	str_release(&err);
	str_release(&want);
	folder_remove(&folder);
}

#define memory_list_test(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		memory_list_test(test_records_are_written_in_every_form),
		memory_list_test(test_text_is_text_and_nothing_is_null),
		memory_list_test(test_no_records_are_a_head),
		memory_list_test(test_many_records_are_all_written),
	};

	return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
