/* Computes the frame of the screen from its size; keeps nothing. */

#include "config.h"

#include "ui/panes.h"

enum { SIDE_LEAST = 44, SIDE_MOST = 80 }; /* columns of the side */

void panes_lay_out(struct panes *out, int cols, int rows, bool want_split)
{
	*out = (struct panes){ .too_small = cols < PANES_LEAST_COLS ||
			rows < PANES_LEAST_ROWS };
	if (out->too_small) {
		out->body = (struct rect){ 0, 0, cols, rows };
		out->main = out->body;
		return;
	}
	out->tabs = (struct rect){ 0, 0, cols, 2 };
	out->body = (struct rect){ 0, 2, cols, rows - 4 };
	out->status = (struct rect){ 0, rows - 2, cols, 1 };
	out->keys = (struct rect){ 0, rows - 1, cols, 1 };
	out->main = out->body;
	out->split = want_split && cols >= PANES_SPLIT;
	if (out->split) {
		int side = cols * 2 / 5;

		if (side < SIDE_LEAST)
			side = SIDE_LEAST;
		else if (side > SIDE_MOST)
			side = SIDE_MOST;
		out->main.w = cols - side - 1;
		out->rule = (struct rect){ out->main.w, out->body.y, 1, out->body.h };
		out->side =
			(struct rect){ out->main.w + 1, out->body.y, side, out->body.h };
	}
}
