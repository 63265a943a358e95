/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Reading the package again: a new one is built while the old stays on the screen, until
 * the new one is complete and nothing is being typed. Then it takes the place of the old,
 * and the user stays on the same row by its key. When it cannot be read, the old one stays
 * and the status line says so. What always holds: no pane, search or history entry ever
 * points into a package that is gone.
 */

#include "browser/app.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/intl.h"
#include "base/memory.h"
#include "data/dialect.h"
#include "output/change_list.h"
#include "view/column_config.h"
#include "view/views.h"

enum {
	RELOAD_LARGE = 32 << 20, /* bytes of a file that is not read again by itself */
	RELOAD_KEPT =
		64 << 20, /* bytes of all files that are kept to show what changed */
	RELOAD_PAUSE = 4, /* times the last reload before the next by itself */
	RELOAD_BEGIN = 4 * TASK_MS, /* of the work, before the next key is looked at */
};

/* Goes on to open the package that is read again until the clock reaches UNTIL; returns
 * whether there is more to do. */
static bool reload_opens(struct app *a, int64_t until)
{
	struct str err = STR_INIT;
	bool opened;

	if (!a->reload_opening)
		return false;
	if (!package_opening_step(a->reload_opening, until))
		return true;
	opened = package_opening_end(a->reload_opening, &err);
	a->reload_opening = NULL;
	/* At the start, tables without their descriptor are better than nothing; here they
	 * would push out something better, and for no more than an editor that has written
	 * half of the file. */
	for (size_t i = 0; opened && i < a->reload->diag.count; i++) {
		const struct diag_entry *entry = &a->reload->diag.entries[i];

		if (entry->fault != FAULT_NOT_JSON)
			continue;
		str_addf(&err, "%s:%zu: %s", entry->place.file, (size_t)entry->place.line,
			entry->text);
		package_release(a->reload);
		opened = false;
	}
	if (opened) {
		load_init(&a->reload_load, a->reload);
	} else {
		free(a->reload);
		a->reload = NULL;
		app_say(a, STYLE_ERROR, _("Reload failed, old data kept: %s"), err.buf);
	}
	str_release(&err);
	return false;
}

/* Starts reading again; WATCHED as in struct app. What takes hardly any time is done at
 * once. */
static void reload_begin(struct app *a, bool watched)
{
	a->reload = xcalloc(1, sizeof *a->reload);
	a->reload_opening =
		package_opening_new(a->reload, a->path.buf, &a->overrides, DIAG_KEEP);
	a->reload_done = false;
	a->reload_dialect = false;
	a->reload_watched = watched;
	a->reload_began = clock_now();
	a->dirty = true; /* there is work to do */
	reload_opens(a, a->reload_began + RELOAD_BEGIN);
	if (a->reload && !watched)
		app_say(a, STYLE_STATUS, _("Reloading %s …"), a->path.buf);
}

void app_reload(struct app *a)
{
	/* What was begun by itself is what the user wants now. */
	if (a->reload) {
		a->reload_watched = false;
		return;
	}
	/* A pipe cannot be read twice; a reading that was stopped can go on. */
	if (app_piped(a)) {
		app_say(a, STYLE_STATUS,
			a->load_stopped ? _("Continuing to read standard input …")
					: _("Standard input cannot be read again."));
		a->load_stopped = false;
		return;
	}
	reload_begin(a, false);
}

void app_reload_changed(struct app *a, const char *name, uint64_t size)
{
	if (size > RELOAD_LARGE) {
		app_say(a, STYLE_STATUS, _("%s changed. r reloads."), name);
		return;
	}
	/* What is being read may be half of what there is now. */
	app_reload_stop(a);
	reload_begin(a, true);
}

void app_show_changes(struct app *a)
{
	if (a->ctx.diff || a->ctx.compared)
		app_go_overlay(a, &view_changes);
	else
		app_say(a, STYLE_STATUS,
			_("No changes to show: the data were not reloaded, or are too "
			  "large."));
}

