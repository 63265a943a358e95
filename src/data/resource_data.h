/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_RESOURCE_DATA_H
#define DATA_RESOURCE_DATA_H

/*
 * Where the rows of a resource are (Data Package v2, "path or data"): in a file, in several
 * that are one table, or in the descriptor itself.
 */

#include <stdbool.h>
#include <stddef.h>

#include "data/descriptor_reader.h"

/* Returns whether PATH ends with one of ENDINGS, a list that ends with NULL, in any
 * case. */
bool path_has_ending(const char *path, const char *const *endings);

/* Returns PATH without the ending of a compressed file that is read: towns.csv.gz holds
 * what towns.csv would. */
const char *path_unpacked(struct arena *arena, const char *path);

/* Returns the path of NODE, an entry of "resources", the first of several; NULL when there
 * is none. Version 0 called it "url". */
const char *resource_path(const json_t *node);

/* Makes the COUNT files PATHS, relative to the folder of D and in its arena, those of R;
 * r->path is NULL without any. */
void resource_set_files(
	struct descriptor *d, struct resource *r, const char *const *paths, size_t count);

/* Reads the "path" of NODE into R. What is no text of rows is refused: its bytes would be
 * read as such. */
void resource_read_files(struct reader *rd, struct resource *r, const json_t *node);

/* Rows in the descriptor being read. */
struct resource_data;

/*
 * Returns the work of making R, whose dialect and fields are read, a table of the "data" of
 * NODE, for resource_data_end or resource_data_free; NULL when its rows are in files, or
 * nowhere. The data are an array of rows, which are arrays or objects, or a text of CSV. They
 * are kept as CSV, written so that the fields read the same values from it.
 */
struct resource_data *resource_data_new(
	struct reader *rd, struct resource *r, const json_t *node);

/* Works until clock_now() reaches UNTIL; returns true when nothing is left to do. */
bool resource_data_step(struct resource_data *d, int64_t until);

/* Ends D, of which nothing is left to do, and frees it. */
void resource_data_end(struct resource_data *d);

/* Gives D up, and frees it; NULL is allowed. */
void resource_data_free(struct resource_data *d);

#endif
