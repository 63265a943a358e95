#include "config.h"

#include "output/listing.h"

#include <locale.h>

#include "output/grid.h"
#include "unit/test.h"

/* A listing that is written in portions reads as one that is written at once. */

static const struct listing_column columns[] = {
	{ .name = "name", .title = "Name" },
	{ .name = "size", .title = "Size", .right = true },
};

static void fill(struct grid *g, size_t rows)
{
	grid_init(g, columns, 2);
	for (size_t i = 0; i < rows; i++) {
		struct str name;

		str_init(&name);
		str_addf(&name, "row, | %zu", i);
		grid_add(g, slice_of(name.buf));
		grid_add_number(g, i * i);
		str_release(&name);
	}
}

static void check_portions(struct grid *g, enum format format, size_t portion)
{
	struct ink ink;
	struct listing_page page = { .ink = &ink, .width = 40 };
	struct sink whole, parts;
	struct listing_writer w;
	size_t steps = 1;

	ink_init(&ink);
	sink_open_output(&whole, false);
	sink_open_output(&parts, false);
	grid_write(g, format, &page, &whole);
	listing_begin(&w, grid_list(g), format, &page, &parts);
	while (!listing_step(&w, portion))
		steps++;
	assert_int_equal(steps, w.next ? (w.next + portion - 1) / portion : 1);
	listing_end(&w);
	assert_string_equal(parts.text.buf, whole.text.buf);
	sink_abandon(&whole);
	sink_abandon(&parts);
	ink_release(&ink);
}

static void test_portions_make_the_same_whole(void **state)
{
	(void)state;
	for (size_t rows = 0; rows < 12; rows++) {
		struct grid g;

		fill(&g, rows);
		for (int format = 0; format < FORMAT_MAX; format++)
			for (size_t portion = 1; portion < 14; portion++)
				check_portions(&g, (enum format)format, portion);
		grid_release(&g);
	}
}

static void test_a_listing_given_up_frees_what_it_holds(void **state)
{
	(void)state;
	for (int format = 0; format < FORMAT_MAX; format++) {
		struct ink ink;
		struct listing_page page = { .ink = &ink };
		struct sink sink;
		struct listing_writer w;
		struct grid g;

		fill(&g, 10);
		ink_init(&ink);
		sink_open_output(&sink, false);
		listing_begin(&w, grid_list(&g), (enum format)format, &page, &sink);
		assert_false(listing_step(&w, 3));
		listing_end(&w);
		assert_non_null(strstr(sink.text.buf, "2"));
		assert_null(strstr(sink.text.buf, "81"));
		sink_abandon(&sink);
		ink_release(&ink);
		grid_release(&g);
	}
}

/* A form of its own: what a timeline is for people, or a table as an object. */
static void stars_head(struct listing_writer *w)
{
	str_add_char(&w->sink->text, '<');
}

static void stars_row(struct listing_writer *w, size_t row)
{
	str_addf(&w->sink->text, "*%zu", row);
}

static void stars_tail(struct listing_writer *w)
{
	str_add_char(&w->sink->text, '>');
}

static const struct listing_form stars = { stars_head, stars_row, stars_tail };

static void test_a_listing_may_have_a_form_of_its_own(void **state)
{
	struct listing list = {
		.columns = columns, .count = 2, .rows = 3, .form = &stars
	};
	struct listing_page page = { .ink = NULL };
	struct sink sink;

	(void)state;
	sink_open_output(&sink, false);
	listing_write(&list, FORMAT_CSV, &page, &sink);
	assert_string_equal(sink.text.buf, "<*0*1*2>");
	sink_abandon(&sink);
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
