#ifndef DATA_DIALECT_H
#define DATA_DIALECT_H

/*
 * How a file is written: the Table Dialect of a descriptor (Data Package v2), read into
 * what the reader of rows heeds. A property that would change what is read and cannot be
 * heeded is an error, and the table is not read: a misread table looks like a right one.
 */

#include <stdbool.h>

#include "data/descriptor_reader.h"

/*
 * Reads OBJECT (NULL: all defaults) into the dialect of R, whose delimiter is that of the
 * name of the file so far. Returns false after reporting a property that cannot be heeded.
 */
bool dialect_read(struct reader *rd, struct resource *r, const json_t *object);

/* Appends, to be read behind "read as", what PROPERTIES, of enum csvfile_property, are in
 * D: "; between fields, Latin-1 (windows-1252), header in line 3". */
void dialect_add_words(
	struct str *out, const struct csvfile_dialect *d, unsigned properties);

/* Appends how R is read, as far as that is guessed or set by the user, and which of it:
 * "; between fields, Latin-1 (windows-1252) — guessed"; else nothing. */
void dialect_add_report(struct str *out, const struct resource *r);

/* Returns whether the characters of D differ from each other and from line ends, on which
 * the reader of rows relies. */
bool dialect_is_distinct(const struct csvfile_dialect *d);

#endif
