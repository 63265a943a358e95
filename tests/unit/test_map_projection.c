/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "map/projection.h"

#include <math.h>
#include <stdlib.h>

#include "unit/random.h"
#include "unit/test.h"

enum { CASES = 10000, PLACES_MOST = 40 };

static double random_degrees(uint64_t *seed, int most)
{
	return (double)random_below(seed, 2000001) / 1000000 * most - most;
}

static struct map_point random_place(uint64_t *seed)
{
	return (struct map_point){ random_degrees(seed, 180), random_degrees(seed, 90) };
}

static struct map_view random_view(uint64_t *seed)
{
	return (struct map_view){ .cols = 1 + (int)random_below(seed, 200),
		.lines = 1 + (int)random_below(seed, 60),
		.middle = { map_lon_wrap(random_degrees(seed, 180)),
			random_degrees(seed, 80) },
		.scale = 0.001 + (double)random_below(seed, 1000) / 1000 };
}

static void test_places_come_back_from_their_dots(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct map_view v = random_view(&seed);
		struct map_point p = random_place(&seed);
		struct map_point back = map_view_unproject(&v, map_view_project(&v, p));

		assert_true(fabs(map_lon_wrap(back.lon - p.lon)) < 1e-6);
		assert_true(fabs(back.lat - p.lat) < 1e-6);
		assert_true(back.lon >= -180 && back.lon < 180);
	}
}

static void test_true_at_the_middle_latitude(void **state)
{
	struct map_view v = {
		.cols = 40, .lines = 20, .middle = { 170, 60 }, .scale = 0.5
	};
	struct map_dot dot;

	(void)state;
	/* At 60 degrees a degree of longitude is half as long as one of latitude. */
	assert_true(fabs(map_view_lon_scale(&v) - 1) < 1e-9);
	dot = map_view_project(&v, (struct map_point){ -170, 50 });
	/* The middle is at dot 40, 40; the place is 20 degrees to the east. */
	assert_true(fabs(dot.x - 60) < 1e-9 && fabs(dot.y - 60) < 1e-9);
	assert_int_equal(map_dot_column(dot), 30);
	assert_int_equal(map_dot_line(dot), 15);
	assert_true(map_view_holds(&v, (struct map_point){ -170, 50 }));
	assert_false(map_view_holds(&v, (struct map_point){ -140, 50 }));
	assert_int_equal(map_dot_column((struct map_dot){ -0.5, 0 }), -1);
}

static void test_zoom_keeps_the_cell_of_a_place(void **state)
{
	uint64_t seed = 2;
	int zoomed = 0;

	(void)state;
	for (int i = 0; i < 2 * CASES; i++) {
		struct map_view v = random_view(&seed);
		double factor = random_below(&seed, 2) ? 2 : 0.5, scale = v.scale;
		struct map_dot dot = { random_below(&seed, (unsigned)v.cols) * 2 + 0.5,
			random_below(&seed, (unsigned)v.lines) * 4 + 0.5 };
		struct map_point p = map_view_unproject(&v, dot);

		/* Where the view is wider than the world, a dot may be no place. */
		if (fabs(p.lat) > 90 ||
			fabs(dot.x - v.cols) * map_view_lon_scale(&v) >= 179 ||
			!map_view_zoom(&v, factor, p))
			continue;
		assert_true(factor > 1 ? v.scale < scale : v.scale > scale);
		if (fabs(v.middle.lat) == 90 ||
			fabs(dot.x - v.cols) * map_view_lon_scale(&v) >= 179)
			continue;
		zoomed++;
		dot.x -= map_view_project(&v, p).x;
		dot.y -= map_view_project(&v, p).y;
		assert_true(fabs(dot.x) < 1e-6 && fabs(dot.y) < 1e-6);
	}
	assert_true(zoomed >= CASES / 2);
}

