#include "config.h"

/*
 * The one loop: draws when the picture is stale, waits for keys and signals, and gives the
 * long work its steps while no key waits. Keys that wait are all carried out before the
 * next picture. Of the browser only this file knows the terminal; the work can be done
 * without one.
 */

#include "browser/app.h"

#include <poll.h>

#include "browser/export.h"
#include "browser/helper.h"
#include "query/resolve.h"
#include "ui/term.h"
#include "view/views.h"

enum {
	LOOP_STEP = 4 * TASK_MS,    /* a step of work: a key waits no longer */
	LOOP_FRAME = 50 * TASK_MS,  /* between two pictures while work goes on */
	LOOP_HELPER = 10 * TASK_MS, /* between two looks at another program */
	LOOP_KEYS = 8 * TASK_MS,    /* keys that go on coming: a picture after this */
};

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
			str_addf(err, "Unknown tab “%s”. The tabs are:", tab);
			for (size_t i = 0; i < a->tab_count; i++)
				str_addf(err, "%s %s", i ? "," : "", a->tabs[i].title);
			str_add_char(err, '.');
			return false;
		}
		history_here(&a->history)->tab = (int)number;
	}
	if (query)
		app_search(a, query);
	if (query && app_main_pane(a)->table < 0 && !tab)
		app_go_overlay(a, &view_results);
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
	return done && app_reload_work(a, until);
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

	for (; event != TERM_NOTHING; event = term_wait(0, -1, &key)) {
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

void app_run(struct app *a)
{
	struct helper helper;
	enum term_event event;
	enum theme theme = a->theme;
	uint32_t key = 0;
	int64_t patience, drawn = 0;
	int pipe;
	bool idle, helped, current = false; /* all results are on the screen */

	helper_init_here(&helper);
	loop_set_terminal(a, &theme);
	/* One portion, so that the first picture has rows; the rest comes after it. */
	idle = app_work(a, 0);
	do {
		helped = helper_look(&helper, a);
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
		event = term_wait(patience, pipe, &key);
	} while (loop_take(a, &helper, event, key));
	helper_release(&helper);
}
