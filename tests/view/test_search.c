/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Searching the Bali Process data as the user does, letter by letter. */

#include "ui/command.h"
#include "unit/folder.h"
#include "unit/looks.h"
#include "unit/test.h"
#include "view/stage.h"

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

static void test_filters_as_one_types(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "kamp");
	stage_expect(s, "1 Members 1 ");
	stage_expect(s, " ▌ Cambodia");
	stage_type(s, "uchea");
	stage_expect(s, "Kampuchea");
	stage_expect(s, "/kampuchea");
	stage_keys(s, "Enter");
	stage_expect(s, "[kampuchea ×]");
	stage_keys(s, "Enter");
	stage_expect(s, "KH · KHM · 116");
}

static void test_escape_puts_everything_back(void **state)
{
	struct stage *s = *state;
	char before[8192];

	stage_keys(s, "1 Down Down Down");
	assert_true(s->screen.len < sizeof before);
	memcpy(before, s->screen.buf, s->screen.len + 1);
	stage_keys(s, "/");
	stage_type(s, "zealand");
	stage_expect(s, " ▌ New Zealand");
	stage_keys(s, "Esc");
	stage_expect_screen(s, before);
}

static void test_reports_why_a_row_was_found(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "camboya");
	stage_expect(s, "← Spanish: Camboya");
	stage_keys(s, "Ctrl-U");
	stage_type(s, "kambodscha");
	stage_expect(s, " ▌ Cambodia");
	stage_expect(s, "← German: Kambodscha");
	stage_keys(s, "Esc");
}

static void test_cursor_goes_to_the_best_hit(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "guinea");
	stage_expect(s, " ▌ Papua New Guinea");
	stage_keys(s, "Ctrl-U");
	stage_type(s, "new");
	/* Both New Zealand and Papua New Guinea have the word; the first starts with it.
	 */
	stage_expect(s, " ▌ New Zealand");
	stage_keys(s, "Down Enter Enter");
	stage_expect(s, "PG · PNG · 598");
}

static void test_no_hit_names_what_is_near_and_where_there_is_more(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "holland");
	stage_expect(s, "No member matches “holland”.");
	stage_expect(s, "1 hit in Participants: Tab goes there.");
	stage_expect(s, "1 hit in Meetings.");
	stage_expect(s, "1 hit in Disagreements.");
	stage_keys(s, "Ctrl-U");
	stage_type(s, "brumma");
	stage_expect(s,
		"No member matches “brumma”. Enter: nearest, Burma (Myanmar) · Esc "
		"cancels");
	stage_keys(s, "Enter");
	stage_expect(s, "MM · MMR · 104");
	stage_keys(s, "q");
	stage_expect(s, "No member matches “brumma”. Enter: nearest, Burma (Myanmar)\n");
	stage_keys(s, "Enter");
	stage_expect(s, "MM · MMR · 104");
	stage_keys(s, "q Esc");
	stage_expect(s, "1 Members 45");
	/* The keys that are named then. */
	stage_keys(s, "/");
	stage_type(s, "holland");
	stage_keys(s, "Enter");
	stage_expect(s, "1 hit in Participants: press 2.");
	stage_expect(s, "1 hit in Disagreements: press 9.");
	stage_expect(s, "Esc clears the search.");
	stage_keys(s, "2");
	stage_expect(s, " ▌ Netherlands");
	stage_keys(s, "1 9");
	stage_expect(s, " ▌ Netherlands: name");
	/* The tenth tab has no key. */
	stage_keys(s, "Esc 3 /");
	stage_type(s, "geonames");
	stage_keys(s, "Enter");
	stage_expect(s, "1 hit in Sources.\n");
	stage_expect(s, "3 hits in Members: press 1.\n");
}

