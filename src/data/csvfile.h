/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_CSVFILE_H
#define DATA_CSVFILE_H

/*
 * The rows of one CSV file. The file is read in steps into one buffer (not mapped: a
 * file cut short by another program must not kill this one) and its rows are found as
 * the bytes arrive: the bytes and one offset per row are all that is kept. A line that
 * holds no quote is one row, or none when it is blank, and is found at memory speed; in
 * any other the fields are walked. Cells are split when asked for, by libcsv where it knows
 * the dialect. Rows and cells are those of RFC 4180 and of libcsv where the quotes fit; for
 * those that do not see csvfile_step.
 *
 * Rows count from 0 and include the header row: this module knows nothing of headers.
 * Row numbers and cells, once returned, never change. Spaces are kept (RFC 4180, section
 * 2).
 *
 *	struct csvfile *file =
 *		csvfile_open("a.csv", "a.csv", 0, &csvfile_rfc4180, diag);
 *	struct csvrow row;
 *
 *	csvrow_init(&row);
 *	while (!csvfile_step(file, INT64_MAX))
 *		;
 *	for (size_t i = 0; i < csvfile_rows(file); i++)
 *		if (csvfile_row(file, i, &row) > 2)
 *			fwrite(row.cells[2].text, 1, row.cells[2].len, stdout);
 *	csvrow_release(&row);
 *	csvfile_free(file);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/diag.h"

struct csvfile;

/* What of a dialect can be left to be guessed, as bits. */
enum csvfile_property {
	CSVFILE_DELIMITER = 1,
	CSVFILE_QUOTE = 2,
	CSVFILE_COMMENT = 4,
	CSVFILE_HEADER = 8,
	CSVFILE_SKIP = 16,
	CSVFILE_ENCODING = 32,
	CSVFILE_ANY = 63
};

/*
 * The part of a Table Dialect (Data Package v2) that the reader heeds. The four
 * characters differ from one another and from CR and LF.
 *
 * With an escape, or with double_quote false, a quoted field ends at its closing quote, and
 * text between that and the next delimiter or line end is kept; libcsv lets the field go on.
 */
struct csvfile_dialect {
	char delimiter; /* ',' */
	char quote;     /* '"'; '\0' for none */
	char comment;   /* a line starting with it is no row; '\0' for none */
	char escape; /* the character after it is text, whatever it is; '\0' for none */
	bool double_quote; /* "" inside quotes is a quote: RFC 4180 */
	bool skip_space;   /* blanks at the start of a field do not count */
	size_t header;     /* the first so many rows are one: only for the rows named in
			    * faults */
	size_t skip;       /* lines before the first row, whatever is in them */
	const size_t *left_out; /* further lines that are no rows, ascending, from 1; the
				 * array outlives the file. A row is on the line on which
				 * it starts. */
	size_t left_out_count;
	const char *encoding; /* NULL or a name that iconv(3) knows; copied */
	unsigned guess; /* enum csvfile_property: what is not given, but guessed from the
			 * first bytes */
};

/* The dialect of RFC 4180 in UTF-8. */
extern const struct csvfile_dialect csvfile_rfc4180;

/* A row's cells. Reused from call to call; see csvfile_row. */
struct csvrow {
	struct slice *cells; /* in the file's order */
	size_t count;
	size_t alloc;
	struct str text; /* unquoted text, for rows that hold quotes */
};

/* Makes ROW empty. */
void csvrow_init(struct csvrow *row);

/* Frees what ROW owns. */
void csvrow_release(struct csvrow *row);

/*
 * Opens PATH ("-": standard input) for reading in steps. Faults call it NAME and
 * have TABLE as its number. Never NULL: when the file cannot be opened, the
 * fault is in DIAG, the file has no rows and is complete at once. DIAG must outlive the
 * file.
 */
struct csvfile *csvfile_open(const char *path, const char *name, int table,
	const struct csvfile_dialect *dialect, struct diag *diag);

/* A file of several that hold one table. */
struct csvfile_part {
	const char *path, *name; /* as in csvfile_open; copied */
};

/*
 * The same of the COUNT files PARTS, one at least, as if they were one. Each has its own
 * lines before the rows, its own header, which is no row when it is that of the first, and
 * its own count of lines; a row ends with its file. A file that cannot be read, is no text
 * or has the columns of the first in another order is reported, and the others are read.
 */
