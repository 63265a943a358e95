#include "config.h"

#include "view/view.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/memory.h"
#include "ui/list.h"
#include "ui/pager.h"

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

enum clicked pane_click_list(struct list *list, int line)
{
	size_t before = list->cursor;

	if (!list_to_line(list, line))
		return CLICKED_NOTHING;
	return list->cursor == before ? CLICKED_AGAIN : CLICKED_MOVED;
}

/* The link is chosen as it is seen: pager_to_link would scroll one of several lines away
 * from under the mouse. */
enum clicked pane_click_link(struct pager *pager, int x, int y)
{
	int link = pager_link_at(pager, x, y);

	if (link < 0)
		return CLICKED_NOTHING;
	if (link == pager->link)
		return CLICKED_AGAIN;
	pager->link = link;
	return CLICKED_MOVED;
}