static void test_zoom_ends(void **state)
{
	struct map_view v = { .cols = 80, .lines = 20 };
	struct map_point p = { 115, -8 };
	int in = 0, out = 0;

	(void)state;
	map_view_fit(&v, NULL, 0, true);
	assert_false(map_view_zoom(&v, 0.5, p));
	while (map_view_zoom(&v, 2, p))
		in++;
	while (map_view_zoom(&v, 0.5, p))
		out++;
	/* 180 degrees in 68 dots, 12 of 80 being margin, are 2.65 each: 12.4 doublings from
	 * 0.0005, and a last step that is shorter. */
	assert_int_equal(in, 13);
	assert_int_equal(out, 13);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Asserts that the seam of V is in the middle of a largest arc without one of the COUNT
 * POINTS. */
static void assert_seam(
	const struct map_view *v, const struct map_point *points, size_t count)
{
	double lons[PLACES_MOST + 1], largest = 0, nearest = 360;
	double seam = map_lon_wrap(v->middle.lon + 180);

	for (size_t i = 0; i < count; i++) {
		lons[i] = map_lon_wrap(points[i].lon);
		nearest = fmin(nearest, fabs(map_lon_wrap(lons[i] - seam)));
	}
	qsort(lons, count, sizeof *lons, compare);
	lons[count] = lons[0] + 360;
	for (size_t i = 0; i < count; i++)
		largest = fmax(largest, lons[i + 1] - lons[i]);
	assert_true(fabs(nearest - fmin(largest / 2, 180)) < 1e-6);
}

static void test_a_fit_holds_the_places(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct map_point points[PLACES_MOST];
		struct map_view v = random_view(&seed);
		size_t count = 1 + random_below(&seed, PLACES_MOST), held = 0;
		bool all = random_below(&seed, 2), close = random_below(&seed, 2);

		for (size_t j = 0; j < count; j++) {
			points[j] = random_place(&seed);
			if (close && j) {
				points[j].lon = points[0].lon + points[j].lon / 20;
				points[j].lat = points[0].lat / 2 + points[j].lat / 20;
			}
		}
		map_view_fit(&v, points, count, all);
		for (size_t j = 0; j < count; j++)
			held += map_view_holds(&v, points[j]);
		assert_true(held * 10 >= count * 9);
		if (!all)
			continue;
		assert_int_equal(held, count);
		assert_seam(&v, points, count);
	}
}

static void test_a_fit_leaves_out_what_is_far_away(void **state)
{
	/* Ten places round Jakarta, and Washington. */
	struct map_point points[11] = { { 107, -6 } };
	struct map_view v = { .cols = 80, .lines = 20 };

	(void)state;
	for (int i = 1; i < 10; i++)
		points[i] = (struct map_point){ 107 + i, -6 + i };
	points[10] = (struct map_point){ -77, 39 };
	map_view_fit(&v, points, 11, false);
	assert_false(map_view_holds(&v, points[10]));
	assert_true(map_view_holds(&v, points[0]) && map_view_holds(&v, points[9]));
	assert_true(fabs(v.middle.lon - 111.5) < 1e-6);
	map_view_fit(&v, points, 11, true);
	assert_true(map_view_holds(&v, points[10]));
	/* One that is hardly further away than the others stays. */
	points[10] = (struct map_point){ 117, 4 };
	map_view_fit(&v, points, 11, false);
	assert_true(map_view_holds(&v, points[10]));
}

static void test_pan_and_show(void **state)
{
	uint64_t seed = 4;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct map_view v = random_view(&seed), w;
		struct map_point p = random_place(&seed);
		int cols = (int)random_below(&seed, 3) - 1, margin;

		w = v;
		map_view_pan(&w, cols, 0);
		/* What is under a cell is as many cells further left then. */
		assert_true(fabs(map_view_project(&v, v.middle).x - cols * 2 -
				    map_view_project(&w, v.middle).x) < 1e-6);
		margin = (int)random_below(&seed, 8);
		map_view_show(&v, p, margin);
		assert_true(map_view_holds(&v, p));
		w = v;
		map_view_show(&w, p, margin);
		assert_memory_equal(&v, &w, sizeof v);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places_come_back_from_their_dots),
		cmocka_unit_test(test_true_at_the_middle_latitude),
		cmocka_unit_test(test_zoom_keeps_the_cell_of_a_place),
		cmocka_unit_test(test_zoom_ends),
		cmocka_unit_test(test_a_fit_holds_the_places),
		cmocka_unit_test(test_a_fit_leaves_out_what_is_far_away),
		cmocka_unit_test(test_pan_and_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
