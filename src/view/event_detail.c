/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stddef.h>

#include "base/calendar.h"
#include "base/intl.h"
#include "base/text.h"
#include "data/localname.h"
#include "data/record.h"
#include "output/citation.h"
#include "view/members_as_of.h"
#include "view/timeline_view.h"

/*
 * The detail of the event under the cursor, in blocks of text: title, date and place; what
 * happened or came out; its distance from the mark and from its neighbours; the values of
 * its table's columns; its other fields; how many members there were on that day. The
 * blocks are made and measured before any is drawn, so that a long one is cut and the last
 * ones left out where rows are few. It owns no state.
 */

enum {
	LEAST_FROM = 12, /* rows of the pane from which there is a detail */
	LEAST = 4,
	USUAL_FROM = 16,
	USUAL = 8, /* the rule included */
	FULL_FROM = 28,
	FULL = 12,
	SUMMARY_LEAST = 2, /* rows to which what happened is cut */
	BLOCKS = 48,       /* at most; further fields are in the record */
	WIDEST = 100,      /* columns of a line that is comfortable to read */
};

struct block {
	struct str text;
	const char *label; /* left of the text, or NULL */
	enum style style;
	int rows; /* of the text, fewer when it is cut; 0: left out */
};

struct detail {
	const struct pane *pane;
	struct block blocks[BLOCKS];
	size_t count;
	size_t summary;  /* the block of it, or BLOCKS */
	size_t as_of;    /* the block with the members of that day, or BLOCKS */
	int label_width; /* of the widest label with the blanks after it */
	size_t number;   /* of the event in its lane, from 1 */
};

int event_detail_rows(const struct timeline_view *state, int rows)
{
	if (state->cursor == TIMELINE_NONE || rows < LEAST_FROM)
		return 0;
	if (rows < USUAL_FROM)
		return LEAST;
	return rows < FULL_FROM ? USUAL : FULL;
}

/* Adds the block of TEXT, unless that is empty, and clears TEXT. */
static void add_block(
	struct detail *d, const char *label, struct str *text, enum style style)
{
	int width = label ? text_width(slice_of(label)) + 2 : 0;

	if (!text->len || d->count == BLOCKS) {
		str_clear(text);
		return;
	}
	d->blocks[d->count++] = (struct block){ *text, label, style, 0 };
	str_init(text);
	if (width > d->label_width)
		d->label_width = width;
}

/* Appends what event NUMBER of a lane is called next to another of it. */
static void add_ordinal(struct str *out, size_t number)
{
	static const char *const words[] = {
		/* TRANSLATORS: an event of its kind, as in "2 years after the first" */
		N_("the first"), N_("the second"), N_("the third"), N_("the fourth"),
		N_("the fifth"), N_("the sixth"), N_("the seventh"), N_("the eighth"),
		N_("the ninth"), N_("the tenth"), N_("the eleventh"), N_("the twelfth")
	};
	size_t digit = number / 10 % 10 == 1 ? 0 : number % 10;

	if (number <= sizeof words / sizeof *words)
		str_add(out, _(words[number - 1]));
	else if (digit == 1)
		/* TRANSLATORS: an event of its kind: "the 21st"; then 22nd, 23rd, 24th */
		str_addf(out, _("the %zust"), number);
	else if (digit == 2)
		str_addf(out, _("the %zund"), number);
	else if (digit == 3)
		str_addf(out, _("the %zurd"), number);
	else
		str_addf(out, _("the %zuth"), number);
}

/* Returns how many events of the lane of event TO come after event FROM (TIMELINE_NONE:
 * all do), up to TO. */
static size_t count_up_to(const struct timeline *t, size_t from, size_t to)
{
	size_t count = 0;

	for (size_t i = from + 1; i <= to; i++)
		count += t->events[i].lane == t->events[to].lane;
	return count;
}

