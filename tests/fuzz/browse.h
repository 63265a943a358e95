/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_FUZZ_BROWSE_H
#define TESTS_FUZZ_BROWSE_H

/* The browser without a terminal, as targets use it. */

#include "base/slice.h"
#include "browser/app.h"

/*
 * Opens PATH with 23 November 2026 as today. Returns false when there is nothing to show,
 * for which there is a sentence then.
 */
bool browse_open(struct app *a, const char *path);

/*
 * Presses KEYS, and draws after each on a screen of COLS by ROWS, where each cell has to be
 * one that a terminal may get. A character is its key, "~" and a letter a named key, "~~"
 * and a character the size of the screen from then on. What leads to files outside of the
 * working folder is not typed.
 */
void browse_keys(struct app *a, struct slice keys, int cols, int rows);

/* Draws A on a screen of COLS by ROWS, and looks at every cell. */
void browse_draw(struct app *a, int cols, int rows);

#endif
