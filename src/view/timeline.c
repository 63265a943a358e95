#include "config.h"

/*
 * The timeline: all dated rows of the package, drawn as a strip or told as a list, with
 * what there is to say of the event under the cursor below. A search finds and dims here
 * instead of hiding, for the axis is what one reads. The cursor stays on its row when the
 * events become others.
 */

#include "view/views.h"

#include <string.h>

#include "base/task.h"
#include "output/export_job.h"
#include "view/placeholder.h"
#include "view/timeline_view.h"

enum {
	STRIP_FROM = 90,       /* columns from which the strip is drawn unasked */
	AT_ONCE = 4 * TASK_MS, /* what an update may spend on reading rows */
	MOST_RANKED = 20000,   /* hits among which the best is looked for */
};

static void timeline_view_open(struct pane *pane)
{
	struct timeline_view *state = pane->state;

	events_init(&state->events, pane->ctx->package, pane->ctx->today);
	timeline_layout_init(&state->place);
	str_init(&state->text);
	state->cursor = state->mark = TIMELINE_NONE;
	state->at = state->marked = state->about = ROW_NOWHERE;
	state->fitted = true;
	list_resize(&state->list, 0, 1);
}

static void timeline_view_close(struct pane *pane)
{
	struct timeline_view *state = pane->state;

	events_release(&state->events);
	timeline_layout_release(&state->place);
	str_release(&state->text);
	timeline_rows_release(&state->rows);
}

/* Where one starts: the last event of the first lane that is not ahead of today. */
static size_t first_cursor(const struct timeline *t)
{
	size_t found = t->count ? timeline_end(t, t->lane_count, 0, 1) : TIMELINE_NONE;

	for (size_t i = 0; i < t->count; i++)
		if (t->events[i].lane == 0 && timeline_anchor(&t->events[i]) <= t->today)
			found = i;
	return found;
}

/* The events are others, or have other numbers: finds cursor and mark again. */
static void follow_events(struct timeline_view *state)
{
	struct timeline *t = &state->events.timeline;
	size_t cursor = events_event(&state->events, state->at);

	state->edition = state->events.edition;
	state->mark = events_event(&state->events, state->marked);
	state->cursor = TIMELINE_NONE;
	timeline_rows_fill(&state->rows, t, false);
	state->list.count = state->rows.count;
	if (!state->moved || cursor == TIMELINE_NONE)
		cursor = first_cursor(t);
	if (cursor != TIMELINE_NONE)
		timeline_nav_to(state, cursor);
	state->from = state->at;
}

/* Finds the event that matches the search best by its name; tells how well in *RANK. */
static size_t best_hit(const struct pane *pane, enum search_rank *rank)
{
	const struct timeline_view *state = pane->state;
	const struct view_context *ctx = pane->ctx;
	size_t best = TIMELINE_NONE;

	for (size_t i = 0; i < ctx->package->table_count; i++) {
		struct row_ref row = { (int)i, 0 };
		enum search_rank found;
		size_t event;

		if (!events_reads(&state->events, row.table) ||
			!search_best(ctx->search, row.table, &row.row, 1))
			continue;
		found = search_rank(ctx->search, row.table, row.row);
		event = events_event(&state->events, row);
		if (found < *rank && event != TIMELINE_NONE) {
			*rank = found;
			best = event;
		}
	}
	return best;
}

/* While one types the cursor goes to the event of that name, else to the first hit from
 * where it was left: with each letter from there, so that it does not drift away. */
static void follow_search(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	const struct search *search = pane->ctx->search;
	const struct timeline *t = &state->events.timeline;
	enum search_rank rank = RANK_OTHER;
	size_t best = TIMELINE_NONE, from;

	if (state->cursor == TIMELINE_NONE || !state->hits)
		return;
	from = events_event(&state->events, state->from);
	if (from == TIMELINE_NONE)
		from = state->cursor;
	timeline_nav_to(
		state, t->events[from].dimmed ? timeline_next_hit(t, from, 1) : from);
	if (search_active(search) && !t->events[state->cursor].dimmed)
		rank = search_rank(search, state->at.table, state->at.row);
	if (search_active(search) && state->found <= MOST_RANKED)
		best = best_hit(pane, &rank);
	if (best != TIMELINE_NONE)
		timeline_nav_to(state, best);
}

/* Sizes the list; at first, and when its height changes, the cursor is in the middle. */
static void arrange_list(struct pane *pane, int detail)
{
	struct timeline_view *state = pane->state;
	int height = pane->rect.h > detail ? pane->rect.h - detail : 1;
	bool sized = state->list.height == height;

	state->detail = height;
	list_resize(&state->list, state->rows.count, height);
	if (sized || state->cursor == TIMELINE_NONE)
		return;
	list_to(&state->list, 0);
	list_show(&state->list, timeline_list_line(state, state->cursor));
}

