/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The picture: tabs, body, status line, key bar or prompt. Owns where the panes are, not
 * what is in them, which their views draw, and not the terminal (loop.c). What always
 * holds: panes are brought in line with the model before they are drawn, and drawing
 * changes nothing but the canvas.
 */

#include "browser/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/task.h"
#include "base/text.h"
#include "browser/export.h"
#include "output/change_list.h"
#include "ui/list.h"
#include "ui/frame.h"
#include "view/views.h"

enum {
	SCREEN_LONG = 200 * TASK_MS, /* work that lasts longer is shown */
	SCREEN_WAIT = 3 * TASK_MS,   /* what a key may wait for rows to be there */
};

/* Counts the rows of TABLE, or the hits of a search, into LABEL. */
static void screen_count(const struct app *a, size_t table, struct tab_label *label)
{
	label->counted = true;
	label->count += search_count(&a->search, (int)table);
	label->growing |= !table_complete(&a->package->tables[table]) ||
		!search_complete(&a->search, (int)table);
	label->part |= table_broken(&a->package->tables[table]);
}

/* Has LABEL show how many rows of TABLE changed, where two packages are compared. */
static void screen_count_changes(const struct app *a, int table, struct tab_label *label)
{
	const struct diff_table *t = a->ctx.diff && a->ctx.compared
		? diff_of(a->ctx.diff, &a->package->tables[table])
		: NULL;
	struct str counts = STR_INIT;

	if (!t)
		return;
	change_list_add_counts(t, &counts);
	snprintf(label->news, sizeof label->news, "%s", counts.buf);
	str_release(&counts);
}

/* Returns the labels of the tabs, to be freed, with the rows of each tab or the hits of a
 * search: those of the timeline are in all its tables, whose rows it does not count again
 * without a search. */
static struct tab_label *screen_labels(const struct app *a)
{
	struct tab_label *labels = xcalloc(a->tab_count, sizeof *labels);
	bool searching = search_active(&a->search);

	for (size_t i = 0; i < a->tab_count; i++) {
		const struct tab *tab = &a->tabs[i];
		bool events = tab->view == &view_timeline && searching;
		struct tab_label *label = &labels[i];
		size_t digit = i + a->first_tab;

		label->key = digit < 10 ? (char)('0' + digit) : '\0';
		label->title = tab->title;
		if (tab->table >= 0)
			screen_count(a, (size_t)tab->table, label);
		if (tab->table >= 0)
			screen_count_changes(a, tab->table, label);
		for (size_t k = 0; events && k < a->package->table_count; k++)
			if (a->package->tables[k].schema->timeline)
				screen_count(a, k, label);
		label->empty = label->counted && !label->count;
	}
	return labels;
}

size_t app_tab_at(struct app *a, int x)
{
	struct tab_label *labels = screen_labels(a);
	size_t tab = tabs_at(a->panes.tabs, a->ctx.title, labels, a->tab_count,
		app_current_tab(a), x - a->panes.tabs.x);

	free(labels);
	return tab;
}

int64_t app_patience(const struct app *a)
{
	int64_t left = a->preview_due - clock_now();

	if (a->dirty || a->touch)
		return 0;
	if (!a->preview_due)
		return -1;
	return left > 0 ? left : 0;
}

static void screen_update(struct pane *pane, struct rect rect, bool focused)
{
	if (memcmp(&pane->rect, &rect, sizeof rect))
		pane->changed = true;
	pane->rect = rect;
	pane->focused = focused;
	if (pane->view->update)
		pane->view->update(pane);
}

/* Returns the record next to or over the list, or NULL. */
static struct pane *screen_side(struct app *a)
{
	struct pane *record = history_here(&a->history)->record;

	return record ? record : a->preview;
}

