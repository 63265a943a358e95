/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The columns of a list chosen, put in order, made wide and narrow. */

#include "unit/test.h"
#include "view/column_config.h"
#include "view/made.h"

static int open_towns(void **state)
{
	static struct made made;

	made_copy(&made, "towns");
	made_open(&made, 80, 24);
	stage_keys(&made.stage, "1");
	*state = &made;
	return 0;
}

static int close_made(void **state)
{
	made_end(*state);
	return 0;
}

static void test_the_chooser_lists_all_columns(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "c");
	stage_expect_screen(&m->stage,
		" Towns    0 Overview  1 Towns 4  2 Rivers 2\n"
		"                      ━━━━━━━━━\n"
		"   Columns of Towns\n"
		"   The first column stays in place when you scroll sideways.\n"
		"\n"
		" ▌ [x] Town                           name\n"
		"   [x] River                          river.name\n"
		"   [x] People                         people\n"
		"   [x] Sea                            river.sea\n"
		"   [ ] Id                             id\n"
		"   [ ] Since                          since\n"
		"   [ ] Note                           note\n"
		"\n\n\n\n\n\n\n\n\n\n"
		" 1/7, 4 shown  Towns › Columns\n"
		" Space show or hide   / search   J down   K up   a all/default   ? "
		"help\n");
}

static void test_the_list_shows_the_choice(void **state)
{
	struct made *m = *state;

	/* The river goes, the note comes first. */
	stage_keys(&m->stage, "c Down Space G Enter K K K K K K Esc");
	stage_expect_screen(&m->stage,
		" Towns    0 Overview  1 Towns 4  2 Rivers 2\n"
		"                      ━━━━━━━━━\n"
		"   Note       Town                                            People  "
		"Sea\n"
		" ▌ cathedral  Cologne                                           1080  "
		"North Sea\n"
		"   fair       Basel                                              170  "
		"North Sea\n"
		"   minster    Ulm                                                126  "
		"Black Sea\n"
		"   castle     Prague                                            1300\n"
		"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
		" 1/4  Town\n"
		" Enter open   / search   F values   s sort   v record   Tab next tab   "
		"? "
		"help\n");
}

static void test_the_cursor_stays_in_its_column(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "l l c");
	stage_expect(s, " ▌ [x] People");
	stage_keys(s, "K K q s");
	stage_expect(s, "Sorted by People, smallest first.");
	assert_string_equal(stage_line(s, 2),
		"   People▴ Town                                               River   "
		"Sea");
	/* Hidden, it is what the rows are still sorted by; the cursor goes to its
	 * neighbour. */
	stage_keys(s, "c Space q");
	assert_string_equal(stage_line(s, 2),
		"   Town                                                       River   "
		"Sea");
	assert_string_equal(stage_line(s, 3),
		" ▌ Ulm                                                        Danube  "
		"Black Sea");
	assert_string_equal(stage_line(s, 6), "   Prague");
	stage_keys(s, "s");
	stage_expect(s, "Sorted by Town, A to Z, then People, smallest first.");
	assert_string_equal(stage_line(s, 3),
		" ▌ Basel                                                      Rhine   "
		"North Sea");
}

static void test_keys_work_on_the_columns_in_force(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "c G Space K K K K K K q =");
	stage_expect(s, "1/1  Town  [Town: Cologne ×]");
	stage_keys(s, "C h =");
	stage_expect(s, "1/1  Note  [Note: cathedral ×]");
}

/* A search reports what the rows do not show. */
static void test_what_is_hidden_has_its_reason(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "/");
	stage_type(s, "castle");
	stage_expect(s, "← note: castle");
	stage_keys(s, "Enter c G Space q");
	stage_expect(s, "castle");
	stage_expect_not(s, "←");
}

static void test_one_column_has_to_stay(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "c Space j Space j Space j Space");
	stage_expect(s, "The last column cannot be hidden.");
	stage_expect(s, " ▌ [x] Sea");
	stage_expect(s, "4/7, 1 shown");
	stage_keys(s, "q l l h h h");
	assert_string_equal(stage_line(s, 2), "   Sea");
	assert_string_equal(stage_line(s, 3), " ▌ North Sea");
}

