/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "base/text.h"
#include "data/json.h"
#include "unit/folder.h"
#include "view/screen_file.h"
#include "view/stage.h"
#include "view/views.h"

/*
 * The map of the Bali Process data as the user sees it: whole screens, which are files in
 * tests/view/screens, and questions answered by keys alone. Where Jakarta, Canberra and
 * other capitals are, data/countries.csv has from GeoNames; the conference of Adelaide is
 * the eighth in data/meetings.csv, the others were held in Bali.
 */

static void map_open(struct stage *s, int cols, int rows)
{
	stage_open(s, stage_data(), cols, rows);
	stage_keys(s, "6");
}

static void find(struct stage *s, const char *text)
{
	stage_keys(s, "/");
	stage_type(s, text);
	stage_keys(s, "Enter");
}

/* Returns what the map calls the place under the cursor: the first words of the detail. */
static const char *here(struct stage *s)
{
	static struct str name;
	const char *line = stage_line(s, s->rows - 3);

	str_clear(&name);
	str_add_bytes(&name, line + 2, strcspn(line + 2, " "));
	return name.buf;
}

/* Returns the number of the first line of the screen that has TEXT, and in *COLUMN the
 * columns before it. */
static int line_of(struct stage *s, const char *text, int *column)
{
	for (int y = 0; y < s->rows; y++) {
		const char *line = stage_line(s, y);
		const char *at = strstr(line, text);

		if (at) {
			*column = text_width((struct slice){ line, (size_t)(at - line) });
			return y;
		}
	}
	fail_msg("not on the screen: %s\n%s", text, s->screen.buf);
	return -1;
}

static void test_whole_screens(void **state)
{
	static const struct {
		int cols, rows;
		const char *find, *keys, *screen;
	} cases[] = {
		{ 120, 40, NULL, "", "map-120x40" },
		{ 80, 24, NULL, "", "map-80x24" },
		{ 200, 60, NULL, "", "map-200x60" },
		{ 120, 40, "nauru", "Esc + +", "map-pacific" },
		{ 120, 40, "region:oceania", "", "map-oceania" },
		{ 120, 40, "region:oceania", "*", "map-oceania-only" },
		{ 120, 40, NULL, "d , , ,", "map-2013" },
		{ 80, 24, NULL, "v", "map-list" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage s;

		map_open(&s, cases[i].cols, cases[i].rows);
		if (cases[i].find)
			find(&s, cases[i].find);
		stage_keys(&s, cases[i].keys);
		stage_expect_body(&s, cases[i].screen);
		stage_close(&s);
	}
}

static void test_in_ascii(void **state)
{
	struct stage s;
	struct str text = STR_INIT;

	(void)state;
	map_open(&s, 80, 24);
	canvas_add_text(&s.app.canvas, true, &text);
	for (size_t i = 0; i < text.len; i++)
		assert_true(text.buf[i] == '\n' ||
			(text.buf[i] >= ' ' && text.buf[i] <= '~'));
	screen_file_expect("map-ascii", text.buf);
	str_release(&text);
	stage_close(&s);
}

/* Asserts that TEXT is in a line above and in a column left of OTHER's, or not. */
static void expect_order(
	struct stage *s, const char *text, const char *other, bool above, bool left)
{
	int x, other_x, y = line_of(s, text, &x), other_y = line_of(s, other, &other_x);

	assert_true(above ? y < other_y : y > other_y);
	assert_true(left ? x < other_x : x > other_x);
}

static void test_places_are_where_they_are(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 200, 60);
	expect_order(&s, "Mongolia", "New Zealand", true, true);
	expect_order(&s, "Sri Lanka", "Indonesia", true, true);
	expect_order(&s, "South Africa", "Norway", false, false);
	/* The seam is in the Pacific: Fiji and Samoa are east of Australia. */
	expect_order(&s, "Fiji", "Australia", true, false);
	expect_order(&s, "Samoa", "Fiji", true, false);
	stage_close(&s);
}

static void test_the_record_of_kiribati(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	/* Seven keys from the start. */
	stage_keys(&s, "6 / k i r Enter");
	stage_expect(&s, "Kiribati   taking part since Feb 2002");
	stage_keys(&s, "Enter");
	stage_expect(&s, "KI · KIR · 296");
	/* Back on the map, and the list has its cursor there. */
	stage_keys(&s, "q");
	stage_expect(&s, "Kiribati   taking part since Feb 2002");
	stage_keys(&s, "C 1");
	stage_expect(&s, " ▌ Kiribati");
	stage_close(&s);
}

static void test_which_conference_was_not_in_bali(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 80, 24);
	stage_keys(&s, "4 m");
	stage_expect(&s, "◆ 8 meetings");
	/* Seven of the eight are in one cell. */
	stage_expect(&s, "+6");
	stage_keys(&s, "Down");
	stage_expect(&s, "Eighth Ministerial Conference   10 February 2023 · Adelaide");
	stage_keys(&s, "Enter");
	stage_expect(&s, "Adelaide");
	stage_close(&s);
}

