/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The map: the rows of the first tables with places, and those of another one that was asked
 * for, with the place under the cursor below. This file owns the cursor, which places are
 * dimmed, and what keys do. A search dims places instead of hiding them, because the others
 * are what the map is read by. The cursor stays on its row when the places change.
 */

#include <math.h>
#include <stdlib.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/task.h"
#include "output/listing.h"
#include "output/place_list.h"
#include "view/map_state.h"
#include "view/views.h"

enum {
	AT_ONCE = 2 * TASK_MS, /* time that an update may spend on reading rows */
	PAN_PART = 6,          /* of the window, the step of panning */
	MOST_RANKED = 20000,   /* hits among which the best is searched for */
};

/* Begins to read the places of the first tables and, unless it is -1 or one of them, of
 * table EXTRA; nothing happens when they are read already. */
static void begin_places(struct pane *pane, int extra)
{
	struct map_state *state = pane->state;
	int tables[PLACES_MOST];
	size_t count = places_tables(pane->ctx->package, tables);

	for (size_t i = 0; i < count; i++)
		if (tables[i] == extra)
			extra = -1;
	if (state->places.package && extra == state->extra)
		return;
	if (extra >= 0)
		tables[count++] = extra;
	places_release(&state->places);
	places_init(&state->places, pane->ctx->package, tables, count);
	state->extra = extra;
	state->edition = 0;
	state->cursor = MAP_NONE;
	state->changes = 0;
	state->fit = MAP_FIT_MOST;
}

static void map_open(struct pane *pane)
{
	struct map_state *state = pane->state;

	*state = (struct map_state){
		.at = ROW_NOWHERE, .left = ROW_NOWHERE, .extra = -1, .raster = RASTER_INIT
	};
	list_resize(&state->list, 0, 1);
	begin_places(pane, -1);
}

static void map_close(struct pane *pane)
{
	struct map_state *state = pane->state;

	places_release(&state->places);
	map_layout_release(&state->layout);
	raster_release(&state->raster);
	outline_levels_free(state->outlines);
	free(state->spots);
	free(state->days);
	free(state->rows);
}

bool map_any(const struct package *p)
{
	int tables[PLACES_TABLES];

	return places_tables(p, tables) > 0;
}

/* Puts the cursor on PLACE. */
static void put_cursor(struct map_state *state, size_t place)
{
	state->cursor = place;
	state->at = places_row(&state->places, place);
	for (size_t i = 0; i < state->row_count; i++)
		if (state->rows[i] == place)
			list_show(&state->list, i);
}

/* Puts the cursor on PLACE, which the user has gone to; the window stays there. */
static void select_place(struct map_state *state, size_t place)
{
	put_cursor(state, place);
	state->left = state->at;
	if (map_window_show_cursor(state))
		state->fit = MAP_FIT_NONE;
}

/* Puts the cursor on the place that is nearest to the middle of the window, of the rows that
 * the map is about. */
static void select_middle(struct map_state *state)
{
	size_t best = MAP_NONE;
	double least = INFINITY;

	for (size_t i = 0; i < state->places.count; i++) {
		const struct map_spot *spot = &state->spots[i];
		double distance = hypot(spot->x - state->view.cols / 2.0,
			2 * (spot->y - state->view.lines / 2.0));

		if (spot->hidden || (spot->dimmed && state->hits) || distance >= least ||
			(best != MAP_NONE && spot->kind > state->spots[best].kind))
			continue;
		least = distance;
		best = i;
	}
	if (best != MAP_NONE)
		put_cursor(state, best);
}

/* While the user types, the cursor goes to the place of the best hit; when it is a hit
 * itself, or there is none, to where the user left it. */
static void follow_search(struct pane *pane)
{
	struct map_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	enum search_rank rank = RANK_OTHER;
	size_t best = places_find(&state->places, state->left);

	if (best == MAP_NONE)
		best = state->cursor;
	else if (search_active(search) && !state->places.places[best].dimmed)
		rank = search_rank(search, state->left.table, state->left.row);
	for (size_t i = 0; i < state->places.source_count && search_active(search) &&
		state->hits <= MOST_RANKED;
		i++) {
		struct row_ref row = { state->places.sources[i].table, 0 };
		enum search_rank found;
		size_t place;

		if (!search_best(search, row.table, &row.row, 1))
			continue;
		found = search_rank(search, row.table, row.row);
		place = places_find(&state->places, row);
		if (place != MAP_NONE &&
			(found < rank || best == MAP_NONE ||
				state->places.places[best].dimmed)) {
			rank = found;
			best = place;
		}
	}
	if (best != MAP_NONE)
		put_cursor(state, best);
}

