/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The timeline: all dated rows of the package, as a chart or as a list, with the detail of
 * the event under the cursor below. This file owns what both forms have in common: the
 * cursor, the mark and which events are dimmed. A search dims events instead of hiding
 * them, because the others are what the axis is read by. Cursor and mark stay on their
 * rows when the events change.
 */

#include "view/timeline_view.h"

#include "base/intl.h"
#include "base/task.h"
#include "data/localname.h"
#include "output/event_list.h"
#include "output/listing.h"
#include "query/range.h"
#include "view/views.h"

enum {
	CHART_FROM = 90,       /* columns from which the chart is the default */
	AT_ONCE = 4 * TASK_MS, /* time that an update may spend on reading rows */
	MOST_RANKED = 20000,   /* hits among which the best is searched for */
};

static void timeline_view_open(struct pane *pane)
{
	struct timeline_view *state = pane->state;

	*state = (struct timeline_view){ .cursor = TIMELINE_NONE,
		.mark = TIMELINE_NONE,
		.at = ROW_NOWHERE,
		.marked = ROW_NOWHERE,
		.about = ROW_NOWHERE,
		.layout = TIMELINE_LAYOUT_INIT,
		.fitted = true };
	events_init(&state->events, pane->ctx->package, pane->ctx->today);
	list_resize(&state->list, 0, 1);
}

static void timeline_view_close(struct pane *pane)
{
	struct timeline_view *state = pane->state;

	events_release(&state->events);
	timeline_layout_release(&state->layout);
	timeline_rows_release(&state->rows);
	members_over_time_release(&state->members);
}

/* Lists all events that are shown. */
static void fill_list(struct timeline_view *state)
{
	state->opened = false;
	timeline_rows_fill(&state->rows, &state->events.timeline, false);
	state->list.count = state->rows.count;
	if (state->cursor != TIMELINE_NONE)
		timeline_list_select(state, state->cursor);
}

void timeline_view_select(struct timeline_view *state, size_t event)
{
	struct timeline *t = &state->events.timeline;

	state->cursor = event;
	state->at = events_row(&state->events, event);
	state->day = timeline_anchor(&t->events[event]);
	timeline_list_select(state, event);
	if (state->opened && state->rows.rows[state->list.cursor].event != event)
		fill_list(state);
	if (!state->list_shown && !state->fitted)
		timeline_show(t, event, state->area.width);
}

/* Notes that the user moved, or may have moved, the cursor. */
static void user_moved(struct timeline_view *state)
{
	state->moved = true;
	state->restored = false;
	state->from = state->at;
}

/* The events are others, or have other numbers: finds cursor and mark again. At first the
 * cursor is on the last event of the first lane that is not after today. */
static void follow_events(struct timeline_view *state)
{
	const struct timeline *t = &state->events.timeline;
	size_t cursor = events_event(&state->events, state->at);

	state->edition = state->events.edition;
	state->mark = events_event(&state->events, state->marked);
	state->cursor = TIMELINE_NONE;
	fill_list(state);
	if (!state->moved || cursor == TIMELINE_NONE) {
		cursor = t->count ? timeline_end(t, t->lane_count, 0, 1) : TIMELINE_NONE;
		for (size_t i = 0; i < t->count; i++)
			if (t->events[i].lane == 0 &&
				timeline_anchor(&t->events[i]) <= t->today)
				cursor = i;
	}
	if (cursor != TIMELINE_NONE)
		timeline_view_select(state, cursor);
	state->from = state->at;
}

/* While the user types, the cursor goes to the event of that name, else to the first hit
 * from where it was left: with each letter from there, so that it does not drift away. */
static void follow_search(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	const struct search *search = pane->ctx->search;
	const struct timeline *t = &state->events.timeline;
	enum search_rank rank = RANK_OTHER;
	size_t from, best;

	if (state->cursor == TIMELINE_NONE)
		return;
	from = events_event(&state->events, state->from);
	if (from == TIMELINE_NONE)
		from = state->cursor;
	best = t->events[from].dimmed && state->hits ? timeline_next_hit(t, from, 1)
						     : from;
	timeline_view_select(state, best);
	if (!search_active(search) || state->found > MOST_RANKED)
		return;
	if (!t->events[best].dimmed)
		rank = search_rank(search, state->at.table, state->at.row);
	for (size_t i = 0; i < pane->ctx->package->table_count; i++) {
		struct row_ref row = { (int)i, 0 };
		enum search_rank found;
		size_t event;

		if (events_date_field(&state->events, row.table) < 0 ||
			!search_best(search, row.table, &row.row, 1))
			continue;
		found = search_rank(search, row.table, row.row);
		event = events_event(&state->events, row);
		if (found < rank && event != TIMELINE_NONE) {
			rank = found;
			best = event;
		}
	}
	timeline_view_select(state, best);
}

