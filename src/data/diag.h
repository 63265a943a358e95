/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_DIAG_H
#define DATA_DIAG_H

/*
 * What is wrong with the data: one entry per fault, with the file, the line, the column
 * and a whole sentence. Faults never stop the program; they are kept here, listed by the
 * problems pane, and printed by the command line as a compiler prints them.
 *
 *	diag_add(diag, FAULT_FEW_FIELDS,
 *		(struct diag_place){ .file = "a.csv", .line = 41, .table = 3, .row = 39 },
 *		"This row has %d fields where the header has %d.", 4, 5);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/str.h"

enum diag_severity {
	DIAG_ERROR,   /* something could not be read, or is wrong */
	DIAG_WARNING, /* read, but probably not what was meant */
	DIAG_NOTE,    /* worth knowing: a guess, a byte order mark */
};

/* Every kind of fault; diag.c has the table with name and severity of each. */
enum fault {
	FAULT_NO_FILE, /* file missing or unreadable */
	FAULT_READ,    /* reading broke off */
	FAULT_BINARY,  /* no text: an archive, a workbook, a picture */
	FAULT_EMPTY_FILE,
	FAULT_BYTE_ORDER_MARK,
	FAULT_GUESS,      /* how a file is written was guessed, and is not plain */
	FAULT_ENCODING,   /* bytes that are not UTF-8; UTF-16; unknown encoding */
	FAULT_MIXED_ENDS, /* CR, LF and CRLF in one file */
	FAULT_FEW_FIELDS,
	FAULT_MANY_FIELDS,
	FAULT_STRAY_QUOTE, /* quote inside an unquoted field */
	FAULT_OPEN_QUOTE,  /* quote that is not closed where it should be */
	FAULT_MANY_LINES,  /* in one field */
	FAULT_NUL,
	FAULT_CONTROL,
	FAULT_LONG_FIELD, /* over 1 MiB */
	FAULT_DUPLICATE_HEADER,
	FAULT_EMPTY_NAME, /* a column without a name in the header */
	FAULT_BLANK_LINE, /* in a file of one column, where it may be an empty value */
	FAULT_NO_HEADER,
	FAULT_HEADER_UNLIKE, /* a name that matches in other letters only */
	FAULT_FIELD_NOT_IN_FILE,
	FAULT_FIELD_NOT_IN_SCHEMA,
	FAULT_FIELD_ORDER, /* columns in another order than the fields */
	FAULT_DUPLICATE_KEY,
	FAULT_NO_KEY,
	FAULT_NO_REFERENCE, /* a reference to nothing */
	FAULT_REQUIRED,
	FAULT_TYPE,
	FAULT_BLANKS, /* blanks around a number, or after a closing quote */
	FAULT_DATE,   /* impossible or no EDTF */
	FAULT_ENUM,
	FAULT_PATTERN,
	FAULT_NOT_CHECKED, /* a pattern that cannot be run, or not on this value */
	FAULT_RANGE,       /* minimum, maximum, minLength, maxLength */
	FAULT_UNIQUE,
	FAULT_NOT_JSON,   /* a descriptor of which nothing can be read */
	FAULT_DESCRIPTOR, /* not as the standard says */
	FAULT_OUTSIDE,    /* a path that is absolute, climbs out, is hidden or a URL */
	FAULT_TWIN_FIELD, /* two fields of one name */
	FAULT_TWIN_KEY,   /* two foreign keys that say the same */
	FAULT_LOCAL_COPY, /* a file of the folder instead of an address */
	FAULT_BYTES,      /* a file of another size than the descriptor says */
	FAULT_NO_HASH,    /* a hash, which is not checked */
	FAULT_NOT_USED,   /* a property of the standard that changes nothing here */
	FAULT_CONFIG,     /* a line of the user's configuration that is not used */
	FAULT_MAX
};

enum { DIAG_NO_TABLE = -1 };

#define DIAG_NO_ROW SIZE_MAX

/* Where a fault is. Lines and columns count from 1; 0 is "none". */
struct diag_place {
	const char *file; /* as shown; copied */
	size_t line;      /* line of the file in which the row or fault starts */
	size_t column;    /* byte of that line */
	size_t row; /* row of the table, from 0, or DIAG_NO_ROW; valid when table is */
	int table;  /* number of the table, or DIAG_NO_TABLE */
	int field;  /* number of the field, or -1 */
};

struct diag_entry {
	enum fault fault;
	struct diag_place place;
	const char *text; /* a whole sentence with its full stop */
};

/*
 * All faults of one load. Of one kind in one file the first DIAG_KEEP are kept, the rest
 * counted, so that a file of a million bad rows stays readable and in memory. A
 * caller that needs every fault raises that with diag_init_keep: what is kept costs some
 * 80 bytes and the sentence, which is stored once when the same follows itself.
 */
struct diag {
	struct arena arena;
	size_t keep;                /* of one kind in one file */
	struct diag_entry *entries; /* in the order they were found */
	size_t count;
	size_t alloc;
	size_t found[3];         /* by severity, those not kept included */
	struct diag_kind *kinds; /* what is counted per kind and file */
	size_t kind_count, kind_alloc;
};

enum { DIAG_KEEP = 100 };

#define DIAG_ALL SIZE_MAX

/* Makes D empty. */
void diag_init(struct diag *d);

/* The same, but the first KEEP faults of one kind in one file are kept; DIAG_ALL: every
 * one. */
void diag_init_keep(struct diag *d, size_t keep);

/* Frees all that D holds. */
void diag_release(struct diag *d);

/*
 * Adds a fault; FORMAT gives a whole sentence with its full stop. Not formatted at all
 * when it is only counted, so that a million faults cost little.
 */
void diag_add(struct diag *d, enum fault fault, struct diag_place place,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Returns whether another FAULT of FILE (NULL: of no file) would only be counted. */
bool diag_full(const struct diag *d, enum fault fault, const char *file);

/* Returns the name of FAULT, such as "open-quote"; constant. */
const char *fault_name(enum fault fault);

/* Returns the severity of FAULT. */
enum diag_severity fault_severity(enum fault fault);

/* Returns "error", "warning" or "note". */
const char *diag_severity_name(enum diag_severity severity);

/* Appends where ENTRY is: "meetings.csv:41:7", "bali" for what is in no file. */
void diag_add_place(struct str *out, const struct diag_entry *entry);

/*
 * Appends ENTRY in the GNU form, without a line end: "meetings.csv:41:7: error:
 * sentence". Line and column are left out where there is none; no file at all reads
 * "bali: error: ...". What a sentence repeats from a file is made visible, so that it is
 * one line whatever the file holds.
 */
void diag_add_line(struct str *out, const struct diag_entry *entry);

/* Adds the entries of FROM to D. */
void diag_add_all(struct diag *d, const struct diag *from);

/* Sorts the entries by file (none first), line and column, then worst severity first. */
void diag_sort(struct diag *d);

#endif
