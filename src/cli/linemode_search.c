#include "config.h"

/* Searching and sorting. */

#include "cli/linemode.h"

#include <stdlib.h>

#include "cli/linemode_commands.h"
#include "base/memory.h"
#include "query/resolve.h"

bool linemode_search(struct linemode *l, const char *text)
{
	struct app *a = l->app;
	const struct table *t = linemode_table(l);
	struct str before, err;
	bool well;

	str_init(&before);
	str_init(&err);
	str_add(&before, search_text(&a->search));
	well = search_set(&a->search, text, t ? t->number : -1, &err, NULL);
	if (!well) {
		linemode_say(l, "%s", err.buf);
		search_set(&a->search, before.buf, -1, NULL, NULL);
	}
	a->search_done = false;
	l->stale = true;
	linemode_work(l);
	str_clear(&err);
	search_add_too_slow(&a->search, &err);
	if (err.len)
		linemode_say(l, "%s", err.buf);
	str_release(&before);
	str_release(&err);
	return well;
}

bool linemode_tell_hits(struct linemode *l)
{
	const struct app *a = l->app;
	size_t told = 0;

	for (size_t i = 0; i < a->package->table_count; i++) {
		const struct resource *schema = a->package->tables[i].schema;
		size_t count = search_count(&a->search, (int)i);

		if (!count || schema->view != VIEW_TAB)
			continue;
		str_addf(&l->line, "%s %s %zu", told++ ? "," : "Found:", schema->title,
			count);
	}
	linemode_stop(l);
	linemode_end(l);
	return told > 0;
}

void linemode_tell_nothing(struct linemode *l)
{
	const struct search *search = &l->app->search;
	struct row_ref ref;
	size_t start;

	if (l->source == &linemode_faults) {
		linemode_say(l, "The data have no problems.");
		return;
	}
	if (!search_active(search)) {
		linemode_say(l, "There is nothing here%s.",
			l->app->package->diag.count ? "; problems may tell why" : "");
		return;
	}
	str_add(&l->line, "Nothing");
	if (l->source != &linemode_found && l->source != &linemode_tabs)
		str_addf(&l->line, " in %s", l->app->tabs[linemode_here(l)->tab].title);
	str_addf(&l->line, " matches \"%s\".", search_text(search));
	start = l->line.len;
	str_add(&l->line, " Nearest: ");
	if (search_nearest(search, &l->line, &ref))
		str_add_char(&l->line, '.');
	else
		str_truncate(&l->line, start);
	linemode_end(l);
}

/* Out of a record, to the list that a search filters. */
static void cmd_leave_record(struct linemode *l)
{
	if (linemode_here(l)->record.table >= 0)
		linemode_go(l, linemode_here(l)->tab, false, ROW_NOWHERE);
}

static size_t meant_count(struct linemode *l)
{
	return l->meant_count;
}

static struct row_ref meant_ref(struct linemode *l, size_t i)
{
	return l->meant[i];
}

static void meant_tell(struct linemode *l, size_t i)
{
	const struct table *t = &l->app->package->tables[l->meant[i].table];

	str_addf(&l->line, "%s: ", t->schema->title);
	package_add_label(l->app->package, t, l->meant[i].row, &l->line);
	linemode_stop(l);
}

const struct linemode_source linemode_meant = {
	.noun = "record", .count = meant_count, .tell = meant_tell, .ref = meant_ref
};

static void meant_keep(struct linemode *l, const struct resolve *m)
{
	free(l->meant);
	l->meant = xcalloc(m->count, sizeof *l->meant);
	for (size_t i = 0; i < m->count; i++)
		l->meant[i] = m->rows[i];
	l->meant_count = m->count;
}

static void meant_tell_nothing(
	struct linemode *l, const struct resolve *m, const char *name)
{
	struct row_ref ref;
	size_t start;

	str_addf(&l->line, "There is no record \"%s\".", name);
	start = l->line.len;
	str_add(&l->line, " Nearest: ");
	if (resolve_nearest(m, &l->line, &ref))
		str_add_char(&l->line, '.');
	else
		str_truncate(&l->line, start);
	linemode_end(l);
}

