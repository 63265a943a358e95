/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The one loop: draws when the picture is stale, waits for keys and signals, and gives the
 * long work its steps while no key waits. Keys that wait are all carried out before the
 * next picture. Of the browser only this file knows the terminal; the work can be done
 * without one. A click or the wheel means what a key would do to the part of the picture
 * drawn last that is there; nothing can be done with the mouse alone.
 */

#include "browser/app.h"

#include <poll.h>

#include "base/intl.h"
#include "browser/export.h"
#include "browser/helper.h"
#include "data/watch.h"
#include "query/resolve.h"
#include "ui/frame.h"
#include "ui/term.h"
#include "view/views.h"

enum {
	LOOP_STEP = 3 * TASK_MS,     /* a step of work: a key waits no longer */
	LOOP_FRAME = 50 * TASK_MS,   /* between two pictures while work goes on */
	LOOP_HELPER = 10 * TASK_MS,  /* between two looks at another program */
	LOOP_KEYS = 8 * TASK_MS,     /* keys that go on coming: a picture after this */
	LOOP_QUIET = 300 * TASK_MS,  /* without a change before files are read again */
	LOOP_AHEAD = 1000 * TASK_MS, /* after the last letter: Enter waits no longer */
	MOUSE_ROWS = 3,              /* by which the wheel scrolls */
};

/* --- the mouse --- */

static bool mouse_inside(struct rect rect, struct mouse m)
{
	return m.x >= rect.x && m.x < rect.x + rect.w && m.y >= rect.y &&
		m.y < rect.y + rect.h;
}

/* Goes to PANE and to what M points to in it, which is opened when the cursor was there
 * already, or sorted by when it is the head of a column. */
static void mouse_click_pane(struct app *a, struct pane *pane, struct mouse m)
{
	bool focused = pane == app_focus_pane(a);
	enum clicked clicked;
	struct saved_pos pos;

	if (!focused) {
		if (pane == a->preview)
			app_go_record(a, pane->row);
		else
			app_go_main(a);
		app_layout(a, a->canvas.cols, a->canvas.rows);
	}
	clicked = (pane->view->click ? pane->view->click : pane_click)(
		pane, m.x - pane->rect.x, m.y - pane->rect.y);
	if (clicked == CLICKED_NOTHING)
		return;
	if (a->prompting != APP_PROMPT_NONE) {
		a->prompt_in_list = true;
	} else if (clicked == CLICKED_HEAD) {
		/* The other way round when the list is sorted by this column already. */
		pane->view->save(pane, &pos);
		app_command(a,
			pos.list.order.count &&
					pos.list.order.keys[0].column == pos.list.column
				? COMMAND_SORT_REVERSE
				: COMMAND_SORT,
			-1);
	} else if (clicked == CLICKED_AGAIN && focused) {
		app_command(a, COMMAND_OPEN, -1);
	}
}

void app_mouse(struct app *a, struct mouse m)
{
	bool typing = a->prompting != APP_PROMPT_NONE;
	struct pane *record = history_here(&a->history)->record;
	struct pane *side = record ? record : a->preview;
	struct pane *pane = NULL;

	if (a->panes.too_small || a->copying)
		return;
	a->dirty = true;
	a->completing = false;
	if (!typing)
		str_clear(&a->message);
	app_update(a);
	/* Without a split, an open record is all that is seen. */
	if ((!record || a->panes.split) && mouse_inside(app_main_pane(a)->rect, m))
		pane = app_main_pane(a);
	else if (side && mouse_inside(side->rect, m))
		pane = side;
	/* While the user types, only the list of the prompt can be pointed at. */
	if (typing &&
		(pane != app_focus_pane(a) || a->prompting == APP_PROMPT_EXPORT ||
			a->prompting == APP_PROMPT_REPLACE))
		return;
	if (m.act == MOUSE_CLICK && pane) {
		mouse_click_pane(a, pane, m);
	} else if (m.act == MOUSE_CLICK && mouse_inside(a->panes.tabs, m)) {
		app_go_tab(a, app_tab_at(a, m.x));
	} else if (m.act == MOUSE_CLICK && mouse_inside(a->panes.status, m)) {
		app_click_status(a, m.x - a->panes.status.x);
	} else if (m.act == MOUSE_CLICK && mouse_inside(a->panes.keys, m)) {
		enum command_id command = keybar_at(a->panes.keys, a->ctx.commands,
			app_context(a), m.x - a->panes.keys.x);

		if (command != COMMAND_NONE)
			app_command(a, command, -1);
	} else if (m.act != MOUSE_CLICK && pane) {
		(pane->view->scroll ? pane->view->scroll : pane_scroll)(
			pane, m.act == MOUSE_WHEEL_UP ? -MOUSE_ROWS : MOUSE_ROWS);
	}
}

/* --- the start --- */

