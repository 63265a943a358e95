/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "view/views.h"

#include <locale.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "browser/app.h"
#include "ui/command.h"
#include "view/forum.h"
#include "view/screen_file.h"
#include "view/timeline_view.h"

/* The timeline alone, on a canvas of its own; the forum as seen on 1 June 2016. */
struct screen {
	struct packed forum;
	struct package *package;
	struct search search;
	struct view_context ctx;
	struct pane *pane;
	struct canvas canvas;
	struct str text;
};

static void draw(struct screen *s)
{
	do {
		s->pane->view->update(s->pane);
	} while (!s->pane->view->work(s->pane, INT64_MAX));
	s->pane->view->update(s->pane);
	canvas_resize(&s->canvas, s->pane->rect.w, s->pane->rect.h);
	s->pane->view->draw(s->pane, &s->canvas);
	str_clear(&s->text);
	canvas_add_text(&s->canvas, false, &s->text);
}

static void resize(struct screen *s, int w, int h)
{
	s->pane->rect = (struct rect){ 0, 0, w, h };
	s->pane->changed = true;
	draw(s);
}

static void show(struct screen *s, struct package *package, int64_t today, int w, int h)
{
	s->package = package;
	search_init(&s->search, package);
	s->ctx = (struct view_context){ .package = package,
		.search = &s->search,
		.find = &s->search,
		.today = today };
	s->pane = pane_new(&view_timeline, &s->ctx, -1, ROW_NOWHERE);
	s->pane->focused = true;
	canvas_init(&s->canvas);
	str_init(&s->text);
	resize(s, w, h);
}

static void hide(struct screen *s)
{
	pane_drop(s->pane);
	search_release(&s->search);
	canvas_release(&s->canvas);
	str_release(&s->text);
}

static void screen_open(struct screen *s, int w, int h)
{
	forum_open(&s->forum);
	show(s, &s->forum.p, calendar_day(2016, 6, 1), w, h);
}

static void screen_close(struct screen *s)
{
	hide(s);
	packed_end(&s->forum);
}

/* Presses KEYS, names parted by blanks; each must mean something to the timeline. */
static void keys(struct screen *s, const char *names)
{
	while (*names) {
		size_t len = strcspn(names, " ");
		uint32_t key = key_parse((struct slice){ names, len });

		s->pane->request.kind = REQUEST_NONE;
		if (!s->pane->view->command(s->pane,
			    command_for_key(&app_commands, key, IN_TIMELINE, NULL)))
			fail_msg("not taken: %s", names);
		draw(s);
		names += len;
		names += strspn(names, " ");
	}
}

static void search_for(struct screen *s, const char *text)
{
	assert_true(search_set(&s->search, text, -1, NULL, NULL));
	task_finish(&s->search.task);
	s->pane->changed = true;
	draw(s);
}

static void expect(struct screen *s, const char *text)
{
	if (!strstr(s->text.buf, text))
		fail_msg("not on the screen: %s\n%s", text, s->text.buf);
}

static void expect_not(struct screen *s, const char *text)
{
	if (strstr(s->text.buf, text))
		fail_msg("should not be on the screen: %s\n%s", text, s->text.buf);
}

static void expect_message(const struct screen *s, const char *text)
{
	assert_int_equal(s->pane->request.kind, REQUEST_MESSAGE);
	if (!strstr(s->pane->request.text.buf, text))
		fail_msg("message: %s", s->pane->request.text.buf);
}

static void expect_position(const struct screen *s, const char *position)
{
	struct str text = STR_INIT;

	s->pane->view->position(s->pane, &text);
	assert_string_equal(text.buf, position);
	str_release(&text);
}

/* Returns whether the cell at X, Y has the bits OVER. */
static bool is_over(const struct screen *s, int x, int y, unsigned over)
{
	return s->canvas.cells[y * s->canvas.cols + x].overlay & over;
}

static void test_the_chart_fitted(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	screen_file_expect("forum-fitted", s.text.buf);
	expect_position(&s, "14/14");
	assert_int_equal(s.canvas.cursor_x, 78);
	assert_int_equal(s.canvas.cursor_y, 2);
	screen_close(&s);
}