/* Shows hits only, if the user wants that and there are some, or all. */
static void show_hits(struct timeline_view *state)
{
	struct timeline *t = &state->events.timeline;
	bool before = t->hits_only;
	size_t cursor;

	state->hits_only = state->hits_only && state->hits < t->count;
	t->hits_only = state->hits_only && state->hits;
	if (!before && !t->hits_only)
		return;
	timeline_relink(t);
	fill_list(state);
	if (state->cursor == TIMELINE_NONE || timeline_is_shown(t, state->cursor))
		return;
	cursor = timeline_nearest(t, 1, -1, state->day);
	if (cursor != TIMELINE_NONE)
		timeline_view_select(state, cursor);
}

static void timeline_view_update(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	const struct search *search = pane->ctx->search;
	struct timeline *t = &state->events.timeline;
	bool changed;

	events_step(&state->events, clock_now() + AT_ONCE);
	changed = state->edition != state->events.edition;
	if (changed)
		follow_events(state);
	if (state->changes && search->query_change > state->changes)
		state->restored = false;
	/* Dims the events by the search and the row asked for. */
	if (changed || state->changes != search->changes) {
		state->changes = search->changes;
		state->found = 0;
		for (size_t i = 0; i < pane->ctx->package->table_count; i++)
			if (search_active(search))
				state->found += search_count(search, (int)i);
		for (size_t i = 0; i < t->count; i++)
			t->events[i].dimmed = false;
		if (state->about.table >= 0)
			events_dim_unrelated(&state->events, state->about);
		if (search_limits(search, -1))
			events_dim(&state->events, search);
		state->hits = 0;
		for (size_t i = 0; i < t->count; i++)
			state->hits += !t->events[i].dimmed;
		show_hits(state);
		/* More hits of the same search do not move a restored cursor. */
		if (!state->restored)
			follow_search(pane);
	}
	state->list_shown = state->opened || state->form == TIMELINE_VIEW_LIST ||
		(state->form == TIMELINE_VIEW_BY_WIDTH && pane->rect.w < CHART_FROM);
	pane->context = state->list_shown ? IN_EVENT_LIST : IN_TIMELINE;
	if (state->list_shown)
		timeline_list_update(pane, state, event_detail_rows(state, pane->rect.h));
	else
		timeline_chart_update(pane, state);
	pane->changed = false;
}

enum style timeline_view_mark_style(const struct timeline_event *e)
{
	return e->lane == 0 ? STYLE_MARK_MAIN : STYLE_MARK;
}

void timeline_view_draw_title(const struct pane *pane, struct canvas *canvas, int x,
	int y, int width, size_t event, enum style style, bool dimmed)
{
	const struct timeline_view *state = pane->state;
	struct row_ref row = events_row(&state->events, event);
	struct str title = STR_INIT;
	size_t plain = package_add_shown_name(pane->ctx->package, row, &title);

	pane_draw_name(canvas, pane->rect, x, y, width, str_slice(&title), plain, style);
	pane_draw_hits(canvas, pane->rect, x, y, width, pane->ctx->search, row.table, -1,
		slice_of(title.buf));
	if (dimmed)
		canvas_overlay(canvas, pane->rect, x, y, width, OVERLAY_DIMMED);
	str_release(&title);
}

static void timeline_view_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	size_t undated = state->events.undated;
	struct str text = STR_INIT;

	if (state->cursor != TIMELINE_NONE) {
		if (state->list_shown)
			timeline_list_draw(pane, canvas);
		else
			timeline_strip_draw(pane, canvas);
		event_detail_draw(pane, canvas);
		return;
	}
	if (undated) {
		str_addf(&text, "%s ", _("No row has a date that can be understood."));
		str_addf(&text, ngettext("(%s has none.)", "(%s have none.)", undated),
			number_text(undated).text);
		str_addf(&text, "\n%s", _("! lists the problems found in the data."));
	} else {
		str_add(&text,
			pane->ctx->package->complete
				? _("No table of this package has dated rows.")
				: _("Reading the events …"));
	}
	pane_draw_paragraph(canvas, pane->rect, text.buf);
	if (pane->focused)
		canvas_cursor(canvas, pane->rect, 0, 1, false);
	str_release(&text);
}

