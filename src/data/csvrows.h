#ifndef DATA_CSVROWS_H
#define DATA_CSVROWS_H

/*
 * The inner side of csvfile: what its parts share. csvfile.c opens files, splits rows
 * into cells and answers questions; csvrows.c finds rows in the bytes; csvfault.c words
 * what is wrong with them. Nobody else includes this.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "data/csvfile.h"
#include "data/csvindex.h"
#include "data/csvread.h"
#include "data/csvscan.h"
#include "data/csvsingle.h"
#include "data/diag.h"

struct csvparser; /* libcsv; only csvfile.c sees it */

/*
 * A row that holds a quote, on its way through the parser. The parser starts with the
 * first field that holds one: those in front of it do not matter to where the row ends.
 */
struct csvrows_quoted {
	bool begun;
	bool ended;
	bool strayed;     /* a stray quote was told */
	bool doubt;       /* it is not known yet whether the open field ends in reach */
	size_t from;      /* where the parser started */
	size_t fed;       /* where it is */
	size_t line;      /* the line it is on */
	size_t cells;     /* ended since from */
	size_t open_cell; /* of them, the one last found open at a line's end */
	struct csvscan_line open; /* the line on which that opened */
	size_t open_number;       /* that line's number */
};

struct csvfile {
	struct csvread in;
	struct csvscan scan; /* of the bytes of in */
	struct csvindex index;
	struct csvparser *rows;  /* for finding rows; NULL when complete */
	struct csvparser *cells; /* for splitting; always in front of a row */
	struct csvrows_quoted quoted;
	size_t at;   /* where the next row starts; all in front of it is indexed */
	size_t line; /* the line of at */
	int ends;    /* how the first line ends: CR, LF or CSVROWS_CRLF; 0: not known */
	size_t ends_line; /* which line that is; 0 when mixed ends were told */
	size_t portion;   /* bytes read at a time */
	size_t longest;   /* bytes of a field that are not wondered at */
	char comment;
	bool header;  /* the first row is no row of the table */
	bool refused; /* for a reason that was told */
	bool begun;   /* the byte order mark is behind */
	bool waiting; /* the last step found nothing to read */
	bool complete;
	char *name;
	char *encoding; /* NULL: UTF-8 */
	int table;
	struct diag *diag;
};

enum { CSVROWS_CRLF = 256 };

/* Indexes all rows of F that have arrived whole. */
void csvrows_index(struct csvfile *f);

/*
 * Parses LEN bytes of TEXT. Returns the offset at which a stray quote showed itself (it
 * or the text behind a closing one), or LEN.
 */
size_t csvparser_feed(struct csvparser *p, const char *text, size_t len,
	const struct csvsingle_calls *calls);

/* Ends the row, if one has begun; false when its last field was still quoted. */
bool csvparser_finish(struct csvparser *p, const struct csvsingle_calls *calls);

/* Splits the text of a row of F, without its line end, into ROW. */
void csvfile_split(const struct csvfile *f, struct slice raw, struct csvrow *row);

/* Returns the offset in RAW, the text of a row of F or the end of one, at which its cell
 * CELL starts; its length for a cell that it does not have. */
size_t csvfile_cell_offset(const struct csvfile *f, struct slice raw, size_t cell);

/* Returns the column, from 1, of offset AT of F, whose line does not start in front of
 * offset START. */
size_t csvfile_column_at(const struct csvfile *f, size_t start, size_t at);

/* The faults of F. Offsets are those of its bytes, in the row being read. */

/* Tells of the stray quote that showed itself at AT. */
void csvfault_stray(struct csvfile *f, size_t at);

/* Tells that the last field of the row that goes to END stays open: to the end of the
 * file, or for longer than is believed. */
void csvfault_open(struct csvfile *f, size_t end, bool to_the_end);

/* Tells of the fields that are too long in the row that goes to END. */
void csvfault_long(struct csvfile *f, size_t end);

/* Tells that line NUMBER ends in another way than the first: in ENDS, as in struct
 * csvfile. */
void csvfault_mixed(struct csvfile *f, size_t number, int ends);

/* Tells of the byte order mark. */
void csvfault_mark(struct csvfile *f);

/* Tells that F is in UTF-16. */
void csvfault_utf16(struct csvfile *f);

/* Tells that iconv does not know F's encoding. */
void csvfault_encoding(struct csvfile *f);

/* Tells what could not be converted, if anything. */
void csvfault_unconverted(struct csvfile *f);

/* Tells that F has no rows. */
void csvfault_empty(struct csvfile *f);

/* Tells of FAULT_NO_FILE or FAULT_READ with the reason ERROR, an errno. */
void csvfault_unreadable(struct csvfile *f, enum fault fault, int error);

#endif
