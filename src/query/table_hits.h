#ifndef QUERY_TABLE_HITS_H
#define QUERY_TABLE_HITS_H

/*
 * What a search found in one table, and the work of finding it: row by row, or by the
 * bytes of the file where those tell, or among the rows that an earlier text found when
 * the new one narrows it. Rows come in the table's order.
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
	size_t next;           /* rows before this one have been looked at */
	struct rowset earlier; /* found by a text that this one narrows, among the ... */
	size_t earlier_end;    /* ... rows before this one; 0 for no such text */
	size_t earlier_at;     /* of earlier these are looked at */
	uint8_t *ranks;        /* of rows, as far as they are known */
	size_t ranked, rank_alloc;
	size_t too_slow; /* cells on which an expression was given up */
};

/* Makes F every row of TABLE. */
void table_hits_init(struct table_hits *f, int table);

/* Frees what F owns. */
void table_hits_release(struct table_hits *f);

/* Begins anew: with every row of the table if ALL, else with none. */
void table_hits_restart(struct table_hits *f, bool all);

/* Begins anew among what was found; only when rows do not stand for all. */
void table_hits_narrow(struct table_hits *f);

/* Looks for rows that match M until the clock reaches UNTIL; returns true when all rows
 * known by now have been looked at. */
bool table_hits_step(struct table_hits *f, struct match *m, int64_t until);

/* Ranks rows until the clock reaches UNTIL; returns true when all found are ranked. */
bool table_hits_rank_step(struct table_hits *f, struct rank *r, int64_t until);

/* Writes into OUT (room for MAX) the rows, best first, those not ranked yet last; TOTAL
 * are the rows of the table. Returns how many. */
size_t table_hits_best(
	const struct table_hits *f, size_t total, uint32_t *out, size_t max);

#endif
