#ifndef VIEW_RECORDVALUE_H
#define VIEW_RECORDVALUE_H

/*
 * Values on the page of a record, each behind its label: links, lists, dates in words.
 * They stand at column t->label + 2 and are wrapped there.
 */

#include "view/recordtext.h"

/* Adds LABEL and leaves the line open where its value starts. */
void recordvalue_add_label(struct recordtext *t, const char *label);

/* Adds what REF, a row, is called, as a link to it. */
void recordvalue_add_row(struct recordtext *t, struct row_ref ref);

/* Adds VALUE, the cell of FIELD in REF, which is not empty, as the field wants it. */
void recordvalue_add(
	struct recordtext *t, struct row_ref ref, size_t field, struct slice value);

#endif
