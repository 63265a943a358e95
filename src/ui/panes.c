/* Computes the frame of the screen from its size; keeps nothing. */

#include "config.h"

#include "ui/panes.h"

enum { MAIN_LEAST = 24, MAIN_PERCENT = 60 };

int panes_main_most(int cols)
{
	int most = cols * MAIN_PERCENT / 100;

	return most < cols - 1 - PANES_SIDE ? most : cols - 1 - PANES_SIDE;
}

void panes_lay_out(struct panes *out, int cols, int rows, int main)
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
	out->split = main > 0 && cols >= PANES_SPLIT;
	if (out->split) {
		int most = panes_main_most(cols);

		main = main > MAIN_LEAST ? main : MAIN_LEAST;
		out->main.w = main < most ? main : most;
		out->rule = (struct rect){ out->main.w, out->body.y, 1, out->body.h };
		out->side = (struct rect){ out->main.w + 1, out->body.y,
			cols - out->main.w - 1, out->body.h };
	}
}
