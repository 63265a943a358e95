/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/table_list.h"

#include <locale.h>

#include "unit/jsonback.h"
#include "unit/searched.h"

/* A listing of one table of the searched package, and what is written of it. */
struct listed_table {
	struct searched s;
	struct listing *list; /* all rows, without columns, until a test finds some */
	int table;
	struct outfile outfile;
	struct style_codes styles;
};

static void listed_table_make(struct listed_table *x, int table)
{
	searched_make(&x->s);
	x->table = table;
	x->list = table_list_new(&x->s.x.p, &x->s.x.p.tables[table], NULL, NULL);
	x->outfile = (struct outfile){ .fd = -1 };
	str_init(&x->outfile.text);
	style_codes_init(&x->styles);
}

static void listed_table_end(struct listed_table *x)
{
	str_release(&x->outfile.text);
	style_codes_release(&x->styles);
	listing_free(x->list);
	searched_end(&x->s);
}

static const char *written(struct listed_table *x, enum format format)
{
	struct listing_page page = { .styles = &x->styles };

	str_clear(&x->outfile.text);
	listing_write(x->list, format, &page, &x->outfile);
	return x->outfile.text.buf;
}

/* Makes the listing that of the rows which TEXT finds, without columns; with REASONS why
 * they were found. */
static void find(struct listed_table *x, const char *text, bool reasons)
{
	searched_for(&x->s, text, -1);
	listing_free(x->list);
	x->list = table_list_new(&x->s.x.p, &x->s.x.p.tables[x->table],
		search_rows(&x->s.s, x->table), reasons ? &x->s.s : NULL);
}

static void test_fields_are_as_in_the_file(void **state)
{
	struct listed_table x;

	(void)state;
	listed_table_make(&x, MEMBERS);
	table_list_add_fields(x.list);
	assert_int_equal(x.list->rows, 5);
	assert_string_equal(written(&x, FORMAT_CSV),
		"country,listed_as,since,status,sources\n"
		"kh,Kampuchea,2002,m,pp\n"
		"id,,2002-02-26,m,pp\n"
		"nz,,2003/..,m,pp;un\n"
		"nl,Holland,2011?,o,pp\n"
		"tr,Turkey,,m,pp\n");
	listed_table_end(&x);
}

static void test_columns_are_what_the_user_sees(void **state)
{
	struct listed_table x;

	(void)state;
	listed_table_make(&x, MEMBERS);
	table_list_add_columns(x.list);
	assert_string_equal(written(&x, FORMAT_TEXT),
		"Country          Since\n"
		"Cambodia         2002\n"
		"Indonesia        26 Feb 2002\n"
		"New Zealand      since 2003\n"
		"The Netherlands  2011?\n"
		"Türkiye\n");
	/* to a program a column is called by its way */
	assert_string_equal(written(&x, FORMAT_TSV),
		"country.name\tsince\n"
		"Cambodia\t2002\n"
		"Indonesia\t2002-02-26\n"
		"New Zealand\t2003/..\n"
		"The Netherlands\t2011?\n"
		"Türkiye\t\n");
	listed_table_end(&x);
}

static void test_numbers_are_right_aligned(void **state)
{
	struct listed_table x;

	(void)state;
	listed_table_make(&x, MEETINGS);
	table_list_add_path(x.list,
		&(struct path){ .count = 1,
			.fields = (const size_t[]){ 0 },
			.title = "No.",
			.last = &x.s.x.p.tables[MEETINGS].schema->fields[0] });
	assert_string_equal(written(&x, FORMAT_TEXT), "No.\n  1\n  2\n 17\n");
	assert_string_equal(written(&x, FORMAT_MARKDOWN),
		"| No. |\n| ---: |\n| 1 |\n| 2 |\n| 17 |\n");
	listed_table_end(&x);
}

static void test_found_rows_alone_are_written(void **state)
{
	struct listed_table x;

	(void)state;
	listed_table_make(&x, MEMBERS);
	find(&x, "kampuchea", false);
	table_list_add_columns(x.list);
	assert_int_equal(x.list->rows, 1);
	assert_string_equal(
		written(&x, FORMAT_CSV), "country.name,since\nCambodia,2002\n");
	find(&x, "nothingofthekind", false);
	table_list_add_columns(x.list);
	assert_int_equal(x.list->rows, 0);
	assert_string_equal(written(&x, FORMAT_CSV), "country.name,since\n");
	assert_string_equal(written(&x, FORMAT_JSON),
		"{\"name\":\"members\",\"title\":\"members\",\"rows\":[]}\n");
	find(&x, "", false);
	assert_int_equal(x.list->rows, 5);
	listed_table_end(&x);
}

static void test_a_reason_is_the_last_column(void **state)
{
	struct listed_table x;

	(void)state;
	listed_table_make(&x, MEMBERS);
	find(&x, "camboya", true);
	table_list_add_columns(x.list);
	assert_string_equal(written(&x, FORMAT_TEXT),
		"Country   Since  Found by\nCambodia  2002   Spanish: "
		"Camboya\n");
	/* to a program it would be a column that the table does not have */
	assert_string_equal(
		written(&x, FORMAT_CSV), "country.name,since\nCambodia,2002\n");
	/* what the columns show needs none */
	find(&x, "cambodia", true);
	table_list_add_columns(x.list);
	assert_string_equal(
		written(&x, FORMAT_TEXT), "Country   Since\nCambodia  2002\n");
	listed_table_end(&x);
}

static const char *text_at(const json_t *row, const char *key)
{
	assert_true(json_is_string(json_object_get(row, key)));
	return json_string_value(json_object_get(row, key));
}

