/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "map/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"

enum {
	SHAPE_DEPTH = 16, /* collections within collections */
	SHAPE_LON = 720,  /* degrees, the largest longitude */
};

/* Reads POSITION, an array of a longitude and a latitude; false when it is none. A longitude
 * may go on over the date line, but not round the world again and again. */
static bool read_position(const json_t *position, struct shape_point *out)
{
	const json_t *lon = json_array_get(position, 0);
	const json_t *lat = json_array_get(position, 1);

	if (!json_is_number(lon) || !json_is_number(lat))
		return false;
	*out = (struct shape_point){ json_number_value(lon), json_number_value(lat) };
	return fabs(out->lon) <= SHAPE_LON && fabs(out->lat) <= 90;
}

struct shape_point *shape_read_line(const json_t *line, size_t *count)
{
	size_t size = json_array_size(line), n = 0;
	struct shape_point *points = xcalloc(size, sizeof *points);
	double last = 0; /* longitude, as it is in LINE */

	for (size_t i = 0; i < size; i++) {
		double step;

		if (!read_position(json_array_get(line, i), &points[n]))
			continue;
		step = points[n].lon - last;
		last = points[n].lon;
		if (n)
			points[n].lon = points[n - 1].lon +
				(fabs(step) == 360 ? step : remainder(step, 360));
		n++;
	}
	*count = n;
	return points;
}

double shape_ring_area(const struct shape_point *ring, size_t count)
{
	double area = 0;

	for (size_t i = 0; i < count; i++) {
		const struct shape_point *a = &ring[i], *b = &ring[(i + 1) % count];

		area += (a->lon - ring[0].lon) * (b->lat - ring[0].lat) -
			(b->lon - ring[0].lon) * (a->lat - ring[0].lat);
	}
	return area / 2;
}

static int compare_numbers(const void *a, const void *b, const void *context)
{
	double x = *(const double *)a, y = *(const double *)b;

	(void)context;
	return (x > y) - (x < y);
}

/* Sets *POINT to the middle of the widest piece of RING's inside on the latitude half way
 * between its ends; false when there is none. */
static bool point_within(
	const struct shape_point *ring, size_t count, struct shape_point *point)
{
	double south = 90, north = -90, widest = 0;
	double *lons = xcalloc(count, sizeof *lons);
	size_t crossings = 0;

	for (size_t i = 0; i < count; i++) {
		south = fmin(south, ring[i].lat);
		north = fmax(north, ring[i].lat);
	}
	point->lat = (south + north) / 2;
	for (size_t i = 0; i < count; i++) {
		const struct shape_point *a = &ring[i], *b = &ring[(i + 1) % count];

		if ((a->lat <= point->lat) != (b->lat <= point->lat))
			lons[crossings++] = a->lon +
				(b->lon - a->lon) * (point->lat - a->lat) /
					(b->lat - a->lat);
	}
	sort_all(lons, crossings, sizeof *lons, compare_numbers, NULL);
	for (size_t i = 0; i + 1 < crossings; i += 2) {
		if (lons[i + 1] - lons[i] <= widest)
			continue;
		widest = lons[i + 1] - lons[i];
		point->lon = (lons[i] + lons[i + 1]) / 2;
	}
	free(lons);
	return widest > 0;
}

/* A point, and how much of a shape it represents: square degrees, below 0 for lines and
 * points. */
struct candidate {
	struct shape_point point;
	double size;
	bool found;
};

/* Takes the point of POLYGON, an array of rings, when that is larger than what C has. */
static void try_polygon(const json_t *polygon, struct candidate *c)
{
	size_t count;
	struct shape_point *ring = shape_read_line(json_array_get(polygon, 0), &count);
	double area = fabs(shape_ring_area(ring, count));
	struct shape_point point;

	if ((!c->found || area > c->size) && point_within(ring, count, &point))
		*c = (struct candidate){ point, area, true };
	free(ring);
}

/* Takes the middle position of LINE when C has none yet. */
static void try_line(const json_t *line, struct candidate *c)
{
	size_t count;
	struct shape_point *points = shape_read_line(line, &count);

	if (!c->found && count)
		*c = (struct candidate){ points[count / 2], -1, true };
	free(points);
}

static void try_shape(const json_t *shape, int depth, struct candidate *c)
{
	static const char *const lists[] = { "features", "geometries" };
	const char *type = json_string_value(json_object_get(shape, "type"));
	const json_t *coordinates = json_object_get(shape, "coordinates");

	if (!type || depth == SHAPE_DEPTH)
		return;
	if (!strcmp(type, "Point")) {
		struct shape_point point;

		if (!c->found && read_position(coordinates, &point))
			*c = (struct candidate){ point, -1, true };
	} else if (!strcmp(type, "MultiPoint") || !strcmp(type, "LineString")) {
		try_line(coordinates, c);
	} else if (!strcmp(type, "MultiLineString")) {
		for (size_t i = 0; i < json_array_size(coordinates); i++)
			try_line(json_array_get(coordinates, i), c);
	} else if (!strcmp(type, "Polygon")) {
		try_polygon(coordinates, c);
	} else if (!strcmp(type, "MultiPolygon")) {
		for (size_t i = 0; i < json_array_size(coordinates); i++)
			try_polygon(json_array_get(coordinates, i), c);
	}
	try_shape(json_object_get(shape, "geometry"), depth + 1, c);
	for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
		const json_t *list = json_object_get(shape, lists[k]);

		for (size_t i = 0; i < json_array_size(list); i++)
			try_shape(json_array_get(list, i), depth + 1, c);
	}
}

bool shape_read_point(struct slice text, double *lon, double *lat)
{
	json_t *shape = json_load_cell(text, 0);
	struct candidate c = { .found = false };

	try_shape(shape, 0, &c);
	json_decref(shape);
	if (!c.found)
		return false;
	*lon = remainder(c.point.lon, 360);
	*lat = c.point.lat;
	return true;
}
