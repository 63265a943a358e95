#ifndef TIMELINE_LABELS_H
#define TIMELINE_LABELS_H

/*
 * Where the titles of events go: next to their marks, inside of long durations, or on free
 * lines below their row. The first row gets the free lines that it needs, then the row of
 * the cursor, then the others one by one. A title is whole wherever a line is free for it;
 * one that finds none is cut next to its mark, or left out.
 *
 *	struct timeline_layout layout = TIMELINE_LAYOUT_INIT;
 *
 *	timeline_labels_place(&layout, timeline);
 *	timeline_layout_release(&layout);
 */

#include "timeline/layout.h"

/* Places the labels of LAYOUT, whose marks are placed, and sets the y of its rows. */
void timeline_labels_place(struct timeline_layout *layout, const struct timeline *t);

#endif
