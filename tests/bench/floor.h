/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_FLOOR_H
#define BENCH_FLOOR_H

/*
 * The yardstick of screens and keys: the least that a browser written with curses does, in
 * this program, so that as many libraries are loaded. Shows the lines of the file PATH below
 * its first one, with a bar that Down and PageDown move, until it is killed. Returns the exit
 * status.
 */
int floor_run(const char *path);

#endif
