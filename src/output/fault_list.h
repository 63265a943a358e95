/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_FAULT_LIST_H
#define OUTPUT_FAULT_LIST_H

/*
 * The faults of the data as a listing. In text a fault is a line in the form of the GNU
 * compilers, "file:line:column: error: sentence", which editors step through; in the other
 * forms every part of its position has a column.
 */

#include "data/package.h"
#include "output/listing.h"

enum fault_column {
	FAULT_LIST_PLACE, /* "meetings.csv:41:7" */
	FAULT_LIST_FILE,
	FAULT_LIST_LINE,
	FAULT_LIST_COLUMN,
	FAULT_LIST_SEVERITY,
	FAULT_LIST_KIND,
	FAULT_LIST_TABLE,
	FAULT_LIST_ROW,
	FAULT_LIST_FIELD,
	FAULT_LIST_MESSAGE,
	FAULT_LIST_COLUMNS
};

/* Returns the faults of P known by now, in the order of P's diag, with the columns of enum
 * fault_column. P must outlive it. Faults found later are taken in by its gather. */
struct listing *fault_list_new(const struct package *p);

#endif
