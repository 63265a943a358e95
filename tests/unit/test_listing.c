#include "config.h"

#include "output/listing.h"

#include <locale.h>

#include "output/memory_list.h"
#include "unit/test.h"

/* A listing that is written in portions reads as one that is written at once. */

static const struct listing_column columns[] = {
	{ .name = "name", .title = "Name" },
	{ .name = "size", .title = "Size", .right = true },
};

static void fill(struct memory_list *g, size_t rows)
{
	memory_list_init(g, columns, 2);
	for (size_t i = 0; i < rows; i++) {
		struct str name;

		str_init(&name);
		str_addf(&name, "row, | %zu", i);
		memory_list_add(g, slice_of(name.buf));
		memory_list_add_number(g, i * i);
		str_release(&name);
	}
}

static void check_portions(struct memory_list *g, enum format format, size_t portion)
{
	struct style_codes styles;
	struct listing_page page = { .styles = &styles, .width = 40 };
	struct outfile whole, parts;
	struct listing_writer w;
	size_t steps = 1;

	style_codes_init(&styles);
	outfile_open_output(&whole, false);
	outfile_open_output(&parts, false);
	memory_list_write(g, format, &page, &whole);
	listing_begin(&w, memory_list_list(g), format, &page, &parts);
	while (!listing_step(&w, portion))
		steps++;
	assert_int_equal(steps, w.next ? (w.next + portion - 1) / portion : 1);
	listing_end(&w);
	assert_string_equal(parts.text.buf, whole.text.buf);
	outfile_abandon(&whole);
	outfile_abandon(&parts);
	style_codes_release(&styles);
}

static void test_portions_make_the_same_whole(void **state)
{
	(void)state;
	for (size_t rows = 0; rows < 12; rows++) {
		struct memory_list g;

		fill(&g, rows);
		for (int format = 0; format < FORMAT_MAX; format++)
			for (size_t portion = 1; portion < 14; portion++)
				check_portions(&g, (enum format)format, portion);
		memory_list_release(&g);
	}
}

static void test_a_listing_given_up_frees_what_it_holds(void **state)
{
	(void)state;
	for (int format = 0; format < FORMAT_MAX; format++) {
		struct style_codes styles;
		struct listing_page page = { .styles = &styles };
		struct outfile outfile;
		struct listing_writer w;
		struct memory_list g;

		fill(&g, 10);
		style_codes_init(&styles);
		outfile_open_output(&outfile, false);
		listing_begin(
			&w, memory_list_list(&g), (enum format)format, &page, &outfile);
		assert_false(listing_step(&w, 3));
		listing_end(&w);
		assert_non_null(strstr(outfile.text.buf, "2"));
		assert_null(strstr(outfile.text.buf, "81"));
		outfile_abandon(&outfile);
		style_codes_release(&styles);
		memory_list_release(&g);
	}
}

/* A form of its own: what a timeline is for people, or a table as an object. */
static void stars_head(struct listing_writer *w)
{
	str_add_char(&w->outfile->text, '<');
}

static void stars_row(struct listing_writer *w, size_t row)
{
	str_addf(&w->outfile->text, "*%zu", row);
}

static void stars_tail(struct listing_writer *w)
{
	str_add_char(&w->outfile->text, '>');
}

static const struct listing_form stars = { stars_head, stars_row, stars_tail };

static void test_a_listing_may_have_a_form_of_its_own(void **state)
{
	struct listing list = {
		.columns = columns, .count = 2, .rows = 3, .form = &stars
	};
	struct listing_page page = { .styles = NULL };
	struct outfile outfile;

	(void)state;
	outfile_open_output(&outfile, false);
	listing_write(&list, FORMAT_CSV, &page, &outfile);
	assert_string_equal(outfile.text.buf, "<*0*1*2>");
	outfile_abandon(&outfile);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_portions_make_the_same_whole),
		cmocka_unit_test(test_a_listing_given_up_frees_what_it_holds),
		cmocka_unit_test(test_a_listing_may_have_a_form_of_its_own),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("listing", tests, NULL, NULL);
}
