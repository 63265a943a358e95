#ifndef VIEW_RECORD_PRINT_H
#define VIEW_RECORD_PRINT_H

/* The page of a record printed: as on the screen, but from its first line to its last. */

#include "base/str.h"
#include "data/package.h"
#include "output/print_style.h"
#include "view/record_page.h"

/* Appends as much as EXTENT of the record of REF, a row of P, in lines of at most WIDTH
 * columns, and no more than can be read well. Nothing in it drives a terminal but what
 * INK puts in. */
void record_print_add(struct str *out, const struct style_set *styles,
	const struct package *p, struct row_ref ref, int width,
	enum record_page_extent extent);

#endif
