/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Keys on the timeline: what moves, and what lays all out again. */

#include "base/str.h"
#include "bench/bench.h"
#include "bench/gen.h"
#include "bench/press.h"

enum { TIMELINE_COLS = 200, TIMELINE_LINES = 60, TIMELINE_KEYS = 5 };

/* Each key with what puts the timeline where it does something, again after EVERY presses:
 * fitted, at the first event, zoomed in, or in another lane. */
static const struct {
	const char *letters;
	struct pty_key key;
	int every;
} timeline_keys[TIMELINE_KEYS] = {
	{ "zg", { .key = VTERM_KEY_RIGHT }, 7 },
	{ "zgkkkk", { .key = VTERM_KEY_DOWN }, 3 },
	{ "zgjjjj", { .key = VTERM_KEY_UP }, 3 },
	{ "zg", { .letter = '+' }, 4 },
	{ "zg++++", { .letter = '-' }, 4 },
};

static void timeline_measure(const struct bench *b, struct pty *p, struct figure *f)
{
	for (int round = 0; round < b->rounds; round++)
		for (int i = 0; i < TIMELINE_KEYS; i++)
			press_figure(&f[i], p, timeline_keys[i].letters,
				timeline_keys[i].key, b->keys / 2,
				timeline_keys[i].every);
	figures_print(f, TIMELINE_KEYS);
}

static const char *timeline_package(struct bench *b)
{
	const char *events = arena_printf(&b->arena, "%s/events.csv", b->folder);
	const char *package = arena_printf(&b->arena, "%s/datapackage.json", b->folder);
	struct str err = STR_INIT;

	if (!gen_write_package(package, &err) || !gen_write(events, BENCH_EVENTS, &err))
		bench_stop("%s", err.buf);
	return package;
}

void bench_timeline(struct bench *b)
{
	struct figure few[TIMELINE_KEYS] = {
		{ .name = "Right, timeline of the bundled data" },
		{ .name = "Down" },
		{ .name = "Up" },
		{ .name = "+" },
		{ .name = "-" },
	};
	struct figure many[TIMELINE_KEYS] = {
		{ .name = "Right, timeline of 100,000 events" },
		{ .name = "Down" },
		{ .name = "Up" },
		{ .name = "+" },
		{ .name = "-" },
	};
	struct pty p;

	bench_open(b, &p, b->data, "");
	pty_settle(&p, PRESS_PATIENCE, PRESS_PATIENCE);
	press_letters(&p, "5");
	timeline_measure(b, &p, few);
	pty_stop(&p);
	bench_open_sized(b, &p, timeline_package(b), "row 00000001", TIMELINE_COLS,
		TIMELINE_LINES);
	pty_settle(&p, 10 * (int64_t)PRESS_PATIENCE, 5 * (int64_t)PRESS_PATIENCE);
	press_letters(&p, "2");
	pty_settle(&p, 10 * (int64_t)PRESS_PATIENCE, 5 * (int64_t)PRESS_PATIENCE);
	timeline_measure(b, &p, many);
	pty_stop(&p);
}
