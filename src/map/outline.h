/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef MAP_OUTLINE_H
#define MAP_OUTLINE_H

/*
 * The land under a map: outlines from GeoJSON geometries (RFC 7946), and from the tables
 * of a package that are such outlines ("outlines" in bali-data(5)). Those tables are no
 * part of the package as it is loaded: their files are read here, when a map is opened.
 * What cannot be understood is left out; `bali check` reports it.
 *
 *	struct outlines o = OUTLINES_INIT;
 *
 *	outlines_add_geojson(&o, slice_of("{\"type\": \"Point\", \"coordinates\": [1, 2]}"));
 *	outlines_release(&o);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "data/package.h"
#include "map/projection.h"

enum outline_kind {
	OUTLINE_POINT,
	OUTLINE_LINE,
	OUTLINE_RING, /* of a polygon; its last place is its first */
};

/* Places in a row. Longitudes go on from one to the next by less than half of the world,
 * also beyond 180: a ring round a pole ends 360 degrees from where it begins. */
struct outline {
	enum outline_kind kind;
	bool begins; /* a polygon, or what is none: rings after it are its holes */
	size_t first, count; /* in the points */
	double west, east, south, north;
};

struct outlines {
	struct map_point *points;
	size_t point_count, point_alloc;
	struct outline *parts;
	size_t count, alloc;
};

#define OUTLINES_INIT ((struct outlines){ .points = NULL })

/* Frees what O owns and leaves it empty. */
void outlines_release(struct outlines *o);

/*
 * Adds the geometries of TEXT, a GeoJSON object of any kind, to O. A position that is none,
 * a ring of less than three places and what goes round the world more than once are left
 * out. Returns whether anything was added.
 */
bool outlines_add_geojson(struct outlines *o, struct slice text);

/* The outlines of a package, coarse and fine ones. */
struct outline_levels;

/* Returns the outlines of P, which outlives them, not read yet, or, where it has none, those
 * in the file LAND (may be NULL), whose columns are the tolerance and the shape; the caller
 * frees them with outline_levels_free. NULL: there are none. */
struct outline_levels *outline_levels_new(const struct package *p, const char *land);

/* Frees L; NULL is allowed. */
void outline_levels_free(struct outline_levels *l);

/* Reads on until clock_now() reaches UNTIL; returns true when all is read. */
bool outline_levels_step(struct outline_levels *l, int64_t until);

/* Returns the coarsest outlines read by now that are right to half a dot of SCALE degrees,
 * else the finest; NULL while there are none. They live as long as L. Those being read are
 * not among them. */
const struct outlines *outline_levels_for(const struct outline_levels *l, double scale);

#endif