static void arrange_strip(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	struct timeline *t = &state->events.timeline;
	int old = state->area.width;

	timeline_chart_arrange(pane, state);
	if (state->fitted)
		timeline_fit(t, state->area.width);
	else if (old != state->area.width)
		timeline_nav_show(state);
	timeline_layout_all(&state->place, t,
		(struct timeline_frame){ .width = state->area.width,
			.rows = state->area.rows,
			.label_lines = state->area.label_lines });
}

static void arrange(struct pane *pane)
{
	struct timeline_view *state = pane->state;

	state->list_shown = state->form == TIMELINE_VIEW_LIST ||
		(state->form == TIMELINE_VIEW_BY_WIDTH && pane->rect.w < STRIP_FROM);
	if (state->list_shown)
		arrange_list(pane, event_detail_rows(state, pane->rect.h));
	else
		arrange_strip(pane);
}

static void timeline_view_update(struct pane *pane)
{
	struct timeline_view *state = pane->state;
	bool anew;

	events_step(&state->events, clock_now() + AT_ONCE);
	anew = state->edition != state->events.edition;
	if (anew)
		follow_events(state);
	if (strcmp(state->text.buf, search_text(pane->ctx->search)))
		state->back = false;
	/* What the search of a place one came back to still finds moves nothing there. */
	if (timeline_filter_update(pane, state, anew) && !state->back)
		follow_search(pane);
	arrange(pane);
	pane->changed = false;
}

static void draw_empty(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;
	struct str text;

	str_init(&text);
	if (!pane->ctx->package->complete && !state->events.undated)
		str_add(&text, "Reading the events …");
	else if (state->events.undated)
		str_addf(&text,
			"No row has a date that can be understood (%zu have none).\n"
			"! lists the problems found in the data.",
			state->events.undated);
	else
		str_add(&text, "No table of this package has dated rows.");
	placeholder_paragraph(canvas, pane->rect, 1, text.buf, STYLE_TEXT);
	if (pane->focused)
		canvas_cursor(canvas, pane->rect, 0, 1, false);
	str_release(&text);
}

static void timeline_view_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct timeline_view *state = pane->state;

	if (state->cursor == TIMELINE_NONE) {
		draw_empty(pane, canvas);
		return;
	}
	if (state->list_shown)
		timeline_list_draw(pane, canvas);
	else
		timeline_chart_draw(pane, canvas);
	event_detail_draw(pane, canvas);
}

/* Takes back what was asked for: the events of a row, then the mark. */
static bool cancel(struct timeline_view *state)
{
	if (state->about.table >= 0) {
		state->about = ROW_NOWHERE;
		state->found = SIZE_MAX;
		return true;
	}
	if (state->mark != TIMELINE_NONE) {
		state->mark = TIMELINE_NONE;
		state->marked = ROW_NOWHERE;
		return true;
	}
	return false;
}

