#include "config.h"

#include <stddef.h>

#include "base/calendar.h"
#include "base/text.h"
#include "view/members_as_of.h"
#include "view/timeline_view.h"

/*
 * The detail of the event under the cursor: its title and date, the values of its table's
 * columns, its distance from the mark and from its neighbours, how many members there
 * were on that day and, while there is room, its other fields. It owns no state.
 */

enum {
	FULL_FROM = 28, /* rows of the pane from which the detail has FULL rows */
	FULL = 10,
	USUAL_FROM = 16,
	USUAL = 6, /* the rule included */
	LEAST_FROM = 12,
	LEAST = 3,
	LABEL_WIDTH = 14,
	WIDEST = 100, /* columns of a line that is comfortable to read */
};

/* Where the next line goes. All is written twice: first without a canvas, to learn
 * whether there is room for it, because the last row has to leave some for a note that
 * there is more. */
struct writer {
	const struct pane *pane;
	struct canvas *canvas; /* NULL: nothing is drawn, and rows are unlimited */
	int y;
	const char *more; /* note at the end of the last row; NULL: all fits */
};

int event_detail_rows(const struct timeline_view *state, int rows)
{
	if (state->cursor == TIMELINE_NONE || rows < LEAST_FROM)
		return 0;
	if (rows < USUAL_FROM)
		return LEAST;
	return rows < FULL_FROM ? USUAL : FULL;
}

static bool has_room(const struct writer *w)
{
	return !w->canvas || w->y < w->pane->rect.h;
}

static bool is_before_note(const struct writer *w)
{
	return w->more && w->y == w->pane->rect.h - 1;
}

/* Writes TEXT wrapped from column X on, as far as there are rows. */
static void write_text(struct writer *w, int x, const struct str *str, enum style style)
{
	struct slice text = str_slice(str);

	while (text.len && has_room(w)) {
		int width = w->pane->rect.w - x - 1;
		struct slice line = text;
		size_t next;

		if (is_before_note(w))
			width -= text_width(slice_of(w->more)) + 1;
		if (width > WIDEST)
			width = WIDEST;
		line.len = text_wrap(text, width < 1 ? 1 : width, &next);
		if (w->canvas)
			canvas_text(w->canvas, w->pane->rect, x, w->y, line, style);
		w->y++;
		text = slice_from(text, next);
	}
}

/* Writes TEXT, unless it is empty, and clears it. */
static void write_line(struct writer *w, struct str *text, enum style style)
{
	write_text(w, TIMELINE_VIEW_MARGIN, text, style);
	str_clear(text);
}

/* Writes the title and, at its right or where there is no room below it, the date and
 * which event of its lane this is: "Meetings, 7 of 8". */
static void write_head(struct writer *w)
{
	const struct timeline_view *state = w->pane->state;
	const struct timeline *t = &state->events.timeline;
	const struct timeline_event *e = &t->events[state->cursor];
	int width = w->pane->rect.w - TIMELINE_VIEW_MARGIN - 1;
	struct str title = STR_INIT, date = STR_INIT;
	size_t number = 0;
	int date_width;

	for (size_t i = 0; i <= state->cursor; i++)
		number += t->events[i].lane == e->lane;
	events_add_title(&state->events, state->cursor, &title);
	edtf_add_words(&date, &e->date);
	str_addf(&date, "  ·  %s, %zu of %zu", events_lane_name(&state->events, e->lane),
		number, t->lanes[e->lane].count);
	date_width = text_width(slice_of(date.buf));
	if (text_width(slice_of(title.buf)) + 3 + date_width <= width &&
		!is_before_note(w)) {
		if (w->canvas)
			canvas_put(w->canvas, w->pane->rect,
				w->pane->rect.w - 1 - date_width, w->y, date.buf,
				STYLE_TEXT);
		str_clear(&date);
	}
	write_line(w, &title, STYLE_STRONG);
	write_line(w, &date, STYLE_TEXT);
	str_release(&title);
	str_release(&date);
}

/* Appends the distance of the event under the cursor from the marked one. */
static void add_mark(const struct timeline_view *state, struct str *out)
{
	const struct timeline_event *events = state->events.timeline.events;
	bool after = state->cursor > state->mark;
	struct calendar_gap gap;

	if (state->mark == TIMELINE_NONE || state->mark == state->cursor)
		return;
	if (calendar_distance(&events[after ? state->mark : state->cursor].date,
		    &events[after ? state->cursor : state->mark].date, &gap)) {
		calendar_add_gap(out, &gap, false);
		if (!gap.about && (gap.years || gap.months)) {
			str_add(out, " (");
			str_add_count(out, (size_t)gap.days, "day", NULL);
			str_add_char(out, ')');
		}
		str_addf(out, " %s the mark, ", after ? "after" : "before");
	} else {
		str_add(out, "No distance can be told from the mark, ");
	}
	events_add_title(&state->events, state->mark, out);
}

