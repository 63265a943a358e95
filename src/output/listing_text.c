#include "config.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/columns.h"
#include "output/listing.h"

/*
 * Text for people: columns under their titles, as wide as the cells of the first records
 * need. A longer one further down is cut where there is an edge, and stands out where
 * nothing is to be cut.
 */

enum {
	TEXT_MEASURED = 1000, /* records that say how wide a column is */
	TEXT_LEAST = 22,      /* a column is cut to no less, when its cells need more */
	TEXT_WIDEST = 60,     /* and is not wider, where there is an edge */
};

struct text_list {
	const struct listing *list;
	const struct listing_page *page;
	size_t count;               /* columns; without a pinned one that is empty */
	struct column_want *want;   /* by column */
	struct column_place *place; /* of those that have room */
	size_t placed;
	struct str cell; /* scratch */
};

/* The text of a cell. Where it is cut at the edge, nobody sees the end of a long one: to
 * measure it would only take time. What is left of it must be wide enough to be cut. */
static struct slice text_cell(struct text_list *t, size_t row, size_t column)
{
	struct slice cell;
	size_t len;
	int used;

	t->list->cell(t->list->data, row, column, &t->cell);
	cell = (struct slice){ t->cell.buf, t->cell.len };
	if (!t->page->width)
		return cell;
	len = text_clip(cell, 2 * TEXT_WIDEST, &used);
	if (used > TEXT_WIDEST)
		cell.len = len;
	return cell;
}

static void text_measure_rows(struct text_list *t)
{
	for (size_t i = 0; i < t->list->rows && i < TEXT_MEASURED; i++) {
		for (size_t k = 0; k < t->list->count; k++) {
			int width = text_width(text_cell(t, i, k));

			if (width > t->want[k].width)
				t->want[k].width = width;
		}
	}
	/* Nothing needed a reason: then it is no column. Of more rows than were looked at
	 * nobody knows that. */
	if (t->list->rows <= TEXT_MEASURED && t->count > 1 &&
		t->list->columns[t->count - 1].pinned && !t->want[t->count - 1].width)
		t->count--;
}

static void text_measure(struct text_list *t)
{
	text_measure_rows(t);
	for (size_t k = 0; k < t->count; k++) {
		struct column_want *want = &t->want[k];
		int title = text_width(slice_of(t->list->columns[k].title));

		want->width = want->width > title ? want->width : title;
		if (t->page->width && want->width > TEXT_WIDEST)
			want->width = TEXT_WIDEST;
		want->width = want->width ? want->width : 1;
		want->least = want->width < TEXT_LEAST ? want->width : TEXT_LEAST;
	}
}

static void text_place_all(struct text_list *t)
{
	int x = 0;

	for (size_t k = 0; k < t->count; k++) {
		t->place[k] = (struct column_place){ k, x, t->want[k].width };
		x += t->want[k].width + COLUMN_GAP;
	}
	t->placed = t->count;
}

/* Places what has room. A pinned last column keeps its own, at the right end. */
static void text_place(struct text_list *t)
{
	int room = t->page->width;
	size_t last = t->count - 1;
	int pinned = t->want[last].least + COLUMN_GAP;

	if (!room) {
		text_place_all(t);
	} else if (t->list->columns[last].pinned && t->want[0].least + pinned <= room) {
		t->placed = columns_place(t->want, last, 1, room - pinned, t->place);
		t->place[t->placed++] =
			(struct column_place){ last, 0, t->want[last].least };
	} else {
		t->placed = columns_place(t->want, t->count, 1, room, t->place);
	}
}

/* Appends one field of a line. */
static void text_add(struct text_list *t, size_t place, enum style style,
	struct slice text, struct str *out)
{
	const struct column_place *p = &t->place[place];

	if (place)
		str_add_repeat(out, ' ', COLUMN_GAP);
	if (!t->page->width && text_width(text) > p->width)
		style_add(out, t->page->styles, style, text);
	else
		style_field(out, t->page->styles, style, text, p->width,
			t->list->columns[p->column].right);
}

/* Blanks at the end of a line are nothing but more to copy. */
static void text_end_line(struct str *out)
{
	while (out->len && out->buf[out->len - 1] == ' ')
		str_truncate(out, out->len - 1);
	str_add_char(out, '\n');
}

static void text_add_head(struct text_list *t, struct str *out)
{
	for (size_t i = 0; i < t->placed; i++)
		text_add(t, i, STYLE_HEAD,
			slice_of(t->list->columns[t->place[i].column].title), out);
	text_end_line(out);
}

static void text_add_row(struct text_list *t, size_t row, struct str *out)
{
	for (size_t i = 0; i < t->placed; i++) {
		size_t column = t->place[i].column;

		text_add(t, i, t->list->columns[column].style, text_cell(t, row, column),
			out);
	}
	text_end_line(out);
}

/* What does not stand here is told, never left out in silence. */
static void text_add_left_out(const struct text_list *t, struct str *out)
{
	struct str text;

	if (t->placed == t->count)
		return;
	str_init(&text);
	str_add_char(&text, '+');
	str_add_count(&text, t->count - t->placed, "column", NULL);
	style_add(out, t->page->styles, STYLE_DIM, slice_of(text.buf));
	str_add_char(out, '\n');
	str_release(&text);
}

static void text_write_head(struct listing_writer *w)
{
	struct text_list *t = xcalloc(1, sizeof *t);

	*t = (struct text_list){
		.list = w->list, .page = w->page, .count = w->list->count
	};
	str_init(&t->cell);
	t->want = xcalloc(t->count, sizeof *t->want);
	t->place = xcalloc(t->count, sizeof *t->place);
	text_measure(t);
	text_place(t);
	text_add_head(t, &w->outfile->text);
	w->state = t;
}

static void text_write_row(struct listing_writer *w, size_t row)
{
	text_add_row(w->state, row, &w->outfile->text);
}

static void text_write_tail(struct listing_writer *w)
{
	struct text_list *t = w->state;

	text_add_left_out(t, &w->outfile->text);
	free(t->want);
	free(t->place);
	str_release(&t->cell);
	free(t);
}

const struct listing_form listing_text = { text_write_head, text_write_row,
	text_write_tail };
