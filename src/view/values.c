/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The values of a column with their counts: by Enter a filter, by Space several. Owns the
 * counting (query/value_counts.h), which is begun again with every change of the search,
 * the lines that a search among the values leaves, and the values that are marked: these
 * are a filter that is not in force yet. What always holds: the lines are positions in the
 * order that lines_of names.
 */

#include "base/intl.h"
#include "view/views.h"

#include <stdlib.h>

#include "base/memory.h"
#include "query/value_counts.h"
#include "ui/list.h"
#include "view/column_config.h"

enum {
	VALUES_X = 3,                 /* of the marks */
	VALUES_MARK = 4,              /* the mark and a blank */
	VALUES_COUNT = 11,            /* columns of a count */
	VALUES_BAR = 40,              /* columns of the longest bar there may be */
	VALUES_LABEL = 60,            /* columns of the widest label */
	VALUES_LEAST = 12,            /* columns of the narrowest, before the bars go */
	VALUES_AIRY = 12,             /* rows from which a blank line follows the head */
	VALUES_PORTION = 64,          /* labels between two looks at the clock */
	VALUES_AT_ONCE = 2 * TASK_MS, /* what an update may spend */
};

struct values_state {
	struct column_config *set; /* of the list below */
	size_t column;             /* of those shown */
	struct list list;
	struct value_counts counts;
	bool counting;         /* counts are in use ... */
	uint64_t query_change; /* ... for this search, when ... */
	bool linked;           /* ... references had names */
	bool done;             /* nothing is left to count or to look at by now */
	struct filter *marked; /* the values that are marked */
	bool chosen;           /* the user has marked one */
	bool by_value;         /* the order */
	size_t *lines; /* positions in the order of values that fit the words ... */
	size_t line_count, line_alloc;
	size_t looked;        /* ... among the first so many ... */
	unsigned lines_of;    /* ... of this order ... */
	uint64_t find_change; /* ... and of these words */
};

static void values_open(struct pane *pane)
{
	struct values_state *state = pane->state;

	state->set = pane->ctx->columns;
	pane->table = state->set->table->number;
	list_resize(&state->list, 0, 1);
	pane->list = &state->list;
}

static void values_stop(struct values_state *state)
{
	if (!state->counting)
		return;
	value_counts_release(&state->counts);
	filter_drop(state->marked);
	state->counting = false;
	list_resize(&state->list, 0, state->list.height);
}

static void values_close(struct pane *pane)
{
	struct values_state *state = pane->state;

	values_stop(state);
	free(state->lines);
}

/* Begins to count; the values of a filter of the column that is in force are marked. */
static void values_start(struct pane *pane)
{
	struct values_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	struct value_counts *counts = &state->counts;
	const struct filter *own;

	values_stop(state);
	value_counts_init(counts, pane->ctx->package, search, pane->table,
		&state->set->paths[state->column]);
	value_counts_order(counts, state->by_value);
	own = filters_find(search_filters(search), &counts->column);
	state->marked = filter_new(&counts->column, own ? own->exponent : 0);
	for (size_t i = 0;
		own && own->column.kind == counts->column.kind && i < own->count; i++)
		filter_add(state->marked, &own->values[i]);
	state->counting = true;
	state->done = state->chosen = false;
	state->query_change = search->query_change;
	state->linked = pane->ctx->package->linked;
	state->lines_of = 0;
	state->line_count = 0;
	list_to(&state->list, 0);
}

/* Looks for the words until the clock reaches UNTIL; returns whether all values are looked
 * at. */
static bool values_narrow(struct pane *pane, int64_t until)
{
	struct values_state *state = pane->state;
	const struct search *find = pane->ctx->find;
	const struct value_counts *counts = &state->counts;
	struct str label = STR_INIT;
	bool late = false;

	if (state->lines_of != counts->orders ||
		state->find_change != find->query_change) {
		state->line_count = state->looked = 0;
		state->lines_of = counts->orders;
		state->find_change = find->query_change;
	}
	while (search_active(find) && state->looked < counts->count && !late) {
		struct value_range value = value_counts_at(counts, state->looked).value;

		str_clear(&label);
		value_range_add(&counts->column, counts->exponent, &value, &label);
		if (search_fits(find, str_slice(&label))) {
			*ARRAY_ADD(state->lines, state->line_count, state->line_alloc) =
				state->looked;
		}
		late = ++state->looked % VALUES_PORTION == 0 && clock_now() >= until;
	}
	str_release(&label);
	return !search_active(find) || state->looked == counts->count;
}

