/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns where rows start. A line without a quote is a row, found by memchr(3); in any other
 * the fields are walked, from quote to quote. A row once indexed never changes.
 *
 * All of it takes linear time, however the bytes arrive. The two searches for a closing
 * quote begin at the end of the line on which a field opens and remember how far they
 * looked, as such line ends only grow: each passes a byte once. Whether lines fit is asked
 * once a row, and counts the fields of two lines.
 */

#include "data/csvrows.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/task.h"

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
	free(x->wraps);
	free(x->lines);
	free(x->gaps);
	free(x->quotes);
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

void csvindex_wrap(struct csvindex *x, size_t start)
{
	while ((uint64_t)start >> 32 != x->wrap_count)
		*ARRAY_ADD(x->wraps, x->wrap_count, x->wrap_alloc) = x->count;
}

void csvindex_add_comment(struct csvindex *x, size_t start)
{
	if (!x->count || (x->gap_count && x->gaps[x->gap_count - 1].row == x->count - 1))
		return;
	*ARRAY_ADD(x->gaps, x->gap_count, x->gap_alloc) =
		(struct csvindex_gap){ x->count - 1, start };
}

/* A row whose quotes do not fit. */
struct csvindex_quotes {
	size_t row;
	enum csvquotes quotes;
};

/* Keeps that the quotes of the last row are read as QUOTES says. */
static void csvindex_add_quotes(struct csvindex *x, enum csvquotes quotes)
{
	*ARRAY_ADD(x->quotes, x->quotes_count, x->quotes_alloc) =
		(struct csvindex_quotes){ x->count - 1, quotes };
}

static int compare_quotes(const void *key, const void *element)
{
	const size_t *row = key;
	const struct csvindex_quotes *q = element;

	return (*row > q->row) - (*row < q->row);
}

enum csvquotes csvindex_quotes(const struct csvindex *x, size_t number)
{
	const struct csvindex_quotes *q = x->quotes_count
		? bsearch(&number, x->quotes, x->quotes_count, sizeof *q, compare_quotes)
		: NULL;

	return q ? q->quotes : CSVQUOTES_FIT;
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
	return number + 1 < x->count ? csvindex_start(x, number + 1) : end;
}

/* --- the rows --- */

/* Adds the text from the next row's start to END as a row, whose quotes are read as QUOTES
 * says; the next one starts at AFTER, on line LINE. */
static void add_row(
	struct csvfile *f, size_t end, size_t after, size_t line, enum csvquotes quotes)
{
	size_t size = end - f->at;

