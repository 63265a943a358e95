/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/layout.h"

#include "unit/timeline_events.h"

static struct timeline_frame random_frame(uint64_t *seed)
{
	return (struct timeline_frame){ .width = 1 + (int)random_below(seed, 220),
		.rows = 1 + (int)random_below(seed, 6),
		.gap_lines = (int)random_below(seed, 2),
		.label_lines = (int)random_below(seed, 12),
		.cursor_row = (int)random_below(seed, 7) - 1 };
}

/* Labels lie in the window and never touch; on the line of the marks they are after their
 * mark and clear of the others, below it they cover its column. */
static void check_labels(const struct timeline *t, const struct timeline_layout *p)
{
	for (size_t i = 0; i < p->label_count; i++) {
		const struct timeline_label *a = &p->labels[i];
		const struct timeline_layout_row *row = &p->rows[a->row];
		const struct timeline_mark *own = timeline_layout_mark(p, t, a->event);

		assert_in_range(a->line, 0, row->lines);
		assert_true(a->column >= 0 && a->width > 0);
		assert_true(a->column + a->width <= p->frame.width);
		assert_true(a->width <= t->events[a->event].label);
		assert_int_equal(own->count, 1);
		if (a->line == 0)
			assert_true(a->column > own->column + own->digits &&
				a->column + a->width <= own->column + own->room);
		else
			assert_true(a->column <= own->column &&
				own->column < a->column + a->width &&
				(a->width == t->events[a->event].label ||
					a->width == p->frame.width));
		for (size_t j = 0; j < i; j++) {
			const struct timeline_label *b = &p->labels[j];

			assert_true(a->row != b->row || a->line != b->line ||
				b->column + b->width < a->column ||
				a->column + a->width < b->column);
		}
	}
}

/* Rows and the lines below them follow one another and are no more than there is room
 * for. */
static void check_lines(const struct timeline_layout *p)
{
	int y = 0;
	int labels = 0;

	for (int i = 0; i < p->row_count; i++) {
		assert_true(p->rows[i].y >= y);
		y = p->rows[i].y + 1 + p->rows[i].lines + (i ? 0 : p->frame.gap_lines);
		labels += p->rows[i].lines;
	}
	assert_true(labels <= p->frame.label_lines);
	assert_true(y <= p->lines);
	assert_true(p->lines <= p->row_count + p->frame.gap_lines + p->frame.label_lines);
}

/* Events on and off the screen add up, and marks are apart. */
static void check_row(
	const struct timeline_layout *p, const struct timeline_layout_row *row)
{
	size_t shown = 0;
	int end = 0;

	for (size_t i = 0; i < row->mark_count; i++) {
		const struct timeline_mark *mark = &row->marks[i];

		assert_true(mark->column >= end && mark->width >= 1 && mark->extent >= 1);
		assert_true(mark->room >= mark->width);
		assert_true(mark->hits <= mark->count);
		assert_true(mark->count == 1 ||
			mark->width >= timeline_count_width(mark->count) ||
			mark->width == p->frame.width);
		end = mark->column + mark->width;
		shown += mark->count;
	}
	assert_true(end <= p->frame.width);
	if (row->folded)
		assert_int_equal(shown, 0);
	else
		assert_int_equal(row->before + shown + row->after, row->count);
}

/* Every event in the window is found on a mark in its own column. */
static void check_events(const struct timeline *t, const struct timeline_layout *p)
{
	for (size_t i = 0; i < t->count; i++) {
		int64_t column = anchor_column(t, i);
		const struct timeline_mark *mark = timeline_layout_mark(p, t, i);
		bool inside = column >= 0 && column < p->frame.width;

		if (!timeline_is_shown(t, i))
			continue;
		if (p->rows[timeline_row_of(t, p->frame.rows, t->events[i].lane)].folded)
			assert_null(mark);
		else
			assert_int_equal(inside, mark != NULL);
	}
}

