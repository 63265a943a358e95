#include "config.h"

/*
 * Going from place to place: tabs, records, what lies over them, back and forward. What
 * one leaves is noted in the place, so that Back brings back tab, search, sort, cursor
 * and scroll.
 */

#include <string.h>

#include "browser/app.h"
#include "view/views.h"

/* Notes in the present place what is to be restored on return. */
static void go_note(struct app *a)
{
	struct place *here = history_here(&a->history);
	struct pane *pane = app_main_pane(a);

	str_clear(&here->query);
	str_add(&here->query, search_text(&a->search));
	if (pane->view->save)
		pane->view->save(pane, &here->position);
	here->visited = true;
}

/* Brings back what go_note noted in the place one has come to. */
static void go_restore(struct app *a)
{
	struct place *here = history_here(&a->history);
	struct pane *pane = app_main_pane(a);

	if (here->visited) {
		app_search(a, here->query.buf);
		/* Small tables: the rows are there before the cursor is put on one. */
		app_work_here(a, clock_now() + 5 * TASK_MS);
		if (pane->view->restore)
			pane->view->restore(pane, &here->position);
	}
	app_changed(a);
}

void app_go_tab(struct app *a, size_t number)
{
	struct place *here = history_here(&a->history);

	if (number >= a->tab_count)
		return;
	if ((size_t)here->tab == number && !here->over && !here->record)
		return;
	go_note(a);
	history_go(&a->history, (int)number, NULL, NULL);
	app_changed(a);
}

void app_go_over(struct app *a, const struct view *view)
{
	int tab = history_here(&a->history)->tab;
	struct pane *pane;

	if (app_focus_pane(a)->view == view)
		return;
	a->ctx.context = app_focus_pane(a)->view->context;
	go_note(a);
	pane = pane_new(view, &a->ctx, -1, ROW_NOWHERE);
	history_go(&a->history, tab, pane, NULL);
	pane_drop(pane);
	app_changed(a);
}

void app_go_record(struct app *a, struct row_ref ref)
{
	struct place *here = history_here(&a->history);
	struct pane *over = here->over;
	int tab = here->tab;
	struct pane *record;

	if (ref.table < 0 || ref.row == ROW_NONE)
		return;
	/* Help and the palette are not what a record is read beside. */
	if (over && !(over->view->context & (IN_LIST | IN_TIMELINE)))
		over = NULL;
	go_note(a);
	if (a->preview && row_ref_equal(a->preview->row, ref)) {
		/* One goes over into it: scroll and link are those one saw beside. */
		record = a->preview;
		a->preview = NULL;
	} else {
		record = pane_new(&view_record, &a->ctx, ref.table, ref);
	}
	history_go(&a->history, tab, over, record);
	pane_drop(record);
	app_changed(a);
}

void app_go_main(struct app *a)
{
	struct place *here = history_here(&a->history);

	go_note(a);
	history_go(&a->history, here->tab, here->over, NULL);
	app_changed(a);
}

void app_back(struct app *a)
{
	go_note(a);
	if (history_back(&a->history))
		go_restore(a);
	else
		app_say(a, STYLE_STATUS, "This is where you started.");
}

void app_leave(struct app *a)
{
	if (history_leave(&a->history))
		go_restore(a);
}

void app_forward(struct app *a)
{
	go_note(a);
	if (history_forward(&a->history))
		go_restore(a);
	else
		app_say(a, STYLE_STATUS, "There is nothing further on.");
}

void app_go_row(struct app *a, struct row_ref ref)
{
	struct saved_pos position = { .row = ref, .list = { .left = 1, .sort = -1 } };

	for (size_t i = 0; i < a->tab_count; i++) {
		struct pane *pane = a->tabs[i].pane;

		if (pane->table != ref.table || pane->view != &view_table)
			continue;
		app_go_tab(a, i);
		if (search_active(&a->search))
			app_search(a, "");
		pane->view->restore(pane, &position);
		return;
	}
	app_go_record(a, ref);
}

void app_show_timeline(struct app *a, struct row_ref ref)
{
	struct saved_pos position = { .row = ref };

	for (size_t i = 0; i < a->tab_count; i++) {
		struct pane *pane = a->tabs[i].pane;

		if (pane->view != &view_timeline)
			continue;
		app_go_tab(a, i);
		if (ref.table >= 0)
			pane->view->restore(pane, &position);
		return;
	}
	app_say(a, STYLE_STATUS, "Nothing here has a timeline.");
}
