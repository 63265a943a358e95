/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

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

static void test_the_table_of_what_was_named_is_first(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f o x e n Enter");
	/* The town's name is the word, then one starts so. */
	assert_string_equal(stage_line(s, 2), " Towns 2");
	assert_string_equal(stage_line(s, 3), " ▌ Oxen");
	assert_string_equal(stage_line(s, 4), "   Oxenford");
	assert_string_equal(stage_line(s, 5), " Hills 1");
	assert_string_equal(stage_line(s, 6), "   Bald Hill   Oxen");
	assert_string_equal(
		stage_line(s, 14), " All tables 1/3  Overview › Results  [oxen ×]");
	/* What only starts so changes nothing: the tables are in the order of their tabs. */
	stage_keys(s, "C f o x e Enter");
	assert_string_equal(stage_line(s, 2), " Hills 1");
}

static void test_cursor_is_never_on_a_heading(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f o x e n Enter Down Down");
	stage_expect(s, " ▌ Bald Hill   Oxen");
	stage_keys(s, "Up Up Up");
	stage_expect(s, " ▌ Oxen\n");
	stage_keys(s, "G");
	stage_expect(s, " ▌ Bald Hill");
	stage_keys(s, "PgUp");
	stage_expect(s, " ▌ Oxen\n");
	assert_string_equal(stage_line(s, 2), " Towns 2");
	stage_keys(s, "PgDn N N n");
	stage_expect(s, " ▌ Oxenford");
}

static void test_next_goes_round_and_says_so(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f o x e n Enter G n");
	stage_expect(s, " ▌ Oxen\n");
	stage_expect(s, "Search wrapped to the first hit.");
	stage_keys(s, "N");
	stage_expect(s, " ▌ Bald Hill");
	stage_expect(s, "Search wrapped to the last hit.");
}

static void test_the_rest_of_a_group_is_opened(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f s t o n e Enter");
	assert_string_equal(stage_line(s, 2), " Stones 250");
	stage_expect(s, " All tables 1/5");
	stage_expect(s, "   245 more ›");
	stage_keys(s, "G");
	stage_expect(s, " ▌ 245 more ›");
	/* The cursor is on the first row of the rest. */
	stage_keys(s, "Enter");
	assert_string_equal(stage_line(s, 2), " Stones 250, the best 200 of them");
	stage_expect(s, " ▌ Stone 6\n");
	stage_expect(s, " All tables 6/200");
	stage_keys(s, "G");
	stage_expect(s, " All tables 200/200");
	/* The tab has them all. */
	stage_keys(s, "3");
	stage_expect(s, "/250  Name  [stone ×]");
}

static void test_nothing_found_offers_what_is_near(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f q q q q q Enter");
	stage_expect(s, "Nothing matches “qqqqq”. Esc clears the search.");
	stage_keys(s, "C / o x o n");
	stage_expect(s, "Nothing matches “oxon”. Enter: nearest, Oxen · Esc cancels");
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

	stage_keys(s, "f o x e n Enter g Enter");
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
	stage_expect(s, " ▌ Oxen");
}

/* Stepping down opens the rest of a group, stepping up passes its line. */
static void test_records_step_into_the_rest_of_a_group(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f s t o n e Enter Enter J J J J J");
	assert_string_equal(stage_line(s, 2), "  Stone 6");
	stage_keys(s, "K");
	assert_string_equal(stage_line(s, 2), "  Stone 5");
}

static void test_a_search_in_force_is_not_asked_for_again(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "2 / o x e n Enter f");
	assert_string_equal(stage_line(s, 2), " Towns 2");
	stage_expect(s, " All tables 1/3  Towns › Results  [oxen ×]");
	stage_expect(s, " Enter open");
	stage_keys(s, "f k Esc");
	stage_expect(s, " All tables 1/3  Towns › Results  [oxen ×]");
}

