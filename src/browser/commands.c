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

#include "base/intl.h"
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
			app_say(a, STYLE_STATUS, _("No command matches “%s”."),
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

/* Ends the program, unless that would leave a file unwritten that was asked for. */
static void run_quit(struct app *a)
{
	if (export_runs(a))
		app_say(a, STYLE_WARNING,
			_("A file is still being written. Ctrl-C stops it."));
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
		app_say(a, STYLE_STATUS, _("Already at the top level. q quits."));
	}
}

static void run_interrupt(struct app *a)
{
	if (export_runs(a)) {
		export_stop(a);
		app_say(a, STYLE_STATUS, _("Writing stopped. No file was left."));
	} else if (a->reload) {
		app_reload_stop(a);
		app_say(a, STYLE_STATUS, _("Reload stopped, old data kept."));
	} else if (search_limits(&a->search, -1) && !a->search_done) {
		app_search(a, "");
		app_filter(a, &(struct filters){ 0 });
		app_say(a, STYLE_STATUS, _("Stopped the search."));
		app_changed(a);
	} else if (!a->loaded && !a->load_stopped) {
		a->load_stopped = true;
		app_say(a, STYLE_WARNING,
			app_piped(a) ? _("Loading stopped: rows, links and checks are "
					 "incomplete. r continues.")
				     : _("Loading stopped: rows, links and checks are "
					 "incomplete. r reloads."));
	} else if (a->interrupted && clock_now() - a->interrupted <= COMMANDS_TWICE) {
		run_quit(a);
	} else {
		a->interrupted = clock_now();
		app_say(a, STYLE_STATUS, _("y copies, q goes back, Q quits."));
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
	if (table >= 0) {
		package_add_count(
			a->package, table, search_count(&a->search, table), &rows);
		/* TRANSLATORS: a number of rows */
		app_say(a, STYLE_STATUS, _("Filters cleared: %s."), rows.buf);
	} else {
		app_say(a, STYLE_STATUS, _("Filters cleared."));
	}
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
			_("Which tab? 0 to 9 go to the one of this number."));
	else if ((size_t)a->argument < a->first_tab || tab >= a->tab_count)
		app_say(a, STYLE_STATUS, _("There is no tab %d."), a->argument);
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
		a->mouse ? _("Mouse on. Shift-drag still selects text, p turns it off.")
			 : _("Mouse off."));
}

