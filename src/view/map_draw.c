/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/record.h"
#include "view/map_state.h"

/*
 * The picture of the map: what is on it, the land with marks and labels, a rule with what is
 * beyond the edges, and the place under the cursor in one line; or the places as a list.
 */

enum {
	LABEL_WIDEST = 24,
	EDGE_NAMES = 2,
	TEXT_X = 3, /* of the list, as in tables */
};

/* Returns the mark of rows of source SOURCE. */
static const char *mark_of(const struct map_state *state, size_t source)
{
	if (state->extra >= 0 && state->places.sources[source].table == state->extra)
		return "◆";
	return source == 0 ? "●" : "○";
}

/* Replaces OUT by the label of MARK. */
static void mark_text(
	const struct pane *pane, const struct map_mark *mark, struct str *out)
{
	const struct map_state *state = pane->state;
	char suffix[MAP_SUFFIX_SIZE];

	str_clear(out);
	map_mark_suffix(mark, suffix);
	if (!mark->short_label) {
		package_add_name(
			pane->ctx->package, places_row(&state->places, mark->place), out);
		if (text_width(str_slice(out)) > LABEL_WIDEST) {
			str_truncate(
				out, text_clip(str_slice(out), LABEL_WIDEST - 1, NULL));
			str_add(out, "…");
		}
		if (*suffix)
			str_add_char(out, ' ');
	}
	str_add(out, suffix);
}

static int label_width(void *data, const struct map_mark *mark)
{
	struct str text = STR_INIT;
	int width;

	mark_text(data, mark, &text);
	width = text_width(str_slice(&text));
	str_release(&text);
	return width;
}

void map_draw_update(struct pane *pane)
{
	struct map_state *state = pane->state;
	const struct outlines *outlines = NULL;

	map_layout_update(&state->layout, state->spots, state->places.count,
		state->cursor, label_width, pane);
	if (state->outlines)
		outlines = outline_levels_for(state->outlines, state->view.scale);
	if (state->raster.dots && outlines == state->drawn_outlines &&
		memcmp(&state->view, &state->drawn, sizeof state->view) == 0)
		return;
	raster_draw(&state->raster, &state->view, outlines);
	state->drawn = state->view;
	state->drawn_outlines = outlines;
}

size_t map_draw_place_at(const struct pane *pane, int x, int y)
{
	const struct map_state *state = pane->state;
	const struct map_layout *l = &state->layout;
	const struct map_mark *mark = map_layout_at(l, x, y - map_window_legend(pane));

	if (mark)
		return mark->place;
	for (size_t i = 0; i < l->mark_count; i++)
		if (l->marks[i].label_y == y - map_window_legend(pane) &&
			x >= l->marks[i].label_x &&
			x < l->marks[i].label_x + l->marks[i].label_width)
			return l->marks[i].place;
	return MAP_NONE;
}

/* Writes what is on the map: the tables with their marks and how many rows are shown, as of
 * which day, and how many rows have no place. */
static void draw_legend(const struct pane *pane, struct canvas *canvas)
{
	const struct map_state *state = pane->state;
	const struct places *places = &state->places;
	struct str text = STR_INIT, part = STR_INIT;
	int x = 1;

	for (size_t i = 0; i < places->source_count; i++) {
		const struct places_source *source = &places->sources[i];
		size_t shown = 0, unsure = 0;

		for (size_t j = source->first; j < source->first + source->count; j++) {
			shown += !state->spots[j].hidden ||
				(state->extra >= 0 && source->table != state->extra);
			unsure += state->as_of && !state->spots[j].hidden &&
				state->spots[j].dimmed && !places->places[j].dimmed;
		}
		str_clear(&text);
		str_clear(&part);
		package_add_count(pane->ctx->package, source->table, shown, &part);
		if (unsure)
			/* TRANSLATORS: "33 to 38 members" */
			str_addf(&text, _("%zu to %s"), shown - unsure, part.buf);
		else
			str_add(&text, part.buf);
		canvas_put(canvas, pane->rect, x, 0, mark_of(state, i), STYLE_MARK);
		x += 2;
		x += canvas_put(canvas, pane->rect, x, 0, text.buf, STYLE_TEXT) + 3;
	}
	str_clear(&text);
	if (state->as_of) {
		int64_t day = state->days[state->day].day;
		struct edtf date = { .start = { .first = day, .last = day } };

		str_clear(&part);
		edtf_add_words(&part, &date);
		str_addf(&text, _("as of %s"), part.buf);
	} else if (places_nowhere(places)) {
		str_addf(&text, _("not on the map: %zu"), places_nowhere(places));
	}
	canvas_put(canvas, pane->rect, x, 0, text.buf,
		state->as_of ? STYLE_STRONG : STYLE_DIM);
	str_release(&text);
	str_release(&part);
}

