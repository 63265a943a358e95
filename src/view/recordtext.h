#ifndef VIEW_RECORDTEXT_H
#define VIEW_RECORDTEXT_H

/*
 * The text of a record: all that the tables know about one row. First its own fields,
 * then those of the rows it is one with, its other names, what names it, and where the
 * sources differ. Values that name other rows are links.
 */

#include <stdbool.h>
#include <stddef.h>

#include "data/package.h"
#include "ui/pager.h"

struct recordtext {
	const struct package *package;
	struct pager *pager;
	int width;             /* columns to fill */
	bool all;              /* empty fields too, and every name and back-link */
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

/* Writes the record of REF anew, WIDTH columns wide. */
void recordtext_build(struct recordtext *t, struct row_ref ref, int width, bool all);

#endif