void app_dialect(struct app *a)
{
	const struct descriptor *d = &a->package->descriptor;
	const struct resource *r = a->package->tables[app_main_pane(a)->table].schema;
	struct str path = STR_INIT;
	struct stat info;

	if (r->undeclared)
		descriptor_add_path(d, r, &path);
	if (!r->undeclared)
		app_say(a, STYLE_STATUS,
			_("%s declares how this table is read. Change its “dialect” "
			  "there."),
			d->file);
	else if (app_piped(a))
		app_say(a, STYLE_STATUS,
			_("Standard input cannot be read again. Start bali with "
			  "--delimiter, --header or --encoding."));
	else if (stat(path.buf, &info) != 0 || !S_ISREG(info.st_mode))
		app_say(a, STYLE_STATUS,
			_("%s cannot be read again. Start bali with --delimiter, "
			  "--header or --encoding."),
			path.buf);
	else
		app_go_overlay(a, &view_dialect);
	str_release(&path);
}

void app_note_dialect(struct app *a)
{
	enum { NARROW = 60 }; /* columns in which the words would be cut */
	struct tab *tab = &a->tabs[history_here(&a->history)->tab];
	const struct pane *pane = app_main_pane(a);
	struct str text = STR_INIT;

	if (tab->noted || a->message.len || pane != tab->pane || pane->table < 0 ||
		!a->package->tables[pane->table].ready)
		return;
	tab->noted = true;
	dialect_add_report(&text, a->package->tables[pane->table].schema);
	if (text.len && a->canvas.cols < NARROW)
		app_say(a, STYLE_STATUS, _("Read by a guess. D changes it."));
	else if (text.len && app_piped(a))
		app_say(a, STYLE_STATUS, _("Read as: %s."), text.buf);
	else if (text.len)
		app_say(a, STYLE_STATUS, _("Read as: %s. D changes it."), text.buf);
	str_release(&text);
}

void app_set_dialect(struct app *a, int table, const struct override *override)
{
	struct str path = STR_INIT;

	descriptor_add_path(
		&a->package->descriptor, a->package->tables[table].schema, &path);
	overrides_put(&a->overrides, path.buf, override, true);
	app_reload_stop(a);
	app_reload(a);
	a->reload_dialect = a->reload != NULL;
	str_release(&path);
}

/* Takes over the columns that the user has chosen in the COUNT old TABS of the package
 * OLD. */
static void reload_keep_columns(
	struct app *a, const struct package *old, const struct tab *tabs, size_t count)
{
	const struct tab **by_table = xcalloc(old->table_count + 1, sizeof *by_table);

	for (size_t i = 0; i < count; i++)
		if (tabs[i].pane && tabs[i].pane->columns)
			by_table[tabs[i].table] = &tabs[i];
	for (size_t i = 0; i < a->tab_count; i++) {
		int table = a->tabs[i].table;
		int number = table < 0 ? -1
				       : descriptor_find(&old->descriptor,
						 a->package->tables[table].schema->name);

		if (number < 0 || !by_table[number])
			continue;
		column_config_adopt(
			app_tab_pane(a, i)->columns, by_table[number]->pane->columns);
		a->tabs[i].noted = by_table[number]->noted && !a->reload_dialect;
	}
	free(by_table);
}

/*
 * Returns whether the file of T, which is read again for WAS, seems to be half written: it is
 * not there, breaks off, is empty or lacks the line end that it had.
 */
static bool reload_is_half(const struct table *was, const struct table *t)
{
	size_t rows = t->file ? csvfile_rows(t->file) : 0;
	size_t before = was->file ? csvfile_rows(was->file) : 0;
	struct slice last, end;

	if (!before || table_broken(was))
		return false;
	if (!rows || table_broken(t))
		return true;
	end = csvfile_span(was->file, before - 1, before);
	last = csvfile_span(t->file, rows - 1, rows);
	return end.text[end.len - 1] == '\n' && last.text[last.len - 1] != '\n';
}

