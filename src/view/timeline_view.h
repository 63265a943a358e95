#ifndef VIEW_TIMELINE_VIEW_H
#define VIEW_TIMELINE_VIEW_H

/*
 * The state of the timeline view, shared by the files that draw its forms: the strip, the
 * list, the detail below either; and by the one that moves through it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "timeline/events.h"
#include "timeline/rows.h"
#include "timeline/layout.h"
#include "ui/list.h"
#include "view/view.h"

enum { TIMELINE_VIEW_MARGIN = 2 }; /* blank columns at the left */

/* Which form was asked for. */
enum timeline_view_form {
	TIMELINE_VIEW_BY_WIDTH,
	TIMELINE_VIEW_STRIP,
	TIMELINE_VIEW_LIST
};

/* Where the parts of the strip form stand, in rows and columns of the pane. */
struct timeline_view_area {
	int names;    /* columns of the lanes' names, at TIMELINE_VIEW_MARGIN */
	int x, width; /* the window */
	int axis;     /* row of the years; the ruler is the next */
	int first;    /* row of lane 0; its labels follow */
	int label_lines;
	int lanes;   /* row of the second row of lanes */
	int rows;    /* of lanes, the first one included */
	int density; /* -1: none */
};

struct timeline_view {
	struct events events;
	unsigned edition;  /* of the chronicle that the rest belongs to */
	bool moved;        /* the cursor, by a person: until then it goes to the latest */
	bool back;         /* come back to, and not moved since: no search moves it */
	size_t cursor;     /* event, TIMELINE_NONE when there is none */
	size_t mark;       /* event marked, or TIMELINE_NONE */
	int64_t day;       /* at which one goes from lane to lane */
	struct row_ref at; /* rows of the two, to find them again */
	struct row_ref marked;
	struct row_ref
		from; /* where a person left the cursor: a search looks on from there */
	struct row_ref about; /* row whose events alone are not faint; .table -1: none */
	struct str text;      /* of the search that the events are faint by */
	size_t found;         /* rows it had found then */
	size_t hits;          /* events not faint */
	enum timeline_view_form form;
	bool list_shown; /* the form drawn */
	bool fitted;     /* the window shows all, until one zooms or scrolls */
	struct timeline_view_area area;
	struct timeline_layout place;
	struct list list;
	struct timeline_rows rows; /* of the list form */
	int detail;                 /* row from which the detail is drawn, rect.h: none */
};

/* Returns the style that marks the event E, by its lane. */
enum style timeline_view_style(const struct timeline_event *e);

/* Writes the title of EVENT into exactly WIDTH columns of PANE, what the search hit
 * marked. */
void timeline_view_draw_title(const struct pane *pane, struct canvas *canvas, int x,
	int y, int width, size_t event, enum style style);

/* Appends GAP in words, BRIEF or not, and that it is late. */
void timeline_view_add_gap(const struct timeline_gap *gap, bool brief, struct str *out);

/* Scrolls the list form by ROWS (up when negative); pans the strip once, as up means
 * left. */
void timeline_nav_scroll(struct pane *pane, int rows);

/* Puts the cursor on EVENT and, in the strip, brings it into the window. */
void timeline_nav_to(struct timeline_view *state, size_t event);

/* Brings the cursor's event into the window of the strip. */
void timeline_nav_show(struct timeline_view *state);

/* Carries out the commands that move through the events or change how they are shown;
 * false for others. There must be an event. */
bool timeline_nav_command(struct pane *pane, enum command_id command);

/* Zooms in until the event under the cursor has a mark of its own. Returns false, with
 * nothing changed, when it has one already or no scale gives it one. */
bool timeline_nav_part(struct timeline_view *state);

/* Makes the events faint by search and row when those changed, or ANEW in any case.
 * Returns whether it did. */
bool timeline_filter_update(
	const struct pane *pane, struct timeline_view *state, bool anew);

/* Lays the strip out for PANE: area and place. */
void timeline_chart_arrange(const struct pane *pane, struct timeline_view *state);

/* Draws years and ruler of the strip into WINDOW, the part of the pane that shows time.
 */
void timeline_axis_draw_scale(
	const struct timeline_view *state, struct canvas *canvas, struct rect window);

/* Draws the lines that go through all lanes, from the first lane to the window's end. */
void timeline_axis_draw_lines(
	const struct timeline_view *state, struct canvas *canvas, struct rect window);

/* Returns the event that the strip shows at column X, row Y of PANE, by mark, duration,
 * title or label; of a mark of several the one under the cursor, else the earliest.
 * TIMELINE_NONE when there is none. */
size_t timeline_chart_event_at(const struct pane *pane, int x, int y);

/* Draws the strip. */
void timeline_chart_draw(const struct pane *pane, struct canvas *canvas);

/* Returns the line of EVENT. */
size_t timeline_list_line(const struct timeline_view *state, size_t event);

/* Draws the list. */
void timeline_list_draw(const struct pane *pane, struct canvas *canvas);

/* Returns the rows that the detail of an event wants when there are ROWS for the pane. */
int event_detail_rows(const struct timeline_view *state, int rows);

/* Draws what is to be told of the event under the cursor, from row state->detail on. */
void event_detail_draw(const struct pane *pane, struct canvas *canvas);

#endif
