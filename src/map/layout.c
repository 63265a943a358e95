/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "map/layout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	LINE_HEIGHT = 2, /* of a line, in columns */
	LABEL_LEAST = 2, /* columns of the shortest label, "+1" */
	DOTS_X = 2,      /* in a cell */
	DOTS_Y = 4,
	FINE = 256, /* parts of a dot in which few places are distinguished */
};

enum cell_use { CELL_FREE, CELL_MARK, CELL_LABEL };

void map_layout_release(struct map_layout *l)
{
	free(l->marks);
	free(l->where);
	free(l->cells);
	*l = (struct map_layout){ .width = l->width, .height = l->height };
}

void map_mark_suffix(const struct map_mark *mark, char out[MAP_SUFFIX_SIZE])
{
	*out = '\0';
	if (mark->count > 1 && mark->together)
		snprintf(out, MAP_SUFFIX_SIZE, "(%zu)", mark->count);
	else if (mark->count > 1)
		snprintf(out, MAP_SUFFIX_SIZE, "+%zu", mark->count - 1);
}

static bool is_inside(const struct map_layout *l, const struct map_spot *spot)
{
	return spot->x >= 0 && spot->x < l->width && spot->y >= 0 && spot->y < l->height;
}

/* --- beyond the edges --- */

/* Returns by how many columns SPOT is beyond SIDE of L; below 0 when it is not. */
static double beyond(
	const struct map_layout *l, const struct map_spot *spot, enum map_side side)
{
	switch (side) {
	case MAP_WEST:
		return spot->x < 0 ? -spot->x : -1;
	case MAP_EAST:
		return spot->x - l->width;
	case MAP_NORTH:
		return spot->y < 0 ? -spot->y * LINE_HEIGHT : -1;
	default:
		return (spot->y - l->height) * LINE_HEIGHT;
	}
}

/* Counts place NUMBER at the side beyond which it is farthest, and keeps it there when it
 * is one of the nearest. */
static void add_beyond(struct map_layout *l, const struct map_spot *spots, size_t number)
{
	const struct map_spot *spot = &spots[number];
	enum map_side across = spot->x < 0 ? MAP_WEST : MAP_EAST;
	enum map_side down = spot->y < 0 ? MAP_NORTH : MAP_SOUTH;
	enum map_side side =
		beyond(l, spot, across) >= beyond(l, spot, down) ? across : down;
	struct map_edge *edge;
	size_t place = number;

	edge = &l->edges[side];
	edge->count++;
	l->where[number] = MAP_AT_SIDE(side);
	for (size_t i = 0; i < MAP_EDGE_NAMES; i++) {
		size_t other = edge->places[i];

		if (other != MAP_NONE &&
			beyond(l, &spots[other], side) <= beyond(l, &spots[place], side))
			continue;
		edge->places[i] = place;
		if (other == MAP_NONE)
			break;
		place = other;
	}
}

/* --- marks --- */

/* Returns whether place A is shown rather than B, both in one cell. */
static bool is_before(const struct map_spot *spots, size_t a, size_t b, size_t cursor)
{
	if (a == cursor || b == cursor)
		return a == cursor;
	if (spots[a].dimmed != spots[b].dimmed)
		return spots[b].dimmed;
	return spots[a].kind != spots[b].kind ? spots[a].kind < spots[b].kind : a < b;
}

/* Makes a mark of each cell that has places; until they are sorted, where[] has the number
 * of the cell. */
static void add_marks(
	struct map_layout *l, const struct map_spot *spots, size_t count, size_t cursor)
{
	size_t cells = (size_t)l->width * (size_t)l->height;
	uint32_t *mark_of = xcalloc(cells, sizeof *mark_of); /* from 1 */

	l->mark_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (l->where[i] >= 0)
			mark_of[l->where[i]] = 1;
	}
	for (size_t i = 0; i < cells; i++) {
		if (!mark_of[i])
			continue;
		*ARRAY_ADD(l->marks, l->mark_count, l->mark_alloc) =
			(struct map_mark){ .x = (int)(i % (size_t)l->width),
				.y = (int)(i / (size_t)l->width),
				.together = true };
		mark_of[i] = (uint32_t)l->mark_count;
	}
	for (size_t i = 0; i < count; i++) {
		struct map_mark *mark;

		if (l->where[i] < 0)
			continue;
		l->where[i] = (int32_t)mark_of[l->where[i]] - 1;
		mark = &l->marks[l->where[i]];
		if (!mark->count++) {
			mark->place = i;
			continue;
		}
		mark->together &= spots[i].x == spots[mark->place].x &&
			spots[i].y == spots[mark->place].y;
		if (is_before(spots, i, mark->place, cursor))
			mark->place = i;
	}
	free(mark_of);
}

