/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef MAP_PROJECTION_H
#define MAP_PROJECTION_H

/*
 * Which part of the world a map shows: plate carree, true at the middle latitude of the
 * view. A cell of the screen is two dots wide and four dots high, and a dot is as wide as
 * it is high. The seam, where the map ends in the east and begins in the west, is opposite
 * to the middle: every longitude is taken within 180 degrees of it.
 *
 *	struct map_point places[] = { { 104.92, 11.56 }, { 149.13, -35.28 } };
 *	struct map_view view = { .cols = 80, .lines = 20 };
 *	struct map_dot dot;
 *
 *	map_view_fit(&view, places, 2, true);
 *	dot = map_view_project(&view, places[0]);
 *	printf("column %d, line %d\n", map_dot_column(dot), map_dot_line(dot));
 */

#include <stdbool.h>
#include <stddef.h>

enum { MAP_CELL_WIDTH = 2, MAP_CELL_HEIGHT = 4 }; /* in dots, as those of braille */

/* A place in degrees: to the east, to the north. */
struct map_point {
	double lon, lat;
};

/* A position in dots from the upper left corner of the view; fractions are within a dot. */
struct map_dot {
	double x, y;
};

struct map_view {
	int cols, lines;         /* of the screen, 1 and more */
	struct map_point middle; /* lon from -180 to before 180 */
	double scale;            /* degrees of latitude that a dot is high */
};

/* Returns LON as the same longitude from -180 to before 180. */
double map_lon_wrap(double lon);

/* Returns the degrees of longitude that a dot of V is wide. */
double map_view_lon_scale(const struct map_view *v);

/* Returns where P is in V; outside of the view it is where the map would go on. */
struct map_dot map_view_project(const struct map_view *v, struct map_point p);

/* Returns the place at DOT of V, its longitude from -180 to before 180. */
struct map_point map_view_unproject(const struct map_view *v, struct map_dot dot);

/* Returns the column of the cell that DOT is in. */
int map_dot_column(struct map_dot dot);

/* Returns the line of the cell that DOT is in. */
int map_dot_line(struct map_dot dot);

/* Returns whether P is in a cell of V. */
bool map_view_holds(const struct map_view *v, struct map_point p);

/*
 * Sets middle and scale of V, of the size that it has, so that it shows the COUNT places
 * POINTS, with the seam in the middle of the largest arc of longitudes that has none of
 * them: all of them, or, unless ALL, at least nine tenths, when the others would make the
 * map much smaller. Without places it shows the world.
 */
void map_view_fit(
	struct map_view *v, const struct map_point *points, size_t count, bool all);

/* Makes the scale of V FACTOR times finer (coarser below 1); AT keeps the cell in which it
 * is, unless that would move the middle over a pole. Returns false, with nothing changed,
 * at the last step: the whole world, or a dot of about 50 m. */
bool map_view_zoom(struct map_view *v, double factor, struct map_point at);

/* Moves the view COLS cells to the east and LINES cells to the south; the middle stays
 * between the poles. */
void map_view_pan(struct map_view *v, int cols, int lines);

/* Moves the view by as few cells as possible so that P is at least MARGIN cells from each
 * edge (half of the view at most). */
void map_view_show(struct map_view *v, struct map_point p, int margin);

#endif
