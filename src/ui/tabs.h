#ifndef UI_TABS_H
#define UI_TABS_H

/* The row of tabs, and below it the mark of the current one. */

#include <stdbool.h>
#include <stddef.h>

#include "ui/canvas.h"

struct tab_label {
	char key;          /* the digit that opens it, or 0: none */
	const char *title; /* "Members" */
	size_t count;      /* rows, or hits under a search */
	bool counted;      /* count is shown */
	bool growing;      /* count may still grow: shown with "…" */
	bool part;         /* of the rows only: shown with "(part)" */
	bool empty;        /* without rows: dimmed */
};

/*
 * Draws TITLE, then "0 Overview  1 Members 45  …" into row 0 of RECT and the mark of tab
 * CURRENT into row 1. ‹ and › mark tabs that do not fit; the current one is always whole.
 * TITLE is left out when the room is needed.
 */
void tabs_draw(struct canvas *canvas, struct rect rect, const char *title,
	const struct tab_label *tabs, size_t count, size_t current);

/* Returns the tab that tabs_draw draws at column X of RECT, for a mark of more the first
 * tab it hides, or COUNT for none. */
size_t tabs_at(struct rect rect, const char *title, const struct tab_label *tabs,
	size_t count, size_t current, int x);

#endif
