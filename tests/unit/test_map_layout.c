/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "map/layout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "unit/random.h"
#include "unit/test.h"

enum { CASES = 10000, MOST = 60 };

struct spotted {
	uint64_t seed;
	struct map_spot spots[MOST];
	size_t count, cursor;
	struct map_layout layout;
	int widths[MOST]; /* of the labels of the places */
};

static int width_of(void *data, const struct map_mark *mark)
{
	const struct spotted *s = data;
	char suffix[MAP_SUFFIX_SIZE];

	map_mark_suffix(mark, suffix);
	return s->widths[mark->place] + (int)strlen(suffix);
}

/* Makes S a window with places in and around it: at corners of cells, where many meet, or
 * anywhere. */
static void spot(struct spotted *s)
{
	unsigned parts = random_below(&s->seed, 2) ? 2 : 1000;

	s->layout.width = 1 + (int)random_below(&s->seed, 40);
	s->layout.height = 1 + (int)random_below(&s->seed, 12);
	s->count = random_below(&s->seed, MOST + 1);
	for (size_t i = 0; i < s->count; i++) {
		unsigned across = (unsigned)(s->layout.width + 12) * parts;
		unsigned down = (unsigned)(s->layout.height + 6) * parts;

		s->spots[i] = (struct map_spot){
			random_below(&s->seed, across) / (double)parts - 6,
			random_below(&s->seed, down) / (double)parts - 3,
			(uint8_t)random_below(&s->seed, 3),
			random_below(&s->seed, 4) == 0, random_below(&s->seed, 8) == 0
		};
		s->widths[i] = (int)random_below(&s->seed, 14);
	}
	s->cursor = random_below(&s->seed, (unsigned)s->count + 1);
	if (s->cursor == s->count)
		s->cursor = MAP_NONE;
	else
		s->spots[s->cursor].hidden = false;
	map_layout_update(&s->layout, s->spots, s->count, s->cursor, width_of, s);
}

static bool is_in_cell(const struct map_spot *spot, int x, int y)
{
	return !spot->hidden && floor(spot->x) == x && floor(spot->y) == y;
}

/* Checks the mark in cell X, Y of S against all its places. */
static void check_cell(const struct spotted *s, int x, int y)
{
	const struct map_mark *mark = map_layout_at(&s->layout, x, y);
	size_t count = 0, first = MAP_NONE;
	bool together = true;

	for (size_t i = 0; i < s->count; i++) {
		if (!is_in_cell(&s->spots[i], x, y))
			continue;
		first = count++ ? first : i;
		together &= s->spots[i].x == s->spots[first].x &&
			s->spots[i].y == s->spots[first].y;
		assert_non_null(mark);
		assert_ptr_equal(&s->layout.marks[s->layout.where[i]], mark);
		if (mark->place == s->cursor)
			continue;
		assert_true(i != s->cursor);
		/* No other has more right to be the mark. */
		assert_true(s->spots[mark->place].dimmed <= s->spots[i].dimmed);
		if (s->spots[mark->place].dimmed == s->spots[i].dimmed)
			assert_true(s->spots[mark->place].kind <= s->spots[i].kind);
	}
	if (!count) {
		assert_null(mark);
		return;
	}
	assert_int_equal(mark->count, count);
	assert_int_equal(mark->together, together);
	assert_true(is_in_cell(&s->spots[mark->place], x, y));
}

/* Returns how far SPOT is beyond SIDE, in columns of half a line; 0 or less: it is not. */
static double beyond(
	const struct spotted *s, const struct map_spot *spot, enum map_side side)
{
	switch (side) {
	case MAP_WEST:
		return -spot->x;
	case MAP_EAST:
		return spot->x - s->layout.width;
	case MAP_NORTH:
		return -spot->y * 2;
	default:
		return (spot->y - s->layout.height) * 2;
	}
}

