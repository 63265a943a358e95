/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_CSVREFERENCE_H
#define TESTS_UNIT_CSVREFERENCE_H

/*
 * What a file's rows have to be: a whole pass of libcsv, slow and plain, a byte at a time.
 * data/csvfile must agree with it in every row, cell and place, whatever the portions in
 * which bytes arrive, unless text follows a closing quote or one is not closed.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Compares the two over SIZE bytes, read PORTION at a time; ends the program with a message
 * when they differ. Returns false, without comparing them, where they need not agree. */
bool csvreference_check(const char *bytes, size_t size, char delimiter, size_t portion);

#endif
