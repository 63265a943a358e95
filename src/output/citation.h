/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_CITATION_H
#define OUTPUT_CITATION_H

/*
 * Where a row comes from, as text to take along: its citation, the rows that it cites as
 * sources, and the addresses in the data that a browser may be given. Text from a file
 * is made visible (base/text.h), for a clipboard may be pasted into a shell: the only
 * tabs and line ends are those put in here. An address is written by the maker of the
 * table, so none is opened that could be anything but a page of the web.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

/* Appends the COUNT values COLUMNS of REF, empty ones too, with tabs between and no line
 * end: what a spreadsheet takes as a row. */
void citation_add_row(const struct package *p, struct row_ref ref,
	const struct path *columns, size_t count, struct str *out);

/*
 * Appends how REF is cited: its label and its table; the package with version, date and
 * home page; then, each on a line, titles and addresses of its sources, or those of the
 * package when the row cites none. Ends with a newline.
 */
void citation_add(const struct package *p, struct row_ref ref, struct str *out);

/*
 * Returns whether rows of TABLE are sources: scope_is_cited says so; or, in a package of
 * so few tables that this cannot be seen, the rows have an address and most of the other
 * tables refer to them by a list.
 */
bool citation_is_source_table(const struct package *p, int table);

/*
 * Writes the sources of REF into OUT, which has room for MAX, each once and in the order
 * of the data: its own, then those of the rows it is one with; a source is its own.
 * Returns how many it wrote; none before P is linked.
 */
size_t citation_sources(
	const struct package *p, struct row_ref ref, struct row_ref *out, size_t max);

/*
 * Appends the address of row REF: its first field of format "uri" that is not empty, else
 * the first cell, or item of a list, that is an address of http or https. Returns false,
 * with nothing appended, when there is none.
 */
bool citation_add_address(const struct package *p, struct row_ref ref, struct str *out);

/* Finds the first address (scheme://...) that is a word of TEXT and sets *URL to that
 * part of it. The scheme may be any, so that a wrong one is reported, not ignored. */
bool citation_find_address(struct slice text, struct slice *url);

/*
 * Returns whether URL may be opened: it is of http or https, has a host, and every
 * character of it can be seen. Otherwise appends a sentence that says why to ERR.
 */
bool citation_check_address(struct slice url, struct str *err);

/* Returns whether TEXT is an address of the web. */
bool citation_is_address(struct slice text);

#endif
