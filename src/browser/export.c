/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "browser/export.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "output/listing.h"

enum { EXPORT_NAMES = 10000 }; /* of a folder, looked at to complete one */

static const int64_t EXPORT_LONG = 200 * TASK_MS; /* work that lasts longer is shown */

struct export
{
	struct export_job job;
	struct str name; /* of the file, as it was typed */
	struct str path; /* the same as it is opened */
	bool asks;       /* whether the existing file may be replaced */
	int64_t began;
};

void export_stop(struct app *a)
{
	struct export *e = a->export;

	if (!e)
		return;
	export_job_release(&e->job);
	str_release(&e->name);
	str_release(&e->path);
	free(e);
	a->export = NULL;
}

/* Makes the job of what there is to write in FORMAT; says why when there is nothing. */
static bool export_take(struct app *a, enum format format)
{
	struct pane *pane = app_focus_pane(a);
	struct str err = STR_INIT;
	bool any;

	if (!pane->view->export) {
		app_say(a, STYLE_STATUS,
			_("Nothing to export here. e exports lists, records and the "
			  "timeline."));
		return false;
	}
	a->export = xcalloc(1, sizeof *a->export);
	str_init(&a->export->name);
	str_init(&a->export->path);
	export_job_init(&a->export->job, format);
	any = pane->view->export(pane, &a->export->job, &err);
	if (!any) {
		app_say(a, STYLE_STATUS, "%s", err.buf);
		export_stop(a);
	}
	str_release(&err);
	return any;
}

bool export_open(struct app *a, struct str *name)
{
	if (export_runs(a)) {
		app_say(a, STYLE_WARNING, _("Still writing %s. Ctrl-C stops it."),
			a->export->name.buf);
		return false;
	}
	if (!export_take(a, FORMAT_CSV))
		return false;
	str_addf(name, "%s%s", a->export->job.name.buf,
		formats[a->export->job.proposed].ending);
	export_stop(a);
	return true;
}

/* Opens the file and begins; asks when it exists and is not to be REPLACEd. Returns false
 * when it cannot be opened, which it says. */
static bool export_begin(struct app *a, bool replace)
{
	struct export *e = a->export;
	bool exists = false;
	struct str text = STR_INIT;
	bool open =
		export_job_open(&e->job, e->path.buf, replace, a->csv, &exists, &text);

	e->asks = !open && exists;
	e->began = clock_now();
	a->prompting = e->asks ? APP_PROMPT_REPLACE : APP_PROMPT_NONE;
	if (e->asks) {
		/* The question is where the name was typed, the cursor behind it. */
		str_clear(&text);
		str_addf(&text, _("%s exists. y overwrites, any other key cancels."),
			e->name.buf);
		prompt_set(&a->prompt, text.buf);
	} else if (!open) {
		app_say(a, STYLE_ERROR, "%s", text.buf);
	}
	str_release(&text);
	return open || exists;
}

/* Appends NAME as a path that can be opened: ~ is the home, as in a shell, where names are
 * mostly typed. */
static void export_add_path(const char *name, struct str *out)
{
	const char *home = getenv("HOME");
	bool tilde = !strncmp(name, "~/", 2) && home && *home;

	str_add(out, tilde ? home : "");
	str_add(out, name + tilde);
}

static int compare_items(const void *a, const void *b)
{
	return strcmp(((const struct complete_item *)a)->text,
		((const struct complete_item *)b)->text);
}