static void test_zoomed_to_days(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	assert_true(s.pane->view->go(s.pane, "2009-04"));
	keys(&s, "Down + + + + + +");
	screen_file_expect("forum-days", s.text.buf);
	expect_position(&s, "7/14  scale: 1 day per column");
	keys(&s, "+");
	expect_message(&s, "Cannot zoom in further");
	screen_close(&s);
}

static void test_empty_spans_folded(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "x");
	expect_message(&s, "2 empty periods folded. x unfolds them.");
	screen_file_expect("forum-folded", s.text.buf);
	keys(&s, "x");
	expect_message(&s, "Empty periods unfolded.");
	expect_not(&s, "╱");
	screen_close(&s);
}

static void test_in_ascii(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	str_clear(&s.text);
	canvas_add_text(&s.canvas, true, &s.text);
	screen_file_expect("forum-ascii", s.text.buf);
	screen_close(&s);
}

static void test_the_list_where_it_is_narrow(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 80, 16);
	screen_file_expect("forum-list", s.text.buf);
	expect_position(&s, "14/14");
	/* Rules are stepped over; beyond the ends it stays. */
	keys(&s, "Up Up Up Up Up");
	expect(&s, "▌ perhaps 2010");
	keys(&s, "Down G");
	expect(&s, "▌ 2 April 2013");
	keys(&s, "g");
	expect(&s, "▌ 26–28 February 2002");
	keys(&s, "Left");
	expect_message(&s, "This is the first event.");
	keys(&s, "PgDn PgDn PgDn");
	expect(&s, "▌ 2 April 2013");
	resize(&s, 60, 16);
	expect(&s, "▌ 2 April 2013         ● Fifth Conference\n");
	resize(&s, 100, 20);
	expect(&s, "┼");
	keys(&s, "v");
	expect(&s, "▌ 2 April 2013");
	expect_not(&s, "┼");
	screen_close(&s);
}

static void test_moves_by_event_and_by_lane(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "Right");
	expect_message(&s, "This is the last event of its lane.");
	keys(&s, "Up");
	expect_message(&s, "This is the first lane.");
	keys(&s, "Left Left Down");
	expect(&s, "New task");
	/* Through lanes and back at the same day: the seminar of 2003 is as near as can
	 * be to 2009, but one does not come back to the conference of 2004. */
	keys(&s, "Down");
	expect(&s, "Walk along the border");
	keys(&s, "Down");
	expect(&s, "First secretariat");
	keys(&s, "Down");
	expect_message(&s, "This is the last lane.");
	keys(&s, "Up Up Up");
	expect(&s, "Third Conference  ");
	keys(&s, "g");
	expect(&s, "Conferences, 1 of 5");
	keys(&s, "Right Right G");
	expect(&s, "Conferences, 5 of 5");
	screen_close(&s);
}

static void test_the_detail_of_an_event(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "Left Left");
	expect(&s,
		"4 years 11 months after the second (late) · "
		"1 year 11 months before the fourth\n");
	expect(&s, "On 15 April 2009: 2 members, and 1 whose start date is unknown\n");
	expect(&s, "Outcome  A new task.\n");
	keys(&s, "Left Left");
	expect(&s, "  2 years 2 months before the second\n");
	keys(&s, "Down");
	expect(&s, "  28 February 2002 · Bali\n  Decisions, 1 of 4\n");
	expect_not(&s, "before");
	screen_close(&s);
}

static void test_a_mark_measures(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "Left M");
	expect(&s, "───┬M───");
	expect_message(&s, "Mark set. Distances are measured from here;");
	keys(&s, "Left");
	expect(&s, "  1 year 11 months (713 days) before the mark, Fourth Conference\n");
	keys(&s, "Right Right");
	expect(&s, "  2 years (734 days) after the mark, Fourth Conference\n");
	keys(&s, "Down Down Left");
	expect(&s, "~1 year before the mark, Fourth Conference\n");
	keys(&s, "Esc");
	expect_not(&s, "the mark");
	/* Nothing is left for Esc to take back here. */
	assert_false(s.pane->view->command(s.pane, COMMAND_CANCEL));
	keys(&s, "M M");
	expect_message(&s, "Mark removed.");
	screen_close(&s);
}