static void check_ticks(const struct timeline_layout *p)
{
	int column = -1;
	int end = -1;
	bool year = false;

	for (size_t i = 0; i < p->tick_count; i++) {
		const struct timeline_tick *tick = &p->ticks[i];

		assert_true(tick->column > column || (i == 1 && p->ticks[0].context));
		assert_true(tick->column < p->frame.width);
		column = tick->column;
		assert_int_equal(tick->width > 0, tick->label != TIMELINE_TICK_PLAIN);
		if (tick->label == TIMELINE_TICK_PLAIN)
			continue;
		assert_true(tick->column > end);
		end = tick->column + tick->width;
		assert_true(end <= p->frame.width);
		year = year || tick->label >= TIMELINE_TICK_YEAR;
	}
	assert_true(year || p->frame.width < 4);
}

static void check_gaps(const struct timeline *t, const struct timeline_layout *p)
{
	int end = 0;

	for (size_t i = 0; i < p->gap_count; i++) {
		const struct timeline_layout_gap *g = &p->gaps[i];

		assert_true(g->column >= end && g->width >= 2);
		end = g->column + g->width;
		assert_true(end <= p->frame.width);
		assert_true(t->hits_only ? !t->events[g->gap.from].dimmed
					 : t->events[g->gap.from].lane == 0);
		if (g->gap.to == TIMELINE_NONE)
			assert_int_equal(i, p->gap_count - 1);
		else
			assert_true(t->events[g->gap.to].date.start.first >
				timeline_over(&t->events[g->gap.from])->last);
	}
}

static void check_folds(const struct timeline_layout *p)
{
	int end = 0;

	for (size_t i = 0; i < p->fold_count; i++) {
		assert_true(p->folds[i].column >= end && p->folds[i].width >= 1);
		end = p->folds[i].column + p->folds[i].width;
	}
	assert_true(end <= p->frame.width);
}

static void test_random_windows_keep_all_promises(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct timeline_frame frame = random_frame(&seed);
		struct timeline_layout p = TIMELINE_LAYOUT_INIT;
		struct timeline t;
		size_t total = 0, shown = 0;

		random_timeline(&t, &seed, 60, 5);
		t.lanes[0].folded = random_below(&seed, 8) == 0;
		random_window(&t, &seed, frame.width);
		t.hits_only = random_below(&seed, 3) == 0;
		for (size_t k = 0; k < t.count; k++)
			t.events[k].dimmed = random_below(&seed, 3) == 0;
		timeline_relink(&t);
		for (size_t k = 0; k < t.count; k++)
			shown += timeline_is_shown(&t, k);
		timeline_layout_update(&p, &t, frame);
		check_labels(&t, &p);
		check_lines(&p);
		for (int row = 0; row < p.row_count; row++) {
			check_row(&p, &p.rows[row]);
			total += p.rows[row].count;
		}
		assert_int_equal(total, shown);
		check_events(&t, &p);
		check_ticks(&p);
		check_gaps(&t, &p);
		check_folds(&p);
		timeline_layout_release(&p);
		timeline_release(&t);
	}
}

static void test_close_events_are_counted(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;
	const struct timeline_mark *marks;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2000-01-01", 0);
	add(&t, 0, "2000-01-11", 0);
	add(&t, 0, "2000-01-11", 0);
	add(&t, 0, "2000-01-12", 0);
	add(&t, 0, "2000-01-14", 0);
	add(&t, 0, "2000-01-30", 0);
	add(&t, 0, "2000-01-30", 0);
	sort_events(&t, day_of(2000, 1, 30));
	t.events[1].dimmed = true;
	t.axis.base = day_of(2000, 1, 1);
	timeline_layout_update(&p, &t, (struct timeline_frame){ .width = 30, .rows = 1 });
	/* "+3" of two columns takes the next day in; the 14th is clear of it. The
	 * last two move left to stay on the screen. */
	assert_int_equal(p.rows[0].mark_count, 4);
	marks = p.rows[0].marks;
	assert_int_equal(marks[0].column, 0);
	assert_int_equal(marks[0].count, 1);
	assert_int_equal(marks[0].room, 10);
	assert_int_equal(marks[1].column, 10);
	assert_int_equal(marks[1].count, 3);
	assert_int_equal(marks[1].hits, 2);
	assert_int_equal(marks[2].column, 13);
	assert_int_equal(marks[2].count, 1);
	assert_int_equal(marks[3].column, 28);
	assert_int_equal(marks[3].count, 2);
	assert_ptr_equal(timeline_layout_mark(&p, &t, 3), &marks[1]);
	assert_int_equal(p.today, 29);
	timeline_layout_release(&p);
	timeline_release(&t);
}

