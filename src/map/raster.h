/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef MAP_RASTER_H
#define MAP_RASTER_H

/*
 * Outlines as dots, two by four in each cell of the screen.
 *
 *	struct map_view view = { .cols = 80, .lines = 20 };
 *	struct outlines land = OUTLINES_INIT;
 *	struct raster r = RASTER_INIT;
 *
 *	outlines_add_geojson(&land, slice_of("{\"type\": \"Point\", \"coordinates\": [1, 2]}"));
 *	map_view_fit(&view, NULL, 0, true);
 *	raster_draw(&r, &view, &land);
 *	printf("%x\n", (unsigned)raster_character(&r, 40, 10));
 *	raster_release(&r);
 *	outlines_release(&land);
 */

#include <stdint.h>

#include "map/outline.h"
#include "map/projection.h"

struct raster {
	int cols, lines; /* cells */
	int words;       /* of 64 dots in a row */
	uint64_t *dots;  /* rows of dots; owned, as the next */
	uint64_t *edges; /* of one polygon, where they cross the rows */
};

#define RASTER_INIT ((struct raster){ .cols = 0 })

/* Frees what R owns and leaves it without cells. */
void raster_release(struct raster *r);

/*
 * Makes R the picture of the outlines O (NULL: none) in V. A dot is set when its centre is
 * inside of a polygon by the even-odd rule, and when an outline goes through it, however
 * small what it surrounds is. The edges that close a polygon at a pole or along 180
 * degrees, where GeoJSON cuts it, count only for the inside. Takes time by the places of O
 * and the dots of V, whatever O is.
 */
void raster_draw(struct raster *r, const struct map_view *v, const struct outlines *o);

/* Returns the character of braille with the dots of a cell; a blank where there are none. */
uint32_t raster_character(const struct raster *r, int col, int line);

#endif
