#ifndef QUERY_SORTKEY_H
#define QUERY_SORTKEY_H

/*
 * Values made comparable: by their rank (data/value.h) where the field's type gives one,
 * numbers, dates, ordered choices; all else by folded text in which runs of digits count
 * as numbers ("item 9" before "item 10"). What is not of its column's type
 * comes behind what is, and what is empty last.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/descriptor.h"

enum sortkey_kind { SORTKEY_VALUE, SORTKEY_TEXT, SORTKEY_EMPTY };

struct sortkey {
	uint64_t order;   /* orders keys of one kind but for texts that begin alike */
	const char *rest; /* of a long text, terminated; lives with its arena */
	uint32_t row;
	enum sortkey_kind kind;
};

/* Makes the key of ROW, whose value of field F is shown as VALUE. What the key itself
 * cannot hold is kept in ARENA; SCRATCH is overwritten. */
struct sortkey sortkey_make(const struct field *f, struct slice value, uint32_t row,
	struct arena *arena, struct str *scratch);

/* Compares A and B as strcmp does. */
int sortkey_compare(const struct sortkey *a, const struct sortkey *b);

#endif
