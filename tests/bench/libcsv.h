/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_LIBCSV_H
#define BENCH_LIBCSV_H

/* The yardstick of loading and of writing: libcsv alone over a file. */

#include <stdint.h>

/* Reads PATH in pieces and gives them to libcsv, whose callbacks do nothing. Returns the
 * nanoseconds from opening the file to the end of the pass; -1 when it cannot be read. */
int64_t libcsv_pass(const char *path);

/* The same, with callbacks that write each cell to /dev/null by libcsv's writer. */
int64_t libcsv_copy(const char *path);

#endif
