/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef MAP_PLACES_H
#define MAP_PLACES_H

/*
 * Which rows of a package have a place on the map, and where. The rows of a table have one
 * by, in this order: what its "map" in the descriptor names (bali-data(5)); its first
 * geopoint; its first geojson field, in the default format, not topojson; a field of
 * latitudes and one of longitudes, known by their names and by their first values; or a
 * foreign key that is no list, to a table that has places by one of these ways. A row with
 * several such keys is at the place of the first one that leads to a place.
 *
 * Places are read in steps, because there may be many, when the map is opened and not
 * before. They are kept by table, in the order in which the tables were given, and by row.
 *
 *	struct places places;
 *	int tables[PLACES_TABLES];
 *	size_t count = places_tables(package, tables);
 *
 *	places_init(&places, package, tables, count);
 *	task_finish(&places.task);
 *	for (size_t i = 0; i < places.count; i++)
 *		printf("%g %g\n", places.places[i].lon, places.places[i].lat);
 *	places_release(&places);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/task.h"
#include "data/package.h"
#include "query/search.h"

enum {
	PLACES_TABLES = 2, /* that are on the map from the start */
	PLACES_MOST = 3,   /* tables in a struct places: these, and the one looked at */
};

#define PLACES_NONE SIZE_MAX /* no place */

/* A row with a place. */
struct place {
	double lon, lat; /* degrees, -180 to 180 east and -90 to 90 north */
	uint32_t row;    /* of the table of its source */
	uint16_t source; /* index into the sources */
	bool dimmed;     /* not a hit of the search; see places_dim */
};

/* A table whose rows are read. */
struct places_source {
	int table;
	size_t next;    /* row to be read next */
	size_t nowhere; /* rows read that have no place */
	size_t first;   /* index of its first place */
	size_t count;   /* places */
};

struct places {
	struct task
		task; /* done and total in rows; may be stepped again when P has grown */
	const struct package *package;
	struct places_source sources[PLACES_MOST];
	size_t source_count;
	struct place
		*places; /* of the first source, then of the second, ...; by row; owned */
	size_t count, alloc;
	unsigned
		edition; /* counts how often places came; what is there keeps its index */
	struct place_way *ways; /* how each table of P comes to its places; owned */
};

/* Returns whether the rows of table NUMBER of P may have places. A table whose first rows
 * are not known yet may have them by the names of its fields. */
bool places_any(const struct package *p, int number);

/* Writes into OUT (room for PLACES_TABLES) the tables that the map shows from the start:
 * the first ones with a tab whose rows may have places. Returns how many. */
size_t places_tables(const struct package *p, int *out);

/* Makes M empty, to read the COUNT (0 to PLACES_MOST) different tables TABLES of P, which
 * must outlive it; reads no rows. M must not be moved. */
void places_init(
	struct places *m, const struct package *p, const int *tables, size_t count);

/* Frees what M owns. */
void places_release(struct places *m);

/* Returns the row of PLACE of M. */
struct row_ref places_row(const struct places *m, size_t place);

/* Returns the place of the row REF in M, or PLACES_NONE; in logarithmic time. */
size_t places_find(const struct places *m, struct row_ref ref);

/* Returns how many rows of M that were read have no place. */
size_t places_nowhere(const struct places *m);

/* Dims the places of M whose rows S has not found, and only these; all are hits of a search
 * without words and filters. */
void places_dim(struct places *m, const struct search *s);

/* Writes into OUT (room for PLACES_MOST) the tables of which to show what S has found:
 * those of places_tables, or, when no row of them is found, the first others with a tab,
 * with places and with rows found. Returns how many. */
size_t places_found_tables(const struct package *p, const struct search *s, int *out);

/* Sets *LON and *LAT to the place of REF, a row of any table of M's package. Returns false,
 * with both untouched, when it has none. Takes time that does not depend on the number of
 * rows. */
bool places_of_row(struct places *m, struct row_ref ref, double *lon, double *lat);

/* Returns the cell with the GeoJSON object by which the row REF has its place, so that it
 * has more than a point; an empty one when it has its place otherwise. It lives until the
 * row cache of the package is used again. */
struct slice places_shape(struct places *m, struct row_ref ref);

/* Appends the group of the row REF: the value of the path "group" of its table's "map", or
 * of that of the table by which it has its place. Nothing when there is none. */
void places_add_group(struct places *m, struct row_ref ref, struct str *out);

/* Returns the kilometres from A to B along a great circle of a sphere as large as the
 * earth (radius 6371.0088 km). */
double place_distance(const struct place *a, const struct place *b);

/* Returns the direction in which one leaves A towards B on that circle as one of eight
 * words in English, "north", "north-east", ...; "" when both are the same point. */
const char *place_direction(const struct place *a, const struct place *b);

#endif
