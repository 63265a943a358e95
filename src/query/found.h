#ifndef QUERY_FOUND_H
#define QUERY_FOUND_H

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

struct found {
	int table;
	struct rowset rows;
	size_t next;           /* rows before this one have been looked at */
	struct rowset earlier; /* found by a text that this one narrows, among the ... */
	size_t earlier_end;    /* ... rows before this one; 0 for no such text */
	size_t earlier_at;     /* of earlier these are looked at */
	uint8_t *ranks;        /* of rows, as far as they are known */
	size_t ranked, rank_alloc;
};

/* Makes F every row of TABLE. */
void found_init(struct found *f, int table);

/* Frees what F owns. */
void found_release(struct found *f);

/* Begins anew: with every row of the table if ALL, else with none. */
void found_restart(struct found *f, bool all);

/* Begins anew among what was found; only when rows do not stand for all. */
void found_narrow(struct found *f);

/* Looks for rows that match M until the clock reaches UNTIL; returns true when all rows
 * known by now have been looked at. */
bool found_step(struct found *f, struct match *m, int64_t until);

/* Ranks rows until the clock reaches UNTIL; returns true when all found are ranked. */
bool found_rank_step(struct found *f, struct rank *r, int64_t until);

/* Writes into OUT (room for MAX) the rows, best first, those not ranked yet last; TOTAL
 * are the rows of the table. Returns how many. */
size_t found_best(const struct found *f, size_t total, uint32_t *out, size_t max);

#endif
