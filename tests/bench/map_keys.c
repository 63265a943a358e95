/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Keys on the map: opened for the first time and again, moved and zoomed, with the bundled
 * data on two sizes of the screen, and with many places. */

#include <stdio.h>

#include "base/str.h"
#include "base/task.h"
#include "bench/bench.h"
#include "bench/press.h"

enum { MAP_KEYS = 4, MAP_PLACES = 100000 };

/* Each key with what puts the map where it does something, again after EVERY presses. */
static const struct {
	const char *letters;
	char key;
	int every;
} map_keys[MAP_KEYS] = {
	{ "1", 'm', 1 },
	{ "z", 'l', 6 },
	{ "z", '+', 3 },
	{ "z+++", '-', 3 },
};

static void map_measure(const struct bench *b, struct pty *p, struct figure *f)
{
	press_letters(p, "1m");
	pty_settle(p, 3 * (int64_t)PRESS_PATIENCE, 2 * (int64_t)PRESS_PATIENCE);
	for (int round = 0; round < b->rounds; round++)
		for (int i = 0; i < MAP_KEYS; i++)
			press_figure(&f[i], p, map_keys[i].letters,
				PRESS_LETTER(map_keys[i].key), b->keys / 4,
				map_keys[i].every);
}

/* Opens the map of the bundled data in a new process, where its outlines are read. */
static void map_first(const struct bench *b, struct figure *f, int cols, int lines)
{
	for (int round = 0; round < b->rounds; round++) {
		struct presses k = { 0 };
		struct pty p;

		bench_open_sized(b, &p, b->data, "", cols, lines);
		pty_settle(&p, PRESS_PATIENCE, PRESS_PATIENCE);
		press_timed(&p, PRESS_LETTER('6'), &k);
		if (k.times.count)
			figure_add(f, sample_at(&k.times, 50), 0);
		presses_release(&k);
		pty_stop(&p);
	}
}

/* Returns the path of a table with so many places all over the world, which is written
 * here. */
static const char *map_table(struct bench *b)
{
	const char *path = arena_printf(&b->arena, "%s/places.csv", b->folder);
	FILE *file = fopen(path, "wb");
	uint32_t seed = 1;

	if (!file)
		bench_stop("Cannot write %s.", path);
	fputs("name,lat,lon\n", file);
	for (int i = 0; i < MAP_PLACES; i++) {
		int lat, lon;

		seed = seed * 1664525 + 1013904223;
		lat = (int)(seed >> 16) % 14000 - 6000;
		seed = seed * 1664525 + 1013904223;
		lon = (int)(seed >> 16) % 36000 - 18000;
		fprintf(file, "place %d,%.2f,%.2f\n", i, lat / 100.0, lon / 100.0);
	}
	if (fclose(file) != 0)
		bench_stop("Cannot write %s.", path);
	return path;
}

void bench_map_keys(struct bench *b)
{
	struct figure few[1 + MAP_KEYS] = {
		{ .name = "map of the bundled data opened first", .goal = 8 },
		{ .name = "opened again", .goal = 8 },
		{ .name = "Right", .goal = 3 },
		{ .name = "+", .goal = 10 },
		{ .name = "-", .goal = 10 },
	};
	struct figure large[1 + MAP_KEYS] = {
		{ .name = "map of 200x60 opened first", .goal = 16 },
		{ .name = "opened again", .goal = 16 },
		{ .name = "Right" },
		{ .name = "+" },
		{ .name = "-" },
	};
	struct figure many[MAP_KEYS] = {
		{ .name = "map of 100,000 places opened again" },
		{ .name = "Right", .goal = 16 },
		{ .name = "+" },
		{ .name = "-" },
	};
	struct pty p;

	map_first(b, few, BENCH_COLS, BENCH_LINES);
	bench_open(b, &p, b->data, "");
	pty_settle(&p, PRESS_PATIENCE, PRESS_PATIENCE);
	map_measure(b, &p, few + 1);
	pty_stop(&p);
	figures_print(few, 1 + MAP_KEYS);
	map_first(b, large, 200, 60);
	bench_open_sized(b, &p, b->data, "", 200, 60);
	pty_settle(&p, PRESS_PATIENCE, PRESS_PATIENCE);
	map_measure(b, &p, large + 1);
	pty_stop(&p);
	figures_print(large, 1 + MAP_KEYS);
	bench_open(b, &p, map_table(b), "place 0");
	pty_settle(&p, 10 * (int64_t)PRESS_PATIENCE, 5 * (int64_t)PRESS_PATIENCE);
	map_measure(b, &p, many);
	pty_stop(&p);
	figures_print(many, MAP_KEYS);
}