/* Appends the distance of the event under the cursor from the marked one. */
static void add_mark(const struct timeline_view *state, struct str *out)
{
	const struct timeline_event *events = state->events.timeline.events;
	bool after = state->cursor > state->mark;
	struct str length = STR_INIT, title = STR_INIT;
	struct calendar_gap gap;

	if (state->mark == TIMELINE_NONE || state->mark == state->cursor)
		return;
	events_add_title(&state->events, state->mark, &title);
	if (!calendar_distance(&events[after ? state->mark : state->cursor].date,
		    &events[after ? state->cursor : state->mark].date, &gap)) {
		str_addf(out, _("Unknown distance from the mark, %s"), title.buf);
	} else if (!gap.days && !gap.time && !gap.about) {
		str_addf(out, _("On the day of the mark, %s"), title.buf);
	} else {
		calendar_add_gap(&length, &gap, false);
		if (!gap.about && (gap.years || gap.months)) {
			size_t days = (size_t)gap.days;

			str_add(&length, " (");
			str_addf(&length, ngettext("%s day", "%s days", days),
				number_text(days).text);
			str_add_char(&length, ')');
		}
		str_addf(out,
			/* TRANSLATORS: "2 years (731 days)", the title of an event */
			after ? _("%s after the mark, %s") : _("%s before the mark, %s"),
			length.buf, title.buf);
	}
	str_release(&length);
	str_release(&title);
}

/* Appends the gap between the event under the cursor and EVENT, which its number in its
 * lane is enough to name if the other is in the same. */
static void add_gap(const struct detail *d, const struct timeline_gap *gap, size_t event,
	struct str *out)
{
	const struct timeline_view *state = d->pane->state;
	size_t cursor = state->cursor;
	const struct timeline *t = &state->events.timeline;
	struct str length = STR_INIT, other = STR_INIT;

	calendar_add_gap(&length, &gap->length, false);
	if (t->events[event].lane == t->events[cursor].lane)
		add_ordinal(&other,
			event < cursor ? d->number - count_up_to(t, event, cursor)
				       : d->number + count_up_to(t, cursor, event));
	else
		events_add_title(&state->events, event, &other);
	str_add(out, out->len ? " · " : "");
	/* TRANSLATORS: "2 years", the title of an event or "the third" of its kind */
	str_addf(out, event < cursor ? _("%s after %s") : _("%s before %s"), length.buf,
		other.buf);
	if (gap->late)
		str_addf(out, " %s", _("(late)"));
	str_release(&length);
	str_release(&other);
}

static void add_gaps(const struct detail *d, struct str *out)
{
	const struct timeline_view *state = d->pane->state;
	const struct timeline *t = &state->events.timeline;
	struct timeline_gap gap;

	if (timeline_gap_before(t, state->cursor, &gap))
		add_gap(d, &gap, gap.from, out);
	if (timeline_gap_after(t, state->cursor, &gap) != TIMELINE_NONE) {
		add_gap(d, &gap, gap.to, out);
	} else if (timeline_gap_today(t, &gap) && gap.from == state->cursor) {
		str_add(out, out->len ? " · " : "");
		timeline_rows_add_gap(&gap, out);
	}
}

/* Appends what happened or came out at ROW; the items of a list, which have commas of
 * their own, parted by semicolons. */
static void add_summary(const struct package *p, struct row_ref row, struct str *out)
{
	const struct table *table = &p->tables[row.table];
	int summary = table->schema->summary;

	if (summary < 0)
		return;
	if (table->schema->fields[summary].type == FIELD_LIST)
		record_add_items(p, row, (size_t)summary, "; ", SIZE_MAX, out);
	else
		package_add_field(p, table, row.row, (size_t)summary, out);
}

/* What the detail does with a field. */
enum use {
	USE_NONE,   /* shown elsewhere, or nothing for readers */
	USE_COLUMN, /* of the list */
	USE_FIELD,
	USE_NOTE, /* of those for the curator one that readers should know */
};