/* Keeps the old data when a file that has changed by itself is half written; returns whether
 * it did. */
static bool reload_keep(struct app *a)
{
	for (size_t i = 0; a->reload_watched && i < a->package->table_count; i++) {
		const struct table *was = &a->package->tables[i];
		const struct table *is = package_table(a->reload, was->schema->name);

		if (!is || !reload_is_half(was, is))
			continue;
		app_say(a, STYLE_WARNING,
			is->file && csvfile_rows(is->file)
				? _("%s is half written. The old data are kept; r "
				    "reloads.")
				: csvfile_broken(is->file)
				? _("%s is not there. The old data are kept; r reloads.")
				: _("%s is empty. The old data are kept; r reloads."),
			is->schema->source);
		app_reload_stop(a);
		return true;
	}
	return false;
}

/* Returns whether what is shown is kept while the files are read again: it is small. */
static bool reload_keeps_former(const struct app *a)
{
	size_t bytes = 0;

	for (size_t i = 0; i < a->package->table_count; i++)
		if (a->package->tables[i].file)
			bytes += csvfile_bytes(a->package->tables[i].file, NULL);
	return bytes <= RELOAD_KEPT;
}

/* Returns what row REF of the old table of T is in the new one; of a row that is gone the one
 * behind it, or else before it; ROW_NONE when there is none. */
static uint32_t reload_map(const struct diff_table *t, uint32_t ref)
{
	uint32_t behind = ROW_NONE, before = ROW_NONE,
		 rows = (uint32_t)table_rows(t->new);

	for (uint32_t row = 0; row < rows; row++) {
		uint32_t was = t->match[row];

		if (was == ROW_NONE)
			continue;
		if (was >= ref && (behind == ROW_NONE || was < t->match[behind]))
			behind = row;
		if (was < ref && (before == ROW_NONE || was > t->match[before]))
			before = row;
	}
	return behind == ROW_NONE ? before : behind;
}

/* Returns that for row REF of the old package, with *SAME set to whether it is that row.
 * Where nothing was compared it is the row of the same key. */
static struct row_ref reload_find_row(const struct app *a, struct row_ref ref, bool *same)
{
	const struct diff *d = &a->reload_diff;
	struct row_ref now = ROW_NOWHERE;
	struct str key = STR_INIT;
	const struct table *is;

	*same = false;
	for (size_t i = 0; ref.table >= 0 && ref.row != ROW_NONE && i < d->count; i++) {
		const struct diff_table *t = &d->tables[i];

		if (!t->old || !t->new || t->old->number != ref.table)
			continue;
		now = (struct row_ref){ t->new->number, reload_map(t, ref.row) };
		*same = now.row != ROW_NONE && t->match[now.row] == ref.row;
		return now.row == ROW_NONE ? ROW_NOWHERE : now;
	}
	if (ref.table < 0 || ref.row == ROW_NONE || d->count)
		return now;
	is = package_table(a->reload, a->package->tables[ref.table].schema->name);
	table_add_key(&a->package->tables[ref.table], ref.row, &key);
	if (is)
		now = (struct row_ref){ is->number, table_find(is, str_slice(&key)) };
	*same = now.row != ROW_NONE;
	str_release(&key);
	return *same ? now : ROW_NOWHERE;
}

/* Returns whether the fields of table NUMBER of the old package are the same in the new. */
static bool reload_same_fields(const struct app *a, int number)
{
	const struct diff *d = &a->reload_diff;

	for (size_t i = 0; i < d->count; i++)
		if (d->tables[i].old && d->tables[i].old->number == number)
			return d->tables[i].new && !d->tables[i].schema_changed;
	return false;
}