/* Returns the next (STEP 1) or previous (-1) event, in the chart of the cursor's row. */
static size_t next_event(const struct timeline_view *state, int step)
{
	return timeline_next(&state->events.timeline,
		state->list_shown ? 1 : state->area.rows, state->cursor, step);
}

/* Returns whether some events are hits and others not; says why there are none. */
static bool has_hits(struct pane *pane)
{
	const struct timeline_view *state = pane->state;

	if (state->hits == state->events.timeline.count)
		pane_say_no_search(pane);
	else if (!state->hits)
		pane_say(pane, _("No event matches."));
	else
		return true;
	return false;
}

static void go_to_hit(struct pane *pane, int step)
{
	struct timeline_view *state = pane->state;
	size_t next = timeline_next_hit(&state->events.timeline, state->cursor, step);

	if (!has_hits(pane))
		return;
	if ((step > 0) == (next <= state->cursor))
		pane_say_wrapped(pane, step > 0);
	timeline_view_select(state, next);
}

static void toggle_hits_only(struct pane *pane)
{
	struct timeline_view *state = pane->state;

	state->hits_only = has_hits(pane) && !state->hits_only;
	if (state->hits_only)
		pane_say(pane, _("Only the hits are shown: %zu of %zu. * shows all."),
			state->hits, state->events.timeline.count);
	else if (state->hits && state->hits < state->events.timeline.count)
		pane_say(pane, _("All events shown."));
	show_hits(state);
}

/* Closes the list of one mark, else removes the mark set; returns false when there is
 * neither. */
static bool cancel(struct timeline_view *state)
{
	if (state->opened) {
		fill_list(state);
		return true;
	}
	if (state->mark == TIMELINE_NONE)
		return false;
	state->mark = TIMELINE_NONE;
	state->marked = ROW_NOWHERE;
	return true;
}

/* Says that no event follows the one under the cursor, or (LAST false) comes before it. */
static void say_end(struct pane *pane, bool last)
{
	const struct timeline_view *state = pane->state;

	if (state->list_shown)
		pane_say(pane, "%s",
			last ? _("This is the last event.")
			     : _("This is the first event."));
	else
		pane_say(pane, "%s",
			last ? _("This is the last event of its lane.")
			     : _("This is the first event of its lane."));
}

/* Carries out the commands of both forms; returns false for others. */
static bool common_command(struct pane *pane, enum command_id command)
{
	struct timeline_view *state = pane->state;
	int step = command == COMMAND_RIGHT || command == COMMAND_NEXT_HIT ? 1 : -1;
	bool unmark;
	size_t next;

	switch (command) {
	case COMMAND_HITS_ONLY:
		toggle_hits_only(pane);
		return true;
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		if (state->opened)
			return timeline_list_command(
				state, step > 0 ? COMMAND_DOWN : COMMAND_UP);
		next = next_event(state, step);
		if (next != TIMELINE_NONE)
			timeline_view_select(state, next);
		else
			say_end(pane, step > 0);
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		go_to_hit(pane, step);
		return true;
	case COMMAND_MARK:
		unmark = state->mark == state->cursor;
		state->mark = unmark ? TIMELINE_NONE : state->cursor;
		state->marked = unmark ? ROW_NOWHERE : state->at;
		pane_say(pane,
			unmark ? _("Mark removed.")
			       : _("Mark set. Distances are measured from here; M again "
				   "removes it."));
		return true;
	case COMMAND_TOGGLE_VIEW:
		if (!state->opened)
			state->form = state->list_shown ? TIMELINE_VIEW_CHART
							: TIMELINE_VIEW_LIST;
		fill_list(state);
		return true;
	case COMMAND_OPEN:
		if (state->list_shown || !timeline_chart_open_mark(state))
			pane_request(pane, REQUEST_RECORD, state->at);
		else
			pane_say(pane,
				ngettext("%zu event. Enter opens one, Esc goes back.",
					"%zu events. Enter opens one, Esc goes back.",
					state->rows.count),
				state->rows.count);
		return true;
	case COMMAND_CANCEL:
		return cancel(state);
	case COMMAND_CLEAR_FILTERS:
		cancel(state);
		return false;
	default:
		return false;
	}
}

static bool timeline_view_command(struct pane *pane, enum command_id command)
{
	struct timeline_view *state = pane->state;
	bool done;

	if (state->cursor == TIMELINE_NONE)
		return false;
	done = state->list_shown ? timeline_list_command(state, command)
				 : timeline_chart_command(pane, command);
	done = done || common_command(pane, command);
	user_moved(state);
	return done;
}