static void run_theme(struct app *a)
{
	a->theme = (a->theme + 1) % THEMES;
	app_say(a, STYLE_STATUS, _("Theme: %s."), theme_name(a->theme));
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
		app_say(a, STYLE_STATUS, _("Values are counted in the list of a table."));
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
	{ COMMAND_UP, "up", N_("Moving"), IN_PANES & ~(IN_TIMELINE | IN_MAP), "Up k Ctrl-P",
		N_("Go up a row"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DOWN, "down", N_("Moving"), IN_PANES & ~(IN_TIMELINE | IN_MAP), "Down j Ctrl-N",
		N_("Go down a row"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_LEFT, "left", N_("Moving"), IN_LIST | IN_VALUES | IN_OVERVIEW, "Left h",
		N_("Go to the column on the left"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_RIGHT, "right", N_("Moving"), IN_LIST | IN_VALUES | IN_OVERVIEW, "Right l",
		N_("Go to the column on the right"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAGE_UP, "page-up", N_("Moving"), IN_PANES & ~IN_MAP, "PgUp b Ctrl-B",
		N_("Go up a page"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAGE_DOWN, "page-down", N_("Moving"), IN_PANES & ~(IN_COLUMNS | IN_VALUES | IN_MAP), "PgDn Space Ctrl-F",
		N_("Go down a page"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_HALF_UP, "half-up", N_("Moving"), IN_PANES & ~IN_MAP, "Ctrl-U",
		N_("Go up half a page"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_HALF_DOWN, "half-down", N_("Moving"), IN_PANES & ~IN_MAP, "Ctrl-D",
		N_("Go down half a page"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_FIRST, "first", N_("Moving"), IN_PANES & ~IN_MAP, "g Home",
		N_("Go to the first row, link or event"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_LAST, "last", N_("Moving"), IN_PANES & ~IN_MAP, "G End",
		N_("Go to the last row, link or event"), BY_VIEW, NOT_SHOWN },

	{ COMMAND_OPEN, "open", N_("Panes"),
		IN_PANES & ~(IN_RECORD | IN_COLUMNS | IN_VALUES | IN_HELP), "Enter",
		N_("Open what the cursor is on"), BY_VIEW, N_("open"), 2 },
	{ COMMAND_OPEN, "open", N_("Panes"), IN_HELP, "Enter",
		N_("Run the selected command"), BY_VIEW, N_("run"), 2 },
	{ COMMAND_BACK, "back", N_("Panes"), IN_PANES & ~IN_RECORD, "Backspace <",
		N_("Go back to where you were before"), app_back, 0, NOT_SHOWN },
	{ COMMAND_FORWARD, "forward", N_("Panes"), IN_PANES, ">",
		N_("Go forward again after going back"), app_forward, 0, NOT_SHOWN },
	{ COMMAND_CANCEL, "cancel", N_("Panes"), IN_PANES & ~IN_HELP, "Esc",
		N_("Close what is open, else go back; never quits"), run_leave, 0, NOT_SHOWN },
	{ COMMAND_CANCEL, "cancel", N_("Panes"), IN_HELP, "Esc",
		N_("Close the help"), run_leave, 0, N_("close"), 4 },
	{ COMMAND_LEAVE, "leave", N_("Panes"), IN_PANES, "q",
		N_("Go back one level; at the top, quit"), run_leave, 1, N_("back, quit"), 16 },
	{ COMMAND_NEXT_TAB, "next-tab", N_("Panes"), IN_PANES & ~(IN_RECORD | IN_MAP), "Tab ]",
		N_("Go to the next tab"), run_step_tab, 1, N_("next tab"), 10 },
	{ COMMAND_PREVIOUS_TAB, "previous-tab", N_("Panes"), IN_PANES & ~(IN_RECORD | IN_MAP), "Shift-Tab [",
		N_("Go to the previous tab"), run_step_tab, -1, NOT_SHOWN },
	{ COMMAND_TAB, "tab", N_("Panes"), IN_PANES, "0-9",
		N_("Go to the tab with this number"), run_tab, -1, NOT_SHOWN },
	{ COMMAND_SEARCH, "search", N_("Search"), IN_PANES, "/",
		N_("Search, filtering as you type"), run_search, 0, N_("search"), 3 },
	{ COMMAND_SEARCH_ALL, "search-all", N_("Search"), IN_PANES, "f",
		N_("Show hits from all tables"), run_search_all, 0, N_("find in all"), 14 },
	{ COMMAND_NEXT_HIT, "next-hit", N_("Search"), IN_HITS, "n",
		N_("Go to the next hit of the search"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_PREVIOUS_HIT, "previous-hit", N_("Search"), IN_HITS, "N",
		N_("Go to the previous hit"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_FILTER_CELL, "filter-cell", N_("Search"), IN_LIST, "=",
		N_("Filter by the value under the cursor"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_VALUES, "values", N_("Search"), IN_LIST | IN_VALUES, "F",
		N_("List the values of the column; again: the next column"),
		run_values, 0, N_("values"), 4 },
	{ COMMAND_CLEAR_FILTERS, "clear-filters", N_("Search"), IN_PANES, "C",
		N_("Clear search and filters"), run_clear, 0, NOT_SHOWN },

	{ COMMAND_SORT, "sort", N_("Lists"), IN_LIST, "s",
		N_("Sort by the current column"), BY_VIEW, N_("sort"), 5 },
	{ COMMAND_SORT_REVERSE, "sort-reverse", N_("Lists"), IN_LIST, "S",
		N_("Sort in reverse"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", N_("Lists"), IN_LIST | IN_RESULTS, "v",
		N_("Show or hide the record next to the list"), app_toggle_record, 0, N_("record"), 6 },
	{ COMMAND_SHOW_TIMELINE, "show-timeline", N_("Lists"), (IN_ROWS | IN_OVERVIEW) & ~IN_EVENTS, "t",
		N_("Show this row on the timeline"), run_timeline, 0, N_("timeline"), 13 },

	{ COMMAND_SHOW_MAP, "show-map", N_("Lists"), (IN_ROWS | IN_OVERVIEW) & ~IN_PLACES, "m",
		N_("Show this row on the map"), run_map, 0, N_("map"), 19 },

	{ COMMAND_COLUMNS, "columns", N_("Lists"), IN_LIST, "c",
		N_("Choose columns and their order"), run_columns, 0, N_("columns"), 11 },
	{ COMMAND_WIDEN, "widen", N_("Lists"), IN_LIST, "+",
		N_("Widen the current column"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_NARROW, "narrow", N_("Lists"), IN_LIST, "-",
		N_("Narrow the current column"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_TOGGLE_COLUMN, "toggle-column", N_("Lists"), IN_COLUMNS, "Space Enter",
		N_("Show or hide this column"), BY_VIEW, N_("show or hide"), 2 },
	{ COMMAND_COLUMN_DOWN, "column-down", N_("Lists"), IN_COLUMNS, "J Shift-Down",
		N_("Move this column down (in the list: right)"), BY_VIEW, N_("down"), 4 },
	{ COMMAND_COLUMN_UP, "column-up", N_("Lists"), IN_COLUMNS, "K Shift-Up",
		N_("Move this column up (in the list: left)"), BY_VIEW, N_("up"), 5 },
	{ COMMAND_ALL_COLUMNS, "all-columns", N_("Lists"), IN_COLUMNS, "a",
		N_("Show all columns, or the default ones"), BY_VIEW, N_("all/default"), 6 },
	{ COMMAND_PAGE_DOWN, "page-down", N_("Lists"), IN_COLUMNS | IN_VALUES, "PgDn Ctrl-F",
		N_("Go down a page of columns or values"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_OPEN, "open", N_("Lists"), IN_VALUES, "Enter",
		N_("Filter by the marked values, or by this one"), BY_VIEW, N_("filter"), 2 },
	{ COMMAND_TOGGLE_VALUE, "toggle-value", N_("Lists"), IN_VALUES, "Space",
		N_("Mark this value to filter by several"), BY_VIEW, N_("mark"), 5 },
	{ COMMAND_SORT, "sort", N_("Lists"), IN_VALUES, "s",
		N_("Sort by count, or by value"), BY_VIEW, N_("sort"), 6 },

	{ COMMAND_DIALECT, "dialect", N_("Lists"), IN_LIST | IN_UNDECLARED, "D",
		N_("Change how a file without a descriptor is read"), app_dialect, 0, N_("how read"), 7 },
	{ COMMAND_UP, "up", N_("How a file is read"), IN_FORM, "Up Shift-Tab Ctrl-P",
		N_("Go to the property above"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DOWN, "down", N_("How a file is read"), IN_FORM, "Down Tab Ctrl-N",
		N_("Go to the next property"), BY_VIEW, N_("next"), 4 },
	{ COMMAND_LEFT, "left", N_("How a file is read"), IN_FORM, "Left",
		N_("Set the previous usual value; any other can be typed"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_RIGHT, "right", N_("How a file is read"), IN_FORM, "Right",
		N_("Set the next usual value"), BY_VIEW, N_("change"), 3 },
	{ COMMAND_DELETE_BACK, "delete-back", N_("How a file is read"), IN_FORM, "Backspace",
		N_("Delete the last character; an empty value is guessed"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_LINE, "delete-line", N_("How a file is read"), IN_FORM, "Ctrl-U",
		N_("Delete the value"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_GUESS, "guess", N_("How a file is read"), IN_FORM, "Ctrl-R",
		N_("Go back to the guess in all lines"), BY_VIEW, N_("guess all"), 5 },
	{ COMMAND_ACCEPT, "accept", N_("How a file is read"), IN_FORM, "Enter",
		N_("Read the file this way, and remember it"), BY_VIEW, N_("apply"), 1 },
	{ COMMAND_CANCEL, "cancel", N_("How a file is read"), IN_FORM, "Esc",
		N_("Close the form and change nothing"), run_leave, 0, N_("cancel"), 2 },

	{ COMMAND_OPEN, "open", N_("Record"), IN_RECORD, "Enter",
		N_("Follow the selected link"), BY_VIEW, N_("follow"), 2 },
	{ COMMAND_BACK, "back", N_("Record"), IN_RECORD, "Backspace <",
		N_("Go back to where you were before"), app_back, 0, N_("back"), 4 },
	{ COMMAND_NEXT_LINK, "next-link", N_("Record"), IN_RECORD, "Tab",
		N_("Go to the next link"), BY_VIEW, N_("next link"), 5 },
	{ COMMAND_PREVIOUS_LINK, "previous-link", N_("Record"), IN_RECORD, "Shift-Tab",
		N_("Go to the previous link"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_NEXT_RECORD, "next-record", N_("Record"), IN_RECORD, "J",
		N_("Go to the next record of the list"), app_step_record, 1, N_("next record"), 6 },
	{ COMMAND_PREVIOUS_RECORD, "previous-record", N_("Record"), IN_RECORD, "K",
		N_("Go to the previous record"), app_step_record, -1, NOT_SHOWN },
	{ COMMAND_ALL_FIELDS, "all-fields", N_("Record"), IN_RECORD, "a",
		N_("Show or hide empty fields too"), BY_VIEW, N_("all fields"), 7 },
	{ COMMAND_NEXT_TAB, "next-tab", N_("Record"), IN_RECORD | IN_MAP, "]",
		N_("Go to the next tab"), run_step_tab, 1, N_("next tab"), 10 },
	{ COMMAND_PREVIOUS_TAB, "previous-tab", N_("Record"), IN_RECORD | IN_MAP, "[",
		N_("Go to the previous tab"), run_step_tab, -1, NOT_SHOWN },

	{ COMMAND_LEFT, "left", N_("Timeline"), IN_EVENTS, "Left h",
		N_("Go to the previous event"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_RIGHT, "right", N_("Timeline"), IN_EVENTS, "Right l",
		N_("Go to the next event"), BY_VIEW, N_("next event"), 4 },
	{ COMMAND_UP, "up", N_("Timeline"), IN_TIMELINE, "Up k Ctrl-P",
		N_("Go to the lane above"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DOWN, "down", N_("Timeline"), IN_TIMELINE, "Down j Ctrl-N",
		N_("Go to the lane below"), BY_VIEW, N_("next lane"), 8 },
	{ COMMAND_PAN_LEFT, "pan-left", N_("Timeline"), IN_TIMELINE, "H Shift-Left",
		N_("Pan to the left"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_RIGHT, "pan-right", N_("Timeline"), IN_TIMELINE, "L Shift-Right",
		N_("Pan to the right"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_ZOOM_IN, "zoom-in", N_("Timeline"), IN_TIMELINE, "+",
		N_("Zoom in around the cursor"), BY_VIEW, N_("zoom in"), 5 },
	{ COMMAND_ZOOM_OUT, "zoom-out", N_("Timeline"), IN_TIMELINE, "-",
		N_("Zoom out around the cursor"), BY_VIEW, N_("zoom out"), 6 },
	{ COMMAND_FIT, "fit", N_("Timeline"), IN_TIMELINE, "z",
		N_("Fit everything into the window"), BY_VIEW, N_("fit"), 7 },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", N_("Timeline"), IN_TIMELINE, "v",
		N_("Show the timeline as a list"), app_toggle_record, 0, N_("list form"), 9 },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", N_("Timeline"), IN_EVENT_LIST, "v",
		N_("Draw to scale (gaps over 1.5 times the cadence: late)"),
		app_toggle_record, 0, N_("to scale"), 9 },
	{ COMMAND_FOLD, "fold", N_("Timeline"), IN_TIMELINE, "x",
		N_("Fold or unfold long empty periods"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_FOLD_LANE, "fold-lane", N_("Timeline"), IN_TIMELINE, "X",
		N_("Fold or unfold the lane"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_MARK, "mark", N_("Timeline"), IN_EVENTS, "M",
		N_("Mark this event, to measure distances from it"), BY_VIEW, N_("mark"), 17 },
	{ COMMAND_HITS_ONLY, "hits-only", N_("Timeline"), IN_EVENTS, "*",
		N_("Show only the hits, with the gaps between them, or all"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_MEMBERS, "members", N_("Timeline"), IN_TIMELINE, "d",
		N_("Show members over time, or the density of events"), BY_VIEW, NOT_SHOWN },

	{ COMMAND_LEFT, "left", N_("Map"), IN_MAP, "Left h",
		N_("Go to the nearest place in the west"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_RIGHT, "right", N_("Map"), IN_MAP, "Right l",
		N_("Go to the nearest place in the east"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_UP, "up", N_("Map"), IN_MAP, "Up k Ctrl-P",
		N_("Go to the nearest place in the north"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DOWN, "down", N_("Map"), IN_MAP, "Down j Ctrl-N",
		N_("Go to the nearest place in the south"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_NEXT_PLACE, "next-place", N_("Map"), IN_MAP, "Tab",
		N_("Go to the next place by distance"), BY_VIEW, N_("next place"), 4 },
	{ COMMAND_PREVIOUS_PLACE, "previous-place", N_("Map"), IN_MAP, "Shift-Tab",
		N_("Go back to the previous place by distance"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_LEFT, "pan-left", N_("Map"), IN_MAP, "H Shift-Left",
		N_("Pan to the west"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_RIGHT, "pan-right", N_("Map"), IN_MAP, "L Shift-Right",
		N_("Pan to the east"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_UP, "pan-up", N_("Map"), IN_MAP, "K Shift-Up",
		N_("Pan to the north"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_PAN_DOWN, "pan-down", N_("Map"), IN_MAP, "J Shift-Down",
		N_("Pan to the south"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_ZOOM_IN, "zoom-in", N_("Map"), IN_MAP, "+",
		N_("Zoom in; the place under the cursor keeps its cell"), BY_VIEW, N_("zoom in"), 5 },
	{ COMMAND_ZOOM_OUT, "zoom-out", N_("Map"), IN_MAP, "-",
		N_("Zoom out around the cursor"), BY_VIEW, N_("zoom out"), 6 },
	{ COMMAND_FIT, "fit", N_("Map"), IN_MAP, "z",
		N_("Show all places; again: leave out those far away"),
		BY_VIEW, N_("fit"), 7 },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", N_("Map"), IN_MAP, "v",
		N_("Show the places as a list"), app_toggle_record, 0, N_("list form"), 9 },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", N_("Map"), IN_PLACE_LIST, "v",
		N_("Show the map"), app_toggle_record, 0, N_("map"), 9 },
	{ COMMAND_HITS_ONLY, "hits-only", N_("Map"), IN_PLACES, "*",
		N_("Show only the hits, or all places"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_MEMBERS, "members", N_("Map"), IN_PLACES, "d",
		N_("Show the rows that were valid at a conference"), BY_VIEW, N_("as of"), 8 },
	{ COMMAND_EARLIER, "earlier", N_("Map"), IN_PLACES, ",",
		N_("Show the rows as of the conference before"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_LATER, "later", N_("Map"), IN_PLACES, ".",
		N_("Show the rows as of the conference after"), BY_VIEW, NOT_SHOWN },

	{ COMMAND_COPY, "copy", N_("Sharing"), IN_ROWS | IN_PROBLEMS, "y",
		N_("Copy the cell, row, record, citation or link"), app_copy, 0, N_("copy"), 12 },
	{ COMMAND_OPEN_SOURCE, "open-source", N_("Sharing"), IN_ROWS, "o",
		N_("Open the source or the link in a browser"), app_open_source, 0, NOT_SHOWN },
	{ COMMAND_EXPORT, "export", N_("Sharing"), IN_ROWS, "e",
		N_("Export what is shown"), run_export, 0, N_("export"), 18 },

	{ COMMAND_HELP, "help", N_("Program"), IN_PANES, "? F1",
		N_("List all keys"), run_help, 0, N_("help"), 1 },
	{ COMMAND_PALETTE, "palette", N_("Program"), IN_PANES, ":",
		N_("Run a command by name, or go to a row or date"), run_palette, 0, N_("commands"), 15 },
	{ COMMAND_PROBLEMS, "problems", N_("Program"), IN_PANES, "!",
		N_("List all data problems"), run_problems, 0, NOT_SHOWN },
	{ COMMAND_RELOAD, "reload", N_("Program"), IN_PANES, "r", N_("Reload the data"), app_reload, 0, NOT_SHOWN },
	{ COMMAND_CHANGES, "changes", N_("Program"), IN_PANES, "R", N_("Show what the last reload changed"), app_show_changes, 0, NOT_SHOWN },
	{ COMMAND_REDRAW, "redraw", N_("Program"), IN_PANES | IN_PROMPT | IN_FORM, "Ctrl-L",
		N_("Redraw the screen"), run_redraw, 0, NOT_SHOWN },
	{ COMMAND_INTERRUPT, "interrupt", N_("Program"), IN_PANES | IN_PROMPT | IN_FORM, "Ctrl-C",
		N_("Stop what is running; quit when nothing is"), run_interrupt, 0, NOT_SHOWN },
	{ COMMAND_SUSPEND, "suspend", N_("Program"), IN_PANES | IN_PROMPT | IN_FORM, "Ctrl-Z",
		N_("Go to the shell; fg comes back"), run_suspend, 0, NOT_SHOWN },
	{ COMMAND_MOUSE, "mouse", N_("Program"), IN_PANES, "p F2",
		N_("Mouse on or off (Shift-drag still selects text)"), run_mouse, 0, NOT_SHOWN },
	{ COMMAND_THEME, "theme", N_("Program"), IN_PANES, "",
		N_("Change the theme: default, mono or contrast"), run_theme, 0, NOT_SHOWN },
	{ COMMAND_QUIT, "quit", N_("Program"), IN_PANES, "Q",
		N_("Quit from anywhere"), run_quit, 0, NOT_SHOWN },

	{ COMMAND_ACCEPT, "accept", N_("Prompt"), IN_PROMPT, "Enter",
		N_("Accept the input"), BY_VIEW, N_("apply"), 1 },
	{ COMMAND_CANCEL, "cancel", N_("Prompt"), IN_PROMPT, "Esc",
		N_("Close the prompt and restore everything"), run_leave, 0, N_("cancel"), 2 },
	{ COMMAND_COMPLETE, "complete", N_("Prompt"), IN_PROMPT, "Tab",
		N_("Complete the word, or go on to the next table with hits"), BY_VIEW, N_("complete"), 3 },
	{ COMMAND_HISTORY_UP, "history-up", N_("Prompt"), IN_PROMPT, "Up Ctrl-P",
		N_("Go to earlier input"), BY_VIEW, N_("history"), 4 },
	{ COMMAND_HISTORY_DOWN, "history-down", N_("Prompt"), IN_PROMPT, "Down Ctrl-N",
		N_("Go to later input, then into the list"), BY_VIEW, N_("into list"), 5 },
	{ COMMAND_CHAR_LEFT, "char-left", N_("Prompt"), IN_PROMPT, "Left Ctrl-B",
		N_("Go left one character"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_CHAR_RIGHT, "char-right", N_("Prompt"), IN_PROMPT, "Right Ctrl-F",
		N_("Go right one character"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_LINE_START, "line-start", N_("Prompt"), IN_PROMPT, "Home Ctrl-A",
		N_("Go to the start of the line"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_LINE_END, "line-end", N_("Prompt"), IN_PROMPT, "End Ctrl-E",
		N_("Go to the end of the line"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_BACK, "delete-back", N_("Prompt"), IN_PROMPT, "Backspace",
		N_("Delete the character before the cursor"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE, "delete", N_("Prompt"), IN_PROMPT, "Del Ctrl-D",
		N_("Delete the character at the cursor"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_WORD, "delete-word", N_("Prompt"), IN_PROMPT, "Ctrl-W",
		N_("Delete the word before the cursor"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_LINE, "delete-line", N_("Prompt"), IN_PROMPT, "Ctrl-U",
		N_("Delete everything before the cursor"), BY_VIEW, NOT_SHOWN },
	{ COMMAND_DELETE_END, "delete-end", N_("Prompt"), IN_PROMPT, "Ctrl-K",
		N_("Delete everything after the cursor"), BY_VIEW, NOT_SHOWN },
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

	app_say(a, STYLE_STATUS, _("%.*s does nothing here. ? lists the keys."), len,
		keys);
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
		app_say(a, STYLE_STATUS, _("Enlarge the window; q quits."));
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