/* Begins to count again where that is due; returns whether there is something to count. */
static bool values_ready(struct pane *pane)
{
	struct values_state *state = pane->state;

	column_config_fit(state->set);
	if (state->column >= state->set->shown)
		state->column = 0;
	if (!state->set->shown)
		values_stop(state);
	else if (!state->counting ||
		state->query_change != pane->ctx->search->query_change ||
		state->linked != pane->ctx->package->linked)
		values_start(pane);
	return state->counting;
}

static bool values_work(struct pane *pane, int64_t until)
{
	struct values_state *state = pane->state;
	bool was_done = state->done, counted, narrowed;

	if (!values_ready(pane))
		return true;
	counted = state->counts.task.step(&state->counts.task, until);
	narrowed = values_narrow(pane, until);
	state->done = counted && narrowed;
	pane->changed |= !was_done;
	return state->done;
}

static void values_update(struct pane *pane)
{
	struct values_state *state = pane->state;
	bool find = search_active(pane->ctx->find);

	if (values_ready(pane) &&
		(!state->done || state->find_change != pane->ctx->find->query_change))
		values_work(pane, clock_now() + VALUES_AT_ONCE);
	pane->head = pane->rect.h >= VALUES_AIRY ? 2 : 1;
	list_resize(&state->list,
		find                      ? state->line_count
			: state->counting ? state->counts.count
					  : 0,
		pane->rect.h - pane->head);
	pane->changed = false;
}

/* Returns the value in line LINE of the list. */
static struct value_count values_at(const struct pane *pane, size_t line)
{
	const struct values_state *state = pane->state;

	return value_counts_at(&state->counts,
		search_active(pane->ctx->find) ? state->lines[line] : line);
}

static void values_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t line)
{
	const struct values_state *state = pane->state;
	const struct value_count value = values_at(pane, line);
	int x = VALUES_X + VALUES_MARK;
	int room = pane->rect.w - x - VALUES_COUNT - 1;
	int bar = room / 3 < VALUES_BAR ? room / 3 : VALUES_BAR;
	int label = room - bar - 2;
	struct str text = STR_INIT;

	if (label < VALUES_LEAST)
		label = room;
	else if (label > VALUES_LABEL)
		label = VALUES_LABEL;
	value_range_add(
		&state->counts.column, state->counts.exponent, &value.value, &text);
	canvas_put(canvas, pane->rect, VALUES_X, y,
		filter_has(state->marked, &value.value) ? "[x]" : "[ ]", STYLE_TEXT);
	canvas_field(canvas, pane->rect, x, y, label, str_slice(&text), false,
		value.value.text && !*value.value.text ? STYLE_DIM : STYLE_TEXT);
	pane_draw_hits(canvas, pane->rect, x, y, label, pane->ctx->find, -1, -1,
		str_slice(&text));
	str_clear(&text);
	str_add_number(&text, value.count);
	canvas_field(canvas, pane->rect, x + label, y, VALUES_COUNT, str_slice(&text),
		true, STYLE_TEXT);
	if (label < room && state->counts.most)
		canvas_run(canvas, pane->rect, x + label + VALUES_COUNT + 2, y, 0x25aa,
			(int)(((size_t)bar * value.count + state->counts.most - 1) /
				state->counts.most),
			STYLE_MARK);
	str_release(&text);
}

/* Appends how many VALUES, or RANGES of them, are listed, and that there are MORE, in ROWS,
 * "45 members". */
static void values_add_number(
	size_t values, bool ranges, bool more, const char *rows, struct str *out)
{
	struct number_text number = number_text(values);

	if (more && ranges)
		str_addf(out,
			ngettext("the first %s range in %s", "the first %s ranges in %s",
				values),
			number.text, rows);
	else if (more)
		str_addf(out,
			ngettext("the first %s value in %s", "the first %s values in %s",
				values),
			number.text, rows);
	else if (ranges)
		str_addf(out, ngettext("%s range in %s", "%s ranges in %s", values),
			number.text, rows);
	else
		/* TRANSLATORS: a number, "45 members" */
		str_addf(out, ngettext("%s value in %s", "%s values in %s", values),
			number.text, rows);
}

/* Draws the name of the column and what is counted. */
static void values_draw_head(const struct pane *pane, struct canvas *canvas)
{
	const struct values_state *state = pane->state;
	const struct value_counts *counts = &state->counts;
	int x = VALUES_X + 2;
	struct str text = STR_INIT, rows = STR_INIT;

	x += canvas_put(
		canvas, pane->rect, VALUES_X, 0, counts->column.title, STYLE_STRONG);
	if (!state->done && counts->task.total) {
		str_addf(&text, _("counting %d %%"),
			(int)(counts->task.done * 100 / counts->task.total));
	} else {
		size_t values = counts->count;
		struct value_range first = value_counts_at(counts, 0).value;
		struct value_range last = value_counts_at(counts, values - 1).value;

		values -= last.text && !*last.text;
		package_add_count(pane->ctx->package, pane->table, counts->rows, &rows);
		values_add_number(
			values, first.low < first.high, counts->more, rows.buf, &text);
	}
	canvas_field(canvas, pane->rect, x, 0, pane->rect.w - x - 1, str_slice(&text),
		false, STYLE_DIM);
	str_release(&text);
	str_release(&rows);
}

