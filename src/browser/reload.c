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

#include "base/memory.h"
#include "data/dialect.h"
#include "view/column_config.h"
#include "view/views.h"

enum { RELOAD_COMPARED = 20000 }; /* rows: a few milliseconds */

void app_reload(struct app *a)
{
	struct str err = STR_INIT;
	bool opened;

	if (a->reload)
		return;
	/* A pipe cannot be read twice; a reading that was stopped can go on. */
	if (app_piped(a)) {
		app_say(a, STYLE_STATUS,
			a->load_stopped ? "Continuing to read standard input …"
					: "Standard input cannot be read again.");
		a->load_stopped = false;
		return;
	}
	a->reload = xcalloc(1, sizeof *a->reload);
	a->reload_dialect = false;
	opened = package_open(a->reload, a->path.buf, &a->overrides, &err);
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
		a->reload_done = false;
		load_init(&a->reload_load, a->reload);
		app_say(a, STYLE_STATUS, "Reloading %s …", a->path.buf);
	} else {
		free(a->reload);
		a->reload = NULL;
		app_say(a, STYLE_ERROR, "Reload failed, old data kept: %s", err.buf);
	}
	str_release(&err);
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
			"%s declares how this table is read. Change its “dialect” there.",
			d->file);
	else if (stat(path.buf, &info) != 0 || !S_ISREG(info.st_mode))
		app_say(a, STYLE_STATUS,
			"%s cannot be read again. Start bali with --delimiter, --header "
			"or --encoding.",
			app_piped(a) ? "Standard input" : path.buf);
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
		app_say(a, STYLE_STATUS, "Read by a guess. D changes it.");
	else if (text.len)
		app_say(a, STYLE_STATUS, "Read as: %s.%s", text.buf,
			app_piped(a) ? "" : " D changes it.");
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

/* Takes over the columns that the user has chosen in the COUNT old TABS of the package OLD. */
static void reload_keep_columns(
	struct app *a, const struct package *old, const struct tab *tabs, size_t count)
{
	const struct tab **by_table = xcalloc(old->table_count + 1, sizeof *by_table);

	for (size_t i = 0; i < count; i++)
		if (tabs[i].pane->columns)
			by_table[tabs[i].pane->table] = &tabs[i];
	for (size_t i = 0; i < a->tab_count; i++) {
		struct column_config *columns = a->tabs[i].pane->columns;
		int number = columns
			? descriptor_find(&old->descriptor, columns->table->schema->name)
			: -1;

		if (number < 0 || !by_table[number])
			continue;
		column_config_adopt(columns, by_table[number]->pane->columns);
		a->tabs[i].noted = by_table[number]->noted && !a->reload_dialect;
	}
	free(by_table);
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
	search_release(&a->search);
	search_release(&a->find);
	load_release(&a->load);
	a->load = a->reload_load;
	a->loaded = true;
	app_set_package(a, a->reload);
	a->reload = NULL;
	reload_keep_columns(a, old, tabs, count);
	app_drop_tabs(tabs, count);
	package_release(old);
	free(old);
}

/*
 * Appends to NEWS what changed from table WAS to IS: "1 added, 2 changed in Meetings". Rows
 * are known by their keys, else by their order while there are as many as before. Of long
 * tables only the numbers of rows are compared; returns whether all of it was.
 */