struct csvfile *csvfile_open_parts(const struct csvfile_part *parts, size_t count,
	int table, const struct csvfile_dialect *dialect, struct diag *diag);

/* The same over SIZE bytes of memory, which the file takes over and frees. */
struct csvfile *csvfile_open_memory(char *bytes, size_t size, const char *name, int table,
	const struct csvfile_dialect *dialect, struct diag *diag);

/* Has the rows of FILE be on the lines LINES, an element for each, of what they were made
 * from; columns are 0 then. NULL: on their own. LINES outlives the file. */
void csvfile_set_lines(struct csvfile *file, const size_t *lines);

/* Has FILE end, with a fault, where it has more than so many BYTES, unpacked, or some more
 * than so many ROWS. Without it there is no limit. Only before the first step. */
void csvfile_set_limit(struct csvfile *file, uint64_t bytes, size_t rows);

/* Appends CELL in quotes, those in it doubled (RFC 4180, section 2), as libcsv writes. */
void csvfile_add_quoted(struct str *out, struct slice cell);

/* Frees FILE; slices into it are dead. NULL is allowed. */
void csvfile_free(struct csvfile *file);

/*
 * Reads and indexes until the clock (clock_now) reaches UNTIL, at least one portion (64
 * KiB or the rest). Returns true when all rows are known, false at once while a pipe has
 * nothing to read.
 *
 * What is left to be guessed (csvguess.h) is guessed when 64 KiB or the whole file is
 * there, or a pipe has been silent with a whole line for CSVFILE_PATIENCE, unless UNTIL is
 * INT64_MAX: then nobody looks before all is there. It does not change any more, but for
 * the encoding while all is ASCII, which is guessed by 64 KiB from the first byte that is
 * not. Reports what was guessed, and the faults that show while rows are found: unreadable,
 * no text, empty, byte order mark, encoding, mixed ends, fields over 1 MiB, and of
 * quotes:
 *
 * - a quote inside a field that does not begin with one is text: the first of each row;
 * - blanks between a closing quote and a delimiter or line end are dropped;
 * - a quoted field whose closing quote (the first that is not doubled) is followed by
 *   either of them or by the end of the file is never touched, however long; one over more
 *   than 1,000 lines is noted;
 * - where text follows the closing quote, or the file ends before it, the line on which
 *   the field opens is held against the header. If it has as many fields by itself, with
 *   the quotes that do not fit as letters, or with the last field ended by the line, and
 *   the line after it has as many too, it is a row, and so are the lines below. It is left
 *   as it is where libcsv finds that many fields on the line;
 * - else the field goes on as libcsv has it: to the first quote that is followed by a
 *   delimiter, a line end or the end of the file. Where there is none, or none within 1 MiB
 *   after the line, its row ends with that line.
 *
 * Each such field is reported at the quote that opens it, but for text on a line that is
 * left as it is.
 */
bool csvfile_step(struct csvfile *file, int64_t until);

/* Takes the steps that FILE needs to have a row to show at once: none has to be waited for,
 * and at most 2 MiB are read. */
void csvfile_begin(struct csvfile *file);

/*
 * Returns the descriptor of a pipe that had nothing to read in the last step, for the
 * loop to wait on; -1 while a step would get on.
 */
int csvfile_wait_fd(const struct csvfile *file);

/* Takes PORTION bytes at a time instead of 64 KiB and for a row that is short instead of 1
 * MiB, and LONGEST bytes instead of 1 MiB for a field: for tests, which have to cross every
 * boundary. Only before the first step. */
void csvfile_tune(struct csvfile *file, size_t portion, size_t longest);

enum { CSVFILE_PATIENCE = 200 }; /* milliseconds */

/* Returns whether bytes of FILE wait for a guess, so that a step gets on after
 * CSVFILE_PATIENCE even if nothing arrives. */
bool csvfile_guesses(const struct csvfile *file);

/* Returns whether all rows are known. */
bool csvfile_complete(const struct csvfile *file);

/* Returns whether a part of the file could not be read, for a reason that was reported: its
 * rows are those before it. */
