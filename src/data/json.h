/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_JSON_H
#define DATA_JSON_H

/*
 * JSON (RFC 8259) as it is read: the files of a descriptor, with the position of each
 * value, and the cells of a table. This module alone loads JSON; the nodes are jansson's
 * own, and those who read a descriptor walk them with its functions. The getters of
 * jansson return nothing when asked for the wrong type, so that a descriptor of any form
 * can be walked without a check at each step. A lack of memory ends the program, as
 * everywhere: it is never reported as bad JSON.
 *
 *	struct json_load *load = json_load_new("datapackage.json", "datapackage.json");
 *	struct json_doc doc;
 *	struct json_error error;
 *
 *	while (!json_load_step(load, clock_now() + 10 * TASK_MS))
 *		continue;
 *	if (json_load_end(load, &doc, &error)) {
 *		puts(json_string_value(json_object_get(doc.root, "title")));
 *		json_doc_release(&doc);
 *	}
 */

#include <jansson.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"

/* Has jansson get all its memory, for writing too, from xmalloc, which ends the program when
 * there is none. Called once, before anything else of it. */
void json_init(void);

/* A document. Its nodes are freed with it, all together, and never with json_decref. */
struct json_doc {
	json_t *root;
	struct arena arena; /* the nodes */
};

/* Why a document could not be read. */
struct json_error {
	size_t line, column; /* from 1, the column in bytes; 0: no position */
	char text[200];      /* one sentence */
};

/* Where a value of a document begins. Before each piece of memory of a document there is one,
 * so its size keeps what follows aligned. */
struct json_place {
	alignas(max_align_t) const char *file; /* as it was called when it was opened */
	uint32_t line, column;                 /* from 1, the column in bytes */
};

/* A document being read. */
struct json_load;

/*
 * Returns the work of reading the file at PATH, for json_load_end or json_load_free. NAME is
 * what the places of its values call it, and lives longer than the document. A byte order
 * mark is skipped. A file cannot be read that is over 64 MiB, is not JSON, or is nested
 * deeper than 2048 levels.
 */
struct json_load *json_load_new(const char *path, const char *name);

/* Works until clock_now() reaches UNTIL; returns true when nothing is left to do. */
bool json_load_step(struct json_load *l, int64_t until);

/*
 * Ends L, of which nothing is left to do, and frees it. DOC is to be released. Returns false,
 * with DOC untouched and the reason in ERROR, for a file that cannot be read.
 */
bool json_load_end(struct json_load *l, struct json_doc *doc, struct json_error *error);

/* Gives L up, and frees it; NULL is allowed. */
void json_load_free(struct json_load *l);

/* Frees the document until clock_now() reaches UNTIL, with WORK as for task_is_late
 * (base/task.h); returns true when all its nodes are freed. They must not be used from the
 * first call on. */
bool json_doc_release_step(struct json_doc *doc, size_t *work, int64_t until);

/* Frees the document and all its nodes. */
void json_doc_release(struct json_doc *doc);

/* Returns where NODE, of a document, begins; it lives as long as the document. NULL for NULL,
 * and for true, false and null, of which there is one node each. */
const struct json_place *json_place(const json_t *node);

/*
 * Returns the JSON value in TEXT, a cell, to be freed with json_decref; NULL when it is
 * not JSON. Numbers may have any size and strings may hold NUL; all numbers are reals.
 * FLAGS are further decoding flags of jansson.
 */
json_t *json_load_cell(struct slice text, size_t flags);

/*
 * Appends a string, number, true or false as a cell would hold it: a string bare, a
 * number in its shortest form. Returns false and appends nothing for all else, also
 * NULL.
 */
bool json_add_scalar(const json_t *node, struct str *out);

/* Appends an array or an object as JSON without blanks. */
void json_add_compact(const json_t *node, struct str *out);

/* Returns whether TEXT is one JSON value of TYPE. */
bool json_check(struct slice text, json_type type);

/*
 * Returns whether TEXT is a GeoJSON object (RFC 7946, section 3): its type is one of the
 * nine, and the member which that type requires is present. TOPOLOGY: whether it is a
 * TopoJSON topology (specification 1.0, section 2.1) instead.
 */
bool json_check_geo(struct slice text, bool topology);

/* Returns whether A and B are the same JSON value, in whatever order members are; false
 * when one is not JSON. */
bool json_same(struct slice a, struct slice b);

/*
 * Returns the number of elements of the array, or of members of the object, that TEXT
 * is; 0 for all else.
 */
size_t json_length(struct slice text);

/*
 * Reads a point from TEXT: an array of two or three numbers, or an object with the
 * numbers "lon" and "lat" (Table Schema, "geopoint"). Returns false, with the output
 * untouched, for all else.
 */
bool json_read_point(struct slice text, double *lon, double *lat);

#endif
