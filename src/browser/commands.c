/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What keys do: owns the table of all commands, and nothing else in this program binds a
 * key. A key becomes a command by the context of the pane that has the keys; the pane's
 * view may carry it out, else the function in the command's row does. What a view or the
 * prompt has left as a request is carried out here too. Typed text is prompt_input.c's.
 * What always holds: in one context a key means one command.
 */

#include "browser/app.h"

#include <stdlib.h>
#include <string.h>

#include "browser/export.h"
#include "ui/command.h"
#include "view/views.h"

enum {
	COMMANDS_PREVIEW = 80 * TASK_MS, /* the pause after which the record follows */
	COMMANDS_TWICE = 2000 * TASK_MS, /* within it the second Ctrl-C quits */
};

/* Leaves the palette for ROW, which it named: in the list below or, where a record is over
 * that, as a record. */
static void commands_go_named(struct app *a, struct row_ref row)
{
	app_leave(a);
	if (history_here(&a->history)->record)
		app_go_record(a, row);
	else if (!app_put_cursor(a, row))
		app_go_row(a, row);
}

/* Carries out what PANE asked for and forgets it. */
static void commands_request(struct app *a, struct pane *pane)
{
	struct request request = pane->request;

	pane->request.kind = REQUEST_NONE;
	pane->refcount++; /* it may be left: the text of the request is its own */
	switch (request.kind) {
	case REQUEST_NONE:
		break;
	case REQUEST_RECORD:
		app_go_record(a, request.row);
		break;
	case REQUEST_TAB:
		if (pane->view == &view_palette)
			commands_go_named(a, request.row);
		else
			app_go_row(a, request.row);
		break;
	case REQUEST_COMMAND:
		app_leave(a);
		if (request.command == COMMAND_NONE)
			app_say(a, STYLE_STATUS, "No command matches “%s”.",
				a->prompt.text.buf);
		else
			app_command(a, request.command, request.number);
		break;
	case REQUEST_SEARCH:
		/* An example of the help is for the list below, or for all tables. */
		if (pane->context == IN_HELP) {
			app_leave(a);
			if (!(app_focus_pane(a)->context & (IN_ROWS & ~IN_RECORD)))
				app_go_overlay(a, &view_results);
		}
		app_search(a, request.text.buf);
		app_changed(a);
		break;
	case REQUEST_FILTER:
		search_set(&a->find, "", -1, NULL, NULL);
		if (history_here(&a->history)->overlay == pane)
			app_leave(a);
		else if (pane->table != request.filter->column.table)
			app_go_row(
				a, (struct row_ref){ request.filter->column.table, 0 });
		app_add_filter(a, request.filter);
		break;
	case REQUEST_DIALECT:
		app_leave(a);
		app_set_dialect(a, request.row.table, &request.override);
		break;
	case REQUEST_MESSAGE:
		app_say(a, STYLE_STATUS, "%s", request.text.buf);
		break;
	}
	pane_drop(pane);
}

/* Steps from record to record in the order of the list next to or below it, or, when a
 * link led to the record, in that of its own table. */
static void run_step_record(struct app *a)
{
	struct history *h = &a->history;
	struct history_entry *here = history_here(h);
	struct history_entry *from = h->at ? &h->entries[h->at - 1] : NULL;
	struct pane *record = here->record;
	struct pane *pane = app_main_pane(a);
	struct row_ref next = ROW_NOWHERE;

	if (!record)
		return;
	if (pane->view->step_row && pane->view->focus &&
		row_ref_equal(pane->view->focus(pane), record->row)) {
		next = pane->view->step_row(pane, a->argument);
		/* The list has moved with the record: Back is to find it there. */
		if (from && !from->record && from->visited && pane->view->save &&
			from->tab == here->tab && from->overlay == here->overlay)
			pane->view->save(pane, &from->pos);
	} else if (a->argument < 0 ? record->row.row > 0
				   : record->row.row + 1 <
				table_rows(&a->package->tables[record->row.table])) {
		next = (struct row_ref){ record->row.table,
			(uint32_t)((int64_t)record->row.row + a->argument) };
	}
	if (next.table < 0) {
		app_say(a, STYLE_STATUS,
			a->argument < 0 ? "This is the first record."
					: "This is the last record.");
		return;
	}
	record->row = next;
	record->changed = true;
}

/* Ends the program, unless that would leave a file unwritten that was asked for. */
static void run_quit(struct app *a)
{
	if (export_runs(a))
		app_say(a, STYLE_WARNING,
			"A file is still being written. Ctrl-C stops it.");
	else
		a->done = true;
}

/* Goes back to where the present level began; at the root out of the search or, when the
 * argument says so, out of the program. */
