/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/geojson.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/json.h"
#include "map/shape.h"
#include "output/json.h"

enum { GEO_DEPTH = 16 }; /* collections within collections */

struct ring {
	struct shape_point *points; /* owned */
	size_t count;
};

/* The coordinates of a geometry, pieces separated by commas. */
struct pieces {
	struct str text;
	size_t count;
};

/* --- lines --- */

static void add_position(struct str *out, struct shape_point p)
{
	str_add_char(out, '[');
	json_add_number(out, p.lon);
	str_add_char(out, ',');
	json_add_number(out, p.lat);
	str_add_char(out, ']');
}

/* Reads LINE so that its first longitude is within -180 to 180. */
static struct ring read_ring(const json_t *line)
{
	struct ring r;
	double shift;

	r.points = shape_read_line(line, &r.count);
	shift = r.count ? r.points[0].lon - remainder(r.points[0].lon, 360) : 0;
	for (size_t i = 0; i < r.count; i++)
		r.points[i].lon -= shift;
	return r;
}

/* Returns the point between A and B at the longitude LON. */
static struct shape_point cross_at(struct shape_point a, struct shape_point b, double lon)
{
	double part = b.lon == a.lon ? 0 : (lon - a.lon) / (b.lon - a.lon);

	return (struct shape_point){ lon, a.lat + (b.lat - a.lat) * part };
}

/* Adds LINE, cut wherever it crosses the date line. */
static void add_line(const json_t *line, struct pieces *out)
{
	struct ring r = read_ring(line);
	double turn = 0; /* degrees by which this piece is shifted */

	for (size_t i = 0; i < r.count && r.count > 1; i++) {
		struct shape_point p = r.points[i];

		if (!i)
			str_add(&out->text, out->count++ ? ",[" : "[");
		while (i && fabs(p.lon - turn) > 180) {
			double side = p.lon > turn ? 180 : -180;
			struct shape_point at = cross_at(r.points[i - 1], p, turn + side);

			str_add_char(&out->text, ',');
			add_position(&out->text, (struct shape_point){ side, at.lat });
			str_add(&out->text, "],[");
			add_position(&out->text, (struct shape_point){ -side, at.lat });
			out->count++;
			turn += 2 * side;
		}
		if (i)
			str_add_char(&out->text, ',');
		add_position(&out->text, (struct shape_point){ p.lon - turn, p.lat });
	}
	if (r.count > 1)
		str_add_char(&out->text, ']');
	free(r.points);
}

/* --- polygons --- */

/* Drops the last point of a ring, which is the first again. Makes a ring round a pole, which
 * ends 360 degrees from where it began, go along the pole. */
static void close_ring(struct ring *r)
{
	const struct shape_point *first = r->points;
	double end, pole, sum = 0;

	if (r->count > 1 && r->points[r->count - 1].lat == first->lat &&
		remainder(r->points[r->count - 1].lon - first->lon, 360) == 0)
		r->count--;
	if (!r->count)
		return;
	end = r->points[r->count - 1].lon;
	end += fabs(first->lon - end) == 360 ? first->lon - end
					     : remainder(first->lon - end, 360);
	if (fabs(end - first->lon) < 180)
		return;
	for (size_t i = 0; i < r->count; i++)
		sum += r->points[i].lat;
	pole = sum < 0 ? -90 : 90;
	r->points = xreallocarray(r->points, r->count + 3, sizeof *r->points);
	r->points[r->count] = (struct shape_point){ end, r->points[0].lat };
	r->points[r->count + 1] = (struct shape_point){ end, pole };
	r->points[r->count + 2] = (struct shape_point){ r->points[0].lon, pole };
	r->count += 3;
}

/* Returns the part of R to the east (SIDE 1) or west (-1) of the longitude LON. */
static struct ring clip_ring(const struct ring *r, double lon, int side)
{
	struct ring out = { xcalloc(2 * r->count, sizeof *out.points), 0 };

	for (size_t i = 0; i < r->count; i++) {
		struct shape_point a = r->points[i], b = r->points[(i + 1) % r->count];
		bool in = (a.lon - lon) * side >= 0, next = (b.lon - lon) * side >= 0;

		if (in)
			out.points[out.count++] = a;
		if (in != next)
			out.points[out.count++] = cross_at(a, b, lon);
	}
	return out;
}

/* Adds R, shifted by -TURN degrees, closed and COUNTERCLOCKWISE or not; nothing, and false,
 * when it has no area. */
static bool add_ring(
	const struct ring *r, double turn, bool counterclockwise, struct str *out)
{
	double area = shape_ring_area(r->points, r->count);
	bool reverse = (area > 0) != counterclockwise;
	struct shape_point last = { NAN, NAN };

	if (area == 0)
		return false;
	str_add_char(out, '[');
	for (size_t k = 0; k <= r->count; k++) {
		struct shape_point p =
			r->points[(reverse ? 2 * r->count - k : k) % r->count];

		/* The first is also the last. Where it is cut, a point may be there twice. */
		if (p.lon == last.lon && p.lat == last.lat)
			continue;
		str_add(out, k ? "," : "");
		add_position(out, (struct shape_point){ p.lon - turn, p.lat });
		last = p;
	}
	str_add_char(out, ']');
	return true;
}