static enum clicked timeline_view_click(struct pane *pane, int x, int y)
{
	struct timeline_view *state = pane->state;
	size_t before = state->cursor;
	size_t event;

	if (before == TIMELINE_NONE)
		return CLICKED_NOTHING;
	event = state->list_shown ? timeline_list_event_at(state, y)
				  : timeline_strip_event_at(pane, x, y);
	if (event == TIMELINE_NONE)
		return CLICKED_NOTHING;
	timeline_view_select(state, event);
	user_moved(state);
	return event == before ? CLICKED_AGAIN : CLICKED_MOVED;
}

static void timeline_view_scroll(struct pane *pane, int rows)
{
	struct timeline_view *state = pane->state;

	if (state->cursor == TIMELINE_NONE)
		return;
	if (state->list_shown)
		timeline_list_scroll(state, rows);
	else
		timeline_chart_scroll(pane, rows);
	user_moved(state);
}

/* Says that EVENT was FOUND at DATE, the first of COUNT. */
static void say_found(struct pane *pane, const struct edtf *date,
	enum timeline_found found, size_t event, size_t count)
{
	const struct timeline_view *state = pane->state;
	struct str when = STR_INIT, title = STR_INIT;

	edtf_add_words(&when, date);
	events_add_title(&state->events, event, &title);
	if (count > 1)
		pane_say(pane,
			/* TRANSLATORS: a date, how many events, the title of the first */
			ngettext("%s: first of %zu event, %s",
				"%s: first of %zu events, %s", count),
			when.buf, count, title.buf);
	else if (found == TIMELINE_BEGINS)
		pane_say(pane, _("%s: the only event, %s"), when.buf, title.buf);
	else if (found == TIMELINE_UNDER_WAY)
		pane_say(pane, _("%s: under way, %s"), when.buf, title.buf);
	else if (found == TIMELINE_AFTER)
		pane_say(pane, _("%s: no event; next, %s"), when.buf, title.buf);
	else
		pane_say(pane, _("%s: no event; last, %s"), when.buf, title.buf);
	str_release(&when);
	str_release(&title);
}

/* Goes to an event at the time that TEXT names, and says which it is. */
static bool timeline_view_go(struct pane *pane, const char *text)
{
	struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	struct edtf date;
	size_t event, count;
	enum timeline_found found;
	struct date_text typed;

	if (state->cursor == TIMELINE_NONE)
		return false;
	if (!edtf_parse(slice_of(text), &date, NULL, NULL)) {
		if (!range_read_date(slice_of(text), &typed)) {
			pane_say(pane, _("%s is not a date."), text);
			return true;
		}
		date = typed.date;
	}
	found = timeline_find(t, &date, &event, &count);
	timeline_view_select(state, event);
	user_moved(state);
	say_found(pane, &date, found, event, count);
	return true;
}

static struct row_ref timeline_view_focus(const struct pane *pane)
{
	const struct timeline_view *state = pane->state;

	return state->cursor == TIMELINE_NONE ? ROW_NOWHERE : state->at;
}

/* A scale is never 0: a position whose scale is 0 comes from elsewhere and names only the
 * row to show, or none: all events. */
static void timeline_view_save(const struct pane *pane, struct saved_pos *out)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_axis *axis = &state->events.timeline.axis;

	*out = (struct saved_pos){ .row = state->at,
		.timeline = { .about = state->about,
			.scale = axis->scale,
			.left = axis->left,
			.form = (int)state->form,
			.fitted = state->fitted } };
}

static void timeline_view_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct timeline_view *state = pane->state;
	struct timeline_axis *axis = &state->events.timeline.axis;
	struct row_ref about = pos->timeline.about;
	size_t event;

	if (state->opened && !pos->timeline.scale)
		fill_list(state);
	timeline_view_update(pane);
	event = events_event(&state->events, pos->row);
	if (!pos->timeline.scale)
		about = event == TIMELINE_NONE ? pos->row : ROW_NOWHERE;
	if (!row_ref_equal(about, state->about)) {
		state->about = about;
		state->changes = 0; /* dims again */
	}
	if (event != TIMELINE_NONE) {
		timeline_view_select(state, event);
		user_moved(state);
		state->restored = true;
	}
	/* After the cursor, which scrolls the window to itself: the user may have scrolled
	 * away from it. */
	if (pos->timeline.scale) {
		axis->scale = pos->timeline.scale;
		axis->left = pos->timeline.left;
		state->form = (enum timeline_view_form)pos->timeline.form;
		state->fitted = pos->timeline.fitted;
		if (pos->timeline.at_cursor && event != TIMELINE_NONE)
			timeline_view_select(state, event);
	}
}