static void run_leave(struct app *a)
{
	/* The words that narrow values are not looked for in what is below. */
	if (app_main_pane(a)->view == &view_values)
		search_set(&a->find, "", -1, NULL, NULL);
	if (app_up(a))
		return;
	if (a->argument) {
		run_quit(a);
	} else if (search_active(&a->search)) {
		app_search(a, "");
		app_changed(a);
	} else {
		app_say(a, STYLE_STATUS, "Already at the top level. q quits.");
	}
}

static void run_interrupt(struct app *a)
{
	if (export_runs(a)) {
		export_stop(a);
		app_say(a, STYLE_STATUS, "Writing stopped. No file was left.");
	} else if (a->reload) {
		app_reload_stop(a);
		app_say(a, STYLE_STATUS, "Reload stopped, old data kept.");
	} else if (search_limits(&a->search, -1) && !a->search_done) {
		app_search(a, "");
		app_filter(a, &(struct filters){ 0 });
		app_say(a, STYLE_STATUS, "Stopped the search.");
		app_changed(a);
	} else if (!a->loaded && !a->load_stopped) {
		a->load_stopped = true;
		app_say(a, STYLE_WARNING,
			"Loading stopped: rows, links and checks are incomplete. r %s.",
			app_piped(a) ? "continues" : "reloads");
	} else if (a->interrupted && clock_now() - a->interrupted <= COMMANDS_TWICE) {
		run_quit(a);
	} else {
		a->interrupted = clock_now();
		app_say(a, STYLE_STATUS, "y copies, q goes back, Q quits.");
	}
}

static void run_suspend(struct app *a)
{
	a->suspend = true;
}

static void run_redraw(struct app *a)
{
	a->touch = true;
}

static void run_search(struct app *a)
{
	unsigned context = app_focus_pane(a)->context;
	bool find = context & (IN_RECORD | IN_HELP | IN_COLUMNS | IN_VALUES);

	if (context & (IN_OVERVIEW | IN_PROBLEMS | IN_CHANGES))
		app_go_overlay(a, &view_results);
	app_prompt_open(a, find ? APP_PROMPT_FIND : APP_PROMPT_SEARCH, "");
}

static void run_search_all(struct app *a)
{
	bool results = app_main_pane(a)->view == &view_results;

	if (!results || history_here(&a->history)->record)
		app_go_overlay(a, &view_results);
	/* With a search in force its results are wanted, not another one. */
	if (results || !search_active(&a->search))
		app_prompt_open(a, APP_PROMPT_SEARCH, "");
}

static void run_clear(struct app *a)
{
	int table = app_main_pane(a)->table;
	struct str rows = STR_INIT;

	app_search(a, "");
	app_filter(a, &(struct filters){ 0 });
	if (table >= 0)
		package_add_count(
			a->package, table, search_count(&a->search, table), &rows);
	app_say(a, STYLE_STATUS, "Filters cleared%s%s.", rows.len ? ": " : "", rows.buf);
	app_changed(a);
	str_release(&rows);
}

static void run_step_tab(struct app *a)
{
	int tab = (int)app_current_tab(a) + a->argument;
	int count = (int)a->tab_count;

	app_go_tab(a, (size_t)((tab + count) % count));
}

static void run_tab(struct app *a)
{
	size_t tab = (size_t)a->argument - a->first_tab;

	if (a->argument < 0)
		app_say(a, STYLE_STATUS,
			"Which tab? 0 to 9 go to the one of this number.");
	else if ((size_t)a->argument < a->first_tab || tab >= a->tab_count)
		app_say(a, STYLE_STATUS, "There is no tab %d.", a->argument);
	else
		app_go_tab(a, tab);
}

static void run_timeline(struct app *a)
{
	struct pane *pane = app_focus_pane(a);
	struct row_ref at = pane->row;

	if (at.table < 0 && pane->view->focus)
		at = pane->view->focus(pane);
	app_go_timeline(a, at);
}

static void run_map(struct app *a)
{
	struct pane *pane = app_focus_pane(a);
	struct row_ref at = pane->row;

	if (at.table < 0 && pane->view->focus)
		at = pane->view->focus(pane);
	app_go_map(a, at);
}

/* The loop turns it on, and off again here when the terminal has none. */
static void run_mouse(struct app *a)
{
	a->mouse = !a->mouse;
	app_say(a, STYLE_STATUS,
		a->mouse ? "Mouse on. Shift-drag still selects text, p turns it off."
			 : "Mouse off.");
}

static void run_theme(struct app *a)
{
	a->theme = (a->theme + 1) % THEMES;
	app_say(a, STYLE_STATUS, "Theme: %s.", theme_name(a->theme));
}

