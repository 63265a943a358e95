/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the cursor and the first row shown; see list.h. Draws nothing and has no memory. */

#include "config.h"

#include "ui/list.h"

/* Brings cursor and top into bounds. */
static void list_clamp(struct list *l)
{
	size_t height = (size_t)l->height;

	if (l->cursor >= l->count)
		l->cursor = l->count ? l->count - 1 : 0;
	if (l->top > l->cursor)
		l->top = l->cursor;
	if (l->cursor - l->top >= height)
		l->top = l->cursor - height + 1;
	/* No blank rows follow the last one while there are rows above. */
	if (l->top + height > l->count)
		l->top = l->count > height ? l->count - height : 0;
}

void list_resize(struct list *l, size_t count, int height)
{
	l->count = count;
	l->height = height > 0 ? height : 1;
	list_clamp(l);
}

void list_to(struct list *l, size_t row)
{
	l->cursor = row;
	list_clamp(l);
}

void list_show(struct list *l, size_t row)
{
	size_t half = (size_t)l->height / 2;

	if (row < l->top || row - l->top >= (size_t)l->height)
		l->top = row > half ? row - half : 0;
	list_to(l, row);
}

void list_scroll(struct list *l, int rows)
{
	size_t height = (size_t)l->height;
	size_t most = l->count > height ? l->count - height : 0;
	size_t by = (size_t)(rows < 0 ? -rows : rows);

	if (rows < 0)
		l->top = l->top > by ? l->top - by : 0;
	else
		l->top = by < most && l->top < most - by ? l->top + by : most;
	if (l->cursor < l->top)
		l->cursor = l->top;
	if (l->cursor - l->top >= height)
		l->cursor = l->top + height - 1;
	list_clamp(l);
}

bool list_to_line(struct list *l, int line)
{
	if (line < 0 || line >= l->height || l->top + (size_t)line >= l->count)
		return false;
	list_to(l, l->top + (size_t)line);
	return true;
}

/* Moves the rows shown and the cursor with them, so that the cursor keeps its line; at the
 * ends only the cursor moves. */
static void list_page(struct list *l, size_t by, bool down)
{
	size_t last = l->count ? l->count - 1 : 0;

	if (down) {
		l->top = l->top + by < last ? l->top + by : last;
		l->cursor = l->cursor + by < last ? l->cursor + by : last;
	} else {
		l->top = l->top > by ? l->top - by : 0;
		l->cursor = l->cursor > by ? l->cursor - by : 0;
	}
	list_clamp(l);
}

bool list_command(struct list *l, enum command_id command)
{
	size_t page = l->height > 2 ? (size_t)l->height - 1 : 1;

	switch (command) {
	case COMMAND_UP:
		list_to(l, l->cursor ? l->cursor - 1 : 0);
		return true;
	case COMMAND_DOWN:
		list_to(l, l->cursor + 1);
		return true;
	case COMMAND_PAGE_UP:
	case COMMAND_PAGE_DOWN:
		list_page(l, page, command == COMMAND_PAGE_DOWN);
		return true;
	case COMMAND_HALF_UP:
	case COMMAND_HALF_DOWN:
		list_page(l, (page + 1) / 2, command == COMMAND_HALF_DOWN);
		return true;
	case COMMAND_FIRST:
		list_to(l, 0);
		return true;
	case COMMAND_LAST:
		list_to(l, l->count);
		return true;
	default:
		return false;
	}
}