/* Checks that the places beyond SIDE are counted, and the nearest of them named. */
static void check_edge(const struct spotted *s, enum map_side side)
{
	const struct map_edge *edge = &s->layout.edges[side];
	size_t count = 0, named = 0;

	while (named < MAP_EDGE_NAMES && edge->places[named] != MAP_NONE)
		named++;
	for (size_t i = 0; i < s->count; i++) {
		size_t nearer = 0;
		bool is_named = false;

		if (s->layout.where[i] != MAP_AT_SIDE(side))
			continue;
		count++;
		assert_true(beyond(s, &s->spots[i], side) >= 0);
		for (size_t k = 0; k < named; k++) {
			is_named |= edge->places[k] == i;
			nearer += beyond(s, &s->spots[edge->places[k]], side) <=
				beyond(s, &s->spots[i], side);
		}
		if (!is_named)
			assert_int_equal(nearer, MAP_EDGE_NAMES);
	}
	assert_int_equal(edge->count, count);
	assert_int_equal(named, count < MAP_EDGE_NAMES ? count : MAP_EDGE_NAMES);
	for (size_t k = 0; k < named; k++)
		assert_int_equal(s->layout.where[edge->places[k]], MAP_AT_SIDE(side));
}

static void test_every_place_is_shown_or_counted(void **state)
{
	struct spotted s = { .seed = 1 };

	(void)state;
	for (int i = 0; i < CASES; i++) {
		size_t shown = 0, all = 0;

		spot(&s);
		for (int y = 0; y < s.layout.height; y++)
			for (int x = 0; x < s.layout.width; x++)
				check_cell(&s, x, y);
		for (int k = 0; k < MAP_SIDES; k++) {
			check_edge(&s, (enum map_side)k);
			shown += s.layout.edges[k].count;
		}
		for (size_t k = 0; k < s.layout.mark_count; k++)
			shown += s.layout.marks[k].count;
		for (size_t k = 0; k < s.count; k++) {
			all += !s.spots[k].hidden;
			if (s.spots[k].hidden)
				assert_int_equal(s.layout.where[k], MAP_OFF);
		}
		assert_int_equal(shown, all);
	}
	map_layout_release(&s.layout);
}

/* Returns whether COLUMNS columns from X on in line Y of GRID and one more at each side,
 * as far as they are in the window, are blank. */
static bool is_blank(const struct spotted *s, const char *grid, int x, int y, int columns)
{
	if (y < 0 || y >= s->layout.height || x < 0 || x + columns > s->layout.width)
		return false;
	for (int i = x - 1; i <= x + columns; i++)
		if (i >= 0 && i < s->layout.width && grid[y * s->layout.width + i] != ' ')
			return false;
	return true;
}

/* Returns whether a label of COLUMNS columns would have room at MARK. */
static bool fits(const struct spotted *s, const char *grid, const struct map_mark *mark,
	int columns)
{
	const int lefts[] = { mark->x, mark->x - columns + 1 };
	bool found = is_blank(s, grid, mark->x + 2, mark->y, columns) ||
		is_blank(s, grid, mark->x - 1 - columns, mark->y, columns);

	for (int i = 0; i < 2; i++)
		found |= is_blank(s, grid, lefts[i], mark->y - 1, columns) ||
			is_blank(s, grid, lefts[i], mark->y + 1, columns);
	return found;
}

/* Draws the marks of S into GRID. */
static void draw_marks(const struct spotted *s, char *grid)
{
	memset(grid, ' ', (size_t)(s->layout.width * s->layout.height));
	for (size_t i = 0; i < s->layout.mark_count; i++)
		grid[s->layout.marks[i].y * s->layout.width + s->layout.marks[i].x] = '@';
}

/* Checks the label of MARK, and draws it into GRID, which has the marks and the labels that
 * were checked before. */
static void check_label(struct spotted *s, char *grid, const struct map_mark *mark)
{
	char suffix[MAP_SUFFIX_SIZE];
	int width = width_of(s, mark);

	map_mark_suffix(mark, suffix);
	assert_int_equal(strlen(suffix) > 0, mark->count > 1);
	if (!mark->label_width)
		return;
	assert_false(s->spots[mark->place].dimmed);
	assert_int_equal(
		mark->label_width, mark->short_label ? (int)strlen(suffix) : width);
	assert_in_range(abs(mark->label_y - mark->y), 0, 1);
	assert_true(is_blank(s, grid, mark->label_x, mark->label_y, mark->label_width));
	memset(grid + mark->label_y * s->layout.width + mark->label_x, 'x',
		(size_t)mark->label_width);
}