/* Dims the places by the search, when it has changed or there are others. */
static void dim_places(struct pane *pane)
{
	struct map_state *state = pane->state;
	const struct search *search = pane->ctx->search;

	if (state->changes && search->query_change > state->changes)
		state->restored = false;
	if (state->changes == search->changes)
		return;
	state->changes = search->changes;
	places_dim(&state->places, search);
	state->hits = 0;
	for (size_t i = 0; i < state->places.count; i++)
		state->hits += !state->places.places[i].dimmed;
	state->hits_only = state->hits_only && state->hits < state->places.count;
	if (!state->restored)
		follow_search(pane);
}

/* Lists the places that are seen or, when a mark was opened, those of the mark. */
static void fill_list(struct map_state *state)
{
	int32_t mark = state->opened && state->cursor < state->places.count
		? state->layout.where[state->cursor]
		: MAP_OFF;

	state->row_count = 0;
	for (size_t i = 0; i < state->places.count; i++)
		if (!state->spots[i].hidden &&
			(mark < 0 || state->layout.where[i] == mark))
			*ARRAY_ADD(state->rows, state->row_count, state->row_alloc) = i;
	state->list.count = state->row_count;
	for (size_t i = 0; i < state->row_count; i++)
		if (state->rows[i] == state->cursor)
			list_show(&state->list, i);
}

/* Makes what reads the outlines, at first. */
static void begin_outlines(struct pane *pane)
{
	struct map_state *state = pane->state;

	if (!state->begun)
		state->outlines = outline_levels_new(pane->ctx->package, pane->ctx->land);
	state->begun = true;
}

static void map_update(struct pane *pane)
{
	struct map_state *state = pane->state;
	size_t before = state->cursor;
	bool resized;

	state->places.task.step(&state->places.task, clock_now() + AT_ONCE);
	begin_outlines(pane);
	if (state->outlines && !outline_levels_for(state->outlines, 1))
		outline_levels_step(state->outlines, clock_now() + AT_ONCE);
	if (state->edition != state->places.edition) {
		state->edition = state->places.edition;
		state->cursor = places_find(&state->places, state->at);
		state->changes = 0;
	}
	resized = map_window_resize(pane);
	dim_places(pane);
	map_window_fit(state, resized);
	if (state->fit != MAP_FIT_NONE || resized || state->cursor != before)
		map_window_show_cursor(state);
	map_window_place(pane);
	if (state->places.count &&
		(state->cursor == MAP_NONE || state->spots[state->cursor].hidden)) {
		select_middle(state);
		if (map_window_show_cursor(state))
			map_window_place(pane);
	}
	map_draw_update(pane);
	state->list_shown &= state->places.count > 0;
	if (state->list_shown && !state->opened)
		fill_list(state);
	pane->context = state->list_shown ? IN_PLACE_LIST : IN_MAP;
	pane->list = state->list_shown ? &state->list : NULL;
	pane->changed = false;
}

/* Brings all in line with places that have been read since the last update. */
static void follow_places(struct pane *pane)
{
	const struct map_state *state = pane->state;

	if (state->edition != state->places.edition)
		map_update(pane);
}

/* Goes to the next place in the direction of an arrow. */
static void go_towards(struct pane *pane, enum map_side side)
{
	static const char *const none[] = { [MAP_WEST] = N_("No place is further west."),
		[MAP_EAST] = N_("No place is further east."),
		[MAP_NORTH] = N_("No place is further north."),
		[MAP_SOUTH] = N_("No place is further south.") };
	struct map_state *state = pane->state;
	size_t next = map_nearest(state->spots, state->places.count, state->cursor, side);

	if (next == MAP_NONE) {
		pane_say(pane, "%s", _(none[side]));
		return;
	}
	select_place(state, next);
}

