#include "config.h"

/*
 * What a click or the wheel means: which part of the picture drawn last is there, and
 * what a key would do to it. Nothing can be done with the mouse alone. What is not named
 * here does nothing.
 */

#include "browser/app.h"
#include "ui/keybar.h"
#include "view/views.h"

enum { POINTING_ROWS = 3 }; /* by which the wheel scrolls */

static bool pointing_inside(struct rect rect, struct mouse m)
{
	return m.x >= rect.x && m.x < rect.x + rect.w && m.y >= rect.y &&
		m.y < rect.y + rect.h;
}

/* Returns the pane drawn where M points to, or NULL. */
static struct pane *pointing_pane(struct app *a, struct mouse m)
{
	struct pane *record = history_here(&a->history)->record;

	if (record && !a->panes.split)
		return pointing_inside(record->rect, m) ? record : NULL;
	if (pointing_inside(app_main_pane(a)->rect, m))
		return app_main_pane(a);
	if (!record)
		record = a->preview;
	return record && pointing_inside(record->rect, m) ? record : NULL;
}

/* Tells whether the open prompt has its list in PANE. */
static bool pointing_prompt_walks(struct app *a, const struct pane *pane)
{
	return pane == app_focus_pane(a) && a->prompting != APP_PROMPT_EXPORT &&
		a->prompting != APP_PROMPT_REPLACE;
}

/* Makes PANE the one that has the keys. */
static void pointing_enter(struct app *a, struct pane *pane)
{
	if (pane == a->preview)
		app_go_record(a, pane->row);
	else if (pane != app_focus_pane(a))
		app_go_main(a);
	else
		return;
	app_layout(a, a->canvas.cols, a->canvas.rows);
}

/* Sorts by the column clicked on, the other way round when it is sorted by already. */
static void pointing_sort(struct app *a, const struct pane *pane)
{
	struct saved_pos position;

	pane->view->save(pane, &position);
	app_command(a,
		position.list.sort == position.list.column ? COMMAND_SORT_REVERSE
							   : COMMAND_SORT,
		-1);
}

static void pointing_click_body(struct app *a, struct pane *pane, struct mouse m)
{
	bool typing = a->prompting != APP_PROMPT_NONE;
	bool there = pane == app_focus_pane(a);
	enum clicked clicked;

	if (typing && !pointing_prompt_walks(a, pane))
		return;
	pointing_enter(a, pane);
	clicked = pane->view->click
		? pane->view->click(pane, m.x - pane->rect.x, m.y - pane->rect.y)
		: CLICKED_NOTHING;
	if (clicked == CLICKED_NOTHING)
		return;
	if (typing)
		a->prompt_in_list = true;
	else if (clicked == CLICKED_HEAD)
		pointing_sort(a, pane);
	else if (clicked == CLICKED_AGAIN && there)
		app_command(a, COMMAND_OPEN, -1);
}

static void pointing_click(struct app *a, struct mouse m)
{
	bool typing = a->prompting != APP_PROMPT_NONE;
	struct pane *pane = pointing_pane(a, m);

	if (pane) {
		pointing_click_body(a, pane, m);
	} else if (typing) {
		return;
	} else if (pointing_inside(a->panes.tabs, m)) {
		app_go_tab(a, app_tab_at(a, m.x));
	} else if (pointing_inside(a->panes.keys, m)) {
		enum command_id command = keybar_at(a->panes.keys, a->ctx.commands,
			app_focus_pane(a)->view->context, m.x - a->panes.keys.x);

		if (command != COMMAND_NONE)
			app_command(a, command, -1);
	}
}

static void pointing_scroll(struct app *a, struct mouse m)
{
	struct pane *pane = pointing_pane(a, m);

	if (!pane || !pane->view->scroll)
		return;
	if (a->prompting != APP_PROMPT_NONE && !pointing_prompt_walks(a, pane))
		return;
	pane->view->scroll(
		pane, m.act == MOUSE_WHEEL_UP ? -POINTING_ROWS : POINTING_ROWS);
}

void app_mouse(struct app *a, struct mouse mouse)
{
	if (a->panes.too_small || a->copying)
		return;
	a->dirty = true;
	a->completing = false;
	if (a->prompting == APP_PROMPT_NONE)
		str_clear(&a->message);
	app_settle(a);
	if (mouse.act == MOUSE_CLICK)
		pointing_click(a, mouse);
	else
		pointing_scroll(a, mouse);
}