/* Fields of the country of a member are columns of members, with what they mean. */
static void test_columns_of_what_a_field_names(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 40);
	stage_keys(&s, "1 c");
	stage_expect(&s, "   [ ] Region                         country.region");
	stage_expect(&s, "   [ ] UN name                        country.un_name");
	/* The sources of a member are many: their fields are no columns. */
	stage_expect_not(&s, "sources.publisher");
	stage_keys(&s, "/");
	stage_type(&s, "un name");
	stage_keys(&s, "Enter");
	stage_expect(&s, " ▌ [ ] UN name");
	assert_string_not_equal(stage_line(&s, 37), "");
	stage_keys(&s, "Space Esc");
	stage_resize(&s, 160, 40);
	stage_keys(&s, "v G");
	stage_expect(&s, "  UN name");
	stage_expect(&s, "Viet Nam");
	stage_close(&s);
}

static void test_all_and_back_again(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "+ c J Space a");
	stage_expect(s, "All 7 columns. a again: default columns.");
	stage_expect(s, "2/7, 7 shown");
	stage_expect(s, "   [x] River");
	stage_expect(s, " 9 wide");
	stage_keys(s, "a");
	stage_expect(s, "Default columns, order and widths.");
	stage_expect(s, "2/7, 4 shown");
	stage_expect_not(s, " 9 wide");
	assert_string_equal(
		stage_line(s, 5), "   [x] Town                           name");
	stage_keys(s, "q");
	assert_string_equal(stage_line(s, 2),
		"   Town                                               River   People  "
		"Sea");
}

static void test_order_has_ends(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "c K");
	stage_expect(&m->stage, "This is the first column.");
	stage_keys(&m->stage, "G Shift-Down");
	stage_expect(&m->stage, "This is the last column.");
	stage_keys(&m->stage, "Shift-Up");
	stage_expect(&m->stage, "6/7, 4 shown");
}

static void test_columns_are_found_by_name(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "c n");
	stage_expect(s, "No search yet. / searches the columns.");
	stage_keys(s, "/");
	stage_type(s, "se");
	stage_keys(s, "Enter");
	stage_expect(s, " ▌ [x] Sea");
	stage_keys(s, "n");
	stage_expect(s, " ▌ [x] Sea");
	stage_keys(s, "/");
	stage_type(s, "zebra");
	stage_keys(s, "Enter");
	stage_expect(s, "No match for “zebra” in the columns.");
	stage_keys(s, ": 6 Enter");
	stage_expect(s, " ▌ [ ] Since");
}

static void test_columns_become_wider_and_narrower(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	assert_string_equal(stage_line(s, 3),
		" ▌ Cologne                                            Rhine     1080  "
		"North Sea");
	stage_keys(s, "+");
	stage_expect(s, "Town: 9 characters wide");
	stage_keys(s, "+");
	stage_expect(s, "Town: 11 characters wide");
	assert_string_equal(stage_line(s, 2), "   Town         River   People  Sea");
	stage_keys(s, "l - -");
	stage_expect(s, "River: 3 characters wide");
	assert_string_equal(stage_line(s, 3), " ▌ Cologne      Rh…    1080  North Sea");
	stage_keys(s, "-");
	stage_expect(s, "River: 3 characters wide (narrowest)");
	stage_keys(s, "- +");
	stage_expect(s, "River: 5 characters wide");
}

static void test_widths_end_where_the_screen_does(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_resize(s, 40, 24);
	for (int i = 0; i < 40; i++)
		stage_keys(s, "+");
	stage_expect(s, "Town: 24 characters");
	assert_string_equal(stage_line(s, 2), "   Town                      River");
	stage_keys(s, "l");
	for (int i = 0; i < 40; i++)
		stage_keys(s, "+");
	stage_expect(s, "River: 12 characters");
	stage_expect(s, "Rhine");
	stage_resize(s, 80, 24);
	for (int i = 0; i < 40; i++)
		stage_keys(s, "+");
	stage_expect(s, "River: 52 characters wide (widest)");
	/* What was wide on a wide screen is there on a narrow one, too. */
	stage_resize(s, 40, 24);
	stage_expect(s, "Rhine");
	stage_keys(s, "Up"); /* the message has the whole status line up to then */
	stage_expect(s, "+2 columns ›");
}

