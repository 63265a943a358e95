/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_DIALECT_H
#define DATA_DIALECT_H

/*
 * How files are written: by the Table Dialect of a descriptor (Data Package v2), or, where
 * no descriptor declares it, as the user sets it: by the options of the command line for all
 * files, on the screen for one. What is set is never guessed. A value that the user sets is
 * the same text in an option, on the screen and in the state that is kept: "tab", "none",
 * "3", "latin1".
 *
 *	struct overrides all = { 0 };
 *	struct str err = STR_INIT;
 *
 *	if (override_set(&all.every, "delimiter", "tab", &err) &&
 *		override_check(&all.every, &err))
 *		package_open(package, "rows.txt", &all, &err);
 *	overrides_release(&all);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/csvfile.h"

struct json_t;
struct reader;
struct resource;

/* --- of a descriptor --- */

/*
 * Reads OBJECT (NULL: all defaults) into the dialect of R, whose delimiter is that of the
 * name of the file so far. Returns false after reporting a property that would change what
 * is read and cannot be heeded: a misread table looks like a right one.
 */
bool dialect_read(struct reader *rd, struct resource *r, const struct json_t *object);

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

/* --- as the user sets it --- */

/* What can be set, in the order in which it is shown and of the bits of enum
 * csvfile_property. */
enum override_property {
	OVERRIDE_DELIMITER,
	OVERRIDE_QUOTE,
	OVERRIDE_COMMENT,
	OVERRIDE_HEADER,
	OVERRIDE_SKIP,
	OVERRIDE_ENCODING,
	OVERRIDE_PROPERTIES /* how many there are */
};

enum {
	OVERRIDE_CHARACTERS = OVERRIDE_HEADER, /* the first of them are characters */
	OVERRIDE_ENCODING_MAX = 64,            /* bytes of a name; iconv's are shorter */
};

/* What is set for a file; all zero: nothing. */
struct override {
	unsigned set;                         /* bits of enum csvfile_property */
	char characters[OVERRIDE_CHARACTERS]; /* by their property; '\0': none */
	size_t header;                        /* its line, from 1; 0: there is none */
	size_t skip;                          /* lines before the first row */
	char encoding[OVERRIDE_ENCODING_MAX]; /* as iconv(3) knows it */
};

/* What is set for one file. */
struct override_file {
	char *path; /* absolute, links resolved; owned */
	struct override override;
	bool now; /* set in this run: it counts, and not the options */
};

/* What is set for all files. All zero: nothing. */
struct overrides {
	struct override every; /* the options */
	uint64_t limit; /* bytes of a table that are read; 0: as the memory allows */
	struct override_file *files;
	size_t count, alloc;
	bool outlines; /* tables of outlines are read as others are; the map reads them
			* itself */
	const char *land; /* file of outlines for packages that have none, or NULL */
};

/* Returns the name of PROPERTY: that of its option, "delimiter". */
const char *override_name(enum override_property property);

/* Sets the property called NAME to what VALUE says. Returns false, with a sentence in ERR
 * and O unchanged, when VALUE is none of its values, or there is no such property. */
bool override_set(
	struct override *o, const char *name, const char *value, struct str *err);

/* Returns whether what is set in O goes together; otherwise a sentence is in ERR. */
bool override_check(const struct override *o, struct str *err);

/* Puts what is set in O into D, which does not guess it then, nor the lines to skip where
 * the line of the header is known. O outlives D: it has the name of the encoding. */
void override_apply(const struct override *o, struct csvfile_dialect *d);

/* Appends the value that PROPERTY has in D, as override_set takes it. */
void override_add_value(const struct csvfile_dialect *d, enum override_property property,
	struct str *out);

/* Frees what ALL owns. */
void overrides_release(struct overrides *all);

/* Returns what holds for the file at PATH: what was set for it in this run, else the
 * options, else, when there are none, what was set for it before. */
struct override overrides_find(const struct overrides *all, const char *path);

/* Sets OVERRIDE for the file at PATH; nothing in it: forgets what was set. NOW: the user
 * has done so in this run. Nothing happens when there is no such file. */
void overrides_put(struct overrides *all, const char *path,
	const struct override *override, bool now);

/* Takes over LINE, as overrides_add_line writes it: an absolute path, and behind a tab
 * each a name, "=" and a value. What is no such line, or does not go together, is left
 * out. */
void overrides_read_line(struct overrides *all, struct slice line);

/* Appends the line of FILE with its end; nothing when nothing is set, or its path cannot be
 * in a line. */
void overrides_add_line(const struct override_file *file, struct str *out);

#endif
