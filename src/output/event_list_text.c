#include "config.h"

#include "output/event_list.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

/*
 * The events for people. As in a listing, what is wider than those measured is cut where
 * there is an edge, and stands out where nothing is to be cut.
 */

enum {
	EVENT_LIST_MEASURED = 1000, /* lines that say how wide a column is */
	EVENT_LIST_MARK = 5,        /* the mark of a lane with the blanks round it */
	EVENT_LIST_RULE = 3,        /* of the rule, in front of the gap */
};

struct event_list_page {
	const struct event_list *event_list;
	const struct listing_page *page;
	struct timeline_columns columns;
	struct timeline_row_text text; /* of the row being written */
	int width;                     /* of a line */
};

static void event_list_measure(struct event_list_page *x)
{
	const struct event_list *a = x->event_list;

	for (size_t i = 0; i < a->count && i < EVENT_LIST_MEASURED; i++) {
		timeline_row_text_set(&x->text, a->events,
			(struct timeline_row){ .event = a->items[i].event },
			x->page->width);
		timeline_columns_measure(&x->columns, &x->text);
	}
	timeline_columns_fit(&x->columns, x->page->width, EVENT_LIST_MARK);
	x->width = x->page->width;
	if (!x->width)
		x->width = x->columns.date + EVENT_LIST_MARK + x->columns.title + 2 +
			x->columns.lane;
}

/* Appends TEXT in WIDTH columns, or as wide as it is where nothing is to be cut. */
static void event_list_add(const struct event_list_page *x, enum style style,
	const char *text, int width, struct str *out)
{
	struct slice slice = slice_of(text);

	if (!x->page->width && text_width(slice) > width)
		style_add(out, x->page->styles, style, slice);
	else
		style_field(out, x->page->styles, style, slice, width, false);
}

/* The first lane has a mark of its own; ASCII has but one star for both. */
static const char *event_list_mark(const struct event_list_page *x)
{
	if (x->text.first_lane)
		return "●";
	return x->page->styles->ascii ? "." : "•";
}

static void event_list_add_event(const struct event_list_page *x, struct str *out)
{
	bool first = x->text.first_lane;

	event_list_add(x, STYLE_TEXT, x->text.date.buf, x->columns.date, out);
	str_add(out, "  ");
	style_add(out, x->page->styles, first ? STYLE_MARK_MAIN : STYLE_MARK,
		slice_of(event_list_mark(x)));
	str_add(out, "  ");
	event_list_add(x, first ? STYLE_STRONG : STYLE_TEXT, x->text.title.buf,
		x->columns.title, out);
	if (x->columns.lane) {
		str_add(out, "  ");
		event_list_add(x, STYLE_DIM, x->text.lane, x->columns.lane, out);
	}
}

static void event_list_add_rule(
	const struct event_list_page *x, int columns, struct str *out)
{
	struct str rule;

	str_init(&rule);
	for (int i = 0; i < columns; i++)
		str_add(&rule, "─");
	style_add(out, x->page->styles, STYLE_RULE, slice_of(rule.buf));
	str_release(&rule);
}

static void event_list_add_gap(const struct event_list_page *x, struct str *out)
{
	int room = x->width - EVENT_LIST_RULE - 2;

	if (!x->text.title.len)
		return;
	event_list_add_rule(x, EVENT_LIST_RULE, out);
	str_add_char(out, ' ');
	room -= text_width(slice_of(x->text.title.buf));
	if (room < 0)
		room = 0;
	event_list_add(x, x->text.late ? STYLE_WARNING : STYLE_DIM, x->text.title.buf,
		x->width - EVENT_LIST_RULE - 2 - room, out);
	str_add_char(out, ' ');
	event_list_add_rule(x, room, out);
}

static void event_list_write_head(struct listing_writer *w)
{
	struct event_list_page *x = xcalloc(1, sizeof *x);

	*x = (struct event_list_page){ .event_list = w->list->data,
		.page = w->page,
		.text = TIMELINE_ROW_TEXT_INIT };
	event_list_measure(x);
	w->state = x;
}

static void event_list_write_line(struct listing_writer *w, size_t row)
{
	struct event_list_page *x = w->state;
	struct timeline_row line = x->event_list->rows.rows[row];
	struct str *out = &w->outfile->text;

	timeline_row_text_set(&x->text, x->event_list->events, line, x->page->width);
	if (line.gap)
		event_list_add_gap(x, out);
	else
		event_list_add_event(x, out);
	while (out->len && out->buf[out->len - 1] == ' ')
		str_truncate(out, out->len - 1);
	str_add_char(out, '\n');
}

static void event_list_write_tail(struct listing_writer *w)
{
	struct event_list_page *x = w->state;

	timeline_row_text_release(&x->text);
	free(x);
}

const struct listing_form event_list_text = { event_list_write_head,
	event_list_write_line, event_list_write_tail };
