/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Goes to tabs, records and overlays, and back and forward among them. Owns the history of
 * where the user was. The panes of the tabs are app.c's, the keys that lead here those of
 * commands.c, and nothing is drawn. What always holds: there is a present entry, and an
 * entry that was left has noted search, sort, cursor and scroll, so that Back restores
 * them.
 */

#include "browser/navigate.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "browser/app.h"
#include "map/places.h"
#include "timeline/events.h"
#include "view/views.h"

static void history_drop(struct history_entry *entry)
{
	pane_drop(entry->overlay);
	pane_drop(entry->record);
	str_release(&entry->query);
	filters_release(&entry->filters);
}

static void history_cut(struct history *h)
{
	while (h->count > h->at + 1)
		history_drop(&h->entries[--h->count]);
}

void history_init(struct history *h, int tab)
{
	*h = (struct history){ 0 };
	history_go(h, tab, NULL, NULL, 0);
}

void history_release(struct history *h)
{
	for (size_t i = 0; i < h->count; i++)
		history_drop(&h->entries[i]);
	free(h->entries);
	*h = (struct history){ 0 };
}

struct history_entry *history_here(struct history *h)
{
	return &h->entries[h->at];
}

void history_go(struct history *h, int tab, struct pane *overlay, struct pane *record,
	unsigned level)
{
	history_cut(h);
	if (h->count == HISTORY_MOST) {
		history_drop(&h->entries[0]);
		memmove(h->entries, h->entries + 1, --h->count * sizeof *h->entries);
	}
	h->at = h->count;
	*ARRAY_ADD(h->entries, h->count, h->alloc) = (struct history_entry){
		.tab = tab,
		.level = level,
		.overlay = overlay,
		.record = record,
		.query = STR_INIT,
	};
	if (overlay)
		overlay->refcount++;
	if (record)
		record->refcount++;
}

/* Goes from the present entry to an earlier one, TO, which Forward undoes. */
static bool history_return(struct history *h, size_t to)
{
	if (to == h->at)
		return false;
	h->entries[to].forward = h->at;
	h->at = to;
	return true;
}

bool history_back(struct history *h)
{
	return history_return(h, h->at ? h->at - 1 : 0);
}

size_t history_below(const struct history *h, size_t from)
{
	size_t to = from;

	while (to > 0 && h->entries[to].level >= h->entries[from].level)
		to--;
	return h->entries[from].level ? to : from;
}

bool history_up(struct history *h)
{
	return history_return(h, history_below(h, h->at));
}

bool history_forward(struct history *h)
{
	size_t to = h->entries[h->at].forward;

	if (to <= h->at || to >= h->count)
		to = h->at + 1;
	if (to >= h->count)
		return false;
	h->at = to;
	return true;
}

bool history_leave(struct history *h)
{
	bool moved = history_back(h);

	history_cut(h);
	return moved;
}

struct pane *app_main_pane(struct app *a)
{
	struct history_entry *here = history_here(&a->history);

	return here->overlay ? here->overlay : app_tab_pane(a, (size_t)here->tab);
}

struct pane *app_focus_pane(struct app *a)
{
	struct history_entry *here = history_here(&a->history);

	return here->record ? here->record : app_main_pane(a);
}

/* Notes in the present entry what is to be restored on return. */
static void navigate_note(struct app *a)
{
	struct history_entry *here = history_here(&a->history);
	struct pane *pane = app_main_pane(a);

	str_clear(&here->query);
	str_add(&here->query, search_text(&a->search));
	filters_copy(&here->filters, search_filters(&a->search));
	if (pane->view->save)
		pane->view->save(pane, &here->pos);
	here->visited = true;
}

/* Brings back what the present entry has noted. */
static void navigate_restore(struct app *a)
{
	struct history_entry *here = history_here(&a->history);
	struct pane *pane = app_main_pane(a);

	if (here->visited) {
		app_search(a, here->query.buf);
		app_filter(a, &here->filters);
		/* Small tables: the rows are there before the cursor goes to one. */
		app_work_seen(a, clock_now() + 5 * TASK_MS);
		if (pane->view->restore)
			pane->view->restore(pane, &here->pos);
	}
	app_changed(a);
}

/* Goes to a new entry of LEVEL. */
static void navigate_to(
	struct app *a, int tab, struct pane *overlay, struct pane *record, unsigned level)
{
	navigate_note(a);
	history_go(&a->history, tab, overlay, record, level);
	app_changed(a);
}

bool app_put_cursor(struct app *a, struct row_ref row)
{
	struct pane *pane = app_main_pane(a);
	struct saved_pos pos;

	if (row.table < 0 || pane->table != row.table || !pane->view->save ||
		!pane->view->restore || !search_keeps(&a->search, row, NULL))
		return false;
	pane->view->save(pane, &pos);
	pos.row = row;
	pane->view->restore(pane, &pos);
	return true;
}

/* After FROM, the map, was left: the list of the place that was chosen on it has its cursor
 * there. */
