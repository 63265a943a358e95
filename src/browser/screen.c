#include "config.h"

/*
 * The picture: tabs, body, status line, key bar or prompt. Panes are brought in line with
 * the model first, then everything is drawn into the canvas; nothing else draws.
 */

#include <stdlib.h>
#include <string.h>

#include "browser/app.h"
#include "browser/export.h"
#include "base/memory.h"
#include "base/task.h"
#include "base/text.h"
#include "ui/filter_bar.h"
#include "ui/keybar.h"
#include "ui/tabs.h"
#include "view/views.h"

static const int64_t SCREEN_LONG = 200 * TASK_MS; /* work that lasts longer is told */

/* Counts of a tab: rows, or hits under a search. The timeline counts the events of all
 * its tables. */
static void screen_count(
	const struct app *a, const struct pane *pane, struct tab_label *label)
{
	bool searching = search_active(&a->search);

	for (size_t i = 0; i < a->package->table_count; i++) {
		const struct table *table = &a->package->tables[i];
		bool mine = pane->table >= 0
			? pane->table == (int)i
			: pane->view == &view_timeline && table->schema->timeline;

		if (!mine)
			continue;
		label->counted = true;
		label->count +=
			searching ? search_count(&a->search, (int)i) : table_rows(table);
		label->growing |= !table_complete(table) ||
			(searching && !search_complete(&a->search, (int)i));
	}
	/* The timeline repeats what its tables count: a number there only under a search.
	 */
	if (pane->table < 0 && !searching)
		label->counted = false;
	label->empty = label->counted && !label->count;
}

/* Returns what stands on the tabs, to be freed. */
static struct tab_label *screen_labels(const struct app *a)
{
	struct tab_label *labels = xcalloc(a->tab_count, sizeof *labels);

	for (size_t i = 0; i < a->tab_count; i++) {
		size_t digit = i + a->first_tab;

		labels[i] = (struct tab_label){ .key = digit < 10 ? (char)('0' + digit)
								  : '\0',
			.title = a->tabs[i].title };
		screen_count(a, a->tabs[i].pane, &labels[i]);
	}
	return labels;
}

static void screen_draw_tabs(struct app *a)
{
	struct tab_label *labels = screen_labels(a);

	tabs_draw(&a->canvas, a->panes.tabs, a->ctx.title, labels, a->tab_count,
		(size_t)history_here(&a->history)->tab);
	free(labels);
}

size_t app_tab_at(struct app *a, int x)
{
	struct tab_label *labels = screen_labels(a);
	size_t tab = tabs_at(a->panes.tabs, a->ctx.title, labels, a->tab_count,
		(size_t)history_here(&a->history)->tab, x - a->panes.tabs.x);

	free(labels);
	return tab;
}

/*
 * Makes the record beside the list show the row under the cursor, or lets it go. While
 * one walks down the list the record waits for a pause: it would cost many times the
 * bytes of the list's own change, over a slow line with each key, and nobody reads it on
 * the way.
 */
