#ifndef DATA_DESCRIPTOR_READER_H
#define DATA_DESCRIPTOR_READER_H

/*
 * Reading a descriptor's JSON into the arena of a struct descriptor, for descriptor.c and
 * the files that share its work (schema.c, display.c): members by key, each of the kind
 * it must have. What is of another kind is told as a fault and counts as absent; null is
 * absent.
 */

#include <stdbool.h>
#include <stddef.h>

#include "data/descriptor.h"
#include "data/diag.h"
#include "data/json.h"

/* The JSON of one table, kept until all tables are known and names can be resolved. */
struct reader_table {
	const struct json_t *resource;
	const struct json_t *schema; /* NULL when there is none */
	struct field *fields;        /* the resource's, still to be written */
};

struct reader {
	struct descriptor *out;
	struct diag *diag;
	bool version_2;            /* the descriptor names a profile of version 2 */
	const char *table, *field; /* what is being read, for faults; or NULL */
	/* What was asked for last, and what holds it: faults are told at its place. */
	const struct json_t *at, *in;
	struct reader_table *tables; /* one per resource of OUT */
	struct reader_doc *docs;     /* all documents opened */
	size_t doc_count, doc_alloc;
};

/* Frees the documents and the tables. */
void reader_release(struct reader *rd);

/*
 * Opens the JSON file PATH, which faults call NAME. Returns its document, which lives as
 * long as RD, or NULL after telling the fault.
 */
const struct json_t *reader_open(struct reader *rd, const char *path, const char *name);

/* Lets faults be told at NODE from now on, or at HOLDER when it has no place; each may be
 * NULL. The functions below do so with the member that they are asked for. */
void reader_at(struct reader *rd, const struct json_t *node, const struct json_t *holder);

/* Returns where faults are told now: the file, and line and column if known. The name
 * lives as long as the descriptor. */
struct descriptor_spot reader_spot(const struct reader *rd);

/* Tells a fault of the descriptor, with the table and field being read in front. */
void reader_fault(struct reader *rd, enum fault fault, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Returns the member KEY when it is of KIND; otherwise NULL, and a fault unless absent.
 */
const struct json_t *reader_member(struct reader *rd, const struct json_t *object,
	const char *key, enum json_kind kind);

/* Returns a copy of the text KEY, or FALLBACK (which may be NULL). */
const char *reader_text(struct reader *rd, const struct json_t *object, const char *key,
	const char *fallback);

/* Returns a copy of NODE, a text, number or truth value, as a table writes it, or NULL.
 */
const char *reader_value(struct reader *rd, const struct json_t *node);

/* The same for the member KEY, with a fault when it is something else. */
const char *reader_scalar(
	struct reader *rd, const struct json_t *object, const char *key);

/* Returns the truth value KEY, or FALLBACK. */
bool reader_flag(
	struct reader *rd, const struct json_t *object, const char *key, bool fallback);

/* Returns the whole number KEY from 0, or -1. */
long reader_length(struct reader *rd, const struct json_t *object, const char *key);

/*
 * Returns the one character of the text KEY, or FALLBACK; null and "" give '\0' when
 * EMPTY allows that. Characters beyond ASCII are refused.
 */
char reader_char(struct reader *rd, const struct json_t *object, const char *key,
	char fallback, bool empty);

/*
 * Returns the values of NODE (may be NULL), which faults call KEY: a single one or an
 * array of them, with their number in *COUNT. An object in the array stands for its
 * member "value".
 */
const char *const *reader_list(
	struct reader *rd, const struct json_t *node, const char *key, size_t *count);

/* The same for the member KEY. */
const char *const *reader_texts(
	struct reader *rd, const struct json_t *object, const char *key, size_t *count);

/*
 * Tells whether PATH stays inside the package's folder; otherwise tells the fault of WHAT
 * ("path", "schema").
 */
bool reader_inside(struct reader *rd, const char *path, const char *what);

#endif
