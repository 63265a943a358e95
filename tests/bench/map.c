/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* 100,000 places on a map: reading them, laying a window out, and where keys lead. */

#include <stdlib.h>

#include "bench/bench.h"
#include "bench/gen.h"
#include "data/load.h"
#include "map/layout.h"
#include "map/places.h"

enum { MAP_COLS = 120, MAP_LINES = 37, MAP_LABEL = 12 };

static const double MAP_GOAL = 16; /* ms, for what a key does */

static int label_width(void *data, const struct map_mark *mark)
{
	(void)data;
	(void)mark;
	return MAP_LABEL;
}

static size_t map_next(const struct map_spot *spots, const struct places *m)
{
	return map_by_distance(spots, m->count, m->count / 2, m->count / 2, 1);
}

/* Measures a window on the places of M, ZOOM times as large as the world is when it is seen
 * whole, from the middle of the map. */
static void measure_window(
	const struct places *m, struct map_layout *l, double zoom, struct figure *figures)
{
	struct map_spot *spots = xcalloc(m->count, sizeof *spots);
	int64_t begin = clock_now(), arranged, moved;

	for (size_t i = 0; i < m->count; i++) {
		spots[i].x = (m->places[i].lon / 360 * zoom + 0.5) * MAP_COLS;
		spots[i].y = (0.5 - m->places[i].lat / 180 * zoom) * MAP_LINES;
	}
	map_layout_update(l, spots, m->count, m->count / 2, label_width, NULL);
	arranged = clock_now();
	if (map_nearest(spots, m->count, m->count / 2, MAP_EAST) == MAP_NONE)
		bench_stop("no place is to the east");
	moved = clock_now();
	if (map_next(spots, m) == MAP_NONE)
		bench_stop("there is one place only");
	figure_add(&figures[0], arranged - begin, 0);
	figure_add(&figures[1], moved - arranged, 0);
	figure_add(&figures[2], clock_now() - moved, 0);
	free(spots);
}

void bench_map(struct bench *b)
{
	struct figure f[] = {
		{ .name = "100,000 places read" },
		{ .name = "their map laid out, the world", .goal = MAP_GOAL },
		{ .name = "an arrow", .goal = MAP_GOAL },
		{ .name = "Tab", .goal = MAP_GOAL },
		{ .name = "zoomed 16 times", .goal = MAP_GOAL },
		{ .name = "an arrow", .goal = MAP_GOAL },
		{ .name = "Tab", .goal = MAP_GOAL },
	};
	const char *path = arena_printf(&b->arena, "%s/places.csv", b->folder);
	struct map_layout layout = { .width = MAP_COLS, .height = MAP_LINES };
	struct str err = STR_INIT;
	struct package package;
	struct places places;
	struct load load;
	const int table = 0;

	if (!gen_write_places(path, BENCH_PLACES, &err) ||
		!package_open(&package, path, NULL, &err))
		bench_stop("%s", err.buf);
	load_init(&load, &package);
	task_finish(&load.task);
	for (int round = 0; round < b->rounds; round++) {
		int64_t begin = clock_now();

		places_init(&places, &package, &table, 1);
		task_finish(&places.task);
		figure_add(&f[0], clock_now() - begin, 0);
		if (places.count != BENCH_PLACES)
			bench_stop("%zu places were read", places.count);
		measure_window(&places, &layout, 1, &f[1]);
		measure_window(&places, &layout, 16, &f[4]);
		places_release(&places);
	}
	figures_print(f, sizeof f / sizeof *f);
	map_layout_release(&layout);
	load_release(&load);
	package_release(&package);
}