static void values_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct values_state *state = pane->state;
	struct str text = STR_INIT;

	if (state->list.count) {
		values_draw_head(pane, canvas);
		pane_draw_list(pane, canvas, VALUES_X, values_draw_line);
		return;
	}
	if (!state->done && state->counting)
		str_add(&text, _("Counting …"));
	else if (search_active(pane->ctx->find))
		str_addf(&text, _("No value matches “%s”.\nEsc closes."),
			search_text(pane->ctx->find));
	else
		str_addf(&text, _("%s: no rows to count.\nEsc closes."),
			state->set->table->schema->title);
	pane_draw_note(pane, canvas, text.buf);
	str_release(&text);
}

/* Requests the filter by the values that the user has marked, or by the one here. */
static void values_apply(struct pane *pane)
{
	struct values_state *state = pane->state;
	struct filter *filter = state->marked;

	if (!state->list.count) {
		pane_say(pane, _("Nothing selected."));
		return;
	}
	if (state->chosen && filter->count) {
		filter->refcount++;
	} else {
		struct value_count value = values_at(pane, state->list.cursor);

		filter = filter_new(&state->counts.column, state->counts.exponent);
		filter_add(filter, &value.value);
	}
	pane->request.kind = REQUEST_FILTER;
	pane->request.filter = filter;
}

/* Marks the value here, or not any more. While numbers are counted their unit may change,
 * and with it what has been marked. */
static void values_mark(struct pane *pane)
{
	struct values_state *state = pane->state;
	struct value_count value;

	if (!state->list.count)
		return;
	value = values_at(pane, state->list.cursor);
	if (state->marked->exponent != state->counts.exponent) {
		filter_drop(state->marked);
		state->marked = filter_new(&state->counts.column, state->counts.exponent);
	}
	if (!filter_remove(state->marked, &value.value))
		filter_add(state->marked, &value.value);
	state->chosen = true;
}

/* Goes STEP columns on, round the ends; past gaps, which follow from dates and are no
 * values. */
static void values_step(struct values_state *state, int step)
{
	size_t shown = state->set->shown;

	for (size_t i = 0; i < shown; i++) {
		state->column = (state->column + shown + (size_t)step) % shown;
		if (!state->set->paths[state->column].gap)
			break;
	}
}

static bool values_command(struct pane *pane, enum command_id command)
{
	struct values_state *state = pane->state;

	if (pane_move(pane, command))
		return true;
	switch (command) {
	case COMMAND_OPEN:
		values_apply(pane);
		return true;
	case COMMAND_TOGGLE_VALUE:
		values_mark(pane);
		return true;
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		values_step(state, command == COMMAND_LEFT ? -1 : 1);
		values_stop(state);
		pane->changed = true;
		return true;
	case COMMAND_SORT:
		state->by_value = !state->by_value;
		if (state->counting)
			value_counts_order(&state->counts, state->by_value);
		state->done = false;
		list_to(&state->list, 0);
		pane_say(pane,
			state->by_value ? _("Sorted by value.")
					: _("Most frequent first."));
		return true;
	case COMMAND_NEXT_HIT:
		/* All that are shown are hits. */
		return true;
	default:
		return false;
	}
}

static void values_save(const struct pane *pane, struct saved_pos *out)
{
	const struct values_state *state = pane->state;

	*out = (struct saved_pos){ .row = ROW_NOWHERE };
	if (state->set->shown)
		out->list.column = (int)column_config_at(state->set, state->column)->id;
}

static void values_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct values_state *state = pane->state;
	size_t column = column_config_pos(state->set, (size_t)pos->list.column);

	if (column != state->column)
		values_stop(state);
	state->column = column;
	if (state->set->shown && state->set->paths[column].gap)
		values_step(state, 1);
}

const struct view view_values = {
	.name = N_("Values"),
	.context = IN_VALUES,
	.state_size = sizeof(struct values_state),
	.open = values_open,
	.close = values_close,
	.update = values_update,
	.draw = values_draw,
	.command = values_command,
	.go = pane_go,
	.save = values_save,
	.restore = values_restore,
	.position = pane_position,
	.work = values_work,
};
