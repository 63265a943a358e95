#include "config.h"

/*
 * Owns where rows start. A line without a quote is a row, found by memchr(3); any other
 * goes through the parser, a line at a time, which alone decides where its row ends. A
 * row once indexed never changes.
 */

#include "data/csvrows.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

/* --- the bytes --- */

/* Returns whether an escape, which is none itself, is before the byte at AT; nothing before
 * FROM counts. */
static bool is_escaped(const struct csvscan *s, size_t from, size_t at)
{
	size_t escapes = 0;

	while (s->escape && at > from && s->bytes[at - 1] == s->escape) {
		escapes++;
		at--;
	}
	return escapes % 2 != 0;
}

enum csvscan_answer csvscan_closes(struct csvscan *s, size_t from, size_t limit)
{
	struct csvscan_close *c = &s->close;

	if (c->at < from)
		*c = (struct csvscan_close){ from, from, false };
	while (!c->found && c->at <= limit) {
		size_t len;

		if (c->at == c->looked) { /* to the next run, or the end of the bytes */
			const char *p =
				memchr(s->bytes + c->at, s->quote, s->have - c->at);

			c->at = p ? (size_t)(p - s->bytes) : s->have;
			c->looked = c->at;
			if (!p)
				break;
		}
		if (c->looked == c->at && is_escaped(s, from, c->at)) {
			c->at = ++c->looked;
			continue;
		}
		if (!s->double_quote) {
			c->found = true;
			break;
		}
		while (c->looked < s->have && s->bytes[c->looked] == s->quote)
			c->looked++;
		if (c->looked == s->have && !s->eof)
			break; /* the end of the run has not arrived */
		len = c->looked - c->at;
		c->found = len % 2 != 0 &&
			(c->looked == s->have || s->bytes[c->looked] == s->delimiter ||
				s->bytes[c->looked] == '\n' ||
				s->bytes[c->looked] == '\r');
		if (!c->found)
			c->at = c->looked;
	}
	if (c->at > limit)
		return CSVSCAN_NO;
	if (c->found)
		return CSVSCAN_YES;
	return s->eof ? CSVSCAN_NO : CSVSCAN_UNKNOWN;
}

size_t csvscan_count_ends(const char *text, size_t len)
{
	const char *end = text + len;
	size_t count = 0;

	for (const char *p = text; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		count++;
	for (const char *p = text; (p = memchr(p, '\r', (size_t)(end - p))); p++)
		if (p + 1 == end || p[1] != '\n')
			count++;
	return count;
}

/* --- the index --- */

/* A comment after a row. */
struct csvindex_gap {
	size_t row;
	size_t start;
};

void csvindex_init(struct csvindex *x)
{
	*x = (struct csvindex){ .count = 0 };
}

void csvindex_release(struct csvindex *x)
{
	free(x->starts);
	free(x->lines);
	free(x->gaps);
	csvindex_init(x);
}

void csvindex_grow(struct csvindex *x, size_t line)
{
	size_t mark = x->count / CSVINDEX_STRIDE;

	x->starts = array_reserve(x->starts, &x->alloc, x->count + 1, sizeof *x->starts);
	if (x->count % CSVINDEX_STRIDE)
		return;
	x->lines = array_reserve(x->lines, &x->line_alloc, mark + 1, sizeof *x->lines);
	x->lines[mark] = line;
}

void csvindex_add_comment(struct csvindex *x, size_t start)
{
	if (!x->count || (x->gap_count && x->gaps[x->gap_count - 1].row == x->count - 1))
		return;
	*ARRAY_ADD(x->gaps, x->gap_count, x->gap_alloc) =
		(struct csvindex_gap){ x->count - 1, start };
}

size_t csvindex_limit(const struct csvindex *x, size_t number, size_t end)
{
	size_t low = 0, high = x->gap_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (x->gaps[middle].row < number)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < x->gap_count && x->gaps[low].row == number)
		return x->gaps[low].start;
	return number + 1 < x->count ? x->starts[number + 1] : end;
}

/* --- the rows --- */

/* Adds the text from the next row's start to END as a row; the next one starts at AFTER,
 * on line LINE. */
