#include "config.h"

/*
 * The last line while one types into it: the search that filters with every letter, the
 * words to find in a record or the help, the palette, the name of a file to export to.
 */

#include <string.h>

#include "browser/app.h"
#include "browser/export.h"
#include "ui/key.h"
#include "view/views.h"

/* Keeps TEXT as what the user adds to. */
static void typing_keep(struct app *a, struct slice text)
{
	struct query parsed;
	struct str closed;

	query_init(&parsed);
	str_init(&closed);
	search_parse(&a->search, text, &parsed);
	query_add_closed(&parsed, &closed);
	search_parse(
		&a->search, (struct slice){ closed.buf, closed.len }, &a->query_kept);
	str_release(&closed);
	query_release(&parsed);
}

void app_prompt_open(struct app *a, enum app_prompt kind, const char *text)
{
	struct pane *pane = app_main_pane(a);
	const char *kept = "";

	a->prompting = kind;
	a->prompt_in_list = false;
	a->open_waits = false;
	a->completing = false;
	prompt_set(&a->prompt, text);
	str_clear(&a->query_before);
	str_add(&a->query_before,
		search_text(kind == APP_PROMPT_SEARCH ? &a->search : &a->find));
	if (kind == APP_PROMPT_SEARCH)
		kept = a->query_before.buf;
	typing_keep(a, slice_of(kept));
	a->position_noted = pane->view->save != NULL;
	if (a->position_noted)
		pane->view->save(pane, &a->position_before);
	str_clear(&a->message);
	a->dirty = true;
}

/* Searches for what was kept and what is typed. */
static void typing_search(struct app *a)
{
	struct str text;

	str_init(&text);
	query_join(a->query_kept.text,
		(struct slice){ a->prompt.text.buf, a->prompt.text.len }, &text);
	str_clear(&a->message);
	app_search(a, text.buf);
	str_release(&text);
}

/* Lets the new text take effect at once. */
static void typing_changed(struct app *a)
{
	struct pane *pane = app_focus_pane(a);

	a->prompt_in_list = false;
	switch (a->prompting) {
	case APP_PROMPT_SEARCH:
		typing_search(a);
		break;
	case APP_PROMPT_FIND:
		search_set(&a->find, a->prompt.text.buf, -1, NULL, NULL);
		break;
	case APP_PROMPT_COMMAND:
		search_set(&a->find, a->prompt.text.buf, -1, NULL, NULL);
		break;
	case APP_PROMPT_EXPORT: /* a name means nothing before it is accepted */
	case APP_PROMPT_REPLACE:
	case APP_PROMPT_NONE:
		return;
	}
	pane->changed = true;
	a->dirty = true;
}

/* Puts everything back as it was when the prompt was opened. */
static void typing_cancel(struct app *a)
{
	enum app_prompt kind = a->prompting;
	struct pane *pane;

	a->prompting = APP_PROMPT_NONE;
	if (kind == APP_PROMPT_EXPORT)
		return;
	if (kind == APP_PROMPT_SEARCH)
		app_search(a, a->query_before.buf);
	else
		search_set(&a->find, kind == APP_PROMPT_FIND ? a->query_before.buf : "",
			-1, NULL, NULL);
	pane = app_main_pane(a);
	if (kind == APP_PROMPT_COMMAND ||
		(pane->view == &view_results && !a->query_before.len)) {
		app_leave(a);
	} else if (a->position_noted) {
		app_work_here(a, clock_now() + 5 * TASK_MS);
		pane->view->restore(pane, &a->position_before);
	}
	app_changed(a);
}

/* A number or a date typed into the palette means a place in the pane below it; a word
 * the command chosen in it. */
static void typing_run(struct app *a)
{
	struct pane *palette = app_focus_pane(a);
	const char *text = a->prompt.text.buf;
	struct pane *pane;

	if ((*text >= '0' && *text <= '9') || *text == '-') {
		app_leave(a);
		pane = app_focus_pane(a);
		if (!pane->view->go || !pane->view->go(pane, text))
			app_say(a, STYLE_WARNING, "%s: there is no such place here.",
				text);
	} else if (palette->view->command) {
		app_command(a, COMMAND_OPEN, -1);
	}
	search_set(&a->find, "", -1, NULL, NULL);
}

