#include "config.h"

/*
 * make bench: how long the user waits, and what it costs, as a table. Nothing here
 * judges: the run fails only when something could not be measured.
 *
 *	bench BALI DATA FOLDER
 *
 * The files to measure with are made in FOLDER.
 * * BENCH_ROWS, BENCH_STARTS and BENCH_KEYS in the environment make a shorter run.
 */

#include "bench/bench.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/task.h"
#include "bench/gen.h"
#include "bench/libcsv.h"
#include "data/csvguess.h"

enum { BENCH_PASSES = 5, BENCH_GUESSES = 100, BENCH_IDLE_S = 2 };

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

void bench_print(const char *name, struct sample *s)
{
	printf("  %-38s%8.2f%8.2f%8.2f\n", name, (double)sample_at(s, 50) / TASK_MS,
		(double)sample_at(s, 95) / TASK_MS, (double)sample_at(s, 100) / TASK_MS);
}

void bench_print_ratio(const char *name, int64_t a, int64_t b)
{
	printf("  %-38s%8.2f\n", name, b ? (double)a / (double)b : 0.0);
}

int64_t bench_open_sized(const struct bench *b, struct pty *p, const char *path,
	const char *text, int cols, int lines)
{
	const char *argv[] = { b->bali, "--data", path, NULL };

	if (!pty_start(p, cols, lines, argv))
		bench_stop("no pseudo terminal is to be had");
	if (!pty_wait(p, PTY_ANY, text, 10 * BENCH_SECOND) ||
		!pty_wait(p, -1, "help", 10 * BENCH_SECOND))
		bench_stop("%s shows no first screen of %s", b->bali, path);
	return p->last - p->begin;
}

int64_t bench_open(
	const struct bench *b, struct pty *p, const char *path, const char *text)
{
	return bench_open_sized(b, p, path, text, BENCH_COLS, BENCH_LINES);
}

int64_t bench_wait_loaded(const struct bench *b, struct pty *p)
{
	char all[32];

	snprintf(all, sizeof all, "/%ld", b->rows);
	if (!pty_wait(p, PTY_ANY, all, 60 * BENCH_SECOND))
		bench_stop("%s never shows all %ld rows", b->bali, b->rows);
	return p->last - p->begin;
}

/* Starts pspg on the small file. Returns the nanoseconds to its first complete screen, -1
 * when it shows none. */
static int64_t bench_open_pspg(const struct bench *b)
{
	const char *argv[] = { "pspg", "--csv", "--file", b->small, NULL };
	int64_t time = -1;
	struct pty p;

	if (!pty_start(&p, BENCH_COLS, BENCH_LINES, argv))
		bench_stop("no pseudo terminal is to be had");
	if (pty_wait(&p, PTY_ANY, "row 00000020", 5 * BENCH_SECOND) &&
		pty_wait(&p, -1, "Quit", 5 * BENCH_SECOND))
		time = p.last - p.begin;
	pty_stop(&p);
	return time;
}

static void bench_add_start(
	const struct bench *b, const char *path, const char *text, struct sample *s)
{
	struct pty p;

	sample_add(s, bench_open(b, &p, path, text));
	pty_stop(&p);
}

/* All programs and files take turns, so that the state of the machine is the same for
 * each. */
static void bench_starts(const struct bench *b, struct sample *loaded)
{
	struct sample bundled, small, big, pspg;
	bool with_pspg = bench_open_pspg(b) >= 0;
	struct pty p;

	sample_init(&bundled);
	sample_init(&small);
	sample_init(&big);
	sample_init(&pspg);
	for (int i = 0; i < b->starts; i++) {
		bench_add_start(b, b->data, "", &bundled);
		bench_add_start(b, b->small, "row 00000020", &small);
		if (with_pspg)
			sample_add(&pspg, bench_open_pspg(b));
		sample_add(&big, bench_open(b, &p, b->big, "row 00000020"));
		sample_add(loaded, bench_wait_loaded(b, &p));
		pty_stop(&p);
	}
	printf("\n%-40s%8s%8s%8s\n", "exec to the first complete screen", "median", "p95",
		"worst");
	bench_print("bundled data", &bundled);
	bench_print("100 rows", &small);
	bench_print("many rows, while they load", &big);
	bench_print_ratio(
		"many rows to 100 rows", sample_at(&big, 50), sample_at(&small, 50));
	if (with_pspg) {
		bench_print("100 rows, pspg --csv", &pspg);
		bench_print_ratio("bundled data to pspg", sample_at(&bundled, 50),
			sample_at(&pspg, 50));
		bench_print_ratio(
			"100 rows to pspg", sample_at(&small, 50), sample_at(&pspg, 50));
	} else {
		puts("  pspg is not installed: nothing to compare with");
	}
	sample_release(&bundled);
	sample_release(&small);
	sample_release(&big);
	sample_release(&pspg);
}

