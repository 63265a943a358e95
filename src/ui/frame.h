/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_FRAME_H
#define UI_FRAME_H

/*
 * The frame of the screen: tabs above, then the body, the status line and the key bar. From
 * PANES_SPLIT columns on the body can be divided into a list and a record. What is drawn
 * and what is at a column follow from the same layout, which depends on the arguments only.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "ui/canvas.h"
#include "ui/command.h"

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

/* Returns the columns that the list can have next to a record on a screen of COLS. */
int panes_main_most(int cols);

/* Divides a screen of COLS by ROWS (0 or more). MAIN above 0 asks for a side: the list gets
 * so many columns, as far as it can have them, and the side the others. */
void panes_lay_out(struct panes *out, int cols, int rows, int main);

struct tab_label {
	char key;          /* the digit that opens it, or 0: none */
	const char *title; /* "Members" */
	size_t count;      /* rows, or hits under a search */
	bool counted;      /* count is shown */
	bool growing;      /* count may still grow: shown with "…" */
	bool part;         /* of the rows only: shown with "(part)" */
	bool empty;        /* without rows: dimmed */
	char news[48];     /* shown behind the count, or "": "+3 -1 ~7" */
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

/* Draws the COUNT TEXTS of what is in force, "[Subregion: Southern Asia ×] [japan ×]",
 * from column X of the one row of RECT on. When they do not all fit, the last one with
 * room is cut, and
 * "…" replaces the others. Sets SIGNS (room for COUNT) to the columns of their "×", -1
 * where none is drawn. Returns the columns used. */
int filter_bar_draw(struct canvas *canvas, struct rect rect, int x,
	const struct slice *texts, size_t count, int *signs);

/*
 * Draws key and label of the commands of T that have a label in CONTEXT (see
 * command_in_bar), in the order of their rank, as many as fit. Help is always the last
 * one, if it has a key there.
 */
void keybar_draw(struct canvas *canvas, struct rect rect, const struct command_table *t,
	unsigned context);

/* Returns the command that keybar_draw draws at column X of RECT, or COMMAND_NONE. */
enum command_id keybar_at(
	struct rect rect, const struct command_table *t, unsigned context, int x);

#endif
