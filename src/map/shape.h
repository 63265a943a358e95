/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef MAP_SHAPE_H
#define MAP_SHAPE_H

/*
 * The shapes of GeoJSON (RFC 7946) in cells: lines and rings whose longitudes go on over the
 * date line, and a point that represents a shape.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "data/json.h"

struct shape_point {
	double lon, lat;
};

/*
 * Returns the positions of LINE, an array of arrays of two numbers or more, their number in
 * *COUNT; the caller frees them. From one to the next the shorter way is taken, so that
 * longitudes leave -180 to 180 where the line crosses the date line; but a step of 360
 * degrees, along the edge of a map, stays as it is. What is no position is left out.
 */
struct shape_point *shape_read_line(const json_t *line, size_t *count);

/* Returns the area within the COUNT points of RING in square degrees, below 0 when it goes
 * clockwise. */
double shape_ring_area(const struct shape_point *ring, size_t count);

/*
 * Sets *LON and *LAT to a point that represents the GeoJSON object TEXT, which may be a
 * feature or a collection: a point itself, the middle position of a line, and of polygons
 * one within the largest, on the line of latitude half way up. Returns false, with both
 * untouched, when there is none.
 */
bool shape_read_point(struct slice text, double *lon, double *lat);

#endif
