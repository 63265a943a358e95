/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* A large table printed as CSV, against libcsv's reader and writer. */

#include "bench/bench.h"
#include "bench/libcsv.h"

void bench_list(struct bench *b)
{
	enum { CSV, COUNT };
	struct figure f[COUNT] = {
		[CSV] = { .name = "list -f csv to libcsv reading and writing",
			.goal = 0.5 },
	};
	const char *path = bench_table(b, b->rows);
	char *csv = arena_printf(&b->arena,
		"\"$bali\" -d \"$table\" list rows%ld -f csv >/dev/null", b->rows);

	for (int round = 0; round < b->rounds; round++) {
		int64_t copy = libcsv_copy(path);

		figure_add(&f[CSV], bench_shell(b, path, csv), copy);
	}
	figures_print(f, COUNT);
}