/* --- labels --- */

/* A mark that may get a label, and how far it is from the cursor. */
struct turn {
	size_t mark;
	double distance;
};

static int compare_turns(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	return (x->mark > y->mark) - (x->mark < y->mark);
}

/* Returns whether a label of WIDTH columns at X, Y is in the window, and leaves a blank on
 * both sides to what is next to it. */
static bool has_room(const struct map_layout *l, int x, int y, int width)
{
	const uint8_t *line = l->cells + y * l->width;

	if (x < 0 || x + width > l->width || y < 0 || y >= l->height)
		return false;
	for (int i = x > 0 ? x - 1 : 0; i <= x + width && i < l->width; i++)
		if (line[i])
			return false;
	return true;
}

/* Finds a position for a label of WIDTH columns: behind MARK, before it, above or below. */
static bool find_room(const struct map_layout *l, struct map_mark *mark, int width)
{
	const struct {
		int x, y;
	} offers[] = {
		{ 2, 0 },
		{ -1 - width, 0 },
		{ 0, -1 },
		{ 0, 1 },
		{ 1 - width, -1 },
		{ 1 - width, 1 },
	};

	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
		mark->label_x = mark->x + offers[i].x;
		mark->label_y = mark->y + offers[i].y;
		if (has_room(l, mark->label_x, mark->label_y, width)) {
			mark->label_width = width;
			return true;
		}
	}
	return false;
}

/* Gives MARK a label as LABEL asks for it; where there is no room, one of its suffix, or
 * none. Where there is none for any, the width is not asked for. */
static void add_label(
	struct map_layout *l, struct map_mark *mark, map_label_width *label, void *data)
{
	char suffix[MAP_SUFFIX_SIZE];
	int width = find_room(l, mark, LABEL_LEAST) ? label(data, mark) : 0;

	mark->label_width = 0;
	if (width <= 0)
		return;
	map_mark_suffix(mark, suffix);
	if (!find_room(l, mark, width)) {
		if (!*suffix || !find_room(l, mark, (int)strlen(suffix)))
			return;
		mark->short_label = true;
	}
	memset(&l->cells[mark->label_y * l->width + mark->label_x], CELL_LABEL,
		(size_t)mark->label_width);
}

/* Gives the marks their labels, the nearest to column X and line Y first. */
static void add_labels(struct map_layout *l, const struct map_spot *spots, double x,
	double y, map_label_width *label, void *data)
{
	struct turn *turns = xcalloc(l->mark_count, sizeof *turns);

	for (size_t i = 0; i < l->mark_count; i++)
		turns[i] = (struct turn){ i,
			hypot(l->marks[i].x - x, (l->marks[i].y - y) * LINE_HEIGHT) };
	qsort(turns, l->mark_count, sizeof *turns, compare_turns);
	for (size_t i = 0; i < l->mark_count; i++) {
		struct map_mark *mark = &l->marks[turns[i].mark];

		if (!spots[mark->place].dimmed)
			add_label(l, mark, label, data);
	}
	free(turns);
}

void map_layout_update(struct map_layout *l, const struct map_spot *spots, size_t count,
	size_t cursor, map_label_width *label, void *data)
{
	size_t cells = (size_t)l->width * (size_t)l->height;
	double x = l->width / 2.0, y = l->height / 2.0;

	for (int i = 0; i < MAP_SIDES; i++)
		l->edges[i] = (struct map_edge){ 0, { MAP_NONE, MAP_NONE, MAP_NONE } };
	l->where = array_reserve(l->where, &l->where_alloc, count, sizeof *l->where);
	l->cells = array_reserve(l->cells, &l->cell_alloc, cells, sizeof *l->cells);
	memset(l->cells, CELL_FREE, cells);
	for (size_t i = 0; i < count; i++) {
		if (spots[i].hidden)
			l->where[i] = MAP_OFF;
		else if (is_inside(l, &spots[i]))
			l->where[i] = (int)spots[i].y * l->width + (int)spots[i].x;
		else
			add_beyond(l, spots, i);
	}
	add_marks(l, spots, count, cursor);
	for (size_t i = 0; i < l->mark_count; i++)
		l->cells[l->marks[i].y * l->width + l->marks[i].x] = CELL_MARK;
	if (cursor < count) {
		x = floor(spots[cursor].x);
		y = floor(spots[cursor].y);
	}
	if (label)
		add_labels(l, spots, x, y, label, data);
}

