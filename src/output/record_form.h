/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_RECORD_FORM_H
#define OUTPUT_RECORD_FORM_H

/*
 * The forms of a record for other programs and documents, each a visitor of the record
 * walk (record_data.c, record_markdown.c), registered in output/listing.c. Its form
 * as text is the page, view/record_page.h.
 *
 *	struct str out = STR_INIT;
 *	struct record record;
 *
 *	record_init(&record, package, *ref);
 *	record_json_add(&out, &record);
 *	record_release(&record);
 */

#include "data/record.h"
#include "output/listing.h"

/*
 * Appends R as one JSON object and a line end. The members are always the same and in the
 * same order; what there is none of is an empty array. Rows have their fields by the
 * names of the schema, with values of their types (output/json.h), and apart from other
 * members, whatever the fields are called. doc/bali.1 lists the members.
 */
void record_json_add(struct str *out, const struct record *r);

/*
 * Appends R as Markdown, as GitHub, pandoc and most others read it: its name as the
 * heading, what it leads with, one table of its fields that are not empty, other names and
 * links back as lists, sources at the end. A row that is named has its key behind it as
 * code, and is a link when it has an address.
 */
void record_markdown_add(struct str *out, const struct record *r);

/*
 * Returns R as a listing for grep(1) and cut(1), a row a field, with the columns table,
 * key, field and value as it is in the file: every field of the rows that R is one with;
 * of rows that are other names of it, or are shown inline, the fields that are not empty;
 * of the rows that refer to it the fields by which they do. The caller frees it.
 */
struct listing *record_tsv_new(const struct record *r);

#endif