static void test_dates_are_as_wide_as_they_are_vague(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;
	const unsigned char *cover;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2000-01", 0);
	add(&t, 1, "2000-02-10/2000-02-12", 0);
	add(&t, 2, "2000-02-01/..", 0);
	add(&t, 3, "../2000-01-10", 0);
	add(&t, 4, "2000-01-05/", 0);
	sort_events(&t, day_of(2000, 2, 29));
	t.axis.base = day_of(2000, 1, 1);
	timeline_layout_update(&p, &t, (struct timeline_frame){ .width = 60, .rows = 5 });
	assert_int_equal(p.rows[0].marks[0].extent, 31);
	cover = p.rows[0].cover;
	assert_int_equal(cover[0], TIMELINE_COVER_VAGUE | TIMELINE_COVER_HIT);
	assert_int_equal(cover[30], TIMELINE_COVER_VAGUE | TIMELINE_COVER_HIT);
	assert_int_equal(cover[31], 0);
	assert_int_equal(p.rows[1].marks[0].extent, 3);
	cover = p.rows[1].cover;
	assert_int_equal(cover[39], 0);
	assert_int_equal(cover[40], TIMELINE_COVER_SPAN | TIMELINE_COVER_HIT);
	assert_int_equal(cover[42], TIMELINE_COVER_SPAN | TIMELINE_COVER_HIT);
	assert_int_equal(cover[43], 0);
	cover = p.rows[2].cover;
	assert_int_equal(cover[30], 0);
	assert_int_equal(cover[31], TIMELINE_COVER_SPAN | TIMELINE_COVER_HIT);
	assert_int_equal(cover[59],
		TIMELINE_COVER_SPAN | TIMELINE_COVER_BEYOND | TIMELINE_COVER_HIT);
	/* Without a start the mark is at the end, and the span comes from the left.
	 */
	assert_int_equal(p.rows[3].marks[0].column, 9);
	assert_int_equal(p.rows[3].marks[0].extent, 1);
	cover = p.rows[3].cover;
	assert_int_equal(cover[0],
		TIMELINE_COVER_SPAN | TIMELINE_COVER_BEYOND | TIMELINE_COVER_HIT);
	assert_int_equal(cover[9], TIMELINE_COVER_SPAN | TIMELINE_COVER_HIT);
	assert_int_equal(cover[10], 0);
	/* An end that is not known is not drawn. */
	assert_int_equal(p.rows[4].marks[0].extent, 1);
	assert_int_equal(p.rows[4].cover[5], 0);
	timeline_layout_release(&p);
	timeline_release(&t);
}

static void test_density_counts_all_lanes(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;

	(void)state;
	timeline_init(&t);
	for (int i = 0; i < 16; i++)
		add(&t, i % 3, "2000-01-02", 0);
	for (int i = 0; i < 8; i++)
		add(&t, 0, "2000-01-04", 0);
	add(&t, 1, "2000-01-05", 0);
	sort_events(&t, day_of(2000, 1, 1));
	t.axis.base = day_of(2000, 1, 1);
	timeline_layout_update(&p, &t, (struct timeline_frame){ .width = 10, .rows = 3 });
	assert_int_equal(p.densest, 16);
	assert_int_equal(p.density[0], 0);
	assert_int_equal(p.density[1], 8);
	assert_int_equal(p.density[3], 4);
	assert_int_equal(p.density[4], 1);
	timeline_layout_release(&p);
	timeline_release(&t);
}

static void test_lanes_share_the_last_row(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2000", 0);
	add(&t, 1, "2001", 0);
	add(&t, 2, "2002", 0);
	add(&t, 3, "2003", 0);
	add(&t, 3, "2004", 0);
	sort_events(&t, day_of(2004, 1, 1));
	timeline_fit(&t, 80);
	timeline_layout_update(&p, &t, (struct timeline_frame){ .width = 80, .rows = 3 });
	assert_int_equal(p.row_count, 3);
	assert_int_equal(p.rows[1].lane, 1);
	assert_int_equal(p.rows[1].lane_count, 1);
	assert_int_equal(p.rows[2].lane, 2);
	assert_int_equal(p.rows[2].lane_count, 2);
	assert_int_equal(p.rows[2].count, 3);
	assert_int_equal(p.rows[2].mark_count, 3);
	t.lanes[1].folded = true;
	timeline_layout_update(&p, &t, (struct timeline_frame){ .width = 80, .rows = 4 });
	assert_int_equal(p.row_count, 4);
	assert_true(p.rows[1].folded);
	assert_int_equal(p.rows[1].count, 1);
	assert_int_equal(p.rows[1].mark_count, 0);
	timeline_layout_release(&p);
	timeline_release(&t);
}