/* Adds what of the polygon of the COUNT RINGS is within 180 degrees of TURN. */
static void add_part(
	const struct ring *rings, size_t count, double turn, struct pieces *out)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		struct ring east = clip_ring(&rings[i], turn - 180, 1);
		struct ring part = clip_ring(&east, turn + 180, -1);
		size_t before = text.len;

		str_add_char(&text, i ? ',' : '[');
		if (!add_ring(&part, turn, i == 0, &text))
			str_truncate(&text, before);
		free(east.points);
		free(part.points);
		if (!text.len)
			break;
	}
	if (text.len)
		str_addf(&out->text, "%s%s]", out->count++ ? "," : "", text.buf);
	str_release(&text);
}

static void add_polygon(const json_t *polygon, struct pieces *out)
{
	size_t count = json_array_size(polygon);
	struct ring *rings = xcalloc(count, sizeof *rings);

	for (size_t i = 0; i < count; i++) {
		double shift;

		rings[i] = read_ring(json_array_get(polygon, i));
		close_ring(&rings[i]);
		if (!i || !rings[i].count || !rings[0].count)
			continue;
		/* A hole is where its polygon is. */
		shift = rings[i].points[0].lon - rings[0].points[0].lon;
		shift -= remainder(shift, 360);
		for (size_t k = 0; k < rings[i].count; k++)
			rings[i].points[k].lon -= shift;
	}
	for (int turn = -360; turn <= 360 && count; turn += 360)
		add_part(rings, count, turn, out);
	for (size_t i = 0; i < count; i++)
		free(rings[i].points);
	free(rings);
}

/* --- geometries --- */

static void add_point(const json_t *position, struct pieces *out)
{
	json_t *line = json_array();
	struct ring r;

	json_array_append_new(line, json_deep_copy(position));
	r = read_ring(line);
	if (r.count) {
		str_add(&out->text, out->count++ ? "," : "");
		add_position(&out->text, r.points[0]);
	}
	free(r.points);
	json_decref(line);
}

/* Kinds of geometries, what adds a piece of one, and how often pieces are nested in the
 * coordinates. */
static const struct geo_kind {
	const char *one, *many;
	void (*add)(const json_t *node, struct pieces *out);
} geo_kinds[] = {
	{ "Point", "MultiPoint", add_point },
	{ "LineString", "MultiLineString", add_line },
	{ "Polygon", "MultiPolygon", add_polygon },
};

static bool add_geometry(const json_t *shape, int depth, struct str *out);

/* Adds the geometries in the array LIST, as a collection. */
static bool add_collection(const json_t *list, int depth, struct str *out)
{
	size_t start;

	str_add(out, "{\"type\":\"GeometryCollection\",\"geometries\":[");
	start = out->len;
	for (size_t i = 0; i < json_array_size(list); i++) {
		size_t before = out->len;

		str_add(out, before > start ? "," : "");
		if (!add_geometry(json_array_get(list, i), depth, out))
			str_truncate(out, before);
	}
	str_add(out, "]}");
	return true;
}

/* Adds the geometry of SHAPE, which may be a feature; returns false when it has none. */
static bool add_geometry(const json_t *shape, int depth, struct str *out)
{
	const json_t *geometry = json_object_get(shape, "geometry");
	const json_t *coordinates = json_object_get(shape, "coordinates");
	const json_t *features = json_object_get(shape, "features");
	const json_t *geometries = json_object_get(shape, "geometries");
	const char *type = json_string_value(json_object_get(shape, "type"));
	struct pieces pieces = { .text = STR_INIT };
	bool many = false;
	size_t k = 0;

	if (depth == GEO_DEPTH || !type)
		return false;
	if (json_is_object(geometry))
		return add_geometry(geometry, depth + 1, out);
	if (json_is_array(features) || json_is_array(geometries))
		return add_collection(features ? features : geometries, depth + 1, out);
	for (; k < sizeof geo_kinds / sizeof *geo_kinds; k++) {
		many = !strcmp(type, geo_kinds[k].many);
		if (many || !strcmp(type, geo_kinds[k].one))
			break;
	}
	if (k == sizeof geo_kinds / sizeof *geo_kinds)
		return false;
	for (size_t i = 0; i < json_array_size(coordinates) && many; i++)
		geo_kinds[k].add(json_array_get(coordinates, i), &pieces);
	if (!many)
		geo_kinds[k].add(coordinates, &pieces);
	many |= pieces.count > 1;
	if (pieces.count)
		str_addf(out,
			many ? "{\"type\":\"%s\",\"coordinates\":[%s]}"
			     : "{\"type\":\"%s\",\"coordinates\":%s}",
			many ? geo_kinds[k].many : geo_kinds[k].one, pieces.text.buf);
	str_release(&pieces.text);
	return pieces.count > 0;
}

bool geojson_add_shape(struct str *out, struct slice text)
{
	json_t *shape = json_load_cell(text, 0);
	bool added = add_geometry(shape, 0, out);

	json_decref(shape);
	return added;
}

void geojson_add_point(struct str *out, double lon, double lat)
{
	str_add(out, "{\"type\":\"Point\",\"coordinates\":");
	add_position(out, (struct shape_point){ lon, lat });
	str_add_char(out, '}');
}
