#ifndef DATA_RECORD_H
#define DATA_RECORD_H

/*
 * What belongs to the record of a row: the rows that it is one with, which of their
 * fields a page tells where, and the rows that name any of them. Here is decided what
 * there is to tell and in which order; how it looks, and how much of it is told, is left
 * to those who write it: the page on the screen, the command line.
 *
 *	struct record r;
 *
 *	record_init(&r, package, ref);
 *	for (size_t i = 0; i < r.facet_count; i++)
 *		... the fields of r.facets[i]
 *	for (size_t i = r.start[RECORD_NAMES]; i < r.start[RECORD_NAMES + 1]; i++)
 *		... the names r.back[i]
 *	record_release(&r);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

enum { RECORD_FACETS = 16 }; /* a row is one with fewer rows than that */

/* What rows that name the record are to it, in the order of a page. */
enum record_part {
	RECORD_NAMES,    /* other names of it */
	RECORD_NAMED_BY, /* rows of their own, to be linked to */
	RECORD_IN_PLACE, /* rows that are told in full where they belong */
	RECORD_PARTS
};

/* Where a page tells a field. */
enum record_place {
	RECORD_HEAD, /* its title says it already, or nobody reads it */
	RECORD_BODY,
	RECORD_END, /* long, and of use only to those who look for it */
};

struct record {
	const struct package *package;
	struct row_ref joined[RECORD_FACETS]; /* the row asked for, then what it is one
					       * with: the root, then as the tables are */
	size_t facet_count;                   /* at least 1 */
	struct back_link *back; /* what names a facet, part by part, in each as the
				 * facets are */
	size_t back_alloc;
	size_t start[RECORD_PARTS + 1]; /* in back: where each part begins; the end */
};

/* Makes R the record of REF, a row of P, which must outlive it. Nothing names it until P
 * is linked. */
void record_init(struct record *r, const struct package *p, struct row_ref ref);

/* Frees what R owns. */
void record_release(struct record *r);

/* Returns the table of REF, a row. */
const struct table *record_table(const struct package *p, struct row_ref ref);

/* Returns where a page tells field FIELD of REF, whose cell reads VALUE. */
enum record_place record_field_place(
	const struct package *p, struct row_ref ref, size_t field, struct slice value);

/*
 * Replaces OUT by what ITEM, number NUMBER of the list in FIELD of REF, is called: by the
 * label of the row it names, else as it stands. Returns that row; .table is -1 when there
 * is none.
 */
struct row_ref record_item(const struct package *p, struct row_ref ref, size_t field,
	size_t number, struct slice item, struct str *out);

/* Tells whether LIST, the cell of FIELD in REF, has items that are better read on a line
 * of their own each. */
bool record_items_long(
	const struct package *p, struct row_ref ref, size_t field, struct slice list);

/* Appends the codes of all facets of R, with " · " between; nothing when there are none.
 */
void record_add_codes(const struct record *r, struct str *out);

/*
 * Appends the other name that row NAME of a names table is, and in brackets what it says
 * of itself: the last of its other columns that holds something, "Kampuchea (former)",
 * "Camboya (Spanish, Asturian)".
 */
void record_add_name(const struct package *p, struct row_ref name, struct str *out);

/* Appends the date of REF as written when it is an event; nothing else. */
void record_add_date(const struct package *p, struct row_ref ref, struct str *out);

/* Appends the names of the fields by which the rows of LINK name the record, with "/"
 * between: in most cases there is one. */
void record_add_link_field(
	const struct package *p, const struct back_link *link, struct str *out);

#endif
