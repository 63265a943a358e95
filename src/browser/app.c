/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The state of the browser: the package with its tabs, the search, the messages, and the
 * work on what is seen. It is the lowest file of the folder; how the user gets from tab to
 * tab, what keys mean and how it all looks is not known here. The pane of a tab is made
 * when it is first shown, and exists as long as its package is shown.
 */

#include "browser/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "base/memory.h"
#include "browser/export.h"
#include "data/localname.h"
#include "query/language.h"
#include "timeline/events.h"
#include "view/views.h"

static void app_add_tab(
	struct app *a, const char *title, const struct view *view, int table)
{
	size_t digit = a->tab_count + a->first_tab;

	if (table >= 0 && digit < 10)
		a->tab_keys[table] = (char)('0' + digit);
	a->tabs[a->tab_count++] = (struct tab){
		.title = title,
		.view = view,
		.table = table,
	};
}

struct pane *app_tab_pane(struct app *a, size_t tab)
{
	struct tab *t = &a->tabs[tab];

	if (!t->pane)
		t->pane = pane_new(t->view, &a->ctx, t->table, ROW_NOWHERE);
	return t->pane;
}

void app_set_package(struct app *a, struct package *package)
{
	const struct descriptor *d = &package->descriptor;
	bool timeline = events_any(package), map = map_any(package);
	int last = -1;

	a->package = package;
	a->ctx.package = package;
	a->ctx.title = *d->title ? d->title : *d->name ? d->name : "bali";
	search_init(&a->search, package);
	search_init(&a->find, package);
	a->tabs = xcalloc(package->table_count + 3, sizeof *a->tabs);
	free(a->tab_keys);
	a->tab_keys = xcalloc(package->table_count + 1, 1);
	memset(a->tab_keys, ' ', package->table_count);
	a->ctx.tab_keys = a->tab_keys;
	a->tab_count = 0;
	for (size_t i = 0; i < package->table_count; i++)
		if (package->tables[i].schema->view == VIEW_TAB)
			last = (int)i;
	/* The overview is worth a tab where there is more than one table. */
	a->first_tab = package->table_count == 1 && last >= 0;
	if (!a->first_tab)
		app_add_tab(a, _("Overview"), &view_overview, -1);
	/* The timeline follows the first table whose rows are events, or, where none is
	 * said to be one but some have dates, all tables; the map follows the timeline. */
	for (int i = 0; i <= last; i++) {
		const struct resource *schema = package->tables[i].schema;

		if (schema->view != VIEW_TAB)
			continue;
		app_add_tab(a, schema->title, &view_table, i);
		if (timeline && (schema->timeline || i == last)) {
			app_add_tab(a, _("Timeline"), &view_timeline, -1);
			timeline = false;
			if (map)
				app_add_tab(a, _("Map"), &view_map, -1);
			map = false;
		}
	}
	if (map)
		app_add_tab(a, _("Map"), &view_map, -1);
	if (a->faults)
		diag_add_all(&package->diag, a->faults);
	package_set_language(package, a->language);
	history_init(&a->history, 0);
}

void app_set_faults(struct app *a, const struct diag *faults)
{
	a->faults = faults;
	diag_add_all(&a->package->diag, faults);
}

void app_set_language(struct app *a, const char *language, bool asked)
{
	a->language = language;
	a->language_asked = language && asked;
	package_set_language(a->package, language);
}

bool app_init(struct app *a, const struct command_table *commands, const char *path,
	struct overrides *overrides, int64_t today, struct str *err)
{
	struct package *package = xcalloc(1, sizeof *package);

	if (!package_open(package, path, overrides, err)) {
		free(package);
		return false;
	}
	*a = (struct app){
		.ctx = { .commands = commands,
			.search = &a->search,
			.find = &a->find,
			.today = today },
		.query_before = STR_INIT,
		.message = STR_INIT,
		.outgoing_text = STR_INIT,
		.outgoing_note = STR_INIT,
		.path = STR_INIT,
		.want_split = true,
		.dirty = true,
	};
	if (overrides) {
		a->overrides = *overrides;
		a->ctx.land = overrides->land;
	}
	load_init(&a->load, package);
	canvas_init(&a->canvas);
	prompt_init(&a->prompt);
	complete_init(&a->complete);
	str_add(&a->path, path);
	app_set_package(a, package);
	return true;
}

void app_reload_stop(struct app *a)
{
	if (!a->reload)
		return;
	diff_release(&a->reload_diff);
	a->reload_compared = a->reload_matched = false;
	if (a->reload_opening) {
		struct str err = STR_INIT;

		package_opening_end(a->reload_opening, &err);
		str_release(&err);
	} else {
		load_release(&a->reload_load);
		package_release(a->reload);
	}
	a->reload_opening = NULL;
	free(a->reload);
	a->reload = NULL;
}

void app_drop_changes(struct app *a)
{
	diff_release(&a->changes);
	load_release(&a->former_load);
	a->ctx.diff = NULL;
	if (a->former)
		package_release(a->former);
	free(a->former);
	a->former = NULL;
}

void app_drop_panes(struct app *a)
{
	history_release(&a->history);
	pane_drop(a->preview);
	a->preview = NULL;
}

void app_drop_tabs(struct tab *tabs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		pane_drop(tabs[i].pane);
	free(tabs);
}