static bool timeline_view_command(struct pane *pane, enum command_id command)
{
	struct timeline_view *state = pane->state;
	bool moved;

	if (state->cursor == TIMELINE_NONE)
		return false;
	state->moved = true;
	state->back = false;
	moved = timeline_nav_command(pane, command);
	state->from = state->at;
	if (moved)
		return true;
	switch (command) {
	case COMMAND_OPEN:
		if (!timeline_nav_part(state))
			pane_request(pane, REQUEST_RECORD, state->at);
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

static enum clicked timeline_view_click(struct pane *pane, int x, int y)
{
	struct timeline_view *state = pane->state;
	size_t line = state->list.top + (size_t)(y > 0 ? y : 0);
	size_t before = state->cursor;
	size_t event = TIMELINE_NONE;

	if (before == TIMELINE_NONE)
		return CLICKED_NOTHING;
	if (!state->list_shown)
		event = timeline_chart_event_at(pane, x, y);
	else if (y < state->list.height && line < state->rows.count &&
		!state->rows.rows[line].gap)
		event = state->rows.rows[line].event;
	if (event == TIMELINE_NONE)
		return CLICKED_NOTHING;
	state->moved = true;
	state->back = false;
	timeline_nav_to(state, event);
	state->from = state->at;
	return event == before ? CLICKED_AGAIN : CLICKED_MOVED;
}

static void timeline_view_scroll(struct pane *pane, int rows)
{
	struct timeline_view *state = pane->state;

	if (state->cursor == TIMELINE_NONE)
		return;
	state->moved = true;
	state->back = false;
	timeline_nav_scroll(pane, rows);
	state->from = state->at;
}

/* Goes to the event nearest to a date, in the strip among those of the lane. */
static bool timeline_view_go(struct pane *pane, const char *text)
{
	struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	int rows = state->list_shown ? 1 : state->area.rows;
	struct edtf date;

	if (state->cursor == TIMELINE_NONE ||
		!edtf_parse(slice_of(text), &date, NULL, NULL))
		return false;
	state->moved = true;
	state->back = false;
	timeline_nav_to(state,
		timeline_nearest(t, rows,
			timeline_row_of(t, rows, t->events[state->cursor].lane),
			date.first != EDTF_MIN ? date.first : date.last));
	state->from = state->at;
	return true;
}

static struct row_ref timeline_view_focus(const struct pane *pane)
{
	const struct timeline_view *state = pane->state;

	if (state->cursor == TIMELINE_NONE)
		return ROW_NOWHERE;
	return state->at;
}

/* A scale is never 0: a position whose scale is 0 comes from elsewhere and names only the
 * row to show. */
static void timeline_view_save(const struct pane *pane, struct saved_pos *out)
{
	const struct timeline_view *state = pane->state;
	const struct timeline_axis *axis = &state->events.timeline.axis;

	*out = (struct saved_pos){ .row = state->at,
		.timeline = { .scale = axis->scale,
			.left = axis->left,
			.form = (int)state->form,
			.fitted = state->fitted } };
}

static void timeline_view_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct timeline_view *state = pane->state;
	struct timeline_axis *axis = &state->events.timeline.axis;
	size_t event;

	timeline_view_update(pane);
	event = events_event(&state->events, pos->row);
	if (event != TIMELINE_NONE) {
		state->moved = true;
		state->back = true;
		timeline_nav_to(state, event);
		state->from = state->at;
	} else if (pos->row.table >= 0) {
		state->about = pos->row;
		state->found = SIZE_MAX;
	}
	/* After the cursor, which pulls the window to itself: one may have scrolled away
	 * from it. */
	if (pos->timeline.scale) {
		axis->scale = pos->timeline.scale;
		axis->left = pos->timeline.left;
		state->form = (enum timeline_view_form)pos->timeline.form;
		state->fitted = pos->timeline.fitted;
	}
}

static struct row_ref timeline_view_step_row(struct pane *pane, int step)
{
	struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	int rows = state->list_shown ? 1 : state->area.rows;
	size_t next = TIMELINE_NONE;

	if (state->cursor != TIMELINE_NONE)
		next = timeline_next(t, rows, state->cursor, step);
	if (next == TIMELINE_NONE)
		return ROW_NOWHERE;
	timeline_nav_to(state, next);
	return state->at;
}

/* Appends what a column stands for: "a column is 2 months". */
static void add_scale(const struct timeline_view *state, struct str *out)
{
	static const char *const units[] = { [TIMELINE_DAYS] = "day",
		[TIMELINE_WEEKS] = "week",
		[TIMELINE_MONTHS] = "month",
		[TIMELINE_YEARS] = "year" };
	struct timeline_step step;

	if (state->fitted || !timeline_axis_step(&state->events.timeline.axis, &step)) {
		str_add(out, "all shown");
		return;
	}
	str_add(out, "a column is ");
	str_add_count(out, (size_t)step.amount, units[step.unit], NULL);
}

static void timeline_view_position(const struct pane *pane, struct str *out)
{
	const struct timeline_view *state = pane->state;
	const struct timeline *t = &state->events.timeline;
	const struct package *p = pane->ctx->package;

	str_addf(out, "%zu/%zu", state->cursor == TIMELINE_NONE ? 0 : state->cursor + 1,
		t->count);
	if (!state->list_shown && t->count) {
		str_add(out, "  ");
		add_scale(state, out);
	}
	if (state->about.table >= 0) {
		str_add(out, "  [");
		package_add_label(
			p, &p->tables[state->about.table], state->about.row, out);
		str_addf(out, ": %zu ×]", state->hits);
	} else if (state->hits < t->count) {
		str_add(out, "  ");
		str_add_count(out, state->hits, "hit", NULL);
	}
	if (state->events.undated)
		str_addf(out, "  +%zu without a date", state->events.undated);
}

static bool timeline_view_work(struct pane *pane, int64_t until)
{
	struct timeline_view *state = pane->state;

	return events_step(&state->events, until);
}

/* The events that are not faint: the others are on the screen for the sake of the axis.
 */
static bool timeline_view_export(
	const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct timeline_view *state = pane->state;
	const struct package *p = pane->ctx->package;

	if (!state->hits) {
		str_add(err, "There is no event to export.");
		return false;
	}
	export_job_add_name(w, "timeline");
	export_job_annals(w, &state->events);
	for (size_t i = 0; i < p->table_count; i++)
		w->partial |= events_reads(&state->events, (int)i) &&
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
