#ifndef DATA_CONSTRAINTS_H
#define DATA_CONSTRAINTS_H

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

struct constraints {
	const struct field *field;
	bool in_key; /* of the primary key */
	struct pattern *pattern;
	bool has_minimum, has_maximum;
	double minimum, maximum;
};

/* Prepares the rules of F, a field of table NAME; what cannot be understood is told as a
 * fault of the schema, and not demanded. */
void constraints_init(struct constraints *r, const struct field *f, bool in_key,
	const char *name, struct diag *diag);

/* Frees what R owns. */
void constraints_release(struct constraints *r);

/* Tells whether R demands anything at all. */
bool constraints_any(const struct constraints *r);

/*
 * Finds the first thing wrong with VALUE: returns its fault with a sentence appended to
 * WHY, or FAULT_MAX when nothing is. An empty value can only be required.
 */
enum fault constraints_check(
	const struct constraints *r, struct slice value, struct str *why);

#endif
