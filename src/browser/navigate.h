/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BROWSER_NAVIGATE_H
#define BROWSER_NAVIGATE_H

/*
 * Going to a tab, a record or an overlay, back and forward. The history has an
 * entry for each step: a tab, perhaps an overlay (results, problems, help), perhaps a
 * record, and on leaving the search in force, cursor and scroll. Going somewhere new
 * forgets what was forward.
 *
 * Following something, a link, a row to the timeline, a problem, begins a level: its entry
 * is one level above the one it was followed from. Going to a tab is at level 0, the root.
 * One list of entries carries both: back goes to the entry before, up to the one from
 * which the level was entered. Invariant: there is at least one entry, and at is its index.
 *
 *	struct history h;
 *
 *	history_init(&h, 0);
 *	history_go(&h, 1, NULL, NULL, 0);
 *	history_back(&h);
 *	history_release(&h);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "view/view.h"

struct app;

struct history_entry {
	int tab;                /* index of the tab */
	unsigned level;         /* how many things were followed to get here */
	size_t forward;         /* index of the entry that was left last for this one */
	struct pane *overlay;   /* a reference; instead of the tab's pane, or NULL */
	struct pane *record;    /* a reference; next to or over that, or NULL */
	struct str query;       /* search text on leaving */
	struct filters filters; /* on leaving */
	struct saved_pos pos;   /* of the tab's pane or the overlay, on leaving */
	bool visited;           /* query, filters and pos are set */
};

struct history {
	struct history_entry *entries;
	size_t count;
	size_t alloc;
	size_t at;
};

enum { HISTORY_MOST = 200 };

/* Makes H with one entry, for TAB. */
void history_init(struct history *h, int tab);

/* Gives up all panes. */
void history_release(struct history *h);

/* Returns the present entry, which is valid until the next history_go. */
struct history_entry *history_here(struct history *h);

/*
 * Adds an entry of LEVEL after the present one and goes to it. It takes references of its
 * own to OVERLAY and RECORD. The oldest entry is forgotten beyond HISTORY_MOST.
 */
void history_go(struct history *h, int tab, struct pane *overlay, struct pane *record,
	unsigned level);

/* Goes one entry back; false, and nothing moved, at the first. */
bool history_back(struct history *h);

/*
 * Returns the index of the entry from which the level of entry FROM was entered, or, when
 * that is forgotten, of the oldest; FROM itself at the root.
 */
size_t history_below(const struct history *h, size_t from);

/* Goes to where the present level was entered; false, and nothing moved, at the root. */
bool history_up(struct history *h);

/* Undoes the last of these two, else goes one entry forward; false, and nothing moved, at
 * the last. */
bool history_forward(struct history *h);

/* Goes one entry back and forgets what is forward. */
bool history_leave(struct history *h);

/* Returns the pane that fills the body, or the list next to the record. */
struct pane *app_main_pane(struct app *a);

/* Returns the pane that keys go to. */
struct pane *app_focus_pane(struct app *a);

/* Returns the context of that pane, with IN_UNDECLARED where it holds. */
unsigned app_context(struct app *a);

/*
 * Appends what was followed to get to the present entry: "Members › Cambodia › First
 * meeting"; nothing at the root. ROOM: columns; a longer text loses its beginning, which
 * becomes "… ›", then the end of what is left.
 */
void app_add_trail(struct app *a, int room, struct str *out);

/* Returns the index of the tab of what is seen: that of a record which fills the screen,
 * if its table has one, else that of the list or of what the overlay was opened from. */
size_t app_current_tab(struct app *a);

/* Goes from the record next to the list into the list. */
void app_go_main(struct app *a);

/* Goes to the tab of index NUMBER, at the root; nothing happens when there is none. */
void app_go_tab(struct app *a, size_t number);

/* Opens VIEW as an overlay. */
void app_go_overlay(struct app *a, const struct view *view);

/* Opens the record of REF; nothing happens for no row. */
void app_go_record(struct app *a, struct row_ref ref);

/* Goes a->argument records on, 1 or -1, in the order of the list next to or below the record
 * or, when a link led to it, in that of its own table; says so at the ends. */
void app_step_record(struct app *a);

/* Goes to the tab of REF's table with the cursor on it. */
void app_go_row(struct app *a, struct row_ref ref);

/* Goes to the timeline: to the event REF when it is one, else to the events that name the
 * row REF; .table -1: as it was left. */
void app_go_timeline(struct app *a, struct row_ref ref);

/* Goes to the map, to the row REF, with the rows of its table; .table -1: as it was left.
 * Says so where REF has no place. */
void app_go_map(struct app *a, struct row_ref ref);

/* Puts the cursor of the list that is shown on ROW; returns false, with nothing done, when
 * it is no list of ROW's table or does not have it. */
bool app_put_cursor(struct app *a, struct row_ref row);

/* Opens the help at its part on the language of the search. */
void app_go_help_searching(struct app *a);

/* Goes one entry back in the history; says so when there is none. */
void app_back(struct app *a);

/* Goes back to where the present level was entered; returns false at the root. */
bool app_up(struct app *a);

/* Goes one entry forward in the history; says so when there is none. */
void app_forward(struct app *a);

/* Goes back from an overlay that is not returned to: the palette. */
void app_leave(struct app *a);

#endif
