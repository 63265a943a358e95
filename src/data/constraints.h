#ifndef DATA_CONSTRAINTS_H
#define DATA_CONSTRAINTS_H

/*
 * What a field demands of a value, prepared for many of them: its pattern compiled, its
 * bounds as numbers, its choices by value.
 */

#include <stdbool.h>

#include "base/memory.h"
#include "base/namemap.h"
#include "base/regex.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/descriptor.h"
#include "data/diag.h"

struct constraints {
	const struct field *field;
	bool in_key;           /* of the primary key */
	struct regex *pattern; /* NULL: none, or none that can be used */
	bool has_minimum, has_maximum;
	double minimum, maximum;
	struct field item;      /* what a choice is a value of: the items of a list */
	struct namemap choices; /* by value_key */
	struct arena arena;     /* of the choices */
};

/*
 * Prepares the constraints of F, a field of table NAME. What is not valid is a fault of
 * the schema in DIAG and is not demanded. A pattern that PCRE2 cannot express is a
 * warning: it subtracts a class of characters or names a block of XML Schema.
 */
void constraints_init(struct constraints *r, const struct field *f, bool in_key,
	const char *name, struct diag *diag);

/* Frees what R owns. */
void constraints_release(struct constraints *r);

/* Returns whether R demands anything at all. */
bool constraints_any(const struct constraints *r);

/*
 * Finds the first thing wrong with VALUE: returns its fault with a sentence appended to
 * WHY, or FAULT_MAX when nothing is. An empty value can only be required. A pattern must
 * match the whole value; its work is paid from BUDGET, which also gets what is due for
 * the length of VALUE, and FAULT_NOT_CHECKED is returned when that is not enough.
 */
enum fault constraints_check(const struct constraints *r, struct slice value,
	struct regex_budget *budget, struct str *why);

#endif
