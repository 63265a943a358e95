/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_CSVROWS_H
#define DATA_CSVROWS_H

/*
 * The inner side of csvfile: what its parts share. csvfile.c opens files and answers
 * questions; csvscan.c finds line ends, quotes and fields, csvrows.c the rows; csvsplit.c
 * splits them into cells, csvlong.c long ones in steps; csvfault.c has the sentences
 * about what is wrong with them. Nothing else includes this.
 */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/csvfault.h"
#include "data/csvfile.h"
#include "data/csvread.h"
#include "data/diag.h"

/* --- the bytes: line ends and quotes --- */

/*
 * Finds line ends and quotes in bytes that are still arriving. Each search remembers how
 * far it has looked: whatever is asked in between, a byte is looked at once for each kind
 * of byte sought, by memchr(3), which is as fast as memory. All offsets asked from must
 * only grow.
 */

/* The next of one byte: there is none between the offset last asked from and at. */
struct csvscan_byte {
	size_t at;
	bool found; /* it is at "at"; else nothing is known from there on */
};

/*
 * The next run of an odd number of quotes, which closes a quoted field that is open before
 * it: doubled ones are text, and an escape before a run takes its first quote away.
 */
struct csvscan_close {
	size_t at;     /* as above, for a run of quotes */
	size_t looked; /* all from at to here are quotes */
	size_t after;  /* all from looked to here are blanks; not beyond before found */
	bool found;
};

struct csvscan {
	const char *bytes;
	size_t have; /* bytes that are there */
	bool eof;    /* no more will come */
	char delimiter;
	char quote;
	bool has_quotes;   /* false: quote is a byte like others */
	bool double_quote; /* false: every quote ends a quoted field */
	bool reopens;    /* a quoted field goes on where text follows its closing quote */
	bool skip_space; /* blanks at the start of a field do not count */
	char escape;     /* takes away the meaning of the next byte; '\0': none */
	struct csvscan_byte lf, cr, quotes, escapes;
	struct csvscan_close close; /* whatever follows */
	struct csvscan_close end;   /* followed by a delimiter, a line end or nothing */
};

/* A line: its text ends before end, the next begins at after. */
struct csvscan_line {
	size_t end;
	size_t after; /* end + 1, + 2 for CR LF; end for a last line without an end */
};

enum csvscan_answer { CSVSCAN_NO, CSVSCAN_YES, CSVSCAN_UNKNOWN };

static inline size_t csvscan_next(
	const struct csvscan *s, struct csvscan_byte *b, char byte, size_t from)
{
	const char *p;

	if (b->at >= from && (b->found || b->at == s->have))
		return b->at;
	if (b->at < from)
		b->at = from;
	p = memchr(s->bytes + b->at, byte, s->have - b->at);
	b->found = p;
	b->at = p ? (size_t)(p - s->bytes) : s->have;
	return b->at;
}

/*
 * Finds the end of the line that includes FROM. Returns false when its end has not
 * arrived; then there is none before LINE->end.
 */
static inline bool csvscan_line(struct csvscan *s, size_t from, struct csvscan_line *line)
{
	size_t lf = csvscan_next(s, &s->lf, '\n', from);
	size_t cr = csvscan_next(s, &s->cr, '\r', from);

	line->end = lf < cr ? lf : cr;
	line->after = line->end + 1;
	if (cr < lf && cr + 1 == s->have && !s->eof)
		return false;
	if (cr + 1 == lf && lf < s->have)
		line->after++;
	if (line->end < s->have)
		return true;
	line->after = line->end;
	return s->eof;
}

/* Returns whether there is a quote, or an escape, from FROM to before END: whether the
 * parser has to look at that. */
static inline bool csvscan_quoted(struct csvscan *s, size_t from, size_t end)
{
	return (s->has_quotes && csvscan_next(s, &s->quotes, s->quote, from) < end) ||
		(s->escape && csvscan_next(s, &s->escapes, s->escape, from) < end);
}

/*
 * Looks for the first quote that closes a quoted field which is open at FROM, a line end
 * that is there. Where there is one, S->close has it, and the blanks after it. Unknown while
 * the bytes for an answer have not arrived.
 */
enum csvscan_answer csvscan_closes(struct csvscan *s, size_t from);

/*
 * The same for a field that goes on where text follows such a quote, as libcsv has it:
 * S->end has the first that is followed by a delimiter, a line end or the end of the file,
 * at LIMIT or before.
 */
enum csvscan_answer csvscan_ends(struct csvscan *s, size_t from, size_t limit);

/* --- fields, in bytes that are there --- */

