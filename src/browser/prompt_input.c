/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The last line while the user types into it: the search, which filters with every letter,
 * the words to find in a record or the help, the palette, the name of a file to export to.
 * What Enter has the pane do is left as its request. Editing the line itself is
 * ui/prompt.c.
 */

#include "browser/app.h"

#include <string.h>

#include "base/intl.h"
#include "browser/export.h"
#include "ui/command.h"
#include "view/views.h"

void app_prompt_open(struct app *a, enum app_prompt kind, const char *text)
{
	const struct search *search = kind == APP_PROMPT_SEARCH ? &a->search : &a->find;
	struct pane *pane = app_main_pane(a);

	str_clear(&a->query_before);
	str_add(&a->query_before, search_text(search));
	if (kind == APP_PROMPT_SEARCH || kind == APP_PROMPT_FIND)
		text = a->query_before.buf;
	a->prompting = kind;
	a->prompt_in_list = false;
	a->open_waits = false;
	a->completing = false;
	a->prompt_typed = *text != '\0';
	prompt_set_selected(&a->prompt, text);
	filters_copy(&a->filters_before, search_filters(&a->search));
	a->history_before = a->history.at;
	if (pane->view->save)
		pane->view->save(pane, &a->pos_before);
	str_clear(&a->message);
	a->dirty = true;
}

enum { PROMPT_WAIT = 20 * TASK_MS }; /* what Enter may wait to know where it leads */

/* A file's name has no effect before Enter. */
void app_take_typed(struct app *a)
{
	if (!a->typed)
		return;
	a->typed = false;
	a->prompt_typed |= a->prompt.text.len > 0;
	a->prompt_in_list = false;
	if (a->prompting == APP_PROMPT_SEARCH) {
		str_clear(&a->message);
		app_search(a, a->prompt.text.buf);
	} else if (a->prompting == APP_PROMPT_FIND ||
		a->prompting == APP_PROMPT_COMMAND) {
		search_set(&a->find, a->prompt.text.buf, -1, NULL, NULL);
	} else {
		return;
	}
	app_focus_pane(a)->changed = true;
	a->dirty = true;
}

void app_prompt_cancel(struct app *a)
{
	enum app_prompt kind = a->prompting;
	struct pane *pane;

	a->prompting = APP_PROMPT_NONE;
	if (kind == APP_PROMPT_EXPORT)
		return;
	/* Tab may have gone to other tables. */
	while (a->history.at > a->history_before)
		app_leave(a);
	app_filter(a, &a->filters_before);
	if (kind == APP_PROMPT_SEARCH)
		app_search(a, a->query_before.buf);
	else
		search_set(&a->find, kind == APP_PROMPT_FIND ? a->query_before.buf : "",
			-1, NULL, NULL);
	pane = app_main_pane(a);
	if (kind == APP_PROMPT_COMMAND ||
		(pane->view == &view_results && !a->query_before.len)) {
		app_leave(a);
	} else if (pane->view->restore) {
		app_work_seen(a, clock_now() + 5 * TASK_MS);
		pane->view->restore(pane, &a->pos_before);
	}
	app_changed(a);
}

struct row_ref app_prompt_target(struct app *a)
{
	struct pane *pane = app_focus_pane(a);
	struct row_ref ref = ROW_NOWHERE;
	struct str name = STR_INIT;

	if (pane->view == &view_results)
		ref = results_only(pane);
	if (ref.table < 0 && pane->view->focus && pane->view->focus(pane).table < 0 &&
		search_active(&a->search))
		search_nearest(&a->search, &name, &ref);
	str_release(&name);
	return ref;
}

