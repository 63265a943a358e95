#ifndef UI_PANES_H
#define UI_PANES_H

/*
 * The frame of the screen: tabs above, then the body, the status line and the key bar. From
 * PANES_SPLIT columns on the body can be divided into a list and a record.
 */

#include <stdbool.h>

#include "ui/canvas.h"

enum {
	PANES_LEAST_COLS = 40, /* a smaller screen shows only a sentence */
	PANES_LEAST_ROWS = 10,
	PANES_SPLIT = 110,
	PANES_SIDE = 45, /* columns that the side has at least */
};

struct panes {
	bool too_small;
	bool split;       /* side is in use */
	struct rect tabs; /* two rows: the tabs, and the mark of the current one */
	struct rect body; /* everything between tabs and status */
	struct rect main; /* the body, or its left part */
	struct rect rule; /* the column between main and side; empty without split */
	struct rect side; /* the right part */
	struct rect status;
	struct rect keys;
};

/* Returns the columns that the list can have beside a record on a screen of COLS. */
int panes_main_most(int cols);

/* Divides a screen of COLS by ROWS (0 or more). MAIN above 0 asks for a side: the list gets
 * so many columns, as far as it can have them, and the side the others. */
void panes_lay_out(struct panes *out, int cols, int rows, int main);

#endif
