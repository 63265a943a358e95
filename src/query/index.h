#ifndef QUERY_INDEX_H
#define QUERY_INDEX_H

/*
 * What rows are found by, whatever is searched for: the texts of their own, those of the
 * rows that they reference, and their other names. Built on first need and kept from one
 * search to the next; what hangs on links is there when the package is linked.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "data/package.h"
#include "query/texts.h"

/* A field that names rows of another table. */
struct reference {
	size_t field;
	size_t key; /* the foreign key */
	int table;
	bool list;
	bool one;   /* the row is one with that row */
	bool cited; /* the row's sources: reached by their scope only */
};

struct index_table {
	bool ready; /* the rest is set */
	struct texts texts;
	struct reference *refs;
	size_t ref_count;
	bool alone; /* rows are found by texts of their own only */
	bool codes; /* rows are found by codes, their own or those they reference */
	bool named; /* rows have other names */
};

struct index {
	const struct package *package;
	struct index_table *tables;    /* of the package, same order */
	bool linked;                   /* the package was when it was last looked at */
	size_t names_table, names_row; /* other names up to here are folded */
};

/* Makes IX the index of P, which must outlive it, with nothing in it yet. */
void index_init(struct index *ix, const struct package *p);

/* Frees what IX holds. */
void index_release(struct index *ix);

/*
 * Takes in what the package has by now. Returns true when it was linked since the last
 * time: what was found in tables with references may have changed.
 */
bool index_update(struct index *ix);

/* Folds other names until the clock reaches UNTIL, so that no search has to wait for all
 * of them; returns true when all are. */
bool index_step(struct index *ix, int64_t until);

/* Returns what REF is found by of its own, folded or as written. It lives until the next
 * call for a row of the same table. */
struct doc index_doc(struct index *ix, struct row_ref ref, bool written);

/* Returns what REF is called, folded; lives as index_doc tells. */
struct slice index_label(struct index *ix, struct row_ref ref);

/* Returns the rows that ROW of table TABLE references through REF (one of its
 * references), their number in *COUNT; some may be ROW_NONE. None before the package is
 * linked. */
const uint32_t *index_targets(const struct index *ix, int table,
	const struct reference *ref, uint32_t row, size_t *count);

/* Returns the reference in field FIELD of TABLE, or NULL. */
const struct reference *index_reference(const struct index *ix, int table, size_t field);

/* Returns the row that REF is one with, one step up; .table is -1 when there is none. */
struct row_ref index_above(const struct index *ix, struct row_ref ref);

/* Called for a row NAME of a names table; true ends the walk. */
typedef bool index_visit(void *data, struct row_ref name);

/* Walks over the rows that are other names of REF, or of what REF is one with; returns
 * whether VISIT ended it. */
bool index_each_name(
	const struct index *ix, struct row_ref ref, index_visit *visit, void *data);

#endif