/* A field from its first byte to the delimiter after it. */
struct csvfield {
	size_t text;  /* its first byte, or that after the quote which opens it */
	size_t close; /* the quote that ends its text; where there is none, end */
	size_t first; /* the first that might have: close, unless the field goes on */
	size_t end;   /* a delimiter, or the end of what was looked at */
	bool quoted;
	bool blanks; /* between close and end */
	bool stray;  /* it is not quoted, but has a quote; or text follows first */
	bool open;   /* its end was not found: a quote or an escape took it away */
};

/*
 * Returns the field of S that starts at FROM, in a row of which no more than what is before
 * END is looked at. LETTERS: a quote that does not fit is a letter, so that the field ends
 * at the next delimiter. A quote fits that opens a field whose first closing quote is
 * followed by a delimiter or END, blanks between them or not.
 */
struct csvfield csvscan_field(
	const struct csvscan *s, size_t from, size_t end, bool letters);

/* Returns the same for a field that no quote closes before PASSED (0: not known). */
struct csvfield csvscan_field_passed(
	const struct csvscan *s, size_t from, size_t end, bool letters, size_t passed);

/* Returns the first quote from FROM, in a quoted field, that closes it, as far as what is
 * before END shows; END where there is none. */
size_t csvscan_closing(const struct csvscan *s, size_t from, size_t end);

/* Returns the number of fields from FROM, where one starts, to END, read as csvscan_field
 * does; sets *OPEN to whether the last one is. */
size_t csvscan_count(
	const struct csvscan *s, size_t from, size_t end, bool letters, bool *open);

/* Returns whether the byte at AT, which has arrived or is that after the last, ends a quoted
 * field: a delimiter, a line end or the end of the file. */
bool csvscan_is_end(const struct csvscan *s, size_t at);

/* Returns the first quote that is not escaped from FROM on; END: there is none. */
size_t csvscan_quote(const struct csvscan *s, size_t from, size_t end);

/* Returns the next delimiter that ends an unquoted field of S, from FROM on; END when there
 * is none, END + 1 when the byte at END is escaped. */
size_t csvscan_delimiter(const struct csvscan *s, size_t from, size_t end);

/* Returns the line ends among the LEN bytes at TEXT, CR LF counted as one; a last CR
 * counts, so TEXT must not end between CR and LF. */
size_t csvscan_count_ends(const char *text, size_t len);

/* --- the index: where rows start --- */

/* How the quotes of a row are read. */
enum csvquotes {
	CSVQUOTES_FIT,     /* as the parser reads them */
	CSVQUOTES_BLANKS,  /* but for blanks after a closing quote, which are dropped */
	CSVQUOTES_LETTERS, /* those that do not fit are letters */
};

/*
 * One offset per row, in four bytes, and the line of one row in CSVINDEX_STRIDE, so that
 * a row's line is found without counting from the top. What follows a row up to the next
 * belongs to it (its line end, blank lines), but for comments, whose start is kept.
 */
struct csvindex {
	uint32_t *starts; /* of each row's offset the low 32 bits; see csvindex_start */
	size_t count;
	size_t alloc;
	size_t *wraps; /* the first row from 4 GiB on, from 8 GiB on, and so on */
	size_t wrap_count;
	size_t wrap_alloc;
	size_t *lines; /* line of row 0, of row CSVINDEX_STRIDE, and so on */
	size_t line_alloc;
	struct csvindex_gap *gaps; /* comments after rows, ascending */
	size_t gap_count;
	size_t gap_alloc;
	struct csvindex_quotes *quotes; /* rows whose quotes do not fit, ascending */
	size_t quotes_count;
	size_t quotes_alloc;
};

enum { CSVINDEX_STRIDE = 64 };

/* Makes X empty. */
void csvindex_init(struct csvindex *x);

/* Frees what X owns. */
void csvindex_release(struct csvindex *x);

/* Makes room for one more row, which starts on LINE: for csvindex_add. */
void csvindex_grow(struct csvindex *x, size_t line);

/* Notes that the next row is the first from START, beyond further 4 GiB, on. */
void csvindex_wrap(struct csvindex *x, size_t start);

/* Adds a row that starts at START, on LINE. */
static inline void csvindex_add(struct csvindex *x, size_t start, size_t line)
{
	if (x->count == x->alloc || x->count % CSVINDEX_STRIDE == 0)
		csvindex_grow(x, line);
	if ((uint64_t)start >> 32 != x->wrap_count)
		csvindex_wrap(x, start);
	x->starts[x->count++] = (uint32_t)start;
}

/* Returns the offset at which row NUMBER starts. */
static inline size_t csvindex_start(const struct csvindex *x, size_t number)
{
	uint64_t start = x->starts[number];

	for (size_t i = 0; i < x->wrap_count && x->wraps[i] <= number; i++)
		start += UINT64_C(1) << 32;
	return (size_t)start;
}

