/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_BALI_EXT_H
#define DATA_BALI_EXT_H

/*
 * The object "bali" of a table, an extension of the standard by this program (described
 * in bali-data(5)): how the table is shown, and what its rows are. Its properties, and
 * the columns on the screen, name values by paths through references: "country.name".
 * Everything has a default, which is filled in here too.
 */

#include <stdbool.h>

#include "base/memory.h"
#include "base/str.h"
#include "data/descriptor.h"
#include "data/descriptor_reader.h"

/* Reads by what the rows of table TABLE are called, when the references of all tables are
 * known. */
void bali_ext_read_label(struct reader *rd, size_t table);

/* Reads the rest of the object "bali" of table TABLE, when the labels of all tables are
 * known: the title of a column depends on the label where it leads. */
void bali_ext_read(struct reader *rd, size_t table);

/* Shows R, a table without a schema, with all its columns, labelled by the first. */
void bali_ext_guess(struct descriptor *d, struct resource *r);

/* Makes the fields of R from number FROM on its last columns. */
void bali_ext_add_columns(struct descriptor *d, struct resource *r, size_t from);

/*
 * Finds the field, or the path through references, that TEXT names in R; a field whose
 * name has dots is preferred to a path. Fills OUT, whose memory is from ARENA, for which
 * the label of the table at its end must be known: a column that leads to the label of a
 * row has the title of the reference. Returns false, with OUT untouched and a sentence
 * appended to ERR, when there is no such path of at most 8 steps.
 */
bool path_find(struct path *out, const struct descriptor *d, const struct resource *r,
	const char *text, struct arena *arena, struct str *err);

/* Appends PATH, which starts at R, as path_find reads it: "country.name". */
void path_add_name(const struct path *path, const struct descriptor *d,
	const struct resource *r, struct str *out);

#endif