static void test_nothing_found_has_the_whole_width(void **state)
{
	struct stage *s = *state;

	stage_resize(s, 120, 30);
	stage_keys(s, "1");
	stage_expect(s, "│");
	stage_keys(s, "/");
	stage_type(s, "holland");
	stage_expect(s, "1 hit in Participants: Tab goes there.");
	stage_expect_not(s, "│");
	stage_keys(s, "Esc");
	stage_expect(s, "│");
}

/* Letters, Enter and Enter again come faster than the search can go: the record is opened
 * as soon as it is known which. */
static void test_enter_waits_for_what_was_typed(void **state)
{
	struct stage *s = *state;
	const char *text = "holland";

	app_key(&s->app, '/');
	while (*text)
		app_key(&s->app, (uint32_t)*text++);
	s->app.search_done = false; /* however quick the machine is */
	app_key(&s->app, KEY_ENTER_CHAR);
	app_key(&s->app, KEY_ENTER_CHAR);
	stage_resize(s, 80, 24);
	stage_expect(s, "NL · NLD · 528");
}

static void test_all_tables_together(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "3 f");
	stage_expect(s, "all");
	stage_type(s, "migration");
	/* Groups are in the order of the tabs; five of a group are shown. */
	assert_string_equal(stage_line(s, 2), " Organizations 3");
	stage_expect(s, "   IOM     International Organization for Migration");
	/* An event has the word in its name, which is more than an organization has it. */
	stage_expect(s, " ▌ Roundtable on Migration");
	stage_expect(s, "   1 more ›");
	stage_keys(s, "Enter Down Enter");
	stage_expect(s, "Enter follow");
	stage_keys(s, "Backspace");
	stage_expect(s, "All tables 8/");
	stage_keys(s, "Backspace");
	stage_expect(s, "Abbreviation");
}

static void test_start_leads_to_holland(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "/");
	stage_type(s, "holland");
	stage_keys(s, "Enter Enter");
	stage_expect(s, "NL · NLD · 528");
	/* past the region, the subregion and the European Union */
	stage_keys(s, "Tab Tab Tab Tab Enter");
	stage_expect(s, "  First Ministerial Conference");
	stage_keys(s, "Backspace Backspace");
	stage_expect(s, "All tables 1/");
	stage_keys(s, "Backspace");
	stage_expect(s, "Version 1.0.0");
	stage_expect(s, "1 Members 45");
}

static void test_next_hit_goes_round_and_says_so(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 n");
	stage_expect(s, "No search yet. / starts one.");
	stage_keys(s, "/");
	stage_type(s, "korea");
	stage_keys(s, "Enter");
	stage_expect(s, "1/2");
	stage_keys(s, "n");
	stage_expect(s, "2/2");
	stage_keys(s, "n");
	stage_expect(s, "Search wrapped to the first hit.");
	stage_keys(s, "N");
	stage_expect(s, "Search wrapped to the last hit.");
	stage_keys(s, "C");
	stage_expect(s, "Filters cleared: 45 members.");
	stage_expect(s, "1 Members 45");
}

static void test_search_keeps_over_tabs(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "holland");
	stage_keys(s, "Enter Tab");
	stage_expect(s, " ▌ Netherlands");
	stage_expect(s, "1/1");
}

static void test_sorting_what_was_found(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "island");
	stage_keys(s, "Enter S");
	stage_expect(s, "Sorted by Country, Z to A.");
	stage_keys(s, "g Esc");
	stage_expect(s, "1 Members 45");
	stage_expect(s, "▾");
}

static void test_finds_words_inside_a_record(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "2 /");
	stage_type(s, "holland");
	stage_keys(s, "Enter Enter /");
	stage_type(s, "amsterdam");
	stage_keys(s, "Enter");
	stage_expect(s, "▌ Capital                Amsterdam\n");
	stage_expect(s, "“amsterdam” 1/1");
	stage_keys(s, "n");
	stage_expect(s, "Search wrapped: “amsterdam” 1/1");
}

