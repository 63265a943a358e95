/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Where the user is, as a text that a later run goes to (--resume). The data may have
 * changed by then: tables, fields and rows are in it by their names and keys, and what is no
 * more is left out. The text comes from a file, which may hold anything.
 */

#include "browser/app.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/bali_ext.h"
#include "data/json.h"
#include "data/table.h"
#include "output/json.h"
#include "view/column_config.h"
#include "view/timeline_view.h"
#include "view/views.h"

/* Bounds of what is read, beyond which nothing is written. */
#define PLACE_TOP_MOST 4e9    /* rows */
#define PLACE_SCALE_LEAST 1e3 /* of a timeline (timeline/axis.h) */
#define PLACE_SCALE_MOST 1e12

enum {
	PLACE_EXPONENT_LEAST = -330, /* of the numbers of a filter */
	PLACE_EXPONENT_MOST = 15,
};

/* --- as a text --- */

static void place_add_member(struct str *out, const char *name, const char *text)
{
	str_addf(out, ",\"%s\":", name);
	json_add_string(out, slice_of(text));
}

/* Appends ROW as app_find_row takes it; nothing for no row. */
static void place_add_row(
	struct str *out, const struct package *p, const char *name, struct row_ref row)
{
	struct str key = STR_INIT;

	if (row.table < 0 || row.row == ROW_NONE)
		return;
	str_addf(&key, "%s/", p->tables[row.table].schema->name);
	table_add_key(&p->tables[row.table], row.row, &key);
	place_add_member(out, name, key.buf);
	str_release(&key);
}

/* Appends V, a value of C: a text, the key of a row, or the two ends of a range. */
static void place_add_value(
	struct str *out, const struct value_column *c, const struct value_range *v)
{
	struct str key = STR_INIT;

	if (v->text) {
		json_add_string(out, slice_of(v->text));
	} else if (c->kind == VALUE_ROW) {
		table_add_key(&c->package->tables[c->to], (size_t)v->low, &key);
		str_add(out, "{\"row\":");
		json_add_string(out, str_slice(&key));
		str_add(out, "}");
	} else {
		str_addf(out, "[%lld,%lld]", (long long)v->low, (long long)v->high);
	}
	str_release(&key);
}

static void place_add_filters(
	struct str *out, const struct package *p, const struct filters *filters)
{
	for (size_t i = 0; i < filters->count; i++) {
		const struct filter *f = filters->items[i];
		const struct value_column *c = &f->column;
		const struct resource *r = p->tables[c->table].schema;
		struct path path = { .count = c->count,
			.fields = filters->items[i]->column.fields };
		struct str name = STR_INIT;

		path_add_name(&path, &p->descriptor, r, &name);
		str_add(out, i ? ",{\"table\":" : ",\"filters\":[{\"table\":");
		json_add_string(out, slice_of(r->name));
		place_add_member(out, "field", name.buf);
		str_addf(out, ",\"text\":%s,\"exponent\":%d,\"values\":[",
			c->kind == VALUE_TEXT ? "true" : "false", f->exponent);
		for (size_t k = 0; k < f->count; k++) {
			str_add(out, k ? "," : "");
			place_add_value(out, c, &f->values[k]);
		}
		str_add(out, "]}");
		str_release(&name);
	}
	str_add(out, filters->count ? "]" : "");
}

/* Replaces NAME by the path of column ID of COLUMNS; "" when there is none. */
static void place_column_name(
	const struct column_config *columns, int id, struct str *name)
{
	str_clear(name);
	for (size_t i = 0; i < columns->count; i++)
		if (columns->columns[i].id == (size_t)id)
			path_add_name(columns->columns[i].path,
				&columns->package->descriptor, columns->table->schema,
				name);
}

/* Appends the place in a list: the column of the cursor, what it is sorted by. */
static void place_add_list(
	struct str *out, const struct column_config *columns, const struct saved_pos *pos)
{
	const struct list_order *order = &pos->list.order;
	struct str name = STR_INIT;

