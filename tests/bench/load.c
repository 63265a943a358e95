/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* All rows of a large table known, the memory that they take, and what is guessed before. */

#include <stdio.h>

#include "base/str.h"
#include "base/task.h"
#include "bench/bench.h"
#include "bench/libcsv.h"
#include "data/csvguess.h"

enum { LOAD_GUESSES = 20 };

/* Adds to F what it costs to guess how a file is written, by 64 KiB of TEXT again and
 * again. */
static void load_guess(struct figure *f, const char *text)
{
	struct str prefix = STR_INIT;
	struct sample guesses = { 0 };

	while (prefix.len < CSVGUESS_BYTES)
		str_add(&prefix, text);
	for (int i = 0; i < LOAD_GUESSES; i++) {
		struct csvfile_dialect d = csvfile_rfc4180;
		int64_t begin = clock_now();

		d.guess = CSVFILE_ANY;
		csvguess_unicode(prefix.buf, prefix.len);
		csvguess_dialect(prefix.buf, prefix.len, false, &d);
		sample_add(&guesses, clock_now() - begin);
	}
	figure_add(f, sample_at(&guesses, 50), 0);
	sample_release(&guesses);
	str_release(&prefix);
}

static int64_t load_time(struct bench *b, const char *path, int64_t *peak)
{
	struct pty p;
	int64_t time;

	bench_open(b, &p, path, "row 00000001");
	time = bench_wait_loaded(b, &p, b->rows);
	pty_settle(&p, (int64_t)500 * TASK_MS, (int64_t)200 * TASK_MS);
	*peak = pty_peak(&p);
	pty_stop(&p);
	return time;
}

static int64_t load_libcsv(const char *path)
{
	int64_t pass = libcsv_pass(path);

	if (pass < 0)
		bench_stop("libcsv cannot read %s", path);
	return pass;
}

void bench_load(struct bench *b)
{
	enum { KNOWN, MEMORY, PACKED, SEMICOLONS, NO_HEADER, WORST, COUNT };
	struct figure f[COUNT] = {
		[KNOWN] = { .name = "all rows known to libcsv alone", .goal = 0.2 },
		[MEMORY] = { .name = "peak memory to the file",
			.goal = 1.08,
			.unit = UNIT_MB },
		[PACKED] = { .name = "all rows of gzip known to zcat and libcsv" },
		[SEMICOLONS] = { .name = "the guess, semicolons" },
		[NO_HEADER] = { .name = "the guess, no header" },
		[WORST] = { .name = "the guess, at worst" },
	};
	const char *path = bench_table(b, b->rows);
	const char *packed = arena_printf(&b->arena, "%s.gz", path);
	int64_t size = bench_size(path);

	bench_shell(b, path, "gzip -1kf \"$table\"");
	for (int round = 0; round < b->rounds; round++) {
		int64_t peak, time, libcsv = load_libcsv(path);

		time = load_time(b, path, &peak);
		figure_add(&f[KNOWN], time, libcsv);
		if (peak >= 0)
			figure_add(&f[MEMORY], peak, size);
		time = load_time(b, packed, &peak);
		figure_add(&f[PACKED], time,
			libcsv + bench_shell(b, packed, "zcat \"$table\" >/dev/null"));
		load_guess(&f[SEMICOLONS], "Soria;39695;12,50;2024-01-01;a, b\n");
		load_guess(&f[NO_HEADER], "12,345.5,Soria,2024-01-01,rain; wind\n");
		load_guess(&f[WORST], ",;\t|^\1\n");
	}
	figures_print(f, COUNT);
}
