#include "config.h"

/*
 * From keys to deeds. A key becomes a command by the context of the pane that has the
 * keys; the pane may carry it out, else the program does.
 */

#include <stdlib.h>
#include <string.h>

#include "browser/app.h"
#include "browser/export.h"
#include "browser/reload.h"
#include "ui/key.h"
#include "view/views.h"

enum {
	DISPATCH_SETTLE = 3 * TASK_MS,   /* what a key may wait for rows to be there */
	DISPATCH_PREVIEW = 80 * TASK_MS, /* the pause after which the record follows */
};

/* Carries out what PANE asked for and forgets it. */
static void dispatch_request(struct app *a, struct pane *pane)
{
	struct request request = pane->request;

	pane->request.kind = REQUEST_NONE;
	switch (request.kind) {
	case REQUEST_NONE:
		break;
	case REQUEST_RECORD:
		app_go_record(a, request.row);
		break;
	case REQUEST_RESULTS:
		app_go_over(a, &view_results);
		break;
	case REQUEST_TIMELINE:
		app_show_timeline(a, request.row);
		break;
	case REQUEST_TAB:
		app_go_row(a, request.row);
		break;
	case REQUEST_COMMAND:
		app_leave(a);
		app_command(a, request.command);
		break;
	case REQUEST_SEARCH:
		app_search(a, request.text.buf);
		app_changed(a);
		break;
	case REQUEST_MESSAGE:
		app_say(a, STYLE_STATUS, "%s", request.text.buf);
		break;
	}
}

/* The list has moved with the record: Back is to find it there. */
static void dispatch_note_step(struct app *a, const struct pane *list)
{
	struct history *h = &a->history;
	struct place *from = h->at ? &h->places[h->at - 1] : NULL;

	if (from && !from->record && from->visited && list->view->save &&
		from->tab == history_here(h)->tab && from->over == history_here(h)->over)
		list->view->save(list, &from->position);
}

/* Steps from record to record in the order of the list beside or below, or, for a record
 * one came to by a link, of its own table. */
static void dispatch_step_record(struct app *a, int step)
{
	struct pane *record = history_here(&a->history)->record;
	struct pane *pane = app_main_pane(a);
	struct row_ref at = ROW_NOWHERE;
	struct row_ref next = ROW_NOWHERE;

	if (!record)
		return;
	if (pane->view->focus)
		at = pane->view->focus(pane);
	if (pane->view->step_row && row_ref_equal(at, record->row)) {
		next = pane->view->step_row(pane, step);
		dispatch_note_step(a, pane);
	} else {
		size_t rows = table_rows(&a->package->tables[record->row.table]);

		if (step < 0 ? record->row.row > 0 : record->row.row + 1 < rows)
			next = (struct row_ref){ record->row.table,
				(uint32_t)((int64_t)record->row.row + step) };
	}
	if (next.table < 0) {
		app_say(a, STYLE_STATUS,
			step < 0 ? "This is the first record."
				 : "This is the last record.");
		return;
	}
	record->row = next;
	record->changed = true;
}

/* Ends the program, unless that would leave a file unwritten that was asked for. */
static void dispatch_quit(struct app *a)
{
	if (export_runs(a))
		app_say(a, STYLE_WARNING,
			"A file is still being written; Ctrl-C stops that.");
	else
		a->done = true;
}

/* One level up: out of what lies over the tab, then out of the search. */
static void dispatch_cancel(struct app *a, bool quits)
{
	struct place *here = history_here(&a->history);

	if (here->over || here->record) {
		if (a->history.at)
			app_back(a);
		else
			app_go_tab(a, (size_t)here->tab);
	} else if (search_active(&a->search) && !quits) {
		app_search(a, "");
		app_changed(a);
	} else if (quits) {
		dispatch_quit(a);
	} else {
		app_say(a, STYLE_STATUS, "Nothing to leave here; q quits.");
	}
}

static void dispatch_interrupt(struct app *a)
{
	if (export_runs(a)) {
		export_stop(a);
		app_say(a, STYLE_STATUS, "Stopped writing; no part of the file is left.");
	} else if (a->reload) {
		reload_stop(a);
		app_say(a, STYLE_STATUS,
			"Stopped reading again; what was read before stays.");
	} else if (search_active(&a->search) && !a->search_done) {
		app_search(a, "");
		app_say(a, STYLE_STATUS, "Stopped the search.");
		app_changed(a);
	} else if (!a->loaded && !a->load_stopped) {
		a->load_stopped = true;
		app_say(a, STYLE_WARNING,
			"Stopped: rows, links, checks are incomplete; r %s.",
			app_piped(a) ? "goes on" : "reads again");
	} else {
		a->done = true;
	}
}