static enum use use_of(const struct timeline_view *state, const struct package *p,
	const struct csvrow *cells, size_t field)
{
	const struct resource *r = p->tables[state->at.table].schema;
	const struct field *f = &r->fields[field];
	struct slice cell = cells->cells[field];

	for (size_t i = 0; i < r->note_count; i++)
		if (r->notes[i].field == field)
			return r->notes[i].value &&
					!slice_equal(cell, slice_of(r->notes[i].value))
				? USE_NOTE
				: USE_NONE;
	if (f->edtf || f->type == FIELD_GEOPOINT || (int)field == r->summary ||
		(r->timeline && (int)field == r->timeline_lane) ||
		(int)field == events_date_field(&state->events, state->at.table) ||
		f->code || resource_in_key(r, field) ||
		(r->label.count == 1 && r->label.fields[0] == field) ||
		(f->reference >= 0 &&
			citation_is_source_table(p, r->keys[f->reference].resource)))
		return USE_NONE;
	for (size_t i = 0; i < r->column_count; i++)
		if (r->columns[i].count && r->columns[i].fields[0] == field)
			return USE_COLUMN;
	return USE_FIELD;
}

static void add_figure(struct str *figures, const char *title, const struct str *value)
{
	if (value->len)
		str_addf(figures, " · %s: %s", title, value->buf);
}

/* Adds all blocks in their order. Of the columns the first text is taken for the place. */
static void add_blocks(struct detail *d)
{
	const struct timeline_view *state = d->pane->state;
	const struct timeline *t = &state->events.timeline;
	const struct package *p = d->pane->ctx->package;
	const struct timeline_event *e = &t->events[state->cursor];
	const struct table *table = &p->tables[state->at.table];
	const struct resource *r = table->schema;
	size_t row = state->at.row;
	struct str head = STR_INIT, figures = STR_INIT, text = STR_INIT;
	bool placed = false;
	struct csvrow cells;

	d->number = count_up_to(t, TIMELINE_NONE, state->cursor);
	csvrow_init(&cells);
	table_row(table, row, &cells);
	package_add_shown_name(p, state->at, &text);
	add_block(d, NULL, &text, STYLE_STRONG);
	edtf_add_words(&head, &e->date);
	/* TRANSLATORS: the kind of an event, its number, how many of its kind there are */
	str_addf(&figures, _("%s, %zu of %zu"), events_lane_name(&state->events, e->lane),
		d->number, t->lanes[e->lane].count);
	for (size_t i = 0; i < r->column_count; i++) {
		const struct path *path = &r->columns[i];

		if (!path->count ||
			use_of(state, p, &cells, path->fields[0]) != USE_COLUMN)
			continue;
		str_clear(&text);
		package_add_value(p, table, row, path, &text);
		if (placed || path->last->type != FIELD_STRING)
			add_figure(&figures, path->title, &text);
		else if (text.len)
			str_addf(&head, " · %s", text.buf);
		placed |= path->last->type == FIELD_STRING;
	}
	add_block(d, NULL, &head, STYLE_TEXT);
	str_clear(&text);
	add_summary(p, state->at, &text);
	d->summary = text.len ? d->count : BLOCKS;
	add_block(d, NULL, &text, STYLE_TEXT);
	add_mark(state, &text);
	add_block(d, NULL, &text, STYLE_NOTE);
	add_gaps(d, &text);
	add_block(d, NULL, &text, STYLE_TEXT);
	for (size_t i = 0; i < r->field_count; i++) {
		str_clear(&text);
		if (use_of(state, p, &cells, i) == USE_NOTE)
			package_add_field(p, table, row, i, &text);
		add_figure(&figures, r->fields[i].title, &text);
	}
	str_clear(&text);
	add_block(d, NULL, &figures, STYLE_DIM);
	/* On the day on which the event is over, if that is known. */
	members_as_of_add(
		p, e->date.last != EDTF_MAX ? e->date.last : timeline_anchor(e), &text);
	d->as_of = text.len ? d->count : BLOCKS;
	add_block(d, NULL, &text, STYLE_DIM);
	for (size_t i = 0; i < r->field_count; i++)
		if (use_of(state, p, &cells, i) == USE_FIELD) {
			package_add_field(p, table, row, i, &text);
			add_block(d, r->fields[i].title, &text, STYLE_TEXT);
		}
	csvrow_release(&cells);
	str_release(&head);
	str_release(&figures);
	str_release(&text);
}