static void test_keeps_only_rows_with_the_value_under_the_cursor(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 Right Right =");
	stage_expect(s, "[Ad Hoc Group: yes ×]");
	stage_expect(s, "1 Members 16 ");
	stage_expect_not(s, "  no ");
	stage_keys(s, "Left Left Down Down =");
	stage_expect(s, "1 Members 1 ");
	stage_expect(s, " ▌ Bangladesh");
	stage_expect(s, "[Ad Hoc Group: yes ×] [Country: Bangladesh ×]");
	stage_keys(s, "C");
	stage_expect(s, "Filters cleared: 45 members.");
	stage_expect(s, "1 Members 45");
	/* The cursor stays on the row. */
	stage_expect(s, " ▌ Bangladesh");
}

static void test_a_second_search_replaces_the_first(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "region:oceania");
	stage_keys(s, "Enter /");
	stage_expect(s, "\n /region:oceania ");
	stage_type(s, "fiji");
	stage_expect(s, "\n /fiji ");
	stage_expect(s, "1 Members 1 ");
	stage_keys(s, "Enter");
	stage_expect(s, " 1/1  Country  +1 column ›  [fiji ×]");
	stage_keys(s, "/");
	stage_type(s, "kampuchea");
	stage_expect(s, " ▌ Cambodia");
	stage_keys(s, "Esc");
	stage_expect(s, " 1/1  Country  +1 column ›  [fiji ×]");
	stage_expect(s, " ▌ Fiji");
}

static void test_moving_keeps_the_old_search(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 / n e w Enter / End Space");
	stage_type(s, "guinea");
	stage_expect(s, "\n /new guinea ");
	stage_expect(s, " ▌ Papua New Guinea");
	/* Down goes into the list, and the search stays. */
	stage_keys(s, "Esc / Down Enter");
	stage_expect(s, "[new ×]");
}

static void test_backspace_empties_the_prompt(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "new guinea");
	stage_keys(s, "Enter / Backspace");
	stage_expect(s, "1 Members 45");
	/* Held, the key stops there. */
	stage_keys(s, "Backspace Backspace");
	assert_int_equal(s->app.prompting, APP_PROMPT_SEARCH);
	stage_keys(s, "Esc");
	stage_expect(s, "[new ×] [guinea ×]");
	stage_expect(s, " ▌ Papua New Guinea");
	stage_keys(s, "/ Backspace Enter");
	stage_expect(s, "1 Members 45");
	stage_expect_not(s, "×]");
	stage_expect(s, "Enter open");
}

static void test_the_empty_prompt_shows_what_can_be_typed(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	assert_string_equal(stage_line(s, 20),
		" words   \"phrase\"   -not   a|b   'whole   field:value (Tab lists)");
	assert_string_equal(stage_line(s, 21), " year:2011..2016   re:/…/   ? explains");
	stage_keys(s, "a");
	stage_expect_not(s, "? explains");
	stage_keys(s, "Backspace");
	stage_expect(s, "? explains");
	/* The help explains it; Esc leads back from there to the list as it was. */
	stage_keys(s, "?");
	assert_string_equal(stage_line(s, 2), "  Searching");
	stage_keys(s, "Esc / a F1");
	assert_string_equal(stage_line(s, 2), "  Searching");
	stage_keys(s, "Esc");
	stage_expect(s, "1 Members 45");
	assert_int_equal(s->app.prompting, APP_PROMPT_NONE);
}

static void test_tab_goes_to_the_next_hits(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 G /");
	stage_type(s, "holland");
	stage_keys(s, "Tab");
	stage_expect(s, " ▌ Netherlands");
	stage_expect(s, "\n /holland ");
	/* Round the tabs, over those without a hit. */
	stage_keys(s, "Tab");
	stage_expect(s, "First Ministerial Conference");
	stage_expect(s, "     ← ");
	stage_keys(s, "Tab");
	stage_expect(s, " ▌ Netherlands: name");
	stage_keys(s, "Tab");
	stage_expect(s, " ▌ Netherlands  ");
	stage_keys(s, "Esc");
	stage_expect(s, " 45/45");
	stage_expect(s, " ▌ Vietnam");
}

