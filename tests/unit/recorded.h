/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_RECORDED_H
#define TESTS_UNIT_RECORDED_H

/*
 * A small package whose records have all that a record may have: rows that are one, other
 * names, links back through several keys, inline rows, values of every kind that
 * is written in its own way, and texts that every format has to escape.
 */

#include "data/record.h"
#include "unit/packed.h"

enum {
	R_MEMBERS,
	R_COUNTRIES,
	R_NAMES,
	R_MEETINGS,
	R_VISITS,
	R_DISPUTES,
	R_SOURCES,
	R_TABLES
};

/* Quotes would be turned round by packed_write: files with some are written as they are.
 */
static inline void recorded_make(struct packed *x)
{
	packed_copy(x, "recorded");
	packed_load(x, NULL);
}

/* Returns row ROW of TABLE, one of the enum. */
static inline struct row_ref recorded_row(int table, uint32_t row)
{
	return (struct row_ref){ table, row };
}

#endif
