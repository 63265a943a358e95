#ifndef VIEW_RECORDTEXT_H
#define VIEW_RECORDTEXT_H

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

enum { RECORDTEXT_WIDEST = 100 }; /* columns beyond which lines are hard to read */

/* How much of a record is told. */
enum recordtext_extent {
	RECORDTEXT_SHORT,   /* the first names and links back, and by which key come more
			     */
	RECORDTEXT_PRINTED, /* the first names, every link back; no word of keys */
	RECORDTEXT_WHOLE,   /* every name and every link back */
	RECORDTEXT_ALL,     /* empty fields and those of the head too */
};

struct recordtext {
	const struct package *package;
	struct pager *pager;
	int width; /* columns to fill */
	enum recordtext_extent extent;
	int label;             /* columns of the widest label */
	struct row_ref *links; /* where each link of the pager leads */
	size_t link_count, link_alloc;
	struct str text; /* scratch */
};

/* Makes T ready to write into PAGER, which must outlive it. */
void recordtext_init(
	struct recordtext *t, const struct package *package, struct pager *pager);

/* Frees what T owns. */
void recordtext_release(struct recordtext *t);

/* Writes as much as EXTENT of the record of REF anew, WIDTH columns wide. */
void recordtext_build(struct recordtext *t, struct row_ref ref, int width,
	enum recordtext_extent extent);

#endif
