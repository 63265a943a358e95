/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_VIEW_ODD_H
#define TESTS_VIEW_ODD_H

/*
 * A package with everything that a hostile person can put into one: references in
 * circles, labels that lead back to themselves, cells of 70,000 bytes, a hundred columns,
 * eighty tables of one title, characters of every width and of none, dates that are none.
 */

#include "unit/folder.h"

enum { ODD_TABLES = 80 };

/* Writes the package into FOLDER, which is there; with SHORT, its tables lose most of
 * their rows, as when somebody empties them while they are looked at. */
void odd_write(struct folder *folder, bool is_short);

#endif
