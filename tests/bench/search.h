/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_SEARCH_H
#define BENCH_SEARCH_H

/* The search of a large table, for the groups that need it. */

#include "bench/bench.h"

/* Returns the number of rows of PATH that have the word, counted by grep(1); sets *TIME
 * to the nanoseconds that it took. The word is at most once in a row and never across
 * lines, so that both count the same. */
long search_grep(struct bench *b, const char *path, int64_t *time);

/* Types the whole word at once into the prompt of P, a loaded table with HITS rows that have
 * it, and leaves the prompt again. Sets *FIRST to the nanoseconds until the first hits are on
 * the screen, *COUNT to those until all are counted. */
void search_time(struct pty *p, long hits, int64_t *first, int64_t *count);

#endif