static void navigate_follow_map(struct app *a, const struct pane *from)
{
	if (from->view == &view_map)
		app_put_cursor(a, from->view->focus(from));
}

void app_go_tab(struct app *a, size_t number)
{
	struct history_entry *here = history_here(&a->history);
	const struct pane *from = app_main_pane(a);
	struct pane *pane;

	if (number >= a->tab_count ||
		((size_t)here->tab == number && !here->overlay && !here->record &&
			!here->level))
		return;
	navigate_to(a, (int)number, NULL, NULL, 0);
	/* What a row was asked for there belongs to the level that is left. */
	pane = app_main_pane(a);
	if (pane->view == &view_timeline || pane->view == &view_map)
		pane->view->restore(pane, &(struct saved_pos){ .row = ROW_NOWHERE });
	navigate_follow_map(a, from);
}

void app_go_overlay(struct app *a, const struct view *view)
{
	const struct history_entry *here = history_here(&a->history);
	struct pane *pane;

	if (app_focus_pane(a)->view == view)
		return;
	a->ctx.context = app_context(a);
	a->ctx.table = app_main_pane(a)->table;
	pane = pane_new(view, &a->ctx, -1, ROW_NOWHERE);
	navigate_to(a, here->tab, pane, NULL, here->level + 1);
	pane_drop(pane);
}

void app_go_help_searching(struct app *a)
{
	search_set(&a->find, "", -1, NULL, NULL);
	app_go_overlay(a, &view_help);
	view_help.go(app_main_pane(a), "Searching");
}

void app_go_record(struct app *a, struct row_ref ref)
{
	struct history_entry *here = history_here(&a->history);
	struct pane *overlay = here->overlay;
	struct pane *record;

	if (ref.table < 0 || ref.row == ROW_NONE)
		return;
	/* Next to help and the palette no record is read. */
	if (overlay && !(overlay->context & (IN_LIST | IN_RESULTS | IN_TIMELINE)))
		overlay = NULL;
	if (a->preview && row_ref_equal(a->preview->row, ref)) {
		/* The record is entered: scroll and link stay as they were seen. */
		record = a->preview;
		a->preview = NULL;
	} else {
		record = pane_new(&view_record, &a->ctx, ref.table, ref);
	}
	navigate_to(a, here->tab, overlay, record, here->level + 1);
	pane_drop(record);
}

void app_go_main(struct app *a)
{
	const struct history *h = &a->history;
	const struct history_entry *here = &h->entries[h->at];
	size_t list = h->at;

	while (h->entries[list].record && h->entries[list].level && list > 0)
		list = history_below(h, list);
	navigate_to(a, here->tab, here->overlay, NULL, h->entries[list].level);
}

void app_back(struct app *a)
{
	const struct pane *from = app_main_pane(a);

	navigate_note(a);
	if (history_back(&a->history)) {
		navigate_restore(a);
		navigate_follow_map(a, from);
	} else {
		app_say(a, STYLE_STATUS, _("Nothing to go back to."));
	}
}

bool app_up(struct app *a)
{
	const struct pane *from = app_main_pane(a);

	navigate_note(a);
	if (!history_up(&a->history))
		return false;
	navigate_restore(a);
	navigate_follow_map(a, from);
	return true;
}

void app_leave(struct app *a)
{
	if (history_leave(&a->history))
		navigate_restore(a);
}

void app_forward(struct app *a)
{
	navigate_note(a);
	if (history_forward(&a->history))
		navigate_restore(a);
	else
		app_say(a, STYLE_STATUS, _("Nothing to go forward to."));
}

unsigned app_context(struct app *a)
{
	const struct pane *pane = app_focus_pane(a);

	if ((pane->context & IN_LIST) &&
		a->package->tables[pane->table].schema->undeclared)
		return pane->context | IN_UNDECLARED;
	return pane->context;
}

/* Appends what the entry I is called. */
static void navigate_add_title(struct app *a, size_t i, struct str *out)
{
	const struct history_entry *entry = &a->history.entries[i];
	const struct pane *record = entry->record;

	if (record)
		package_add_name(a->package, record->row, out);
	else
		str_add(out,
			entry->overlay ? _(entry->overlay->view->name)
				       : a->tabs[entry->tab].title);
}