void linemode_open_name(struct linemode *l, const char *name)
{
	struct resolve m;

	/* The search in force stays: "find" is the one that no pane uses here. */
	resolve_init(&m, &l->app->find);
	resolve_find(&m, slice_of(name));
	if (m.count == 1) {
		linemode_go_record(l, m.rows[0]);
	} else if (m.count) {
		meant_keep(l, &m);
		linemode_say(l, "\"%s\" is the name of %s%zu records:", name,
			m.more ? "more than " : "", m.count);
		linemode_list(l, &linemode_meant, 0);
		linemode_more(l);
	} else {
		meant_tell_nothing(l, &m, name);
	}
	resolve_release(&m);
}

void cmd_search(struct linemode *l, const char *argument)
{
	if (!*argument) {
		if (search_active(&l->app->search))
			linemode_say(
				l, "The search is: %s", search_text(&l->app->search));
		else
			linemode_say(
				l, "No search is in force; search WORDS begins one.");
		return;
	}
	cmd_leave_record(l);
	if (!linemode_search(l, argument))
		return;
	linemode_list(l, linemode_place_source(l), 0);
	if (!linemode_tell_hits(l) && l->source == &linemode_tabs)
		linemode_tell_nothing(l);
	if (l->source != &linemode_tabs)
		linemode_more(l);
}

void cmd_find(struct linemode *l, const char *argument)
{
	if (*argument && !linemode_search(l, argument))
		return;
	if (!search_active(&l->app->search)) {
		linemode_say(l, "find needs words, such as: find WORDS.");
		return;
	}
	if (linemode_place_source(l) != &linemode_found)
		linemode_go(l, linemode_here(l)->tab, true, ROW_NOWHERE);
	linemode_tell_found(l);
	linemode_list(l, &linemode_found, 0);
	linemode_more(l);
}

void cmd_clear(struct linemode *l, const char *argument)
{
	(void)argument;
	linemode_search(l, "");
	if (linemode_here(l)->found)
		linemode_go(l, linemode_here(l)->tab, false, ROW_NOWHERE);
	linemode_list(l, linemode_place_source(l), 0);
	linemode_tell_place(l);
}

/* --- sorting --- */

static const char *cmd_column_title(const void *data, size_t i)
{
	return ((const struct resource *)data)->columns[i].title;
}

static void cmd_tell_columns(struct linemode *l, const struct resource *schema)
{
	const struct linemode_place *here = linemode_here(l);

	str_add(&l->line, "The columns are: ");
	for (size_t i = 0; i < schema->column_count; i++)
		str_addf(&l->line, "%s%zu %s", i ? ", " : "", i + 1,
			schema->columns[i].title);
	linemode_stop(l);
	if (here->sort >= 0)
		str_addf(&l->line, " The rows are sorted by %s%s.",
			schema->columns[here->sort].title,
			here->reverse ? ", the other way round" : "");
	linemode_end(l);
}

static void cmd_sort_by(struct linemode *l, const char *argument, bool reverse)
{
	const struct table *t = linemode_table(l);
	size_t number, column, found;

	if (!t || linemode_place_source(l) != &linemode_rows) {
		linemode_say(l, "There is nothing to sort here; tab goes to a table.");
		return;
	}
	if (!*argument) {
		cmd_tell_columns(l, t->schema);
		return;
	}
	found = linemode_pick(
		argument, t->schema->column_count, cmd_column_title, t->schema, &column);
	if (!found && cmd_number(argument, &number) && number > 0 &&
		number <= t->schema->column_count) {
		column = number - 1;
	} else if (found != 1) {
		linemode_say(l,
			found ? "Several columns begin with \"%s\"."
			      : "There is no column \"%s\".",
			argument);
		cmd_tell_columns(l, t->schema);
		return;
	}
	linemode_here(l)->sort = (int)column;
	linemode_here(l)->reverse = reverse;
	l->stale = true;
	linemode_say(l, "Sorted by %s%s.", t->schema->columns[column].title,
		reverse ? ", the other way round" : "");
	linemode_list(l, &linemode_rows, 0);
	linemode_more(l);
}

void cmd_sort(struct linemode *l, const char *argument)
{
	cmd_sort_by(l, argument, false);
}

void cmd_sort_reverse(struct linemode *l, const char *argument)
{
	cmd_sort_by(l, argument, true);
}
