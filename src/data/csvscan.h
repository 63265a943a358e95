#ifndef DATA_CSVSCAN_H
#define DATA_CSVSCAN_H

/*
 * Finds line ends and quotes in bytes that are still arriving. Each search remembers how
 * far it has looked: whatever is asked in between, a byte is looked at once for each kind
 * of byte sought, by memchr(3), which is as fast as memory.
 *
 * All positions asked from must only grow.
 */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The next of one byte: none stands between the position last asked from and at. */
struct csvscan_byte {
	size_t at;
	bool found; /* it stands at "at"; else nothing is known from there on */
};

/*
 * The next end of a quoted field: a run of an odd number of quotes with a delimiter, a
 * line end or the end of the file behind it, which is where libcsv ends such a field,
 * wherever it began.
 */
struct csvscan_close {
	size_t at;     /* as above, for a run of quotes */
	size_t looked; /* all from at to here are quotes */
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
	struct csvscan_byte lf;
	struct csvscan_byte cr;
	struct csvscan_byte quotes;
	struct csvscan_close close;
};

/* A line: its text ends in front of end, the next begins at after. */
struct csvscan_line {
	size_t end;
	size_t after; /* end + 1, + 2 behind CR LF; end for a last line without an end */
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
 * Finds the end of the line that goes through FROM. False when its end has not arrived,
 * then LINE->end tells up to where there is none.
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

/* Tells whether a quote stands from FROM to before END. */
static inline bool csvscan_quoted(struct csvscan *s, size_t from, size_t end)
{
	return s->has_quotes && csvscan_next(s, &s->quotes, s->quote, from) < end;
}

/*
 * Tells whether a quoted field that is open at FROM, a line end that is there, ends at
 * LIMIT or before; unknown while the bytes for an answer have not arrived.
 */
enum csvscan_answer csvscan_closes(struct csvscan *s, size_t from, size_t limit);

/* Returns the line ends among the LEN bytes at TEXT, CR LF counted as one; a last CR
 * counts, so TEXT must not end between CR and LF. */
size_t csvscan_count_ends(const char *text, size_t len);

#endif
