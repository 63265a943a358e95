/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "map/raster.h"

#include <math.h>

#include "data/json.h"
#include "unit/random.h"
#include "unit/test.h"

enum { CASES = 10000, CORNERS = 8 };

static bool dot_at(const struct raster *r, int x, int y)
{
	return r->dots[y * r->words + x / 64] >> x % 64 & 1;
}

/* Makes O the one polygon whose outer ring is TEXT: "[1,2],[3,4],...". */
static void one_polygon(struct outlines *o, const char *text)
{
	struct str json = STR_INIT;

	outlines_release(o);
	str_addf(&json, "{\"type\":\"Polygon\",\"coordinates\":[[%s]]}", text);
	assert_true(outlines_add_geojson(o, str_slice(&json)));
	str_release(&json);
}

/* Returns how many edges of RING, COUNT corners that follow each other, are east of LON,
 * LAT; in *NEAR whether one is nearer than that many degrees in either direction. */
static int edges_east(const struct map_point *ring, int count, double lon, double lat,
	double wide, double high, bool *near)
{
	int crossed = 0;

	for (int i = 0; i < count; i++) {
		struct map_point a = ring[i], b = ring[(i + 1) % count];
		double x = (b.lon - a.lon) / wide, y = (b.lat - a.lat) / high;
		double to_x = (lon - a.lon) / wide, to_y = (lat - a.lat) / high;
		double t = (to_x * x + to_y * y) / fmax(x * x + y * y, 1e-12);

		t = fmin(fmax(t, 0), 1);
		*near |= hypot(to_x - t * x, to_y - t * y) < 1.5;
		if ((a.lat > lat) != (b.lat > lat))
			crossed += lon <
				a.lon + (lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon);
	}
	return crossed;
}

/* Asserts that the dot X, Y of R is set when its centre is inside of the ring, in any copy
 * of it round the world. */
static void assert_dot(const struct raster *r, const struct map_view *v,
	const struct map_point *ring, int x, int y)
{
	struct map_point p = map_view_unproject(v, (struct map_dot){ x + 0.5, y + 0.5 });
	double across = fabs(x + 0.5 - v->cols) * map_view_lon_scale(v);
	bool near = false;
	int crossed = 0;

	for (int turn = -2; turn <= 2; turn++)
		crossed += edges_east(ring, CORNERS, p.lon + turn * 360, p.lat,
			map_view_lon_scale(v), v->scale, &near);
	if (fabs(across - 180) < 2 * map_view_lon_scale(v) || near)
		return;
	assert_int_equal(dot_at(r, x, y), across < 180 && crossed % 2);
}

static void test_dots_inside_of_polygons_are_set(void **state)
{
	struct outlines o = OUTLINES_INIT;
	struct raster r = RASTER_INIT;
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct map_view v = { .cols = 1 + (int)random_below(&seed, 80),
			.lines = 1 + (int)random_below(&seed, 20),
			.middle = { (int)random_below(&seed, 360) - 180,
				(int)random_below(&seed, 120) - 60 },
			.scale = 0.05 + random_below(&seed, 300) / 100.0 };
		int lon = (int)random_below(&seed, 360) - 180;
		struct map_point ring[CORNERS];
		struct str text = STR_INIT;

		/* Corners anywhere within 80 degrees, also beyond 180: it crosses itself. */
		for (int j = 0; j < CORNERS; j++) {
			ring[j].lon = lon + random_below(&seed, 160) / 2.0;
			ring[j].lat = random_below(&seed, 160) - 80.0;
			str_addf(&text, "%s[%.1f,%.1f]", j ? "," : "",
				map_lon_wrap(ring[j].lon), ring[j].lat);
		}
		one_polygon(&o, text.buf);
		str_release(&text);
		raster_draw(&r, &v, &o);
		for (int j = 0; j < 20; j++)
			assert_dot(&r, &v, ring,
				(int)random_below(&seed, (unsigned)v.cols * 2),
				(int)random_below(&seed, (unsigned)v.lines * 4));
	}
	raster_release(&r);
	outlines_release(&o);
}