/* What it costs to guess how a file is written, by 64 KiB of TEXT again and again. */
static void bench_guess(const char *name, const char *text)
{
	struct str prefix = STR_INIT;
	struct sample guesses;

	while (prefix.len < CSVGUESS_BYTES)
		str_add(&prefix, text);
	sample_init(&guesses);
	for (int i = 0; i < BENCH_GUESSES; i++) {
		struct csvfile_dialect d = csvfile_rfc4180;
		int64_t begin = clock_now();

		d.guess = CSVFILE_ANY;
		csvguess_unicode(prefix.buf, prefix.len);
		csvguess_dialect(prefix.buf, prefix.len, false, &d);
		sample_add(&guesses, clock_now() - begin);
	}
	bench_print(name, &guesses);
	sample_release(&guesses);
	str_release(&prefix);
}

static void bench_loading(const struct bench *b, struct sample *loaded)
{
	struct sample passes;
	struct pty p;
	int64_t peak;

	sample_init(&passes);
	for (int i = 0; i < BENCH_PASSES; i++) {
		int64_t pass = libcsv_pass(b->big);

		if (pass < 0)
			bench_stop("libcsv cannot read %s", b->big);
		sample_add(&passes, pass);
	}
	printf("\n%-40s%8s%8s%8s\n", "many rows, all of them known", "median", "p95",
		"worst");
	bench_print("bali, from exec", loaded);
	bench_print("libcsv alone, nothing kept", &passes);
	bench_print_ratio(
		"bali to libcsv", sample_at(loaded, 50), sample_at(&passes, 50));
	bench_guess("the guess, semicolons", "Soria;39695;12,50;2024-01-01;a, b\n");
	bench_guess("the guess, no header", "12,345.5,Soria,2024-01-01,rain; wind\n");
	bench_guess("the guess, at worst", ",;\t|^\1\n");
	bench_open(b, &p, b->big, "row 00000001");
	bench_wait_loaded(b, &p);
	pty_settle(&p, 2 * BENCH_SECOND, BENCH_SECOND);
	peak = pty_peak(&p);
	if (peak >= 0)
		printf("  peak memory %.1f MB, the file %.1f MB: %.2f\n",
			(double)peak / 1e6, (double)b->big_size / 1e6,
			(double)peak / (double)b->big_size);
	else
		puts("  peak memory: this system does not tell");
	pty_stop(&p);
	sample_release(&passes);
}

/* Runs the shell COMMAND, in which $big is the big file; returns the nanoseconds that it took. */
static int64_t bench_shell(const struct bench *b, const char *command)
{
	int64_t begin = clock_now();

	setenv("big", b->big, 1);
	if (system(command) != 0)
		bench_stop("%s cannot be run", command);
	return clock_now() - begin;
}

