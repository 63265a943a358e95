/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/memory.h"
#include "output/columns.h"
#include "output/listing.h"

/*
 * Text for the user. Columns are as wide as the cells of the first rows need, of the whole
 * listing or of each group. A longer cell further down is cut where lines have a width, and
 * sticks out where nothing is to be cut. No line is ever wider than the page.
 */

enum {
	TEXT_MEASURED = 1000, /* rows that decide how wide a column is */
	TEXT_LEAST = 22,  /* a column of a table is cut to no less, if it needs more */
	TEXT_WIDEST = 60, /* and is not wider, where lines have a width */
	TEXT_RULE = 3,    /* columns of a rule before its text */
};

struct text_state {
	size_t count;               /* columns; without a remark that is empty */
	struct column_want *want;   /* by column */
	struct column_place *place; /* of those that have room */
	size_t placed;
	struct str *cells; /* of the row being written, by place */
	size_t end;        /* the row before which the widths are valid */
	int width;         /* of a line */
};

static const struct listing_column *text_column(const struct listing_writer *w, size_t k)
{
	return &w->list->columns[w->columns[k]];
}

/* Returns whether column K is a remark, which keeps its room at the right end. */
static bool text_is_remark(const struct listing_writer *w, size_t k)
{
	return text_column(w, k)->use == LISTING_REMARK;
}

/* Replaces OUT by a cell with what is put before it. Where cells are cut nobody sees the
 * end of a long one, and to measure it would only take time: it is cut to what is surely
 * too wide. */
static struct slice text_cell(
	struct listing_writer *w, size_t row, size_t k, struct str *out)
{
	const char *before = text_column(w, k)->before;
	size_t start = before ? strlen(before) : 0;
	int most = w->page->width + TEXT_WIDEST;
	int used;

	str_clear(out);
	str_add(out, before ? before : "");
	w->list->kind->cell(w->list, row, w->columns[k], out);
	if (out->len == start)
		str_clear(out);
	if (w->page->width && w->list->layout != LISTING_RUN_ON) {
		size_t len = text_clip(str_slice(out), most + TEXT_WIDEST, &used);

		if (used > most)
			str_truncate(out, len);
	}
	return str_slice(out);
}

/* Divides a line among the columns, for the ROWS rows from FIRST on. */
static void text_divide(struct listing_writer *w, size_t first, size_t rows)
{
	struct text_state *t = w->state;
	size_t measured = rows < TEXT_MEASURED ? rows : TEXT_MEASURED;
	bool table = w->list->layout == LISTING_TABLE;
	int edge = w->page->width;
	int room = edge ? edge : INT_MAX / 2;
	struct column_line line;
	size_t last;

	t->count = w->count;
	t->end = first + rows;
	for (size_t k = 0; k < w->count; k++) {
		const struct listing_column *column = text_column(w, k);
		struct column_want *want = &t->want[k];
		int title = table ? text_width(slice_of(column->title)) : 0;
		int before = column->before ? text_width(slice_of(column->before)) : 0;
		int most = column->most ? column->most : TEXT_WIDEST;
		/* What ends a line needs no width of its own. */
		bool free = column->fill && (edge || k + 1 == w->count);

		if (column->most && edge && most > edge * 3 / 5)
			most = edge * 3 / 5;
		want->width = 0;
		for (size_t i = 0; i < measured && !free; i++) {
			int width = text_width(text_cell(w, first + i, k, &t->cells[k]));

			want->width = width > want->width ? width : want->width;
		}
		/* No remark in any row: then it is no column. If there are more rows than
		 * were looked at, nobody knows that. */
		if (k && !want->width && measured == rows && text_is_remark(w, k))
			t->count--;
		want->width = want->width > title ? want->width : title;
		if (want->width > most + before && (edge || column->most || column->fill))
			want->width = most + before;
		want->width = want->width ? want->width : 1;
		want->least = want->width;
		if (table && want->least > TEXT_LEAST)
			want->least = TEXT_LEAST;
		if (column->least && want->least > column->least)
			want->least = column->least;
		if (edge && column->fill)
			*want = (struct column_want){ edge,
				before + (column->least ? column->least : 1) };
	}
	last = t->count - 1;
	line = (struct column_line){ .want = t->want, .count = t->count, .room = room };
	if (text_is_remark(w, last) &&
		t->want[0].least + t->want[last].least + COLUMN_GAP <= room) {
		room -= t->want[last].least + COLUMN_GAP;
		line.count = last;
		line.room = room;
		t->placed = columns_place(&line, 0, t->place);
		t->place[t->placed++] = (struct column_place){ last, room + COLUMN_GAP,
			t->want[last].least };
	} else {
		t->placed = columns_place(&line, 0, t->place);
	}
	t->width =
		edge ? edge : t->place[t->placed - 1].x + t->place[t->placed - 1].width;
}

/* Adds TEXT in WIDTH columns, or as wide as it is where nothing is to be cut. */
static void text_add(struct listing_writer *w, enum style style, struct slice text,
	int width, bool right)
{
	struct str *out = &w->outfile->text;

	if (!w->page->width && text_width(text) > width)
		style_add(out, w->page->styles, style, text);
	else
		style_field(out, w->page->styles, style, text, width, right);
}

