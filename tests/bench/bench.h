#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

/* What is measured, and the table that shows it. */

#include <stdbool.h>
#include <stdint.h>

#include "bench/pty.h"
#include "bench/sample.h"

enum { BENCH_COLS = 120, BENCH_LINES = 40 };

struct bench {
	const char *bali; /* the program, a path */
	const char *data; /* the folder of the bundled data */
	char *small;      /* a generated file of BENCH_SMALL rows */
	char *big;        /* a generated file of ROWS rows */
	char *events;     /* a generated package of BENCH_EVENTS dated rows */
	int64_t big_size; /* bytes */
	long rows;
	int starts; /* how often programs are started */
	int keys;   /* how often a key is pressed */
};

enum { BENCH_SMALL = 100, BENCH_EVENTS = 100000 };
enum { BENCH_WIDE = 200, BENCH_TALL = 60 };

/* Ends the run with a sentence. */
_Noreturn void bench_stop(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Starts bali on PATH and waits for its first complete screen, on which TEXT stands (""
 * for any); the key bar is drawn last. Ends the run when it does not come. Returns the
 * nanoseconds from exec. */
int64_t bench_open(
	const struct bench *b, struct pty *p, const char *path, const char *text);

/* The same on a terminal of COLS by LINES. */
int64_t bench_open_sized(const struct bench *b, struct pty *p, const char *path,
	const char *text, int cols, int lines);

/* Waits until the screen shows the number of all rows of the big file. Returns the
 * nanoseconds from exec. */
int64_t bench_wait_loaded(const struct bench *b, struct pty *p);

/* Prints NAME, and the median, 95th of a hundred and worst of S in milliseconds. */
void bench_print(const char *name, struct sample *s);

/* Prints NAME and the ratio of A to B. */
void bench_print_ratio(const char *name, int64_t a, int64_t b);

/* The keys: how long each takes, on the bundled data, on many rows, while they load, on
 * the timeline. */
void keys_measure(const struct bench *b);

/* The search of many rows: first hits, exact count against grep(1), keys meanwhile. */
void searches_measure(const struct bench *b);

#endif
