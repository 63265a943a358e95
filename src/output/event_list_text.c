#include "config.h"

#include "output/event_list.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/xalloc.h"

/*
 * The events for people. As in a listing, what is wider than those measured is cut where
 * there is an edge, and stands out where nothing is to be cut.
 */

enum {
	EVENT_LIST_MEASURED = 1000, /* lines that say how wide a column is */
	EVENT_LIST_TITLE = 60,      /* a title needs no more, where there is no edge */
	EVENT_LIST_MARK = 5,        /* the mark of a lane with the blanks round it */
	EVENT_LIST_RULE = 3,        /* of the rule, in front of the gap */
};

struct event_list_page {
	const struct event_list *event_list;
	const struct listing_page *page;
	int dates, titles, lanes; /* columns; lanes 0: not told */
	int width;                /* of a line */
};

static int event_list_widest(int widest, struct str *text)
{
	int width = text_width((struct slice){ text->buf, text->len });

	str_clear(text);
	return width > widest ? width : widest;
}

static void event_list_measure(struct event_list_page *x)
{
	const struct events *c = x->event_list->events;
	struct str text;

	str_init(&text);
	for (size_t i = 0; i < x->event_list->count && i < EVENT_LIST_MEASURED; i++) {
		size_t event = x->event_list->items[i].event;
		const struct timeline_event *e = &c->timeline.events[event];

		timeline_rows_add_date(&e->date, x->page->width, &text);
		x->dates = event_list_widest(x->dates, &text);
		events_add_title(c, event, &text);
		x->titles = event_list_widest(x->titles, &text);
		str_add(&text, events_lane_name(c, e->lane));
		x->lanes = event_list_widest(x->lanes, &text);
	}
	str_release(&text);
}

/* Divides a line among its columns. */
static void event_list_place(struct event_list_page *x)
{
	int width = x->page->width;
	int lane;

	if (!width) {
		x->titles = x->titles < EVENT_LIST_TITLE ? x->titles : EVENT_LIST_TITLE;
		x->width = x->dates + EVENT_LIST_MARK + x->titles + 2 + x->lanes;
		return;
	}
	x->dates = timeline_rows_dates(x->dates, width);
	x->lanes = x->lanes < TIMELINE_ROWS_LANE ? x->lanes : TIMELINE_ROWS_LANE;
	x->lanes = width < TIMELINE_ROWS_LANE_FROM ? 0 : x->lanes;
	lane = x->lanes ? x->lanes + 2 : 0;
	x->titles = width - x->dates - EVENT_LIST_MARK - lane;
	x->width = width;
}

/* Appends TEXT in WIDTH columns, or as wide as it is where nothing is to be cut. */
static void event_list_add(const struct event_list_page *x, enum style style,
	struct str *text, int width, struct str *out)
{
	struct slice slice = { text->buf, text->len };

	if (!x->page->width && text_width(slice) > width)
		style_add(out, x->page->styles, style, slice);
	else
		style_field(out, x->page->styles, style, slice, width, false);
	str_clear(text);
}

/* The first lane has a mark of its own; ASCII has but one star for both. */
static const char *event_list_mark(const struct event_list_page *x, int lane)
{
	if (lane == 0)
		return "●";
	return x->page->styles->ascii ? "." : "•";
}

static void event_list_add_event(
	const struct event_list_page *x, size_t event, struct str *out)
{
	const struct events *c = x->event_list->events;
	const struct timeline_event *e = &c->timeline.events[event];
	bool first = e->lane == 0;
	struct str text;

	str_init(&text);
	timeline_rows_add_date(&e->date, x->page->width, &text);
	event_list_add(x, STYLE_TEXT, &text, x->dates, out);
	str_add(out, "  ");
	style_add(out, x->page->styles, first ? STYLE_MARK_MAIN : STYLE_MARK,
		slice_of(event_list_mark(x, e->lane)));
	str_add(out, "  ");
	events_add_title(c, event, &text);
	event_list_add(x, first ? STYLE_STRONG : STYLE_TEXT, &text, x->titles, out);
	if (x->lanes) {
		str_add(out, "  ");
		str_add(&text, events_lane_name(c, e->lane));
		event_list_add(x, STYLE_DIM, &text, x->lanes, out);
	}
	str_release(&text);
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

static void event_list_add_gap(
	const struct event_list_page *x, size_t event, struct str *out)
{
	struct timeline_gap gap;
	struct str text;
	int room = x->width - EVENT_LIST_RULE - 2;

	if (!timeline_rows_gap(&x->event_list->events->timeline, event, false, &gap))
		return;
	str_init(&text);
	timeline_rows_add_gap(&gap, &text);
	event_list_add_rule(x, EVENT_LIST_RULE, out);
	str_add_char(out, ' ');
	room -= text_width(slice_of(text.buf));
	if (room < 0)
		room = 0;
	event_list_add(x, gap.late ? STYLE_WARNING : STYLE_DIM, &text,
		x->width - EVENT_LIST_RULE - 2 - room, out);
	str_add_char(out, ' ');
	event_list_add_rule(x, room, out);
	str_release(&text);
}

static void event_list_write_head(struct listing_writer *w)
{
	struct event_list_page *x = xcalloc(1, sizeof *x);

	x->event_list = w->list->data;
	x->page = w->page;
	event_list_measure(x);
	event_list_place(x);
	w->state = x;
}

static void event_list_write_line(struct listing_writer *w, size_t row)
{
	const struct event_list_page *x = w->state;
	const struct timeline_line *line = &x->event_list->lines.lines[row];
	struct str *out = &w->outfile->text;

	if (line->gap)
		event_list_add_gap(x, line->event, out);
	else
		event_list_add_event(x, line->event, out);
	while (out->len && out->buf[out->len - 1] == ' ')
		str_truncate(out, out->len - 1);
	str_add_char(out, '\n');
}

static void event_list_write_tail(struct listing_writer *w)
{
	free(w->state);
}

const struct listing_form event_list_text = { event_list_write_head,
	event_list_write_line, event_list_write_tail };
