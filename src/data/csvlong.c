/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the cells of long rows. Such a row is split once, in steps, before it counts as a
 * row: whoever asks for it later gets its cells at once, however long they are. Where the
 * cells would take too much memory, as those of a row of many short fields, only their
 * number is kept, and as many of them are split as are asked for.
 */

#include "data/csvrows.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/task.h"

enum {
	LONG_FREE = 16 << 20, /* bytes that the cells of a file may take, */
	LONG_SHARE = 4,       /* and this part of its bytes more */
};

/* A cell of a long row: offsets in the row, so that its bytes may move. */
struct csvlong_cell {
	size_t start; /* with its quote */
	size_t text;  /* from the row's length on in the text without doubled quotes */
	size_t len;
};

struct csvlong {
	size_t row;
	bool plain;                 /* its cells are the pieces between delimiters */
	struct csvlong_cell *cells; /* NULL: they are not kept */
	size_t count;               /* of all of them */
	size_t width;               /* without empty ones at the end */
	size_t alloc;
	char *text; /* of cells with doubled quotes: room for the row, of which ... */
	size_t text_len; /* ... so much is used */
};

void csvlong_release(struct csvfile *f)
{
	for (size_t i = 0; i < f->long_count; i++) {
		free(f->longs[i].cells);
		free(f->longs[i].text);
	}
	free(f->longs);
	free(f->splitting.found);
}

static int compare_rows(const void *key, const void *element)
{
	const size_t *row = key;
	const struct csvlong *l = element;

	return (*row > l->row) - (*row < l->row);
}

const struct csvlong *csvlong_find(const struct csvfile *f, size_t number)
{
	if (!f->long_count)
		return NULL;
	return bsearch(&number, f->longs, f->long_count, sizeof *f->longs, compare_rows);
}

bool csvlong_plain(const struct csvlong *l)
{
	return l->plain;
}

size_t csvlong_start(const struct csvlong *l, size_t cell, size_t len)
{
	return cell < l->count ? l->cells[cell].start : len;
}

bool csvlong_kept(const struct csvlong *l)
{
	return l->cells;
}

size_t csvlong_count(const struct csvlong *l)
{
	return l->count;
}

size_t csvlong_width(const struct csvlong *l)
{
	return l->width;
}

struct slice csvlong_text(const struct csvlong *l, size_t cell, struct slice raw)
{
	const struct csvlong_cell *c;
	const char *text = raw.text;

	if (cell >= l->count)
		return (struct slice){ NULL, 0 };
	c = &l->cells[cell];
	if (c->len)
		text = c->text < raw.len ? raw.text + c->text
					 : l->text + (c->text - raw.len);
	return (struct slice){ text, c->len };
}

void csvlong_fill(
	const struct csvlong *l, struct slice raw, size_t most, struct csvrow *row)
{
	row->count = l->count < most ? l->count : most;
	row->cells =
		array_reserve(row->cells, &row->alloc, row->count, sizeof *row->cells);
	for (size_t i = 0; i < row->count; i++)
		row->cells[i] = csvlong_text(l, i, raw);
}

void csvlong_begin(struct csvfile *f, size_t line, enum csvquotes quotes)
{
	f->splitting = (struct csvlong_split){
		.step = CSVLONG_LOOK, .quotes = quotes, .line = line, .column = 1
	};
	*ARRAY_ADD(f->longs, f->long_count, f->long_alloc) = (struct csvlong){
		.row = f->index.count - 1,
		.plain = true,
	};
}

static void drop_cells(struct csvlong *l, struct csvlong_split *s)
{
	free(l->cells);
	free(l->text);
	l->cells = NULL;
	l->text = NULL;
	l->alloc = l->text_len = 0;
	s->dropped = true;
}

/* Returns whether COUNT cells more are too much for F to keep. Their text is never more than
 * the row. */
static bool is_too_much(const struct csvfile *f, size_t count)
{
	return f->long_size + count * sizeof(struct csvlong_cell) >
		f->in.have / LONG_SHARE + LONG_FREE;
}

