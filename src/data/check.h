/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_CHECK_H
#define DATA_CHECK_H

/*
 * The check of one table against its schema, in steps: the number of cells of each row,
 * bytes that are no text, and for each field its type, format and constraints. All that
 * is wrong goes to the package's diag. Repeated primary keys and references to nothing
 * are reported where they are resolved (load.c, links.c).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/namemap.h"
#include "base/regex.h"
#include "data/package.h"

struct check;

/* Returns the check of T, all of whose rows are known. The caller frees it. */
struct check *check_new(struct package *p, struct table *t);

/* Frees C; NULL is allowed. */
void check_free(struct check *c);

/* Works until the clock reaches UNTIL; returns true when all rows are checked. What of the
 * schema cannot be checked is reported first. */
bool check_step(struct check *c, int64_t until);

/* Returns the rows checked so far. */
size_t check_row(const struct check *c);

/* What a field demands of a value, prepared for many of them: its pattern compiled, its
 * bounds as numbers, its choices by value. */
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
