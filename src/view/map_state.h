/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_MAP_STATE_H
#define VIEW_MAP_STATE_H

/*
 * The state of the map view, shared by the view itself (map.c), its window and picture
 * (map_window.c, map_draw.c) and the conferences that it is seen as of (map_time.c).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "map/layout.h"
#include "map/outline.h"
#include "map/places.h"
#include "map/raster.h"
#include "ui/list.h"
#include "view/view.h"

/* What the window shows, until the user pans or zooms. */
enum map_fit { MAP_FIT_MOST, MAP_FIT_ALL, MAP_FIT_NONE };

/* A day with an event of the first lane of the timeline. */
struct map_day {
	int64_t day;
	struct row_ref event;
};

/* A window that was fitted, and to what. */
struct map_fitted {
	struct map_view view;
	unsigned edition;
	int extra;
	enum map_fit fit;
	uint64_t changes; /* of the search, where only its hits are shown */
};

struct map_state {
	struct places places;
	unsigned edition; /* of the places that the rest belongs to */
	int extra; /* table that was asked for and is none of the first ones, or -1 */
	struct map_spot *spots; /* of the places, in cells; owned */
	size_t spot_alloc;
	struct map_view view;
	enum map_fit fit;
	struct map_fitted fitted; /* the last one */
	struct map_layout layout;
	struct outline_levels *outlines; /* NULL: the package has none */
	bool begun;                      /* it is known */
	struct raster raster;
	struct map_view drawn; /* what the raster shows, and which outlines */
	const struct outlines *drawn_outlines;
	bool restored;        /* the cursor, and not moved since: no search moves it */
	size_t cursor;        /* place, MAP_NONE when there is none */
	bool by_distance;     /* the last command went to a place by its distance from */
	size_t from;          /* this place */
	struct row_ref at;    /* row of the cursor, to find it again */
	struct row_ref left;  /* where the user left it: searches start here */
	uint64_t changes;     /* of the search when the places were dimmed by it */
	size_t hits;          /* places not dimmed */
	bool hits_only;       /* the user wants to see no others, when there are some */
	bool as_of;           /* only rows that were valid on the day are shown */
	struct map_day *days; /* ascending; owned */
	size_t day, day_count, day_alloc;
	bool list_shown, opened; /* as a list; of one mark only, which ends with Esc */
	struct list list;
	size_t *rows; /* places of the list; owned */
	size_t row_count, row_alloc;
};

/* Reads the days of the conferences when the map is first seen as of one of them, the last
 * one before today; ends that again. Says so, or that there are none. */
void map_time_toggle(struct pane *pane);

/* Goes STEP days on, or says that this is the last one. */
void map_time_step(struct pane *pane, int step);

/* Hides the places of rows that were not valid on the day; those of which it is not known
 * are dimmed. */
void map_time_hide(const struct pane *pane);

/* Returns how many rows of PANE the legend above the window takes. */
int map_window_legend(const struct pane *pane);

/* Returns how many rows of PANE the detail below the window takes. */
int map_window_detail(const struct pane *pane);

/* Gives the window the size that it has in PANE; returns whether that is another one. */
bool map_window_resize(struct pane *pane);

/* Returns where PLACE is. */
struct map_point map_window_point(const struct map_state *state, size_t place);

/* Moves the window to the place under the cursor, if need be; returns whether it did. */
bool map_window_show_cursor(struct map_state *state);

/* Makes the window show what it is about, as long as the user has not moved it. Of many
 * places that takes long: it is done again only where there is a reason, such as that it was
 * RESIZED. */
void map_window_fit(struct map_state *state, bool resized);

/* Finds out where in the window the places are, and which of them are seen. What the map is
 * not about is no news beyond the edges. */
void map_window_place(struct pane *pane);

/* Arranges what is seen in the window: marks, labels, land. */
void map_draw_update(struct pane *pane);

/* Draws the map as it was last arranged. */
void map_draw(const struct pane *pane, struct canvas *canvas);

/* Returns the place of the mark or label at X, Y of PANE, or MAP_NONE. */
size_t map_draw_place_at(const struct pane *pane, int x, int y);

#endif