static void test_the_column_of_the_cursor_stays_on_zoom(void **state)
{
	struct screen s;
	int x;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "Left Left");
	x = s.canvas.cursor_x;
	for (int i = 0; i < 5; i++) {
		keys(&s, "+");
		assert_int_equal(s.canvas.cursor_x, x);
	}
	for (int i = 0; i < 5; i++) {
		keys(&s, "-");
		assert_int_equal(s.canvas.cursor_x, x);
	}
	keys(&s, "z -");
	expect_message(&s, "Cannot zoom out further. z fits everything.");
	screen_close(&s);
}

static void test_scrolling_takes_the_cursor_along(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "g + +");
	expect(&s, "Conferences, 1 of 5");
	keys(&s, "L L L L");
	expect(&s, "Conferences, 2 of 5");
	keys(&s, "PgDn PgDn PgDn PgDn PgDn");
	expect(&s, "Conferences, 5 of 5");
	keys(&s, "PgUp PgUp PgUp PgUp PgUp H H H H");
	expect(&s, "Conferences, 1 of 5");
	screen_close(&s);
}

/* To the first event of the time asked for, in any lane, else to one that goes on on that
 * day, else to the next or the last. */
static void test_goes_to_a_date(void **state)
{
	static const struct {
		const char *date, *message;
	} cases[] = {
		{ "2009", "2009: first of 3 events, Third Conference" },
		{ "2009-04-16", "16 April 2009: the only event, Budget" },
		{ "2009-04/2011-03",
			"April 2009 – March 2011: first of 6 events, Third" },
		{ "2002-02-27", "27 February 2002: under way, First Conference" },
		{ "2005", "2005: no event; next, First secretariat" },
		{ "2014", "2014: no event; last, Fifth Conference" },
		{ "2009-4", "April 2009: first of 3 events, Third Conference" },
		{ "16 apr 2009", "16 April 2009: the only event, Budget" },
		{ "../2002", "until 2002: first of 2 events, First Conference" },
	};
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(s.pane->view->go(s.pane, cases[i].date));
		expect_message(&s, cases[i].message);
		draw(&s);
		expect(&s, strstr(cases[i].message, ", ") + 2);
	}
	assert_true(s.pane->view->go(s.pane, "2016-13"));
	expect_message(&s, "2016-13 is not a date.");
	screen_close(&s);
}

static void test_enter_lists_the_events_of_a_mark(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "Down Left");
	expect(&s, "+2");
	keys(&s, "Enter");
	expect_message(&s, "2 events. Enter opens one, Esc goes back.");
	expect(&s, "   15 April 2009  • New task");
	expect(&s, " ▌ 16 April 2009  • Budget");
	expect_not(&s, "Conferences");
	keys(&s, "Left");
	expect(&s, " ▌ 15 April 2009  • New task");
	keys(&s, "Enter");
	assert_int_equal(s.pane->request.kind, REQUEST_RECORD);
	assert_int_equal(s.pane->request.row.table, 1);
	assert_int_equal(s.pane->request.row.row, 2);
	keys(&s, "Esc");
	expect(&s, "+2");
	/* What leads elsewhere closes the list. */
	keys(&s, "Enter");
	assert_true(s.pane->view->go(s.pane, "2013"));
	draw(&s);
	expect(&s, "┼");
	screen_close(&s);
}

/* Three conferences of five and two decisions are in Bali; the gaps are those between
 * hits, and none is late. */
