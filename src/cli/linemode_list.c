#include "config.h"

/* What is listed in portions: rows of a table, what a search found in all tables, tabs,
 * faults. */

#include "cli/linemode.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "query/search.h"
#include "query/row_sort.h"
#include "view/views.h"

enum { LINEMODE_COLUMNS = 16 }; /* of a row in a list; its record tells all */

/* --- rows --- */

static void rows_refresh(struct linemode *l, const struct table *t)
{
	const struct linemode_place *here = linemode_here(l);
	const struct search *search = &l->app->search;
	struct rowset all;
	struct row_sort sort;

	rowset_init(&all);
	if (here->sort < 0) {
		rowset_copy(&l->rows,
			search_active(search) ? search_rows(search, t->number) : &all);
		return;
	}
	row_sort_init(&sort, l->app->package, t->number, &t->schema->columns[here->sort],
		here->reverse,
		search_active(search) ? search_rows(search, t->number) : &all);
	task_finish(&sort.task);
	rowset_copy(&l->rows, &sort.rows);
	row_sort_release(&sort);
}

static size_t rows_count(struct linemode *l)
{
	const struct table *t = linemode_table(l);

	linemode_refresh(l);
	return t ? rowset_count(&l->rows, table_rows(t)) : 0;
}

static struct row_ref rows_ref(struct linemode *l, size_t i)
{
	return (struct row_ref){ linemode_table(l)->number, rowset_at(&l->rows, i) };
}

static void rows_tell(struct linemode *l, size_t i)
{
	linemode_tell_row(l, rows_ref(l, i), true);
}

const struct linemode_source linemode_rows = {
	.noun = "row", .count = rows_count, .tell = rows_tell, .ref = rows_ref
};

/* --- what was found in all tables --- */

static void found_refresh(struct linemode *l)
{
	const struct package *p = l->app->package;
	const struct search *search = &l->app->search;
	int *tables = xcalloc(p->table_count, sizeof *tables);
	size_t count = search_tables(search, tables, p->table_count);
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += search_count(search, tables[i]);
	free(l->found);
	l->found = xcalloc(total + 1, sizeof *l->found);
	l->found_count = 0;
	for (size_t i = 0; i < count; i++) {
		size_t most = search_count(search, tables[i]);
		uint32_t *best = xcalloc(most + 1, sizeof *best);
		size_t rows = search_best(search, tables[i], best, most);

		for (size_t k = 0; k < rows; k++) {
			struct row_ref ref = { tables[i], best[k] };

			if (search_lists(search, ref))
				l->found[l->found_count++] = ref;
		}
		free(best);
	}
	free(tables);
}

static size_t found_count(struct linemode *l)
{
	linemode_refresh(l);
	return l->found_count;
}

static void found_tell(struct linemode *l, size_t i)
{
	struct row_ref ref = l->found[i];

	str_addf(&l->line, "%s: ", l->app->package->tables[ref.table].schema->title);
	linemode_tell_row(l, ref, false);
}

static struct row_ref found_ref(struct linemode *l, size_t i)
{
	return l->found[i];
}

void linemode_tell_found(struct linemode *l)
{
	size_t count = found_count(l);
	size_t end;

	for (size_t i = 0; i < count; i = end) {
		int table = l->found[i].table;

		for (end = i; end < count && l->found[end].table == table; end++)
			;
		str_addf(&l->line, "%s %s %zu",
			i ? "," : "Found:", l->app->package->tables[table].schema->title,
			end - i);
	}
	linemode_stop(l);
	linemode_end(l);
}

const struct linemode_source linemode_found = {
	.noun = "row", .count = found_count, .tell = found_tell, .ref = found_ref
};

/* --- tabs --- */

static size_t tabs_count(struct linemode *l)
{
	return l->app->tab_count;
}

static void tabs_tell(struct linemode *l, size_t i)
{
	const struct app *a = l->app;
	int number = a->tabs[i].pane->table;
	const struct table *t = number < 0 ? NULL : &a->package->tables[number];

	str_add(&l->line, a->tabs[i].title);
	if (t && search_active(&a->search))
		str_addf(&l->line, ", %zu found of ", search_count(&a->search, number));
	else if (t)
		str_add(&l->line, ", ");
	if (t)
		str_add_count(&l->line, table_rows(t), "row", NULL);
	linemode_stop(l);
}

static void tabs_open(struct linemode *l, size_t i)
{
	linemode_go(l, (int)i, false, ROW_NOWHERE);
	linemode_tell_place(l);
}

const struct linemode_source linemode_tabs = {
	.noun = "tab", .count = tabs_count, .tell = tabs_tell, .open = tabs_open
};

/* --- faults --- */

void linemode_tell_faults(struct linemode *l)
{
	const struct diag *diag = &l->app->package->diag;
	size_t errors = diag->found[DIAG_ERROR], warnings = diag->found[DIAG_WARNING];

	if (!errors && !warnings)
		return;
	str_add(&l->line, "The data have ");
	if (errors)
		str_add_count(&l->line, errors, "error", NULL);
	if (errors && warnings)
		str_add(&l->line, " and ");
	if (warnings)
		str_add_count(&l->line, warnings, "warning", NULL);
	linemode_say(l, "; problems tells them.");
}

static size_t faults_count(struct linemode *l)
{
	return l->app->package->diag.count;
}

static void faults_tell(struct linemode *l, size_t i)
{
	const struct diag_entry *entry = &l->app->package->diag.entries[i];

	str_add(&l->line, diag_severity_name(fault_severity(entry->fault)));
	if (entry->place.file)
		str_addf(&l->line, " in %s", entry->place.file);
	if (entry->place.line)
		str_addf(&l->line, ", line %zu", entry->place.line);
	if (entry->place.column)
		str_addf(&l->line, ", column %zu", entry->place.column);
	str_addf(&l->line, ": %s", entry->text);
}

