#ifndef VIEW_RECORD_PAGE_H
#define VIEW_RECORD_PAGE_H

/*
 * The text of a record: all that the tables know about one row (data/record.h), laid out
 * for a width. First its own fields, then those of the rows it is one with, its other
 * names, what names it, and where the sources differ. Values that name other rows are
 * links.
 */

#include <stdbool.h>
#include <stddef.h>

#include "data/package.h"
#include "data/record.h"
#include "ui/pager.h"

enum { RECORD_PAGE_WIDEST = 100 }; /* columns beyond which lines are hard to read */

/* How much of a record is told. */
enum record_page_extent {
	RECORD_PAGE_SHORT,   /* the first names and links back, and by which key come more
			     */
	RECORD_PAGE_PRINTED, /* the first names, every link back; no word of keys */
	RECORD_PAGE_WHOLE,   /* every name and every link back */
	RECORD_PAGE_ALL,     /* empty fields and those of the head too */
};

struct record_page {
	const struct package *package;
	struct pager *pager;
	int width; /* columns to fill */
	enum record_page_extent extent;
	int label;             /* columns of the widest label */
	struct row_ref *links; /* where each link of the pager leads */
	size_t link_count, link_alloc;
	struct str text; /* scratch */
};

/* Makes T ready to write into PAGER, which must outlive it. */
void record_page_init(
	struct record_page *t, const struct package *package, struct pager *pager);

/* Frees what T owns. */
void record_page_release(struct record_page *t);

/* Writes as much as EXTENT of the record of REF anew, WIDTH columns wide. */
void record_page_build(struct record_page *t, struct row_ref ref, int width,
	enum record_page_extent extent);

#endif