/* Adds a cell, whose quotes are before END, to L, which only counts it when its cells are not
 * kept, and to those that are reported if it is too long. */
static void add_cell(
	struct csvfile *f, struct csvlong *l, struct csvlong_cell cell, size_t end)
{
	struct csvlong_split *s = &f->splitting;

	if (!s->dropped) {
		l->cells = array_reserve(
			l->cells, &l->alloc, l->count + 1, sizeof *l->cells);
		l->cells[l->count] = cell;
	}
	l->count++;
	if (end > cell.start)
		l->width = l->count;
	if (cell.len > f->longest)
		*ARRAY_ADD(s->found, s->found_count, s->found_alloc) =
			(struct csvlong_field){ cell.start, cell.len };
}

/* Ends the present cell of L, at END, a delimiter or the end of the row. */
static void end_cell(struct csvfile *f, struct csvlong *l, struct slice raw,
	size_t text_end, size_t end)
{
	struct csvlong_split *s = &f->splitting;
	struct csvlong_cell cell = { s->start, s->text, text_end - s->text };

	if (s->copies) {
		cell.len = s->copied;
		cell.text = s->dropped ? 0 : raw.len + l->text_len - s->copied;
	}
	add_cell(f, l, cell, end);
	s->inside = false;
	s->at = end + 1;
	if (end == raw.len)
		s->step = CSVLONG_REPORT;
}

/* Goes on in a cell in quotes, up to END at most. Returns false when its quotes are not
 * as simple as that. */
static bool step_quoted(
	struct csvfile *f, struct csvlong *l, struct slice raw, size_t end)
{
	struct csvlong_split *s = &f->splitting;
	char quote = f->scan.quote;
	const char *p = memchr(raw.text + s->at, quote, end - s->at);
	size_t close = p ? (size_t)(p - raw.text) : end;
	bool doubled = close + 1 < raw.len && raw.text[close + 1] == quote;

	if (p && doubled && !s->copies) {
		/* What was passed is copied from its start on, in steps too. */
		s->copies = true;
		s->copied = 0;
		s->at = s->text;
		return true;
	}
	if (s->copies) {
		size_t len = close - s->at + (p && doubled);

		/* What is not used of it takes no memory. */
		if (!s->dropped && !l->text)
			l->text = xmalloc(raw.len);
		if (!s->dropped) {
			memcpy(l->text + l->text_len, raw.text + s->at, len);
			l->text_len += len;
		}
		s->copied += len;
	}
	if (!p || doubled) {
		s->at = p ? close + 2 : close;
		return p || close < raw.len;
	}
	if (close + 1 < raw.len && raw.text[close + 1] != f->scan.delimiter)
		return false;
	end_cell(f, l, raw, close, close + 1);
	return true;
}

/* Goes on with the present cell, or the next, up to END at most. Returns false when the
 * quotes are not as simple as that. */
static bool step_cell(struct csvfile *f, struct csvlong *l, struct slice raw, size_t end)
{
	struct csvlong_split *s = &f->splitting;
	const char *p;

	if (!s->inside) {
		s->inside = true;
		s->copies = false;
		s->start = s->text = s->at;
		s->quoted =
			!l->plain && s->at < raw.len && raw.text[s->at] == f->scan.quote;
		s->text += s->quoted;
		s->at = s->text;
	}
	if (s->quoted)
		return s->at < raw.len && step_quoted(f, l, raw, end);
	p = memchr(raw.text + s->at, f->scan.delimiter, end - s->at);
	s->at = p ? (size_t)(p - raw.text) : end;
	if (p || end == raw.len)
		end_cell(f, l, raw, s->at, s->at);
	return true;
}