void app_layout(struct app *a, int cols, int rows)
{
	struct pane *main = app_main_pane(a);
	struct pane *record = history_here(&a->history)->record;
	bool typing = a->prompting != APP_PROMPT_NONE;
	/* Lists and results share the body with the record; all else has it alone. */
	bool split = a->want_split && (main->context & (IN_LIST | IN_RESULTS));
	int most = panes_main_most(cols);
	struct row_ref at = ROW_NOWHERE;
	struct pane *side;

	a->worked = false;
	a->ctx.typing = a->prompting == APP_PROMPT_SEARCH;
	if (split && cols >= PANES_SPLIT && main->view->need)
		most = main->view->need(main, most);
	panes_lay_out(&a->panes, cols, rows, split ? most : 0);
	screen_update(main, a->panes.main, !record && !typing);
	/* Only now is it known whether there is a row to show the record of: an empty list
	 * has no blank box next to it. */
	if (split && !record && main->view->focus(main).table < 0) {
		panes_lay_out(&a->panes, cols, rows, 0);
		screen_update(main, a->panes.main, !typing);
	}
	/* The record next to the list shows the row under the cursor. While the user walks
	 * down the list the record waits for a pause: it would cost many times the bytes of
	 * the list's own change, over a slow line with each key, and nobody reads it on the
	 * way. */
	if (a->panes.split && !record && main->view->focus)
		at = main->view->focus(main);
	if (at.table < 0 || at.row == ROW_NONE) {
		pane_drop(a->preview);
		a->preview = NULL;
	} else if (!a->preview) {
		a->preview = pane_new(&view_record, &a->ctx, at.table, at);
		a->preview_due = 0;
	} else if (row_ref_equal(a->preview->row, at)) {
		a->preview_due = 0;
	} else if (clock_now() >= a->preview_due) {
		a->preview_due = 0;
		a->preview->row = at;
		a->preview->changed = true;
	}
	side = screen_side(a);
	if (side)
		screen_update(side, a->panes.split ? a->panes.side : a->panes.body,
			record && !typing);
}

void app_toggle_record(struct app *a)
{
	if (a->canvas.cols < PANES_SPLIT) {
		app_say(a, STYLE_STATUS,
			_("The record pane needs at least %d columns. Enter opens the "
			  "record."),
			PANES_SPLIT);
		return;
	}
	a->want_split = !a->want_split;
	app_say(a, STYLE_STATUS,
		a->want_split ? _("Record pane shown.")
			      : _("Record pane hidden. v shows it again."));
	app_changed(a);
}

void app_update(struct app *a)
{
	app_take_typed(a);
	if (app_main_pane(a)->changed || app_focus_pane(a)->changed)
		app_work_seen(a, clock_now() + SCREEN_WAIT);
	if (a->worked)
		app_layout(a, a->canvas.cols, a->canvas.rows);
}

/*
 * Draws a message that is too long for its part of the status line into the whole line and
 * as many lines above it as it needs: an address that is to be typed elsewhere has to be
 * seen to its end.
 */
static void screen_draw_long_message(struct app *a)
{
	struct rect rect = a->panes.status;
	struct slice rest = str_slice(&a->message);
	int lines = 0;
	size_t next;

	for (struct slice left = rest; left.len && lines <= a->panes.body.h; lines++) {
		text_wrap(left, rect.w - 2, &next);
		left = slice_from(left, next);
	}
	rect.y -= lines - 1;
	rect.h = lines;
	for (int y = 0; y < lines; y++) {
		size_t len = text_wrap(rest, rect.w - 2, &next);

		canvas_run(&a->canvas, rect, 0, y, ' ', rect.w, STYLE_TEXT);
		canvas_text(&a->canvas, rect, 1, y, slice_part(rest, 0, len),
			a->message_style);
		rest = slice_from(rest, next);
	}
}

/* Draws TEXT so that it ends before column RIGHT, and returns the end of the room left of
 * it. */
static int screen_draw_right(
	struct app *a, struct rect rect, int right, const char *text, enum style style)
{
	if (!*text)
		return right;
	right -= text_width(slice_of(text));
	canvas_put(&a->canvas, rect, right, 0, text, style);
	return right - 2;
}