static void prompt_input_accept(struct app *a)
{
	enum app_prompt kind = a->prompting;
	const char *text = a->prompt.text.buf;
	struct pane *pane;

	app_update(a);
	if (kind == APP_PROMPT_EXPORT) {
		export_accept(a);
		return;
	}
	/* Up brings back searches only: other texts would be in the way. */
	if (kind == APP_PROMPT_SEARCH)
		prompt_remember(&a->prompt);
	a->prompting = APP_PROMPT_NONE;
	a->dirty = true;
	pane = app_focus_pane(a);
	if (kind == APP_PROMPT_SEARCH && !a->search_done) {
		app_work_seen(a, clock_now() + PROMPT_WAIT);
		pane->changed = true;
		app_update(a);
	}
	/* What is the only hit so far need not be the only one when all is read. */
	a->accept_waits = kind == APP_PROMPT_SEARCH && !(a->search_done && a->loaded);
	if (kind == APP_PROMPT_SEARCH && !a->accept_waits &&
		app_prompt_target(a).table >= 0)
		pane->view->command(pane, COMMAND_OPEN);
	if (kind == APP_PROMPT_COMMAND &&
		((*text >= '0' && *text <= '9') || *text == '-')) {
		/* A number or a date leads to somewhere in the pane below the palette. */
		app_leave(a);
		pane = app_focus_pane(a);
		if (!pane->view->go || !pane->view->go(pane, text))
			app_say(a, STYLE_WARNING,
				pane->view == &view_timeline ? _("%s is not a date.")
							     : _("There is no row %s."),
				text);
	} else if (kind == APP_PROMPT_COMMAND) {
		pane->view->command(pane, COMMAND_OPEN);
	} else if (kind == APP_PROMPT_FIND && search_active(&a->find)) {
		/* Also without a word: the last one still holds. */
		pane->view->command(pane, COMMAND_NEXT_HIT);
	}
	if (kind == APP_PROMPT_COMMAND)
		search_set(&a->find, "", -1, NULL, NULL);
}

/* Goes to the next tab, from that of a table on, that has a hit; returns false when there is
 * none. The prompt stays open. */
static bool prompt_input_next_tab(struct app *a)
{
	size_t tab = (size_t)history_here(&a->history)->tab;

	if (app_main_pane(a)->table < 0 || !search_active(&a->search))
		return false;
	for (size_t i = 1; i < a->tab_count; i++) {
		size_t next = (tab + i) % a->tab_count;
		int table = a->tabs[next].table;

		if (table < 0 || !search_count(&a->search, table))
			continue;
		app_go_tab(a, next);
		return true;
	}
	return false;
}

/*
 * Completes the word at the cursor of the search, or the name of the file: the first press
 * of the key puts in the nearest, each further one the next; the others are shown in the
 * status line. A scope is looked for in the table of the pane, of the tab below it, or the
 * first one. Where nothing completes a search, the key goes on to the next hits.
 */
static void prompt_input_complete(struct app *a)
{
	struct complete *c = &a->complete;
	const struct complete_item *item;
	struct str list = STR_INIT;
	int table = app_main_pane(a)->table;

	if (a->completing) {
		a->complete_at = (a->complete_at + 1) % c->count;
	} else {
		if (table < 0 && a->tab_count)
			table = a->tabs[history_here(&a->history)->tab].table;
		if (a->prompting == APP_PROMPT_EXPORT)
			export_complete(c, a->prompt.text.buf, a->prompt.cursor);
		else
			complete_find(c, a->package, table < 0 ? 0 : table,
				a->prompt.text.buf, a->prompt.cursor);
		a->complete_at = 0;
		a->complete_end = c->end;
	}
	if (!c->count) {
		if (a->prompting != APP_PROMPT_SEARCH || !prompt_input_next_tab(a))
			app_say(a, STYLE_STATUS, _("No completion."));
		return;
	}
	item = &c->items[a->complete_at];
	prompt_put(&a->prompt, c->start, a->complete_end, item->text);
	a->complete_end = a->prompt.cursor;
	/* With nothing to choose from, the key goes on from a scope to its values. */
	a->completing = c->count > 1;
	a->typed = true;
	app_take_typed(a);
	if (item->text[strlen(item->text) - 1] != ':') {
		int scope = (int)strcspn(item->text, ":");

		/* TRANSLATORS: the name of a field, whose values follow */
		str_addf(&list,
			c->partly ? _("%.*s in the first 10,000 rows:") : "%.*s:", scope,
			item->text);
		str_add_char(&list, ' ');
	}
	if (a->complete_at)
		str_add(&list, "‹ ");
	for (size_t i = a->complete_at; i < c->count; i++) {
		str_addf(&list, "%s%s", i > a->complete_at ? " · " : "",
			c->items[i].label);
		if (c->items[i].count)
			str_addf(&list, " %zu", c->items[i].count);
	}
	app_say(a, STYLE_STATUS, "%s", list.buf);
	str_release(&list);
}

