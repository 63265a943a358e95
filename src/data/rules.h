#ifndef DATA_RULES_H
#define DATA_RULES_H

/*
 * What a field demands of a value, prepared for many of them: its pattern compiled, its
 * bounds as numbers.
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/descriptor.h"
#include "data/diag.h"
#include "data/pattern.h"

struct rules {
	const struct field *field;
	bool in_key; /* of the primary key */
	struct pattern *pattern;
	bool has_minimum, has_maximum;
	double minimum, maximum;
};

/* Prepares the rules of F, a field of table NAME; what cannot be understood is told as a
 * fault of the schema, and not demanded. */
void rules_init(struct rules *r, const struct field *f, bool in_key, const char *name,
	struct diag *diag);

/* Frees what R owns. */
void rules_release(struct rules *r);

/* Tells whether R demands anything at all. */
bool rules_any(const struct rules *r);

/*
 * Finds the first thing wrong with VALUE: returns its fault with a sentence appended to
 * WHY, or FAULT_MAX when nothing is. An empty value can only be required.
 */
enum fault rules_check(const struct rules *r, struct slice value, struct str *why);

#endif
