/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_SEARCH_TEXT_H
#define QUERY_SEARCH_TEXT_H

/*
 * The texts by which rows are found, whatever is searched for: those of the row itself,
 * those of the rows that it references, and its other names. Read when they are first
 * needed and kept from one search to the next; what depends on links is there once the
 * package is linked.
 *
 * The own texts of a row are its label and its cells, folded, each on a line; and apart
 * from them its codes, a key that no column shows, and the keys of its references, which
 * are found as whole words only. No texts are truth values, points and shapes, which
 * nobody searches by letters; references, which are found by what they name; and the keys
 * of rows that all rows cite (scope_is_cited). Of a long row only the first
 * SEARCH_TEXT_MOST bytes of them are there, of the first SEARCH_TEXT_CELLS cells, so that
 * it keeps no key waiting. Of a names table only the labels are texts, for the rest of its
 * rows says nothing about the row that they name.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

enum {
	SEARCH_TEXT_KEEP = 32 << 20, /* bytes of the largest file whose texts are kept */
	SEARCH_TEXT_MOST = 1 << 20,  /* bytes of a row that are searched */
	SEARCH_TEXT_CELLS = 1 << 18, /* and cells of one that has more bytes */
	SEARCH_TEXT_AHEAD = 2 << 20, /* bytes of files that are folded ahead */
};

/* The texts of a row. Each begins and ends with a newline unless it is empty. */
struct doc {
	struct slice text;  /* the line of the label first */
	struct slice codes; /* of the row itself */
	struct slice keys;  /* of rows that it references */
};

/* What the values of a field are for the search. */
enum field_use { USE_NONE, USE_TEXT, USE_CHOICE, USE_CODE, USE_KEY };

/* A field that names rows of another table. */
struct reference {
	size_t field;
	size_t key; /* number of the foreign key */
	int table;
	bool list;
	bool one;       /* one-to-one: both rows are about the same thing */
	bool is_source; /* the rows named are sources: found by their scope only */
};

/* The texts of the rows of one table. */
struct table_text {
	bool ready;         /* the table's fields are known, the rest is set */
	bool changed;       /* by the last update: rows are to be searched again */
	size_t field_count; /* of the table then */
	const struct package *package;
	const struct table *table;
	enum field_use *uses;   /* by field, USE_NONE for those that the table may get */
	struct reference *refs; /* one for each foreign key, by its first field */
	size_t ref_count;
	bool alone;    /* rows are found by texts of their own only */
	bool codes;    /* rows are found by codes, their own or those they reference */
	bool named;    /* rows have other names */
	bool in_bytes; /* all texts of a row are in its bytes of the file, but for folding */
	bool plain;    /* and those bytes hold nothing else */
	struct arena arena;
	struct doc *docs; /* by row, folded; text.text is NULL until it is asked for */
	size_t count;
	struct str text, code_text, keys; /* of the row asked for last */
	struct str value;                 /* scratch */
};

struct search_text {
	const struct package *package;
	struct table_text *tables;     /* of the package, same order */
	bool *has_names;               /* by table: another has other names of its rows */
	bool linked;                   /* the package was at the last update */
	size_t ahead_table, ahead_row; /* rows before these are folded if they are to be */
	uint64_t ahead_left;           /* bytes of SEARCH_TEXT_AHEAD not used yet */
};

/* Makes X the texts of P, which must outlive it; none of them is read yet. */
void search_text_init(struct search_text *x, const struct package *p);

/* Frees what X owns. */
void search_text_release(struct search_text *x);

/* Takes in what the package has by now. Returns true when rows may be found by more than at
 * the last call, those of the tables marked as changed: they have links now, or columns
 * beyond the header. */
bool search_text_update(struct search_text *x);

/* Folds other names, and the rows of the tables whose files are SEARCH_TEXT_AHEAD bytes in
 * all, until clock_now() reaches UNTIL, so that the first search need not wait for them.
 * Returns true when nothing is left to do. Does nothing before the package is linked. */
bool search_text_step(struct search_text *x, int64_t until);

/* Returns whether the texts of the rows of TABLE are kept: its file is no larger than
 * SEARCH_TEXT_KEEP. */
bool search_text_keeps(const struct search_text *x, int table);

/* Returns the own texts of REF, folded or RAW (as written). They live until the next call
 * for a row of the same table. */
struct doc search_text_doc(struct search_text *x, struct row_ref ref, bool raw);

/* Returns the folded label of REF; it lives as long as the result of search_text_doc. */
struct slice search_text_label(struct search_text *x, struct row_ref ref);

/* Returns the label of DOC, which is its first line. */
struct slice doc_label(const struct doc *doc);

/* Returns the rows that REF names through R, a reference of its table, and sets *COUNT to
 * their number; some may be ROW_NONE. None before the package is linked. */
const uint32_t *search_text_targets(const struct search_text *x, struct row_ref ref,
	const struct reference *r, size_t *count);

/* Returns the reference in field FIELD of TABLE, or NULL. */
const struct reference *search_text_reference(
	const struct search_text *x, int table, size_t field);

/* Returns the row that REF's one-to-one key names, or ROW_NOWHERE. */
struct row_ref search_text_above(const struct search_text *x, struct row_ref ref);

/*
 * A walk over the rows of names tables that name REF, or a row above it:
 *
 *	struct search_text x;
 *	struct name_walk walk;
 *	struct row_ref name;
 *
 *	search_text_init(&x, package);
 *	walk = search_text_names(&x, *ref);
 *	while (search_text_next_name(&walk, &name))
 *		printf("%zu bytes\n", search_text_label(&x, name).len);
 *	search_text_release(&x);
 */
struct name_walk {
	const struct search_text *texts;
	struct row_ref ref;   /* the row named */
	bool own;             /* not those of a row above it */
	int table;            /* with the names being walked over, -1 at the start */
	const uint32_t *rows; /* these names */
	size_t count, at;
};

/* Returns the walk over the other names of REF. */
struct name_walk search_text_names(const struct search_text *x, struct row_ref ref);

/* Goes to the next table that has names; returns false when there is none. */
bool search_text_next_table(struct name_walk *w);

/* Sets *NAME to the next name; returns false when there are no more. */
static inline bool search_text_next_name(struct name_walk *w, struct row_ref *name)
{
	if (w->at == w->count && !search_text_next_table(w))
		return false;
	*name = (struct row_ref){ w->table, w->rows[w->at++] };
	return true;
}

#endif