static void test_arrows_go_to_what_is_nearest(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 120, 40);
	find(&s, "indonesia");
	stage_keys(&s, "Esc");
	assert_string_equal(here(&s), "Indonesia");
	/* Canberra is the only capital in the south-east that is not further away. */
	stage_keys(&s, "Right");
	assert_string_equal(here(&s), "Timor-Leste");
	stage_keys(&s, "Left");
	assert_string_equal(here(&s), "Indonesia");
	stage_keys(&s, "l h");
	assert_string_equal(here(&s), "Indonesia");
	/* Tab goes by the distance from where it began. */
	stage_keys(&s, "Tab");
	assert_string_equal(here(&s), "Singapore");
	stage_keys(&s, "Tab");
	assert_string_equal(here(&s), "Malaysia");
	stage_keys(&s, "Shift-Tab Shift-Tab");
	assert_string_equal(here(&s), "Indonesia");
	stage_close(&s);
}

static void test_the_end_in_a_direction_is_reported(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 120, 40);
	find(&s, "new zealand");
	stage_keys(&s, "Esc Down");
	stage_expect(&s, "No place is further south.");
	stage_close(&s);
}

static void test_zoom_keeps_the_cell(void **state)
{
	struct stage s;
	int x, y;

	(void)state;
	map_open(&s, 120, 40);
	x = s.app.canvas.cursor_x;
	y = s.app.canvas.cursor_y;
	for (int i = 0; i < 4; i++) {
		stage_keys(&s, "+");
		assert_int_equal(s.app.canvas.cursor_x, x);
		assert_int_equal(s.app.canvas.cursor_y, y);
	}
	stage_keys(&s, "- - - -");
	assert_int_equal(s.app.canvas.cursor_x, x);
	assert_int_equal(s.app.canvas.cursor_y, y);
	stage_keys(&s, "- - - -");
	stage_expect(&s, "Cannot zoom out further. z fits all places.");
	stage_close(&s);
}

static void test_what_is_beyond_the_edges_is_named(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 120, 40);
	stage_expect(&s, "← Canada, United States ─");
	stage_keys(&s, "z");
	stage_expect_not(&s, "← Canada");
	stage_expect(&s, "United States");
	stage_keys(&s, "z");
	stage_expect(&s, "← Canada, United States ─");
	/* To the west until they come in. */
	stage_keys(&s, "H H H H");
	stage_expect_not(&s, "← Canada");
	stage_expect(&s, " →");
	stage_close(&s);
}

static void test_pan_takes_the_cursor_along(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 120, 40);
	find(&s, "new zealand");
	stage_keys(&s, "Esc + + K K K K K");
	stage_expect_not(&s, "New Zealand   taking");
	assert_true(s.app.canvas.cursor_y > 2 && s.app.canvas.cursor_y < 37);
	stage_close(&s);
}

/* Members that joined later come with the conferences: the Emirates on 1 April 2013, the day
 * before the fifth conference; by 2023 those whose beginning is known are 38 and theirs. */
static void test_members_appear_as_they_joined(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 120, 40);
	stage_keys(&s, "d");
	stage_expect(&s, "as of 10 February 2023");
	stage_expect(&s, "Eighth Ministerial Conference. , and . go to others");
	stage_keys(&s, ".");
	stage_expect(&s, "This is the last event.");
	stage_keys(&s, ", , ,");
	stage_expect(&s, "● 38 to 45 members");
	stage_expect(&s, "as of 2 April 2013");
	stage_expect(&s, "United Arab Emirates");
	stage_keys(&s, ",");
	stage_expect(&s, "as of 29 March 2011");
	stage_expect_not(&s, "United Arab Emirates");
	stage_keys(&s, ", , ,");
	stage_expect(&s, "as of 26 February 2002");
	stage_keys(&s, ",");
	stage_expect(&s, "This is the first event.");
	stage_keys(&s, "d");
	stage_expect(&s, "● 45 members");
	stage_expect(&s, "All rows are shown again.");
	stage_close(&s);
}

static void test_hits_are_counted_and_walked(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 120, 40);
	stage_keys(&s, "n");
	stage_expect(&s, "No search yet. / starts one.");
	find(&s, "region:oceania");
	stage_expect(&s, "hit 1/11");
	stage_keys(&s, "n");
	stage_expect(&s, "hit 2/11");
	stage_keys(&s, "N N");
	stage_expect(&s, "hit 11/11");
	stage_keys(&s, "*");
	stage_expect(&s, "Only the hits are shown: 11 of 62. * shows all.");
	stage_expect_not(&s, "Japan");
	stage_keys(&s, "*");
	stage_expect(&s, "All places are shown.");
	stage_close(&s);
}