/* Goes to the next (STEP 1) or previous hit, round the ends. */
static void go_to_hit(struct pane *pane, int step)
{
	struct map_state *state = pane->state;
	size_t count = state->places.count, next = state->cursor;

	if (!state->hits) {
		pane_say(pane, _("No place matches."));
		return;
	}
	if (state->hits == count) {
		pane_say_no_search(pane);
		return;
	}
	do {
		next = (next + (step > 0 ? 1 : count - 1)) % count;
	} while (state->places.places[next].dimmed);
	select_place(state, next);
}

static void toggle_hits_only(struct pane *pane)
{
	struct map_state *state = pane->state;

	if (state->hits == state->places.count || !state->hits) {
		go_to_hit(pane, 1); /* says why there are none */
		return;
	}
	state->hits_only = !state->hits_only;
	if (state->hits_only)
		pane_say(pane, _("Only the hits are shown: %zu of %zu. * shows all."),
			state->hits, state->places.count);
	else
		pane_say(pane, _("All places are shown."));
}

/* Moves the window by a step to the east and to the south, and the cursor to the place in it
 * that is nearest to where it was. */
static void pan(struct pane *pane, int east, int south)
{
	struct map_state *state = pane->state;
	double least = INFINITY;
	size_t best = MAP_NONE;

	map_view_pan(&state->view, east * (state->view.cols / PAN_PART + 1),
		south * (state->view.lines / PAN_PART + 1));
	state->fit = MAP_FIT_NONE;
	pane->changed = true;
	if (map_view_holds(&state->view, map_window_point(state, state->cursor)))
		return;
	for (size_t i = 0; i < state->places.count; i++) {
		const struct map_spot *spot = &state->spots[i];
		double distance = hypot(spot->x - state->spots[state->cursor].x,
			2 * (spot->y - state->spots[state->cursor].y));

		if (spot->hidden || distance >= least ||
			!map_view_holds(&state->view, map_window_point(state, i)))
			continue;
		least = distance;
		best = i;
	}
	if (best != MAP_NONE)
		select_place(state, best);
}

static void zoom(struct pane *pane, bool in)
{
	struct map_state *state = pane->state;
	struct map_point at = map_window_point(state, state->cursor);

	map_view_show(&state->view, at, 0);
	pane->changed = true;
	if (map_view_zoom(&state->view, in ? 2 : 0.5, at))
		state->fit = MAP_FIT_NONE;
	else
		pane_say(pane,
			in ? _("Cannot zoom in further.")
			   : _("Cannot zoom out further. z fits all places."));
}

/* Opens what the cursor is on: a row, or the list of the rows that are at one point. */
static void open_place(struct pane *pane)
{
	struct map_state *state = pane->state;
	int32_t where = state->layout.where[state->cursor];
	const struct map_mark *mark = where >= 0 ? &state->layout.marks[where] : NULL;

	if (state->list_shown || !mark || mark->count == 1 || !mark->together) {
		pane_request(pane, REQUEST_RECORD, state->at);
		return;
	}
	state->opened = state->list_shown = true;
	fill_list(state);
	pane->changed = true;
	pane_say(pane,
		ngettext("%zu at this place. Enter opens one, Esc goes back.",
			"%zu at this place. Enter opens one, Esc goes back.",
			mark->count),
		mark->count);
}

/* Carries out the commands that only the map itself has; returns false for others. */
static bool window_command(struct pane *pane, enum command_id command)
{
	struct map_state *state = pane->state;
	bool next = command == COMMAND_NEXT_PLACE;
	size_t place;

	switch (command) {
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		go_towards(pane, command == COMMAND_LEFT ? MAP_WEST : MAP_EAST);
		return true;
	case COMMAND_UP:
	case COMMAND_DOWN:
		go_towards(pane, command == COMMAND_UP ? MAP_NORTH : MAP_SOUTH);
		return true;
	case COMMAND_NEXT_PLACE:
	case COMMAND_PREVIOUS_PLACE:
		place = map_by_distance(state->spots, state->places.count, state->from,
			state->cursor, next ? 1 : -1);
		if (place != MAP_NONE)
			select_place(state, place);
		return true;
	case COMMAND_PAN_LEFT:
	case COMMAND_PAN_RIGHT:
		pan(pane, command == COMMAND_PAN_RIGHT ? 1 : -1, 0);
		return true;
	case COMMAND_PAN_UP:
	case COMMAND_PAN_DOWN:
		pan(pane, 0, command == COMMAND_PAN_DOWN ? 1 : -1);
		return true;
	case COMMAND_ZOOM_IN:
	case COMMAND_ZOOM_OUT:
		zoom(pane, command == COMMAND_ZOOM_IN);
		return true;
	case COMMAND_FIT:
		state->fit = state->fit == MAP_FIT_ALL ? MAP_FIT_MOST : MAP_FIT_ALL;
		return true;
	default:
		return false;
	}
}

