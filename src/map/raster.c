/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns two planes of bits, a row of dots after the other. A polygon is filled without
 * sorting: each edge inverts the bit at which it crosses the centre of a row; then each dot
 * is inside that has an odd number of set bits up to itself.
 */

#include "map/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { WORD_BITS = 64, BRAILLE = 0x2800 };

/* The part of a picture that shows the world once, and where one copy of it is. */
struct frame {
	const struct map_view *view;
	double lon_scale;
	double shift;       /* degrees to add to all longitudes, a multiple of 360 */
	double left, right; /* dots; the map may be narrower than the picture */
	double height;
};

void raster_release(struct raster *r)
{
	free(r->dots);
	free(r->edges);
	*r = RASTER_INIT;
}

/* Makes R of COLS by LINES cells without dots. */
static void clear(struct raster *r, int cols, int lines)
{
	size_t words;

	if (r->cols != cols || r->lines != lines) {
		raster_release(r);
		r->cols = cols;
		r->lines = lines;
		r->words = (cols * MAP_CELL_WIDTH + WORD_BITS - 1) / WORD_BITS;
	}
	words = (size_t)(r->words * lines * MAP_CELL_HEIGHT);
	if (!r->dots) {
		r->dots = xcalloc(words, sizeof *r->dots);
		r->edges = xcalloc(words, sizeof *r->edges);
	}
	memset(r->dots, 0, words * sizeof *r->dots);
}

/* As map_view_project, but for longitudes that go on beyond 180. */
static struct map_dot project(const struct frame *f, struct map_point p)
{
	const struct map_view *v = f->view;

	return (struct map_dot){
		(p.lon + f->shift - v->middle.lon) / f->lon_scale +
			v->cols * MAP_CELL_WIDTH / 2.0,
		(v->middle.lat - p.lat) / v->scale + v->lines * MAP_CELL_HEIGHT / 2.0,
	};
}

/* Returns VALUE rounded up, from 0 to MOST. */
static int ceil_within(double value, double most)
{
	return value > 0 ? value < most ? (int)ceil(value) : (int)most : 0;
}

/* Notes where the edge from A to B crosses the centres of rows: that of row Y is at Y and a
 * half. What is left of the frame counts at its left side, what is right of it at the
 * right. */
static void fill_edge(
	struct raster *r, const struct frame *f, struct map_dot a, struct map_dot b)
{
	double slope = (b.x - a.x) / (b.y - a.y);
	int first = ceil_within(fmin(a.y, b.y) - 0.5, f->height);
	int end = ceil_within(fmax(a.y, b.y) - 0.5, f->height);
	int left = (int)ceil(f->left), right = (int)ceil(f->right);

	for (int y = first; y < end; y++) {
		double at = a.x + (y + 0.5 - a.y) * slope - 0.5;
		int x = at < left ? left : at < right ? (int)ceil(at) : right;

		if (x < r->words * WORD_BITS)
			r->edges[y * r->words + x / WORD_BITS] ^= (uint64_t)1
				<< x % WORD_BITS;
	}
}

/* Cuts the line from *A to *B to the frame (Liang and Barsky); false: it is outside. */
static bool clip(const struct frame *f, struct map_dot *a, struct map_dot *b)
{
	double dx = b->x - a->x, dy = b->y - a->y, from = 0, to = 1;
	double steps[] = { -dx, dx, -dy, dy };
	double rooms[] = { a->x - f->left, f->right - a->x, a->y, f->height - a->y };
	struct map_dot start = *a;

	for (int i = 0; i < 4; i++) {
		double at = rooms[i] / steps[i];

		if (steps[i] == 0 && rooms[i] < 0)
			return false;
		if (steps[i] < 0)
			from = fmax(from, at);
		else if (steps[i] > 0)
			to = fmin(to, at);
	}
	if (from > to)
		return false;
	*a = (struct map_dot){ start.x + from * dx, start.y + from * dy };
	*b = (struct map_dot){ start.x + to * dx, start.y + to * dy };
	return true;
}

static void set_dot(struct raster *r, struct map_dot dot)
{
	int x = (int)floor(dot.x), y = (int)floor(dot.y);

	if (x >= 0 && x < r->cols * MAP_CELL_WIDTH && y >= 0 &&
		y < r->lines * MAP_CELL_HEIGHT)
		r->dots[y * r->words + x / WORD_BITS] |= (uint64_t)1 << x % WORD_BITS;
}

static void draw_line(
	struct raster *r, const struct frame *f, struct map_dot a, struct map_dot b)
{
	int steps;

	if (!clip(f, &a, &b))
		return;
	steps = (int)ceil(fmax(fabs(b.x - a.x), fabs(b.y - a.y)));
	for (int i = 0; i <= steps; i++) {
		double part = steps ? (double)i / steps : 0;

		set_dot(r,
			(struct map_dot){
				a.x + part * (b.x - a.x), a.y + part * (b.y - a.y) });
	}
}

/* Returns whether the edge from A to B is there only because the map of the outline ended:
 * along a pole, or along the meridian of 180 degrees. */