/* Opens VIEW, which is about the columns of LIST, on the column of its cursor. */
static void commands_go_columns(struct app *a, struct pane *list, const struct view *view)
{
	struct saved_pos pos;

	list->view->save(list, &pos);
	a->ctx.columns = list->columns;
	app_go_overlay(a, view);
	view->restore(app_main_pane(a), &pos);
}

static void run_columns(struct app *a)
{
	commands_go_columns(a, app_main_pane(a), &view_columns);
}

/* Opens the values of the cursor's column or, where they are open, goes to the next one. */
static void run_values(struct app *a)
{
	struct pane *pane = app_focus_pane(a);

	search_set(&a->find, "", -1, NULL, NULL);
	if (pane->view == &view_values)
		pane->view->command(pane, COMMAND_RIGHT);
	else if (pane->columns)
		commands_go_columns(a, pane, &view_values);
	else
		app_say(a, STYLE_STATUS, "Values are counted in the list of a table.");
}

static void run_export(struct app *a)
{
	struct str name = STR_INIT;

	if (export_open(a, &name))
		app_prompt_open(a, APP_PROMPT_EXPORT, name.buf);
	str_release(&name);
}

static void run_help(struct app *a)
{
	search_set(&a->find, "", -1, NULL, NULL);
	app_go_overlay(a, &view_help);
}

static void run_problems(struct app *a)
{
	app_go_overlay(a, &view_problems);
}

static void run_palette(struct app *a)
{
	search_set(&a->find, "", -1, NULL, NULL);
	app_go_overlay(a, &view_palette);
	app_prompt_open(a, APP_PROMPT_COMMAND, "");
}

/* Two short ways to write the end of a row. */
#define BY_VIEW NULL, 0   /* only the focused view carries it out */
#define NOT_SHOWN NULL, 0 /* in the key bar */

/* Panes that go from hit to hit. */
#define IN_HITS (IN_PANES & ~(IN_OVERVIEW | IN_PROBLEMS | IN_CHANGES))

/*
 * A row is in the group in which the user would look for it. Where a key means something
 * else, the command that has it everywhere else needs a second row: Tab goes from link to
 * link in a record, Space marks where columns are chosen.
 */