static void test_labels_touch_nothing_and_take_what_room_there_is(void **state)
{
	struct spotted s = { .seed = 2 };
	char grid[52 * 18], marks[52 * 18];
	size_t labels = 0, cursors = 0;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		spot(&s);
		draw_marks(&s, grid);
		draw_marks(&s, marks);
		for (size_t k = 0; k < s.layout.mark_count; k++)
			check_label(&s, grid, &s.layout.marks[k]);
		for (size_t k = 0; k < s.layout.mark_count; k++) {
			const struct map_mark *mark = &s.layout.marks[k];
			int width = width_of(&s, mark);

			labels += mark->label_width > 0;
			if (s.spots[mark->place].dimmed || width <= 1)
				continue;
			/* What is left blank has no room for it. */
			if (!mark->label_width)
				assert_false(fits(&s, grid, mark, width));
			/* The cursor comes first: only marks are in its way. */
			if (mark->place != s.cursor)
				continue;
			cursors++;
			assert_int_equal(mark->label_width && !mark->short_label,
				fits(&s, marks, mark, width));
		}
	}
	assert_true(labels > CASES && cursors > CASES / 10);
	map_layout_release(&s.layout);
}

/* With room for one label between two marks, the nearer one gets it. */
static void test_the_nearest_label_comes_first(void **state)
{
	struct map_spot spots[] = { { .x = 0, .y = 0 }, { .x = 11, .y = 0 },
		{ .x = 11.5, .y = 0.5, .kind = 1 } };
	struct spotted s = { .layout = { .width = 12, .height = 1 },
		.widths = { 5, 5, 5 } };

	(void)state;
	map_layout_update(&s.layout, spots, 2, 1, width_of, &s);
	assert_int_equal(s.layout.marks[0].label_width, 0);
	assert_int_equal(s.layout.marks[1].label_width, 5);
	assert_int_equal(s.layout.marks[1].label_x, 5);
	map_layout_update(&s.layout, spots, 2, 0, width_of, &s);
	assert_int_equal(s.layout.marks[0].label_x, 2);
	assert_int_equal(s.layout.marks[1].label_width, 0);
	/* Two places in one cell have a number; without room for the name, that alone. */
	s.widths[0] = 6;
	map_layout_update(&s.layout, spots, 3, 0, width_of, &s);
	assert_int_equal(s.layout.marks[1].label_width, 0);
	s.widths[0] = 5;
	map_layout_update(&s.layout, spots, 3, 0, width_of, &s);
	assert_true(s.layout.marks[1].short_label);
	assert_int_equal(s.layout.marks[1].label_x, 8);
	map_layout_update(&s.layout, spots, 3, 2, width_of, &s);
	assert_int_equal(s.layout.marks[1].place, 2);
	map_layout_release(&s.layout);
}

/* --- moving --- */

/* Returns the point that SPOT is counted as when COUNT places are there. */
static long point_of(const struct map_spot *spot, size_t count)
{
	double parts = count > MAP_FINE ? 1 : 256;

	return lround(floor(spot->x * 2 * parts)) * 100000000 +
		lround(floor(spot->y * 4 * parts));
}

/* Returns how many different points are reached from place FROM, the first at its point, by
 * arrows. */
static size_t count_reached(const struct map_spot *spots, size_t count, size_t from)
{
	bool *seen = xcalloc(count, sizeof *seen);
	size_t *queue = xcalloc(count, sizeof *queue);
	size_t head = 0, tail = 0;

	queue[tail++] = from;
	seen[from] = true;
	while (head < tail) {
		size_t at = queue[head++];

		for (int side = 0; side < MAP_SIDES; side++) {
			size_t to = map_nearest(spots, count, at, (enum map_side)side);

			if (to == MAP_NONE || seen[to])
				continue;
			assert_false(spots[to].hidden);
			seen[to] = true;
			queue[tail++] = to;
		}
	}
	free(seen);
	free(queue);
	return tail;
}

/* Returns whether place I is the first at its point. */
static bool is_first(const struct map_spot *spots, size_t count, size_t i)
{
	size_t k = 0;

	while (k < i &&
		(spots[k].hidden ||
			point_of(&spots[k], count) != point_of(&spots[i], count)))
		k++;
	return k == i && !spots[i].hidden;
}