static void test_rows_at_one_point_are_listed(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 120, 40);
	/* IOM, UNHCR, ILO, IFRC and ICRC are in Geneva. */
	stage_keys(&s, "3 m");
	stage_expect(&s, "◆ 13 organizations");
	stage_keys(&s, "+ + + + + + + +");
	stage_expect(&s, "IOM (5)");
	stage_keys(&s, "Enter");
	stage_expect(&s, "5 at this place. Enter opens one, Esc goes back.");
	stage_expect(&s, "◆ UNHCR");
	stage_keys(&s, "Down Enter");
	stage_expect(&s, "Office of the United Nations High Commissioner for Refugees");
	stage_close(&s);
}

static void test_a_row_without_a_place_says_so(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_data(), 120, 40);
	find(&s, "x");
	stage_keys(&s, "Esc Esc 3");
	stage_keys(&s, "G m");
	stage_expect(&s, " has no place on the map.");
	stage_close(&s);
}

static void test_clicks_and_the_wheel(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 120, 40);
	stage_click(&s, "Mongolia", 2);
	assert_string_equal(here(&s), "Mongolia");
	stage_click(&s, "● Mongolia", 0);
	stage_expect(&s, "MN · MNG · 496");
	stage_keys(&s, "q");
	stage_wheel(&s, "Mongolia", -1);
	stage_expect(&s, "Mongolia");
	stage_expect_not(&s, "New Zealand");
	stage_close(&s);
}

/* What a search has found, as points and as features; eleven members are in Oceania, and no
 * participant. */
static void test_exports_what_was_found(void **state)
{
	struct stage s;
	struct folder folder;
	json_t *root;
	struct json_load *load;
	struct json_doc doc;
	struct json_error error;
	const char *line;
	FILE *file;
	char text[200];
	int lines = 0;

	(void)state;
	folder_make(&folder);
	assert_int_equal(setenv("HOME", folder.path, 1), 0);
	map_open(&s, 120, 40);
	find(&s, "region:oceania");
	stage_keys(&s, "e");
	stage_expect(&s, " export to: map.csv");
	stage_keys(&s, "Ctrl-U");
	stage_type(&s, "~/a.csv");
	stage_keys(&s, "Enter");
	stage_expect(&s, "Wrote 11 ");
	file = fopen(folder_file(&folder, "a.csv"), "r");
	assert_non_null(file);
	while ((line = fgets(text, sizeof text, file))) {
		if (lines++ == 1)
			assert_non_null(
				strstr(line, "members,AU,Australia,149.13,-35.28"));
	}
	assert_int_equal(lines, 12);
	fclose(file);
	stage_keys(&s, "e Ctrl-U");
	stage_type(&s, "~/b.geojson");
	stage_keys(&s, "Enter");
	load = json_load_new(folder_file(&folder, "b.geojson"), "b.geojson");
	while (!json_load_step(load, INT64_MAX))
		continue;
	assert_true(json_load_end(load, &doc, &error));
	root = doc.root;
	assert_string_equal(
		json_string_value(json_object_get(root, "type")), "FeatureCollection");
	assert_int_equal(json_array_size(json_object_get(root, "features")), 11);
	json_doc_release(&doc);
	/* Two members joined on 1 April 2013; of others it is not known when. */
	stage_keys(&s, "Esc d , , , ,");
	stage_expect(&s, "as of 29 March 2011");
	stage_keys(&s, "e Ctrl-U");
	stage_type(&s, "~/c.txt");
	stage_keys(&s, "Enter");
	stage_expect(&s, "Wrote 60 places to ~/c.txt");
	stage_close(&s);
	folder_remove(&folder);
}

static void test_every_size(void **state)
{
	struct stage s;

	(void)state;
	map_open(&s, 120, 40);
	for (int cols = 40; cols <= 130; cols += 9)
		for (int rows = 10; rows <= 45; rows += 5) {
			stage_resize(&s, cols, rows);
			stage_expect(&s, " members");
			assert_true(s.app.canvas.cursor_y >= 2 &&
				s.app.canvas.cursor_y < rows - 2);
		}
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_screens),
		cmocka_unit_test(test_in_ascii),
		cmocka_unit_test(test_places_are_where_they_are),
		cmocka_unit_test(test_the_record_of_kiribati),
		cmocka_unit_test(test_which_conference_was_not_in_bali),
		cmocka_unit_test(test_arrows_go_to_what_is_nearest),
		cmocka_unit_test(test_the_end_in_a_direction_is_reported),
		cmocka_unit_test(test_zoom_keeps_the_cell),
		cmocka_unit_test(test_what_is_beyond_the_edges_is_named),
		cmocka_unit_test(test_pan_takes_the_cursor_along),
		cmocka_unit_test(test_members_appear_as_they_joined),
		cmocka_unit_test(test_hits_are_counted_and_walked),
		cmocka_unit_test(test_rows_at_one_point_are_listed),
		cmocka_unit_test(test_a_row_without_a_place_says_so),
		cmocka_unit_test(test_clicks_and_the_wheel),
		cmocka_unit_test(test_exports_what_was_found),
		cmocka_unit_test(test_every_size),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