static void dispatch_search(struct app *a)
{
	struct pane *pane = app_focus_pane(a);

	if (pane->view->context & (IN_RECORD | IN_HELP | IN_COLUMNS)) {
		app_prompt_open(a, APP_PROMPT_FIND, "");
		return;
	}
	if (pane->view->context == IN_OVERVIEW)
		app_go_over(a, &view_results);
	app_prompt_open(a, APP_PROMPT_SEARCH, "");
}

static void dispatch_search_all(struct app *a)
{
	if (app_main_pane(a)->view != &view_results || history_here(&a->history)->record)
		app_go_over(a, &view_results);
	app_prompt_open(a, APP_PROMPT_SEARCH, "");
}

static void dispatch_clear(struct app *a)
{
	app_search(a, "");
	app_say(a, STYLE_STATUS, "No filters.");
	app_changed(a);
}

static void dispatch_next_tab(struct app *a, int step)
{
	int count = (int)a->tab_count;

	app_go_tab(a, (size_t)((history_here(&a->history)->tab + step + count) % count));
}

static void dispatch_tab_key(struct app *a, size_t digit)
{
	if (digit < a->first_tab || digit - a->first_tab >= a->tab_count)
		app_say(a, STYLE_STATUS, "There is no tab %zu.", digit);
	else
		app_go_tab(a, digit - a->first_tab);
}

static void dispatch_timeline(struct app *a)
{
	struct pane *pane = app_focus_pane(a);
	struct row_ref at = ROW_NOWHERE;

	if (pane->row.table >= 0)
		at = pane->row;
	else if (pane->view->focus)
		at = pane->view->focus(pane);
	app_show_timeline(a, at);
}

/* The loop turns it on, and off again here when the terminal has none. */
static void dispatch_toggle_mouse(struct app *a)
{
	a->mouse = !a->mouse;
	app_say(a, STYLE_STATUS,
		a->mouse ? "Mouse on; Shift-drag selects text, p turns it off."
			 : "Mouse off; the terminal selects text with it.");
}

static void dispatch_toggle_split(struct app *a)
{
	a->want_split = !a->want_split;
	app_say(a, STYLE_STATUS,
		a->want_split ? "The record stands beside the list from %d columns on."
			      : "The record is hidden; Enter opens it, v shows it again.",
		PANES_SPLIT);
	app_changed(a);
}

/* The commands that are the program's own. Returns false when COMMAND is none of them. */
static bool dispatch_program(struct app *a, enum command_id command)
{
	switch (command) {
	case COMMAND_NEXT_TAB:
		dispatch_next_tab(a, 1);
		return true;
	case COMMAND_PREVIOUS_TAB:
		dispatch_next_tab(a, -1);
		return true;
	case COMMAND_BACK:
		app_back(a);
		return true;
	case COMMAND_FORWARD:
		app_forward(a);
		return true;
	case COMMAND_CANCEL:
		dispatch_cancel(a, false);
		return true;
	case COMMAND_LEAVE:
		dispatch_cancel(a, true);
		return true;
	case COMMAND_QUIT:
		dispatch_quit(a);
		return true;
	case COMMAND_INTERRUPT:
		dispatch_interrupt(a);
		return true;
	case COMMAND_SUSPEND:
		a->suspend = true;
		return true;
	case COMMAND_REDRAW:
		a->touch = true;
		return true;
	case COMMAND_RELOAD:
		reload_start(a);
		return true;
	case COMMAND_HELP:
		app_go_over(a, &view_help);
		return true;
	case COMMAND_PROBLEMS:
		app_go_over(a, &view_problems);
		return true;
	case COMMAND_MOUSE:
		dispatch_toggle_mouse(a);
		return true;
	case COMMAND_PALETTE:
		app_go_over(a, &view_palette);
		app_prompt_open(a, APP_PROMPT_COMMAND, "");
		return true;
	default:
		return false;
	}
}