static const struct command command_rows[] = {
	/* clang-format off */
	{ COMMAND_UP, "up", "Moving", IN_PANES & ~(IN_TIMELINE | IN_MAP), "Up k Ctrl-P",
		"Go up a row", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DOWN, "down", "Moving", IN_PANES & ~(IN_TIMELINE | IN_MAP), "Down j Ctrl-N",
		"Go down a row", BY_VIEW, NOT_SHOWN },
	{ COMMAND_LEFT, "left", "Moving", IN_LIST | IN_VALUES | IN_OVERVIEW, "Left h",
		"Go to the column on the left", BY_VIEW, NOT_SHOWN },
	{ COMMAND_RIGHT, "right", "Moving", IN_LIST | IN_VALUES | IN_OVERVIEW, "Right l",
		"Go to the column on the right", BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAGE_UP, "page-up", "Moving", IN_PANES & ~IN_MAP, "PgUp b Ctrl-B",
		"Go up a page", BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAGE_DOWN, "page-down", "Moving", IN_PANES & ~(IN_COLUMNS | IN_VALUES | IN_MAP), "PgDn Space Ctrl-F",
		"Go down a page", BY_VIEW, NOT_SHOWN },
	{ COMMAND_HALF_UP, "half-up", "Moving", IN_PANES & ~IN_MAP, "Ctrl-U",
		"Go up half a page", BY_VIEW, NOT_SHOWN },
	{ COMMAND_HALF_DOWN, "half-down", "Moving", IN_PANES & ~IN_MAP, "Ctrl-D",
		"Go down half a page", BY_VIEW, NOT_SHOWN },
	{ COMMAND_FIRST, "first", "Moving", IN_PANES & ~IN_MAP, "g Home",
		"Go to the first row, link or event", BY_VIEW, NOT_SHOWN },
	{ COMMAND_LAST, "last", "Moving", IN_PANES & ~IN_MAP, "G End",
		"Go to the last row, link or event", BY_VIEW, NOT_SHOWN },

	{ COMMAND_OPEN, "open", "Panes",
		IN_PANES & ~(IN_RECORD | IN_COLUMNS | IN_VALUES | IN_HELP), "Enter",
		"Open what the cursor is on", BY_VIEW, "open", 2 },
	{ COMMAND_OPEN, "open", "Panes", IN_HELP, "Enter",
		"Run the selected command", BY_VIEW, "run", 2 },
	{ COMMAND_BACK, "back", "Panes", IN_PANES & ~IN_RECORD, "Backspace <",
		"Go back to where you were before", app_back, 0, NOT_SHOWN },
	{ COMMAND_FORWARD, "forward", "Panes", IN_PANES, ">",
		"Go forward again after going back", app_forward, 0, NOT_SHOWN },
	{ COMMAND_CANCEL, "cancel", "Panes", IN_PANES & ~IN_HELP, "Esc",
		"Close what is open, else go back; never quits", run_leave, 0, NOT_SHOWN },
	{ COMMAND_CANCEL, "cancel", "Panes", IN_HELP, "Esc",
		"Close the help", run_leave, 0, "close", 4 },
	{ COMMAND_LEAVE, "leave", "Panes", IN_PANES, "q",
		"Go back one level; at the top, quit", run_leave, 1, "back, quit", 16 },
	{ COMMAND_NEXT_TAB, "next-tab", "Panes", IN_PANES & ~(IN_RECORD | IN_MAP), "Tab ]",
		"Go to the next tab", run_step_tab, 1, "next tab", 10 },
	{ COMMAND_PREVIOUS_TAB, "previous-tab", "Panes", IN_PANES & ~(IN_RECORD | IN_MAP), "Shift-Tab [",
		"Go to the previous tab", run_step_tab, -1, NOT_SHOWN },
	{ COMMAND_TAB, "tab", "Panes", IN_PANES, "0-9",
		"Go to the tab with this number", run_tab, -1, NOT_SHOWN },
	{ COMMAND_SEARCH, "search", "Search", IN_PANES, "/",
		"Search, filtering as you type", run_search, 0, "search", 3 },
	{ COMMAND_SEARCH_ALL, "search-all", "Search", IN_PANES, "f",
		"Show hits from all tables", run_search_all, 0, "find in all", 14 },
	{ COMMAND_NEXT_HIT, "next-hit", "Search", IN_HITS, "n",
		"Go to the next hit of the search", BY_VIEW, NOT_SHOWN },
	{ COMMAND_PREVIOUS_HIT, "previous-hit", "Search", IN_HITS, "N",
		"Go to the previous hit", BY_VIEW, NOT_SHOWN },
	{ COMMAND_FILTER_CELL, "filter-cell", "Search", IN_LIST, "=",
		"Filter by the value under the cursor", BY_VIEW, NOT_SHOWN },
	{ COMMAND_VALUES, "values", "Search", IN_LIST | IN_VALUES, "F",
		"List the values of the column; again: the next column",
		run_values, 0, "values", 4 },
	{ COMMAND_CLEAR_FILTERS, "clear-filters", "Search", IN_PANES, "C",
		"Clear search and filters", run_clear, 0, NOT_SHOWN },

	{ COMMAND_SORT, "sort", "Lists", IN_LIST, "s",
		"Sort by the current column", BY_VIEW, "sort", 5 },
	{ COMMAND_SORT_REVERSE, "sort-reverse", "Lists", IN_LIST, "S",
		"Sort in reverse", BY_VIEW, NOT_SHOWN },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", "Lists", IN_LIST | IN_RESULTS, "v",
		"Show or hide the record beside the list", app_toggle_record, 0, "record", 6 },
	{ COMMAND_SHOW_TIMELINE, "show-timeline", "Lists", (IN_ROWS | IN_OVERVIEW) & ~IN_EVENTS, "t",
		"Show this row on the timeline", run_timeline, 0, "timeline", 13 },

	{ COMMAND_SHOW_MAP, "show-map", "Lists", (IN_ROWS | IN_OVERVIEW) & ~IN_PLACES, "m",
		"Show this row on the map", run_map, 0, "map", 19 },

	{ COMMAND_COLUMNS, "columns", "Lists", IN_LIST, "c",
		"Choose columns and their order", run_columns, 0, "columns", 11 },
	{ COMMAND_WIDEN, "widen", "Lists", IN_LIST, "+",
		"Widen the current column", BY_VIEW, NOT_SHOWN },
	{ COMMAND_NARROW, "narrow", "Lists", IN_LIST, "-",
		"Narrow the current column", BY_VIEW, NOT_SHOWN },
	{ COMMAND_TOGGLE_COLUMN, "toggle-column", "Lists", IN_COLUMNS, "Space Enter",
		"Show or hide this column", BY_VIEW, "show or hide", 2 },
	{ COMMAND_COLUMN_DOWN, "column-down", "Lists", IN_COLUMNS, "J Shift-Down",
		"Move this column down (in the list: right)", BY_VIEW, "down", 4 },
	{ COMMAND_COLUMN_UP, "column-up", "Lists", IN_COLUMNS, "K Shift-Up",
		"Move this column up (in the list: left)", BY_VIEW, "up", 5 },
	{ COMMAND_ALL_COLUMNS, "all-columns", "Lists", IN_COLUMNS, "a",
		"Show all columns, or the default ones", BY_VIEW, "all/default", 6 },
	{ COMMAND_PAGE_DOWN, "page-down", "Lists", IN_COLUMNS | IN_VALUES, "PgDn Ctrl-F",
		"Go down a page of columns or values", BY_VIEW, NOT_SHOWN },
	{ COMMAND_OPEN, "open", "Lists", IN_VALUES, "Enter",
		"Filter by the marked values, or by this one", BY_VIEW, "filter", 2 },
	{ COMMAND_TOGGLE_VALUE, "toggle-value", "Lists", IN_VALUES, "Space",
		"Mark this value to filter by several", BY_VIEW, "mark", 5 },
	{ COMMAND_SORT, "sort", "Lists", IN_VALUES, "s",
		"Sort by count, or by value", BY_VIEW, "sort", 6 },

	{ COMMAND_DIALECT, "dialect", "Lists", IN_LIST | IN_UNDECLARED, "D",
		"Change how a file without a descriptor is read", app_dialect, 0, "how read", 7 },
	{ COMMAND_UP, "up", "How a file is read", IN_FORM, "Up Shift-Tab Ctrl-P",
		"Go to the property above", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DOWN, "down", "How a file is read", IN_FORM, "Down Tab Ctrl-N",
		"Go to the next property", BY_VIEW, "next", 4 },
	{ COMMAND_LEFT, "left", "How a file is read", IN_FORM, "Left",
		"Set the previous usual value; any other can be typed", BY_VIEW, NOT_SHOWN },
	{ COMMAND_RIGHT, "right", "How a file is read", IN_FORM, "Right",
		"Set the next usual value", BY_VIEW, "change", 3 },
	{ COMMAND_DELETE_BACK, "delete-back", "How a file is read", IN_FORM, "Backspace",
		"Delete the last character; an empty value is guessed", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_LINE, "delete-line", "How a file is read", IN_FORM, "Ctrl-U",
		"Delete the value", BY_VIEW, NOT_SHOWN },
	{ COMMAND_GUESS, "guess", "How a file is read", IN_FORM, "Ctrl-R",
		"Go back to the guess in all lines", BY_VIEW, "guess all", 5 },
	{ COMMAND_ACCEPT, "accept", "How a file is read", IN_FORM, "Enter",
		"Read the file this way, and remember it", BY_VIEW, "apply", 1 },
	{ COMMAND_CANCEL, "cancel", "How a file is read", IN_FORM, "Esc",
		"Close the form and change nothing", run_leave, 0, "cancel", 2 },

	{ COMMAND_OPEN, "open", "Record", IN_RECORD, "Enter",
		"Follow the selected link", BY_VIEW, "follow", 2 },
	{ COMMAND_BACK, "back", "Record", IN_RECORD, "Backspace <",
		"Go back to where you were before", app_back, 0, "back", 4 },
	{ COMMAND_NEXT_LINK, "next-link", "Record", IN_RECORD, "Tab",
		"Go to the next link", BY_VIEW, "next link", 5 },
	{ COMMAND_PREVIOUS_LINK, "previous-link", "Record", IN_RECORD, "Shift-Tab",
		"Go to the previous link", BY_VIEW, NOT_SHOWN },
	{ COMMAND_NEXT_RECORD, "next-record", "Record", IN_RECORD, "J",
		"Go to the next record of the list", run_step_record, 1, "next record", 6 },
	{ COMMAND_PREVIOUS_RECORD, "previous-record", "Record", IN_RECORD, "K",
		"Go to the previous record", run_step_record, -1, NOT_SHOWN },
	{ COMMAND_ALL_FIELDS, "all-fields", "Record", IN_RECORD, "a",
		"Show or hide empty fields too", BY_VIEW, "all fields", 7 },
	{ COMMAND_NEXT_TAB, "next-tab", "Record", IN_RECORD | IN_MAP, "]",
		"Go to the next tab", run_step_tab, 1, "next tab", 10 },
	{ COMMAND_PREVIOUS_TAB, "previous-tab", "Record", IN_RECORD | IN_MAP, "[",
		"Go to the previous tab", run_step_tab, -1, NOT_SHOWN },

	{ COMMAND_LEFT, "left", "Timeline", IN_EVENTS, "Left h",
		"Go to the previous event", BY_VIEW, NOT_SHOWN },
	{ COMMAND_RIGHT, "right", "Timeline", IN_EVENTS, "Right l",
		"Go to the next event", BY_VIEW, "next event", 4 },
	{ COMMAND_UP, "up", "Timeline", IN_TIMELINE, "Up k Ctrl-P",
		"Go to the lane above", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DOWN, "down", "Timeline", IN_TIMELINE, "Down j Ctrl-N",
		"Go to the lane below", BY_VIEW, "next lane", 8 },
	{ COMMAND_PAN_LEFT, "pan-left", "Timeline", IN_TIMELINE, "H Shift-Left",
		"Pan to the left", BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_RIGHT, "pan-right", "Timeline", IN_TIMELINE, "L Shift-Right",
		"Pan to the right", BY_VIEW, NOT_SHOWN },
	{ COMMAND_ZOOM_IN, "zoom-in", "Timeline", IN_TIMELINE, "+",
		"Zoom in around the cursor", BY_VIEW, "zoom in", 5 },
	{ COMMAND_ZOOM_OUT, "zoom-out", "Timeline", IN_TIMELINE, "-",
		"Zoom out around the cursor", BY_VIEW, "zoom out", 6 },
	{ COMMAND_FIT, "fit", "Timeline", IN_TIMELINE, "z",
		"Fit everything into the window", BY_VIEW, "fit", 7 },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", "Timeline", IN_TIMELINE, "v",
		"Show the timeline as a list", app_toggle_record, 0, "list form", 9 },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", "Timeline", IN_EVENT_LIST, "v",
		"Draw to scale (gaps over 1.5 times the cadence: late)",
		app_toggle_record, 0, "to scale", 9 },
	{ COMMAND_FOLD, "fold", "Timeline", IN_TIMELINE, "x",
		"Fold or unfold long empty periods", BY_VIEW, NOT_SHOWN },
	{ COMMAND_FOLD_LANE, "fold-lane", "Timeline", IN_TIMELINE, "X",
		"Fold or unfold the lane", BY_VIEW, NOT_SHOWN },
	{ COMMAND_MARK, "mark", "Timeline", IN_EVENTS, "M",
		"Mark this event, to measure distances from it", BY_VIEW, "mark", 17 },
	{ COMMAND_HITS_ONLY, "hits-only", "Timeline", IN_EVENTS, "*",
		"Show only the hits, with the gaps between them, or all", BY_VIEW, NOT_SHOWN },
	{ COMMAND_MEMBERS, "members", "Timeline", IN_TIMELINE, "d",
		"Show members over time, or the density of events", BY_VIEW, NOT_SHOWN },

	{ COMMAND_LEFT, "left", "Map", IN_MAP, "Left h",
		"Go to the nearest place in the west", BY_VIEW, NOT_SHOWN },
	{ COMMAND_RIGHT, "right", "Map", IN_MAP, "Right l",
		"Go to the nearest place in the east", BY_VIEW, NOT_SHOWN },
	{ COMMAND_UP, "up", "Map", IN_MAP, "Up k Ctrl-P",
		"Go to the nearest place in the north", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DOWN, "down", "Map", IN_MAP, "Down j Ctrl-N",
		"Go to the nearest place in the south", BY_VIEW, NOT_SHOWN },
	{ COMMAND_NEXT_PLACE, "next-place", "Map", IN_MAP, "Tab",
		"Go to the next place by distance", BY_VIEW, "next place", 4 },
	{ COMMAND_PREVIOUS_PLACE, "previous-place", "Map", IN_MAP, "Shift-Tab",
		"Go back to the previous place by distance", BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_LEFT, "pan-left", "Map", IN_MAP, "H Shift-Left",
		"Pan to the west", BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_RIGHT, "pan-right", "Map", IN_MAP, "L Shift-Right",
		"Pan to the east", BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_UP, "pan-up", "Map", IN_MAP, "K Shift-Up",
		"Pan to the north", BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_DOWN, "pan-down", "Map", IN_MAP, "J Shift-Down",
		"Pan to the south", BY_VIEW, NOT_SHOWN },
	{ COMMAND_ZOOM_IN, "zoom-in", "Map", IN_MAP, "+",
		"Zoom in; the place under the cursor keeps its cell", BY_VIEW, "zoom in", 5 },
	{ COMMAND_ZOOM_OUT, "zoom-out", "Map", IN_MAP, "-",
		"Zoom out around the cursor", BY_VIEW, "zoom out", 6 },
	{ COMMAND_FIT, "fit", "Map", IN_MAP, "z",
		"Show all places; again: leave out those far away",
		BY_VIEW, "fit", 7 },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", "Map", IN_MAP, "v",
		"Show the places as a list", app_toggle_record, 0, "list form", 9 },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", "Map", IN_PLACE_LIST, "v",
		"Show the map", app_toggle_record, 0, "map", 9 },
	{ COMMAND_HITS_ONLY, "hits-only", "Map", IN_PLACES, "*",
		"Show only the hits, or all places", BY_VIEW, NOT_SHOWN },
	{ COMMAND_MEMBERS, "members", "Map", IN_PLACES, "d",
		"Show the rows that were valid at a conference", BY_VIEW, "as of", 8 },
	{ COMMAND_EARLIER, "earlier", "Map", IN_PLACES, ",",
		"Show the rows as of the conference before", BY_VIEW, NOT_SHOWN },
	{ COMMAND_LATER, "later", "Map", IN_PLACES, ".",
		"Show the rows as of the conference after", BY_VIEW, NOT_SHOWN },

	{ COMMAND_COPY, "copy", "Sharing", IN_ROWS | IN_PROBLEMS, "y",
		"Copy the cell, row, record, citation or link", app_copy, 0, "copy", 12 },
	{ COMMAND_OPEN_SOURCE, "open-source", "Sharing", IN_ROWS, "o",
		"Open the source or the link in a browser", app_open_source, 0, NOT_SHOWN },
	{ COMMAND_EXPORT, "export", "Sharing", IN_ROWS, "e",
		"Export what is shown", run_export, 0, "export", 18 },

	{ COMMAND_HELP, "help", "Program", IN_PANES, "? F1",
		"List all keys", run_help, 0, "help", 1 },
	{ COMMAND_PALETTE, "palette", "Program", IN_PANES, ":",
		"Run a command by name, or go to a row or date", run_palette, 0, "commands", 15 },
	{ COMMAND_PROBLEMS, "problems", "Program", IN_PANES, "!",
		"List all data problems", run_problems, 0, NOT_SHOWN },
	{ COMMAND_RELOAD, "reload", "Program", IN_PANES, "r", "Reload the data", app_reload, 0, NOT_SHOWN },
	{ COMMAND_CHANGES, "changes", "Program", IN_PANES, "R", "Show what the last reload changed", app_show_changes, 0, NOT_SHOWN },
	{ COMMAND_REDRAW, "redraw", "Program", IN_PANES | IN_PROMPT | IN_FORM, "Ctrl-L",
		"Redraw the screen", run_redraw, 0, NOT_SHOWN },
	{ COMMAND_INTERRUPT, "interrupt", "Program", IN_PANES | IN_PROMPT | IN_FORM, "Ctrl-C",
		"Stop what is running; quit when nothing is", run_interrupt, 0, NOT_SHOWN },
	{ COMMAND_SUSPEND, "suspend", "Program", IN_PANES | IN_PROMPT | IN_FORM, "Ctrl-Z",
		"Go to the shell; fg comes back", run_suspend, 0, NOT_SHOWN },
	{ COMMAND_MOUSE, "mouse", "Program", IN_PANES, "p F2",
		"Mouse on or off (Shift-drag still selects text)", run_mouse, 0, NOT_SHOWN },
	{ COMMAND_THEME, "theme", "Program", IN_PANES, "",
		"Change the theme: default, mono or contrast", run_theme, 0, NOT_SHOWN },
	{ COMMAND_QUIT, "quit", "Program", IN_PANES, "Q",
		"Quit from anywhere", run_quit, 0, NOT_SHOWN },

	{ COMMAND_ACCEPT, "accept", "Prompt", IN_PROMPT, "Enter",
		"Accept the input", BY_VIEW, "apply", 1 },
	{ COMMAND_CANCEL, "cancel", "Prompt", IN_PROMPT, "Esc",
		"Close the prompt and restore everything", run_leave, 0, "cancel", 2 },
	{ COMMAND_COMPLETE, "complete", "Prompt", IN_PROMPT, "Tab",
		"Complete the word, or go on to the next table with hits", BY_VIEW, "complete", 3 },
	{ COMMAND_HISTORY_UP, "history-up", "Prompt", IN_PROMPT, "Up Ctrl-P",
		"Go to earlier input", BY_VIEW, "history", 4 },
	{ COMMAND_HISTORY_DOWN, "history-down", "Prompt", IN_PROMPT, "Down Ctrl-N",
		"Go to later input, then into the list", BY_VIEW, "into list", 5 },
	{ COMMAND_CHAR_LEFT, "char-left", "Prompt", IN_PROMPT, "Left Ctrl-B",
		"Go left one character", BY_VIEW, NOT_SHOWN },
	{ COMMAND_CHAR_RIGHT, "char-right", "Prompt", IN_PROMPT, "Right Ctrl-F",
		"Go right one character", BY_VIEW, NOT_SHOWN },
	{ COMMAND_LINE_START, "line-start", "Prompt", IN_PROMPT, "Home Ctrl-A",
		"Go to the start of the line", BY_VIEW, NOT_SHOWN },
	{ COMMAND_LINE_END, "line-end", "Prompt", IN_PROMPT, "End Ctrl-E",
		"Go to the end of the line", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_BACK, "delete-back", "Prompt", IN_PROMPT, "Backspace",
		"Delete the character before the cursor", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE, "delete", "Prompt", IN_PROMPT, "Del Ctrl-D",
		"Delete the character at the cursor", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_WORD, "delete-word", "Prompt", IN_PROMPT, "Ctrl-W",
		"Delete the word before the cursor", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_LINE, "delete-line", "Prompt", IN_PROMPT, "Ctrl-U",
		"Delete everything before the cursor", BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_END, "delete-end", "Prompt", IN_PROMPT, "Ctrl-K",
		"Delete everything after the cursor", BY_VIEW, NOT_SHOWN },
	/* clang-format on */
};

