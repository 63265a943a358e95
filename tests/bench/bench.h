/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

/*
 * What is measured, in groups, and the table that shows it. A group is a function of a file
 * of its own, named in the table of bench.c: it fills figures, a value of each in every
 * round, and prints them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "bench/pty.h"
#include "bench/sample.h"

enum { BENCH_COLS = 120, BENCH_LINES = 40 };

/* Rows from the bottom of the screen, and from the top that of the first row of a list. */
enum { BENCH_KEY_BAR = -1, BENCH_STATUS = -2, BENCH_FIRST = 4 };

struct bench {
	const char *self;   /* this program, a path */
	const char *bali;   /* the program that is measured, a path */
	const char *data;   /* the folder of the bundled data */
	const char *folder; /* what is generated is there */
	long rows;          /* of the large table */
	int rounds;
	int keys; /* how often a key is pressed in a round */
	struct arena arena;
};

enum { BENCH_SMALL = 100, BENCH_EVENTS = 100000, BENCH_PLACES = 100000 };

/* What a figure counts: nanoseconds, shown as milliseconds; bytes, shown as megabytes or as
 * they are. */
enum unit { UNIT_MS, UNIT_MB, UNIT_BYTES };

/* A row of the table: a ratio, or what bali itself takes. */
struct figure {
	const char *name;
	double goal; /* 0: there is none */
	enum unit unit;
	struct sample ours;   /* a value from each round */
	struct sample theirs; /* of what it is compared with, or empty */
};

/* Adds the values of a round to F; THEIRS is 0 where there is nothing to compare with. */
void figure_add(struct figure *f, int64_t ours, int64_t theirs);

/* Prints the COUNT FIGURES, but for those without a value, and releases them. */
void figures_print(struct figure *figures, size_t count);

/* Ends the run with a sentence. */
_Noreturn void bench_stop(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Returns the path of a generated table of ROWS rows, which is written when it is asked for
 * first. */
const char *bench_table(struct bench *b, long rows);

/* Returns the bytes of the file PATH. */
int64_t bench_size(const char *path);

/* Starts bali on PATH and waits for its first complete screen, on which TEXT is ("" for any);
 * the key bar is drawn last. Ends the run when it does not come. Returns the nanoseconds from
 * exec. */
int64_t bench_open(
	const struct bench *b, struct pty *p, const char *path, const char *text);

/* The same on a terminal of COLS by LINES. */
int64_t bench_open_sized(const struct bench *b, struct pty *p, const char *path,
	const char *text, int cols, int lines);

/* Waits until the screen shows that all of ROWS rows are known. Returns the nanoseconds from
 * exec. */
int64_t bench_wait_loaded(const struct bench *b, struct pty *p, long rows);

/* Starts bali on the table of ROWS rows, and waits until all are known and it is idle. */
void bench_open_loaded(struct bench *b, struct pty *p, long rows);

/* Starts the bare program of floor.h on PATH and waits for its first screen. Returns the
 * nanoseconds from exec. */
int64_t bench_open_floor(const struct bench *b, struct pty *p, const char *path);

/* Runs COMMAND by the shell, in which $bali is the program and $table is PATH. Returns the
 * nanoseconds that it took. */
int64_t bench_shell(const struct bench *b, const char *path, const char *command);

/* The groups, each described in its file. */
void bench_start(struct bench *b);
void bench_load(struct bench *b);
void bench_diff(struct bench *b);
void bench_search(struct bench *b);
void bench_keys(struct bench *b);
void bench_map_keys(struct bench *b);
void bench_sort(struct bench *b);
void bench_list(struct bench *b);
void bench_timeline(struct bench *b);
void bench_map(struct bench *b);
void bench_growth(struct bench *b);

#endif