/* Splits RAW into L as other rows are split. */
static void split_whole(struct csvfile *f, struct csvlong *l, struct slice raw)
{
	enum csvquotes quotes = f->splitting.quotes;
	struct csvscan scan = f->scan;
	struct csvrow row;
	size_t start = 0;

	csvrow_init(&row);
	csvfile_split(f, raw, quotes, &row);
	scan.bytes = raw.text;
	l->count = l->width = f->splitting.found_count = 0;
	if (is_too_much(f, row.count))
		drop_cells(l, &f->splitting);
	for (size_t i = 0; i < row.count; i++) {
		const char *text = row.cells[i].text;
		bool is_copy = text < raw.text || text > raw.text + raw.len;
		size_t end =
			csvscan_field(&scan, start, raw.len, quotes == CSVQUOTES_LETTERS)
				.end;

		add_cell(f, l,
			(struct csvlong_cell){ start,
				is_copy ? raw.len + (size_t)(text - row.text.buf)
					: (size_t)(text - raw.text),
				row.cells[i].len },
			end);
		start = end + 1;
	}
	if (!f->splitting.dropped) {
		free(l->text);
		l->text_len = row.text.len;
		l->text = str_take(&row.text);
	}
	csvrow_release(&row);
}

/* Goes on to find the line of the next long cell, and reports it. */
static void step_report(struct csvfile *f, const struct csvlong *l, struct slice raw)
{
	struct csvlong_split *s = &f->splitting;
	size_t base = csvindex_start(&f->index, l->row), start, part, ends;

	if (s->reported == s->found_count) {
		s->step = CSVLONG_NONE;
		return;
	}
	start = s->found[s->reported].start;
	part = start - s->at < TASK_PORTION ? start - s->at : TASK_PORTION;
	/* A CR LF is counted as one. */
	if (part && s->at + part < start && raw.text[s->at + part - 1] == '\r')
		part++;
	ends = csvscan_count_ends(raw.text + s->at, part);
	s->column = ends ? csvfile_column_at(f, base + s->at, base + s->at + part)
			 : s->column + part;
	s->line += ends;
	s->at += part;
	if (s->at == start)
		csvfault_long(f, s->line, s->column, s->found[s->reported++].len);
}

/* Does a portion of work on RAW. Returns how many bytes it has passed. */
static size_t step_split(struct csvfile *f, struct csvlong *l, struct slice raw)
{
	struct csvlong_split *s = &f->splitting;
	size_t before = s->at, rest = s->at < raw.len ? raw.len - s->at : 0, passed;
	size_t end = s->at + (rest < f->portion ? rest : f->portion);
	bool simple = true;

	switch (s->step) {
	case CSVLONG_LOOK:
		l->plain = csvfile_is_plain(f, slice_part(raw, s->at, end - s->at));
		s->at = end;
		if (l->plain && end < raw.len)
			return end - before;
		s->at = 0;
		s->step = CSVLONG_SPLIT;
		if (!l->plain && (!f->cells || s->quotes != CSVQUOTES_FIT))
			simple = false;
		break;
	case CSVLONG_SPLIT:
		simple = step_cell(f, l, raw, end);
		if (!s->dropped && is_too_much(f, l->count))
			drop_cells(l, s);
		break;
	default:
		step_report(f, l, raw);
		return s->at - before;
	}
	passed = s->at > before ? s->at - before : 0;
	if (!simple) {
		split_whole(f, l, raw);
		s->step = CSVLONG_REPORT;
	}
	if (s->step == CSVLONG_REPORT)
		s->at = 0;
	return passed;
}

bool csvlong_step(struct csvfile *f, int64_t until)
{
	struct csvlong *l = &f->longs[f->long_count - 1];
	struct csvlong_split *s = &f->splitting;
	struct slice raw = csvfile_raw(f, l->row, NULL);
	size_t work = 0;

	while (s->step != CSVLONG_NONE)
		if (task_is_late(&work, step_split(f, l, raw), until) &&
			s->step != CSVLONG_NONE)
			return false;
	free(s->found);
	s->found = NULL;
	if (raw.len <= f->long_row) {
		drop_cells(l, s);
		f->long_count--;
	}
	if (s->dropped)
		return true;
	f->long_size += l->count * sizeof *l->cells;
	l->cells = xreallocarray(l->cells, l->count, sizeof *l->cells);
	if (l->text)
		l->text = xreallocarray(l->text, l->text_len, 1);
	return true;
}