	place_column_name(columns, pos->list.column, &name);
	place_add_member(out, "column", name.buf);
	str_addf(out, ",\"top\":%zu,\"sort\":[", pos->list.top);
	for (size_t i = 0; i < order->count; i++) {
		place_column_name(columns, order->keys[i].column, &name);
		str_add(out, i ? ",{\"by\":" : "{\"by\":");
		json_add_string(out, str_slice(&name));
		str_addf(out, ",\"reverse\":%s}",
			order->keys[i].reverse ? "true" : "false");
	}
	str_add(out, "]");
	str_release(&name);
}

void app_add_place(struct app *a, struct str *out)
{
	const struct package *p = a->package;
	const struct history_entry *here = history_here(&a->history);
	const struct pane *pane = app_tab_pane(a, (size_t)here->tab);
	struct saved_pos pos = { .row = ROW_NOWHERE };

	str_add(out, "{\"tab\":");
	json_add_string(out,
		slice_of(pane->table < 0 ? pane->view->name
					 : p->tables[pane->table].schema->name));
	place_add_member(out, "query", search_text(&a->search));
	place_add_filters(out, p, search_filters(&a->search));
	if (pane->view->save)
		pane->view->save(pane, &pos);
	place_add_row(out, p, "row", pos.row);
	if (pane->columns) {
		place_add_list(out, pane->columns, &pos);
	} else if (pane->view == &view_timeline) {
		place_add_row(out, p, "about", pos.timeline.about);
		str_addf(out, ",\"scale\":%lld,\"form\":%d,\"fitted\":%s",
			(long long)pos.timeline.scale, pos.timeline.form,
			pos.timeline.fitted ? "true" : "false");
	}
	if (here->record)
		place_add_row(out, p, "record", here->record->row);
	str_add(out, "}");
}

/* --- and back --- */

static const char *place_text(const json_t *node, const char *name)
{
	const char *text = json_string_value(json_object_get(node, name));

	return text ? text : "";
}

/* Returns the number NAME of NODE, or LEAST when it is none from LEAST to MOST. */
static double place_number(
	const json_t *node, const char *name, double least, double most)
{
	double number = json_number_value(json_object_get(node, name));

	return number >= least && number <= most ? number : least;
}

/* Returns the row NAME of ROOT, or ROW_NOWHERE. */
static struct row_ref place_row(struct app *a, const json_t *root, const char *name)
{
	struct row_ref row = app_find_row(a, place_text(root, name));

	return row.row == ROW_NONE ? ROW_NOWHERE : row;
}

/* Takes the value NODE into F. */
static void place_take_value(struct filter *f, const json_t *node)
{
	const struct value_column *c = &f->column;
	const char *key = json_string_value(json_object_get(node, "row"));
	struct value_range v = { .text = json_string_value(node) };
	double low = json_number_value(json_array_get(node, 0));
	double high = json_number_value(json_array_get(node, 1));
	double most =
		(double)VALUE_INDEX_MOST / pow(10, f->exponent > 0 ? f->exponent : 0);

	if (v.text) {
		filter_add(f, &v);
	} else if (c->kind == VALUE_ROW && key) {
		v.low = v.high = table_find(&c->package->tables[c->to], slice_of(key));
		if (v.low != ROW_NONE)
			filter_add(f, &v);
	} else if ((c->kind == VALUE_YEAR || c->kind == VALUE_NUMBER) &&
		json_array_size(node) == 2 && -most < low && low <= high && high < most) {
		v.low = (int64_t)low;
		v.high = (int64_t)high;
		filter_add(f, &v);
	}
}

/* Takes the filter NODE into FILTERS. */
static void place_take_filter(
	struct filters *filters, const struct package *p, const json_t *node)
{
	const struct table *table = package_table(p, place_text(node, "table"));
	bool text = json_is_true(json_object_get(node, "text"));
	const json_t *values = json_object_get(node, "values");
	double exponent = json_number_value(json_object_get(node, "exponent"));
	struct str err = STR_INIT;
	struct arena arena = { NULL };
	struct value_column column;
	struct filter *filter;
	struct path path;