/* Where the user is: what is shown, and the rows, as the new package has them. */
struct reload_place {
	struct str title, query;
	struct filters filters;
	const struct view *view, *overlay;
	struct saved_pos pos;
	struct row_ref record;
};

static void reload_note_place(struct app *a, struct reload_place *at)
{
	const struct history_entry *here = history_here(&a->history);
	struct pane *pane = app_main_pane(a);
	bool same;

	*at = (struct reload_place){ .title = STR_INIT,
		.query = STR_INIT,
		.view = pane->view,
		.overlay = here->overlay ? pane->view : NULL,
		.pos.row = ROW_NOWHERE,
		.record = ROW_NOWHERE };
	str_add(&at->title, a->tabs[here->tab].title);
	str_add(&at->query, search_text(&a->search));
	filters_carry(&at->filters, search_filters(&a->search), a->reload);
	if (pane->view->save)
		pane->view->save(pane, &at->pos);
	at->pos.row = reload_find_row(a, at->pos.row, &same);
	if (pane->view == &view_timeline)
		at->pos.timeline.about =
			reload_find_row(a, at->pos.timeline.about, &same);
	else if (pane->table >= 0 && !reload_same_fields(a, pane->table))
		at->pos = (struct saved_pos){ .row = at->pos.row };
	if (here->record)
		at->record = reload_find_row(a, here->record->row, &same);
	if (!here->record || !same)
		at->record = ROW_NOWHERE;
}

/* Goes there, as far as it still exists, and gives AT up. */
static void reload_restore_place(struct app *a, struct reload_place *at)
{
	size_t tab = app_find_tab(a, at->title.buf);
	struct pane *pane;

	history_here(&a->history)->tab = tab < a->tab_count ? (int)tab : 0;
	if (at->query.len)
		app_search(a, at->query.buf);
	app_filter(a, &at->filters);
	if (at->overlay)
		app_go_overlay(a, at->overlay);
	/* Small tables: the rows are there before the cursor goes to one. */
	app_work_seen(a, clock_now() + 5 * TASK_MS);
	pane = app_main_pane(a);
	if (tab < a->tab_count && pane->view == at->view && pane->view->restore)
		pane->view->restore(pane, &at->pos);
	app_go_record(a, at->record);
	filters_release(&at->filters);
	str_release(&at->title);
	str_release(&at->query);
}

/*
 * Shows the new package instead of the old one. Of the old panes only the columns are
 * kept, table by table. All that points into the old package is given up before it is:
 * a row number may mean another row now, so the history starts again.
 */
static void reload_swap(struct app *a)
{
	struct package *old = a->package;
	struct tab *tabs = a->tabs;
	size_t count = a->tab_count;

	app_drop_panes(a);
	if (!a->ctx.compared)
		app_drop_changes(a);
	search_release(&a->search);
	search_release(&a->find);
	load_release(&a->load);
	a->load = a->reload_load;
	a->loaded = true;
	app_set_package(a, a->reload);
	a->reload = NULL;
	reload_keep_columns(a, old, tabs, count);
	app_drop_tabs(tabs, count);
	a->reload_compared = a->reload_matched = false;
	if (!a->ctx.compared) {
		a->former = old;
		a->changes = a->reload_diff;
		a->reload_diff = (struct diff){ 0 };
		return;
	}
	/* It is compared with what it was compared with before. */
	diff_release(&a->changes);
	diff_release(&a->reload_diff);
	a->ctx.diff = NULL;
	package_release(old);
	free(old);
}

/* Takes the new package over; the user stays at the same tab, search and row, by their
 * names and keys, as far as these still exist. */
