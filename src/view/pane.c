#include "config.h"

#include "view/view.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/memory.h"
#include "ui/list.h"
#include "ui/pager.h"
#include "view/highlight.h"

struct pane *pane_new(const struct view *view, const struct view_context *ctx, int table,
	struct row_ref row)
{
	struct pane *pane = xcalloc(1, sizeof *pane);

	pane->view = view;
	pane->ctx = ctx;
	pane->table = table;
	pane->row = row;
	pane->changed = true;
	pane->refcount = 1;
	pane->state = xcalloc(1, view->state_size);
	str_init(&pane->request.text);
	if (view->open)
		view->open(pane);
	return pane;
}

void pane_drop(struct pane *pane)
{
	if (!pane || --pane->refcount)
		return;
	if (pane->view->close)
		pane->view->close(pane);
	str_release(&pane->request.text);
	free(pane->state);
	free(pane);
}

void pane_request(struct pane *pane, enum request_kind kind, struct row_ref row)
{
	pane->request.kind = kind;
	pane->request.row = row;
}

void pane_say(struct pane *pane, const char *format, ...)
{
	va_list args;

	pane->request.kind = REQUEST_MESSAGE;
	str_clear(&pane->request.text);
	va_start(args, format);
	str_vaddf(&pane->request.text, format, args);
	va_end(args);
}

static void pane_moved(struct pane *pane, int step)
{
	if (pane->view->moved)
		pane->view->moved(pane, step);
}

bool pane_move(struct pane *pane, enum command_id command)
{
	bool up = command == COMMAND_UP || command == COMMAND_PAGE_UP ||
		command == COMMAND_HALF_UP;

	if (pane->pager && pane->links_only && command == COMMAND_UP)
		command = COMMAND_PREVIOUS_LINK;
	else if (pane->pager && pane->links_only && command == COMMAND_DOWN)
		command = COMMAND_NEXT_LINK;
	if (pane->pager)
		return pager_command(pane->pager, command);
	if (!list_command(pane->list, command))
		return false;
	pane_moved(pane, up ? -1 : 1);
	return true;
}

enum clicked pane_click(struct pane *pane, int x, int y)
{
	size_t before;
	int link;

	if (pane->list) {
		before = pane->list->cursor;
		if (!list_to_line(pane->list, y - pane->head))
			return CLICKED_NOTHING;
		pane_moved(pane, 1);
		return pane->list->cursor == before ? CLICKED_AGAIN : CLICKED_MOVED;
	}
	/* The link is chosen without scrolling: pager_to_link would move a link of several
	 * lines away from under the mouse. */
	link = pager_link_at(pane->pager, x - PANE_MARGIN, y);
	if (link < 0)
		return CLICKED_NOTHING;
	if (link == pane->pager->link)
		return CLICKED_AGAIN;
	pane->pager->link = link;
	return CLICKED_MOVED;
}

void pane_scroll(struct pane *pane, int rows)
{
	if (pane->pager) {
		pager_wheel(pane->pager, rows);
		return;
	}
	list_scroll(pane->list, rows);
	pane_moved(pane, rows < 0 ? -1 : 1);
}

bool pane_go(struct pane *pane, const char *text)
{
	long number;

	if (!str_parse_long(text, &number))
		return false;
	list_show(pane->list, number > 0 ? (size_t)number - 1 : 0);
	pane_moved(pane, 1);
	return true;
}

struct row_ref pane_step_row(struct pane *pane, int step)
{
	struct list *list = pane->list;
	struct list before = *list;

	list_command(list, step < 0 ? COMMAND_UP : COMMAND_DOWN);
	if (list->cursor != before.cursor)
		pane_moved(pane, step);
	if (list->cursor == before.cursor) {
		*list = before;
		return ROW_NOWHERE;
	}
	return pane->view->focus(pane);
}

void pane_position(const struct pane *pane, struct str *out)
{
	const struct list *list = pane->list;

	str_addf(out, "%zu/%zu", list->count ? list->cursor + 1 : 0, list->count);
}

struct rect pane_text_rect(const struct pane *pane)
{
	struct rect rect = pane->rect;

	rect.x += PANE_MARGIN;
	rect.w -= 2 * PANE_MARGIN;
	return rect;
}

void pane_draw_text(const struct pane *pane, struct canvas *canvas)
{
	pager_draw(pane->pager, canvas, pane_text_rect(pane), pane->focused);
}

size_t pane_find_line(
	struct pane *pane, const struct search *search, const char *what, bool back)
{
	struct pager *pager = pane->pager;
	void *words = (void *)(uintptr_t)search;
	size_t line;

	if (!search_active(search)) {
		pane_say(pane, "Nothing is being looked for; / looks in %s.", what);
		return SIZE_MAX;
	}
	line = pager_find(
		pager, back ? pager->top : pager->top + 1, back, highlight_match, words);
	if (line == SIZE_MAX)
		line = pager_find(pager, back ? pager->line_count : 0, back,
			highlight_match, words);
	if (line == SIZE_MAX)
		pane_say(pane, "“%s” does not stand in %s.", search_text(search), what);
	return line;
}