static void test_tab_completes_scopes_and_values(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "japan subr");
	stage_keys(s, "Tab");
	stage_expect(s, "/japan subregion: ");
	/* One scope begins so: the next Tab is for its values, of which one has a word
	 * that begins with so-. */
	stage_type(s, "southern");
	stage_keys(s, "Tab");
	stage_expect(s, "/japan subregion:\"Southern Asia\" ");
	stage_expect(s, "subregion: Southern Asia 9");
	stage_expect(s, "1 Members 0 ");
	stage_keys(s, "Ctrl-A Del Del Del Del Del");
	stage_expect(s, "1 Members 9 ");
	stage_keys(s, "Esc");
	stage_expect(s, "1 Members 45");
}

static void test_tab_goes_from_value_to_value(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "region:");
	stage_keys(s, "Tab");
	/* The region with most members; both counts are what the filter then finds. */
	stage_expect(s, "/region:Asia ");
	stage_expect(s, "region: Asia 32 · Oceania 11 · Americas 1");
	stage_expect(s, "1 Members 32 ");
	stage_keys(s, "Tab");
	stage_expect(s, "/region:Oceania ");
	stage_expect(s, "region: ‹ Oceania 11 · ");
	stage_expect(s, "1 Members 11 ");
	/* A letter ends it. */
	stage_keys(s, "Space Tab");
	stage_expect(s, "/region:Oceania country: ");
	stage_keys(s, "Ctrl-U");
	stage_type(s, "qqqq");
	stage_keys(s, "Tab");
	stage_expect(s, "No completion.");
	stage_expect(s, "/qqqq ");
	stage_keys(s, "Ctrl-U");
	stage_type(s, "table:mee");
	stage_keys(s, "Tab");
	stage_expect(s, "/table:meetings ");
}

static void test_tab_over_all_tables(void **state)
{
	struct stage *s = *state;

	/* The search of all tables and the one of the overview have no table. */
	stage_keys(s, "1 f");
	stage_type(s, "subr");
	stage_keys(s, "Tab");
	stage_expect(s, "/subregion: ");
	stage_keys(s, "Esc 0 / Tab Tab Tab");
	stage_expect(s, ":");
	stage_keys(s, "Esc : Tab Esc");
	stage_expect(s, "1 Members 45");
}

/* The hardest input: nothing of it may end the program. */
static void test_any_text_can_be_typed(void **state)
{
	static const char *const texts[] = { "\"", "(", "re:/[", "re:/^i.*ia$/", "a:b",
		"region:", "year:2011..", "-", "|", "- | -", "'", "table:nothing x",
		"date:>", "\\", "%s%n" };
	struct stage *s = *state;

	stage_keys(s, "1 /");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		stage_type(s, texts[i]);
		stage_expect(s, "Members");
		stage_keys(s, "Ctrl-U");
	}
	stage_expect(s, "1 Members 45");
}

/* A word for one field, in the text of a record, which is of no one table. */
static void test_words_for_a_field_are_marked_in_a_record(void **state)
{
	struct stage *s = *state;
	struct str looks;

	stage_keys(s, "1 /");
	stage_type(s, "capital:phnom");
	stage_keys(s, "Enter Enter");
	str_init(&looks);
	for (int y = 0; y < s->rows; y++)
		add_styles(&s->app.canvas, y, &looks);
	assert_non_null(strstr(looks.buf, "*****"));
	str_release(&looks);
}

static void test_how_a_date_is_read_is_reported(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "/");
	stage_type(s, "10/9/2012");
	stage_expect(s, "10/9/2012 read as 10 September 2012");
	stage_keys(s, "Enter");
	stage_expect(s, "10/9/2012 read as 10 September 2012");
	stage_keys(s, "/ Backspace");
	stage_type(s, "asia -2002");
	stage_expect(s, "rows with 2002 left out");
}