static void dispatch_columns(struct app *a)
{
	struct pane *list = app_main_pane(a);
	struct saved_pos position;

	if (!list->columns) {
		app_say(a, STYLE_STATUS, "Columns are chosen in the list of a table.");
		return;
	}
	list->view->save(list, &position);
	a->ctx.columns = list->columns;
	app_go_over(a, &view_columns);
	view_columns.restore(app_main_pane(a), &position);
}

/* The commands that go through what is shown. */
static bool dispatch_browse(struct app *a, enum command_id command)
{
	switch (command) {
	case COMMAND_SEARCH:
		dispatch_search(a);
		return true;
	case COMMAND_SEARCH_ALL:
		dispatch_search_all(a);
		return true;
	case COMMAND_CLEAR_FILTERS:
		dispatch_clear(a);
		return true;
	case COMMAND_NEXT_RECORD:
		dispatch_step_record(a, 1);
		return true;
	case COMMAND_PREVIOUS_RECORD:
		dispatch_step_record(a, -1);
		return true;
	case COMMAND_SHOW_TIMELINE:
		dispatch_timeline(a);
		return true;
	case COMMAND_TOGGLE_VIEW:
		dispatch_toggle_split(a);
		return true;
	case COMMAND_EXPORT:
		export_open(a);
		return true;
	case COMMAND_COLUMNS:
		dispatch_columns(a);
		return true;
	case COMMAND_COPY:
		app_copy(a);
		return true;
	case COMMAND_OPEN_SOURCE:
		app_open_source(a);
		return true;
	default:
		if (command < COMMAND_TAB_0 || command > COMMAND_TAB_9)
			return false;
		dispatch_tab_key(a, (size_t)(command - COMMAND_TAB_0));
		return true;
	}
}

void app_settle(struct app *a)
{
	if (!app_main_pane(a)->changed && !app_focus_pane(a)->changed)
		return;
	app_work_here(a, clock_now() + DISPATCH_SETTLE);
	app_layout(a, a->canvas.cols, a->canvas.rows);
}

/* Enter behind letters typed quickly is meant for what they will find: it waits for that
 * instead of saying that there is nothing. */
static bool dispatch_waits(
	const struct app *a, const struct pane *pane, enum command_id command)
{
	return command == COMMAND_OPEN && pane->view->context == IN_LIST &&
		search_active(&a->search) && !a->search_done && pane->view->focus &&
		pane->view->focus(pane).table < 0;
}

void app_command(struct app *a, enum command_id command)
{
	struct pane *pane = app_focus_pane(a);
	const struct command *row;

	app_settle(a);
	a->dirty = true;
	a->open_waits = dispatch_waits(a, pane, command);
	if (a->open_waits)
		return;
	if (pane->view->command && pane->view->command(pane, command)) {
		if (a->preview && pane->request.kind == REQUEST_NONE)
			a->preview_due = clock_now() + DISPATCH_PREVIEW;
		dispatch_request(a, pane);
		return;
	}
	if (dispatch_program(a, command) || dispatch_browse(a, command))
		return;
	row = command_find(command, pane->view->context);
	app_say(a, STYLE_STATUS, "%s: not here (? for help)", row ? row->help : "");
}

/* On a screen that is too small to show what a key does, only leaving works. */
static bool dispatch_blind(const struct app *a, enum command_id command)
{
	return a->panes.too_small && command != COMMAND_LEAVE &&
		command != COMMAND_QUIT && command != COMMAND_HELP &&
		command != COMMAND_INTERRUPT && command != COMMAND_SUSPEND &&
		command != COMMAND_REDRAW;
}

void app_key(struct app *a, uint32_t key)
{
	unsigned context = app_focus_pane(a)->view->context;
	enum command_id command;

	if (a->prompting != APP_PROMPT_NONE) {
		app_prompt_key(a, key);
		return;
	}
	if (a->copying) {
		app_copy_key(a, key);
		return;
	}
	if (a->message.len) {
		str_clear(&a->message);
		a->dirty = true;
	}
	if (key == KEY_NONE)
		return;
	command = command_for_key(key, context);
	if (command == COMMAND_NONE) {
		struct str name;

		str_init(&name);
		key_add_name(&name, key);
		app_say(a, STYLE_STATUS, "%s: no such key here (? for help)", name.buf);
		str_release(&name);
	} else if (!dispatch_blind(a, command)) {
		app_command(a, command);
	}
}
