/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "base/memory.h"
#include "view/map_state.h"

/*
 * The window of the map: its size, which part of the world it shows, and where in it the
 * places are.
 */

enum {
	LEGEND_FROM = 6, /* rows of the pane from which there is a legend */
	DETAIL_FROM = 4, /* and a rule with the detail below it */
	DETAIL = 2,
	SHOWN_MARGIN = 2,   /* cells from the edge, of a place that is moved to */
	FIT_PLACES = 20000, /* places looked at for a fit, of which there may be more */
};

int map_window_legend(const struct pane *pane)
{
	return pane->rect.h >= LEGEND_FROM;
}

int map_window_detail(const struct pane *pane)
{
	return pane->rect.h >= DETAIL_FROM ? DETAIL : 0;
}

bool map_window_resize(struct pane *pane)
{
	struct map_state *state = pane->state;
	int cols = pane->rect.w > 0 ? pane->rect.w : 1;
	int lines = pane->rect.h - map_window_legend(pane) - map_window_detail(pane);
	bool resized;

	lines = lines > 0 ? lines : 1;
	resized = state->view.cols != cols || state->view.lines != lines;
	state->view.cols = state->layout.width = cols;
	state->view.lines = state->layout.height = lines;
	list_resize(&state->list, state->list.count,
		pane->rect.h > map_window_detail(pane)
			? pane->rect.h - map_window_detail(pane)
			: 1);
	return resized;
}

struct map_point map_window_point(const struct map_state *state, size_t place)
{
	const struct place *p = &state->places.places[place];

	return (struct map_point){ p->lon, p->lat };
}

bool map_window_show_cursor(struct map_state *state)
{
	struct map_point at;

	if (state->cursor == MAP_NONE)
		return false;
	at = map_window_point(state, state->cursor);
	if (map_view_holds(&state->view, at))
		return false;
	map_view_show(&state->view, at, SHOWN_MARGIN);
	return true;
}

/* Returns whether place I is one of those that the map is about. */
static bool is_main(const struct map_state *state, size_t i)
{
	int table = state->places.sources[state->places.places[i].source].table;

	return state->extra < 0 || table == state->extra;
}

/* What a fitted window depends on, but for its size. */
static struct map_fitted fitted_by(const struct map_state *state)
{
	return (struct map_fitted){ .edition = state->edition,
		.extra = state->extra,
		.fit = state->fit,
		.changes = state->hits_only && state->hits ? state->changes : 0 };
}

void map_window_fit(struct map_state *state, bool resized)
{
	struct map_fitted by = fitted_by(state);
	struct map_point *points;
	size_t count = 0;

	if (state->fit == MAP_FIT_NONE)
		return;
	if (resized || by.edition != state->fitted.edition ||
		by.extra != state->fitted.extra || by.fit != state->fitted.fit ||
		by.changes != state->fitted.changes) {
		size_t step = state->places.count / FIT_PLACES + 1;

		points = xcalloc(state->places.count / step + 1, sizeof *points);
		for (size_t i = 0; i < state->places.count; i += step)
			if (is_main(state, i) &&
				!(by.changes && state->places.places[i].dimmed))
				points[count++] = map_window_point(state, i);
		map_view_fit(&state->view, points, count, state->fit == MAP_FIT_ALL);
		free(points);
		by.view = state->view;
		state->fitted = by;
	}
	state->view = state->fitted.view;
}

void map_window_place(struct pane *pane)
{
	struct map_state *state = pane->state;

	state->spots = array_reserve(state->spots, &state->spot_alloc,
		state->places.count, sizeof *state->spots);
	for (size_t i = 0; i < state->places.count; i++) {
		struct map_dot dot =
			map_view_project(&state->view, map_window_point(state, i));
		bool dimmed = state->places.places[i].dimmed;

		state->spots[i] = (struct map_spot){ .x = dot.x / MAP_CELL_WIDTH,
			.y = dot.y / MAP_CELL_HEIGHT,
			.kind = is_main(state, i)
				? 0
				: (uint8_t)(1 + state->places.places[i].source),
			.dimmed = dimmed || !is_main(state, i),
			.hidden = (dimmed && state->hits_only && state->hits) ||
				(!is_main(state, i) &&
					!map_view_holds(&state->view,
						map_window_point(state, i))) };
		if (state->extra < 0)
			state->spots[i].kind = (uint8_t)state->places.places[i].source;
	}
	map_time_hide(pane);
}