static void test_json_has_types_keys_and_reasons(void **state)
{
	struct listed_table x;
	json_t *root;
	const json_t *row;

	(void)state;
	listed_table_make(&x, MEETINGS);
	find(&x, "khmer", true);
	table_list_add_fields(x.list);
	written(&x, FORMAT_JSON);
	root = read_back(&x.outfile.text);
	assert_string_equal(text_at(root, "name"), "meetings");
	assert_int_equal(json_array_size(json_object_get(root, "rows")), 1);
	row = json_array_get(json_object_get(root, "rows"), 0);
	assert_true(json_number_value(json_object_get(row, "number")) == 2);
	assert_string_equal(text_at(row, "host"), "id");
	assert_string_equal(
		json_string_value(json_array_get(json_object_get(row, "chairs"), 1)),
		"nz");
	assert_int_equal(json_array_size(json_object_get(row, "chairs")), 2);
	assert_int_equal(json_object_size(row), 6);
	/* apart from the rows: those have the fields of the schema and nothing else */
	assert_int_equal(json_array_size(json_object_get(root, "reasons")), 1);
	assert_non_null(strstr(
		json_string_value(json_array_get(json_object_get(root, "reasons"), 0)),
		"Khmer rules"));
	json_decref(root);
	listed_table_end(&x);
}

static void test_json_of_columns_reads_through_references(void **state)
{
	struct listed_table x;
	json_t *root;
	const json_t *rows;

	(void)state;
	listed_table_make(&x, MEMBERS);
	table_list_add_columns(x.list);
	written(&x, FORMAT_JSON);
	root = read_back(&x.outfile.text);
	rows = json_object_get(root, "rows");
	assert_string_equal(text_at(json_array_get(rows, 4), "country.name"), "Türkiye");
	assert_true(json_is_null(json_object_get(json_array_get(rows, 4), "since")));
	assert_null(json_object_get(root, "reasons"));
	json_decref(root);
	listed_table_end(&x);
}

/* Plain rows are copied, the others written cell by cell. */
static void test_rows_of_csv_come_out_as_csv(void **state)
{
	struct packed p;
	struct listing *list;
	struct outfile outfile = { .fd = -1 };
	struct listing_page page = { 0 };

	(void)state;
	packed_begin(&p);
	packed_write(&p, "datapackage.json",
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'dialect': {'quoteChar': "
		"'|'}, 'schema': {'fields': [{'name': 'a'}, {'name': 'b'}, {'name': "
		"'c'}]}}]}");
	packed_write(&p, "a.csv",
		"a,b,c\n1,2 2,3\n, 2,\n1,2\n1,\"2,3\n|1|,|2,2|,3\n,2,3 \n,,\n"
		"1,\xef\xbb\xbf,3\n1,\t,3\r\n");
	packed_load(&p, NULL);
	list = table_list_new(&p.p, &p.p.tables[0], NULL, NULL);
	table_list_add_fields(list);
	str_init(&outfile.text);
	listing_write(list, FORMAT_CSV, &page, &outfile);
	assert_string_equal(outfile.text.buf,
		"a,b,c\n1,2 2,3\n,\" 2\",\n1,2,\n1,\"\"\"2\",3\n1,\"2,2\",3\n"
		",2,\"3 \"\n,,\n1,\"\xef\xbb\xbf\",3\n1,\"\t\",3\n");
	str_release(&outfile.text);
	listing_free(list);
	packed_end(&p);
}

static void test_missing_values_are_empty(void **state)
{
	struct packed p;
	struct listing *list;
	struct outfile outfile = { .fd = -1 };
	struct listing_page page = { 0 };

	(void)state;
	packed_begin(&p);
	packed_write(&p, "datapackage.json",
		"{'resources': [{'name': 'a', 'title': 'A \\u202e', 'path': 'a.csv',"
		" 'schema': {'missingValues': ['', 'NA'], 'fields': ["
		"{'name': 'id', 'type': 'integer'}, {'name': 'b', 'type': "
		"'string'}]}}]}");
	packed_write(&p, "a.csv", "id,b\n1,NA\nNA,x\n2\n");
	packed_load(&p, NULL);
	list = table_list_new(&p.p, &p.p.tables[0], NULL, NULL);
	table_list_add_fields(list);
	str_init(&outfile.text);
	listing_write(list, FORMAT_CSV, &page, &outfile);
	assert_string_equal(outfile.text.buf, "id,b\n1,\n,x\n2,\n");
	str_clear(&outfile.text);
	listing_write(list, FORMAT_JSON, &page, &outfile);
	assert_string_equal(outfile.text.buf,
		"{\"name\":\"a\",\"title\":\"A \\u202E\",\"rows\":[\n"
		"{\"id\":1,\"b\":null},\n"
		"{\"id\":null,\"b\":\"x\"},\n"
		"{\"id\":2,\"b\":null}\n]}\n");
	str_release(&outfile.text);
	listing_free(list);
	packed_end(&p);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields_are_as_in_the_file),
		cmocka_unit_test(test_columns_are_what_the_user_sees),
		cmocka_unit_test(test_numbers_are_right_aligned),
		cmocka_unit_test(test_found_rows_alone_are_written),
		cmocka_unit_test(test_a_reason_is_the_last_column),
		cmocka_unit_test(test_json_has_types_keys_and_reasons),
		cmocka_unit_test(test_json_of_columns_reads_through_references),
		cmocka_unit_test(test_rows_of_csv_come_out_as_csv),
		cmocka_unit_test(test_missing_values_are_empty),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("table_list", tests, NULL, NULL);
}