/* An expression that takes long on a cell does not hold up the keys, and the status line
 * says what was not searched, while it is typed and afterwards. */
static void test_cells_given_up_are_reported(void **state)
{
	struct folder folder;
	struct stage s;
	struct str text = STR_INIT;

	(void)state;
	folder_make(&folder);
	str_add(&text, "id,text\n1,");
	str_add_repeat(&text, 'a', 30000);
	str_add(&text, "\n2,ay\n");
	folder_write_bytes(&folder, "t.csv", text.buf, text.len);
	stage_open(&s, folder_file(&folder, "t.csv"), 80, 24);
	stage_keys(&s, "/");
	stage_type(&s, "re:/(?:a|x)*[yz]/");
	stage_expect(&s, "Pattern too slow: 1 cell not searched.");
	stage_keys(&s, "Enter");
	stage_expect(&s, "Pattern too slow: 1 cell not searched.");
	stage_keys(&s, "/ Backspace");
	stage_type(&s, "re:/\\d/");
	stage_expect(&s, "Esc cancel");
	assert_null(strstr(s.screen.buf, "too slow"));
	stage_close(&s);
	folder_remove(&folder);
	str_release(&text);
}

/* Checks add nothing that could be found. */
static void test_a_search_does_not_start_again_while_rows_are_checked(void **state)
{
	struct str text = STR_INIT;
	struct str err = STR_INIT;
	struct folder folder;
	size_t steps = 0;
	struct app a;

	(void)state;
	folder_make(&folder);
	str_add(&text, "id,name\n");
	for (int i = 0; i < 5000; i++)
		str_addf(&text, "%d,row\n", i);
	folder_write(&folder, "t.csv", text.buf);
	assert_true(app_init(&a, &app_commands, folder_file(&folder, "t.csv"), NULL, 0, &err));
	app_search(&a, "row");
	while (a.load.phase < LOAD_CHECKS || !a.search_done)
		assert_false(app_work_seen(&a, 0));
	for (; a.load.phase == LOAD_CHECKS; steps++) {
		assert_true(a.search_done);
		app_work_seen(&a, 0);
	}
	assert_true(steps > 1);
	app_finish(&a);
	assert_int_equal(search_count(&a.search, 0), 5000);
	app_release(&a);
	folder_remove(&folder);
	str_release(&text);
	str_release(&err);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_given_up_are_reported),
		cmocka_unit_test_setup_teardown(
			test_filters_as_one_types, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_escape_puts_everything_back, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_reports_why_a_row_was_found, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_cursor_goes_to_the_best_hit, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_no_hit_names_what_is_near_and_where_there_is_more, open_data,
			close_stage),
		cmocka_unit_test_setup_teardown(
			test_enter_waits_for_what_was_typed, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_nothing_found_has_the_whole_width, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_all_tables_together, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_start_leads_to_holland, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_next_hit_goes_round_and_says_so, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_search_keeps_over_tabs, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_sorting_what_was_found, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_finds_words_inside_a_record, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_keeps_only_rows_with_the_value_under_the_cursor, open_data,
			close_stage),
		cmocka_unit_test_setup_teardown(
			test_a_second_search_replaces_the_first, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_moving_keeps_the_old_search, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_backspace_empties_the_prompt, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_the_empty_prompt_shows_what_can_be_typed, open_data,
			close_stage),
		cmocka_unit_test_setup_teardown(
			test_tab_goes_to_the_next_hits, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_tab_completes_scopes_and_values, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_tab_goes_from_value_to_value, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_tab_over_all_tables, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_any_text_can_be_typed, open_data, close_stage),
		cmocka_unit_test(
			test_a_search_does_not_start_again_while_rows_are_checked),
		cmocka_unit_test_setup_teardown(
			test_how_a_date_is_read_is_reported, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_words_for_a_field_are_marked_in_a_record, open_data,
			close_stage),
	};

	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