/* Adds a comment that starts at START, after the last row. */
void csvindex_add_comment(struct csvindex *x, size_t start);

/* Returns how the quotes of row NUMBER are read. */
enum csvquotes csvindex_quotes(const struct csvindex *x, size_t number);

/* Returns the offset of what does not belong to row NUMBER any more; END is that of the
 * first byte not indexed yet. */
size_t csvindex_limit(const struct csvindex *x, size_t number, size_t end);

/* --- the file --- */

/* What was last asked about the inside of a row: questions about one row mostly follow each
 * other from its start to its end, and all of them together are one walk. */
struct csvpos {
	size_t row;    /* SIZE_MAX: none */
	size_t *cells; /* offsets in the row of its first COUNT cells */
	size_t count;
	size_t alloc;
	size_t offset;     /* in the row; what follows is about the byte there */
	size_t line;       /* 0: not known yet */
	size_t line_start; /* offset in the row at which that line starts */
};

/* A row that holds a quote, while it is being found. */
struct csvrows_quoted {
	enum csvrows_step {
		CSVROWS_NONE,  /* no such row has begun */
		CSVROWS_WALK,  /* from field to field */
		CSVROWS_CLOSE, /* the field's closing quote is on a later line */
		CSVROWS_JUDGE, /* its quotes do not fit: do the lines, read one by one? */
		CSVROWS_END,   /* they do not: its end is on a later line */
	} step;
	bool inside;  /* at is within an unquoted field */
	bool judged;  /* that was asked: the answer holds for all of the row */
	bool strayed; /* a stray quote was reported */
	enum csvquotes quotes;
	size_t at;                /* where the next field starts, or the present one */
	size_t passed;            /* no quote closes it before */
	struct csvfield field;    /* the present one, as far as it is on its line */
	struct csvscan_line line; /* of at */
	size_t number;            /* that line's number */
	size_t work;              /* on its fields, since the clock was looked at */
	struct csvscan ahead;     /* for the line after that */
	size_t next;              /* where it starts */
};

/* A field that is too long: where it starts in its row. */
struct csvlong_field {
	size_t start, len;
};

/* A long row while it is being split. */
struct csvlong_split {
	enum csvlong_step {
		CSVLONG_NONE,   /* there is none */
		CSVLONG_LOOK,   /* for quotes and the like */
		CSVLONG_SPLIT,  /* at delimiters and quotes */
		CSVLONG_REPORT, /* those of the cells that are too long */
	} step;
	enum csvquotes quotes;
	size_t at;           /* offset in the row: all before it is done */
	bool inside;         /* "at" is in a cell, which ... */
	size_t start;        /* ... starts here, */
	size_t text;         /* whose text starts here, */
	bool quoted;         /* is in quotes, */
	bool copies;         /* has doubled ones, */
	size_t copied;       /* so that so much of its text, without them, was copied */
	bool dropped;        /* the cells are not kept, */
	struct csvlong_field *found; /* but for where those are that are too long */
	size_t found_count;
	size_t found_alloc;
	size_t reported;     /* of those */
	size_t line, column; /* of "at" then */
};

struct csvfile {
	struct csvread in;
	struct csvscan scan; /* of the bytes of in */
	struct csvindex index;
	struct csv_parser *cells; /* always before a row; NULL: csvscan_field splits */
	struct csvrows_quoted quoted;
	int64_t until; /* the clock at which it is left ... */
	bool paused;   /* ... as it was, for a long row */
	struct csvpos *pos;
	struct csvlong *longs; /* rows that are long; the last may be in work */
	size_t long_count;
	size_t long_alloc;
	size_t long_size; /* bytes that their cells take */
	struct csvlong_split splitting;
	enum csvread_status status; /* of the last reading */
	size_t at;              /* where the next row starts; all before it is indexed */
	size_t line;            /* the line of at */
	size_t blank_first;     /* line of the first blank line after a row; 0: none */
	size_t blank_count;     /* such lines with a row after them */
	size_t blank_last;      /* those since the last row */
	const char *blank_name; /* of the file of the first */
	int ends; /* how the first line ends: CR, LF or CSVROWS_CRLF; 0: not known */
	size_t ends_line; /* which line that is; 0 when mixed ends were reported */
	size_t portion;   /* bytes read at a time */
	size_t most_rows; /* that the index may have, about */
	size_t longest;   /* bytes of a field that are not reported */
	size_t long_row;  /* and of a row that is split when it is asked for */
	struct csvfile_dialect dialect; /* in force; its encoding is NULL for UTF-8 */
	size_t columns;                 /* cells that a row should have; 0: not known */
	size_t skip;                    /* lines still to be passed over */
	const size_t *left_out;         /* further lines that are no rows, from 1 ... */
	size_t left_out_count;          /* ... which are still to come */
	size_t known;  /* bytes whose encoding is known: the others have to wait */
	int64_t since; /* since when some wait for a guess; 0: none do */
	bool judged;   /* the dialect is known, if not the encoding */
	bool ascii;    /* all that is known is ASCII: the encoding is open */
	bool noted;    /* what was guessed is reported */
	bool broken;   /* not all of it could be read */
	bool cut;      /* by the limit: no other file is read */
	bool refused;  /* for a reason that was reported */
	bool text;     /* it is, by its first bytes */
	bool settled;  /* so many were looked at that no others are */
	bool begun;    /* the byte order mark is passed */
	bool waiting;  /* the last step found nothing to read */
	bool complete;
	struct csvpart *parts; /* the files that F is, one at least */
	size_t part_count;
	size_t part;         /* the one being read; their number: all are */
	size_t repeats;      /* rows of the header that may come again in this one */
	bool any;            /* it has a row, or a header again */
	bool unlike;         /* it has another header */
	const char *name;    /* of that file, for faults */
	const size_t *lines; /* of the rows, in what they were made from, or NULL */
	char *encoding;      /* that of the dialect given; NULL: UTF-8 */
	int table;
	struct diag *diag;
};

