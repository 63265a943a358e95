#ifndef UI_RECT_H
#define UI_RECT_H

/* A part of the screen, in columns and rows from the upper left corner. */

struct rect {
	int x, y; /* upper left */
	int w, h; /* columns and rows, may be 0, never negative */
};

#endif
