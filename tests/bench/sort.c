/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* A large table sorted by a column of texts, against sort(1). */

#include "bench/sort.h"

#include "base/task.h"
#include "bench/bench.h"
#include "bench/press.h"

static const int64_t SORT_PATIENCE = (int64_t)60000 * TASK_MS;

/* The column sorted by is the sixth of gen.h: sentences of six words. */
static const char sort_command[] =
	"LC_ALL=C sort --parallel=1 -t, -k6,6 \"$table\" -o /dev/null";

int64_t sort_time(struct pty *p)
{
	int64_t begin;

	/* A search that was left may still be shown. */
	if (!pty_wait(p, BENCH_FIRST, "row 00000001", SORT_PATIENCE))
		bench_stop("the first row is not shown");
	press_letters(p, "lllll");
	begin = clock_now();
	pty_send(p, PRESS_LETTER('s'), 1);
	while (pty_shows(p, BENCH_FIRST, "row 00000001")) {
		if (clock_now() - begin > SORT_PATIENCE)
			bench_stop("the sorted rows are not shown");
		pty_settle(p, 20 * (int64_t)TASK_MS, 0);
	}
	return p->last - begin;
}

void bench_sort(struct bench *b)
{
	enum { TEXT, MEMORY, COUNT };
	struct figure f[COUNT] = {
		[TEXT] = { .name = "sort by text to sort --parallel=1", .goal = 0.4 },
		[MEMORY] = { .name = "memory on top, a row",
			.goal = 24,
			.unit = UNIT_BYTES },
	};
	const char *path = bench_table(b, b->rows);

	for (int round = 0; round < b->rounds; round++) {
		int64_t before, time;
		struct pty p;

		bench_open_loaded(b, &p, b->rows);
		before = pty_peak(&p);
		time = sort_time(&p);
		if (before >= 0)
			figure_add(&f[MEMORY], (pty_peak(&p) - before) / b->rows, 0);
		pty_stop(&p);
		figure_add(&f[TEXT], time, bench_shell(b, path, sort_command));
	}
	figures_print(f, COUNT);
}