void app_release(struct app *a)
{
	export_stop(a);
	app_drop_panes(a);
	app_drop_tabs(a->tabs, a->tab_count);
	free(a->tab_keys);
	app_reload_stop(a);
	app_drop_changes(a);
	search_release(&a->search);
	search_release(&a->find);
	load_release(&a->load);
	package_release(a->package);
	free(a->package);
	canvas_release(&a->canvas);
	prompt_release(&a->prompt);
	str_release(&a->query_before);
	filters_release(&a->filters_before);
	complete_release(&a->complete);
	str_release(&a->message);
	str_release(&a->outgoing_text);
	str_release(&a->outgoing_note);
	str_release(&a->path);
	free(a->place);
	overrides_release(&a->overrides);
}

size_t app_find_tab(const struct app *a, const char *name)
{
	for (size_t i = 0; i < a->tab_count; i++) {
		const struct tab *tab = &a->tabs[i];

		if (!strcasecmp(tab->title, name) ||
			!strcasecmp(tab->table < 0
					? tab->view->name
					: a->package->tables[tab->table].schema->name,
				name))
			return i;
	}
	return a->tab_count;
}

struct row_ref app_find_row(struct app *a, const char *select)
{
	const char *slash = strchr(select, '/');
	const struct table *table = NULL;

	if (slash) {
		char *name = xmemdupz(select, (size_t)(slash - select));

		table = package_table(a->package, name);
		free(name);
	}
	if (table)
		select = slash + 1;
	else if (app_main_pane(a)->table >= 0)
		table = &a->package->tables[app_main_pane(a)->table];
	else
		return ROW_NOWHERE;
	return (struct row_ref){ table->number, table_find(table, slice_of(select)) };
}

bool app_piped(const struct app *a)
{
	return !strcmp(a->path.buf, "-");
}

void app_say(struct app *a, enum style style, const char *format, ...)
{
	va_list args;

	str_clear(&a->message);
	va_start(args, format);
	str_vaddf(&a->message, format, args);
	va_end(args);
	a->message_style = style;
	a->dirty = true;
}

void app_changed(struct app *a)
{
	for (size_t i = 0; i < a->tab_count; i++)
		if (a->tabs[i].pane)
			a->tabs[i].pane->changed = true;
	for (size_t i = 0; i < a->history.count; i++) {
		if (a->history.entries[i].overlay)
			a->history.entries[i].overlay->changed = true;
		if (a->history.entries[i].record)
			a->history.entries[i].record->changed = true;
	}
	if (a->preview)
		a->preview->changed = true;
	a->dirty = true;
}

void app_search(struct app *a, const char *text)
{
	struct str fault = STR_INIT;
	size_t column;

	if (!strcmp(text, search_text(&a->search)))
		return;
	if (!search_set(&a->search, text, app_main_pane(a)->table, &fault, &column))
		app_say(a, STYLE_WARNING, "%s", fault.buf);
	str_release(&fault);
	a->search_done = false;
	a->search_began = clock_now();
	a->dirty = true;
}

void app_filter(struct app *a, const struct filters *filters)
{
	const struct filters *now = search_filters(&a->search);
	bool same = now->count == filters->count;

	for (size_t i = 0; i < now->count && same; i++)
		same = now->items[i] == filters->items[i];
	if (same)
		return;
	search_filter(&a->search, filters);
	a->search_done = false;
	a->search_began = clock_now();
	app_changed(a);
}

void app_add_filter(struct app *a, struct filter *filter)
{
	struct filters filters = { 0 };

	filters_copy(&filters, search_filters(&a->search));
	filters_put(&filters, filter);
	app_filter(a, &filters);
	filters_release(&filters);
}

bool app_shows_filter(struct app *a, size_t i)
{
	int table = app_main_pane(a)->table;

	return table < 0 || filter_holds(search_filters(&a->search)->items[i], table);
}

void app_drop_filter(struct app *a, size_t i)
{
	struct filters filters = { 0 };

	filters_copy(&filters, search_filters(&a->search));
	filters_remove(&filters, i);
	app_filter(a, &filters);
	filters_release(&filters);
}

static size_t app_ready_tables(const struct app *a)
{
	size_t count = 0;

	for (size_t i = 0; i < a->package->table_count; i++)
		count += a->package->tables[i].ready;
	return count;
}

bool app_work_seen(struct app *a, int64_t until)
{
	size_t ready = app_ready_tables(a);
	struct pane *pane = app_main_pane(a);
	enum load_phase phase = a->load.phase;
	uint64_t done = a->load.task.done;

	a->worked = true;
	/* Without a text there is still the search text to be built: when all is loaded
	 * and nothing else is to be done, so that the first letter need not wait. */
	if ((search_limits(&a->search, -1) || a->loaded) && !a->search_done)
		a->search_done = a->search.task.step(&a->search.task, until);
	a->load_turn = a->search_done || (!search_limits(&a->search, -1) && !a->loaded);
	if (a->load_turn && pane->view->work)
		a->load_turn = pane->view->work(pane, until);
	if (!a->load_turn || a->loaded || a->load_stopped)
		return a->load_turn;
	a->loaded = a->load.task.step(&a->load.task, until);
	/* There are rows, or links, that it has not seen. Checks add nothing to be found. */
	if (a->loaded && a->language_asked) {
		struct str err = STR_INIT;

		a->language_asked = false;
		if (!language_known(a->package, a->language, &err))
			app_say(a, STYLE_WARNING, "%s", err.buf);
		str_release(&err);
	}
	if (a->loaded || a->load.phase != phase ||
		(phase == LOAD_ROWS && a->load.task.done != done))
		a->search_done = false;
	if (search_active(&a->search) && app_ready_tables(a) > ready) {
		/* The query may be about fields that were not known. */
		struct str text = STR_INIT;

		str_add(&text, search_text(&a->search));
		search_set(&a->search, "", -1, NULL, NULL);
		str_clear(&a->message);
		app_search(a, text.buf);
		str_release(&text);
	}
	return a->loaded && a->search_done;
}
