#include "config.h"

#include "browser/export.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "output/export_job.h"

static const int64_t EXPORT_LONG = 200 * TASK_MS; /* work that lasts longer is told */

struct export
{
	struct export_job writing;
	struct str name; /* of the file, as it was typed */
	struct str path; /* the same as it is opened */
	bool asks;       /* whether the file that is there may be replaced */
	int64_t began;
};

static void export_free(struct app *a)
{
	struct export *e = a->export;

	export_job_release(&e->writing);
	str_release(&e->name);
	str_release(&e->path);
	free(e);
	a->export = NULL;
}

/* Takes what there is to write in FORMAT; says why when there is nothing. */
static bool export_take(struct app *a, enum format format)
{
	struct pane *pane = app_focus_pane(a);
	struct str err;
	bool any;

	if (!pane->view->export) {
		app_say(a, STYLE_STATUS,
			"There is nothing to export here; e writes lists, records and "
			"the timeline.");
		return false;
	}
	a->export = xcalloc(1, sizeof *a->export);
	str_init(&a->export->name);
	str_init(&a->export->path);
	export_job_init(&a->export->writing, format);
	str_init(&err);
	any = pane->view->export(pane, &a->export->writing, &err);
	if (!any) {
		app_say(a, STYLE_STATUS, "%s", err.buf);
		export_free(a);
	}
	str_release(&err);
	return any;
}

bool export_open(struct app *a, struct str *name)
{
	if (export_runs(a)) {
		app_say(a, STYLE_WARNING, "Still writing %s; Ctrl-C stops that.",
			a->export->name.buf);
		return false;
	}
	if (!export_take(a, FORMAT_CSV))
		return false;
	str_addf(name, "%s%s", a->export->writing.name.buf,
		format_ending(a->export->writing.proposed));
	export_free(a);
	return true;
}

/* Appends NAME as a path: ~ is the home, as in a shell, where names are mostly typed. */
static void export_add_path(const char *name, struct str *out)
{
	const char *home = getenv("HOME");

	if (!strncmp(name, "~/", 2) && home && *home) {
		str_add(out, home);
		name++;
	}
	str_add(out, name);
}

static void export_refuse(struct app *a, const char *name)
{
	struct str endings;

	str_init(&endings);
	format_add_endings(&endings);
	if (*name)
		app_say(a, STYLE_WARNING, "%s has to end in %s.", name, endings.buf);
	else
		app_say(a, STYLE_WARNING, "The name of a file is needed, ending in %s.",
			endings.buf);
	str_release(&endings);
}

/* Puts the question where the name was typed, the cursor behind it. */
static void export_ask(struct app *a)
{
	struct str question;

	str_init(&question);
	str_addf(&question, "%s is there already: y replaces it, any other key leaves it",
		a->export->name.buf);
	prompt_set(&a->prompt, question.buf);
	str_release(&question);
}

/* Opens the file and begins; asks when it is there and not to be REPLACEd. Returns false
 * when it cannot be opened, which it says. */
static bool export_begin(struct app *a, bool replace)
{
	struct export *e = a->export;
	bool exists = false;
	struct str err;
	bool open;

	str_init(&err);
	open = export_job_open(&e->writing, e->path.buf, replace, a->safe, &exists, &err);
	e->asks = !open && exists;
	if (!open && !exists)
		app_say(a, STYLE_ERROR, "%s", err.buf);
	str_release(&err);
	e->began = clock_now();
	a->prompting = e->asks ? APP_PROMPT_REPLACE : APP_PROMPT_NONE;
	if (e->asks)
		export_ask(a);
	return open || exists;
}

void export_accept(struct app *a)
{
	enum format format;
	struct str name;

	str_init(&name);
	str_add(&name, a->prompt.text.buf + strspn(a->prompt.text.buf, " "));
	str_trim_end(&name);
	if (!format_of_file(name.buf, &format)) {
		export_refuse(a, name.buf);
	} else if (!export_take(a, format)) {
		a->prompting = APP_PROMPT_NONE;
	} else {
		str_add(&a->export->name, name.buf);
		export_add_path(name.buf, &a->export->path);
		if (!export_begin(a, false)) {
			export_free(a);
			a->prompting = APP_PROMPT_EXPORT;
		}
	}
	str_release(&name);
}

void export_answer(struct app *a, uint32_t key)
{
	a->prompting = APP_PROMPT_NONE;
	a->dirty = true;
	if (key != 'y') {
		app_say(a, STYLE_STATUS, "%s is left as it is.", a->export->name.buf);
		export_free(a);
	} else if (!export_begin(a, true)) {
		export_free(a);
	}
}

/* Appends SIZE as a person reads it: "812 bytes", "7 kB", "1.4 MB". */
static void export_add_size(uint64_t size, struct str *out)
{
	if (size < 1000)
		str_add_count(out, (size_t)size, "byte", NULL);
	else if (size < 1000000)
		str_addf(out, "%" PRIu64 " kB", (size + 500) / 1000);
	else
		str_addf(out, "%.1f MB", (double)size / 1e6);
}

/* Puts the file in its place and says what stands in it. */
static void export_end(struct app *a)
{
	struct export *e = a->export;
	struct str news;

	str_init(&news);
	if (export_job_close(&e->writing, &news)) {
		str_add(&news, "wrote ");
		export_job_add_what(&e->writing, &news);
		str_addf(&news, " to %s (", e->name.buf);
		export_add_size(e->writing.size, &news);
		str_add(&news, e->writing.partial ? "); not all was read yet" : ")");
		app_say(a, e->writing.partial ? STYLE_WARNING : STYLE_STATUS, "%s",
			news.buf);
	} else {
		app_say(a, STYLE_ERROR, "%s", news.buf);
	}
	str_release(&news);
	export_free(a);
}

bool export_runs(const struct app *a)
{
	return a->export && !a->export->asks;
}

bool export_work(struct app *a, int64_t until)
{
	if (!export_runs(a))
		return true;
	if (!a->export->writing.task.step(&a->export->writing.task, until))
		return false;
	export_end(a);
	return true;
}

void export_stop(struct app *a)
{
	if (a->export)
		export_free(a);
}

void export_add_progress(const struct app *a, struct str *out)
{
	const struct task *task;

	if (!export_runs(a) || clock_now() - a->export->began < EXPORT_LONG)
		return;
	task = &a->export->writing.task;
	str_addf(out, "writing %s", a->export->name.buf);
	if (task->total)
		str_addf(out, " %d %%", (int)(task->done * 100 / task->total));
}
