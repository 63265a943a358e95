#ifndef VIEW_TIMELINE_STRIP_H
#define VIEW_TIMELINE_STRIP_H

/*
 * The chart form of the timeline as it is drawn, and what is where on it. How its rows are
 * divided and which commands it has is timeline_chart.c's.
 */

#include "view/timeline_view.h"

enum { TIMELINE_STRIP_FIRST_Y = 2 }; /* of the first lane, below the axis */

/* Draws the chart as it was last arranged. There must be an event. */
void timeline_strip_draw(const struct pane *pane, struct canvas *canvas);

/* Returns the column of EVENT; it may be outside of the window. */
int64_t timeline_strip_column(const struct timeline_view *state, size_t event);

/* Returns the event that the chart shows at column X, row Y of PANE, by mark, duration or
 * title; for a mark of several events the one under the cursor, else the earliest.
 * Returns TIMELINE_NONE when there is none. */
size_t timeline_strip_event_at(const struct pane *pane, int x, int y);

#endif
