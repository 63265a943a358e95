/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Two tables of many rows compared: a table with itself, with a few rows changed, with all in
 * another order; and the memory that it takes beyond both files. */

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/task.h"
#include "bench/bench.h"
#include "bench/libcsv.h"

enum { DIFF_BYTES_A_ROW = 24 };

/* Runs bali diff on OLD and NEW; returns the nanoseconds, and sets *PEAK to the bytes of
 * memory that it took. */
static int64_t diff_run(
	const struct bench *b, const char *old, const char *new, int64_t *peak)
{
	int64_t begin = clock_now();
	struct rusage usage;
	int status;
	pid_t child = fork();

	if (child == 0) {
		dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
		execl(b->bali, b->bali, "diff", old, new, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
		WEXITSTATUS(status) > 1)
		bench_stop("%s diff cannot be run", b->bali);
	*peak = (int64_t)usage.ru_maxrss * 1024;
	return clock_now() - begin;
}

static int64_t diff_libcsv(const char *path)
{
	int64_t pass = libcsv_pass(path);

	if (pass < 0)
		bench_stop("libcsv cannot read %s", path);
	return pass;
}

void bench_diff(struct bench *b)
{
	enum { SAME, CHANGED, ORDER, MEMORY, COUNT };
	struct figure f[COUNT] = {
		[SAME] = { .name = "the same rows to libcsv over both", .goal = 2 },
		[CHANGED] = { .name = "one row in 1,000 changed to that", .goal = 2 },
		[ORDER] = { .name = "another order to that" },
		[MEMORY] = { .name = "peak memory to both files and 24 bytes a row",
			.goal = 1,
			.unit = UNIT_MB },
	};
	const char *old = bench_table(b, b->rows);
	const char *changed = arena_printf(&b->arena, "%s/changed.csv", b->folder);
	const char *order = arena_printf(&b->arena, "%s/order.csv", b->folder);

	setenv("changed", changed, 1);
	setenv("order", order, 1);
	bench_shell(b, old,
		"awk 'NR % 1000 == 0 { sub(/,[A-Z]/, \",x\") } { print }' \"$table\" "
		">\"$changed\"");
	/* Those rows that are a line, by another column. */
	bench_shell(b, old,
		"{ head -n 1 \"$table\"; grep '^row [^\"]*$' \"$table\" | sort -t, -k5; "
		"} "
		">\"$order\"");
	for (int round = 0; round < b->rounds; round++) {
		int64_t pass = diff_libcsv(old), peak, time;

		time = diff_run(b, old, old, &peak);
		figure_add(&f[SAME], time, 2 * pass);
		time = diff_run(b, old, changed, &peak);
		figure_add(&f[CHANGED], time, pass + diff_libcsv(changed));
		time = diff_run(b, old, order, &peak);
		figure_add(&f[ORDER], time, pass + diff_libcsv(order));
		figure_add(&f[MEMORY], peak,
			bench_size(old) + bench_size(order) +
				2 * b->rows * (int64_t)DIFF_BYTES_A_ROW);
	}
	figures_print(f, COUNT);
}