/* Appends the places beyond SIDE of the window: the nearest by name. */
static void add_edge(const struct pane *pane, enum map_side side, struct str *out)
{
	const struct map_state *state = pane->state;
	const struct map_edge *edge = &state->layout.edges[side];
	size_t named = 0;

	for (; named < EDGE_NAMES && named < edge->count; named++) {
		if (named)
			str_add(out, ", ");
		package_add_name(pane->ctx->package,
			places_row(&state->places, edge->places[named]), out);
	}
	if (edge->count > named)
		str_addf(out, " +%zu", edge->count - named);
}

/* Draws the rule in row Y, with the places beyond the edges: "← France · United States →". */
static void draw_edges(const struct pane *pane, struct canvas *canvas, int y)
{
	static const char *const arrows[] = {
		[MAP_WEST] = "←", [MAP_EAST] = "→", [MAP_NORTH] = "↑", [MAP_SOUTH] = "↓"
	};
	static const enum map_side order[] = { MAP_WEST, MAP_NORTH, MAP_SOUTH, MAP_EAST };
	const struct map_state *state = pane->state;
	struct str text = STR_INIT;

	canvas_run(canvas, pane->rect, 0, y, 0x2500, pane->rect.w, STYLE_RULE);
	for (int i = 0; i < MAP_SIDES; i++) {
		enum map_side side = order[i];

		if (!state->layout.edges[side].count)
			continue;
		str_add(&text, text.len ? " · " : " ");
		if (side != MAP_EAST)
			str_addf(&text, "%s ", arrows[side]);
		add_edge(pane, side, &text);
		if (side == MAP_EAST)
			str_addf(&text, " %s", arrows[side]);
	}
	if (text.len)
		str_add_char(&text, ' ');
	canvas_put(canvas, pane->rect, 2, y, text.buf, STYLE_DIM);
	str_release(&text);
}

/* Writes what the place under the cursor is into row Y. */
static void draw_detail(const struct pane *pane, struct canvas *canvas, int y)
{
	const struct map_state *state = pane->state;
	const struct package *p = pane->ctx->package;
	const char *title = p->tables[state->at.table].schema->title;
	int right = pane->rect.w - text_width(slice_of(title)) - 2, x = 2, width;
	struct str text = STR_INIT;

	package_add_name(p, state->at, &text);
	width = text_width(str_slice(&text));
	if (width > right - x)
		width = right - x > 0 ? right - x : 0;
	canvas_field(
		canvas, pane->rect, x, y, width, str_slice(&text), false, STYLE_STRONG);
	pane_draw_hits(canvas, pane->rect, x, y, width, pane->ctx->search,
		state->at.table, -1, str_slice(&text));
	x += width + 3;
	str_clear(&text);
	if (right - x > 0) {
		answer_add(p, state->at, right - x - 2, &text);
		canvas_field(canvas, pane->rect, x, y, right - x - 2, str_slice(&text),
			false, STYLE_TEXT);
		canvas_put(canvas, pane->rect, right, y, title, STYLE_DIM);
	}
	str_release(&text);
}

