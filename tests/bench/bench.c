/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * make bench: how long the user waits, and what it costs, as a table. Nothing here judges:
 * the run fails only when something could not be measured.
 *
 *	bench BALI DATA FOLDER [GROUP]...
 *	bench --floor FILE
 *
 * The files to measure with are made in FOLDER. In each round bali and what it is compared
 * with take turns, so that the state of the machine is the same for both; the ratio is that
 * of a round. BENCH_ROWS, BENCH_ROUNDS and BENCH_KEYS in the environment make another run.
 */

#include "bench/bench.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "base/task.h"
#include "bench/floor.h"
#include "bench/gen.h"

static const struct bench_group {
	const char *name;
	void (*measure)(struct bench *b);
} bench_groups[] = {
	{ "start", bench_start },
	{ "load", bench_load },
	{ "diff", bench_diff },
	{ "search", bench_search },
	{ "keys", bench_keys },
	{ "map-keys", bench_map_keys },
	{ "sort", bench_sort },
	{ "list", bench_list },
	{ "timeline", bench_timeline },
	{ "map", bench_map },
	{ "growth", bench_growth },
};

static const int64_t BENCH_SECOND = (int64_t)1000 * TASK_MS;

_Noreturn void bench_stop(const char *format, ...)
{
	va_list args;

	fputs("bench: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(EXIT_FAILURE);
}

/* --- the table --- */

enum { RATIO_SCALE = 1000000 };

void figure_add(struct figure *f, int64_t ours, int64_t theirs)
{
	sample_add(&f->ours, ours);
	if (theirs)
		sample_add(&f->theirs, theirs);
}

static void figure_print(struct figure *f)
{
	static const char *const units[] = { "ms", "MB", "bytes" };
	double scale = f->unit == UNIT_BYTES ? 1 : TASK_MS;
	struct sample ratios = { 0 };
	char name[80];

	if (!f->theirs.count) {
		snprintf(name, sizeof name, "%s, %s", f->name, units[f->unit]);
		printf("  %-46s%8.2f%8.2f%8.2f", name,
			(double)sample_at(&f->ours, 50) / scale,
			(double)sample_at(&f->ours, 0) / scale,
			(double)sample_at(&f->ours, 100) / scale);
	} else {
		for (size_t i = 0; i < f->ours.count; i++)
			sample_add(&ratios,
				(int64_t)((double)f->ours.values[i] * RATIO_SCALE /
					(double)f->theirs.values[i]));
		printf("  %-46s%8.2f%8.2f%8.2f", f->name,
			(double)sample_at(&ratios, 50) / RATIO_SCALE,
			(double)sample_at(&ratios, 0) / RATIO_SCALE,
			(double)sample_at(&ratios, 100) / RATIO_SCALE);
	}
	if (f->goal > 0)
		printf("%8.2f", f->goal);
	if (f->theirs.count)
		printf("%*s%10.2f%10.2f %s", f->goal > 0 ? 0 : 8, "",
			(double)sample_at(&f->ours, 50) / scale,
			(double)sample_at(&f->theirs, 50) / scale, units[f->unit]);
	putchar('\n');
	sample_release(&ratios);
}

void figures_print(struct figure *figures, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (figures[i].ours.count)
			figure_print(&figures[i]);
		sample_release(&figures[i].ours);
		sample_release(&figures[i].theirs);
	}
}

/* --- what the groups use --- */

int64_t bench_size(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		bench_stop("%s cannot be found", path);
	return st.st_size;
}

const char *bench_table(struct bench *b, long rows)
{
	char *path = arena_printf(&b->arena, "%s/rows%ld.csv", b->folder, rows);
	struct str err = STR_INIT;

	if (access(path, R_OK) != 0 && !gen_write(path, rows, &err))
		bench_stop("%s", err.buf);
	return path;
}

int64_t bench_open_sized(const struct bench *b, struct pty *p, const char *path,
	const char *text, int cols, int lines)
{
	const char *argv[] = { b->bali, "--data", path, NULL };

	if (!pty_start(p, cols, lines, argv))
		bench_stop("no pseudo terminal is to be had");
	if (!pty_wait(p, PTY_ANY, text, 10 * BENCH_SECOND) ||
		!pty_wait(p, BENCH_KEY_BAR, "help", 10 * BENCH_SECOND))
		bench_stop("%s shows no first screen of %s", b->bali, path);
	return p->last - p->begin;
}

int64_t bench_open(
	const struct bench *b, struct pty *p, const char *path, const char *text)
{
	return bench_open_sized(b, p, path, text, BENCH_COLS, BENCH_LINES);
}

int64_t bench_wait_loaded(const struct bench *b, struct pty *p, long rows)
{
	char all[32];

	snprintf(all, sizeof all, "/%ld", rows);
	if (!pty_wait(p, PTY_ANY, all, 60 * BENCH_SECOND))
		bench_stop("%s never shows all %ld rows", b->bali, rows);
	return p->last - p->begin;
}

