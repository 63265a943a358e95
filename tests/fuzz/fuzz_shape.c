/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for cells with shapes that are no JSON as GeoJSON, have rings that are not closed or
 * too short, or longitudes beyond the world.
 */

#include "config.h"

#include <jansson.h>
#include <math.h>

#include "fuzz/fuzz.h"
#include "map/shape.h"
#include "output/geojson.h"

/* Rounding may lead a little beyond. */
static const double FUZZ_LON = 180.001;

static void check_line(const json_t *line)
{
	for (size_t i = 0; i < json_array_size(line); i++) {
		const json_t *position = json_array_get(line, i);

		fuzz_require(json_array_size(position) == 2);
		fuzz_require(
			fabs(json_number_value(json_array_get(position, 0))) <= FUZZ_LON);
	}
}

/* Checks NODE, which has lines LEVEL arrays down; RINGS: they are such. */
static void check_lines(const json_t *node, int level, bool rings)
{
	size_t count = json_array_size(node);

	if (level) {
		for (size_t i = 0; i < count; i++)
			check_lines(json_array_get(node, i), level - 1, rings);
		return;
	}
	check_line(node);
	fuzz_require(!rings ||
		(count >= 4 &&
			json_equal(json_array_get(node, 0),
				json_array_get(node, count - 1))));
}

static void check(const json_t *geometry)
{
	static const struct {
		const char *type;
		int level;
		bool rings;
	} types[] = { { "MultiPoint", 0, false }, { "LineString", 0, false },
		{ "MultiLineString", 1, false }, { "Polygon", 1, true },
		{ "MultiPolygon", 2, true } };
	const char *type = json_string_value(json_object_get(geometry, "type"));
	const json_t *parts = json_object_get(geometry, "geometries");

	fuzz_require(type);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (!strcmp(type, types[i].type))
			check_lines(json_object_get(geometry, "coordinates"),
				types[i].level, types[i].rings);
	for (size_t i = 0; i < json_array_size(parts); i++)
		check(json_array_get(parts, i));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct str out = STR_INIT;
	double lon, lat;
	json_t *node;

	if (shape_read_point(text, &lon, &lat))
		fuzz_require(fabs(lon) <= FUZZ_LON);
	if (geojson_add_shape(&out, text)) {
		node = json_loadb(out.buf, out.len, 0, NULL);
		fuzz_require(node);
		check(node);
		json_decref(node);
	} else {
		fuzz_require(!out.len);
	}
	str_release(&out);
	return 0;
}