static struct row_ref timeline_view_step_row(struct pane *pane, int step)
{
	struct timeline_view *state = pane->state;
	size_t next = TIMELINE_NONE;

	if (state->cursor != TIMELINE_NONE)
		next = next_event(state, step);
	if (next == TIMELINE_NONE)
		return ROW_NOWHERE;
	timeline_view_select(state, next);
	return state->at;
}

static void add_scale(const struct timeline_step *step, struct str *out)
{
	size_t n = (size_t)step->amount;
	struct number_text number = number_text(n);

	if (step->unit == TIMELINE_DAYS)
		str_addf(out,
			ngettext("scale: %s day per column", "scale: %s days per column",
				n),
			number.text);
	else if (step->unit == TIMELINE_WEEKS)
		str_addf(out,
			ngettext("scale: %s week per column",
				"scale: %s weeks per column", n),
			number.text);
	else if (step->unit == TIMELINE_MONTHS)
		str_addf(out,
			ngettext("scale: %s month per column",
				"scale: %s months per column", n),
			number.text);
	else
		str_addf(out,
			ngettext("scale: %s year per column",
				"scale: %s years per column", n),
			number.text);
}

/* Appends "9/45  scale: 2 months per column", what dims events and how many are undated.
 * Of the hits "3/5", or "5" when the cursor is on none. */
static void timeline_view_position(const struct pane *pane, struct str *out)
{
	const struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	const struct package *p = pane->ctx->package;
	size_t number = state->cursor == TIMELINE_NONE ? 0 : state->cursor + 1, hits = 0;
	size_t undated = state->events.undated;
	struct timeline_step step;

	str_addf(out, "%zu/%zu", number, t->count);
	if (!state->list_shown && t->count && !state->fitted &&
		timeline_axis_step(&t->axis, &step)) {
		str_add(out, "  ");
		add_scale(&step, out);
	}
	if (t->hits_only)
		str_addf(out, "  %s", _("hits only"));
	if (state->about.table >= 0) {
		str_add(out, "  [");
		package_add_name(p, state->about, out);
		str_addf(out, ": %zu ×]", state->hits);
	} else if (state->hits < t->count) {
		for (size_t i = 0; i < number; i++)
			hits += !t->events[i].dimmed;
		str_add(out, "  ");
		if (number && !t->events[state->cursor].dimmed)
			str_addf(out, _("hit %zu/%zu"), hits, state->hits);
		else
			str_addf(out, ngettext("%s hit", "%s hits", state->hits),
				number_text(state->hits).text);
	}
	if (undated) {
		str_add(out, "  ");
		str_addf(out,
			ngettext("+%s without a date", "+%s without a date", undated),
			number_text(undated).text);
	}
}

static bool timeline_view_work(struct pane *pane, int64_t until)
{
	return events_step(&((struct timeline_view *)pane->state)->events, until);
}

/* Exports the events that are not dimmed: the others are shown only for the axis. */
static bool timeline_view_export(
	const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct timeline_view *state = pane->state;
	const struct package *p = pane->ctx->package;

	if (!state->hits) {
		str_add(err, _("There is no event to export."));
		return false;
	}
	export_job_add_name(w, "timeline");
	w->list = event_list_new(&state->events, NULL);
	for (size_t i = 0; i < p->table_count; i++)
		w->partial |= events_date_field(&state->events, (int)i) >= 0 &&
			!table_complete(&p->tables[i]);
	return true;
}

const struct view view_timeline = {
	.name = "timeline",
	.context = IN_TIMELINE,
	.state_size = sizeof(struct timeline_view),
	.open = timeline_view_open,
	.close = timeline_view_close,
	.update = timeline_view_update,
	.draw = timeline_view_draw,
	.command = timeline_view_command,
	.click = timeline_view_click,
	.scroll = timeline_view_scroll,
	.go = timeline_view_go,
	.focus = timeline_view_focus,
	.save = timeline_view_save,
	.restore = timeline_view_restore,
	.step_row = timeline_view_step_row,
	.position = timeline_view_position,
	.work = timeline_view_work,
	.export = timeline_view_export,
};
