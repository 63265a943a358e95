/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/event_list.h"

#include <locale.h>

#include "base/calendar.h"
#include "base/text.h"
#include "unit/packed.h"
#include "unit/test.h"

struct forum {
	struct packed x;
	struct events c;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile;
};

static void forum_open(struct forum *f)
{
	struct packed *x = &f->x;

	packed_copy(x, "event_list");
	packed_load(x, NULL);
	events_init(&f->c, &x->p, calendar_day(2009, 4, 2));
	while (!events_step(&f->c, clock_now() + TASK_MS))
		;
	style_codes_init(&f->styles);
	f->page = (struct listing_page){ .styles = &f->styles };
	outfile_open_output(&f->outfile, false);
}

/* Returns the events as they are written; lives until the next call. */
static const char *forum_write(struct forum *f, enum format format)
{
	struct listing *list = event_list_new(&f->c, &f->page);

	str_clear(&f->outfile.text);
	listing_write(list, format, &f->page, &f->outfile);
	listing_free(list);
	return f->outfile.text.buf;
}

static void forum_close(struct forum *f)
{
	outfile_abandon(&f->outfile);
	style_codes_release(&f->styles);
	events_release(&f->c);
	packed_end(&f->x);
}

static void test_lines_end_where_the_terminal_does(void **state)
{
	struct forum f;

	(void)state;
	forum_open(&f);
	f.page.width = 70;
	assert_string_equal(forum_write(&f, FORMAT_TEXT),
		"26–28 February 2002  ●  First Conference                      Meetings\n"
		"2003                 •  Seminar on the long way from here t…  Workshop\n"
		"perhaps May 2003     •  =A walk                               Walk\n"
		"─── 6 years later (late) ─────────────────────────────────────────────\n"
		"1 March 2008         ●  Second Conference                     Meetings\n"
		"─── none for 1 year 1 month "
		"──────────────────────────────────────────\n");
	f.page.width = 40;
	assert_string_equal(forum_write(&f, FORMAT_TEXT),
		"26–28 Feb 2002  ●  First Conference\n"
		"2003            •  Seminar on the long …\n"
		"May 2003?       •  =A walk\n"
		"─── 6 years later (late) ───────────────\n"
		"1 Mar 2008      ●  Second Conference\n"
		"─── none for 1 year 1 month ────────────\n");
	forum_close(&f);
}

static void test_no_line_is_wider_than_any_terminal(void **state)
{
	struct forum f;

	(void)state;
	forum_open(&f);
	for (f.page.width = 10; f.page.width < 120; f.page.width++) {
		const char *line = forum_write(&f, FORMAT_TEXT);

		while (*line) {
			size_t len = strcspn(line, "\n");

			assert_true(
				text_width((struct slice){ line, len }) <= f.page.width);
			line += len + 1;
		}
	}
	forum_close(&f);
}

static void test_ascii_marks_the_first_lane_too(void **state)
{
	struct forum f;

	(void)state;
	forum_open(&f);
	f.styles.ascii = true;
	f.page.width = 40;
	assert_string_equal(forum_write(&f, FORMAT_TEXT),
		"26-28 Feb 2002  *  First Conference\n"
		"2003            .  Seminar on the long..\n"
		"May 2003?       .  =A walk\n"
		"--- 6 years later (late) ---------------\n"
		"1 Mar 2008      *  Second Conference\n"
		"--- none for 1 year 1 month ------------\n");
	forum_close(&f);
}

static void test_looks_are_round_texts(void **state)
{
	struct forum f;

	(void)state;
	forum_open(&f);
	str_add(&f.styles.on[STYLE_WARNING], "<late>");
	str_add(&f.styles.on[STYLE_MARK_MAIN], "<first>");
	str_add(&f.styles.off, "<>");
	assert_non_null(strstr(
		forum_write(&f, FORMAT_TEXT), "─── <late>6 years later (late)<> ───"));
	assert_non_null(strstr(f.outfile.text.buf, "2008         <first>●<>  Second"));
	assert_non_null(strstr(f.outfile.text.buf, "─── none for 1 year 1 month ───"));
	forum_close(&f);
}

static void test_dimmed_events_are_left_out(void **state)
{
	struct forum f;

	(void)state;
	forum_open(&f);
	assert_string_equal(forum_write(&f, FORMAT_CSV),
		"date,lane,table,key,title,gap,late\n"
		"2002-02-26/2002-02-28,Meetings,meetings,1,First Conference,,\n"
		"2003,Workshop,events,1,Seminar on the long way from here to there,,\n"
		"2003-05?,Walk,events,2,=A\twalk,,\n"
		"2008-03-01,Meetings,meetings,2,Second Conference,P6Y,true\n");
	f.c.timeline.events[0].dimmed = true;
	f.c.timeline.events[1].dimmed = true;
	f.page.csv.safe = true;
	assert_string_equal(forum_write(&f, FORMAT_TSV),
		"date\tlane\ttable\tkey\ttitle\tgap\tlate\n"
		"2003-05?\tWalk\tevents\t2\t'=A\\twalk\t\t\n"
		"2008-03-01\tMeetings\tmeetings\t2\tSecond Conference\t\t\n");
	forum_close(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_end_where_the_terminal_does),
		cmocka_unit_test(test_no_line_is_wider_than_any_terminal),
		cmocka_unit_test(test_ascii_marks_the_first_lane_too),
		cmocka_unit_test(test_looks_are_round_texts),
		cmocka_unit_test(test_dimmed_events_are_left_out),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("event_list", tests, NULL, NULL);
}
