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

/* The bars: 30 columns for the six ports, 15 for the three meetings; of the coasts 30
 * for four, 15 for two. Today is 23 November 2026. */
static void test_shows_all_in_its_order(void **state)
{
	static const char *const lines[] = {
		"  Sea Forum",
		"  Ports of the sea.",
		"  Version 1.2 of 2026-10-01 · CC0-1.0 · https://example.org/",
		"",
		"  Ports                             6  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪",
		"  Meetings                          3  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪",
		"",
		"  Latest  Latest  23 November 2024, 2 years ago",
		"",
		"  /       type a name, in any language or spelling, a code, a year",
		"  Enter   open what the cursor is on; Backspace goes back",
		"  ?       all keys, those of the present pane first",
		"",
		"  Ports by Coast",
		"  North                             4  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪",
		"  South                             2  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪",
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

static void test_every_link_leads_somewhere(void **state)
{
	static const char *const places[] = { " ▌ A ", " ▌ First ", "  Latest",
		"  Safe ports", "  Clean water" };
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "Enter");
	stage_expect(s, "Down goes to the next line that leads somewhere.");
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		stage_keys(s, "Down Enter");
		stage_expect(s, places[i]);
		stage_expect_not(s, "Ports of the sea.");
		stage_keys(s, "Backspace");
		stage_expect(s, "Ports of the sea.");
	}
	stage_keys(s, "Up Enter");
	assert_string_equal(stage_line(s, 2), "  Safe ports");
}

static void test_problems_are_counted_with_their_key(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_expect_not(s, "in the data");
	made_write(m, "aims.csv", "title\nSafe ports,too many\nClean water\n");
	stage_keys(s, "r");
	stage_expect(s, "  !       1 problem in the data\n");
	stage_keys(s, "!");
	stage_expect(s, " 1/1  ");
}

static void test_small_screens_scroll_and_keep_the_bars_in(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	/* 40 columns less margins and counts leave no room for bars. */
	stage_resize(s, 40, 14);
	stage_expect_not(s, "▪");
	stage_expect(s, "  Ports                             6\n");
	stage_expect(s, " lines 1–10 of ");
	stage_keys(s, "End");
	stage_expect(s, "  Clean water\n");
	stage_expect_not(s, "Sea Forum\n  Ports of the sea.");
	stage_resize(s, 60, 40);
	/* 60 - 4 - 28 - 10: the longest bar has 18 columns. */
	stage_expect(s, "  Ports                             6  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪\n");
	stage_expect(s, "  Meetings                          3  ▪▪▪▪▪▪▪▪▪\n");
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
	};

	return cmocka_run_group_tests_name("overview", tests, NULL, NULL);
}
