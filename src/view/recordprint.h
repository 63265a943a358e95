#ifndef VIEW_RECORDPRINT_H
#define VIEW_RECORDPRINT_H

/* The page of a record printed: as on the screen, but from its first line to its last. */

#include "base/str.h"
#include "data/package.h"
#include "output/ink.h"
#include "view/recordtext.h"

/* Appends as much as EXTENT of the record of REF, a row of P, in lines of at most WIDTH
 * columns, and no more than can be read well. Nothing in it drives a terminal but what
 * INK puts in. */
void recordprint_add(struct str *out, const struct ink *ink, const struct package *p,
	struct row_ref ref, int width, enum recordtext_extent extent);

#endif