/* Appends a message, else what is going on, when it takes long enough to be wondered at, or
 * which cells the search gave up. */
static void screen_add_news(struct app *a, struct str *text)
{
	const struct task *task = &a->search.task;
	const struct pane *pane = app_main_pane(a);

	if (a->message.len) {
		str_add(text, a->message.buf);
	} else if (a->search_done) {
		search_add_note(&a->search, text);
	} else if (search_limits(&a->search, -1) &&
		clock_now() - a->search_began >= SCREEN_LONG) {
		str_add(text, _("searching"));
		if (task->total)
			str_addf(text, " %d %%", (int)(task->done * 100 / task->total));
	}
	if (!text->len && pane->view->progress)
		pane->view->progress(pane, text);
	if (!text->len)
		export_add_progress(a, text);
	if (!text->len && !a->loaded && !a->load_stopped)
		load_add_progress(&a->load, text);
}

/*
 * Draws the filters and the clauses of the search in force from column X of RECT on; those
 * of the open prompt are seen there. Returns the columns used.
 */
static int screen_draw_chips(struct app *a, struct rect rect, int x)
{
	const struct filters *filters = search_filters(&a->search);
	struct slice bar[APP_CHIPS];
	struct arena arena = { 0 };
	struct str words = STR_INIT;
	size_t count = 0;

	for (size_t i = 0; i < filters->count && count + 1 < APP_CHIPS; i++) {
		if (!app_shows_filter(a, i))
			continue;
		str_clear(&words);
		filter_add_words(filters->items[i], &words);
		bar[count++] = slice_of(arena_strdup(&arena, words.buf));
	}
	if (a->prompting != APP_PROMPT_SEARCH)
		count += query_pieces(
			search_query(&a->search), bar + count, APP_CHIPS - count);
	for (size_t i = count; i < APP_CHIPS; i++)
		a->chips[i] = -1;
	x = filter_bar_draw(&a->canvas, rect, x, bar, count, a->chips);
	str_release(&words);
	arena_release(&arena);
	return x;
}

void app_click_status(struct app *a, int x)
{
	struct slice pieces[QUERY_TERMS];
	size_t filters = search_filters(&a->search)->count;
	size_t count = query_pieces(search_query(&a->search), pieces, QUERY_TERMS);
	struct str rest = STR_INIT;
	size_t hit = 0;

	while (hit < APP_CHIPS && a->chips[hit] != x)
		hit++;
	if (hit == APP_CHIPS)
		return;
	/* The chips are the filters that are shown, then the pieces. */
	for (size_t i = 0; i < filters; i++) {
		if (!app_shows_filter(a, i))
			continue;
		if (!hit--) {
			app_drop_filter(a, i);
			return;
		}
	}
	if (hit < count) {
		for (size_t i = 0; i < count; i++)
			if (i != hit)
				str_addf(&rest, "%s%.*s", rest.len ? " " : "",
					(int)pieces[i].len, pieces[i].text);
		app_search(a, rest.buf);
		app_changed(a);
	}
	str_release(&rest);
}