/* The same rows in gzip: the aim is the time of zcat and of libcsv, one after the other. */
static void bench_compressed(const struct bench *b)
{
	struct sample bali, zcat, libcsv;
	struct str path = STR_INIT;
	struct pty p;

	sample_init(&bali);
	sample_init(&zcat);
	sample_init(&libcsv);
	str_addf(&path, "%s.gz", b->big);
	bench_shell(b, "gzip -kf \"$big\"");
	for (int i = 0; i < BENCH_PASSES; i++) {
		sample_add(&zcat, bench_shell(b, "zcat \"$big.gz\" >/dev/null"));
		sample_add(&libcsv, libcsv_pass(b->big));
		bench_open(b, &p, path.buf, "row 00000001");
		sample_add(&bali, bench_wait_loaded(b, &p));
		pty_stop(&p);
	}
	printf("\n%-40s%8s%8s%8s\n", "many rows in gzip, all of them known", "median",
		"p95", "worst");
	bench_print("bali, from exec", &bali);
	bench_print("zcat >/dev/null", &zcat);
	bench_print("libcsv alone, not compressed", &libcsv);
	bench_print_ratio("bali to zcat and libcsv", sample_at(&bali, 50),
		sample_at(&zcat, 50) + sample_at(&libcsv, 50));
	str_release(&path);
	sample_release(&bali);
	sample_release(&zcat);
	sample_release(&libcsv);
}

static void bench_idle(const struct bench *b)
{
	int64_t until, cpu;
	size_t bytes;
	struct pty p;

	bench_open(b, &p, b->data, "");
	pty_settle(&p, BENCH_SECOND, BENCH_SECOND);
	cpu = pty_cpu(&p);
	bytes = p.bytes;
	until = clock_now() + BENCH_IDLE_S * BENCH_SECOND;
	while (!p.ended && clock_now() < until)
		pty_settle(&p, until - clock_now(), 0);
	printf("\nidle for %d s: %.3f ms of processor time, %zu bytes written\n",
		BENCH_IDLE_S, (double)(pty_cpu(&p) - cpu) / TASK_MS, p.bytes - bytes);
	pty_stop(&p);
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
static long bench_variable(const char *name, long otherwise)
{
	const char *text = getenv(name);
	long number;

	if (!text)
		return otherwise;
	if (!str_parse_long(text, &number) || number < 1)
		bench_stop("%s=%s is not a number above 0", name, text);
	return number;
}

static void bench_make_files(struct bench *b, const char *folder)
{
	struct str name, err;
	int64_t size;

	str_init(&name);
	str_init(&err);
	str_addf(&name, "%s/small.csv", folder);
	b->small = str_take(&name);
	str_addf(&name, "%s/big.csv", folder);
	b->big = str_take(&name);
	str_addf(&name, "%s/datapackage.json", folder);
	b->events = str_take(&name);
	str_addf(&name, "%s/events.csv", folder);
	if (!gen_write(b->small, BENCH_SMALL, &size, &err) ||
		!gen_write_package(b->events, &err) ||
		!gen_write(name.buf, BENCH_EVENTS, &size, &err) ||
		!gen_write(b->big, b->rows, &b->big_size, &err))
		bench_stop("%s", err.buf);
	str_release(&name);
	str_release(&err);
}

/* The same for everyone who measures: no settings of the person, one terminal, one
 * locale. */
static void bench_set_environment(const char *folder)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("HOME", folder, 1);
	unsetenv("NO_COLOR");
	unsetenv("BALI_DATA");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_STATE_HOME");
}

int main(int argc, char **argv)
{
	struct bench b = { .rows = bench_variable("BENCH_ROWS", 1000000),
		.starts = (int)bench_variable("BENCH_STARTS", 20),
		.keys = (int)bench_variable("BENCH_KEYS", 200) };
	struct sample loaded;
	int awake = bench_stay_awake();

	if (argc != 4)
		bench_stop("usage: bench BALI DATA FOLDER");
	b.bali = argv[1];
	b.data = argv[2];
	bench_set_environment(argv[3]);
	bench_make_files(&b, argv[3]);
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	printf("%s: %ld cores%s, a terminal of %dx%d, times in ms; many rows: %ld, %.1f "
	       "MB\n",
		PACKAGE_STRING, sysconf(_SC_NPROCESSORS_ONLN),
		awake >= 0 ? " kept awake" : "", BENCH_COLS, BENCH_LINES, b.rows,
		(double)b.big_size / 1e6);
	sample_init(&loaded);
	bench_starts(&b, &loaded);
	keys_measure(&b);
	searches_measure(&b);
	bench_loading(&b, &loaded);
	bench_compressed(&b);
	bench_idle(&b);
	sample_release(&loaded);
	free(b.small);
	free(b.big);
	free(b.events);
	return EXIT_SUCCESS;
}
