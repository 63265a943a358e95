#ifndef UI_PANES_H
#define UI_PANES_H

/*
 * The frame of the screen: tabs above, the body, the status line and the key bar below.
 * From PANES_SPLIT columns on the body can be parted into a list and a record.
 */

#include <stdbool.h>

#include "ui/rect.h"

enum {
	PANES_LEAST_COLS =
		40, /* below this, or PANES_LEAST_ROWS, only a sentence is shown */
	PANES_LEAST_ROWS = 10,
	PANES_SPLIT = 110,
};

struct panes {
	bool too_small;
	bool split;       /* side is in use */
	struct rect tabs; /* one row, and the one for the mark under the current tab */
	struct rect body; /* all between tabs and status */
	struct rect main; /* the body, or its left part */
	struct rect rule; /* the column between main and side; empty without split */
	struct rect side; /* the right part */
	struct rect status;
	struct rect keys;
};

/* Parts a screen of COLS by ROWS (0 and more); WANT_SPLIT asks for the record beside. */
void panes_place(struct panes *out, int cols, int rows, bool want_split);

#endif