static bool map_command(struct pane *pane, enum command_id command)
{
	struct map_state *state = pane->state;
	bool by_distance =
		command == COMMAND_NEXT_PLACE || command == COMMAND_PREVIOUS_PLACE;

	follow_places(pane);
	if (state->cursor == MAP_NONE)
		return false;
	if (by_distance && !state->by_distance)
		state->from = state->cursor;
	state->by_distance = by_distance;
	pane->changed = true;
	state->restored = false;
	if (state->list_shown ? pane_move(pane, command) : window_command(pane, command))
		return true;
	switch (command) {
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		go_to_hit(pane, command == COMMAND_NEXT_HIT ? 1 : -1);
		return true;
	case COMMAND_HITS_ONLY:
		toggle_hits_only(pane);
		return true;
	case COMMAND_MEMBERS:
		map_time_toggle(pane);
		return true;
	case COMMAND_EARLIER:
	case COMMAND_LATER:
		map_time_step(pane, command == COMMAND_LATER ? 1 : -1);
		return true;
	case COMMAND_TOGGLE_VIEW:
		state->list_shown = !state->list_shown;
		state->opened = false;
		return true;
	case COMMAND_OPEN:
		open_place(pane);
		return true;
	case COMMAND_CANCEL:
		if (!state->opened)
			return false;
		state->opened = state->list_shown = false;
		return true;
	default:
		return false;
	}
}

static void map_moved(struct pane *pane, int step)
{
	struct map_state *state = pane->state;

	(void)step;
	if (state->list.cursor < state->row_count)
		select_place(state, state->rows[state->list.cursor]);
}

static enum clicked map_click(struct pane *pane, int x, int y)
{
	struct map_state *state = pane->state;
	size_t before = state->cursor, place;

	follow_places(pane);
	if (state->list_shown)
		return pane_click(pane, x, y);
	place = map_draw_place_at(pane, x, y);
	if (place == MAP_NONE)
		return CLICKED_NOTHING;
	select_place(state, place);
	return place == before ? CLICKED_AGAIN : CLICKED_MOVED;
}

static void map_scroll(struct pane *pane, int rows)
{
	struct map_state *state = pane->state;

	follow_places(pane);
	if (state->list_shown)
		pane_scroll(pane, rows);
	else if (state->cursor != MAP_NONE)
		zoom(pane, rows < 0);
}

static struct row_ref map_focus(const struct pane *pane)
{
	const struct map_state *state = pane->state;

	return state->cursor == MAP_NONE ? ROW_NOWHERE : state->at;
}

/* A scale is never 0: a position whose scale is 0 comes from elsewhere and names only the
 * row to show, or none. */
static void map_save(const struct pane *pane, struct saved_pos *out)
{
	const struct map_state *state = pane->state;

	*out = (struct saved_pos){ .row = state->at,
		.map = { .lon = state->view.middle.lon,
			.lat = state->view.middle.lat,
			.scale = state->view.scale,
			.fit = (int)state->fit,
			.extra = state->extra,
			.list = state->list_shown && !state->opened } };
}