static void faults_open(struct linemode *l, size_t i)
{
	const struct diag_place *place = &l->app->package->diag.entries[i].place;

	if (place->table >= 0 &&
		place->row < table_rows(&l->app->package->tables[place->table]))
		linemode_go_record(
			l, (struct row_ref){ place->table, (uint32_t)place->row });
	else
		linemode_say(l, "This fault is about no row of a table.");
}

const struct linemode_source linemode_faults = {
	.noun = "problem", .count = faults_count, .tell = faults_tell, .open = faults_open
};

/* --- for all --- */

/* Tells whether COLUMN shows what the row is called, which was told. */
static bool row_is_label(const struct resource *schema, const struct path *column)
{
	return column->count == schema->label.count &&
		!memcmp(column->fields, schema->label.fields,
			column->count * sizeof *column->fields);
}

static void row_add_column(struct linemode *l, const struct resource *schema,
	size_t column, struct slice text, struct slice label)
{
	if (!text.len || row_is_label(schema, &schema->columns[column]) ||
		(column == 0 && slice_equal(text, label)))
		return;
	str_addf(&l->line, " %s: ", schema->columns[column].title);
	str_add_bytes(&l->line, text.text, text.len);
	linemode_stop(l);
}

static void row_add_reason(
	struct linemode *l, struct row_ref ref, const struct slice *visible, size_t count)
{
	struct str reason;

	if (!search_active(&l->app->search))
		return;
	str_init(&reason);
	search_explain(&l->app->search, ref.table, ref.row, visible, count, &reason);
	if (reason.len)
		str_addf(&l->line, " Found by %s", reason.buf);
	linemode_stop(l);
	str_release(&reason);
}

void linemode_tell_row(struct linemode *l, struct row_ref ref, bool columns)
{
	const struct package *p = l->app->package;
	const struct table *t = &p->tables[ref.table];
	struct str texts[LINEMODE_COLUMNS + 1];
	struct slice visible[LINEMODE_COLUMNS + 1];
	size_t count = columns ? t->schema->column_count : 0;

	count = count < LINEMODE_COLUMNS ? count : LINEMODE_COLUMNS;
	for (size_t i = 0; i <= count; i++) {
		str_init(&texts[i]);
		if (i)
			package_add_value(
				p, t, ref.row, &t->schema->columns[i - 1], &texts[i]);
		else
			package_add_label(p, t, ref.row, &texts[i]);
		visible[i] = (struct slice){ texts[i].buf, texts[i].len };
	}
	str_add_bytes(&l->line, texts[0].buf, texts[0].len);
	linemode_stop(l);
	for (size_t i = 0; i < count; i++)
		row_add_column(l, t->schema, i, visible[i + 1], visible[0]);
	row_add_reason(l, ref, visible, count + 1);
	for (size_t i = 0; i <= count; i++)
		str_release(&texts[i]);
}

void linemode_refresh(struct linemode *l)
{
	const struct table *t = linemode_table(l);

	if (!l->stale)
		return;
	l->stale = false;
	if (search_active(&l->app->search))
		linemode_work(l);
	if (t)
		rows_refresh(l, t);
	if (linemode_here(l)->found)
		found_refresh(l);
	if (l->app->tabs[linemode_here(l)->tab].pane->view == &view_timeline)
		linemode_refresh_events(l);
}

void linemode_go_record(struct linemode *l, struct row_ref ref)
{
	const struct linemode_place *here = linemode_here(l);

	linemode_go(l, here->tab, here->found, ref);
	linemode_tell_place(l);
}

void linemode_open_item(struct linemode *l, size_t i)
{
	if (l->source->ref)
		linemode_go_record(l, l->source->ref(l, i));
	else
		l->source->open(l, i);
}

void linemode_list(struct linemode *l, const struct linemode_source *source, size_t next)
{
	l->source = source;
	l->first = next;
	l->next = next;
}

size_t linemode_number(const struct linemode *l, size_t i)
{
	return i + (l->source == &linemode_tabs ? l->app->first_tab : 1);
}

/* Tells which portion it was, unless it was all. */
static void list_tell_portion(struct linemode *l, size_t first, size_t end, size_t count)
{
	if (first == 0 && end == count)
		return;
	linemode_say(l, "%ss %zu to %zu of %zu%s.", l->source->noun, first + 1, end,
		count, end < count ? "; Enter goes on" : "");
}

/* Tells that nothing comes behind the COUNT items. What was listed in passing leads back
 * to where one is. */
static void list_tell_end(struct linemode *l, size_t count)
{
	const struct linemode_source *place = linemode_place_source(l);

	if (!count)
		linemode_tell_nothing(l);
	else if (l->source == place)
		linemode_say(
			l, "That was the last %s; first begins anew.", l->source->noun);
	if (l->source == place)
		return;
	linemode_list(l, place, 0);
	if (count)
		linemode_tell_place(l);
}

void linemode_more(struct linemode *l)
{
	size_t count = l->source->count(l);
	size_t first = l->next, end;

	if (!l->source->tell) {
		linemode_say(
			l, "That was all of it; record tells it again, back goes back.");
		return;
	}
	if (first >= count) {
		list_tell_end(l, count);
		return;
	}
	end = count - first < LINEMODE_PORTION ? count : first + LINEMODE_PORTION;
	for (size_t i = first; i < end; i++) {
		str_addf(&l->line, "%zu. ", linemode_number(l, i));
		l->source->tell(l, i);
		linemode_end(l);
	}
	l->first = first;
	l->next = end;
	list_tell_portion(l, first, end, count);
}