static bool is_cut(struct map_point a, struct map_point b)
{
	const double near = 0.001;
	bool pole = fabs(a.lat) > 90 - near && fabs(b.lat) > 90 - near;

	return pole ||
		(fabs(a.lon - b.lon) < near &&
			fabs(fabs(map_lon_wrap(a.lon)) - 180) < near);
}

static void draw_part(struct raster *r, const struct frame *f, const struct outlines *o,
	const struct outline *part)
{
	const struct map_point *points = o->points + part->first;
	const struct map_point *last = &points[part->count - 1];
	struct map_dot a = project(f, points[0]);

	if (part->count == 1) {
		if (a.x >= f->left && a.x < f->right)
			set_dot(r, a);
		return;
	}
	for (size_t i = 1; i < part->count; i++) {
		struct map_dot b = project(f, points[i]);

		if (part->kind == OUTLINE_RING)
			fill_edge(r, f, a, b);
		if (!is_cut(points[i - 1], points[i]))
			draw_line(r, f, a, b);
		a = b;
	}
	/* Round a pole, the ring is closed by way of it. The pole itself, from west to east,
	 * is left of no dot. */
	if (part->kind == OUTLINE_RING && last->lon != points[0].lon) {
		double pole = part->north + part->south < 0 ? -90 : 90;

		fill_edge(r, f, a, project(f, (struct map_point){ last->lon, pole }));
		fill_edge(r, f, project(f, (struct map_point){ points[0].lon, pole }),
			project(f, points[0]));
	}
}

/* Adds the polygon whose edges were noted, in the rows from FIRST to before END, to the
 * picture. */
static void add_polygon(struct raster *r, int first, int end)
{
	for (int y = first; y < end; y++) {
		uint64_t inside = 0; /* all bits: the dot before the word is */

		for (int i = y * r->words; i < (y + 1) * r->words; i++) {
			uint64_t bits = r->edges[i];

			for (int shift = 1; shift < WORD_BITS; shift *= 2)
				bits ^= bits << shift;
			bits ^= inside;
			inside = bits >> (WORD_BITS - 1) ? UINT64_MAX : 0;
			r->dots[i] |= bits;
			r->edges[i] = 0;
		}
	}
}

/* Draws the copies of PART that are in the frame. */
static void draw_copies(struct raster *r, struct frame *f, const struct outlines *o,
	const struct outline *part)
{
	double middle = f->view->middle.lon;
	double first = ceil((middle - 180 - part->east) / 360);

	for (double turn = first; part->west + turn * 360 <= middle + 180; turn++) {
		f->shift = turn * 360;
		draw_part(r, f, o, part);
	}
}

void raster_draw(struct raster *r, const struct map_view *v, const struct outlines *o)
{
	double half = 180 / map_view_lon_scale(v), cols = v->cols * MAP_CELL_WIDTH;
	struct frame f = { .view = v,
		.lon_scale = map_view_lon_scale(v),
		.left = fmax(cols / 2 - half, 0),
		.right = fmin(cols / 2 + half, cols),
		.height = v->lines * MAP_CELL_HEIGHT };

	clear(r, v->cols, v->lines);
	for (size_t i = 0, next; o && i < o->count; i = next) {
		double north = o->parts[i].north, south = o->parts[i].south;
		struct map_dot top, bottom;

		for (next = i + 1; next < o->count && !o->parts[next].begins; next++) {
			north = fmax(north, o->parts[next].north);
			south = fmin(south, o->parts[next].south);
		}
		/* A polygon round a pole reaches it. */
		if (o->parts[i].east - o->parts[i].west >= 360)
			north = 90, south = -90;
		top = project(&f, (struct map_point){ 0, north });
		bottom = project(&f, (struct map_point){ 0, south });
		if (bottom.y < 0 || top.y > f.height)
			continue;
		for (size_t part = i; part < next; part++)
			draw_copies(r, &f, o, &o->parts[part]);
		if (o->parts[i].kind == OUTLINE_RING)
			add_polygon(r, ceil_within(top.y - 1, f.height),
				ceil_within(bottom.y + 1, f.height));
	}
}

uint32_t raster_character(const struct raster *r, int col, int line)
{
	/* The bits of the dots in the characters of braille (Unicode, block 2800), row by
	 * row. */
	static const unsigned char bits[MAP_CELL_HEIGHT][MAP_CELL_WIDTH] = {
		{ 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 }
	};
	int x = col * MAP_CELL_WIDTH;
	const uint64_t *word =
		r->dots + line * MAP_CELL_HEIGHT * r->words + x / WORD_BITS;
	uint32_t dots = 0;

	for (int i = 0; i < MAP_CELL_HEIGHT; i++, word += r->words) {
		dots |= *word >> x % WORD_BITS & 1 ? bits[i][0] : 0;
		dots |= *word >> (x + 1) % WORD_BITS & 1 ? bits[i][1] : 0;
	}
	return dots ? BRAILLE + dots : ' ';
}
