/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_RECORD_PAGE_H
#define VIEW_RECORD_PAGE_H

/*
 * The page of a record: what the record walk (output/record_walk.h) finds, laid out in a
 * pager for a width. Values that refer to rows are links. What is on the page and in
 * which order is decided by the walk, not here.
 */

#include <stddef.h>

#include "data/package.h"
#include "diff/diff.h"
#include "output/style.h"
#include "output/listing.h"
#include "output/record_walk.h"
#include "ui/pager.h"

enum { RECORD_PAGE_WIDEST = 100 }; /* columns beyond which lines are hard to read */

struct record_page {
	const struct package *package;
	struct pager *pager;
	int width; /* columns to fill */
	enum record_extent extent;
	const struct diff *diff; /* what changed in the record leads it; NULL: nothing is
				  * compared */
	bool changes_added;
	bool partial;       /* names, rows, fields or the end of a text are left out */
	size_t flowed;      /* bytes of texts so far */
	struct row_ref ref; /* the record */
	int label;          /* columns for the labels; longer ones are wrapped */
	/* Where text is added: PAGER, or a part of lines that have two, until both are
	 * complete. A label that wraps and its value are the parts of row 1; of columns,
	 * what heads them is in row 0. */
	struct pager *out;
	struct pager part[2][2]; /* by row and column */
	int columns;             /* that are complete */
	int left;                /* column where values begin, and go on below */
	int right;               /* column where lines end */
	struct row_ref *links;   /* where each link of the pager leads */
	size_t link_count, link_alloc;
	struct str text; /* scratch */
};

/* Makes T ready to write into PAGER, which must outlive it. */
void record_page_init(
	struct record_page *t, const struct package *package, struct pager *pager);

/* Frees what T owns. */
void record_page_release(struct record_page *t);

/* Replaces the pager's text by EXTENT of the record of REF, WIDTH columns wide. */
void record_page_build(
	struct record_page *t, struct row_ref ref, int width, enum record_extent extent);

/*
 * Appends the page of REF, a row of P, as text: as on the screen, from its first line to
 * its last, in lines of at most WIDTH columns, and of no more than RECORD_PAGE_WIDEST.
 * No character drives a terminal but those of STYLES.
 */
void record_page_print(struct str *out, const struct style_codes *styles,
	const struct package *p, struct row_ref ref, int width,
	enum record_extent extent);

/*
 * Appends the record of REF in FORMAT and returns NULL; or, where a record is a listing
 * in that format, or, as GeoJSON, its row, appends nothing and returns the listing, which
 * the caller frees. As text it is the page with STYLES and WIDTH.
 */
struct listing *record_page_write(struct str *out, enum format format,
	const struct style_codes *styles, const struct package *p, struct row_ref ref,
	int width);

#endif