/* Returns the command of a KEY that walks the list while the prompt stays open: Down and
 * the page keys always, Up once Down has gone into the list (before that it is the
 * history). COMMAND is what the key does otherwise; other commands than those of the
 * history are the user's wish. */
static enum command_id prompt_input_walk(
	const struct app *a, uint32_t key, enum command_id command)
{
	if (a->prompting == APP_PROMPT_EXPORT ||
		(command != COMMAND_NONE && command != COMMAND_HISTORY_UP &&
			command != COMMAND_HISTORY_DOWN))
		return COMMAND_NONE;
	if (key == KEY_DOWN_ARROW && a->prompt.history_at == a->prompt.history_count)
		return COMMAND_DOWN;
	if (key == KEY_UP_ARROW &&
		(a->prompt_in_list || a->prompting == APP_PROMPT_COMMAND))
		return COMMAND_UP;
	if (key == KEY_PAGE_DOWN)
		return COMMAND_PAGE_DOWN;
	return key == KEY_PAGE_UP ? COMMAND_PAGE_UP : COMMAND_NONE;
}

void app_prompt_key(struct app *a, uint32_t key)
{
	enum command_id command = command_for_key(a->ctx.commands, key, IN_PROMPT, NULL);
	enum command_id walk = prompt_input_walk(a, key, command);
	struct pane *pane = app_focus_pane(a);
	bool searching = search_active(&a->search) && !a->search_done;
	size_t last =
		search_filters(&a->search)->count; /* filter that is shown, from 1 */
	bool changed = false;

	a->dirty = true;
	if (a->prompting == APP_PROMPT_REPLACE) {
		export_answer(a, key);
		return;
	}
	/* Letters that come together are one change of the text: a paste is thousands. */
	if (command == COMMAND_NONE && walk == COMMAND_NONE && key >= ' ' &&
		key < KEY_NAMED) {
		a->completing = false;
		if (prompt_insert(&a->prompt, key))
			a->typed = true;
		else
			app_say(a, STYLE_WARNING,
				_("The text is full: it holds %d bytes. The rest is left "
				  "out."),
				PROMPT_MOST);
		return;
	}
	app_take_typed(a);
	if (command == COMMAND_COMPLETE) {
		if (a->package->table_count &&
			(a->prompting == APP_PROMPT_SEARCH ||
				a->prompting == APP_PROMPT_EXPORT))
			prompt_input_complete(a);
		return;
	}
	a->completing = false;
	while (last && !app_shows_filter(a, last - 1))
		last--;
	if (walk != COMMAND_NONE && pane->view->command) {
		a->prompt_in_list = true;
		app_update(a);
		pane->view->command(pane, walk);
	} else if (command == COMMAND_CANCEL || command == COMMAND_INTERRUPT) {
		app_prompt_cancel(a);
		if (searching && command == COMMAND_INTERRUPT)
			app_say(a, STYLE_STATUS, _("Stopped the search."));
	} else if (command == COMMAND_ACCEPT) {
		prompt_input_accept(a);
	} else if (command == COMMAND_DELETE_BACK && !a->prompt.text.len) {
		/* Backspace in a prompt that was opened empty takes the last filter, and at
		 * last leaves the prompt. What was taken stays away then: the user who holds
		 * the key down wants all gone, and Esc brings all back. But the key that
		 * empties a text stops there. */
		if (a->prompt_typed)
			return;
		if (a->prompting == APP_PROMPT_SEARCH && last)
			app_drop_filter(a, last - 1);
		else if (a->prompting == APP_PROMPT_SEARCH && a->filters_before.count)
			prompt_input_accept(a);
		else
			app_prompt_cancel(a);
	} else if (command != COMMAND_NONE) {
		/* The history is that of searches. */
		if (a->prompting != APP_PROMPT_EXPORT ||
			(command != COMMAND_HISTORY_UP &&
				command != COMMAND_HISTORY_DOWN))
			prompt_command(&a->prompt, command, &changed);
	}
	a->typed |= changed;
	app_take_typed(a);
}