void export_complete(struct complete *c, const char *text, size_t cursor)
{
	struct str folder = STR_INIT, path = STR_INIT;
	const struct dirent *entry;
	size_t start = cursor;
	DIR *dir;

	complete_release(c);
	while (start && text[start - 1] != '/')
		start--;
	c->start = start;
	c->end = cursor;
	str_add_bytes(&path, text, start);
	export_add_path(path.buf, &folder);
	str_add(&folder, start ? "" : "./");
	dir = opendir(folder.buf);
	for (size_t i = 0; dir && i < EXPORT_NAMES && (entry = readdir(dir)); i++) {
		struct slice name = slice_of(entry->d_name);
		struct stat info;
		bool is_folder;

		if (!slice_starts(name, (struct slice){ text + start, cursor - start }) ||
			(*name.text == '.' && (start == cursor || text[start] != '.')) ||
			!strcmp(name.text, ".") || !strcmp(name.text, "..") ||
			text_check_utf8(name) < name.len || c->count == COMPLETE_ITEMS)
			continue;
		str_clear(&path);
		str_addf(&path, "%s%s", folder.buf, name.text);
		is_folder = !stat(path.buf, &info) && S_ISDIR(info.st_mode);
		name.text =
			arena_printf(&c->arena, "%s%s", name.text, is_folder ? "/" : "");
		*ARRAY_ADD(c->items, c->count, c->alloc) =
			(struct complete_item){ name.text, name.text, 0 };
	}
	if (dir)
		closedir(dir);
	if (c->count)
		qsort(c->items, c->count, sizeof *c->items, compare_items);
	str_release(&folder);
	str_release(&path);
}

void export_accept(struct app *a)
{
	struct str name = STR_INIT, endings = STR_INIT;
	enum format format;

	str_add(&name, a->prompt.text.buf + strspn(a->prompt.text.buf, " "));
	str_trim_end(&name);
	if (!format_of_file(name.buf, &format)) {
		format_add_endings(&endings);
		app_say(a, STYLE_WARNING, _("File name must end in %s."), endings.buf);
	} else if (!export_take(a, format)) {
		a->prompting = APP_PROMPT_NONE;
	} else {
		str_add(&a->export->name, name.buf);
		export_add_path(name.buf, &a->export->path);
		if (!export_begin(a, false)) {
			export_stop(a);
			a->prompting = APP_PROMPT_EXPORT;
		}
	}
	str_release(&name);
	str_release(&endings);
}

void export_answer(struct app *a, uint32_t key)
{
	a->prompting = APP_PROMPT_NONE;
	a->dirty = true;
	if (key != 'y')
		app_say(a, STYLE_STATUS, _("Not overwritten."));
	if (key != 'y' || !export_begin(a, true))
		export_stop(a);
}

bool export_runs(const struct app *a)
{
	return a->export && !a->export->asks;
}

/* Appends how many BYTES a file has. */
static void export_add_size(uint64_t bytes, struct str *out)
{
	size_t few = bytes < 1000 ? (size_t)bytes : 0;

	if (few == bytes)
		str_addf(out, ngettext("%zu byte", "%zu bytes", few), few);
	else if (bytes < 1000000)
		str_addf(out, "%" PRIu64 " kB", (bytes + 500) / 1000);
	else
		str_addf(out, "%.1f MB", (double)bytes / 1e6);
}

bool export_work(struct app *a, int64_t until)
{
	struct export *e = a->export;
	struct str text = STR_INIT, what = STR_INIT, size = STR_INIT;

	if (!export_runs(a))
		return true;
	if (!e->job.task.step(&e->job.task, until))
		return false;
	if (export_job_close(&e->job, &text)) {
		export_job_add_what(&e->job, &what);
		export_add_size(e->job.size, &size);
		if (e->job.partial)
			app_say(a, STYLE_WARNING,
				/* TRANSLATORS: "12 rows", a file, "3 kB" */
				_("Wrote %s to %s (%s), but not all rows were read yet."),
				what.buf, e->name.buf, size.buf);
		else
			app_say(a, STYLE_STATUS,
				/* TRANSLATORS: "12 rows", a file, "3 kB" */
				_("Wrote %s to %s (%s)."), what.buf, e->name.buf,
				size.buf);
	} else {
		app_say(a, STYLE_ERROR, "%s", text.buf);
	}
	str_release(&text);
	str_release(&what);
	str_release(&size);
	export_stop(a);
	return true;
}

void export_add_progress(const struct app *a, struct str *out)
{
	const struct task *task;

	if (!export_runs(a) || clock_now() - a->export->began < EXPORT_LONG)
		return;
	task = &a->export->job.task;
	str_addf(out, _("writing %s"), a->export->name.buf);
	if (task->total)
		str_addf(out, " %d %%", (int)(task->done * 100 / task->total));
}
