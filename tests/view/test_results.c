#include "config.h"

/* What the search found in all tables together. */

#include "unit/test.h"
#include "view/made.h"

/* Three tables with the same words, one of them long. */
static int open_tables(void **state)
{
	static struct made made;
	struct str text;

	made_begin(&made);
	made_write(&made, "datapackage.json",
		"{'name':'finds','title':'Finds','resources':["
		"{'name':'hills','path':'hills.csv','title':'Hills','schema':{'fields':["
		"{'name':'name','title':'Name','type':'string'},"
		"{'name':'near','title':'Near','type':'string'}]}},"
		"{'name':'towns','path':'towns.csv','title':'Towns','schema':{'fields':["
		"{'name':'name','title':'Name','type':'string'}]}},"
		"{'name':'stones','path':'stones.csv','title':'Stones','schema':{"
		"'fields':[{'name':'name','title':'Name','type':'string'}]}}]}");
	made_write(&made, "hills.csv", "name,near\nBald Hill,Oxen\nGreen Hill,Kells\n");
	made_write(&made, "towns.csv", "name\nKells East\nOxenford\nOxen\n");
	str_init(&text);
	str_add(&text, "name\n");
	for (int i = 1; i <= 250; i++)
		str_addf(&text, "Stone %d\n", i);
	made_write(&made, "stones.csv", text.buf);
	str_release(&text);
	made_open(&made, 80, 16);
	*state = &made;
	return 0;
}

static int close_made(void **state)
{
	made_end(*state);
	return 0;
}

static void test_the_table_with_the_best_row_is_first(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f o x e n Enter");
	/* The town's name is the word; then one that starts so; then a hill near it. */
	assert_string_equal(stage_line(s, 2), " Towns 2");
	assert_string_equal(stage_line(s, 3), " ▌ Oxen");
	assert_string_equal(stage_line(s, 4), "   Oxenford");
	assert_string_equal(stage_line(s, 5), " Hills 1");
	assert_non_null(strstr(stage_line(s, 6), "   Bald Hill"));
	assert_string_equal(stage_line(s, 14), " All tables 1/3  Overview › Results  [oxen ×]");
}

static void test_cursor_is_never_on_a_heading(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f o x e n Enter Up");
	assert_string_equal(stage_line(s, 3), " ▌ Oxen");
	stage_keys(s, "Down Down");
	stage_expect(s, " ▌ Bald Hill");
	stage_keys(s, "Up");
	stage_expect(s, " ▌ Oxenford");
	stage_keys(s, "g");
	stage_expect(s, " ▌ Oxen\n");
	stage_keys(s, "G");
	stage_expect(s, " ▌ Bald Hill");
	stage_keys(s, "PgUp");
	stage_expect(s, " ▌ Oxen\n");
	assert_string_equal(stage_line(s, 2), " Towns 2");
	stage_keys(s, "PgDn N N n");
	stage_expect(s, " ▌ Oxenford");
}

static void test_no_more_than_two_hundred_of_a_table(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f s t o n e Enter");
	assert_string_equal(stage_line(s, 2), " Stones 250, the best 200 of them");
	stage_expect(s, " All tables 1/200");
	stage_keys(s, "G");
	stage_expect(s, " All tables 200/200");
	/* The tab has them all. */
	stage_keys(s, "3");
	stage_expect(s, "/250  [stone ×]");
}

static void test_nothing_found_offers_what_is_near(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f k e l s z e a s t Enter");
	stage_expect(s, "Nothing matches “kelszeast”.");
	stage_expect(s, "Esc clears the search.");
	stage_keys(s, "C / o x o n Enter");
	stage_expect(s, "Nearest: Oxen");
	stage_keys(s, "Enter");
	assert_string_equal(stage_line(s, 2), "  Oxen");
	stage_keys(s, "q Esc");
	stage_expect_not(s, "oxon");
}

static void test_without_a_search_it_says_what_to_type(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "1 f");
	stage_expect(
		s, "Type a name in any language or spelling, a code, a year, a word");
	stage_keys(s, "Esc");
	stage_expect(s, " ▌ Bald Hill");
}

static void test_records_step_through_what_was_found(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f o x e n Enter Enter");
	assert_string_equal(stage_line(s, 2), "  Oxen");
	stage_keys(s, "J");
	assert_string_equal(stage_line(s, 2), "  Oxenford");
	/* Over the heading into the next table. */
	stage_keys(s, "J");
	assert_string_equal(stage_line(s, 2), "  Bald Hill");
	stage_keys(s, "J");
	stage_expect(s, "This is the last record.");
	stage_keys(s, "K K K");
	stage_expect(s, "This is the first record.");
	assert_string_equal(stage_line(s, 2), "  Oxen");
	stage_keys(s, "<");
	stage_expect(s, " ▌ Oxen\n");
}

static void test_each_letter_starts_at_the_top_again(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f s t o Down Down Down");
	stage_expect(s, "All tables 4/200");
	stage_keys(s, "n");
	stage_expect(s, "All tables 1/200");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_the_table_with_the_best_row_is_first,
			open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_cursor_is_never_on_a_heading, open_tables, close_made),
		cmocka_unit_test_setup_teardown(test_no_more_than_two_hundred_of_a_table,
			open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_nothing_found_offers_what_is_near, open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_without_a_search_it_says_what_to_type, open_tables,
			close_made),
		cmocka_unit_test_setup_teardown(test_records_step_through_what_was_found,
			open_tables, close_made),
		cmocka_unit_test_setup_teardown(test_each_letter_starts_at_the_top_again,
			open_tables, close_made),
	};

	return cmocka_run_group_tests_name("results", tests, NULL, NULL);
}
