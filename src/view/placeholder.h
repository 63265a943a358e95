#ifndef VIEW_PLACEHOLDER_H
#define VIEW_PLACEHOLDER_H

/*
 * What stands where there is nothing to show: what happened, why, and the next key. No
 * view leaves a blank box.
 */

#include "view/view.h"

/* Draws into PANE's rectangle why its table shows no row. */
void placeholder_draw_table(const struct pane *pane, struct canvas *canvas);

/* Appends the tables in which the search found rows, the table SKIP left out: "2 hits in
 * Meetings, 1 in Events". Nothing when there are none. */
void placeholder_add_hits(const struct view_context *ctx, int skip, struct str *out);

/*
 * Writes TEXT wrapped into the rectangle RECT from row Y on, in STYLE; returns the row
 * after it.
 */
int placeholder_paragraph(struct canvas *canvas, struct rect rect, int y,
	const char *text, enum style style);

#endif
