/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_GEOJSON_H
#define OUTPUT_GEOJSON_H

/*
 * Geometries of GeoJSON as RFC 7946 asks for them: longitudes from -180 to 180, lines and
 * polygons cut at the date line (section 3.1.9), rings closed, the outer ones
 * counterclockwise and the inner ones clockwise (3.1.6).
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"

/* Appends a point. */
void geojson_add_point(struct str *out, double lon, double lat);

/*
 * Appends the geometry of TEXT, a cell with a GeoJSON object, of a feature that of it, of
 * several a collection. What is no position, and lines and rings without extent, are left
 * out. Returns false, with OUT as it was, when there is none.
 */
bool geojson_add_shape(struct str *out, struct slice text);

#endif