static void screen_draw_status(struct app *a)
{
	const size_t *found = a->package->diag.found;
	struct rect rect = a->panes.status;
	struct pane *pane = app_focus_pane(a);
	const struct pane *list = app_main_pane(a);
	struct str text = STR_INIT, news = STR_INIT;
	size_t count = found[DIAG_ERROR] + found[DIAG_WARNING];
	int right = rect.w - 1;
	int x = 1, chips;

	if (count) {
		str_add(&text, "! ");
		str_addf(&text, ngettext("%s problem", "%s problems", count),
			number_text(count).text);
	}
	right = screen_draw_right(a, rect, right, text.buf, STYLE_WARNING);
	right = screen_draw_right(a, rect, right, a->mouse ? _("mouse") : "", STYLE_NOTE);
	rect.w = right > 0 ? right : 0;
	str_clear(&text);
	/* A record is numbered by the list next to it or below it, which J and K go
	 * through. */
	pane->number = 0;
	if (list != pane && list->view == &view_table &&
		row_ref_equal(list->view->focus(list), pane->row)) {
		pane->number = list->list->cursor + 1;
		pane->count = list->list->count;
	}
	if (pane->view->position)
		pane->view->position(pane, &text);
	x += canvas_put(&a->canvas, rect, x, 0, text.buf, STYLE_STATUS) +
		(text.len ? 2 : 0);
	/* What was followed, where there is nothing new to be read and nothing is typed;
	 * filters get half of the room. */
	screen_add_news(a, &news);
	str_clear(&text);
	if (!news.len && a->prompting == APP_PROMPT_NONE)
		app_add_trail(a,
			search_limits(&a->search, -1) ? (rect.w - x) / 2 : rect.w - x,
			&text);
	x += canvas_put(&a->canvas, rect, x, 0, text.buf, STYLE_DIM) + (text.len ? 2 : 0);
	chips = screen_draw_chips(a, rect, x);
	x += chips ? chips + 2 : 0;
	if (a->message.len && text_width(str_slice(&news)) > rect.w - x)
		screen_draw_long_message(a);
	else if (x < rect.w && news.len)
		canvas_field(&a->canvas, rect, x, 0, rect.w - x, str_slice(&news), false,
			a->message.len ? a->message_style : STYLE_DIM);
	str_release(&text);
	str_release(&news);
}

/* Draws at the lower edge of the body what can be typed into the empty prompt of the
 * search. */
static void screen_draw_syntax(struct app *a)
{
	const char *const forms[] = { _("words"), _("\"phrase\""), _("-not"), "a|b",
		_("'whole"), _("field:value (Tab lists)"), "year:2011..2016", "re:/…/",
		_("? explains") };
	enum { FORMS = sizeof forms / sizeof *forms, GAP = 3 };
	struct rect rect = a->panes.body;
	int x[FORMS], y[FORMS], right = 1, rows = 1;

	for (size_t i = 0; i < FORMS; i++) {
		int width = text_width(slice_of(forms[i]));

		if (right > 1 && right + width >= rect.w) {
			right = 1;
			rows++;
		}
		x[i] = right;
		y[i] = rows;
		right += width + GAP;
	}
	if (rows >= rect.h)
		return;
	rect.y += rect.h - rows - 1;
	rect.h = rows + 1;
	canvas_run(&a->canvas, rect, 0, 0, 0x2500, rect.w, STYLE_RULE);
	for (int i = 1; i <= rows; i++)
		canvas_run(&a->canvas, rect, 0, i, ' ', rect.w, STYLE_TEXT);
	for (size_t i = 0; i < FORMS; i++)
		canvas_put(&a->canvas, rect, x[i], y[i], forms[i], STYLE_NOTE);
}

static void screen_draw_prompt(struct app *a)
{
	static const struct {
		const char *label, *note;
	} texts[] = {
		[APP_PROMPT_SEARCH] = { NULL, N_("Enter apply   Esc cancel") },
		[APP_PROMPT_FIND] = { N_("find:"), N_("Enter find   Esc cancel") },
		[APP_PROMPT_COMMAND] = { NULL, N_("Enter run   Esc cancel") },
		[APP_PROMPT_EXPORT] = { N_("export to:"),
			N_("Enter export   Esc cancel") },
		[APP_PROMPT_REPLACE] = { NULL, NULL },
	};
	struct str note = STR_INIT, label = STR_INIT, name = STR_INIT;
	struct row_ref target = ROW_NOWHERE;

	if (texts[a->prompting].label)
		str_addf(&label, "%s ", _(texts[a->prompting].label));
	else if (a->prompting != APP_PROMPT_REPLACE)
		str_add_char(&label, a->prompting == APP_PROMPT_SEARCH ? '/' : ':');
	if (a->prompting == APP_PROMPT_SEARCH)
		search_add_error(&a->search, &note);
	if (a->prompting == APP_PROMPT_SEARCH && app_main_pane(a)->view == &view_results)
		target = results_only(app_main_pane(a));
	if (!note.len && target.table >= 0) {
		package_add_name(a->package, target, &name);
		str_addf(&note, _("Enter: open %s"), name.buf);
	} else if (!note.len && texts[a->prompting].note) {
		str_add(&note, _(texts[a->prompting].note));
	}
	prompt_draw(&a->prompt, &a->canvas, a->panes.keys, label.buf, note.buf);
	str_release(&note);
	str_release(&label);
	str_release(&name);
}