static void test_the_choice_stays(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "c Space q + + 2 1");
	assert_string_equal(stage_line(s, 2), "   River       People  Sea");
	stage_keys(s, "2 Enter Backspace Backspace");
	assert_string_equal(stage_line(s, 2), "   River       People  Sea");
	stage_keys(s, "> Backspace");
	assert_string_equal(stage_line(s, 2), "   River       People  Sea");
	stage_keys(s, "Enter J Backspace");
	assert_string_equal(stage_line(s, 2), "   River       People  Sea");
}

static void test_the_choice_outlives_a_reload(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "c Space j J q + +");
	made_write(m, "towns.csv",
		"id,note,name,river,people,since\n"
		"ulm,minster,Ulm,d,126,854\n");
	stage_keys(s, "r");
	stage_expect(s, "Reloaded: 3 towns removed.");
	assert_string_equal(stage_line(s, 2), "       People  River   Sea");
	assert_string_equal(stage_line(s, 3), " ▌        126  Danube  Black Sea");
	stage_keys(s, "c");
	stage_expect(s, "[ ] Town");
}

static void test_only_a_table_has_columns_to_choose(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "! c");
	stage_expect(s, "c does nothing here. ? lists the keys.");
	stage_keys(s, "q 0 c");
	stage_expect(s, "c does nothing here. ? lists the keys.");
}

static void test_others_get_the_columns_in_force(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;
	const struct column_config *columns = app_main_pane(&s->app)->columns;

	assert_int_equal(columns->shown, 4);
	assert_string_equal(columns->paths[1].title, "River");
	stage_keys(s, "c j Space q");
	columns = app_main_pane(&s->app)->columns;
	assert_int_equal(columns->shown, 3);
	assert_string_equal(columns->paths[1].title, "People");
	stage_keys(s, "0");
	assert_null(app_main_pane(&s->app)->columns);
}

static void test_the_chooser_scrolls_on_a_small_screen(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_resize(s, 40, 10);
	stage_keys(s, "c");
	assert_string_equal(stage_line(s, 2), "   Columns of Towns");
	assert_string_equal(stage_line(s, 3), " ▌ [x] Town");
	stage_keys(s, "G");
	stage_expect(s, " ▌ [ ] Note");
	stage_keys(s, "PgUp g");
	stage_expect(s, " ▌ [x] Town");
}

#define WITH_TOWNS(test) cmocka_unit_test_setup_teardown(test, open_towns, close_made)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_TOWNS(test_the_chooser_lists_all_columns),
		WITH_TOWNS(test_the_list_shows_the_choice),
		WITH_TOWNS(test_the_cursor_stays_in_its_column),
		WITH_TOWNS(test_keys_work_on_the_columns_in_force),
		WITH_TOWNS(test_what_is_hidden_has_its_reason),
		WITH_TOWNS(test_one_column_has_to_stay),
		WITH_TOWNS(test_all_and_back_again),
		cmocka_unit_test(test_columns_of_what_a_field_names),
		WITH_TOWNS(test_order_has_ends),
		WITH_TOWNS(test_columns_are_found_by_name),
		WITH_TOWNS(test_columns_become_wider_and_narrower),
		WITH_TOWNS(test_widths_end_where_the_screen_does),
		WITH_TOWNS(test_the_choice_stays),
		WITH_TOWNS(test_the_choice_outlives_a_reload),
		WITH_TOWNS(test_only_a_table_has_columns_to_choose),
		WITH_TOWNS(test_others_get_the_columns_in_force),
		WITH_TOWNS(test_the_chooser_scrolls_on_a_small_screen),
	};

	return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
