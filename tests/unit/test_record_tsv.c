/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/record_form.h"
#include "unit/recorded.h"
#include "unit/test.h"

static int make_packed(void **state)
{
	static struct packed packed;

	recorded_make(&packed);
	*state = &packed;
	return 0;
}

static int end_packed(void **state)
{
	packed_end(*state);
	return 0;
}

/* Writes the record of row ROW of TABLE in FORMAT into a file and asserts what it holds.
 */
static void assert_written(struct packed *x, int table, uint32_t row, enum format format,
	const char *expected)
{
	struct listing_page page = { .width = 0 };
	const char *path = folder_file(&x->folder, "out");
	char text[4000];
	struct outfile outfile;
	struct record r;
	struct listing *list;
	FILE *file;

	record_init(&r, &x->p, recorded_row(table, row));
	list = record_tsv_new(&r);
	str_clear(&x->text);
	assert_true(outfile_open_file(&outfile, path, true, NULL, &x->text));
	listing_write(list, format, &page, &outfile);
	assert_true(outfile_close(&outfile, &x->text));
	listing_free(list);
	record_release(&r);
	file = fopen(path, "rb");
	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(text, expected);
}

static void test_a_line_a_field(void **state)
{
	assert_written(*state, R_MEMBERS, 0, FORMAT_TSV,
		"table\tkey\tfield\tvalue\n"
		"members\tAA\tcountry\tAA\n"
		"members\tAA\tsince\t2002-02\n"
		"members\tAA\tnote\ta | b, *c*\\nsecond line\n"
		"members\tAA\tsources\ts1;s2\n"
		"countries\tAA\tid\tAA\n"
		"countries\tAA\talpha3\tAAA\n"
		"countries\tAA\tname\tArland\n"
		"countries\tAA\tplace\t1.5, -20\n"
		"countries\tAA\tarea\t12.50\n"
		"countries\tAA\tisland\ttrue\n"
		"countries\tAA\tlanguages\tArish;Old Arish\n"
		"names\t1\tcountry\tAA\n"
		"names\t1\tname\tArlandia\n"
		"names\t1\tkind\tformer\n"
		"names\t2\tcountry\tAA\n"
		"names\t2\tname\tArlande\n"
		"names\t2\tkind\tforeign\n"
		"names\t2\ttongues\tfr;wa;br;oc\n"
		"names\t3\tcountry\tAA\n"
		"names\t3\tname\tArl\n"
		"meetings\t1\thost\tAA\n"
		"meetings\t2\thost\tAA\n"
		"disputes\td1\tid\td1\n"
		"disputes\td1\twhat\tDate of joining\n"
		"disputes\td1\tcountry\tAA\n"
		"disputes\td1\tsays\t2002\n"
		"disputes\td1\tby\ts2\n");
}

static void test_empty_fields_of_the_record_have_a_line(void **state)
{
	assert_written(*state, R_COUNTRIES, 2, FORMAT_CSV,
		"table,key,field,value\n"
		"countries,CC,id,CC\n"
		"countries,CC,alpha3,CCC\n"
		"countries,CC,name,Celia\n"
		"countries,CC,place,\n"
		"countries,CC,area,\n"
		"countries,CC,island,false\n"
		"countries,CC,languages,\n"
		"meetings,1,guests,BB;CC\n"
		"visits,1,country,CC\n");
}

static void test_values_are_quoted_as_the_format_has_it(void **state)
{
	assert_written(*state, R_VISITS, 1, FORMAT_CSV,
		"table,key,field,value\n"
		"visits,2,country,BB\n"
		"visits,2,who,\"Bo \"\"the\x1b[31m\"\" <b>\"\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_line_a_field),
		cmocka_unit_test(test_empty_fields_of_the_record_have_a_line),
		cmocka_unit_test(test_values_are_quoted_as_the_format_has_it),
	};

	return cmocka_run_group_tests_name("record_tsv", tests, make_packed, end_packed);
}