static void add_row(struct csvfile *f, size_t end, size_t after, size_t line)
{
	if (end - f->at > f->longest)
		csvfault_long(f, end);
	f->blank_count += f->blank_last;
	f->blank_last = 0;
	if (f->left_out_count && *f->left_out == f->line) {
		f->left_out++;
		f->left_out_count--;
		csvindex_add_comment(&f->index, f->at);
	} else if (f->repeats &&
		csvfile_take_header(
			f, (struct slice){ f->in.bytes + f->at, end - f->at })) {
		csvindex_add_comment(&f->index, f->at);
	} else {
		csvindex_add(&f->index, f->at, f->line);
	}
	f->any = true;
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

/* Gives the parser the bytes before TO. */
static void feed(struct csvfile *f, size_t to)
{
	struct csvrows_quoted *q = &f->quoted;
	const struct csvparser_calls calls = { end_cell, end_row, q };
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

/*
 * Goes on with a row that holds a quote. Returns false when it needs bytes that have not
 * arrived. Only the end of a line can end a row, so the parser gets a line at a time.
 * When a field is open at the end of one, its end is searched for, once, before the
 * parser gets more.
 */
static bool index_quoted(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;
	const struct csvparser_calls calls = { end_cell, end_row, q };
	struct csvscan_line line;

	for (;;) {
		size_t limit = q->open.end + f->longest, cells;
		enum csvscan_answer closes = q->doubt
			? csvscan_closes(&f->scan, q->open.end, limit)
			: CSVSCAN_YES;
		bool whole;

		if (closes == CSVSCAN_UNKNOWN)
			return false;
		if (closes == CSVSCAN_NO) {
			/* The row ends with the line on which the open field began. */
			q->cells = q->open_cell;
			csvfault_open(f, q->open.end, f->scan.close.at <= limit);
			csvparser_finish(f->rows, &calls);
			end_quoted(f, &q->open, q->open_number);
			return true;
		}
		q->doubt = false;
		whole = csvscan_line(&f->scan, q->fed, &line);
		feed(f, line.end + (whole && line.after > line.end));
		if (!whole)
			return false;
		cells = q->cells;
		if (!q->ended && line.after == line.end) { /* the end of the file */
			q->ended = true;
			if (!csvparser_finish(f->rows, &calls)) {
				q->cells = cells;
				csvfault_open(f, line.end, true);
			}
		}
		if (q->ended) {
			end_quoted(f, &line, q->line);
			return true;
		}
		feed(f, line.after);
		if (q->cells != q->open_cell && csvparser_quoted(f->rows)) {
			q->open_cell = q->cells;
			q->open = line;
			q->open_number = q->line;
			q->doubt = true;
		}
		q->line++;
	}
}

/* Indexes the next line; returns false when it needs bytes that have not arrived. */
static bool index_line(struct csvfile *f)
{
	struct csvscan_line line;
	bool whole;

	if (f->quoted.begun)
		return index_quoted(f);
	whole = csvscan_line(&f->scan, f->at, &line);
	while (f->left_out_count && *f->left_out < f->line) {
		f->left_out++;
		f->left_out_count--;
	}
	if (f->skip) {
		if (!whole)
			return false;
		f->skip--;
	} else if (f->dialect.comment && f->in.bytes[f->at] == f->dialect.comment) {
		if (!whole)
			return false;
		csvindex_add_comment(&f->index, f->at);
	} else if (csvscan_quoted(&f->scan, f->at, line.end)) {
		size_t from = f->scan.quotes.at;

		/* An escaped delimiter ends no field. */
		while (from > f->at &&
			(f->scan.escape || f->in.bytes[from - 1] != f->scan.delimiter))
			from--;
		f->quoted = (struct csvrows_quoted){ .begun = true,
			.from = from,
			.fed = from,
			.line = f->line,
			.open_cell = SIZE_MAX };
		return index_quoted(f);
	} else if (!whole) {
		return false;
	} else if (line.end > f->at) {
		note_end(f, &line, f->line);
		add_row(f, line.end, line.after, f->line + 1);
		return true;
	} else if (f->index.count) {
		if (!f->blank_first) {
			f->blank_first = f->line;
			f->blank_name = f->name;
		}
		f->blank_last++;
	}
	note_end(f, &line, f->line);
	f->at = line.after;
	f->line++;
	return true;
}

/* A byte order mark is passed; UTF-16 is refused, unless it is converted. */
void csvrows_index(struct csvfile *f)
{
	const char *bytes = f->in.bytes + f->at;
	size_t have = f->known - f->at;
	bool eof = f->in.eof && f->known == f->in.have;
	bool starts = !f->begun && (have >= 3 || eof);

	f->scan.bytes = f->in.bytes;
	f->scan.have = f->known;
	/* A row that trouble has cut is not read: half a value would pass as a whole one. */
	f->scan.eof = eof && !*f->in.trouble;
	f->begun |= starts;
	if (starts && have >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		csvfault_mark(f);
		f->at += 3;
	} else if (starts && have >= 2 && !f->dialect.encoding &&
		(memcmp(bytes, "\xFF\xFE", 2) == 0 ||
			memcmp(bytes, "\xFE\xFF", 2) == 0)) {
		csvfault_utf16(f);
		f->refused = true;
	}
	while (f->begun && !f->refused && f->at < f->scan.have && index_line(f))
		;
}