void bench_open_loaded(struct bench *b, struct pty *p, long rows)
{
	bench_open(b, p, bench_table(b, rows), "row 00000001");
	bench_wait_loaded(b, p, rows);
	pty_settle(p, BENCH_SECOND / 2, BENCH_SECOND / 5);
}

int64_t bench_open_floor(const struct bench *b, struct pty *p, const char *path)
{
	const char *argv[] = { b->self, "--floor", path, NULL };

	if (!pty_start(p, BENCH_COLS, BENCH_LINES, argv))
		bench_stop("no pseudo terminal is to be had");
	if (!pty_wait(p, BENCH_KEY_BAR, "byte ", 10 * BENCH_SECOND))
		bench_stop("the bare program shows nothing");
	return p->last - p->begin;
}

int64_t bench_shell(const struct bench *b, const char *path, const char *command)
{
	int64_t begin;

	setenv("bali", b->bali, 1);
	setenv("table", path, 1);
	begin = clock_now();
	if (system(command) != 0)
		bench_stop("%s fails", command);
	return clock_now() - begin;
}

/* --- the run --- */

/* Prints how long the program worked between two looks at the keys, at most, in any of the
 * runs so far: it has added that to the file $BALI_LONGEST. */
static void bench_longest(void)
{
	FILE *file = fopen(getenv("BALI_LONGEST"), "r");
	double all = 0, one;
	int runs = 0;

	for (; file && fscanf(file, "%lf", &one) == 1; runs++)
		all = one > all ? one : all;
	if (file)
		fclose(file);
	printf("\nthe longest work between two looks at the keys, of %d runs: %.2f ms\n",
		runs, all);
}

/* Waking a halted processor of a virtual machine may cost more than a key does: while the
 * file that is returned is open, Linux lets none sleep deeply. -1 where that is not to be
 * had. */
static int bench_stay_awake(void)
{
	int32_t microseconds = 0;
	int fd = open("/dev/cpu_dma_latency", O_WRONLY | O_CLOEXEC);

	if (fd >= 0 && write(fd, &microseconds, sizeof microseconds) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Returns the number in the variable NAME, OTHERWISE when there is none above 0. */
static int64_t bench_variable(const char *name, int64_t otherwise)
{
	const char *text = getenv(name);
	int64_t number;

	if (!text)
		return otherwise;
	if (!str_parse_int64(text, &number) || number < 1)
		bench_stop("%s=%s is not a number above 0", name, text);
	return number;
}

/* The same for everyone who measures: no settings of the user, one terminal, one locale. */
static void bench_set_environment(const char *folder)
{
	struct str longest = STR_INIT;

	str_addf(&longest, "%s/longest", folder);
	setenv("BALI_LONGEST", longest.buf, 1);
	str_release(&longest);
	static const char *const unset[] = { "NO_COLOR", "BALI_DATA", "XDG_CONFIG_HOME",
		"XDG_STATE_HOME", "LESS", "LESSOPEN", "GREP_OPTIONS" };

	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("HOME", folder, 1);
	for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
		unsetenv(unset[i]);
}

static void bench_run_group(struct bench *b, const struct bench_group *group)
{
	int64_t begin = clock_now();

	printf("\n%s\n", group->name);
	group->measure(b);
	printf("  (%.1f s)\n", (double)(clock_now() - begin) / (double)BENCH_SECOND);
}

static void bench_run(struct bench *b, const char *name)
{
	bool found = false;

	for (size_t i = 0; i < sizeof bench_groups / sizeof *bench_groups; i++) {
		if (name && strcmp(bench_groups[i].name, name) != 0)
			continue;
		bench_run_group(b, &bench_groups[i]);
		found = true;
	}
	if (!found)
		bench_stop("there is no group %s", name);
}

int main(int argc, char **argv)
{
	struct bench b = { .rows = bench_variable("BENCH_ROWS", 1000000),
		.rounds = (int)bench_variable("BENCH_ROUNDS", 5),
		.keys = (int)bench_variable("BENCH_KEYS", 24) };
	int awake;

	if (argc == 3 && strcmp(argv[1], "--floor") == 0)
		return floor_run(argv[2]);
	if (argc < 4)
		bench_stop("usage: bench BALI DATA FOLDER [GROUP]...");
	awake = bench_stay_awake();
	b.self = argv[0];
	b.bali = argv[1];
	b.data = argv[2];
	b.folder = argv[3];
	bench_set_environment(b.folder);
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	printf("%s: %ld cores%s, a terminal of %dx%d, %d rounds; many rows: %ld\n",
		PACKAGE_STRING, sysconf(_SC_NPROCESSORS_ONLN),
		awake >= 0 ? " kept awake" : "", BENCH_COLS, BENCH_LINES, b.rounds,
		b.rows);
	printf("%-48s%8s%8s%8s%8s%10s%10s\n", "", "median", "least", "most", "goal",
		"bali", "against");
	if (argc == 4)
		bench_run(&b, NULL);
	for (int i = 4; i < argc; i++)
		bench_run(&b, argv[i]);
	bench_longest();
	arena_release(&b.arena);
	return EXIT_SUCCESS;
}