static void test_a_polygon_across_the_date_line(void **state)
{
	struct map_view v = { .cols = 20, .lines = 10, .middle = { 180, 0 }, .scale = 1 };
	struct outlines o = OUTLINES_INIT;
	struct raster whole = RASTER_INIT, split = RASTER_INIT;

	(void)state;
	one_polygon(&o, "[170,-5],[-175,-5],[-175,5],[170,5],[170,-5]");
	raster_draw(&whole, &v, &o);
	/* The middle is at dot 20, 20: it goes from dot 10 to 25 and from 15 to 25. */
	for (int y = 0; y < 40; y++)
		for (int x = 0; x < 40; x++)
			assert_int_equal(dot_at(&whole, x, y),
				x >= 10 && x <= 25 && y >= 15 && y <= 25);
	/* Split as RFC 7946 asks for, it has no line along 180 degrees: a hole between the
	 * two halves shows that the cut is no outline. */
	outlines_release(&o);
	assert_true(outlines_add_geojson(&o,
		slice_of("{\"type\":\"MultiPolygon\",\"coordinates\":["
			 "[[[170,-5],[180,-5],[180,5],[170,5],[170,-5]]],"
			 "[[[-180,-5],[-175,-5],[-175,5],[-180,5],[-180,-5]]]]}")));
	raster_draw(&split, &v, &o);
	assert_memory_equal(whole.dots, split.dots, 40 * sizeof *whole.dots);
	outlines_release(&o);
	assert_true(outlines_add_geojson(&o,
		slice_of(
			"{\"type\":\"LineString\",\"coordinates\":[[180,-5],[180,5]]}")));
	raster_draw(&split, &v, &o);
	assert_false(dot_at(&split, 20, 20));
	raster_release(&whole);
	raster_release(&split);
	outlines_release(&o);
}

static void test_polygons_round_the_poles(void **state)
{
	struct outlines o = OUTLINES_INIT;
	struct raster r = RASTER_INIT;
	uint64_t seed = 2;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct map_view v = { .cols = 1 + (int)random_below(&seed, 60),
			.lines = 1 + (int)random_below(&seed, 15),
			.middle = { (int)random_below(&seed, 360) - 180,
				(int)random_below(&seed, 160) - 80 },
			.scale = 0.1 + random_below(&seed, 300) / 100.0 };
		int side = random_below(&seed, 2) ? 1 : -1;
		int edge = side * (30 + (int)random_below(&seed, 50));
		int start = (int)random_below(&seed, 90) - 180;
		struct str text = STR_INIT;

		/* A parallel in four steps, in either direction, closed or not. */
		for (int j = 0; j < 5 - (i & 1); j++)
			str_addf(&text, "%s[%g,%d]", j ? "," : "",
				map_lon_wrap(start + 90 * (i & 2 ? j : 4 - j)), edge);
		one_polygon(&o, text.buf);
		str_release(&text);
		raster_draw(&r, &v, &o);
		for (int j = 0; j < 20; j++) {
			int x = (int)random_below(&seed, (unsigned)v.cols * 2);
			int y = (int)random_below(&seed, (unsigned)v.lines * 4);
			double lat = v.middle.lat - (y + 0.5 - v.lines * 2) * v.scale;
			double across = fabs(x + 0.5 - v.cols) * map_view_lon_scale(&v);

			if (fabs(lat - edge) < 1.5 * v.scale ||
				fabs(lat - side * 90) < 1.5 * v.scale ||
				fabs(across - 180) < 2 * map_view_lon_scale(&v))
				continue;
			assert_int_equal(dot_at(&r, x, y),
				across < 180 && fabs(lat) < 90 &&
					lat * side > edge * side);
		}
	}
	raster_release(&r);
	outlines_release(&o);
}

static void test_what_is_smaller_than_a_dot_is_seen(void **state)
{
	struct map_view v = { .cols = 10, .lines = 5, .middle = { 0, 0 }, .scale = 10 };
	struct outlines o = OUTLINES_INIT;
	struct raster r = RASTER_INIT;

	(void)state;
	one_polygon(&o, "[1,1],[1.1,1],[1.1,1.1],[1,1]");
	raster_draw(&r, &v, &o);
	/* The middle is at dot 10, 10; north is up. */
	assert_true(dot_at(&r, 10, 9));
	/* Column 5, line 2, the left dot of the second row: dot 2 of braille. */
	assert_int_equal(raster_character(&r, 5, 2), 0x2802);
	assert_int_equal(raster_character(&r, 4, 2), ' ');
	outlines_release(&o);
	assert_true(outlines_add_geojson(
		&o, slice_of("{\"type\":\"Point\",\"coordinates\":[-1,-1]}")));
	raster_draw(&r, &v, &o);
	/* The right dot of the third row: dot 6. */
	assert_int_equal(raster_character(&r, 4, 2), 0x2820);
	raster_draw(&r, &v, NULL);
	assert_int_equal(raster_character(&r, 4, 2), ' ');
	raster_release(&r);
	outlines_release(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dots_inside_of_polygons_are_set),
		cmocka_unit_test(test_a_polygon_across_the_date_line),
		cmocka_unit_test(test_polygons_round_the_poles),
		cmocka_unit_test(test_what_is_smaller_than_a_dot_is_seen),
	};

	json_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
