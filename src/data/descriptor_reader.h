/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_DESCRIPTOR_READER_H
#define DATA_DESCRIPTOR_READER_H

/*
 * The properties of a descriptor, read from its JSON into the arena of a struct
 * descriptor: for descriptor_reading.c and the files that share its work (schema.c,
 * bali_ext.c). A property that is not of the type it must have is reported as a fault and
 * counts as absent; null is absent. The reader owns the documents; what it returns as
 * text belongs to the arena and outlives them.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "base/namemap.h"
#include "data/descriptor.h"
#include "data/diag.h"
#include "data/json.h"

/* The JSON of one table, kept until all tables are known and names can be resolved. */
struct reader_table {
	const json_t *schema, *bali; /* NULL when there is none */
	struct field *fields; /* those of the resource, still to be completed, or NULL */
	struct foreign_key *keys; /* the same of its foreign keys, ... */
	size_t next_key;          /* ... and the one in SCHEMA that is next */
};

struct reader {
	struct descriptor *out;
	struct diag *diag;
	bool version_2;            /* the descriptor names a profile of version 2 */
	bool tabular;              /* every resource is a table: a profile of version 1 */
	const char *table, *field; /* being read, for faults; or NULL */
	const json_t *at, *in;     /* see reader_at */
	struct reader_table *tables; /* one per resource of OUT; of its arena */
	struct json_load *load;      /* the document being opened, or NULL */
	const char *load_name;       /* how faults call it */
	struct namemap seen_keys;    /* foreign keys of the table being read, ... */
	struct arena seen_memory;    /* ... and their memory */
	struct json_doc *docs;       /* all documents opened */
	size_t doc_count, doc_alloc;
	struct field missing;              /* has the missing values read last, ... */
	const json_t *missing_of;          /* ... the object that they are of, ... */
	const struct resource *missing_in; /* ... and the table */
};

/* Frees the documents of RD, of which nothing is needed any more, until clock_now() reaches
 * UNTIL. Returns true when all are freed. */
bool reader_release_step(struct reader *rd, int64_t until);

/* Frees what RD owns. */
void reader_release(struct reader *rd);

/* Begins to open the JSON file PATH, which faults call NAME. */
void reader_open(struct reader *rd, const char *path, const char *name);

/*
 * Goes on with the file being opened until clock_now() reaches UNTIL. Returns true when
 * nothing is left to do: *ROOT is its root, which lives as long as RD, or NULL after
 * reporting the fault.
 */
bool reader_opened(struct reader *rd, int64_t until, const json_t **root);

/*
 * Reports faults at the position of NODE from now on, or at that of HOLDER when NODE has
 * none; each may be NULL. The functions below do so with the property they are asked
 * for.
 */
void reader_at(struct reader *rd, const json_t *node, const json_t *holder);

/* Returns where faults are reported now: the file, and line and column if known. The
 * name of the file lives as long as the descriptor. */
struct diag_place reader_place(const struct reader *rd);

/* Reports FAULT, preceded by the table and the field being read. */
void reader_report(struct reader *rd, enum fault fault, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same for most faults: reader_fault(RD, FORMAT, ...). */
#define reader_fault(rd, ...) reader_report(rd, FAULT_DESCRIPTOR, __VA_ARGS__)

/*
 * Returns the property KEY of OBJECT (may be NULL) when it is of TYPE, where JSON_TRUE
 * means true or false; otherwise NULL, and a fault unless it is absent.
 */
const json_t *reader_member(
	struct reader *rd, const json_t *object, const char *key, json_type type);

/* Returns a copy of the string KEY, or FALLBACK (which may be NULL). */
const char *reader_text(
	struct reader *rd, const json_t *object, const char *key, const char *fallback);

/* Returns a copy of the property KEY, a string, number or boolean, as a cell would hold
 * it; NULL for all else, and a fault unless it is absent. */
const char *reader_scalar(struct reader *rd, const json_t *object, const char *key);

/* Returns the boolean KEY, or FALLBACK. */
bool reader_flag(struct reader *rd, const json_t *object, const char *key, bool fallback);

/* Returns the whole number KEY, 0 or more, or -1. */
int64_t reader_length(struct reader *rd, const json_t *object, const char *key);

/*
 * Returns the one character of the string KEY, or FALLBACK; null and "" give '\0' when
 * EMPTY allows that. Characters beyond ASCII are refused.
 */
char reader_char(struct reader *rd, const json_t *object, const char *key, char fallback,
	bool empty);

/*
 * Returns entry NUMBER of the array NODE, or NODE itself when it is no array, as
 * reader_scalar would; an object is represented by its member "value". NULL after a fault,
 * which calls the array KEY.
 */
const char *reader_item(
	struct reader *rd, const json_t *node, size_t number, const char *key);

/*
 * Returns the values of NODE (may be NULL), which faults call KEY: a single value or an
 * array of them, each as reader_item gives it, with their number in *COUNT.
 */
const char *const *reader_list(
	struct reader *rd, const json_t *node, const char *key, size_t *count);

/* The same for the property KEY. */
const char *const *reader_texts(
	struct reader *rd, const json_t *object, const char *key, size_t *count);

/* Notes the properties NAMES, up to NULL, that OBJECT (may be NULL) has: the standard asks
 * a reader to say which ones it does not use. */
void reader_unused(struct reader *rd, const json_t *object, const char *const *names);

/*
 * Returns whether PATH is inside the folder of the package and in no hidden folder of it
 * (Data Package v2, "URL or Path"); otherwise reports the fault, which calls it WHAT
 * ("path", "schema").
 */
bool reader_inside(struct reader *rd, const char *path, const char *what);

#endif
