#include "config.h"

/* What takes long, a step at a time; what a person waits for comes first. */

#include "browser/app.h"

#include <poll.h>

#include "browser/export.h"
#include "browser/reload.h"

/* Without a text there is still the index to be built: when all is loaded and nothing
 * else is to be done, so that the first letter need not wait for it. */
static bool work_search(struct app *a, int64_t until)
{
	if (!search_active(&a->search) && !a->loaded)
		return true;
	if (!a->search_done)
		a->search_done = a->search.task.step(&a->search.task, until);
	return a->search_done;
}

static bool work_pane(struct app *a, int64_t until)
{
	struct pane *pane = app_main_pane(a);

	return !pane->view->work || pane->view->work(pane, until);
}

static bool work_load(struct app *a, int64_t until)
{
	enum load_phase phase = a->load.phase;
	uint64_t done = a->load.task.done;

	if (a->loaded || a->load_stopped)
		return true;
	a->loaded = a->load.task.step(&a->load.task, until);
	if (a->loaded || a->load.phase != phase || a->load.task.done != done)
		a->search_done = false; /* there are rows it has not seen */
	return a->loaded && a->search_done;
}

bool app_work_here(struct app *a, int64_t until)
{
	a->load_turn = work_search(a, until) && work_pane(a, until);
	return a->load_turn && work_load(a, until);
}

/* Carries out the Enter that waited, now that what it is meant for is known. */
static void work_open(struct app *a)
{
	if (!a->open_waits || !a->search_done)
		return;
	a->open_waits = false;
	app_main_pane(a)->changed = true;
	app_command(a, COMMAND_OPEN, -1);
}

bool app_work(struct app *a, int64_t until)
{
	bool done = app_work_here(a, until);

	work_open(a);
	if (!export_work(a, until))
		return false;
	return done && reload_work(a, until);
}

int app_wait_fd(const struct app *a)
{
	if (a->loaded || a->load_stopped || !a->load_turn || export_runs(a) ||
		(search_active(&a->search) && !a->search_done))
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
