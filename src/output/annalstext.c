#include "config.h"

#include "output/annals.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/xalloc.h"

/*
 * The events for people. As in a listing, what is wider than those measured is cut where
 * there is an edge, and stands out where nothing is to be cut.
 */

enum {
	ANNALS_MEASURED = 1000, /* lines that say how wide a column is */
	ANNALS_TITLE = 60,      /* a title needs no more, where there is no edge */
	ANNALS_MARK = 5,        /* the mark of a lane with the blanks round it */
	ANNALS_RULE = 3,        /* of the rule, in front of the gap */
};

struct annals_page {
	const struct annals *annals;
	const struct listing_page *page;
	int dates, titles, lanes; /* columns; lanes 0: not told */
	int width;                /* of a line */
};

static int annals_widest(int widest, struct str *text)
{
	int width = text_width((struct slice){ text->buf, text->len });

	str_clear(text);
	return width > widest ? width : widest;
}

static void annals_measure(struct annals_page *x)
{
	const struct chronicle *c = x->annals->chronicle;
	struct str text;

	str_init(&text);
	for (size_t i = 0; i < x->annals->count && i < ANNALS_MEASURED; i++) {
		size_t event = x->annals->events[i].event;
		const struct timeline_event *e = &c->timeline.events[event];

		timeline_lines_add_date(&e->date, x->page->width, &text);
		x->dates = annals_widest(x->dates, &text);
		chronicle_add_title(c, event, &text);
		x->titles = annals_widest(x->titles, &text);
		str_add(&text, chronicle_lane_name(c, e->lane));
		x->lanes = annals_widest(x->lanes, &text);
	}
	str_release(&text);
}

/* Divides a line among its columns. */
static void annals_place(struct annals_page *x)
{
	int width = x->page->width;
	int lane;

	if (!width) {
		x->titles = x->titles < ANNALS_TITLE ? x->titles : ANNALS_TITLE;
		x->width = x->dates + ANNALS_MARK + x->titles + 2 + x->lanes;
		return;
	}
	x->dates = timeline_lines_dates(x->dates, width);
	x->lanes = x->lanes < TIMELINE_LINES_LANE ? x->lanes : TIMELINE_LINES_LANE;
	x->lanes = width < TIMELINE_LINES_LANE_FROM ? 0 : x->lanes;
	lane = x->lanes ? x->lanes + 2 : 0;
	x->titles = width - x->dates - ANNALS_MARK - lane;
	x->width = width;
}

/* Appends TEXT in WIDTH columns, or as wide as it is where nothing is to be cut. */
static void annals_add(const struct annals_page *x, enum style style, struct str *text,
	int width, struct str *out)
{
	struct slice slice = { text->buf, text->len };

	if (!x->page->width && text_width(slice) > width)
		ink_add(out, x->page->ink, style, slice);
	else
		ink_field(out, x->page->ink, style, slice, width, false);
	str_clear(text);
}

/* The first lane has a mark of its own; ASCII has but one star for both. */
static const char *annals_mark(const struct annals_page *x, int lane)
{
	if (lane == 0)
		return "●";
	return x->page->ink->ascii ? "." : "•";
}

static void annals_add_event(const struct annals_page *x, size_t event, struct str *out)
{
	const struct chronicle *c = x->annals->chronicle;
	const struct timeline_event *e = &c->timeline.events[event];
	bool first = e->lane == 0;
	struct str text;

	str_init(&text);
	timeline_lines_add_date(&e->date, x->page->width, &text);
	annals_add(x, STYLE_TEXT, &text, x->dates, out);
	str_add(out, "  ");
	ink_add(out, x->page->ink, first ? STYLE_MARK_MAIN : STYLE_MARK,
		slice_of(annals_mark(x, e->lane)));
	str_add(out, "  ");
	chronicle_add_title(c, event, &text);
	annals_add(x, first ? STYLE_STRONG : STYLE_TEXT, &text, x->titles, out);
	if (x->lanes) {
		str_add(out, "  ");
		str_add(&text, chronicle_lane_name(c, e->lane));
		annals_add(x, STYLE_DIM, &text, x->lanes, out);
	}
	str_release(&text);
}

static void annals_add_rule(const struct annals_page *x, int columns, struct str *out)
{
	struct str rule;

	str_init(&rule);
	for (int i = 0; i < columns; i++)
		str_add(&rule, "─");
	ink_add(out, x->page->ink, STYLE_RULE, slice_of(rule.buf));
	str_release(&rule);
}

static void annals_add_gap(const struct annals_page *x, size_t event, struct str *out)
{
	struct timeline_gap gap;
	struct str text;
	int room = x->width - ANNALS_RULE - 2;

	if (!timeline_lines_gap(&x->annals->chronicle->timeline, event, false, &gap))
		return;
	str_init(&text);
	timeline_lines_add_gap(&gap, &text);
	annals_add_rule(x, ANNALS_RULE, out);
	str_add_char(out, ' ');
	room -= text_width(slice_of(text.buf));
	if (room < 0)
		room = 0;
	annals_add(x, gap.late ? STYLE_WARNING : STYLE_DIM, &text,
		x->width - ANNALS_RULE - 2 - room, out);
	str_add_char(out, ' ');
	annals_add_rule(x, room, out);
	str_release(&text);
}

static void annals_write_head(struct listing_writer *w)
{
	struct annals_page *x = xcalloc(1, sizeof *x);

	x->annals = w->list->data;
	x->page = w->page;
	annals_measure(x);
	annals_place(x);
	w->state = x;
}

static void annals_write_line(struct listing_writer *w, size_t row)
{
	const struct annals_page *x = w->state;
	const struct timeline_line *line = &x->annals->lines.lines[row];
	struct str *out = &w->sink->text;

	if (line->gap)
		annals_add_gap(x, line->event, out);
	else
		annals_add_event(x, line->event, out);
	while (out->len && out->buf[out->len - 1] == ' ')
		str_truncate(out, out->len - 1);
	str_add_char(out, '\n');
}

static void annals_write_tail(struct listing_writer *w)
{
	free(w->state);
}

const struct listing_form annals_text = { annals_write_head, annals_write_line,
	annals_write_tail };