/* A file of those that are one table. */
struct csvpart {
	char *path, *name;
	size_t start;   /* offset of its first byte; valid once it is reached */
	size_t row;     /* the first that is not in a file before it */
	uint64_t taken; /* bytes of the files before it */
};

enum {
	CSVROWS_CRLF = 256,
	CSVROWS_MANY_LINES = 1000, /* line ends in a field that are not noted */
};

/* Indexes all rows of F that have arrived whole. Returns false when the clock reached UNTIL
 * within a long row with a quote: called again, it goes on there. */
bool csvrows_index(struct csvfile *f, int64_t until);

/* Returns whether RAW, a row at the start of a later file of F whose quotes are read as
 * QUOTES says, is the header again; one that has the names of the header otherwise is
 * reported, and no row either. */
bool csvfile_take_header(struct csvfile *f, struct slice raw, enum csvquotes quotes);

/* Returns a parser of DIALECT, for csvparser_free; NULL when libcsv does not know such a
 * dialect. */
struct csv_parser *csvparser_new(const struct csvfile_dialect *dialect);

/* Frees P; NULL is allowed. */
void csvparser_free(struct csv_parser *p);

/* Splits the text of a row of F, without its line end, into ROW. */
void csvfile_split(const struct csvfile *f, struct slice raw, enum csvquotes quotes,
	struct csvrow *row);

/* Returns whether TEXT, of a row of F, has nothing in it but text and delimiters. */
bool csvfile_is_plain(const struct csvfile *f, struct slice text);

/* --- long rows (csvlong.c) --- */

/* A row that was split once. */
struct csvlong;

/* Has the last row of F, which starts on LINE and whose quotes are read as QUOTES says,
 * be split by csvlong_step. Until then it is no row for others, and none is added. */
void csvlong_begin(struct csvfile *f, size_t line, enum csvquotes quotes);

/* Goes on to split it and to report its fields that are too long, until the clock reaches
 * UNTIL. Returns true when that is done. */
bool csvlong_step(struct csvfile *f, int64_t until);

/* Returns row NUMBER of F if it is long, or NULL. */
const struct csvlong *csvlong_find(const struct csvfile *f, size_t number);

/* Returns whether the cells of L are kept. */
bool csvlong_kept(const struct csvlong *l);

/* Returns how many cells L has. */
size_t csvlong_count(const struct csvlong *l);

/* Returns that without empty ones at its end. */
size_t csvlong_width(const struct csvlong *l);

/* Returns whether the cells of L are the pieces between delimiters. */
bool csvlong_plain(const struct csvlong *l);

/* --- those whose cells are kept --- */

/* Sets ROW to the cells of L, whose bytes are RAW, the first MOST. They live as those of
 * csvfile_row. */
void csvlong_fill(
	const struct csvlong *l, struct slice raw, size_t most, struct csvrow *row);

/* Returns cell CELL of L, whose bytes are RAW; without text where it has none. */
struct slice csvlong_text(const struct csvlong *l, size_t cell, struct slice raw);

/* Returns the offset of cell CELL of L, of LEN bytes; LEN where it has fewer. */
size_t csvlong_start(const struct csvlong *l, size_t cell, size_t len);

/* Frees the long rows of F. */
void csvlong_release(struct csvfile *f);

/* Returns what F keeps about the inside of row NUMBER. */
struct csvpos *csvfile_pos(const struct csvfile *f, size_t number);

/* Returns the column, from 1, of offset AT of F, whose line does not start before offset
 * START. */
size_t csvfile_column_at(const struct csvfile *f, size_t start, size_t at);

#endif
