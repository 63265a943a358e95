/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef CLI_RUN_H
#define CLI_RUN_H

/*
 * The commands that need no screen: find, list, show, tables, timeline, map, check, diff.
 * All work on the same model and search as the browser and write the same listings as its
 * export.
 */

#include <stdint.h>

#include "cli/options.h"

/*
 * Carries out the command of OPTIONS on the package at PATH and prints what goes to
 * stderr. TODAY is a day number (base/calendar.h). Returns the exit status as grep(1) has
 * it: 0; 1 when nothing matched, for check when there are faults, for diff when anything has
 * changed; 2 after a failure.
 */
int run_command(const struct options *options, const char *path, int64_t today);

/* Prints TEXT, sentences without a newline at the end, on stderr behind the program's name.
 * What would drive the terminal is made visible; where OPTIONS or the locale want ASCII,
 * nothing else is printed. */
void run_complain(const struct options *options, const struct str *text);

#endif
