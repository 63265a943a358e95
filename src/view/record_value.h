#ifndef VIEW_RECORD_VALUE_H
#define VIEW_RECORD_VALUE_H

/*
 * Values on the page of a record, each behind its label: links, lists, dates in words.
 * They stand at column t->label + 2 and are wrapped there.
 */

#include "view/record_page.h"

/* Adds LABEL and leaves the line open where its value starts. */
void record_value_add_label(struct record_page *t, const char *label);

/* Adds what REF, a row, is called, as a link to it. */
void record_value_add_row(struct record_page *t, struct row_ref ref);

/* Adds VALUE, the cell of FIELD in REF, which is not empty, as the field wants it. */
void record_value_add(
	struct record_page *t, struct row_ref ref, size_t field, struct slice value);

#endif
