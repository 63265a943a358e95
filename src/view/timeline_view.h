/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_TIMELINE_VIEW_H
#define VIEW_TIMELINE_VIEW_H

/*
 * The state of the timeline view, shared by the view itself (timeline_view.c), its two
 * forms, the chart and the list, and the detail below either.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "timeline/events.h"
#include "timeline/layout.h"
#include "ui/list.h"
#include "view/members_as_of.h"
#include "view/view.h"

enum {
	TIMELINE_VIEW_MARGIN = 2,  /* blank columns at the left */
	TIMELINE_STRIP_FIRST_Y = 2 /* of the first lane of the chart, below the axis */
};

/* The form that the user asked for. */
enum timeline_view_form {
	TIMELINE_VIEW_BY_WIDTH,
	TIMELINE_VIEW_CHART,
	TIMELINE_VIEW_LIST
};

/* Positions of the parts of the chart, in rows and columns of the pane. */
struct timeline_view_area {
	int names;    /* columns of the lanes' names, from TIMELINE_VIEW_MARGIN on */
	int x, width; /* of the window, the part that shows time */
	int rows;     /* of lanes, the first one included */
	int density;  /* y; -1: not shown */
};

struct timeline_view {
	struct events events;
	unsigned edition; /* of the events that the rest belongs to */
	bool moved;    /* the user moved the cursor; before, it is on the latest event */
	bool restored; /* and the cursor not moved since: no search moves it */
	size_t cursor; /* event, TIMELINE_NONE when there is none */
	size_t mark;   /* marked event, or TIMELINE_NONE */
	int64_t day;   /* kept when moving from lane to lane */
	struct row_ref at; /* rows of the two, to find them again */
	struct row_ref marked;
	struct row_ref from;  /* where the user left the cursor: searches start here */
	struct row_ref about; /* row whose events alone are not dimmed, or ROW_NOWHERE */
	uint64_t changes;     /* of the search when they were dimmed by it; 0: outdated */
	size_t found;         /* rows it had found then */
	size_t hits;          /* events not dimmed */
	bool hits_only;       /* the user wants to see no others, when there are some */
	bool opened; /* the list shows the events of one mark only; ends with Esc */
	enum timeline_view_form form;
	bool list_shown; /* the form drawn */
	bool fitted;     /* the window shows all; ends with zooming or scrolling */
	struct timeline_view_area area;
	struct timeline_layout layout; /* of the chart */
	size_t counted; /* the last row of the chart: 0 the density, else table COUNTED - 1
			 * of members_table */
	struct members_over_time members; /* of that table */
	struct list list;
	struct timeline_rows rows; /* of the list */
	int detail;                /* y of the detail; the pane's height: none */
};

/* Puts the cursor on EVENT and, in the chart, scrolls it into the window. */
void timeline_view_select(struct timeline_view *state, size_t event);

/* Writes the title of EVENT into WIDTH columns of PANE, hits of the search marked; all of
 * it dimmed if DIMMED. */
void timeline_view_draw_title(const struct pane *pane, struct canvas *canvas, int x,
	int y, int width, size_t event, enum style style, bool dimmed);

/* Returns the style of the mark of event E, which depends on its lane. */
enum style timeline_view_mark_style(const struct timeline_event *e);

/* Arranges the chart in PANE: sets area, layout and detail. */
void timeline_chart_update(const struct pane *pane, struct timeline_view *state);

/* Carries out the commands that only the chart has; returns false for others. There must
 * be an event. */
bool timeline_chart_command(struct pane *pane, enum command_id command);

/* Scrolls the chart a step to the right, to the left when ROWS is negative. */
void timeline_chart_scroll(struct pane *pane, int rows);

/* Lists the events of the mark under the cursor. Returns false, with nothing changed, when
 * it is of one event. */
bool timeline_chart_open_mark(struct timeline_view *state);

/* Draws the chart as it was last arranged. There must be an event. */
void timeline_strip_draw(const struct pane *pane, struct canvas *canvas);

/* Returns the column of EVENT in the chart; it may be outside of the window. */
int64_t timeline_strip_column(const struct timeline_view *state, size_t event);

/* Returns the event that the chart shows at column X, row Y of PANE, by mark, duration or
 * title; for a mark of several events the one under the cursor, else the earliest.
 * Returns TIMELINE_NONE when there is none. */
size_t timeline_strip_event_at(const struct pane *pane, int x, int y);

/* Arranges the list in PANE above a detail of DETAIL rows: sets list and detail. */
void timeline_list_update(
	const struct pane *pane, struct timeline_view *state, int detail);

/* Draws the list as it was last arranged. */
void timeline_list_draw(const struct pane *pane, struct canvas *canvas);

/* Puts the list's cursor on EVENT. */
void timeline_list_select(struct timeline_view *state, size_t event);

/* Carries out the commands that move in the list; returns false for others. There must be
 * an event. */
bool timeline_list_command(struct timeline_view *state, enum command_id command);

/* Scrolls the list by ROWS, up when negative. */
void timeline_list_scroll(struct timeline_view *state, int rows);

/* Returns the event of row Y of the list, or TIMELINE_NONE. */
size_t timeline_list_event_at(const struct timeline_view *state, int y);

/* Returns the rows that the detail of the event under the cursor takes of a pane of ROWS;
 * 0: none is shown. */
int event_detail_rows(const struct timeline_view *state, int rows);

/* Draws the detail of the event under the cursor, from row state->detail on. */
void event_detail_draw(const struct pane *pane, struct canvas *canvas);

#endif