/* Marks in columns 0, 5, 11, 12 and 58 of 60. */
static void test_titles_find_room(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;
	struct timeline_frame frame = { .width = 60, .rows = 1, .cursor_row = -1 };

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2000-01-01", 20);
	add(&t, 0, "2000-01-06", 4);
	add(&t, 0, "2000-01-12", 5);
	add(&t, 0, "2000-01-13", 50);
	add(&t, 0, "2000-02-28", 12);
	sort_events(&t, day_of(2000, 3, 1));
	t.axis.base = day_of(2000, 1, 1);
	/* Next to the marks and their numbers only two have room: the second has two
	 * columns up to the next mark, the fourth is cut. */
	timeline_layout_update(&p, &t, frame);
	assert_int_equal(p.rows[0].marks[0].digits, 1);
	assert_int_equal(p.rows[0].marks[2].digits, 0);
	assert_int_equal(p.label_count, 1);
	assert_int_equal(p.labels[0].event, 3);
	assert_int_equal(p.labels[0].line, 0);
	assert_int_equal(p.labels[0].column, 15);
	assert_int_equal(p.labels[0].width, 42);
	/* Lines below take them whole, from left to right; at the right edge the last
	 * moves left. A line that no label needs is not used. */
	frame.label_lines = 9;
	timeline_layout_update(&p, &t, frame);
	assert_int_equal(p.label_count, 5);
	assert_int_equal(p.labels[0].line, 1);
	assert_int_equal(p.labels[0].column, 0);
	assert_int_equal(p.labels[1].line, 2);
	assert_int_equal(p.labels[1].column, 5);
	assert_int_equal(p.labels[2].line, 2);
	assert_int_equal(p.labels[2].column, 11);
	assert_int_equal(p.labels[3].line, 3);
	assert_int_equal(p.labels[3].column, 10);
	assert_int_equal(p.labels[3].width, 50);
	assert_int_equal(p.labels[4].line, 1);
	assert_int_equal(p.labels[4].column, 48);
	assert_int_equal(p.rows[0].lines, 3);
	timeline_layout_release(&p);
	timeline_release(&t);
}

/* A title is inside of a duration that is long enough for it. */
static void test_titles_inside_of_durations(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2000-01-03/2000-02-01", 24);
	add(&t, 1, "2000-01-03/2000-02-01", 25);
	sort_events(&t, day_of(2000, 3, 1));
	t.axis.base = day_of(2000, 1, 1);
	timeline_layout_update(&p, &t,
		(struct timeline_frame){ .width = 60, .rows = 2, .cursor_row = -1 });
	assert_int_equal(p.label_count, 2);
	assert_int_equal(p.labels[0].column, 2 + 4);
	assert_int_equal(p.labels[1].column, 2 + 30 + 1);
	timeline_layout_release(&p);
	timeline_release(&t);
}

/* The lines go to the first row, then to that of the cursor, then to the others in turn. */
static void test_lines_go_to_the_cursors_row_first(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;
	struct timeline_frame frame = {
		.width = 20, .rows = 4, .gap_lines = 1, .label_lines = 3, .cursor_row = 3
	};

	(void)state;
	timeline_init(&t);
	for (int lane = 0; lane < 4; lane++) {
		add(&t, lane, "2000-01-01", 20);
		add(&t, lane, "2000-01-10", 20);
	}
	sort_events(&t, day_of(2000, 3, 1));
	t.axis.base = day_of(2000, 1, 1);
	timeline_layout_update(&p, &t, frame);
	assert_int_equal(p.rows[0].lines, 2);
	assert_int_equal(p.rows[3].lines, 1);
	assert_int_equal(p.rows[1].y, 4);
	assert_int_equal(p.rows[3].y, 6);
	assert_int_equal(p.lines, 8);
	frame.label_lines = 6;
	timeline_layout_update(&p, &t, frame);
	assert_int_equal(p.rows[3].lines, 2);
	assert_int_equal(p.rows[1].lines, 1);
	assert_int_equal(p.rows[2].lines, 1);
	timeline_layout_release(&p);
	timeline_release(&t);
}

