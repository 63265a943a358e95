/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Filters as the user sees them: chips, and how they come and go. */

#include "unit/test.h"
#include "view/made.h"
#include "view/timeline_view.h"

static int open_data(void **state)
{
	static struct stage stage;

	stage_open(&stage, stage_data(), 100, 24);
	*state = &stage;
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

static void test_stay_when_the_search_is_replaced(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right = /");
	stage_type(s, "indonesia");
	stage_keys(s, "Enter");
	stage_expect(s, "[Ad Hoc Group: yes ×]");
	stage_expect(s, "1 Members 1 ");
	stage_keys(s, "Esc");
	stage_expect(s, "[Ad Hoc Group: yes ×]");
	stage_expect(s, "1 Members 16 ");
}

static void test_a_click_drops_one(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right = Left =");
	stage_expect(s, "[Ad Hoc Group: yes ×] [Taking part since: Feb 2002 ×]");
	stage_click(s, "yes ×", 4);
	stage_expect_not(s, "Ad Hoc Group");
	stage_expect(s, "[Taking part since: Feb 2002 ×]");
	stage_click(s, "since: Feb", 2);
	stage_expect(s, "[Taking part since: Feb 2002 ×]");
	stage_click(s, "2002 ×", 5);
	stage_expect(s, "1 Members 45");
}

static void test_backspace_drops_the_last(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right = Left = / Backspace");
	stage_expect(s, "[Ad Hoc Group: yes ×]");
	stage_expect_not(s, "[Taking part");
	stage_keys(s, "Esc");
	stage_expect(s, "[Ad Hoc Group: yes ×] [Taking part since: Feb 2002 ×]");
	stage_keys(s, "/ Backspace Backspace");
	stage_expect(s, "1 Members 45");
	stage_keys(s, "Esc / x Backspace Backspace");
	stage_expect(s, "[Ad Hoc Group: yes ×] [Taking part since: Feb 2002 ×]");
}

/* Only where the rows of a table are filtered is it said. */
static void test_belong_to_their_table(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right =");
	stage_expect(s, "2 Participants 18");
	stage_keys(s, "2");
	stage_expect_not(s, "Ad Hoc Group: yes");
	stage_expect(s, "1/18");
	stage_keys(s, "/ Backspace 1");
	stage_expect(s, "[Ad Hoc Group: yes ×]");
	/* A country is one in every table. */
	stage_keys(s, "C Left Left =");
	stage_expect(s, "[Country: Afghanistan ×]");
	stage_expect(s, "2 Participants 0");
}

static void test_nothing_left_says_which_filter(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right = /");
	stage_type(s, "fiji");
	stage_keys(s, "Enter");
	stage_expect(
		s, "Without the filter “Ad Hoc Group: yes” there would be 1 member.");
	stage_expect(s, "C clears the filters.");
	stage_keys(s, "C");
	stage_expect(s, "Filters cleared: 45 members.");
}

/* Events that a filter leaves out are dimmed, as those that a search does not find. */
static void test_dim_the_timeline(void **state)
{
	struct stage *s = *state;
	const struct timeline_view *view;
	size_t left, bright = 0;

	app_go_tab(&s->app, app_find_tab(&s->app, "Events"));
	stage_keys(s, "Right Right =");
	stage_expect(s, "[Kind: ");
	left = search_count(&s->app.search, app_main_pane(&s->app)->table);
	assert_true(left > 0 && left < 81);
	app_go_tab(&s->app, app_find_tab(&s->app, "Timeline"));
	stage_keys(s, "Right");
	view = app_main_pane(&s->app)->state;
	for (size_t i = 0; i < view->events.timeline.count; i++)
		bright += !view->events.timeline.events[i].dimmed;
	/* The eight conferences are of another table. */
	assert_int_equal(bright, left + 8);
}

static void test_back_brings_them_back(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right = Enter C");
	stage_expect_not(s, "Ad Hoc Group: yes");
	stage_keys(s, "<");
	stage_expect(s, "[Ad Hoc Group: yes ×]");
	stage_expect(s, "1 Members 16 ");
}

static void test_outlive_a_reload(void **state)
{
	static struct made made;
	struct stage *s = &made.stage;

	(void)state;
	made_copy(&made, "searched");
	made_open(&made, 80, 16);
	stage_keys(s, "1 Down =");
	stage_expect(s, "[Country: Indonesia ×]");
	/* The rows have other numbers now. */
	made_write(&made, "countries.csv",
		"id,code,name,capital,region,island,sources\n"
		"nl,NL,The Netherlands,Amsterdam,Europe,false,un\n"
		"id,ID,Indonesia,Jakarta,Asia,true,un;pp\n");
	made_write(&made, "members.csv",
		"country,listed_as,since,status,sources\n"
		"nl,Holland,2011?,o,pp\n"
		"id,,2002-02-26,m,pp\n");
	stage_keys(s, "r Down");
	stage_expect(s, "[Country: Indonesia ×]");
	stage_expect(s, "1/1");
	stage_expect(s, " ▌ Indonesia");
	/* What is gone keeps nothing. */
	made_write(&made, "countries.csv",
		"id,code,name,capital,region,island,sources\n"
		"nl,NL,The Netherlands,Amsterdam,Europe,false,un\n");
	stage_keys(s, "r Down");
	stage_expect(s, "2/2");
	stage_expect_not(s, "[Country");
	made_end(&made);
}

#define WITH_DATA(test) cmocka_unit_test_setup_teardown(test, open_data, close_stage)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_DATA(test_stay_when_the_search_is_replaced),
		WITH_DATA(test_a_click_drops_one),
		WITH_DATA(test_backspace_drops_the_last),
		WITH_DATA(test_belong_to_their_table),
		WITH_DATA(test_nothing_left_says_which_filter),
		WITH_DATA(test_dim_the_timeline),
		WITH_DATA(test_back_brings_them_back),
		cmocka_unit_test(test_outlive_a_reload),
	};

	return cmocka_run_group_tests_name("filters", tests, NULL, NULL);
}