/* Opens the record that NAME means: a key of the tab's table, or what bali show takes.
 * Returns false with a sentence in ERR when it is not one. */
static bool start_record(struct app *a, const char *name, struct str *err)
{
	struct resolve found;
	struct row_ref ref;

	app_finish(a);
	ref = app_find_row(a, name);
	/* The search in force stays: no pane uses "find" yet. */
	resolve_init(&found, &a->find);
	if (ref.table < 0 || ref.row == ROW_NONE) {
		resolve_find(&found, slice_of(name));
		if (found.count == 1)
			ref = found.rows[0];
		else
			resolve_add_fault(&found, name, err);
	}
	search_set(&a->find, "", -1, NULL, NULL);
	resolve_release(&found);
	app_go_record(a, ref);
	return ref.table >= 0 && ref.row != ROW_NONE;
}

bool app_start(struct app *a, const char *tab, const char *query, const char *select,
	struct str *err)
{
	if (tab) {
		size_t number = app_find_tab(a, tab);

		if (number == a->tab_count) {
			struct str titles = STR_INIT;

			for (size_t i = 0; i < a->tab_count; i++)
				str_addf(
					&titles, "%s%s", i ? ", " : "", a->tabs[i].title);
			str_addf(err, _("Unknown tab “%s”. The tabs are: %s."), tab,
				titles.buf);
			str_release(&titles);
			return false;
		}
		history_here(&a->history)->tab = (int)number;
	}
	if (query)
		app_search(a, query);
	if (query && app_main_pane(a)->table < 0 && !tab)
		app_go_overlay(a, &view_results);
	if (a->ctx.compared && !tab && !query && !select)
		app_show_changes(a);
	return !select || start_record(a, select, err);
}

bool app_work(struct app *a, int64_t until)
{
	bool done;

	app_take_typed(a);
	done = app_work_seen(a, until);

	/* The Enter that waited, now that it is known what it is meant for. */
	if ((a->open_waits || (a->accept_waits && a->loaded)) && a->search_done) {
		app_main_pane(a)->changed = true;
		app_update(a);
		if (a->open_waits || app_prompt_target(a).table >= 0)
			app_command(a, COMMAND_OPEN, -1);
		a->open_waits = a->accept_waits = false;
	}
	if (!export_work(a, until))
		return false;
	/* A place in a window takes its size. */
	if (a->place && a->loaded && a->canvas.cols)
		app_go_place(a);
	return done && !a->place && app_reload_work(a, until);
}

int app_wait_fd(const struct app *a)
{
	if (a->loaded || a->load_stopped || !a->load_turn || export_runs(a) ||
		(search_limits(&a->search, -1) && !a->search_done))
		return -1;
	return load_wait_fd(&a->load);
}

void app_finish(struct app *a)
{
	while (!app_work(a, INT64_MAX)) {
		struct pollfd pipe = { .fd = app_wait_fd(a), .events = POLLIN };

		if (pipe.fd >= 0)
			poll(&pipe, 1, -1);
	}
	a->preview_due = 0;
}

void app_look(struct app *a)
{
	int64_t now = clock_used();

	if (a->looked && now - a->looked > a->longest)
		a->longest = now - a->looked;
	a->looked = now;
}

/* Returns whether an Enter is too early. One that is typed together with the letters means
 * the best row, which is not known before the search is done. */
static bool loop_early(const struct app *a)
{
	return a->prompting == APP_PROMPT_NONE && search_limits(&a->search, -1) &&
		!a->search_done && clock_now() - a->search_began < LOOP_AHEAD;
}

/* Waits as term_wait does. An Enter that is too early is kept until it is not; the keys
 * after it stay unread until then. */
static enum term_event loop_wait(struct app *a, int64_t patience, int pipe, uint32_t *key)
{
	enum term_event event;

	app_look(a);
	if (a->early_enter && loop_early(a))
		return term_wait(0, pipe, NULL);
	if (a->early_enter) {
		a->early_enter = false;
		*key = KEY_ENTER_CHAR;
		return TERM_KEY;
	}
	event = term_wait(patience, pipe, key);
	a->early_enter = event == TERM_KEY && *key == KEY_ENTER_CHAR && loop_early(a);
	return a->early_enter ? TERM_NOTHING : event;
}

/* Brings the terminal in line with what is wanted of the mouse and the theme. */
static void loop_set_terminal(struct app *a, enum theme *theme)
{
	struct str err = STR_INIT;

	if (*theme != a->theme)
		term_set_theme(a->theme);
	*theme = a->theme;
	if (!term_set_mouse(a->mouse, &err)) {
		a->mouse = false;
		app_say(a, STYLE_WARNING, "%s", err.buf);
	}
	str_release(&err);
}

