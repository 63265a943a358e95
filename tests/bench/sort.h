/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_SORT_H
#define BENCH_SORT_H

/* Sorting a large table, for the groups that need it. */

#include "bench/pty.h"

/* Sorts P, a loaded table at its first row and column, by a column of texts. Returns the
 * nanoseconds until the sorted rows are on the screen. */
int64_t sort_time(struct pty *p);

#endif