bool csvfile_broken(const struct csvfile *file);

/* Returns the rows known by now. */
size_t csvfile_rows(const struct csvfile *file);

/* Returns the bytes read by now, without those that wait for a guess; in *TOTAL (may be
 * NULL) the file's size, or 0 when it is not known (a pipe). */
uint64_t csvfile_bytes(const struct csvfile *file, uint64_t *total);

/*
 * Splits row NUMBER (below csvfile_rows) into ROW and returns the number of cells, at
 * least one. The slices point into the file or into ROW: they live until ROW is used
 * again, or FILE is stepped (which moves the bytes of a pipe) or freed. Cells equal those
 * of a whole libcsv pass over the file where its quotes fit.
 */
size_t csvfile_row(const struct csvfile *file, size_t number, struct csvrow *row);

/* The same, but where row NUMBER is long, ROW may have only its first MOST cells. Returns the
 * number of all of them. */
size_t csvfile_cells(
	const struct csvfile *file, size_t number, size_t most, struct csvrow *row);

/* Returns the cells of the widest row from FIRST to before END (at most csvfile_rows), empty
 * ones at its end left out, or COUNT where none has more. Nothing is split for that. */
size_t csvfile_widest(const struct csvfile *file, size_t first, size_t end, size_t count);

/*
 * Returns the bytes of row NUMBER as they are in the file, without the line's end. Sets
 * *PLAIN (may be NULL) when they hold no quote: cells are then the pieces between delimiters.
 * They live until FILE is stepped or freed.
 */
struct slice csvfile_raw(const struct csvfile *file, size_t number, bool *plain);

/* Returns whether row NUMBER is kept split, as long rows with few cells are. Then *OUT is its
 * cell CELL, as csvfile_row gives it, or without text where it has none. */
bool csvfile_kept(
	const struct csvfile *file, size_t number, size_t cell, struct slice *out);

/*
 * Returns the rows from FIRST to before END as one piece of the file, line ends included,
 * and comments included, for a search over raw bytes. FIRST < END <= csvfile_rows. Lives
 * until FILE is stepped or freed.
 */
struct slice csvfile_span(const struct csvfile *file, size_t first, size_t end);

/* Returns how many of the COUNT rows from FIRST on, at least one, are at most BYTES bytes, or
 * fewer: COUNT is halved until they are. */
size_t csvfile_limit_rows(
	const struct csvfile *file, size_t first, size_t count, size_t bytes);

/* Asks for the bytes of row NEXT, which is read soon, to come into the cache, and for where
 * row LATER starts, which is NEXT then: for rows that are read in no order. */
void csvfile_prefetch(const struct csvfile *file, size_t next, size_t later);

/* Returns the number of blank lines between rows; when there are any, sets *FIRST to the
 * line, from 1, of the first, and *NAME to its file, which lives as long as FILE. */
size_t csvfile_blank_lines(const struct csvfile *file, size_t *first, const char **name);

/* Returns how the file is called that row NUMBER is in; it lives as long as FILE. */
const char *csvfile_name(const struct csvfile *file, size_t number);

/* Returns the line of that file, from 1, on which row NUMBER starts. Takes time up to the
 * number of bytes between two checkpoints. */
size_t csvfile_line(const struct csvfile *file, size_t number);

/* Returns the offset in row NUMBER (as csvfile_raw gives it) at which cell CELL starts,
 * quote included; the row's length for a cell that it does not have. */
size_t csvfile_cell(const struct csvfile *file, size_t number, size_t cell);

/* A position in a file: both count from 1, the column in bytes; 0: there is none. */
struct csvfile_spot {
	size_t line;
	size_t column;
};

/* Returns where the byte at OFFSET of row NUMBER is; OFFSET as csvfile_cell gives it, up
 * to the row's length. Takes as long as csvfile_line. */
struct csvfile_spot csvfile_spot(
	const struct csvfile *file, size_t number, size_t offset);

/*
 * Returns the dialect in force, which lives as long as FILE. Its "guess" has those
 * properties that were guessed to be other than they were given; before it is known, which
 * it is once there is a row, those that are still to be guessed.
 */
const struct csvfile_dialect *csvfile_dialect(const struct csvfile *file);

#endif
