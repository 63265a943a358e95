/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* From exec to the first complete screen, and what the program does while nothing happens. */

#include <stdio.h>

#include "base/task.h"
#include "bench/bench.h"

static const int64_t START_SECOND = (int64_t)1000 * TASK_MS;

/* Starts are short: so many of them are a round. */
enum { START_TIMES = 5 };

static int64_t start_less(const char *path)
{
	const char *argv[] = { "less", "-S", path, NULL };
	int64_t time;
	struct pty p;

	if (!pty_start(&p, BENCH_COLS, BENCH_LINES, argv))
		bench_stop("no pseudo terminal is to be had");
	if (!pty_wait(&p, PTY_ANY, "row 00000020", START_SECOND) ||
		!pty_wait(&p, -1, ".csv", START_SECOND))
		bench_stop("less shows nothing");
	time = p.last - p.begin;
	pty_stop(&p);
	return time;
}

static int64_t start_floor(const struct bench *b, const char *path)
{
	struct pty p;
	int64_t time = bench_open_floor(b, &p, path);

	pty_stop(&p);
	return time;
}

static int64_t start_bali(const struct bench *b, const char *path, const char *text)
{
	struct pty p;
	int64_t time = bench_open(b, &p, path, text);

	pty_stop(&p);
	return time;
}

/* The processor time and the bytes of a second without a key. */
static void start_idle(const struct bench *b)
{
	int64_t until, cpu;
	size_t bytes;
	struct pty p;

	bench_open(b, &p, b->data, "");
	pty_settle(&p, START_SECOND, START_SECOND / 2);
	cpu = pty_cpu(&p);
	bytes = p.bytes;
	until = clock_now() + START_SECOND;
	while (!p.ended && clock_now() < until)
		pty_settle(&p, until - clock_now(), 0);
	printf("  idle for 1 s: %.3f ms of processor time, %zu bytes written\n",
		(double)(pty_cpu(&p) - cpu) / TASK_MS, p.bytes - bytes);
	pty_stop(&p);
}

void bench_start(struct bench *b)
{
	enum { FLOOR, LESS, BUNDLED, MANY, COUNT };
	struct figure f[COUNT] = {
		[FLOOR] = { .name = "first screen of 100 rows to a bare program",
			.goal = 1.3 },
		[LESS] = { .name = "first screen of 100 rows to less", .goal = 1.7 },
		[BUNDLED] = { .name = "first screen of the bundled data to 100 rows",
			.goal = 1.3 },
		[MANY] = { .name = "first screen of many rows to 100 rows", .goal = 1.1 },
	};
	const char *small = bench_table(b, BENCH_SMALL);
	const char *many = bench_table(b, b->rows);

	for (int round = 0; round < b->rounds; round++) {
		enum { SMALL = COUNT, KINDS };
		struct sample times[KINDS] = { { 0 } };
		int64_t of_small;

		for (int i = 0; i < START_TIMES; i++) {
			sample_add(&times[FLOOR], start_floor(b, small));
			sample_add(&times[SMALL], start_bali(b, small, "row 00000020"));
			sample_add(&times[LESS], start_less(small));
			sample_add(&times[BUNDLED], start_bali(b, b->data, ""));
			sample_add(&times[MANY], start_bali(b, many, "row 00000020"));
		}
		of_small = sample_at(&times[SMALL], 50);
		figure_add(&f[FLOOR], of_small, sample_at(&times[FLOOR], 50));
		figure_add(&f[LESS], of_small, sample_at(&times[LESS], 50));
		figure_add(&f[BUNDLED], sample_at(&times[BUNDLED], 50), of_small);
		figure_add(&f[MANY], sample_at(&times[MANY], 50), of_small);
		for (int i = 0; i < KINDS; i++)
			sample_release(&times[i]);
	}
	figures_print(f, COUNT);
	start_idle(b);
}