static void test_a_fold_has_room_for_its_text(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2000-01-01", 0);
	add(&t, 0, "2002-06-01", 0);
	add(&t, 0, "2020-01-01", 0);
	sort_events(&t, day_of(2020, 1, 31));
	timeline_fit(&t, 103);
	assert_int_equal(timeline_fold(&t, 0), 2);
	timeline_unfold(&t, 0);
	t.axis.scale = 365242;
	assert_int_equal(timeline_fold(&t, 0), 1);
	timeline_fit(&t, 103);
	timeline_layout_update(
		&p, &t, (struct timeline_frame){ .width = 103, .rows = 2 });
	/* 914 days are left, on 95 columns; 883 of them are before the fold. */
	assert_int_equal(p.fold_count, 1);
	assert_int_equal(p.folds[0].width, 4);
	assert_in_range(p.folds[0].column, 90, 92);
	timeline_layout_release(&p);
	timeline_release(&t);
}

static void test_an_empty_timeline_has_an_axis(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;

	(void)state;
	timeline_init(&t);
	sort_events(&t, day_of(2026, 1, 1));
	timeline_fit(&t, 80);
	timeline_layout_update(&p, &t,
		(struct timeline_frame){ .width = 80, .rows = 3, .label_lines = 2 });
	assert_int_equal(p.row_count, 0);
	assert_int_equal(p.label_count, 0);
	assert_true(p.tick_count > 0);
	check_ticks(&p);
	assert_int_equal(timeline_nearest(&t, 1, -1, 0), TIMELINE_NONE);
	timeline_layout_release(&p);
	timeline_release(&t);
}

static void test_years_far_away(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "Y-999999999", 10);
	add(&t, 0, "Y999999999", 10);
	add(&t, 0, "2011-03-29", 10);
	sort_events(&t, day_of(2026, 1, 1));
	timeline_fit(&t, 80);
	timeline_layout_update(&p, &t,
		(struct timeline_frame){ .width = 80, .rows = 1, .label_lines = 2 });
	assert_int_equal(p.rows[0].mark_count, 3);
	check_labels(&t, &p);
	check_ticks(&p);
	assert_int_equal(timeline_fold(&t, 1), 2);
	while (timeline_zoom(&t, 1, 1, 80))
		timeline_layout_update(&p, &t,
			(struct timeline_frame){
				.width = 80, .rows = 1, .label_lines = 2 });
	check_ticks(&p);
	assert_in_range(anchor_column(&t, 1), 0, 79);
	timeline_layout_release(&p);
	timeline_release(&t);
}

static void test_nothing_laid_out_shows_no_event(void **state)
{
	struct timeline t;
	struct timeline_layout p = TIMELINE_LAYOUT_INIT;

	(void)state;
	timeline_init(&t);
	add(&t, 0, "2002-02-26", 5);
	sort_events(&t, day_of(2026, 11, 23));
	timeline_fit(&t, 20);
	assert_null(timeline_layout_mark(&p, &t, 0));
	timeline_layout_release(&p);
	timeline_release(&t);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_windows_keep_all_promises),
		cmocka_unit_test(test_close_events_are_counted),
		cmocka_unit_test(test_dates_are_as_wide_as_they_are_vague),
		cmocka_unit_test(test_density_counts_all_lanes),
		cmocka_unit_test(test_lanes_share_the_last_row),
		cmocka_unit_test(test_titles_find_room),
		cmocka_unit_test(test_titles_inside_of_durations),
		cmocka_unit_test(test_lines_go_to_the_cursors_row_first),
		cmocka_unit_test(test_a_fold_has_room_for_its_text),
		cmocka_unit_test(test_an_empty_timeline_has_an_axis),
		cmocka_unit_test(test_years_far_away),
		cmocka_unit_test(test_nothing_laid_out_shows_no_event),
	};

	return cmocka_run_group_tests_name("timeline_layout", tests, NULL, NULL);
}
