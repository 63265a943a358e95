/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Keys in lists: of the bundled data, of a large table, and while that loads. There the
 * terminal may never be quiet for long: the row's number in the status line has to change
 * first, and a short pause is enough.
 */

#include <stdio.h>

#include "base/task.h"
#include "bench/bench.h"
#include "bench/press.h"

enum { KEYS_AT_ONCE = 200 };

static const int64_t KEYS_PATIENCE = (int64_t)20000 * TASK_MS;

/* Presses KEY in P and FLOOR in turn, at the end of the screen. TIME gets the medians, BYTES
 * those of P. */
static void keys_compare(const struct bench *b, struct pty *p, struct pty *floor,
	struct pty_key key, struct figure *time, struct figure *bytes)
{
	struct presses ours = { 0 }, theirs = { 0 };

	press_repeat(p, "", key, b->keys, b->keys, &ours);
	press_repeat(floor, "", key, b->keys, b->keys, &theirs);
	figure_add(time, sample_at(&ours.times, 50), sample_at(&theirs.times, 50));
	figure_add(bytes, sample_at(&ours.bytes, 50), sample_at(&theirs.bytes, 50));
	presses_release(&ours);
	presses_release(&theirs);
}

/* Many Downs in one write, to one: FLOOR draws a screen for each. */
static int64_t keys_at_once(struct pty *p)
{
	int64_t begin = clock_now();

	pty_send(p, PRESS_KEY(DOWN), KEYS_AT_ONCE);
	pty_settle(p, PRESS_PATIENCE, PRESS_QUIET);
	return p->last - begin;
}

/* The nanoseconds until all values of the current column are counted. */
static int64_t keys_values(struct pty *p)
{
	int64_t begin = clock_now(), time;

	pty_send(p, PRESS_LETTER('F'), 1);
	if (!pty_wait(p, PTY_ANY, "values in", KEYS_PATIENCE))
		bench_stop("the values are never counted");
	time = p->last - begin;
	press(p, PRESS_KEY(ESCAPE));
	return time;
}

static void keys_many(struct bench *b)
{
	enum { DOWN, DOWN_BYTES, PAGE, PAGE_BYTES, AT_ONCE, WITHIN, VALUES, FEW, COUNT };
	struct figure f[COUNT] = {
		[DOWN] = { .name = "Down at the end of the screen to a bare program",
			.goal = 1.2 },
		[DOWN_BYTES] = { .name = "its bytes", .unit = UNIT_BYTES },
		[PAGE] = { .name = "PageDown to a bare program", .goal = 1.2 },
		[PAGE_BYTES] = { .name = "its bytes", .unit = UNIT_BYTES },
		[AT_ONCE] = { .name = "200 Downs in one write to a bare program",
			.goal = 0.04 },
		[WITHIN] = { .name = "Down within the screen" },
		[VALUES] = { .name = "F, a value for each row, all counted" },
		[FEW] = { .name = "F, five values, all counted" },
	};
	struct pty p, floor;

	bench_open_loaded(b, &p, b->rows);
	bench_open_floor(b, &floor, bench_table(b, b->rows));
	for (int i = 0; i < 2 * BENCH_LINES; i++)
		press(&floor, PRESS_KEY(DOWN));
	for (int round = 0; round < b->rounds; round++) {
		press_letters(&p, "g");
		figure_add(&f[VALUES], keys_values(&p), 0);
		press_letters(&p, "ll");
		figure_add(&f[FEW], keys_values(&p), 0);
		press_letters(&p, "hh");
		press_figure(&f[WITHIN], &p, "g", PRESS_KEY(DOWN), b->keys, 20);
		keys_at_once(&p);
		keys_compare(b, &p, &floor, PRESS_KEY(DOWN), &f[DOWN], &f[DOWN_BYTES]);
		figure_add(&f[AT_ONCE], keys_at_once(&p), keys_at_once(&floor));
		keys_compare(
			b, &p, &floor, PRESS_KEY(PAGEDOWN), &f[PAGE], &f[PAGE_BYTES]);
	}
	pty_stop(&p);
	pty_stop(&floor);
	figures_print(f, COUNT);
}

