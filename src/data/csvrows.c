#include "config.h"

#include "data/csvrows.h"

#include <stdint.h>
#include <string.h>

/* Adds what stands from the next row's start to END as a row; the next starts at AFTER,
 * on line LINE. */
static void add_row(struct csvfile *f, size_t end, size_t after, size_t line)
{
	if (end - f->at > f->longest)
		csvfault_long(f, end);
	csvindex_add(&f->index, f->at, f->line);
	f->at = after;
	f->line = line;
}

/* Notes how LINE, which is line NUMBER, ends. */
static void note_end(struct csvfile *f, const struct csvscan_line *line, size_t number)
{
	size_t len = line->after - line->end;
	int ends;

	if (len == 0)
		return;
	ends = len == 2 ? CSVROWS_CRLF : f->in.bytes[line->end];
	if (ends == f->ends)
		return;
	if (!f->ends) {
		f->ends = ends;
		f->ends_line = number;
	} else if (f->ends_line) {
		csvfault_mixed(f, number, ends);
		f->ends_line = 0;
	}
}

static void end_row(int end, void *data)
{
	struct csvrows_quoted *q = data;

	(void)end;
	q->ended = true;
}

static void end_cell(void *text, size_t len, void *data)
{
	struct csvrows_quoted *q = data;

	(void)text;
	(void)len;
	q->cells++;
}

static void begin_quoted(struct csvfile *f)
{
	size_t from = f->scan.quotes.at;

	while (from > f->at && f->in.bytes[from - 1] != f->scan.delimiter)
		from--;
	f->quoted = (struct csvrows_quoted){ .begun = true,
		.from = from,
		.fed = from,
		.line = f->line,
		.open_cell = SIZE_MAX };
}

/* Gives the parser what stands in front of TO. */
static void feed(struct csvfile *f, size_t to)
{
	struct csvrows_quoted *q = &f->quoted;
	const struct csvsingle_calls calls = { end_cell, end_row, q };
	size_t from = q->fed;
	size_t stray =
		from + csvparser_feed(f->rows, f->in.bytes + from, to - from, &calls);

	q->fed = to;
	if (stray < to && !q->strayed) {
		q->strayed = true;
		csvfault_stray(f, stray);
	}
}

static void end_quoted(struct csvfile *f, const struct csvscan_line *line, size_t number)
{
	note_end(f, line, number);
	add_row(f, line->end, line->after, number + 1);
	f->quoted.begun = false;
}

/* Ends the row that the end of the file cuts. */
static void finish_quoted(struct csvfile *f, const struct csvscan_line *line)
{
	struct csvrows_quoted *q = &f->quoted;
	size_t cells = q->cells;

	if (!csvparser_finish(
		    f->rows, &(struct csvsingle_calls){ end_cell, end_row, q })) {
		q->cells = cells;
		csvfault_open(f, line->end, true);
	}
	end_quoted(f, line, q->line);
}

/* Ends the row with the line on which the open field began. */
static void recover(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;
	const struct csvsingle_calls calls = { end_cell, end_row, q };

	q->cells = q->open_cell;
	csvfault_open(f, q->open.end, f->scan.close.at <= q->open.end + f->longest);
	csvparser_finish(f->rows, &calls);
	end_quoted(f, &q->open, q->open_number);
}

/*
 * Goes on with a row that holds a quote. Returns false when it needs bytes that have not
 * arrived. Only the end of a line can end a row, so the parser gets a line at a time;
 * a field found open at the end of one is looked ahead for, once, before more is given.
 */
static bool index_quoted(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;
	struct csvscan_line line;
	enum csvscan_answer closes;
	bool whole;

	for (;;) {
		if (q->doubt) {
			closes = csvscan_closes(
				&f->scan, q->open.end, q->open.end + f->longest);
			if (closes == CSVSCAN_UNKNOWN)
				return false;
			if (closes == CSVSCAN_NO) {
				recover(f);
				return true;
			}
			q->doubt = false;
		}
		whole = csvscan_line(&f->scan, q->fed, &line);
		feed(f, line.end + (whole && line.after > line.end));
		if (!whole)
			return false;
		if (q->ended || line.after == line.end) {
			q->ended ? end_quoted(f, &line, q->line)
				 : finish_quoted(f, &line);
			return true;
		}
		feed(f, line.after);
		if (q->cells != q->open_cell) {
			q->open_cell = q->cells;
			q->open = line;
			q->open_number = q->line;
			q->doubt = true;
		}
		q->line++;
	}
}

/* Takes the next line into the index; false when bytes are needed that have not
 * arrived. */
static bool index_line(struct csvfile *f)
{
	struct csvscan_line line;
	bool whole;

	if (f->quoted.begun)
		return index_quoted(f);
	whole = csvscan_line(&f->scan, f->at, &line);
	if (f->comment && f->in.bytes[f->at] == f->comment) {
		if (!whole)
			return false;
		csvindex_add_comment(&f->index, f->at);
	} else if (csvscan_quoted(&f->scan, f->at, line.end)) {
		begin_quoted(f);
		return index_quoted(f);
	} else if (!whole) {
		return false;
	} else if (line.end > f->at) {
		note_end(f, &line, f->line);
		add_row(f, line.end, line.after, f->line + 1);
		return true;
	}
	note_end(f, &line, f->line);
	f->at = line.after;
	f->line++;
	return true;
}

/* Looks at the first bytes; false while they have not arrived. */
static bool begin(struct csvfile *f)
{
	const char *bytes = f->in.bytes;

	if (f->in.have < 3 && !f->in.eof)
		return false;
	if (f->in.have >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		csvfault_mark(f);
		f->at = 3;
	} else if (f->in.have >= 2 && !f->encoding &&
		(memcmp(bytes, "\xFF\xFE", 2) == 0 ||
			memcmp(bytes, "\xFE\xFF", 2) == 0)) {
		csvfault_utf16(f);
		f->refused = true;
	}
	f->begun = true;
	return true;
}

void csvrows_index(struct csvfile *f)
{
	f->scan.bytes = f->in.bytes;
	f->scan.have = f->in.have;
	f->scan.eof = f->in.eof;
	if ((!f->begun && !begin(f)) || f->refused)
		return;
	while (f->at < f->scan.have && index_line(f))
		;
}