const struct command_table app_commands = {
	command_rows,
	sizeof command_rows / sizeof *command_rows,
};

/* Says that the first of KEYS, names with a blank between two, does nothing here. */
static void commands_refuse(struct app *a, const char *keys)
{
	int len = (int)strcspn(keys, " ");

	app_say(a, STYLE_STATUS, "%.*s does nothing here. ? lists the keys.", len, keys);
}

void app_command(struct app *a, enum command_id command, int number)
{
	struct pane *pane = app_focus_pane(a);
	const struct command *row;

	app_update(a);
	a->dirty = true;
	/* Enter after letters typed quickly is meant for what they will find: it waits for
	 * that instead of saying that there is nothing. */
	a->open_waits = command == COMMAND_OPEN &&
		(pane->context & (IN_LIST | IN_RESULTS)) &&
		search_limits(&a->search, -1) && !a->search_done && pane->view->focus &&
		pane->view->focus(pane).table < 0;
	if (a->open_waits)
		return;
	if (pane->view->command && pane->view->command(pane, command)) {
		if (a->preview && pane->request.kind == REQUEST_NONE)
			a->preview_due = clock_now() + COMMANDS_PREVIEW;
		commands_request(a, pane);
		return;
	}
	row = command_find(a->ctx.commands, command, pane->context);
	if (row && row->run) {
		a->argument = command_takes_number(row) ? number : row->argument;
		row->run(a);
	} else {
		commands_refuse(a, row ? row->keys : "");
	}
}

