/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/result_list.h"

#include "base/text.h"
#include "unit/searched.h"
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
	f->list = result_list_new(&f->search, 0);
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

static void test_the_best_row_of_each_table_comes_first(void **state)
{
	struct results f;

	(void)state;
	found_open(&f, "perth");
	/* The table with a row that is called so, then the others in their order, and in each
	 * what is called so, then what begins with it, then what holds it. */
	assert_string_equal(found_csv(&f),
		"table,key,label,answer,reason\n"
		"towns,p,Perth,West,\n"
		"towns,k,Kota,North of Perth,region: North of Perth\n"
		"meetings,3,Perth again,,\n"
		"meetings,1,Talks in Perth,,\n");
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
		"  Perth  West\n"
		"  Kota   North of Perth\n"
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
		assert_int_equal(listing_ref(f.list, 3).table, 0);
		found_close(&f);
	}
}

static void test_nothing_found_is_a_header(void **state)
{
	struct results f;

	(void)state;
	found_open(&f, "brumma");
	assert_true(f.list->kind->gather(f.list, 1));
	assert_string_equal(found_csv(&f), "table,key,label,answer,reason\n");
	found_close(&f);
}

/* The answer makes room for the reason, which is for what is not seen. */
static void test_a_line_is_divided_between_answer_and_reason(void **state)
{
	static const struct {
		const char *query, *name;
		int table, room;
		const char *answer, *reason;
	} cases[] = {
		/* what the answer shows needs no reason */
		{ "indonesia", "First Conference", MEETINGS, 60,
			"Indonesia · Indonesia, New Zealand", "" },
		/* the last phrase has the hit, and is shown only where there is room */
		{ "groups", "First Conference", MEETINGS, 80,
			"Indonesia · Indonesia, New Zealand · Two groups were set up in "
			"Bali",
			"" },
		{ "groups", "First Conference", MEETINGS, 64, "Indonesia",
			"summary: Two groups were set up in Bali" },
		{ "groups", "First Conference", MEETINGS, 50, "",
			"summary: Two groups were set up in Bali" },
		/* so has the name, when it is cut */
		{ "conference", "First Conference", MEETINGS, 40,
			"Indonesia · Indonesia, New Zealand", "" },
		{ "conference", "First", MEETINGS, 62,
			"Indonesia · Indonesia, New Zealand", "title: First Conference" },
		{ "khmer republic", "Cambodia", MEMBERS, 60, "2002",
			"former name: Khmer Republic" },
	};
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct result_text text = { STR_INIT, STR_INIT, 0 };

		searched_for(&s, cases[i].query, -1);
		result_compose(&s.s, (struct row_ref){ cases[i].table, 0 },
			slice_of(cases[i].name), cases[i].room, &text);
		assert_string_equal(text.answer.buf, cases[i].answer);
		assert_string_equal(text.reason.buf, cases[i].reason);
		assert_int_equal(text.width, text_width(str_slice(&text.answer)));
		str_release(&text.answer);
		str_release(&text.reason);
	}
	searched_end(&s);
}

static void test_a_line_of_text_fits_the_page(void **state)
{
	struct results f;

	(void)state;
	found_open(&f, "kota");
	listing_free(f.list);
	f.page.width = 22;
	f.list = result_list_new(&f.search, f.page.width);
	listing_write(f.list, FORMAT_TEXT, &f.page, &f.outfile);
	assert_string_equal(f.outfile.text.buf, "Towns 1\n  Kota  North of Perth\n");
	str_clear(&f.outfile.text);
	listing_free(f.list);
	f.list = result_list_new(&f.search, RESULT_READ_ALOUD);
	listing_write(f.list, FORMAT_TEXT, &(struct listing_page){ .styles = &f.styles },
		&f.outfile);
	assert_string_equal(f.outfile.text.buf, "Towns 1\n  Kota  North of Perth\n");
	found_close(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_best_row_of_each_table_comes_first),
		cmocka_unit_test(test_text_has_a_heading_for_each_table),
		cmocka_unit_test(test_another_search_ends_it),
		cmocka_unit_test(test_portions_gather_the_same),
		cmocka_unit_test(test_nothing_found_is_a_header),
		cmocka_unit_test(test_a_line_is_divided_between_answer_and_reason),
		cmocka_unit_test(test_a_line_of_text_fits_the_page),
	};

	return cmocka_run_group_tests_name("result_list", tests, NULL, NULL);
}
