#ifndef QUERY_SEARCH_TEXT_H
#define QUERY_SEARCH_TEXT_H

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
#include "query/row_text.h"

/* A field that names rows of another table. */
struct reference {
	size_t field;
	size_t key; /* the foreign key */
	int table;
	bool list;
	bool one;       /* the row is one with that row */
	bool is_source; /* the row's sources: reached by their scope only */
};

struct search_text_table {
	bool ready; /* the rest is set */
	struct row_text texts;
	struct reference *refs;
	size_t ref_count;
	bool alone; /* rows are found by texts of their own only */
	bool codes; /* rows are found by codes, their own or those they reference */
	bool named; /* rows have other names */
};

struct search_text {
	const struct package *package;
	struct search_text_table *tables; /* of the package, same order */
	bool linked;                      /* the package was when it was last looked at */
	size_t names_table, names_row;    /* other names up to here are folded */
};

/* Makes IX the index of P, which must outlive it, with nothing in it yet. */
void search_text_init(struct search_text *ix, const struct package *p);

/* Frees what IX holds. */
void search_text_release(struct search_text *ix);

/*
 * Takes in what the package has by now. Returns true when it was linked since the last
 * time: what was found in tables with references may have changed.
 */
bool search_text_update(struct search_text *ix);

/* Folds other names until the clock reaches UNTIL, so that no search has to wait for all
 * of them; returns true when all are. */
bool search_text_step(struct search_text *ix, int64_t until);

/* Returns what REF is found by of its own, folded or as written. It lives until the next
 * call for a row of the same table. */
struct doc search_text_doc(struct search_text *ix, struct row_ref ref, bool written);

/* Returns what REF is called, folded; lives as search_text_doc tells. */
struct slice search_text_label(struct search_text *ix, struct row_ref ref);

/* Returns the rows that ROW of table TABLE references through REF (one of its
 * references), their number in *COUNT; some may be ROW_NONE. None before the package is
 * linked. */
const uint32_t *search_text_targets(const struct search_text *ix, int table,
	const struct reference *ref, uint32_t row, size_t *count);

/* Returns the reference in field FIELD of TABLE, or NULL. */
const struct reference *search_text_reference(
	const struct search_text *ix, int table, size_t field);

/* Returns the row that REF is one with, one step up; .table is -1 when there is none. */
struct row_ref search_text_above(const struct search_text *ix, struct row_ref ref);

/* Called for a row NAME of a names table; true ends the walk. */
typedef bool search_text_visit(void *data, struct row_ref name);

/* Walks over the rows that are other names of REF, or of what REF is one with; returns
 * whether VISIT ended it. */
bool search_text_each_name(const struct search_text *ix, struct row_ref ref,
	search_text_visit *visit, void *data);

#endif