static void test_hits_only(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "*");
	expect_message(&s, "No search yet. / starts one.");
	search_for(&s, "perth");
	keys(&s, "*");
	expect_message(&s, "Only the hits are shown: 4 of 14. * shows all.");
	screen_file_expect("forum-hits", s.text.buf);
	expect_position(&s, "3/14  hits only  hit 1/4");
	keys(&s, "v");
	expect(&s, " ▌ March 2003        • Seminar on papers");
	expect(&s, "   ─── ~6 years 1 month later ─");
	expect_not(&s, "First Conference");
	keys(&s, "v *");
	expect_message(&s, "All events shown.");
	expect(&s, "First Conference");
	/* What is shown follows the search, and there is always an event. */
	keys(&s, "*");
	search_for(&s, "kota");
	expect(&s, "First secretariat");
	expect_not(&s, "Seminar");
	search_for(&s, "brumma");
	expect(&s, "First Conference");
	search_for(&s, "");
	expect_position(&s, "3/14");
	screen_close(&s);
}

static void test_the_row_of_members(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "d");
	/* Two since 2002, one of them until some time in 2010, a third since 2013; of the
	 * fourth nothing is known. */
	expect(&s,
		"  Members       2 2 ──────────────────────────────────────── 1 "
		"────────────── 2 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┊\n");
	expect_not(&s, "all events");
	keys(&s, "d");
	expect(&s, "  all events  0–3 ");
	screen_close(&s);
}

/* Durations, counts of lanes, gaps and the density are dimmed with their events. */
static void test_all_of_what_is_no_hit_is_dimmed(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	search_for(&s, "perth");
	/* The duration of the secretariat, the name of its lane, a gap between two
	 * conferences elsewhere, the density of 2002. */
	assert_true(is_over(&s, 30, 9, OVERLAY_DIMMED));
	assert_true(is_over(&s, 4, 9, OVERLAY_DIMMED));
	assert_true(is_over(&s, 24, 3, OVERLAY_DIMMED));
	assert_true(is_over(&s, 18, 11, OVERLAY_DIMMED));
	assert_false(is_over(&s, 4, 2, OVERLAY_DIMMED));
	keys(&s, "x");
	expect(&s, "╱3y╱");
	screen_close(&s);
}

/* At 40 columns a year must not be cut off, nor all of the title. */
static void test_dates_are_whole_where_it_is_very_narrow(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 40, 27);
	expect(&s, "   26–28 Feb 2002     ● First Conferen…\n");
	expect(&s, "   since 30 Mar 2011  • Support office\n");
	expect(&s, " ▌ 2 Apr 2013         ● Fifth Conferen…\n");
	resize(&s, 59, 24);
	expect(&s, "29–30 Mar 2011     ● Fourth Conference\n");
	resize(&s, 60, 24);
	expect(&s, "29–30 March 2011     ● Fourth Conference\n");
	screen_close(&s);
}

/* What has no room whole is left out, and the rule above says so. */
static void test_the_detail_notes_that_there_is_more(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 80, 14);
	expect(&s, "── Enter: full record ─\n  Fifth Conference  ");
	expect(&s, "none for 3 years 1 month (overdue)\n");
	expect_not(&s, "Outcome");
	resize(&s, 80, 40);
	expect(&s, "  Outcome  More members.\n");
	expect_not(&s, "Enter: full record");
	screen_close(&s);
}

static void test_a_search_dims_and_finds(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	search_for(&s, "perth");
	/* The cursor goes on to a hit, round the end; all stays on the screen. Without
	 * a hit it is back where it was left. */
	search_for(&s, "perthx");
	expect_position(&s, "14/14  0 hits");
	search_for(&s, "perth");
	expect(&s, "Seminar on papers  ");
	expect(&s, "First Conference");
	expect_position(&s, "3/14  hit 1/4");
	assert_true(
		is_over(&s, 18, 2, OVERLAY_DIMMED)); /* the first conference, in Bali */
	assert_false(is_over(&s, 57, 2, OVERLAY_DIMMED)); /* the third, in Perth */
	assert_false(is_over(&s, 57, 6, OVERLAY_DIMMED)); /* two decisions there */
	keys(&s, "n");
	expect(&s, "Third Conference  ");
	keys(&s, "N N");
	expect_message(&s, "Search wrapped to the last hit.");
	expect(&s, "Budget");
	search_for(&s, "");
	assert_false(is_over(&s, 18, 2, OVERLAY_DIMMED));
	keys(&s, "n");
	expect_message(&s, "No search yet. / starts one.");
	screen_close(&s);
}

