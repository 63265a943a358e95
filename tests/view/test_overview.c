/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* What the data are, at a glance. */

#include "unit/test.h"
#include "view/made.h"

static int open_full(void **state)
{
	static struct made made;

	made_begin(&made);
	made_write(&made, "datapackage.json",
		"{'name':'sea','title':'Sea Forum','version':'1.2',"
		"'description':'Ports of the sea.','created':'2026-10-01T08:00:00Z',"
		"'licenses':[{'name':'CC0-1.0'}],'homepage':'https://example.org/',"
		"'resources':["
		"{'name':'ports','path':'ports.csv','title':'Ports','schema':{'fields':["
		"{'name':'name','title':'Port','type':'string'},"
		"{'name':'coast','title':'Coast','type':'string'}]},"
		"'bali':{'columns':['name','coast']}},"
		"{'name':'meetings','path':'meetings.csv','title':'Meetings',"
		"'schema':{'fields':[{'name':'title','title':'Title','type':'string'},"
		"{'name':'date','title':'Date','type':'string',"
		"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'}]},"
		"'bali':{'timeline':{'date':'date','cadence':'P2Y'}}},"
		"{'name':'aims','path':'aims.csv','title':'Aims','schema':{'fields':["
		"{'name':'title','title':'Aim','type':'string'}]},"
		"'bali':{'view':'overview'}},"
		"{'name':'codes','path':'codes.csv','title':'Codes','schema':{'fields':["
		"{'name':'code','title':'Code','type':'string'}]},"
		"'bali':{'view':'lookup'}}]}");
	made_write(&made, "ports.csv",
		"name,coast\nA,North\nB,South\nC,North\nD,North\nE,South\nF,North\n");
	made_write(&made, "meetings.csv",
		"title,date\nFirst,2020-01-01\nLatest,2024-11-23\nPlanned,2027-05\n");
	made_write(&made, "aims.csv", "title\nSafe ports\nClean water\n");
	made_write(&made, "codes.csv", "code\nx\n");
	made_open(&made, 80, 40);
	*state = &made;
	return 0;
}

static int close_made(void **state)
{
	made_end(*state);
	return 0;
}

/* The bars: 20 columns for four of the coasts, 10 for two. Today is 23 November 2026. */
static void test_shows_all_in_its_order(void **state)
{
	static const char *const lines[] = {
		"  Sea Forum",
		"  Ports of the sea.",
		"  Version 1.2 · as of 1 October 2026 · CC0-1.0 · https://example.org/",
		"",
		"  Ports     6    Meetings  3",
		"",
		"  Latest  Latest  23 Nov 2024, 2 years ago",
		"",
		"  /   search: a name in any language or spelling, a code, a year",
		"  t   timeline: all events, and the time between",
		"  ?   help: all keys",
		"",
		"  Ports by Coast",
		"  North                         4  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪",
		"  South                         2  ▪▪▪▪▪▪▪▪▪▪",
		"",
		"  Aims",
		"  Safe ports",
		"  Clean water",
		"",
	};
	struct made *m = *state;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_string_equal(stage_line(&m->stage, (int)i + 2), lines[i]);
}

/* From the first link on, which is chosen at the start. */
static void test_every_link_leads_somewhere(void **state)
{
	static const char *const places[] = { " ▌ A ", " ▌ First ", "  Latest",
		"[Coast: North ×]", "[Coast: South ×]", "  Safe ports", "  Clean water" };
	struct made *m = *state;
	struct stage *s = &m->stage;

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		stage_keys(s, "Enter");
		stage_expect(s, places[i]);
		stage_expect_not(s, "Ports of the sea.");
		stage_keys(s, i % 2 ? "Backspace" : "q");
		stage_expect(s, "Ports of the sea.");
		stage_expect_not(s, "×]");
		stage_keys(s, "Down");
	}
	stage_keys(s, "Up Enter");
	assert_string_equal(stage_line(s, 2), "  Clean water");
}