/* Carries out EVENT and the keys that wait behind it; returns false when it is over. */
static bool loop_take(
	struct app *a, struct helper *h, enum term_event event, uint32_t key)
{
	enum theme theme = a->theme;
	int64_t until = clock_now() + LOOP_KEYS;

	for (; event != TERM_NOTHING; event = loop_wait(a, 0, -1, &key)) {
		if (event == TERM_LEAVE)
			return false;
		if (event == TERM_RESIZE) {
			/* A key that follows means what it does at the new size. */
			int cols, rows;

			term_size(&cols, &rows);
			canvas_resize(&a->canvas, cols, rows);
			app_changed(a);
			app_layout(a, cols, rows);
			a->touch = true;
			a->dirty = true;
		} else {
			if (event == TERM_MOUSE)
				app_mouse(a, term_mouse());
			else
				app_key(a, key);
			helper_take(h, a);
			loop_set_terminal(a, &theme);
		}
		if (a->suspend) {
			a->suspend = false;
			term_suspend();
		}
		if (a->done)
			return false;
		if (clock_now() >= until)
			break;
	}
	return true;
}

/* The files of what is shown, and a change of them that is to be acted on. */
struct loop_files {
	struct watch watch;
	const struct package *package; /* that watch is set to */
	int64_t due; /* clock at which the change is acted on; 0: there is none */
};

/* Has the files of A's package watched, as they are now. */
static void loop_set_files(const struct app *a, struct loop_files *f)
{
	if (!a->watched || f->package == a->package)
		return;
	watch_set(&f->watch, a->package, clock_now() + LOOP_STEP);
	f->package = a->package;
}

/* Looks whether files have changed, and has them read again once they are left alone. */
static void loop_look_files(struct app *a, struct loop_files *f)
{
	const char *name;
	uint64_t size;

	if (!a->watched)
		return;
	loop_set_files(a, f);
	if (watch_look(&f->watch, clock_now() + LOOP_STEP))
		f->due = clock_now() + LOOP_QUIET;
	if (f->due && f->due < a->reload_next)
		f->due = a->reload_next;
	if (!f->due || clock_now() < f->due || watch_looks(&f->watch))
		return;
	f->due = 0;
	name = watch_take(&f->watch, &size);
	if (name)
		app_reload_changed(a, name, size);
}

/* Returns PATIENCE or, if that is less, how long until the change of F is acted on; 0 where
 * there are files to be looked at, which the first picture does not wait for. */
static int64_t loop_patience(const struct loop_files *f, int64_t patience)
{
	int64_t left = f->due - clock_now();

	if (watch_looks(&f->watch))
		return 0;
	if (!f->due || (patience >= 0 && patience < left))
		return patience;
	return left > 0 ? left : 0;
}

void app_run(struct app *a)
{
	struct loop_files files = { 0 };
	struct helper helper;
	enum term_event event;
	enum theme theme = a->theme;
	uint32_t key = 0;
	int64_t patience, drawn = 0;
	int pipe;
	bool idle, helped, current = false; /* all results are on the screen */

	helper_init_here(&helper);
	watch_init(&files.watch);
	loop_set_terminal(a, &theme);
	app_look(a);
	loop_set_files(a, &files);
	/* One portion, so that the first picture has rows; the rest comes after it. */
	idle = app_work(a, 0);
	do {
		helped = helper_look(&helper, a);
		if (drawn)
			loop_look_files(a, &files);
		/* What is done within a step is on the very next picture. */
		if (drawn && (a->dirty || !idle)) {
			idle = app_work(a, clock_now() + LOOP_STEP);
			current = false;
		}
		if (package_refused(a->package, NULL))
			break;
		if (!app_patience(a) || idle || clock_now() - drawn >= LOOP_FRAME) {
			int cols, rows;

			term_size(&cols, &rows);
			if (a->touch)
				term_touch();
			a->touch = false;
			app_draw(a, cols, rows);
			term_draw(&a->canvas);
			drawn = clock_now();
			current = true;
		}
		/* Waits for a key, and for what a pipe brings when there is nothing to do
		 * before. */
		pipe = app_wait_fd(a);
		patience = pipe >= 0 ? LOOP_FRAME : 0;
		if (idle || (pipe >= 0 && current))
			patience = app_patience(a);
		if (pipe >= 0 && load_wait_most(&a->load) >= 0 &&
			(patience < 0 || patience > CSVFILE_PATIENCE * (int64_t)TASK_MS))
			patience = CSVFILE_PATIENCE * (int64_t)TASK_MS;
		if (helped && (patience < 0 || patience > LOOP_HELPER))
			patience = LOOP_HELPER;
		patience = loop_patience(&files, patience);
		if (pipe < 0 && a->watched)
			pipe = files.watch.fd;
		event = loop_wait(a, patience, pipe, &key);
	} while (loop_take(a, &helper, event, key));
	helper_release(&helper);
	watch_release(&files.watch);
}