static void test_each_letter_starts_at_the_top_again(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f s t o Down Down Down");
	stage_expect(s, "All tables 4/5");
	stage_keys(s, "n");
	stage_expect(s, "All tables 1/5");
}

/* The whole screen at 80 by 24; of a wide one what is at the left of the record. */
static void test_results_of_the_bundled_data(void **state)
{
	static const char *const narrow[] = {
		" 0 Overview  1 Members 2  2 Participants 0  3 Organizations 0  4 "
		"Meetings 1  "
		"›",
		" ━━━━━━━━━━",
		" Members 2",
		" ▌ North Korea   taking part since February 2002 · not in the Ad Hoc "
		"Group",
		"   South Korea   taking part since February 2002 · not in the Ad Hoc "
		"Group",
		" Meetings 1",
		"   First Ministerial Conference   26–28 Feb 2002   ← participants: "
		"North "
		"Korea",
		" Disagreements 3",
		"   North Korea: name                   one source: North Korea",
		"   South Korea: name                   one source: South Korea",
		"   South Korea: trafficking protocol   one source: Trafficking "
		"Protocol 2000: …",
	};
	static const char *const wide[] = {
		" Members 2 ",
		" ▌ North Korea   taking part since Feb 2002 · not in the Ad Hoc Group ",
		"   South Korea   taking part since Feb 2002 · not in the Ad Hoc Group ",
		" Meetings 1 ",
		"   First Ministerial Conference   ← participants: "
		"North "
		"Korea ",
		" Disagreements 3 ",
		"   North Korea: name                   one source: North Korea ",
		"   South Korea: name                   one source: South Korea ",
		" ",
	};
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_keys(&s, "f k o r e a");
	for (int y = 0; y < 22; y++)
		assert_string_equal(stage_line(&s, y),
			y < (int)(sizeof narrow / sizeof *narrow) ? narrow[y] : "");
	assert_string_equal(stage_line(&s, 22), " All tables 1/6");
	stage_resize(&s, 120, 40);
	stage_keys(&s, "Enter");
	for (int y = 0; y < (int)(sizeof wide / sizeof *wide); y++)
		assert_memory_equal(stage_line(&s, y + 2), wide[y], strlen(wide[y]));
	stage_close(&s);
}

static void test_enter_opens_the_only_hit(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "f k e l l s Space e a s t");
	stage_expect(s, "Enter: open Kells East");
	stage_keys(s, "Enter");
	assert_string_equal(stage_line(s, 2), "  Kells East");
	stage_keys(s, "q");
	stage_expect(s, " ▌ Kells East");
	/* Of several the user chooses. */
	stage_keys(s, "/ k e l l s");
	stage_expect(s, "Enter apply");
	stage_keys(s, "Enter");
	/* a hill at the very place comes before a town that is called so and more */
	stage_expect(s, " All tables 1/2");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_the_table_of_what_was_named_is_first,
			open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_cursor_is_never_on_a_heading, open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_next_goes_round_and_says_so, open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_the_rest_of_a_group_is_opened, open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_nothing_found_offers_what_is_near, open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_without_a_search_it_says_what_to_type, open_tables,
			close_made),
		cmocka_unit_test_setup_teardown(test_records_step_through_what_was_found,
			open_tables, close_made),
		cmocka_unit_test_setup_teardown(
			test_records_step_into_the_rest_of_a_group, open_tables,
			close_made),
		cmocka_unit_test(test_results_of_the_bundled_data),
		cmocka_unit_test_setup_teardown(
			test_a_search_in_force_is_not_asked_for_again, open_tables,
			close_made),
		cmocka_unit_test_setup_teardown(
			test_enter_opens_the_only_hit, open_tables, close_made),
		cmocka_unit_test_setup_teardown(test_each_letter_starts_at_the_top_again,
			open_tables, close_made),
	};

	return cmocka_run_group_tests_name("results", tests, NULL, NULL);
}
