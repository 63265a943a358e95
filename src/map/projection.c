/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns how degrees become dots and back. The middle latitude alone decides how wide a
 * degree of longitude is; near the poles it is taken as LAT_TRUE_MOST, where a dot is not
 * yet too wide to be of use.
 */

#include "map/projection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"

enum {
	LAT_TRUE_MOST = 75, /* degrees at which a view is true */
	FIT_MARGIN = 6,     /* dots that a fitted view has beyond the outermost places */
	LEFT_OUT = 10,      /* one place of so many may be left out of a view */
};

static const double SCALE_LEAST = 0.0005; /* degrees: some 50 m */
static const double SCALE_ONE = 0.05;     /* around a single place, as if it had a size */
static const double LEFT_OUT_PRICE = 2;   /* how much smaller the map has to get: each
					   * percent of the places two percent */
static const double RADIAN = 3.14159265358979323846 / 180;

static double clamp(double value, double least, double most)
{
	return value < least ? least : value > most ? most : value;
}

double map_lon_wrap(double lon)
{
	double wrapped = fmod(lon + 180, 360);

	if (wrapped < 0)
		wrapped += 360;
	/* Adding 360 may round up to it. */
	return wrapped < 360 ? wrapped - 180 : -180;
}

static double width_of_degree(double lat)
{
	return cos(clamp(lat, -LAT_TRUE_MOST, LAT_TRUE_MOST) * RADIAN);
}

double map_view_lon_scale(const struct map_view *v)
{
	return v->scale / width_of_degree(v->middle.lat);
}

struct map_dot map_view_project(const struct map_view *v, struct map_point p)
{
	double east = map_lon_wrap(p.lon - v->middle.lon);

	return (struct map_dot){
		east / map_view_lon_scale(v) + v->cols * MAP_CELL_WIDTH / 2.0,
		(v->middle.lat - p.lat) / v->scale + v->lines * MAP_CELL_HEIGHT / 2.0,
	};
}

struct map_point map_view_unproject(const struct map_view *v, struct map_dot dot)
{
	double east = (dot.x - v->cols * MAP_CELL_WIDTH / 2.0) * map_view_lon_scale(v);
	double south = (dot.y - v->lines * MAP_CELL_HEIGHT / 2.0) * v->scale;

	return (struct map_point){ map_lon_wrap(v->middle.lon + east),
		v->middle.lat - south };
}

/* Far outside of the screen one cell is as good as another. */
static int cell_of(double dot, int size)
{
	return (int)clamp(floor(dot / size), -1e6, 1e6);
}

int map_dot_column(struct map_dot dot)
{
	return cell_of(dot.x, MAP_CELL_WIDTH);
}

int map_dot_line(struct map_dot dot)
{
	return cell_of(dot.y, MAP_CELL_HEIGHT);
}

bool map_view_holds(const struct map_view *v, struct map_point p)
{
	struct map_dot dot = map_view_project(v, p);
	int column = map_dot_column(dot), line = map_dot_line(dot);

	return column >= 0 && column < v->cols && line >= 0 && line < v->lines;
}

/* A part of the world; EAST may be beyond 180. */
struct bounds {
	double west, east, south, north;
};

/* Returns the bounds of the COUNT places POINTS, one at least. */
static struct bounds bounds_of(const struct map_point *points, size_t count)
{
	struct bounds b = { points->lon, points->lon, points->lat, points->lat };

	for (size_t i = 1; i < count; i++) {
		b.west = fmin(b.west, points[i].lon);
		b.east = fmax(b.east, points[i].lon);
		b.south = fmin(b.south, points[i].lat);
		b.north = fmax(b.north, points[i].lat);
	}
	return b;
}

/* Returns the scale at which V shows B, with a margin. */
static double scale_for(const struct map_view *v, struct bounds b)
{
	double cols = v->cols * MAP_CELL_WIDTH, lines = v->lines * MAP_CELL_HEIGHT;
	double across = cols > 4 * FIT_MARGIN ? cols - 2 * FIT_MARGIN : cols / 2;
	double down = lines > 4 * FIT_MARGIN ? lines - 2 * FIT_MARGIN : lines / 2;
	double wide = (b.east - b.west) * width_of_degree((b.south + b.north) / 2);

	return fmax(fmax(wide / across, (b.north - b.south) / down), SCALE_ONE);
}

/* Returns the coarsest scale, at which there is room for the world. */
static double scale_most(const struct map_view *v)
{
	return scale_for(v, (struct bounds){ -180, 180, -90, 90 });
}

static int compare_lon(const void *a, const void *b, const void *context)
{
	double x = ((const struct map_point *)a)->lon,
	       y = ((const struct map_point *)b)->lon;

	(void)context;
	return (x > y) - (x < y);
}

static int compare_lat(const void *a, const void *b, const void *context)
{
	double x = ((const struct map_point *)a)->lat,
	       y = ((const struct map_point *)b)->lat;

	(void)context;
	return (x > y) - (x < y);
}

