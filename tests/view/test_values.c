/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The values of a column: their counts on the screen, and the filters made of them. */

#include "unit/test.h"
#include "view/made.h"

static int open_data(void **state)
{
	static struct stage stage;

	stage_open(&stage, stage_data(), 80, 24);
	*state = &stage;
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

/* Down to the count of the regions this is what the table says. */
static void test_the_subregions_of_members(void **state)
{
	static const char *const lines[] = {
		"   Subregion  10 values in 45 members",
		"",
		" ▌ [ ] South-eastern Asia                              11  "
		"▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪",
		"   [ ] Southern Asia                                    9  "
		"▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪",
		"   [ ] Eastern Asia                                     7  "
		"▪▪▪▪▪▪▪▪▪▪▪▪▪",
		"   [ ] Western Asia                                     5  ▪▪▪▪▪▪▪▪▪▪",
		"   [ ] Melanesia                                        4  ▪▪▪▪▪▪▪▪",
		"   [ ] Micronesia                                       3  ▪▪▪▪▪▪",
		"   [ ] Australia and New Zealand                        2  ▪▪▪▪",
		"   [ ] Polynesia                                        2  ▪▪▪▪",
		"   [ ] Northern America                                 1  ▪▪",
		"   [ ] Western Europe                                   1  ▪▪",
		"",
	};
	struct stage *s = *state;

	stage_keys(s, "1 Right Right Right Right Right F");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_string_equal(stage_line(s, 2 + (int)i), lines[i]);
	assert_string_equal(stage_line(s, 22), " 1/10  Members › Values");
	assert_string_equal(stage_line(s, 23),
		" Enter filter   / search   F values   Space mark   s sort   ? help");
}

static void test_enter_filters_by_it(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Down Down Right Right Right Right Right F Down Enter");
	stage_expect(s, "1 Members 9 ");
	stage_expect(s, "[Subregion: Southern Asia ×]");
	/* The cursor stays on its row. */
	stage_expect(s, " ▌ Bangladesh");
	stage_keys(s, "C");
	stage_expect(s, "Filters cleared: 45 members.");
}

static void test_space_marks_several(void **state)
{
	struct stage *s = *state;

	stage_keys(
		s, "1 Right Right Right Right Right F Down Space Down Space Down Space");
	stage_expect(s, "[x] Southern Asia");
	stage_expect(s, "[x] Eastern Asia");
	stage_keys(s, "Space Enter");
	stage_expect(s, "1 Members 16 ");
	stage_expect(s, "[Subregion: Southern Asia or Eastern Asia ×]");
	/* The other values are counted still, those of the filter marked. */
	stage_keys(s, "F");
	stage_expect(s, "10 values in 45 members");
	stage_expect(s, "[ ] South-eastern Asia");
	stage_expect(s, "[x] Eastern Asia");
	/* Nothing was marked now: Enter is for this line. */
	stage_keys(s, "Enter");
	stage_expect(s, "[Subregion: South-eastern Asia ×]");
	stage_expect(s, "1 Members 11 ");
}

static void test_escape_keeps_nothing(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Down Right Right Right Right Right F Space Down Space Esc");
	stage_expect(s, "1 Members 45");
	stage_expect(s, " ▌ Australia");
	stage_expect_not(s, "×]");
}

/* Counted are the rows that the search and the filters by other columns leave. */
static void test_counts_what_is_left(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right F");
	stage_expect(s, "Ad Hoc Group  2 values in 45 members");
	stage_expect(s, "[ ] no  ");
	stage_keys(s, "Down Enter F");
	stage_expect(s, "[x] yes");
	stage_keys(s, "F");
	stage_expect(s, "Named in the document  16 values in 16 members");
	stage_keys(s, "F F");
	stage_expect(s, "Subregion");
	stage_expect(s, "in 16 members");
	stage_expect(s, "[ ] South-eastern Asia                               6");
	/* After the last column comes the first, and Left goes back. */
	stage_keys(s, "F");
	stage_expect(s, "Country  16 values");
	stage_keys(s, "Left Esc /");
	stage_type(s, "asia");
	stage_keys(s, "Enter Right Right Right F");
	stage_expect(s, "in 13 members");
}

static void test_narrows_the_values(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 F /");
	stage_type(s, "new");
	stage_expect(s, " 1/2");
	stage_expect(s, " ▌ [ ] New Zealand");
	stage_expect(s, "   [ ] Papua New Guinea");
	stage_keys(s, "x");
	stage_expect(s, "No value matches “newx”.");
	stage_keys(s, "Backspace Enter Down Enter");
	stage_expect(s, "[Country: Papua New Guinea ×]");
	/* The words are not those of the next column, or of a record. */
	assert_string_equal(search_text(&s->app.find), "");
	stage_keys(s, "F /");
	stage_type(s, "fiji");
	stage_keys(s, "Enter Esc");
	assert_string_equal(search_text(&s->app.find), "");
	stage_keys(s, "F");
	stage_expect(s, "Country  45 values");
	stage_expect(s, " 1/45");
}

static void test_dates_by_year_numbers_one_by_one(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right F");
	stage_expect(s, " ▌ [ ] 2002                                            36");
	stage_expect(s, "2 values in 45 members");
	stage_expect(s, "   [ ] (empty)                                          7");
	stage_keys(s, "Enter");
	stage_expect(s, "[Taking part since: 2002 ×]");
	stage_expect(s, "1 Members 36 ");
	stage_keys(s, "C 4 F");
	stage_expect(s, "No.  8 values in 8 meetings");
	stage_keys(s, "s");
	stage_expect(s, "Sorted by value.");
	stage_keys(s, "s");
	stage_expect(s, "Most frequent first.");
}

/* The time since the date before is no value of a row. */
static void test_passes_over_gaps(void **state)
{
	static struct made made;
	struct stage *s = &made.stage;

	(void)state;
	made_begin(&made);
	made_write(&made, "datapackage.json",
		"{'name':'p','resources':[{'name':'t','path':'t.csv','title':'Talks',"
		"'schema':{'fields':[{'name':'name','title':'Name','type':'string'},"
		"{'name':'date','title':'Date','type':'date'},"
		"{'name':'place','title':'Place','type':'string'}]},"
		"'bali':{'timeline':{'date':'date'},'columns':['name',"
		"{'field':'date','gap':true},'place']}}]}");
	made_write(&made, "t.csv",
		"name,date,place\na,2002-01-01,Bali\nb,2003-01-01,Bali\n");
	made_open(&made, 80, 16);
	stage_keys(s, "F");
	stage_expect(s, "Name  2 values");
	stage_keys(s, "F");
	stage_expect(s, "Place  1 value in 2 talks");
	stage_keys(s, "Left");
	stage_expect(s, "Name  2 values");
	made_end(&made);
}

/* Where there is little room the bars are shorter. */
static void test_on_a_narrow_screen(void **state)
{
	struct stage *s = *state;

	stage_resize(s, 40, 10);
	stage_keys(s, "1 Right Right Right Right Right F");
	assert_string_equal(stage_line(s, 2), "   Subregion  10 values in 45 members");
	assert_string_equal(stage_line(s, 3), " ▌ [ ] South-easte…         11  ▪▪▪▪▪▪▪");
}

static void test_a_click_marks_where_it_is(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right Right Right Right F");
	stage_click(s, "Melanesia", 0);
	stage_expect(s, " ▌ [ ] Melanesia");
	stage_click(s, "Melanesia", 0);
	stage_expect(s, "[Subregion: Melanesia ×]");
}

#define WITH_DATA(test) cmocka_unit_test_setup_teardown(test, open_data, close_stage)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_DATA(test_the_subregions_of_members),
		WITH_DATA(test_enter_filters_by_it),
		WITH_DATA(test_space_marks_several),
		WITH_DATA(test_escape_keeps_nothing),
		WITH_DATA(test_counts_what_is_left),
		WITH_DATA(test_narrows_the_values),
		WITH_DATA(test_dates_by_year_numbers_one_by_one),
		WITH_DATA(test_on_a_narrow_screen),
		cmocka_unit_test(test_passes_over_gaps),
		WITH_DATA(test_a_click_marks_where_it_is),
	};

	return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}