static void typing_accept(struct app *a)
{
	enum app_prompt kind = a->prompting;

	if (kind == APP_PROMPT_EXPORT) {
		export_accept(a);
		return;
	}
	/* Up brings back searches, of earlier runs too: other texts would be in the way.
	 */
	if (kind == APP_PROMPT_SEARCH)
		prompt_remember(&a->prompt);
	a->prompting = APP_PROMPT_NONE;
	if (kind == APP_PROMPT_COMMAND)
		typing_run(a);
	else if (kind == APP_PROMPT_FIND && search_active(&a->find))
		/* Also without a word: the one looked for last still holds. */
		app_command(a, COMMAND_NEXT_HIT, -1);
	a->dirty = true;
}

/*
 * Backspace with nothing to delete takes the last clause of what was kept, and at last
 * leaves the prompt. Clauses that were taken stay away then: whoever holds the key down
 * wants all gone, and Esc brings all back.
 */
static void typing_delete_clause(struct app *a)
{
	if (a->query_kept.text.len) {
		typing_keep(a,
			(struct slice){ a->query_kept.text.text,
				query_len_before_last(&a->query_kept) });
		typing_changed(a);
	} else if (a->prompting == APP_PROMPT_SEARCH && a->query_before.len) {
		typing_accept(a);
	} else {
		typing_cancel(a);
	}
}

static void typing_complete(struct app *a)
{
	if (a->prompting == APP_PROMPT_SEARCH && app_complete(a)) {
		typing_changed(a);
		app_tell_completions(a);
	}
}

/* Keys that walk the list while the prompt stays open: Down and the page keys always, Up
 * once Down has gone into the list (before that it is the history). */
static bool typing_walk(struct app *a, uint32_t key)
{
	struct pane *pane = app_focus_pane(a);
	enum command_id command = COMMAND_NONE;

	if (a->prompting == APP_PROMPT_EXPORT)
		return false;
	if (key == KEY_DOWN_ARROW && a->prompt.history_at == a->prompt.history_count)
		command = COMMAND_DOWN;
	else if (key == KEY_UP_ARROW &&
		(a->prompt_in_list || a->prompting == APP_PROMPT_COMMAND))
		command = COMMAND_UP;
	else if (key == KEY_PAGE_DOWN)
		command = COMMAND_PAGE_DOWN;
	else if (key == KEY_PAGE_UP)
		command = COMMAND_PAGE_UP;
	if (command == COMMAND_NONE || !pane->view->command)
		return false;
	a->prompt_in_list = true;
	app_settle(a);
	pane->view->command(pane, command);
	return true;
}

/* The history is that of searches. */
static bool typing_is_history(const struct app *a, enum command_id command)
{
	return a->prompting == APP_PROMPT_EXPORT &&
		(command == COMMAND_HISTORY_UP || command == COMMAND_HISTORY_DOWN);
}

void app_prompt_key(struct app *a, uint32_t key)
{
	enum command_id command = command_for_key(a->ctx.commands, key, IN_PROMPT, NULL);
	bool changed = false;

	a->dirty = true;
	if (a->prompting == APP_PROMPT_REPLACE) {
		export_answer(a, key);
		return;
	}
	if (command == COMMAND_COMPLETE) {
		typing_complete(a);
		return;
	}
	a->completing = false;
	if (typing_walk(a, key))
		return;
	if (command == COMMAND_CANCEL || command == COMMAND_INTERRUPT) {
		bool ran = search_active(&a->search) && !a->search_done;

		typing_cancel(a);
		if (ran && command == COMMAND_INTERRUPT)
			app_say(a, STYLE_STATUS, "Stopped the search.");
	} else if (command == COMMAND_ACCEPT) {
		typing_accept(a);
	} else if (command == COMMAND_SUSPEND) {
		a->suspend = true;
	} else if (command == COMMAND_DELETE_BACK && !a->prompt.text.len) {
		typing_delete_clause(a);
	} else if (command != COMMAND_NONE && !typing_is_history(a, command)) {
		prompt_command(&a->prompt, command, &changed);
	} else if (key >= ' ' && key < KEY_NAMED) {
		prompt_insert(&a->prompt, key);
		changed = true;
	}
	if (changed)
		typing_changed(a);
}
