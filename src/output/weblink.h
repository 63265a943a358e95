#ifndef OUTPUT_WEBLINK_H
#define OUTPUT_WEBLINK_H

/*
 * Addresses in the data that a browser may be given: where they stand, and which of them
 * may be opened. An address is written by whoever made the table, so none is opened that
 * could be anything but a page of the web.
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

/* Finds the first address (scheme://...) that stands in TEXT as a word, into *URL, a part
 * of TEXT; of any scheme, that a wrong one be told and not passed over. */
bool weblink_find(struct slice text, struct slice *url);

/*
 * Appends the address of row REF: its first field of format "uri" that is not empty, else
 * the first cell, or item of a list, that is an address of http or https. Returns false,
 * with nothing appended, when there is none.
 */
bool weblink_of_row(const struct package *p, struct row_ref ref, struct str *out);

/*
 * Tells whether URL may be opened: of http or https, with a host, and with nothing in it
 * that is not seen. Otherwise appends a sentence that says why to ERR.
 */
bool weblink_check(struct slice url, struct str *err);

/* Tells whether NAME, as the variable BROWSER holds it, is a program and nothing more: no
 * list, no arguments, nothing that a shell would have to read. May be NULL. */
bool weblink_is_program(const char *name);

#endif
