/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_CSVFAULT_H
#define DATA_CSVFAULT_H

/*
 * The sentences about what is wrong with the bytes of a CSV file. The faults of a whole
 * file are reported by its readers (csvfile.c, csvrows.c) as they come upon them; bytes
 * that are no text are looked for in a cell when it is checked.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/diag.h"

struct csvfile;

/* A byte that no text has: not UTF-8, NUL or another control character. */
struct csvfault_byte {
	enum fault fault; /* FAULT_ENCODING, FAULT_NUL or FAULT_CONTROL */
	size_t at;        /* offset into what was searched */
	unsigned char byte;
};

enum { CSVFAULT_BYTES = 2 };

/* Returns whether S holds such a byte; made for the many texts that do not. */
bool csvfault_any_bytes(struct slice s);

/*
 * Finds those of the cell S to report: the first that is not UTF-8 and the first control
 * character, NUL included, for a cell of rubbish is one fault and not a thousand. Returns
 * how many there are.
 */
size_t csvfault_find_bytes(struct slice s, struct csvfault_byte out[CSVFAULT_BYTES]);

/* Appends the sentence about B. */
void csvfault_add_byte(const struct csvfault_byte *b, struct str *out);

/* The faults of F. Offsets are those of its bytes, in the row being read; where quotes do not
 * fit, on its present line. */

/* Reports the stray quote at AT; CLOSING: one that closes a field, followed by text. */
void csvfault_stray(struct csvfile *f, size_t at, bool closing);

/* What became of a quote that opens a field and is not closed as it should. */
enum csvfault_quote {
	CSVFAULT_NEVER,   /* not closed in the file: the line is a row */
	CSVFAULT_LATE,    /* text follows where it is closed: the line is a row */
	CSVFAULT_GOES_ON, /* the same, but the field goes on to its end */
};

/* Reports WHAT became of the quote at AT; LINES after its line it is closed, or the file or
 * the field ends. */
void csvfault_quote(struct csvfile *f, size_t at, size_t lines, enum csvfault_quote what);

/* Reports the blanks at AT, after a closing quote. */
void csvfault_blanks(struct csvfile *f, size_t at);

/* Reports that the field at AT has as many as LINES lines. */
void csvfault_lines(struct csvfile *f, size_t at, size_t lines);

/* Reports that the field of the last row that is on LINE at COLUMN has LEN bytes. */
void csvfault_long(struct csvfile *f, size_t line, size_t column, size_t len);

/* Reports that line NUMBER ends in another way than the first: in ENDS, as in struct
 * csvfile. */
void csvfault_mixed(struct csvfile *f, size_t number, int ends);

/* Reports PROPERTIES, of enum csvfile_property, of the dialect of F as guessed. */
void csvfault_guess(struct csvfile *f, unsigned properties);

/* Reports the byte order mark. */
void csvfault_mark(struct csvfile *f);

/* Reports what F is, when its first bytes are not text, and returns whether that is so. */
bool csvfault_binary(struct csvfile *f);

/* Reports that F is in UTF-16. */
void csvfault_utf16(struct csvfile *f);

/* Reports that iconv does not know F's encoding. */
void csvfault_encoding(struct csvfile *f);

/* Reports what could not be converted, if anything. */
void csvfault_unconverted(struct csvfile *f);

/* Reports that the file being read has another header than the first, in the row that
 * begins. */
void csvfault_header(struct csvfile *f);

/* Reports that F has no rows, if it has none. */
void csvfault_empty(struct csvfile *f);

/* Reports FAULT_NO_FILE or FAULT_READ with REASON, which has no full stop. */
void csvfault_unreadable(struct csvfile *f, enum fault fault, const char *reason);

#endif
