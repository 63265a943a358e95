#ifndef DATA_JSON_H
#define DATA_JSON_H

/*
 * JSON as it is read here, over jansson, which no other file sees. Nodes are borrowed
 * from their document and live until json_close; asking the wrong kind of node gives
 * nothing, so that a descriptor of any shape can be walked without a check at each step.
 *
 *	doc = json_open("datapackage.json", &error);
 *	text = json_text(json_get(doc, "title"));
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"

struct json_t; /* jansson's node */

enum json_kind {
	JSON_KIND_NONE, /* nothing there */
	JSON_KIND_NULL,
	JSON_KIND_BOOL,
	JSON_KIND_NUMBER,
	JSON_KIND_TEXT,
	JSON_KIND_ARRAY,
	JSON_KIND_OBJECT,
};

/* Why a document could not be read. */
struct json_error {
	size_t line, column; /* from 1, the column in bytes; 0 when it has no place */
	char text[200];      /* one sentence */
};

/*
 * Reads the file at PATH; a byte order mark is skipped. Returns the document, to be
 * closed, with the file's bytes appended to the empty BYTES; or NULL with the reason in
 * ERROR: unreadable, over 64 MiB, not JSON, nested too deep (2048).
 */
struct json_t *json_open(const char *path, struct str *bytes, struct json_error *error);

/* Frees the document and all its nodes; NULL is allowed. */
void json_close(struct json_t *doc);

/* Returns the kind of NODE (may be NULL). */
enum json_kind json_kind(const struct json_t *node);

/* Returns the member KEY of an object; NULL when it has none, or NODE is no object. */
const struct json_t *json_get(const struct json_t *node, const char *key);

/* Returns the elements of an array, 0 for all else. */
size_t json_count(const struct json_t *node);

/* Returns element INDEX of an array, NULL beyond its end or for all else. */
const struct json_t *json_item(const struct json_t *node, size_t index);

/* Returns a text's bytes, terminated and without NUL inside; NULL for all else. */
const char *json_text(const struct json_t *node);

/* Tells whether NODE is true. */
bool json_truth(const struct json_t *node);

/*
 * Appends a text, number, true or false as it is written in a table: a text bare, a
 * number in its shortest form. Returns false and appends nothing for all else.
 */
bool json_add_scalar(const struct json_t *node, struct str *out);

/* Tells whether TEXT is one JSON value of KIND. */
bool json_check(struct slice text, enum json_kind kind);

/*
 * Tells whether TEXT is a GeoJSON object (RFC 7946): a type that there is, with the
 * member that carries its content; TOPOLOGY: a TopoJSON one.
 */
bool json_check_geo(struct slice text, bool topology);

/* Returns the elements of the array, or the members of the object, that TEXT is; 0 for
 * all else. */
size_t json_length(struct slice text);

/*
 * Reads a point from TEXT: an array of two or three numbers, or an object with "lon" and
 * "lat". Returns false, with the output untouched, for all else.
 */
bool json_read_point(struct slice text, double *lon, double *lat);

#endif
