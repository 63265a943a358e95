#include "config.h"

#include <stddef.h>

#include "base/calendar.h"
#include "base/text.h"
#include "view/members_as_of.h"
#include "view/timeline_view.h"

/*
 * What is told of the event under the cursor: its name and date, the values of its
 * table's columns, how far it is from its neighbours, how many held on that day; and,
 * while there is room, its long texts.
 */

enum {
	FULL_FROM = 28, /* rows of the pane from which the detail may be long */
	FULL = 10,
	USUAL_FROM = 16,
	USUAL = 6, /* the rule among them */
	LEAST_FROM = 12,
	LEAST = 3,
	LABEL_WIDTH = 14,
	WIDEST = 100, /* columns of a text that one reads */
};

/* Where the next line goes. All is written twice: first without a canvas, to learn
 * whether there is room for it, for the last row has to leave some for telling that. */
struct writer {
	const struct pane *pane;
	struct canvas *canvas; /* NULL: nothing is drawn, and there is no end */
	int y;
	const char *more; /* what stands at the end of the last row; or NULL: all fits */
};

/* Tells whether lines still count. */
static bool writer_goes_on(const struct writer *w)
{
	return !w->canvas || w->y < w->pane->rect.h;
}

int event_detail_rows(const struct timeline_view *state, int rows)
{
	if (state->cursor == TIMELINE_NONE || rows < LEAST_FROM)
		return 0;
	if (rows < USUAL_FROM)
		return LEAST;
	return rows < FULL_FROM ? USUAL : FULL;
}

/* Returns the columns of the present row from column X on. */
static int writer_width(const struct writer *w, int x)
{
	int width = w->pane->rect.w - x - 1;

	if (w->more && w->y == w->pane->rect.h - 1)
		width -= text_width(slice_of(w->more)) + 1;
	if (width > WIDEST)
		width = WIDEST;
	return width < 1 ? 1 : width;
}

/* Writes TEXT wrapped from column X on, as far as there are rows. */
static void write_text(struct writer *w, int x, struct slice text, enum style style)
{
	while (text.len && writer_goes_on(w)) {
		size_t next;
		struct slice line = { text.text,
			text_wrap(text, writer_width(w, x), &next) };

		if (w->canvas)
			canvas_text(w->canvas, w->pane->rect, x, w->y, line, style);
		w->y++;
		text = (struct slice){ text.text + next, text.len - next };
	}
}

static void write_line(struct writer *w, const struct str *text, enum style style)
{
	write_text(
		w, TIMELINE_VIEW_MARGIN, (struct slice){ text->buf, text->len }, style);
}

/* Appends which of its lane EVENT is: "Meetings, 7 of 8". */
static void add_number(const struct timeline_view *state, size_t event, struct str *out)
{
	const struct timeline *t = &state->events.timeline;
	int lane = t->events[event].lane;
	size_t number = 0;

	for (size_t i = 0; i <= event; i++)
		number += t->events[i].lane == lane;
	str_addf(out, "%s, %zu of %zu", events_lane_name(&state->events, lane), number,
		t->lanes[lane].count);
}

/* The name at the left, date and number at the right or, where there is no room, below.
 */
static void write_head(struct writer *w, size_t event)
{
	const struct timeline_view *state = w->pane->state;
	struct str title, date;
	int title_width, date_width;
	int width = w->pane->rect.w - TIMELINE_VIEW_MARGIN - 1;
	bool last = w->more && w->y == w->pane->rect.h - 1;

	str_init(&title);
	str_init(&date);
	events_add_title(&state->events, event, &title);
	edtf_add_words(&date, &state->events.timeline.events[event].date);
	str_add(&date, "  ·  ");
	add_number(state, event, &date);
	title_width = text_width(slice_of(title.buf));
	date_width = text_width(slice_of(date.buf));
	if (title_width + 3 + date_width <= width && !last) {
		if (w->canvas)
			canvas_put(w->canvas, w->pane->rect,
				w->pane->rect.w - 1 - date_width, w->y, date.buf,
				STYLE_TEXT);
		write_line(w, &title, STYLE_STRONG);
	} else {
		write_line(w, &title, STYLE_STRONG);
		write_line(w, &date, STYLE_TEXT);
	}
	str_release(&title);
	str_release(&date);
}

static bool is_key(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->key_count; i++)
		if (r->key[i] == field)
			return true;
	return false;
}

/* Tells whether the detail says FIELD of R elsewhere: its date, lane, name or key. */
static bool is_told(const struct resource *r, size_t field)
{
	return r->fields[field].edtf || (r->timeline && (int)field == r->timeline_date) ||
		(r->timeline && (int)field == r->timeline_lane) || is_key(r, field) ||
		(r->label.count == 1 && r->label.fields[0] == field);
}