static void test_problems_are_counted_with_their_key(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_expect_not(s, "in the data");
	made_write(m, "aims.csv", "title\nSafe ports,too many\nClean water\n");
	stage_keys(s, "r");
	stage_expect(s, "  !   1 problem in the data\n");
	stage_keys(s, "!");
	stage_expect(s, " 1/1  ");
}

static void test_small_screens_scroll_and_keep_the_bars_in(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	/* 40 columns less margins leave 3 for bars. */
	stage_resize(s, 40, 14);
	stage_expect(s, " lines 1–10 of ");
	stage_keys(s, "G");
	stage_expect(s, "  North                         4  ▪▪▪\n");
	stage_expect(s, "  South                         2  ▪▪\n");
	stage_expect(s, "  Clean water\n");
	stage_expect_not(s, "Sea Forum\n  Ports of the sea.");
}

/* From 100 columns on what is counted is at the right; Right and Left go there and back. */
static void test_two_columns_where_there_is_room(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_resize(s, 100, 40);
	assert_string_equal(stage_line(s, 6),
		"  Ports     6    Meetings  3                        Ports by Coast");
	assert_string_equal(stage_line(s, 7),
		"                                                    North               "
		"  "
		"        4  ▪▪▪▪▪▪▪▪▪▪▪▪▪");
	stage_keys(s, "Right Right Enter");
	stage_expect(s, "[Coast: North ×]");
	stage_keys(s, "q Left Left Enter");
	stage_expect(s, " ▌ A ");
	stage_expect_not(s, "×]");
}

/* What is counted is what the descriptor says: all values of a field, or one. */
static void test_counts_what_the_descriptor_says(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	made_write(m, "datapackage.json",
		"{'name':'p','resources':[{'name':'a','path':'a.csv','title':'Ports',"
		"'schema':{'fields':[{'name':'id'},{'name':'open','rdfType':"
		"'http://id.loc.gov/datatypes/edtf/EDTF'},{'name':'kind'}]},'bali':{"
		"'counts':[{'field':'open','title':'Ports by year'},"
		"{'field':'kind','value':'dry','title':'ports without water'},"
		"{'field':'kind','value':'dry'},'none']}},{'name':'b','path':'a.csv'}]}");
	made_write(m, "a.csv", "id,open,kind\nA,2001-02,dry\nB,2001,wet\nC,2003,dry\n");
	stage_keys(s, "r 0");
	stage_expect(s, "  2 ports without water ›\n");
	stage_expect(s,
		"  Ports by year\n  2001                          2  "
		"▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪");
	stage_expect(s, "! 2 problems");
	stage_keys(s, "Down Down Enter");
	stage_expect(s, " 1/2  ");
	stage_keys(s, "q !");
	stage_expect(s, "Entry 3 of “counts” must be a f");
}

static void test_whole_screens(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_expect_file(&s, "overview-80x24");
	stage_resize(&s, 120, 40);
	stage_expect_file(&s, "overview-120x40");
	/* The disagreements that are counted are those whose sources differ. */
	stage_keys(&s, "Down Down Down Down Down Down Down Down Down Enter");
	stage_expect(&s, " 1/47  ");
	stage_close(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_shows_all_in_its_order, open_full, close_made),
		cmocka_unit_test_setup_teardown(
			test_every_link_leads_somewhere, open_full, close_made),
		cmocka_unit_test_setup_teardown(
			test_problems_are_counted_with_their_key, open_full, close_made),
		cmocka_unit_test_setup_teardown(
			test_small_screens_scroll_and_keep_the_bars_in, open_full,
			close_made),
		cmocka_unit_test_setup_teardown(
			test_two_columns_where_there_is_room, open_full, close_made),
		cmocka_unit_test_setup_teardown(
			test_counts_what_the_descriptor_says, open_full, close_made),
		cmocka_unit_test(test_whole_screens),
	};

	return cmocka_run_group_tests_name("overview", tests, NULL, NULL);
}