/*
 * Draws the rule between list and record, with an arrow to the one that has the keys. The
 * other one is dimmed: a list whole, a record only in its title, since it is read while the
 * user walks down the list.
 */
static void screen_draw_rule(struct app *a)
{
	bool record = history_here(&a->history)->record;
	struct rect other = record ? a->panes.main : a->panes.side;

	canvas_column(
		&a->canvas, a->panes.rule, 0, 0, 0x2502, a->panes.rule.h, STYLE_RULE);
	canvas_put(&a->canvas, a->panes.rule, 0, 0, record ? "▸" : "◂", STYLE_STRONG);
	for (int y = 0; y < (record ? other.h : 1); y++)
		canvas_overlay(&a->canvas, other, 0, y, other.w, OVERLAY_DIMMED);
}

/* Draws the longest sentence that fits a screen on which nothing else does: the answer to
 * "?", or how large it has to be. */
static void screen_draw_too_small(struct app *a)
{
	struct rect all = canvas_rect(&a->canvas);
	struct str needs = STR_INIT, brief = STR_INIT;
	const char *texts[] = { a->message.buf, NULL, NULL, _("q quits"), "q" };
	size_t i = a->message.len ? 0 : 1;

	str_addf(&needs, _("Needs %dx%d, this is %dx%d. q quits."), PANES_LEAST_COLS,
		PANES_LEAST_ROWS, all.w, all.h);
	str_addf(&brief, _("Needs %dx%d. q quits."), PANES_LEAST_COLS, PANES_LEAST_ROWS);
	texts[1] = needs.buf;
	texts[2] = brief.buf;
	while (i + 1 < sizeof texts / sizeof *texts &&
		text_width(slice_of(texts[i])) > all.w)
		i++;
	canvas_put(&a->canvas, all, 0, 0, texts[i], STYLE_TEXT);
	canvas_cursor(&a->canvas, all, 0, 0, false);
	str_release(&needs);
	str_release(&brief);
}

void app_draw(struct app *a, int cols, int rows)
{
	struct pane *main = app_main_pane(a);
	struct history_entry *here = history_here(&a->history);
	struct tab_label *labels;

	if (a->canvas.cols != cols || a->canvas.rows != rows)
		canvas_resize(&a->canvas, cols, rows);
	else
		canvas_clear(&a->canvas);
	app_note_dialect(a);
	app_layout(a, cols, rows);
	a->dirty = false;
	if (a->panes.too_small) {
		screen_draw_too_small(a);
		return;
	}
	if (!here->record || a->panes.split)
		main->view->draw(main, &a->canvas);
	if (screen_side(a))
		screen_side(a)->view->draw(screen_side(a), &a->canvas);
	if (a->panes.split)
		screen_draw_rule(a);
	labels = screen_labels(a);
	tabs_draw(&a->canvas, a->panes.tabs, a->ctx.title, labels, a->tab_count,
		app_current_tab(a));
	free(labels);
	screen_draw_status(a);
	if (a->prompting == APP_PROMPT_SEARCH && !a->prompt.text.len)
		screen_draw_syntax(a);
	if (a->prompting != APP_PROMPT_NONE)
		screen_draw_prompt(a);
	else
		keybar_draw(&a->canvas, a->panes.keys, a->ctx.commands, app_context(a));
}