/* The values of the columns of the event's table, one behind the other. */
static void write_columns(struct writer *w, struct row_ref row)
{
	const struct package *p = w->pane->ctx->package;
	const struct table *table = &p->tables[row.table];
	struct str text;

	str_init(&text);
	for (size_t i = 0; i < table->schema->column_count; i++) {
		const struct path *path = &table->schema->columns[i];
		size_t start = text.len;
		size_t value;

		if (path->count == 1 && is_told(table->schema, path->fields[0]))
			continue;
		str_addf(&text, "%s%s: ", start ? "  ·  " : "", path->title);
		value = text.len;
		package_add_value(p, table, row.row, path, &text);
		if (text.len == value)
			str_truncate(&text, start);
	}
	write_line(w, &text, STYLE_TEXT);
	str_release(&text);
}

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

/* How long after the one before and before the one after, in the first lane. */
static void write_gaps(struct writer *w, size_t event)
{
	const struct timeline_view *state = w->pane->state;
	const struct timeline *t = &state->events.timeline;
	struct timeline_gap gap;
	struct str text;

	if (t->events[event].lane != 0)
		return;
	str_init(&text);
	if (timeline_gap_before(t, event, &gap))
		add_neighbour(state, &gap, "after", gap.from, &text);
	if (timeline_gap_after(t, event, &gap) != TIMELINE_NONE)
		add_neighbour(state, &gap, "before", gap.to, &text);
	else if (timeline_gap_today(t, &gap) && gap.from == event)
		add_neighbour(state, &gap, "before", TIMELINE_NONE, &text);
	write_line(w, &text, STYLE_DIM);
	str_release(&text);
}

/* Returns the day on which an event is over, or its anchor when it is not known. */
static int64_t day_of(const struct timeline_event *e)
{
	return e->date.last != EDTF_MAX ? e->date.last : timeline_anchor(e);
}

static void write_asof(struct writer *w, size_t event)
{
	const struct timeline_view *state = w->pane->state;
	struct str text;

	str_init(&text);
	members_as_of_add(w->pane->ctx->package,
		day_of(&state->events.timeline.events[event]), &text);
	write_line(w, &text, STYLE_DIM);
	str_release(&text);
}

/* How far EVENT is from the marked one. */
static void write_mark(struct writer *w, size_t event)
{
	const struct timeline_view *state = w->pane->state;
	const struct timeline *t = &state->events.timeline;
	bool after = event > state->mark;
	struct calendar_gap gap;
	struct str text;

	if (state->mark == TIMELINE_NONE || state->mark == event)
		return;
	str_init(&text);
	if (calendar_distance(&t->events[after ? state->mark : event].date,
		    &t->events[after ? event : state->mark].date, &gap)) {
		calendar_add_gap(&text, &gap, false);
		if (!gap.about && (gap.years || gap.months)) {
			str_add(&text, " (");
			str_add_count(&text, (size_t)gap.days, "day", NULL);
			str_add_char(&text, ')');
		}
		str_addf(&text, " %s the mark, ", after ? "after" : "before");
	} else {
		str_add(&text, "No distance can be told from the mark, ");
	}
	events_add_title(&state->events, state->mark, &text);
	write_line(w, &text, STYLE_NOTE);
	str_release(&text);
}

static bool is_column(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->column_count; i++)
		if (r->columns[i].fields[0] == field)
			return true;
	return false;
}

/* The fields that no column shows, one below the other. */
static void write_fields(struct writer *w, struct row_ref row)
{
	const struct package *p = w->pane->ctx->package;
	const struct table *table = &p->tables[row.table];
	const struct resource *r = table->schema;
	struct str text;
	bool any = false;

	str_init(&text);
	for (size_t i = 0; i < r->field_count && writer_goes_on(w); i++) {
		if (is_told(r, i) || is_column(r, i) ||
			r->fields[i].type == FIELD_GEOPOINT)
			continue;
		str_clear(&text);
		package_add_field(p, table, row.row, i, &text);
		if (!text.len)
			continue;
		w->y += !any; /* a blank row before the first */
		any = true;
		if (w->canvas && writer_goes_on(w))
			canvas_field(w->canvas, w->pane->rect, TIMELINE_VIEW_MARGIN, w->y,
				LABEL_WIDTH, slice_of(r->fields[i].title), false,
				STYLE_LABEL);
		write_text(w, TIMELINE_VIEW_MARGIN + LABEL_WIDTH + 1,
			(struct slice){ text.buf, text.len }, STYLE_TEXT);
	}
	str_release(&text);
}

static void write_all(struct writer *w)
{
	const struct timeline_view *state = w->pane->state;
	struct row_ref row = events_row(&state->events, state->cursor);

	write_head(w, state->cursor);
	write_mark(w, state->cursor);
	write_columns(w, row);
	write_gaps(w, state->cursor);
	write_asof(w, state->cursor);
	write_fields(w, row);
}

/* Enter among events that share a mark first takes them apart. */
static const char *more_words(const struct timeline_view *state)
{
	const struct timeline_mark *mark = state->list_shown
		? NULL
		: timeline_layout_mark(
			  &state->layout, &state->events.timeline, state->cursor);

	return mark && mark->count > 1 ? "… more" : "… Enter shows more";
}

void event_detail_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	struct writer w = { .pane = pane, .y = state->detail + 1 };
	int height = pane->rect.h;

	if (state->detail >= height || state->cursor == TIMELINE_NONE)
		return;
	write_all(&w);
	if (w.y > height)
		w.more = more_words(state);
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