	if (table && exponent >= PLACE_EXPONENT_LEAST &&
		exponent <= PLACE_EXPONENT_MOST &&
		path_find(&path, &p->descriptor, table->schema, place_text(node, "field"),
			&arena, &err)) {
		value_column_init(&column, p, table->number, &path, text);
		filter = filter_new(&column, (int)exponent);
		for (size_t i = 0; i < json_array_size(values); i++)
			place_take_value(filter, json_array_get(values, i));
		if (filter->count && (column.kind == VALUE_TEXT) == text)
			filters_put(filters, filter);
		else
			filter_drop(filter);
	}
	arena_release(&arena);
	str_release(&err);
}

/* Returns the id of the column of COLUMNS whose path is NAME, or -1. */
static int place_column(const struct column_config *columns, const char *name)
{
	struct str path = STR_INIT;
	int id = -1;

	for (size_t i = 0; i < columns->count && id < 0 && *name; i++) {
		place_column_name(columns, (int)columns->columns[i].id, &path);
		if (!strcmp(path.buf, name))
			id = (int)columns->columns[i].id;
	}
	str_release(&path);
	return id;
}

static void place_take_list(
	struct saved_pos *pos, const struct column_config *columns, const json_t *root)
{
	const json_t *sort = json_object_get(root, "sort");
	int column = place_column(columns, place_text(root, "column"));
	struct list_order *order = &pos->list.order;

	pos->list.column = column < 0 ? 0 : column;
	pos->list.top = (size_t)place_number(root, "top", 0, PLACE_TOP_MOST);
	for (size_t i = 0; i < json_array_size(sort) && order->count < ROW_SORT_KEYS;
		i++) {
		const json_t *by = json_array_get(sort, i);

		column = place_column(columns, place_text(by, "by"));
		if (column < 0)
			continue;
		order->keys[order->count].column = column;
		order->keys[order->count++].reverse =
			json_is_true(json_object_get(by, "reverse"));
	}
}

static void place_take_timeline(struct app *a, struct saved_pos *pos, const json_t *root)
{
	pos->timeline.about = place_row(a, root, "about");
	pos->timeline.scale =
		(int64_t)place_number(root, "scale", PLACE_SCALE_LEAST, PLACE_SCALE_MOST);
	pos->timeline.form = (int)place_number(
		root, "form", TIMELINE_VIEW_BY_WIDTH, TIMELINE_VIEW_LIST);
	pos->timeline.at_cursor = true;
	pos->timeline.fitted = json_is_true(json_object_get(root, "fitted"));
}

void app_go_place(struct app *a)
{
	json_t *root = json_load_cell(slice_of(a->place), 0);
	const json_t *filters = json_object_get(root, "filters");
	size_t tab = app_find_tab(a, place_text(root, "tab"));
	struct saved_pos pos = { .row = ROW_NOWHERE };
	struct filters found = { 0 };
	struct pane *pane;

	free(a->place);
	a->place = NULL;
	if (tab < a->tab_count) {
		history_here(&a->history)->tab = (int)tab;
		app_search(a, place_text(root, "query"));
		for (size_t i = 0; i < json_array_size(filters); i++)
			place_take_filter(&found, a->package, json_array_get(filters, i));
		app_filter(a, &found);
		filters_release(&found);
		pane = app_main_pane(a);
		pos.row = place_row(a, root, "row");
		app_changed(a);
		app_update(a);
		while (pane->view->work && !pane->view->work(pane, INT64_MAX))
			;
		if (pane->columns)
			place_take_list(&pos, pane->columns, root);
		else if (pane->view == &view_timeline)
			place_take_timeline(a, &pos, root);
		if (pane->columns || pane->view == &view_timeline)
			pane->view->restore(pane, &pos);
		app_go_record(a, place_row(a, root, "record"));
	}
	json_decref(root);
}
