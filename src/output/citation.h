#ifndef OUTPUT_CITATION_H
#define OUTPUT_CITATION_H

/*
 * What a row is as text to be taken elsewhere. Everything from a file comes through the
 * gate (base/text.h): a clipboard may be pasted into a shell, so tabs and line ends are
 * ours alone.
 */

#include <stddef.h>

#include "base/str.h"
#include "data/package.h"

/* Appends the COUNT values COLUMNS of REF, parted by tabs, empty ones too, without a line
 * end: what a spreadsheet takes as a row. */
void citation_add_row(const struct package *p, struct row_ref ref,
	const struct path *columns, size_t count, struct str *out);

/*
 * Appends how REF is cited: what it is called and its table; the package, its version,
 * its date and where it is to be had; then, each on a line, the titles of its sources and
 * their addresses, or those of the package when the row cites none. Ends with a newline.
 */
void citation_add_citation(const struct package *p, struct row_ref ref, struct str *out);

#endif