static void test_letters_found_are_marked(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 80, 16);
	search_for(&s, "train");
	expect(&s, "▌ 10 September 2012    • Training");
	for (int y = 0; y < 12; y++)
		for (int x = 0; x < 80; x++)
			assert_int_equal(is_over(&s, x, y, OVERLAY_HIT),
				is_over(&s, x, y, OVERLAY_CURSOR) && x >= 26 && x < 31);
	screen_close(&s);
}

static void test_shows_the_events_that_name_a_row(void **state)
{
	struct screen s;
	struct saved_pos there = { .row = { 3, 2 } }, all = { .row = ROW_NOWHERE };

	(void)state;
	screen_open(&s, 100, 20);
	s.pane->view->restore(s.pane, &there);
	draw(&s);
	expect_position(&s, "5/14  [Kota: 2 ×]");
	expect(&s, "First secretariat");
	keys(&s, "n");
	expect(&s, "Training");
	s.pane->view->restore(s.pane, &all);
	draw(&s);
	expect_position(&s, "12/14");
	screen_close(&s);
}

static void test_returns_to_the_saved_position(void **state)
{
	struct screen s;
	struct saved_pos saved, jump = { .row = { 1, 1 } };
	struct str before = STR_INIT;

	(void)state;
	screen_open(&s, 100, 20);
	keys(&s, "Left + + H");
	str_add(&before, s.text.buf);
	s.pane->view->save(s.pane, &saved);
	keys(&s, "z g Down");
	s.pane->view->restore(s.pane, &saved);
	draw(&s);
	assert_string_equal(s.text.buf, before.buf);
	/* A jump from elsewhere leaves the scale and brings the row into the window. */
	s.pane->view->restore(s.pane, &jump);
	draw(&s);
	expect(&s, "Seminar on papers");
	expect(&s, "March 2003");
	assert_int_equal(s.pane->view->focus(s.pane).table, 1);
	assert_int_equal(s.pane->view->focus(s.pane).row, 1);
	str_release(&before);
	screen_close(&s);
}

static void test_steps_through_records_in_its_order(void **state)
{
	struct screen s;
	struct row_ref row;

	(void)state;
	screen_open(&s, 100, 20);
	row = s.pane->view->step_row(s.pane, -1);
	assert_true(row.table == 0 && row.row == 3);
	row = s.pane->view->step_row(s.pane, 1);
	assert_true(row.table == 0 && row.row == 4);
	row = s.pane->view->step_row(s.pane, 1);
	assert_int_equal(row.table, -1);
	screen_close(&s);
}

static void test_every_size_can_be_drawn(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 100, 20);
	for (int w = 0; w < 130; w += 3)
		for (int h = 0; h < 40; h++)
			for (int form = 0; form < 2; form++) {
				resize(&s, w, h);
				keys(&s, form ? "v" : "v Left");
			}
	resize(&s, 100, 20);
	keys(&s, "G");
	expect(&s, "Conferences, 5 of 5");
	screen_close(&s);
}

static void test_without_events_it_says_so(void **state)
{
	struct screen s;

	(void)state;
	packed_begin(&s.forum);
	packed_write(&s.forum, "words.csv", "word\nhello\n");
	packed_load(&s.forum, NULL);
	show(&s, &s.forum.p, 0, 80, 10);
	expect(&s, "No table of this package has dated rows.");
	assert_false(s.pane->view->command(s.pane, COMMAND_RIGHT));
	assert_false(s.pane->view->go(s.pane, "2011"));
	assert_int_equal(s.pane->view->focus(s.pane).table, -1);
	screen_close(&s);
}

