#ifndef OUTPUT_RECORD_MARKDOWN_H
#define OUTPUT_RECORD_MARKDOWN_H

/* A record as Markdown, for a page or a mail: read by GitHub, pandoc and most others. */

#include "base/str.h"
#include "data/record.h"

/*
 * Appends R: its name as the heading, each joined row as a table of its fields that hold
 * something, long lists of references below them, other names, links back as lists. A row
 * that is named has its key behind it as code, and is a link when it has an address.
 */
void record_markdown_add(struct str *out, const struct record *r);

#endif
