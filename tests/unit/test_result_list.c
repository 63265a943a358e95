#include "config.h"

#include "output/result_list.h"

#include "unit/packed.h"
#include "unit/test.h"

struct results {
	struct packed x;
	struct search search;
	struct listing *list;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile;
};

static void found_open(struct results *f, const char *query)
{
	packed_copy(&f->x, "result_list");
	packed_load(&f->x, NULL);
	search_init(&f->search, &f->x.p);
	assert_true(search_set(&f->search, query, -1, NULL, NULL));
	task_finish(&f->search.task);
	f->list = result_list_new(&f->search);
	style_codes_init(&f->styles);
	f->page = (struct listing_page){ .styles = &f->styles };
	outfile_open_output(&f->outfile, false);
}

static void found_close(struct results *f)
{
	outfile_abandon(&f->outfile);
	style_codes_release(&f->styles);
	listing_free(f->list);
	search_release(&f->search);
	packed_end(&f->x);
}

static const char *found_csv(struct results *f)
{
	str_clear(&f->outfile.text);
	listing_write(f->list, FORMAT_CSV, &f->page, &f->outfile);
	return f->outfile.text.buf;
}

static void test_the_best_table_and_row_come_first(void **state)
{
	struct results f;

	(void)state;
	found_open(&f, "perth");
	/* The town of that name, then what begins with it, then what holds it. */
	assert_string_equal(found_csv(&f),
		"table,key,label,reason\n"
		"towns,p,Perth,\n"
		"towns,k,Kota,region: North of Perth\n"
		"meetings,3,Perth again,\n"
		"meetings,1,Talks in Perth,\n");
	found_close(&f);
}

static void test_text_has_a_heading_for_each_table(void **state)
{
	struct results f;

	(void)state;
	found_open(&f, "perth");
	listing_write(f.list, FORMAT_TEXT, &f.page, &f.outfile);
	assert_string_equal(f.outfile.text.buf,
		"Towns 2\n"
		"  Perth\n"
		"  Kota   ← region: North of Perth\n"
		"Meetings 2\n"
		"  Perth again\n"
		"  Talks in Perth\n");
	found_close(&f);
}

static void test_another_search_ends_it(void **state)
{
	struct results f;

	(void)state;
	found_open(&f, "perth");
	assert_null(f.list->kind->resume(f.list));
	assert_true(search_set(&f.search, "kota", -1, NULL, NULL));
	assert_string_equal(
		f.list->kind->resume(f.list), "the search is another one now");
	found_close(&f);
}

static void test_portions_gather_the_same(void **state)
{
	(void)state;
	for (size_t portion = 1; portion < 9; portion++) {
		struct results f;
		size_t steps = 0;

		found_open(&f, "perth");
		while (!f.list->kind->gather(f.list, portion)) {
			assert_true(f.list->rows <= ++steps * portion);
			assert_true(steps < 20);
		}
		assert_int_equal(f.list->rows, 4);
		assert_int_equal(listing_ref(f.list, 0).table, 1);
		assert_int_equal(listing_ref(f.list, 3).row, 0);
		found_close(&f);
	}
}

static void test_nothing_found_is_a_header(void **state)
{
	struct results f;

	(void)state;
	found_open(&f, "brumma");
	assert_true(f.list->kind->gather(f.list, 1));
	assert_string_equal(found_csv(&f), "table,key,label,reason\n");
	found_close(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_best_table_and_row_come_first),
		cmocka_unit_test(test_text_has_a_heading_for_each_table),
		cmocka_unit_test(test_another_search_ends_it),
		cmocka_unit_test(test_portions_gather_the_same),
		cmocka_unit_test(test_nothing_found_is_a_header),
	};

	return cmocka_run_group_tests_name("result_list", tests, NULL, NULL);
}
