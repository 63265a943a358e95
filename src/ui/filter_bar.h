#ifndef UI_FILTER_BAR_H
#define UI_FILTER_BAR_H

/* The clauses of the search in force, side by side: "[region:asia ×] [japan ×]". */

#include <stddef.h>

#include "base/slice.h"
#include "ui/canvas.h"

/* Draws the COUNT TEXTS from column X of the one row of RECT on. When they do not all fit,
 * the last one with room is cut, and "…" replaces the others. Returns the columns used. */
int filter_bar_draw(struct canvas *canvas, struct rect rect, int x,
	const struct slice *texts, size_t count);

#endif