const struct map_mark *map_layout_at(const struct map_layout *l, int x, int y)
{
	size_t from = 0, end = l->mark_count;

	while (from < end) {
		size_t middle = from + (end - from) / 2;
		const struct map_mark *mark = &l->marks[middle];

		if (mark->x == x && mark->y == y)
			return mark;
		if (mark->y < y || (mark->y == y && mark->x < x))
			from = middle + 1;
		else
			end = middle;
	}
	return NULL;
}

/* --- moving --- */

/*
 * Why every point is reached. Turned by 45 degrees, the four directions are quadrants, with
 * coordinates s > 0 and t >= 0 in each, and the distance is the larger of the two. If V is
 * D away from U in a quadrant and W is the nearest there, both are in a square with the side
 * D; so W is less than D away from V, unless they are at two opposite sides of it. That
 * leaves t = 0 at one and t = D at the other, for s is above 0 at both. If V had t = 0, it
 * would be D away at s = D, as W is, and be taken for its smaller t. If W has it, V is still
 * D away, and either in the same quadrant at a smaller s, or in the next one, where its t is
 * below D, so that the next step comes nearer. All steps of the first kind end, those of
 * the second are followed by one that comes nearer: V is reached.
 */
size_t map_nearest(
	const struct map_spot *spots, size_t count, size_t cursor, enum map_side side)
{
	double parts = count > MAP_FINE ? 1 : FINE, x, y;
	size_t found = MAP_NONE;
	double best = INFINITY, best_t = INFINITY;

	if (cursor >= count)
		return MAP_NONE;
	x = floor(spots[cursor].x * DOTS_X * parts);
	y = floor(spots[cursor].y * DOTS_Y * parts);
	for (size_t i = 0; i < count; i++) {
		double dx = floor(spots[i].x * DOTS_X * parts) - x;
		double dy = floor(spots[i].y * DOTS_Y * parts) - y;
		double along = side == MAP_EAST ? dx
			: side == MAP_SOUTH     ? dy
			: side == MAP_WEST      ? -dx
						: -dy;
		double across = side == MAP_EAST ? dy
			: side == MAP_SOUTH      ? -dx
			: side == MAP_WEST       ? -dy
						 : dx;
		double s = along + across, t = along - across;
		double far = s > t ? s : t;

		if (spots[i].hidden || s <= 0 || t < 0 || far > best ||
			(far == best && t >= best_t))
			continue;
		found = i;
		best = far;
		best_t = t;
	}
	return found;
}

/* Returns the square of the distance of two places, in columns. */
static double square(const struct map_spot *a, const struct map_spot *b)
{
	double x = a->x - b->x, y = (a->y - b->y) * LINE_HEIGHT;

	return x * x + y * y;
}

/* Returns whether place A comes before B by the distance from FROM. */
static bool is_nearer(const struct map_spot *spots, size_t from, size_t a, size_t b)
{
	double far_a = square(&spots[a], &spots[from]);
	double far_b = square(&spots[b], &spots[from]);

	return far_a != far_b ? far_a < far_b : a < b;
}

size_t map_by_distance(
	const struct map_spot *spots, size_t count, size_t from, size_t cursor, int step)
{
	size_t next = MAP_NONE, first = MAP_NONE; /* the first is after the last */

	if (from >= count || cursor >= count)
		return MAP_NONE;
	for (size_t i = 0; i < count; i++) {
		bool after = step > 0 ? is_nearer(spots, from, cursor, i)
				      : is_nearer(spots, from, i, cursor);
		size_t *best = after ? &next : &first;

		if (spots[i].hidden || i == cursor)
			continue;
		if (*best == MAP_NONE ||
			(step > 0 ? is_nearer(spots, from, i, *best)
				  : is_nearer(spots, from, *best, i)))
			*best = i;
	}
	return next != MAP_NONE ? next : first;
}