static void map_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct map_state *state = pane->state;
	int extra = pos->map.scale > 0 ? pos->map.extra : pos->row.table;

	begin_places(pane, extra);
	if (pos->map.scale > 0) {
		state->view.middle = (struct map_point){ pos->map.lon, pos->map.lat };
		state->view.scale = pos->map.scale;
		state->fit = (enum map_fit)pos->map.fit;
	}
	state->list_shown = pos->map.scale > 0 && pos->map.list;
	state->opened = false;
	pane->changed = true;
	if (pos->row.table < 0)
		return;
	state->at = state->left = pos->row;
	state->restored = true;
	state->places.task.step(&state->places.task, clock_now() + AT_ONCE);
	state->cursor = places_find(&state->places, pos->row);
	if (pos->map.scale == 0 && state->fit == MAP_FIT_NONE)
		map_window_show_cursor(state);
}

static struct row_ref map_step_row(struct pane *pane, int step)
{
	struct map_state *state = pane->state;
	size_t next;

	follow_places(pane);
	next = state->cursor;
	if (next == MAP_NONE)
		return ROW_NOWHERE;
	do {
		next += (size_t)step;
	} while (next < state->places.count && state->spots[next].hidden);
	if (next >= state->places.count)
		return ROW_NOWHERE;
	select_place(state, next);
	return state->at;
}

/* Appends "9/45", and the hits of a search: "hit 3/5", or "5 hits" when the cursor is on
 * none. */
static void map_position(const struct pane *pane, struct str *out)
{
	const struct map_state *state = pane->state;
	size_t count = state->places.count, hit = 0;
	size_t number = state->cursor == MAP_NONE ? 0 : state->cursor + 1;

	str_add_number(out, number);
	str_add_char(out, '/');
	str_add_number(out, count);
	if (state->hits_only)
		str_addf(out, "  %s", _("hits only"));
	if (state->hits == count)
		return;
	for (size_t i = 0; i < number; i++)
		hit += !state->places.places[i].dimmed;
	str_add(out, "  ");
	if (number && !state->places.places[number - 1].dimmed)
		str_addf(out, _("hit %zu/%zu"), hit, state->hits);
	else
		str_addf(out, ngettext("%s hit", "%s hits", state->hits),
			number_text(state->hits).text);
}

/* At first only the coarsest outlines are read: then there is a picture already. */
static bool map_work(struct pane *pane, int64_t until)
{
	struct map_state *state = pane->state;
	bool first = !state->begun;
	bool done = state->places.task.step(&state->places.task, until);

	begin_outlines(pane);
	if (!state->outlines)
		return done;
	if (!first)
		return outline_levels_step(state->outlines, until) && done;
	while (!outline_levels_for(state->outlines, 1) && clock_now() < until)
		if (outline_levels_step(state->outlines, 0))
			break;
	return false;
}

/* Exports the places that the map is about, of those that are shown the ones that the search
 * has found: the others are there only for orientation. */
static bool map_export(const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct map_state *state = pane->state;
	const struct places *m = &state->places;
	const struct package *p = pane->ctx->package;
	struct place_list_options options = { .from = state->at,
		.grouped = w->format == FORMAT_TEXT };
	struct row_ref *rows = xcalloc(m->count, sizeof *rows);

	for (size_t i = 0; i < m->source_count; i++) {
		int table = m->sources[i].table;

		if (state->extra >= 0 && table != state->extra)
			continue;
		options.tables[options.count++] = table;
		w->partial |= !table_complete(&p->tables[table]);
	}
	for (size_t i = 0; i < m->count; i++) {
		struct row_ref ref = places_row(m, i);

		if ((state->extra < 0 || ref.table == state->extra) &&
			!state->spots[i].hidden && !m->places[i].dimmed)
			rows[options.row_count++] = ref;
	}
	options.rows = rows;
	if (options.row_count)
		w->list = place_list_new(p, &options);
	else
		str_add(err, _("There is no place to export."));
	free(rows);
	export_job_add_name(w, "map");
	return w->list != NULL;
}

const struct view view_map = {
	.name = "map",
	.context = IN_MAP,
	.state_size = sizeof(struct map_state),
	.open = map_open,
	.close = map_close,
	.update = map_update,
	.draw = map_draw,
	.command = map_command,
	.moved = map_moved,
	.click = map_click,
	.scroll = map_scroll,
	.focus = map_focus,
	.save = map_save,
	.restore = map_restore,
	.step_row = map_step_row,
	.position = map_position,
	.work = map_work,
	.export = map_export,
};
