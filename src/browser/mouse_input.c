#include "config.h"

/*
 * What a click or the wheel means: which part of the picture drawn last is there, and
 * what a key would do to it. Owns nothing: views know what is drawn in their panes, tabs
 * and key bar where their words are. What always holds: nothing can be done with the mouse
 * alone, and what is not named here does nothing.
 */

#include "browser/app.h"
#include "ui/frame.h"

enum { MOUSE_ROWS = 3 }; /* by which the wheel scrolls */

static bool mouse_inside(struct rect rect, struct mouse m)
{
	return m.x >= rect.x && m.x < rect.x + rect.w && m.y >= rect.y &&
		m.y < rect.y + rect.h;
}

/* Goes to PANE and to what M points to in it, which is opened when the cursor was there
 * already, or sorted by when it is the head of a column. */
static void mouse_click_pane(struct app *a, struct pane *pane, struct mouse m)
{
	bool focused = pane == app_focus_pane(a);
	enum clicked clicked;
	struct saved_pos pos;

	if (!focused) {
		if (pane == a->preview)
			app_go_record(a, pane->row);
		else
			app_go_main(a);
		app_layout(a, a->canvas.cols, a->canvas.rows);
	}
	clicked = (pane->view->click ? pane->view->click : pane_click)(
		pane, m.x - pane->rect.x, m.y - pane->rect.y);
	if (clicked == CLICKED_NOTHING)
		return;
	if (a->prompting != APP_PROMPT_NONE) {
		a->prompt_in_list = true;
	} else if (clicked == CLICKED_HEAD) {
		/* The other way round when the list is sorted by this column already. */
		pane->view->save(pane, &pos);
		app_command(a,
			pos.list.order.count &&
					pos.list.order.keys[0].column == pos.list.column
				? COMMAND_SORT_REVERSE
				: COMMAND_SORT,
			-1);
	} else if (clicked == CLICKED_AGAIN && focused) {
		app_command(a, COMMAND_OPEN, -1);
	}
}

void app_mouse(struct app *a, struct mouse m)
{
	bool typing = a->prompting != APP_PROMPT_NONE;
	struct pane *record = history_here(&a->history)->record;
	struct pane *side = record ? record : a->preview;
	struct pane *pane = NULL;

	if (a->panes.too_small || a->copying)
		return;
	a->dirty = true;
	a->completing = false;
	if (!typing)
		str_clear(&a->message);
	app_update(a);
	/* Without a split, an open record is all that is seen. */
	if ((!record || a->panes.split) && mouse_inside(app_main_pane(a)->rect, m))
		pane = app_main_pane(a);
	else if (side && mouse_inside(side->rect, m))
		pane = side;
	/* While the user types, only the list of the prompt can be pointed at. */
	if (typing &&
		(pane != app_focus_pane(a) || a->prompting == APP_PROMPT_EXPORT ||
			a->prompting == APP_PROMPT_REPLACE))
		return;
	if (m.act == MOUSE_CLICK && pane) {
		mouse_click_pane(a, pane, m);
	} else if (m.act == MOUSE_CLICK && mouse_inside(a->panes.tabs, m)) {
		app_go_tab(a, app_tab_at(a, m.x));
	} else if (m.act == MOUSE_CLICK && mouse_inside(a->panes.status, m)) {
		app_click_status(a, m.x - a->panes.status.x);
	} else if (m.act == MOUSE_CLICK && mouse_inside(a->panes.keys, m)) {
		enum command_id command = keybar_at(a->panes.keys, a->ctx.commands,
			app_context(a), m.x - a->panes.keys.x);

		if (command != COMMAND_NONE)
			app_command(a, command, -1);
	} else if (m.act != MOUSE_CLICK && pane) {
		(pane->view->scroll ? pane->view->scroll : pane_scroll)(
			pane, m.act == MOUSE_WHEEL_UP ? -MOUSE_ROWS : MOUSE_ROWS);
	}
}