/* Ends a line; blanks at its end would be nothing but more to copy. */
static void text_end_line(struct listing_writer *w)
{
	struct str *out = &w->outfile->text;

	while (out->len && out->buf[out->len - 1] == ' ')
		str_truncate(out, out->len - 1);
	str_add_char(out, '\n');
}

static void text_add_rule(struct listing_writer *w, int columns)
{
	struct str rule = STR_INIT;

	for (int i = 0; i < columns; i++)
		str_add(&rule, "─");
	style_add(&w->outfile->text, w->page->styles, STYLE_RULE, slice_of(rule.buf));
	str_release(&rule);
}

/* Adds the line before ROW, or behind the last row, if there is one. */
static void text_add_line(struct listing_writer *w, size_t row)
{
	struct text_state *t = w->state;
	struct str *out = &w->outfile->text;
	struct listing_line line = { .text = STR_INIT };

	if (!w->list->kind->line || !w->list->kind->line(w->list, row, &line))
		return;
	if (line.rule) {
		int room = t->width - TEXT_RULE - 2;
		int used = text_width(slice_of(line.text.buf));

		text_add_rule(w, TEXT_RULE);
		str_add_char(out, ' ');
		text_add(w, line.style, slice_of(line.text.buf),
			used < room ? used : room, false);
		str_add_char(out, ' ');
		text_add_rule(w, room - used);
	} else {
		style_add(out, w->page->styles, line.style, slice_of(line.text.buf));
	}
	if (line.rows) {
		str_clear(&line.text);
		str_addf(&line.text, " %zu", line.rows);
		style_add(out, w->page->styles, STYLE_DIM, slice_of(line.text.buf));
		text_divide(w, row, line.rows);
	}
	text_end_line(w);
	str_release(&line.text);
}

static void text_head(struct listing_writer *w)
{
	struct text_state *t = xcalloc(1, sizeof *t);

	w->state = t;
	t->want = xcalloc(w->count, sizeof *t->want);
	t->place = xcalloc(w->count, sizeof *t->place);
	t->cells = xcalloc(w->count, sizeof *t->cells);
	for (size_t k = 0; k < w->count; k++)
		str_init(&t->cells[k]);
	if (w->list->layout != LISTING_TABLE)
		return;
	text_divide(w, 0, w->list->rows);
	for (size_t i = 0; i < t->placed; i++) {
		const struct listing_column *column = text_column(w, t->place[i].column);

		if (i)
			str_add_repeat(&w->outfile->text, ' ', COLUMN_GAP);
		text_add(w, STYLE_HEAD, slice_of(column->title), t->place[i].width,
			column->type == LISTING_NUMBER);
	}
	text_end_line(w);
}

/* Returns the style of the cell of ROW in column K. */
static enum style text_style(struct listing_writer *w, size_t row, size_t k)
{
	struct listing *l = w->list;

	return l->kind->style ? l->kind->style(l, row, w->columns[k])
			      : text_column(w, k)->style;
}

static void text_row(struct listing_writer *w, size_t row)
{
	struct text_state *t = w->state;
	struct str *out = &w->outfile->text;
	bool lines = w->list->layout == LISTING_LINES;
	bool run_on = w->list->layout == LISTING_RUN_ON;
	size_t count = 0; /* places up to the last cell that is not empty */

	for (size_t k = 0; k < w->count && run_on; k++) {
		text_cell(w, row, k, &t->cells[k]);
		str_add(&t->cells[k], k + 1 < w->count ? ": " : "");
		style_add(out, w->page->styles, text_style(w, row, k),
			str_slice(&t->cells[k]));
	}
	if (run_on) {
		str_add_char(out, '\n');
		return;
	}
	text_add_line(w, row);
	if (row >= t->end)
		text_divide(w, row, w->list->rows - row);
	for (size_t i = 0; i < t->placed; i++)
		if (text_cell(w, row, t->place[i].column, &t->cells[i]).len)
			count = i + 1;
	for (size_t i = 0; i < count; i++) {
		const struct column_place *p = &t->place[i];
		int width = p->width;

		if (i)
			str_add_repeat(out, ' ', COLUMN_GAP);
		/* Nothing is behind it in this line. */
		if (lines && i + 1 == count && w->page->width)
			width = w->page->width - p->x;
		text_add(w, text_style(w, row, p->column), str_slice(&t->cells[i]), width,
			text_column(w, p->column)->type == LISTING_NUMBER);
	}
	text_end_line(w);
}

static void text_tail(struct listing_writer *w)
{
	struct text_state *t = w->state;
	struct str text = STR_INIT;

	if (w->next >= w->list->rows)
		text_add_line(w, w->list->rows);
	/* What is left out is never left out in silence. */
	if (w->list->layout == LISTING_TABLE && t->placed < t->count) {
		str_add_char(&text, '+');
		str_add_count(&text, t->count - t->placed, "column", NULL);
		style_add(&w->outfile->text, w->page->styles, STYLE_DIM,
			slice_of(text.buf));
		str_add_char(&w->outfile->text, '\n');
	}
	str_release(&text);
	for (size_t k = 0; k < w->count; k++)
		str_release(&t->cells[k]);
	free(t->cells);
	free(t->want);
	free(t->place);
	free(t);
}

const struct listing_form listing_text = { .head = text_head,
	.row = text_row,
	.tail = text_tail,
	.shown = true,
	.remarks = true,
	.people = true };
