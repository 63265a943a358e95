/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef MAP_LAYOUT_H
#define MAP_LAYOUT_H

/*
 * What a window shows of places that are projected already: numbers in, numbers out, in
 * cells of the screen from its upper left corner (x columns, y lines; fractions are within
 * a cell). Every place that is not hidden is on a mark, which is a cell with one place or
 * more, or is counted at the edge beyond which it is. Labels are put next to the marks, the
 * nearest to the cursor first; they never touch one another and never cover a mark. Also
 * where the arrows and Tab go. All takes time linear in the number of places.
 *
 *	extern map_label_width label_width;
 *	struct map_spot spots[] = { { .x = 3.5, .y = 2.5 }, { .x = 99.5, .y = 1.5 } };
 *	struct map_layout layout = { .width = 80, .height = 20 };
 *
 *	map_layout_update(&layout, spots, 2, 0, label_width, NULL);
 *	printf("%zu marks, %zu in the east\n", layout.mark_count,
 *		layout.edges[MAP_EAST].count);
 *	map_layout_release(&layout);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAP_NONE SIZE_MAX /* no place */

enum { MAP_EDGE_NAMES = 3, MAP_SUFFIX_SIZE = 24 };

/* A projected place. */
struct map_spot {
	double x, y;
	uint8_t kind; /* of two in a cell the mark is that of the lower kind */
	bool dimmed;  /* its mark gives way to others; gets no label */
	bool hidden;  /* is neither shown nor counted nor gone to */
};

/* A cell with places. */
struct map_mark {
	int x, y;
	size_t place;     /* whose mark it is: the cursor, or the first of the lowest kind
			   * that is not dimmed */
	size_t count;     /* places in the cell, at least 1 */
	bool together;    /* all of them are at the same point */
	bool short_label; /* the label is the suffix alone */
	int label_x, label_y, label_width; /* of the label; width 0: it has none */
};

enum map_side { MAP_WEST, MAP_EAST, MAP_NORTH, MAP_SOUTH, MAP_SIDES };

/* The places beyond a side of the window. */
struct map_edge {
	size_t count;
	size_t places[MAP_EDGE_NAMES]; /* those nearest to the edge, the nearest first;
					* as many as there are, else MAP_NONE */
};

/* All zeros but for the size: nothing laid out. */
struct map_layout {
	int width, height;      /* of the window; the caller's to set */
	struct map_mark *marks; /* by line, then by column; owned */
	size_t mark_count, mark_alloc;
	struct map_edge edges[MAP_SIDES];
	int32_t *where; /* of each place its mark, or MAP_OFF, or MAP_AT_SIDE; owned */
	size_t where_alloc;
	uint8_t *cells; /* what is in the cells, scratch; owned */
	size_t cell_alloc;
};

enum { MAP_OFF = -1 }; /* in `where`: the place is hidden */

/* In `where`: the place is beyond SIDE. */
#define MAP_AT_SIDE(side) (-2 - (int)(side))

/*
 * Returns the columns that the label of MARK, whose place is not dimmed, needs with its
 * suffix (map_mark_suffix); 0: it has none. DATA is the caller's.
 */
typedef int map_label_width(void *data, const struct map_mark *mark);

/* Lays out the COUNT SPOTS, whose positions are finite, in the window of L, with the
 * cursor at place CURSOR (MAP_NONE: labels are placed from the middle). LABEL may be
 * NULL: no labels. */
void map_layout_update(struct map_layout *l, const struct map_spot *spots, size_t count,
	size_t cursor, map_label_width *label, void *data);

/* Frees what L owns. */
void map_layout_release(struct map_layout *l);

/* Returns the mark in column X of line Y of L, or NULL. */
const struct map_mark *map_layout_at(const struct map_layout *l, int x, int y);

/* Writes what the label of MARK ends in, and all that a short one has, into OUT: "+3" where
 * three more places are in its cell, "(4)" where four are at one point, else "". A mark of
 * several places without a label needs another sign that it has them. */
void map_mark_suffix(const struct map_mark *mark, char out[MAP_SUFFIX_SIZE]);

/*
 * Returns the place to which an arrow leads from CURSOR: of those within 45 degrees of the
 * direction SIDE the nearest, by the sum of the distances in columns and, doubled, in lines,
 * for a line is as high as two columns; or MAP_NONE. Hidden ones are left out. From every
 * point each other can be reached by arrows. Points count as one when they are in the same
 * dot, an eighth of a cell, where there are more than MAP_FINE places.
 */
size_t map_nearest(
	const struct map_spot *spots, size_t count, size_t cursor, enum map_side side);

enum { MAP_FINE = 1000 };

/* Returns the place that comes after CURSOR (STEP 1) or before it (-1) when all that are
 * not hidden are in order of their distance from FROM; round the ends. MAP_NONE when there
 * is no other. */
size_t map_by_distance(
	const struct map_spot *spots, size_t count, size_t from, size_t cursor, int step);

#endif
