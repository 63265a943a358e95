/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * How what is measured grows with the rows: from 10^4 to ten times the large table. The
 * exponent is that of the last two sizes: 0 where more rows cost nothing, 1 where ten times
 * as many cost ten times as much.
 */

#include <math.h>
#include <stdio.h>

#include "bench/bench.h"
#include "bench/press.h"
#include "bench/search.h"
#include "bench/sort.h"

enum { GROWTH_SIZES = 8, GROWTH_FIRST = 10000, GROWTH_STEP = 10 };

enum growth_row {
	GROWTH_SCREEN,
	GROWTH_KNOWN,
	GROWTH_DOWN,
	GROWTH_PAGE,
	GROWTH_LAST,
	GROWTH_HITS,
	GROWTH_COUNT,
	GROWTH_SORT,
	GROWTH_ROWS
};

static const char *const growth_names[GROWTH_ROWS] = {
	[GROWTH_SCREEN] = "first screen, ms",
	[GROWTH_KNOWN] = "all rows known, ms",
	[GROWTH_DOWN] = "Down, ms",
	[GROWTH_PAGE] = "PageDown, ms",
	[GROWTH_LAST] = "to the last row, ms",
	[GROWTH_HITS] = "first hits, ms",
	[GROWTH_COUNT] = "exact count, ms",
	[GROWTH_SORT] = "sort by text, ms",
};

static int64_t growth_key(struct bench *b, struct pty *p, const char *letters,
	struct pty_key key, int every)
{
	struct presses k = { 0 };
	int64_t time;

	press_repeat(p, letters, key, b->keys, every, &k);
	time = sample_at(&k.times, 50);
	presses_release(&k);
	return time;
}

/* Waits until P works no more: it checks rows after all are known. */
static void growth_wait_idle(struct pty *p)
{
	int64_t before, now = pty_cpu(p);

	do {
		before = now;
		pty_settle(p, PRESS_PATIENCE, PRESS_PATIENCE);
		now = pty_cpu(p);
	} while (!p->ended && now - before > PRESS_PATIENCE / 100);
}

static void growth_measure(struct bench *b, long rows, int64_t *times)
{
	const char *path = bench_table(b, rows);
	int64_t grep;
	long hits = search_grep(b, path, &grep);
	struct pty p;

	times[GROWTH_SCREEN] = bench_open(b, &p, path, "row 00000001");
	times[GROWTH_KNOWN] = bench_wait_loaded(b, &p, rows);
	growth_wait_idle(&p);
	times[GROWTH_DOWN] = growth_key(b, &p, "g", PRESS_KEY(DOWN), b->keys);
	times[GROWTH_PAGE] = growth_key(b, &p, "g", PRESS_KEY(PAGEDOWN), b->keys);
	times[GROWTH_LAST] = growth_key(b, &p, "g", PRESS_LETTER('G'), 1);
	press_letters(&p, "g");
	search_time(&p, hits, &times[GROWTH_HITS], &times[GROWTH_COUNT]);
	times[GROWTH_SORT] = sort_time(&p);
	pty_stop(&p);
}

void bench_growth(struct bench *b)
{
	int64_t times[GROWTH_SIZES][GROWTH_ROWS];
	int count = 0;

	printf("  %-24s", "rows");
	for (long rows = GROWTH_FIRST;
		rows <= b->rows * GROWTH_STEP && count < GROWTH_SIZES;
		rows *= GROWTH_STEP) {
		printf("%10ld", rows);
		growth_measure(b, rows, times[count++]);
	}
	printf("%10s\n", "exponent");
	for (int row = 0; row < GROWTH_ROWS; row++) {
		printf("  %-24s", growth_names[row]);
		for (int i = 0; i < count; i++)
			printf("%10.2f", (double)times[i][row] / 1e6);
		if (count > 1 && times[count - 2][row])
			printf("%10.2f",
				log10((double)times[count - 1][row] /
					(double)times[count - 2][row]));
		putchar('\n');
	}
}