static void test_dates_that_cannot_be_read_are_reported(void **state)
{
	struct screen s;

	(void)state;
	packed_begin(&s.forum);
	packed_write(&s.forum, "datapackage.json",
		"{'name':'p','resources':[{'name':'e','path':'e.csv','title':'E','schema'"
		":{"
		"'fields':[{'name':'date','type':'date'},{'name':'what','type':'string'}]"
		"}}]}");
	packed_write(&s.forum, "e.csv", "date,what\n2011-02-30,x\n,y\n");
	packed_load(&s.forum, NULL);
	show(&s, &s.forum.p, 0, 80, 10);
	expect(&s, "No row has a date that can be understood. (2 have none.)");
	expect_position(&s, "0/0  +2 without a date");
	screen_close(&s);
}

/* What the bundled data answer by keys alone. */
static void test_questions_to_the_bundled_data(void **state)
{
	const char *folder = getenv("srcdir");
	struct screen s;
	struct package p;
	struct load load;
	struct str path = STR_INIT;

	(void)state;
	str_addf(&path, "%s/data/datapackage.json", folder ? folder : ".");
	if (access(path.buf, R_OK) != 0) {
		str_release(&path);
		skip();
	}
	assert_true(package_open(&p, path.buf, NULL, NULL));
	load_init(&load, &p);
	task_finish(&load.task);
	show(&s, &p, calendar_day(2026, 11, 23), 120, 32);
	/* Which conference followed the longest gap? */
	expect(&s, "5y11m late");
	keys(&s, "g Right Right");
	expect(&s, "Third Ministerial Conference");
	expect(&s, "5 years 11 months after the second (late)");
	/* How many members were known on 2 April 2013? */
	assert_true(s.pane->view->go(s.pane, "2013-04-02"));
	draw(&s);
	expect(&s, "On 2 April 2013: 38 members, and 7 whose start date is unknown");
	/* How long from the decision on the framework to the opening of its office? */
	search_for(&s, "regional cooperation framework agreed");
	expect(&s, "30 March 2011 · Bali");
	keys(&s, "M");
	search_for(&s, "regional support office opened");
	expect(&s, "1 year 5 months (530 days) after the mark");
	hide(&s);
	load_release(&load);
	package_release(&p);
	str_release(&path);
}

static void test_cursor_stays_on_a_low_screen(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, 120, 20);
	for (int height = 12; height >= 3; height--) {
		resize(&s, 120, height);
		for (int i = 0; i < 4; i++) {
			keys(&s, "Down");
			assert_true(s.canvas.cursor_y >= 0);
		}
	}
	screen_close(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_chart_fitted),
		cmocka_unit_test(test_zoomed_to_days),
		cmocka_unit_test(test_empty_spans_folded),
		cmocka_unit_test(test_in_ascii),
		cmocka_unit_test(test_the_list_where_it_is_narrow),
		cmocka_unit_test(test_moves_by_event_and_by_lane),
		cmocka_unit_test(test_the_detail_of_an_event),
		cmocka_unit_test(test_a_mark_measures),
		cmocka_unit_test(test_the_column_of_the_cursor_stays_on_zoom),
		cmocka_unit_test(test_scrolling_takes_the_cursor_along),
		cmocka_unit_test(test_goes_to_a_date),
		cmocka_unit_test(test_enter_lists_the_events_of_a_mark),
		cmocka_unit_test(test_hits_only),
		cmocka_unit_test(test_the_row_of_members),
		cmocka_unit_test(test_all_of_what_is_no_hit_is_dimmed),
		cmocka_unit_test(test_dates_are_whole_where_it_is_very_narrow),
		cmocka_unit_test(test_the_detail_notes_that_there_is_more),
		cmocka_unit_test(test_a_search_dims_and_finds),
		cmocka_unit_test(test_letters_found_are_marked),
		cmocka_unit_test(test_shows_the_events_that_name_a_row),
		cmocka_unit_test(test_returns_to_the_saved_position),
		cmocka_unit_test(test_steps_through_records_in_its_order),
		cmocka_unit_test(test_every_size_can_be_drawn),
		cmocka_unit_test(test_without_events_it_says_so),
		cmocka_unit_test(test_dates_that_cannot_be_read_are_reported),
		cmocka_unit_test(test_questions_to_the_bundled_data),
		cmocka_unit_test(test_cursor_stays_on_a_low_screen),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