static void keys_bundled(struct bench *b)
{
	enum { DOWN, DOWN_BYTES, PAGE, ALONE, RESULTS, TAB, COUNT };
	struct figure f[COUNT] = {
		[DOWN] = { .name = "Down, bundled data, the record beside" },
		[DOWN_BYTES] = { .name = "its bytes", .goal = 300, .unit = UNIT_BYTES },
		[PAGE] = { .name = "PageDown, bundled data" },
		[ALONE] = { .name = "Down, without the record beside" },
		[RESULTS] = { .name = "Down in the results, bundled data" },
		[TAB] = { .name = "Tab, bundled data" },
	};
	struct pty p;

	bench_open(b, &p, b->data, "");
	pty_settle(&p, PRESS_PATIENCE, PRESS_PATIENCE);
	for (int round = 0; round < b->rounds; round++) {
		struct presses k = { 0 };

		press_letters(&p, "1");
		press_repeat(&p, "g", PRESS_KEY(DOWN), b->keys, 40, &k);
		figure_add(&f[DOWN], sample_at(&k.times, 50), 0);
		figure_add(&f[DOWN_BYTES], sample_at(&k.bytes, 50), 0);
		presses_release(&k);
		press_figure(&f[PAGE], &p, "g", PRESS_KEY(PAGEDOWN), b->keys / 2, 1);
		press_letters(&p, "v");
		press_figure(&f[ALONE], &p, "g", PRESS_KEY(DOWN), b->keys, 40);
		press_letters(&p, "v/indonesia");
		press(&p, PRESS_KEY(ENTER));
		press_letters(&p, "f");
		press_figure(&f[RESULTS], &p, "g", PRESS_KEY(DOWN), b->keys, 40);
		press_letters(&p, "C1");
		press_figure(&f[TAB], &p, "", PRESS_KEY(TAB), b->keys, b->keys);
	}
	pty_stop(&p);
	figures_print(f, COUNT);
}

/* Presses KEY, which goes down, and waits until the status line shows a later row. */
static void keys_time_moved(struct pty *p, struct pty_key key, struct sample *times)
{
	long before = pty_number(p, BENCH_STATUS);
	int64_t begin = clock_now();

	pty_send(p, key, 1);
	while (pty_number(p, BENCH_STATUS) <= before) {
		if (clock_now() - begin > PRESS_PATIENCE)
			return;
		pty_settle(p, TASK_MS, 0);
	}
	pty_settle(p, TASK_MS, TASK_MS);
	sample_add(times, p->last - begin);
}

/* Down and PageDown in turn, from the first screen until all rows are known. */
static void keys_loading(struct bench *b)
{
	enum { DOWN, PAGE, COUNT };
	struct figure f[COUNT] = {
		[DOWN] = { .name = "Down while many rows load" },
		[PAGE] = { .name = "PageDown while many rows load" },
	};
	char all[32];

	snprintf(all, sizeof all, "/%ld", b->rows);
	for (int round = 0; round < b->rounds; round++) {
		struct sample down = { 0 }, page = { 0 };
		struct pty p;

		bench_open(b, &p, bench_table(b, b->rows), "row 00000001");
		for (int i = 0; i < b->keys && !p.ended; i++) {
			if (pty_shows(&p, BENCH_STATUS, all))
				break;
			keys_time_moved(&p, PRESS_KEY(DOWN), &down);
			keys_time_moved(&p, PRESS_KEY(PAGEDOWN), &page);
		}
		pty_stop(&p);
		if (down.count && page.count) {
			figure_add(&f[DOWN], sample_at(&down, 50), 0);
			figure_add(&f[PAGE], sample_at(&page, 50), 0);
		}
		sample_release(&down);
		sample_release(&page);
	}
	figures_print(f, COUNT);
}

void bench_keys(struct bench *b)
{
	keys_many(b);
	keys_loading(b);
	keys_bundled(b);
}
