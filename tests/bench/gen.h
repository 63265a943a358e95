/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_GEN_H
#define BENCH_GEN_H

/*
 * A table to measure with: rows of about 100 bytes, the same in every run. As in real
 * tables a few rows hold quotes, commas, line ends and letters beyond ASCII. A cell of
 * each row, "row 00000042", tells its number from 1.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Writes a table of ROWS rows, with a header, to the new file PATH. Returns false with a
 * sentence in ERR when it cannot be written. */
bool gen_write(const char *path, long rows, struct str *err);

/* Writes the descriptor of a package to the new file PATH: the table events.csv next
 * to it, written by gen_write, whose rows are dated and in lanes. Returns false with a
 * sentence in ERR when it cannot be written. */
bool gen_write_package(const char *path, struct str *err);

/* Writes a table of ROWS named places, with columns of latitudes and longitudes, to the new
 * file PATH: crowded in five parts of the world, as towns are. Returns false with a sentence
 * in ERR when it cannot be written. */
bool gen_write_places(const char *path, long rows, struct str *err);

#endif