/* Carries out KEY on a screen that is too small to show what a key does. */
static void commands_key_unseen(struct app *a, uint32_t key)
{
	enum command_id command =
		command_for_key(a->ctx.commands, key, IN_OVERVIEW, NULL);

	if (command == COMMAND_HELP)
		app_say(a, STYLE_STATUS, "Enlarge the window; q quits.");
	else if (command == COMMAND_LEAVE || command == COMMAND_QUIT)
		run_quit(a);
	else if (command == COMMAND_INTERRUPT || command == COMMAND_SUSPEND ||
		command == COMMAND_REDRAW)
		command_find(a->ctx.commands, command, IN_OVERVIEW)->run(a);
}

/* Returns whether KEY asks in the prompt of the search what can be typed: a key for help
 * that is no letter, or a question mark where nothing is typed yet. */
static bool commands_asks_for_help(const struct app *a, uint32_t key)
{
	bool first = !a->prompt.text.len || a->prompt.selected;

	if (a->prompting != APP_PROMPT_SEARCH || (key == '?' && !first))
		return false;
	return (key == '?' || key >= KEY_NAMED) &&
		command_for_key(a->ctx.commands, key, IN_OVERVIEW, NULL) == COMMAND_HELP;
}

void app_key(struct app *a, uint32_t key)
{
	struct str name = STR_INIT;
	bool typing = a->prompting != APP_PROMPT_NONE;
	enum command_id command;
	int number;

	/* The user goes elsewhere. */
	free(a->place);
	a->place = NULL;
	if (!typing)
		app_update(a); /* the pane may have another context now */
	command = command_for_key(a->ctx.commands, key,
		typing ? IN_PROMPT : app_focus_pane(a)->context, &number);
	if (a->message.len) {
		str_clear(&a->message);
		a->dirty = true;
	}
	if (a->panes.too_small) {
		commands_key_unseen(a, key);
		return;
	}
	a->accept_waits = false;
	if (typing) {
		if (commands_asks_for_help(a, key)) {
			app_prompt_cancel(a);
			app_go_help_searching(a);
		} else if (a->prompting != APP_PROMPT_REPLACE &&
			(command == COMMAND_SUSPEND || command == COMMAND_REDRAW)) {
			command_find(a->ctx.commands, command, IN_PROMPT)->run(a);
		} else {
			app_prompt_key(a, key);
		}
		commands_request(a, app_focus_pane(a));
		return;
	}
	if (a->copying) {
		app_update(a);
		app_copy_key(a, key);
		return;
	}
	if (key == KEY_NONE)
		return;
	if (command == COMMAND_NONE && app_focus_pane(a)->view->type && key >= ' ' &&
		key < KEY_NAMED) {
		app_focus_pane(a)->view->type(app_focus_pane(a), key);
		a->dirty = true;
	} else if (command == COMMAND_NONE) {
		key_add_name(&name, key);
		commands_refuse(a, name.buf);
		str_release(&name);
	} else {
		app_command(a, command, number);
	}
}
