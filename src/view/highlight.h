#ifndef VIEW_HIGHLIGHT_H
#define VIEW_HIGHLIGHT_H

/* What views lay over the texts they have drawn: what the search found, where one is. */

#include "base/slice.h"
#include "view/view.h"

/*
 * Marks the pieces of TEXT that SEARCH finds, as a value of FIELD (-1: some other text)
 * of TABLE (-1: none). TEXT stands at column X of row Y of RECT, cut to WIDTH columns.
 */
void highlight_hits(struct canvas *canvas, struct rect rect, int x, int y, int width,
	const struct search *search, int table, int field, struct slice text);

/*
 * Marks row Y of PANE as the one that one is on: a bar in front in any case; in a pane
 * that has the keys the whole row, with the terminal's cursor at column X.
 */
void highlight_cursor(const struct pane *pane, struct canvas *canvas, int x, int y);

/* Tells whether TEXT has all that the search DATA looks for; for pager_find. */
bool highlight_match(struct slice text, void *data);

#endif