/* Sorts the COUNT places POINTS from west to east, beginning at the seam: the place after
 * the largest arc without any. Those east of 180 degrees are beyond that then. */
static void begin_at_seam(struct map_point *points, size_t count)
{
	double largest = -1;
	size_t first = 0;

	for (size_t i = 0; i < count; i++)
		points[i].lon = map_lon_wrap(points[i].lon);
	sort_all(points, count, sizeof *points, compare_lon, NULL);
	for (size_t i = 0; i < count; i++) {
		double before = i ? points[i - 1].lon : points[count - 1].lon - 360;

		if (points[i].lon - before > largest) {
			largest = points[i].lon - before;
			first = i;
		}
	}
	for (size_t i = 0; i < first; i++)
		points[i].lon += 360;
	sort_all(points, count, sizeof *points, compare_lon, NULL);
}

/* Returns the bounds of the KEEP places of POINTS, COUNT sorted ones, that are closest
 * together in the direction in which they are sorted: by latitude if BY_LAT. */
static struct bounds closest(
	const struct map_point *points, size_t count, size_t keep, bool by_lat)
{
	double least = INFINITY;
	size_t first = 0;

	for (size_t i = 0; i + keep <= count; i++) {
		const struct map_point *last = &points[i + keep - 1];
		double size =
			by_lat ? last->lat - points[i].lat : last->lon - points[i].lon;

		if (size < least) {
			least = size;
			first = i;
		}
	}
	return bounds_of(points + first, keep);
}

/* Makes *BEST the part of the world that gives the largest map for the places that are left
 * out of it. POINTS are sorted by latitude if BY_LAT, else by longitude. */
static void leave_out(const struct map_view *v, const struct map_point *points,
	size_t count, bool by_lat, struct bounds *best, double *cost)
{
	for (size_t step = 0; step <= LEFT_OUT; step++) {
		size_t out = count * step / (LEFT_OUT * LEFT_OUT);
		struct bounds b = closest(points, count, count - out, by_lat);
		double price = 1 + LEFT_OUT_PRICE * (double)out / (double)count;

		if (scale_for(v, b) * price < *cost) {
			*cost = scale_for(v, b) * price;
			*best = b;
		}
	}
}

void map_view_fit(
	struct map_view *v, const struct map_point *points, size_t count, bool all)
{
	struct bounds best = { -180, 180, -90, 90 };

	if (count) {
		struct map_point *sorted = xreallocarray(NULL, count, sizeof *sorted);
		double cost;

		memcpy(sorted, points, count * sizeof *sorted);
		begin_at_seam(sorted, count);
		best = bounds_of(sorted, count);
		cost = scale_for(v, best);
		if (!all) {
			leave_out(v, sorted, count, false, &best, &cost);
			sort_all(sorted, count, sizeof *sorted, compare_lat, NULL);
			leave_out(v, sorted, count, true, &best, &cost);
		}
		free(sorted);
	}
	v->middle.lon = map_lon_wrap((best.west + best.east) / 2);
	v->middle.lat = (best.south + best.north) / 2;
	v->scale = scale_for(v, best);
}

bool map_view_zoom(struct map_view *v, double factor, struct map_point at)
{
	struct map_dot dot = map_view_project(v, at);
	double scale = clamp(v->scale / factor, SCALE_LEAST, scale_most(v));

	/* A step that is hardly one is the end, too; so is one back from beyond it. */
	if (factor > 1 ? scale > 0.99 * v->scale : scale < 1.01 * v->scale)
		return false;
	v->scale = scale;
	v->middle.lat = clamp(
		at.lat + (dot.y - v->lines * MAP_CELL_HEIGHT / 2.0) * scale, -90, 90);
	v->middle.lon = map_lon_wrap(at.lon -
		(dot.x - v->cols * MAP_CELL_WIDTH / 2.0) * map_view_lon_scale(v));
	return true;
}

void map_view_pan(struct map_view *v, int cols, int lines)
{
	double east = cols * MAP_CELL_WIDTH * map_view_lon_scale(v);

	v->middle.lon = map_lon_wrap(v->middle.lon + east);
	v->middle.lat =
		clamp(v->middle.lat - lines * MAP_CELL_HEIGHT * v->scale, -90, 90);
}

/* Returns by how many cells a view of SIZE has to move to have CELL in it, with a MARGIN. */
static int cells_to(int cell, int size, int margin)
{
	if (margin > (size - 1) / 2)
		margin = (size - 1) / 2;
	if (cell < margin)
		return cell - margin;
	return cell > size - 1 - margin ? cell - (size - 1 - margin) : 0;
}

void map_view_show(struct map_view *v, struct map_point p, int margin)
{
	int lines = cells_to(map_dot_line(map_view_project(v, p)), v->lines, margin);

	/* First to the latitude, which decides how wide a degree of longitude is. */
	map_view_pan(v, 0, lines);
	map_view_pan(
		v, cells_to(map_dot_column(map_view_project(v, p)), v->cols, margin), 0);
}
