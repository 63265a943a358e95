#include "config.h"

#include "browser/reload.h"

#include <stdlib.h>
#include <string.h>

#include "browser/app.h"
#include "base/memory.h"
#include "view/column_config.h"

struct reload {
	struct package *package;
	struct load load;
	bool whole; /* load is done */
};

/* What brings one back to the same place: names and keys, for row numbers may change. */
struct reload_place {
	struct str tab;
	struct str query;
	struct str row; /* TABLE/KEY, or empty */
};

/*
 * Opens the package again. At the start, tables without their descriptor are better than
 * nothing; here they would push out something better, and for no more than an editor that
 * has written half of the file.
 */
static bool reload_open(struct package *package, const char *path, struct str *err)
{
	if (!package_open(package, path, err))
		return false;
	for (size_t i = 0; i < package->diag.count; i++) {
		const struct diag_entry *entry = &package->diag.entries[i];

		if (entry->fault != FAULT_NOT_JSON)
			continue;
		str_addf(err, "%s:%zu: %s", entry->place.file, (size_t)entry->place.line,
			entry->text);
		package_release(package);
		return false;
	}
	return true;
}

/* What came through a pipe comes no second time; what was stopped can be gone on with. */
static void reload_piped(struct app *a)
{
	if (a->load_stopped)
		app_say(a, STYLE_STATUS, "Reading on from standard input …");
	else
		app_say(a, STYLE_STATUS, "Standard input cannot be read a second time.");
	a->load_stopped = false;
}

void reload_start(struct app *a)
{
	struct package *package;
	struct str err;

	if (a->reload)
		return;
	if (app_piped(a)) {
		reload_piped(a);
		return;
	}
	str_init(&err);
	package = xcalloc(1, sizeof *package);
	if (reload_open(package, a->path.buf, &err)) {
		a->reload = xcalloc(1, sizeof *a->reload);
		a->reload->package = package;
		load_init(&a->reload->load, package);
		app_say(a, STYLE_STATUS, "Reading %s again …", a->path.buf);
	} else {
		free(package);
		app_say(a, STYLE_ERROR, "What was read before stays: %s", err.buf);
	}
	str_release(&err);
}

void reload_stop(struct app *a)
{
	if (!a->reload)
		return;
	load_release(&a->reload->load);
	package_release(a->reload->package);
	free(a->reload->package);
	free(a->reload);
	a->reload = NULL;
}

/* Appends how the rows of each table changed in number: "+1 in Meetings". */
static void reload_add_news(
	const struct package *old, const struct package *new, struct str *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < old->table_count; i++) {
		const struct table *was = &old->tables[i];
		const struct table *is = package_table(new, was->schema->name);
		long more = is ? (long)table_rows(is) - (long)table_rows(was) : 0;

		if (more)
			str_addf(out, "%s%+ld in %s", out->len > start ? ", " : "", more,
				was->schema->title);
	}
	if (out->len == start)
		str_add(out, "no rows more or less");
}

static void reload_note_place(struct app *a, struct reload_place *place)
{
	struct pane *pane = app_main_pane(a);
	struct row_ref at = ROW_NOWHERE;

	if (pane->view->focus)
		at = pane->view->focus(pane);
	str_init(&place->tab);
	str_init(&place->query);
	str_init(&place->row);
	str_add(&place->tab, a->tabs[history_here(&a->history)->tab].title);
	str_add(&place->query, search_text(&a->search));
	if (at.table < 0)
		return;
	str_addf(&place->row, "%s/", a->package->tables[at.table].schema->name);
	table_add_key(&a->package->tables[at.table], at.row, &place->row);
}

/* Goes where PLACE says, as far as that is still there, and frees it. */
static void reload_go_place(struct app *a, struct reload_place *place)
{
	size_t tab = app_find_tab(a, place->tab.buf);
	struct saved_pos position = { .list = { .left = 1, .sort = -1 } };
	struct pane *pane;

	history_here(&a->history)->tab = tab < a->tab_count ? (int)tab : 0;
	pane = app_main_pane(a);
	if (place->query.len)
		app_search(a, place->query.buf);
	app_finish(a);
	if (place->row.len)
		position.row = app_find_row(a, place->row.buf);
	if (place->row.len && pane->view->restore && position.row.table == pane->table &&
		position.row.row != ROW_NONE)
		pane->view->restore(pane, &position);
	str_release(&place->tab);
	str_release(&place->query);
	str_release(&place->row);
}

/* Takes over what a person made of the columns of each table. */
static void reload_adopt_columns(struct app *a, const struct tab *old, size_t count)
{
	for (size_t i = 0; i < a->tab_count; i++) {
		struct column_config *columns = a->tabs[i].pane->columns;

		for (size_t k = 0; columns && k < count; k++) {
			const struct column_config *was = old[k].pane->columns;

			if (was &&
				!strcmp(was->table->schema->name,
					columns->table->schema->name))
				column_config_adopt(columns, was);
		}
	}
}

/*
 * Puts the new package in the place of the old one. Of the old panes only the columns
 * are taken over. All that points into the old package goes before it does: row numbers
 * that meant one row may mean another now, so the history starts anew.
 */
static void reload_swap(struct app *a)
{
	struct reload *reload = a->reload;
	struct package *old = a->package;
	struct tab *tabs = a->tabs;
	size_t count = a->tab_count;

	app_drop_panes(a);
	search_release(&a->search);
	search_release(&a->find);
	load_release(&a->load);
	app_set_package(a, reload->package);
	a->load = reload->load;
	a->loaded = true;
	free(reload);
	a->reload = NULL;
	search_init(&a->search, a->package);
	search_init(&a->find, a->package);
	app_make_tabs(a);
	reload_adopt_columns(a, tabs, count);
	app_drop_tabs(tabs, count);
	package_release(old);
	free(old);
	history_init(&a->history, 0);
}

bool reload_work(struct app *a, int64_t until)
{
	struct reload *reload = a->reload;
	struct reload_place place;
	struct str news;

	if (!reload)
		return true;
	if (!reload->whole)
		reload->whole = reload->load.task.step(&reload->load.task, until);
	if (!reload->whole)
		return false;
	/* What is being typed is about the rows that stand there, and so is what is being
	 * written. */
	if (a->prompting != APP_PROMPT_NONE || a->export)
		return true;
	str_init(&news);
	reload_add_news(a->package, reload->package, &news);
	reload_note_place(a, &place);
	reload_swap(a);
	reload_go_place(a, &place);
	app_say(a, STYLE_STATUS, "Read again: %s.", news.buf);
	str_release(&news);
	app_changed(a);
	return true;
}