static size_t count_points(const struct map_spot *spots, size_t count)
{
	size_t points = 0;

	for (size_t i = 0; i < count; i++)
		points += is_first(spots, count, i);
	return points;
}
static void test_arrows_reach_every_point_from_every_other(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		/* Few columns and lines make many distances equal. */
		unsigned across = 1 + random_below(&seed, 12);
		unsigned down = 1 + random_below(&seed, 12);
		double part = random_below(&seed, 2) ? 0.25 : 1;
		struct map_spot spots[16];
		size_t count = 1 + random_below(&seed, 16), points;

		for (size_t k = 0; k < count; k++)
			spots[k] = (struct map_spot){ .x = random_below(&seed, across) *
					part,
				.y = random_below(&seed, down) * part / 2,
				.hidden = random_below(&seed, 10) == 0 };
		points = count_points(spots, count);
		for (size_t k = 0; k < count; k++)
			if (is_first(spots, count, k))
				assert_int_equal(count_reached(spots, count, k), points);
	}
}

static void test_arrows_reach_every_dot_where_there_are_many_places(void **state)
{
	uint64_t seed = 4;
	size_t count = MAP_FINE + 500;
	struct map_spot *spots = xcalloc(count, sizeof *spots);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		spots[i].x = random_below(&seed, 30000) / 1000.0;
		spots[i].y = random_below(&seed, 10000) / 1000.0;
	}
	assert_true(count_points(spots, count) < count);
	assert_int_equal(count_reached(spots, count, 0), count_points(spots, count));
	free(spots);
}

static void test_an_arrow_leads_to_the_nearest_place_in_its_direction(void **state)
{
	static const struct map_spot spots[] = {
		{ .x = 10, .y = 10 },
		{ .x = 20, .y = 10 }, /* 10 columns to the east */
		{ .x = 14, .y = 11 }, /* 4 and, doubled, 2 */
		{ .x = 11, .y = 12 }, /* more to the south than to the east */
		{ .x = 11, .y = 10, .hidden = true }, /* not there */
		{ .x = 9, .y = 3 },
	};
	const size_t count = sizeof spots / sizeof *spots;

	(void)state;
	assert_int_equal(map_nearest(spots, count, 0, MAP_EAST), 2);
	assert_int_equal(map_nearest(spots, count, 0, MAP_SOUTH), 3);
	assert_int_equal(map_nearest(spots, count, 0, MAP_NORTH), 5);
	assert_int_equal(map_nearest(spots, count, 0, MAP_WEST), MAP_NONE);
	assert_int_equal(map_nearest(spots, count, 1, MAP_WEST), 2);
	assert_int_equal(map_nearest(spots, count, MAP_NONE, MAP_WEST), MAP_NONE);
}

static void test_tab_goes_through_all_places_by_distance(void **state)
{
	struct spotted s = { .seed = 5 };

	(void)state;
	for (int i = 0; i < CASES; i++) {
		size_t at, shown = 0, steps = 0;
		double last = 0;

		spot(&s);
		if (s.cursor == MAP_NONE)
			continue;
		for (size_t k = 0; k < s.count; k++)
			shown += !s.spots[k].hidden;
		at = s.cursor;
		do {
			size_t next = map_by_distance(s.spots, s.count, s.cursor, at, 1);
			double far;

			if (next == MAP_NONE)
				break;
			assert_false(s.spots[next].hidden);
			assert_int_equal(
				map_by_distance(s.spots, s.count, s.cursor, next, -1),
				at);
			far = hypot(s.spots[next].x - s.spots[s.cursor].x,
				2 * (s.spots[next].y - s.spots[s.cursor].y));
			/* Each is farther than the one before, until it begins again. */
			assert_true(far >= last - 1e-9 || steps + 1 >= shown - 1 || far == 0);
			last = far;
			at = next;
			steps++;
		} while (at != s.cursor && steps <= shown);
		assert_int_equal(steps, shown > 1 ? shown : 0);
	}
	map_layout_release(&s.layout);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_place_is_shown_or_counted),
		cmocka_unit_test(test_labels_touch_nothing_and_take_what_room_there_is),
		cmocka_unit_test(test_the_nearest_label_comes_first),
		cmocka_unit_test(test_arrows_reach_every_point_from_every_other),
		cmocka_unit_test(test_arrows_reach_every_dot_where_there_are_many_places),
		cmocka_unit_test(
			test_an_arrow_leads_to_the_nearest_place_in_its_direction),
		cmocka_unit_test(test_tab_goes_through_all_places_by_distance),
	};

	return cmocka_run_group_tests_name("map_layout", tests, NULL, NULL);
}