/* Draws MARK with its label; RECT is the window. */
static void draw_mark(const struct pane *pane, struct canvas *canvas, struct rect rect,
	const struct map_mark *mark)
{
	const struct map_state *state = pane->state;
	bool here = mark->place == state->cursor;
	bool dimmed = state->spots[mark->place].dimmed && !here;
	size_t source = state->places.places[mark->place].source;
	unsigned overlay = here ? OVERLAY_CURSOR : dimmed ? OVERLAY_DIMMED : 0;
	struct str text = STR_INIT;

	canvas_put(canvas, rect, mark->x, mark->y, mark_of(state, source),
		state->spots[mark->place].kind ? STYLE_MARK : STYLE_MARK_MAIN);
	canvas_overlay(canvas, rect, mark->x, mark->y, 1, overlay);
	if (mark->label_width) {
		/* Blanks part the label from the land. */
		canvas_run(canvas, rect, mark->label_x - 1, mark->label_y, ' ',
			mark->label_width + 2, STYLE_TEXT);
		mark_text(pane, mark, &text);
		canvas_put(canvas, rect, mark->label_x, mark->label_y, text.buf,
			here ? STYLE_STRONG : STYLE_TEXT);
		pane_draw_hits(canvas, rect, mark->label_x, mark->label_y,
			mark->label_width, pane->ctx->search,
			places_row(&state->places, mark->place).table, -1,
			str_slice(&text));
		canvas_overlay(canvas, rect, mark->label_x, mark->label_y,
			mark->label_width, overlay);
		if (here && mark->label_y == mark->y)
			canvas_overlay(canvas, rect,
				mark->label_x > mark->x ? mark->x + 1 : mark->x - 1,
				mark->y, 1, overlay);
	}
	if (here && pane->focused)
		canvas_cursor(canvas, rect, mark->x, mark->y, false);
	str_release(&text);
}

static void draw_window(const struct pane *pane, struct canvas *canvas)
{
	const struct map_state *state = pane->state;
	struct rect rect = pane->rect;

	rect.y += map_window_legend(pane);
	rect.h = state->view.lines < rect.h ? state->view.lines : rect.h;
	for (int y = 0; y < state->view.lines; y++) {
		for (int x = 0; x < state->view.cols; x++) {
			uint32_t land = raster_character(&state->raster, x, y);

			if (land != ' ')
				canvas_run(canvas, rect, x, y, land, 1, STYLE_DIM);
		}
	}
	for (size_t i = 0; i < state->layout.mark_count; i++)
		draw_mark(pane, canvas, rect, &state->layout.marks[i]);
}

/* Draws place I of the list in row Y: its mark, its name, and the group that it is of. */
static void draw_row(const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	struct map_state *state = pane->state;
	size_t place = state->rows[i];
	struct row_ref ref = places_row(&state->places, place);
	int width = (pane->rect.w - TEXT_X) / 2 - 3;
	struct str text = STR_INIT;

	canvas_put(canvas, pane->rect, TEXT_X, y,
		mark_of(state, state->places.places[place].source),
		state->spots[place].kind ? STYLE_MARK : STYLE_MARK_MAIN);
	package_add_name(pane->ctx->package, ref, &text);
	width = width > 0 ? width : 0;
	canvas_field(canvas, pane->rect, TEXT_X + 2, y, width, str_slice(&text), false,
		STYLE_TEXT);
	pane_draw_hits(canvas, pane->rect, TEXT_X + 2, y, width, pane->ctx->search,
		ref.table, -1, str_slice(&text));
	str_clear(&text);
	places_add_group(&state->places, ref, &text);
	canvas_put(canvas, pane->rect, TEXT_X + width + 4, y, text.buf, STYLE_DIM);
	if (state->spots[place].dimmed)
		canvas_overlay(canvas, pane->rect, TEXT_X, y, pane->rect.w - TEXT_X,
			OVERLAY_DIMMED);
	str_release(&text);
}

void map_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct map_state *state = pane->state;
	int detail = pane->rect.h - map_window_detail(pane);
	struct pane list = *pane;

	if (state->cursor == MAP_NONE) {
		pane_draw_note(pane, canvas,
			pane->ctx->package->complete ? _("No row has a place on the map.")
						     : _("Reading the places …"));
		return;
	}
	if (state->list_shown) {
		list.rect.h = detail;
		pane_draw_list(&list, canvas, TEXT_X, draw_row);
	} else {
		draw_window(pane, canvas);
		if (map_window_legend(pane))
			draw_legend(pane, canvas);
	}
	if (detail == pane->rect.h)
		return;
	if (state->list_shown)
		canvas_run(
			canvas, pane->rect, 0, detail, 0x2500, pane->rect.w, STYLE_RULE);
	else
		draw_edges(pane, canvas, detail);
	draw_detail(pane, canvas, detail + 1);
}
