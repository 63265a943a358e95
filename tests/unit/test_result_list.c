#include "config.h"

#include "output/result_list.h"

#include "unit/packed.h"
#include "unit/test.h"

struct table_hits {
	struct packed x;
	struct search search;
	struct result_list f;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile;
};

static void found_open(struct table_hits *f, const char *query)
{
	packed_copy(&f->x, "result_list");
	packed_load(&f->x, NULL);
	search_init(&f->search, &f->x.p);
	assert_true(search_set(&f->search, query, -1, NULL, NULL));
	task_finish(&f->search.task);
	result_list_init(&f->f, &f->search);
	style_codes_init(&f->styles);
	f->page = (struct listing_page){ .styles = &f->styles };
	outfile_open_output(&f->outfile, false);
}

static void found_close(struct table_hits *f)
{
	outfile_abandon(&f->outfile);
	style_codes_release(&f->styles);
	result_list_release(&f->f);
	search_release(&f->search);
	packed_end(&f->x);
}

static const char *found_csv(struct table_hits *f)
{
	listing_write(result_list_list(&f->f), FORMAT_CSV, &f->page, &f->outfile);
	return f->outfile.text.buf;
}

static void test_the_best_table_and_row_come_first(void **state)
{
	struct table_hits f;

	(void)state;
	found_open(&f, "perth");
	while (!result_list_step(&f.f, 100))
		;
	/* The town of that name, then what begins with it, then what holds it. */
	assert_string_equal(found_csv(&f),
		"table,key,label,reason\n"
		"towns,p,Perth,\n"
		"towns,k,Kota,region: North of Perth\n"
		"meetings,3,Perth again,\n"
		"meetings,1,Talks in Perth,\n");
	found_close(&f);
}

static void test_portions_gather_the_same(void **state)
{
	(void)state;
	for (size_t portion = 1; portion < 9; portion++) {
		struct table_hits f;
		size_t steps = 0;

		found_open(&f, "perth");
		while (!result_list_step(&f.f, portion)) {
			assert_true(f.f.count <= ++steps * portion);
			assert_true(steps < 20);
		}
		assert_int_equal(f.f.count, 4);
		assert_int_equal(f.f.rows[0].table, 1);
		assert_int_equal(f.f.rows[3].row, 0);
		found_close(&f);
	}
}

static void test_nothing_found_is_a_header(void **state)
{
	struct table_hits f;

	(void)state;
	found_open(&f, "brumma");
	assert_true(result_list_step(&f.f, 1));
	assert_string_equal(found_csv(&f), "table,key,label,reason\n");
	found_close(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_best_table_and_row_come_first),
		cmocka_unit_test(test_portions_gather_the_same),
		cmocka_unit_test(test_nothing_found_is_a_header),
	};

	return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