static void screen_preview(struct app *a)
{
	struct pane *pane = app_main_pane(a);
	struct row_ref at = ROW_NOWHERE;

	if (a->panes.split && !history_here(&a->history)->record && pane->view->focus)
		at = pane->view->focus(pane);
	if (at.table < 0 || at.row == ROW_NONE) {
		pane_drop(a->preview);
		a->preview = NULL;
		return;
	}
	if (!a->preview)
		a->preview = pane_new(&view_record, &a->ctx, at.table, at);
	if (row_ref_equal(a->preview->row, at)) {
		a->preview_due = 0;
	} else if (clock_now() >= a->preview_due) {
		a->preview_due = 0;
		a->preview->row = at;
		a->preview->changed = true;
	}
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

/* Lists and what is found are read beside the record, everything else has the whole body.
 */
static bool screen_splits(struct app *a)
{
	return a->want_split && app_main_pane(a)->view->context == IN_LIST &&
		app_main_pane(a)->view->focus;
}

/* Places the main pane and brings it in line with the model. */
static void screen_place_main(struct app *a, int cols, int rows, bool split)
{
	bool typing = a->prompting != APP_PROMPT_NONE;

	panes_place(&a->panes, cols, rows, split);
	screen_update(app_main_pane(a), a->panes.main,
		!history_here(&a->history)->record && !typing);
}

/* The record beside or over the list, or NULL. */
static struct pane *screen_side(struct app *a)
{
	struct place *here = history_here(&a->history);

	return here->record ? here->record : a->preview;
}

void app_layout(struct app *a, int cols, int rows)
{
	struct place *here = history_here(&a->history);
	bool typing = a->prompting != APP_PROMPT_NONE;
	bool split = screen_splits(a);
	struct pane *side;

	screen_place_main(a, cols, rows, split);
	/* Only now is it known whether there is a row to show the record of: a list with
	 * nothing in it does not stand beside a blank box. */
	if (split && !here->record &&
		app_main_pane(a)->view->focus(app_main_pane(a)).table < 0)
		screen_place_main(a, cols, rows, false);
	screen_preview(a);
	side = screen_side(a);
	if (side)
		screen_update(side, a->panes.split ? a->panes.side : a->panes.body,
			here->record && !typing);
}

static void screen_draw_body(struct app *a)
{
	struct pane *side = screen_side(a);

	if (!history_here(&a->history)->record || a->panes.split)
		app_main_pane(a)->view->draw(app_main_pane(a), &a->canvas);
	if (a->panes.split)
		canvas_column(&a->canvas, a->panes.rule, 0, 0, 0x2502, a->panes.rule.h,
			STYLE_RULE);
	if (side)
		side->view->draw(side, &a->canvas);
}

static void screen_add_problems(const struct app *a, struct str *out)
{
	const struct diag *diag = &a->package->diag;
	size_t count = diag->found[DIAG_ERROR] + diag->found[DIAG_WARNING];

	if (count) {
		str_add(out, "! ");
		str_add_count(out, count, "problem", NULL);
	}
}

/* How far the search is, when it takes long; which cells it gave up, when it is done. */
static void screen_add_search(const struct app *a, struct str *out)
{
	const struct task *task = &a->search.task;

	if (a->search_done)
		search_add_too_slow(&a->search, out);
	if (!search_active(&a->search) || a->search_done ||
		clock_now() - a->search_began < SCREEN_LONG)
		return;
	str_add(out, "searching");
	if (task->total)
		str_addf(out, " %d %%", (int)(task->done * 100 / task->total));
}

/* What stands in the middle of the status line: a message, else what is being done. */
static void screen_add_news(const struct app *a, struct str *out)
{
	if (a->message.len)
		str_add(out, a->message.buf);
	else
		screen_add_search(a, out);
	if (!out->len)
		export_add_progress(a, out);
	if (!out->len && !a->loaded && !a->load_stopped)
		load_add_progress(&a->load, out);
}

/* Draws the clauses of the search that is in force, those of the open prompt excepted,
 * from column X on; returns where there is room again. */
static int screen_draw_chips(struct app *a, struct rect rect, int x)
{
	struct slice bar[QUERY_TERMS];
	bool typing = a->prompting == APP_PROMPT_SEARCH;
	size_t count = query_pieces(
		typing ? &a->query_kept : search_query(&a->search), bar, QUERY_TERMS);

	return count ? x + filter_bar_draw(&a->canvas, rect, x, bar, count) + 2 : x;
}

/*
 * Draws a message that has no room beside all that into the whole status line, and as
 * many lines above it as it needs: an address that is to be typed elsewhere must be seen
 * to its end.
 */
static void screen_draw_long_message(struct app *a)
{
	struct rect rect = a->panes.status;
	struct slice rest = { a->message.buf, a->message.len };
	int lines = 0;
	size_t next;

	for (struct slice left = rest; left.len && lines <= a->panes.body.h; lines++) {
		text_wrap(left, rect.w - 2, &next);
		left = (struct slice){ left.text + next, left.len - next };
	}
	rect.y -= lines - 1;
	rect.h = lines;
	for (int y = 0; y < lines; y++) {
		size_t len = text_wrap(rest, rect.w - 2, &next);

		canvas_run(&a->canvas, rect, 0, y, ' ', rect.w, STYLE_TEXT);
		canvas_text(&a->canvas, rect, 1, y, (struct slice){ rest.text, len },
			a->message_style);
		rest = (struct slice){ rest.text + next, rest.len - next };
	}
}

/* Draws TEXT so that it ends in front of column RIGHT, and returns where there is room
 * left of it. */
static int screen_draw_right(
	struct app *a, struct rect rect, int right, const char *text, enum style style)
{
	if (!*text)
		return right;
	right -= text_width(slice_of(text));
	canvas_put(&a->canvas, rect, right, 0, text, style);
	return right - 2;
}

static void screen_draw_status(struct app *a)
{
	struct rect rect = a->panes.status;
	struct pane *pane = app_focus_pane(a);
	struct str text;
	int right = rect.w - 1;
	int x = 1;

	str_init(&text);
	screen_add_problems(a, &text);
	right = screen_draw_right(a, rect, right, text.buf, STYLE_WARNING);
	right = screen_draw_right(a, rect, right, a->mouse ? "mouse" : "", STYLE_NOTE);
	rect.w = right > 0 ? right : 0;
	str_clear(&text);
	if (pane->view->position)
		pane->view->position(pane, &text);
	x += canvas_put(&a->canvas, rect, x, 0, text.buf, STYLE_STATUS) +
		(text.len ? 2 : 0);
	x = screen_draw_chips(a, rect, x);
	str_clear(&text);
	screen_add_news(a, &text);
	if (a->message.len && text_width(slice_of(text.buf)) > rect.w - x)
		screen_draw_long_message(a);
	else if (x < rect.w && text.len)
		canvas_field(&a->canvas, rect, x, 0, rect.w - x, slice_of(text.buf),
			false, a->message.len ? a->message_style : STYLE_DIM);
	str_release(&text);
}

static void screen_draw_prompt(struct app *a)
{
	static const char *const labels[] = { [APP_PROMPT_SEARCH] = "/",
		[APP_PROMPT_FIND] = "find: ",
		[APP_PROMPT_COMMAND] = ":",
		[APP_PROMPT_EXPORT] = "export to: ",
		[APP_PROMPT_REPLACE] = "" };
	static const char *const notes[] = { [APP_PROMPT_SEARCH] =
						     "Enter keep   Esc restore",
		[APP_PROMPT_FIND] = "Enter find   Esc cancel",
		[APP_PROMPT_COMMAND] = "Enter run   Esc cancel",
		[APP_PROMPT_EXPORT] = "Enter write   Esc cancel",
		[APP_PROMPT_REPLACE] = "" };
	struct str note;

	str_init(&note);
	if (a->prompting == APP_PROMPT_SEARCH)
		search_add_error(&a->search, &note);
	if (!note.len)
		str_add(&note, notes[a->prompting]);
	prompt_draw(
		&a->prompt, &a->canvas, a->panes.keys, labels[a->prompting], note.buf);
	str_release(&note);
}

static void screen_draw_too_small(struct app *a, int cols, int rows)
{
	struct rect all = { 0, 0, cols, rows };
	struct str text;

	str_init(&text);
	str_addf(&text, "bali needs %d by %d; this is %d by %d (q quits)",
		PANES_LEAST_COLS, PANES_LEAST_ROWS, cols, rows);
	canvas_put(&a->canvas, all, 0, 0, text.buf, STYLE_TEXT);
	canvas_cursor(&a->canvas, all, 0, 0, false);
	str_release(&text);
}

void app_draw(struct app *a, int cols, int rows)
{
	if (a->canvas.cols != cols || a->canvas.rows != rows)
		canvas_resize(&a->canvas, cols, rows);
	else
		canvas_clear(&a->canvas);
	app_layout(a, cols, rows);
	a->dirty = false;
	if (a->panes.too_small) {
		screen_draw_too_small(a, cols, rows);
		return;
	}
	screen_draw_body(a);
	screen_draw_tabs(a);
	screen_draw_status(a);
	if (a->prompting != APP_PROMPT_NONE)
		screen_draw_prompt(a);
	else
		keybar_draw(&a->canvas, a->panes.keys, a->ctx.commands,
			app_focus_pane(a)->view->context);
}