static bool reload_add_news(
	const struct table *was, const struct table *is, struct str *news)
{
	static const char *const words[] = { "added", "removed", "changed" };
	size_t old = table_rows(was), new = table_rows(is), kept = 0, start = news->len;
	size_t counts[] = { 0, 0, 0 };
	bool every = old + new <= RELOAD_COMPARED;
	bool rows = every && (is->schema->key_count || old == new);
	size_t fields = is->schema->field_count;
	struct csvrow before, now;
	struct str key = STR_INIT;

	csvrow_init(&before);
	csvrow_init(&now);
	for (size_t i = 0; rows && i < new; i++) {
		bool same = was->schema->field_count == fields;
		uint32_t at = (uint32_t)i;

		if (is->schema->key_count) {
			str_clear(&key);
			table_add_key(is, i, &key);
			at = table_find(was, str_slice(&key));
		}
		if (at == ROW_NONE)
			continue;
		kept++;
		table_row(was, at, &before);
		table_row(is, i, &now);
		for (size_t k = 0; same && k < fields; k++)
			same = slice_equal(before.cells[k], now.cells[k]);
		counts[2] += !same;
	}
	if (!rows)
		kept = old < new ? old : new;
	counts[0] = new - kept;
	counts[1] = old > kept ? old - kept : 0;
	for (int i = 0; i < 3; i++)
		if (counts[i])
			str_addf(news, "%s%zu %s",
				news->len > start ? ", "
					: start   ? "; "
						  : "",
				counts[i], words[i]);
	if (news->len > start)
		str_addf(news, " in %s", is->schema->title);
	csvrow_release(&before);
	csvrow_release(&now);
	str_release(&key);
	return every;
}

/* Takes the new package over; the user stays at the same tab, search and row, by their
 * names and keys, as far as these still exist. */
static void reload_finish(struct app *a)
{
	struct saved_pos pos = { .row = ROW_NOWHERE };
	struct pane *pane = app_main_pane(a);
	struct row_ref at = pane->view->focus ? pane->view->focus(pane) : ROW_NOWHERE;
	struct filters filters = { 0 };
	struct str news = STR_INIT, title = STR_INIT, query = STR_INIT, row = STR_INIT;
	size_t tab;
	bool every = true; /* table was compared row by row */

	for (size_t i = 0; i < a->package->table_count; i++) {
		const struct table *was = &a->package->tables[i];
		const struct table *is = package_table(a->reload, was->schema->name);

		if (is && !reload_add_news(was, is, &news))
			every = false;
	}
	if (!news.len)
		str_add(&news, every ? "nothing changed" : "as many rows as before");
	str_add(&title, a->tabs[history_here(&a->history)->tab].title);
	str_add(&query, search_text(&a->search));
	if (at.table >= 0) {
		str_addf(&row, "%s/", a->package->tables[at.table].schema->name);
		table_add_key(&a->package->tables[at.table], at.row, &row);
	}
	filters_carry(&filters, search_filters(&a->search), a->reload);
	reload_swap(a);
	tab = app_find_tab(a, title.buf);
	history_here(&a->history)->tab = tab < a->tab_count ? (int)tab : 0;
	pane = app_main_pane(a);
	if (query.len)
		app_search(a, query.buf);
	app_filter(a, &filters);
	/* Small tables: the rows are there before the cursor goes to one. */
	app_work_seen(a, clock_now() + 5 * TASK_MS);
	if (row.len)
		pos.row = app_find_row(a, row.buf);
	if (pane->view->restore && pos.row.table >= 0 && pos.row.table == pane->table &&
		pos.row.row != ROW_NONE)
		pane->view->restore(pane, &pos);
	str_clear(&a->message);
	if (a->reload_dialect)
		app_note_dialect(a);
	if (!a->message.len)
		app_say(a, STYLE_STATUS, "Reloaded: %s.", news.buf);
	app_changed(a);
	filters_release(&filters);
	str_release(&news);
	str_release(&title);
	str_release(&query);
	str_release(&row);
}

bool app_reload_work(struct app *a, int64_t until)
{
	if (!a->reload)
		return true;
	if (!a->reload_done)
		a->reload_done = a->reload_load.task.step(&a->reload_load.task, until);
	if (!a->reload_done)
		return false;
	/* What is being typed or written is about the old rows. */
	if (a->prompting == APP_PROMPT_NONE && !a->export &&
		!app_focus_pane(a)->view->type)
		reload_finish(a);
	return true;
}
