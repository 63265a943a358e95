/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_SCOPE_H
#define QUERY_SCOPE_H

/*
 * Finds which fields the word in front of a colon means: "region:asia". The word is the
 * name or title of a field, a reference and a field with a dot between
 * ("country.capital"), a table, or the start of one of these or of a word in it; case,
 * accents and punctuation do not matter ("listed_as").
 *
 * Each table understands the word by itself, the nearest first: as one of its fields; as
 * the table; as its references to a table; as a field of rows it references. Exact names
 * come before names that only start with the word, of which there may be only one, and
 * these before names with a word that starts so ("hoc" for "ad hoc group"), of which one
 * has to be in all others. Where no field of the table and no table is called "year" or
 * "date", these mean all dates of a row.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"
#include "query/query.h"

enum { SCOPE_PATHS = 16 }; /* fields of one table that a word means at most */

enum scope_kind {
	SCOPE_NONE,    /* nothing in this table: no row of it matches */
	SCOPE_SEVERAL, /* several names start so: no row matches either */
	SCOPE_ROW,     /* the table itself: all texts of the row */
	SCOPE_TABLES,  /* "table": the value is the name of tables */
	SCOPE_FIELDS,  /* the paths */
};

/* A field of the row, or of the row that a field of it references. */
struct scope_path {
	size_t fields[2];
	size_t count; /* 1 or 2 */
};

struct scope {
	enum scope_kind kind;
	struct scope_path paths[SCOPE_PATHS];
	size_t count;
};

/* Sets OUT to what WORD, as typed, means in table TABLE of P. */
void scope_bind(const struct package *p, int table, struct slice word, struct scope *out);

/* Sets OUT to all dates of the rows of TABLE. */
void scope_bind_dates(const struct package *p, int table, struct scope *out);

/*
 * Returns whether WORD means something in a table of P. Appends a sentence to ERR when it
 * may mean several things in table FIRST (-1: none), or in all tables that know it; or
 * when it means nothing but is near to a name.
 */
bool scope_known(const struct package *p, int first, struct slice word, struct str *err);

/* Returns whether B, as range_parse left it, bounds values of a field that WORD means in a
 * table of P, or of any if it means none; see range_fits for EXAMPLE. */
bool scope_reads(
	const struct package *p, struct slice word, struct range *b, struct str *example);

/* Returns whether the name or title of TABLE starts with NAME (folded). */
bool scope_names_table(const struct package *p, int table, struct slice name);

/* Returns how many tables of P refer to TABLE by a list. */
size_t scope_citing(const struct package *p, int table);

/*
 * Returns whether rows of TABLE are cited as the sources of other rows: most of the other
 * tables reference it by a list, and it references nothing itself. What every row cites
 * distinguishes none, so it is searched only in its own table and by its scope.
 */
bool scope_is_cited(const struct package *p, int table);

#endif
