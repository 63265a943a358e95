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
	WALK_TITLE,    /* what the record is called; no rows */
	WALK_ROW,      /* a row of its own: the one asked for, or one joined to it */
	WALK_NAMES,    /* other names, a section for each table of names */
	WALK_NAMED_BY, /* the heading of all rows that refer to the record; no rows */
	WALK_BACK,     /* rows that refer to it by one foreign key */
	WALK_INLINE,   /* rows that are shown in full, as disagreements of sources are */
	WALK_REFERENCES, /* the long lists of references of a WALK_ROW */
	WALK_SECTIONS
};

/* How much of a record is visited. */
enum record_extent {
	RECORD_SHORT,   /* the first names and links back of each section */
	RECORD_PRINTED, /* the first names, every link back */
	RECORD_WHOLE,   /* every name and every link back */
	RECORD_ALL,     /* also fields that are empty, for the curator, or in the title */
	RECORD_DOCUMENT, /* all but empty fields and those for the curator; long lists
			  * behind the row they are of */
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
	struct str date;    /* of a row of WALK_BACK that is an event, as in the file */

	size_t field;      /* number of the field in the schema */
	struct slice cell; /* as in the file; empty only with RECORD_ALL and DATA */
	bool lines;        /* its values are better read on a line of their own each */

	size_t value;      /* number of the value in its field, or in its row */
	struct str text;   /* what it reads as: a date in words, a row by its label */
	struct slice raw;  /* the date as in the file when that says more, else empty */
	struct row_ref to; /* the row it refers to; .table is -1 when there is none */

	/* The walk's own. */
	const struct record_visitor *visitor;
	const struct record_extent_rules *rules;
	struct csvrow row; /* the cells of ref */
};

/* What to call at each step; NULL: nothing. */
struct record_visitor {
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

/* Appends what REF, a row of the package, is called. */
void record_walk_add_label(
	const struct record_walk *w, struct row_ref ref, struct str *out);

/* Returns the schema's entry of the field visited. */
const struct field *record_walk_field(const struct record_walk *w);

/* Returns the title of the field by which the rows of WALK_BACK refer to the record. */
const char *record_walk_key_title(const struct record_walk *w);

#endif