/* Returns whether FIELD of R is shown elsewhere in the detail: the date, lane, title or
 * key of the event. */
static bool is_shown(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->key_count; i++)
		if (r->key[i] == field)
			return true;
	return r->fields[field].edtf || (r->timeline && (int)field == r->timeline_date) ||
		(r->timeline && (int)field == r->timeline_lane) ||
		(r->label.count == 1 && r->label.fields[0] == field);
}

/* Appends GAP and the event at its other end, TIMELINE_NONE for today. */
static void add_neighbour(const struct timeline_view *state,
	const struct timeline_gap *gap, const char *word, size_t event, struct str *out)
{
	if (out->len)
		str_add(out, "  ·  ");
	calendar_add_gap(out, &gap->length, false);
	str_addf(out, " %s ", word);
	if (event == TIMELINE_NONE)
		str_add(out, "today");
	else
		events_add_title(&state->events, event, out);
	if (gap->late)
		str_add(out, ", late");
}

/* Writes the fields of row NUMBER of TABLE that no column shows, each with its title. */
static void write_fields(struct writer *w, const struct table *table, size_t number)
{
	const struct resource *r = table->schema;
	struct str text = STR_INIT;
	bool any = false;

	for (size_t i = 0; i < r->field_count && has_room(w); i++) {
		bool shown = is_shown(r, i) || r->fields[i].type == FIELD_GEOPOINT;

		for (size_t k = 0; k < r->column_count; k++)
			shown = shown || r->columns[k].fields[0] == i;
		str_clear(&text);
		if (!shown)
			package_add_field(w->pane->ctx->package, table, number, i, &text);
		if (!text.len)
			continue;
		w->y += !any; /* a blank row before the first */
		any = true;
		if (w->canvas && has_room(w))
			canvas_field(w->canvas, w->pane->rect, TIMELINE_VIEW_MARGIN, w->y,
				LABEL_WIDTH, slice_of(r->fields[i].title), false,
				STYLE_LABEL);
		write_text(w, TIMELINE_VIEW_MARGIN + LABEL_WIDTH + 1, &text, STYLE_TEXT);
	}
	str_release(&text);
}

static void write_all(struct writer *w)
{
	const struct timeline_view *state = w->pane->state;
	const struct timeline *t = &state->events.timeline;
	const struct package *p = w->pane->ctx->package;
	const struct timeline_event *e = &t->events[state->cursor];
	struct row_ref row = events_row(&state->events, state->cursor);
	const struct table *table = &p->tables[row.table];
	struct str text = STR_INIT;
	struct timeline_gap gap;

	write_head(w);
	add_mark(state, &text);
	write_line(w, &text, STYLE_NOTE);
	for (size_t i = 0; i < table->schema->column_count; i++) {
		const struct path *path = &table->schema->columns[i];
		size_t start = text.len;
		size_t value;

		if (path->count == 1 && is_shown(table->schema, path->fields[0]))
			continue;
		str_addf(&text, "%s%s: ", start ? "  ·  " : "", path->title);
		value = text.len;
		package_add_value(p, table, row.row, path, &text);
		if (text.len == value)
			str_truncate(&text, start);
	}
	write_line(w, &text, STYLE_TEXT);
	if (timeline_gap_before(t, state->cursor, &gap))
		add_neighbour(state, &gap, "after", gap.from, &text);
	if (timeline_gap_after(t, state->cursor, &gap) != TIMELINE_NONE)
		add_neighbour(state, &gap, "before", gap.to, &text);
	else if (timeline_gap_today(t, &gap) && gap.from == state->cursor)
		add_neighbour(state, &gap, "before", TIMELINE_NONE, &text);
	write_line(w, &text, STYLE_DIM);
	/* On the day on which the event is over, if that is known. */
	members_as_of_add(
		p, e->date.last != EDTF_MAX ? e->date.last : timeline_anchor(e), &text);
	write_line(w, &text, STYLE_DIM);
	write_fields(w, table, row.row);
	str_release(&text);
}

void event_detail_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	struct writer w = { .pane = pane, .y = state->detail + 1 };
	const struct timeline_mark *mark = NULL;
	int height = pane->rect.h;

	if (state->detail >= height || state->cursor == TIMELINE_NONE)
		return;
	write_all(&w);
	if (w.y > height) {
		/* Enter on events that share a mark first takes them apart. */
		if (!state->list_shown)
			mark = timeline_layout_mark(
				&state->layout, &state->events.timeline, state->cursor);
		w.more = mark && mark->count > 1 ? "… more" : "… Enter shows more";
	}
	w.canvas = canvas;
	w.y = state->detail + 1;
	canvas_run(canvas, pane->rect, 1, state->detail, 0x2500, pane->rect.w - 2,
		STYLE_RULE);
	write_all(&w);
	if (w.more)
		canvas_put(canvas, pane->rect,
			pane->rect.w - 1 - text_width(slice_of(w.more)), height - 1,
			w.more, STYLE_NOTE);
}
