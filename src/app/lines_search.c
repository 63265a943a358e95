#include "config.h"

/* Searching and sorting. */

#include "app/lines.h"

#include <stdlib.h>

#include "app/lines_act.h"
#include "base/xalloc.h"
#include "query/meaning.h"

static const struct row_ref no_row = { .table = -1 };

bool lines_search(struct lines *l, const char *text)
{
	struct app *a = l->app;
	const struct table *t = lines_table(l);
	struct str before, err;
	bool well;

	str_init(&before);
	str_init(&err);
	str_add(&before, search_text(&a->search));
	well = search_set(&a->search, text, t ? t->number : -1, &err, NULL);
	if (!well) {
		lines_say(l, "%s", err.buf);
		search_set(&a->search, before.buf, -1, NULL, NULL);
	}
	a->search_done = false;
	l->stale = true;
	lines_work(l);
	str_release(&before);
	str_release(&err);
	return well;
}

bool lines_tell_hits(struct lines *l)
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
	lines_stop(l);
	lines_end(l);
	return told > 0;
}

void lines_tell_nothing(struct lines *l)
{
	const struct search *search = &l->app->search;
	struct row_ref ref;
	size_t start;

	if (l->source == &lines_faults) {
		lines_say(l, "The data have no problems.");
		return;
	}
	if (!search_active(search)) {
		lines_say(l, "There is nothing here%s.",
			l->app->package->diag.count ? "; problems may tell why" : "");
		return;
	}
	str_add(&l->line, "Nothing");
	if (l->source != &lines_found && l->source != &lines_tabs)
		str_addf(&l->line, " in %s", l->app->tabs[lines_here(l)->tab].title);
	str_addf(&l->line, " matches \"%s\".", search_text(search));
	start = l->line.len;
	str_add(&l->line, " Nearest: ");
	if (search_nearest(search, &l->line, &ref))
		str_add_char(&l->line, '.');
	else
		str_truncate(&l->line, start);
	lines_end(l);
}

/* Out of a record, to the list that a search filters. */
static void act_leave_record(struct lines *l)
{
	if (lines_here(l)->record.table >= 0)
		lines_go(l, lines_here(l)->tab, false, no_row);
}

static size_t meant_count(struct lines *l)
{
	return l->meant_count;
}

static struct row_ref meant_ref(struct lines *l, size_t i)
{
	return l->meant[i];
}

static void meant_tell(struct lines *l, size_t i)
{
	const struct table *t = &l->app->package->tables[l->meant[i].table];

	str_addf(&l->line, "%s: ", t->schema->title);
	package_add_label(l->app->package, t, l->meant[i].row, &l->line);
	lines_stop(l);
}

const struct lines_source lines_meant = {
	.noun = "record", .count = meant_count, .tell = meant_tell, .ref = meant_ref
};

static void meant_keep(struct lines *l, const struct meaning *m)
{
	free(l->meant);
	l->meant = xcalloc(m->count, sizeof *l->meant);
	for (size_t i = 0; i < m->count; i++)
		l->meant[i] = m->rows[i];
	l->meant_count = m->count;
}

static void meant_tell_nothing(struct lines *l, const struct meaning *m, const char *name)
{
	struct row_ref ref;
	size_t start;

	str_addf(&l->line, "There is no record \"%s\".", name);
	start = l->line.len;
	str_add(&l->line, " Nearest: ");
	if (meaning_nearest(m, &l->line, &ref))
		str_add_char(&l->line, '.');
	else
		str_truncate(&l->line, start);
	lines_end(l);
}

void lines_open_name(struct lines *l, const char *name)
{
	struct meaning m;

	/* The search in force stays: "find" is the one that no pane uses here. */
	meaning_init(&m, &l->app->find);
	meaning_find(&m, slice_of(name));
	if (m.count == 1) {
		lines_go_record(l, m.rows[0]);
	} else if (m.count) {
		meant_keep(l, &m);
		lines_say(l, "\"%s\" is the name of %s%zu records:", name,
			m.more ? "more than " : "", m.count);
		lines_list(l, &lines_meant, 0);
		lines_more(l);
	} else {
		meant_tell_nothing(l, &m, name);
	}
	meaning_release(&m);
}

void act_search(struct lines *l, const char *argument)
{
	if (!*argument) {
		if (search_active(&l->app->search))
			lines_say(l, "The search is: %s", search_text(&l->app->search));
		else
			lines_say(l, "No search is in force; search WORDS begins one.");
		return;
	}
	act_leave_record(l);
	if (!lines_search(l, argument))
		return;
	lines_list(l, lines_place_source(l), 0);
	if (!lines_tell_hits(l) && l->source == &lines_tabs)
		lines_tell_nothing(l);
	if (l->source != &lines_tabs)
		lines_more(l);
}

void act_find(struct lines *l, const char *argument)
{
	if (*argument && !lines_search(l, argument))
		return;
	if (!search_active(&l->app->search)) {
		lines_say(l, "find needs words, such as: find WORDS.");
		return;
	}
	if (lines_place_source(l) != &lines_found)
		lines_go(l, lines_here(l)->tab, true, no_row);
	lines_tell_found(l);
	lines_list(l, &lines_found, 0);
	lines_more(l);
}

void act_clear(struct lines *l, const char *argument)
{
	(void)argument;
	lines_search(l, "");
	if (lines_here(l)->found)
		lines_go(l, lines_here(l)->tab, false, no_row);
	lines_list(l, lines_place_source(l), 0);
	lines_tell_place(l);
}

/* --- sorting --- */

static const char *act_column_title(const void *data, size_t i)
{
	return ((const struct resource *)data)->columns[i].title;
}

static void act_tell_columns(struct lines *l, const struct resource *schema)
{
	const struct lines_place *here = lines_here(l);

	str_add(&l->line, "The columns are: ");
	for (size_t i = 0; i < schema->column_count; i++)
		str_addf(&l->line, "%s%zu %s", i ? ", " : "", i + 1,
			schema->columns[i].title);
	lines_stop(l);
	if (here->sort >= 0)
		str_addf(&l->line, " The rows are sorted by %s%s.",
			schema->columns[here->sort].title,
			here->reverse ? ", the other way round" : "");
	lines_end(l);
}

static void act_sort_by(struct lines *l, const char *argument, bool reverse)
{
	const struct table *t = lines_table(l);
	size_t number, column, found;

	if (!t || lines_place_source(l) != &lines_rows) {
		lines_say(l, "There is nothing to sort here; tab goes to a table.");
		return;
	}
	if (!*argument) {
		act_tell_columns(l, t->schema);
		return;
	}
	found = lines_pick(
		argument, t->schema->column_count, act_column_title, t->schema, &column);
	if (!found && act_number(argument, &number) && number > 0 &&
		number <= t->schema->column_count) {
		column = number - 1;
	} else if (found != 1) {
		lines_say(l,
			found ? "Several columns begin with \"%s\"."
			      : "There is no column \"%s\".",
			argument);
		act_tell_columns(l, t->schema);
		return;
	}
	lines_here(l)->sort = (int)column;
	lines_here(l)->reverse = reverse;
	l->stale = true;
	lines_say(l, "Sorted by %s%s.", t->schema->columns[column].title,
		reverse ? ", the other way round" : "");
	lines_list(l, &lines_rows, 0);
	lines_more(l);
}

void act_sort(struct lines *l, const char *argument)
{
	act_sort_by(l, argument, false);
}

void act_sort_reverse(struct lines *l, const char *argument)
{
	act_sort_by(l, argument, true);
}