	f->blank_count += f->blank_last;
	f->blank_last = 0;
	if (f->left_out_count && *f->left_out == f->line) {
		f->left_out++;
		f->left_out_count--;
		csvindex_add_comment(&f->index, f->at);
	} else if (f->repeats &&
		csvfile_take_header(
			f, (struct slice){ f->in.bytes + f->at, end - f->at }, quotes)) {
		csvindex_add_comment(&f->index, f->at);
	} else {
		csvindex_add(&f->index, f->at, f->line);
		if (quotes != CSVQUOTES_FIT)
			csvindex_add_quotes(&f->index, quotes);
		if (size > f->longest || size > f->long_row)
			csvlong_begin(f, f->line, quotes);
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

/* --- rows with quotes --- */

/* Ends the row with its present line. */
static void end_quoted(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;

	note_end(f, &q->line, q->number);
	add_row(f, q->line.end, q->line.after, q->number + 1, q->quotes);
	q->step = CSVROWS_NONE;
}

/* Returns how many lines below the present one AT is. */
static size_t count_lines(const struct csvfile *f, size_t at)
{
	size_t from = f->quoted.line.end;

	return csvscan_count_ends(f->in.bytes + from, at - from);
}

static void report_stray(struct csvfile *f, size_t at, bool closing)
{
	if (!f->quoted.strayed)
		csvfault_stray(f, at, closing);
	f->quoted.strayed = true;
}

static void report_quote(struct csvfile *f, size_t lines, enum csvfault_quote what)
{
	csvfault_quote(f, f->quoted.field.text - 1, lines, what);
	f->quoted.strayed = true;
}

static void drop_blanks(struct csvfile *f, size_t at)
{
	if (f->quoted.quotes == CSVQUOTES_FIT)
		csvfault_blanks(f, at);
	f->quoted.quotes = CSVQUOTES_BLANKS;
}

/* Goes on after the present field, which ends at END, a delimiter or a line end; or in it,
 * where it is not quoted from there on. */
static void pass_field(struct csvfile *f, size_t end, size_t lines)
{
	struct csvrows_quoted *q = &f->quoted;

	q->number += lines;
	q->at = end;
	q->inside = true;
	q->step = CSVROWS_WALK;
}

/* Looks for the quote that closes the present field, if it is quoted, in portions; the last
 * one is left to csvscan_field_passed. Returns false when time is up. */
static bool pass_quoted(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;
	const struct csvscan *s = &f->scan;

	if (s->escape || s->bytes[q->at] != s->quote)
		return true;
	if (q->passed <= q->at)
		q->passed = q->at + 1;
	while (q->line.end - q->passed > TASK_PORTION) {
		size_t start = q->passed, end = start + TASK_PORTION;

		q->passed = csvscan_closing(s, start, end);
		/* The last byte of a portion may be the first of two quotes. */
		if (q->passed + 1 < end)
			return true;
		f->paused = task_is_late(&q->work, q->passed - start, f->until);
		if (f->paused)
			return false;
	}
	return true;
}

/* Goes on from field to field, up to the end of the line or to a quoted field that does not
 * end on it as it should. Returns false when the line has not arrived, or time is up. */
static bool walk_line(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;
	struct csvfield *field = &q->field;
	struct csvscan *s = &f->scan;

	if (!csvscan_line(s, q->at, &q->line))
		return false;
	for (;;) {
		size_t start = q->at;

		if (q->inside) {
			size_t end = csvscan_delimiter(s, q->at, q->line.end);

			*field = (struct csvfield){ .open = end > q->line.end };
			field->end = end - field->open;
		} else if (csvscan_quoted(s, q->at, q->line.end)) {
			if (!pass_quoted(f))
				return false;
			*field = csvscan_field_passed(
				s, q->at, q->line.end, false, q->passed);
		} else {
			end_quoted(f);
			return true;
		}
		q->inside = false;
		if (field->quoted && (field->open || field->stray)) {
			q->step = field->stray ? CSVROWS_JUDGE : CSVROWS_CLOSE;
			return true;
		}
		if (field->blanks)
			drop_blanks(f, field->close + 1);
		if (field->stray)
			report_stray(f, csvscan_quote(s, field->text, field->end), false);
		if (field->open && q->line.after > q->line.end) {
			pass_field(f, q->line.after, 1);
			return true;
		}
		if (field->end == q->line.end) {
			end_quoted(f);
			return true;
		}
		q->at = field->end + 1;
		f->paused = task_is_late(&q->work, q->at - start, f->until);
		if (f->paused)
			return false;
	}
}

/* Finds the quote that closes the present field; returns false when it has not arrived. */
static bool close_field(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;
	const struct csvscan_close *c = &f->scan.close;
	enum csvscan_answer closes = csvscan_closes(&f->scan, q->line.end);
	size_t lines;

	if (closes == CSVSCAN_UNKNOWN)
		return false;
	if (closes == CSVSCAN_NO || !csvscan_is_end(&f->scan, c->after)) {
		q->step = CSVROWS_JUDGE;
		return true;
	}
	lines = count_lines(f, c->at);
	if (lines >= CSVROWS_MANY_LINES)
		csvfault_lines(f, q->field.text - 1, lines + 1);
	pass_field(f, c->after, lines);
	if (c->after > c->looked)
		drop_blanks(f, c->looked);
	return true;
}

/* Returns the fields that a row should have; 0 while the header is not known. */
static size_t count_columns(struct csvfile *f)
{
	size_t header = f->dialect.header ? f->dialect.header - 1 : 0;
	struct csvrow row;

	if (f->columns || f->index.count <= header)
		return f->columns;
	csvrow_init(&row);
	f->columns = csvfile_cells(f, header, 0, &row);
	csvrow_release(&row);
	return f->columns;
}

/*
 * Answers whether the present line by itself is a row of COLUMNS fields, with the quotes
 * that do not fit as letters or with its last field ended by the line, and the line after it
 * is one too; then the quotes of the row are read so. There a field may go on in further
 * lines. Blank lines and comments do not count.
 */
static enum csvscan_answer judge_line(struct csvfile *f, size_t columns)
{
	struct csvrows_quoted *q = &f->quoted;
	struct csvscan *ahead = &q->ahead;
	struct csvscan_line line;
	bool cut, letters, open, fits;
	size_t fields;

	if (!q->next) {
		*ahead = f->scan;
		q->next = q->line.after;
	}
	ahead->bytes = f->scan.bytes;
	ahead->have = f->scan.have;
	ahead->eof = f->scan.eof;
	for (;;) {
		if (!csvscan_line(ahead, q->next, &line))
			return CSVSCAN_UNKNOWN;
		if (line.end == line.after ||
			(line.end > q->next &&
				!(f->dialect.comment &&
					ahead->bytes[q->next] == f->dialect.comment)))
			break;
		q->next = line.after;
	}
	fields = csvscan_count(ahead, q->next, line.end, false, &open);
	fits = fields == columns || (open && fields < columns) || line.end == q->next ||
		csvscan_count(ahead, q->next, line.end, true, &open) == columns;
	fields = csvscan_count(&f->scan, f->at, q->line.end, false, &open);
	if (!fits || (fields == columns && !open))
		return CSVSCAN_NO;
	cut = fields == columns;
	letters = csvscan_count(&f->scan, f->at, q->line.end, true, &open) == columns;
	/* Where text follows on the line, the quotes look more like letters. */
	if (letters && (q->field.stray || !cut))
		q->quotes = CSVQUOTES_LETTERS;
	return cut || letters ? CSVSCAN_YES : CSVSCAN_NO;
}

/* Finds out how the present field is read, whose quotes do not fit; returns false when what
 * that needs has not arrived. */
static bool judge_field(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;
	const struct csvfield *field = &q->field;
	size_t columns = q->judged ? 0 : count_columns(f);
	enum csvscan_answer fits = columns ? judge_line(f, columns) : CSVSCAN_NO;
	/* Whether the quote is closed at all, on the line or later. */
	bool closes =
		field->stray || csvscan_closes(&f->scan, q->line.end) == CSVSCAN_YES;
	size_t end = f->scan.have, lines;

	if (fits == CSVSCAN_UNKNOWN)
		return false;
	q->judged = true;
	if (fits == CSVSCAN_NO && field->stray && !field->open) {
		report_stray(f, field->first, true);
		pass_field(f, field->end, 0);
	} else if (fits == CSVSCAN_NO && closes && f->scan.reopens) {
		q->step = CSVROWS_END;
	} else {
		if (field->stray)
			end = q->line.end;
		else if (closes)
			end = f->scan.close.at;
		else
			while (end > q->line.end && strchr("\r\n", f->in.bytes[end - 1]))
				end--;
		lines = count_lines(f, end);
		if (fits == CSVSCAN_NO && closes) {
			report_quote(f, lines, CSVFAULT_GOES_ON);
			pass_field(f, field->stray ? q->line.after : end + 1,
				lines + field->stray);
		} else {
			report_quote(f, lines, closes ? CSVFAULT_LATE : CSVFAULT_NEVER);
			end_quoted(f);
		}
	}
	return true;
}

/* Finds the end of the present field, which goes on as libcsv has it; returns false when it
 * has not arrived. Without an end in reach the row ends with the line. */
static bool end_field(struct csvfile *f)
{
	struct csvrows_quoted *q = &f->quoted;
	const struct csvscan_close *c = &f->scan.end;
	enum csvscan_answer ends =
		csvscan_ends(&f->scan, q->line.end, q->line.end + f->longest);
	size_t lines;

	if (ends == CSVSCAN_UNKNOWN)
		return false;
	if (ends == CSVSCAN_NO) {
		report_quote(f, q->field.stray ? 0 : count_lines(f, f->scan.close.at),
			CSVFAULT_LATE);
		end_quoted(f);
		return true;
	}
	lines = count_lines(f, c->at);
	report_quote(f, lines, CSVFAULT_GOES_ON);
	pass_field(f, c->looked, lines);
	return true;
}

/* Goes on with a row that holds a quote; returns false when it needs bytes that have not
 * arrived, or more time. */
static bool index_quoted(struct csvfile *f)
{
	static bool (*const steps[])(struct csvfile * f) = {
		[CSVROWS_WALK] = walk_line,
		[CSVROWS_CLOSE] = close_field,
		[CSVROWS_JUDGE] = judge_field,
		[CSVROWS_END] = end_field,
	};

	while (f->quoted.step != CSVROWS_NONE)
		if (!steps[f->quoted.step](f))
			return false;
	return true;
}

/* Indexes the next line; returns false when it needs bytes that have not arrived, or more
 * time. */
static bool index_line(struct csvfile *f)
{
	struct csvscan_line line;
	bool whole;

	if (f->quoted.step != CSVROWS_NONE)
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
		f->quoted = (struct csvrows_quoted){
			.step = CSVROWS_WALK, .at = f->at, .number = f->line
		};
		return index_quoted(f);
	} else if (!whole) {
		return false;
	} else if (line.end > f->at) {
		note_end(f, &line, f->line);
		add_row(f, line.end, line.after, f->line + 1, CSVQUOTES_FIT);
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
bool csvrows_index(struct csvfile *f, int64_t until)
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
	f->until = until;
	f->paused = false;
	if (starts && have >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		csvfault_mark(f);
		f->at += 3;
	} else if (starts && have >= 2 && !f->dialect.encoding &&
		(memcmp(bytes, "\xFF\xFE", 2) == 0 ||
			memcmp(bytes, "\xFE\xFF", 2) == 0)) {
		csvfault_utf16(f);
		f->refused = f->broken = true;
	}
	while (f->begun && !f->refused && f->splitting.step == CSVLONG_NONE &&
		f->at < f->scan.have && index_line(f))
		;
	return !f->paused;
}