void app_add_trail(struct app *a, int room, struct str *out)
{
	static const char mark[] = " › ", cut[] = "…";
	/* Columns that are worth using, and that the end keeps before the beginning goes. */
	enum { LEAST = 12, END = 20 };
	size_t chain[HISTORY_MOST];
	size_t count = 0, at = a->history.at, start = out->len;
	struct str text = STR_INIT;
	size_t last = 0; /* where the last title begins in TEXT */
	size_t from = 0; /* where what is shown begins */
	struct slice line;
	int end;

	chain[count++] = at;
	while (history_below(&a->history, at) != at)
		chain[count++] = at = history_below(&a->history, at);
	if (count == 1 || room < LEAST)
		return;
	while (count--) {
		last = text.len;
		navigate_add_title(a, chain[count], &text);
		str_add(&text, count ? mark : "");
	}
	end = text_width(slice_from(str_slice(&text), last));
	end = end < END ? end : END;
	/* Drops the beginning, title by title, until there is room for the end. */
	while (from < last) {
		struct slice before = slice_part(str_slice(&text), from, last - from);
		int more =
			from ? text_width(slice_of(cut)) + text_width(slice_of(mark)) : 0;
		const char *next;

		if (more + text_width(before) + end <= room)
			break;
		next = memmem(before.text, before.len, mark, strlen(mark));
		from = (size_t)(next - text.buf) + strlen(mark);
	}
	str_addf(out, "%s%s", from ? cut : "", from ? mark : "");
	str_add_bytes(out, text.buf + from, text.len - from);
	line = slice_from(str_slice(out), start);
	if (text_width(line) > room) {
		str_truncate(out, start + text_clip(line, room - 1, NULL));
		str_add(out, cut);
	}
	str_release(&text);
}

size_t app_current_tab(struct app *a)
{
	const struct history_entry *here = history_here(&a->history);

	for (size_t i = 0; here->record && !a->panes.split && i < a->tab_count; i++)
		if (a->tabs[i].table == here->record->row.table)
			return i;
	return (size_t)here->tab;
}

/* Goes to the tab of VIEW that shows TABLE, as what was followed leads there, and returns
 * its pane; NULL: none does. */
static struct pane *navigate_tab_of(struct app *a, const struct view *view, int table)
{
	for (size_t i = 0; i < a->tab_count; i++) {
		if (a->tabs[i].view != view || a->tabs[i].table != table)
			continue;
		navigate_to(a, (int)i, NULL, NULL, history_here(&a->history)->level + 1);
		return app_tab_pane(a, i);
	}
	return NULL;
}

void app_step_record(struct app *a)
{
	struct history *h = &a->history;
	struct history_entry *here = history_here(h);
	struct history_entry *from = h->at ? &h->entries[h->at - 1] : NULL;
	struct pane *record = here->record;
	struct pane *pane = app_main_pane(a);
	struct row_ref next = ROW_NOWHERE;

	if (!record)
		return;
	if (pane->view->step_row && pane->view->focus &&
		row_ref_equal(pane->view->focus(pane), record->row)) {
		next = pane->view->step_row(pane, a->argument);
		/* The list has moved with the record: Back is to find it there. */
		if (from && !from->record && from->visited && pane->view->save &&
			from->tab == here->tab && from->overlay == here->overlay)
			pane->view->save(pane, &from->pos);
	} else if (a->argument < 0 ? record->row.row > 0
				   : record->row.row + 1 <
				table_rows(&a->package->tables[record->row.table])) {
		next = (struct row_ref){ record->row.table,
			(uint32_t)((int64_t)record->row.row + a->argument) };
	}
	if (next.table < 0) {
		app_say(a, STYLE_STATUS,
			a->argument < 0 ? _("This is the first record.")
					: _("This is the last record."));
		return;
	}
	record->row = next;
	record->changed = true;
}

void app_go_row(struct app *a, struct row_ref ref)
{
	struct saved_pos pos = { .row = ref };
	struct pane *pane = navigate_tab_of(a, &view_table, ref.table);

	if (!pane) {
		app_go_record(a, ref);
		return;
	}
	if (search_limits(&a->search, ref.table)) {
		app_search(a, "");
		app_filter(a, &(struct filters){ 0 });
	}
	pane->view->restore(pane, &pos);
}

void app_go_timeline(struct app *a, struct row_ref ref)
{
	struct saved_pos pos = { .row = ref };
	struct pane *pane;
	struct str say = STR_INIT;

	if (ref.table >= 0 && !events_any_about(a->package, ref)) {
		package_add_name(a->package, ref, &say);
		app_say(a, STYLE_STATUS, _("No event names %s."), say.buf);
		str_release(&say);
		return;
	}
	pane = navigate_tab_of(a, &view_timeline, -1);
	if (!pane)
		app_say(a, STYLE_STATUS, _("These data have no timeline."));
	else if (ref.table >= 0)
		pane->view->restore(pane, &pos);
}

/* Returns whether REF has a place on the map. */
static bool navigate_has_place(const struct app *a, struct row_ref ref)
{
	struct places places;
	double lon, lat;
	bool has;

	places_init(&places, a->package, NULL, 0);
	has = places_of_row(&places, ref, &lon, &lat);
	places_release(&places);
	return has;
}

void app_go_map(struct app *a, struct row_ref ref)
{
	struct saved_pos pos = { .row = ref };
	struct str say = STR_INIT;
	struct pane *pane;

	if (ref.table >= 0 && !navigate_has_place(a, ref)) {
		package_add_name(a->package, ref, &say);
		app_say(a, STYLE_STATUS, _("%s has no place on the map."), say.buf);
		str_release(&say);
		return;
	}
	pane = navigate_tab_of(a, &view_map, -1);
	if (!pane)
		app_say(a, STYLE_STATUS, _("These data have no map."));
	else if (ref.table >= 0)
		pane->view->restore(pane, &pos);
}
