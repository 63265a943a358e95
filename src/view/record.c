/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The view of one record. Owns the pager with the page of a row and when that is built
 * again; not what is on the page (output/record_walk.h) nor how it is laid out
 * (record_page.h). The page is that of the pane's row whenever the pane is drawn.
 */

#include "base/intl.h"
#include "view/views.h"

#include <stdint.h>

#include "output/listing.h"
#include "ui/pager.h"
#include "view/record_page.h"

enum {
	RECORD_EXPORTED = 80, /* columns of a page in a file */
};

struct record_state {
	struct pager pager;
	struct record_page text;
	struct row_ref built; /* the row whose text is in the pager */
	int width;
	bool linked; /* the text has what refers to the row */
	bool all;
};

static void record_open(struct pane *pane)
{
	struct record_state *state = pane->state;

	pager_init(&state->pager);
	pane->pager = &state->pager;
	record_page_init(&state->text, pane->ctx->package, &state->pager);
	state->built = ROW_NOWHERE;
}

static void record_close(struct pane *pane)
{
	struct record_state *state = pane->state;

	record_page_release(&state->text);
	pager_release(&state->pager);
}

static void record_update(struct pane *pane)
{
	struct record_state *state = pane->state;
	const struct package *package = pane->ctx->package;
	bool other = !row_ref_equal(state->built, pane->row);
	int width = pane_text_rect(pane).w;

	if (width > RECORD_PAGE_WIDEST)
		width = RECORD_PAGE_WIDEST;
	if (pane->changed || other || state->linked != package->linked ||
		state->width != width) {
		if (other) {
			state->pager.top = 0;
			state->pager.link = -1;
		}
		state->built = pane->row;
		state->width = width;
		state->linked = package->linked;
		state->text.diff = pane->ctx->compared ? pane->ctx->diff : NULL;
		record_page_build(&state->text, pane->row, state->width,
			state->all ? RECORD_ALL : RECORD_SHORT);
		pane->changed = false;
	}
	pager_update(&state->pager, pane->rect.h);
	/* On a page that is seen whole there is nothing to scroll. */
	pane->links_only = state->pager.line_count <= (size_t)pane->rect.h;
}

static const struct search *record_words(const struct pane *pane)
{
	return search_active(pane->ctx->find) ? pane->ctx->find : pane->ctx->search;
}

static void record_draw(const struct pane *pane, struct canvas *canvas)
{
	if (pane_text_rect(pane).w <= 0)
		return;
	pane_draw_text(pane, canvas);
	pane_draw_words(pane, canvas, record_words(pane));
}

/* Returns the row that the chosen link leads to, or ROW_NOWHERE. */
static struct row_ref record_link_row(const struct pane *pane)
{
	const struct record_state *state = pane->state;

	if (state->pager.link < 0 || (size_t)state->pager.link >= state->text.link_count)
		return ROW_NOWHERE;
	return state->text.links[state->pager.link];
}

static bool record_fits(struct slice text, void *search)
{
	return search_fits(search, text);
}

/* Goes to the next (BACK: the previous) line that has the words looked for, round the ends;
 * the status line says which of how many it is. */
static void record_find(struct pane *pane, bool back)
{
	const struct record_state *state = pane->state;
	const struct search *search = record_words(pane);
	struct pager *pager = pane->pager;
	void *words = (void *)(uintptr_t)search;
	size_t from = pager->hit, line, number = 0, count = 0;
	bool wrapped;

	if (!search_active(search)) {
		pane_say_no_search(pane);
		return;
	}
	/* From the hit, while that is on the screen, else from the screen. */
	if (from < pager->top || from >= pager->top + (size_t)pager->height)
		from = pager->top;
	else
		from += !back;
	line = pager_find(pager, from, back, record_fits, words);
	wrapped = line == SIZE_MAX;
	if (wrapped)
		line = pager_find(
			pager, back ? pager->line_count : 0, back, record_fits, words);
	if (line == SIZE_MAX) {
		pane_say(pane,
			state->text.partial ? _("“%s” is not in the part of this record "
						"that is shown.")
					    : _("No match for “%s” in this record."),
			search_text(search));
		return;
	}
	for (size_t at = 0;
		(at = pager_find(pager, at, false, record_fits, words)) != SIZE_MAX;
		at++, count++)
		number += at <= line;
	pane_say(pane, wrapped ? _("Search wrapped: “%s” %zu/%zu") : "“%s” %zu/%zu",
		search_text(search), number, count);
	pager_to_hit(pager, line);
}

static bool record_command(struct pane *pane, enum command_id command)
{
	struct record_state *state = pane->state;
	struct row_ref to;

	switch (command) {
	case COMMAND_OPEN:
		to = record_link_row(pane);
		if (to.table >= 0)
			pane_request(pane, REQUEST_RECORD, to);
		else
			pane_say(pane, _("Press Tab to select a link."));
		return true;
	case COMMAND_ALL_FIELDS:
		state->all = !state->all;
		pane->changed = true;
		pane_say(pane,
			state->all
				? _("Showing everything, empty fields too. a hides them.")
				: _("Empty fields are hidden. a shows them."));
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		record_find(pane, command == COMMAND_PREVIOUS_HIT);
		return true;
	default:
		return pane_move(pane, command);
	}
}

static struct row_ref record_focus(const struct pane *pane)
{
	return pane->row;
}

static void record_position(const struct pane *pane, struct str *out)
{
	const struct record_state *state = pane->state;
	const struct table *table = &pane->ctx->package->tables[pane->row.table];
	size_t lines = state->pager.line_count;
	size_t last = state->pager.top + (size_t)pane->rect.h;

	str_addf(out, "%zu/%zu", pane->number ? pane->number : (size_t)pane->row.row + 1,
		pane->number ? pane->count : table_rows(table));
	if (lines > (size_t)pane->rect.h) {
		str_add(out, "  ");
		str_addf(out, _("lines %zu–%zu of %zu"), state->pager.top + 1,
			last < lines ? last : lines, lines);
	}
}

/* Exports what bali show prints. */
static bool record_export(const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct package *package = pane->ctx->package;
	const struct table *table = &package->tables[pane->row.table];
	bool english;

	(void)err;
	str_addf(&w->what, "%s/", table->schema->name);
	table_add_key(table, pane->row.row, &w->what);
	export_job_add_name(w, w->what.buf);
	w->proposed = FORMAT_MARKDOWN;
	english = intl_english(true); /* the text of the file is made here */
	w->list = record_page_write(
		&w->text, w->format, &w->styles, package, pane->row, RECORD_EXPORTED);
	intl_english(english);
	w->partial = !package->linked;
	return true;
}

const struct view view_record = {
	.name = "record",
	.context = IN_RECORD,
	.state_size = sizeof(struct record_state),
	.open = record_open,
	.close = record_close,
	.update = record_update,
	.draw = record_draw,
	.command = record_command,
	.focus = record_focus,
	.link = record_link_row,
	.position = record_position,
	.export = record_export,
};
