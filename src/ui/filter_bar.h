#ifndef UI_FILTER_BAR_H
#define UI_FILTER_BAR_H

/* What is in force, side by side: "[Subregion: Southern Asia ×] [japan ×]". */

#include <stddef.h>

#include "base/slice.h"
#include "ui/canvas.h"

/* Draws the COUNT TEXTS from column X of the one row of RECT on. When they do not all fit,
 * the last one with room is cut, and "…" replaces the others. Sets SIGNS (room for COUNT) to
 * the columns of their "×", -1 where none is drawn. Returns the columns used. */
int filter_bar_draw(struct canvas *canvas, struct rect rect, int x,
	const struct slice *texts, size_t count, int *signs);

#endif
