/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A view that is open, and what views share: the slots of those with a list or a pager, and
 * marks and notes drawn in the same way everywhere. Owns the pane and its state; what is in
 * the state only the view knows. What always holds: a pane lives as long as someone has a
 * reference to it, and no view is known here by name.
 */

#include "base/intl.h"
#include "view/view.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/result_list.h"
#include "ui/list.h"
#include "ui/pager.h"

enum {
	PANE_NOTE_X = 3,
	PANE_NOTE_WIDEST = 74,
	PANE_NOTE_TYPED = 40, /* columns of a search that a note repeats */
	PANE_COUNTED = 2000,  /* rows of the largest table counted for a note */
};

struct pane *pane_new(const struct view *view, const struct view_context *ctx, int table,
	struct row_ref row)
{
	struct pane *pane = xcalloc(1, sizeof *pane);

	pane->view = view;
	pane->ctx = ctx;
	pane->context = view->context;
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

void pane_say_no_search(struct pane *pane)
{
	pane_say(pane, _("No search yet. / starts one."));
}

void pane_say_wrapped(struct pane *pane, bool first)
{
	pane_say(pane, "%s",
		first ? _("Search wrapped to the first hit.")
		      : _("Search wrapped to the last hit."));
}

/* Appends that TABLE has COUNT hits, and the key that leads there; OTHERS: another table
 * has been named before. */
static void add_elsewhere(const struct view_context *ctx, size_t table, size_t count,
	bool others, struct str *out)
{
	const char *title = ctx->package->tables[table].schema->title;
	struct number_text number = number_text(count);

	str_add_char(out, '\n');
	if (ctx->typing ? others : ctx->tab_keys[table] == ' ')
		str_addf(out, ngettext("%s hit in %s.", "%s hits in %s.", count),
			number.text, title);
	else if (ctx->typing)
		str_addf(out,
			ngettext("%s hit in %s: Tab goes there.",
				"%s hits in %s: Tab goes there.", count),
			number.text, title);
	else
		str_addf(out,
			ngettext("%s hit in %s: press %c.", "%s hits in %s: press %c.",
				count),
			number.text, title, ctx->tab_keys[table]);
}

void pane_add_no_hit(const struct pane *pane, struct str *out)
{
	const struct view_context *ctx = pane->ctx;
	const struct package *p = ctx->package;
	struct slice text = slice_of(search_text(ctx->search));
	size_t shown = text_clip(text, PANE_NOTE_TYPED, NULL), others = 0;
	struct str typed = STR_INIT, noun = STR_INIT, nearest = STR_INIT;
	struct row_ref ref;

	/* Of a long text the beginning. */
	str_add_bytes(&typed, text.text, shown);
	str_add(&typed, shown < text.len ? "…" : "");
	if (pane->table < 0)
		str_addf(out, _("Nothing matches “%s”."), typed.buf);
	else if (package_add_noun(p, pane->table, 1, &noun))
		/* TRANSLATORS: what a row of a table is called, "member", what was typed */
		str_addf(out, _("No %s matches “%s”."), noun.buf, typed.buf);
	else
		str_addf(out, _("No row matches “%s”."), typed.buf);
	for (size_t k = 1; pane->table >= 0 && k < p->table_count; k++) {
		size_t table = ((size_t)pane->table + k) % p->table_count;
		size_t count = search_count(ctx->search, (int)table);

		if (!count || p->tables[table].schema->view != VIEW_TAB)
			continue;
		add_elsewhere(ctx, table, count, others++ > 0, out);
	}
	if (!others && search_nearest(ctx->search, &nearest, &ref)) {
		str_add_char(out, ' ');
		/* TRANSLATORS: a row with a similar name */
		str_addf(out, _("Enter: nearest, %s"), nearest.buf);
		str_addf(out, ctx->typing ? " · %s" : "\n%s",
			ctx->typing ? _("Esc cancels") : _("Esc clears the search."));
	} else {
		str_add(out, others ? "\n" : " ");
		str_add(out,
			ctx->typing ? _("Esc cancels.") : _("Esc clears the search."));
	}
	str_release(&typed);
	str_release(&noun);
	str_release(&nearest);
}

void pane_add_unfiltered(const struct pane *pane, struct str *out)
{
	const struct search *search = pane->ctx->search;
	const struct filters *filters = search_filters(search);
	size_t count = table_rows(&pane->ctx->package->tables[pane->table]);
	struct str words = STR_INIT, rows = STR_INIT;

	for (size_t i = 0; i < filters->count; i++) {
		const struct filter *filter = filters->items[i];
		size_t found = 0;

		/* A large table would take too long for an answer to a key. */
		if (!filter_holds(filter, pane->table) || count > PANE_COUNTED)
			continue;
		for (size_t row = 0; row < count; row++)
			found += search_keeps(search,
				(struct row_ref){ pane->table, (uint32_t)row }, filter);
		if (!found)
			continue;
		str_clear(&words);
		str_clear(&rows);
		filter_add_words(filter, &words);
		package_add_count(pane->ctx->package, pane->table, found, &rows);
		/* TRANSLATORS: a filter, "12 members" */
		str_addf(out, _("Without the filter “%s” there would be %s."), words.buf,
			rows.buf);
		str_add_char(out, '\n');
	}
	if (filters_hold(filters, pane->table))
		str_addf(out, "%s\n",
			pane->ctx->typing ? _("After Enter, C clears the filters.")
					  : _("C clears the filters."));
	str_release(&words);
	str_release(&rows);
}

void pane_open_row(struct pane *pane)
{
	struct row_ref ref = pane->view->focus(pane);
	struct str nearest = STR_INIT;

	if (ref.table >= 0 || search_nearest(pane->ctx->search, &nearest, &ref))
		pane_request(pane, REQUEST_RECORD, ref);
	else
		pane_say(pane, _("Nothing selected."));
	str_release(&nearest);
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
		if (y < pane->head ||
			!list_to_line(pane->list,
				(y - pane->head) / (pane->lines ? pane->lines : 1)))
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
	struct str row = STR_INIT;
	struct number_text rows;
	char digits[24];
	int64_t number;

	if (!str_parse_int64(text, &number))
		return false;
	if (number > 0 && (uint64_t)number <= pane->list->count) {
		list_show(pane->list, (size_t)number - 1);
		pane_moved(pane, 1);
		return true;
	}
	snprintf(digits, sizeof digits, "%" PRId64, number);
	str_add_grouped(&row, digits);
	rows = number_text(pane->list->count);
	if (pane->table < 0)
		pane_say(pane, _("There is no row %s: the list has %s."), row.buf,
			rows.text);
	else
		/* TRANSLATORS: a number, a table, how many rows it has */
		pane_say(pane, _("There is no row %s: %s has %s."), row.buf,
			pane->ctx->package->tables[pane->table].schema->title, rows.text);
	str_release(&row);
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

	str_add_number(out, list->count ? list->cursor + 1 : 0);
	str_add_char(out, '/');
	str_add_number(out, list->count);
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

void pane_draw_words(
	const struct pane *pane, struct canvas *canvas, const struct search *search)
{
	const struct pager *pager = pane->pager;
	struct rect rect = pane_text_rect(pane);

	for (int y = 0; y < rect.h && pager_line_at(pager, y) < pager->line_count; y++) {
		size_t line = pager_line_at(pager, y);
		size_t first = line ? pager->lines[line - 1] : 0;

		if (line == pager->hit)
			canvas_run(canvas, pane->rect, 0, y, 0x258c, 1, STYLE_MARK);
		for (size_t i = first; i < pager->lines[line]; i++)
			pane_draw_hits(canvas, rect, pager->spans[i].x, y,
				rect.w - pager->spans[i].x, search, -1, -1,
				pager->spans[i].text);
	}
}

void pane_save_text(const struct pane *pane, struct saved_pos *out)
{
	*out = (struct saved_pos){ .row = ROW_NOWHERE,
		.pager = { .top = pane->pager->top, .link = pane->pager->link } };
}

void pane_restore_text(struct pane *pane, const struct saved_pos *pos)
{
	pane->pager->link = pos->pager.link;
	pane->pager->top = pos->pager.top;
}

void pane_draw_hits(struct canvas *canvas, struct rect rect, int x, int y, int width,
	const struct search *search, int table, int field, struct slice text)
{
	struct search_hit hits[8];
	size_t count;

	if (!search_active(search) || !text.len)
		return;
	count = search_hits(search, table, field, text, hits, sizeof hits / sizeof *hits);
	for (size_t i = 0; i < count; i++) {
		struct slice hit = { text.text + hits[i].start, hits[i].len };
		int from = text_width((struct slice){ text.text, hits[i].start });
		int wide = text_width(hit);

		if (from + wide > width)
			wide = width - from;
		if (wide > 0)
			canvas_overlay(canvas, rect, x + from, y, wide, OVERLAY_HIT);
	}
}

void pane_draw_name(struct canvas *canvas, struct rect rect, int x, int y, int width,
	struct slice text, size_t plain, enum style style)
{
	int used = text_width(slice_part(text, 0, plain));

	canvas_field(canvas, rect, x, y, width, text, false, style);
	if (plain < text.len && used < width)
		canvas_overlay(canvas, rect, x + used, y, width - used, OVERLAY_DIMMED);
}

void pane_draw_reason(struct canvas *canvas, struct rect rect, int x, int y, int width,
	const struct search *search, int table, struct slice text)
{
	struct str shown = STR_INIT;

	width -= RESULT_ARROW;
	if (width < 1)
		return;
	canvas_put(canvas, rect, x, y, "←", STYLE_NOTE);
	x += RESULT_ARROW;
	result_add_excerpt(search, table, text, width, &shown);
	canvas_field(canvas, rect, x, y, width, str_slice(&shown), false, STYLE_NOTE);
	pane_draw_hits(canvas, rect, x, y, width, search, table, -1, str_slice(&shown));
	str_release(&shown);
}

void pane_draw_cursor(const struct pane *pane, struct canvas *canvas, int x, int y)
{
	canvas_run(canvas, pane->rect, 1, y, 0x258c, 1, STYLE_MARK);
	if (!pane->focused)
		return;
	canvas_overlay(canvas, pane->rect, 2, y, pane->rect.w - 2, OVERLAY_CURSOR);
	canvas_cursor(canvas, pane->rect, x, y, false);
}

void pane_draw_cell(const struct pane *pane, struct canvas *canvas, struct rect cell)
{
	if (pane->focused)
		canvas_overlay(canvas, pane->rect, cell.x, cell.y, cell.w, OVERLAY_CELL);
}

void pane_draw_list(const struct pane *pane, struct canvas *canvas, int x,
	void (*draw)(const struct pane *pane, struct canvas *canvas, int y, size_t i))
{
	const struct list *list = pane->list;
	size_t end = list->top + (size_t)list->height;

	for (size_t i = list->top; i < end && i < list->count; i++) {
		int y = pane->head + (int)(i - list->top);

		draw(pane, canvas, y, i);
		if (i == list->cursor)
			pane_draw_cursor(pane, canvas, x, y);
	}
}

void pane_draw_paragraph(struct canvas *canvas, struct rect rect, const char *text)
{
	int columns = rect.w - 2 * PANE_NOTE_X;
	struct slice rest = slice_of(text);

	if (columns > PANE_NOTE_WIDEST)
		columns = PANE_NOTE_WIDEST;
	if (columns < 1)
		columns = 1;
	for (int y = 1; rest.len; y++) {
		size_t next;
		size_t len = text_wrap(rest, columns, &next);

		canvas_text(canvas, rect, PANE_NOTE_X, y, slice_part(rest, 0, len),
			STYLE_TEXT);
		rest = slice_from(rest, next);
	}
}

void pane_draw_note(const struct pane *pane, struct canvas *canvas, const char *text)
{
	pane_draw_paragraph(canvas, pane->rect, text);
	if (pane->focused)
		canvas_cursor(canvas, pane->rect, PANE_NOTE_X, 1, false);
}
