#ifndef UI_FILTER_BAR_H
#define UI_FILTER_BAR_H

/* What is in force, a piece of text each, side by side: "[region:asia ×] [japan ×]". */

#include <stddef.h>

#include "base/slice.h"
#include "ui/rect.h"
#include "ui/canvas.h"

/* Draws the COUNT TEXTS from column X of the one row of RECT on. Where there is no room
 * the last that has some is cut, and the others are an "…". Returns the columns used. */
int filter_bar_draw(struct canvas *canvas, struct rect rect, int x,
	const struct slice *texts, size_t count);

#endif
