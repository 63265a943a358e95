/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_RECORD_WALK_H
#define OUTPUT_RECORD_WALK_H

/*
 * The one way through a record: all that the tables know about a row, part by part. What
 * the parts are, their order, which fields and how many rows are shown, and what a value
 * reads as is decided here; how it looks is decided by the visitors: the page on the
 * screen, Markdown, JSON, TSV, and the lines of lines mode.
 *
 *	static const struct record_visitor visitor = { .field = NULL };
 *
 *	record_walk(record, &visitor, RECORD_SHORT, state);
 */

#include <stdbool.h>
#include <stddef.h>

#include "data/record.h"

/* The sections of a record, in their order. A section has rows, a row has fields, and a
 * field has values. */
enum walk_section {
	WALK_TITLE, /* what the record is called; no rows */
	WALK_LEAD, /* what the row asked for answers, as a value without a field; then the
			* field that says what happened or came out */
	WALK_ROW,  /* its rows: the one asked for, and those joined to it. For readers
			* they are one section, for programs each is one. */
	WALK_NAMES,    /* other names, a section for each table of names */
	WALK_LISTS,    /* the lists of rows that those rows refer to */
	WALK_NAMED_BY, /* the heading of all rows that refer to the record; no rows */
	WALK_BACK,     /* rows that refer to it by one foreign key */
	WALK_INLINE,   /* rows that are shown in full, as disagreements of sources are */
	WALK_SOURCES,  /* those of all its rows: under one title one field, each once */
	WALK_FILES,    /* where its rows are in the files, a value in each row */
	WALK_SECTIONS
};

/* How much of a record is visited. */
enum record_extent {
	RECORD_SHORT,   /* the first names and links back of each section */
	RECORD_PRINTED, /* the first names, every link back */
	RECORD_WHOLE,   /* every name and every link back */
	RECORD_ALL,     /* also what is empty, for the curator, or in the title, dates and
			 * points as they are written, and the lines of the files */
	RECORD_DOCUMENT, /* all but empty fields and those for the curator */
	RECORD_DATA,     /* every cell in the order of its table; rows of names and inline
			  * rows with all fields, rows that refer to the record with
			  * those by which they do */
};

struct record_visitor;
struct record_extent_rules;

/* The state of a walk, which visitors read: where it is, and what is there. Texts live
 * until the visitor returns. */
struct record_walk {
	const struct record *record;
	const struct package *package;
	void *data; /* the visitor's own */

	enum walk_section section;
	const struct resource *schema; /* of the rows of the section */
	const struct back_link *link;  /* the rows of WALK_NAMES, BACK and INLINE */
	size_t shown;                  /* of its rows, how many are visited */

	size_t number;      /* of the row in its section; of a WALK_ROW in the record */
	struct row_ref ref; /* the row */
	struct str date;    /* of a row of WALK_BACK that is an event: in words, for
			     * programs as in the file */

	size_t field;      /* number of the field in the schema */
	struct slice cell; /* as in the file; empty only with RECORD_ALL and DATA */
	bool lines;        /* its values are better read on a line of their own each */
	int column; /* of the field, from 1, in an inline row of columns; else 0 */
	bool heading; /* the field heads its column, it is no value of its own */

	size_t value;      /* number of the value in its field, or in its row */
	bool more;         /* another value follows in the field or section */
	struct slice text; /* what it reads as: a date in words, a row by its label */
	struct slice raw; /* with RECORD_ALL, the cell where the text differs; or empty */
	struct row_ref to; /* the row it refers to; .table is -1 when there is none */

	/* The walk's own. */
	const struct record_visitor *visitor;
	const struct record_extent_rules *rules;
	struct str made;      /* the memory of texts that are not as in the file; visitors
			       * may use it too, but not while they visit a value */
	struct csvrow row;    /* the cells of ref */
	struct str title;     /* what the record is called */
	struct row_ref *seen; /* by WALK_SOURCES */
	size_t seen_count, seen_alloc;
};

/* What to call at each step; NULL: nothing. Without a function for values, the walk makes
 * none, and visits no rows but the record's own. */
struct record_visitor {
	size_t fields; /* of each of the record's own rows, the first so many; 0: all */
	void (*section)(struct record_walk *w);
	void (*row)(struct record_walk *w);
	void (*field)(struct record_walk *w);
	void (*value)(struct record_walk *w); /* none for an empty cell */
	void (*end_field)(struct record_walk *w);
	void (*end_row)(struct record_walk *w);
	void (*end_section)(struct record_walk *w); /* of NAMES, BACK, INLINE */
};

/* Visits EXTENT of R; DATA becomes w->data. Values that are a whole row (names,
 * rows of WALK_BACK) have no field around them. */
void record_walk(const struct record *r, const struct record_visitor *visitor,
	enum record_extent extent, void *data);

/* Returns the schema's entry of the field visited. */
const struct field *record_walk_field(const struct record_walk *w);

/* Returns whether the field visited is the label of an inline row, which leads to it. */
bool record_walk_is_label(const struct record_walk *w);

/* Returns how many fields of the row visited, one of the record's own, the walk would
 * visit if they were not behind those that the visitor asks for. */
size_t record_walk_fields_behind(const struct record_walk *w);

/* Returns how many rows of the table of WALK_INLINE refer to the record, by any field. */
size_t record_walk_count(const struct record_walk *w);

#endif
