#include "config.h"

#include "browser/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "browser/export.h"
#include "browser/reload.h"
#include "base/memory.h"
#include "timeline/events.h"
#include "view/column_config.h"
#include "view/views.h"

static void app_add_tab(
	struct app *a, const char *title, const struct view *view, int table)
{
	a->tabs[a->tab_count++] = (struct tab){
		.title = title,
		.pane = pane_new(view, &a->ctx, table, ROW_NOWHERE),
	};
}

/* The overview is worth a tab where there is more than one table to look over. */
static bool app_wants_overview(const struct app *a)
{
	size_t tabs = 0;

	for (size_t i = 0; i < a->package->table_count; i++)
		tabs += a->package->tables[i].schema->view == VIEW_TAB;
	return tabs != 1 || a->package->table_count > 1;
}

/* The timeline stands behind the first table whose rows are events, or, where none is
 * said to be one but some have dates, behind all tables: its table's number, or -1. */
static int app_timeline_behind(const struct app *a)
{
	int last = -1;

	if (!events_any(a->package))
		return -1;
	for (size_t i = 0; i < a->package->table_count; i++) {
		const struct resource *schema = a->package->tables[i].schema;

		if (schema->view != VIEW_TAB)
			continue;
		last = (int)i;
		if (schema->timeline)
			break;
	}
	return last;
}

void app_make_tabs(struct app *a)
{
	int behind = app_timeline_behind(a);

	a->tabs = xcalloc(a->package->table_count + 2, sizeof *a->tabs);
	a->tab_count = 0;
	a->first_tab = 1;
	if (app_wants_overview(a)) {
		app_add_tab(a, "Overview", &view_overview, -1);
		a->first_tab = 0;
	}
	for (size_t i = 0; i < a->package->table_count; i++) {
		const struct resource *schema = a->package->tables[i].schema;

		if (schema->view == VIEW_TAB)
			app_add_tab(a, schema->title, &view_table, (int)i);
		if ((int)i == behind)
			app_add_tab(a, "Timeline", &view_timeline, -1);
	}
}

/* What the package is called: a descriptor need not say. */
static const char *app_title(const struct package *package)
{
	const struct descriptor *d = &package->descriptor;

	if (*d->title)
		return d->title;
	return *d->name ? d->name : "bali";
}

void app_set_package(struct app *a, struct package *package)
{
	a->package = package;
	a->ctx.package = package;
	a->ctx.title = app_title(package);
}

bool app_init(struct app *a, const char *path, int64_t today, struct str *err)
{
	struct package *package = xcalloc(1, sizeof *package);

	memset(a, 0, sizeof *a);
	if (!package_open(package, path, err)) {
		free(package);
		return false;
	}
	load_init(&a->load, package);
	search_init(&a->search, package);
	search_init(&a->find, package);
	a->ctx = (struct view_context){ .commands = &app_commands,
		.search = &a->search,
		.find = &a->find,
		.load = &a->load,
		.today = today,
		.version = PACKAGE_VERSION };
	app_set_package(a, package);
	canvas_init(&a->canvas);
	prompt_init(&a->prompt);
	str_init(&a->query_before);
	query_init(&a->query_kept);
	complete_init(&a->complete);
	str_init(&a->message);
	str_init(&a->outgoing_text);
	str_init(&a->outgoing_note);
	str_init(&a->path);
	str_add(&a->path, path);
	a->want_split = true;
	a->dirty = true;
	app_make_tabs(a);
	history_init(&a->history, 0);
	return true;
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
	reload_stop(a);
	search_release(&a->search);
	search_release(&a->find);
	load_release(&a->load);
	package_release(a->package);
	free(a->package);
	canvas_release(&a->canvas);
	prompt_release(&a->prompt);
	str_release(&a->query_before);
	query_release(&a->query_kept);
	complete_release(&a->complete);
	str_release(&a->message);
	str_release(&a->outgoing_text);
	str_release(&a->outgoing_note);
	str_release(&a->path);
}

size_t app_find_tab(const struct app *a, const char *name)
{
	for (size_t i = 0; i < a->tab_count; i++) {
		int table = a->tabs[i].pane->table;

		if (!strcasecmp(a->tabs[i].title, name) ||
			(table >= 0 &&
				!strcasecmp(
					a->package->tables[table].schema->name, name)))
			return i;
	}
	return a->tab_count;
}

struct row_ref app_find_row(struct app *a, const char *select)
{
	const char *slash = strchr(select, '/');
	const struct table *table = NULL;
	char *name = xstrdup(select);

	if (slash) {
		name[slash - select] = '\0';
		table = package_table(a->package, name);
	}
	free(name);
	if (table) {
		select = slash + 1;
	} else if (app_main_pane(a)->table >= 0) {
		table = &a->package->tables[app_main_pane(a)->table];
	}
	if (!table)
		return ROW_NOWHERE;
	return (struct row_ref){ table->number, table_find(table, slice_of(select)) };
}

bool app_start(struct app *a, const char *tab, const char *query, const char *select,
	struct str *err)
{
	if (tab) {
		size_t number = app_find_tab(a, tab);

		if (number == a->tab_count) {
			str_addf(err, "There is no tab called \"%s\". There are:", tab);
			for (size_t i = 0; i < a->tab_count; i++)
				str_addf(err, "%s %s", i ? "," : "", a->tabs[i].title);
			str_add_char(err, '.');
			return false;
		}
		history_here(&a->history)->tab = (int)number;
	}
	if (query)
		app_search(a, query);
	if (select) {
		struct row_ref ref;

		app_finish(a);
		ref = app_find_row(a, select);
		if (ref.table < 0 || ref.row == ROW_NONE) {
			str_addf(err,
				"There is no record \"%s\"; a record is named TABLE/KEY.",
				select);
			return false;
		}
		app_go_record(a, ref);
	}
	return true;
}

const struct path *app_columns(struct app *a, size_t *count)
{
	const struct column_config *columns = app_main_pane(a)->columns;

	*count = 0;
	return columns ? column_config_paths(columns, count) : NULL;
}

bool app_piped(const struct app *a)
{
	return !strcmp(a->path.buf, "-");
}

struct pane *app_main_pane(struct app *a)
{
	struct place *here = history_here(&a->history);

	return here->over ? here->over : a->tabs[here->tab].pane;
}

struct pane *app_focus_pane(struct app *a)
{
	struct place *here = history_here(&a->history);

	return here->record ? here->record : app_main_pane(a);
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
		a->tabs[i].pane->changed = true;
	for (size_t i = 0; i < a->history.count; i++) {
		if (a->history.places[i].over)
			a->history.places[i].over->changed = true;
		if (a->history.places[i].record)
			a->history.places[i].record->changed = true;
	}
	if (a->preview)
		a->preview->changed = true;
	a->dirty = true;
}

void app_search(struct app *a, const char *text)
{
	struct str fault;
	int table = app_main_pane(a)->table;
	size_t column;

	if (!strcmp(text, search_text(&a->search)))
		return;
	str_init(&fault);
	if (!search_set(&a->search, text, table, &fault, &column))
		app_say(a, STYLE_WARNING, "%s", fault.buf);
	str_release(&fault);
	a->search_done = false;
	a->search_began = clock_now();
	a->dirty = true;
}
