/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_TABLE_HITS_H
#define QUERY_TABLE_HITS_H

/*
 * The rows that a search found in one table, in the table's order, and the work of finding
 * and ranking them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/match.h"
#include "query/rank.h"
#include "query/rowset.h"

struct table_hits {
	int table;
	struct rowset rows;
	size_t next;           /* rows before this one have been searched */
	struct rowset earlier; /* found by a text that this one narrows, among the ... */
	size_t earlier_end;    /* ... rows before this one; 0 for no such text */
	size_t earlier_at;     /* this many of earlier have been searched */
	uint8_t *ranks;        /* of the first rows, as far as they are known */
	size_t ranked, rank_alloc;
	enum search_rank best; /* of these; RANK_NONE for none */
	size_t too_slow;       /* cells on which an expression was given up */
	bool cut;              /* there is a row of which only the start was searched */
};

/* Makes H every row of TABLE. */
void table_hits_init(struct table_hits *h, int table);

/* Frees what H owns. */
void table_hits_release(struct table_hits *h);

/* Starts again from the first row: with every row of the table if ALL, else with none. */
void table_hits_restart(struct table_hits *h, bool all);

/* Starts again among the rows that were found; not when these are all of the table. */
void table_hits_narrow(struct table_hits *h);

/* Searches rows that match M until clock_now() reaches UNTIL; returns true when all rows
 * known by now have been searched. */
bool table_hits_step(struct table_hits *h, struct match *m, int64_t until);

/* Ranks rows until clock_now() reaches UNTIL; returns true when all found are ranked. */
bool table_hits_rank_step(struct table_hits *h, struct rank *r, int64_t until);

/* Writes into OUT (room for MAX) the rows, best first, those without a rank yet last;
 * TOTAL is the number of rows of the table. Returns how many. */
size_t table_hits_best(
	const struct table_hits *h, size_t total, uint32_t *out, size_t max);

/* Appends what was not searched in the tables whose hits are the COUNT HITS, a sentence;
 * returns whether there is anything. */
bool table_hits_add_note(const struct table_hits *hits, size_t count, struct str *out);

#endif