static void reload_finish(struct app *a)
{
	bool known = a->reload_diff.count > 0;
	bool any = known && diff_any(&a->reload_diff);
	bool kept = known && !a->ctx.compared && reload_keeps_former(a);
	struct reload_place at;
	struct str news = STR_INIT;

	if (known)
		change_list_add_news(&a->reload_diff, &news);
	reload_note_place(a, &at);
	reload_swap(a);
	if (kept)
		a->ctx.diff = &a->changes;
	else if (!a->ctx.compared)
		app_drop_changes(a);
	reload_restore_place(a, &at);
	/* Of what nobody asked for, only news are worth words. */
	if (any || !known || !a->reload_watched) {
		str_clear(&a->message);
		if (a->reload_dialect)
			app_note_dialect(a);
		if (!a->message.len && !known)
			app_say(a, STYLE_STATUS, _("Reloaded."));
		else if (!a->message.len)
			app_say(a, STYLE_STATUS,
				any && kept
					/* TRANSLATORS: what changed: "2 members added" */
					? _("Reloaded: %s.  R shows them")
					/* TRANSLATORS: what changed: "2 members added" */
					: _("Reloaded: %s."),
				news.buf);
	}
	a->reload_next = clock_now() + RELOAD_PAUSE * (clock_now() - a->reload_began);
	app_changed(a);
	str_release(&news);
}

/* Returns whether the user is in the midst of something that is about the old rows. */
static bool reload_waits(struct app *a)
{
	const struct pane *pane = app_focus_pane(a);

	return a->prompting != APP_PROMPT_NONE || a->export || a->copying ||
		pane->view->type || (pane->context & (IN_VALUES | IN_COLUMNS));
}

/* --- comparing with another package --- */

bool app_compare(struct app *a, const char *path, const struct diff_options *options,
	struct str *err)
{
	struct package *former = xcalloc(1, sizeof *former);

	if (!strcmp(path, "-")) {
		str_add(err,
			_("Standard input can be the new side only, to be browsed."));
		free(former);
		return false;
	}
	if (!package_open(former, path, &a->overrides, err)) {
		free(former);
		return false;
	}
	a->former = former;
	load_init(&a->former_load, former);
	a->former_load.end = LOAD_CHECKS;
	a->compare = *options;
	a->ctx.compared = true;
	return true;
}

/* Goes on to compare what is shown until the clock reaches UNTIL; returns true when
 * nothing is left to do. */
static bool compare_work(struct app *a, int64_t until)
{
	struct load *l = &a->former_load;
	struct str err = STR_INIT;

	if (!a->ctx.compared || a->ctx.diff)
		return true;
	if (l->phase < l->end && !l->task.step(&l->task, until))
		return false;
	if (!a->loaded)
		return true;
	if (!a->changes.tables &&
		!diff_init(&a->changes, a->former, a->package, &a->compare, &err))
		app_say(a, STYLE_WARNING, "%s", err.buf);
	str_release(&err);
	if (!a->changes.task.step(&a->changes.task, until))
		return false;
	a->ctx.diff = &a->changes;
	app_changed(a);
	return true;
}

bool app_reload_work(struct app *a, int64_t until)
{
	struct str err = STR_INIT;

	if (reload_opens(a, until))
		return false;
	if (!a->reload)
		return compare_work(a, until);
	if (!a->reload_done) {
		a->reload_done = a->reload_load.task.step(&a->reload_load.task, until);
		if (!a->reload_done || clock_now() >= until)
			return false;
	}
	if (reload_waits(a) || reload_keep(a))
		return true;
	if (!a->reload_compared) {
		/* Of rows that are not all known nothing can be said, nor of rows read
		 * otherwise. */
		if (a->loaded && !a->reload_dialect)
			diff_init(&a->reload_diff, a->package, a->reload,
				&(struct diff_options){ 0 }, &err);
		str_release(&err);
		a->reload_compared = true;
		if (clock_now() >= until)
			return false;
	}
	if (a->reload_diff.count && !a->reload_matched) {
		a->reload_matched = a->reload_diff.task.step(&a->reload_diff.task, until);
		if (!a->reload_matched || clock_now() >= until)
			return false;
	}
	reload_finish(a);
	return !a->ctx.compared;
}