static int text_columns(const struct detail *d, const struct block *b)
{
	int width = d->pane->rect.w - TIMELINE_VIEW_MARGIN - 1;

	if (b->label)
		width -= d->label_width;
	if (width < 1)
		return 1;
	return width < WIDEST ? width : WIDEST;
}

/*
 * Gives the blocks their rows, in all at most ROOM: a block gets all that it needs or is
 * left out, but what happened is cut, and leaves two rows for the gaps. Returns whether
 * all is shown.
 */
static bool share_rows(struct detail *d, int room)
{
	bool whole = true;

	for (size_t i = 0; i < d->count; i++) {
		struct block *b = &d->blocks[i];
		struct slice rest = str_slice(&b->text);
		int most = room;
		size_t next;

		for (; rest.len; rest = slice_from(rest, next), b->rows++)
			text_wrap(rest, text_columns(d, b), &next);
		if (i == d->summary && most > SUMMARY_LEAST)
			most = most > SUMMARY_LEAST + 2 ? most - 2 : SUMMARY_LEAST;
		if (b->rows > most) {
			whole = false;
			b->rows = i == d->summary || i == 0 ? most : 0;
		}
		room -= b->rows;
	}
	return whole;
}

/* Draws B from row Y on and returns the row after it. */
static int draw_block(
	const struct detail *d, struct canvas *canvas, const struct block *b, int y)
{
	struct rect rect = d->pane->rect;
	int x = TIMELINE_VIEW_MARGIN + (b->label ? d->label_width : 0);
	struct slice text = str_slice(&b->text);

	if (b->rows && b->label)
		canvas_put(canvas, rect, TIMELINE_VIEW_MARGIN, y, b->label, STYLE_LABEL);
	for (int row = 1; row < b->rows; row++) {
		struct slice line = text;
		size_t next;

		line.len = text_wrap(text, text_columns(d, b), &next);
		canvas_text(canvas, rect, x, y++, line, b->style);
		text = slice_from(text, next);
	}
	if (b->rows && text_width(text) > text_columns(d, b))
		canvas_field(
			canvas, rect, x, y++, text_columns(d, b), text, false, b->style);
	else if (b->rows)
		canvas_text(canvas, rect, x, y++, text, b->style);
	return y;
}

void event_detail_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	struct detail d = { .pane = pane, .summary = BLOCKS, .as_of = BLOCKS };
	struct rect rect = pane->rect;
	struct block *head = &d.blocks[1];
	struct str more = STR_INIT;
	int y = state->detail + 1;
	int room = rect.h - y;
	int width;

	if (room < 0 || state->cursor == TIMELINE_NONE)
		return;
	add_blocks(&d);
	canvas_run(canvas, rect, 1, state->detail, 0x2500, rect.w - 2, STYLE_RULE);
	/* Date and place are at the right of the title where they fit. */
	width = text_width(slice_of(head->text.buf));
	if (room && text_width(slice_of(d.blocks[0].text.buf)) + width + 6 <= rect.w) {
		canvas_put(
			canvas, rect, rect.w - 1 - width, y, head->text.buf, STYLE_TEXT);
		str_clear(&head->text);
	}
	if (!share_rows(&d, room)) {
		str_addf(&more, " %s ", _("Enter: full record"));
		canvas_put(canvas, rect, rect.w - 2 - text_width(str_slice(&more)),
			state->detail, more.buf, STYLE_NOTE);
	}
	for (size_t i = 0; i < d.count; i++)
		if (i != d.as_of)
			y = draw_block(&d, canvas, &d.blocks[i], y);
	if (d.as_of < d.count)
		draw_block(&d, canvas, &d.blocks[d.as_of], y);
	for (size_t i = 0; i < d.count; i++)
		str_release(&d.blocks[i].text);
	str_release(&more);
}
